"""Who may sign in, and as what."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from zjgdesk.errors import DeskError
from zjgdesk.models.workspace import Account
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import Purpose, Role
from zjgdesk.services import passphrases
from zjgdesk.services.desk import Desk, Machine


@dataclass(frozen=True, slots=True)
class NewAccount:
    """A person to be let in; an empty passphrase is for the sample alone."""

    name: str
    role: Role
    passphrase: str = ""


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account, as the window lists it."""

    id: int
    name: str
    role: Role
    active: bool
    has_passphrase: bool


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


def add_to(
    session: Session, account: NewAccount, *, purpose: Purpose, machine: Machine
) -> Account:
    """Check and add an account in the caller's transaction."""
    name = account.name.strip()
    if not name:
        raise DeskError("account.unnamed")
    if session.scalars(select(Account).where(Account.name == name)).first():
        raise DeskError("account.taken", name=name)
    if purpose is not Purpose.SAMPLE and len(account.passphrase) < passphrases.SHORTEST:
        raise DeskError("account.weak", name=name, least=passphrases.SHORTEST)
    added = Account(
        name=name,
        role=account.role,
        verifier=passphrases.seal(account.passphrase, machine.chance),
        active=True,
    )
    session.add(added)
    session.flush()
    return added


def as_row(account: Account) -> AccountRow:
    """Detach an account from the database."""
    return AccountRow(
        account.id, account.name, account.role, account.active, bool(account.verifier)
    )


def _others(session: Session, account: Account) -> bool:
    query = select(Account.id).where(
        Account.role == Role.ADMINISTRATOR, Account.active, Account.id != account.id
    )
    return session.scalars(query).first() is not None
