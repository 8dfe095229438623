"""The circular of a confirmed list: what it is asked for, printed or saved to be edited."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QWidget

from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import Track
from zjgdesk.services import circular_papers, word_files
from zjgdesk.services.circular_papers import NewCircular
from zjgdesk.services.desk import Desk
from zjgdesk.services.issued import IssuedRow
from zjgdesk.ui.ballots.asking import fit
from zjgdesk.ui.forms import Form, FormDialog, show_error
from zjgdesk.ui.jobs import Jobs
from zjgdesk.ui.printing.word import save_word
from zjgdesk.ui.shortlists.printing import Paper
from zjgdesk.ui.words import word

INTRO = (
    "通报只列已经确认的名单，不列票数；补充公示没有期满的、暂缓的不在其中"
    "（依据 VOTE-17、NOTICE-07）。"
)
BOTH, WIDE = "both", 620


class CircularForm(Form):
    """Whose lists, the date, and what is given to the winners."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._tracks = circular_papers.confirmed_tracks(desk)
        options: list[tuple[object, str]] = [(each, word(each)) for each in self._tracks]
        if len(self._tracks) > 1:
            options.insert(0, (BOTH, "、".join(name for _track, name in options)))
        box = self.choice("tracks", "通报对象", options)
        self.day("issued_on", "通报日期", desk.today())
        self.decision = self.area("decision", "奖励决定", lines=4)
        self.note(
            "奖励决定整段印入通报，可以改写；这项工作是考核，不写评比、表彰（依据 SCHEME-07）。"
        )
        box.currentIndexChanged.connect(lambda _at: self._suggest())
        self._suggest()

    def tracks(self) -> tuple[Track, ...]:
        """Return whose lists the circular names."""
        chosen = self.string("tracks")
        return self._tracks if chosen == BOTH else (Track(chosen),)

    def _suggest(self) -> None:
        self.decision.setPlainText(circular_papers.usual_decision(self.tracks()))


class Circulars:
    """Asks for the circular before it is printed or saved; kept beside the notice shown."""

    def __init__(self, parent: QWidget, desk: Desk, notice_id: Callable[[], int]) -> None:
        self._parent, self._desk, self._notice_id = parent, desk, notice_id
        self.new: NewCircular | None = None

    def paper(self) -> Paper:
        """Return the circular as a paper of the menu."""
        return Paper("通报…", self._print, refusal=self._refusal, ready=self.ask)

    def save_word(self, jobs: Jobs) -> None:
        """Save the circular as a text that the office edits further."""
        refusal = self._refusal()
        if refusal is not None:
            show_error(self._parent, refusal)
        elif self.ask("另存"):
            new = self._asked()
            save_word(
                self._parent,
                jobs,
                f"{self._desk.year}年度考核结果通报",
                work=lambda path: word_files.save_circular(self._desk, new, path),
            )

    def ask(self, accept: str = "印发") -> bool:
        """Ask what the circular says; False gives it up."""
        form = CircularForm(self._desk)
        dialog = FormDialog(
            self._parent, "考核结果通报", form, accept=accept, act=self._take, intro=INTRO
        )
        fit(dialog, WIDE)
        try:
            return dialog.exec() == QDialog.DialogCode.Accepted
        finally:
            dialog.deleteLater()

    def _take(self, given: Form) -> None:
        assert isinstance(given, CircularForm)  # noqa: S101 - the dialog's own form
        self.new = NewCircular(
            given.tracks(),
            given.date("issued_on"),
            given.string("decision"),
            self._notice_id(),
        )
        circular_papers.need_whole(self._desk, self.new)

    def _asked(self) -> NewCircular:
        assert self.new is not None  # noqa: S101 - asked before
        return self.new

    def _print(self) -> IssuedRow:
        return circular_papers.print_circular(self._desk, self._asked())

    def _refusal(self) -> Refusal | None:
        if not circular_papers.confirmed_tracks(self._desk):
            return Refusal("circular.nobody", "NOTICE-07")
        return self._desk.may(Action.PRINT_PAPER)
