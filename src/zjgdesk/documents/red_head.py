"""The red head of a letter: who issues it, its number, the red line below. Rule: PAGE-04."""

from collections.abc import Sequence

from zjgdesk.documents.blocks import Blank, Block, DocumentNumber, Paragraph, RedHead
from zjgdesk.documents.fonts import Face, Fonts
from zjgdesk.documents.pen import MM
from zjgdesk.documents.pieces import RULE, HeadPiece
from zjgdesk.documents.text import Line, Style, balance, measure

MARK_BELOW, RULE_BELOW = 35 * MM, 4 * MM
SIZES = tuple(range(46, 21, -2))
"""Points: the mark is as large as its line allows, and never smaller than a title."""
MARK_LEADING = 1.25  # times the size
INK_ABOVE = 0.027  # of the size: between the upper edge of a character's cell and its ink
INK_BELOW = 0.047  # of the size: how far the ink of a number goes below its cell
EDGES = 2  # characters of the text: beside the mark, left and right of it together
LINES_BELOW = 2
"""Lines of the grid between mark and number, and between red line and title."""


def headed(letter: Sequence[Block], mark: str, security: str) -> tuple[Block, ...]:
    """Return a letter with what stands above its title: the red head, or the marking alone.

    Rules: PAGE-04, PAGE-06
    """
    if not mark:
        marking = (Paragraph(security, Face.HEI, indent=0), Blank()) if security else ()
        return (*marking, *letter)
    numbers = [block.text for block in letter if isinstance(block, DocumentNumber)]
    rest = (block for block in letter if not isinstance(block, DocumentNumber))
    return (RedHead(mark, "".join(numbers[:1]), security), *rest)


def head_piece(
    block: RedHead, fonts: Fonts, width: float, *, size: float, leading: float
) -> HeadPiece:
    """Return the head with every line in its place; what follows begins on a line of the grid.

    Args:
        block: what it says.
        fonts: the faces to print with.
        width: of the type area, in points.
        size: of number and marking, in points.
        leading: of the grid, in points.

    Rule: PAGE-04
    """
    mark_size, lines = _mark(block.mark, fonts, width - EDGES * size)
    step = mark_size * MARK_LEADING
    first = MARK_BELOW - INK_ABOVE * mark_size
    number_top = first + (len(lines) - 1) * step + mark_size + LINES_BELOW * leading
    number_top += (leading - size) / 2
    rule = number_top + (1 + INK_BELOW) * size + RULE_BELOW + RULE / 2
    whole = -(-(rule + LINES_BELOW * leading) // leading) * leading
    return HeadPiece(
        mark=tuple((line, first + at * step) for at, line in enumerate(lines)),
        mark_size=float(mark_size),
        number=(Line(measure(block.number, Style(Face.FANGSONG, size), fonts)), number_top),
        marking=Line(measure(block.security, Style(Face.HEI, size), fonts)),
        size=size,
        rule=rule,
        width=width,
        height=whole,
    )


def _mark(text: str, fonts: Fonts, width: float) -> tuple[int, tuple[Line, ...]]:
    """Return the largest size in which the mark stands on one line, or its lines in the least."""
    lines: tuple[Line, ...] = ()
    size = 0
    for size in SIZES:
        lines = balance(text, Style(Face.TITLE, size), fonts, width)
        if len(lines) == 1:
            break
    return size, lines
