"""The form on which a reply comes back: what is known is printed, the rest is left to be filled."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from zjgdesk.documents.blocks import Cell, Table
from zjgdesk.documents.fonts import Face
from zjgdesk.documents.pen import MM

ROW = 9.5  # millimetres
SIGNATURE_ROW = 13.0
SIZE = 10.5
NUMBER = 11.0
EDGES, WIDEST = 3.6, 60.0  # millimetres beside the words of a cell, and for a column of them
UPRIGHT_ROOM, ACROSS_ROOM = 156.0, 225.0


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column of a reply form; without words its cells are left to be filled.

    Args:
        width: the least, in millimetres.
        share: how much it gets of the room left over, against the others' shares.
    """

    title: str
    width: float
    share: int = 0
    words: tuple[str, ...] = ()
    left: bool = False


def form_table(columns: Sequence[FormColumn], *, across: bool) -> Table:
    """Return the numbered table; the first column has the words of every row."""
    room = (ACROSS_ROOM if across else UPRIGHT_ROOM) - NUMBER
    widths = _widths(columns, room)
    head = tuple(
        Cell(word, face=Face.HEI, least=ROW)
        for word in ("序号", *(column.title for column in columns))
    )
    rows = tuple(
        (
            Cell(str(at + 1), least=ROW),
            replace(_cell(columns[0], at), whole=True),
            *(_cell(column, at) for column in columns[1:]),
        )
        for at in range(len(columns[0].words))
    )
    return Table((NUMBER, *widths), (head,), rows, SIZE)


def _widths(columns: Sequence[FormColumn], room: float) -> tuple[float, ...]:
    """Divide the room: no column with words gets more than its words need before all have that."""
    needed = [_needed(column) for column in columns]
    widths = [min(each.width, need) for each, need in zip(columns, needed, strict=True)]
    spare = room - sum(widths)
    wanted = [max(need - width, 0.0) for need, width in zip(needed, widths, strict=True)]
    given = min(spare / sum(wanted), 1.0) if sum(wanted) else 0.0
    widths = [width + want * given for width, want in zip(widths, wanted, strict=True)]
    spare = room - sum(widths)
    shares = sum(column.share for column in columns)
    return tuple(
        width + spare * column.share / shares
        for width, column in zip(widths, columns, strict=True)
    )


def _needed(column: FormColumn) -> float:
    """Return the width, in millimetres, in which the words of a column stand on one line."""
    if not column.words or not column.share:
        return column.width
    longest = max(len(word) for word in (column.title, *column.words))
    return min(longest * SIZE / MM + EDGES, WIDEST)


def signatures(*, across: bool) -> Table:
    """Return the row for signature, seal and date; it stays with the last name."""
    words = ("主要负责人\n（签字）", "单位\n（盖章）", "日期")
    blank = (ACROSS_ROOM if across else UPRIGHT_ROOM) / 3 - 27.0
    row = tuple(
        cell
        for word in words
        for cell in (
            Cell(word, face=Face.HEI, least=SIGNATURE_ROW),
            Cell("年\u3000月\u3000日" if word == "日期" else ""),
        )
    )
    return Table((27.0, blank) * len(words), (), (row,), SIZE, together=True)


def _cell(column: FormColumn, at: int) -> Cell:
    text = column.words[at] if column.words else ""
    return Cell(text, align="left" if column.left else "center")
