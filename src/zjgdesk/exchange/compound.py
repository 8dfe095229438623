"""The inside of an old Office file: its streams, and whether their chains of sectors end.

The reader of .xls follows a chain that bites its own tail for ever, and makes room for every cell
up to the farthest, even if a broken byte has put it where no cell can be. Both are looked at first.
"""

import struct
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

HEADER: Final = 512
FREE: Final = 0xFFFFFFFA  # this and higher are no sectors
SMALL: Final = 4096
SMALL_SIZE: Final = 64
ENTRY: Final = 128
STREAM, ROOT = 2, 5
# Records of cells; each begins with row and column.
CELLS: Final = frozenset({0x06, 0xBD, 0xBE, 0xD6, 0xFD, 0x201, 0x203, 0x204, 0x205, 0x27E})
BLANKS: Final = frozenset({0xBE, 0x201})
NUMBERS: Final = 0xBD
BEGIN, END, SHEET = 0x809, 0x0A, 0x85
PASSWORD: Final = 0x2F
EXTENT: Final = 0x200
WORDS: Final = 0xFC
MOST_COLUMNS: Final = 256
MOST_ROWS: Final = 65536


class BrokenCompoundError(ValueError):
    """The file's own list of sectors does not hold together."""


class LockedCompoundError(ValueError):
    """The workbook asks for a password."""


def read_streams(content: bytes) -> Mapping[str, bytes]:
    """Return the streams of a compound file by name.

    Raises:
        BrokenCompoundError: a part is missing or a chain of sectors has no end.
    """
    try:
        return _Compound(content).streams()
    except (struct.error, IndexError, OverflowError) as error:
        raise BrokenCompoundError from error


def check_workbook(stream: bytes) -> int:
    """Look through the records of a workbook before the reader does.

    Returns the number of places for which the reader makes room: for each sheet, those between
    its first and its farthest cell that says anything.

    Raises:
        LockedCompoundError: it asks for a password.
        BrokenCompoundError: a cell stands where none can be, or two sheets share their records.
    """
    sheets: list[int] = []
    for _at, kind, record in _records(stream, 0):
        if kind == PASSWORD:
            raise LockedCompoundError
        if not _is_sound(kind, record, len(stream)):
            raise BrokenCompoundError
        if kind == SHEET and len(record) >= 4:  # noqa: PLR2004
            sheets += struct.unpack_from("<I", record)
    seen = bytearray(len(stream))
    places = {start: _places(stream, start, seen) for start in dict.fromkeys(sheets)}
    return sum(places[start] for start in sheets)


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, bytes]]:
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield at, kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _places(stream: bytes, start: int, seen: bytearray) -> int:
    """Return the room that one sheet needs.

    The reader begins where the list of sheets says, even within another record, so that what
    stands there must be looked at again.
    """
    deep = last_row = last_column = 0
    for at, kind, record in _records(stream, start):
        if seen[at] or not _is_sound(kind, record, len(stream)):
            raise BrokenCompoundError
        seen[at] = 1
        deep += (kind == BEGIN) - (kind == END)
        if kind == END and deep <= 0:
            break
        if kind in CELLS - BLANKS and len(record) >= 4:  # noqa: PLR2004
            (row,) = struct.unpack_from("<H", record)
            last_row, last_column = (
                max(last_row, row),
                max(last_column, _last_column(kind, record)),
            )
    return (last_row + 1) * (last_column + 1)


def _last_column(kind: int, record: bytes) -> int:
    """Return the farthest column that a record of cells names; one kind holds a whole run."""
    (column,) = struct.unpack_from("<H", record, 2)
    run = (len(record) - 6) // 6 if kind == NUMBERS else 1
    return int(column) + max(run, 1) - 1


def _is_sound(kind: int, record: bytes, size: int) -> bool:
    """Say whether a record asks for no more room than a workbook of this size can fill."""
    if kind in CELLS and len(record) >= 4:  # noqa: PLR2004
        return _last_column(kind, record) < MOST_COLUMNS
    if kind == EXTENT:
        shape = "<IIHH" if len(record) >= 12 else "<HHHH"  # noqa: PLR2004
        if len(record) < struct.calcsize(shape):
            return False
        top, bottom, left, right = struct.unpack_from(shape, record)
        return bool(top <= bottom <= MOST_ROWS and left <= right <= MOST_COLUMNS)
    if kind == WORDS and len(record) >= 8:  # noqa: PLR2004
        (words,) = struct.unpack_from("<I", record, 4)
        return bool(words <= size)
    return True


class _Compound:
    def __init__(self, content: bytes) -> None:
        self._content = content
        (shift,) = struct.unpack_from("<H", content, 30)
        if shift not in {9, 12}:
            raise BrokenCompoundError
        self._size = 1 << shift
        (self._directory,) = struct.unpack_from("<I", content, 48)
        (small_first,) = struct.unpack_from("<I", content, 60)
        self._next = [n for at in self._table_sectors() for n in self._numbers(at)]
        self._small = [n for at in _chain(self._next, small_first) for n in self._numbers(at)]

    def streams(self) -> dict[str, bytes]:
        """Return all streams, each followed to its end."""
        found: dict[str, bytes] = {}
        small = b""
        directory = self._joined(self._directory)
        for at in range(0, len(directory) - ENTRY + 1, ENTRY):
            entry = directory[at : at + ENTRY]
            first, length = struct.unpack_from("<II", entry, 116)
            if entry[66] == ROOT:
                small = self._joined(first)
            elif entry[66] == STREAM:
                whole = self._joined(first) if length >= SMALL else self._pieces(small, first)
                found[_name(entry)] = whole[:length]
        return found

    def _joined(self, first: int) -> bytes:
        return b"".join(self._sector(n) for n in _chain(self._next, first))

    def _pieces(self, small: bytes, first: int) -> bytes:
        chain = _chain(self._small, first)
        return b"".join(small[n * SMALL_SIZE : (n + 1) * SMALL_SIZE] for n in chain)

    def _table_sectors(self) -> Iterator[int]:
        """Yield the sectors that hold the table: 109 in the header, the others in a chain."""
        yield from (n for n in struct.unpack_from("<109I", self._content, 76) if n < FREE)
        (sector,) = struct.unpack_from("<I", self._content, 68)
        seen: set[int] = set()
        while sector < FREE:
            if sector in seen:
                raise BrokenCompoundError
            seen.add(sector)
            *numbers, sector = self._numbers(sector)
            yield from (n for n in numbers if n < FREE)

    def _numbers(self, sector: int) -> tuple[int, ...]:
        return struct.unpack(f"<{self._size // 4}I", self._sector(sector))

    def _sector(self, number: int) -> bytes:
        start = max(HEADER, self._size) + number * self._size
        return self._content[start : start + self._size]


def _name(entry: bytes) -> str:
    (length,) = struct.unpack_from("<H", entry, 64)
    return entry[: min(length, 64)].decode("utf-16-le", "replace").rstrip("\0")


def _chain(table: Sequence[int], sector: int) -> Iterator[int]:
    for _ in range(len(table) + 1):
        if sector >= FREE:
            return
        yield sector
        sector = table[sector]
    raise BrokenCompoundError
