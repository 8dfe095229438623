"""The drawn part of a chart; its figures can be walked through by the keyboard."""

from math import ceil
from typing import cast

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from zjgdesk.ui.charts.drawing import lay_out, paint
from zjgdesk.ui.charts.facts import ChartFacts
from zjgdesk.ui.charts.plan import Plan
from zjgdesk.ui.theme import colours

EDGE = 4
NARROWEST, USUAL = 220, 420
STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}


class Canvas(QWidget):
    """Paints a chart; `told` says the figure that is pointed at, `copied` that Ctrl+C was pressed."""

    told = Signal(str)
    copied = Signal()

    def __init__(self, facts: ChartFacts) -> None:
        super().__init__()
        self._facts = facts
        self._at: int | None = None
        self.plan = self._planned(self.width())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_facts(facts)

    def show_facts(self, facts: ChartFacts) -> None:
        """Show other figures."""
        self._facts, self._at = facts, None
        self.setAccessibleName(f"图表：{facts.title}")
        self.setAccessibleDescription(facts.description())
        self._fit()

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """Qt: another width needs another height."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Qt: what the figures need at a width."""
        return ceil(self._planned(width).height) + 2 * EDGE

    def sizeHint(self) -> QSize:
        """Qt: a width at which most charts stand upright."""
        return QSize(USUAL, self.heightForWidth(USUAL))

    def minimumSizeHint(self) -> QSize:
        """Qt: narrower than this, names would be little more than dots."""
        return QSize(NARROWEST, self.heightForWidth(max(self.width(), NARROWEST)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: arrows go from figure to figure, Ctrl+C copies."""
        marks = self.plan.marks
        step = STEPS.get(Qt.Key(event.key()))
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        elif step is not None and marks:
            first = 0 if step > 0 else len(marks) - 1
            at = first if self._at is None else min(max(self._at + step, 0), len(marks) - 1)
            self._point(at)
        elif event.key() == Qt.Key.Key_Escape and self._at is not None:
            self._point(None)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Qt: another font needs another layout; the mouse is told what it points at."""
        if event.type() == QEvent.Type.ToolTip:
            self._tip(cast(QHelpEvent, event))
            return True
        done = super().event(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()
        elif event.type() == QEvent.Type.FocusOut and self._at is not None:
            self._point(None)
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width needs another layout."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: the chart and, round the figure pointed at, a frame."""
        painter = QPainter(self)
        worn = colours()
        painter.setFont(self.font())
        if self.hasFocus():
            painter.setPen(QPen(QColor(worn.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.translate(EDGE, EDGE)
        paint(painter, self.plan, worn)
        if self._at is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(worn.text), 2))
            area = self.plan.marks[self._at].area
            painter.drawRoundedRect(area.adjusted(-1, -1, 1, 1), 3, 3)

    def tip_at(self, x: float, y: float) -> str:
        """Return what is said at a place: the figure, else words that had to be shortened."""
        for mark in self.plan.marks:
            if mark.area.contains(x - EDGE, y - EDGE):
                return mark.words
        for words in self.plan.words:
            if words.shown != words.full and words.area.contains(x - EDGE, y - EDGE):
                return words.full
        return ""

    def _tip(self, event: QHelpEvent) -> None:
        at = event.pos()
        QToolTip.showText(event.globalPos(), self.tip_at(at.x(), at.y()), self)

    def _point(self, at: int | None) -> None:
        self._at = at
        self.told.emit("" if at is None else self.plan.marks[at].words)
        self.update()

    def _planned(self, width: int) -> Plan:
        return lay_out(self._facts, width - 2 * EDGE, QFontMetricsF(self.font()))

    def _fit(self) -> None:
        self.plan = self._planned(self.width())
        if self._at is not None and self._at >= len(self.plan.marks):
            self._at = None
        self.updateGeometry()
        self.update()
