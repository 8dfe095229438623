"""The pages of a PDF as pictures, whole or in parts, at any resolution."""

import ctypes
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium
from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage

from zjgdesk.services.printing import READING

POINTS_PER_INCH = 72
OPEN_PAGES = 4
HIGH, LOW, AFTER_LOW, BEYOND = 0xD800, 0xDC00, 0xE000, 0x10000


@dataclass(frozen=True, slots=True)
class PageSize:
    """How large a page is, in points."""

    width: float
    height: float

    def pixels(self, scale: float) -> QSize:
        """Return its size in dots, at so many to the point."""
        return QSize(max(round(self.width * scale), 1), max(round(self.height * scale), 1))


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of a page without blanks, in small letters, and the place of each."""

    text: str
    places: tuple[int, ...]

    def find(self, words: str) -> list[tuple[int, int]]:
        """Return where words stand: the place of the first letter, and how many follow."""
        needle = "".join(words.lower().split())
        found = []
        at = self.text.find(needle) if needle else -1
        while at >= 0:
            first, last = self.places[at], self.places[at + len(needle) - 1]
            found.append((first, last - first + 1))
            at = self.text.find(needle, at + len(needle))
        return found


def read_letters(codes: Sequence[int]) -> Letters:
    """Put code units together to letters; two of them make one beyond the first 65,536."""
    text: list[str] = []
    places: list[int] = []
    high = 0
    for at, code in enumerate(codes):
        if HIGH <= code < LOW:
            high = code
            continue
        if LOW <= code < AFTER_LOW:
            code = BEYOND + ((high - HIGH) << 10) + code - LOW if high else 0  # noqa: PLW2901
        for letter in chr(code).lower() if code else "":
            if not letter.isspace():
                text.append(letter)
                places.append(at)
        high = 0
    return Letters("".join(text), tuple(places))


class Pages:
    """A finished file, read by the very engine that proved it.

    The engine serves one thread at a time. Who must not wait for it asks `free` first.
    """

    def __init__(self, content: bytes) -> None:
        with READING:
            self._document = pypdfium2.PdfDocument(content)
            sizes = [self._document.get_page_size(at) for at in range(len(self._document))]
        self.sizes = [PageSize(width, height) for width, height in sizes]
        self.closed = False
        self._open: OrderedDict[int, pypdfium2.PdfPage] = OrderedDict()

    def __len__(self) -> int:
        return len(self.sizes)

    def close(self) -> None:
        """Let the file go; once more does no harm."""
        self.closed = True
        with READING:
            while self._open:
                self._open.popitem()[1].close()
            self._document.close()

    @staticmethod
    def free() -> bool:
        """Say whether nobody else is reading a page now."""
        if READING.acquire(blocking=False):
            READING.release()
            return True
        return False

    def picture(self, number: int, dots_per_inch: float) -> QImage:
        """Return a page, counted from 0, at a resolution."""
        scale = dots_per_inch / POINTS_PER_INCH
        whole = self.sizes[number].pixels(scale)
        return self.part(number, scale, QRect(0, 0, whole.width(), whole.height()))

    def part(self, number: int, scale: float, area: QRect, *, grey: bool = False) -> QImage:
        """Return a part of a page, dot for dot as it lies in the picture of the whole.

        Args:
            number: the page, counted from 0.
            scale: dots to the point.
            area: the part, in dots.
            grey: leave colour out; a quarter of the memory.
        """
        form = QImage.Format.Format_Grayscale8 if grey else QImage.Format.Format_RGB32
        kind = pdfium.FPDFBitmap_Gray if grey else pdfium.FPDFBitmap_BGRx
        image = QImage(area.size(), form)
        image.fill(Qt.GlobalColor.white)
        dots = (ctypes.c_ubyte * image.sizeInBytes()).from_buffer(image.bits())
        whole = self.sizes[number].pixels(scale)
        flags = pdfium.FPDF_ANNOT | (pdfium.FPDF_GRAYSCALE if grey else 0)
        with READING:
            page = self._page(number)
            bitmap = pypdfium2.PdfBitmap.new_native(
                area.width(), area.height(), kind, buffer=dots, stride=image.bytesPerLine()
            )
            place = (-area.x(), -area.y(), whole.width(), whole.height())
            pdfium.FPDF_RenderPageBitmap(bitmap, page, *place, 0, flags)
            bitmap.close()
        return image

    def letters(self, number: int) -> Letters:
        """Return what a page says, letter by letter as a reader would copy it."""
        with READING:
            page = self._page(number).get_textpage()
            codes = [pdfium.FPDFText_GetUnicode(page, at) for at in range(page.count_chars())]
            page.close()
        return read_letters(codes)

    def lines_of(self, number: int, first: int, count: int) -> list[QRectF]:
        """Return where letters lie, a rectangle a line, in points from the page's top left."""
        tall = self.sizes[number].height
        with READING:
            page = self._page(number).get_textpage()
            found = [page.get_rect(at) for at in range(page.count_rects(first, count))]
            page.close()
        return [
            QRectF(left, tall - top, right - left, top - bottom)
            for left, bottom, right, top in found
        ]

    def _page(self, number: int) -> pypdfium2.PdfPage:
        if number not in self._open:
            self._open[number] = self._document[number]
            if len(self._open) > OPEN_PAGES:
                self._open.popitem(last=False)[1].close()
        self._open.move_to_end(number)
        return self._open[number]
