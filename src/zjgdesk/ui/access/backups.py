"""备份与恢复: the copies there are, what putting one back would change, and doing it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from zjgdesk.errors import DeskError
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.roles import Action
from zjgdesk.services import backups, copying, restoring
from zjgdesk.services.backups import BackupRow
from zjgdesk.services.desk import Desk
from zjgdesk.services.restoring import Comparison, CountLine, LostRow
from zjgdesk.ui.actions import ActionBar
from zjgdesk.ui.dialogs import ListDialog
from zjgdesk.ui.empty import EmptyState
from zjgdesk.ui.forms import Form, FormDialog
from zjgdesk.ui.labels import Heading, Line, label
from zjgdesk.ui.table import RIGHT, Column
from zjgdesk.ui.table_view import TableView
from zjgdesk.ui.theme import Tone
from zjgdesk.ui.words import WORDS, moment

KIB = 1024
SIZE = (860, 640)
TABLES = {
    "organisation": "单位名录",
    "candidate": "候选对象",
    "opinion": "征求意见",
    "clearance": "纪公检法意见",
    "ballot_round": "票决轮次",
    "notice": "公示",
    "reward": "激励",
    "tolerance_case": "容错案件",
    "issued_document": "已印文书",
    "account": "人员账号",
    "trail_entry": "留痕",
}
COPIES: Sequence[Column[BackupRow]] = (
    Column(
        "时间",
        lambda row: moment(row.at) if row.at else "升级之前",
        lambda row: row.path.name,
        width=200,
    ),
    Column("文件", lambda row: row.path.name, width=0),
    Column("大小", lambda row: f"{row.size / KIB:,.0f} KB", lambda row: row.size, RIGHT, 120),
)
COUNTS: Sequence[Column[CountLine]] = (
    Column("内容", lambda row: TABLES.get(row.table, row.table), width=0),
    Column("现在", lambda row: str(row.now), lambda row: row.now, RIGHT, 90),
    Column("备份中", lambda row: str(row.then), lambda row: row.then, RIGHT, 90),
    Column(
        "恢复后",
        lambda row: f"{row.then - row.now:+d}" if row.then != row.now else "不变",
        tone=lambda row: Tone.WARN if row.then != row.now else Tone.MUTED,
        width=90,
    ),
)
LOST: Sequence[Column[LostRow]] = (
    Column("序号", lambda row: str(row.seq), lambda row: row.seq, RIGHT, 72),
    Column("时间", lambda row: moment(row.at), lambda row: row.at, width=170),
    Column("人员", lambda row: row.actor, width=120),
    Column("将要丢失的操作", lambda row: WORDS["Action"].get(row.action, row.action), width=0),
)
BEFORE = Refusal("choice.missing")


class BackupsDialog(ListDialog[BackupRow]):
    """The copies beside the workspace; others can be chosen from a stick or a disc."""

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        self._desk = desk
        intro = (
            "打开、关闭案卷和升级之前自动备份，逐份核对；最近的十份全留，更早的按日、按月各留一份。"
            "自动备份与案卷在同一块磁盘上，请定期“备份到其他位置”。"
        )
        empty = EmptyState("还没有备份", "点“立即备份”留下第一份。")
        super().__init__(parent, "备份与恢复", COPIES, intro=intro, empty=empty)
        self.now_button = self.actions_bar.add("立即备份", self.back_up, primary=True)
        self.copy_button = self.actions_bar.add("备份到其他位置…", self.ask_place)
        self.compare_button = self.actions_bar.add("比较和恢复…", self.compare)
        self.other_button = self.actions_bar.add("从其他位置恢复…", self.ask_other)
        self.table.opened.connect(lambda _row: self.compare())
        self.table.chosen.connect(lambda _row: self._allow())
        self._allow()

    def rows(self) -> Sequence[BackupRow]:
        """Return the copies, newest first."""
        return backups.list_backups(self._desk)

    def back_up(self) -> None:
        """Keep a copy now."""
        self._do(lambda: f"已备份并核对：{backups.back_up_workspace(self._desk).name}")

    def ask_place(self) -> None:
        """Ask for another medium and write the whole workspace there."""
        name = QFileDialog.getExistingDirectory(self, "备份放在哪里")
        if name:
            self.copy_to(Path(name))

    def copy_to(self, place: Path) -> None:
        """Write the whole workspace to a place."""
        self._do(lambda: f"整份案卷已写入并核对：{copying.copy_workspace(self._desk, place).name}")

    def compare(self) -> None:
        """Show what the chosen copy would change."""
        row = self.table.current()
        if row is not None and self.compare_button.refusal is None:
            self.show_copy(row.path)

    def ask_other(self) -> None:
        """Ask for a copy that lies elsewhere."""
        name, _kind = QFileDialog.getOpenFileName(self, "选择备份", "", "备份 (*.db)")
        if name:
            self.show_copy(Path(name))

    def show_copy(self, path: Path) -> None:
        """Compare a copy, and put it back where the person wants that."""
        try:
            found = restoring.compare_backup(self._desk, path)
        except DeskError as error:
            self.said.say_error(error)
            return
        dialog = RestoreDialog(self, self._desk, found)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.refresh()
            self.said.say(f"已经恢复。恢复之前的内容另有备份：{dialog.kept}", Tone.GOOD)
        dialog.deleteLater()

    def _do(self, act: Callable[[], str]) -> None:
        try:
            self.said.say(act(), Tone.GOOD)
        except DeskError as error:
            self.said.say_error(error)
        self.refresh()

    def _allow(self) -> None:
        may, back = self._desk.may(Action.BACK_UP), self._desk.may(Action.RESTORE_BACKUP)
        self.now_button.allow(may)
        self.copy_button.allow(may)
        self.compare_button.allow(back or (BEFORE if self.table.current() is None else None))
        self.other_button.allow(back)


class RestoreDialog(QDialog):
    """What would change, what would be lost, and the button that does it."""

    def __init__(self, parent: QWidget | None, desk: Desk, found: Comparison) -> None:
        super().__init__(parent)
        self._desk, self._found, self.kept = desk, found, ""
        self.setWindowTitle("比较和恢复")
        self.resize(*SIZE)
        self.counts: TableView[CountLine] = TableView(COUNTS, name="内容比较")
        nothing = EmptyState("没有要丢失的操作", "备份之后没有办过别的事。")
        self.lost: TableView[LostRow] = TableView(LOST, empty=nothing, name="将要丢失的操作")
        self.counts.show_rows(sorted(found.counts, key=lambda line: line.now == line.then))
        self.lost.show_rows(found.lost)
        self.said = Line()
        self.bar = ActionBar()
        self.restore_button = self.bar.add("恢复这份备份…", self.ask_reason, danger=True)
        self._lay_out()

    def ask_reason(self) -> None:
        """Ask for the reason and put the copy back."""
        form = Form()
        form.area("reason", "理由", hint="理由会写入留痕")
        told = "恢复后，上面列出的操作不再存在；现在的内容会先另存一份备份。"
        dialog = FormDialog(
            self,
            "恢复备份",
            form,
            accept="恢复",
            act=lambda form: self.restore(form.string("reason")),
            intro=told,
        )
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.accept()

    def restore(self, reason: str) -> None:
        """Put the copy back.

        Raises:
            DeskError: as `restoring.restore_backup`.
        """
        path = self._found.path
        self.kept = restoring.restore_backup(self._desk, path, reason=reason).name

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(label("比较和恢复", "dialogTitle"))
        told = f"备份 {self._found.path.name}，最后一条留痕在 {moment(self._found.newest)}。"
        layout.addWidget(label(told, "hint", wrap=True))
        if not self._found.same_trail:
            told = "备份的留痕与现在的不是前后相接的一条：其间恢复过别的备份，或者文件被换过。请先核对来历。"
            self.said.say(told, Tone.WARN)
        layout.addWidget(self.said)
        layout.addWidget(self.counts, 3)
        layout.addWidget(Heading(f"将要丢失的操作（{len(self._found.lost)}）"))
        layout.addWidget(self.lost, 2)
        layout.addWidget(self.bar)
