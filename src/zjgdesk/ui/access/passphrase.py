"""更改口令: the old one, and the new one twice."""

from PySide6.QtWidgets import QWidget

from zjgdesk.errors import DeskError
from zjgdesk.services import accounts
from zjgdesk.services.accounts import AccountRow
from zjgdesk.services.desk import Desk
from zjgdesk.ui.forms import Form, FormDialog


def new_twice(form: Form) -> None:
    """Ask for a new passphrase twice."""
    form.text("new", "新口令", hint="至少 6 个字符", secret=True)
    form.text("again", "再输一遍", secret=True)


def same(form: Form) -> str:
    """Return the new passphrase.

    Raises:
        DeskError: `passphrase.unlike` where the two differ.
    """
    if form.string("new") != form.string("again"):
        raise DeskError("passphrase.unlike", rule="DESK-08")
    return form.string("new")


class ChangeDialog(FormDialog):
    """One's own passphrase."""

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        form = Form()
        form.text("old", "原口令", secret=True)
        new_twice(form)
        super().__init__(
            parent,
            "更改口令",
            form,
            accept="更改",
            act=lambda form: accounts.change_passphrase(desk, form.string("old"), same(form)),
            intro=f"{desk.actor.name}的口令。改后旧口令立即失效，案卷不必重写。",
        )


class ResetDialog(FormDialog):
    """A new passphrase for somebody who forgot theirs."""

    def __init__(self, parent: QWidget | None, desk: Desk, row: AccountRow) -> None:
        form = Form()
        new_twice(form)
        super().__init__(
            parent,
            "重设口令",
            form,
            accept="重设",
            act=lambda form: accounts.reset_passphrase(desk, row.id, same(form)),
            intro=f"为“{row.name}”设一个新口令，当面交给本人，并请本人随即更改。重设会留痕。",
        )
