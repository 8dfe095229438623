"""One table model for every tab: a list of frozen rows plus a column description.

Sorting and filtering move an index list inside the model; a proxy would ask for every cell.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from zjgdesk.ui.icons import funnel_icon
from zjgdesk.ui.theme import Tone

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
TONE_ROLE = Qt.ItemDataRole.UserRole + 1
LEFT, RIGHT, CENTRE = (
    Qt.AlignmentFlag.AlignLeft,
    Qt.AlignmentFlag.AlignRight,
    Qt.AlignmentFlag.AlignHCenter,
)


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """How one column is titled, shown and sorted.

    A column with a `tone` is painted as a chip; `width` is in pixels, None follows the words,
    0 takes what is left.
    """

    title: str
    text: Callable[[Row], str]
    sort_key: Callable[[Row], Any] | None = None
    align: Qt.AlignmentFlag = LEFT
    width: int | None = None
    tooltip: Callable[[Row], str] | None = None
    tone: Callable[[Row], Tone] | None = None


def value_of(column: Column[Row], row: Row) -> str | int | float | date:
    """Return what a cell is worth in a spreadsheet: a number or a day where it shows just that."""
    text = column.text(row)
    key = column.sort_key(row) if column.sort_key else None
    match key:
        case bool() | datetime():
            return text
        case int() | float() if text == str(key):
            return key
        case date() if text == key.isoformat():
            return key
    return text


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Read-only table over rows that services return; editing goes through services."""

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._rows: list[Row] = []
        self._shown: list[int] = []
        self._haystacks: list[str] | None = None
        self._needles: tuple[str, ...] = ()
        self._keep: Callable[[Row], bool] | None = None
        self._filters: dict[int, frozenset[str]] = {}
        self._sorted: tuple[int, Qt.SortOrder] | None = None

    @property
    def columns(self) -> tuple[Column[Row], ...]:
        """How the columns are described."""
        return self._columns

    def show(self, rows: Sequence[Row]) -> None:
        """Replace everything on display; filter and order stay."""
        self.beginResetModel()
        self._rows, self._haystacks = list(rows), None
        self._shown = self._ordered(self._found())
        self.endResetModel()

    def search(self, text: str) -> None:
        """Show the rows that hold every word of the text in some column."""
        self._needles = tuple(text.lower().split())
        self._refilter()

    def keep(self, wanted: Callable[[Row], bool] | None) -> None:
        """Show only the rows that the function wants; None shows all."""
        self._keep = wanted
        self._refilter()

    def filter_column(self, column: int, wanted: frozenset[str] | None) -> None:
        """Show only the rows whose cell in the column says one of these; None shows all."""
        if wanted is None:
            self._filters.pop(column, None)
        else:
            self._filters[column] = wanted
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, column, column)
        self._refilter()

    def filters(self) -> Mapping[int, frozenset[str]]:
        """Return by which columns the rows are filtered, and for what."""
        return dict(self._filters)

    def values(self, column: int) -> list[tuple[str, int]]:
        """Return what the column says, and how often, in the rows that all else lets through."""
        told, text = self._columns[column], self._columns[column].text
        kept = self._found(but=column)
        counts = Counter(text(self._rows[at]) for at in kept)
        bearers = {text(self._rows[at]): at for at in reversed(kept)}
        order = _in_order({at: (told.sort_key or text)(self._rows[at]) for at in bearers.values()})
        words = {at: said for said, at in bearers.items()}
        return [(words[at], counts[words[at]]) for at in order]

    def replace(self, rows: Sequence[Row], key: Callable[[Row], object]) -> None:
        """Put newer rows in the place of those of the same key; nothing moves."""
        newer = {key(row): row for row in rows}
        for at, old in enumerate(self._rows):
            if key(old) in newer:
                self._rows[at] = newer[key(old)]
                if self._haystacks is not None:
                    self._haystacks[at] = self._haystack(self._rows[at])
        last = len(self._columns) - 1
        for place, at in enumerate(self._shown):
            if key(self._rows[at]) in newer:
                self.dataChanged.emit(self.index(place, 0), self.index(place, last))

    def all_rows(self) -> list[Row]:
        """Return every row, shown or not, as it came."""
        return list(self._rows)

    def row(self, index: Index | int) -> Row:
        """Return the row on display at the place."""
        return self._rows[self._shown[index if isinstance(index, int) else index.row()]]

    def rows(self) -> list[Row]:
        """Return what is on display, in its order."""
        return [self._rows[at] for at in self._shown]

    def total(self) -> int:
        """Return how many rows there are with no filter."""
        return len(self._rows)

    def find(self, wanted: Callable[[Row], bool]) -> int | None:
        """Return the place of the first row on display that the function wants."""
        places = (at for at, row in enumerate(self._shown) if wanted(self._rows[row]))
        return next(places, None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt signature
        """Qt: number of rows."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt signature
        """Qt: number of columns."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Qt: what a cell shows and how."""
        if not index.isValid():
            return None
        row, column = self.row(index), self._columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.text(row)
            case Qt.ItemDataRole.ToolTipRole:
                return column.tooltip(row) if column.tooltip else column.text(row)
            case Qt.ItemDataRole.TextAlignmentRole:
                return column.align | Qt.AlignmentFlag.AlignVCenter
            case _ if role == TONE_ROLE and column.tone:
                return column.tone(row)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        """Qt: column titles."""
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self._columns[section].title
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return self._columns[section].align | Qt.AlignmentFlag.AlignVCenter
            if role == Qt.ItemDataRole.DecorationRole and section in self._filters:
                return funnel_icon()
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Qt: order by a column; below zero back to the order of the service."""
        self._sorted = (column, order) if column >= 0 else None
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        bearers = [(self._shown[index.row()], index.column()) for index in kept]
        self._shown = self._ordered(sorted(self._shown))
        places = {row: at for at, row in enumerate(self._shown)}
        moved = [self.index(places[row], column) for row, column in bearers]
        self.changePersistentIndexList(kept, moved)
        self.layoutChanged.emit()

    def _refilter(self) -> None:
        shown = self._ordered(self._found())
        if shown == self._shown:
            return
        self.beginResetModel()
        self._shown = shown
        self.endResetModel()

    def _found(self, *, but: int | None = None) -> list[int]:
        places: Sequence[int] = range(len(self._rows))
        if self._needles:
            hay = self._hay()
            places = [at for at in places if all(word in hay[at] for word in self._needles)]
        for column, wanted in self._filters.items():
            if column != but:
                text = self._columns[column].text
                places = [at for at in places if text(self._rows[at]) in wanted]
        if self._keep is None:
            return list(places)
        return [at for at in places if self._keep(self._rows[at])]

    def _hay(self) -> list[str]:
        if self._haystacks is None:
            self._haystacks = [self._haystack(row) for row in self._rows]
        return self._haystacks

    def _haystack(self, row: Row) -> str:
        return "\n".join([column.text(row) for column in self._columns]).lower()

    def _ordered(self, places: list[int]) -> list[int]:
        if self._sorted is None:
            return places
        column, order = self._columns[self._sorted[0]], self._sorted[1]
        key = column.sort_key or column.text
        keys = {at: key(self._rows[at]) for at in places}
        return _in_order(keys, reverse=order == Qt.SortOrder.DescendingOrder)


def _in_order(keys: Mapping[int, Any], *, reverse: bool = False) -> list[int]:
    """Places by their keys; those without one come last either way."""
    known = [at for at, value in keys.items() if value is not None]
    missing = [at for at, value in keys.items() if value is None]
    known.sort(key=keys.__getitem__, reverse=reverse)
    return known + missing
