"""The letters of the consultation; those that wait for a reply ask first until when."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from zjgdesk.rules.vocabulary import ClearanceOrgan, Track
from zjgdesk.services import word_files, year_lists, year_papers
from zjgdesk.services.desk import Desk
from zjgdesk.services.issued import IssuedRow
from zjgdesk.services.opinions import RequestRow
from zjgdesk.ui.ballots.asking import fit
from zjgdesk.ui.forms import Form, FormDialog
from zjgdesk.ui.jobs import Jobs
from zjgdesk.ui.opinions.columns import round_words
from zjgdesk.ui.printing.word import save_word
from zjgdesk.ui.shortlists.printing import Paper
from zjgdesk.ui.table_view import TableView
from zjgdesk.ui.words import word

SHOWN = 6  # names that a dialog tells before it only counts


class ReplyByDialog(FormDialog):
    """Asks for the day by which a reply is asked for; a day that has passed is refused."""

    def __init__(
        self, parent: QWidget | None, desk: Desk, title: str, intro: str, accept: str = "打印"
    ) -> None:
        self._desk = desk
        form = Form()
        form.day("until", "反馈截止日", year_papers.reply_by(desk))
        super().__init__(parent, title, form, accept=accept, act=self._need, intro=intro)
        fit(self)

    def try_accept(self) -> None:
        """Grow with the sentence of a refusal."""
        super().try_accept()
        fit(self)

    def until(self) -> date:
        """Return the day."""
        return self.form.date("until")

    def _need(self, form: Form) -> date:
        until = form.date("until")
        year_papers.need_reply_by(self._desk, until)
        return until


class Letters:
    """The papers of the tab; what the window shows is read before the printing starts."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        *,
        requests: TableView[RequestRow],
        track: Callable[[], Track],
    ) -> None:
        self._parent, self._desk = parent, desk
        self._requests, self._track = requests, track
        self._ids: list[int] = []
        self._for = Track.CADRE
        self._until = desk.today()

    def papers(self) -> list[Paper]:
        """Return the papers in the order of the menu."""
        return [
            Paper("征求意见函", self._print_requests, ready=self._gather),
            Paper("催办函（未反馈的）", self._remind, ready=self._ask_reminder),
            Paper("纪公检法核查函", self._print_clearance, ready=self._ask_clearance),
            Paper("汇总表", self._print_summary, ready=self._gather),
        ]

    def texts(self, jobs: Jobs) -> list[tuple[str, Callable[[], object]]]:
        """Return the letters that are saved to be edited further, for the same menu."""
        return [
            ("征求意见函另存为 Word…", lambda: self.save_word(jobs)),
            ("催办函另存为 Word…", lambda: self.save_reminders(jobs)),
            ("核查函另存为 Word…", lambda: self.save_clearance(jobs)),
        ]

    def save_word(self, jobs: Jobs) -> None:
        """Save the letters as a text that the office edits further."""
        self._gather()
        ids = list(self._ids)
        self._save(
            jobs, "征求意见函", lambda path: word_files.save_requests(self._desk, ids, path)
        )

    def save_reminders(self, jobs: Jobs) -> None:
        """Save reminders of those who have not answered; who was reminded is not noted."""
        if not self._ask_reminder("另存"):
            return
        ids, until = list(self._ids), self._until
        self._save(
            jobs,
            "催办函",
            lambda path: word_files.save_reminders(self._desk, ids, path, until=until),
        )

    def save_clearance(self, jobs: Jobs) -> None:
        """Save the letters to the four organs."""
        if not self._ask_clearance("另存"):
            return
        track, until, today = self._for, self._until, self._desk.today()
        self._save(
            jobs,
            "纪公检法核查函",
            lambda path: word_files.save_clearance(
                self._desk, track, path, sent_on=today, due_on=until
            ),
        )

    def _save(self, jobs: Jobs, kind: str, work: Callable[[Path], None]) -> None:
        title = f"{self._desk.year}年度{word(self._for)}{kind}"
        save_word(self._parent, jobs, title, work=work)

    def asked(self) -> list[RequestRow]:
        """Return the chosen requests, or all of the round that is looked at."""
        rows = self._requests.selected()
        if len(rows) > 1:
            return list(rows)
        current = self._requests.current()
        return [
            row
            for row in self._requests.model.rows()
            if current is None or row.round_no == current.round_no
        ]

    def _gather(self) -> bool:
        self._for = self._track()
        self._ids = [row.id for row in self.asked()]
        return True

    def _ask_reminder(self, accept: str = "打印") -> bool:
        self._for = self._track()
        late = [row for row in self.asked() if row.answered < row.expected]
        self._ids = [row.id for row in late]
        if not late:
            return True  # nobody to remind: the desk says so
        rounds = "、".join(round_words(number) for number in sorted({r.round_no for r in late}))
        intro = f"{rounds}还没有反馈齐全的 {len(late)} 个对象：{_some(late)}。"
        return self._ask(f"{accept}催办函", intro, accept)

    def _ask_clearance(self, accept: str = "打印") -> bool:
        self._for = self._track()
        organs = "、".join(word(organ) for organ in ClearanceOrgan)
        intro = f"{word(self._for)}名单送{organs}核查，每家一份。"
        return self._ask(f"{accept}纪公检法核查函", intro, accept)

    def _ask(self, title: str, intro: str, accept: str) -> bool:
        dialog = ReplyByDialog(self._parent, self._desk, title, intro, accept)
        try:
            if dialog.exec() != QDialog.DialogCode.Accepted:
                return False
            self._until = dialog.until()
            return True
        finally:
            dialog.deleteLater()

    def _print_requests(self) -> IssuedRow:
        return year_papers.print_requests(self._desk, self._ids)

    def _remind(self) -> IssuedRow:
        return year_papers.remind(self._desk, self._ids, until=self._until)

    def _print_clearance(self) -> IssuedRow:
        today = self._desk.today()
        return year_papers.print_clearance(
            self._desk, self._for, sent_on=today, due_on=self._until
        )

    def _print_summary(self) -> IssuedRow:
        return year_lists.print_summary(self._desk, self._for)


def _some(rows: list[RequestRow]) -> str:
    names = "、".join(row.addressee for row in rows[:SHOWN])
    return names if len(rows) <= SHOWN else f"{names}等"
