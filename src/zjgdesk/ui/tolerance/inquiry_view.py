"""The investigation on one page: tasks, what people said, the files of evidence."""

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from zjgdesk.errors import DeskError
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.roles import Action
from zjgdesk.services import evidence
from zjgdesk.services.case_rows import CaseDetail, PaperRow, StatementRow, TaskRow
from zjgdesk.services.desk import Desk
from zjgdesk.services.saving import put_whole
from zjgdesk.ui.forms import show_error
from zjgdesk.ui.jobs import Job, Jobs
from zjgdesk.ui.table import RIGHT, Column
from zjgdesk.ui.theme import Tone
from zjgdesk.ui.tolerance import inquiry_dialogs as dialogs
from zjgdesk.ui.tolerance.views import TablePart, stacked
from zjgdesk.ui.words import day, word

LOW, HIGH = 150, 190
MEGABYTE = 1 << 20


class InquiryView(QWidget):
    """Three tables over one another, each with what can be done to it."""

    changed = Signal()

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        super().__init__()
        self._desk, self._jobs = desk, jobs
        self.detail: CaseDetail | None = None
        self.tasks, self.statements, self.papers = _tasks(desk), _statements(), _papers()
        add = self.tasks.bar.add
        self.task_button = add("添加事项…", self.ask_task)
        self.report_button = add("填写办理情况…", self.ask_report)
        self.statement_button = self.statements.bar.add("记录谈话…", self.ask_statement)
        self.read_button = self.statements.bar.add("查看…", self.read_statement)
        self.paper_button = self.papers.bar.add("添加附件…", self.ask_paper)
        self.open_button = self.papers.bar.add("另存查看…", self.save_paper)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(stacked(self.tasks, self.statements, self.papers))
        self.tasks.table.opened.connect(lambda _row: self.ask_report())
        self.statements.table.opened.connect(lambda _row: self.read_statement())
        self.papers.table.opened.connect(lambda _row: self.save_paper())
        for part in (self.tasks, self.statements, self.papers):
            part.table.chosen.connect(lambda _row: self._allow())

    def show_case(self, detail: CaseDetail) -> None:
        """Show the case as it stands now."""
        self.detail = detail
        self.tasks.table.show_rows(detail.tasks)
        self.statements.table.show_rows(detail.statements)
        self.papers.table.show_rows(detail.evidence)
        self._allow()

    def ask_task(self) -> None:
        """Ask for something to be looked into."""
        if self.detail is not None:
            dialogs.task_dialog(self, self._desk, self.detail.row.id, self.changed.emit)

    def ask_report(self) -> None:
        """Ask what came of the chosen task."""
        row = self.tasks.table.current()
        if self.detail is not None and row is not None and self.report_button.refusal is None:
            dialogs.report_dialog(self, self._desk, (self.detail.row.id, row), self.changed.emit)

    def ask_statement(self) -> None:
        """Ask for what somebody said."""
        if self.detail is not None:
            dialogs.statement_dialog(self, self._desk, self.detail.row.id, self.changed.emit)

    def read_statement(self) -> None:
        """Show the whole of what somebody said."""
        row = self.statements.table.current()
        if row is not None:
            dialogs.read_dialog(self, row)

    def ask_paper(self) -> None:
        """Ask for files of evidence and take them in, one after the other."""
        names, _chosen = QFileDialog.getOpenFileNames(self, "选择附件")
        self.take_in([Path(name) for name in names])

    def take_in(self, paths: list[Path]) -> Job | None:
        """Take files into the case off the window's own thread."""
        if self.detail is None or not paths:
            return None
        case_id = self.detail.row.id

        def work(progress: object) -> None:
            for path in paths:
                evidence.add_evidence(
                    self._desk,
                    case_id,
                    evidence.NewPaper(path),
                    told=progress,  # type: ignore[arg-type]
                )

        job = Job("添加附件", work)
        job.failed.connect(lambda error: show_error(self, error))
        job.ended.connect(self.changed)
        self._jobs.start(job)
        return job

    def save_paper(self) -> None:
        """Write the chosen file out and let the system open it."""
        row = self.papers.table.current()
        if self.detail is None or row is None:
            return
        try:
            content = evidence.read_evidence(self._desk, self.detail.row.id, row.id)
        except DeskError as error:
            show_error(self, error)
            return
        name, _chosen = QFileDialog.getSaveFileName(self, "另存附件", row.file_name)
        if name:
            try:
                put_whole(Path(name), content)
            except OSError:
                show_error(
                    self, Refusal("case.copy_unwritable", "TOL-17", {"name": row.file_name})
                )
                return
            QDesktopServices.openUrl(QUrl.fromLocalFile(name))

    def _allow(self) -> None:
        detail = self.detail
        if detail is None:
            return
        may = self._desk.may
        closed = detail.row.state in evidence.CLOSED
        said = {"person": detail.row.person, "state": detail.row.state}
        self.task_button.allow(detail.may_find or may(Action.RECORD_TASK))
        chosen = self.tasks.table.current() is not None
        self.report_button.setVisible(chosen)
        self.report_button.allow(detail.may_find or may(Action.RECORD_TASK))
        self.statement_button.allow(detail.may_find or may(Action.RECORD_STATEMENT))
        self.read_button.setVisible(self.statements.table.current() is not None)
        self.paper_button.allow(
            detail.locked
            or (Refusal("case.file_closed", "TOL-17", said) if closed else None)
            or may(Action.ADD_EVIDENCE)
        )
        self.open_button.setVisible(self.papers.table.current() is not None)


