"""A copy of the database compared with what there is, and put back in its place."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Engine, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from zjgdesk.errors import DeskError
from zjgdesk.models.base import connect, errors_of, open_engine
from zjgdesk.models.candidates import Candidate, Clearance, Opinion, Organisation
from zjgdesk.models.honours import Reward
from zjgdesk.models.notices import Notice
from zjgdesk.models.rounds import BallotRound
from zjgdesk.models.tolerance import ToleranceCase
from zjgdesk.models.trail import TrailEntry
from zjgdesk.models.upgrade import upgrade
from zjgdesk.models.workspace import Account, IssuedDocument, WorkspaceInfo
from zjgdesk.rules.roles import Action
from zjgdesk.services import backups, disk, trail
from zjgdesk.services.desk import DATABASE, Desk

COUNTED: Final = (
    Organisation,
    Candidate,
    Opinion,
    Clearance,
    BallotRound,
    Notice,
    Reward,
    ToleranceCase,
    IssuedDocument,
    Account,
    TrailEntry,
)
PART: Final = ".restoring"


@dataclass(frozen=True, slots=True)
class CountLine:
    """How many rows of a table there are now, and in the copy."""

    table: str
    now: int
    then: int


@dataclass(frozen=True, slots=True)
class LostRow:
    """An entry of the trail that the copy does not know."""

    seq: int
    at: datetime
    actor: str
    action: str
    subject: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What would change if the copy were put back.

    Args:
        path: the copy.
        newest: the time of its newest trail entry.
        counts: of the tables that people know.
        lost: what was done since, oldest first.
        same_trail: whether the copy's trail is the beginning of today's.
    """

    path: Path
    newest: datetime
    counts: tuple[CountLine, ...]
    lost: tuple[LostRow, ...]
    same_trail: bool


def compare_backup(desk: Desk, path: Path) -> Comparison:
    """Say what would change if a copy were put back; nothing is changed.

    Raises:
        DeskError: `role.denied`, `backup.unreadable` when it is no copy of a workspace or is
            damaged, `backup.of_another` when it is one of another workspace, `workspace.newer`.

    Rule: DESK-10
    """
    desk.need(Action.RESTORE_BACKUP)
    with _opened(desk, path) as (_part, engine), Session(engine) as then, desk.reading() as now:
        head = trail.newest(then)
        entry = now.get(TrailEntry, head[0])
        same = entry is not None and entry.digest == head[1]
        since = select(TrailEntry).order_by(TrailEntry.seq)
        since = since.where(TrailEntry.seq > (head[0] if same else 0))
        return Comparison(
            path=path,
            newest=then.scalars(select(func.max(TrailEntry.at))).one(),
            counts=tuple(
                CountLine(each.__tablename__, _count(now, each), _count(then, each))
                for each in COUNTED
            ),
            lost=tuple(_lost(e) for e in now.scalars(since)) if same else (),
            same_trail=same,
        )


def restore_backup(desk: Desk, path: Path, *, reason: str) -> Path:
    """Put a copy in the place of the database, which is itself copied first.

    The papers and the evidence stay as they are; the restored trail tells who put it back, why,
    and which entry was the newest before.

    Returns:
        The copy of what was replaced.

    Raises:
        DeskError: `role.denied`, `reason.missing`, `backup.while_keying`, `backup.failed`, or as
            `compare_backup`; the database is then as it was.

    Rules: DESK-10, VOTE-25
    """
    desk.need(Action.RESTORE_BACKUP)
    if not reason.strip():
        raise DeskError("reason.missing", rule="DESK-03")
    with desk.reading() as session:
        backups.refuse_while_keying(session)
    key = desk.vault.database_key()
    with _opened(desk, path) as (part, engine):
        engine.dispose()
        kept = backups.back_up_workspace(desk)
        with desk.reading() as session:
            entries, head = trail.newest(session)
        told = {"file": path.name, "reason": reason.strip(), "kept": kept.name}
        with disk.told(), closing(connect(str(part), key)) as old:
            _write_entry(desk, part, told | {"entries": entries, "replaced": head})
            with closing(connect(str(desk.folder / DATABASE), key)) as live:
                old.backup(live)
    return kept


def _lost(entry: TrailEntry) -> LostRow:
    return LostRow(entry.seq, entry.at, entry.actor, entry.action, entry.subject)


def _write_entry(desk: Desk, part: Path, told: dict[str, object]) -> None:
    """Enter the restoring in the copy before it takes the place: the two come together."""
    engine = open_engine(part, key=desk.vault.database_key())
    try:
        with Session(engine.execution_options(writing=True)) as session, session.begin():
            trail.append(
                session,
                at=desk.clock(),
                actor=desk.actor.name,
                action=Action.RESTORE_BACKUP,
                told=("workspace", told),
            )
        with engine.connect() as connection:
            connection.rollback()
            raw = connection.connection.dbapi_connection
            if raw is not None:
                raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        engine.dispose()


@contextmanager
def _opened(desk: Desk, path: Path) -> Iterator[tuple[Path, Engine]]:
    """Take the copy aside, bring it up to today's tables, and check it; it may lie on a disc."""
    key, part = desk.vault.database_key(), desk.folder / backups.FOLDER / PART
    _forget(part)
    try:
        try:
            part.parent.mkdir(exist_ok=True)
            shutil.copyfile(path, part)
            upgrade(part, part.parent / f"{PART}.old", key=key)
            backups.check_copy(part, desk.vault)
        except (OSError, DeskError, DBAPIError, errors_of(key)) as error:
            if isinstance(error, DeskError) and error.code == "workspace.newer":
                raise
            raise DeskError("backup.unreadable", rule="DESK-10", name=path.name) from error
        engine = open_engine(part, key=key)
        try:
            _need_same(desk, engine, path)
            yield part, engine
        finally:
            engine.dispose()
    finally:
        _forget(part)


def _need_same(desk: Desk, engine: Engine, path: Path) -> None:
    with Session(engine) as then, desk.reading() as now:
        uids = [session.scalars(select(WorkspaceInfo.uid)).first() for session in (then, now)]
    if uids[0] is None:
        raise DeskError("backup.unreadable", rule="DESK-10", name=path.name)
    if uids[0] != uids[1]:
        raise DeskError("backup.of_another", rule="DESK-10", name=path.name)


def _count(session: Session, table: type) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def _forget(part: Path) -> None:
    with suppress(OSError):
        shutil.rmtree(part.with_name(f"{PART}.old"), ignore_errors=True)
        for left in part.parent.glob(f"{PART}*"):
            left.unlink()
