"""A dialog over one table: what most of the menus open."""

from collections.abc import Sequence
from typing import Generic

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from zjgdesk.ui.actions import ActionBar
from zjgdesk.ui.empty import EmptyState
from zjgdesk.ui.labels import Line, label
from zjgdesk.ui.table import Column, Row
from zjgdesk.ui.table_view import TableView

SIZE = (960, 620)


class ListDialog(QDialog, Generic[Row]):
    """Title, explanation, table, buttons."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        columns: Sequence[Column[Row]],
        *,
        intro: str = "",
        empty: EmptyState | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(*SIZE)
        self.table: TableView[Row] = TableView(columns, empty=empty, name=title)
        self.actions_bar = ActionBar()
        self.said = Line()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(24, 24, 24, 16)
        self.body.setSpacing(12)
        self.body.addWidget(label(title, "dialogTitle"))
        if intro:
            self.body.addWidget(label(intro, "hint", wrap=True))
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.said)
        self.body.addWidget(self.actions_bar)
        self.refresh()

    def refresh(self) -> None:
        """Read the rows anew."""
        self.table.show_rows(self.rows())

    def rows(self) -> Sequence[Row]:
        """Return what the table shows."""
        raise NotImplementedError
