"""One case: what was applied for, the six preconditions at a glance, its end, its papers."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from zjgdesk.errors import DeskError
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import CaseState
from zjgdesk.services import papers, tolerance
from zjgdesk.services.desk import Desk
from zjgdesk.services.issued import IssuedRow
from zjgdesk.services.tolerance import CaseDetail, FindingRow
from zjgdesk.ui.actions import ActionBar
from zjgdesk.ui.ballots.asking import issue, show_issued
from zjgdesk.ui.ballots.facts import Facts
from zjgdesk.ui.ballots.papers import PaperList
from zjgdesk.ui.jobs import Jobs
from zjgdesk.ui.labels import Chip, Heading, Line
from zjgdesk.ui.table import RIGHT, Column
from zjgdesk.ui.table_view import ROW_HEIGHT, TableView
from zjgdesk.ui.tolerance import dialogs
from zjgdesk.ui.tolerance.editor import FindingEditor
from zjgdesk.ui.tolerance.words import (
    RESULT_TONES,
    STATE_TONES,
    TOTAL,
    case_facts,
    decision_facts,
    finding_of,
    missing_words,
    title_of,
)
from zjgdesk.ui.words import word

SIDE = 288
OPEN = frozenset({CaseState.APPLIED, CaseState.ACCEPTED})


class CasePage(QWidget):
    """Shows at a glance what a case lacks before it can be decided."""

    changed = Signal()

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        super().__init__()
        self._desk, self._jobs = desk, jobs
        self.detail: CaseDetail | None = None
        self.title, self.state, self.result = Heading(""), Chip(), Chip()
        self.missing = Line()
        self.bar = ActionBar()
        add = self.bar.add
        self.accept_button = add("受理…", self._ask(dialogs.accept_dialog), primary=True)
        self.decide_button = add("作出认定…", self._ask(dialogs.decide_dialog), primary=True)
        self.print_button = add("印制认定书", self.print_determination, primary=True)
        self.refuse_button = add("不予受理…", self._ask(dialogs.refuse_dialog))
        self.withdraw_button = add("撤回申请…", self._ask(dialogs.withdraw_dialog))
        self.table = self._table()
        self.editor = FindingEditor(self._record)
        self.application, self.decision = Facts("申请"), Facts("认定")
        self.papers = PaperList(desk)
        self._lay_out()
        self.table.chosen.connect(self._show_finding)
        self.table.view.digit_pressed.connect(self.editor.choose)
        self.editor.recorded.connect(self.changed)

    def show_case(self, case_id: int) -> None:
        """Show a case as it stands now.

        Raises:
            DeskError: `case.unknown`.
        """
        fresh = self.detail is None or self.detail.row.id != case_id
        self.detail = detail = tolerance.read_case(self._desk, case_id)
        row = detail.row
        self.title.setText(f"{row.person}　{row.organisation}")
        self.state.say(word(row.state), STATE_TONES[row.state])
        tone = RESULT_TONES[row.result] if row.result else STATE_TONES[row.state]
        self.result.say(word(row.result), tone)
        self.missing.say(*missing_words(detail))
        self.application.show_facts(case_facts(detail))
        decided = decision_facts(detail)
        self.decision.show_facts(decided)
        self.decision.setVisible(any(value for _name, value in decided))
        self.papers.show_papers(detail.papers)
        self.table.show_rows(detail.findings)
        if fresh or self.table.current() is None:
            self._choose_waiting(detail)
        self._allow(detail)

    def print_determination(self) -> None:
        """Print the decision and show it."""
        if self.detail is None:
            return
        case_id = self.detail.row.id
        self.print_button.setEnabled(False)
        job = issue(
            self,
            self._jobs,
            "印制认定书",
            work=lambda: papers.print_determination(self._desk, case_id),
            done=self._issued,
        )
        job.ended.connect(lambda: self.print_button.setEnabled(self.print_button.refusal is None))

    def _record(self, number: int, finding: object, evidence: str) -> None:
        if self.detail is not None:
            tolerance.record_finding(
                self._desk,
                self.detail.row.id,
                number,
                finding=finding,  # type: ignore[arg-type]
                evidence=evidence,
            )

    def _choose_waiting(self, detail: CaseDetail) -> None:
        waiting = next((row.number for row in detail.findings if row.finding is None), 1)
        self.table.choose(lambda row: row.number == waiting)

    def _show_finding(self, row: FindingRow | None) -> None:
        if self.detail is not None:
            self.editor.show_finding(self.detail.row.id, row, self._may_record(self.detail))

    def _may_record(self, detail: CaseDetail) -> Refusal | None:
        if detail.row.state is not CaseState.ACCEPTED:
            return _not_accepted(detail)
        return self._desk.may(Action.RECORD_FINDING)

    def _allow(self, detail: CaseDetail) -> None:
        may, state = self._desk.may, detail.row.state
        shown = {
            self.accept_button: state is CaseState.APPLIED,
            self.refuse_button: state is CaseState.APPLIED,
            self.decide_button: state in OPEN,
            self.withdraw_button: state in OPEN,
            self.print_button: state is CaseState.DECIDED,
        }
        for button, wanted in shown.items():
            button.setVisible(wanted)
        self.accept_button.allow(may(Action.ACCEPT_CASE))
        self.refuse_button.allow(may(Action.REFUSE_CASE))
        self.decide_button.allow(detail.refusal or may(Action.DECIDE_CASE))
        self.withdraw_button.allow(may(Action.WITHDRAW_CASE))
        self.print_button.allow(may(Action.PRINT_DETERMINATION))

    def _ask(
        self, dialog: Callable[[QWidget, Desk, CaseDetail, Callable[[], object]], object]
    ) -> Callable[[], object]:
        def slot() -> None:
            if self.detail is not None:
                dialog(self, self._desk, self.detail, self.changed.emit)

        return slot

    def _issued(self, row: IssuedRow) -> None:
        self.changed.emit()
        try:
            show_issued(self, self._desk, row)
        except DeskError as error:
            self.papers.said.say_error(error)

    def _table(self) -> TableView[FindingRow]:
        table: TableView[FindingRow] = TableView(
            [
                Column("项", lambda row: str(row.number), lambda row: row.number, RIGHT, 44),
                Column("前置条件", lambda row: title_of(row.number), width=280),
                Column(
                    "查核结论",
                    lambda row: finding_of(row)[0],
                    width=104,
                    tone=lambda row: finding_of(row)[1],
                ),
                Column("依据和证据", lambda row: row.evidence or "—", width=0),
            ],
            name="六项前置条件",
        )
        table.key_by(lambda row: row.number)
        table.search_box.hide()
        table.count.hide()
        table.setFixedHeight(ROW_HEIGHT * TOTAL + 50)
        return table

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        for widget in (self.title, self.state, self.result):
            head.addWidget(widget)
        head.addWidget(self.missing, 1)
        lower = QHBoxLayout()
        lower.setSpacing(16)
        lower.addWidget(_scrolled(self.table, self.editor), 1)
        side = _scrolled(self.application, self.decision, self.papers)
        side.setFixedWidth(SIDE)
        lower.addWidget(side)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self.bar)
        layout.addLayout(lower, 1)


def _scrolled(*parts: QWidget) -> QScrollArea:
    """Stack the parts in a column that scrolls where the window is low."""
    inner = QWidget()
    column = QVBoxLayout(inner)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    return area


def _not_accepted(detail: CaseDetail) -> Refusal:
    facts = {"person": detail.row.person, "state": detail.row.state}
    return Refusal("case.not_accepted", "TOL-06", facts)
