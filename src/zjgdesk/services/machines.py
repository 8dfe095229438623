"""Other machines: introduced by a card and by digits read aloud, withdrawn with a reason."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from zjgdesk.errors import DeskError
from zjgdesk.exchange.machine_keys import (
    GROUPS,
    LARGEST,
    Identity,
    MachineKeys,
    new_keys,
    read_card,
    same_digits,
    write_card,
)
from zjgdesk.models.machines import KnownMachine, OwnKeys
from zjgdesk.models.workspace import WorkspaceInfo
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import Purpose
from zjgdesk.services import candidates, saving
from zjgdesk.services.desk import Deed, Desk

HIDDEN: Final = 2
"""How many groups of a fingerprint are not shown but typed as they are heard."""
RULE: Final = "AIR-04"


@dataclass(frozen=True, slots=True)
class MachineRow:
    """A machine that was introduced; `withdrawn` is empty while it is trusted."""

    id: int
    title: str
    year: int
    purpose: Purpose
    fingerprint: str
    at: datetime
    actor: str
    withdrawn: str


@dataclass(frozen=True, slots=True)
class Introduction:
    """A card that was read; `hidden` groups are to be typed as the other side reads them out."""

    identity: Identity
    hidden: tuple[int, ...]

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups of the fingerprint that may be shown; hidden ones are empty."""
        told = self.identity.fingerprint.split(" ")
        return tuple("" if at in self.hidden else each for at, each in enumerate(told))


@dataclass(frozen=True, slots=True)
class Own:
    """What this machine is to others, in the caller's transaction."""

    keys: MachineKeys = field(repr=False)
    identity: Identity


def own_fingerprint(desk: Desk) -> str:
    """Return the fingerprint to be read aloud; empty before the first card was written."""
    with desk.reading() as session:
        found = own(session)
        return found.identity.fingerprint if found else ""


def write_introduction(desk: Desk, path: Path) -> str:
    """Write this machine's card and return its fingerprint; its keys are made the first time.

    Raises:
        DeskError: `role.denied`, or the `save.…` codes.

    Rule: AIR-04
    """
    with desk.acting(Action.WRITE_INTRODUCTION, "machine") as deed:
        me = own_or_new(desk, deed.session)
        deed.facts["fingerprint"] = me.identity.fingerprint
        saving.write_whole(path, write_card(me.identity, me.keys))
        return me.identity.fingerprint


def read_introduction(desk: Desk, path: Path) -> Introduction:
    """Return who introduces itself; nothing is kept before the digits were typed.

    Raises:
        DeskError: `introduction.unreadable`, `introduction.newer`, `introduction.changed`,
            `introduction.own`, `introduction.known`, `introduction.same_purpose`.

    Rule: AIR-04
    """
    desk.need(Action.INTRODUCE_MACHINE)
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise DeskError("introduction.unreadable", rule=RULE, name=path.name) from error
    identity = read_card(content, path.name)
    with desk.reading() as session:
        _refuse_useless(session, identity)
    shown = range(GROUPS)
    hidden = tuple(sorted(desk.machine.chance.sample(shown, HIDDEN)))
    return Introduction(identity, hidden)


def introduce(desk: Desk, introduction: Introduction, heard: str) -> int:
    """Trust a machine whose hidden digits were read out by the people who sit at it.

    Args:
        desk: where the administrator sits.
        introduction: the card.
        heard: the hidden groups, in order.

    Raises:
        DeskError: `introduction.wrong_digits`, or as `read_introduction`.

    Rule: AIR-04
    """
    identity = introduction.identity
    told = identity.fingerprint.split(" ")
    with desk.acting(Action.INTRODUCE_MACHINE, "machine", title=identity.title) as deed:
        _refuse_useless(deed.session, identity)
        if not same_digits(heard, "".join(told[at] for at in introduction.hidden)):
            raise DeskError("introduction.wrong_digits", rule=RULE, title=identity.title)
        machine = KnownMachine(
            uid=identity.uid,
            title=identity.title,
            year=identity.year,
            purpose=identity.purpose,
            sign=identity.sign.hex(),
            box=identity.box.hex(),
            fingerprint=identity.fingerprint,
            at=deed.at,
            actor=desk.actor.name,
        )
        deed.session.add(machine)
        deed.session.flush()
        deed.subject = f"machine:{machine.id}"
        deed.facts["fingerprint"] = machine.fingerprint
        return machine.id


