"""A workspace is a folder: created once, opened by one program at a time."""

import json
import shutil
import uuid
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session, sessionmaker

from zjgdesk.errors import DeskError
from zjgdesk.models.base import open_engine
from zjgdesk.models.upgrade import upgrade
from zjgdesk.models.workspace import Account, WorkspaceInfo
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import Purpose, Role
from zjgdesk.services import (
    backups,
    doors,
    keyring,
    papers,
    program_notes,
    recovery_code,
    round_papers,
)
from zjgdesk.services.accounts import AccountRow, NewAccount, add_to, as_row, reset_passphrase
from zjgdesk.services.desk import DATABASE, Actor, Desk, Machine
from zjgdesk.services.locks import Key, try_passphrase
from zjgdesk.vault import KEY, Vault

FOLDERS = ("backups", "issued")


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
    _vault: Vault
    by_sheet: bool = False

    @property
    def sealed(self) -> bool:
        """Whether the files are encrypted. Rule: DESK-08."""
        return self._vault.key is not None

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
        desk = self._desk(Actor(row.name, row.role))
        doors.came_in(desk, passphrase)
        program_notes.note_program(desk)
        return desk

    def regain(self, name: str, passphrase: str) -> Desk:
        """Give an administrator a new passphrase; for whoever holds the recovery sheet.

        Raises:
            DeskError: `recovery.not_open` where the sheet did not open the workspace,
                `recovery.no_administrator`, `account.weak`.

        Rule: DESK-08
        """
        found = [row for row in self.accounts() if row.name == name.strip()]
        if not self.by_sheet:
            raise DeskError("recovery.not_open", rule="DESK-08")
        if not found or found[0].role is not Role.ADMINISTRATOR:
            raise DeskError("recovery.no_administrator", rule="DESK-08", name=name)
        desk = self._desk(Actor(found[0].name, found[0].role))
        reset_passphrase(desk, found[0].id, passphrase)
        doors.came_in(desk, passphrase)
        return desk

    def back_up(self) -> Path | None:
        """Keep a verified copy where something changed since the last one; return it.

        None while papers are keyed, and where nothing changed.

        Raises:
            DeskError: `backup.failed`; the copies that are there stay.

        Rules: DESK-10, VOTE-25
        """
        at = self._machine.clock()
        return backups.keep_changed(self._engine, self.folder, self._vault, at=at)

    def close(self) -> None:
        """Fold the journal into the file and let others open the workspace."""
        _fold_journal(self._engine)
        self._engine.dispose()
        _holder(self.folder).unlink(missing_ok=True)
        self._lock.release()

    def _desk(self, actor: Actor) -> Desk:
        writing = self._engine.execution_options(writing=True)
        info = papers.session_info(self._machine)
        return Desk(
            sessions=sessionmaker(self._engine, expire_on_commit=False, info=info),
            writing=sessionmaker(writing, expire_on_commit=False, info=info),
            machine=self._machine,
            actor=actor,
            folder=self.folder,
            title=self.title,
            year=self.year,
            purpose=self.purpose,
            vault=self._vault,
        )


