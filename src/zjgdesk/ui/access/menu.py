"""What the file menu offers about getting in and about what is lost."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QDialog, QMenu, QWidget

from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import Purpose
from zjgdesk.services.desk import Desk
from zjgdesk.ui.access.passphrase import ChangeDialog
from zjgdesk.ui.access.recovery import renew
from zjgdesk.ui.forms import tell
from zjgdesk.ui.messages import explain

Asked = Callable[[QWidget, Desk], QDialog | None]


def fill_access(menu: QMenu, window: QWidget, desk_of: Callable[[], Desk]) -> None:
    """Add the lines about passphrases to a menu; each says why it cannot be done."""
    for title, action, asked in (
        ("更改口令…", Action.CHANGE_PASSPHRASE, ChangeDialog),
        ("换发恢复单…", Action.RENEW_RECOVERY, renew),
    ):
        line = menu.addAction(title)
        line.triggered.connect(partial(_ask, window, desk_of, (title, action), asked))


def _ask(
    window: QWidget,
    desk_of: Callable[[], Desk],
    named: tuple[str, Action],
    asked: Asked,
    _checked: bool = False,  # noqa: FBT001, FBT002 - Qt's signal
) -> None:
    title, action = named
    desk = desk_of()
    refusal = desk.may(action)
    if desk.purpose is Purpose.SAMPLE:
        tell(window, title, "示例案卷不加密，也不设口令。")
    elif refusal is not None:
        tell(window, title, explain(refusal))
    elif (dialog := asked(window, desk)) is not None:
        dialog.exec()
        dialog.deleteLater()
