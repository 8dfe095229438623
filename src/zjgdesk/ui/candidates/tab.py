"""The candidates tab: who is on the list, what is known of each, and where they came from."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from zjgdesk.errors import DeskError
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.roles import Action
from zjgdesk.rules.stages import Step, Work
from zjgdesk.rules.vocabulary import Track
from zjgdesk.services import candidates, list_order, personnel, register_papers, stages
from zjgdesk.services.candidates import CandidateDetail, CandidateRow
from zjgdesk.services.desk import Desk
from zjgdesk.services.imports import ImportKind
from zjgdesk.ui.actions import ActionButton
from zjgdesk.ui.candidates.columns import candidate_columns
from zjgdesk.ui.candidates.detail import DetailPane
from zjgdesk.ui.decisions.dialogs import add_dialog
from zjgdesk.ui.decisions.menu import DecisionsMenu
from zjgdesk.ui.empty import EmptyState
from zjgdesk.ui.forms import Form, FormDialog, ask_reason
from zjgdesk.ui.importing.dialog import ImportDialog
from zjgdesk.ui.jobs import Jobs
from zjgdesk.ui.labels import Line
from zjgdesk.ui.order.words import order_ready
from zjgdesk.ui.personnel.dialog import PersonnelDialog, dropped
from zjgdesk.ui.personnel.out import save_form
from zjgdesk.ui.shortlists.printing import Paper, PrintButton
from zjgdesk.ui.stage_bar import StageBar
from zjgdesk.ui.switch import TrackSwitch
from zjgdesk.ui.table_view import TableView
from zjgdesk.ui.theme import Tone
from zjgdesk.ui.words import LONG, field_word, in_order

UNDERSTOOD = {"birth_month", "level_word", "deed_word"}
KINDS = (ImportKind.CADRES, ImportKind.UNITS, ImportKind.ORGANISATIONS)


class CandidatesTab(QWidget):
    """The list of a track beside the page of the chosen candidate."""

    changed = Signal()

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        super().__init__()
        self._desk, self._jobs = desk, jobs
        self.detail: CandidateDetail | None = None
        self._key_of = list_order.key_of_names(desk)
        self.switch = TrackSwitch()
        self.import_button = ActionButton("导入…", primary=True)
        self.forms_button = ActionButton("读入任免表…")
        self.print_button = PrintButton(
            desk,
            jobs,
            (
                Paper(
                    "候选对象名册",
                    lambda: register_papers.print_register(desk, self._track()),
                    ready=self._ready,
                ),
                Paper(
                    "候选对象情况一览表",
                    lambda: register_papers.print_overview(desk, self._track()),
                ),
            ),
        )
        self.setAcceptDrops(True)
        self.said = Line()
        self.pane = DetailPane()
        bar = self.pane.actions_bar
        self.change_button = bar.add("更正…", self.change)
        self.withdraw_button = bar.add("退出候选…", self.withdraw, danger=True)
        self.restore_button = bar.add("恢复候选…", self.restore)
        self.more = DecisionsMenu(desk, self.selected, self._after)
        bar.row.insertWidget(bar.row.count() - 1, self.more)
        self.add_button = ActionButton("增加…")
        self.stage = StageBar(desk, {Step.CLOSE_RECOMMENDATION})
        self.tables = {track: self._table(track) for track in reversed(Track)}
        self._stack = QStackedWidget()
        self._lay_out()
        self.switch.chosen.connect(lambda _track: self._show_track())
        self.import_button.clicked.connect(lambda: self.bring_in(KINDS[0]))
        self.add_button.clicked.connect(lambda _checked=False: self.add())
        self.stage.changed.connect(self._after)
        self.forms_button.clicked.connect(lambda _checked=False: self.bring_in_forms())
        self.pane.export_wanted.connect(self.save_form)

    @property
    def table(self) -> TableView[CandidateRow]:
        """The table of the chosen track."""
        return self.tables[self.switch.track()]

    def refresh(self) -> None:
        """Read everything anew."""
        self._key_of = list_order.key_of_names(self._desk)
        registered = bool(candidates.list_organisations(self._desk))
        for track, table in self.tables.items():
            table.show_rows(candidates.list_candidates(self._desk, track))
            _say_first(table.empty, registered=registered)
            if table.current() is None:
                table.choose(lambda _row: True)
        actions = {Action.IMPORT_CANDIDATES, Action.IMPORT_ORGANISATIONS}
        refusal = next(filter(None, map(self._desk.may, actions)), None)
        for button in (
            self.import_button,
            *(table.empty.button for table in self.tables.values()),
        ):
            button.allow(refusal)
        self.forms_button.allow(self._desk.may(Action.IMPORT_PERSONNEL))
        self.print_button.allow(self._desk.may(Action.PRINT_PAPER))
        self._show_stage()
        self._show(self.table.current())

    def _name_key(self, name: str) -> object:
        return self._key_of(name)

    def _ready(self) -> bool:
        """Warn where the order of the names is not certain."""
        listed = candidates.list_candidates(self._desk, self._track())
        names = [row.name for row in listed if row.state == "nominated"]
        return order_ready(self, self._desk, self._track(), names)

    def selected(self) -> list[CandidateRow]:
        """Return the chosen candidates."""
        return self.table.selected()

    def add(self) -> None:
        """Ask for a candidate who stands on no sheet."""
        add_dialog(self, self._desk, self.switch.track(), self._added)

    def _added(self, candidate_id: int) -> None:
        self._after()
        self.table.choose(lambda row: row.id == candidate_id)

    def _show_stage(self) -> None:
        track = self.switch.track()
        self.stage.show_track(track)
        late = stages.may_now(self._desk, track, Work.NOMINATE)
        self.add_button.allow(late or self._desk.may(Action.ADD_CANDIDATE))

    def bring_in(self, kind: ImportKind) -> None:
        """Open the import; what came in is shown at once."""
        if kind in {ImportKind.CADRES, ImportKind.UNITS}:
            kind = ImportKind.UNITS if self.switch.track() is Track.UNIT else ImportKind.CADRES
        if not candidates.list_organisations(self._desk):
            kind = ImportKind.ORGANISATIONS
        dialog = ImportDialog(self, self._desk, self._jobs, kinds=KINDS, kind=kind)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.said.say(dialog.told)
            self._after()

    def bring_in_forms(self, paths: Sequence[Path] = ()) -> None:
        """Open the taking in of personnel forms, at once with those that were dropped."""
        if self.forms_button.refusal is not None:
            self.said.say_error(self.forms_button.refusal)
            return
        dialog = PersonnelDialog(self, self._desk, self._jobs)
        if paths:
            dialog.read(paths)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.said.say(dialog.told, Tone.PLAIN)
            self._after()

    def save_form(self) -> None:
        """Write the candidate's personnel form into a file for its editor."""
        row = self.table.current()
        if row is not None:
            save_form(self, self._desk, row.id, row.name)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt: personnel forms and folders of them may be dropped."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt: take in what was dropped, once the drop is over."""
        paths = dropped(event)
        if paths:
            event.acceptProposedAction()
            QTimer.singleShot(0, self, lambda: self.bring_in_forms(paths))

    def change(self) -> None:
        """Correct what the department wrote."""
        if self.detail is not None and self._change_dialog(self.detail).exec():
            self._after()

    def withdraw(self) -> None:
        """Take the candidate off the list, with a reason."""
        row = self.table.current()
        if row is not None and ask_reason(
            self,
            f"“{row.name}”退出候选",
            "退出后不再列入征求意见和票决，已有的意见仍然保留，以后可以恢复。",
            accept="退出候选",
            act=lambda reason: candidates.withdraw_candidate(self._desk, row.id, reason=reason),
        ):
            self._after()

    def restore(self) -> None:
        """Put the candidate back on the list, with a reason."""
        row = self.table.current()
        if row is not None and ask_reason(
            self,
            f"恢复“{row.name}”",
            "恢复后重新列入征求意见和票决。",
            accept="恢复候选",
            act=lambda reason: candidates.restore_candidate(self._desk, row.id, reason=reason),
        ):
            self._after()

    def _change_dialog(self, detail: CandidateDetail) -> FormDialog:
        form = Form()
        unit = detail.row.track is Track.UNIT
        for field in in_order(set(detail.fields) - UNDERSTOOD):
            make = form.area if field in LONG else form.text
            make(field, field_word(field, unit=unit), detail.fields[field])
        form.area("reason", "更正理由", lines=2, hint="理由会写入留痕")

        def act(form: Form) -> None:
            told = {field: form.string(field) for field in set(detail.fields) - UNDERSTOOD}
            changes = {key: text for key, text in told.items() if text != detail.fields[key]}
            candidates.change_candidate(
                self._desk, detail.row.id, changes, reason=form.string("reason")
            )

        return FormDialog(self, f"更正“{detail.row.name}”", form, accept="保存更正", act=act)

    def _track(self) -> Track:
        return self.switch.track()

    def _after(self) -> None:
        self.refresh()
        self.changed.emit()

    def _show_track(self) -> None:
        self._stack.setCurrentWidget(self.table)
        self._show_stage()
        self._show(self.table.current())

    def _show(self, row: CandidateRow | None) -> None:
        self.detail = None
        if row is None:
            self.pane.show_nothing()
            return
        try:
            self.detail = candidates.read_candidate(self._desk, row.id)
            form = personnel.read_form(self._desk, row.id)
        except DeskError as error:
            self.said.say_error(error)
            return
        self.pane.show_detail(self.detail, form)
        nominated = row.state == "nominated"
        self.withdraw_button.setVisible(nominated)
        self.restore_button.setVisible(not nominated)
        for button, action in (
            (self.change_button, Action.CHANGE_CANDIDATE),
            (self.withdraw_button, Action.WITHDRAW_CANDIDATE),
            (self.restore_button, Action.RESTORE_CANDIDATE),
        ):
            refusal: Refusal | None = self._desk.may(action)
            button.allow(refusal)

    def _table(self, track: Track) -> TableView[CandidateRow]:
        empty = EmptyState("", "", "导入…")
        empty.wanted.connect(lambda: self.bring_in(KINDS[0]))
        table = TableView(
            candidate_columns(track, self._name_key),
            empty=empty,
            search="搜索姓名、单位、职务",
            name="候选对象",
        )
        table.chosen.connect(lambda row, mine=track: self._chosen(mine, row))
        return table

    def _chosen(self, track: Track, row: CandidateRow | None) -> None:
        if track is self.switch.track():
            self._show(row)

    def _lay_out(self) -> None:
        for table in self.tables.values():
            self._stack.addWidget(table)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self.switch)
        top.addWidget(self.said, 1)
        top.addStretch(0)
        top.addWidget(self.add_button)
        top.addWidget(self.print_button)
        top.addWidget(self.forms_button)
        top.addWidget(self.import_button)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(16)
        splitter.addWidget(self._stack)
        splitter.addWidget(self.pane)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([940, 360])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 24)
        layout.setSpacing(12)
        layout.addLayout(top)
        layout.addWidget(self.stage)
        layout.addWidget(splitter, 1)


def _say_first(empty: EmptyState, *, registered: bool) -> None:
    if registered:
        empty.say("还没有候选对象", "请导入各单位报来的推荐汇总表（xlsx、xls、csv 都可以）。")
    else:
        empty.say("先导入单位名录", "有了单位名录，才能核对推荐单位；名录之后再导入推荐汇总表。")
