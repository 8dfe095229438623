"""Passphrases tried: a right one opens, wrong ones are recorded and soon cost time."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from zjgdesk.errors import DeskError
from zjgdesk.models.workspace import Account
from zjgdesk.rules.names import compact
from zjgdesk.rules.officers import may_oversee
from zjgdesk.rules.roles import Action
from zjgdesk.services import disk, meetings, passphrases, trail
from zjgdesk.services.account_rows import AccountRow, as_row
from zjgdesk.services.desk import Desk
from zjgdesk.services.passphrases import LONGEST, TRIES, Key

__all__ = ["Key", "try_passphrase", "two_keys"]


def try_passphrase(writing: sessionmaker[Session], key: Key, *, at: datetime) -> AccountRow:
    """Return the account that the passphrase opens.

    From the fifth wrong one in a row on the account rests: a minute, then twice as long each time.
    Every wrong one is on the trail.

    Raises:
        DeskError: `account.unknown`, `account.inactive`, `account.wrong_passphrase`,
            `account.locked`.

    Rule: DESK-04, VOTE-23
    """
    with disk.told(), writing.begin() as session:
        account = session.scalars(select(Account).where(Account.name == key.name.strip())).first()
        if account is None:
            raise DeskError("account.unknown", rule="DESK-04", name=key.name)
        if not account.active:
            raise DeskError("account.inactive", rule="DESK-04", name=key.name)
        if account.locked_until is not None and at < account.locked_until:
            raise _locked(account, at)
        right = passphrases.matches(key.passphrase, account.verifier)
        if not right or account.failures:
            _remember(session, account, at=at, right=right)
        refused = None if right else _refused(account, at)
        row = as_row(account)
    if refused is not None:
        raise refused
    return row


def two_keys(desk: Desk, meeting_id: int, keys: tuple[Key, Key]) -> tuple[str, str]:
    """Return the names of the two people whose passphrases open or close the count.

    One of them sits at the desk, and one at least oversees this sitting.

    Raises:
        DeskError: `keys.same_person`, `keys.stranger`, `keys.no_scrutineer`, or what speaks
            against one of the passphrases.

    Rule: VOTE-23
    """
    one, other = (key.name.strip() for key in keys)
    if compact(one) == compact(other):
        raise DeskError("keys.same_person", rule="VOTE-23", name=one)
    if desk.actor.name not in {one, other}:
        raise DeskError("keys.stranger", rule="VOTE-23", name=desk.actor.name)
    with desk.reading() as session:
        officers = meetings.officers_of(meetings.find(session, meeting_id))
    if may_oversee(officers, one) and may_oversee(officers, other):
        raise DeskError("keys.no_scrutineer", rule="VOTE-23", names=f"{one}、{other}")
    for key in keys:
        try_passphrase(desk.writing, key, at=desk.clock())
    return one, other


def _remember(session: Session, account: Account, *, at: datetime, right: bool) -> None:
    account.failures = 0 if right else account.failures + 1
    over = account.failures - TRIES
    account.locked_until = at + min(timedelta(minutes=2**over), LONGEST) if over >= 0 else None
    if not right:
        trail.append(
            session,
            at=at,
            actor=account.name,
            action=Action.FAIL_SIGN_IN,
            told=(f"account:{account.id}", {"failures": account.failures}),
        )


def _refused(account: Account, at: datetime) -> DeskError:
    if account.locked_until is not None:
        return _locked(account, at)
    left = TRIES - account.failures
    return DeskError("account.wrong_passphrase", rule="DESK-04", name=account.name, left=left)


def _locked(account: Account, at: datetime) -> DeskError:
    rest = (account.locked_until or at) - at
    minutes = max(1, -(-int(rest.total_seconds()) // 60))
    return DeskError("account.locked", rule="VOTE-23", name=account.name, minutes=minutes)
