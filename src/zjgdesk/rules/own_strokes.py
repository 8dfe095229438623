"""A clerk's own characters: their strokes as typed, checked, and their place in the order."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from zjgdesk.resources import resources
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.stroke_order import StrokeTable, compared

KINDS: Mapping[str, str] = {"1": "横", "2": "竖", "3": "撇", "4": "点", "5": "折"}
TYPED: Mapping[str, str] = {
    **{digit: digit for digit in KINDS},
    **{word: digit for digit, word in KINDS.items()},
    "提": "1",
    "捺": "4",
    "一": "1",
    "丨": "2",
    "丿": "3",
    "丶": "4",
    "乙": "5",
}
BETWEEN = frozenset("，,、;；.-")
MOST = 64
SPELLED = re.compile(r"(\D)(\d+)")

Named = TypeVar("Named")


@dataclass(frozen=True, slots=True)
class Posts:
    """Characters whose strokes are known, in order: they tell where a new one belongs."""

    keys: Sequence[tuple[int, str]]
    characters: Sequence[str]


@cache
def load_posts() -> Posts:
    """Return the characters of the table whose strokes are shipped with the program.

    Rule: ORDER-03
    """
    text = (resources() / "stroke" / "sequences.txt").read_text(encoding="utf-8")
    lines = "".join(line for line in text.splitlines() if not line.startswith("#"))
    spelled = SPELLED.findall(lines)
    return Posts([stroke_key(strokes) for _, strokes in spelled], [each for each, _ in spelled])


def stroke_key(strokes: str) -> tuple[int, str]:
    """Return what strokes are compared by: their number, then their kinds.

    Rule: ORDER-01
    """
    return (len(strokes), strokes)


def parse_strokes(text: str) -> str:
    """Return typed strokes as digits; blanks and commas between them say nothing.

    Raises:
        DeskError: `strokes.none`, `strokes.not_strokes`, `strokes.too_many`.

    Rule: ORDER-03
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    signs = [sign for sign in plain if sign not in BETWEEN]
    strange = next((sign for sign in signs if sign not in TYPED), None)
    if strange is not None:
        Refusal("strokes.not_strokes", "ORDER-03", {"sign": strange}).raise_()
    if not signs:
        Refusal("strokes.none", "ORDER-03").raise_()
    if len(signs) > MOST:
        Refusal("strokes.too_many", "ORDER-03", {"count": len(signs), "most": MOST}).raise_()
    return "".join(TYPED[sign] for sign in signs)


def words_of(strokes: str) -> str:
    """Return strokes in words, as they are read aloud.

    Rule: ORDER-03
    """
    return "".join(KINDS[digit] for digit in strokes)


def may_enter(character: str, table: StrokeTable) -> Refusal | None:
    """Say why a character may not be entered: only one that the table does not place may.

    The place of the others is official: a clerk who doubts it for one list moves the name by hand.

    Rule: ORDER-03
    """
    if len(character) != 1 or compared(character) != character:
        return Refusal("strokes.not_one_character", "ORDER-03", {"text": character})
    if not unicodedata.category(character).startswith(("L", "Co")):
        return Refusal("strokes.not_one_character", "ORDER-03", {"text": character})
    if character in table.ranks:
        return Refusal("strokes.known", "ORDER-03", {"character": character})
    return None


def own_ranks(
    entries: Mapping[str, str], table: StrokeTable, posts: Posts | None = None
) -> dict[str, float]:
    """Return where the entered characters stand among those of the table.

    Each stands directly behind the last known one with no more and no later strokes; several of
    them in one gap stand by their own strokes, then by code point.

    Rule: ORDER-01, ORDER-03
    """
    if not entries:
        return {}
    known = posts or load_posts()
    gaps: dict[int, list[str]] = {}
    for character in sorted(entries, key=lambda each: (*stroke_key(entries[each]), each)):
        gaps.setdefault(bisect_right(known.keys, stroke_key(entries[character])), []).append(
            character
        )
    ranks: dict[str, float] = {}
    for at, characters in gaps.items():
        base = table.ranks[known.characters[at - 1]] if at else -1
        for number, character in enumerate(characters, start=1):
            ranks[character] = base + number / (len(characters) + 1)
    return ranks


def neighbours(strokes: str, posts: Posts | None = None) -> tuple[str, str]:
    """Return between which known characters strokes put a character; "" where none is.

    Rule: ORDER-03
    """
    known = posts or load_posts()
    at = bisect_right(known.keys, stroke_key(strokes))
    before = known.characters[at - 1] if at else ""
    return before, known.characters[at] if at < len(known.characters) else ""


def moved(names: Sequence[Named], name: Named, to: int) -> list[Named]:
    """Return the names with one of them at another place, counted from nought.

    Rule: ORDER-03
    """
    rest = [each for each in names if each != name]
    place = max(0, min(to, len(rest)))
    return [*rest[:place], name, *rest[place:]]


def bearers(character: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return the names in which a character is compared.

    Rule: ORDER-03
    """
    return tuple(dict.fromkeys(name for name in names if character in compared(name)))
