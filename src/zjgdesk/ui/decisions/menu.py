"""One button with what is recorded about chosen candidates."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QWidget

from zjgdesk.errors import DeskError
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import Track
from zjgdesk.services import candidates
from zjgdesk.services.candidates import CandidateRow
from zjgdesk.services.desk import Desk
from zjgdesk.ui.actions import ActionButton
from zjgdesk.ui.decisions import dialogs
from zjgdesk.ui.forms import show_error
from zjgdesk.ui.labels import restyle


class DecisionsMenu(ActionButton):
    """Decisions, conclusions and reports; `chosen` tells about whom."""

    def __init__(
        self,
        desk: Desk,
        chosen: Callable[[], Sequence[CandidateRow]],
        done: Callable[[], object],
    ) -> None:
        super().__init__("登记")
        self._desk, self._chosen, self._done = desk, chosen, done
        restyle(self, "menu", value=True)
        menu = QMenu(self)
        for title, slot in (
            ("书面决定…", self.decide),
            ("廉洁自律结论性意见（所选各人）…", self.conclude),
            ("反映线索…", self.report),
            ("核查结果…", self.check),
        ):
            menu.addAction(title).triggered.connect(lambda _checked=False, slot=slot: slot())
        self.setMenu(menu)

    def decide(self) -> None:
        """Ask for a written decision on the first chosen."""
        self._one(
            Action.RECORD_DECISION,
            lambda row: dialogs.decision_dialog(self._over(), self._desk, row, self._done),
        )

    def conclude(self) -> None:
        """Ask for the conclusion on all chosen cadres."""
        rows = [row for row in self._chosen() if row.track is Track.CADRE]
        if self._may(Action.RECORD_CONCLUSION, rows):
            dialogs.conclusion_dialog(self._over(), self._desk, rows, self._done)

    def report(self) -> None:
        """Ask for a report on the first chosen."""
        self._one(
            Action.RECORD_LEAD,
            lambda row: dialogs.lead_dialog(self._over(), self._desk, row, self._done),
        )

    def check(self) -> None:
        """Ask what the check of a report on the first chosen found."""
        self._one(Action.RECORD_LEAD, self._check)

    def _check(self, row: CandidateRow) -> None:
        leads = candidates.read_candidate(self._desk, row.id).leads
        if not leads:
            show_error(self._over(), DeskError("lead.none", rule="OPINION-04", name=row.name))
            return
        dialogs.check_dialog(self._over(), self._desk, row, leads, self._done)

    def _one(self, action: Action, ask: Callable[[CandidateRow], object]) -> None:
        rows = self._chosen()
        if self._may(action, rows):
            ask(rows[0])

    def _may(self, action: Action, rows: Sequence[CandidateRow]) -> bool:
        none = None if rows else Refusal("choice.missing")
        refusal = self._desk.may(action) or none
        if refusal is not None:
            show_error(self._over(), refusal)
        return refusal is None

    def _over(self) -> QWidget:
        return self.window()
