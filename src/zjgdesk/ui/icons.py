"""The program's pictures."""

from PySide6.QtGui import QIcon

from zjgdesk.resources import resources


def desk_icon() -> QIcon:
    """Return the icon of the window."""
    return QIcon(str(resources() / "icons" / "desk.svg"))
