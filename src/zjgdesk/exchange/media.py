"""Packages on a medium: written whole or not at all, found in a folder, a disc, or its image."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from io import BytesIO
from pathlib import Path
from typing import Final

from pycdlib import PyCdlib
from pycdlib.pycdlibexception import PyCdlibException

from zjgdesk.errors import DeskError
from zjgdesk.exchange.packages import CONTENT, LARGEST, MANIFEST, SIGNATURE

RULE: Final = "AIR-04"
Files = dict[str, bytes]
SECTOR: Final = 2048
DESCRIPTORS: Final = 16 * SECTOR
STANDARD: Final = b"CD001"
MOST_FOLDERS: Final = 200


def write_package(target: Path, files: Mapping[str, bytes]) -> None:
    """Write a package as a folder; what proves it is written last, and its name comes last of all.

    Raises:
        DeskError: `package.exists` where something lies there, `package.unwritable` where the
            medium refuses; nothing is left behind then.

    Rule: AIR-02, AIR-04
    """
    half = target.with_name(f"{target.name}.part")
    if target.exists():
        raise DeskError("package.exists", rule=RULE, name=target.name)
    try:
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(parents=True)
        for name, content in files.items():
            with (half / name).open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        half.rename(target)
    except OSError as error:
        with suppress(OSError):
            shutil.rmtree(half)
        raise DeskError("package.unwritable", rule=RULE, name=target.name) from error


def remove(target: Path) -> None:
    """Take a package away again whose entry was not kept; a medium that refuses keeps it."""
    shutil.rmtree(target, ignore_errors=True)


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
    except (OSError, PyCdlibException, ValueError) as error:
        raise DeskError("package.unreadable", rule=RULE, name=place.name) from error
    if not found:
        raise DeskError("package.none_here", rule=RULE, name=place.name)
    return found


def _in_folders(place: Path) -> Iterator[tuple[str, Files]]:
    beside = sorted(path for path in place.iterdir() if path.is_dir())[:MOST_FOLDERS]
    for folder in (place, *beside):
        files = {path.name: path for path in folder.iterdir() if path.is_file()}
        if {MANIFEST, SIGNATURE, CONTENT} & set(files) and not folder.name.endswith(".part"):
            yield folder.name, {name: _start(path) for name, path in files.items()}


def _start(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def _in_image(path: Path) -> Iterator[tuple[str, Files]]:
    with path.open("rb") as file:
        file.seek(DESCRIPTORS + 1)
        if file.read(len(STANDARD)) != STANDARD:
            return
    image = PyCdlib()
    image.open(str(path))
    with closing(image):
        how = _names_of(image)
        for folder, _inner, names in image.walk(**{how: "/"}):
            plain = {name.partition(";")[0].lower(): name for name in names}
            if {MANIFEST, SIGNATURE, CONTENT} & set(plain):
                title = folder.rpartition("/")[2] or path.name
                yield (
                    title,
                    {
                        name: _extracted(image, how, f"{folder.rstrip('/')}/{real}")
                        for name, real in plain.items()
                    },
                )


def _names_of(image: PyCdlib) -> str:
    """Say which of the image's lists of names keeps them best."""
    if image.has_joliet():
        return "joliet_path"
    if image.has_rock_ridge():
        return "rr_path"
    return "iso_path"


def _extracted(image: PyCdlib, how: str, path: str) -> bytes:
    out = BytesIO()
    image.get_file_from_iso_fp(out, **{how: path})
    return out.getvalue()[: LARGEST + 1]