def create_workspace(
    folder: Path,
    *,
    title: str,
    year: int,
    purpose: Purpose,
    accounts: Sequence[NewAccount],
    machine: Machine,
) -> str:
    """Make a new workspace in an empty or missing folder; the first trail entry tells of it.

    Returns:
        The code of the recovery sheet; empty for the demonstration, which alone is not encrypted.

    Raises:
        DeskError: `workspace.exists`, `workspace.untitled`, `workspace.no_administrator`,
            `workspace.unwritable`, or an account's refusal.

    Rule: DESK-08
    """
    _refuse_bad_start(folder, title, accounts)
    chance = machine.chance.randbytes
    vault = Vault(None if purpose is Purpose.SAMPLE else chance(KEY), chance)
    part = folder.with_name(f".{folder.name}.part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        for name in FOLDERS:
            (part / name).mkdir(parents=True)
        _found(part, (title, year, purpose), accounts, (machine, vault))
        code = _lock_up(part, accounts, vault)
        if folder.exists():
            folder.rmdir()
        part.rename(folder)
    except OSError as error:
        raise DeskError("workspace.unwritable", name=folder.name) from error
    else:
        return code
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _lock_up(part: Path, accounts: Sequence[NewAccount], vault: Vault) -> str:
    """Give each person a slot and make the recovery sheet's code."""
    if vault.key is None:
        return ""
    code = recovery_code.new_code(vault.chance)
    ring = keyring.new_ring(vault.chance)
    for account in accounts:
        ring = keyring.with_slot(ring, vault, account.name, account.passphrase)
    keyring.write_ring(part, keyring.with_slot(ring, vault, keyring.RECOVERY, code))
    return code


def _found(
    part: Path,
    named: tuple[str, int, Purpose],
    accounts: Sequence[NewAccount],
    means: tuple[Machine, Vault],
) -> None:
    """Fill a folder that takes its place only when it is whole: none is ever half made."""
    (title, year, purpose), (machine, vault) = named, means
    upgrade(part / DATABASE, part / "backups", key=vault.database_key())
    engine = open_engine(part / DATABASE, key=vault.database_key())
    founder = next(a for a in accounts if a.role is Role.ADMINISTRATOR)
    maker = sessionmaker(engine.execution_options(writing=True))
    actor = Actor(founder.name, founder.role)
    desk = Desk(maker, maker, machine, actor, part, title, year, purpose, vault)
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


def open_workspace(folder: Path, *, machine: Machine, key: Key | str | None = None) -> Workspace:
    """Open a workspace for one writer, brought up to the program's tables.

    Args:
        folder: where it lies.
        machine: what the program takes from the computer.
        key: a person's name and passphrase, or the recovery sheet's code; an encrypted workspace
            opens with one of them alone.

    Raises:
        DeskError: `workspace.missing`, `workspace.busy`, `workspace.newer`, `workspace.damaged`,
            `workspace.sealed` without a key, or what speaks against the key.

    Rule: DESK-08
    """
    path = folder / DATABASE
    if not path.is_file():
        raise DeskError("workspace.missing", name=folder.name)
    if key is None and keyring.is_sealed(folder):
        raise DeskError("workspace.sealed", rule="DESK-08", name=folder.name)
    lock = FileLock(str(folder / "lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise DeskError("workspace.busy", rule="DESK-01", **_held_by(folder)) from error
    except OSError as error:
        raise DeskError("workspace.unwritable", name=folder.name) from error
    try:
        vault = _unlocked(folder, key, machine)
        upgrade(path, folder / "backups", key=vault.database_key())
        engine = open_engine(path, key=vault.database_key())
        info = _info(engine, folder)
        with suppress(DeskError):  # a disk that is full still lets the workspace be opened
            round_papers.rewrite(engine)
    except BaseException:
        lock.release()
        raise
    since = machine.clock().astimezone().strftime("%Y-%m-%d %H:%M")
    _holder(folder).write_text(json.dumps({"since": since}), "utf-8")
    return Workspace(
        folder,
        info.title,
        info.year,
        info.purpose,
        engine,
        lock,
        machine,
        vault,
        by_sheet=isinstance(key, str),
    )


def _unlocked(folder: Path, key: Key | str | None, machine: Machine) -> Vault:
    chance = machine.chance.randbytes
    if key is None or not keyring.is_sealed(folder):
        return Vault(None, chance)
    if isinstance(key, str):
        return doors.recover(folder, key, at=machine.clock(), chance=chance)
    return doors.unlock(folder, key, at=machine.clock(), chance=chance)


def _info(engine: Engine, folder: Path) -> WorkspaceInfo:
    with Session(engine) as session:
        info = session.scalars(select(WorkspaceInfo)).first()
    if info is None:
        engine.dispose()
        raise DeskError("workspace.damaged", name=folder.name)
    return info


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
