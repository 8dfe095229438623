"""Taking personnel forms in: files and folders, whose each is, then all of it or nothing."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from zjgdesk.errors import DeskError
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import Track
from zjgdesk.services import candidates, personnel
from zjgdesk.services.desk import Desk
from zjgdesk.services.personnel import FormRow, PersonnelPreview
from zjgdesk.ui.actions import ActionBar, ActionButton
from zjgdesk.ui.empty import EmptyState
from zjgdesk.ui.jobs import CRASHED, Job, Jobs, Progress, ProgressStrip
from zjgdesk.ui.labels import Line, label
from zjgdesk.ui.personnel.files import collect
from zjgdesk.ui.personnel.rows import form_columns, summary
from zjgdesk.ui.personnel.side import FormSide
from zjgdesk.ui.table_view import TableView
from zjgdesk.ui.theme import Tone

FILES = "任免审批表 (*.lrmx *.lrm *.LRMX *.LRM);;所有文件 (*)"
Read = tuple[PersonnelPreview, tuple[str, ...]]


class PersonnelDialog(QDialog):
    """Brings personnel forms in; `told` says how many came."""

    _job: Job | None = None
    _held = False

    def __init__(self, parent: QWidget | None, desk: Desk, jobs: Jobs) -> None:
        super().__init__(parent)
        self.setWindowTitle("读入任免表")
        self.resize(1180, 700)
        self.setAcceptDrops(True)
        self._desk, self._jobs = desk, jobs
        self.preview: PersonnelPreview | None = None
        self.told = ""
        names = {
            row.id: f"{row.name}　{row.organisation}"
            for row in candidates.list_candidates(desk, Track.CADRE)
            if row.state == "nominated"
        }
        self.files_button = ActionButton("选择文件…", primary=True)
        self.folder_button = ActionButton("选择文件夹…")
        self.said = Line()
        self.table = TableView(form_columns(names), search="在各份中搜索", name="任免审批表")
        self.table.key_by(lambda row: row.at)
        self.side = FormSide(names)
        self.summary = label(wrap=True)
        self.medium = QLineEdit()
        self.medium.setPlaceholderText("介质，如 光盘 2026-017（可不填）")
        self.medium.setAccessibleName("介质")
        self.medium.setFixedWidth(260)
        self.first = EmptyState(
            "把任免审批表或者整个文件夹拖到这里",
            "可以读 .lrmx 和 .lrm（照片是旁边同名的 .pic）。先逐份核对，确认之后才会读入。",
        )
        self.bar = ActionBar()
        self.import_button = self.bar.add("读入", self.bring_in, primary=True)
        self.bar.row.addWidget(self.import_button)
        self._lay_out()
        self.files_button.clicked.connect(self._pick_files)
        self.folder_button.clicked.connect(self._pick_folder)
        self.table.chosen.connect(self._show_side)
        self.side.chosen.connect(self.choose)
        self._allow()

    def read(self, paths: Sequence[Path]) -> None:
        """Read files and folders in the background and show whose each form is."""
        chosen = tuple(paths)

        def work(progress: Progress) -> Read:
            found = collect(chosen, progress)
            return personnel.preview_personnel(self._desk, found.files), found.unread

        job = Job("读取", work)
        job.succeeded.connect(self._show_read)
        job.cancelled.connect(lambda: self._undone("已取消，没有读取。"))
        self._start(job)

    def show_preview(self, preview: PersonnelPreview) -> None:
        """Show the forms as they would come in."""
        self.preview = preview
        self.table.show_rows(preview.rows)
        self._stack.setCurrentIndex(1)
        if self.table.current() is None:
            self.table.choose(lambda _row: True)
        self._show_side(self.table.current())
        self._allow()

    def choose(self, candidate_id: int | None) -> None:
        """Give the form under the cursor to a candidate, or to nobody."""
        row = self.table.current()
        if self.preview is None or row is None:
            return
        try:
            preview = personnel.choose(self._desk, self.preview, row.at, candidate_id)
        except DeskError as error:
            self.said.say_error(error)
            return
        self.said.say("")
        self.show_preview(preview)

    def bring_in(self) -> None:
        """Take in every form that has its candidate, all or none."""
        if self.preview is None:
            return
        preview, medium = self.preview, self.medium.text()
        job = Job(
            "读入",
            lambda progress: personnel.bring_in_personnel(
                self._desk, preview, medium=medium, on_progress=progress
            ),
        )
        job.succeeded.connect(self._done)
        job.cancelled.connect(lambda: self._undone("已取消，没有读入任何内容。"))
        self._start(job)

    def reject(self) -> None:
        """Qt: while something is under way, cancel that, and wait for the outcome."""
        if not self._held:
            super().reject()
        elif self._job is not None:
            self._job.cancel()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt: files and folders may be dropped, but not into work under way."""
        if event.mimeData().hasUrls() and not self._held:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt: read what was dropped."""
        paths = dropped(event)
        if paths and not self._held:
            event.acceptProposedAction()
            self.read(paths)

    def _start(self, job: Job) -> None:
        job.failed.connect(self._refused)
        job.crashed.connect(lambda _kind: self._refused(CRASHED))
        self.said.say("")
        self._hold(on=True)
        self._job = job
        self._jobs.start(job)

    def _hold(self, *, on: bool) -> None:
        self._held = on
        for widget in (self.files_button, self.folder_button, self.side, self.medium, self.bar):
            widget.setEnabled(not on)

    def _show_read(self, read: Read) -> None:
        self._hold(on=False)
        preview, unread = read
        if not preview.rows and not unread:
            self.said.say(
                "其中没有任免审批表（.lrmx 或者 .lrm）。请另选文件或者文件夹。", Tone.WARN
            )
            return
        if unread:
            names = "、".join(unread[:5])
            self.said.say(f"有 {len(unread)} 个文件无法读取，请核对介质：{names}", Tone.BAD)
        self.show_preview(preview)

    def _done(self, count: int) -> None:
        self._hold(on=False)
        self.told = f"已读入 {count} 份任免审批表。"
        self.accept()

    def _undone(self, words: str) -> None:
        self._hold(on=False)
        self.said.say(words, Tone.PLAIN)
        self._allow()

    def _refused(self, error: DeskError | Refusal) -> None:
        self._hold(on=False)
        self.said.say_error(error)
        self._allow()

    def _show_side(self, row: FormRow | None) -> None:
        form = None if self.preview is None or row is None else self.preview.forms.get(row.at)
        self.side.show_form(row, form.photo if form else None)

    def _allow(self) -> None:
        shown = self.preview is not None
        for widget in (self.bar, self.medium, self.summary):
            widget.setVisible(shown)
        if self.preview is None:
            return
        self.summary.setText(summary(self.preview))
        nothing = None if self.preview.ready else Refusal("personnel.nothing", "IMPORT-06")
        self.import_button.setText(f"读入 {len(self.preview.ready)} 份")
        self.import_button.allow(self._desk.may(Action.IMPORT_PERSONNEL) or nothing)

    def _pick_files(self) -> None:
        names, _filter = QFileDialog.getOpenFileNames(self, "选择任免审批表", "", FILES)
        if names:
            self.read([Path(name) for name in names])

    def _pick_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "选择放任免审批表的文件夹")
        if name:
            self.read([Path(name)])

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.files_button)
        top.addWidget(self.folder_button)
        top.addStretch(1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(16)
        splitter.addWidget(self.table)
        splitter.addWidget(self.side)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([800, 320])
        self._stack = QStackedWidget()
        self._stack.addWidget(self.first)
        self._stack.addWidget(splitter)
        under = QHBoxLayout()
        under.setSpacing(16)
        under.addWidget(self.summary, 1)
        under.addWidget(self.medium)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(label("读入任免表", "dialogTitle"))
        layout.addLayout(top)
        layout.addWidget(self.said)
        layout.addWidget(self._stack, 1)
        layout.addLayout(under)
        layout.addWidget(self.bar)
        layout.addWidget(ProgressStrip(self._jobs))


def dropped(event: QDropEvent) -> list[Path]:
    """Return the files and folders that a drop brings."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
