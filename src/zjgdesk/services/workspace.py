"""A workspace is a folder: created once, opened by one program at a time."""

import json
import shutil
import uuid
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session, sessionmaker

from zjgdesk.errors import DeskError
from zjgdesk.models.base import open_engine
from zjgdesk.models.rounds import BallotRound, KeyedPaper
from zjgdesk.models.upgrade import back_up, upgrade
from zjgdesk.models.workspace import Account, WorkspaceInfo
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import Purpose, Role
from zjgdesk.services import round_papers
from zjgdesk.services.accounts import AccountRow, NewAccount, add_to, as_row
from zjgdesk.services.desk import Actor, Desk, Machine
from zjgdesk.services.locks import Key, try_passphrase

DATABASE = "desk.db"
FOLDERS = ("backups", "issued")
KEPT_BACKUPS = 10


@dataclass(frozen=True, slots=True)
class Workspace:
    """An open workspace; nobody has signed in yet."""

    folder: Path
    title: str
    year: int
    purpose: Purpose
    _engine: Engine
    _lock: FileLock
    _machine: Machine

    def accounts(self) -> list[AccountRow]:
        """Return who may sign in, administrators first."""
        with Session(self._engine) as session:
            found = [as_row(a) for a in session.scalars(select(Account).order_by(Account.id))]
        return [row for row in found if row.active]

    def sign_in(self, name: str, passphrase: str) -> Desk:
        """Return the desk of a person who knows the passphrase.

        Raises:
            DeskError: `account.unknown`, `account.inactive`, `account.wrong_passphrase`,
                `account.locked`, `clock.set_back`.
        """
        writing = sessionmaker(self._engine.execution_options(writing=True))
        row = try_passphrase(writing, Key(name, passphrase), at=self._machine.clock())
        actor = Actor(row.name, row.role)
        return self._desk(actor)

    def close(self) -> None:
        """Fold the journal into the file and let others open the workspace."""
        _fold_journal(self._engine)
        self._engine.dispose()
        _holder(self.folder).unlink(missing_ok=True)
        self._lock.release()

    def _desk(self, actor: Actor) -> Desk:
        writing = self._engine.execution_options(writing=True)
        return Desk(
            sessions=sessionmaker(self._engine, expire_on_commit=False),
            writing=sessionmaker(writing, expire_on_commit=False),
            machine=self._machine,
            actor=actor,
            folder=self.folder,
            title=self.title,
            year=self.year,
            purpose=self.purpose,
        )