def _tasks(desk: Desk) -> TablePart[TaskRow]:
    def tone(row: TaskRow) -> Tone:
        if row.done_on is not None:
            return Tone.GOOD
        return Tone.BAD if row.until is not None and row.until < desk.today() else Tone.WARN

    def state(row: TaskRow) -> str:
        return "已办结" if row.done_on else "已超期" if tone(row) is Tone.BAD else "办理中"

    return TablePart(
        "调查事项",
        [
            Column("事项", lambda row: row.what, width=250, tooltip=lambda row: row.what),
            Column("承担人", lambda row: row.who, width=120),
            Column("期限", lambda row: day(row.until) or "—", lambda row: str(row.until), width=132),
            Column("状态", state, width=84, tone=tone),
            Column("办理情况", lambda row: row.report or "—", width=0,
                   tooltip=lambda row: row.report),
        ],
        empty=("还没有调查事项", "受理之后，把要查清的事项逐条登记，写明承担人和期限。"),
        tall=HIGH,
    )  # fmt: skip


def _statements() -> TablePart[StatementRow]:
    columns: list[Column[StatementRow]] = [
        Column("姓名", lambda row: row.name, width=90),
        Column("身份", lambda row: word(row.spoken_as), width=100),
        Column("日期", lambda row: day(row.taken_on), lambda row: row.taken_on, width=132),
        Column("记录人", lambda row: row.taken_by, width=120),
        Column("内容", lambda row: " ".join(row.text.split()), width=0,
               tooltip=lambda row: row.text),
    ]  # fmt: skip
    return TablePart(
        "谈话记录", columns, empty=("还没有谈话记录", "记录当事人、证人等所说的情况。"), tall=LOW
    )


def _papers() -> TablePart[PaperRow]:
    columns: list[Column[PaperRow]] = [
        Column("名称", lambda row: row.title, width=220, tooltip=lambda row: row.file_name),
        Column("收到日期", lambda row: day(row.received_on), lambda row: row.received_on, width=132),
        Column("大小", lambda row: size_words(row.size), lambda row: row.size, RIGHT, 84),
        Column("状态", lambda row: "文件丢失" if row.lost else "完好", width=90,
               tone=lambda row: Tone.BAD if row.lost else Tone.GOOD),
        Column("摘要", lambda row: row.digest, width=0, tooltip=lambda row: row.digest),
    ]  # fmt: skip
    return TablePart(
        "证据材料",
        columns,
        empty=("还没有证据材料", "添加会议纪要、凭证、照片等文件，原样保存并计算摘要。"),
        tall=LOW,
    )


def size_words(size: int) -> str:
    """Return the size of a file as people read it."""
    return f"{size / MEGABYTE:.1f} MB" if size >= MEGABYTE else f"{max(size // 1024, 1)} KB"
