"""Packages as this workspace knows them: numbered on the way out, judged on the way in."""

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from zjgdesk.digests import digest_of
from zjgdesk.documents.package_page import PackageFacts, build_package_page
from zjgdesk.errors import DeskError
from zjgdesk.exchange import media, packages
from zjgdesk.exchange.machine_keys import Identity
from zjgdesk.exchange.packages import CONTENT, MANIFEST, REGISTER, Envelope, Opened
from zjgdesk.models.machines import CarriedPackage, KnownMachine
from zjgdesk.rules.vocabulary import PackageKind
from zjgdesk.services import machines, papers, trail
from zjgdesk.services.desk import Deed, Desk
from zjgdesk.services.machines import Own

RULE: Final = "AIR-04"
KIND: Final = "package_register"
Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class PackageRow:
    """A package that went out or came in; `recalled` says why its answer is no longer awaited."""

    id: int
    incoming: bool
    kind: PackageKind
    number: int
    uid: str
    machine: str
    meeting_id: int | None
    name: str
    medium: str
    digest: str
    size: int
    at: datetime
    actor: str
    recalled: str


@dataclass(frozen=True, slots=True)
class Found:
    """A package on a medium that was not opened yet."""

    name: str
    files: Files


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What shall go out: what it is, to whom, about which sitting, in answer to which package."""

    kind: PackageKind
    machine: KnownMachine
    meeting_id: int
    answers: str
    title: str


def find_on(place: Path) -> list[Found]:
    """Return the packages on a medium; it is only read.

    Raises:
        DeskError: `package.none_here`, `package.unreadable`.

    Rule: AIR-02
    """
    return [Found(name, files) for name, files in media.find_packages(place)]


def best_of(desk: Desk, found: list[Found], kind: PackageKind) -> Found:
    """Return the package that is meant: the one of its kind for this machine that is new here.

    Nothing of it is proved yet. Where none is new, the newest, or the first, is there to be
    refused in its own words.

    Raises:
        DeskError: `package.several` where more than one is new: read in the wrong order, the
            later one would shut the earlier one out.

    Rule: AIR-04
    """
    told = [(_claimed(each), each) for each in found]
    with desk.reading() as session:
        me = machines.own(session)
        mine = me.identity.fingerprint if me else ""
        meant = [(e, each) for e, each in told if e and (e.receiver, e.kind) == (mine, kind)]
        new = {e.uid: (e, each) for e, each in meant if _is_new(session, e)}
    if len(new) > 1:
        names = [each.name for _e, each in sorted(new.values(), key=lambda pair: pair[0].number)]
        raise DeskError("package.several", rule=RULE, names=names)
    chosen = list(new.values()) or meant
    return max(chosen, key=lambda pair: pair[0].number)[1] if chosen else found[0]


def _claimed(each: Found) -> Envelope | None:
    try:
        return packages.envelope_of(each.files, each.name)
    except DeskError:
        return None


def _is_new(session: Session, envelope: Envelope) -> bool:
    """Say whether a package comes from a known machine and after all that was read of it."""
    sender = machines.known(session).get(envelope.sender)
    return sender is not None and envelope.number > _last(session, sender.id, incoming=True)


def in_one_piece(content: bytes, name: str) -> Found:
    """Return the package that code sheets were read into.

    Raises:
        DeskError: `package.unreadable`.
    """
    return Found(name, packages.taken_apart(content, name))


def list_packages(desk: Desk) -> list[PackageRow]:
    """Return what went out and came in, newest first."""
    with desk.reading() as session:
        query = select(CarriedPackage).order_by(CarriedPackage.id.desc())
        return [_row(each) for each in session.scalars(query)]


@contextmanager
def written_whole(target: Path) -> Iterator[None]:
    """Let a package be written and recorded; its name comes after both, or it goes.

    A break at any moment leaves either nothing that can be read, or a package that is on record.

    Raises:
        DeskError: `package.unfinished` where the medium went away at the very end.

    Rule: AIR-02, AIR-04
    """
    try:
        yield
    except BaseException:
        media.discard(target)
        raise
    media.finish(target)


def send(
    desk: Desk, deed: Deed, out: Outgoing, items: Files, *, target: Path, medium: str
) -> CarriedPackage:
    """Seal a package and write it aside in the caller's transaction, with its register page.

    The caller stands in `written_whole`.

    Returns:
        The record.

    Raises:
        DeskError: `machine.no_keys`, `package.exists`, `package.unwritable`,
            `package.too_much`, `package.medium_missing`, the refusal of the page.

    Rule: AIR-02, AIR-04
    """
    if not medium.strip():
        raise DeskError("package.medium_missing", rule="AIR-02")
    me, receiver = machines.need_own(deed), machines.identity_of(out.machine)
    envelope = _envelope(desk, deed, out, (me, receiver))
    content = packages.encrypted(items, envelope, receiver)
    page = _register_page(desk, deed, out, envelope, (content, target.name, medium))
    files = packages.signed({CONTENT: content, REGISTER: page}, envelope, me.keys)
    record = _record(desk, deed, out.machine, envelope, files)
    record.meeting_id, record.name, record.medium = out.meeting_id, target.name, medium.strip()
    deed.facts.update(number=envelope.number, digest=record.digest, machine=out.machine.title)
    media.write_half(target, files)
    return record


def seal_for_paper(
    desk: Desk, deed: Deed, out: Outgoing, items: Files, medium: str
) -> tuple[CarriedPackage, bytes]:
    """Seal a package that goes over paper; return its record and its bytes in one piece.

    Raises:
        DeskError: `machine.no_keys`.

    Rule: AIR-04
    """
    me, receiver = machines.need_own(deed), machines.identity_of(out.machine)
    envelope = _envelope(desk, deed, out, (me, receiver))
    content = packages.encrypted(items, envelope, receiver)
    files = packages.signed({CONTENT: content}, envelope, me.keys)
    record = _record(desk, deed, out.machine, envelope, files)
    record.meeting_id, record.name, record.medium = out.meeting_id, medium, medium
    deed.facts.update(number=envelope.number, digest=record.digest, machine=out.machine.title)
    return record, packages.in_one_piece(files)


def receive(
    desk: Desk, deed: Deed, found: Found, kind: PackageKind, *, medium: str
) -> tuple[Opened, CarriedPackage]:
    """Open a package and enter it, in the caller's transaction.

    Raises:
        DeskError: `package.medium_missing`, `package.already_read`, `package.older`,
            `package.wrong_kind`, or what speaks against the package itself.

    Rule: AIR-02, AIR-04
    """
    if not medium.strip():
        raise DeskError("package.medium_missing", rule="AIR-02")
    session, me = deed.session, machines.own(deed.session)
    if me is None:
        receiver = packages.envelope_of(found.files, found.name).receiver
        raise DeskError("package.other_machine", rule=RULE, name=found.name, receiver=receiver)
    known = machines.known(session)
    opened = packages.open_package(
        found.files,
        name=found.name,
        keys=me.keys,
        mine=me.identity.fingerprint,
        known={print_: machines.identity_of(each) for print_, each in known.items()},
    )
    machine = known[opened.envelope.sender]
    _refuse_old(session, opened.envelope, machine.id, found.name)
    if opened.envelope.kind is not kind:
        raise DeskError(
            "package.wrong_kind", rule=RULE, name=found.name, kind=opened.envelope.kind
        )
    record = _record(desk, deed, machine, opened.envelope, found.files)
    record.name, record.medium, record.incoming = found.name, medium.strip(), True
    deed.facts.update(
        number=record.number, digest=record.digest, machine=machine.title, medium=record.medium
    )
    session.add(record)
    session.flush()
    return opened, record


def outgoing_for(session: Session, meeting_id: int) -> CarriedPackage | None:
    """Return the ballot's package of a sitting that was not recalled."""
    query = select(CarriedPackage).where(
        CarriedPackage.meeting_id == meeting_id,
        CarriedPackage.kind == PackageKind.BALLOT,
        CarriedPackage.incoming.is_(False),
        CarriedPackage.recalled_reason.is_(None),
    )
    return session.scalars(query.order_by(CarriedPackage.id.desc())).first()


