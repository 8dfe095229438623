"""The files of personnel forms among what was chosen or dropped, folders looked through."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from zjgdesk.errors import DeskError
from zjgdesk.services.personnel import FormFile

FORMS = frozenset({".lrmx", ".lrm"})
BESIDE = ".pic"
MOST_FILES = 2000
# One byte more than any form may have, so that a larger one is refused as too large.
MOST_BYTES = 20 * 1024 * 1024 + 1


@dataclass(frozen=True, slots=True)
class Collected:
    """What was read, and the names of what could not be."""

    files: tuple[FormFile, ...]
    unread: tuple[str, ...]


def collect(
    paths: Sequence[Path], on_progress: Callable[[int, int], None] = lambda _done, _total: None
) -> Collected:
    """Read the forms among files and folders, each with the picture that lies beside it.

    A file that was named itself is read whatever it is called; of a folder only the forms are.

    Raises:
        DeskError: `personnel.too_many`.
    """
    found = list(dict.fromkeys(_forms(paths)))
    files: list[FormFile] = []
    unread: list[str] = []
    for done, path in enumerate(found):
        on_progress(done, len(found))
        try:
            files.append(FormFile(path.name, _bytes(path), _picture(path)))
        except OSError:
            unread.append(path.name)
    return Collected(tuple(files), tuple(unread))


def _forms(paths: Sequence[Path]) -> Iterator[Path]:
    count = 0
    for path in paths:
        for form in _within(path) if path.is_dir() else [path]:
            count += 1
            if count > MOST_FILES:
                raise DeskError("personnel.too_many", most=MOST_FILES)
            yield form


def _within(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            if Path(name).suffix.lower() in FORMS:
                yield Path(place) / name


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MOST_BYTES)


def _picture(path: Path) -> bytes | None:
    """Return the picture beside a form of the older kind; its suffix may be in capitals."""
    if path.suffix.lower() != ".lrm":
        return None
    for suffix in (BESIDE, BESIDE.upper()):
        beside = path.with_suffix(suffix)
        if beside.is_file():
            return _bytes(beside)
    return None
