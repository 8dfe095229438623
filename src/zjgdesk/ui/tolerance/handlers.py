"""Who handles a case: asked on the case's page, and by the administrator from the list."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from zjgdesk.rules.roles import Action
from zjgdesk.services import case_access
from zjgdesk.services.case_access import HandledRow
from zjgdesk.services.desk import Desk
from zjgdesk.ui.actions import ActionButton
from zjgdesk.ui.ballots.asking import ask, fit
from zjgdesk.ui.dialogs import ListDialog
from zjgdesk.ui.empty import EmptyState
from zjgdesk.ui.forms import Form, FormDialog
from zjgdesk.ui.table import Column
from zjgdesk.ui.tolerance.views import Done

WIDE = 480
SHOWN = 8
TICKED, UNTICKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class HandlersForm(Form):
    """The clerks, each with a tick where they handle the case."""

    def __init__(self, desk: Desk, held: tuple[str, ...]) -> None:
        super().__init__()
        self.names = QListWidget()
        known = case_access.clerks(desk)
        for name in [*known, *(each for each in held if each not in known)]:
            item = QListWidgetItem(name, self.names)
            item.setCheckState(TICKED if name in held else UNTICKED)
        self.names.setFixedHeight(30 * min(max(len(known), 2), SHOWN) + 8)
        self._put("names", "承办人", self.names, self.ticked)

    def ticked(self) -> list[str]:
        """Return the names with a tick."""
        items = [self.names.item(at) for at in range(self.names.count())]
        return [item.text() for item in items if item.checkState() is TICKED]


def handlers_dialog(
    parent: QWidget, desk: Desk, case: tuple[int, str, tuple[str, ...]], done: Done
) -> FormDialog:
    """Ask who handles the case. Rule: TOL-14."""
    case_id, number, held = case
    form = HandlersForm(desk, held)
    dialog = ask(
        parent,
        "指定承办人",
        form,
        accept="指定",
        act=lambda _form: case_access.change_handlers(desk, case_id, form.ticked()),
        done=done,
        intro=f"案件 {number} 只对勾选的承办人和督查员开放，用空格键勾选（依据 TOL-14）。",
    )
    fit(dialog, WIDE)
    return dialog


class HandledDialog(ListDialog[HandledRow]):
    """Every case by its number alone, for those who assign handlers."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        self._desk = desk
        super().__init__(
            parent,
            "容错案件的承办人",
            [
                Column("案号", lambda row: row.number, width=160),
                Column("承办人", lambda row: "、".join(row.handlers), width=0),
            ],
            intro="管理员只看到案号，看不到案卷内容（依据 TOL-14）。",
            empty=EmptyState("还没有容错案件", "经办人登记问责告知之后，在这里指定承办人。"),
        )
        self.assign_button: ActionButton = self.actions_bar.add(
            "指定承办人…", self.ask, primary=True
        )
        self.assign_button.allow(desk.may(Action.CHANGE_HANDLERS))
        self.table.opened.connect(lambda _row: self.ask())

    def rows(self) -> list[HandledRow]:
        """Return what the table shows."""
        return case_access.list_handled(self._desk)

    def ask(self) -> None:
        """Ask who handles the chosen case."""
        row = self.table.current()
        if row is not None:
            handlers_dialog(self, self._desk, (row.id, row.number, row.handlers), self.refresh)
