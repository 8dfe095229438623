"""The trail: one sealed entry an action, checked link by link."""

import hashlib
import json
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from string import hexdigits
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from zjgdesk.digests import ALGORITHM
from zjgdesk.errors import DeskError
from zjgdesk.models.base import connect, errors_of
from zjgdesk.models.trail import TrailEntry
from zjgdesk.rules.code_groups import read_groups, with_checks
from zjgdesk.rules.roles import Action

if TYPE_CHECKING:
    from zjgdesk.services.desk import Desk

ORIGIN = "0" * 64
SHORT = 16
ANCHOR_GROUPS = 4
SLACK = timedelta(minutes=2)
"""How far a clock may be put right backwards without a word."""


@dataclass(frozen=True, slots=True)
class TrailRow:
    """One entry of the trail, as the window lists it."""

    seq: int
    at: datetime
    actor: str
    action: str
    subject: str
    facts: str
    digest: str


@dataclass(frozen=True, slots=True)
class TrailCheck:
    """What a check of the whole chain found.

    `broken_at` is the number of the first entry that does not fit, `problem` says in which way:
    `digest` (its words were changed), `previous` (it does not follow on the one before) or
    `gap` (an entry is missing before it).
    """

    entries: int
    broken_at: int | None
    digest: str
    problem: str | None


@dataclass(frozen=True, slots=True)
class _Entry:
    seq: int
    at: str
    actor: str
    action: str
    subject: str
    facts: str
    previous: str

    def digest(self, algorithm: str) -> str:
        text = canonical(
            {
                "seq": self.seq,
                "time": self.at,
                "actor": self.actor,
                "action": self.action,
                "subject": self.subject,
                "facts": json.loads(self.facts),
                "previous": self.previous,
            }
        )
        return f"{algorithm}:{hashlib.new(algorithm, text.encode()).hexdigest()}"


