"""One point at a time: what was found, on what evidence, with which papers of the file."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPlainTextEdit

from zjgdesk.errors import DeskError
from zjgdesk.rules.preconditions import REFORM_PAPERS, Point
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.vocabulary import Finding
from zjgdesk.services.case_rows import FindingRow
from zjgdesk.ui.actions import ActionButton
from zjgdesk.ui.labels import Card, Heading, Line, label
from zjgdesk.ui.messages import explain
from zjgdesk.ui.switch import Switch
from zjgdesk.ui.theme import Tone
from zjgdesk.ui.words import day, word

LINES, SHOWN = 3, 3
DRAFT = "尚未记录。"
TICKED, UNTICKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked
Told = tuple[str, Sequence[int]]
Draft = tuple[Finding, str, tuple[int, ...]]


class FindingEditor(Card):
    """Keeps what was typed of each point until it is recorded."""

    recorded = Signal()

    def __init__(self, record: Callable[[Point, Finding, Told], object]) -> None:
        super().__init__()
        self._record = record
        self._row: FindingRow | None = None
        self._drafts: dict[tuple[object, Point], Draft] = {}
        self._subject: object = None
        self.title = Heading("")
        self.note = label("", "hint", wrap=True)
        self.switch = Switch([(each, word(each)) for each in Finding], "查核结论")
        self.evidence = QPlainTextEdit()
        self.evidence.setPlaceholderText("写明依据和证据，如会议纪要、核查报告、退款凭证")
        self.evidence.setAccessibleName("依据和证据")
        self.evidence.setTabChangesFocus(True)
        self.evidence.setFixedHeight(self.evidence.fontMetrics().lineSpacing() * LINES + 20)
        self.papers = QListWidget()
        self.papers.setAccessibleName("作为依据的附件")
        self.papers.setToolTip("勾选作为依据的附件，空格键勾选")
        self.button = ActionButton("记录查核结论", primary=True)
        self.said = Line(tone=Tone.MUTED)
        self._lay_out()
        self.switch.chosen.connect(lambda _value: self._keep_draft())
        self.evidence.textChanged.connect(self._keep_draft)
        self.papers.itemChanged.connect(lambda _item: self._keep_draft())
        self.button.clicked.connect(self.record)

    def show_finding(
        self,
        subject: object,
        row: FindingRow | None,
        why_not: Refusal | None,
        papers: Sequence[tuple[int, str]],
    ) -> None:
        """Show a point of a case; a draft not recorded yet goes before what is kept."""
        self._row = None
        self.setVisible(row is not None)
        if row is None:
            return
        self._subject = subject
        self.title.setText(f"{row.point.value}　{word(row.point)}")
        kept: Draft = (row.finding or Finding.UNCLEAR, row.evidence, row.papers)
        finding, evidence, ticked = self._drafts.get((subject, row.point), kept)
        self.note.setText("须附书面材料。" if row.point in REFORM_PAPERS else "")
        self.note.setVisible(row.point in REFORM_PAPERS)
        self.switch.setEnabled(True)
        self.switch.choose(finding)
        self.evidence.setPlainText(evidence)
        self._show_papers(papers, set(ticked), enabled=why_not is None)
        self._row = row
        self.button.allow(why_not)
        self.switch.setEnabled(why_not is None)
        self.evidence.setReadOnly(why_not is not None)
        self._say(row, why_not)

    def choose(self, number: int) -> None:
        """Choose a finding by its figure, 1 to 3, and go to the evidence."""
        if self._row is not None and 1 <= number <= len(Finding) and self.switch.isEnabled():
            self.switch.choose(list(Finding)[number - 1])
            self.evidence.setFocus()

    def record(self) -> None:
        """Record the finding; a refusal stands under the field."""
        if self._row is None:
            return
        point = self._row.point
        told = (self.evidence.toPlainText(), self._ticked())
        try:
            self._record(point, Finding(str(self.switch.value())), told)
        except DeskError as error:
            self.said.say_error(error)
            return
        self._drafts.pop((self._subject, point), None)
        self.recorded.emit()

    def _say(self, row: FindingRow, why_not: Refusal | None) -> None:
        if why_not is not None:
            self.said.say(explain(why_not), Tone.MUTED)
        elif (self._subject, row.point) in self._drafts:
            self.said.say(DRAFT, Tone.WARN)
        elif row.found_by:
            self.said.say(f"{row.found_by}于{day(row.found_on)}记录。", Tone.MUTED)
        else:
            self.said.say("还没有记录查核结论。", Tone.MUTED)

    def _show_papers(
        self, papers: Sequence[tuple[int, str]], ticked: set[int], *, enabled: bool
    ) -> None:
        self.papers.clear()
        for number, title in papers:
            item = QListWidgetItem(title, self.papers)
            item.setData(Qt.ItemDataRole.UserRole, number)
            item.setCheckState(TICKED if number in ticked else UNTICKED)
        self.papers.setEnabled(enabled)
        self.papers.setVisible(bool(papers))
        row = self.papers.sizeHintForRow(0) if papers else 0
        self.papers.setFixedHeight(row * min(len(papers), SHOWN) + 6)

    def _ticked(self) -> tuple[int, ...]:
        items = [self.papers.item(at) for at in range(self.papers.count())]
        return tuple(
            item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() is TICKED
        )

    def _keep_draft(self) -> None:
        if self._row is None:
            return
        text = self.evidence.toPlainText()
        draft = (Finding(str(self.switch.value())), text, self._ticked())
        self._drafts[self._subject, self._row.point] = draft
        self.said.say(DRAFT, Tone.WARN)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.button)
        self.title.setWordWrap(True)
        for part in (self.title, self.note, self.switch, self.evidence, self.papers, self.said):
            self.body.addWidget(part)
        self.body.addLayout(row)
