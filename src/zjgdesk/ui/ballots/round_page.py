"""One round: its stages, what is next, the ledger, the names or the result, the papers."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from zjgdesk.errors import DeskError
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.roles import Action
from zjgdesk.rules.rounds import RoundStep
from zjgdesk.rules.vocabulary import RoundState
from zjgdesk.services import issued, papers, round_detail
from zjgdesk.services.desk import Desk
from zjgdesk.services.issued import IssuedRow
from zjgdesk.services.round_detail import RoundDetail
from zjgdesk.ui.actions import ActionBar, ActionButton
from zjgdesk.ui.ballots import dialogs
from zjgdesk.ui.ballots.asking import issue, show_issued
from zjgdesk.ui.ballots.facts import EntryTable, Facts, round_facts
from zjgdesk.ui.ballots.ledger import LedgerStrip
from zjgdesk.ui.ballots.papers import PaperList
from zjgdesk.ui.ballots.result import ResultTable, result_words
from zjgdesk.ui.ballots.rounds import TONES
from zjgdesk.ui.ballots.stages import Stage, StageView, open_differences, stages
from zjgdesk.ui.ballots.stepper import Stepper
from zjgdesk.ui.jobs import Jobs
from zjgdesk.ui.labels import Card, Chip, Heading, Line, label
from zjgdesk.ui.words import day, word

SIDE = 288
VOIDABLE = frozenset({RoundState.OPENED, RoundState.RETURNED, RoundState.KEYED})
ENDED = frozenset({RoundState.CLOSED, RoundState.VOID})


class RoundPage(QWidget):
    """Answers at a glance how the round stands, what is next and why the rest must wait."""

    changed = Signal()
    keying_wanted = Signal(int)
    settling_wanted = Signal()
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
        self.buttons: dict[Stage, list[ActionButton]] = {}
        self._make_buttons()
        self.ledger = LedgerStrip()
        self.entries, self.result = EntryTable(), ResultTable()
        self.outcome_words = Line()
        self.facts = Facts("本轮设定")
        self.papers = PaperList(desk)
        self.body = QStackedWidget()
        self._lay_out()
        self.stepper.chosen.connect(self._show_stage)

    def show_round(self, round_id: int) -> None:
        """Show a round as it stands now.

        Raises:
            DeskError: `round.unknown`.
        """
        detail = round_detail.read_round(self._desk, round_id)
        rows = issued.list_issued(self._desk, f"round:{round_id}")
        self.detail = detail
        self.title.setText(detail.row.title)
        self.state.say(word(detail.row.state), TONES[detail.row.state])
        row = detail.row
        self.sub.setText(f"{word(row.track)} · {word(row.kind)} · {day(row.held_on)}")
        reported = any(row.kind == "report" for row in rows)
        self.stepper.show_stages(stages(self._desk, detail, reported=reported))
        self._show_stage(self.stepper.current())
        self.ledger.show_round(detail)
        self.facts.show_facts(round_facts(detail))
        self.papers.show_papers(rows)
        self._show_names(detail)

    def refresh(self) -> None:
        """Read the round again."""
        if self.detail is not None:
            self.show_round(self.detail.row.id)

    def button(self, stage: Stage, at: int = 0) -> ActionButton:
        """Return the button of a stage."""
        return self.buttons[stage][at]

    def _make_buttons(self) -> None:
        def add(
            stage: Stage, text: str, slot: Callable[[], object], *, primary: bool = True
        ) -> None:
            button = self.bar.add(text, slot, primary=primary)
            self.buttons.setdefault(stage, []).append(button)

        add(Stage.FREEZE, "固定选票内容…", self._ask(dialogs.freeze_dialog))
        add(Stage.PRINT, "印制选票…", self._ask_copies)
        add(Stage.OPEN, "登记实到和发出…", self._ask(dialogs.open_dialog))
        add(Stage.TAKE_BACK, "登记收回…", self._ask(dialogs.take_back_dialog))
        add(Stage.KEY_FIRST, "开始第一遍录入", lambda: self.keying_wanted.emit(1))
        add(Stage.KEY_SECOND, "开始第二遍录入", lambda: self.keying_wanted.emit(2))
        add(Stage.SETTLE, "核对差异", self.settling_wanted.emit)
        add(Stage.CLOSE, "结束计票…", self._ask(dialogs.close_dialog))
        add(Stage.REPORT, "印制报告单", self._print_report)
        add(Stage.REPORT, "印制当选名单", self._print_elected, primary=False)
        self.succeed_button = self.bar.add("建后续轮次…", self._ask_successor)
        self.void_button = self.bar.add("作废本轮…", self._ask(dialogs.void_dialog), danger=True)

    def _show_stage(self, view: StageView) -> None:
        detail = self.detail
        if detail is None:
            return
        self.stage_title.setText(f"{'下一步：' if view.next else ''}{view.title}")
        self.told.say(view.told)
        for stage, buttons in self.buttons.items():
            for button in buttons:
                button.setVisible(stage is view.stage)
        self.void_button.setVisible(detail.row.state in VOIDABLE)
        self.succeed_button.setVisible(detail.row.state in ENDED)
        for buttons in self.buttons.values():
            for button in buttons:
                button.allow(view.refusal)
        self._allow_rest(detail, view)
        if self._printing:
            for button in self.buttons[view.stage]:
                button.setEnabled(False)

    def _allow_rest(self, detail: RoundDetail, view: StageView) -> None:
        steps, may = detail.steps, self._desk.may
        elected = self.button(Stage.REPORT, 1)
        elected.allow(steps[RoundStep.REPORT] or may(Action.PRINT_ELECTED) or _nobody(detail))
        self.void_button.allow(steps[RoundStep.VOID] or may(Action.VOID_ROUND))
        self.succeed_button.allow(steps[RoundStep.SUCCEED] or may(Action.SUCCEED_ROUND))
        if view.stage is Stage.SETTLE and detail.differences:
            # Looking at the differences is for everyone; settling is refused on their page.
            self.button(Stage.SETTLE).allow(None)
        for stage, keyed in (
            (Stage.KEY_FIRST, detail.first_keyed),
            (Stage.KEY_SECOND, detail.second_keyed),
        ):
            self.button(stage).setText(f"{'继续' if keyed else '开始'}{view.title}")
        self.button(Stage.PRINT).setText("补印选票…" if detail.printed else "印制选票…")
        left = open_differences(detail)
        self.button(Stage.SETTLE).setText(f"核对差异（{left}）" if left else "查看差异")

    def _show_names(self, detail: RoundDetail) -> None:
        if detail.outcome is None:
            self.entries.show_rows(detail.entries)
            self.outcome_words.say("")
            self.body.setCurrentWidget(self.entries)
            return
        self.result.show_outcome(detail, detail.outcome)
        self.outcome_words.say(*result_words(detail, detail.outcome))
        self.body.setCurrentWidget(self.result)

    def _ask(
        self, dialog: Callable[[QWidget, Desk, RoundDetail, Callable[[], object]], object]
    ) -> Callable[[], object]:
        def slot() -> None:
            if self.detail is not None:
                dialog(self, self._desk, self.detail, self.changed.emit)

        return slot

    def _ask_copies(self) -> None:
        if self.detail is not None:
            dialogs.copies_dialog(self, self.detail, self._print_ballot)

    def _ask_successor(self) -> None:
        if self.detail is not None:
            dialogs.succeed_dialog(self, self._desk, self.detail, self.succeeded.emit)

    def _print_ballot(self, copies: int) -> None:
        self._issue(
            "印制选票", lambda round_id: papers.print_ballot(self._desk, round_id, copies=copies)
        )

    def _print_report(self) -> None:
        self._issue("印制报告单", lambda round_id: papers.print_report(self._desk, round_id))

    def _print_elected(self) -> None:
        self._issue("印制当选名单", lambda round_id: papers.print_elected(self._desk, round_id))

    def _issue(self, title: str, work: Callable[[int], IssuedRow]) -> None:
        if self.detail is None:
            return
        round_id = self.detail.row.id
        self._printing = True
        self._show_stage(self.stepper.current())
        job = issue(self, self._jobs, title, work=lambda: work(round_id), done=self._issued)
        job.ended.connect(self._rest)

    def _issued(self, row: IssuedRow) -> None:
        self._printing = False
        self.changed.emit()
        try:
            show_issued(self, self._desk, row)
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
        names = QVBoxLayout()
        names.setSpacing(8)
        names.addWidget(self.outcome_words)
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
        layout.addWidget(steps)
        layout.addWidget(self.ledger)
        layout.addLayout(lower, 1)

    def _side(self) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.papers)
        column.addWidget(self.facts)
        column.addStretch(1)
        side = QScrollArea()
        side.setWidgetResizable(True)
        side.setWidget(inner)
        side.setFixedWidth(SIDE)
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return side


def _nobody(detail: RoundDetail) -> Refusal | None:
    """Say that there is no list to print while nobody was elected in this round."""
    if detail.outcome is None or detail.outcome.elected or detail.row.predecessor_id is not None:
        return None
    return Refusal("elected.empty", "VOTE-17")
