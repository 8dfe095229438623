"""One precondition at a time: what it asks for, what was found, on what evidence."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit

from zjgdesk.errors import DeskError
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.vocabulary import Finding
from zjgdesk.services.tolerance import FindingRow
from zjgdesk.ui.actions import ActionButton
from zjgdesk.ui.labels import Card, Heading, Line, label
from zjgdesk.ui.messages import explain
from zjgdesk.ui.switch import Switch
from zjgdesk.ui.theme import Tone
from zjgdesk.ui.tolerance.words import POINTS, title_of
from zjgdesk.ui.words import day, word

LINES = 2
Draft = tuple[Finding, str]


class FindingEditor(Card):
    """Keeps what was typed of each precondition until it is recorded."""

    recorded = Signal()

    def __init__(self, record: Callable[[int, Finding, str], object]) -> None:
        super().__init__()
        self._record = record
        self._row: FindingRow | None = None
        self._drafts: dict[tuple[object, int], Draft] = {}
        self._subject: object = None
        self.title = Heading("")
        self.points = label("", "hint", wrap=True)
        self.switch = Switch([(each, word(each)) for each in Finding], "查核结论")
        self.evidence = QPlainTextEdit()
        self.evidence.setPlaceholderText("写明依据和证据，如会议纪要、核查报告、退款凭证")
        self.evidence.setAccessibleName("依据和证据")
        self.evidence.setTabChangesFocus(True)
        self.evidence.setFixedHeight(self.evidence.fontMetrics().lineSpacing() * LINES + 20)
        self.button = ActionButton("记录查核结论", primary=True)
        self.said = Line(tone=Tone.MUTED)
        self._lay_out()
        self.switch.chosen.connect(lambda _value: self._keep_draft())
        self.evidence.textChanged.connect(self._keep_draft)
        self.button.clicked.connect(self.record)

    def show_finding(
        self, subject: object, row: FindingRow | None, why_not: Refusal | None
    ) -> None:
        """Show a precondition of a case; a draft not recorded yet goes before what is kept."""
        self._row = None
        self.setVisible(row is not None)
        if row is None:
            return
        self._subject = subject
        self.title.setText(f"第 {row.number} 项　{title_of(row.number)}")
        self.points.setText("；".join(POINTS[row.number]) + "。")
        kept: Draft = (row.finding or Finding.UNCLEAR, row.evidence)
        finding, evidence = self._drafts.get((subject, row.number), kept)
        self.switch.setEnabled(True)
        self.switch.choose(finding)
        self.evidence.setPlainText(evidence)
        self._row = row
        self.button.allow(why_not)
        self.switch.setEnabled(why_not is None)
        self.evidence.setReadOnly(why_not is not None)
        if row.found_by:
            self.said.say(f"{row.found_by}于{day(row.found_on)}记录。", Tone.MUTED)
        elif why_not is not None:
            self.said.say(explain(why_not), Tone.MUTED)
        else:
            self.said.say("还没有记录查核结论。", Tone.MUTED)

    def choose(self, number: int) -> None:
        """Choose a finding by its figure, 1 to 3, and go to the evidence."""
        if self._row is not None and 1 <= number <= len(Finding) and self.switch.isEnabled():
            self.switch.choose(list(Finding)[number - 1])
            self.evidence.setFocus()

    def record(self) -> None:
        """Record the finding; a refusal stands under the field."""
        if self._row is None:
            return
        number = self._row.number
        try:
            self._record(number, Finding(str(self.switch.value())), self.evidence.toPlainText())
        except DeskError as error:
            self.said.say_error(error)
            return
        self._drafts.pop((self._subject, number), None)
        self.recorded.emit()

    def _keep_draft(self) -> None:
        if self._row is None:
            return
        text = self.evidence.toPlainText()
        draft = (Finding(str(self.switch.value())), text)
        self._drafts[self._subject, self._row.number] = draft
        self.said.say("尚未记录。", Tone.WARN)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.switch)
        row.addWidget(self.said, 1)
        row.addWidget(self.button)
        self.body.addWidget(self.title)
        self.body.addWidget(self.points)
        self.body.addWidget(self.evidence)
        self.body.addLayout(row)
