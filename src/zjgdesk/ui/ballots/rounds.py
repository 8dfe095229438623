"""The list of rounds: two lines each, with the state as a chip."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from zjgdesk.rules.vocabulary import RoundState
from zjgdesk.services.rounds import RoundRow
from zjgdesk.ui.table import TONE_ROLE, Column, Index, RowsModel
from zjgdesk.ui.theme import Tone, colours
from zjgdesk.ui.words import short_day, word

HEIGHT, MARGIN, CHIP = 62, 12, 22
TONES = {
    RoundState.DEFINED: Tone.PLAIN,
    RoundState.FROZEN: Tone.INFO,
    RoundState.PRINTED: Tone.INFO,
    RoundState.OPENED: Tone.WARN,
    RoundState.RETURNED: Tone.WARN,
    RoundState.KEYED: Tone.WARN,
    RoundState.CLOSED: Tone.GOOD,
    RoundState.VOID: Tone.MUTED,
}


def second_line(row: RoundRow) -> str:
    """Return what stands under the title."""
    return f"{word(row.track)} · {word(row.kind)} · {short_day(row.held_on)}"


class RoundDelegate(QStyledItemDelegate):
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


class RoundList(QListView):
    """The rounds, newest first; the chosen one stays chosen over a refresh."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("票决轮次")
        self.rows: RowsModel[RoundRow] = RowsModel(
            [
                Column("轮次", lambda row: row.title, tooltip=lambda row: row.title),
                Column("状态", lambda row: word(row.state), tone=lambda row: TONES[row.state]),
                Column("说明", second_line),
            ],
            self,
        )
        self.setModel(self.rows)
        self.selectionModel().currentChanged.connect(self._tell)
        self.setItemDelegate(RoundDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_rounds(self, rows: Sequence[RoundRow]) -> None:
        """Replace the rounds."""
        held = self.current()
        self.rows.show(rows)
        if rows and not (held and self.choose(held.id)):
            self.setCurrentIndex(self.rows.index(0, 0))

    def current(self) -> RoundRow | None:
        """Return the chosen round."""
        index = self.currentIndex()
        return self.rows.row(index) if index.isValid() else None

    def choose(self, round_id: int) -> bool:
        """Choose a round by its id; say whether it is there."""
        place = self.rows.find(lambda row: row.id == round_id)
        if place is not None:
            self.setCurrentIndex(self.rows.index(place, 0))
        return place is not None

    def _tell(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self.rows.row(current))
