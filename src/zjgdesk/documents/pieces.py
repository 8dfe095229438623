"""The smallest things that a page break may stand between."""

from dataclasses import dataclass, field, replace

from zjgdesk.documents.blocks import Align
from zjgdesk.documents.pen import MM, RAISE, Pen
from zjgdesk.documents.text import Line

PADDING = 1.6 * MM
RED = (0.9, 0.0, 0.0)
RULE = 1.5  # points
MARKING_BELOW = 6.475  # points: as a line of the grid has it
STROKE = 0.6  # points: how wide the rules of a table are
DrawnCell = tuple[str, str, tuple[tuple[str, str], ...]]
"""Left edge, width, and of each line its place and what draws it from there."""


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
class HeadPiece:
    """A red head over the whole width; each line with its distance from the top, in points."""

    mark: tuple[tuple[Line, float], ...]
    mark_size: float
    number: tuple[Line, float]
    marking: Line
    size: float
    rule: float
    width: float
    height: float
    keep_next: bool = True

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Print mark and line in red, number and marking in black."""
        with pen.inked(RED):
            for line, below in self.mark:
                at = left + (self.width - line.width) / 2
                pen.line(line, at, top + below, size=self.mark_size)
            ends = (left, top + self.rule), (left + self.width, top + self.rule)
            pen.stroke(*ends, width=RULE)
        number, below = self.number
        pen.line(number, left + (self.width - number.width) / 2, top + below, size=self.size)
        pen.line(self.marking, left, top + MARKING_BELOW, size=self.size)


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
    height: float = field(init=False, compare=False)
    """The height of the tallest cell, in points."""

    def __post_init__(self) -> None:
        """Measure once what is asked for often."""
        tallest = max([len(cell.lines) for cell in self.cells]) * self.leading
        height = max(tallest + 2 * PADDING, *[cell.least for cell in self.cells])
        object.__setattr__(self, "height", height)

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw the cells with their text in the middle of the height."""
        height = self.height
        code = [f"{STROKE} w"]
        for cell in self.cells:
            parts = cell.parts or (cell,)
            each = height / len(parts)
            for number, part in enumerate(parts):
                code += self._drawn(pen, part, left, (top + number * each, each))
        pen.write(" ".join(code))

    def _drawn(
        self, pen: Pen, cell: PlacedCell, left: float, place: tuple[float, float]
    ) -> list[str]:
        """Return what draws a cell: its outline, then its lines in the middle of it."""
        x, width, lines = self._put_together(pen, cell, left)
        top, height = place
        code = [f"{x} {pen.up(top + height)} {width} {pen.ink.number(height)} re S"]
        first = top + (height - len(lines) * self.leading + self.leading - self.size) / 2
        first += RAISE * self.size
        for number, (at, body) in enumerate(lines):
            if body:
                code.append(f"BT {at} {pen.up(first + number * self.leading)} Td {body} ET")
        return code

    def _put_together(self, pen: Pen, cell: PlacedCell, left: float) -> DrawnCell:
        """Return a cell's place and lines as they are written; the same cell is written once."""
        ink, key = pen.ink, (id(cell), left)
        kept: tuple[PlacedCell, DrawnCell] | None = ink.cells.get(key)
        if kept is None:
            at = left + cell.left
            lines = []
            for line in cell.lines:
                start, body = ink.line(line, self.size)
                x = at + PADDING + offset(line, cell) + line.indent + start
                lines.append((ink.number(x), body))
            drawn = (ink.number(at), ink.number(cell.width), tuple(lines))
            # The cell is kept too: while it is, nothing else has its id.
            kept = ink.cells[key] = (cell, drawn)
        return kept[1]

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


Piece = (
    TextPiece
    | HeadPiece
    | GapPiece
    | BreakPiece
    | CutPiece
    | PicturePiece
    | PortraitPiece
    | RowPiece
)
