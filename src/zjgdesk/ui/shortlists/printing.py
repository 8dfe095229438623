"""One button with the papers that a page prints; each is shown as it was issued."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from zjgdesk.errors import DeskError
from zjgdesk.rules.refusals import Refusal
from zjgdesk.services.desk import Desk
from zjgdesk.services.issued import IssuedRow
from zjgdesk.ui.actions import ActionButton
from zjgdesk.ui.ballots.asking import issue, show_issued
from zjgdesk.ui.forms import show_error
from zjgdesk.ui.jobs import Jobs
from zjgdesk.ui.labels import restyle


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper: its title in the menu, what prints it, and why it cannot be printed now.

    Args:
        ready: asks the clerk before the printing starts; False gives it up.
    """

    title: str
    work: Callable[[], IssuedRow]
    refusal: Callable[[], Refusal | None] = lambda: None
    ready: Callable[[], bool] = lambda: True


class PrintButton(ActionButton):
    """Opens a menu of papers; a refusal is told in its sentence."""

    printed = Signal()

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        papers: Sequence[Paper],
        more: Sequence[tuple[str, Callable[[], object]]] = (),
    ) -> None:
        super().__init__("打印")
        self._desk, self._jobs = desk, jobs
        restyle(self, "menu", value=True)
        menu = QMenu(self)
        for paper in papers:
            menu.addAction(paper.title).triggered.connect(partial(self._print, paper))
        if more:
            menu.addSeparator()
        for title, act in more:
            menu.addAction(title).triggered.connect(partial(_act, act))
        self.setMenu(menu)

    def _print(self, paper: Paper, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt
        refusal = paper.refusal()
        if refusal is not None:
            show_error(self, refusal)
            return
        if not paper.ready():
            return
        self.setEnabled(False)
        job = issue(self, self._jobs, f"排印{paper.title}", work=paper.work, done=self._show)
        job.ended.connect(lambda: self.setEnabled(self.refusal is None))

    def _show(self, row: IssuedRow) -> None:
        self.printed.emit()
        try:
            show_issued(self, self._desk, row)
        except DeskError as error:
            show_error(self, error)


def _act(act: Callable[[], object], _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt
    act()
