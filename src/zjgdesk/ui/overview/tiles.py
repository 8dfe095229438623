"""Cards in as many columns as the window has room for."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

GAP = 16


class Tiles(QWidget):
    """Lays cards out in rows as full as each other; the last card takes what is left of its row."""

    def __init__(self, narrowest: int, most: int = 3) -> None:
        super().__init__()
        self._narrowest, self._most = narrowest, most
        self.cards: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)

    @property
    def columns(self) -> int:
        """How many cards stand beside each other at the present width."""
        room = (self.width() + GAP) // (self._narrowest + GAP)
        most = max(1, min(room, self._most, len(self.cards)))
        rows = ceil(len(self.cards) / most)
        return ceil(len(self.cards) / rows) if rows else 1

    def hold(self, cards: Sequence[QWidget]) -> None:
        """Hold other cards; those that are no longer held go."""
        for card in self.cards:
            if card not in cards:
                card.hide()
                card.deleteLater()
        self.cards = list(cards)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Qt: one card's width is enough; the others then go below it."""
        wide = max((card.minimumSizeHint().width() for card in self.cards), default=0)
        return QSize(wide, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width may have room for another number of columns."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._arrange()

    def _arrange(self) -> None:
        wide = self.columns
        while self._grid.count():
            self._grid.takeAt(0)
        for at, card in enumerate(self.cards):
            span = wide - at % wide if card is self.cards[-1] else 1
            self._grid.addWidget(card, at // wide, at % wide, 1, span)
            card.show()
        for at in range(self._most):
            self._grid.setColumnStretch(at, int(at < wide))
