"""公示与激励: the notices with their days and objections, and the register of rewards."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from zjgdesk.errors import DeskError
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.roles import Action
from zjgdesk.services import notices
from zjgdesk.services.desk import Desk
from zjgdesk.services.notices import NoticeRow
from zjgdesk.ui.actions import ActionBar
from zjgdesk.ui.ballots.two_lines import TwoLineList
from zjgdesk.ui.empty import EmptyState
from zjgdesk.ui.forms import show_error
from zjgdesk.ui.jobs import Jobs
from zjgdesk.ui.notices.dialogs import closed_rounds, draft_dialog
from zjgdesk.ui.notices.notice_page import NoticePage
from zjgdesk.ui.notices.rewards_view import RewardsView
from zjgdesk.ui.notices.words import span, state_of
from zjgdesk.ui.switch import Switch

LEFT = 272
NOTICES, REWARDS = "notices", "rewards"


class NoticesTab(QWidget):
    """Notices from the draft to the confirmed list, and what follows for the confirmed."""

    changed = Signal()

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        super().__init__()
        self._desk = desk
        self.switch = Switch([(NOTICES, "公示"), (REWARDS, "激励登记")], "公示或激励")
        self.bar = ActionBar()
        self.new_button = self.bar.add("起草公示…", self.ask_new, primary=True)
        self.list: TwoLineList[NoticeRow] = TwoLineList(
            "公示", title=lambda row: row.title, second=span, state=state_of
        )
        self.page = NoticePage(desk, jobs)
        self.empty = EmptyState(
            "还没有公示", "票决结束计票之后，在左上角起草公示：核对、发布、受理反映、确认名单。"
        )
        self.rewards = RewardsView(desk, jobs)
        self.stack, self.views, self.sides = QStackedWidget(), QStackedWidget(), QStackedWidget()
        self._lay_out()
        self.switch.chosen.connect(self._show_view)
        self.list.chosen.connect(self._show)
        self.page.changed.connect(self._after)
        self.rewards.changed.connect(self._after)
        self.refresh()

    def refresh(self) -> None:
        """Read notices and rewards again."""
        none = None if closed_rounds(self._desk) else Refusal("notice.no_round", "NOTICE-01")
        self.new_button.allow(none or self._desk.may(Action.DRAFT_NOTICE))
        rows = notices.list_notices(self._desk)
        self.stack.setCurrentWidget(self.page if rows else self.empty)
        self.list.setVisible(bool(rows))
        self.list.show_rows(rows)
        self.rewards.refresh()

    def ask_new(self) -> None:
        """Ask for a new notice."""
        draft_dialog(self, self._desk, self._made)

    def _made(self, notice_id: int) -> None:
        self._after()
        self.list.choose(notice_id)

    def _after(self) -> None:
        self.refresh()
        self.changed.emit()

    def _show(self, row: NoticeRow) -> None:
        try:
            self.page.show_notice(row.id)
        except DeskError as error:
            show_error(self, error)

    def _show_view(self, which: object) -> None:
        for stack in (self.sides, self.views):
            stack.setCurrentIndex(1 if which == REWARDS else 0)

    def _lay_out(self) -> None:
        listed = QWidget()
        left = QVBoxLayout(listed)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(12)
        left.addWidget(self.bar)
        left.addWidget(self.list, 1)
        left.addStretch(0)
        for each in (listed, self.rewards.side):
            self.sides.addWidget(each)
        for each in (self.page, self.empty):
            self.stack.addWidget(each)
        for each in (self.stack, self.rewards):
            self.views.addWidget(each)
        column = QWidget()
        column.setFixedWidth(LEFT)
        both = QVBoxLayout(column)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(12)
        both.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignLeft)
        both.addWidget(self.sides, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 12, 24, 16)
        layout.setSpacing(16)
        layout.addWidget(column)
        layout.addWidget(self.views, 1)
