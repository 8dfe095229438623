"""Pages on their way to a printer, one at a time, so that the window stays alive."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QMarginsF, QObject, QRect, QSizeF, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from zjgdesk.errors import DeskError
from zjgdesk.ui.printing.pages import POINTS_PER_INCH, Pages, PageSize

FINEST = 600
"""Dots to the inch beyond which nothing on a page is finer; the printer spreads them itself."""

BAND = 1024
HELD = 2
"""So many pages of one copy are drawn once for all copies; more would fill the memory."""

TOLERANCE = 6.0
"""Points by which a sheet may differ from the page and still take it in its own size."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be printed.

    Args:
        printer: what it is called.
        pages: counted from 0, ascending.
        copies: of them all.
        sides: on one side of the sheet or on both.
    """

    printer: str
    pages: tuple[int, ...]
    copies: int = 1
    sides: QPrinter.DuplexMode = QPrinter.DuplexMode.DuplexNone


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a printing ended.

    Args:
        order: what was to be printed.
        sent: how many pages went out.
        times: how often the printer itself makes each of them.
        cancelled: whether somebody stopped it.
        error: what stopped it.
    """

    order: Order
    sent: int
    times: int = 1
    cancelled: bool = False
    error: DeskError | None = None

    @property
    def whole(self) -> bool:
        """Whether everything went out."""
        return not self.cancelled and self.error is None

    def copies(self, period: int) -> int:
        """Return how many copies were begun, where so many pages of the file make one."""
        pages = self.order.pages
        sent = [(at // len(pages), pages[at % len(pages)] // period) for at in range(self.sent)]
        return len(set(sent)) * self.times


class Sending(QObject):
    """Prints one page each time the event loop comes round.

    Args:
        pages: the file.
        printer: where to.
        order: what of it.
        period: how many pages make one copy within the file; each copy begins a new sheet.
        stands: says whether the printer is still there.
    """

    progressed = Signal(int, int)
    ended = Signal(object)

    def __init__(
        self,
        pages: Pages,
        printer: QPrinter,
        order: Order,
        *,
        period: int,
        stands: Callable[[], bool],
    ) -> None:
        super().__init__()
        self._pages, self._printer, self._order = pages, printer, order
        self._period, self._stands = period, stands
        self._own_copies = not printer.supportsMultipleCopies()
        self._runs = run_of(order, period, times=order.copies if self._own_copies else 1)
        self._done, self._sent = 0, 0
        self._painter = QPainter()
        self._drawn: dict[int, list[tuple[int, QImage]]] = {}
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._step)

    def start(self) -> None:
        """Open the printer; the pages follow by themselves."""
        printer, order = self._printer, self._order
        printer.setFullPage(True)
        if not self._own_copies:
            printer.setCopyCount(order.copies)
            printer.setCollateCopies(True)
        printer.setDuplex(order.sides)
        self._lay_sheet(order.pages[0])
        if not self._stands() or not self._painter.begin(printer):
            self._end(error=DeskError("print.refused", rule="DESK-07", printer=order.printer))
            return
        self._painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        self._painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._timer.start()

    @Slot()
    def cancel(self) -> None:
        """Give the rest up; what the printer has may still come out of it."""
        if self._timer.isActive():
            self._printer.abort()
            self._end(cancelled=True)

    def _step(self) -> None:
        stands = self._stands()
        if not stands or not self._draw_next():
            self._printer.abort()
            self._end(error=self._stopped(stands=stands))
            return
        self.progressed.emit(self._done, len(self._runs))
        if self._done == len(self._runs):
            self._end()

    def _stopped(self, *, stands: bool) -> DeskError:
        """Return what to say of a printer that left, or of one that reports a failure."""
        told = {"printer": self._order.printer, "sent": self._sent}
        if stands:
            return DeskError("print.broken", rule="DESK-07", **told)
        return DeskError("print.vanished", rule="DESK-07", **told)

    def _draw_next(self) -> bool:
        number = self._runs[self._done]
        if self._done:
            if number is not None:
                self._lay_sheet(number)
            if not self._printer.newPage():
                return False
        if number is not None:
            self._draw(number)
            self._sent += 1
        self._done += 1
        return self._printer.printerState() not in {
            QPrinter.PrinterState.Aborted,
            QPrinter.PrinterState.Error,
        }

    def _draw(self, number: int) -> None:
        size = self._pages.sizes[number]
        resolution = self._printer.resolution()
        step = max(-(-resolution // FINEST), 1)
        scale = resolution / step / POINTS_PER_INCH
        place = self._place(size)
        stretch = place.height() / size.pixels(scale).height()
        for top, image in self._bands(number, scale):
            upper, lower = round(top * stretch), round((top + image.height()) * stretch)
            target = QRect(place.left(), place.top() + upper, place.width(), lower - upper)
            self._painter.drawImage(target, image)

    def _bands(self, number: int, scale: float) -> list[tuple[int, QImage]]:
        """The page from the top down; the same sheet of every copy is drawn only once."""
        key = number % self._period
        held = self._period <= HELD and len(self._runs) > self._period
        if key in self._drawn:
            return self._drawn[key]
        whole = self._pages.sizes[number].pixels(scale)
        grey = self._printer.colorMode() is QPrinter.ColorMode.GrayScale
        bands = []
        for top in range(0, whole.height(), BAND):
            area = QRect(0, top, whole.width(), min(BAND, whole.height() - top))
            band = self._pages.part(number, scale, area, grey=grey)
            if held and band.allGray():  # held as a quarter
                band = band.convertToFormat(QImage.Format.Format_Grayscale8)
            bands.append((top, band))
        if held:
            self._drawn[key] = bands
        return bands

    def _place(self, size: PageSize) -> QRect:
        """Where the page lies on the sheet: in its own size, or fitted where it is another."""
        sheet = self._printer.pageLayout().fullRectPoints()
        dots = self._printer.resolution() / POINTS_PER_INCH
        same = (
            abs(sheet.width() - size.width) <= TOLERANCE
            and abs(sheet.height() - size.height) <= TOLERANCE
        )
        ratio = 1.0 if same else min(sheet.width() / size.width, sheet.height() / size.height)
        whole = size.pixels(dots * ratio)
        left = 0 if same else round((sheet.width() * dots - whole.width()) / 2)
        top = 0 if same else round((sheet.height() * dots - whole.height()) / 2)
        return QRect(left, top, whole.width(), whole.height())

    def _lay_sheet(self, number: int) -> None:
        """Ask for a sheet of the page's size and direction."""
        size = self._pages.sizes[number]
        across = size.width > size.height
        sides = sorted((size.width, size.height))
        paper = QPageSize(
            QSizeF(*sides), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch
        )
        turned = QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait
        layout = QPageLayout(paper, turned, QMarginsF())
        layout.setMode(QPageLayout.Mode.FullPageMode)
        self._printer.setPageLayout(layout)

    def _end(self, *, cancelled: bool = False, error: DeskError | None = None) -> None:
        self._timer.stop()
        self._drawn.clear()
        if self._painter.isActive():
            self._painter.end()
        times = 1 if self._own_copies else self._order.copies
        self.ended.emit(Outcome(self._order, self._sent, times, cancelled, error))


def run_of(order: Order, period: int, *, times: int) -> list[int | None]:
    """Return the pages in the order they are sent; None is the blank back of a sheet.

    Printed on both sides, each copy still begins on a sheet of its own: what belongs to two
    people never shares a sheet.

    Args:
        order: what is printed.
        period: how many pages make one copy within the file.
        times: how often all of it is sent.
    """
    both = order.sides is not QPrinter.DuplexMode.DuplexNone
    run: list[int | None] = []
    for _time in range(times):
        for at, number in enumerate(order.pages):
            before = order.pages[at - 1] if at else None
            begins = before is None or before // period != number // period
            if both and begins and len(run) % 2:
                run.append(None)
            run.append(number)
    if both and times < order.copies and len(run) % 2:
        run.append(None)
    return run
