"""What a font file says of itself: its family names and whether reportlab can embed it."""

import struct
import sys
from array import array
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

FAMILY = 1
WINDOWS = 3
ADJUSTED = 2  # the word of `head` that makes the sum of the file right
SUFFIXES = frozenset({".ttf", ".ttc", ".otf"})


@dataclass(frozen=True, slots=True)
class FontFile:
    """One font of a file, by the names a document would call it."""

    path: Path
    member: int
    families: frozenset[str]


def find_fonts(folders: tuple[Path, ...]) -> list[FontFile]:
    """Return every font with TrueType outlines in the folders; damaged files are passed over."""
    paths = sorted(path for folder in folders if folder.is_dir() for path in folder.rglob("*"))
    found: list[FontFile] = []
    for path in paths:
        if path.suffix.lower() in SUFFIXES and path.is_file():
            try:
                found.extend(_read_file(path))
            except (OSError, struct.error, UnicodeDecodeError):
                continue
    return found


def is_whole(path: Path) -> bool:
    """Say whether a file is a font with outlines, none of whose tables is cut off."""
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            members = [_tables(stream, offset) for offset in _members(stream)]
    except (OSError, struct.error):
        return False
    return bool(members) and all(
        b"glyf" in tables and all(start + length <= size for start, length in tables.values())
        for tables in members
    )


def is_sound(path: Path) -> bool:
    """Say whether every table of a font file still has the sum that it was written with.

    Reads the whole file: a tenth of a second for the largest.
    """
    if not is_whole(path):
        return False
    data = path.read_bytes()
    with path.open("rb") as stream:
        return all(
            _sum(data, start, length, tag) == told
            for offset in _members(stream)
            for tag, (told, start, length) in _records(stream, offset).items()
        )


def _sum(data: bytes, start: int, length: int, tag: bytes) -> int:
    words = array("I", data[start : start + length] + bytes(-length % 4))
    if sys.byteorder == "little":
        words.byteswap()
    own = words[ADJUSTED] if tag == b"head" else 0  # the field that the sum itself changed
    return (sum(words) - own) & 0xFFFFFFFF


def _read_file(path: Path) -> list[FontFile]:
    fonts = []
    with path.open("rb") as stream:
        for member, offset in enumerate(_members(stream)):
            tables = _tables(stream, offset)
            if b"glyf" in tables and b"name" in tables:
                families = _families(stream, *tables[b"name"])
                fonts.append(FontFile(path, member, families))
    return fonts


def _members(stream: BinaryIO) -> tuple[int, ...]:
    if stream.read(4) != b"ttcf":
        return (0,)
    _version, count = struct.unpack(">II", stream.read(8))
    return struct.unpack(f">{min(count, 64)}I", stream.read(4 * min(count, 64)))


def _tables(stream: BinaryIO, offset: int) -> dict[bytes, tuple[int, int]]:
    return {
        tag: (start, length) for tag, (_told, start, length) in _records(stream, offset).items()
    }


def _records(stream: BinaryIO, offset: int) -> dict[bytes, tuple[int, int, int]]:
    stream.seek(offset + 4)
    (count,) = struct.unpack(">H", stream.read(2))
    stream.read(6)
    records = (struct.unpack(">4sIII", stream.read(16)) for _ in range(count))
    return {tag: (told, start, length) for tag, told, start, length in records}


def _families(stream: BinaryIO, start: int, length: int) -> frozenset[str]:
    stream.seek(start)
    data = stream.read(min(length, 1 << 20))
    _format, count, texts = struct.unpack_from(">HHH", data)
    names = set()
    for index in range(count):
        platform, _encoding, _language, name_id, size, at = struct.unpack_from(
            ">6H", data, 6 + 12 * index
        )
        if platform == WINDOWS and name_id == FAMILY:
            names.add(data[texts + at : texts + at + size].decode("utf-16-be"))
    return frozenset(names)
