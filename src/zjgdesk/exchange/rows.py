"""What a file was read as: every row of the sheet with what will become of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from zjgdesk.rules.refusals import Refusal


class RowStatus(StrEnum):
    """What becomes of a row."""

    OK = "ok"
    REFUSED = "refused"
    SKIPPED = "skipped"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row of the sheet, numbered from 1 as the spreadsheet shows it.

    `values` holds the words by English field name, blanks at their ends removed; what was
    understood of them (a month, a level) stands beside under its own name.
    """

    row: int
    status: RowStatus
    values: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A sheet as it was read.

    `columns` are the fields that the header names, `about` what the lines above it tell.
    """

    kind: str
    file: str
    sheet: str
    header_row: int
    rows: tuple[SourceRow, ...]
    columns: tuple[str, ...] = ()
    about: Mapping[str, str] = field(default_factory=dict)


SKIPPED: Final = {
    "title": Refusal("row.title", "IMPORT-05"),
    "header": Refusal("row.header", "IMPORT-05"),
    "total": Refusal("row.total", "IMPORT-05"),
    "note": Refusal("row.note", "IMPORT-05"),
    "empty": Refusal("row.empty", "IMPORT-05"),
}


def skipped(row: int, why: str, values: Mapping[str, str] | None = None) -> SourceRow:
    """Return a row that is shown and passed over. Rule: IMPORT-05."""
    return SourceRow(row, RowStatus.SKIPPED, values or {}, (SKIPPED[why],))


def judged(row: SourceRow, values: Mapping[str, str], problems: Iterable[Refusal]) -> SourceRow:
    """Return the row with its verdict: refused when there is any problem."""
    found = tuple(problems)
    status = RowStatus.REFUSED if found else RowStatus.OK
    return replace(row, values=values, problems=found, status=status)