def came_in(session: Session, meeting_id: int) -> CarriedPackage | None:
    """Return the package that a sitting came in; None for one that was defined here."""
    query = select(CarriedPackage).where(
        CarriedPackage.meeting_id == meeting_id,
        CarriedPackage.incoming.is_(True),
        CarriedPackage.kind == PackageKind.BALLOT,
    )
    return session.scalars(query).first()


def came_back(session: Session, meeting_id: int) -> bool:
    """Say whether the result of a sitting was counted at another machine."""
    query = select(CarriedPackage.id).where(
        CarriedPackage.meeting_id == meeting_id,
        CarriedPackage.incoming.is_(True),
        CarriedPackage.kind == PackageKind.RESULT,
    )
    return session.scalars(query.limit(1)).first() is not None


def row_of(record: CarriedPackage) -> PackageRow:
    """Detach a record from the database."""
    return _row(record)


def _envelope(desk: Desk, deed: Deed, out: Outgoing, ends: tuple[Own, Identity]) -> Envelope:
    me, receiver = ends
    return Envelope(
        kind=out.kind,
        uid=uuid.UUID(int=desk.machine.chance.getrandbits(128), version=4).hex,
        number=_last(deed.session, out.machine.id, incoming=False) + 1,
        answers=out.answers,
        sender=me.identity.fingerprint,
        receiver=receiver.fingerprint,
    )


