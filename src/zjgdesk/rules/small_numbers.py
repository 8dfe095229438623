"""Figures that leave the office: numbers so small that they point at people are hidden."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

LEAST: Final = 5
Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Figures:
    """A table with its sums; None where a number must not be told."""

    rows: tuple[tuple[int | None, ...], ...]
    row_sums: tuple[int | None, ...]
    column_sums: tuple[int | None, ...]
    total: int | None


def summed(figures: Sequence[Sequence[int]]) -> Figures:
    """Return the table with its sums, nothing hidden: for the office itself.

    Rule: TOL-13
    """
    rows = tuple(tuple(row) for row in figures)
    row_sums = tuple(map(sum, rows))
    columns = tuple(map(sum, zip(*rows, strict=True)))
    return Figures(rows, row_sums, columns, sum(row_sums))


def hide_small(figures: Sequence[Sequence[int]], least: int = LEAST) -> Figures:
    """Return the table as it may leave the office.

    Every number below `least` is hidden, nought too. What a row or column hides must not follow
    from its sum: where it hides but one number, or all that it hides is still small, the next
    smallest goes with it. A sum that is small itself, or that stands over a single hidden number,
    is hidden like any other.

    Rule: TOL-13
    """
    if not figures:
        return summed(figures)
    table = [[*row, sum(row)] for row in figures]
    table.append([sum(column) for column in zip(*table, strict=True)])
    height, width = len(table), len(table[0])
    lines = [[(row, column) for column in range(width)] for row in range(height)]
    lines += [[(row, column) for row in range(height)] for column in range(width)]
    hidden = {
        (row, column) for line in lines for row, column in line if table[row][column] < least
    }
    while any(_cover(line, hidden, table, least) for line in lines):
        pass
    told = tuple(
        tuple(None if (row, column) in hidden else table[row][column] for column in range(width))
        for row in range(height)
    )
    return Figures(
        rows=tuple(row[:-1] for row in told[:-1]),
        row_sums=tuple(row[-1] for row in told[:-1]),
        column_sums=told[-1][:-1],
        total=told[-1][-1],
    )


def _cover(
    line: Sequence[Cell], hidden: set[Cell], table: Sequence[Sequence[int]], least: int
) -> bool:
    """Hide one more number of a line from which a hidden one follows; say whether it had to be.

    A line is a row or column with its sum at the end: the sum is one of the numbers that must
    not give the others away.
    """
    *parts, total = line
    gone = [cell for cell in parts if cell in hidden]
    if total in hidden:
        if gone or not parts:
            return False
        return _hide(parts, hidden, table)  # the parts would add up to the hidden sum
    if not gone:
        return False
    if len(gone) > 1 and sum(table[row][column] for row, column in gone) >= least:
        return False
    return _hide(parts, hidden, table) or _hide([total], hidden, table)


def _hide(cells: Sequence[Cell], hidden: set[Cell], table: Sequence[Sequence[int]]) -> bool:
    seen = [cell for cell in cells if cell not in hidden]
    if seen:
        hidden.add(min(seen, key=lambda cell: table[cell[0]][cell[1]]))
    return bool(seen)
