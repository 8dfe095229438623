"""The line that a scanner types into: it takes every key, whatever the input method does."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

SHOWN = 40  # letters at the end of the line
SHOW_EACH = 40  # milliseconds: a thousand letters a second are not painted one by one
ENDS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}
END_LETTERS = {Qt.Key.Key_M, Qt.Key.Key_J, Qt.Key.Key_I}  # with Ctrl, as some scanners end
COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def _is_control_end(event: QKeyEvent) -> bool:
    control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return control and event.key() in END_LETTERS


def once(parent: QObject, milliseconds: int, slot: Callable[[], None]) -> QTimer:
    """Return a clock that calls the slot some time after its last start."""
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(slot)
    return timer


class ScanLine(QLineEdit):
    """Hands typed letters on as they come and shows only the end of them."""

    typed = Signal(str)
    ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        # By this Qt keeps input methods away: a Chinese one would gather the letters as pinyin.
        self.setReadOnly(True)
        self.setObjectName("scanLine")
        self.setAccessibleName("扫描枪输入")
        self.setPlaceholderText("等待扫描…")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._waiting = ""
        self._timer = once(self, SHOW_EACH, self._show)

    def show_typed(self, text: str) -> None:
        """Show the end of what was typed so far, soon."""
        self._waiting = text
        if not self._timer.isActive():
            self._timer.start()

    def event(self, event: QEvent) -> bool:
        """Qt: Tab ends a line, letters never become commands, composed words are letters too."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self.keyPressEvent(event)
            return event.isAccepted()
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.text().isprintable() and event.text() and not event.modifiers() & COMMANDS:
                event.accept()
                return True
        elif event.type() == QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent):
            if event.commitString():
                self.typed.emit(event.commitString())
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: letters are handed on, an end of line is told, the rest goes to the dialog."""
        event.accept()
        if event.matches(QKeySequence.StandardKey.Paste):
            self.typed.emit(QGuiApplication.clipboard().text())
            self.ended.emit()
        elif event.key() in ENDS or _is_control_end(event):
            self.ended.emit()
        elif event.text() and event.text().isprintable():
            self.typed.emit(event.text())
        else:
            event.ignore()

    def _show(self) -> None:
        text = self._waiting
        self.setText(f"{'…' if len(text) > SHOWN else ''}{text[-SHOWN:]}")
