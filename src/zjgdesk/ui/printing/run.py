"""The line that tells how far a printing is, with the button that stops it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QWidget

from zjgdesk.ui.actions import ActionButton
from zjgdesk.ui.printing.sending import Sending


class RunLine(QWidget):
    """Shown while pages go out."""

    cancel_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.label = QLabel()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.bar.setAccessibleName("打印进度")
        self.cancel_button = ActionButton("取消打印")
        self.cancel_button.clicked.connect(self.cancel_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.label)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel_button)
        self.hide()

    def follow(self, sending: Sending) -> None:
        """Tell of a printing until it ends."""
        self.label.setText("正在送往打印机…")
        self.bar.setRange(0, 0)
        self.cancel_wanted.connect(sending.cancel)
        sending.progressed.connect(self._show)
        sending.ended.connect(lambda _outcome: self.hide())
        self.show()
        self.cancel_button.setFocus()

    def _show(self, done: int, total: int) -> None:
        self.label.setText(f"正在打印第 {done} / {total} 页")
        self.bar.setRange(0, total)
        self.bar.setValue(done)
