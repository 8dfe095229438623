"""One notice: its working days, the names on it, what was reported of them."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from zjgdesk.errors import DeskError
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import OrderedList
from zjgdesk.services import candidates, issued, notices, publishing, word_files
from zjgdesk.services.desk import Desk
from zjgdesk.services.issued import IssuedRow
from zjgdesk.services.notices import NoticeDetail, NoticeEntryRow, ObjectionRow
from zjgdesk.ui.actions import ActionBar
from zjgdesk.ui.ballots.asking import CRASHED, issue, show_issued, show_pages
from zjgdesk.ui.ballots.papers import PaperList
from zjgdesk.ui.empty import EmptyState
from zjgdesk.ui.forms import show_error, tell
from zjgdesk.ui.jobs import Job, Jobs
from zjgdesk.ui.labels import Chip, Heading, Line
from zjgdesk.ui.marks import case_words
from zjgdesk.ui.notices import changes, dialogs
from zjgdesk.ui.notices.circular import Circulars
from zjgdesk.ui.notices.day_strip import DayStrip
from zjgdesk.ui.notices.words import (
    STATES,
    entry_state,
    may_confirm,
    may_object,
    may_publish,
    may_settle,
    objection_state,
    told,
)
from zjgdesk.ui.order.mover import OrderBar
from zjgdesk.ui.printing.word import save_word
from zjgdesk.ui.shortlists.printing import PrintButton
from zjgdesk.ui.table import Column
from zjgdesk.ui.table_view import TableView
from zjgdesk.ui.theme import Tone


class NoticePage(QWidget):
    """Shows how many days are left and what stands in the way of the confirmed list."""

    changed = Signal()

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        super().__init__()
        self._desk, self._jobs = desk, jobs
        self.detail: NoticeDetail | None = None
        self.title, self.state, self.told = Heading(""), Chip(), Line()
        self.bar = ActionBar()
        self.publish_button = self.bar.add("发布…", self._ask_publish, primary=True)
        self.preview_button = self.bar.add("预览", self.preview)
        self.word_button = self.bar.add("另存为 Word…", self.save_word)
        self.confirm_button = self.bar.add("确认名单…", self._ask(dialogs.confirm_dialog))
        self.days = DayStrip()
        self.entries = EntryTable()
        self.order = OrderBar(desk, OrderedList.NOTICE, self.entries)
        self.order.moved.connect(self.changed)
        self.objections = _objection_table()
        self.object_button = self.bar.add("登记反映…", self._ask_objection)
        self.settle_button = self.bar.add("办结反映…", self._ask_settle)
        self.take_off_button = self.bar.add("移出人选…", self._ask_take_off)
        self.supplement_button = self.bar.add("补充公示…", self._ask_supplement)
        self.circulars = Circulars(self, desk, lambda: self.detail.row.id if self.detail else 0)
        self.print_button = PrintButton(
            desk,
            jobs,
            [self.circulars.paper()],
            more=[("通报另存为 Word…", lambda: self.circulars.save_word(jobs))],
        )
        self.bar.row.insertWidget(self.bar.row.count() - 1, self.print_button)
        self.print_button.printed.connect(self.changed)
        self.papers = PaperList(desk)
        self._lay_out()
        self.entries.chosen.connect(lambda _row: self._allow())
        self.objections.chosen.connect(lambda _row: self._allow())
        self.objections.opened.connect(lambda _row: self._ask_settle())

    def show_notice(self, notice_id: int) -> None:
        """Show a notice as it stands now.

        Raises:
            DeskError: `notice.unknown`.
        """
        self.detail = detail = notices.read_notice(self._desk, notice_id)
        self.title.setText(detail.row.title)
        self.state.say(*STATES[detail.row.state])
        self.told.say(*told(detail))
        live = detail.row.state != "draft"
        self.days.show_days(detail.days, today=self._desk.today(), live=live)
        self.entries.show_entries(self._desk, detail)
        self.order.show_list(notice_id, detail.row.track, detail.entries)
        self.objections.show_rows(detail.objections)
        self.papers.show_papers(issued.list_issued(self._desk, f"notice:{notice_id}"))
        if self.objections.current() is None:
            self.objections.choose(lambda row: row.end is None)
        self._allow()

    def preview(self) -> None:
        """Show the notice as it would print."""
        if self.detail is None:
            return
        row = self.detail.row
        job = Job("排版公示", lambda _progress: publishing.preview_notice(self._desk, row.id))
        job.succeeded.connect(lambda content: show_pages(self, row.title, content))
        job.failed.connect(lambda error: show_error(self, error))
        job.crashed.connect(lambda _name: tell(self, "没有办成", CRASHED))
        self._jobs.start(job)

    def save_word(self) -> None:
        """Save the notice as a text that the office edits further."""
        if self.detail is not None:
            row = self.detail.row
            save_word(
                self,
                self._jobs,
                row.title,
                work=lambda path: word_files.save_notice(self._desk, row.id, path),
            )

    def publish(self) -> None:
        """Print the notice for good; it runs from its first day."""
        if self.detail is None:
            return
        notice_id = self.detail.row.id
        self.publish_button.setEnabled(False)
        job = issue(
            self,
            self._jobs,
            "印发公示",
            work=lambda: publishing.publish_notice(self._desk, notice_id),
            done=self._issued,
        )
        job.ended.connect(self._allow)

    def _allow(self) -> None:
        detail = self.detail
        if detail is None:
            return
        may = self._desk.may
        chosen = self.objections.current()
        self.publish_button.setVisible(detail.row.state == "draft")
        self.preview_button.setVisible(detail.row.state == "draft")
        self.settle_button.setVisible(bool(detail.objections))
        self.publish_button.allow(may_publish(detail, may(Action.PUBLISH_NOTICE)))
        self.preview_button.allow(None)
        self.object_button.allow(may_object(detail, may(Action.RECORD_OBJECTION)))
        self.settle_button.allow(may_settle(chosen, may(Action.SETTLE_OBJECTION)))
        self.confirm_button.allow(may_confirm(detail, may(Action.CONFIRM_LIST)))
        live = detail.row.state in {"running", "ended"}
        self.take_off_button.setVisible(live)
        self.print_button.setVisible(detail.row.state == "confirmed")
        self.supplement_button.setVisible(any(e.state == "taken_off" for e in detail.entries))
        name = self.entries.current()
        none = Refusal("choice.missing") if name is None else None
        self.take_off_button.allow(none or may(Action.TAKE_OFF_NOTICE))
        self.supplement_button.allow(may(Action.DRAFT_NOTICE))

    def _ask(
        self, dialog: Callable[[QWidget, Desk, NoticeDetail, Callable[[], object]], object]
    ) -> Callable[[], object]:
        def slot() -> None:
            if self.detail is not None:
                dialog(self, self._desk, self.detail, self.changed.emit)

        return slot

    def _ask_publish(self) -> None:
        if self.detail is not None:
            dialogs.publish_dialog(self, self._desk, self.detail, self.publish)

    def _ask_objection(self) -> None:
        if self.detail is not None:
            chosen = self.entries.current()
            who = chosen.candidate_id if chosen else None
            dialogs.objection_dialog(self, self._desk, self.detail, who, self.changed.emit)

    def _ask_settle(self) -> None:
        row = self.objections.current()
        if row is not None and self.settle_button.refusal is None:
            dialogs.settle_dialog(self, self._desk, row, self.changed.emit)

    def _ask_take_off(self) -> None:
        row = self.entries.current()
        if self.detail is not None and row is not None:
            changes.take_off_dialog(self, self._desk, self.detail, row, self.changed.emit)

    def _ask_supplement(self) -> None:
        if self.detail is not None:
            changes.supplement_dialog(self, self._desk, self.detail, self.changed.emit)

    def _issued(self, row: IssuedRow) -> None:
        self.changed.emit()
        try:
            show_issued(self, self._desk, row)
        except DeskError as error:
            self.papers.said.say_error(error)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        for widget in (self.title, self.state):
            head.addWidget(widget)
        head.addWidget(self.told, 1)
        names, reported = QVBoxLayout(), QVBoxLayout()
        names.setSpacing(8)
        names.addWidget(Heading("公示名单"))
        names.addWidget(self.order)
        names.addWidget(self.entries, 1)
        reported.setSpacing(8)
        reported.addWidget(Heading("收到的反映"))
        reported.addWidget(self.objections, 1)
        reported.addWidget(self.papers)
        lower = QHBoxLayout()
        lower.setSpacing(16)
        lower.addLayout(names, 1)
        lower.addLayout(reported, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self.bar)
        layout.addWidget(self.days)
        layout.addLayout(lower, 1)


class EntryTable(TableView[NoticeEntryRow]):
    """The names on a notice, with what stands beside them. Rule: OPINION-05."""

    def __init__(self) -> None:
        self._marks: dict[int, str] = {}
        super().__init__(
            [
                Column("名称", lambda row: row.name, width=104),
                Column("推荐单位", lambda row: row.organisation, width=0),
                Column(
                    "容错提示",
                    lambda row: self._marks.get(row.candidate_id, ""),
                    width=108,
                    tone=lambda _row: Tone.WARN,
                ),
                Column(
                    "状态",
                    lambda row: entry_state(row)[0],
                    width=104,
                    tone=lambda row: entry_state(row)[1],
                ),
            ],
            empty=EmptyState("公示名单是空的"),
            search="搜索名称、单位",
            name="公示名单",
        )
        self.key_by(lambda row: row.candidate_id)

    def show_entries(self, desk: Desk, detail: NoticeDetail) -> None:
        """Show the names of a notice."""
        rows = candidates.list_candidates(desk, detail.row.track)
        self._marks = {row.id: case_words(row.case) for row in rows}
        self.show_rows(detail.entries)
        self.view.setColumnHidden(
            2, not any(self._marks.get(r.candidate_id) for r in detail.entries)
        )


def _objection_table() -> TableView[ObjectionRow]:
    table: TableView[ObjectionRow] = TableView(
        [
            Column("收到", lambda row: f"{row.received_on:%m-%d}", width=72),
            Column("对象", lambda row: row.name, width=88),
            Column("署名", lambda row: "署名" if row.signed else "匿名", width=62),
            Column("反映内容", lambda row: row.text, width=0),
            Column(
                "处理",
                lambda row: objection_state(row)[0],
                width=112,
                tone=lambda row: objection_state(row)[1],
            ),
        ],
        empty=EmptyState("没有收到反映"),
        name="收到的反映",
    )
    table.search_box.hide()
    table.count.hide()
    return table
