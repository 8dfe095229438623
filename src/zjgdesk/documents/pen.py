"""Draws on a page whose origin is the upper left corner, in points."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from itertools import groupby
from typing import Any

from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics

from zjgdesk.documents.text import Line, Unit

MM = 72 / 25.4
HAIR = 0.005  # points: no eye and no printer sees a smaller difference
PALE = 0.9  # of white: seen on every copy, and what is printed over it stays legible
SLANT = 40  # degrees
QUIET = 4  # squares of white around a code
RAISE = 0.88  # of the size: from the top of a Chinese character to its baseline


class Pen:
    """The few strokes an official page needs."""

    def __init__(self, canvas: Any, height: float) -> None:  # noqa: ANN401 - not typed
        self._canvas = canvas
        self._height = height
        self.ink = Ink.of(canvas)

    def line(self, line: Line, left: float, top: float, *, size: float) -> None:
        """Print a line; `top` is the upper edge of its characters."""
        start, body = self.ink.line(line, size)
        if body:
            number = self.ink.number
            x, y = number(left + line.indent + start), number(self._height - top - RAISE * size)
            self.write(f"BT {x} {y} Td {body} ET")

    @contextmanager
    def inked(self, colour: tuple[float, float, float]) -> Iterator[None]:
        """Draw in a colour for a while."""
        self._canvas.saveState()
        self._canvas.setFillColorRGB(*colour)
        self._canvas.setStrokeColorRGB(*colour)
        yield
        self._canvas.restoreState()

    def box(
        self, left: float, top: float, width: float, height: float, *, stroke: float = 0.6
    ) -> None:
        """Draw the outline of a rectangle."""
        self._canvas.setLineWidth(stroke)
        self._canvas.rect(left, self._height - top - height, width, height, stroke=1, fill=0)

    def write(self, code: str) -> None:
        """Draw what was put together beforehand."""
        self._canvas._code.append(code)  # noqa: SLF001 - reportlab has no other way in

    def up(self, top: float) -> str:
        """Return a distance from the upper edge as the page counts it, from below."""
        return self.ink.number(self._height - top)

    def dashes(self, left: float, top: float, width: float, height: float) -> None:
        """Draw a rectangle in dashes, to be cut along."""
        self._canvas.saveState()
        self._canvas.setDash(4, 3)
        self.box(left, top, width, height)
        self._canvas.restoreState()

    def dashed(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Draw a straight line in dashes."""
        self._canvas.saveState()
        self._canvas.setDash(4, 3)
        self.stroke(start, end, width=0.6)
        self._canvas.restoreState()

    def code(self, text: str, left: float, top: float, size: float) -> None:
        """Draw a square code that a camera or a scanner reads; its quiet zone is inside."""
        code = QrCodeWidget(text, barLevel="M").qr
        code.make()
        rows = [[bool(dark) for dark in row] for row in code.modules]
        module = size / (len(rows) + 2 * QUIET)
        self.modules(runs(rows), left + QUIET * module, top + QUIET * module, module)

    def modules(
        self, runs: Iterable[tuple[int, int, int]], left: float, top: float, module: float
    ) -> None:
        """Fill runs of the squares of a code, each told as column, row and length.

        All are one path in whole numbers: the file stays small and no seams show between rows.
        """
        self._canvas.saveState()
        self._canvas.translate(left, self._height - top)
        self._canvas.scale(module, -module)
        path = self._canvas.beginPath()
        for column, row, length in runs:
            path.rect(column, row, length, 1)
        self._canvas.drawPath(path, stroke=0, fill=1)
        self._canvas.restoreState()

    def stroke(
        self, start: tuple[float, float], end: tuple[float, float], *, width: float = 1.2
    ) -> None:
        """Draw a straight line, as a pen strikes something out."""
        self._canvas.setLineWidth(width)
        (left, top), (right, bottom) = start, end
        self._canvas.line(left, self._height - top, right, self._height - bottom)

    def ring(self, middle: tuple[float, float], radius: float, *, width: float = 1.6) -> None:
        """Draw a circle, as a pen marks a box."""
        self._canvas.setLineWidth(width)
        left, top = middle
        self._canvas.circle(left, self._height - top, radius, stroke=1, fill=0)

    def aslant(self, line: Line, middle: tuple[float, float], *, size: float) -> None:
        """Print a line in light grey and aslant, to lie under what follows."""
        left, top = middle
        self._canvas.saveState()
        self._canvas.setFillGray(PALE)
        self._canvas.translate(left, self._height - top)
        self._canvas.rotate(SLANT)
        self.line(line, -line.width / 2, self._height - RAISE * size, size=size)
        self._canvas.restoreState()

    def block(self, left: float, top: float, width: float, height: float) -> None:
        """Fill a rectangle with black."""
        self._canvas.rect(left, self._height - top - height, width, height, stroke=0, fill=1)

    def tint(
        self,
        left: float,
        top: float,
        room: tuple[float, float],
        colour: tuple[float, float, float],
    ) -> None:
        """Fill a rectangle with a light colour, to lie under what follows."""
        self._canvas.saveState()
        self._canvas.setFillColorRGB(*colour)
        self._canvas.rect(left, self._height - top - room[1], *room, stroke=0, fill=1)
        self._canvas.restoreState()

    def turned_picture(
        self, data: bytes, left: float, top: float, room: tuple[float, float], *, turn: int
    ) -> None:
        """Draw a picture turned clockwise by 90, 180 or 270 degrees about the room's middle."""
        width, height = room if turn % 180 == 0 else room[::-1]
        self._canvas.saveState()
        self._canvas.translate(left + room[0] / 2, self._height - top - room[1] / 2)
        self._canvas.rotate(-turn)
        self.picture(data, -width / 2, self._height - height / 2, (width, height))
        self._canvas.restoreState()

    def picture(self, data: bytes, left: float, top: float, room: tuple[float, float]) -> None:
        """Draw a JPEG or PNG, as large as its room allows; damaged ones leave the room empty."""
        width, height = room
        try:
            with opened(data) as reader:
                self._canvas.drawImage(
                    reader,
                    left,
                    self._height - top - height,
                    width,
                    height,
                    preserveAspectRatio=True,
                    anchor="c",
                    mask="auto",
                )
        except (OSError, ValueError, SyntaxError):
            return


