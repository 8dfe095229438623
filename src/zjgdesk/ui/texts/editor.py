"""The text itself: numbered lines, those that differ from the original marked, the faulty one too."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextDocumentLayout, QPlainTextEdit, QTextEdit, QWidget

from zjgdesk.ui.texts.differing import Difference, differences
from zjgdesk.ui.theme import colours

BAR = 4  # points of the screen: the mark beside a line that differs
LEAST_DIGITS = 2


class TextEditor(QPlainTextEdit):
    """One text at a time; each has a document of its own, so that undo never mixes two."""

    differed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("模板文字")
        self.setTabChangesFocus(True)
        self.found: tuple[Difference, ...] = ()
        self._shipped, self._fault = "", 0
        self._margin = _Margin(self)
        self.blockCountChanged.connect(lambda _count: self._make_room())
        self.updateRequest.connect(self._scroll_margin)
        self.textChanged.connect(self._compare)
        self._make_room()

    def show_text(self, document: QTextDocument, shipped: str) -> None:
        """Edit another document, held against the original that it came from."""
        self._shipped, self._fault = shipped, 0
        self.ensurePolished()
        document.setDefaultFont(self.font())
        self.setDocument(document)
        self._make_room()
        self._compare()

    def show_fault(self, line: int | None) -> None:
        """Mark the line, counted from 1, on which something is wrong; None for no line."""
        if (line or 0) != self._fault:
            self._fault = line or 0
            self._paint_lines()

    def go_to_difference(self) -> None:
        """Put the cursor on the next line that differs, after the last on the first again."""
        here = self.textCursor().blockNumber()
        if self.found:
            starts = [self._seen_at(each) for each in self.found]
            self._go_to(next((start for start in starts if start > here), starts[0]))

    def difference_here(self) -> Difference | None:
        """Return the difference that the cursor stands in."""
        here = self.textCursor().blockNumber()
        inside = (each for each in self.found if each.first <= here < each.last)
        beside = (each for each in self.found if self._seen_at(each) == here)
        return next(inside, None) or next(beside, None)

    def put_back(self, difference: Difference) -> None:
        """Put the original's lines in the place of these; it can be undone."""
        lines = self.toPlainText().split("\n")
        self._write([*lines[: difference.first], *difference.shipped, *lines[difference.last :]])
        self._go_to(difference.first)

    def put_all_back(self) -> None:
        """Put the whole original in the place of the text; it can be undone."""
        self._write(self._shipped.rstrip("\n").split("\n"))

    def margin_width(self) -> int:
        """Return how wide the numbers are, with the mark beside them."""
        digits = max(len(str(self.blockCount())), LEAST_DIGITS)
        return self.fontMetrics().horizontalAdvance("9") * digits + 3 * BAR + 6

    def paint_margin(self, event: QPaintEvent) -> None:
        """Paint the numbers of the lines in view, and which of them differ."""
        painter = QPainter(self._margin)
        painter.setFont(self.font())
        painter.fillRect(event.rect(), QColor(colours().raised))
        changed = {line for each in self.found for line in range(each.first, each.last)}
        gone = {self._seen_at(each) for each in self.found if each.first == each.last}
        block = self.firstVisibleBlock()
        while block.isValid():
            rect = self._place(block)
            if rect.top() > event.rect().bottom():
                break
            self._paint_number(painter, block.blockNumber(), rect, changed, gone)
            block = block.next()
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the margin is as tall as the text."""
        super().resizeEvent(event)
        room = self.contentsRect()
        self._margin.setGeometry(QRect(room.topLeft(), QSize(self.margin_width(), room.height())))

    def _paint_number(
        self, painter: QPainter, line: int, rect: QRect, changed: set[int], gone: set[int]
    ) -> None:
        tones = colours()
        wrong = line + 1 == self._fault
        painter.setPen(QColor(tones.bad if wrong else tones.faint))
        number = QRect(0, rect.top(), rect.width() - 2 * BAR - 4, self.fontMetrics().height())
        painter.drawText(number, Qt.AlignmentFlag.AlignRight, str(line + 1))
        left = rect.width() - 2 * BAR
        if line in changed:
            painter.fillRect(QRect(left, rect.top(), BAR, rect.height()), QColor(tones.accent))
        if line in gone:
            painter.fillRect(QRect(left, rect.top() - 1, 2 * BAR, 3), QColor(tones.warn))

    def _place(self, block: QTextBlock) -> QRect:
        box = self.blockBoundingGeometry(block).translated(self.contentOffset())
        shift = self.viewport().y() - self.contentsRect().top()
        return QRect(
            QPoint(0, round(box.top()) + shift), QSize(self._margin.width(), round(box.height()))
        )

    def _make_room(self) -> None:
        self.setViewportMargins(self.margin_width(), 0, 0, 0)

    def _scroll_margin(self, _rect: QRect, _down: int) -> None:
        self._margin.update()

    def _compare(self) -> None:
        found = differences(self._shipped, self.toPlainText())
        if found != self.found:
            self.found = found
            self.differed.emit()
        self._paint_lines()

    def _paint_lines(self) -> None:
        """Lay a ground under the lines that differ, and under the faulty one."""
        tones = colours()
        lines = [line for each in self.found for line in range(each.first, each.last)]
        marks = [self._mark(line, tones.accent_soft) for line in lines]
        if self._fault:
            marks.append(self._mark(self._fault - 1, tones.bad_soft))
        self.setExtraSelections(marks)
        self._margin.update()

    def _mark(self, line: int, colour: str) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        form = QTextCharFormat()
        form.setBackground(QColor(colour))
        form.setProperty(QTextFormat.Property.FullWidthSelection, True)  # noqa: FBT003
        mark.format = form  # type: ignore[attr-defined]
        cursor = QTextCursor(self.document().findBlockByNumber(line))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        mark.cursor = cursor  # type: ignore[attr-defined]
        return mark

    def _seen_at(self, difference: Difference) -> int:
        """Return the line to go to; what is missing at the end is told on the last one."""
        return min(difference.first, self.blockCount() - 1)

    def _write(self, lines: Sequence[str]) -> None:
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText("\n".join(lines))

    def _go_to(self, line: int) -> None:
        last = self.document().blockCount() - 1
        self.setTextCursor(QTextCursor(self.document().findBlockByNumber(min(line, last))))
        self.centerCursor()
        self.setFocus()


class _Margin(QWidget):
    """The room at the left of the text."""

    def __init__(self, editor: TextEditor) -> None:
        super().__init__(editor)
        self._editor = editor

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the editor knows its lines."""
        self._editor.paint_margin(event)


def document_of(text: str, parent: QObject) -> QTextDocument:
    """Return a document that an editor can show; its undo begins here."""
    document = QTextDocument(parent)
    document.setDocumentLayout(QPlainTextDocumentLayout(document))
    document.setPlainText(text)
    return document