def canonical(value: object) -> str:
    """Write a value as JSON in the one form that digests are taken of."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain
    )


def short(digest: str) -> str:
    """Return the short form that people compare by eye, in groups of four."""
    figures = digest.rpartition(":")[2][:SHORT].upper()
    return " ".join(figures[start : start + 4] for start in range(0, SHORT, 4))


def anchor(digest: str) -> str:
    """Return the short form with a check in each group, for what is read aloud and typed.

    Rule: AIR-05
    """
    return with_checks(digest.rpartition(":")[2][:SHORT].upper())


def printed_figures(typed: str) -> str:
    """Return the figures of a short form as it was typed from paper, checks taken off.

    Pages of earlier releases have it without checks.

    Raises:
        DeskError: `anchor.typo` with the group that does not fit its check, `anchor.length`.

    Rule: AIR-05
    """
    found = read_groups(typed, ANCHOR_GROUPS)
    if isinstance(found, str):
        return "".join(group[:-1] for group in found.split()).lower()
    plain = "".join(typed.split()).lower()
    if len(plain) == SHORT and not set(plain) - set(hexdigits):
        return plain
    if found.group:
        raise DeskError("anchor.typo", rule="AIR-05", group=found.group)
    raise DeskError("anchor.length", rule="AIR-05", typed=found.typed, all=found.all)


def append(
    session: Session,
    *,
    at: datetime,
    actor: str,
    action: str,
    told: tuple[str, Mapping[str, object]],
) -> None:
    """Seal one entry onto the end of the trail, in the caller's transaction.

    `told` is the subject and the facts of the action.

    Raises:
        DeskError: `clock.set_back`, where the clock stands before the newest entry and nobody
            has accepted that yet.

    Rule: DESK-03
    """
    subject, facts = told
    last = session.scalars(select(TrailEntry).order_by(TrailEntry.seq.desc()).limit(1)).first()
    if last is not None and at < last.at - SLACK:
        if action == Action.FAIL_SIGN_IN:
            at = last.at  # a clock set back neither hides a wrong passphrase nor becomes right
        elif action != Action.ACCEPT_CLOCK:
            raise DeskError("clock.set_back", rule="DESK-03", now=at, newest=last.at)
    entry = _Entry(
        seq=last.seq + 1 if last else 1,
        at=_time(at),
        actor=actor,
        action=action,
        subject=subject,
        facts=canonical(dict(facts)),
        previous=last.digest if last else ORIGIN,
    )
    session.add(
        TrailEntry(
            seq=entry.seq,
            at=at,
            actor=actor,
            action=action,
            subject=subject,
            facts=entry.facts,
            previous=entry.previous,
            digest=entry.digest(ALGORITHM),
        )
    )


def newest(session: Session) -> tuple[int, str]:
    """Return how many entries the trail has and the digest of its newest."""
    count = session.scalar(select(func.count()).select_from(TrailEntry)) or 0
    last = session.scalars(select(TrailEntry.digest).order_by(TrailEntry.seq.desc()).limit(1))
    return count, last.first() or ORIGIN


def list_trail(desk: "Desk") -> list[TrailRow]:
    """Return the whole trail, newest first.

    Raises:
        DeskError: `role.denied`.
    """
    desk.need(Action.READ_TRAIL)
    with desk.reading() as session:
        entries = session.scalars(select(TrailEntry).order_by(TrailEntry.seq.desc()))
        return [_row(entry) for entry in entries]


def find_printed(desk: "Desk", printed: str) -> TrailRow:
    """Return the entry whose digest stands at the foot of a page.

    A trail that was cut short, or put back to an older one, still follows link by link; that an
    entry once printed is no longer there gives it away.

    Args:
        desk: where somebody sits who may read the trail.
        printed: the short form as it is printed; blanks and small letters do not matter.

    Raises:
        DeskError: `role.denied`, `trail.digest_unknown`, or as `printed_figures`.

    Rule: DESK-03
    """
    desk.need(Action.READ_TRAIL)
    figures = printed_figures(printed)
    with desk.reading() as session:
        query = select(TrailEntry).where(TrailEntry.digest.contains(f":{figures}"))
        entry = session.scalars(query).first()
        if entry is None:
            raise DeskError("trail.digest_unknown", rule="DESK-03", digest=anchor(f":{figures}"))
        return _row(entry)


def check_trail(folder: Path, key: str | None = None) -> TrailCheck:
    """Follow the chain of a workspace's trail and name the first entry that does not fit.

    Reads the file alone: no sign-in, no lock, nothing written.

    Args:
        folder: where the workspace lies.
        key: of an encrypted database, in hexadecimal.

    Raises:
        DeskError: `workspace.missing` or `workspace.damaged`.
    """
    path = folder / "desk.db"
    if not path.is_file():
        raise DeskError("workspace.missing", name=folder.name)
    try:
        with closing(connect(_address(path), key)) as raw:
            rows = raw.execute(
                "SELECT seq, at, actor, action, subject, facts, previous, digest"
                " FROM trail_entry ORDER BY seq"
            ).fetchall()
    except errors_of(key) as error:
        raise DeskError("workspace.damaged", name=folder.name) from error
    return _follow(rows)


def _row(e: TrailEntry) -> TrailRow:
    return TrailRow(e.seq, e.at, e.actor, e.action, e.subject, e.facts, e.digest)


def _address(path: Path) -> str:
    """A closed workspace is read as it lies, from a disc too; an open one by its journal."""
    journal = path.with_name(f"{path.name}-wal")
    alone = not journal.exists() or journal.stat().st_size == 0
    return f"{path.resolve().as_uri()}?{'immutable=1' if alone else 'mode=ro'}"


def _follow(rows: list[tuple[int, str, str, str, str, str, str, str]]) -> TrailCheck:
    before = ORIGIN
    for expected, row in enumerate(rows, start=1):
        seq, at, actor, action, subject, facts, previous, digest = row
        entry = _Entry(seq, _stored_time(at), actor, action, subject, facts, previous)
        problem = None
        if seq != expected:
            problem = "gap"
        elif previous != before:
            problem = "previous"
        elif not _fits(entry, digest):
            problem = "digest"
        if problem:
            return TrailCheck(len(rows), seq, before, problem)
        before = digest
    return TrailCheck(len(rows), None, before, None)


def _fits(entry: _Entry, digest: str) -> bool:
    algorithm = digest.partition(":")[0]
    if algorithm not in {"sm3", "sha256"}:
        return False
    try:
        return entry.digest(algorithm) == digest
    except ValueError:  # the facts are no longer JSON
        return False


def _plain(value: object) -> str:
    match value:
        case StrEnum():
            return value.value
        case datetime():
            return _time(value)
        case date() | Path():
            return str(value)
    raise TypeError(f"a trail entry cannot hold {type(value).__name__}")


def _time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _stored_time(text: str) -> str:
    try:
        return _time(datetime.fromisoformat(text).replace(tzinfo=UTC))
    except ValueError:
        return text
