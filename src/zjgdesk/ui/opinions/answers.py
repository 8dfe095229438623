"""Requests on the left, the chosen one's answers on the right, keyed with 1, 2 and 3."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from zjgdesk.errors import DeskError
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import OpinionAnswer, Track
from zjgdesk.services import candidates, opinions
from zjgdesk.services.cases import CaseMark
from zjgdesk.services.desk import Desk
from zjgdesk.services.imports import ImportKind
from zjgdesk.services.opinions import AnswerRow, RequestRow
from zjgdesk.ui.actions import ActionButton
from zjgdesk.ui.empty import EmptyState
from zjgdesk.ui.importing.dialog import ImportDialog
from zjgdesk.ui.jobs import Jobs
from zjgdesk.ui.labels import Heading, Line
from zjgdesk.ui.messages import explain
from zjgdesk.ui.opinions.blocks import AnswersGrid, Opinions
from zjgdesk.ui.opinions.columns import REQUESTS, answer_columns, round_words
from zjgdesk.ui.opinions.keying import TextLine
from zjgdesk.ui.opinions.requests import RequestDialog
from zjgdesk.ui.table_edit import BlockEditor
from zjgdesk.ui.table_view import TableView
from zjgdesk.ui.theme import Tone
from zjgdesk.ui.words import word

HINT = "按 1 同意、2 有保留、3 不同意；有保留和不同意须写明情况；回车到下一行；可从 Excel、WPS 整块粘贴。"


class AnswersPage(QWidget):
    """The consultation of a track."""

    changed = Signal()

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        super().__init__()
        self._desk, self._jobs = desk, jobs
        self._track = Track.CADRE
        self._shown: int | None = None
        self._cases: dict[int, CaseMark] = {}
        self.send_button = ActionButton("发出征求意见…", primary=True)
        self.import_button = ActionButton("导入反馈表…")
        self.said = Line()
        none = EmptyState(
            "还没有征求意见", "先选定范围和截止日期，发出征求意见。", "发出征求意见…"
        )
        self.requests = TableView(REQUESTS, empty=none, search="搜索征求对象", name="征求意见")
        self.title = Heading("")
        wait = EmptyState("没有选定征求对象", "在左边选一行，这里逐个登记意见。")
        self.answers = TableView(
            answer_columns(self._cases), empty=wait, search="搜索姓名、单位", name="意见登记"
        )
        self.answers.key_by(lambda row: row.candidate_id)
        self.line = TextLine(HINT)
        grid = AnswersGrid(desk, self._record_all)
        self.editor = BlockEditor(self.answers, grid, self.line.said)
        self._lay_out()
        self.send_button.clicked.connect(self.send)
        none.wanted.connect(self.send)
        self.import_button.clicked.connect(self.bring_in)
        self.requests.chosen.connect(self._show)
        self.answers.view.digit_pressed.connect(self.key)
        self.answers.opened.connect(lambda _row: self.answers.step())

    def show_track(self, track: Track) -> None:
        """Show another track, or the same one anew."""
        self._track = track
        self._cases.clear()
        for row in candidates.list_candidates(self._desk, track):
            if row.case is not None:
                self._cases[row.id] = row.case
        rows = [row for row in opinions.list_requests(self._desk) if row.track is track]
        self.requests.show_rows(rows)
        for button in (self.send_button, self.requests.empty.button):
            button.allow(self._desk.may(Action.SEND_REQUESTS))
        self.import_button.allow(self._desk.may(Action.IMPORT_OPINIONS))
        if rows and self.requests.current() is None:
            self.requests.choose(lambda _row: True)

    def send(self) -> None:
        """Ask more addressees."""
        dialog = RequestDialog(self, self._desk, self._track)
        if dialog.exec():
            self._say_sent(int(str(dialog.result_value)), dialog.round_no())
            self._after()

    def _say_sent(self, count: int, number: int) -> None:
        if count:
            self.said.say(f"已向 {count} 个对象发出{round_words(number)}征求意见。", Tone.GOOD)
        else:
            self.said.say(f"所填对象{round_words(number)}都已发过，没有重复发出。", Tone.WARN)

    def bring_in(self) -> None:
        """Read a returned sheet in."""
        request = self.requests.current()
        dialog = ImportDialog(
            self,
            self._desk,
            self._jobs,
            kinds=(ImportKind.OPINIONS,),
            kind=ImportKind.OPINIONS,
            request_id=request.id if request else None,
        )
        if dialog.exec():
            self.said.say(dialog.told, Tone.GOOD)
            self._after()

    def key(self, figure: int) -> None:
        """Record the answer that the figure stands for, once its text is there."""
        row, request = self.answers.current(), self.requests.current()
        answers = tuple(OpinionAnswer)
        if row is None or request is None or not 1 <= figure <= len(answers):
            return
        refusal = self._desk.may(Action.RECORD_OPINION)
        if refusal:
            self.line.said.say(explain(refusal), Tone.BAD)
            return
        answer = answers[figure - 1]
        if answer is OpinionAnswer.YES:
            self._record(request, row, answer, "")
            return
        self.line.ask(
            f"{request.addressee}对“{row.candidate}”{word(answer)}：",
            row.text,
            lambda text: self._record(request, row, answer, text),
            back=self.answers.view,
        )

    def _record(
        self, request: RequestRow, row: AnswerRow, answer: OpinionAnswer, text: str
    ) -> None:
        below = self.answers.below()
        try:
            opinions.record_opinion(self._desk, request.id, row.candidate_id, answer, text=text)
        except DeskError as error:
            self.line.said.say_error(error)
            return
        self.line.rest()
        self._show_recorded(request, {row.candidate_id: (answer, text)})
        if self._still(request):
            self.answers.go_to(below)

    def _record_all(self, answers: Opinions) -> None:
        request = self.requests.current()
        if request is not None:
            opinions.record_opinions(self._desk, request.id, answers)
            self._show_recorded(request, answers)

    def _show_recorded(self, request: RequestRow, answers: Opinions) -> None:
        """Show what was recorded where it stands; the other thousands are not read again."""
        if self._still(request):
            old = {row.candidate_id: row for row in self.answers.model.all_rows()}
            new = [
                replace(old[at], answer=answer, text=text)
                for at, (answer, text) in answers.items()
            ]
            self.answers.replace(new)
            fresh = sum(old[at].answer is None for at in answers)
            self.requests.replace([replace(request, answered=request.answered + fresh)])
        self.changed.emit()

    def _still(self, request: RequestRow) -> bool:
        shown = self.requests.current()
        return shown is not None and shown.id == request.id

    def _after(self) -> None:
        self.show_track(self._track)
        self.changed.emit()

    def _show(self, request: RequestRow | None) -> None:
        if request is None:
            self.title.setText("")
            self.answers.show_rows([])
            return
        self.title.setText(f"{request.addressee}（{round_words(request.round_no)}）")
        self.answers.show_rows(opinions.read_answers(self._desk, request.id))
        if request.id != self._shown:
            self._shown = request.id
            _ = self.answers.choose(lambda row: row.answer is None) or self.answers.choose(
                lambda _row: True
            )

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.requests, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.send_button)
        buttons.addWidget(self.import_button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        right = QWidget()
        grid = QVBoxLayout(right)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        self.answers.bar.insertWidget(0, self.title)
        grid.addWidget(self.answers, 1)
        grid.addWidget(self.line)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(16)
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([430, 870])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.said)
        layout.addWidget(splitter, 1)
