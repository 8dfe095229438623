"""The stages of a track as a line of dots: done, under way, to come."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from zjgdesk.ui.theme import colours

RADIUS, TOP, HEIGHT = 7, 14, 54


class Stepper(QWidget):
    """Paints where a track stands; the words stand under the dots."""

    def __init__(self, stages: Sequence[str]) -> None:
        super().__init__()
        self._stages = tuple(stages)
        self._at = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(HEIGHT)

    def show_stage(self, at: int) -> None:
        """Show the stage under way, counted from 0."""
        self._at = at
        self.setAccessibleName(f"当前阶段：{self._stages[at]}")
        self.update()

    def sizeHint(self) -> QSize:
        """Qt: room for the words."""
        return QSize(96 * len(self._stages), HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: the line, the dots, the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        worn = colours()
        step = self.width() / len(self._stages)
        middles = [step * (at + 0.5) for at in range(len(self._stages))]
        for at in range(len(middles) - 1):
            painter.setPen(QPen(QColor(worn.accent if at < self._at else worn.line_strong), 2))
            left, right = middles[at] + RADIUS + 4, middles[at + 1] - RADIUS - 4
            painter.drawLine(QPointF(left, TOP), QPointF(right, TOP))
        for at, middle in enumerate(middles):
            self._dot(painter, at, middle)
            painter.setPen(QColor(worn.text if at == self._at else worn.muted))
            font = QFont(self.font())
            font.setBold(at == self._at)
            painter.setFont(font)
            area = QRectF(middle - step / 2, TOP + RADIUS + 6, step, 24)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._stages[at])

    def _dot(self, painter: QPainter, at: int, middle: float) -> None:
        worn = colours()
        reached = at <= self._at
        painter.setPen(QPen(QColor(worn.accent if reached else worn.line_strong), 2))
        painter.setBrush(QColor(worn.accent if at < self._at else worn.surface))
        painter.drawEllipse(QPointF(middle, TOP), RADIUS, RADIUS)
        if at == self._at:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(worn.accent))
            painter.drawEllipse(QPointF(middle, TOP), RADIUS - 3.5, RADIUS - 3.5)
