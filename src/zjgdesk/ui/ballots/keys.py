"""Two people's passphrases, without which no count begins and none ends. Rule: VOTE-23."""

from zjgdesk.rules.officers import Officers
from zjgdesk.services import accounts
from zjgdesk.services.desk import Desk
from zjgdesk.services.locks import Key
from zjgdesk.ui.forms import Form
from zjgdesk.ui.labels import label

TOLD = "须两人各自输入口令，其中至少一人是本次会议的监票人（依据 VOTE-23）。"


def second_people(desk: Desk, officers: Officers) -> list[str]:
    """Return who may be the second person, those of the sitting first."""
    active = [row.name for row in accounts.list_accounts(desk) if row.active]
    there = (officers.chief, *officers.scrutineers, *officers.tellers)
    ordered = [name for name in there if name in active] + active
    return [name for name in dict.fromkeys(ordered) if name != desk.actor.name]


def add_keys(form: Form, desk: Desk, officers: Officers) -> None:
    """Add the fields of both people."""
    form.rows.addRow("", label(TOLD, "hint", wrap=True))
    form.text("own_key", f"{desk.actor.name}的口令", secret=True)
    people = second_people(desk, officers)
    form.choice(
        "second", "第二人", [(name, name) for name in people], people[0] if people else None
    )
    form.text("second_key", "第二人的口令", secret=True)


def keys_of(form: Form, desk: Desk) -> tuple[Key, Key]:
    """Return both halves as they were entered."""
    return (
        Key(desk.actor.name, form.string("own_key")),
        Key(str(form.value("second") or ""), form.string("second_key")),
    )