def withdraw_machine(desk: Desk, machine_id: int, *, reason: str) -> None:
    """Trust a machine no longer; what came from it stays on record.

    Raises:
        DeskError: `machine.unknown`, `reason.missing`.

    Rule: AIR-04
    """
    with desk.acting(Action.WITHDRAW_MACHINE, f"machine:{machine_id}") as deed:
        machine = find(deed.session, machine_id)
        machine.withdrawn_reason = candidates.need_reason(reason)
        deed.facts["reason"] = machine.withdrawn_reason


def list_machines(desk: Desk) -> list[MachineRow]:
    """Return the machines that were introduced, trusted ones first."""
    with desk.reading() as session:
        found = [_row(each) for each in session.scalars(select(KnownMachine))]
    return sorted(found, key=lambda row: (bool(row.withdrawn), -row.id))


def find(session: Session, machine_id: int) -> KnownMachine:
    """Return a machine that is trusted.

    Raises:
        DeskError: `machine.unknown`.
    """
    machine = session.get(KnownMachine, machine_id)
    if machine is None or machine.withdrawn_reason is not None:
        raise DeskError("machine.unknown", rule=RULE)
    return machine


def own(session: Session) -> Own | None:
    """Return this machine's keys and what others know of it; None before they were made."""
    kept = session.get(OwnKeys, 1)
    if kept is None:
        return None
    keys = MachineKeys(bytes.fromhex(kept.sign), bytes.fromhex(kept.box))
    info = session.scalars(select(WorkspaceInfo)).one()
    sign, box = keys.public()
    return Own(keys, Identity(info.uid, info.title, info.year, info.purpose, sign, box))


def need_own(deed: Deed) -> Own:
    """Return this machine's keys, or refuse.

    Raises:
        DeskError: `machine.no_keys` where it never introduced itself to another.
    """
    found = own(deed.session)
    if found is None:
        raise DeskError("machine.no_keys", rule=RULE)
    return found


def identity_of(machine: KnownMachine) -> Identity:
    """Return what is known of another machine."""
    return Identity(
        machine.uid,
        machine.title,
        machine.year,
        machine.purpose,
        bytes.fromhex(machine.sign),
        bytes.fromhex(machine.box),
    )


def known(session: Session) -> dict[str, KnownMachine]:
    """Return the machines that are trusted, by fingerprint."""
    query = select(KnownMachine).where(KnownMachine.withdrawn_reason.is_(None))
    return {each.fingerprint: each for each in session.scalars(query)}


def own_or_new(desk: Desk, session: Session) -> Own:
    """Return this machine's keys, made now where it has none yet."""
    kept = own(session)
    if kept is not None:
        return kept
    keys = new_keys(desk.machine.chance.randbytes)
    session.add(OwnKeys(id=1, sign=keys.sign.hex(), box=keys.box.hex()))
    session.flush()
    found = own(session)
    assert found is not None  # noqa: S101 - it was just added
    return found


def _refuse_useless(session: Session, identity: Identity) -> None:
    info = session.scalars(select(WorkspaceInfo)).one()
    if identity.uid == info.uid:
        raise DeskError("introduction.own", rule=RULE, title=identity.title)
    kept = session.scalars(
        select(KnownMachine).where(KnownMachine.fingerprint == identity.fingerprint)
    ).first()
    if kept is not None:
        raise DeskError("introduction.known", rule=RULE, title=identity.title)
    if (identity.purpose is Purpose.COUNTING) is (info.purpose is Purpose.COUNTING):
        raise DeskError("introduction.same_purpose", rule=RULE, title=identity.title)


def _row(machine: KnownMachine) -> MachineRow:
    return MachineRow(
        machine.id,
        machine.title,
        machine.year,
        machine.purpose,
        machine.fingerprint,
        machine.at,
        machine.actor,
        machine.withdrawn_reason or "",
    )
