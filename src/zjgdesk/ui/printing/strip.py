"""The pages as small pictures at the side; each is drawn when it comes into view."""

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from zjgdesk.ui.printing.pages import Pages
from zjgdesk.ui.printing.pictures import Pictures
from zjgdesk.ui.printing.sheets import AGAIN
from zjgdesk.ui.theme import colours

WIDE, TALL, NUMBER = 96, 132, 22
MARGIN = 8
STRIP = WIDE + 2 * MARGIN + 22
ROOM = 48 * 1024 * 1024

Index = QModelIndex | QPersistentModelIndex


class _Numbers(QAbstractListModel):
    """The pages by their numbers."""

    def __init__(self, pages: Pages, strip: "PageStrip") -> None:
        super().__init__(strip)
        self._count = len(pages)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt signature
        """Qt: number of pages."""
        return 0 if parent.isValid() else self._count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Qt: what a page is called."""
        if role == Qt.ItemDataRole.DisplayRole:
            return str(index.row() + 1)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"第 {index.row() + 1} 页"
        return None


class _Small(QStyledItemDelegate):
    """Paints one small page with its number under it."""

    def __init__(self, pages: Pages, pictures: Pictures, strip: "PageStrip") -> None:
        super().__init__(strip)
        self._pages, self._pictures = pages, pictures

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Qt: each takes the same room."""
        return QSize(WIDE + 2 * MARGIN, TALL + NUMBER + 2 * MARGIN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: the page, dot for dot, and its number."""
        worn, room = colours(), option.rect  # type: ignore[attr-defined] # PySide's stubs lack it
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        if chosen:
            painter.fillRect(room, QColor(worn.selected))
        ratio = painter.device().devicePixelRatioF()
        size = self._pages.sizes[index.row()]
        scale = min(WIDE / size.width, TALL / size.height) * ratio
        dots = size.pixels(scale)
        wide, tall = round(dots.width() / ratio), round(dots.height() / ratio)
        left = room.left() + (room.width() - wide) // 2
        sheet = QRect(left, room.top() + MARGIN + (TALL - tall) // 2, wide, tall)
        painter.fillRect(sheet, Qt.GlobalColor.white)
        image = self._pictures.get(index.row(), scale, QRect(0, 0, dots.width(), dots.height()))
        if image is not None:
            painter.drawImage(sheet, image)
        painter.setPen(QColor(worn.accent if chosen else worn.line_strong))
        painter.drawRect(sheet.adjusted(-1, -1, 0, 0))
        painter.setPen(QColor(worn.text if chosen else worn.muted))
        words = QRect(room.left(), room.bottom() - NUMBER - 2, room.width(), NUMBER)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, str(index.row() + 1))


class PageStrip(QListView):
    """Small pages; the chosen one is shown large."""

    page_chosen = Signal(int)

    def __init__(self, pages: Pages) -> None:
        super().__init__()
        self.setObjectName("pageStrip")
        self.setAccessibleName("页面缩略图")
        self.setFixedWidth(STRIP)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.pictures = Pictures(pages, room=ROOM)
        self.setModel(_Numbers(pages, self))
        self.setItemDelegate(_Small(pages, self.pictures, self))
        self._following = False
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN)
        self._again.timeout.connect(self.viewport().update)
        self.selectionModel().currentChanged.connect(self._tell)

    def show_page(self, number: int) -> None:
        """Mark the page that is shown large, without telling of it."""
        index = self.model().index(number, 0)
        if index != self.currentIndex():
            self._following = True
            self.setCurrentIndex(index)
            self._following = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: only what is in view is drawn, and the rest of it a moment later."""
        self.pictures.begin()
        super().paintEvent(event)
        if self.pictures.missing:
            self._again.start()

    def _tell(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid() and not self._following:
            self.page_chosen.emit(index.row())
