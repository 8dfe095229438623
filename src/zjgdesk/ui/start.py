"""The first page: a new workspace, one of the last ones, or a look round in the sample."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from zjgdesk.errors import DeskError
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.vocabulary import Purpose, Role
from zjgdesk.services.accounts import NewAccount
from zjgdesk.services.desk import Machine
from zjgdesk.services.workspace import create_workspace
from zjgdesk.ui.access.recovery import RecoveryDialog
from zjgdesk.ui.actions import ActionButton
from zjgdesk.ui.forms import Form, FormDialog
from zjgdesk.ui.labels import Card, Heading, Line, label, restyle

PURPOSES = (
    (Purpose.OFFICE, "办公电脑：全年办理推荐、意见、票决、公示"),
    (Purpose.COUNTING, "计票机：只在会场计票"),
)
WIDE = 640


class StartPage(QWidget):
    """What the program shows before a workspace is open."""

    new_wanted = Signal()
    open_wanted = Signal(Path)
    sample_wanted = Signal()

    def __init__(self, recent: Sequence[Path]) -> None:
        super().__init__()
        self.setObjectName("startPage")
        self.said = Line()
        self.new_button = ActionButton("新建案卷…", primary=True)
        self.open_button = ActionButton("打开案卷…")
        self.sample_button = ActionButton("看看示例案卷")
        self.new_button.clicked.connect(self.new_wanted)
        self.open_button.clicked.connect(self._pick)
        self.sample_button.clicked.connect(self.sample_wanted)
        self.recent_buttons: list[QPushButton] = []
        self._inner = QWidget()
        self._lay_out(recent)

    def say_error(self, error: DeskError | Refusal) -> None:
        """Show why a workspace could not be opened, or what is wrong with the program."""
        self.said.say_error(error)
        self._fit()

    def say(self, text: str) -> None:
        """Show what is going on."""
        self.said.say(text)
        self._fit()

    def _fit(self) -> None:
        """Give the column the height that its wrapped lines need."""
        self._inner.setMinimumHeight(self._inner.layout().totalHeightForWidth(WIDE))

    def _pick(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "打开案卷所在的文件夹")
        if folder:
            self.open_wanted.emit(Path(folder))

    def _lay_out(self, recent: Sequence[Path]) -> None:
        column = QVBoxLayout()
        column.setSpacing(16)
        column.addWidget(label("担当作为评选与容错免责工作台", "bigTitle"))
        about = "推荐、征求意见、票决、公示与容错认定，都在这台电脑上办理，不连接网络。"
        column.addWidget(label(about, "hint", wrap=True))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.new_button, self.open_button, self.sample_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addWidget(self.said)
        column.addWidget(self._recent(recent))
        self._inner.setLayout(column)
        self._inner.setFixedWidth(WIDE)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addWidget(self._inner, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def _recent(self, recent: Sequence[Path]) -> Card:
        card = Card()
        card.body.setContentsMargins(16, 16, 16, 12)
        card.body.addWidget(Heading("最近打开的案卷"))
        for folder in recent:
            button = QPushButton(f"{folder.name}　　{folder.parent}")
            button.setToolTip(str(folder))
            restyle(button, "row", value=True)
            button.clicked.connect(lambda _checked=False, path=folder: self.open_wanted.emit(path))
            card.body.addWidget(button)
            self.recent_buttons.append(button)
        if not recent:
            first = "还没有打开过案卷。第一次使用，可以先看看示例案卷，再新建自己的案卷。"
            card.body.addWidget(label(first, "hint", wrap=True))
        return card


class NewWorkspaceDialog(FormDialog):
    """Makes a new workspace with its administrator and its clerk; `folder` is where it lies."""

    def __init__(self, parent: QWidget | None, machine: Machine) -> None:
        form = Form()
        year = machine.clock().astimezone().year
        form.text("title", "案卷名称", f"{year}年度担当作为好单位好干部评选")
        form.number("year", "考核年度", year, least=2000, most=2100)
        form.choice("purpose", "用途", PURPOSES, Purpose.OFFICE)
        self.place = form.text("place", "存放位置", hint="选一个文件夹，案卷会在其中单独建立")
        browse = ActionButton("选择文件夹…")
        beside = QHBoxLayout()
        beside.addWidget(browse)
        beside.addStretch(1)
        form.rows.addRow("", beside)
        form.text("administrator", "管理员姓名")
        form.text("administrator_pass", "管理员口令", hint="至少 6 个字符", secret=True)
        form.text("clerk", "经办人姓名")
        form.text("clerk_pass", "经办人口令", hint="至少 6 个字符", secret=True)
        form.note(
            "管理员管账号与备份；经办人办理业务。计票人、监票人以后由管理员在“人员账号”中增加。"
            "案卷一律加密，建好后请印一份恢复单保管。"
        )
        super().__init__(parent, "新建案卷", form, accept="新建", act=self._create)
        self.setMinimumWidth(600)
        self.folder: Path | None = None
        self.code = ""
        self._machine = machine
        browse.clicked.connect(self._browse)

    def _browse(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "案卷存放在哪个文件夹中")
        if folder:
            self.place.setText(folder)

    def _create(self, form: Form) -> None:
        place = form.string("place")
        if not place:
            raise DeskError("form.place_missing")
        folder = Path(place) / form.string("title")
        code = create_workspace(
            folder,
            title=form.string("title"),
            year=form.whole("year"),
            purpose=Purpose(form.string("purpose")),
            accounts=(
                NewAccount(
                    form.string("administrator"),
                    Role.ADMINISTRATOR,
                    form.string("administrator_pass"),
                ),
                NewAccount(form.string("clerk"), Role.CLERK, form.string("clerk_pass")),
            ),
            machine=self._machine,
        )
        self.folder = folder
        self.code = code


def new_workspace(parent: QWidget | None, machine: Machine) -> Path | None:
    """Ask for a new workspace; return its folder, None when the person thought better of it."""
    dialog = NewWorkspaceDialog(parent, machine)
    if dialog.exec() != QDialog.DialogCode.Accepted or dialog.folder is None:
        return None
    named = (dialog.form.string("title"), dialog.form.whole("year"))
    RecoveryDialog(parent, dialog.code, named, machine).exec()
    return dialog.folder
