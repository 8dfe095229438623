"""A whole copy of the workspace on another medium: database, keys, papers, evidence."""

import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final

from zjgdesk.errors import DeskError
from zjgdesk.models.upgrade import back_up
from zjgdesk.rules.roles import Action
from zjgdesk.services import backups, evidence, issued, keyring
from zjgdesk.services.desk import DATABASE, Desk

FILED: Final = (issued.FOLDER, evidence.FOLDER)


def copy_workspace(desk: Desk, place: Path) -> Path:
    """Write the whole workspace into a new folder of the place, checked, or nothing of it.

    The copy opens like the workspace itself, with the same passphrases.

    Raises:
        DeskError: `role.denied`, `backup.while_keying`, `backup.inside` for a place inside the
            workspace, `backup.failed` when the medium refuses or the copy does not check; copies
            that are there stay as they are.

    Rules: DESK-10, VOTE-25
    """
    desk.need(Action.BACK_UP)
    if place.resolve().is_relative_to(desk.folder.resolve()):
        raise DeskError("backup.inside", rule="DESK-10", name=place.name)
    stamp = desk.clock().astimezone().strftime(backups.STAMP)
    target = place / f"{desk.folder.name}-{stamp}"
    with desk.acting(Action.BACK_UP, "workspace", file=target.name) as deed:
        backups.refuse_while_keying(deed.session)
    part = target.with_name(f".{target.name}.part")
    if target.exists():
        raise DeskError("backup.failed", rule="DESK-10", name=target.name)
    try:
        _write(desk, part)
        part.replace(target)
    except Exception as error:
        with suppress(OSError):
            shutil.rmtree(part, ignore_errors=True)
        raise DeskError("backup.failed", rule="DESK-10", name=target.name) from error
    return target


def _write(desk: Desk, part: Path) -> None:
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir()
    (part / backups.FOLDER).mkdir()
    back_up(desk.folder / DATABASE, part / DATABASE, key=desk.vault.database_key())
    backups.check_copy(part / DATABASE, desk.vault)
    if keyring.is_sealed(desk.folder):
        shutil.copyfile(desk.folder / keyring.KEYS, part / keyring.KEYS)
    for name in FILED:
        (part / name).mkdir()
        for path in sorted((desk.folder / name).glob("*")):
            if path.is_file() and path.suffix != ".part":
                shutil.copyfile(path, part / name / path.name)
                _need_same(path, part / name / path.name)


def _need_same(path: Path, copy: Path) -> None:
    """Read both again: a stick that was pulled or a bad block shows here."""
    if path.read_bytes() != copy.read_bytes():
        raise OSError(path.name)
