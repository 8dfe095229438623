"""A shortlist: ranked with all facts beside, chosen by hand or by rank, then decided."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from zjgdesk.errors import DeskError
from zjgdesk.rules.roles import Action
from zjgdesk.rules.stages import may_work
from zjgdesk.rules.vocabulary import ShortlistKind, ShortlistState, Track
from zjgdesk.services import list_order, shortlists, year_lists
from zjgdesk.services.desk import Desk
from zjgdesk.services.issued import IssuedRow
from zjgdesk.services.shortlists import ShortlistPage, ShortlistRow
from zjgdesk.services.stages import TrackState
from zjgdesk.ui.actions import ActionBar
from zjgdesk.ui.ballots.stages import counter
from zjgdesk.ui.empty import EmptyState
from zjgdesk.ui.jobs import Jobs
from zjgdesk.ui.labels import Chip, Line, label
from zjgdesk.ui.order.words import doubt_words, order_ready
from zjgdesk.ui.shortlists import dialogs
from zjgdesk.ui.shortlists.columns import ShortlistTable
from zjgdesk.ui.shortlists.printing import Paper, PrintButton
from zjgdesk.ui.shortlists.words import (
    decision_words,
    formula_words,
    set_aside_words,
    surplus,
    surplus_words,
    whom,
)
from zjgdesk.ui.theme import Tone
from zjgdesk.ui.words import word

EMPTY = {
    ShortlistKind.INITIAL: (
        "还没有候选对象",
        "先在“候选对象”中导入推荐汇总表，再在“评审意见”中征求意见。",
    ),
    ShortlistKind.SECOND: (
        "还没有可以二次入围的对象",
        "先确定初审入围名单，再导入群众投票的数据；这里按得票排名。",
    ),
}


class ShortlistView(QWidget):
    """One list of a track; decided, it is only read."""

    changed = Signal()

    def __init__(self, desk: Desk, jobs: Jobs, kind: ShortlistKind) -> None:
        super().__init__()
        self._desk, self._kind = desk, kind
        self.page: ShortlistPage | None = None
        self._state: TrackState | None = None
        self.state = Chip()
        self.numbers, self.enough = label(), Chip()
        self.decision, self.back = Line(), Line(tone=Tone.MUTED)
        self.said, self.doubts = Line(), Line(tone=Tone.WARN)
        self.bar = ActionBar()
        self.choose_button = self.bar.add("选定", lambda: self._choose_selected(chosen=True))
        self.drop_button = self.bar.add("取消选定", lambda: self._choose_selected(chosen=False))
        self.first_button = self.bar.add("按排名选前…", self.ask_first)
        self.reason_button = self.bar.add("说明理由…", self.ask_reason)
        self.print_button = PrintButton(
            desk,
            jobs,
            (
                Paper(f"{word(kind)}情况表（内部）", lambda: self._print(internal=True)),
                Paper(
                    f"{word(kind)}名单",
                    lambda: self._print(internal=False),
                    ready=self._ready,
                ),
            ),
        )
        self.print_button.printed.connect(self.changed)
        self.formula = label(name="hint", wrap=True)
        self.empty = EmptyState(*EMPTY[kind])
        self.table: ShortlistTable | None = None
        self._made_for: tuple[Track, tuple[str, ...]] | None = None
        self._stack = QStackedWidget()
        self._lay_out()

    @property
    def owed(self) -> Sequence[str]:
        """Who needs a reason and has none."""
        return tuple(self.table.owed.values()) if self.table and self.page else ()

    def show_track(self, state: TrackState) -> None:
        """Show the list of a track as it stands now."""
        self._state = state
        self.page = page = shortlists.read_shortlist(self._desk, state.track, self._kind)
        table = self._table_for(page)
        table.show_page(page)
        self._stack.setCurrentWidget(table if page.rows else self.empty)
        decided = page.state is ShortlistState.DECIDED
        self.state.say(word(page.state), Tone.GOOD if decided else Tone.INFO)
        self.numbers.setText(surplus_words(page))
        self.enough.say(*surplus(page))
        self.decision.say(decision_words(page) if decided else "")
        kept = shortlists.list_set_aside(self._desk, page.track)
        self.back.say(set_aside_words(self._kind, kept))
        doubts = list_order.list_doubts(self._desk, page.track, _chosen_names(page))
        self.doubts.say(doubt_words(doubts, fixed=decided), Tone.WARN)
        self.formula.setText(formula_words(page))
        self.print_button.setVisible(bool(page.rows))
        self.print_button.allow(self._desk.may(Action.PRINT_PAPER))
        self.bar.setVisible(not decided and bool(page.rows))
        self._allow()
        if self.bar.isHidden():
            self.bar.reasons.hide()

    def forget(self) -> None:
        """Leave what was said of an earlier choice behind."""
        self.said.say("")

    def ask_first(self) -> None:
        """Ask how many of the first are chosen."""
        if self.page is not None:
            counted = counter(self.page.track)
            dialogs.first_dialog(
                self,
                self._desk,
                self.page,
                lambda many: self._done(f"按排名选定了 {many} {counted}。"),
            )

    def ask_reason(self) -> None:
        """Ask for a reason beside the selected names."""
        rows = self.table.selected() if self.table else []
        if self.page is None or not rows or self._held():
            return
        told = whom(rows, self.page.track)
        dialogs.reason_dialog(
            self,
            self._desk,
            self.page,
            rows,
            lambda: self._done(f"已保存{told}的理由。"),
        )

    def toggle(self, rows: Sequence[ShortlistRow]) -> None:
        """Choose the rows, or take them off where all of them are chosen already."""
        if rows and not self._held():
            self._choose(rows, chosen=not all(row.chosen for row in rows))

    def _print(self, *, internal: bool) -> IssuedRow:
        track = self._state.track if self._state else Track.CADRE
        return year_lists.print_shortlist(self._desk, track, self._kind, internal=internal)

    def _ready(self) -> bool:
        """Warn where the order of the names is not certain."""
        page = self.page
        return page is None or order_ready(self, self._desk, page.track, _chosen_names(page))

    def _held(self) -> bool:
        """Say whether the list cannot be changed now; the bar tells why."""
        return self.bar.isHidden() or self.choose_button.refusal is not None

    def _choose_selected(self, *, chosen: bool) -> None:
        self._choose(self.table.selected() if self.table else (), chosen=chosen)

    def _choose(self, rows: Sequence[ShortlistRow], *, chosen: bool) -> None:
        moved = [row.id for row in rows if row.chosen is not chosen]
        if self.page is None or not moved:
            return
        try:
            shortlists.choose(self._desk, self.page.track, self._kind, moved, chosen=chosen)
        except DeskError as error:
            self.said.say_error(error)
            return
        told = whom(rows, self.page.track)
        self._done(f"{'已选定' if chosen else '已取消选定'}：{told}。")

    def _done(self, told: str) -> None:
        self.said.say(told, Tone.GOOD)
        self.changed.emit()

    def _allow(self) -> None:
        if self._state is None:
            return
        stage = may_work(shortlists.WORK[self._kind], self._state.stage)
        refusal = stage or self._desk.may(Action.DRAW_SHORTLIST)
        for button in (
            self.choose_button,
            self.drop_button,
            self.first_button,
            self.reason_button,
        ):
            button.allow(refusal)

    def _table_for(self, page: ShortlistPage) -> ShortlistTable:
        """The table has a column for each channel, so others need another table."""
        channels = tuple(
            dict.fromkeys(name for row in page.rows if row.votes for name in row.votes.channels)
        )
        if self.table is None or self._made_for != (page.track, channels):
            if self.table is not None:
                self._stack.removeWidget(self.table)
                self.table.deleteLater()
            self._made_for = (page.track, channels)
            self.table = ShortlistTable(page.track, self._kind, channels)
            self.table.toggled.connect(self.toggle)
            self.table.reason_wanted.connect(self.ask_reason)
            self._stack.addWidget(self.table)
        return self.table

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        for widget in (self.state, self.numbers, self.enough):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self.bar)
        head.addWidget(self.print_button)
        self._stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        for line in (self.bar.reasons, self.decision, self.back, self.doubts, self.said):
            layout.addWidget(line)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.formula)


def _chosen_names(page: ShortlistPage) -> list[str]:
    return [row.candidate.name for row in page.rows if row.chosen]
