"""The totals of a tally sheet, typed or pasted cell by cell; an empty cell is nought."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from zjgdesk.rules.ballots import Count
from zjgdesk.services.round_detail import EntryRow
from zjgdesk.services.tables_out import read_block
from zjgdesk.ui.table import Index
from zjgdesk.ui.theme import colours

HEADS = ("票序", "候选对象", "同意", "不同意", "弃权", "该项无效", "合计")
NAME, FIRST, SUM = 1, 2, 6
WIDTHS = (56, 0, 84, 84, 84, 84, 72)
ROW_HEIGHT = 30
DIGITS = 5
COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class TotalsModel(QAbstractTableModel):
    """Four figures a name; their sum beside them, red while it is not the valid papers."""

    typed = Signal()

    def __init__(self, entries: Sequence[EntryRow], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries = tuple(entries)
        self._cells: list[list[int | None]] = [[None] * (SUM - FIRST) for _ in self._entries]
        self._valid = 0

    def show_counts(self, counts: Sequence[Count]) -> None:
        """Show totals that were entered before."""
        self.beginResetModel()
        self._cells = [[each.yes, each.no, each.abstain, each.void] for each in counts]
        self.endResetModel()
        self.typed.emit()

    def counts(self) -> list[Count]:
        """Return the totals, rows in ballot order."""
        return [Count(*(figure or 0 for figure in row)) for row in self._cells]

    def expect(self, valid: int) -> None:
        """Say how many valid papers there are by hand; every row must come to that."""
        self._valid = valid
        last = max(len(self._entries) - 1, 0)
        self.dataChanged.emit(self.index(0, SUM), self.index(last, SUM))

    def uneven(self) -> list[str]:
        """Return whose four figures do not come to the valid papers. Rule: VOTE-07."""
        return [
            entry.name
            for entry, row in zip(self._entries, self._cells, strict=True)
            if sum(figure or 0 for figure in row) != self._valid
        ]

    def paste(self, at: Index, block: Sequence[Sequence[str]]) -> None:
        """Put a block of figures in from a cell on; what is no figure leaves its cell alone."""
        for down, cells in enumerate(block):
            for right, text in enumerate(cells):
                place = self.index(at.row() + down, at.column() + right)
                if place.isValid() and place.column() in range(FIRST, SUM):
                    self.setData(place, text)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt signature
        """Qt: number of rows."""
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt signature
        """Qt: number of columns."""
        return 0 if parent.isValid() else len(HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        """Qt: heads."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Qt: figures, names, sums."""
        if not index.isValid():
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return self._text(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() != NAME:
            return (Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter).value
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == SUM:
            even = sum(figure or 0 for figure in self._cells[index.row()]) == self._valid
            return QColor(colours().good if even else colours().bad)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401
        """Qt: take a figure, or none; other words are not taken."""
        text = str(value).strip()
        figure_like = text.isdecimal() and len(text) <= DIGITS
        editable = index.column() in range(FIRST, SUM)
        if role != Qt.ItemDataRole.EditRole or not editable or not (figure_like or not text):
            return False
        self._cells[index.row()][index.column() - FIRST] = int(text) if text else None
        self.dataChanged.emit(index, self.index(index.row(), SUM))
        self.typed.emit()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: the four figures can be typed."""
        usual = super().flags(index)
        editable = index.isValid() and index.column() in range(FIRST, SUM)
        return usual | Qt.ItemFlag.ItemIsEditable if editable else usual

    def _text(self, row: int, column: int) -> str:
        entry = self._entries[row]
        if column < FIRST:
            return str(entry.position) if column != NAME else entry.name
        if column == SUM:
            return str(sum(figure or 0 for figure in self._cells[row]))
        figure = self._cells[row][column - FIRST]
        return "" if figure is None else str(figure)


class TotalsGrid(QTableView):
    """Digits type into the cell, Enter goes to the next, Ctrl+V takes a block."""

    def __init__(self, entries: Sequence[EntryRow]) -> None:
        super().__init__()
        self.totals = TotalsModel(entries, self)
        self.setModel(self.totals)
        self.setAccessibleName("手工计票的合计")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAlternatingRowColors(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._fresh = True
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        header = self.horizontalHeader()
        for column, width in enumerate(WIDTHS):
            if width:
                header.resizeSection(column, width)
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.setCurrentIndex(self.totals.index(0, FIRST))

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt
        """Qt: the first digit in another cell replaces what stood there."""
        super().currentChanged(current, previous)
        self._fresh = True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: digits type, Enter goes on, Delete empties, Ctrl+V pastes."""
        at = self.currentIndex()
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.go_on()
        elif event.key() == Qt.Key.Key_Delete:
            self.totals.setData(at, "")
        elif event.key() == Qt.Key.Key_Backspace:
            self._type(str(at.data() or "")[:-1])
        elif event.text().isdecimal() and not event.modifiers() & COMMANDS:
            self._type(event.text() if self._fresh else f"{at.data() or ''}{event.text()}")
        else:
            super().keyPressEvent(event)

    def _type(self, text: str) -> None:
        at = self.currentIndex()
        if at.flags() & Qt.ItemFlag.ItemIsEditable:
            self.totals.setData(at, text)
            self._fresh = False

    def go_on(self) -> None:
        """Go to the next cell; after the last of a row to the first of the next."""
        at = self.currentIndex()
        row, column = at.row(), max(at.column(), FIRST - 1) + 1
        if column >= SUM:
            row, column = row + 1, FIRST
        if row < self.totals.rowCount():
            self.setCurrentIndex(self.totals.index(row, column))

    def paste(self) -> None:
        """Put in what lies on the clipboard, from the cell in hand on."""
        at = self.currentIndex()
        if at.isValid():
            self.totals.paste(at, read_block(QGuiApplication.clipboard().text()))
