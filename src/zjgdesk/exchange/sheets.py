"""Bytes into sheets: what a file is, its content says, never its suffix. Rule: IMPORT-07."""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from html.parser import HTMLParser
from typing import Final

import python_calamine
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from zjgdesk.errors import DeskError

Cell = str | int | float | bool | date | datetime | time | timedelta | None

LARGEST: Final = 64 * 1024 * 1024
LARGEST_UNPACKED: Final = 400 * 1024 * 1024
STEEPEST: Final = 200
MOST_ROWS: Final = 1_200_000
MOST_COLUMNS: Final = 400

OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP: Final = b"PK\x03\x04"
FOREIGN: Final = {
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"BM": "BMP",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7z",
    b"\x1f\x8b": "gzip",
    b"{\\rtf": "RTF",
}
ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True, slots=True)
class Sheet:
    """One visible sheet; rows from the first of the spreadsheet on, trailing empty ones cut."""

    name: str
    rows: list[list[Cell]]


def read_sheets(name: str, content: bytes) -> list[Sheet]:
    """Return the visible sheets of a file.

    Raises:
        DeskError: `file.empty`, `file.too_large`, `file.encrypted`, `file.broken`,
            `file.foreign`, `file.unreadable`, `file.broken_quote`, `file.no_table`.
    """
    if not content.strip(b"\0 \r\n\t"):
        raise DeskError("file.empty", name=name)
    if len(content) > LARGEST:
        raise DeskError("file.too_large", name=name, megabytes=LARGEST // 1024 // 1024)
    sheets = _sheets(name, content)
    found = [sheet for sheet in sheets if sheet.rows]
    if not found:
        raise DeskError("file.no_table", name=name)
    return found


def _sheets(name: str, content: bytes) -> list[Sheet]:
    if content.startswith(ZIP):
        _refuse_bad_zip(name, content)
        return _workbook(name, content)
    if content.startswith(OLE):
        if ENCRYPTED in content:
            raise DeskError("file.encrypted", name=name)
        return _workbook(name, content)
    for mark, kind in FOREIGN.items():
        if content.startswith(mark):
            raise DeskError("file.foreign", rule="IMPORT-07", name=name, kind=kind)
    return _text(name, content)


def _refuse_bad_zip(name: str, content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError) as error:
        raise DeskError("file.broken", name=name) from error
    if any(member.flag_bits & 1 for member in members):
        raise DeskError("file.encrypted", name=name)
    for member in members:
        steep = member.file_size > STEEPEST * max(member.compress_size, 1)
        if steep and member.file_size > LARGEST:
            raise DeskError("file.too_large", name=name, megabytes=LARGEST // 1024 // 1024)
    if sum(member.file_size for member in members) > LARGEST_UNPACKED:
        raise DeskError("file.too_large", name=name, megabytes=LARGEST // 1024 // 1024)
    names = {member.filename for member in members}
    if any(part.startswith("word/") for part in names):
        raise DeskError("file.foreign", rule="IMPORT-07", name=name, kind="Word")
    if any(part.startswith("ppt/") for part in names):
        raise DeskError("file.foreign", rule="IMPORT-07", name=name, kind="PowerPoint")


def _workbook(name: str, content: bytes) -> list[Sheet]:
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [
            Sheet(meta.name, _trimmed(_calamine_rows(workbook, meta.name)))
            for meta in workbook.sheets_metadata
            if meta.visible is SheetVisibleEnum.Visible
        ]
    except python_calamine.PasswordError as error:
        raise DeskError("file.encrypted", name=name) from error
    except DeskError:
        raise
    # The reader is a compiled library: whatever a broken file does to it ends as one sentence.
    except (python_calamine.CalamineError, OSError, ValueError, OverflowError) as error:
        raise DeskError("file.broken", name=name) from error


def _calamine_rows(workbook: CalamineWorkbook, sheet: str) -> Iterator[list[Cell]]:
    found = workbook.get_sheet_by_name(sheet)
    start = found.start
    if start is None:
        return
    # The reader fills up empty rows above the first cell, but not empty columns before it.
    lead: list[Cell] = [None] * start[1]
    for row in found.iter_rows():
        yield [*lead, *row[:MOST_COLUMNS]]


def _trimmed(rows: Iterator[list[Cell]]) -> list[list[Cell]]:
    """Keep rows up to the last one that says anything; a million empty ones cost nothing."""
    kept: list[list[Cell]] = []
    waiting = 0
    for row in rows:
        if any(cell not in (None, "") for cell in row):
            kept.extend([] for _ in range(waiting))
            kept.append(row)
            waiting = 0
        else:
            waiting += 1
        if len(kept) + waiting > MOST_ROWS:
            break
    return kept


def _text(name: str, content: bytes) -> list[Sheet]:
    text = _decoded(name, content)
    head = text[:4096].lower()
    if "<table" in text.lower() and ("<html" in head or "<table" in head):
        return _html(text)
    if "\0" in text:
        raise DeskError("file.unreadable", rule="IMPORT-07", name=name)
    return [Sheet("", _trimmed(_csv_rows(name, text)))]


def _decoded(name: str, content: bytes) -> str:
    for mark, encoding in MARKS:
        if content.startswith(mark):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError as error:
                raise DeskError("file.unreadable", rule="IMPORT-07", name=name) from error
    for encoding in ("utf-8", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _looks_binary(text):
            return text
    raise DeskError("file.unreadable", rule="IMPORT-07", name=name)


def _looks_binary(text: str) -> bool:
    head = text[:4096]
    odd = sum(ch < " " and ch not in "\r\n\t\f" for ch in head)
    return odd * 20 > len(head)


def _csv_rows(name: str, text: str) -> Iterator[list[Cell]]:
    if text.count('"') % 2:
        raise DeskError("file.broken_quote", name=name, row=_open_quote(text))
    delimiter = _delimiter(text)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False):
            yield list(row[:MOST_COLUMNS])
    except csv.Error as error:
        raise DeskError("file.broken", name=name) from error


def _delimiter(text: str) -> str:
    lines = text[:20_000].splitlines()[:30]
    return max(",\t;，", key=lambda mark: sum(mark in line for line in lines) * 100
               + sum(line.count(mark) for line in lines))  # fmt: skip


def _open_quote(text: str) -> int:
    """Return the line from which on the quotes no longer pair."""
    opened = 0
    within = False
    for number, line in enumerate(text.splitlines(), start=1):
        if line.count('"') % 2:
            within = not within
            opened = number if within else opened
    return opened


class _Tables(HTMLParser):
    """Collects the cells of the first level of tables; web systems export them as .xls."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[Cell]] = []
        self._cell: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a row or a cell; what was left open before it ends."""
        if tag in {"tr", "td", "th"}:
            self._end_cell()
        if tag == "tr" or (tag in {"td", "th"} and not self.rows):
            self.rows.append([])
        if tag in {"td", "th"}:
            self._cell = []
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Close a cell."""
        if tag in {"td", "th", "tr", "table"}:
            self._end_cell()

    def handle_data(self, data: str) -> None:
        """Take the words of a cell."""
        if self._cell is not None:
            self._cell.append(data)

    def _end_cell(self) -> None:
        if self._cell is not None:
            self.rows[-1].append("".join(self._cell).strip())
            self._cell = None


def _html(text: str) -> list[Sheet]:
    parser = _Tables()
    parser.feed(text)
    parser.close()
    return [Sheet("", _trimmed(iter(parser.rows)))]
