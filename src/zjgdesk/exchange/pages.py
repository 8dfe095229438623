"""Web pages and XML that call themselves .xls: what other systems export."""

import re
from html.parser import HTMLParser
from typing import Final
from xml.etree import ElementTree as ET

from zjgdesk.errors import DeskError
from zjgdesk.exchange.cells import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Cell

BLANKS: Final = re.compile(r"[ \t\r\n\f\xa0]+")
XML_SHEET: Final = "urn:schemas-microsoft-com:office:spreadsheet"
UNSEEN: Final = frozenset({"script", "style", "title"})


def page_rows(text: str) -> list[list[Cell]]:
    """Return the rows of all tables of a web page, cells that span others in their places."""
    parser = _Tables()
    parser.feed(text)
    parser.close()
    return parser.finished()


def xml_sheets(name: str, text: str) -> list[tuple[str, list[list[Cell]]]]:
    """Return name and rows of each sheet of an "XML Spreadsheet 2003".

    Raises:
        DeskError: `file.broken` when it is no XML or brings definitions of its own.
    """
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise DeskError("file.broken", name=name)
    try:
        # Definitions, by which XML does harm, are refused above.
        root = ET.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))  # noqa: S314
    except ET.ParseError as error:
        raise DeskError("file.broken", name=name) from error
    space = f"{{{XML_SHEET}}}"
    return [
        (sheet.get(f"{space}Name", ""), _xml_rows(sheet, space))
        for sheet in root.iter(f"{space}Worksheet")
    ]


def _xml_rows(sheet: ET.Element, space: str) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    held = 0
    for line in sheet.iter(f"{space}Row"):
        at = _number(line.get(f"{space}Index"), len(rows) + 1, MOST_ROWS)
        rows.extend([] for _ in range(at - 1 - len(rows)))
        cells: list[Cell] = []
        for cell in line.iter(f"{space}Cell"):
            at = _number(cell.get(f"{space}Index"), len(cells) + 1, MOST_COLUMNS)
            cells.extend("" for _ in range(at - 1 - len(cells)))
            cells.append(_xml_value(cell, space))
            across = _number(cell.get(f"{space}MergeAcross"), 0, MOST_COLUMNS)
            cells.extend("" for _ in range(across))
        rows.append(cells)
        held += len(cells)
        if held > MOST_CELLS:
            raise OverflowError
    return rows


def _xml_value(cell: ET.Element, space: str) -> Cell:
    data = cell.find(f"{space}Data")
    text = "" if data is None else "".join(data.itertext())
    if data is not None and data.get(f"{space}Type") == "Number":
        try:
            return float(text)
        except ValueError:
            return text
    return text


def _number(text: str | None, otherwise: int, most: int) -> int:
    return min(int(text), most) if text and text.isascii() and text.isdigit() else otherwise


class _Tables(HTMLParser):
    """Collects the cells of all tables; what was left open, the next cell or row ends."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[list[Cell]] = []
        self._words: list[str] | None = None
        self._spans = (1, 1)
        # What a cell above still covers: column → rows left, and its words.
        self._covered: dict[int, tuple[int, Cell]] = {}
        self._unseen = 0
        self._held = 0

    def finished(self) -> list[list[Cell]]:
        """Return the rows after the end of the page."""
        self._end_row()
        return self._rows

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a row or a cell."""
        if tag in {"tr", "table"}:
            self._end_row()
        if tag == "table":
            self._covered.clear()
        if tag == "tr":
            self._rows.append([])
        elif tag in {"td", "th"}:
            self._open_cell(dict(attrs))
        elif tag == "br" and self._words is not None:
            self._words.append("\0")
        self._unseen += tag in UNSEEN

    def handle_endtag(self, tag: str) -> None:
        """Close a cell or a row."""
        if tag in {"td", "th"}:
            self._end_cell()
        elif tag in {"tr", "table"}:
            self._end_row()
        if tag in UNSEEN and self._unseen:
            self._unseen -= 1

    def handle_data(self, data: str) -> None:
        """Take the words of a cell."""
        if self._words is not None and not self._unseen:
            self._words.append(data)

    def _open_cell(self, attrs: dict[str, str | None]) -> None:
        self._end_cell()
        if not self._rows:
            self._rows.append([])
        self._words = []
        self._spans = (
            max(1, _number(attrs.get("colspan"), 1, MOST_COLUMNS)),
            max(1, _number(attrs.get("rowspan"), 1, MOST_ROWS)),
        )

    def _end_cell(self) -> None:
        if self._words is None:
            return
        words = BLANKS.sub(" ", "".join(self._words)).replace("\0", "\n").strip()
        self._words = None
        self._take_covered()
        row, (across, down) = self._rows[-1], self._spans
        self._held += across
        if self._held > MOST_CELLS:
            raise OverflowError
        for step in range(across):
            # Across, the words stand once; downwards they hold for every row.
            cell = words if step == 0 else ""
            if down > 1:
                self._covered[len(row)] = (down - 1, cell)
            row.append(cell)
        del row[MOST_COLUMNS:]

    def _end_row(self) -> None:
        self._end_cell()
        if self._rows and self._rows[-1]:
            self._take_covered()

    def _take_covered(self) -> None:
        row = self._rows[-1]
        while len(row) in self._covered:
            left, cell = self._covered.pop(len(row))
            if left > 1:
                self._covered[len(row)] = (left - 1, cell)
            row.append(cell)
