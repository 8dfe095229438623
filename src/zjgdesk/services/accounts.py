"""Who may sign in, and as what."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from zjgdesk.errors import DeskError
from zjgdesk.models.workspace import Account
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import Purpose, Role
from zjgdesk.services import doors, passphrases
from zjgdesk.services.account_rows import AccountRow, NewAccount, as_row
from zjgdesk.services.desk import Deed, Desk, Machine
from zjgdesk.services.locks import try_passphrase
from zjgdesk.services.passphrases import Key

__all__ = [
    "AccountRow",
    "NewAccount",
    "add_account",
    "add_to",
    "as_row",
    "change_passphrase",
    "list_accounts",
    "reset_passphrase",
    "withdraw_account",
]


def list_accounts(desk: Desk) -> list[AccountRow]:
    """Return every account, withdrawn ones too."""
    with desk.reading() as session:
        return [as_row(a) for a in session.scalars(select(Account).order_by(Account.id))]


def add_account(desk: Desk, account: NewAccount) -> int:
    """Let a person in.

    Raises:
        DeskError: `account.unnamed`, `account.taken`, `account.weak`.
    """
    with desk.acting(Action.ADD_ACCOUNT, "account", role=account.role) as deed:
        added = add_to(deed.session, account, purpose=desk.purpose, machine=desk.machine)
        deed.session.flush()
        deed.subject = f"account:{added.id}"
        deed.facts["name"] = added.name
        doors.give(desk, added.name, account.passphrase)
        return added.id


def withdraw_account(desk: Desk, account_id: int) -> None:
    """Let a person in no longer; their name stays in the trail.

    Raises:
        DeskError: `account.unknown`, or `account.last_administrator`.
    """
    with desk.acting(Action.WITHDRAW_ACCOUNT, f"account:{account_id}") as deed:
        account = deed.session.get(Account, account_id)
        if account is None:
            raise DeskError("account.unknown", rule="DESK-04", name=str(account_id))
        if account.role is Role.ADMINISTRATOR and not _others(deed.session, account):
            raise DeskError("account.last_administrator", rule="DESK-04", name=account.name)
        account.active = False
        deed.facts["name"] = account.name
    doors.tidy(desk)


def change_passphrase(desk: Desk, old: str, new: str) -> None:
    """Give oneself another passphrase; nothing of the workspace is written anew.

    Rule: DESK-08

    Raises:
        DeskError: `account.weak`, or what `locks.try_passphrase` says of the old one.
    """
    try_passphrase(desk.writing, Key(desk.actor.name, old), at=desk.clock())
    with desk.acting(Action.CHANGE_PASSPHRASE, "account") as deed:
        query = select(Account).where(Account.name == desk.actor.name)
        _let_in(desk, deed, deed.session.scalars(query).one(), new)
    doors.tidy(desk)


def reset_passphrase(desk: Desk, account_id: int, new: str) -> None:
    """Give another person a new passphrase, who forgot theirs.

    Rule: DESK-08

    Raises:
        DeskError: `account.unknown`, `account.inactive`, `account.weak`.
    """
    with desk.acting(Action.RESET_PASSPHRASE, "account") as deed:
        account = deed.session.get(Account, account_id)
        if account is None:
            raise DeskError("account.unknown", rule="DESK-04", name=str(account_id))
        if not account.active:
            raise DeskError("account.inactive", rule="DESK-04", name=account.name)
        _let_in(desk, deed, account, new)
    doors.tidy(desk)


def _let_in(desk: Desk, deed: Deed, account: Account, new: str) -> None:
    _need_strong(desk.purpose, account.name, new)
    account.verifier = passphrases.seal(new, desk.machine.chance)
    account.failures, account.locked_until = 0, None
    deed.subject, deed.facts["name"] = f"account:{account.id}", account.name
    doors.give(desk, account.name, new)


def add_to(
    session: Session, account: NewAccount, *, purpose: Purpose, machine: Machine
) -> Account:
    """Check and add an account in the caller's transaction."""
    name = account.name.strip()
    if not name:
        raise DeskError("account.unnamed")
    if session.scalars(select(Account).where(Account.name == name)).first():
        raise DeskError("account.taken", name=name)
    _need_strong(purpose, name, account.passphrase)
    added = Account(
        name=name,
        role=account.role,
        verifier=passphrases.seal(account.passphrase, machine.chance),
        active=True,
    )
    session.add(added)
    session.flush()
    return added


def _need_strong(purpose: Purpose, name: str, passphrase: str) -> None:
    if purpose is not Purpose.SAMPLE and len(passphrase) < passphrases.SHORTEST:
        raise DeskError("account.weak", name=name, least=passphrases.SHORTEST)


def _others(session: Session, account: Account) -> bool:
    query = select(Account.id).where(
        Account.role == Role.ADMINISTRATOR, Account.active, Account.id != account.id
    )
    return session.scalars(query).first() is not None
