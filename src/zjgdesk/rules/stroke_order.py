"""Names in the order of strokes, as official lists print them."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from zjgdesk.resources import resources
from zjgdesk.rules.names import compact

SEPARATORS = "·•‧∙・･．"
BRACKETS = "（(〔["
BLANK = (-1, 0.0)
KNOWN, UNKNOWN = 0, 1
SHORT = 2


@dataclass(frozen=True, slots=True)
class StrokeTable:
    """The rank of every character that the table knows, smallest first."""

    ranks: Mapping[str, int]

    def key(self, character: str, own: Mapping[str, float]) -> tuple[int, float]:
        """Return where a character stands; unknown ones follow all others by code point.

        Rule: ORDER-03
        """
        rank = own.get(character, self.ranks.get(character))
        return (UNKNOWN, ord(character)) if rank is None else (KNOWN, rank)


@cache
def load_table() -> StrokeTable:
    """Return the table that is shipped with the program.

    Rule: ORDER-03
    """
    text = (resources() / "stroke" / "table.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return StrokeTable({character: at for at, character in enumerate("".join(lines))})


def compared(name: str) -> str:
    """Return the characters of a name that count: no blanks, no "·", no bracketed note.

    Rule: ORDER-04
    """
    bare = compact(unicodedata.normalize("NFC", name))
    for bracket in BRACKETS:
        bare = bare.split(bracket, 1)[0]
    return "".join(character for character in bare if character not in SEPARATORS)


def order_names(
    names: Iterable[str],
    table: StrokeTable,
    *,
    given: bool = False,
    own: Mapping[str, float] | None = None,
) -> list[str]:
    """Return the names, as written, in the order of strokes; equal ones keep their places.

    Args:
        names: as typed or imported.
        table: the ranks of the characters.
        given: compare the real second character of a two-character name (姓名笔画) instead of
            giving it an empty middle cell that sorts first (姓氏笔画).
        own: the clerk's ranks; a half puts a character between two of the table.

    Rule: ORDER-01, ORDER-02, VOTE-11
    """
    return sorted(names, key=lambda name: name_key(name, table, given=given, own=own))


def name_key(
    name: str,
    table: StrokeTable,
    *,
    given: bool = False,
    own: Mapping[str, float] | None = None,
) -> list[tuple[int, float]]:
    """Return what a name is compared by; the arguments are those of `order_names`.

    Rule: ORDER-01, ORDER-02, ORDER-03
    """
    cells = [table.key(character, own or {}) for character in compared(name)]
    if not given and len(cells) == SHORT:
        cells.insert(1, BLANK)
    return cells


def unknown_characters(
    names: Iterable[str], table: StrokeTable, *, own: Mapping[str, float] | None = None
) -> tuple[str, ...]:
    """Return the characters that have no place in the order, each once, as first met.

    Rule: ORDER-03
    """
    met = dict.fromkeys(character for name in names for character in compared(name))
    return tuple(each for each in met if table.key(each, own or {})[0] == UNKNOWN)
