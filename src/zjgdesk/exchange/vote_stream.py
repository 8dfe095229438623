"""A file of votes as a stream of rows: too large to be held, read once for what it is, once whole."""

import codecs
import csv
import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from zjgdesk.digests import ALGORITHM
from zjgdesk.errors import DeskError
from zjgdesk.exchange.delimited import MARKS, decoded, separator_of
from zjgdesk.exchange.headers import SEARCHED, as_text
from zjgdesk.exchange.sheets import LARGEST, OLE, ZIP, Sheet, read_sheets
from zjgdesk.exchange.votes import header_of
from zjgdesk.exchange.wide_votes import gathered_sheet

PIECE: Final = 1 << 20
HEAD: Final = 1 << 16
LONGEST_HEADING: Final = 20
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Survey:
    """What one look over a file tells: its size and digest, and how its text is encoded."""

    size: int
    digest: str
    encoding: str | None


def survey(stream: BinaryIO, name: str, *, on_progress: Progress) -> Survey:
    """Read the whole stream once.

    Raises:
        DeskError: `file.empty`, `file.unreadable`.
    """
    digest, size = hashlib.new(ALGORITHM), 0
    utf8 = codecs.getincrementaldecoder("utf-8")()
    encoding: str | None = None
    total = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    while piece := stream.read(PIECE):
        if size == 0:
            encoding = _by_its_head(piece)
        if encoding == "utf-8":
            try:
                utf8.decode(piece)
            except UnicodeDecodeError:
                encoding = "gb18030"
        digest.update(piece)
        size += len(piece)
        on_progress(size, total)
    if not size:
        raise DeskError("file.empty", name=name)
    return Survey(size, f"{ALGORITHM}:{digest.hexdigest()}", encoding)


def text_rows(stream: BinaryIO, name: str, encoding: str) -> Iterator[list[str]]:
    """Yield the rows of a text; a quote that goes over a line's end does not close as it should.

    Only headings may stand on two lines, for spreadsheets break them so.

    Raises:
        DeskError: `file.broken_quote`, `file.unreadable`.
    """
    stream.seek(0)
    head = stream.read(HEAD)
    cut = head[: head.rfind(b"\n") + 1] or head
    separator = separator_of(decoded(name, cut if len(head) == HEAD else head))
    stream.seek(0)
    text = io.TextIOWrapper(stream, encoding=encoding, newline="")
    reader = csv.reader(text, delimiter=separator, skipinitialspace=True, strict=True)
    lines = number = 0
    try:
        for row in reader:
            lines += 1
            number += 1
            if reader.line_num != lines:
                if number > SEARCHED or not _is_broken_heading(row, separator):
                    raise DeskError("file.broken_quote", name=name, row=lines)
                lines = reader.line_num
            yield row
    except csv.Error as error:
        raise DeskError("file.broken_quote", name=name, row=lines + 1) from error
    except UnicodeDecodeError as error:
        raise DeskError("file.unreadable", rule="IMPORT-07", name=name) from error
    finally:
        text.detach()


def _is_broken_heading(row: list[str], separator: str) -> bool:
    """Say whether the cells on several lines are short words, not rows that a quote swallowed."""
    broken = [cell for cell in row if "\n" in cell or "\r" in cell]
    return all(len(cell) <= LONGEST_HEADING and separator not in cell for cell in broken)


def sheet_rows(stream: BinaryIO, name: str) -> Iterator[list[str]]:
    """Yield the rows of the first sheet of a spreadsheet that holds any, as text.

    Raises:
        DeskError: what `read_sheets` refuses.
    """
    stream.seek(0)
    sheet = max(read_sheets(name, stream.read(LARGEST + 1)), key=lambda each: len(each.rows))
    for row in sheet.rows:
        yield [as_text(cell) for cell in row]


def head_sheet(rows: Iterator[list[str]]) -> tuple[Sheet, list[list[str]]]:
    """Return the first rows as a sheet in which a header is looked for, and as they came."""
    first = [row for _, row in zip(range(SEARCHED + 1), rows, strict=False)]
    return Sheet("", [list(row) for row in first], is_text=True), first


def _by_its_head(piece: bytes) -> str | None:
    """Return the encoding that the first bytes tell; None for a spreadsheet."""
    if piece.startswith((OLE, ZIP)):
        return None
    return next((kind for mark, kind in MARKS if piece.startswith(mark)), "utf-8")


def is_totals(stream: BinaryIO, name: str) -> bool:
    """Say whether a file tells totals per candidate, not one voter a row.

    Raises:
        DeskError: `file.…`, or what both shapes miss.
    """
    stream.seek(0)
    head = stream.read(HEAD)
    if _by_its_head(head) is not None:
        cut = head[: head.rfind(b"\n") + 1] if len(head) == HEAD else head
        sheets = read_sheets(name, cut)
    else:
        stream.seek(0)
        sheets = read_sheets(name, stream.read(LARGEST + 1))
    return "voter" not in header_of(name, [*map(gathered_sheet, sheets)]).columns
