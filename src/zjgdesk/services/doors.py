"""The way into an encrypted workspace: passphrases tried, slots given and taken away.

A change of slots is kept before the change in the database is, and what is no longer wanted goes
afterwards: whatever is interrupted, the passphrase that the database knows still opens the file.
"""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import select

from zjgdesk.errors import DeskError
from zjgdesk.models.workspace import Account
from zjgdesk.rules.names import compact
from zjgdesk.rules.roles import Action
from zjgdesk.services import keyring, recovery_code
from zjgdesk.services.desk import Desk
from zjgdesk.services.keyring import RECOVERY, KeyRing
from zjgdesk.services.passphrases import LONGEST, TRIES, Key
from zjgdesk.services.saving import write_whole
from zjgdesk.vault import Vault

ATTEMPTS: Final = "attempts.json"
MOST_TIMES: Final = 200


@dataclass(frozen=True, slots=True)
class Attempts:
    """Wrong passphrases since the workspace was opened last; no names."""

    failures: int = 0
    until: datetime | None = None
    times: tuple[datetime, ...] = field(default=())


def unlock(folder: Path, key: Key, *, at: datetime, chance: Callable[[int], bytes]) -> Vault:
    """Return the vault that the passphrase opens.

    From the fifth wrong one in a row on the workspace rests: a minute, then twice as long each
    time. Wrong ones are put on the trail by the next person who gets in.

    Raises:
        DeskError: `keys.wrong`, `keys.resting`, `keys.damaged`, `keys.newer`.

    Rule: DESK-08
    """
    return _tried(folder, key.name, key.passphrase, at=at, chance=chance)


def recover(folder: Path, code: str, *, at: datetime, chance: Callable[[int], bytes]) -> Vault:
    """Return the vault that the recovery sheet opens.

    Raises:
        DeskError: `recovery.length`, `recovery.typo`, or as `unlock`.

    Rule: DESK-08
    """
    return _tried(folder, RECOVERY, recovery_code.read_code(code), at=at, chance=chance)


def give(desk: Desk, name: str, passphrase: str) -> None:
    """Let a passphrase open the file too, before the database is told of it.

    Raises:
        DeskError: the `save.…` codes of a disk that refuses.
    """
    if desk.vault.key is None:
        return
    ring = keyring.read_ring(desk.folder)
    keyring.write_ring(desk.folder, keyring.with_slot(ring, desk.vault, name, passphrase))


def tidy(desk: Desk) -> None:
    """Drop the slots that no active account has, and all but the last of each."""
    if desk.vault.key is None:
        return
    ring = keyring.read_ring(desk.folder)
    kept = keyring.newest_of(ring, desk.vault, {*_active(desk), RECOVERY})
    if kept != ring:
        keyring.write_ring(desk.folder, kept)


def came_in(desk: Desk, passphrase: str) -> None:
    """Settle what was left open before this person came in, and record wrong passphrases.

    Rule: DESK-08
    """
    if desk.vault.key is None:
        return
    _only_this(desk, passphrase)
    tidy(desk)
    tried = _attempts(desk.folder)
    if tried.failures:
        with desk.acting(Action.FAIL_SIGN_IN, "workspace", failures=tried.failures) as deed:
            deed.facts["times"] = [t.isoformat() for t in tried.times]
    (desk.folder / ATTEMPTS).unlink(missing_ok=True)


def renew_recovery(desk: Desk) -> str:
    """Make a new recovery code; the old sheet opens nothing from then on.

    Raises:
        DeskError: `role.denied`, `workspace.plain`, or the `save.…` codes.

    Rule: DESK-08
    """
    desk.need(Action.RENEW_RECOVERY)
    if desk.vault.key is None:
        raise DeskError("workspace.plain", rule="DESK-08")
    code = recovery_code.new_code(desk.vault.chance)
    with desk.acting(Action.RENEW_RECOVERY, "workspace"):
        give(desk, RECOVERY, code)
    tidy(desk)
    return code


def _only_this(desk: Desk, passphrase: str) -> None:
    """Make the passphrase that was right the one of the file, where a change was interrupted."""
    ring, name = keyring.read_ring(desk.folder), desk.actor.name
    label = desk.vault.label(compact(name))
    held = [slot for slot in ring.slots if slot.label == label]
    if len(held) == 1 or not passphrase:
        return
    opened = keyring.unlock(ring, name, passphrase)
    if opened is None:
        give(desk, name, passphrase)
    else:
        keyring.write_ring(desk.folder, keyring.alone(ring, opened.tag))


def _active(desk: Desk) -> set[str]:
    with desk.reading() as session:
        return set(session.scalars(select(Account.name).where(Account.active)))


def _tried(
    folder: Path, name: str, passphrase: str, *, at: datetime, chance: Callable[[int], bytes]
) -> Vault:
    tried = _attempts(folder)
    if tried.until is not None and at < tried.until:
        raise _resting(tried, at)
    ring: KeyRing = keyring.read_ring(folder)
    opened = keyring.unlock(ring, name, passphrase)
    if opened is not None:
        return Vault(opened.key, chance)
    failures = tried.failures + 1
    over = failures - TRIES
    until = at + min(timedelta(minutes=2**over), LONGEST) if over >= 0 else None
    tried = Attempts(failures, until, (*tried.times, at)[-MOST_TIMES:])
    _remember(folder, tried)
    if until is not None:
        raise _resting(tried, at)
    raise DeskError("keys.wrong", rule="DESK-08", left=TRIES - failures)


def _resting(tried: Attempts, at: datetime) -> DeskError:
    rest = (tried.until or at) - at
    minutes = max(1, -(-int(rest.total_seconds()) // 60))
    return DeskError("keys.resting", rule="DESK-08", minutes=minutes)


def _attempts(folder: Path) -> Attempts:
    """Return what is noted; a note that cannot be read counts as none."""
    try:
        told = json.loads((folder / ATTEMPTS).read_text("ascii"))
        until = datetime.fromisoformat(told["until"]) if told["until"] else None
        times = tuple(datetime.fromisoformat(each) for each in told["times"])
        return Attempts(int(told["failures"]), until, times)
    except (OSError, ValueError, KeyError, TypeError):
        return Attempts()


def _remember(folder: Path, tried: Attempts) -> None:
    told = {
        "failures": tried.failures,
        "until": tried.until.isoformat() if tried.until else None,
        "times": [each.isoformat() for each in tried.times],
    }
    with suppress(DeskError):  # a disc that cannot be written is refused by other means
        write_whole(folder / ATTEMPTS, json.dumps(told).encode("ascii"))
