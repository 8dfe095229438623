"""The questions when a notice changes: somebody taken off, somebody put in the place. NOTICE-06."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from zjgdesk.rules.vocabulary import TakenOffCause
from zjgdesk.services import notice_changes
from zjgdesk.services.desk import Desk
from zjgdesk.services.notice_changes import SuccessorRow
from zjgdesk.services.notices import NoticeDetail, NoticeEntryRow
from zjgdesk.ui.ballots.asking import ask
from zjgdesk.ui.forms import Form, FormDialog
from zjgdesk.ui.notices.words import TITLE_NOTE
from zjgdesk.ui.words import word

Done = Callable[[], object]
NAMED = "补充公示"
HIGH = 180


def supplementary_title(first: str) -> str:
    """Return how the supplementary notice of a notice is usually titled."""
    base = first.removesuffix("公示").removesuffix("补充") if first.endswith("公示") else first
    return f"{base}{NAMED}"


def take_off_dialog(
    parent: QWidget, desk: Desk, detail: NoticeDetail, row: NoticeEntryRow, done: Done
) -> FormDialog:
    """Ask why somebody is taken off a notice."""
    form = Form()
    form.choice("cause", "原因类别", [(each, word(each)) for each in TakenOffCause])
    form.area("reason", "移出理由", hint="如：本人书面放弃；因工作变动不再符合条件", lines=3)
    return ask(
        parent,
        "移出人选",
        form,
        accept="移出",
        act=lambda given: notice_changes.take_off(
            desk,
            detail.row.id,
            row.candidate_id,
            reason=given.string("reason"),
            cause=TakenOffCause(given.string("cause")),
        ),
        done=done,
        intro=(
            f"从“{detail.row.title}”中移出“{row.name}”。因反映问题移出的，请改用“办结反映”"
            "（依据 NOTICE-05、NOTICE-06）。补充公示只印原因类别，不印移出理由。"
        ),
    )


class SuccessorForm(Form):
    """Who may follow, by votes; the title and the first day of the supplementary notice."""

    def __init__(self, desk: Desk, detail: NoticeDetail, rows: list[SuccessorRow]) -> None:
        super().__init__()
        self.list = QListWidget()
        self.list.setAccessibleName("可以递补的对象")
        self.list.setFixedHeight(HIGH)
        for row in rows:
            item = QListWidgetItem(f"{row.name}　{row.organisation}　同意 {row.yes} 票")
            item.setData(Qt.ItemDataRole.UserRole, row.candidate_id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.rows.addRow("递补对象", self.list)
        self.text("title", "公示标题", supplementary_title(detail.row.title))
        self.day("published_on", "发布日期", desk.today())
        self.note(TITLE_NOTE)
        self.note("递补对象须在票决中票数过半，按得票多少排列（依据 VOTE-12、VOTE-14）。")

    def chosen(self) -> list[int]:
        """Return the ticked candidates."""
        items = [self.list.item(at) for at in range(self.list.count())]
        return [
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() == Qt.CheckState.Checked
        ]


def supplement_dialog(parent: QWidget, desk: Desk, detail: NoticeDetail, done: Done) -> FormDialog:
    """Ask who follows those taken off."""
    rows = notice_changes.list_successors(desk, detail.row.id)
    form = SuccessorForm(desk, detail, rows)
    nobody = "" if rows else "票决中没有其他票数过半的对象，不能递补。"
    dialog = ask(
        parent,
        "补充公示",
        form,
        accept="起草",
        act=lambda given: notice_changes.draft_supplementary(
            desk,
            detail.row.id,
            form.chosen(),
            title=given.string("title"),
            published_on=given.date("published_on"),
        ),
        done=done,
        intro=nobody or "为空出的名额另行公示递补对象，公示期重新计算（依据 NOTICE-06）。",
    )
    form.list.setFocus()  # whom comes first; Space ticks
    form.list.setCurrentRow(0)
    dialog.accept_button.setEnabled(not nobody)
    dialog.accept_button.setToolTip(nobody)
    return dialog
