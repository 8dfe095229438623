"""恢复单: shown once, printed, and gone when the dialog closes."""

from collections.abc import Callable

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QVBoxLayout, QWidget

from zjgdesk.errors import DeskError
from zjgdesk.services import doors
from zjgdesk.services.desk import Desk, Machine
from zjgdesk.services.recovery_sheet import TITLE, recovery_sheet
from zjgdesk.ui.actions import ActionBar
from zjgdesk.ui.ballots.asking import show_pages
from zjgdesk.ui.forms import Form, FormDialog, confirm, show_error
from zjgdesk.ui.labels import label

IN_ROW = 4
LETTER_SIZE = 17


class RecoveryDialog(QDialog):
    """Shows the code and prints its sheet; it closes once the last group was typed from paper."""

    def __init__(
        self, parent: QWidget | None, code: str, named: tuple[str, int], machine: Machine
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        self.setMinimumWidth(600)
        self._code, self._named, self._machine = code, named, machine
        self.form = Form()
        self.typed = self.form.text("last", "第 8 组", hint="看着纸面输入，确认已经印好或者抄好")
        self.bar = ActionBar()
        self.print_button = self.bar.add("打印…", self.print_sheet)
        self.done_button = self.bar.add("已经保管好", self.try_accept, primary=True)
        self.done_button.setDefault(True)
        self._lay_out()
        self.print_button.setFocus()

    def print_sheet(self) -> None:
        """Show the sheet as it will print."""
        try:
            pages = recovery_sheet(*self._named, self._code, self._machine)
        except DeskError as error:
            self.form.say_error(error)
            return
        show_pages(self, TITLE, pages)

    def try_accept(self) -> None:
        """Close where the person has the code on paper."""
        typed = "".join(self.form.string("last").split()).upper()
        if typed != self._code.split()[-1]:
            self.form.say_error(DeskError("recovery.not_kept", rule="DESK-08"))
            self.typed.selectAll()
            self.typed.setFocus()
            return
        self.accept()

    def reject(self) -> None:
        """Qt: Esc asks; without the sheet a forgotten passphrase costs the workspace."""
        told = "恢复码只显示这一次。没有恢复单，口令全部忘记时案卷无法打开。"
        if confirm(self, "不保管恢复单", told, yes="不保管", danger=True):
            super().reject()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        layout.addWidget(label(TITLE, "dialogTitle"))
        told = (
            "案卷已经加密。口令全部忘记时，只有这份恢复单能够打开案卷。"
            "请打印两份或者抄下来，装入信封存放在保险柜中；程序不留副本。"
        )
        layout.addWidget(label(told, "hint", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSize(LETTER_SIZE)
        for at, group in enumerate(self._code.split()):
            shown = QLabel(group)
            shown.setFont(font)
            row, column = divmod(at, IN_ROW)
            grid.addWidget(label(str(at + 1), "hint"), row, 2 * column)
            grid.addWidget(shown, row, 2 * column + 1)
            grid.setColumnStretch(2 * column + 1, 1)
        layout.addLayout(grid)
        layout.addWidget(self.form)
        layout.addWidget(self.form.error)
        layout.addWidget(self.bar)


def renew(parent: QWidget, desk: Desk) -> RecoveryDialog | None:
    """Make a new sheet; the old one opens nothing any more."""
    told = "换发后，旧的恢复单立即失效。请准备好打印机和信封。"
    if not confirm(parent, "换发恢复单", told, yes="换发"):
        return None
    try:
        code = doors.renew_recovery(desk)
    except DeskError as error:
        show_error(parent, error)
        return None
    return RecoveryDialog(parent, code, (desk.title, desk.year), desk.machine)


def encrypt_form(parent: QWidget | None, act: Callable[[Form], object]) -> FormDialog:
    """Ask an administrator before a plain workspace is encrypted."""
    form = Form()
    form.text("name", "管理员姓名")
    form.text("passphrase", "口令", secret=True)
    told = (
        "整份案卷（数据库、已印文书、证据、备份）加密后重新写入，原来未加密的文件随即删除。"
        "完成后请印一份恢复单；其他人员在管理员打开案卷后各自登录一次，以后就能自己打开。"
    )
    return FormDialog(parent, "加密案卷", form, accept="加密", act=act, intro=told)
