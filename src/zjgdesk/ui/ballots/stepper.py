"""The stages of a round in a row: what is done, what is next, what waits."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from zjgdesk.ui.ballots.stages import PHASES, Stage, StageView, Standing
from zjgdesk.ui.labels import label
from zjgdesk.ui.theme import Colours, colours

RADIUS, TOP, LABEL_TOP, HEIGHT = 11, 8, 34, 62
TICK = ((-4.5, 0.0), (-1.5, 3.5), (4.5, -3.5))
STATES = {
    Standing.DONE: "已完成",
    Standing.NEXT: "下一步",
    Standing.LATER: "未到",
    Standing.OPTIONAL: "可选",
    Standing.INHERITED: "沿用首轮",
}
TICKED = frozenset({Standing.DONE, Standing.INHERITED})
BETWEEN = 6


class StepNode(QAbstractButton):
    """One stage: a disc with a tick or a number, its name under it, lines to its neighbours."""

    def __init__(self, view: StageView, number: int, total: int) -> None:
        super().__init__()
        self.view = view
        self._number, self._total = number, total
        self.setCheckable(True)
        self.setText(view.title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_view(view)

    @property
    def state(self) -> Standing:
        """How the stage stands."""
        return self.view.standing

    def show_view(self, view: StageView) -> None:
        """Show how the stage stands now."""
        self.view = view
        self.setAccessibleName(f"{view.title}，{STATES[self.state]}")
        self.setToolTip(view.told)
        self.update()

    def sizeHint(self) -> QSize:
        """Qt: wide enough for the name."""
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 8, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Qt: never so narrow that a name is cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: the arrows are the row's."""
        if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: lines, disc, tick or number, name."""
        worn = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = QPointF(self.width() / 2, TOP + RADIUS)
        self._ground(painter, worn)
        self._lines(painter, worn, centre)
        self._disc(painter, worn, centre)
        self._name(painter, worn)

    def _ground(self, painter: QPainter, worn: Colours) -> None:
        if not (self.isChecked() or self.hasFocus() or self.underMouse()):
            return
        painter.setPen(QPen(QColor(worn.accent), 1) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(worn.accent_soft if self.isChecked() else worn.plain_soft))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 0.5, -1, -0.5), 6, 6)

    def _lines(self, painter: QPainter, worn: Colours, centre: QPointF) -> None:
        painter.setPen(QPen(QColor(worn.line_strong), 1.5))
        gap = RADIUS + 5
        if self._number > 1:
            painter.drawLine(QPointF(0, centre.y()), QPointF(centre.x() - gap, centre.y()))
        if self._number < self._total:
            painter.drawLine(
                QPointF(centre.x() + gap, centre.y()), QPointF(self.width(), centre.y())
            )

    def _disc(self, painter: QPainter, worn: Colours, centre: QPointF) -> None:
        state = self.state
        fill = {Standing.DONE: worn.good_soft, Standing.NEXT: worn.accent}
        edge = {Standing.DONE: worn.good, Standing.NEXT: worn.accent}
        pen = QPen(QColor(edge.get(state, worn.line_strong)), 1.5)
        if state in {Standing.OPTIONAL, Standing.INHERITED}:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setBrush(QColor(fill.get(state, worn.surface)))
        painter.setPen(pen)
        painter.drawEllipse(centre, RADIUS, RADIUS)
        if state in TICKED:
            ink = worn.good if state is Standing.DONE else worn.muted
            painter.setPen(QPen(QColor(ink), 2, c=Qt.PenCapStyle.RoundCap))
            painter.drawPolyline([centre + QPointF(x, y) for x, y in TICK])
            return
        painter.setPen(QColor(worn.accent_text if state is Standing.NEXT else worn.muted))
        box = QRectF(centre.x() - RADIUS, centre.y() - RADIUS, 2 * RADIUS, 2 * RADIUS)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self._number))

    def _name(self, painter: QPainter, worn: Colours) -> None:
        font = painter.font()
        font.setBold(self.view.next)
        painter.setFont(font)
        strong = self.state in {Standing.DONE, Standing.NEXT}
        painter.setPen(QColor(worn.text if strong else worn.muted))
        box = QRect(0, LABEL_TOP, self.width(), HEIGHT - LABEL_TOP - 2)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.text())


class Stepper(QWidget):
    """All stages in their phases; the chosen one is told under the row."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.nodes: dict[Stage, StepNode] = {}
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._tell)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(BETWEEN)

    def show_stages(self, views: Sequence[StageView]) -> None:
        """Show how every stage stands; the next one is chosen, or the last that was done."""
        if not self.nodes:
            self._make({view.stage: view for view in views})
        for view in views:
            self.nodes[view.stage].show_view(view)
        done = [view for view in views if view.standing is Standing.DONE]
        current = next((view for view in views if view.next), done[-1])
        self.nodes[current.stage].setChecked(True)

    def current(self) -> StageView:
        """Return the chosen stage."""
        return next(node.view for node in self.nodes.values() if node.isChecked())

    def choose(self, stage: Stage) -> None:
        """Choose a stage as a click would."""
        self.nodes[stage].click()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: the arrows go along the row."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        order = list(self.nodes)
        at = min(max(order.index(self.current().stage) + step, 0), len(order) - 1)
        self.choose(order[at])
        self.nodes[order[at]].setFocus()

    def _make(self, views: dict[Stage, StageView]) -> None:
        number = 0
        for phase, stages in PHASES.items():
            row = QHBoxLayout()
            row.setSpacing(0)
            for stage in stages:
                number += 1
                node = StepNode(views[stage], number, len(views))
                self.nodes[stage] = node
                self._group.addButton(node, number)
                row.addWidget(node)
            column = QVBoxLayout()
            column.setSpacing(2)
            column.addWidget(label(phase, "fieldName"))
            column.addLayout(row)
            self._row.addLayout(column, len(stages))

    def _tell(self, _number: int) -> None:
        self.chosen.emit(self.current())
