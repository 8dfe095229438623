"""公示与激励: the notices with their days and objections, and the register of rewards."""

from PySide6.QtCore import Signal
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

LEFT = 288
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
        self.rewards = RewardsView(desk)
        self.stack, self.views = QStackedWidget(), QStackedWidget()
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
        self.views.setCurrentIndex(1 if which == REWARDS else 0)

    def _lay_out(self) -> None:
        column = QWidget()
        column.setFixedWidth(LEFT)
        left = QVBoxLayout(column)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(12)
        left.addWidget(self.bar)
        left.addWidget(self.list, 1)
        left.addStretch(0)
        self.stack.addWidget(self.page)
        self.stack.addWidget(self.empty)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(column)
        row.addWidget(self.stack, 1)
        self.views.addWidget(both)
        self.views.addWidget(self.rewards)
        top = QHBoxLayout()
        top.addWidget(self.switch)
        top.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(top)
        layout.addWidget(self.views, 1)
