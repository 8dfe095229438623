"""What this program is made of: a digest over its shipped files, and what was changed of them.

The build is told by a list in the form of `sha256sum`, a line for each source and resource in the
order of their names; the digest of that text is the digest of the build. A released program
carries the list and another of the very files that lie beside it. A working copy carries none: its
list is made when it starts. Whoever can change the program can change what it says of itself: the
digest on paper is held against the one of the disc that it came from.
"""

import hashlib
import sys
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from zjgdesk import __version__
from zjgdesk.resources import resources

BUILD, SHIPPED = "build.sha256", "shipped.sha256"
SHORT: Final = 8


@dataclass(frozen=True, slots=True)
class Program:
    """Which program runs.

    Args:
        version: its number.
        digest: of the list of its sources and resources, in hexadecimal.
        released: whether it carries that list, or is a working copy.
        changed: shipped files that are no longer what was shipped.
        missing: shipped files that are gone.
        extra: files beside them that were not shipped.
    """

    version: str
    digest: str
    released: bool
    changed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()

    @property
    def short(self) -> str:
        """The digest as it is printed and shown, in groups of four."""
        figures = self.digest[:SHORT].upper()
        return " ".join(figures[at : at + 4] for at in range(0, SHORT, 4))

    @property
    def altered(self) -> tuple[str, ...]:
        """The names of all files that differ from what was shipped."""
        return (*self.changed, *self.missing, *self.extra)


class Looked:
    """Looks at the program once, when somebody asks first; whoever asks meanwhile waits."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._found: Program | None = None

    def __call__(self) -> Program:
        """Return the program that runs."""
        with self._lock:
            if self._found is None:
                self._found = this_program()
            return self._found


def this_program() -> Program:
    """Return the program that runs, its shipped files looked through."""
    inside = getattr(sys, "_MEIPASS", None)
    if inside is None:
        return working_copy(Path(__file__).parent, resources())
    return released_program(Path(inside).parent, Path(inside))


def working_copy(package: Path, shared: Path) -> Program:
    """Return the program as its sources and resources lie there; there is nothing to compare."""
    return Program(__version__, _digest(build_list(package, shared)), released=False)


def released_program(folder: Path, inside: Path) -> Program:
    """Return a released program, each file of its folder held against the list that it carries.

    A list that is gone or cannot be read is itself a missing file.
    """
    try:
        build = (inside / BUILD).read_text("utf-8")
        told = dict(_read_list((inside / SHIPPED).read_text("utf-8")))
    except (OSError, ValueError):
        gone = tuple(name for name in (BUILD, SHIPPED) if not _readable(inside / name))
        return Program(__version__, _digest(""), released=True, missing=gone or (SHIPPED,))
    there = dict(file_digests(folder, but={inside / SHIPPED}))
    return Program(
        version=__version__,
        digest=_digest(build),
        released=True,
        changed=tuple(sorted(n for n in told if n in there and there[n] != told[n])),
        missing=tuple(sorted(set(told) - set(there))),
        extra=tuple(sorted(set(there) - set(told))),
    )


def build_list(package: Path, shared: Path) -> str:
    """Return the list of sources and resources, under the names that they have in the project."""
    sources = {
        f"src/zjgdesk/{name}": digest
        for name, digest in file_digests(package)
        if name.endswith(".py")
    }
    told = {f"resources/{name}": digest for name, digest in file_digests(shared)}
    return _as_list(sources | told)


def shipped_list(folder: Path, inside: Path) -> str:
    """Return the list of all files of a finished program's folder, but for the list itself."""
    return _as_list(dict(file_digests(folder, but={inside / SHIPPED})))


def file_digests(folder: Path, but: Iterable[Path] = ()) -> Iterator[tuple[str, str]]:
    """Yield the name inside the folder and the SHA-256 of every file, what Python caches left out.

    A file that cannot be read has an empty digest.
    """
    left_out = set(but)
    paths = [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts and path not in left_out
    ]
    for path in paths:
        yield path.relative_to(folder).as_posix(), _file_digest(path)


def _file_digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _as_list(digests: dict[str, str]) -> str:
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items()))


def _read_list(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        digest, name = line.split("  ", 1)
        yield name, digest


def _readable(path: Path) -> bool:
    try:
        dict(_read_list(path.read_text("utf-8")))
    except (OSError, ValueError):
        return False
    return True


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
