"""The program's pictures."""

from PySide6.QtGui import QIcon

from zjgdesk.resources import resources
from zjgdesk.ui.theme import colours


def desk_icon() -> QIcon:
    """Return the icon of the window."""
    return QIcon(str(resources() / "icons" / "desk.svg"))


def funnel_icon() -> QIcon:
    """Return the mark of a column by which rows are filtered."""
    return QIcon(str(resources() / "icons" / f"funnel-{colours().name}.svg"))
