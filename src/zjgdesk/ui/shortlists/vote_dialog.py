"""The import of votes: a file is tried first, then counted, or nothing of it."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from zjgdesk.errors import DeskError
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import Track, VoteFileState
from zjgdesk.services import scheme, vote_file_rows, vote_files
from zjgdesk.services.desk import Desk
from zjgdesk.services.vote_file_rows import VoteFileRow
from zjgdesk.services.vote_files import NewVotes
from zjgdesk.ui.actions import ActionButton
from zjgdesk.ui.empty import EmptyState
from zjgdesk.ui.forms import Form
from zjgdesk.ui.jobs import CRASHED, Job, Jobs, Progress, ProgressStrip
from zjgdesk.ui.labels import Line, label, restyle
from zjgdesk.ui.messages import explain
from zjgdesk.ui.shortlists.files import open_file
from zjgdesk.ui.shortlists.trial import Counted, trial_rows, trial_table, trial_words
from zjgdesk.ui.shortlists.words import UNNAMED, number, votes_of, weights_of
from zjgdesk.ui.theme import Tone
from zjgdesk.ui.words import word

FILES = "表格 (*.xlsx *.xls *.et *.csv *.txt);;所有文件 (*)"
NEW = 0
LARGEST = (920, 660)


class VoteDialog(QDialog):
    """Takes one file of votes; `row` is what was counted, `told` says it."""

    def __init__(self, parent: QWidget | None, desk: Desk, jobs: Jobs, track: Track) -> None:
        super().__init__(parent)
        self.setWindowTitle("导入投票数据")
        self.resize(*LARGEST)
        self.setAcceptDrops(True)
        self._desk, self._jobs, self._track = desk, jobs, track
        self._files = [
            row
            for row in vote_file_rows.list_vote_files(desk, track)
            if row.state is VoteFileState.COUNTED
        ]
        self.path: Path | None = None
        self.found: Counted | None = None
        self.row: VoteFileRow | None = None
        self.told = ""
        self._job: Job | None = None
        self._tried_as = ""
        self.choose_button = ActionButton("选择文件…", primary=True)
        self.file = label(name="hint")
        self.form = self._form()
        self.said, self.doubled = Line(), Line(tone=Tone.WARN)
        self.first = EmptyState(
            "把投票数据拖到这里，或者选择文件",
            "先试算，看看各渠道有多少票、剔除多少；按“计入”之前什么也不保存，原文件不会改动。",
        )
        self.table = trial_table()
        self._stack = QStackedWidget()
        self.try_button = ActionButton("试算")
        self.count_button = ActionButton("计入", primary=True)
        self.close_button = ActionButton("取消")
        self._lay_out()
        self.choose_button.clicked.connect(self._pick)
        self.try_button.clicked.connect(self.try_file)
        self.count_button.clicked.connect(self.count)
        self.close_button.clicked.connect(self.reject)
        self.form.changed.connect(self._allow)
        self._allow()

    def read(self, path: Path) -> None:
        """Take a file and try it at once."""
        self.path, self.found = path, None
        self.file.setText(path.name)
        self.try_file()

    def try_file(self) -> None:
        """Count the file without keeping anything."""
        path, new = self.path, self._new()
        if path is None or self._job is not None:
            return
        self.found, self._tried_as = None, new.channel
        self._run(
            Job("试算", lambda progress: _try(self._desk, self._track, path, new, progress)),
            done=self._tried,
            stopped="已取消试算。",
        )

    def count(self) -> None:
        """Count the file for good, all of it or nothing."""
        path, new = self.path, self._new()
        if path is None or self._job is not None:
            return
        self._run(
            Job(
                "计入投票数据",
                lambda progress: _count(self._desk, self._track, path, new, progress),
            ),
            done=self._counted,
            stopped="已取消，没有计入任何内容。",
        )

    def reject(self) -> None:
        """Qt: while a file is read, cancel that, and wait for the outcome."""
        if self._job is not None:
            self._job.cancel()
        else:
            super().reject()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt: a file may be dropped, but not while one is read."""
        if event.mimeData().hasUrls() and self._job is None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt: try the file that was dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.read(paths[0])

    def _run(self, job: Job, *, done: Callable[[object], None], stopped: str) -> None:
        job.progressed.connect(self._progress)
        job.ended.connect(self._rest)
        job.succeeded.connect(done)
        job.failed.connect(self._refused)
        job.crashed.connect(lambda _kind: self._refused(CRASHED))
        job.cancelled.connect(lambda: self.said.say(stopped, Tone.WARN))
        self._job = job
        self.said.say("正在读取…", Tone.MUTED)
        self._allow()
        self._jobs.start(job)

    def _progress(self, done: int, total: int) -> None:
        share = done * 100 // total if total else 0
        self.said.say(f"正在读取，已完成 {share} %。按 Esc 可取消。", Tone.MUTED)

    def _rest(self) -> None:
        self._job = None
        self._allow()
        if self.count_button.isEnabled():
            self.count_button.setFocus()

    def _tried(self, found: object) -> None:
        self.found = cast("Counted", found)
        self.table.show_rows(trial_rows(self.found))
        self._stack.setCurrentWidget(self.table)
        self.said.say(*trial_words(self.found))
        restyle(self.choose_button, "primary", value=False)

    def _counted(self, row: object) -> None:
        self.row = cast("VoteFileRow", row)
        off = votes_of(self.row.channels) - self.row.valid
        self.told = (
            f"已计入“{self.row.name}”：有效 {number(self.row.valid)} 票，剔除 {number(off)} 票。"
        )
        self._job = None
        self.accept()

    def _refused(self, problem: DeskError | Refusal) -> None:
        self.said.say_error(problem)

    def _pick(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, "选择投票数据", "", FILES)
        if name:
            self.read(Path(name))

    def _new(self) -> NewVotes:
        form, replaces = self.form, self.form.whole("replaces")
        return NewVotes(
            name=self.path.name if self.path else "",
            medium=form.string("medium"),
            channel=form.string("channel"),
            replaces_id=replaces or None,
            reason=form.string("reason") if replaces else "",
            also=bool(form.value("also")),
        )

    def _form(self) -> Form:
        counted = self._files
        known = dict.fromkeys(channel.channel for row in counted for channel in row.channels)
        values = {row.key: row.value for row in scheme.read_scheme(self._desk)}
        channels = [("", ""), *((name, name) for name in {**weights_of(values), **known})]
        form = Form()
        form.text("medium", "介质", hint="如：光盘 2026-017（可不填）")
        box = form.choice("channel", "渠道", channels, "", editable=True)
        edit = box.lineEdit()
        if edit is not None:
            edit.setPlaceholderText("文件没有渠道一列时填写，如：报纸")
        form.choice(
            "replaces",
            "这一份是",
            [(NEW, "新的一份"), *((row.id, f"更正，取代“{row.name}”") for row in counted)],
        )
        form.text("reason", "更正理由", hint="如：报社来函更正；理由会写入留痕")
        form.check("also", "与已计入的合并：同一渠道的另一批数据")
        return form

    def _allow(self) -> None:
        busy = self._job is not None
        self.form.show_field("reason", shown=bool(self.form.whole("replaces")))
        for widget in (self.form, self.choose_button):
            widget.setEnabled(not busy)
        self.try_button.setEnabled(self.path is not None and not busy)
        doubled = self._doubled()
        self.doubled.say(explain(doubled) if doubled else "")
        self.count_button.allow(doubled or self._desk.may(Action.COUNT_VOTES))
        if busy or not self._ready():
            self.count_button.setEnabled(False)
            self.count_button.setToolTip("先试算，再计入。")

    def _ready(self) -> bool:
        """Say whether the file was tried just as it would be counted, and brought votes."""
        if self.found is None or self._tried_as != self.form.string("channel"):
            return False
        return any(self.found.voters.values()) and UNNAMED not in self.found.voters

    def _doubled(self) -> Refusal | None:
        """Return which channel counts already, by a file that this one does not replace."""
        if self.found is None or self.form.value("also"):
            return None
        replaced = self.form.whole("replaces")
        counted = {
            each.channel for row in self._files if row.id != replaced for each in row.channels
        }
        found = sorted(counted & set(self.found.voters))
        return Refusal("vote.channel_counted", "PUBLIC-02", {"channel": found}) if found else None

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.choose_button)
        top.addWidget(self.file)
        top.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        for button in (self.close_button, self.try_button, self.count_button):
            foot.addWidget(button)
        for each in (self.first, self.table):
            self._stack.addWidget(each)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(label(f"导入{word(self._track)}投票数据", "dialogTitle"))
        layout.addLayout(top)
        layout.addWidget(self.form)
        for line in (self.said, self.doubled):
            layout.addWidget(line)
        layout.addWidget(self._stack, 1)
        layout.addWidget(ProgressStrip(self._jobs))
        layout.addLayout(foot)


def _try(desk: Desk, track: Track, path: Path, new: NewVotes, progress: Progress) -> object:
    with open_file(path) as stream:
        return vote_files.try_votes(desk, track, stream, new, on_progress=progress)


def _count(desk: Desk, track: Track, path: Path, new: NewVotes, progress: Progress) -> object:
    with open_file(path) as stream:
        return vote_files.count_votes(desk, track, stream, new, on_progress=progress)
