"""Which pages to print, as people write them: 1-3,5."""

import re
from collections.abc import Sequence

from zjgdesk.errors import DeskError

PARTS = re.compile(r"[,，、;；\s]+")
PART = re.compile(r"(\d{1,6})(?:[-－—–~～至到](\d{1,6}))?")
AROUND = re.compile(r"\s*([-－—–~～至到])\s*")


def read_pages(text: str, total: int) -> tuple[int, ...]:
    """Return the pages that were asked for, counted from 0, each once and in the file's order.

    Raises:
        DeskError: `print.pages_empty`, `print.pages_unreadable`, `print.pages_backwards`,
            `print.page_beyond`.
    """
    parts = [part for part in PARTS.split(AROUND.sub(r"\1", text.strip())) if part]
    if not parts:
        raise DeskError("print.pages_empty", rule="DESK-05")
    wanted: set[int] = set()
    for part in parts:
        match = PART.fullmatch(part)
        if match is None:
            raise DeskError("print.pages_unreadable", rule="DESK-05", text=part)
        first, last = int(match[1]), int(match[2] or match[1])
        if last < first:
            raise DeskError("print.pages_backwards", rule="DESK-05", text=part)
        for page in (first, last):
            if not 1 <= page <= total:
                raise DeskError("print.page_beyond", rule="DESK-05", page=page, pages=total)
        wanted.update(range(first - 1, last))
    return tuple(sorted(wanted))


def write_pages(pages: Sequence[int]) -> str:
    """Return pages, counted from 0 and ascending, as people write them."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and runs[-1][-1] == page - 1:
            runs[-1][1:] = [page]
        else:
            runs.append([page])
    return ",".join("-".join(str(page + 1) for page in run) for run in runs)
