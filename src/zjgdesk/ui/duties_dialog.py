"""帮助 → 谁能做什么: the very table that every action is checked against."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from zjgdesk.rules.duties import DutyRow, duty_rows
from zjgdesk.rules.vocabulary import Role
from zjgdesk.services.desk import Desk
from zjgdesk.ui.dialogs import ListDialog
from zjgdesk.ui.table import CENTRE, Column
from zjgdesk.ui.theme import Tone
from zjgdesk.ui.words import word

MAY = "可以"
SIZE = (1080, 640)


class DutiesDialog(ListDialog[DutyRow]):
    """Each action with the roles that may do it; the person's own stand out."""

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        own = desk.actor.role
        intro = (
            f"您的角色是{word(own)}，您能做的用底色标出。没有写“可以”的一律不能办（DESK-04）；"
            "“两个人”一栏写明的事，一个人办不成。"
        )
        super().__init__(parent, "谁能做什么", columns_for(own), intro=intro)
        self.resize(*SIZE)
        self.table.key_by(lambda row: row.action)

    def rows(self) -> Sequence[DutyRow]:
        """Return the table."""
        return list(duty_rows())


def columns_for(own: Role) -> Sequence[Column[DutyRow]]:
    """Return the columns; the one of the person's own role is marked."""
    return (
        Column("类别", lambda row: word(row.duty), width=160),
        Column("事项", lambda row: word(row.action), width=0),
        *(_column(role, own=role is own) for role in Role),
        Column("两个人", lambda row: word(row.together), width=250),
    )


def _column(role: Role, *, own: bool) -> Column[DutyRow]:
    title = f"{word(role)}（您）" if own else word(role)
    if own:  # a chip begins at the left
        return Column(title, partial(_may, role), width=112, tone=lambda _row: Tone.GOOD)
    return Column(title, partial(_may, role), align=CENTRE, width=84)


def _may(role: Role, row: DutyRow) -> str:
    return MAY if role in row.roles else ""
