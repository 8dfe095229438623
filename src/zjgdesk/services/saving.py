"""A file that leaves the desk: written whole or not at all."""

import errno
import os
from contextlib import suppress
from pathlib import Path

from zjgdesk.errors import DeskError

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
SHUT = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def write_whole(path: Path, content: bytes) -> None:
    """Write a file aside and put it in its place, so that half of one is never taken for it.

    Raises:
        DeskError: `save.full` on a full disk, `save.shut` where writing is not allowed,
            `save.unwritable` for anything else.

    Rule: DESK-07
    """
    try:
        put_whole(path, content)
    except OSError as error:
        if error.errno in FULL:
            raise DeskError("save.full", rule="DESK-07", name=path.name) from error
        if error.errno in SHUT:
            raise DeskError("save.shut", rule="DESK-07", name=path.name) from error
        raise DeskError("save.unwritable", rule="DESK-07", name=path.name) from error


def put_whole(path: Path, content: bytes) -> None:
    """Write a file aside and put it in its place; whoever calls says why it could not be.

    Raises:
        OSError: as the disk refuses; nothing is left of the file then.
    """
    half = path.with_name(f"{path.name}.part")
    try:
        with half.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
    except OSError:
        with suppress(OSError):
            half.unlink(missing_ok=True)
        raise
