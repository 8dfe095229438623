"""A disk that refuses: told in a sentence, with nothing half kept."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from zjgdesk.errors import DeskError

FULL = frozenset({sqlite3.SQLITE_FULL})
FAILING = frozenset(
    {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM}
)
PRIMARY = 0xFF
"""The low byte of SQLite's extended result codes is the code itself."""


@contextmanager
def taken_back(written: Sequence[Path]) -> Iterator[None]:
    """Remove the files that an action wrote when it fails after all.

    Rule: DESK-07
    """
    try:
        yield
    except BaseException:
        for path in written:
            with suppress(OSError):
                path.unlink(missing_ok=True)
        raise


@contextmanager
def told() -> Iterator[None]:
    """Turn a disk's refusal into a sentence; the transaction was rolled back by then.

    Raises:
        DeskError: `disk.full`, `disk.failed`.

    Rule: DESK-07
    """
    try:
        yield
    except DBAPIError as error:
        code = getattr(error.orig, "sqlite_errorcode", 0) & PRIMARY
        if code in FULL:
            raise DeskError("disk.full", rule="DESK-07") from error
        if code in FAILING:
            raise DeskError("disk.failed", rule="DESK-07") from error
        raise
