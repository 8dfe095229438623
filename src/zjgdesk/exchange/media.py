"""Packages on a medium: written whole or not at all, found in a folder, a disc, or its image."""

import os
import shutil
import struct
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, suppress
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Final

from pycdlib import PyCdlib
from pycdlib.pycdlibexception import PyCdlibException

from zjgdesk.errors import DeskError
from zjgdesk.exchange.packages import CONTENT, LARGEST, MANIFEST, REGISTER, SIGNATURE

RULE: Final = "AIR-04"
Files = dict[str, bytes]
SECTOR: Final = 2048
DESCRIPTORS: Final = 16 * SECTOR
STANDARD: Final = b"CD001"
MOST_FOLDERS: Final = 200
OURS: Final = frozenset({MANIFEST, SIGNATURE, CONTENT, REGISTER})
HALF: Final = ".part"
PLAIN: Final = {"manifest.jso": MANIFEST, "signatur.bin": SIGNATURE}
"""Names as a disc without long names has them."""
BROKEN: Final = (
    OSError,
    PyCdlibException,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    ArithmeticError,
    MemoryError,
    RecursionError,
    struct.error,
)
"""What a damaged or made-up image makes of its reader."""


def write_half(target: Path, files: Mapping[str, bytes]) -> None:
    """Write all of a package under a name that nobody reads; `finish` gives it its own.

    What proves it is written last. A half that a break left behind gives way.

    Raises:
        DeskError: `package.exists` where something lies there, `package.unwritable` where the
            medium refuses; nothing is left behind then.

    Rule: AIR-02, AIR-04
    """
    half = _half(target)
    try:
        if target.exists():
            raise DeskError("package.exists", rule=RULE, name=target.name)
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(parents=True)
        for name, content in files.items():
            with (half / name).open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        _sync(half)
    except (OSError, ValueError) as error:
        discard(target)
        raise DeskError("package.unwritable", rule=RULE, name=target.name) from error


def finish(target: Path) -> None:
    """Give a package that was written and recorded its name: from now on it can be read.

    Raises:
        DeskError: `package.unfinished` where the medium went away meanwhile.

    Rule: AIR-02, AIR-04
    """
    try:
        _half(target).rename(target)
        _sync(target.parent)
    except OSError as error:
        discard(target)
        raise DeskError("package.unfinished", rule=RULE, name=target.name) from error


def discard(target: Path) -> None:
    """Take a package away that was written but not recorded; it never had its name."""
    with suppress(OSError, ValueError):
        shutil.rmtree(_half(target))


def _half(target: Path) -> Path:
    return target.with_name(f"{target.name}{HALF}")


def _sync(folder: Path) -> None:
    """Have the names in a folder on the medium too; not every system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def find_packages(place: Path) -> list[tuple[str, Files]]:
    """Return the packages in a folder or beside one another on a disc, or in a disc's image.

    Nothing is written, so a read-only medium serves. Only the start of what lies there is read
    where it cannot be a package.

    Raises:
        DeskError: `package.none_here`, `package.unreadable` when the medium cannot be read.

    Rule: AIR-02
    """
    try:
        found = list((_in_folders if place.is_dir() else _in_image)(place))
    except BROKEN as error:
        raise DeskError("package.unreadable", rule=RULE, name=place.name) from error
    if not found:
        raise DeskError("package.none_here", rule=RULE, name=place.name)
    return found


def _in_folders(place: Path) -> Iterator[tuple[str, Files]]:
    beside = sorted(path for path in place.iterdir() if path.is_dir())[:MOST_FOLDERS]
    for folder in (place, *beside):
        files = _files_in(folder)
        if {MANIFEST, SIGNATURE, CONTENT} & set(files) and not folder.name.endswith(HALF):
            yield folder.name, _read(files, partial(_start, files))


def _files_in(folder: Path) -> dict[str, Path]:
    """Return the files of a folder; a stick has folders of the system that nobody may list."""
    try:
        return {path.name: path for path in folder.iterdir() if path.is_file()}
    except OSError:
        return {}


def _read(names: Iterable[str], start: Callable[[str, int], bytes]) -> Files:
    """Read the files beside one another, those of a package first, and no more than it may hold.

    A package may lie loose on a stick, among whatever else people keep there.
    """
    files, left = {}, 2 * LARGEST
    for name in sorted(names, key=lambda name: (name not in OURS, name)):
        files[name] = start(name, min(LARGEST + 1, left)) if left else b""
        left -= len(files[name])
    return files


def _start(files: Mapping[str, Path], name: str, most: int) -> bytes:
    with files[name].open("rb") as file:
        return file.read(most)


def _in_image(path: Path) -> Iterator[tuple[str, Files]]:
    with path.open("rb") as file:
        file.seek(DESCRIPTORS + 1)
        if file.read(len(STANDARD)) != STANDARD:
            return
    image = PyCdlib()
    image.open(str(path))
    with closing(image):
        how = _names_of(image)
        for folder, _inner, names in islice(image.walk(**{how: "/"}), MOST_FOLDERS):
            plain = {_plain(name): name for name in names}
            if {MANIFEST, SIGNATURE, CONTENT} & set(plain):
                title = folder.rpartition("/")[2] or path.name
                paths = {n: f"{folder.rstrip('/')}/{real}" for n, real in plain.items()}
                yield title, _read(paths, partial(_extracted, image, how, paths))


def _names_of(image: PyCdlib) -> str:
    """Say which of the image's lists of names keeps them best."""
    if image.has_joliet():
        return "joliet_path"
    if image.has_rock_ridge():
        return "rr_path"
    return "iso_path"


def _plain(name: str) -> str:
    told = name.partition(";")[0].lower()
    return PLAIN.get(told, told)


def _extracted(image: PyCdlib, how: str, paths: Mapping[str, str], name: str, most: int) -> bytes:
    with image.open_file_from_iso(**{how: paths[name]}) as file:
        content: bytes = file.read(most)
        return content
