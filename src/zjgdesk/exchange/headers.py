"""Which row is the header and which column holds what, wherever they stand."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from zjgdesk.errors import DeskError
from zjgdesk.exchange.cells import Cell
from zjgdesk.exchange.sheets import Sheet

SEARCHED: Final = 60
LEAST_FIELDS: Final = 2
LONG_ALIAS, LONG_HEADING, LOOSE = 4, 14, 1000
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
        DeskError: `file.no_header` when no row names the needed field or two others, `file.column_missing`
            when one that is needed is not named.
    """
    best: Header | None = None
    for sheet in sheets:
        for at in range(min(SEARCHED, len(sheet.rows))):
            found = _header_at(sheet, at, columns)
            if best is None or len(found.columns) > len(best.columns):
                best = found
    needed = {column.field for column in columns if column.needed}
    if best is None or (len(best.columns) < LEAST_FIELDS and not needed <= best.columns.keys()):
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


def _header_at(sheet: Sheet, at: int, columns: Sequence[Column]) -> Header:
    upper = _headings(sheet.rows[at])
    found = _assign(upper, columns)
    if at + 1 < len(sheet.rows):
        lower = _headings(sheet.rows[at + 1])
        both = _assign({**upper, **lower}, columns)
        # Only a second row of headings adds several fields and says little else.
        if len(both) >= len(found) + 2 and len(lower) <= len(both) - len(found) + 2:
            return Header(sheet, at + 2, both)
    return Header(sheet, at + 1, found)


def _headings(cells: Sequence[Cell]) -> dict[int, str]:
    return {
        index: plain(cell) or SIGNS.sub("", cell)
        for index, cell in enumerate(cells)
        if isinstance(cell, str) and cell.strip()
    }


def _assign(headings: Mapping[int, str], columns: Sequence[Column]) -> dict[str, int]:
    """Give each field, in its order, the free column whose heading fits it best."""
    found: dict[str, int] = {}
    for column in columns:
        aliases = [plain(alias) for alias in column.aliases]
        free = [index for index in headings if index not in found.values()]
        ranked = [(_rank(headings[index], aliases), index) for index in free]
        best = min((pair for pair in ranked if pair[0] is not None), default=None)
        if best is not None:
            found[column.field] = best[1]
    return found


def _rank(heading: str, aliases: Sequence[str]) -> int | None:
    """Return how well a heading fits: an alias to the letter first, then one within more words."""
    if heading in aliases:
        return aliases.index(heading)
    within = [
        at for at, alias in enumerate(aliases) if len(alias) >= LONG_ALIAS and alias in heading
    ]
    if within and len(heading) <= LONG_HEADING:
        return LOOSE + within[0]
    return None
