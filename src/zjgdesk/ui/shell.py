"""From the first page to the window and back: one workspace open at a time."""

import logging
import shutil
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget

from zjgdesk.errors import DeskError
from zjgdesk.program import Program
from zjgdesk.rules.roles import Action
from zjgdesk.services.desk import DATABASE, Desk, Machine
from zjgdesk.services.encrypting import encrypt_workspace
from zjgdesk.services.keyring import is_sealed
from zjgdesk.services.passphrases import Key
from zjgdesk.services.program_notes import changed_program
from zjgdesk.services.sample import create_sample
from zjgdesk.services.sample_facts import CLERK
from zjgdesk.services.workspace import Workspace, open_workspace
from zjgdesk.settings import Settings
from zjgdesk.ui.access.anchors import ask_at_opening
from zjgdesk.ui.access.recovery import RecoveryDialog, encrypt_form
from zjgdesk.ui.access.unlock import UnlockDialog
from zjgdesk.ui.forms import Form, show_error
from zjgdesk.ui.icons import desk_icon
from zjgdesk.ui.jobs import CRASHED, Job, Jobs, Progress
from zjgdesk.ui.signin import SignInDialog
from zjgdesk.ui.sound import Voice, player
from zjgdesk.ui.start import StartPage, new_workspace
from zjgdesk.ui.window import MainWindow

_log = logging.getLogger(__name__)

START_SIZE = (960, 640)


