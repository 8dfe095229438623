"""Which row is the header and which column holds what, wherever they stand."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from zjgdesk.errors import DeskError
from zjgdesk.exchange.sheets import Cell, Sheet

SEARCHED: Final = 60
BRACKETS: Final = re.compile(r"[（(【\[<《].*?[）)】\]>》]")
SIGNS: Final = re.compile(r"[\s*＊:：、，,./·_\-—]+")


@dataclass(frozen=True, slots=True)
class Column:
    """A field with the names under which departments head it, without blanks and brackets."""

    field: str
    aliases: tuple[str, ...]
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Header:
    """The header row, numbered from 1, with the column index of each field found."""

    sheet: Sheet
    row: int
    columns: Mapping[str, int]

    def values(self, cells: Sequence[Cell]) -> dict[str, str]:
        """Return a row's words by field, as text with the blanks at their ends removed."""
        return {
            field: as_text(cells[at]) if at < len(cells) else ""
            for field, at in self.columns.items()
        }

    def cell(self, cells: Sequence[Cell], field: str) -> Cell:
        """Return a row's cell as the sheet typed it; None where there is none."""
        at = self.columns.get(field)
        return cells[at] if at is not None and at < len(cells) else None


def find_header(name: str, sheets: Sequence[Sheet], columns: Sequence[Column]) -> Header:
    """Return the header of the sheet that names most of the fields.

    A header of two rows is read as one: what the upper leaves open, the lower may name.

    Raises:
        DeskError: `file.no_header` when no row names two of the fields, `file.column_missing`
            when one that is needed is not named.
    """
    best: Header | None = None
    for sheet in sheets:
        for at in range(min(SEARCHED, len(sheet.rows))):
            found = _columns_of(sheet, at, columns)
            if best is None or len(found) > len(best.columns):
                best = Header(sheet, at + 1, found)
    least = 2 if len(columns) > 1 else 1
    if best is None or len(best.columns) < least:
        raise DeskError("file.no_header", name=name)
    for column in columns:
        if column.needed and column.field not in best.columns:
            raise DeskError("file.column_missing", name=name, column=column.aliases[0])
    return best


def as_text(cell: Cell) -> str:
    """Return a cell as a person would read it: whole numbers without a point, days as days."""
    match cell:
        case None:
            return ""
        case bool():
            return "是" if cell else "否"
        case float() if cell.is_integer():
            return f"{cell:.0f}"
        case datetime():
            return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
        case date() | time() | timedelta() | int() | float():
            return str(cell)
    return str(cell).strip()


def plain(text: str) -> str:
    """Return a heading without brackets, blanks, line breaks and signs."""
    folded = unicodedata.normalize("NFKC", text)
    return SIGNS.sub("", BRACKETS.sub("", folded)).lower()


def _columns_of(sheet: Sheet, at: int, columns: Sequence[Column]) -> dict[str, int]:
    cells = sheet.rows[at]
    found: dict[str, int] = {}
    for index, cell in enumerate(cells):
        if isinstance(cell, str) and cell.strip():
            _name(found, columns, plain(cell) or SIGNS.sub("", cell), index)
    return found


def _name(found: dict[str, int], columns: Sequence[Column], heading: str, index: int) -> None:
    for column in columns:
        if column.field not in found and heading in {plain(alias) for alias in column.aliases}:
            found[column.field] = index
            return
