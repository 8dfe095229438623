"""The papers of a case: printed one by one, looked at, and the whole file taken out."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from zjgdesk.errors import DeskError
from zjgdesk.rules.roles import Action
from zjgdesk.services import case_export, case_papers
from zjgdesk.services.case_papers import TITLES, CasePaper
from zjgdesk.services.case_rows import CaseDetail
from zjgdesk.services.desk import Desk
from zjgdesk.services.issued import IssuedRow
from zjgdesk.ui.ballots.asking import CRASHED, ask, fit, issue, show_issued
from zjgdesk.ui.dialogs import ListDialog
from zjgdesk.ui.forms import Form, FormDialog, show_error, tell
from zjgdesk.ui.jobs import Job, Jobs
from zjgdesk.ui.messages import explain
from zjgdesk.ui.table import Column
from zjgdesk.ui.theme import Tone

WIDE = 560


class PapersDialog(ListDialog[CasePaper]):
    """Every paper of the case: which can be printed now, and why not the others."""

    printed = Signal(object)

    def __init__(self, parent: QWidget, desk: Desk, jobs: Jobs, detail: CaseDetail) -> None:
        self._desk, self._jobs, self._detail = desk, jobs, detail
        self.masked = False
        super().__init__(
            parent,
            "文书和案卷",
            [
                Column("文书", lambda kind: TITLES[kind], width=180),
                Column("状态", self._state, width=110, tone=self._tone),
                Column("说明", self._why, width=0, tooltip=self._why),
            ],
            intro="选中一种文书印制；印出的文书按摘要保存，可以原样重印。文书的文字在“设置—文书模板”中修改。",
        )
        self.table.search_box.hide()
        add = self.actions_bar.add
        self.print_button = add("印制", self.print_paper, primary=True)
        self.masked_button = add("隐去姓名印制", lambda: self.print_paper(masked=True))
        self.file_button = add("整卷成册", self.print_file)
        self.seal_button = add("导出加密文件夹…", self.ask_seal)
        self.table.key_by(lambda kind: kind)
        self.table.chosen.connect(lambda _row: self._allow())
        self.table.opened.connect(lambda _row: self.print_paper())
        self._allow()

    def rows(self) -> list[CasePaper]:
        """Return every kind of paper."""
        return list(CasePaper)

    def print_paper(self, *, masked: bool = False) -> None:
        """Print the chosen paper and show it."""
        kind = self.table.current()
        if kind is None or self.print_button.refusal is not None:
            return
        case_id = self._detail.row.id
        issue(
            self,
            self._jobs,
            f"印制{TITLES[kind]}",
            work=lambda: case_papers.print_case_paper(self._desk, case_id, kind, masked=masked),
            done=self._issued,
        )

    def print_file(self) -> None:
        """Bind the whole file into one document and show it."""
        case_id = self._detail.row.id
        issue(
            self,
            self._jobs,
            "整卷成册",
            work=lambda: case_export.print_case_file(self._desk, case_id),
            done=self._issued,
        )

    def ask_seal(self) -> FormDialog:
        """Ask where to and by which passphrase the file is sealed."""
        form = Form()
        form.text("passphrase", "口令", secret=True)
        form.text("again", "再输一次", secret=True)
        dialog = ask(
            self,
            "导出加密文件夹",
            form,
            accept="选择位置…",
            act=lambda _form: _same(form),
            done=lambda: self._choose_place(form.string("passphrase")),
            intro="全部文书和证据加密写入一个文件夹，文件名也加密。口令另行告知接收人，忘记口令不能打开。",
        )
        fit(dialog, WIDE)
        return dialog

    def seal(self, target: Path, passphrase: str) -> Job:
        """Write the sealed folder off the window's own thread."""
        case_id = self._detail.row.id
        job = Job(
            "导出加密文件夹",
            lambda _progress: case_export.seal_case(self._desk, case_id, target, passphrase),
            cancellable=False,
        )
        job.succeeded.connect(
            lambda count: tell(self, "已经导出", f"{count} 个文件已加密写入“{target.name}”。")
        )
        job.failed.connect(lambda error: show_error(self, error))
        job.crashed.connect(lambda _name: tell(self, "没有办成", CRASHED))
        job.ended.connect(lambda: self.printed.emit(None))
        self._jobs.start(job)
        return job

    def _choose_place(self, passphrase: str) -> None:
        name, _chosen = QFileDialog.getSaveFileName(
            self, "导出加密文件夹", f"容错案卷-{self._detail.row.number}"
        )
        if name:
            self.seal(Path(name), passphrase)

    def _issued(self, row: IssuedRow) -> None:
        self.printed.emit(row)
        try:
            show_issued(self, self._desk, row)
        except DeskError as error:
            show_error(self, error)

    def _allow(self) -> None:
        kind = self.table.current()
        refusal = case_papers.may_print(self._detail, kind) if kind else None
        may = self._desk.may(Action.PRINT_CASE_PAPER)
        for button in (self.print_button, self.masked_button):
            button.setEnabled(kind is not None)
            button.allow(refusal or may)
        for button in (self.file_button, self.seal_button):
            button.allow(self._desk.may(Action.EXPORT_CASE))

    def _why(self, kind: CasePaper) -> str:
        refusal = case_papers.may_print(self._detail, kind)
        return explain(refusal) if refusal else "—"

    def _state(self, kind: CasePaper) -> str:
        if case_papers.may_print(self._detail, kind) is not None:
            return "还不能印"
        count = sum(row.kind == kind for row in self._detail.papers)
        return f"已印 {count} 次" if count else "可以印制"

    def _tone(self, kind: CasePaper) -> Tone:
        tones = {"还不能印": Tone.MUTED, "可以印制": Tone.INFO}
        return tones.get(self._state(kind), Tone.GOOD)


class CasePrinting(QObject):
    """Opens the papers of the case on the page."""

    def __init__(self, page: QWidget, desk: Desk, jobs: Jobs) -> None:
        super().__init__(page)
        self._page, self._desk, self._jobs = page, desk, jobs

    def ask(self, detail: CaseDetail | None) -> PapersDialog | None:
        """Ask which paper is wanted."""
        if detail is None:
            return None
        dialog = PapersDialog(self._page, self._desk, self._jobs, detail)
        dialog.printed.connect(lambda _row: self._page.changed.emit())  # type: ignore[attr-defined]
        dialog.open()
        return dialog


def _same(form: Form) -> None:
    if form.string("passphrase") != form.string("again"):
        raise DeskError("sealed.passphrase_differs", rule="AIR-03")
