"""The way of a case in one strip: what was done and when, and where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from zjgdesk.rules.vocabulary import CaseState
from zjgdesk.services.case_rows import CaseDetail
from zjgdesk.ui.theme import colours
from zjgdesk.ui.tolerance.words import DONE, WAY
from zjgdesk.ui.words import short_day, word

RADIUS, TOP = 7, 6


@dataclass(frozen=True, slots=True)
class Node:
    """One station: its name, its day, whether it is behind and whether it is next."""

    name: str
    on: str
    done: bool
    next: bool


def nodes_of(detail: CaseDetail) -> tuple[Node, ...]:
    """Return the stations of a case; a case that was reopened goes through them anew."""
    state = detail.row.state
    held = state if state in DONE else detail.steps[-1].led_to
    done = DONE.get(held, DONE.get(_before(detail), 1))
    ended = state in {CaseState.REFUSED, CaseState.WITHDRAWN}
    days = {taken.step: short_day(taken.on) for taken in detail.steps}
    return tuple(
        Node(name, days.get(step, "") if at < done else "", at < done, at == done and not ended)
        for at, (step, name) in enumerate(WAY)
    )


def _before(detail: CaseDetail) -> CaseState:
    """Where the case stood before it left the way: refused, withdrawn, under review."""
    return next(
        (taken.led_to for taken in reversed(detail.steps) if taken.led_to in DONE),
        CaseState.NOTIFIED,
    )


class WayStrip(QWidget):
    """Nine stations on a line, with their days."""

    def __init__(self) -> None:
        super().__init__()
        self.nodes: Sequence[Node] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_case(self, detail: CaseDetail) -> None:
        """Show where a case stands."""
        self.nodes = nodes_of(detail)
        told = "，".join(f"{node.name} {node.on}".strip() for node in self.nodes if node.done)
        self.setAccessibleName(f"办理经过：{told}；当前{word(detail.row.state)}")
        self.setToolTip(told)
        self.update()

    def sizeHint(self) -> QSize:
        """Qt: one strip."""
        return QSize(600, TOP + 2 * RADIUS + 8 + 2 * self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: the line, the discs, names and days under them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self.width() / max(len(self.nodes), 1)
        for at, node in enumerate(self.nodes):
            self._node(painter, at, node, width)

    def _node(self, painter: QPainter, at: int, node: Node, width: float) -> None:
        worn = colours()
        centre = QPointF(width * (at + 0.5), TOP + RADIUS)
        if at:
            line = worn.good if node.done else worn.line_strong
            painter.setPen(QPen(QColor(line), 2))
            gap = RADIUS + 4
            painter.drawLine(
                QPointF(centre.x() - width + gap, centre.y()),
                QPointF(centre.x() - gap, centre.y()),
            )
        edge = worn.good if node.done else worn.accent if node.next else worn.line_strong
        painter.setPen(QPen(QColor(edge), 2))
        painter.setBrush(QColor(edge if node.done or node.next else worn.surface))
        painter.drawEllipse(centre, RADIUS, RADIUS)
        line_height = painter.fontMetrics().height()
        box = QRectF(width * at, TOP + 2 * RADIUS + 4, width, line_height)
        painter.setPen(QColor(worn.text if node.done or node.next else worn.muted))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, node.name)
        painter.setPen(QColor(worn.muted))
        painter.drawText(box.translated(0, line_height), Qt.AlignmentFlag.AlignCenter, node.on)
