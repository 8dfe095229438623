"""A workspace of an older version, which was plain, becomes an encrypted one."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2

from zjgdesk.errors import DeskError
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import Purpose
from zjgdesk.services import backups, evidence, issued, keyring, recovery_code
from zjgdesk.services.desk import DATABASE, Machine
from zjgdesk.services.passphrases import Key
from zjgdesk.services.workspace import open_workspace
from zjgdesk.vault import KEY, Vault

FILED: Final = (issued.FOLDER, evidence.FOLDER)
OLD: Final = ".unencrypted"


def encrypt_workspace(folder: Path, key: Key, *, machine: Machine) -> str:
    """Write a closed plain workspace anew, encrypted, and return the recovery sheet's code.

    The administrator gets in by the passphrase at once; the others as soon as they have signed in
    beside the administrator. What was plain is deleted; a disk may keep traces of it all the same.

    Raises:
        DeskError: `workspace.encrypted` where it is, `workspace.sample` for the demonstration,
            `workspace.unwritable`, or what speaks against the passphrase or the role.

    Rule: DESK-08
    """
    if keyring.is_sealed(folder):
        raise DeskError("workspace.encrypted", rule="DESK-08", name=folder.name)
    _enter(folder, key, machine)
    part = folder.with_name(f".{folder.name}.part")
    old = folder.with_name(f".{folder.name}{OLD}")
    chance = machine.chance.randbytes
    vault, code = Vault(chance(KEY), chance), recovery_code.new_code(chance)
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir()
        _write(folder, part, vault)
        ring = keyring.with_slot(keyring.new_ring(chance), vault, key.name, key.passphrase)
        keyring.write_ring(part, keyring.with_slot(ring, vault, keyring.RECOVERY, code))
        folder.rename(old)
        part.rename(folder)
    except (OSError, sqlcipher3.dbapi2.Error) as error:
        raise DeskError("workspace.unwritable", name=folder.name) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)
    return code


def _enter(folder: Path, key: Key, machine: Machine) -> None:
    """Sign in as an administrator, and enter what is going to be done."""
    workspace = open_workspace(folder, machine=machine)
    try:
        desk = workspace.sign_in(key.name, key.passphrase)
        desk.need(Action.ENCRYPT_WORKSPACE)
        if workspace.purpose is Purpose.SAMPLE:
            raise DeskError("workspace.sample", rule="DESK-08", name=folder.name)
        with desk.acting(Action.ENCRYPT_WORKSPACE, "workspace"):
            pass
    finally:
        workspace.close()


def _write(folder: Path, part: Path, vault: Vault) -> None:
    _export(folder / DATABASE, part / DATABASE, vault)
    backups.check_copy(part / DATABASE, vault)
    (part / backups.FOLDER).mkdir()
    for path in sorted((folder / backups.FOLDER).glob("*.db")):
        _export(path, part / backups.FOLDER / path.name, vault)
    for name in FILED:
        (part / name).mkdir()
        for path in sorted((folder / name).glob("*")):
            bound = path.name if name == issued.FOLDER else name
            with vault.place(part / name, path.name).open("wb") as file:
                file.writelines(vault.seal(bound, _pieces(path)))


def _pieces(path: Path) -> Iterator[bytes]:
    yield path.read_bytes()


def _export(source: Path, target: Path, vault: Vault) -> None:
    """Write a plain database as an encrypted one; the driver's own export keeps all tables."""
    address = f"{source.resolve().as_uri()}?immutable=1"
    connection: Any = sqlcipher3.dbapi2.connect(address, uri=True)
    with closing(connection) as raw:
        version = raw.execute("PRAGMA user_version").fetchone()[0]
        key = f"x'{vault.database_key()}'"
        raw.execute("ATTACH DATABASE ? AS sealed KEY ?", (str(target), key))
        raw.execute("SELECT sqlcipher_export('sealed')")
        raw.execute(f"PRAGMA sealed.user_version = {int(version)}")
