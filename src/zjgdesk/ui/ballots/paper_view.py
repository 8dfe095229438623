"""The paper in hand as it was printed: number, name, three boxes a row; keyed by single keys."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from zjgdesk.rules.vocabulary import Mark, Track
from zjgdesk.services.round_detail import RoundDetail
from zjgdesk.ui.ballots.sheet import Sheet
from zjgdesk.ui.theme import Colours, Tone, colours
from zjgdesk.ui.words import word

BOXES = (Mark.YES, Mark.NO, Mark.ABSTAIN)
ONE_BLOCK = 25  # as on the printed paper
HEAD, LOWEST, HIGHEST = 30, 22, 40
NUMBER, COLUMN, GAP, WIDEST = 44, 66, 20, 700
KEYS = {
    Qt.Key.Key_1: Mark.YES,
    Qt.Key.Key_Space: Mark.YES,
    Qt.Key.Key_2: Mark.NO,
    Qt.Key.Key_3: Mark.ABSTAIN,
    Qt.Key.Key_0: Mark.ABSTAIN,
    Qt.Key.Key_9: Mark.VOID,
    Qt.Key.Key_U: Mark.UNCLEAR,
}
ASKED = {
    Qt.Key.Key_W: "refused_whole",
    Qt.Key.Key_D: "set_aside",
    Qt.Key.Key_G: "number_wanted",
}
BASES = {Qt.Key.Key_Plus: Mark.YES, Qt.Key.Key_Minus: Mark.ABSTAIN}


@dataclass(frozen=True, slots=True)
class Line:
    """What stands in one row of the paper."""

    number: int
    name: str
    note: str


def lines_of(detail: RoundDetail) -> tuple[Line, ...]:
    """Return the rows of a round's paper as they are printed. Rule: ORDER-04."""
    unit = detail.row.track is Track.UNIT
    return tuple(
        Line(e.position, e.name if unit else _spaced(e.name), e.organisation if unit else "")
        for e in detail.entries
    )


def _spaced(name: str) -> str:
    return f"{name[0]}　{name[1]}" if len(name) == 2 else name  # noqa: PLR2004


