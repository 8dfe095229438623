"""打开加密案卷: by one's own passphrase, or by the recovery sheet."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from zjgdesk.errors import DeskError
from zjgdesk.services.desk import Desk, Machine
from zjgdesk.services.passphrases import Key
from zjgdesk.services.workspace import Workspace, open_workspace
from zjgdesk.ui.actions import ActionButton
from zjgdesk.ui.forms import Form, FormDialog
from zjgdesk.ui.labels import label


class UnlockDialog(QDialog):
    """Asks for name and passphrase; `workspace` and `desk` are set once they fit."""

    def __init__(self, folder: Path, machine: Machine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("打开案卷")
        self.setMinimumWidth(480)
        self.workspace: Workspace | None = None
        self.desk: Desk | None = None
        self._folder, self._machine = folder, machine
        self.form = Form()
        self.person = self.form.text("person", "姓名", hint="账号上的姓名")
        self.passphrase = self.form.text("passphrase", "口令", secret=True)
        self.accept_button = ActionButton("打开", primary=True)
        self.accept_button.setDefault(True)
        self.sheet_button = ActionButton("用恢复单打开…")
        cancel = ActionButton("取消")
        self.accept_button.clicked.connect(self.try_accept)
        self.sheet_button.clicked.connect(self.ask_sheet)
        cancel.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        layout.addWidget(label(folder.name, "dialogTitle", wrap=True))
        told = "案卷已经加密，凭各人自己的口令打开。口令错误会留痕，连续错误会暂停。"
        layout.addWidget(label(told, "hint", wrap=True))
        layout.addWidget(self.form)
        row = QHBoxLayout()
        row.addWidget(self.sheet_button)
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.accept_button)
        layout.addLayout(row)
        self.person.setFocus()

    def try_accept(self) -> None:
        """Let the person in, or say why not."""
        key = Key(self.form.string("person"), self.form.string("passphrase"))
        try:
            workspace = open_workspace(self._folder, machine=self._machine, key=key)
            self._enter(workspace, lambda: workspace.sign_in(key.name, key.passphrase))
        except DeskError as error:
            self.form.say_error(error)
            self.passphrase.selectAll()
            (self.passphrase if key.name else self.person).setFocus()
            return
        self.accept()

    def ask_sheet(self) -> None:
        """Ask for the code of the recovery sheet and a new passphrase for an administrator."""
        dialog = FormDialog(
            self,
            "用恢复单打开",
            SheetForm(),
            accept="打开并重设口令",
            act=self._by_sheet,
            intro="使用恢复单会留痕。打开后请管理员换发新的恢复单，并为忘记口令的人员重设口令。",
        )
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.accept()

    def _by_sheet(self, form: Form) -> None:
        if form.string("new") != form.string("again"):
            raise DeskError("passphrase.unlike", rule="DESK-08")
        code, name, new = (form.string(key) for key in ("code", "name", "new"))
        workspace = open_workspace(self._folder, machine=self._machine, key=code)
        self._enter(workspace, lambda: workspace.regain(name, new))

    def _enter(self, workspace: Workspace, sit_down: Callable[[], Desk]) -> None:
        try:
            self.desk = sit_down()
        except DeskError:
            workspace.close()
            raise
        self.workspace = workspace


class SheetForm(Form):
    """The code as it is printed, who it is for, and the new passphrase twice."""

    def __init__(self) -> None:
        super().__init__()
        self.text("code", "恢复码", hint="八组，每组五个字符，大小写都可以")
        self.text("name", "管理员姓名")
        self.text("new", "新口令", hint="至少 6 个字符", secret=True)
        self.text("again", "再输一遍", secret=True)
