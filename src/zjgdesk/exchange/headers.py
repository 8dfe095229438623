"""Which row is the header and which column holds what, wherever they stand."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final, NamedTuple

from zjgdesk.errors import DeskError
from zjgdesk.exchange.cells import Cell
from zjgdesk.exchange.sheets import Sheet

SEARCHED: Final = 60
LEAST_FIELDS: Final = 2
LONG_ALIAS, LONG_HEADING, LOOSE = 4, 14, 1000
BRACKETS: Final = re.compile(r"[（(【\[<《].*?[）)】\]>》]")
SIGNS: Final = re.compile(r"[\s*＊:：、，,./·_\-—]+")
# 单位名称：杨舍镇 is an answer, not a heading.
ANSWERED: Final = re.compile(r"[^:：]+[:：]\s*[^\s:：]")
# What keeps a spreadsheet from making a number of a text: '198503 and ="198503".
MARKED: Final = re.compile(r"""['‘’](?=[\d.\-/]+[xX]?$)(.*)|="([^"]*)"$""")
MARKS: Final = frozenset("'‘’=")
# What web pages leave within words, and nobody sees.
UNSEEN: Final = dict.fromkeys([*range(9), 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])


@dataclass(frozen=True, slots=True)
class Column:
    """A field with the names under which departments head it, without blanks and brackets."""

    field: str
    aliases: tuple[str, ...]
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Header:
    """The header row, numbered from 1, with the column index of each field found.

    A header of two rows is numbered by the lower, its upper row is `first`; `others` are sheets
    that have such a header too and are not read.
    """

    sheet: Sheet
    row: int
    columns: Mapping[str, int]
    first: int = 0
    exact: int = 0
    others: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """How many columns the header heads."""
        heads = self.sheet.rows[self.row - 1]
        return max((at + 1 for at, head in enumerate(heads) if as_text(head)), default=0)

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
    found = [_best_of(sheet, columns) for sheet in sheets]
    best = max(found, key=_score)
    needed = {column.field for column in columns if column.needed}
    if len(best.columns) < LEAST_FIELDS and not needed <= best.columns.keys():
        raise DeskError("file.no_header", name=name)
    for column in columns:
        if column.needed and column.field not in best.columns:
            raise DeskError("file.column_missing", name=name, column=column.aliases[0])
    others = tuple(
        other.sheet.name
        for other in found
        if other is not best and needed <= other.columns.keys() and _says_more(other)
    )
    return replace(best, others=others)


def _best_of(sheet: Sheet, columns: Sequence[Column]) -> Header:
    rows = range(min(SEARCHED, len(sheet.rows)))
    return max((_header_at(sheet, at, columns) for at in rows), key=_score)


def _score(header: Header) -> tuple[int, int]:
    return len(header.columns), header.exact


def _says_more(header: Header) -> bool:
    return len(header.columns) >= LEAST_FIELDS and len(header.sheet.rows) > header.row


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
            shown = cell.isoformat(" ", "seconds")
            return shown.removesuffix(" 00:00:00")
        case date() | time() | timedelta() | int() | float():
            return str(cell)
    text = str(cell).translate(UNSEEN).strip()
    return MARKED.sub(r"\1\2", text) if text[:1] in MARKS else text


def plain(text: str) -> str:
    """Return a heading without brackets, blanks, line breaks and signs."""
    folded = unicodedata.normalize("NFKC", text)
    return SIGNS.sub("", BRACKETS.sub("", folded)).lower()


class _Place(NamedTuple):
    rank: int
    at: int


def _header_at(sheet: Sheet, at: int, columns: Sequence[Column]) -> Header:
    upper = _headings(sheet.rows[at])
    found = _assign(upper, columns)
    if at + 1 < len(sheet.rows):
        lower = _headings(sheet.rows[at + 1])
        both = _assign({**upper, **lower}, columns)
        if _begins(sheet.rows[at], found) and _is_lower_half(lower, found, both):
            return _header(sheet, (at + 1, at + 2), both)
    return _header(sheet, (at + 1, at + 1), found)


def _begins(cells: Sequence[Cell], found: Mapping[str, _Place]) -> bool:
    """Say whether a row holds headings, not labels to be filled in: 单位： 杨舍镇."""
    exact = (place.at for place in found.values() if place.rank < LOOSE)
    return any(not as_text(cells[at]).endswith((":", "：")) for at in exact)


def _is_lower_half(
    lower: Mapping[int, str], found: Mapping[str, _Place], both: Mapping[str, _Place]
) -> bool:
    """Say whether a second row goes on with the headings: it adds fields and says little else."""
    if not found.keys() <= both.keys():
        return False
    more = len(both) - len(found)
    if more >= 2 and len(lower) <= more + 2:  # noqa: PLR2004
        return True
    return more >= 1 and lower.keys() <= {place.at for place in both.values()}


def _header(sheet: Sheet, rows: tuple[int, int], places: Mapping[str, _Place]) -> Header:
    columns = {field: place.at for field, place in places.items()}
    exact = sum(place.rank < LOOSE for place in places.values())
    return Header(sheet, rows[1], columns, first=rows[0], exact=exact)


def _headings(cells: Sequence[Cell]) -> dict[int, str]:
    return {
        index: plain(cell) or SIGNS.sub("", cell)
        for index, cell in enumerate(cells)
        if isinstance(cell, str) and cell.strip() and not ANSWERED.match(cell.strip())
    }


def _assign(headings: Mapping[int, str], columns: Sequence[Column]) -> dict[str, _Place]:
    """Give each field, in its order, the free column whose heading fits it best."""
    found: dict[str, _Place] = {}
    taken: set[int] = set()
    for column in columns:
        aliases = [plain(alias) for alias in column.aliases]
        ranked = ((_rank(headings[index], aliases), index) for index in headings.keys() - taken)
        best = min((_Place(rank, at) for rank, at in ranked if rank is not None), default=None)
        if best is not None:
            found[column.field] = best
            taken.add(best.at)
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
