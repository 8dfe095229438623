"""Bytes into sheets: what a file is, its content says, never its suffix. Rule: IMPORT-07."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import python_calamine
from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from zjgdesk.errors import DeskError
from zjgdesk.exchange.cells import MOST_COLUMNS, Cell, trimmed
from zjgdesk.exchange.compound import (
    BrokenCompoundError,
    LockedCompoundError,
    check_workbook,
    read_streams,
)
from zjgdesk.exchange.delimited import decoded, separated_rows
from zjgdesk.exchange.pages import XML_SHEET, page_rows, xml_sheets

MEGABYTE: Final = 1024 * 1024
LARGEST: Final = 64 * MEGABYTE
LARGEST_UNPACKED: Final = 400 * MEGABYTE
STEEPEST: Final = 200
MOST_XML: Final = 16 * MEGABYTE
MOST_BOOK_CELLS: Final = 1_000_000
"""A workbook is unpacked whole by its reader, so that a cell costs twice what one of a text does."""
PAGE: Final = re.compile(r"<html|<table", re.IGNORECASE)
TABLE: Final = re.compile(r"<table", re.IGNORECASE)
SAYS: Final = re.compile(rb"[^\0 \r\n\t]")
LONG_LINE: Final = re.compile(r"[^\r\n]{1000000}")
PIECE: Final = 4 * MEGABYTE

OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP: Final = b"PK\x03\x04"
FOREIGN: Final = (
    (re.compile(rb"%PDF"), "PDF"),
    (re.compile(rb"\x89PNG"), "PNG"),
    (re.compile(rb"\xff\xd8\xff"), "JPEG"),
    (re.compile(rb"GIF8"), "GIF"),
    (re.compile(rb"BM....\0\0\0\0", re.DOTALL), "BMP"),
    (re.compile(rb"II\*\0|MM\0\*"), "TIFF"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "WebP"),
    (re.compile(rb"Rar!"), "RAR"),
    (re.compile(rb"7z\xbc\xaf"), "7z"),
    (re.compile(rb"\x1f\x8b"), "gzip"),
    (re.compile(rb"\{\\rtf"), "RTF"),
)
IN_ZIP: Final = (("word/", "Word"), ("ppt/", "PowerPoint"), ("OFD.xml", "OFD"))
IN_OLE: Final = (("WordDocument", "Word"), ("PowerPoint Document", "PowerPoint"))
ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
# A cell that holds something; blank ones that are only coloured end at once.
PLACE: Final = re.compile(rb'<c\s(?:[^>]*?\s)?r="([A-Z]{1,3})([0-9]{1,7})"[^>]*[^/>]>')


@dataclass(frozen=True, slots=True)
class Sheet:
    """One visible sheet; rows from the first of the spreadsheet on, trailing empty ones cut.

    `is_text` says that cells were told apart by a mark, which may stand within words too.
    """

    name: str
    rows: list[list[Cell]]
    is_text: bool = False


def read_sheets(name: str, content: bytes) -> list[Sheet]:
    """Return the visible sheets of a file.

    Raises:
        DeskError: `file.empty`, `file.too_large`, `file.encrypted`, `file.broken`,
            `file.foreign`, `file.unreadable`, `file.broken_quote`, `file.no_table`.
    """
    if not SAYS.search(content):
        raise DeskError("file.empty", name=name)
    if len(content) > LARGEST:
        raise _too_large(name)
    found = [sheet for sheet in _sheets(name, content) if sheet.rows]
    if not found:
        raise DeskError("file.no_table", name=name)
    return found


def _sheets(name: str, content: bytes) -> list[Sheet]:
    if content.startswith(ZIP):
        _refuse_bad_zip(name, content)
        return _workbook(name, content)
    if content.startswith(OLE):
        _refuse_bad_compound(name, content)
        return _workbook(name, content)
    for mark, kind in FOREIGN:
        if mark.match(content):
            raise DeskError("file.foreign", rule="IMPORT-07", name=name, kind=kind)
    return _text(name, content)


def _refuse_bad_compound(name: str, content: bytes) -> None:
    if ENCRYPTED in content:
        raise DeskError("file.encrypted", name=name)
    try:
        streams = read_streams(content)
        for stream, kind in IN_OLE:
            if stream in streams:
                raise DeskError("file.foreign", rule="IMPORT-07", name=name, kind=kind)
        places = check_workbook(streams.get("Workbook", streams.get("Book", b"")))
    except BrokenCompoundError as error:
        raise DeskError("file.broken", name=name) from error
    except LockedCompoundError as error:
        raise DeskError("file.encrypted", name=name) from error
    if places > MOST_BOOK_CELLS:
        raise _too_large(name)


def _refuse_bad_zip(name: str, content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_bad_members(name, archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise DeskError("file.broken", name=name) from error
    except (NotImplementedError, OverflowError, RuntimeError) as error:
        raise DeskError("file.broken", name=name) from error


def _refuse_bad_members(name: str, archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    if any(member.flag_bits & 1 for member in members):
        raise DeskError("file.encrypted", name=name)
    if any(map(_is_bomb, members)) or sum(m.file_size for m in members) > LARGEST_UNPACKED:
        raise _too_large(name)
    names = [member.filename for member in members]
    kind = _kind_of_zip(names)
    if kind is not None:
        raise DeskError("file.foreign", rule="IMPORT-07", name=name, kind=kind)
    for part in names:
        if part.startswith("xl/worksheets/") and part.endswith(".xml"):
            _refuse_far_cells(name, archive, part)


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    steep = member.file_size > STEEPEST * max(member.compress_size, 1)
    return steep and member.file_size > LARGEST


def _kind_of_zip(names: Sequence[str]) -> str | None:
    for start, kind in IN_ZIP:
        if any(part.startswith(start) for part in names):
            return kind
    is_workbook = any(part.startswith("xl/") or part == "content.xml" for part in names)
    return None if is_workbook else "ZIP"


def _refuse_far_cells(name: str, archive: zipfile.ZipFile, part: str) -> None:
    """Refuse a sheet whose cells lie so far apart that nothing could hold what is between."""
    columns: set[bytes] = set()
    last_row, rest = 0, b""
    with archive.open(part) as source:
        while piece := source.read(PIECE):
            text = rest + piece
            places = PLACE.findall(text)
            columns.update(column for column, _row in places)
            last_row = max(last_row, max((int(row) for _column, row in places), default=0))
            rest = text[text.rfind(b"<c") :] if b"<c" in text else b""
    if last_row * max(map(_column_number, columns), default=0) > MOST_BOOK_CELLS:
        raise _too_large(name)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _too_large(name: str) -> DeskError:
    return DeskError("file.too_large", name=name, megabytes=LARGEST // MEGABYTE)


def _workbook(name: str, content: bytes) -> list[Sheet]:
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [
            Sheet(meta.name, _rows(workbook.get_sheet_by_name(meta.name)))
            for meta in workbook.sheets_metadata
            if meta.visible is SheetVisibleEnum.Visible and meta.typ is SheetTypeEnum.WorkSheet
        ]
    except python_calamine.PasswordError as error:
        raise DeskError("file.encrypted", name=name) from error
    except (python_calamine.CalamineError, OSError, ValueError, OverflowError) as error:
        raise DeskError("file.broken", name=name) from error
    except BaseException as error:
        # The reader is a compiled library: where a broken file trips it up, it says "panic".
        if type(error).__name__ != "PanicException":
            raise
        raise DeskError("file.broken", name=name) from error


def _rows(sheet: CalamineSheet) -> list[list[Cell]]:
    rows = trimmed(_cells(sheet))
    for (top, left), (bottom, _right) in sheet.merged_cell_ranges or ():
        # What stands in cells merged downwards holds for each of their rows.
        for below in rows[top + 1 : bottom + 1]:
            if left < len(below) and left < len(rows[top]) and below[left] in (None, ""):
                below[left] = rows[top][left]
    return rows


def _cells(sheet: CalamineSheet) -> Iterator[list[Cell]]:
    if sheet.start is None:
        return
    # The reader fills up empty rows above the first cell, but not empty columns before it.
    lead: list[Cell] = [None] * sheet.start[1]
    for row in sheet.iter_rows():
        yield [*lead, *row[:MOST_COLUMNS]]


def _text(name: str, content: bytes) -> list[Sheet]:
    try:
        return _text_sheets(name, decoded(name, content))
    except OverflowError as error:
        raise _too_large(name) from error


def _text_sheets(name: str, text: str) -> list[Sheet]:
    head = text[:4096]
    is_xml = XML_SHEET in head
    if is_xml and len(text) > MOST_XML:
        raise _too_large(name)
    if is_xml:
        return [Sheet(title, trimmed(rows)) for title, rows in xml_sheets(name, text)]
    if PAGE.search(head) and TABLE.search(text):
        return [Sheet("", trimmed(page_rows(text)))]
    if LONG_LINE.search(text):
        raise _too_large(name)
    return [Sheet("", trimmed(separated_rows(name, text)), is_text=True)]
