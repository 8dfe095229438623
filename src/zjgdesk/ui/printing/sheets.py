"""All pages under one another, as they will print: scrolled, zoomed, leafed through."""

from collections.abc import Iterator, Sequence
from enum import Enum

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea

from zjgdesk.ui.printing.pages import POINTS_PER_INCH, Pages
from zjgdesk.ui.printing.pictures import Pictures
from zjgdesk.ui.printing.placing import GAP, Placing
from zjgdesk.ui.theme import colours

SCREEN_DPI = 96
ZOOMS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0)
TILE = 768
OVERLAP = 1  # at odd ratios of the screen Qt leaves a dot out where two pictures meet
AGAIN = 20  # milliseconds until what is missing is painted
FOUND = QColor(255, 196, 0, 96)
FOUND_NOW = QColor(255, 120, 0, 128)
VEIL = 170  # of 255: how much of faded pages is covered


class Fit(Enum):
    """What the zoom follows."""

    FREE = "free"
    WIDTH = "width"
    PAGE = "page"


class SheetView(QAbstractScrollArea):
    """Shows exactly what goes to the printer; `page` is counted from 0."""

    page_changed = Signal(int)
    zoom_changed = Signal()

    def __init__(self, pages: Pages) -> None:
        super().__init__()
        self.setObjectName("sheetArea")
        self.setAccessibleName("页面")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.page, self.zoom, self.fit = 0, 1.0, Fit.WIDTH
        self._pages = pages
        self.pictures = Pictures(pages)
        self._faded = False
        self._marked = 0
        self._marks: Sequence[Sequence[QRectF]] = ()
        self._mark = 0
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN)
        self._again.timeout.connect(self.viewport().update)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)
        self._place()

    def settled(self) -> bool:
        """Say whether everything in view is painted."""
        return not self.pictures.missing

    def take(self, pages: Pages) -> None:
        """Show other pages in the place of the present ones, scrolled and zoomed as before."""
        down, across = self.verticalScrollBar().value(), self.horizontalScrollBar().value()
        self._pages, self.pictures = pages, Pictures(pages)
        self._marks = ()
        self.page = min(self.page, len(pages) - 1)
        self._set(self.fit, self.zoom, None)
        self.verticalScrollBar().setValue(down)
        self.horizontalScrollBar().setValue(across)
        self.viewport().update()

    def fade(self, *, faded: bool) -> None:
        """Show the pages pale: they are not what would be printed now."""
        if faded != self._faded:
            self._faded = faded
            self.viewport().update()

    def show_page(self, number: int) -> None:
        """Bring a page's head into view."""
        number = min(max(number, 0), len(self._pages) - 1)
        self.verticalScrollBar().setValue(self._rect(number).top() - self._gap())
        self._turn(number)

    def zoom_to(self, zoom: float, around: QPoint | None = None) -> None:
        """Show at a zoom, 1.0 for the size on paper; what lies at the point stays there."""
        self._set(Fit.FREE, min(max(zoom, ZOOMS[0]), ZOOMS[-1]), around)

    def zoom_by(self, steps: int, around: QPoint | None = None) -> None:
        """Show larger or smaller by steps of the scale."""
        larger = [zoom for zoom in ZOOMS if zoom > self.zoom + 0.005]
        smaller = [zoom for zoom in ZOOMS if zoom < self.zoom - 0.005]
        if steps > 0 and larger:
            self.zoom_to(larger[min(steps, len(larger)) - 1], around)
        elif steps < 0 and smaller:
            self.zoom_to(smaller[max(steps, -len(smaller))], around)

    def follow(self, fit: Fit) -> None:
        """Let the zoom follow the width or the whole page from now on."""
        self._set(fit, self.zoom, None)

    def mark(self, number: int, marks: Sequence[Sequence[QRectF]], at: int) -> None:
        """Show where words were found on a page, in points from its top left; one of them now."""
        self._marked, self._marks, self._mark = number, marks, at
        if marks:
            self._reveal(number, marks[at][0])
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the zoom follows where it is to follow."""
        super().resizeEvent(event)
        self._set(self.fit, self.zoom, None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: Ctrl and the wheel zoom, the wheel alone scrolls."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y()
            if turned:
                self.zoom_by(1 if turned > 0 else -1, event.position().toPoint())
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: the keys that leaf and scroll."""
        bar, last = self.verticalScrollBar(), len(self._pages) - 1
        screen = bar.pageStep() * 9 // 10
        turns = {
            Qt.Key.Key_PageUp: lambda: self.show_page(self.page - 1),
            Qt.Key.Key_PageDown: lambda: self.show_page(self.page + 1),
            Qt.Key.Key_Home: lambda: self.show_page(0),
            Qt.Key.Key_End: lambda: self.show_page(last),
            Qt.Key.Key_Space: lambda: bar.setValue(bar.value() + screen),
        }
        turn = turns.get(Qt.Key(event.key()))
        if turn is None:
            super().keyPressEvent(event)
        else:
            turn()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the pages in view, dot for dot."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(colours().plain_soft))
        ratio = self._ratio()
        if ratio != self._placed_at:  # the window was moved to another screen
            QTimer.singleShot(0, self, lambda: self._set(self.fit, self.zoom, None))
        painter.scale(1 / ratio, 1 / ratio)
        self.pictures.begin()
        seen = self._seen()
        for number in self.placing.between(seen.top(), seen.bottom()):
            self._paint_page(painter, number, seen)
        if self._faded:
            painter.fillRect(QRect(QPoint(), seen.size()), _veil())
        painter.end()
        if self.pictures.missing:
            self._again.start()

    def _paint_page(self, painter: QPainter, number: int, seen: QRect) -> None:
        rect = self._rect(number)
        here = rect.translated(-seen.topLeft())
        painter.fillRect(here, Qt.GlobalColor.white)
        visible = rect.intersected(seen).translated(-rect.topLeft())
        for tile in tiles(rect, visible):
            image = self.pictures.get(number, self.placing.scale, tile)
            if image is not None:
                painter.drawImage(here.topLeft() + tile.topLeft(), image)
        for at, mark in enumerate(self._marks if number == self._marked else ()):
            for line in mark:
                colour = FOUND_NOW if at == self._mark else FOUND
                painter.fillRect(self._dots(line).translated(here.topLeft()), colour)
        painter.setPen(QColor(colours().line_strong))
        painter.drawRect(here.adjusted(-1, -1, 0, 0))

    def _reveal(self, number: int, mark: QRectF) -> None:
        rect = self._dots(mark).toRect().translated(self._rect(number).topLeft())
        seen = self._seen()
        if not seen.contains(rect):
            self.verticalScrollBar().setValue(rect.center().y() - seen.height() // 3)
            self.horizontalScrollBar().setValue(rect.center().x() - seen.width() // 2)

    def _dots(self, points: QRectF) -> QRectF:
        scale = self.placing.scale
        return QRectF(
            points.x() * scale, points.y() * scale, points.width() * scale, points.height() * scale
        )

    def _set(self, fit: Fit, zoom: float, around: QPoint | None) -> None:
        anchor = (around or QPoint(self.viewport().width() // 2, 0)) * self._ratio()
        seen = self._seen()
        number = self.placing.at(seen.top() + anchor.y())
        old = self._rect(number)
        across = (seen.left() + anchor.x() - old.left()) / max(old.width(), 1)
        down = (seen.top() + anchor.y() - old.top()) / max(old.height(), 1)
        self.fit = fit
        self.zoom = zoom if fit is Fit.FREE else self._fitting(fit)
        self._place()
        new = self._rect(number)
        self.horizontalScrollBar().setValue(round(new.left() + across * new.width()) - anchor.x())
        self.verticalScrollBar().setValue(round(new.top() + down * new.height()) - anchor.y())
        self.viewport().update()
        self.zoom_changed.emit()

    def _fitting(self, fit: Fit) -> float:
        """Return the zoom at which the page in view fits the window."""
        room, size, gap = self.maximumViewportSize(), self._pages.sizes[self.page], 2 * GAP
        bar = self.verticalScrollBar().sizeHint().width() if len(self._pages) > 1 else 0
        across = (room.width() - gap - bar) / size.width
        down = (room.height() - gap) / size.height
        if fit is Fit.WIDTH and bar == 0 and across > down:
            across = (
                room.width() - gap - self.verticalScrollBar().sizeHint().width()
            ) / size.width
        points = across if fit is Fit.WIDTH else min(across, down)
        return min(max(points * POINTS_PER_INCH / SCREEN_DPI, ZOOMS[0]), ZOOMS[-1])

    def _place(self) -> None:
        ratio = self._placed_at = self._ratio()
        scale = self.zoom * SCREEN_DPI / POINTS_PER_INCH * ratio
        self.placing = Placing(self._pages.sizes, scale, self._gap())
        room = self.viewport().size() * ratio
        for bar, whole, part in (
            (self.horizontalScrollBar(), self.placing.width, room.width()),
            (self.verticalScrollBar(), self.placing.height, room.height()),
        ):
            bar.setRange(0, max(whole - part, 0))
            bar.setPageStep(part)
            bar.setSingleStep(round(40 * ratio))

    def _scrolled(self) -> None:
        seen = self._seen()
        number = self.placing.at(seen.top() + seen.height() // 3)
        if seen.top() >= self.verticalScrollBar().maximum():
            number = max(number, self.page)
        self._turn(number)
        self.viewport().update()

    def _turn(self, number: int) -> None:
        if number != self.page:
            self.page = number
            self.setAccessibleDescription(f"第 {number + 1} 页")
            self.page_changed.emit(number)

    def _rect(self, number: int) -> QRect:
        return self.placing.rect(number, round(self.viewport().width() * self._ratio()))

    def _seen(self) -> QRect:
        at = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        return QRect(at, self.viewport().size() * self._ratio())

    def _gap(self) -> int:
        return round(GAP * self._ratio())

    def _ratio(self) -> float:
        return self.devicePixelRatioF()


def _veil() -> QColor:
    veil = QColor(colours().plain_soft)
    veil.setAlpha(VEIL)
    return veil


def tiles(page: QRect, visible: QRect) -> Iterator[QRect]:
    """The squares that cover what can be seen of a page, in its own dots."""
    if visible.isEmpty():
        return
    whole = QRect(0, 0, page.width(), page.height())
    for top in range(visible.top() // TILE * TILE, visible.bottom() + 1, TILE):
        for left in range(visible.left() // TILE * TILE, visible.right() + 1, TILE):
            yield QRect(left, top, TILE + OVERLAP, TILE + OVERLAP).intersected(whole)