class Ink:
    """What the lines of one document are written with: each line is put together once.

    reportlab writes a line in a dozen calls, each of which formats its numbers anew; a roster of
    a hundred pages has nine thousand of them, and most say what another one said.
    """

    def __init__(self, canvas: Any) -> None:  # noqa: ANN401 - not typed
        self._document = canvas._doc  # noqa: SLF001 - fonts are cut to what a document uses
        self._escape = canvas._escape  # noqa: SLF001
        self._lines: dict[tuple[int, float], tuple[Line, float, str]] = {}
        self._letters: dict[tuple[str, str], list[tuple[str, str]]] = {}
        self._numbers: dict[float, str] = {}
        self.cells: dict[tuple[int, float], Any] = {}  # `pieces` keeps cells put together here

    @classmethod
    def of(cls, canvas: Any) -> "Ink":  # noqa: ANN401 - not typed
        """Return the ink of a canvas; it lives as long as the canvas does."""
        kept: Ink | None = vars(canvas).get("zjgdesk_ink")
        if kept is None:
            kept = canvas.zjgdesk_ink = cls(canvas)
        return kept

    def number(self, value: float) -> str:
        """Return a number as it is written; the rows of all pages stand at the same heights."""
        written = self._numbers.get(value)
        if written is None:
            written = self._numbers[value] = f"{value:.4f}"
        return written

    def line(self, line: Line, size: float) -> tuple[float, str]:
        """Return where the first letter stands, and what draws the line from there."""
        key = (id(line), size)
        kept = self._lines.get(key)
        if kept is None:
            # The line is kept too: while it is, nothing else has its id.
            kept = self._lines[key] = (line, *self._put_together(line, size))
        return kept[1], kept[2]

    def _put_together(self, line: Line, size: float) -> tuple[float, str]:
        parts: list[str] = []
        first = at = spaced = 0.0
        shown = ""
        for font, space, place, letters in _strokes(line, 0.0):
            if not parts:
                first = place
            elif place - at:
                parts.append(f"{place - at:.4f} 0 Td")
            at = place
            if space != spaced:
                parts.append(f"{space:.4f} Tc")
                spaced = space
            for subset, written in self._written(font, letters):
                if subset != shown:
                    parts.append(f"{subset} {size:g} Tf")
                    shown = subset
                parts.append(f"({written}) Tj")
        if spaced:
            parts.append("0 Tc")
        return first, " ".join(parts)

    def _written(self, font: str, letters: str) -> list[tuple[str, str]]:
        """Return letters in the bytes of the font's parts that the document carries."""
        key = (font, letters)
        if key not in self._letters:
            face = pdfmetrics.getFont(font)
            self._letters[key] = [
                (face.getSubsetInternalName(part, self._document), self._escape(codes))
                for part, codes in face.splitString(letters, self._document)
            ]
        return self._letters[key]


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """Give a reader of a picture, and let go of what it has unpacked when it is done with.

    The reader refers to itself: forty photographs would wait for the collector with two gigabytes.
    """
    reader = ImageReader(BytesIO(data))
    try:
        yield reader
    finally:
        vars(reader).clear()


def runs(rows: Sequence[Sequence[bool]]) -> Iterator[tuple[int, int, int]]:
    """Yield what is dark in each row of a code, as column, row and length."""
    for at, row in enumerate(rows):
        column = 0
        for dark, squares in groupby(row):
            length = len(list(squares))
            if dark:
                yield column, at, length
            column += length


def _strokes(line: Line, left: float) -> Iterator[tuple[str, float, float, str]]:
    """Join neighbours of one font and one spacing: font, spacing, place and letters."""
    units = line.units
    if not line.gap and units and _as_one(units):
        yield units[0].font, 0.0, left, "".join([unit.text for unit in units])
        return
    place = left
    waiting: tuple[str, float, float, str] | None = None
    expected = 0.0
    for unit in line.units:
        start = place + unit.shift
        # Between the letters of a word the font's own widths hold.
        space = unit.advance + line.gap - unit.natural if len(unit.text) == 1 else 0.0
        if waiting is not None and _joins(waiting, (unit.font, space), start - expected):
            waiting = (unit.font, waiting[1], waiting[2], waiting[3] + unit.text)
        else:
            if waiting is not None:
                yield waiting
            waiting = (unit.font, space, start, unit.text)
        expected = start + unit.natural + space
        place += unit.advance + line.gap
    if waiting is not None:
        yield waiting


def _as_one(units: Sequence[Unit]) -> bool:
    """Say whether signs of one font follow one another by their own widths."""
    font = units[0].font
    return all(u.font == font and u.advance == u.natural and not u.shift for u in units)


def _joins(waiting: tuple[str, float, float, str], unit: tuple[str, float], off: float) -> bool:
    return waiting[0] == unit[0] and abs(waiting[1] - unit[1]) < HAIR and abs(off) < HAIR
