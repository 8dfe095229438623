"""The menu that every table has: at its button, on its header and on its cells."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from zjgdesk.ui.table_grid import Grid
from zjgdesk.ui.table_host import host_of


class Menued(Protocol):
    """What the menu asks of a table."""

    view: Grid
    deeds: list[tuple[str, Callable[[], object]]]

    def titles(self) -> list[str]:
        """Return the titles of all columns."""

    def ask_filter(self, column: int) -> None:
        """Ask for which values of a column rows are shown."""

    def clear_filters(self) -> None:
        """Show all rows again."""

    def ask_columns(self) -> None:
        """Ask which columns are shown."""

    def ask_export(self) -> None:
        """Ask what goes into a file."""


def open_menu(table: Menued, at: QPoint, column: int) -> QMenu:
    """Open the menu at a place of the screen, for a column."""
    menu = QMenu(table.view)
    fill_menu(menu, table, column)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(at)
    return menu


def fill_menu(menu: QMenu, table: Menued, column: int) -> None:
    """Fill the menu with what may be done now."""
    menu.clear()
    view = table.view
    some = bool(view.selectedIndexes())
    _add(menu, "复制\tCtrl+C", view.copy, able=some)
    _add(menu, "复制（含表头）\tCtrl+Shift+C", lambda: view.copy(with_header=True), able=some)
    for title, act in table.deeds:
        _add(menu, title, act, able=some)
    menu.addSeparator()
    titles = table.titles()
    named = 0 <= column < len(titles)
    words = f"按“{titles[column]}”筛选…\tAlt+↓" if named else "按此列筛选…"
    _add(menu, words, lambda: table.ask_filter(column), able=named)
    filtered = bool(view.rows_model.filters())
    _add(menu, "清除筛选", table.clear_filters, able=filtered)
    menu.addSeparator()
    _add(menu, "选择列…", table.ask_columns)
    _add(menu, "导出…", table.ask_export, able=host_of(view) is not None)


def _add(menu: QMenu, title: str, act: Callable[[], object], *, able: bool = True) -> QAction:
    action = menu.addAction(title)
    action.setEnabled(able)
    action.triggered.connect(lambda _checked=False: act())
    return action
