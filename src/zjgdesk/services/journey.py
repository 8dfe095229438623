"""What the sample's steps share: where they are and what they made."""

import random
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from zjgdesk.rules.vocabulary import Mark
from zjgdesk.services import workspace
from zjgdesk.services.desk import Desk, Machine
from zjgdesk.services.locks import Key
from zjgdesk.services.sample_facts import CHIEF, CLERK, OTHER, STATION_WORD


@dataclass(slots=True)
class Journey:
    """What one walk through the year has made so far.

    With a `station` the ballot is carried there and counted there, as in a real year; without one
    it is counted in the same workspace. `counting` says that the walk is at the station, `there`
    are the rounds as they are numbered at it.
    """

    folder: Path
    machine: Machine
    chance: random.Random = field(default_factory=lambda: random.Random(2018))  # noqa: S311
    station: Path | None = None
    open: workspace.Workspace | None = None
    away: workspace.Workspace | None = None
    counting: bool = False
    round_id: int = 0
    rounds: list[int] = field(default_factory=list)
    there: list[int] = field(default_factory=list)
    sheets: list[list[Mark]] = field(default_factory=list)
    notice_id: int = 0
    supplement_id: int = 0
    case_id: int = 0
    told: dict[str, object] = field(default_factory=dict)
    later: timedelta = timedelta()

    def __post_init__(self) -> None:
        """Let days pass at will: what the year shows takes longer than the showing."""
        clock = self.machine.clock
        self.machine = replace(self.machine, clock=lambda: clock() + self.later)

    def desk(self, name: str = CLERK) -> Desk:
        """Sign in by name where the walk is now; the sample's people have no passphrases."""
        return self.counter(name) if self.counting else self.office(name)

    def office(self, name: str = CLERK) -> Desk:
        """Sign in at the office."""
        if self.open is None:
            self.open = workspace.open_workspace(self.folder, machine=self.machine)
        return self.open.sign_in(name, "")

    def counter(self, name: str) -> Desk:
        """Sign in where the ballot is counted."""
        if self.station is None:
            return self.office(name)
        if self.away is None:
            self.away = workspace.open_workspace(
                self.station, machine=self.machine, key=Key(name, STATION_WORD)
            )
        return self.away.sign_in(name, STATION_WORD)

    def keys(self) -> tuple[Key, Key]:
        """The two who open and close the count."""
        word = STATION_WORD if self.counting else ""
        return Key(CHIEF, word), Key(OTHER, word)

    def close(self) -> None:
        """Close what is open."""
        for each in (self.open, self.away):
            if each is not None:
                each.close()
        self.open = self.away = None
