"""A table with its search box, its filters, its empty state and its chips."""

from collections.abc import Callable, Sequence
from typing import Generic

from PySide6.QtCore import QItemSelection, QModelIndex, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from zjgdesk.settings import TableLayout
from zjgdesk.ui.empty import EmptyState
from zjgdesk.ui.labels import label
from zjgdesk.ui.table import Column, Row, RowsModel
from zjgdesk.ui.table_columns import ColumnsDialog, arrange, arrangement
from zjgdesk.ui.table_export import ExportDialog, ask_export
from zjgdesk.ui.table_filter import FilterChips, FilterDialog
from zjgdesk.ui.table_grid import NARROWEST, ROW_HEIGHT, Grid
from zjgdesk.ui.table_host import TableHost, host_of
from zjgdesk.ui.table_menu import fill_menu, open_menu

__all__ = ["ROW_HEIGHT", "TableView"]

MEASURED = 60
WIDEST = 320


class TableView(QWidget, Generic[Row]):
    """Rows with search, order, selection and what to do first when there are none."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        *,
        empty: EmptyState | None = None,
        search: str = "搜索",
        name: str = "表格",
    ) -> None:
        super().__init__()
        self.model: RowsModel[Row] = RowsModel(columns, self)
        self.empty = empty or EmptyState("没有内容", "")
        self.search_box = QLineEdit()
        self.search_box.setPlaceholderText(search)
        self.search_box.setClearButtonEnabled(True)
        self.search_box.setAccessibleName(search)
        self.search_box.setMinimumWidth(120)
        self.search_box.setMaximumWidth(260)
        self.name = name
        self.deeds: list[tuple[str, Callable[[], object]]] = []
        self.count = label(name="hint")
        self.bar = QHBoxLayout()
        self.more_button = QPushButton("列")
        self.filter_chips = FilterChips()
        self.view = Grid(self.model, name)
        self._stack = QStackedWidget()
        self._key: Callable[[Row], object] = lambda row: getattr(row, "id", row)
        self._lay_out()
        self._connect()
        self._sized = False
        self._host: TableHost | None = None
        self._say_count()

    def key_by(self, key: Callable[[Row], object]) -> None:
        """Say by what a row is known again after a refresh; by `id` unless told."""
        self._key = key

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Replace the rows; the chosen row stays chosen where it is still there."""
        held = self._held()
        self.model.show(rows)
        self._after(held)
        if rows and not self._sized:
            self._fit()

    def current(self) -> Row | None:
        """Return the chosen row."""
        index = self.view.currentIndex()
        return self.model.row(index) if index.isValid() else None

    def selected(self) -> list[Row]:
        """Return every selected row, top down."""
        places = sorted({index.row() for index in self.view.selectedIndexes()})
        return [self.model.row(place) for place in places]

    def choose(self, wanted: Callable[[Row], bool], column: int | None = None) -> bool:
        """Choose the first row on display that the function wants."""
        place = self.model.find(wanted)
        if place is not None:
            if column is None:
                column = max(self.view.currentIndex().column(), 0)
            shown = self.view.header.shown()
            column = column if column in shown or not shown else shown[0]
            self.view.setCurrentIndex(self.model.index(place, column))
        return place is not None

    @Slot(str)
    def search(self, text: str) -> None:
        """Show what holds the words; the chosen row stays chosen where it is still shown."""
        held = self._held()
        self.model.search(text)
        self._after(held)

    def keep(self, wanted: Callable[[Row], bool] | None) -> None:
        """Show only the rows that the function wants."""
        held = self._held()
        self.model.keep(wanted)
        self._after(held)

    def below(self) -> Row | None:
        """Return the row under the chosen one; ask before a change may move the rows."""
        place = self.view.currentIndex().row() + 1
        return self.model.row(place) if 0 < place < self.model.rowCount() else None

    def go_to(self, wanted: Row | None) -> None:
        """Choose a row by what it is known by, in the chosen column."""
        if wanted is not None:
            key = self._key(wanted)
            self.choose(lambda row: self._key(row) == key)

    def step(self) -> None:
        """Go one row down, as Enter does."""
        self.go_to(self.below())

    def _held(self) -> tuple[object, int] | None:
        """What is chosen, so that it can be found again when the rows have changed."""
        row = self.current()
        return None if row is None else (self._key(row), self.view.currentIndex().column())

    def _after(self, held: tuple[object, int] | None) -> None:
        self._say_count()
        if held is None or not self.choose(lambda row: self._key(row) == held[0], held[1]):
            self.chosen.emit(None)

    def _say_count(self) -> None:
        total, shown = self.model.total(), self.model.rowCount()
        self.count.setText(f"共 {total} 条" if shown == total else f"{shown} / {total} 条")
        self._stack.setCurrentIndex(0 if total else 1)
        self.search_box.setEnabled(total > 0)

    @Slot(QItemSelection, QItemSelection)
    def _tell(self, _new: QItemSelection, _old: QItemSelection) -> None:
        self.chosen.emit(self.current())

    @Slot()
    def _open(self, _index: QModelIndex | None = None) -> None:
        row = self.current()
        if row is not None:
            self.opened.emit(row)

    def titles(self) -> list[str]:
        """Return the titles of all columns."""
        return [column.title for column in self.model.columns]

    def filter_by(self, column: int, wanted: frozenset[str] | None) -> None:
        """Show only the rows whose cell in the column says one of these; None shows all."""
        held = self._held()
        self.model.filter_column(column, wanted)
        self._after_filter(held)

    def clear_filters(self) -> None:
        """Show all rows again, but for what the search leaves out."""
        held = self._held()
        for column in self.model.filters():
            self.model.filter_column(column, None)
        self._after_filter(held)

    def ask_filter(self, column: int) -> None:
        """Ask for which values of a column rows are shown."""
        if not 0 <= column < len(self.model.columns) or not self.model.total():
            return
        kept = self.model.filters().get(column)
        title = self.model.columns[column].title
        dialog = FilterDialog(self.window(), title, self.model.values(column), kept)
        if dialog.exec():
            self.filter_by(column, dialog.wanted)
        dialog.deleteLater()

    def ask_columns(self) -> None:
        """Ask which columns are shown, and in which order."""
        dialog = ColumnsDialog(self.window(), self.view, self.titles())
        if dialog.exec():
            self._remember()
        dialog.deleteLater()

    def ask_export(self) -> None:
        """Ask what goes into a file, and write it."""
        host = host_of(self)
        if host is not None:
            told = [self.model.columns[at] for at in self.view.header.shown()]
            dialog = ExportDialog(
                self.window(), self.name, told, shown=self.model.rows(), chosen=self.selected()
            )
            ask_export(dialog, host.desk, self.name, [column.title for column in told])
            dialog.deleteLater()

    def replace(self, rows: Sequence[Row]) -> None:
        """Put newer rows in the place of the old ones; nothing else is read or moved."""
        self.model.replace(rows, self._key)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: now it is known in which window the table stands, and what that remembers."""
        super().showEvent(event)
        if self.search_box.isHidden():  # a small table without a bar: its menu is a right click
            self.more_button.hide()
        if self._host is None:
            self._host = host_of(self)
            self._arrange()

    def _connect(self) -> None:
        view = self.view
        self.search_box.textChanged.connect(self.search)
        view.selectionModel().selectionChanged.connect(self._tell)
        view.doubleClicked.connect(self._open)
        view.enter_pressed.connect(self._open)
        view.search_pressed.connect(self.search_box.setFocus)
        view.filter_pressed.connect(lambda: self.ask_filter(view.currentIndex().column()))
        view.menu_wanted.connect(lambda at, column: open_menu(self, at, column))
        view.header.menu_wanted.connect(lambda at, column: open_menu(self, at, column))
        view.header.arranged.connect(self._remember)
        self.filter_chips.removed.connect(lambda column: self.filter_by(column, None))
        self.filter_chips.cleared.connect(self.clear_filters)
        menu = self.more_button.menu()
        menu.aboutToShow.connect(lambda: fill_menu(menu, self, view.currentIndex().column()))

    def _after_filter(self, held: tuple[object, int] | None) -> None:
        self.filter_chips.show_filters(self.titles(), self.model.filters())
        self._after(held)

    def _layout_kept(self) -> TableLayout:
        memory = self._host.memory if self._host else None
        return memory.layout(self.name) if memory else TableLayout()

    def _arrange(self) -> None:
        arrange(self.view, self.titles(), self._layout_kept())

    def _remember(self) -> None:
        if self._host is not None and self._host.memory is not None:
            own = frozenset(self.titles())
            layout = arrangement(self.view, self.titles()).over(self._layout_kept(), own)
            self._host.memory.keep_layout(self.name, layout)

    def _lay_out(self) -> None:
        self.bar.addWidget(self.search_box, 8)
        self.bar.addWidget(self.count)
        self.bar.addStretch(1)
        self.bar.addWidget(self.more_button)
        self.more_button.setMenu(QMenu(self.more_button))
        for name in ("quiet", "menu"):
            self.more_button.setProperty(name, True)  # noqa: FBT003 - Qt
        self.more_button.setToolTip("选择列、筛选、复制、导出")
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self.bar)
        layout.addWidget(self.filter_chips)
        layout.addWidget(self._stack, 1)

    def _fit(self) -> None:
        """Widths once, by the first rows; what the clerk drags afterwards stays."""
        self._sized = True
        header = self.view.header
        for at, column in enumerate(self.model.columns):
            if column.width == 0:
                header.stretch(at)
            elif column.width:
                self.view.setColumnWidth(at, column.width)
            else:
                self.view.setColumnWidth(at, self._words_width(at, column))
        self._arrange()
        header.share_room()

    def _words_width(self, at: int, column: Column[Row]) -> int:
        metrics = self.view.fontMetrics()
        texts = [column.text(row) for row in self.model.rows()[:MEASURED]]
        widest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
        title = metrics.horizontalAdvance(self.model.columns[at].title) + 16
        chip = 20 if column.tone else 0
        return max(NARROWEST, min(WIDEST, max(widest + chip, title) + 28))
