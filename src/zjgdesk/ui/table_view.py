"""A table with its search box, its empty state and its chips."""

from collections.abc import Callable, Sequence
from typing import Any, Generic

from PySide6.QtCore import QItemSelection, QModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from zjgdesk.ui.empty import EmptyState
from zjgdesk.ui.labels import label
from zjgdesk.ui.table import TONE_ROLE, Column, Index, Row, RowsModel
from zjgdesk.ui.theme import Tone, colours

ROW_HEIGHT = 36
MEASURED = 60
NARROWEST, WIDEST = 56, 320


class ChipDelegate(QStyledItemDelegate):
    """Paints a cell with a tone as a chip, the words always in it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: ground and focus by the style, the chip over it."""
        tone = index.data(TONE_ROLE)
        text = index.data(Qt.ItemDataRole.DisplayRole)
        if tone is None or not text:
            super().paint(painter, option, index)
            return
        blank: Any = QStyleOptionViewItem(option)
        self.initStyleOption(blank, index)
        blank.text = ""
        style = blank.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, blank, painter, blank.widget)
        words, ground = colours().of(Tone(tone))
        metrics = blank.fontMetrics
        area = QRectF(blank.rect).adjusted(8, 6, -6, -6)
        area.setWidth(min(area.width(), metrics.horizontalAdvance(text) + 18))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        painter.setPen(words)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()) - 12)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, shown)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: room for the chip's round ends."""
        size = super().sizeHint(option, index)
        return QSize(size.width() + (24 if index.data(TONE_ROLE) is not None else 12), ROW_HEIGHT)


class Grid(QTableView):
    """The table itself: copies to a spreadsheet, tells of digits and Enter."""

    digit_pressed = Signal(int)
    enter_pressed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Ctrl+C copies, figures and Enter are told, the rest is the table's."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.enter_pressed.emit()
        elif event.text().isascii() and event.text().isdigit():
            self.digit_pressed.emit(int(event.text()))
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Put the selection on the clipboard as lines with tabs between the cells."""
        chosen = sorted(self.selectedIndexes(), key=lambda at: (at.row(), at.column()))
        lines: dict[int, list[str]] = {}
        for index in chosen:
            text = str(index.data() or "").replace("\t", " ").replace("\n", " ")
            lines.setdefault(index.row(), []).append(text)
        if lines:
            QGuiApplication.clipboard().setText("\n".join(map("\t".join, lines.values())))


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
        self.search_box.setFixedWidth(260)
        self.count = label(name="hint")
        self.bar = QHBoxLayout()
        self.view = self._grid(name)
        self._stack = QStackedWidget()
        self._key: Callable[[Row], object] = lambda row: getattr(row, "id", row)
        self._lay_out()
        self.search_box.textChanged.connect(self.search)
        self.view.selectionModel().selectionChanged.connect(self._tell)
        self.view.doubleClicked.connect(self._open)
        self.view.enter_pressed.connect(self._open)
        self._sized = False
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

    def _grid(self, name: str) -> Grid:
        grid = Grid()
        grid.setShowGrid(False)
        grid.setWordWrap(False)
        grid.setAccessibleName(name)
        grid.setModel(self.model)
        grid.setItemDelegate(ChipDelegate(grid))
        grid.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        grid.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        grid.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        grid.setTabKeyNavigation(False)
        grid.verticalHeader().hide()
        grid.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        grid.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = grid.horizontalHeader()
        header.setHighlightSections(False)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        header.setMinimumSectionSize(NARROWEST)
        grid.setSortingEnabled(True)
        return grid

    def _lay_out(self) -> None:
        self.bar.addWidget(self.search_box)
        self.bar.addWidget(self.count)
        self.bar.addStretch(1)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self.bar)
        layout.addWidget(self._stack, 1)

    def _fit(self) -> None:
        """Widths once, by the first rows; what the clerk drags afterwards stays."""
        self._sized = True
        header = self.view.horizontalHeader()
        for at, column in enumerate(self.model.columns):
            if column.width == 0:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
            elif column.width:
                self.view.setColumnWidth(at, column.width)
            else:
                self.view.setColumnWidth(at, self._words_width(at, column))

    def _words_width(self, at: int, column: Column[Row]) -> int:
        metrics = self.view.fontMetrics()
        texts = [column.text(row) for row in self.model.rows()[:MEASURED]]
        widest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
        title = metrics.horizontalAdvance(self.model.columns[at].title) + 16
        chip = 20 if column.tone else 0
        return max(NARROWEST, min(WIDEST, max(widest + chip, title) + 28))
