"""One round: its stages, what is next, the ledger, the names or the result, the papers."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from zjgdesk.errors import DeskError
from zjgdesk.rules.roles import Action
from zjgdesk.rules.rounds import RoundStep
from zjgdesk.rules.vocabulary import OrderedList
from zjgdesk.services import box_papers, bringing_back, count_papers, issued, proving, round_detail
from zjgdesk.services.desk import Desk
from zjgdesk.services.issued import IssuedRow
from zjgdesk.services.round_detail import RoundDetail
from zjgdesk.ui.actions import ActionBar, ActionButton
from zjgdesk.ui.ballots import box_forms, dialogs, hand_count
from zjgdesk.ui.ballots.archive_dialog import archive_dialog
from zjgdesk.ui.ballots.asking import issue, show_issued
from zjgdesk.ui.ballots.facts import EntryTable, Facts, round_facts
from zjgdesk.ui.ballots.ledger import LedgerStrip
from zjgdesk.ui.ballots.papers import PaperList
from zjgdesk.ui.ballots.rehearsal import RehearsalDialog
from zjgdesk.ui.ballots.result import ResultTable, result_words
from zjgdesk.ui.ballots.rounds import TONES
from zjgdesk.ui.ballots.settled_dialog import SettledDialog
from zjgdesk.ui.ballots.sitting import officers_dialog
from zjgdesk.ui.ballots.stage_buttons import ALWAYS, WANTED, Wanted
from zjgdesk.ui.ballots.stage_words import away_words, stages
from zjgdesk.ui.ballots.stages import Stage, StageView, may_step
from zjgdesk.ui.ballots.statistics_card import StatisticsCard
from zjgdesk.ui.ballots.stepper import Stepper
from zjgdesk.ui.ballots.testing import show_test_result
from zjgdesk.ui.carrying import out
from zjgdesk.ui.jobs import Jobs
from zjgdesk.ui.labels import Card, Chip, Heading, Line, Page, label
from zjgdesk.ui.order.mover import OrderBar
from zjgdesk.ui.words import PAPERS, day, word

SIDE = 288
TEST = "test"
"""What is keyed where no pass is: the test deck."""

Asks = Callable[[QWidget, Desk, RoundDetail, Callable[[], object]], object]
Prints = Callable[[Desk, int], IssuedRow]

ASKED: dict[str, Asks] = {
    "freeze": dialogs.freeze_dialog,
    "open": box_forms.open_dialog,
    "take_back": box_forms.take_back_dialog,
    "restart": dialogs.restart_dialog,
    "hand_count": hand_count.hand_count_dialog,
    "explain": hand_count.explain_dialog,
    "close": dialogs.close_dialog,
    "reduce": dialogs.reduce_dialog,
    "void": dialogs.void_dialog,
    "archive": archive_dialog,
    "hand_over": out.hand_over_dialog,
    "recall": out.recall_dialog,
}
PRINTED: dict[str, tuple[str, Prints]] = {
    "tally_sheet": (PAPERS["tally_sheet"], proving.print_tally_sheet),
    "attendance": (PAPERS["attendance"], box_papers.print_attendance),
    "box_seal": (PAPERS["box_seal"], box_papers.print_box_seal),
    "test_deck": (PAPERS["test_deck"], proving.print_test_deck),
    "zero": (PAPERS["zero_report"], proving.print_zero_report),
    "report": (PAPERS["report"], count_papers.print_report),
    "elected": (PAPERS["elected"], count_papers.print_elected),
}


class RoundPage(QWidget):
    """Answers at a glance how the round stands, what is next and why the rest must wait."""

    changed = Signal()
    keying_wanted = Signal(object)
    settling_wanted = Signal()
    calling_wanted = Signal()
    succeeded = Signal(int)

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        super().__init__()
        self._desk, self._jobs = desk, jobs
        self.detail: RoundDetail | None = None
        self._printing = False
        self.title, self.state, self.sub = Heading(""), Chip(), label("", "hint")
        self.stepper = Stepper()
        self.stage_title, self.told = Heading(""), Line()
        self.bar = ActionBar()
        self._deeds = self._deeds_by_name()
        self.buttons: dict[Stage, list[ActionButton]] = {
            stage: [self._button(wanted) for wanted in several]
            for stage, several in WANTED.items()
        }
        self.always = {wanted.deed: self._button(wanted) for wanted in ALWAYS}
        self.succeed_button, self.void_button = self.always["succeed"], self.always["void"]
        self.officers_button = ActionButton("更换监票人、计票人…")
        self.ledger = LedgerStrip()
        self.entries, self.result = EntryTable(), ResultTable()
        self.outcome_words = Line()
        self.order = OrderBar(desk, OrderedList.ROUND, self.entries)
        self.order.moved.connect(self.changed)
        self.facts = Facts("本轮设定")
        self.statistics = StatisticsCard(self._show_settled)
        self.papers = PaperList(desk)
        self.papers.recorded.connect(self.changed)
        self.body = QStackedWidget()
        self._lay_out()
        self.stepper.chosen.connect(self._show_stage)
        self.officers_button.clicked.connect(self._ask_officers)
        self.ledger.fix_button.clicked.connect(self._ask_figures)

    def show_round(self, round_id: int) -> None:
        """Show a round as it stands now.

        Raises:
            DeskError: `round.unknown`.
        """
        detail = round_detail.read_round(self._desk, round_id)
        self.detail = detail
        self.title.setText(detail.row.title)
        self.state.say(word(detail.row.state), TONES[detail.row.state])
        row = detail.row
        self.sub.setText(f"{word(row.track)} · {word(row.kind)} · {day(row.held_on)}")
        self.stepper.show_stages(stages(self._desk, detail))
        self._show_stage(self.stepper.current())
        figures = may_step(self._desk, detail, RoundStep.CORRECT, Action.CORRECT_FIGURES)
        self.ledger.show_round(detail, figures)
        self.facts.show_facts(round_facts(detail))
        self.officers_button.allow(self._desk.may(Action.CHANGE_OFFICERS))
        self.statistics.show_round(detail)
        self.papers.show_papers(issued.list_issued(self._desk, f"round:{round_id}"))
        self._show_names(detail)

    def refresh(self) -> None:
        """Read the round again."""
        if self.detail is not None:
            self.show_round(self.detail.row.id)

    def button(self, stage: Stage, at: int = 0) -> ActionButton:
        """Return a button of a stage."""
        return self.buttons[stage][at]

    def finish_test(self) -> None:
        """Compare the keyed test deck with its prediction and tell what came of it."""
        if self.detail is not None:
            show_test_result(self, self._desk, self.detail, self.changed.emit)

    def _button(self, wanted: Wanted) -> ActionButton:
        button = self.bar.add(
            "",
            self._deeds[wanted.deed],
            primary=wanted.primary,
            danger=wanted.deed == "void",
        )
        button.hide()  # all of them at once would widen the window
        return button

    def _deeds_by_name(self) -> dict[str, Callable[[], object]]:
        asked = {name: self._ask(dialog) for name, dialog in ASKED.items()}
        printed = {name: self._print(*told) for name, told in PRINTED.items()}
        return {
            **asked,
            **printed,
            "print": self._ask_copies,
            "rehearse": self._rehearse,
            "key_test": lambda: self.keying_wanted.emit(TEST),
            "finish_test": self.finish_test,
            "key_first": lambda: self.keying_wanted.emit(1),
            "key_second": lambda: self.keying_wanted.emit(2),
            "settle": self.settling_wanted.emit,
            "call": self.calling_wanted.emit,
            "succeed": self._ask_successor,
            "bring_back": self._ask_to_bring_back,
        }

    def _show_stage(self, view: StageView) -> None:
        detail = self.detail
        if detail is None:
            return
        self.stage_title.setText(f"{'下一步：' if view.next else ''}{view.title}")
        self.told.say(view.told)
        if detail.away is not None:
            self.stage_title.setText(word(detail.row.state))
            self.told.say(away_words(detail.away))
        for stage, buttons in self.buttons.items():
            for button, wanted in zip(buttons, WANTED[stage], strict=True):
                there = stage is view.stage and detail.away is None
                self._show_button(button, wanted, detail, there=there)
        for wanted in ALWAYS:
            self._show_button(self.always[wanted.deed], wanted, detail)
        self.bar.say_reasons()

    def _show_button(
        self, button: ActionButton, wanted: Wanted, detail: RoundDetail, *, there: bool = True
    ) -> None:
        button.setVisible(there and wanted.shown(self._desk, detail))
        button.setText(wanted.text(detail))
        button.allow(wanted.why(self._desk, detail))
        if self._printing:
            button.setEnabled(False)

    def _show_names(self, detail: RoundDetail) -> None:
        self.order.show_list(detail.row.id, detail.row.track, detail.entries)
        if detail.outcome is None:
            self.entries.show_rows(detail.entries)
            self.outcome_words.say("")
            self.body.setCurrentWidget(self.entries)
            return
        self.result.show_outcome(detail, detail.outcome)
        self.outcome_words.say(*result_words(detail, detail.outcome))
        self.body.setCurrentWidget(self.result)

    def _ask(self, dialog: Asks) -> Callable[[], object]:
        def slot() -> None:
            if self.detail is not None:
                dialog(self, self._desk, self.detail, self.changed.emit)

        return slot

    def _ask_figures(self) -> None:
        self._ask(box_forms.correct_dialog)()

    def _ask_officers(self) -> None:
        if self.detail is not None:
            officers_dialog(self, self._desk, self.detail.row.meeting_id, self.changed.emit)

    def _ask_copies(self) -> None:
        if self.detail is not None:
            dialogs.copies_dialog(self, self.detail, self._print_ballot)

    def _ask_to_bring_back(self) -> None:
        if self.detail is not None:
            out.bring_back_dialog(
                self, self._desk, self.detail, (self.changed.emit, self._print_codes)
            )

    def _print_codes(self) -> None:
        if self.detail is not None:
            meeting_id = self.detail.row.meeting_id
            self._issue(
                PAPERS["code_sheets"],
                lambda: bringing_back.print_code_sheets(self._desk, meeting_id),
            )

    def _ask_successor(self) -> None:
        if self.detail is not None:
            dialogs.succeed_dialog(self, self._desk, self.detail, self.succeeded.emit)

    def _rehearse(self) -> None:
        if self.detail is None:
            return
        work = self._print("演练表", proving.record_rehearsal)

        def record() -> None:
            dialog.accept()
            work()

        dialog = RehearsalDialog(self, self._desk, self.detail, record)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _show_settled(self) -> None:
        if self.detail is not None:
            dialog = SettledDialog(self, self._desk, self.detail.row.id)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def _print_ballot(self, copies: int) -> None:
        self._print(
            "印制选票",
            lambda desk, round_id: count_papers.print_ballot(desk, round_id, copies=copies),
        )()

    def _print(self, title: str, prints: Prints) -> Callable[[], object]:
        def work() -> None:
            if self.detail is not None:
                round_id = self.detail.row.id
                self._issue(title, lambda: prints(self._desk, round_id))

        return work

    def _issue(self, title: str, work: Callable[[], IssuedRow]) -> None:
        self._printing = True
        self._show_stage(self.stepper.current())
        job = issue(self, self._jobs, title, work=work, done=self._issued)
        job.ended.connect(self._rest)

    def _issued(self, row: IssuedRow) -> None:
        self._printing = False
        self.changed.emit()
        try:
            show_issued(self, self._desk, row).recorded.connect(self.changed)
        except DeskError as error:
            self.papers.said.say_error(error)

    def _rest(self) -> None:
        self._printing = False
        self._show_stage(self.stepper.current())

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        for widget in (self.title, self.state, self.sub):
            head.addWidget(widget)
        head.addStretch(1)
        names = QVBoxLayout()
        names.setSpacing(8)
        names.addWidget(self.outcome_words)
        names.addWidget(self.order)
        self.body.addWidget(self.entries)
        self.body.addWidget(self.result)
        names.addWidget(self.body, 1)
        lower = QHBoxLayout()
        lower.setSpacing(16)
        lower.addLayout(names, 1)
        lower.addWidget(self._side())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self._steps())
        layout.addWidget(self.ledger)
        layout.addLayout(lower, 1)

    def _steps(self) -> Card:
        steps = Card()
        steps.body.setContentsMargins(12, 8, 12, 12)
        steps.body.addWidget(self.stepper)
        told = QHBoxLayout()
        told.setSpacing(12)
        told.setContentsMargins(4, 4, 4, 0)
        told.addWidget(self.stage_title)
        told.addWidget(self.told, 1)
        told.addWidget(self.bar)
        steps.body.addLayout(told)
        self.bar.reasons.setIndent(4)
        steps.body.addWidget(self.bar.reasons)
        return steps

    def _side(self) -> QWidget:
        self.facts.body.addWidget(self.officers_button)
        inner = Page()
        inner.body.setSpacing(12)
        for card in (self.statistics, self.papers, self.facts):
            inner.body.addWidget(card)
        inner.body.addStretch(1)
        side = QScrollArea()
        side.setWidgetResizable(True)
        side.setWidget(inner)
        side.setFixedWidth(SIDE)
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return side
