"""Text into rows: which encoding, which separator, and whether its quotes close."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from typing import Final

from zjgdesk.errors import DeskError
from zjgdesk.exchange.cells import MOST_COLUMNS, Cell

MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
SEPARATORS: Final = "\t;,|"
HEAD, LINES, ODD = 4096, 60, 20


def decoded(name: str, content: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16 with its mark, or GB18030.

    Raises:
        DeskError: `file.unreadable`.
    """
    encodings = [kind for mark, kind in MARKS if content.startswith(mark)] or ["utf-8", "gb18030"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _looks_binary(text):
            return text
    raise DeskError("file.unreadable", rule="IMPORT-07", name=name)


def separated_rows(name: str, text: str) -> Iterator[list[Cell]]:
    """Yield the rows of a text whose cells are separated by one mark.

    A quote that does not close would swallow the rows behind it, even if a later one closes it
    by chance: such a file is refused.

    Raises:
        DeskError: `file.broken_quote`.
    """
    # A StringIO would take four bytes for every sign.
    source = io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8", newline="")
    reader = csv.reader(source, delimiter=separator_of(text), skipinitialspace=True, strict=True)
    number = 1
    try:
        for row in reader:
            yield list(row[:MOST_COLUMNS])
            number = reader.line_num + 1
    except csv.Error as error:
        raise DeskError("file.broken_quote", name=name, row=number) from error


def _looks_binary(text: str) -> bool:
    head = text[:HEAD]
    odd = sum(ch < " " and ch not in "\r\n\t\f" for ch in head)
    return "\0" in text or odd * ODD > len(head)


def separator_of(text: str) -> str:
    """Return the mark that stands equally often in most lines; marks within words vary."""
    lines = [line for line in text[: HEAD * 8].splitlines() if line.strip()][:LINES]
    best = max(SEPARATORS, key=lambda mark: _steadiness(lines, mark))
    if _steadiness(lines, best) == (0, 0):
        best = "，" if any("，" in line for line in lines) else ","
    return best


def _steadiness(lines: list[str], mark: str) -> tuple[int, int]:
    counts = Counter(line.count(mark) for line in lines if mark in line)
    if not counts:
        return 0, 0
    often, lines_with = max(counts.items(), key=lambda pair: (pair[1], pair[0]))
    return lines_with, often
