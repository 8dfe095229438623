"""What a table needs of the window that it stands in."""

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QWidget

from zjgdesk.services.desk import Desk
from zjgdesk.settings import TableLayout


class ColumnsMemory(Protocol):
    """Remembers how the columns of a table were arranged."""

    def layout(self, table: str) -> TableLayout:
        """Return how the columns of a table were arranged last."""

    def keep_layout(self, table: str, layout: TableLayout) -> None:
        """Remember how the columns of a table are arranged."""


@dataclass(frozen=True, slots=True)
class TableHost:
    """Who is at the desk, and where columns are remembered."""

    desk: Desk
    memory: ColumnsMemory | None = None


def host_of(widget: QWidget) -> TableHost | None:
    """Return the host that the nearest widget around this one offers as `table_host`."""
    around: QWidget | None = widget
    while around is not None:
        host = getattr(around, "table_host", None)
        if isinstance(host, TableHost):
            return host
        around = around.parentWidget()
    return None
