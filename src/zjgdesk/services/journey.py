"""What the sample's steps share: where they are and what they made."""

import random
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from zjgdesk.rules.vocabulary import Mark
from zjgdesk.services import workspace
from zjgdesk.services.desk import Desk, Machine
from zjgdesk.services.sample_facts import CLERK


@dataclass(slots=True)
class Journey:
    """What one walk through the year has made so far."""

    folder: Path
    machine: Machine
    chance: random.Random = field(default_factory=lambda: random.Random(2018))  # noqa: S311
    open: workspace.Workspace | None = None
    round_id: int = 0
    rounds: list[int] = field(default_factory=list)
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
        """Sign in by name; the sample's people have no passphrases."""
        if self.open is None:
            self.open = workspace.open_workspace(self.folder, machine=self.machine)
        return self.open.sign_in(name, "")

    def close(self) -> None:
        """Close the workspace if it is open."""
        if self.open is not None:
            self.open.close()
            self.open = None
