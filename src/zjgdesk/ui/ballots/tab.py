"""票决: the rounds at the left, the chosen round, its keying or its differences at the right."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from zjgdesk.errors import DeskError
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import Purpose, RoundState
from zjgdesk.services import rounds
from zjgdesk.services.desk import Desk
from zjgdesk.services.rounds import RoundRow
from zjgdesk.ui.actions import ActionBar
from zjgdesk.ui.ballots.differences_view import DifferencesView
from zjgdesk.ui.ballots.keying_view import KeyingView
from zjgdesk.ui.ballots.network_strip import NetworkStrip
from zjgdesk.ui.ballots.new_round import new_round_dialog
from zjgdesk.ui.ballots.round_page import TEST, RoundPage
from zjgdesk.ui.ballots.rounds import round_list
from zjgdesk.ui.calling.panel import open_calling
from zjgdesk.ui.carrying import inn
from zjgdesk.ui.empty import EmptyState
from zjgdesk.ui.forms import show_error
from zjgdesk.ui.jobs import Jobs
from zjgdesk.ui.labels import Heading

LEFT = 272
EMPTY = {
    False: "候选对象导入、征求意见之后，在左上角新建票决：选定候选对象、名额和监票人、计票人。",
    True: "放入办公电脑移交的光盘或优盘，点左上角“读入票决”。第一次使用之前，先互相登记。",
}
"""What an empty list says, at a counting machine and elsewhere."""


class BallotsTab(QWidget):
    """Rounds of the committee ballot, from the definition to the report."""

    changed = Signal()

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        super().__init__()
        self._desk = desk
        self.list = round_list()
        self.bar = ActionBar()
        self.new_button = self.bar.add("新建票决…", self.ask_new, primary=True)
        self.take_in_button = self.bar.add("读入票决…", self.ask_take_in, primary=True)
        self.result_button = self.bar.add("读入结果…", self.ask_result)
        counting = desk.purpose is Purpose.COUNTING
        self.new_button.setVisible(not counting)
        self.take_in_button.setVisible(counting)
        self.empty = EmptyState("还没有票决", EMPTY[counting])
        self.page = RoundPage(desk, jobs)
        self.keying = KeyingView(desk)
        self.differences = DifferencesView(desk)
        self.network = NetworkStrip(desk)
        self._tests = False
        self.stack = QStackedWidget()
        self._whole = QStackedWidget()
        self._lay_out()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Read the rounds again; keying in hand is not disturbed."""
        self.network.refresh()
        self.new_button.allow(self._desk.may(Action.DEFINE_ROUND))
        self.take_in_button.allow(self._desk.may(Action.TAKE_IN_BALLOT))
        rows = rounds.list_rounds(self._desk)
        self.result_button.setVisible(any(row.state is RoundState.CARRIED for row in rows))
        self.result_button.allow(self._desk.may(Action.TAKE_IN_RESULT))
        if self._whole.currentWidget() is self.keying:
            return
        self.stack.setCurrentWidget(self.page if rows else self.empty)
        self.list.setVisible(bool(rows))
        self.list.show_rows(rows)

    def ask_new(self) -> None:
        """Ask for a new round."""
        new_round_dialog(self, self._desk, self._made)

    def ask_take_in(self) -> None:
        """Ask for the medium that a ballot comes on, at a counting machine."""
        inn.take_in_dialog(self, self._desk, self._after)

    def ask_result(self) -> None:
        """Ask for the medium that a result comes back on."""
        inn.take_in_result_dialog(self, self._desk, self._after)

    def key(self, what: int | str) -> None:
        """Go to the keying of a pass, or of the test deck."""
        detail = self.page.detail
        if detail is None:
            return
        try:
            self.keying.start(detail.row.id, what)
        except DeskError as error:
            show_error(self, error)
            return
        self._tests = what == TEST
        self._whole.setCurrentWidget(self.keying)
        self.keying.paper.setFocus()

    def settle(self) -> None:
        """Go to the differences of the round."""
        detail = self.page.detail
        if detail is not None:
            self.differences.start(detail.row.id)
            self._whole.setCurrentWidget(self.differences)

    def call(self) -> None:
        """Call the votes of the round out, on a second screen where there is one."""
        detail = self.page.detail
        if detail is None:
            return
        try:
            open_calling(self, self._desk, detail.row.id)
        except DeskError as error:
            show_error(self, error)

    def leave(self) -> None:
        """Come back from keying or settling."""
        self._whole.setCurrentIndex(0)
        self._after()

    def _keyed(self) -> None:
        """Come back from keying that has ended; a test deck is then compared."""
        self.leave()
        if self._tests:
            self.page.finish_test()

    def _made(self, round_id: int) -> None:
        self._after()
        self.list.choose(round_id)

    def _after(self) -> None:
        self.refresh()
        self.changed.emit()

    def _show(self, row: RoundRow) -> None:
        try:
            self.page.show_round(row.id)
        except DeskError as error:
            show_error(self, error)

    def _connect(self) -> None:
        self.list.chosen.connect(self._show)
        self.page.changed.connect(self._after)
        self.page.keying_wanted.connect(self.key)
        self.page.settling_wanted.connect(self.settle)
        self.page.calling_wanted.connect(self.call)
        self.page.succeeded.connect(self._made)
        self.keying.left.connect(self.leave)
        self.keying.finished.connect(self._keyed)
        self.differences.left.connect(self.leave)
        self.differences.settled.connect(self.changed)

    def _lay_out(self) -> None:
        column = QWidget()
        column.setFixedWidth(LEFT)
        left = QVBoxLayout(column)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(12)
        left.addWidget(Heading("票决轮次"))
        left.addWidget(self.bar)
        left.addWidget(self.list, 1)
        left.addStretch(0)
        self.stack.addWidget(self.page)
        self.stack.addWidget(self.empty)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(24, 12, 24, 16)
        row.setSpacing(16)
        row.addWidget(column)
        row.addWidget(self.stack, 1)
        for each in (both, self.keying, self.differences):
            self._whole.addWidget(each)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.network)
        layout.addWidget(self._whole, 1)
