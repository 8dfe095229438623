"""The sheets in small, each part where it stands on paper: read, missing, or just refused."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from zjgdesk.services.code_sheets import PER_SHEET, Parts
from zjgdesk.ui.ballots.scan_words import Effect, Told
from zjgdesk.ui.theme import colours

COLUMNS = 3
CELL, GAP, EDGE, LABEL = 38.0, 5.0, 9.0, 24.0
SHEET_WIDTH = COLUMNS * CELL + (COLUMNS - 1) * GAP + 2 * EDGE
SHEET_HEIGHT = SHEET_WIDTH
BETWEEN = 16.0
NOTHING_YET = "读到任意一份以后，这里按页显示各份的位置。"


class ScanGrid(QWidget):
    """Paints a sheet as three rows of three parts; the last one scanned is framed."""

    def __init__(self) -> None:
        super().__init__()
        self._count = 0
        self._read: frozenset[int] = frozenset()
        self._told: Told | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAccessibleName("各份读到没有")

    def show_parts(self, parts: Parts, told: Told | None) -> None:
        """Show which parts were read, and which was scanned last."""
        self._count, self._read, self._told = parts.count, parts.numbers, told
        self._grow()
        self.update()

    def place_of(self, number: int) -> QRectF:
        """Return where a part is painted."""
        sheet, at = divmod(number - 1, PER_SHEET)
        row, column = divmod(at, COLUMNS)
        corner = self._corner(sheet) + QPointF(EDGE, EDGE)
        return QRectF(
            corner.x() + column * (CELL + GAP), corner.y() + row * (CELL + GAP), CELL, CELL
        )

    def sizeHint(self) -> QSize:
        """Qt: two sheets side by side."""
        return QSize(int(2 * SHEET_WIDTH + BETWEEN), self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width may need another height."""
        super().resizeEvent(event)
        self._grow()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: the sheets, their numbers under them, the parts on them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        worn = colours()
        if not self._count:
            painter.setPen(QColor(worn.faint))
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), NOTHING_YET)
        for sheet in range(self._sheets()):
            corner = self._corner(sheet)
            painter.setPen(QPen(QColor(worn.line_strong), 1))
            painter.setBrush(QColor(worn.surface))
            page = QRectF(corner.x() + 0.5, corner.y() + 0.5, SHEET_WIDTH - 1, SHEET_HEIGHT - 1)
            painter.drawRoundedRect(page, 4, 4)
            numbers = self._numbers(sheet)
            read = len(self._read.intersection(numbers))
            painter.setPen(QColor(worn.good if read == len(numbers) else worn.muted))
            below = QRectF(corner.x(), corner.y() + SHEET_HEIGHT, SHEET_WIDTH, LABEL)
            words = f"第 {sheet + 1} 页　{read} / {len(numbers)}"
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, words)
            for number in numbers:
                self._paint_part(painter, number)

    def _paint_part(self, painter: QPainter, number: int) -> None:
        worn, place, read = colours(), self.place_of(number), number in self._read
        last = self._told if self._told and self._told.number == number else None
        line = QPen(QColor(worn.good if read else worn.line_strong), 1)
        line.setStyle(Qt.PenStyle.SolidLine if read else Qt.PenStyle.DashLine)
        if last is not None:
            refused = last.effect is Effect.REFUSED
            line = QPen(QColor(worn.bad if refused else worn.accent), 2.5)
        painter.setPen(line)
        painter.setBrush(QColor(worn.good_soft if read else worn.surface))
        painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 4, 4)
        painter.setPen(QColor(worn.good if read else worn.muted))
        words = place.adjusted(0, 0, 0, -10) if read else place
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, str(number))
        if read:
            painter.setPen(QPen(QColor(worn.good), 2))
            middle = QPointF(place.center().x(), place.bottom() - 10)
            tick = (QPointF(-5, -1), QPointF(-1, 3), QPointF(6, -4))
            painter.drawPolyline([middle + point for point in tick])

    def _numbers(self, sheet: int) -> range:
        first = sheet * PER_SHEET + 1
        return range(first, min(first + PER_SHEET, self._count + 1))

    def _sheets(self) -> int:
        return -(-self._count // PER_SHEET)

    def _across(self) -> int:
        return max(int((self.width() + BETWEEN) // (SHEET_WIDTH + BETWEEN)), 1)

    def _corner(self, sheet: int) -> QPointF:
        row, column = divmod(sheet, self._across())
        return QPointF(
            column * (SHEET_WIDTH + BETWEEN), row * (SHEET_HEIGHT + LABEL + BETWEEN / 2)
        )

    def _height(self) -> int:
        rows = -(-self._sheets() // self._across())
        return int(rows * (SHEET_HEIGHT + LABEL + BETWEEN / 2))

    def _grow(self) -> None:
        if self.minimumHeight() != self._height():
            self.setMinimumHeight(self._height())
