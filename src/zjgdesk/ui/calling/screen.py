"""The screen that the room sees: names, growing 正, figures; large, dark on white."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from zjgdesk.ui.calling.growth import Calling, Figure, Order
from zjgdesk.ui.calling.strokes import draw_votes, fitting_height, width_of

GROUND, INK, FAINT = QColor("#ffffff"), QColor("#14202c"), QColor("#5b6876")
RULE, CALLED, PASSED = QColor("#d3dae1"), QColor("#e4eef7"), QColor("#14633d")
WORDS = {Figure.YES: "同意", Figure.NO: "不同意", Figure.ABSTAIN: "弃权"}
ONE_COLUMN, TWO_COLUMNS = 12, 26
EDGE, TWO_LINES = 0.03, 0.66
TOP, BAND, FOOT = 0.11, 0.17, 0.05
NAME, LETTERS, FIGURES = 0.36, 11, 4.2
"""A name has this share of its row, or room for so many letters; a figure for so many."""


class CallingScreen(QWidget):
    """Painted whole, so that it is the same at any size; keys go to the caller's panel."""

    pressed = Signal(QKeyEvent)
    closed = Signal()

    def __init__(self, calling: Calling) -> None:
        super().__init__()
        self.calling = calling
        self.setWindowTitle("唱票")
        self.setObjectName("callingScreen")
        self.setAccessibleName("唱票大屏")
        self.setMinimumSize(640, 400)

    def columns(self) -> int:
        """Return in how many columns the names stand."""
        rows = len(self.calling.sheet.rows)
        return 1 if rows <= ONE_COLUMN else 2 if rows <= TWO_COLUMNS else 3

    def row_boxes(self) -> list[QRectF]:
        """Return where each candidate stands, column by column."""
        body, columns = self._body(), self.columns()
        rows = len(self.calling.sheet.rows)
        deep = -(-rows // columns)
        gap = body.width() * EDGE
        wide = (body.width() - gap * (columns - 1)) / columns
        high = min(body.height() / max(deep, 1), self.height() * 0.1)
        return [
            QRectF(
                body.left() + (at // deep) * (wide + gap), body.top() + (at % deep) * high,
                wide, high,
            )
            for at in range(rows)
        ]  # fmt: skip

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: keys work here as on the panel."""
        self.pressed.emit(event)

    def closeEvent(self, event: object) -> None:
        """Qt: closing the screen ends the calling."""
        self.closed.emit()
        super().closeEvent(event)  # type: ignore[arg-type]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: head, the candidate who is called, all candidates, foot."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), GROUND)
        self._head(painter)
        if self.calling.order is Order.ONE_BY_ONE:
            self._called(painter)
        for at, box in enumerate(self.row_boxes()):
            self._row(painter, at, box)
        self._foot(painter)

    def _inner(self) -> QRectF:
        edge = self.width() * EDGE
        return QRectF(self.rect()).adjusted(edge, 0, -edge, 0)

    def _body(self) -> QRectF:
        high = self.height()
        top = TOP + (BAND if self.calling.order is Order.ONE_BY_ONE else 0.01)
        inner = self._inner()
        return QRectF(inner.left(), high * top, inner.width(), high * (1 - top - FOOT))

    def _head(self, painter: QPainter) -> None:
        inner, high = self._inner(), self.height() * TOP
        sheet = self.calling.sheet
        facts = f"应选 {sheet.places}　有效票 {sheet.valid}　当选须 {sheet.needed} 票"
        right = QRectF(inner.left(), 0, inner.width(), high)
        self._text(painter, facts, right, high * 0.3, FAINT, Qt.AlignmentFlag.AlignRight)
        left = QRectF(inner.left(), 0, inner.width() * 0.62, high)
        self._text(painter, sheet.title, left, high * 0.44, INK, bold=True)
        painter.setPen(RULE)
        painter.drawLine(int(inner.left()), int(high), int(inner.right()), int(high))

    def _called(self, painter: QPainter) -> None:
        """The candidate who is called, so large that the last row of the room reads it."""
        calling, inner = self.calling, self._inner()
        box = QRectF(
            inner.left(),
            self.height() * (TOP + 0.015),
            inner.width(),
            self.height() * (BAND - 0.03),
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(CALLED)
        painter.drawRoundedRect(box, 10, 10)
        within = box.adjusted(box.height() * 0.2, 0, -box.height() * 0.2, 0)
        size = box.height() * 0.52
        name, strokes, figure = self._parts(within, size)
        self._text(painter, calling.row.name, name, size, INK, bold=True, lines=2)
        self._votes(painter, calling.at, (strokes, figure), size * 1.1)

    def _row(self, painter: QPainter, at: int, box: QRectF) -> None:
        calling = self.calling
        if calling.order is Order.ONE_BY_ONE and at == calling.at:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(CALLED)
            painter.drawRoundedRect(box.adjusted(-6, 2, 6, -2), 6, 6)
        row, size = calling.sheet.rows[at], box.height() * 0.5
        number = QRectF(box.left(), box.top(), box.height() * 0.8, box.height())
        self._text(painter, str(row.position), number, size * 0.7, FAINT)
        rest = QRectF(number.right(), box.top(), box.right() - number.right(), box.height())
        name, strokes, figure = self._parts(rest, size)
        self._text(painter, row.name, name, size, INK, lines=2)
        self._votes(painter, at, (strokes, figure), size * 1.1)
        painter.setPen(RULE)
        painter.drawLine(box.bottomLeft(), box.bottomRight())

    def _parts(self, box: QRectF, size: float) -> tuple[QRectF, QRectF, QRectF]:
        """Return where the name, the strokes and the figure of a row stand."""
        figure = size * FIGURES
        strokes = width_of(self._most(), size * 1.1) + size
        name = min(box.width() - figure - strokes, max(box.width() * NAME, LETTERS * size))
        top, high = box.top(), box.height()
        return (
            QRectF(box.left(), top, name - size * 0.4, high),
            QRectF(box.left() + name, top, box.width() - name - figure - size * 0.3, high),
            QRectF(box.right() - figure, top, figure, high),
        )

    def _most(self) -> int:
        """Return the most votes that anybody can have, so that strokes never change their size."""
        return max(self.calling.sheet.valid, 1)

    def _votes(
        self, painter: QPainter, at: int, boxes: tuple[QRectF, QRectF], tallest: float
    ) -> None:
        calling, (room, figure) = self.calling, boxes
        colour = PASSED if calling.passed(at) else INK
        sign = "✓ " if calling.passed(at) else ""
        if calling.finished and calling.sheet.rows[at].elected:
            sign = "当选 "
        text = f"{sign}{calling.shown[at]}"
        self._text(
            painter, text, figure, tallest * 0.92, colour, Qt.AlignmentFlag.AlignRight, bold=True
        )
        height = fitting_height(self._most(), room.width(), tallest)
        draw_votes(painter, calling.shown[at], room, colour, height)

    def _foot(self, painter: QPainter) -> None:
        inner, high = self._inner(), self.height() * FOOT
        box = QRectF(inner.left(), self.height() - high, inner.width(), high)
        calling = self.calling
        words = f"{calling.sheet.meeting}　{WORDS[calling.figure]}票　绿色和 ✓ 表示已过半数"
        self._text(painter, words, box, high * 0.44, FAINT)
        told = "全部唱完" if calling.finished else "正在唱票"
        self._text(painter, told, box, high * 0.44, FAINT, Qt.AlignmentFlag.AlignRight)

    def _text(  # noqa: PLR0913 - a line of text is drawn by these
        self,
        painter: QPainter,
        text: str,
        box: QRectF,
        size: float,
        colour: QColor,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        *,
        bold: bool = False,
        lines: int = 1,
    ) -> None:
        """Draw words in the box, over two lines or smaller where they would be cut."""
        font = QFont(self.font())
        font.setBold(bold)
        font.setPixelSize(max(int(size), 9))
        painter.setFont(font)
        wide = painter.fontMetrics().horizontalAdvance(text)
        if wide > box.width() and lines > 1:
            half = -(-len(text) // 2)
            text = f"{text[:half]}\n{text[half:]}"
            size, wide = size * TWO_LINES, round(wide * TWO_LINES / 2)
        if wide > box.width():
            size *= box.width() / wide * 0.97
        font.setPixelSize(max(int(size), 9))
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(box, align | Qt.AlignmentFlag.AlignVCenter, text)
