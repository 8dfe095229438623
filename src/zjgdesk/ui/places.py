"""The tabs of the window: which ones a workspace has and where each is made."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from zjgdesk.rules.vocabulary import Purpose
from zjgdesk.services.desk import Desk
from zjgdesk.ui.jobs import Jobs


class Tab(Protocol):
    """What the window asks of a tab, besides being a widget."""

    changed: SignalInstance

    def refresh(self) -> None:
        """Read everything anew."""


@dataclass(frozen=True, slots=True)
class Place:
    """One tab: its object name, its title, and what makes it."""

    name: str
    title: str
    maker: str

    def make(self, desk: Desk, jobs: Jobs) -> QWidget:
        """Return the tab; its module is read only now."""
        module, _, kind = self.maker.rpartition(".")
        tab = cast(Callable[[Desk, Jobs], QWidget], getattr(import_module(module), kind))
        made = tab(desk, jobs)
        made.setObjectName(self.name)
        return made


PLACES = (
    Place("overview", "总览", "zjgdesk.ui.overview.tab.OverviewTab"),
    Place("candidates", "候选对象", "zjgdesk.ui.candidates.tab.CandidatesTab"),
    Place("opinions", "评审意见", "zjgdesk.ui.opinions.tab.OpinionsTab"),
    Place("shortlists", "入围投票", "zjgdesk.ui.shortlists.tab.ShortlistsTab"),
    Place("ballots", "票决", "zjgdesk.ui.ballots.tab.BallotsTab"),
    Place("tolerance", "容错免责", "zjgdesk.ui.tolerance.tab.ToleranceTab"),
    Place("notices", "公示与激励", "zjgdesk.ui.notices.tab.NoticesTab"),
)


def places_of(purpose: Purpose) -> tuple[Place, ...]:
    """Return the tabs that a workspace offers; a counting machine has the ballots alone."""
    if purpose is Purpose.COUNTING:
        return tuple(place for place in PLACES if place.name == "ballots")
    return PLACES
