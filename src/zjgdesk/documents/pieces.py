"""The smallest things that a page break may stand between."""

from dataclasses import dataclass, replace

from zjgdesk.documents.blocks import Align
from zjgdesk.documents.pen import MM, Pen
from zjgdesk.documents.text import Line

PADDING = 1.6 * MM


@dataclass(frozen=True, slots=True)
class TextPiece:
    """One line; it starts on a line of the grid and takes `height` points."""

    line: Line
    left: float
    size: float
    height: float
    keep_next: bool = False

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Print the line in the middle of its height."""
        pen.line(self.line, left + self.left, top + (self.height - self.size) / 2, size=self.size)


@dataclass(frozen=True, slots=True)
class GapPiece:
    """Empty space; none of it is left at the top of a page."""

    height: float
    keep_next: bool = False

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Leave the paper as it is."""


@dataclass(frozen=True, slots=True)
class BreakPiece:
    """The end of a page."""

    height: float = 0.0
    keep_next: bool = False

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Leave the paper as it is."""


@dataclass(frozen=True, slots=True)
class CutPiece:
    """A dashed line over the width `room` with its word in the middle of it."""

    line: Line
    room: float
    size: float
    height: float
    keep_next: bool = True

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw the dashes on both sides of the word."""
        middle = top + self.height / 2
        word = self.line.width + 2 * self.size if self.line.width else 0.0
        side = (self.room - word) / 2
        pen.dashed((left, middle), (left + side, middle))
        pen.dashed((left + side + word, middle), (left + self.room, middle))
        pen.line(self.line, left + side + self.size, middle - self.size / 2, size=self.size)


@dataclass(frozen=True, slots=True)
class PicturePiece:
    """A picture in the middle of an area of the width `room`; what cannot be drawn is left out."""

    data: bytes
    room: float
    width: float
    height: float
    keep_next: bool = True
    turn: int = 0

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Print the picture in its own proportions."""
        place, room = left + (self.room - self.width) / 2, (self.width, self.height)
        if self.turn:
            pen.turned_picture(self.data, place, top, room, turn=self.turn)
        else:
            pen.picture(self.data, place, top, room)


@dataclass(frozen=True, slots=True)
class PortraitPiece:
    """Lines with a picture at the right edge of an area of the width `room`, in points."""

    data: bytes
    box: tuple[float, float]
    lines: tuple[Line, ...]
    room: float
    size: float
    leading: float
    height: float
    keep_next: bool = True

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Print the lines from the top, the picture beside them."""
        first = top + (self.leading - self.size) / 2
        for number, line in enumerate(self.lines):
            pen.line(line, left, first + number * self.leading, size=self.size)
        pen.picture(self.data, left + self.room - self.box[0], top, self.box)


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell with its lines broken and its place in the row, in points."""

    left: float
    width: float
    lines: tuple[Line, ...]
    align: Align
    least: float
    parts: tuple["PlacedCell", ...] = ()
    whole: bool = False


@dataclass(frozen=True, slots=True)
class RowPiece:
    """One row of a table, with the head that goes before it on a new page."""

    cells: tuple[PlacedCell, ...]
    size: float
    leading: float
    head: tuple["RowPiece", ...] = ()
    keep_next: bool = False

    @property
    def height(self) -> float:
        """Return the height of the tallest cell, in points."""
        tallest = max(len(cell.lines) for cell in self.cells) * self.leading
        return max(tallest + 2 * PADDING, *(cell.least for cell in self.cells))

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw the cells with their text in the middle of the height."""
        height = self.height
        for cell in self.cells:
            boxes = cell.parts or (cell,)
            each = height / len(boxes)
            for number, box in enumerate(boxes):
                self._draw_box(pen, box, left, (top + number * each, each))

    def _draw_box(
        self, pen: Pen, cell: PlacedCell, left: float, place: tuple[float, float]
    ) -> None:
        top, height = place
        pen.box(left + cell.left, top, cell.width, height)
        used = len(cell.lines) * self.leading
        first = top + (height - used) / 2 + (self.leading - self.size) / 2
        for number, line in enumerate(cell.lines):
            at = left + cell.left + PADDING + offset(line, cell)
            pen.line(line, at, first + number * self.leading, size=self.size)

    def split(self, room: float, *, page: float) -> tuple["RowPiece", "RowPiece"] | None:
        """Cut the row so that its first part fits the room; None when not one line does.

        A cell that is to stay whole has to lie in the first part, where a page can hold it.
        """
        count, most = (int((height - 2 * PADDING) / self.leading) for height in (room, page))
        held = (len(cell.lines) for cell in self.cells if cell.whole)
        if count < max((lines for lines in held if lines <= most), default=1):
            return None
        first = tuple(
            replace(cell, lines=cell.lines[:count] or (Line(()),), least=0.0)
            for cell in self.cells
        )
        rest = tuple(
            replace(cell, lines=cell.lines[count:] or (Line(()),), least=0.0)
            for cell in self.cells
        )
        return replace(self, cells=first), replace(self, cells=rest)


def offset(line: Line, cell: PlacedCell) -> float:
    """Return how far from the padding a line of a cell starts."""
    spare = cell.width - 2 * PADDING - line.width
    if cell.align == "center":
        return spare / 2
    return spare if cell.align == "right" else 0.0


Piece = TextPiece | GapPiece | BreakPiece | CutPiece | PicturePiece | PortraitPiece | RowPiece