class Shell(QObject):
    """Owns what is on screen. `sample_folder` is where the sample workspace is kept."""

    def __init__(self, machine: Machine, settings: Settings, sample_folder: Path) -> None:
        super().__init__()
        self._machine, self._settings = machine, settings
        self._voice = Voice(player(), on=settings.sound(), keep=settings.keep_sound)
        self._sample_folder = sample_folder
        self.jobs = Jobs()
        self.start: StartPage | None = None
        self.window: MainWindow | None = None
        self._workspace: Workspace | None = None
        self._told_crash = False

    def show_start(self) -> None:
        """Show the first page."""
        page = StartPage(self._settings.recent())
        page.setWindowTitle("担当作为评选与容错免责工作台")
        page.setWindowIcon(desk_icon())
        page.resize(*START_SIZE)
        page.new_wanted.connect(self.new)
        page.open_wanted.connect(self.open_folder)
        page.sample_wanted.connect(self.open_sample)
        self.start = page
        page.show()
        job = Job("核对程序文件", lambda _progress: self._machine.program, quiet=True)
        job.succeeded.connect(self._say_program)
        self.jobs.start(job)

    @Slot()
    def new(self) -> None:
        """Make a new workspace and open it."""
        folder = new_workspace(self._parent(), self._machine)
        if folder is not None:
            self.open_folder(folder)

    @Slot(Path)
    def open_folder(self, folder: Path) -> None:
        """Open a workspace once somebody has signed in."""
        self._open(folder, self._ask_person)

    @Slot()
    def open_sample(self) -> None:
        """Open the sample workspace as its clerk; the first time it is made on the way."""
        if (self._sample_folder / DATABASE).is_file():
            self._open_made_sample()
            return
        folder, machine = self._sample_folder, self._machine
        job = Job("准备示例案卷", lambda progress: _make_sample(folder, machine, progress))
        job.succeeded.connect(lambda _none: self._open_made_sample())
        job.failed.connect(self._say_error)
        if self.start is not None:
            self.start.say("正在准备示例案卷，约需几秒钟…")
        self.jobs.start(job)

    def leave(self, where: str) -> None:
        """Do what the window's menu asks: `new`, `open`, `sample` or `quit`."""
        match where:
            case "new":
                self.new()
            case "open":
                folder = QFileDialog.getExistingDirectory(self._parent(), "打开案卷所在的文件夹")
                if folder:
                    self.open_folder(Path(folder))
            case "sample":
                self.open_sample()
            case "encrypt":
                self.encrypt()
            case _:
                QApplication.closeAllWindows()

    def encrypt(self) -> None:
        """Write the open workspace anew, encrypted, and let its people unlock it."""
        workspace = self._workspace
        if workspace is None or workspace.sealed:
            return
        folder, named = workspace.folder, (workspace.title, workspace.year)
        codes: list[str] = []

        def act(form: Form) -> None:
            key = Key(form.string("name"), form.string("passphrase"))
            workspace.sign_in(key.name, key.passphrase).need(Action.ENCRYPT_WORKSPACE)
            self.jobs.stop()
            self._close_workspace()
            codes.append(encrypt_workspace(folder, key, machine=self._machine))

        if encrypt_form(self._parent(), act).exec() == QDialog.DialogCode.Accepted:
            RecoveryDialog(self._parent(), codes[0], named, self._machine).exec()
        if self._workspace is None:
            self._open_anew(folder)

    def say_crash(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Log a bug in full and tell the person once; what was kept is kept."""
        _log.error("unexpected: %s", kind.__name__, exc_info=(kind, error, trace))
        if self._told_crash:
            return
        self._told_crash = True
        show_error(self._parent(), CRASHED)
        self._told_crash = False

    def close(self) -> None:
        """Finish what runs and close the workspace; call this when the program ends."""
        self.jobs.stop()
        self._close_workspace()

    def _open_made_sample(self) -> None:
        self._open(self._sample_folder, lambda workspace: workspace.sign_in(CLERK, ""))

    def _open(self, folder: Path, sit_down: Callable[[Workspace], Desk | None]) -> None:
        same = self._workspace is not None and self._workspace.folder == folder
        if same:
            return
        if is_sealed(folder):
            self._open_sealed(folder)
            return
        try:
            workspace = open_workspace(folder, machine=self._machine)
        except DeskError as error:
            self._say_error(error)
            return
        desk = sit_down(workspace)
        if desk is None or not ask_at_opening(self._parent(), desk):
            workspace.close()
            return
        self._settings.remember(folder)
        self._show_window(workspace, desk)

    def _open_anew(self, folder: Path) -> None:
        """Go back to the first page, and open the folder from there."""
        window, self.window = self.window, None
        self.show_start()
        if window is not None:
            window.close()
            window.deleteLater()
        self.open_folder(folder)

    def _open_sealed(self, folder: Path) -> None:
        dialog = UnlockDialog(folder, self._machine, self._parent())
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        if accepted and dialog.workspace is not None and dialog.desk is not None:
            if not ask_at_opening(self._parent(), dialog.desk):
                dialog.workspace.close()
                return
            self._settings.remember(folder)
            self._show_window(dialog.workspace, dialog.desk)

    def _ask_person(self, workspace: Workspace) -> Desk | None:
        dialog = SignInDialog(workspace, self._parent())
        return dialog.desk if dialog.exec() == QDialog.DialogCode.Accepted else None

    def _show_window(self, workspace: Workspace, desk: Desk) -> None:
        old = self.window
        if old is not None and not old.may_leave():
            workspace.close()
            return
        self.window = MainWindow(
            workspace,
            desk,
            self.jobs,
            on_leave=self.leave,
            memory=self._settings,
            voice=self._voice,
        )
        self.window.show()
        if old is not None:
            old.close()
            old.deleteLater()
        if self.start is not None:
            self.start.close()
            self.start.deleteLater()
            self.start = None
        self._close_workspace()
        self._workspace = workspace
        job = Job("核对备份", lambda _progress: workspace.back_up(), quiet=True)
        job.failed.connect(self._say_error)
        self.jobs.start(job)

    def _close_workspace(self) -> None:
        if self._workspace is not None:
            try:
                self._workspace.back_up()
            except DeskError as error:
                self._say_error(error)
            self._workspace.close()
            self._workspace = None

    def _say_program(self, program: Program | None) -> None:
        """Say on the first page that the program is not what was shipped; the window says it too."""
        changed = changed_program(program)
        if changed and self.start is not None:
            self.start.say_error(changed)

    def _say_error(self, error: DeskError) -> None:
        if self.start is not None:
            self.start.say_error(error)
        else:
            show_error(self.window, error)

    def _parent(self) -> QWidget | None:
        return self.window or self.start


def _make_sample(folder: Path, machine: Machine, progress: Progress) -> None:
    """Make the sample aside and move it into its place whole: a half-made one is never opened."""
    part = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.parent.mkdir(parents=True, exist_ok=True)
    create_sample(part, machine, progress)
    shutil.rmtree(folder, ignore_errors=True)
    part.rename(folder)
