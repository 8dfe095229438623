"""Pictures of parts of pages: made as they are needed, kept while there is room."""

from collections import OrderedDict

from PySide6.QtCore import QElapsedTimer, QRect
from PySide6.QtGui import QImage

from zjgdesk.ui.printing.pages import Pages

ROOM = 192 * 1024 * 1024
AT_ONCE = 60
"""Milliseconds that one painting may spend on new pictures, so that scrolling never halts."""

Key = tuple[int, float, int, int, int, int]


class Pictures:
    """What was rendered already; `missing` tells that a painting has to be done again."""

    def __init__(self, pages: Pages, *, room: int = ROOM) -> None:
        self._pages, self._room = pages, room
        self._kept: OrderedDict[Key, QImage] = OrderedDict()
        self._size = 0
        self._clock = QElapsedTimer()
        self._made = 0
        self.missing = False

    def begin(self) -> None:
        """Say that a painting begins."""
        self._clock.start()
        self._made, self.missing = 0, False

    def get(self, number: int, scale: float, area: QRect) -> QImage | None:
        """Return a part of a page, or None where it has to wait for the next painting."""
        key = (number, scale, area.x(), area.y(), area.width(), area.height())
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        if self._pages.closed:
            return None
        if (self._made and self._clock.elapsed() > AT_ONCE) or not self._pages.free():
            self.missing = True
            return None
        self._made += 1
        image = self._pages.part(number, scale, area)
        self._keep(key, image)
        return image

    def __len__(self) -> int:
        return len(self._kept)

    def _keep(self, key: Key, image: QImage) -> None:
        self._kept[key] = image
        self._size += image.sizeInBytes()
        while self._size > self._room and len(self._kept) > 1:
            self._size -= self._kept.popitem(last=False)[1].sizeInBytes()
