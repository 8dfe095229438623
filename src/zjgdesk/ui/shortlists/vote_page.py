"""The public vote of a track: codes, files, results."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from zjgdesk.errors import DeskError
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.roles import Action
from zjgdesk.rules.stages import Work, may_work
from zjgdesk.rules.vocabulary import ShortlistKind, Track, VoteFileState
from zjgdesk.services import (
    scheme,
    shortlists,
    vote_codes,
    vote_file_rows,
    year_lists,
    year_papers,
)
from zjgdesk.services.desk import Desk
from zjgdesk.services.stages import TrackState
from zjgdesk.services.vote_file_rows import VoteFileRow
from zjgdesk.ui.actions import ActionBar
from zjgdesk.ui.ballots.stages import counter
from zjgdesk.ui.empty import EmptyState
from zjgdesk.ui.forms import FormDialog
from zjgdesk.ui.jobs import Jobs
from zjgdesk.ui.labels import Card, Heading, Line, label
from zjgdesk.ui.messages import explain
from zjgdesk.ui.order.words import order_ready
from zjgdesk.ui.shortlists import dialogs
from zjgdesk.ui.shortlists.files import FilePage, files_list, open_annulled
from zjgdesk.ui.shortlists.printing import Paper, PrintButton
from zjgdesk.ui.shortlists.results import VoteRow, channels_of, results_table, vote_rows
from zjgdesk.ui.shortlists.vote_dialog import FILES, VoteDialog
from zjgdesk.ui.shortlists.words import vote_rules, votes_of, weighing
from zjgdesk.ui.table_view import TableView
from zjgdesk.ui.theme import Tone

LEFT, RIGHT = 430, 860


class VoteView(QWidget):
    """Codes and files on the left, results on the right; a file may be dropped anywhere."""

    changed = Signal()

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self._desk, self._jobs = desk, jobs
        self._state: TrackState | None = None
        self._codes: list[vote_codes.CodeRow] = []
        self.codes = label(wrap=True)
        self.fixed = Line(tone=Tone.MUTED)
        self.fixed.setObjectName("reasons")
        self.codes_bar = ActionBar()
        self.assign_button = self.codes_bar.add("编排编号", self.assign)
        self.take_button = self.codes_bar.add("读入编号表…", self.pick_codes)
        self.rules = label(name="hint", wrap=True)
        self.files_bar = ActionBar()
        self.import_button = self.files_bar.add("导入投票数据…", self.bring_in, primary=True)
        self.aside_button = self.files_bar.add("不计入…", self.ask_aside)
        self.annulled_button = self.files_bar.add("查看剔除票…", self.show_annulled)
        self.said = Line()
        self.files = files_list()
        self.files.chosen.connect(lambda _row: self._show_file())
        self.file_page = FilePage()
        self.no_files = EmptyState(
            "还没有投票数据", "编好编号之后，把报纸的汇总表、平台的明细拖到这里，或者点“导入”。"
        )
        self.print_button = PrintButton(
            desk,
            jobs,
            (
                Paper("公众选票", lambda: year_papers.print_coupon(desk, self._track())),
                Paper("事迹展示册", lambda: year_papers.print_booklet(desk, self._track())),
                Paper(
                    "群众投票统计表",
                    lambda: year_lists.print_votes(desk, self._track()),
                    self._no_votes,
                ),
            ),
        )
        self.print_button.printed.connect(self.changed)
        self.weighing = label(name="hint", wrap=True)
        self.results: TableView[VoteRow] | None = None
        self._made_for: tuple[Track, tuple[str, ...]] | None = None
        self._results, self._stack = QStackedWidget(), QStackedWidget()
        self._lay_out()

    def show_track(self, state: TrackState) -> None:
        """Show codes, files and results of a track."""
        self._state, track = state, state.track
        self._codes = vote_codes.list_codes(self._desk, track)
        self._say_codes()
        rows = vote_rows(self._desk, track)
        self._show_results(track, rows)
        values = {row.key: row.value for row in scheme.read_scheme(self._desk)}
        self.rules.setText(vote_rules(values, track))
        self.weighing.setText(weighing(values))
        files = vote_file_rows.list_vote_files(self._desk, track)
        self._stack.setCurrentIndex(1 if files else 0)
        self.files.show_rows(files)
        self._show_file()
        self._allow()

    def forget(self) -> None:
        """Leave what was said of earlier work behind."""
        self.said.say("")

    def assign(self) -> None:
        """Give codes; asked once more where there are some already."""
        if self._state is None:
            return
        track = self._state.track
        page = shortlists.read_shortlist(self._desk, track, ShortlistKind.INITIAL)
        listed = [row.candidate.name for row in page.rows if row.chosen]
        if not order_ready(self, self._desk, track, listed, yes="仍然编号"):
            return
        if self._codes:
            count = len(self._codes)
            dialogs.assign_dialog(self, self._desk, track, count, self._coded)
            return
        try:
            self._coded(vote_codes.assign_codes(self._desk, track))
        except DeskError as error:
            self.said.say_error(error)

    def pick_codes(self) -> None:
        """Choose a list of codes."""
        name, _kind = QFileDialog.getOpenFileName(self, "选择编号表", "", FILES)
        if name:
            self.take_codes(Path(name))

    def take_codes(self, path: Path) -> FormDialog | None:
        """Ask how a list of codes is taken over."""
        if self._state is None:
            return None
        try:
            return dialogs.codes_dialog(self, self._desk, self._state.track, path, self._coded)
        except DeskError as error:
            self.said.say_error(error)
            return None

    def bring_in(self, path: Path | None = None) -> None:
        """Open the import of votes, with a file that was dropped."""
        if self._state is None:
            return
        dialog = VoteDialog(self, self._desk, self._jobs, self._state.track)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(lambda result: self._brought(dialog, result))
        dialog.open()
        if path is not None:
            dialog.read(path)

    def ask_aside(self) -> None:
        """Ask why the chosen file shall not count."""
        row = self.files.current()
        if row is not None:
            dialogs.aside_dialog(
                self, self._desk, row, lambda: self._done(f"“{row.name}”不再计入。")
            )

    def show_annulled(self) -> None:
        """Show which votes of the chosen file do not count."""
        row = self.files.current()
        if row is not None:
            dialog = open_annulled(self, self._desk, row)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt: a file of votes may be dropped where one may be imported."""
        if event.mimeData().hasUrls() and self.import_button.refusal is None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt: the file that was dropped is tried at once."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.bring_in(paths[0])

    def _track(self) -> Track:
        return self._state.track if self._state else Track.CADRE

    def _no_votes(self) -> Refusal | None:
        rows = self.results.model.all_rows() if self.results else []
        return None if channels_of(rows) else Refusal("stage.no_votes", "PUBLIC-01")

    def _coded(self, count: int) -> None:
        counted = counter(self._state.track) if self._state else ""
        self._done(f"{count} {counted}有了编号。")

    def _brought(self, dialog: VoteDialog, result: int) -> None:
        if result == QDialog.DialogCode.Accepted:
            self._done(dialog.told)
            if dialog.row is not None:
                self.files.choose(dialog.row.id)

    def _done(self, told: str) -> None:
        self.said.say(told, Tone.GOOD)
        self.changed.emit()

    def _say_codes(self) -> None:
        if self._codes and self._state:
            first, last = self._codes[0].code, self._codes[-1].code
            counted = f"{len(self._codes)} {counter(self._state.track)}"
            self.codes.setText(f"已编 {counted}：{first} 至 {last}，见右表。")
        else:
            self.codes.setText("还没有编号。报纸、平台已经用过编号的，读入它们的编号表。")

    def _show_results(self, track: Track, rows: list[VoteRow]) -> None:
        """The table has columns for each channel, so others need another table."""
        channels = channels_of(rows)
        if self.results is None or self._made_for != (track, channels):
            if self.results is not None:
                self._results.removeWidget(self.results)
                self.results.deleteLater()
            self._made_for = (track, channels)
            self.results = results_table(track, channels)
            self._results.addWidget(self.results)
        self.results.show_rows(rows)
        self.weighing.setVisible(bool(channels))

    def _show_file(self) -> None:
        row = self.files.current()
        if row is None or not self.files.rows.total():
            self.file_page.show_nothing()
        else:
            self.file_page.show_file(row, self.files.rows.all_rows())
        self._allow()

    def _allow(self) -> None:
        if self._state is None:
            return
        self.print_button.allow(self._desk.may(Action.PRINT_PAPER))
        may, files = self._desk.may, self.files.rows.all_rows()
        stage = may_work(Work.COUNT_VOTES, self._state.stage)
        counted = any(file.state is VoteFileState.COUNTED for file in files)
        used = Refusal("vote.codes_used", "PUBLIC-03") if counted else None
        uncoded = None if self._codes else Refusal("vote.no_codes", "PUBLIC-03")
        for button in (self.assign_button, self.take_button):
            button.allow(stage or used or may(Action.ASSIGN_CODES))
        self.codes_bar.setVisible(used is None)
        self.fixed.say(explain(used) if used else "")
        self.assign_button.setText("重新编排…" if self._codes else "编排编号")
        self.import_button.allow(stage or uncoded or may(Action.COUNT_VOTES))
        row = self.files.current() if files else None
        for button in (self.aside_button, self.annulled_button):
            button.setVisible(row is not None)
        self.aside_button.allow(stage or _uncounted(row) or may(Action.SET_VOTES_ASIDE))
        off = row is not None and votes_of(row.channels) > row.valid
        self.annulled_button.setEnabled(off)

    def _lay_out(self) -> None:
        codes = Card("编号")
        for widget in (self.codes, self.codes_bar, self.fixed):
            codes.body.addWidget(widget)
        files = Card("投票数据")
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.file_page)
        known = QWidget()
        both = QVBoxLayout(known)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(12)
        both.addWidget(self.files, 4)
        both.addWidget(area, 5)
        for each in (self.no_files, known):
            self._stack.addWidget(each)
        for widget in (self.files_bar, self.said):
            files.body.addWidget(widget)
        files.body.addWidget(self._stack, 1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(codes)
        column.addWidget(files, 1)
        self._split(left)

    def _split(self, left: QWidget) -> None:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(Heading("编号和结果"))
        head.addStretch(1)
        head.addWidget(self.print_button)
        column.addLayout(head)
        column.addWidget(self._results, 1)
        for words in (self.rules, self.weighing):
            column.addWidget(words)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(16)
        for each in (left, right):
            splitter.addWidget(each)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([LEFT, RIGHT])
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)


def _uncounted(row: VoteFileRow | None) -> Refusal | None:
    if row is None or row.state is VoteFileState.COUNTED:
        return None
    return Refusal("vote.file_unknown", "PUBLIC-04")
