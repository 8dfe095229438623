"""A text into a cell that does not grow: smaller first, then more lines, never cut."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from zjgdesk.documents.fonts import Face, Fonts
from zjgdesk.documents.text import Line, Style, break_cell, measure
from zjgdesk.errors import DeskError

LEADING = 1.2  # times the size


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines of one size, in points."""

    lines: tuple[Line, ...]
    size: float

    @property
    def leading(self) -> float:
        """Return the distance from line to line, in points."""
        return self.size * LEADING

    @property
    def height(self) -> float:
        """Return the height of all lines, in points."""
        return len(self.lines) * self.leading


def fit(
    text: str, face: Face, *, sizes: Sequence[float], room: tuple[float, float], fonts: Fonts
) -> Fitted:
    """Return the text in the first size at which it fits into width and height, in points.

    Raises:
        DeskError: `page.text_too_long` when the smallest size does not fit either.
    """
    width, height = room
    for size in sizes:
        lines = break_cell(measure(text, Style(face, size), fonts, room=width), width)
        fitted = Fitted(tuple(replace(line, gap=0.0) for line in lines), size)
        if fitted.height <= height:
            return fitted
    raise DeskError("page.text_too_long", rule="PAGE-01", text=text)
