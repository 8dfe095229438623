"""The import: a file, its rows one by one, corrections, then all of it or nothing."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from zjgdesk.errors import DeskError
from zjgdesk.rules.refusals import Refusal
from zjgdesk.services import imports, opinions
from zjgdesk.services.desk import Desk
from zjgdesk.services.imports import ImportKind, ImportPreview
from zjgdesk.ui.actions import ActionBar, ActionButton
from zjgdesk.ui.empty import EmptyState
from zjgdesk.ui.importing.correction import correction_dialog
from zjgdesk.ui.importing.rows import (
    LEFT_OUT,
    OK,
    REFUSED,
    SKIPPED,
    PreviewRow,
    count,
    preview_columns,
    summary,
    unsettled,
)
from zjgdesk.ui.jobs import CRASHED, Job, Jobs, ProgressStrip
from zjgdesk.ui.labels import Line, label
from zjgdesk.ui.table_view import TableView
from zjgdesk.ui.words import word

FILES = "表格 (*.xlsx *.xls *.et *.csv);;所有文件 (*)"


class ImportDialog(QDialog):
    """Brings one file in; `told` says what came in."""

    _job: Job | None = None
    _held = False

    def __init__(
        self,
        parent: QWidget | None,
        desk: Desk,
        jobs: Jobs,
        *,
        kinds: Sequence[ImportKind],
        kind: ImportKind,
        request_id: int | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("导入")
        self.resize(1080, 680)
        self.setAcceptDrops(True)
        self._desk, self._jobs, self._kinds = desk, jobs, tuple(kinds)
        self.preview: ImportPreview | None = None
        self.told = ""
        self.kind = QComboBox()
        self.kind.setAccessibleName("文件种类")
        self.kind.addItems([word(each) for each in kinds])
        self.kind.setCurrentIndex(self._kinds.index(kind))
        self.request = QComboBox()
        self.request.setAccessibleName("由谁反馈")
        self._requests = opinions.list_requests(desk) if ImportKind.OPINIONS in kinds else []
        self.request.addItems([f"{word(row.group)}：{row.addressee}" for row in self._requests])
        ids = [row.id for row in self._requests]
        self.request.setCurrentIndex(ids.index(request_id) if request_id in ids else 0)
        self.choose_button = ActionButton("选择文件…", primary=True)
        self.file = label(name="hint")
        self.said = Line()
        self.only_problems = QCheckBox("只看有问题的")
        self.summary = label(wrap=True)
        self.medium = QLineEdit()
        self.medium.setPlaceholderText("介质，如 光盘 2026-017（可不填）")
        self.medium.setAccessibleName("介质")
        self.medium.setFixedWidth(260)
        self.table: TableView[PreviewRow] | None = None
        self._stack = QStackedWidget()
        self.first = EmptyState(
            "把表格拖到这里，或者选择文件",
            "先逐行预览，确认之后才会导入；原文件不会改动。",
        )
        self.bar = ActionBar()
        self.correct_button = self.bar.add("更正这一行…", self.correct)
        self.leave_button = self.bar.add("不导入选中的行", self.leave_out)
        self.take_button = self.bar.add("重新列入选中的行", self.take_back)
        self.import_button = self.bar.add("全部导入", self.bring_in, primary=True)
        self.bar.row.addWidget(self.import_button)
        self._lay_out()
        self.choose_button.clicked.connect(self._pick)
        self.only_problems.toggled.connect(lambda _on: self._filter())
        self.kind.currentIndexChanged.connect(lambda _at: self._start_over())
        self._start_over()

    def chosen_kind(self) -> ImportKind:
        """Return what the file is read as."""
        return self._kinds[self.kind.currentIndex()]

    def read(self, path: Path) -> None:
        """Read a file in the background and show its rows."""
        try:
            content = path.read_bytes()
        except OSError:
            self.said.say_error(Refusal("file.missing", "IMPORT-06", {"name": path.name}))
            return
        kind, request_id = self.chosen_kind(), self._request_id()
        self.file.setText(path.name)
        job = Job(
            "读取",
            lambda _progress: imports.preview_import(
                self._desk, kind, path.name, content, request_id=request_id
            ),
            cancellable=False,
        )
        job.ended.connect(lambda: self.kind.setEnabled(True))
        job.succeeded.connect(self.show_preview)
        job.failed.connect(self._refused)
        job.crashed.connect(lambda _kind: self._refused(CRASHED))
        self.said.say("")
        self.kind.setEnabled(False)
        self._jobs.start(job)

    def show_preview(self, preview: ImportPreview) -> None:
        """Show the rows as they would come in."""
        if self.table is None:
            self._make_table(preview.kind)
        assert self.table is not None  # noqa: S101 - just made
        self.preview = preview
        self.table.show_rows(preview.rows)
        self._stack.setCurrentWidget(self.table)
        self._filter()
        self.summary.setText(summary(preview))
        self._allow()

    def correct(self) -> None:
        """Put a row right in a small form."""
        row = self._current()
        if self.preview is None or row is None:
            return
        dialog = correction_dialog(self, self._desk, self.preview, row)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            assert isinstance(dialog.result_value, ImportPreview)  # noqa: S101 - what it makes
            self.show_preview(dialog.result_value)

    def leave_out(self) -> None:
        """Leave the selected rows out."""
        self._set_out(out=True)

    def take_back(self) -> None:
        """Take the selected rows in again."""
        self._set_out(out=False)

    def bring_in(self) -> None:
        """Take the good rows in, all or none."""
        if self.preview is None:
            return
        preview = replace(self.preview, request_id=self._request_id())
        medium = self.medium.text()
        job = Job(
            "导入",
            lambda progress: imports.bring_in(
                self._desk, preview, medium=medium, on_progress=progress
            ),
        )
        job.progressed.connect(lambda done, total: self.summary.setText(_taking(done, total)))
        job.cancelled.connect(self._undone)
        job.succeeded.connect(self._done)
        job.failed.connect(self._refused)
        job.crashed.connect(lambda _kind: self._refused(CRASHED))
        self._hold(on=True)
        self._job = job
        self._jobs.start(job)

    def reject(self) -> None:
        """Qt: while the rows are being taken in, cancel that, and wait for the outcome."""
        if not self._held:
            super().reject()
        elif self._job is not None:
            self._job.cancel()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt: a file may be dropped."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt: read the file that was dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self._start_over()
            self.read(paths[0])

    def _pick(self) -> None:
        name, _filter = QFileDialog.getOpenFileName(self, "选择要导入的表格", "", FILES)
        if name:
            self._start_over()
            self.read(Path(name))

    def _hold(self, *, on: bool) -> None:
        self._held = on
        for widget in (self.kind, self.request, self.choose_button, self.medium, self.bar):
            widget.setEnabled(not on)

    def _done(self, row: imports.ImportRow) -> None:
        self._hold(on=False)
        self.told = f"已从“{row.name}”导入 {row.taken} 行，{row.left_out} 行不导入。"
        self.accept()

    def _undone(self) -> None:
        self._hold(on=False)
        self.said.say("已取消，没有导入任何内容。")
        if self.preview is not None:
            self.summary.setText(summary(self.preview))
        self._allow()

    def _refused(self, error: DeskError | Refusal) -> None:
        self._hold(on=False)
        self.said.say_error(error)
        self._allow()

    def _start_over(self) -> None:
        self.preview = None
        self.file.setText("")
        self.said.say("")
        self.summary.setText("")
        self.request.setVisible(self.chosen_kind() is ImportKind.OPINIONS)
        if self.table is not None:
            self._stack.removeWidget(self.table)
            self.table.deleteLater()
            self.table = None
        self._stack.setCurrentWidget(self.first)
        self._allow()

    def _make_table(self, kind: ImportKind) -> None:
        self.table = TableView(preview_columns(kind), search="在各行中搜索", name="逐行预览")
        self.table.key_by(lambda row: row.row)
        self.table.chosen.connect(lambda _row: self._allow())
        self.table.opened.connect(lambda _row: self.correct())
        self._stack.addWidget(self.table)

    def _set_out(self, *, out: bool) -> None:
        if self.preview is None or self.table is None:
            return
        rows = frozenset(row.row for row in self.table.selected())
        self.show_preview(imports.leave_out(self._desk, self.preview, rows, out=out))

    def _filter(self) -> None:
        if self.table is not None:
            wanted = self.only_problems.isChecked()
            self.table.keep((lambda row: row.status.value == REFUSED) if wanted else None)

    def _current(self) -> PreviewRow | None:
        return None if self.table is None else self.table.current()

    def _request_id(self) -> int | None:
        if self.chosen_kind() is not ImportKind.OPINIONS or not self._requests:
            return None
        return self._requests[self.request.currentIndex()].id

    def _allow(self) -> None:
        shown = self.preview is not None
        for widget in (self.only_problems, self.bar, self.medium, self.summary):
            widget.setVisible(shown)
        if self.preview is None:
            return
        self.only_problems.setText(f"只看有问题的（{count(self.preview, REFUSED)}）")
        statuses = {row.status.value for row in self.table.selected()} if self.table else set()
        for button, possible in (
            (self.correct_button, statuses - {SKIPPED}),
            (self.leave_button, statuses & {OK, REFUSED}),
            (self.take_button, statuses & {LEFT_OUT}),
        ):
            button.setEnabled(bool(possible))
        action = imports.ACTIONS[self.preview.kind]
        self.import_button.allow(self._desk.may(action) or unsettled(self.preview))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        for widget in (self.kind, self.request, self.choose_button, self.file):
            top.addWidget(widget)
        top.addStretch(1)
        under = QHBoxLayout()
        under.setSpacing(16)
        under.addWidget(self.only_problems)
        under.addWidget(self.summary, 1)
        under.addWidget(self.medium)
        self._stack.addWidget(self.first)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(label("导入", "dialogTitle"))
        layout.addLayout(top)
        layout.addWidget(self.said)
        layout.addWidget(self._stack, 1)
        layout.addLayout(under)
        layout.addWidget(self.bar)
        layout.addWidget(ProgressStrip(self._jobs))


def _taking(done: int, total: int) -> str:
    """Return what is said while rows are taken in."""
    return f"正在导入，已完成 {done} / {total} 行。按 Esc 可取消，取消后不会留下任何内容。"
