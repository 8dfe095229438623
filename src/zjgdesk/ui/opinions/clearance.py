"""The clearance: four organs a candidate, keyed with 1 to 4 in the chosen cell."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout, QWidget

from zjgdesk.errors import DeskError
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import ClearanceAnswer, ClearanceOrgan, Track
from zjgdesk.services import opinions
from zjgdesk.services.candidates import CandidateRow
from zjgdesk.services.desk import Desk
from zjgdesk.services.imports import ImportKind
from zjgdesk.ui.actions import ActionButton
from zjgdesk.ui.empty import EmptyState
from zjgdesk.ui.importing.dialog import ImportDialog
from zjgdesk.ui.jobs import Jobs
from zjgdesk.ui.labels import Chip, Line
from zjgdesk.ui.messages import explain
from zjgdesk.ui.opinions.blocks import TOLD, ClearanceGrid, Clearances
from zjgdesk.ui.opinions.columns import clearance_columns
from zjgdesk.ui.opinions.keying import TextLine
from zjgdesk.ui.table_edit import BlockEditor
from zjgdesk.ui.table_view import TableView
from zjgdesk.ui.theme import Tone
from zjgdesk.ui.words import word

HINT = "选定一格，按 1 无影响、2 有影响、3 待核实、4 不掌握情况；有影响和待核实的写明情况；可从 Excel、WPS 整块粘贴。"


class ClearancePage(QWidget):
    """What the four organs say of the candidates of a track."""

    changed = Signal()

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        super().__init__()
        self._desk, self._jobs = desk, jobs
        self._track = Track.CADRE
        self.import_button = ActionButton("导入反馈表…", primary=True)
        self.missing = Chip()
        self.said = Line()
        empty = EmptyState("名单上没有候选对象", "先到“候选对象”导入推荐汇总表。")
        self.grid = TableView(
            clearance_columns(), empty=empty, search="搜索姓名、单位", name="纪公检法意见"
        )
        self.grid.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.line = TextLine(HINT)
        kinds = ClearanceGrid(desk, self._record_all)
        self.editor = BlockEditor(self.grid, kinds, self.line.said)
        self.grid.bar.addWidget(self.missing)
        self.grid.bar.addWidget(self.import_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        top = QHBoxLayout()
        top.addWidget(self.said, 1)
        layout.addLayout(top)
        layout.addWidget(self.grid, 1)
        layout.addWidget(self.line)
        self.import_button.clicked.connect(self.bring_in)
        self.grid.view.digit_pressed.connect(self.key)
        self.grid.opened.connect(lambda _row: self.grid.step())

    def show_track(self, track: Track) -> None:
        """Show another track, or the same one anew."""
        self._track = track
        seen = opinions.opinion_summary(self._desk, track)
        self.grid.show_rows(seen.rows)
        self.import_button.allow(self._desk.may(Action.IMPORT_CLEARANCE))
        self._say_missing()

    def bring_in(self) -> None:
        """Read a returned sheet in."""
        kind = ImportKind.CLEARANCE
        dialog = ImportDialog(self, self._desk, self._jobs, kinds=(kind,), kind=kind)
        if dialog.exec():
            self.said.say(dialog.told, Tone.GOOD)
            self._after()

    def key(self, figure: int) -> None:
        """Record the answer that the figure stands for in the chosen organ's column."""
        row, organ = self.grid.current(), self._organ()
        answers = tuple(ClearanceAnswer)
        if row is None or organ is None or not 1 <= figure <= len(answers):
            return
        refusal = self._desk.may(Action.RECORD_CLEARANCE)
        if refusal:
            self.line.said.say(explain(refusal), Tone.BAD)
            return
        answer = answers[figure - 1]
        if answer not in TOLD:
            self._record(row, organ, answer, "")
            return
        self.line.ask(
            f"“{row.name}”{word(organ)}{word(answer)}：",
            "",
            lambda text: self._record(row, organ, answer, text),
            back=self.grid.view,
        )

    def _organ(self) -> ClearanceOrgan | None:
        organs = tuple(ClearanceOrgan)
        at = self.grid.view.currentIndex().column() - (len(self.grid.model.columns) - len(organs))
        if 0 <= at < len(organs):
            return organs[at]
        self.line.said.say("请先选定纪委监委、公安、检察院、法院中的一格。", Tone.WARN)
        return None

    def _record(
        self, row: CandidateRow, organ: ClearanceOrgan, answer: ClearanceAnswer, text: str
    ) -> None:
        below = self.grid.below()
        try:
            opinions.record_clearance(self._desk, row.id, organ, answer, text=text)
        except DeskError as error:
            self.line.said.say_error(error)
            return
        self.line.rest()
        self._show_recorded({(row.id, organ): (answer, text)})
        self.grid.go_to(below)

    def _record_all(self, answers: Clearances) -> None:
        opinions.record_clearances(self._desk, answers)
        self._show_recorded(answers)

    def _show_recorded(self, answers: Clearances) -> None:
        """Show what was recorded where it stands; the other thousands are not read again."""
        rows = {row.id: row for row in self.grid.model.all_rows()}
        for (at, organ), (answer, _text) in answers.items():
            rows[at] = replace(rows[at], clearance={**rows[at].clearance, organ: answer})
        self.grid.replace([rows[at] for at in {at for at, _organ in answers}])
        self._say_missing()
        self.changed.emit()

    def _say_missing(self) -> None:
        rows = self.grid.model.all_rows()
        missing = sum(answer is None for row in rows for answer in row.clearance.values())
        if not rows:
            self.missing.say("")
        elif missing:
            self.missing.say(f"待回 {missing} 项", Tone.WARN)
        else:
            self.missing.say("已全部回复", Tone.GOOD)

    def _after(self) -> None:
        self.show_track(self._track)
        self.changed.emit()
