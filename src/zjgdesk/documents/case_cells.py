"""The cells that the tables of a case share."""

from collections.abc import Sequence
from datetime import date

from zjgdesk.documents.blocks import Block, Cell, Paragraph, Table
from zjgdesk.documents.case_words import NONE
from zjgdesk.documents.fonts import Face

SIZE, SMALL = 12.0, 10.5
ROW, SIGNED = 10.0, 16.0  # millimetres
PAIR = (26.0, 50.0, 26.0, 54.0)
LONG = 26  # characters: a value of more lines than two takes the whole width
COVER_GAP, COVER_LETTERS = 6, 22  # lines; characters of a row
DATE_BLANK = "年\u3000\u3000月\u3000\u3000日"
MEGABYTE, KILOBYTE = 1 << 20, 1 << 10

Told = tuple[str, str]


def label(text: str, least: float = ROW) -> Cell:
    """Return the name of a field or of a column."""
    return Cell(text, face=Face.HEI, least=least)


def head(*words: str) -> tuple[Cell, ...]:
    """Return the head of a table."""
    return tuple(label(word) for word in words)


def left(text: str) -> Cell:
    """Return running words in a cell."""
    return Cell(text or NONE, align="justify")


def pair_rows(
    pairs: Sequence[tuple[Told, Told]], least: float = ROW
) -> tuple[tuple[Cell, ...], ...]:
    """Return rows of two named values; where one is long, each of the two has its own row."""
    rows: list[tuple[Cell, ...]] = []
    for one, other in pairs:
        if max(len(one[1]), len(other[1])) > LONG:
            rows += [wide_row(each, least) for each in (one, other)]
        else:
            cells = ((label(name, least), Cell(value)) for name, value in (one, other))
            rows.append(tuple(cell for pair in cells for cell in pair))
    return tuple(rows)


def wide_row(told: Told, least: float = ROW) -> tuple[Cell, ...]:
    """Return a named value over the whole width."""
    name, value = told
    return label(name, least), Cell(value, span=3, align="justify", least=least)


def or_none(table: Table) -> Sequence[Block]:
    """Return the table, or a word that there is nothing to put into it."""
    return (table,) if table.rows else (Paragraph(f"{NONE}。"),)


def day(on: date | None) -> str:
    """Return a day for a narrow column."""
    return f"{on.year}.{on.month}.{on.day}" if on else NONE


def size_of(size: int) -> str:
    """Return how large a file is, in words for people."""
    if size >= MEGABYTE:
        return f"{size / MEGABYTE:.1f} MB"
    return f"{max(size // KILOBYTE, 1)} KB"


def cover_gap(texts: Sequence[str], *, marked: bool) -> int:
    """Return how many empty lines stand between the title of a cover and its table.

    Args:
        texts: what stands in the rows of the table.
        marked: whether a security marking stands over it all.
    """
    more = sum(max(-(-len(text) // COVER_LETTERS) - 1, 0) for text in texts)
    return max(COVER_GAP - 2 * marked - more, 0)
