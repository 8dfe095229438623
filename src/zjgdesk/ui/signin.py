"""Who sits down at the desk."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import Purpose
from zjgdesk.services.desk import Desk
from zjgdesk.services.workspace import Workspace
from zjgdesk.ui.actions import ActionButton
from zjgdesk.ui.forms import Form
from zjgdesk.ui.labels import label
from zjgdesk.ui.words import word


class SignInDialog(QDialog):
    """Asks for the person and the passphrase; `desk` is set once they fit."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("登录")
        self.setMinimumWidth(440)
        self.desk: Desk | None = None
        self._workspace = workspace
        self._accounts = workspace.accounts()
        self.form = Form()
        names = [(row.name, f"{row.name}（{word(row.role)}）") for row in self._accounts]
        self.person = self.form.choice("person", "人员", names, self._likely())
        self.passphrase = self.form.text("passphrase", "口令", secret=True)
        self.accept_button = ActionButton("登录", primary=True)
        self.accept_button.setDefault(True)
        cancel = ActionButton("取消")
        self.accept_button.clicked.connect(self.try_accept)
        cancel.clicked.connect(self.reject)
        self.person.currentIndexChanged.connect(lambda _at: self._ask())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        layout.addWidget(label(workspace.title, "dialogTitle", wrap=True))
        if workspace.purpose is Purpose.SAMPLE:
            layout.addWidget(
                label("示例案卷不设口令，选一个人员即可看到其权限。", "hint", wrap=True)
            )
        layout.addWidget(self.form)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.accept_button)
        layout.addLayout(row)
        (self.passphrase if self._ask() else self.accept_button).setFocus()

    def try_accept(self) -> None:
        """Let the person in, or say why not."""
        try:
            self.desk = self._workspace.sign_in(
                self.form.string("person"), self.form.string("passphrase")
            )
        except DeskError as error:
            self.form.say_error(error)
            self.passphrase.selectAll()
            self.passphrase.setFocus()
            return
        self.accept()

    def _ask(self) -> bool:
        """Show the passphrase where one is asked for; the arrow keys stay on the people."""
        chosen = self.form.value("person")
        asked = any(row.name == chosen and row.has_passphrase for row in self._accounts)
        asked = asked and self._workspace.purpose is not Purpose.SAMPLE
        self.form.show_field("passphrase", shown=asked)
        return asked

    def _likely(self) -> str | None:
        """The clerk works here most days."""
        clerks = [row.name for row in self._accounts if row.role.value == "clerk"]
        return clerks[0] if clerks else None
