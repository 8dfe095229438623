"""A narrow list of two lines a row: a title, a few words under it, the state as a chip."""

from collections.abc import Callable, Sequence
from typing import Any, Generic

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from zjgdesk.ui.table import TONE_ROLE, Column, Index, Row, RowsModel
from zjgdesk.ui.theme import Tone, colours

HEIGHT, MARGIN, CHIP = 62, 12, 22


class TwoLineDelegate(QStyledItemDelegate):
    """Paints the title, the line under it and the state."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: the ground by the style, the words over it."""
        blank: Any = QStyleOptionViewItem(option)
        self.initStyleOption(blank, index)
        title, blank.text = blank.text, ""
        style = blank.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, blank, painter, blank.widget)
        area = QRectF(blank.rect).adjusted(MARGIN, 8, -MARGIN, -8)
        lower = QRectF(area.left(), area.center().y(), area.width(), area.height() / 2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _words(painter, area.adjusted(0, 0, 0, -area.height() / 2), title, colours().text)
        state = index.sibling(index.row(), 1)
        width = _chip(painter, lower, str(state.data()), Tone(state.data(TONE_ROLE)))
        second = str(index.sibling(index.row(), 2).data())
        _words(painter, lower.adjusted(0, 0, -width - 6, 0), second, colours().muted)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Qt: two lines."""
        return QSize(200, HEIGHT)


def _words(painter: QPainter, area: QRectF, text: str, colour: str) -> None:
    painter.setPen(QColor(colour))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()))
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, shown)


def _chip(painter: QPainter, area: QRectF, text: str, tone: Tone) -> float:
    """Paint a chip at the right end of the area; return how wide it is."""
    width = painter.fontMetrics().horizontalAdvance(text) + 18
    chip = QRectF(area.right() - width, area.center().y() - CHIP / 2, width, CHIP)
    words, ground = colours().of(tone)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(chip, CHIP / 2, CHIP / 2)
    painter.setPen(words)
    painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)
    return width


class TwoLineList(QListView, Generic[Row]):
    """Rows with an `id`, newest first; the chosen one stays chosen over a refresh."""

    chosen = Signal(object)

    def __init__(
        self,
        name: str,
        *,
        title: Callable[[Row], str],
        second: Callable[[Row], str],
        state: Callable[[Row], tuple[str, Tone]],
        always: bool = True,
    ) -> None:
        super().__init__()
        self._always = always
        self.setAccessibleName(name)
        self.rows: RowsModel[Row] = RowsModel(
            [
                Column(name, title),
                Column("状态", lambda row: state(row)[0], tone=lambda row: state(row)[1]),
                Column("说明", second),
            ],
            self,
        )
        self.setModel(self.rows)
        self.selectionModel().currentChanged.connect(self._tell)
        self.setItemDelegate(TwoLineDelegate(self))
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Replace the rows; some row is chosen while there are any, unless told otherwise."""
        held = self.current()
        self.rows.show(rows)
        self._hold(held)

    def search(self, text: str) -> None:
        """Show the rows that hold every word."""
        held = self.current()
        self.rows.search(text)
        self._hold(held)

    def current(self) -> Row | None:
        """Return the chosen row."""
        index = self.currentIndex()
        return self.rows.row(index) if index.isValid() else None

    def choose(self, row_id: int) -> bool:
        """Choose a row by its id; say whether it is there."""
        place = self.rows.find(lambda row: _id(row) == row_id)
        if place is not None:
            self.setCurrentIndex(self.rows.index(place, 0))
        return place is not None

    def _hold(self, held: Row | None) -> None:
        kept = held is not None and self.choose(_id(held))
        if self.rows.rowCount() and not kept and self._always:
            self.setCurrentIndex(self.rows.index(0, 0))

    def _tell(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self.rows.row(current))


def _id(row: object) -> int:
    return int(getattr(row, "id"))  # noqa: B009 - any row with an id
