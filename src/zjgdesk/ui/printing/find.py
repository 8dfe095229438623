"""Finding words on the pages of a preview; blanks between the letters do not count."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from zjgdesk.ui.actions import ActionButton
from zjgdesk.ui.labels import Line
from zjgdesk.ui.printing.pages import Pages
from zjgdesk.ui.printing.sheets import SheetView
from zjgdesk.ui.theme import Tone


class FindLine(QWidget):
    """Asks for words and goes from one place to the next; over the last page it starts again."""

    def __init__(self, pages: Pages, sheets: SheetView) -> None:
        super().__init__()
        self._pages, self._sheets = pages, sheets
        self._page, self._at, self._words = 0, -1, ""
        self.box = QLineEdit()
        self.box.setPlaceholderText("查找文中的字词")
        self.box.setAccessibleName("查找文中的字词")
        self.box.setClearButtonEnabled(True)
        self.box.setMinimumWidth(240)
        self.box.setMaximumWidth(320)
        self.back_button = ActionButton("上一处")
        self.on_button = ActionButton("下一处")
        self.close_button = ActionButton("关闭")
        self.said = Line(tone=Tone.MUTED)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self.box, self.back_button, self.on_button):
            row.addWidget(widget)
        row.addWidget(self.said, 1)
        row.addStretch(0)
        row.addWidget(self.close_button)
        self.back_button.clicked.connect(lambda: self.go(-1))
        self.on_button.clicked.connect(lambda: self.go(1))
        self.close_button.clicked.connect(self.leave)
        self.hide()

    def open(self) -> None:
        """Ask for words."""
        self.show()
        self.box.setFocus()
        self.box.selectAll()

    def leave(self) -> None:
        """Close the line and take the marks off."""
        self.hide()
        self._words = ""
        self._sheets.mark(0, (), 0)
        self._sheets.setFocus()

    def go(self, step: int) -> None:
        """Show the next place, or the one before."""
        words = "".join(self.box.text().split())
        if not words:
            self.open()
            return
        if words != self._words:
            self._words, self._page, self._at = words, self._sheets.page, -1 if step > 0 else 0
        for number, turned in self._order(step):
            found = self._pages.letters(number).find(words)
            at = self._at + step if not turned else (0 if step > 0 else len(found) - 1)
            if 0 <= at < len(found):
                self._page, self._at = number, at
                marks = [self._pages.lines_of(number, *place) for place in found]
                self._sheets.mark(number, [mark for mark in marks if mark], at)
                self.said.say(f"第 {number + 1} 页，本页第 {at + 1} 处，共 {len(found)} 处")
                return
        self._sheets.mark(0, (), 0)
        self.said.say(f"文中没有“{self.box.text().strip()}”。", Tone.WARN)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter goes on, with Shift back; Esc closes the line and nothing else."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.go(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _order(self, step: int) -> Iterator[tuple[int, bool]]:
        """Each page from the present one on, and the present one once more; and if it was left."""
        count = len(self._pages)
        for turn in range(count + 1):
            yield (self._page + step * turn) % count, turn > 0
