"""What a sheet is made of, whatever file it comes from."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Final

Cell = str | int | float | bool | date | datetime | time | timedelta | None

MOST_ROWS: Final = 1_200_000
MOST_COLUMNS: Final = 400
# More than this could not be held in bounded memory.
MOST_CELLS: Final = 1_800_000


def trimmed(rows: Iterable[list[Cell]]) -> list[list[Cell]]:
    """Keep rows up to the last one that says anything; a million empty ones cost nothing.

    Raises:
        OverflowError: there are more cells than can be held.
    """
    kept: list[list[Cell]] = []
    waiting = cells = 0
    for row in rows:
        if any(cell not in (None, "") for cell in row):
            kept.extend([] for _ in range(waiting))
            kept.append(row)
            cells += len(row)
            waiting = 0
        else:
            waiting += 1
        if cells > MOST_CELLS:
            raise OverflowError
        if len(kept) + waiting > MOST_ROWS:
            break
    return kept
