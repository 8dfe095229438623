"""One case: the way it took, what can be done now, and its parts, one at a time."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from zjgdesk.rules.case_facts import FINDING, next_steps
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import CaseState, CaseStep
from zjgdesk.services.case_masking import mask_detail
from zjgdesk.services.case_reading import read_case
from zjgdesk.services.case_rows import CaseDetail
from zjgdesk.services.case_steps import ACTIONS
from zjgdesk.services.desk import Desk
from zjgdesk.ui.actions import ActionBar, ActionButton
from zjgdesk.ui.jobs import Jobs
from zjgdesk.ui.labels import Chip, Heading, Line
from zjgdesk.ui.switch import Switch
from zjgdesk.ui.tolerance.decide_dialog import decide_dialog
from zjgdesk.ui.tolerance.decision_view import DecisionView, SimilarView
from zjgdesk.ui.tolerance.handlers import handlers_dialog
from zjgdesk.ui.tolerance.inquiry_view import InquiryView
from zjgdesk.ui.tolerance.notice_form import change_dialog
from zjgdesk.ui.tolerance.points_view import PointsView
from zjgdesk.ui.tolerance.printing import CasePrinting
from zjgdesk.ui.tolerance.sitting_view import SittingView
from zjgdesk.ui.tolerance.step_dialogs import apply_dialog, step_dialog
from zjgdesk.ui.tolerance.views import CaseView, HistoryView, SummaryView
from zjgdesk.ui.tolerance.way import WayStrip
from zjgdesk.ui.tolerance.words import (
    RESULT_TONES,
    STATE_TONES,
    due_words,
    missing_words,
    title_of,
)
from zjgdesk.ui.words import word

FORWARD = (
    CaseStep.APPLY,
    CaseStep.ACCEPT,
    CaseStep.REPORT,
    CaseStep.DELIBERATE,
    CaseStep.DETERMINE,
    CaseStep.FEED_BACK,
    CaseStep.EXECUTE,
    CaseStep.FILE,
    CaseStep.UPHOLD,
)
CHANGEABLE = frozenset({CaseState.NOTIFIED, CaseState.APPLIED, *FINDING})
OPENS_AT = {
    CaseState.ACCEPTED: "points",
    CaseState.INVESTIGATED: "sitting",
    CaseState.DELIBERATED: "similar",
    CaseState.DECIDED: "decision",
}
STEPS_WITH_BUTTON = (*FORWARD, *(step for step in CaseStep if step not in FORWARD))


class CasePage(QWidget):
    """Shows at a glance where a case stands and what its decision lacks."""

    changed = Signal()

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        super().__init__()
        self._desk = desk
        self.masked = False
        self.detail: CaseDetail | None = None
        self.title, self.state, self.result = Heading(""), Chip(), Chip()
        self.due, self.missing = Line(), Line()
        self.way, self.bar = WayStrip(), ActionBar()
        self.buttons: dict[CaseStep, ActionButton] = {}
        self._add_buttons()
        self.printing = CasePrinting(self, desk, jobs)
        self.views = self._views(jobs)
        options = [(key, name) for key, name, _view in self.views]
        self.switch = Switch(options, "案卷内容")
        self.stack = QStackedWidget()
        self._lay_out()
        self.switch.chosen.connect(self._show_part)

    def show_case(self, case_id: int) -> None:
        """Show a case as it stands now; the part that is worked on comes first.

        Raises:
            DeskError: `case.unknown`, `case.not_handler`, `role.denied`.
        """
        fresh = self.detail is None or self.detail.row.id != case_id
        detail = read_case(self._desk, case_id)
        self.detail = mask_detail(detail) if self.masked else detail
        self._show_head(self.detail)
        self._allow(self.detail)
        if fresh:
            self.switch.choose(OPENS_AT.get(detail.row.state, "summary"))
        for at, (_key, _name, view) in enumerate(self.views):
            if at == self.stack.currentIndex():
                view.show_case(self.detail)

    def show_masked(self, *, masked: bool) -> None:
        """Show the names of the case's people, or only their family names. Rule: TOL-16."""
        self.masked = masked
        if self.detail is not None:
            self.show_case(self.detail.row.id)

    def _views(self, jobs: Jobs) -> list[tuple[str, str, CaseView]]:
        self.summary, self.points = SummaryView(self._desk), PointsView(self._desk)
        self.inquiry, self.sitting = InquiryView(self._desk, jobs), SittingView(self._desk)
        self.decision, self.similar = DecisionView(self._desk), SimilarView(self._desk)
        self.history = HistoryView()
        for view in (self.points, self.inquiry, self.sitting, self.decision):
            view.changed.connect(self.changed)
        return [
            ("summary", "概况", self.summary),
            ("points", "前置条件", self.points),
            ("inquiry", "调查证据", self.inquiry),
            ("sitting", "会商", self.sitting),
            ("similar", "类似案件", self.similar),
            ("decision", "认定纠错", self.decision),
            ("history", "经过", self.history),
        ]

    def _show_part(self, key: object) -> None:
        keys = [each for each, _name, _view in self.views]
        at = keys.index(str(key))
        self.stack.setCurrentIndex(at)
        if self.detail is not None:
            self.views[at][2].show_case(self.detail)

    def _show_head(self, detail: CaseDetail) -> None:
        row = detail.row
        self.title.setText(title_of(row))
        self.state.say(word(row.state), STATE_TONES[row.state])
        tone = RESULT_TONES[row.result] if row.result else STATE_TONES[row.state]
        self.result.say(word(row.result), tone)
        self.due.say(*due_words(row, self._desk))
        told = missing_words(detail) if row.state in FINDING else ("", None)
        self.missing.say(*told)
        self.way.show_case(detail)

    def _add_buttons(self) -> None:
        for step in STEPS_WITH_BUTTON:
            if step is not CaseStep.NOTIFY:
                self.buttons[step] = self.bar.add(
                    f"{word(step)}…", self._asking(step), primary=step in FORWARD
                )
        self.change_button = self.bar.add("更正登记…", self.ask_change)
        self.handlers_button = self.bar.add("承办人…", self.ask_handlers)
        self.print_button = self.bar.add("文书和案卷…", lambda: self.printing.ask(self.detail))

    def _asking(self, step: CaseStep) -> Callable[[], object]:
        return lambda: self.ask_step(step)

    def ask_step(self, step: CaseStep) -> None:
        """Ask for what a step needs."""
        if self.detail is None or self.buttons[step].refusal is not None:
            return
        done = self.changed.emit
        if step is CaseStep.APPLY:
            apply_dialog(self, self._desk, self.detail, done)
        elif step is CaseStep.DETERMINE:
            decide_dialog(self, self._desk, self.detail, done)
        else:
            step_dialog(self, self._desk, (self.detail, step), done)

    def ask_change(self) -> None:
        """Ask what is put right about the notice; names are needed for that."""
        if self.detail is not None:
            detail = read_case(self._desk, self.detail.row.id)
            change_dialog(self, self._desk, detail, self.changed.emit)

    def ask_handlers(self) -> None:
        """Ask who handles the case."""
        if self.detail is not None:
            row = self.detail.row
            handlers_dialog(
                self, self._desk, (row.id, row.number, self.detail.handlers), self.changed.emit
            )

    def _allow(self, detail: CaseDetail) -> None:
        may, possible = self._desk.may, next_steps(detail.row.state)
        for step, button in self.buttons.items():
            button.setVisible(step in possible)
            action = {CaseStep.APPLY: Action.APPLY_CASE, CaseStep.DETERMINE: Action.DECIDE_CASE}
            button.allow(detail.refusal(step) or may(action.get(step) or ACTIONS[step]))
        self.change_button.setVisible(detail.row.state in CHANGEABLE)
        self.change_button.allow(detail.locked or may(Action.CHANGE_CASE))
        self.handlers_button.allow(may(Action.CHANGE_HANDLERS))
        self.print_button.allow(None)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        for widget in (self.title, self.state, self.result):
            head.addWidget(widget)
        head.addWidget(self.due)
        head.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.way)
        layout.addWidget(self.bar)
        layout.addWidget(self.missing)
        layout.addWidget(self.switch)
        for _key, _name, view in self.views:
            assert isinstance(view, QWidget)  # noqa: S101 - every part is one
            self.stack.addWidget(view)
        layout.addWidget(self.stack, 1)
