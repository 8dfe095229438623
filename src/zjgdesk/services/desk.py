"""The open desk: what every action needs, and nothing else."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from sqlalchemy.orm import Session, sessionmaker

from zjgdesk.program import Program
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.roles import Action, lacks_second, may
from zjgdesk.rules.vocabulary import Purpose, Role
from zjgdesk.services import disk, trail
from zjgdesk.vault import Vault, plain_vault

DATABASE = "desk.db"


@dataclass(frozen=True, slots=True)
class Machine:
    """What the program takes from the computer.

    Args:
        clock: the time.
        chance: where what nobody shall guess comes from.
        font_folders: where the computer's own official fonts may lie.
        interfaces: tells the connected network interfaces; None where the system does not tell.
        which_program: tells which program runs, and what was changed of it; None where nobody
            looks. It may take a while the first time.
    """

    clock: Callable[[], datetime]
    chance: random.Random
    font_folders: tuple[Path, ...] = ()
    interfaces: Callable[[], tuple[str, ...] | None] = tuple
    which_program: Callable[[], Program | None] = lambda: None

    @property
    def program(self) -> Program | None:
        """Which program runs. Rule: DESK-11."""
        return self.which_program()


@dataclass(frozen=True, slots=True)
class Actor:
    """Who sits at the desk."""

    name: str
    role: Role


@dataclass(slots=True)
class Deed:
    """An action under way: its transaction, its time, and what the trail will tell of it.

    `written` are the files that it put into the workspace; they go when the action fails.
    """

    session: Session
    at: datetime
    subject: str
    facts: dict[str, object] = field(default_factory=dict)
    written: list[Path] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Desk:
    """Who is at the desk, which workspace is open and what time it is."""

    sessions: sessionmaker[Session]
    writing: sessionmaker[Session]
    machine: Machine
    actor: Actor
    folder: Path
    title: str
    year: int
    purpose: Purpose
    vault: Vault = field(default_factory=plain_vault)

    @property
    def sealed(self) -> bool:
        """Whether the files of the workspace are encrypted. Rule: DESK-08."""
        return self.vault.key is not None

    def clock(self) -> datetime:
        """Return the present moment, with its time zone."""
        return self.machine.clock()

    def today(self) -> date:
        """Return the day by the computer's own time zone."""
        return self.machine.clock().astimezone().date()

    def may(self, action: Action) -> Refusal | None:
        """Say why the person may not act; None where they may.

        Rule: DESK-04
        """
        if may(self.actor.role, action):
            return None
        return Refusal("role.denied", "DESK-04", {"role": self.actor.role, "action": action})

    def need(self, action: Action) -> None:
        """Refuse what the person may not do.

        Raises:
            DeskError: `role.denied`.
        """
        refusal = self.may(action)
        if refusal:
            refusal.raise_()

    def reading(self) -> Session:
        """A session for looking; never committed."""
        return self.sessions()

    @contextmanager
    def acting(self, action: Action, subject: str, **facts: object) -> Iterator[Deed]:
        """One action: the role is checked, all of it is kept with its trail entry, or nothing.

        Raises:
            DeskError: `role.denied`, `role.second_missing`, `clock.set_back`, `disk.full`,
                `disk.failed`.
        """
        self.need(action)
        written: list[Path] = []
        with disk.taken_back(written), disk.told(), self.writing.begin() as session:
            deed = Deed(session, self.clock(), subject, dict(facts), written)
            yield deed
            alone = lacks_second(action, self.actor.name, deed.facts)
            if alone:
                alone.raise_()
            session.flush()
            trail.append(
                session,
                at=deed.at,
                actor=self.actor.name,
                action=action,
                told=(deed.subject, deed.facts),
            )
