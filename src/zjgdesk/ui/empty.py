"""What a place says while there is nothing in it: what it is for, and what to do first."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from zjgdesk.ui.actions import ActionButton
from zjgdesk.ui.labels import label


class EmptyState(QWidget):
    """A title, the first thing to do, and where it makes sense the button that does it."""

    wanted = Signal()

    def __init__(self, title: str, first: str = "", button: str = "") -> None:
        super().__init__()
        self.setObjectName("emptyState")
        self.title = label(title, "emptyTitle")
        self.first = label(first, "emptyFirst", wrap=True)
        self.button = ActionButton(button, primary=True)
        self.button.setVisible(bool(button))
        self.button.clicked.connect(self.wanted)
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addStretch(2)
        for words in (self.title, self.first):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(words)
        layout.addSpacing(8)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def say(self, title: str, first: str = "") -> None:
        """Change the words, as when a search or a choice is what leaves the place empty."""
        self.title.setText(title)
        self.first.setText(first)