class PaperView(QWidget):
    """Paints the paper and turns keys and clicks into marks."""

    touched = Signal()
    stored = Signal()
    refused_whole = Signal()
    undone = Signal()
    set_aside = Signal()
    number_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)  # noqa: FBT003
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("选票")
        self.lines: tuple[Line, ...] = ()
        self._blocks = 1
        self.watermark = ""
        self.sheet = Sheet(0, 1)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Take the rows of a ballot."""
        self.lines = tuple(lines)
        noted = any(line.note for line in lines)
        self._blocks = 1 if noted or len(lines) <= ONE_BLOCK else 2
        self.setMinimumHeight(HEAD + self._in_block() * LOWEST + 2)
        self.update()

    def show_sheet(self, sheet: Sheet) -> None:
        """Take another paper in hand."""
        self.sheet = sheet
        self._say()

    def sizeHint(self) -> QSize:
        """Qt: room for every row."""
        return QSize(640, HEAD + self._in_block() * HIGHEST + 2)

    def row_area(self, row: int) -> QRectF:
        """Return where a row stands."""
        block, line = divmod(row, max(self._in_block(), 1))
        width = self._block_width()
        left = self._left() + block * (width + GAP)
        return QRectF(left, HEAD + line * self._pitch(), width, self._pitch())

    def box_area(self, row: int, mark: Mark) -> QRectF:
        """Return where a box stands; a void entry has all three."""
        area = self.row_area(row)
        first = area.right() - len(BOXES) * COLUMN
        if mark not in BOXES:
            return QRectF(first, area.top(), len(BOXES) * COLUMN, area.height())
        return QRectF(first + BOXES.index(mark) * COLUMN, area.top(), COLUMN, area.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: one key a row."""
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if not event.isAutoRepeat():
                self.stored.emit()
        elif key is Qt.Key.Key_Backspace:
            self.undone.emit()
        elif key in ASKED:
            getattr(self, ASKED[key]).emit()
        elif self.sheet.invalid or not (self._mark(key) or self._move(key)):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: a click on a box marks it, a click on a name takes the row in hand."""
        if self.sheet.invalid:
            return
        place = event.position()
        for row in range(len(self.lines)):
            if not self.row_area(row).contains(place):
                continue
            marks = [mark for mark in BOXES if self.box_area(row, mark).contains(place)]
            if marks:
                self.sheet.put_at(row, marks[0])
            else:
                self.sheet.at = row
            self._say()
            self.touched.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: heads, rows, marks."""
        worn = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for block in range(self._blocks):
            self._paint_head(painter, worn, block)
        for row, line in enumerate(self.lines):
            self._paint_row(painter, worn, row, line)
        if self.watermark:
            self._paint_watermark(painter, worn)
        if self.sheet.invalid:
            self._paint_stamp(painter, worn, f"整票无效：{self.sheet.invalid}", Tone.BAD)
        elif self.sheet.doubt:
            self._paint_stamp(painter, worn, f"整票待定：{self.sheet.doubt}", Tone.WARN)

    def _mark(self, key: Qt.Key) -> bool:
        if key in KEYS:
            self.sheet.put(KEYS[key])
        elif key in BASES:
            self.sheet.spread(BASES[key])
        else:
            return False
        self._say()
        self.touched.emit()
        return True

    def _move(self, key: Qt.Key) -> bool:
        steps = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Left: -self._in_block(),
            Qt.Key.Key_Right: self._in_block(),
            Qt.Key.Key_Home: -len(self.lines),
            Qt.Key.Key_End: len(self.lines),
        }
        if key not in steps:
            return False
        self.sheet.move(steps[key])
        self._say()
        self.touched.emit()
        return True

    def _say(self) -> None:
        if self.lines and self.sheet.rows:
            line, mark = self.lines[self.sheet.at], self.sheet.marks[self.sheet.at]
            self.setAccessibleDescription(f"第 {line.number} 行 {line.name} {word(mark)}")
        self.update()

    def _in_block(self) -> int:
        return -(-len(self.lines) // self._blocks)

    def _pitch(self) -> float:
        room = (self.height() - HEAD - 2) / max(self._in_block(), 1)
        return min(max(room, LOWEST), HIGHEST)

    def _block_width(self) -> float:
        room = (self.width() - 2 - (self._blocks - 1) * GAP) / self._blocks
        return min(room, WIDEST)

    def _left(self) -> float:
        used = self._blocks * self._block_width() + (self._blocks - 1) * GAP
        return (self.width() - used) / 2

    def _paint_head(self, painter: QPainter, worn: Colours, block: int) -> None:
        width = self._block_width()
        left = self._left() + block * (width + GAP)
        area = QRectF(left, 0, width, HEAD)
        painter.fillRect(area, QColor(worn.plain_soft))
        painter.setPen(QColor(worn.muted))
        first = area.right() - len(BOXES) * COLUMN
        middle = Qt.AlignmentFlag.AlignCenter
        painter.drawText(QRectF(left, 0, NUMBER, HEAD), middle, "序号")
        name = QRectF(left + NUMBER, 0, first - left - NUMBER, HEAD)
        painter.drawText(name, middle, "单位名称" if self._noted() else "姓　名")
        for at, mark in enumerate(BOXES):
            painter.drawText(QRectF(first + at * COLUMN, 0, COLUMN, HEAD), middle, word(mark))

    def _paint_row(self, painter: QPainter, worn: Colours, row: int, line: Line) -> None:
        area = self.row_area(row)
        current = row == self.sheet.at and not self.sheet.invalid
        painter.fillRect(area, QColor(worn.selected if current else worn.surface))
        painter.setPen(QPen(QColor(worn.line), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if current:
            painter.fillRect(
                QRectF(area.left(), area.top(), 4, area.height()), QColor(worn.accent)
            )
        self._paint_name(painter, worn, area, line)
        for mark in BOXES:
            self._paint_box(painter, worn, row, mark)
        if self.sheet.marks[row] in {Mark.VOID, Mark.UNCLEAR}:
            self._paint_beside(painter, worn, row, self.sheet.marks[row])

    def _paint_name(self, painter: QPainter, worn: Colours, area: QRectF, line: Line) -> None:
        painter.setPen(QColor(worn.muted))
        number = QRectF(area.left() + 4, area.top(), NUMBER - 4, area.height())
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(line.number))
        painter.save()
        font = QFont(painter.font())
        font.setPointSizeF(min(area.height() * 0.5, 15.0))
        painter.setFont(font)
        painter.setPen(QColor(worn.text))
        room = QRectF(area.left() + NUMBER, area.top(), 0, area.height())
        room.setRight(area.right() - len(BOXES) * COLUMN - 6)
        how = Qt.AlignmentFlag.AlignVCenter
        if not self._noted():
            wide = painter.fontMetrics().horizontalAdvance(line.name)
            if wide > room.width():  # a long name is set smaller, never cut
                font.setPointSizeF(font.pointSizeF() * room.width() / wide * 0.97)
                painter.setFont(font)
            painter.drawText(room, how | Qt.AlignmentFlag.AlignHCenter, line.name)
        else:
            shown = painter.fontMetrics().elidedText(
                f"{line.name}（{line.note}）" if line.note not in line.name else line.name,
                Qt.TextElideMode.ElideRight,
                int(room.width()),
            )
            painter.drawText(room, how, shown)
        painter.restore()

    def _paint_box(self, painter: QPainter, worn: Colours, row: int, mark: Mark) -> None:
        cell = self.box_area(row, mark)
        side = min(cell.height() - 8, 20.0)
        box = QRectF(0, 0, side, side)
        box.moveCenter(cell.center())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(worn.line_strong), 1))
        painter.drawRect(box)
        if self.sheet.marks[row] is not mark or self.sheet.invalid:
            return
        said = row in self.sheet.said
        inks = {Mark.YES: worn.good, Mark.NO: worn.bad, Mark.ABSTAIN: worn.accent}
        painter.setPen(QPen(QColor(inks[mark] if said else worn.faint), 3.0 if said else 1.5))
        painter.drawEllipse(QPointF(box.center()), side / 2 + 1, side / 2 + 1)

    def _paint_beside(self, painter: QPainter, worn: Colours, row: int, mark: Mark) -> None:
        """A row that has no mark in a box: void, or left to the scrutineers."""
        area = self.box_area(row, mark).adjusted(10, 3, -10, -3)
        unclear = mark is Mark.UNCLEAR
        painter.setPen(QPen(QColor(worn.warn), 1.5) if unclear else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(worn.warn_soft if unclear else worn.plain_soft))
        painter.drawRoundedRect(area, 4, 4)
        painter.setPen(QColor(worn.warn if unclear else worn.text))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, word(mark))

    def _paint_watermark(self, painter: QPainter, worn: Colours) -> None:
        """Words across the paper, so that a test is never taken for the real one."""
        painter.save()
        ink = QColor(worn.bad)
        ink.setAlpha(46)
        painter.setPen(ink)
        font = QFont(painter.font())
        font.setPointSizeF(54.0)
        font.setBold(True)
        painter.setFont(font)
        for down in range(90, self.height() + 120, 190):
            for right in range(0, self.width(), 330):
                painter.save()
                painter.translate(right, down)
                painter.rotate(-24)
                painter.drawText(0, 0, self.watermark)
                painter.restore()
        painter.restore()

    def _paint_stamp(self, painter: QPainter, worn: Colours, text: str, tone: Tone) -> None:
        ink, ground = worn.of(tone)
        if tone is Tone.BAD:
            veil = QColor(worn.surface)
            veil.setAlpha(190)
            painter.fillRect(self.rect(), veil)
        font = QFont(painter.font())
        font.setPointSizeF(22.0 if tone is Tone.BAD else 14.0)
        painter.setFont(font)
        wide = painter.fontMetrics().horizontalAdvance(text) + 64
        high = 72 if tone is Tone.BAD else 44
        area = QRectF(0, 0, min(wide, self.width() - 16), high)
        area.moveCenter(QRectF(self.rect()).center())
        painter.setPen(QPen(ink, 2))
        painter.setBrush(ground)
        painter.drawRoundedRect(area, 8, 8)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(area.adjusted(12, 0, -12, 0), flags, text)

    def _noted(self) -> bool:
        return any(line.note for line in self.lines)
