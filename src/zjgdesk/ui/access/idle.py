"""离开锁定: after some minutes without a key or a movement nothing can be read or done."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from zjgdesk.errors import DeskError
from zjgdesk.services import scheme
from zjgdesk.services.desk import Desk
from zjgdesk.services.workspace import Workspace
from zjgdesk.ui.actions import ActionButton
from zjgdesk.ui.forms import Form
from zjgdesk.ui.labels import label

ACTS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.InputMethod,
    }
)
MINUTE = 60_000  # milliseconds
OPEN_TO_ALL = "callingScreen"
"""What hangs on the wall of the room stays to be seen."""


class IdleWatch(QObject):
    """Tells when nothing was typed or moved for some minutes; nought minutes watch nothing."""

    idled = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setTimerType(Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self.idled)
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def watch(self, minutes: int) -> None:
        """Begin to wait, or stop."""
        self.timer.setInterval(minutes * MINUTE)
        if minutes:
            self.timer.start()
        else:
            self.timer.stop()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Qt: whatever the person does begins the wait anew."""
        if self.timer.isActive() and event.type() in ACTS:
            self.timer.start()
        return False


class LockDialog(QDialog):
    """Covers every window until the passphrase of the person at the desk is typed."""

    def __init__(self, parent: QWidget, name: str, unlock: Callable[[str], object]) -> None:
        super().__init__(parent)
        self.setWindowTitle("已锁定")
        self.setWindowFlag(Qt.WindowType.WindowCloseButtonHint, on=False)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setMinimumWidth(440)
        self._unlock = unlock
        self._covers: list[QWidget] = []
        self.form = Form()
        self.passphrase = self.form.text("passphrase", f"{name}的口令", secret=True)
        self.accept_button = ActionButton("继续", primary=True)
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self.try_accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        layout.addWidget(label("已锁定", "dialogTitle"))
        told = "有一段时间没有操作，窗口已经锁定。没有做完的仍在原处，凭口令继续。"
        layout.addWidget(label(told, "hint", wrap=True))
        layout.addWidget(self.form)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.accept_button)
        layout.addLayout(row)

    def try_accept(self) -> None:
        """Uncover the windows where the passphrase is right."""
        try:
            self._unlock(self.form.string("passphrase"))
        except DeskError as error:
            self.form.say_error(error)
            self.passphrase.selectAll()
            self.passphrase.setFocus()
            return
        self.accept()

    def reject(self) -> None:
        """Qt: Esc does not let anybody in."""

    def cover(self) -> None:
        """Lay a blank sheet over every window that shows something of the workspace."""
        for window in QApplication.topLevelWidgets():
            shown = window.isVisible() and window.isWindow() and window is not self
            if shown and window.objectName() != OPEN_TO_ALL:
                sheet = QWidget(window)
                sheet.setObjectName("lockCover")
                sheet.setAutoFillBackground(True)
                sheet.setGeometry(window.rect())
                sheet.raise_()
                sheet.show()
                self._covers.append(sheet)

    def uncover(self) -> None:
        """Take the sheets away."""
        for sheet in self._covers:
            sheet.hide()
            sheet.deleteLater()
        self._covers = []


class IdleLock(QObject):
    """Locks a window for whoever sits at its desk. Rule: DESK-09."""

    def __init__(self, window: QWidget, workspace: Workspace) -> None:
        super().__init__(window)
        self._window, self._workspace = window, workspace
        self._minutes, self._name = 0, ""
        self.dialog: LockDialog | None = None
        self.watch = IdleWatch(self)
        self.watch.idled.connect(self.lock)

    def begin(self, desk: Desk) -> None:
        """Watch for this person, as long as the scheme says."""
        self._name, self._minutes = desk.actor.name, scheme.idle_minutes(desk)
        self.watch.watch(self._minutes)

    @Slot()
    def lock(self) -> None:
        """Stay locked until the passphrase is right."""
        if self.dialog is not None:
            return
        self.dialog = LockDialog(self._window, self._name, self._let_in)
        self.dialog.cover()
        self.dialog.passphrase.setFocus()
        self.dialog.exec()
        self.dialog.uncover()
        self.dialog.deleteLater()
        self.dialog = None
        self.watch.watch(self._minutes)

    def _let_in(self, passphrase: str) -> None:
        self._workspace.sign_in(self._name, passphrase)