def _last(session: Session, machine_id: int, *, incoming: bool) -> int:
    query = select(func.max(CarriedPackage.number)).where(
        CarriedPackage.machine_id == machine_id, CarriedPackage.incoming.is_(incoming)
    )
    return session.scalar(query) or 0


def _refuse_old(session: Session, envelope: Envelope, machine_id: int, name: str) -> None:
    query = select(CarriedPackage).where(
        CarriedPackage.incoming.is_(True), CarriedPackage.uid == envelope.uid
    )
    if session.scalars(query).first() is not None:
        raise DeskError("package.already_read", rule=RULE, name=name, number=envelope.number)
    last = _last(session, machine_id, incoming=True)
    if envelope.number <= last:
        raise DeskError("package.older", rule=RULE, name=name, number=envelope.number, last=last)


def _record(
    desk: Desk, deed: Deed, machine: KnownMachine, envelope: Envelope, files: Files
) -> CarriedPackage:
    return CarriedPackage(
        incoming=False,
        kind=envelope.kind,
        uid=envelope.uid,
        number=envelope.number,
        answers=envelope.answers,
        machine=machine,
        name="",
        medium="",
        digest=digest_of(files[MANIFEST]),
        size=sum(map(len, files.values())),
        at=deed.at,
        actor=desk.actor.name,
    )


def _register_page(
    desk: Desk,
    deed: Deed,
    out: Outgoing,
    envelope: Envelope,
    told: tuple[bytes, str, str],
) -> bytes:
    """The page that travels with the medium is issued like any other. Rule: AIR-02."""
    content, name, medium = told
    facts = PackageFacts(
        kind=out.kind,
        number=envelope.number,
        subject=out.title,
        sender=desk.title,
        sender_fingerprint=envelope.sender,
        receiver=out.machine.title,
        receiver_fingerprint=envelope.receiver,
        name=name,
        size=len(content),
        digest=trail.short(digest_of(content)),
        medium=medium.strip(),
        at=deed.at,
        actor=desk.actor.name,
        foot=papers.foot(deed.session),
    )
    page = build_package_page(facts, papers.fonts_of(desk))
    papers.keep(desk, deed, page, kind=KIND, title=facts.title)
    return page


def _row(record: CarriedPackage) -> PackageRow:
    return PackageRow(
        record.id,
        record.incoming,
        record.kind,
        record.number,
        record.uid,
        record.machine.title,
        record.meeting_id,
        record.name,
        record.medium,
        record.digest,
        record.size,
        record.at,
        record.actor,
        record.recalled_reason or "",
    )