def create_workspace(
    folder: Path,
    *,
    title: str,
    year: int,
    purpose: Purpose,
    accounts: Sequence[NewAccount],
    machine: Machine,
) -> None:
    """Make a new workspace in an empty or missing folder; the first trail entry tells of it.

    Raises:
        DeskError: `workspace.exists`, `workspace.untitled`, `workspace.no_administrator`,
            `workspace.unwritable`, or an account's refusal.
    """
    _refuse_bad_start(folder, title, accounts)
    part = folder.with_name(f".{folder.name}.part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        for name in FOLDERS:
            (part / name).mkdir(parents=True)
        _found(part, (title, year, purpose), accounts, machine)
        if folder.exists():
            folder.rmdir()
        part.rename(folder)
    except OSError as error:
        raise DeskError("workspace.unwritable", name=folder.name) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _found(
    part: Path,
    named: tuple[str, int, Purpose],
    accounts: Sequence[NewAccount],
    machine: Machine,
) -> None:
    """Fill a folder that takes its place only when it is whole: none is ever half made."""
    title, year, purpose = named
    upgrade(part / DATABASE, part / "backups")
    engine = open_engine(part / DATABASE)
    founder = next(a for a in accounts if a.role is Role.ADMINISTRATOR)
    maker = sessionmaker(engine.execution_options(writing=True))
    actor = Actor(founder.name, founder.role)
    desk = Desk(maker, maker, machine, actor, part, title, year, purpose)
    try:
        with desk.acting(Action.ADD_ACCOUNT, "workspace", title=title, year=year) as deed:
            deed.session.add(
                WorkspaceInfo(
                    uid=str(uuid.UUID(int=machine.chance.getrandbits(128), version=4)),
                    title=title.strip(),
                    year=year,
                    purpose=purpose,
                    created_at=deed.at,
                )
            )
            for account in accounts:
                add_to(deed.session, account, purpose=purpose, machine=machine)
            deed.facts["accounts"] = [f"{a.name}:{a.role.value}" for a in accounts]
        _fold_journal(engine)
    finally:
        engine.dispose()


def open_workspace(folder: Path, *, machine: Machine) -> Workspace:
    """Open a workspace for one writer, brought up to the program's tables.

    Raises:
        DeskError: `workspace.missing`, `workspace.busy`, `workspace.newer`, `workspace.damaged`.
    """
    path = folder / DATABASE
    if not path.is_file():
        raise DeskError("workspace.missing", name=folder.name)
    lock = FileLock(str(folder / "lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise DeskError("workspace.busy", rule="DESK-01", **_held_by(folder)) from error
    except OSError as error:
        raise DeskError("workspace.unwritable", name=folder.name) from error
    try:
        upgrade(path, folder / "backups")
        engine = open_engine(path)
        info = _info(engine, folder)
        with suppress(DeskError):  # a disk that is full still lets the workspace be opened
            round_papers.rewrite(engine)
    except BaseException:
        lock.release()
        raise
    since = machine.clock().astimezone().strftime("%Y-%m-%d %H:%M")
    _holder(folder).write_text(json.dumps({"since": since}), "utf-8")
    return Workspace(folder, info.title, info.year, info.purpose, engine, lock, machine)


def back_up_workspace(desk: Desk) -> Path:
    """Keep a verified copy of the database in `backups/`; the oldest copies give way.

    Raises:
        DeskError: `backup.while_keying` while keyed papers are in the file: two copies a paper
            apart would tell that paper; `backup.failed` when the copy cannot be written or does
            not check.

    Rule: VOTE-25
    """
    stamp = desk.clock().astimezone().strftime("%Y%m%d-%H%M%S")
    target = desk.folder / "backups" / f"desk-{stamp}.db"
    with desk.acting(Action.BACK_UP, "workspace", file=target.name) as deed:
        _refuse_while_keying(deed.session)
    try:
        back_up(desk.folder / DATABASE, target)
        _verify(target)
    except (OSError, DeskError) as error:
        target.unlink(missing_ok=True)
        raise DeskError("backup.failed", name=target.name) from error
    for old in sorted(target.parent.glob("desk-*.db"))[:-KEPT_BACKUPS]:
        old.unlink()
    return target


def _info(engine: Engine, folder: Path) -> WorkspaceInfo:
    with Session(engine) as session:
        info = session.scalars(select(WorkspaceInfo)).first()
    if info is None:
        engine.dispose()
        raise DeskError("workspace.damaged", name=folder.name)
    return info


def _refuse_while_keying(session: Session) -> None:
    held = session.scalars(select(BallotRound.title).join(KeyedPaper).limit(1)).first()
    if held is not None:
        raise DeskError("backup.while_keying", rule="VOTE-25", title=held)


def _verify(path: Path) -> None:
    engine = open_engine(path)
    try:
        with engine.connect() as connection:
            if connection.execute(text("PRAGMA integrity_check")).scalar() != "ok":
                raise DeskError("workspace.damaged", name=path.name)
    finally:
        engine.dispose()


def _refuse_bad_start(folder: Path, title: str, accounts: Sequence[NewAccount]) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise DeskError("workspace.exists", name=folder.name)
    if not title.strip():
        raise DeskError("workspace.untitled")
    if not any(a.role is Role.ADMINISTRATOR for a in accounts):
        raise DeskError("workspace.no_administrator", rule="DESK-04")


def _fold_journal(engine: Engine) -> None:
    with engine.connect() as connection:
        connection.rollback()
        raw = connection.connection.dbapi_connection
        if raw is not None:
            raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _holder(folder: Path) -> Path:
    return folder / "holder.json"


def _held_by(folder: Path) -> dict[str, object]:
    try:
        since = json.loads(_holder(folder).read_text("utf-8"))["since"]
    except (OSError, ValueError, KeyError):
        since = ""
    return {"name": folder.name, "since": since}
