"""Tables written for a spreadsheet program, and blocks of cells read from its clipboard."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import chain
from typing import Any, Final
from unicodedata import east_asian_width

import xlsxwriter

from zjgdesk.errors import DeskError

Value = str | int | float | date | None
Line = Sequence[Value]

SHEET_NAME: Final = 31
LONGEST_CELL: Final = 32_767
MOST_LINES: Final = 1_048_576
NARROW, WIDE = 8, 60
MEASURED: Final = 200
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
NUMBER: Final = re.compile(r"[+-]?\d+([.,]\d+)*%?")
BAD_NAME: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
# A cell in quotes may hold lines and tabs; a quote that is not closed is an ordinary sign.
CELL: Final = re.compile(r'"([^"]*(?:""[^"]*)*)"(?=[\t\r\n]|\Z)|([^\t\r\n]*)')


def write_xlsx(title: str, header: Sequence[str], rows: Sequence[Line], *, at: datetime) -> bytes:
    """Return a workbook of one sheet: header frozen, filter on, numbers as numbers.

    Words stay words whatever they begin with: codes keep their noughts, nothing is a formula.

    Raises:
        DeskError: `table.too_many_rows`, `table.cell_too_long`.
    """
    _refuse_what_does_not_fit(header, rows)
    held = io.BytesIO()
    # In memory: a temporary file would leave names on the disk.
    book = xlsxwriter.Workbook(held, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    book.set_properties({"title": title, "created": at.replace(tzinfo=None)})
    sheet = book.add_worksheet(_sheet_name(title))
    bold = book.add_format({"bold": True, "bg_color": "#E4EEF7", "bottom": 1, "valign": "top"})
    plain = book.add_format({"valign": "top", "text_wrap": True})
    day = book.add_format({"valign": "top", "num_format": "yyyy-mm-dd"})
    for at_column, words in enumerate(header):
        sheet.write_string(0, at_column, _whole(words), bold)
    for at_row, line in enumerate(rows, start=1):
        for at_column, value in enumerate(line):
            _write(sheet, (at_row, at_column), value, (plain, day))
    for at_column in range(len(header)):
        sheet.set_column(at_column, at_column, _width(header, rows, at_column))
    sheet.freeze_panes(1, 0)
    if header:
        sheet.autofilter(0, 0, max(len(rows), 1), len(header) - 1)
    book.close()
    return held.getvalue()


def write_csv(header: Sequence[str], rows: Iterable[Line], encoding: str) -> bytes:
    """Return the same as comma-separated text; UTF-8 gets the mark that spreadsheets ask for.

    Every word is written as it is: a sign put before `=` would change the data for whoever reads
    the file in again. `formula_cells` tells how many cells a spreadsheet would take for formulas.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_words(value) for value in line] for line in rows)
    wanted = "utf-8-sig" if encoding == "utf-8" else encoding
    return text.getvalue().encode(wanted)


def formula_cells(rows: Iterable[Line]) -> int:
    """Count the words that a spreadsheet would take for a formula in comma-separated text."""
    words = (value for line in rows for value in line if isinstance(value, str))
    return sum(word.startswith(FORMULA) and NUMBER.fullmatch(word) is None for word in words)


def read_clipboard(text: str) -> list[list[str]]:
    """Return the cells of a block that was copied in a spreadsheet.

    A cell in quotes may hold lines, tabs and doubled quotes.
    """
    rows: list[list[str]] = [[]]
    at = 0
    while True:
        match = CELL.match(text, at)
        assert match is not None  # noqa: S101 - the second half of the pattern fits anything
        quoted, bare = match.groups()
        rows[-1].append(bare if quoted is None else quoted.replace('""', '"'))
        at = match.end()
        if at >= len(text):
            return rows
        if text[at] == "\t":
            at += 1
            continue
        at += 2 if text.startswith("\r\n", at) else 1
        if at >= len(text):  # the last line ends as all do
            return rows
        rows.append([])


def _refuse_what_does_not_fit(header: Sequence[str], rows: Sequence[Line]) -> None:
    if len(rows) >= MOST_LINES:
        raise DeskError("table.too_many_rows", count=len(rows), most=MOST_LINES - 1)
    for number, line in enumerate(rows, start=1):
        for title, value in zip(header, line, strict=True):
            if isinstance(value, str) and len(value) > LONGEST_CELL:
                raise DeskError("table.cell_too_long", row=number, title=title, most=LONGEST_CELL)


def _write(sheet: Any, place: tuple[int, int], value: Value, formats: tuple[Any, Any]) -> None:  # noqa: ANN401
    plain, day = formats
    match value:
        case None | "":
            sheet.write_blank(*place, None, plain)
        case datetime():
            sheet.write_string(*place, f"{value:%Y-%m-%d %H:%M}", plain)
        case date():
            sheet.write_datetime(*place, value, day)
        case str():
            sheet.write_string(*place, _whole(value), plain)
        case _:
            sheet.write_number(*place, value, plain)


def _words(value: Value) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
    return _whole(str(value))


def _whole(text: str) -> str:
    """Half a sign cannot be written in any encoding; it becomes the sign for what is unknown."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _sheet_name(title: str) -> str:
    name = BAD_NAME.sub(" ", title).strip().strip("'")[:SHEET_NAME].strip("' ")
    return name if name and name.lower() != "history" else "表格"


def _width(header: Sequence[str], rows: Sequence[Line], column: int) -> int:
    words = chain([header[column] + "　"], (_words(line[column]) for line in rows[:MEASURED]))
    widest = max(max(map(_cells, word.split("\n"))) for word in words)
    return max(NARROW, min(WIDE, widest + 2))


def _cells(text: str) -> int:
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)
