"""Accounts as they come in and go out of the services."""

from dataclasses import dataclass

from zjgdesk.models.workspace import Account
from zjgdesk.rules.vocabulary import Role


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


def as_row(account: Account) -> AccountRow:
    """Detach an account from the database."""
    return AccountRow(
        account.id, account.name, account.role, account.active, bool(account.verifier)
    )
