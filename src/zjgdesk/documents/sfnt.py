"""What a font file says of itself: its family names and whether reportlab can embed it."""

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

FAMILY = 1
WINDOWS = 3
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
    stream.seek(offset + 4)
    (count,) = struct.unpack(">H", stream.read(2))
    stream.read(6)
    records = (struct.unpack(">4sIII", stream.read(16)) for _ in range(count))
    return {tag: (start, length) for tag, _checksum, start, length in records}


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
