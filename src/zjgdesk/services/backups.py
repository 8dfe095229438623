"""Copies of the database: made, checked by opening them, thinned out, compared, put back."""

from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from zjgdesk.errors import DeskError
from zjgdesk.models.base import connect, open_engine
from zjgdesk.models.rounds import BallotRound, KeyedPaper
from zjgdesk.models.upgrade import back_up
from zjgdesk.rules.roles import Action
from zjgdesk.services import trail
from zjgdesk.services.desk import DATABASE, Desk
from zjgdesk.vault import Vault

FOLDER: Final = "backups"
STAMP: Final = "%Y%m%d-%H%M%S"
PATTERN: Final = "desk-*.db"
LATEST, DAYS, MONTHS = 10, 14, 12


@dataclass(frozen=True, slots=True)
class BackupRow:
    """One copy of the database.

    Args:
        path: where it lies.
        at: when it was made, in the office's own time; None for one made before a migration.
        size: in bytes.
    """

    path: Path
    at: datetime | None
    size: int


def back_up_workspace(desk: Desk) -> Path:
    """Keep a verified copy of the database in `backups/`; the oldest copies give way.

    Raises:
        DeskError: `backup.while_keying` while keyed papers are in the file: two copies a paper
            apart would tell that paper; `backup.failed` when the copy cannot be written or does
            not check.

    Rules: DESK-10, VOTE-25
    """
    target = _target(desk.folder, desk.clock())
    with desk.acting(Action.BACK_UP, "workspace", file=target.name) as deed:
        refuse_while_keying(deed.session)
    return _keep(desk.folder, target, desk.vault)


def keep_changed(engine: Engine, folder: Path, vault: Vault, *, at: datetime) -> Path | None:
    """Keep a copy unless papers are keyed or the newest copy already tells the same.

    Raises:
        DeskError: `backup.failed`.

    Rules: DESK-10, VOTE-25
    """
    with Session(engine) as session:
        if session.scalars(select(KeyedPaper.id).limit(1)).first() is not None:
            return None
        head = trail.newest(session)[1]
    made = sorted((folder / FOLDER).glob(PATTERN))
    if made and head_of(made[-1], vault) == head:
        return None
    return _keep(folder, _target(folder, at), vault)


def list_backups(desk: Desk) -> list[BackupRow]:
    """Return the copies beside the workspace, newest first, those before a migration last.

    Raises:
        DeskError: `role.denied`.
    """
    desk.need(Action.BACK_UP)
    rows = [_row(path) for path in (desk.folder / FOLDER).glob("*.db")]
    return sorted(rows, key=lambda row: (row.at is not None, row.path.name), reverse=True)


def refuse_while_keying(session: Session) -> None:
    """Refuse while keyed papers of any round are in the file.

    Raises:
        DeskError: `backup.while_keying`.

    Rule: VOTE-25
    """
    held = session.scalars(select(BallotRound.title).join(KeyedPaper).limit(1)).first()
    if held is not None:
        raise DeskError("backup.while_keying", rule="VOTE-25", title=held)


def head_of(path: Path, vault: Vault) -> str:
    """Return the digest of a copy's newest trail entry, "" where it cannot be read."""
    with suppress(Exception):
        address = f"{path.resolve().as_uri()}?immutable=1"
        with closing(connect(address, vault.database_key())) as raw:
            query = "SELECT digest FROM trail_entry ORDER BY seq DESC LIMIT 1"
            return str(raw.execute(query).fetchone()[0])
    return ""


def kept_of(names: Iterable[str]) -> set[str]:
    """Return which copies stay: the newest, then one a day and one a month for a while.

    Args:
        names: of the copies, which begin with their day.

    Rule: DESK-10
    """
    ordered = sorted(names, reverse=True)
    kept = set(ordered[:LATEST])
    kept |= _first_of(ordered, lambda name: name[:13], DAYS)  # desk-YYYYMMDD
    return kept | _first_of(ordered, lambda name: name[:11], MONTHS)  # desk-YYYYMM


def check_copy(path: Path, vault: Vault) -> None:
    """Open a copy as the program would, and follow its pages and its trail.

    Raises:
        DeskError: `workspace.damaged`, or what the database says of it.
    """
    engine = open_engine(path, key=vault.database_key())
    try:
        with engine.connect() as connection:
            if connection.execute(text("PRAGMA integrity_check")).scalar() != "ok":
                raise DeskError("workspace.damaged", name=path.name)
    finally:
        engine.dispose()
    with closing(connect(str(path), vault.database_key())) as raw:
        raw.execute("PRAGMA journal_mode = DELETE")  # one file, to be carried


def _keep(folder: Path, target: Path, vault: Vault) -> Path:
    part = target.with_name(f".{target.name}.part")
    try:
        part.parent.mkdir(exist_ok=True)
        part.unlink(missing_ok=True)
        back_up(folder / DATABASE, part, key=vault.database_key())
        check_copy(part, vault)
        part.replace(target)
    except Exception as error:
        for left in part.parent.glob(f"{part.name}*"):
            with suppress(OSError):
                left.unlink()
        raise DeskError("backup.failed", rule="DESK-10", name=target.name) from error
    names = {path.name for path in target.parent.glob(PATTERN)}
    for name in names - kept_of(names):
        with suppress(OSError):
            (target.parent / name).unlink()
    return target


def _target(folder: Path, at: datetime) -> Path:
    stamp = at.astimezone().strftime(STAMP)
    free = (
        folder / FOLDER / f"desk-{stamp}{again}.db" for again in ("", *"bcdefghijklmnopqrstuvwxyz")
    )
    return next((path for path in free if not path.exists()), folder / FOLDER / f"desk-{stamp}.db")


def _row(path: Path) -> BackupRow:
    at = None
    with suppress(ValueError):
        at = datetime.strptime(path.name[5:20], STAMP).astimezone()
    return BackupRow(path, at, path.stat().st_size)


def _first_of(ordered: list[str], part: Callable[[str], str], most: int) -> set[str]:
    """Return the newest name of each part, for so many parts."""
    newest: dict[str, str] = {}
    for name in ordered:
        newest.setdefault(part(name), name)
    return set(list(newest.values())[:most])
