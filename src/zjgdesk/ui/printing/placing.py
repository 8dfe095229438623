"""Where each page lies when all of them hang under one another."""

from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QRect

from zjgdesk.ui.printing.pages import PageSize

GAP = 12


class Placing:
    """The places of the pages, in dots, at so many dots to the point."""

    def __init__(self, sizes: Sequence[PageSize], scale: float, gap: int) -> None:
        self.scale, self.gap = scale, gap
        found = [size.pixels(scale) for size in sizes]
        self.width = max((size.width() for size in found), default=0) + 2 * gap
        self._tops: list[int] = []
        self._sizes = found
        top = gap
        for size in found:
            self._tops.append(top)
            top += size.height() + gap
        self.height = top

    def rect(self, number: int, width: int) -> QRect:
        """Return the place of a page, in the middle of a width."""
        size = self._sizes[number]
        left = (max(width, self.width) - size.width()) // 2
        return QRect(left, self._tops[number], size.width(), size.height())

    def at(self, y: int) -> int:
        """Return the page at a height, the nearest above it in a gap."""
        return max(bisect_right(self._tops, y) - 1, 0)

    def between(self, top: int, bottom: int) -> range:
        """Return the pages that can be seen between two heights."""
        return range(self.at(top), self.at(bottom) + 1)
