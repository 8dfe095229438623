"""Keying a paper by its exceptions: `7 12- 15.` against a mark that all other rows bear."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.vocabulary import Mark

SUFFIXES = {
    "+": Mark.YES,
    "-": Mark.NO,
    ".": Mark.ABSTAIN,
    "*": Mark.VOID,
    "/": Mark.UNCLEAR,
}
_SIGN = {mark: sign for sign, mark in SUFFIXES.items()}
_ALIKE = str.maketrans({"。": ".", "、": " ", "，": " ", ",": " ", "；": " ", ";": " ", "－": "-",
                        "—": "-", "–": "-", "×": "*", "？": "/", "?": "/"})  # fmt: skip
_TOKEN = re.compile(r"([0-9]+)([-+.*/]?)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row, from 1, and the mark that it bears instead of the base's."""

    row: int
    mark: Mark


@dataclass(frozen=True, slots=True)
class Shorthand:
    """What was typed, as far as it can be understood, and what stands against it."""

    entries: tuple[Entry, ...]
    refusal: Refusal | None = None


def opposite(base: Mark) -> Mark:
    """Return what a bare number means: no against a base of yes, yes against any other.

    Rule: VOTE-08
    """
    return Mark.NO if base is Mark.YES else Mark.YES


def base_of(text: str) -> Mark | None:
    """Return the base that a sign typed alone chooses; None for anything else.

    Rule: VOTE-08
    """
    mark = SUFFIXES.get(_plain(text))
    return mark if mark in {Mark.YES, Mark.NO, Mark.ABSTAIN} else None


def read_shorthand(text: str, *, rows: int, base: Mark) -> Shorthand:
    """Return the exceptions that were typed.

    A number names a row; `+` yes, `-` no, `.` abstain, `*` void, `/` unclear follow it; without a
    sign it means the opposite of the base. Signs part entries as blanks and commas do. Full-width
    writing is taken as its half-width twin.

    Args:
        text: what was typed so far.
        rows: how many rows the ballot has.
        base: the mark of every row that is not named.

    Rule: VOTE-08
    """
    plain = _plain(text)
    found: dict[int, Mark] = {}
    at = 0
    while at < len(plain):
        if plain[at] == " ":
            at += 1
            continue
        token = _TOKEN.match(plain, at)
        if token is None:
            unread = Refusal("shorthand.unreadable", "VOTE-08", {"text": plain[at]})
            return Shorthand(_entries(found), unread)
        row, mark = int(token[1]), SUFFIXES.get(token[2], opposite(base))
        if refusal := _refused(found, row, mark, rows):
            return Shorthand(_entries(found), refusal)
        found[row] = mark
        at = token.end()
    return Shorthand(_entries(found))


def write_shorthand(marks: Sequence[Mark], base: Mark) -> str:
    """Return the shortest text that means these marks against the base.

    Rule: VOTE-08
    """
    bare = opposite(base)
    return " ".join(
        f"{row}{'' if mark is bare else _SIGN[mark]}"
        for row, mark in enumerate(marks, start=1)
        if mark is not base
    )


def _plain(text: str) -> str:
    narrow = unicodedata.normalize("NFKC", text.translate(_ALIKE)).translate(_ALIKE)
    return " ".join(narrow.split())


def _refused(found: dict[int, Mark], row: int, mark: Mark, rows: int) -> Refusal | None:
    if not 1 <= row <= rows:
        return Refusal("shorthand.no_such_row", "VOTE-08", {"row": row, "rows": rows})
    if found.get(row, mark) is not mark:
        return Refusal("shorthand.row_twice", "VOTE-08", {"row": row})
    return None


def _entries(found: dict[int, Mark]) -> tuple[Entry, ...]:
    return tuple(Entry(row, mark) for row, mark in found.items())
