"""Judging all rows of a reading, the first time and after each of the clerk's corrections."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from zjgdesk.exchange.rows import Reading, RowStatus, SourceRow

Judge = Callable[[SourceRow], SourceRow]


def again(reading: Reading, judge: Judge) -> Reading:
    """Return the reading with its data rows judged in their order; the others stay."""
    rows = tuple(
        judge(row) if row.status in {RowStatus.OK, RowStatus.REFUSED} else row
        for row in reading.rows
    )
    return replace(reading, rows=rows)


def with_changes(
    reading: Reading, corrections: Mapping[int, Mapping[str, str]], left_out: frozenset[int]
) -> Reading:
    """Return the reading with words corrected and rows left out, still to be judged."""

    def change(row: SourceRow) -> SourceRow:
        if row.status is RowStatus.SKIPPED:
            return row
        values = {**row.values, **corrections.get(row.row, {})}
        status = RowStatus.LEFT_OUT if row.row in left_out else RowStatus.OK
        return replace(row, values=values, status=status)

    return replace(reading, rows=tuple(change(row) for row in reading.rows))
