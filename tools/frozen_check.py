"""Say what the frozen program carries that could speak to a network, and whether it is as listed.

Run by `make freeze`.

python tools/frozen_check.py [dist/zjgdesk]

Reads the table of contents of the program's own archive and the names of all files beside it.
"""

import re
import sys
from collections.abc import Iterable
from pathlib import Path

from zjgdesk.program import released_program

FORBIDDEN = (
    "socket", "_socket", "ssl", "_ssl", "socketserver", "http", "urllib.request", "ftplib",
    "smtplib", "poplib", "imaplib", "xmlrpc", "multiprocessing", "_multiprocessing", "requests",
    "urllib3", "wsgiref", "webbrowser", "telnetlib", "nntplib",
    "PySide6.QtNetwork", "PySide6.QtWebSockets", "PySide6.QtMultimedia",
)  # fmt: skip
FILES = re.compile(
    r"(^|/)(lib)?(_socket|_ssl|_multiprocessing|ssl|Qt6?Network|Qt6?WebSockets|Qt6?Multimedia|curl"
    r"|avahi|nss_dns|gnutls)\b[^/]*\.(so|pyd|dll|dylib)|/(tls|networkinformation)/",
    re.IGNORECASE,
)
OWN, LEAST = "zjgdesk.", 300
"""Fewer modules of our own than this, and the wrong archive was read."""


def findings(modules: Iterable[str], files: Iterable[str]) -> list[str]:
    """Return a line for each thing that must not be there; none when all is well."""
    names = set(modules)
    found = [
        f"module {name}"
        for name in sorted(names)
        if any(name == each or name.startswith(f"{each}.") for each in FORBIDDEN)
    ]
    found += [f"file {name}" for name in sorted(files) if FILES.search(name)]
    own = sum(name.startswith(OWN) for name in names)
    if own < LEAST:
        found.append(f"only {own} modules of the program itself: is this its archive?")
    return found


def contents(folder: Path) -> tuple[list[str], list[str]]:
    """Return the modules in the program's archive and the files of its folder."""
    from PyInstaller.archive.readers import CArchiveReader  # noqa: PLC0415 - there for freezing

    program = next(path for path in (folder / "zjgdesk", folder / "zjgdesk.exe") if path.is_file())
    archive = CArchiveReader(str(program))
    inner = next(name for name in archive.toc if name.endswith(".pyz"))
    modules = list(archive.open_embedded_archive(inner).toc)
    files = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    return modules, files


def main() -> int:
    """Check the folder, say what was found, and return 1 where something was."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "dist/zjgdesk")
    modules, files = contents(folder)
    found = findings(modules, files)
    for line in found:
        print(f"the frozen program carries {line}")
    program = released_program(folder, folder / "_internal")
    for name in program.altered:
        print(f"not as its list says: {name}")
    if not found and not program.altered:
        print(f"no network: {len(modules)} modules and {len(files)} files were looked through")
        print(f"build {program.version} {program.short}, all files as listed")
    return int(bool(found or program.altered))


if __name__ == "__main__":
    sys.exit(main())
