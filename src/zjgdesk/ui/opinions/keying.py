"""The line under a grid: what the figures mean, and the text that some answers need."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from zjgdesk.ui.actions import ActionButton
from zjgdesk.ui.labels import Line, label


class TextLine(QWidget):
    """Asks for the words behind an answer; Enter keeps them, Esc goes back to the grid."""

    def __init__(self, hint: str) -> None:
        super().__init__()
        self._keep: Callable[[str], None] | None = None
        self._back: QWidget | None = None
        self.hint = label(hint, "hint")
        self.said = Line()
        self.asked = label()
        self.box = QLineEdit()
        self.box.setPlaceholderText("具体情况，回车保存，Esc 放弃")
        self.box.installEventFilter(self)
        self.keep_button = ActionButton("保存", primary=True)
        self.keep_button.clicked.connect(self.keep)
        self.box.returnPressed.connect(self.keep)
        self._row = QWidget()
        row = QHBoxLayout(self._row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.asked)
        row.addWidget(self.box, 1)
        row.addWidget(self.keep_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for widget in (self._row, self.said, self.hint):
            layout.addWidget(widget)
        self._row.hide()

    def ask(self, words: str, text: str, keep: Callable[[str], None], *, back: QWidget) -> None:
        """Ask for the text of an answer; `keep` gets it, `back` gets the focus again."""
        self._keep, self._back = keep, back
        self.asked.setText(words)
        self.box.setAccessibleName(words)
        self.box.setText(text)
        self._row.show()
        self.box.setFocus()
        self.box.selectAll()

    def keep(self) -> None:
        """Hand the text over."""
        if self._keep is not None:
            self._keep(self.box.text().strip())

    def rest(self) -> None:
        """Put the line away and go back to the grid."""
        self._row.hide()
        self.said.say("")
        if self._back is not None:
            self._back.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: Esc in the box gives the answer up."""
        if isinstance(event, QKeyEvent) and _gives_up(event):
            self.rest()
            return True
        return super().eventFilter(watched, event)


def _gives_up(event: QKeyEvent) -> bool:
    return event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape
