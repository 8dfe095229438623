"""The grid inside a table: its chips, its keys, its header."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from zjgdesk.ui.clipboard import put
from zjgdesk.ui.table import TONE_ROLE, Index, RowsModel, value_of
from zjgdesk.ui.table_copy import copied
from zjgdesk.ui.theme import Tone, colours

ROW_HEIGHT = 36
NARROWEST = 56
LEAST = 96  # of a column that takes what is left: five characters
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


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


class TableHeader(QHeaderView):
    """Columns that are dragged, widened, and asked for their menu."""

    arranged = Signal()
    menu_wanted = Signal(QPoint, int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortIndicatorClearable(True)
        self.setMinimumSectionSize(NARROWEST)
        self._before = self._state()
        self.widened: set[int] = set()
        self.stretched: set[int] = set()
        self._sharing = False
        self.sectionResized.connect(lambda *_sizes: self.share_room())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width is shared anew."""
        super().resizeEvent(event)
        self.share_room()

    def stretch(self, at: int) -> None:
        """Let a column take the room that is left, but never less than words need."""
        self.stretched.add(at)
        self.setSectionResizeMode(at, QHeaderView.ResizeMode.Fixed)

    def share_room(self) -> None:
        """Give what the others leave to the stretched columns; where it is too little, scroll."""
        shown = self.shown()
        takers = [at for at in shown if at in self.stretched]
        if not takers or self._sharing:
            return
        left = self.width() - sum(self.sectionSize(at) for at in shown if at not in takers)
        self._sharing = True
        for more, at in enumerate(reversed(takers)):
            wide = max(left // (len(takers) - more), LEAST)
            self.resizeSection(at, wide)
            left -= wide
        self._sharing = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: remember how the columns stand before they are dragged."""
        self._before = self._state()
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt
        """Qt: the edge of a column fits it to its words."""
        self._before = self._state()
        super().mouseDoubleClickEvent(event)
        self._tell()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt
        """Qt: what was dragged is told."""
        super().mouseReleaseEvent(event)
        self._tell()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt
        """Qt: the menu of the column under the pointer."""
        self.menu_wanted.emit(event.globalPos(), self.logicalIndexAt(event.pos()))

    def order(self) -> list[int]:
        """Return the columns from left to right, the hidden ones too."""
        return [self.logicalIndex(place) for place in range(self.count())]

    def shown(self) -> list[int]:
        """Return the columns that are shown, from left to right."""
        return [at for at in self.order() if not self.isSectionHidden(at)]

    def put_in_order(self, order: Sequence[int]) -> None:
        """Let the columns stand in this order."""
        for place, at in enumerate(order):
            self.moveSection(self.visualIndex(at), place)

    def _state(self) -> tuple[list[int], list[int]]:
        return self.order(), [self.sectionSize(at) for at in range(self.count())]

    def _tell(self) -> None:
        (order, sizes), self._before = self._before, self._state()
        changed = {
            at
            for at, (old, new) in enumerate(zip(sizes, self._before[1], strict=False))
            if old != new and self.sectionResizeMode(at) == QHeaderView.ResizeMode.Interactive
        }
        self.widened |= changed
        if changed or order != self._before[0]:
            self.arranged.emit()


class Grid(QTableView):
    """The table itself: copies to a spreadsheet, tells of digits, Enter and its other keys."""

    digit_pressed = Signal(int)
    enter_pressed = Signal()
    paste_pressed = Signal()
    fill_pressed = Signal()
    fill_down_pressed = Signal()
    filter_pressed = Signal()
    search_pressed = Signal()
    menu_wanted = Signal(QPoint, int)

    def __init__(self, model: RowsModel[Any], name: str) -> None:
        super().__init__()
        self.rows_model = model
        self.header = TableHeader(self)
        self.setHorizontalHeader(self.header)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setAccessibleName(name)
        self.setModel(model)
        self.setItemDelegate(ChipDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSortingEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: copying, filling, figures and Enter are told, the rest is the table's."""
        deed = self._deed(event)
        if deed is None:
            super().keyPressEvent(event)
        else:
            deed()

    def _deed(self, event: QKeyEvent) -> Callable[[], object] | None:
        """What a key does beside what every table does."""
        for standard, deed in (
            (QKeySequence.StandardKey.Copy, self.copy),
            (QKeySequence.StandardKey.Paste, self.paste_pressed.emit),
            (QKeySequence.StandardKey.Find, self.search_pressed.emit),
        ):
            if event.matches(standard):
                return deed
        held, key = event.modifiers() & (CTRL | SHIFT | ALT), Qt.Key(event.key())
        if key in ENTER:
            return (self.fill_pressed if held == CTRL else self.enter_pressed).emit
        if event.text().isascii() and event.text().isdigit():
            return partial(self.digit_pressed.emit, int(event.text()))
        own: dict[object, Callable[[], object]] = {
            (CTRL | SHIFT, Qt.Key.Key_C): partial(self.copy, with_header=True),
            (CTRL, Qt.Key.Key_D): self.fill_down_pressed.emit,
            (ALT, Qt.Key.Key_Down): self.filter_pressed.emit,
        }
        return own.get((held, key))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt
        """Qt: the menu of the cell under the pointer, or of the current one by key."""
        place = self.columnAt(event.pos().x())
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self.currentIndex().column()
        self.menu_wanted.emit(event.globalPos(), place)

    def places(self) -> tuple[list[int], list[int]]:
        """Return the rows and the columns that the selection touches, as they stand."""
        chosen = self.selectedIndexes()
        columns = {index.column() for index in chosen}
        return (
            sorted({index.row() for index in chosen}),
            [at for at in self.header.shown() if at in columns],
        )

    def copy(self, *, with_header: bool = False) -> None:
        """Put the selection on the clipboard as a block: cells between it stay empty."""
        rows, columns = self.places()
        if not rows:
            return
        chosen = {(index.row(), index.column()) for index in self.selectedIndexes()}
        told = self.rows_model.columns
        lines = [
            [
                value_of(told[at], self.rows_model.row(row)) if (row, at) in chosen else ""
                for at in columns
            ]
            for row in rows
        ]
        header = [told[at].title for at in columns] if with_header else []
        put(copied(header, lines))
