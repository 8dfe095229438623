"""Build resources/stroke/sequences.txt from a published package, held against the table of ranks.

Usage: stroke_sequences.py CNCHAR_ORDER_TARBALL TABLE OUT

The package spells each of 6,939 characters as letters, one a stroke. Turned into the five kinds of
GF 3003-1999 they must rise with the table; the few that do not are left out.
"""

import bisect
import json
import re
import sys
import tarfile
from collections.abc import Mapping, Sequence
from pathlib import Path

MEMBER = "package/cnchar.order.min.js"
SPELLED = re.compile(r"JSON\.parse\('(\{\"一\".*?\})'\)")
# 横 and 提 are one kind, 竖 and 竖钩, 点 and 捺; everything else turns and is 折.
KINDS: Mapping[str, str] = {
    "j": "1", "i": "1", "f": "2", "g": "2", "s": "3", "k": "4", "d": "4", "l": "4",
}  # fmt: skip
TURNS = "5"
PER_LINE = 12
HEADER = """\
# Characters with their strokes in order: 1 横 2 竖 3 撇 4 点 5 折, as in GF 3003-1999.
# Built by tools/stroke_sequences.py; sources and licences in README.md. '#' begins a comment.
"""


def read_letters(tarball: Path) -> dict[str, str]:
    """Return the letters of every character of the package."""
    with tarfile.open(tarball) as archive:
        member = archive.extractfile(MEMBER)
        if member is None:
            raise SystemExit("the package has no strokes")
        found = SPELLED.search(member.read().decode("utf-8"))
    if found is None:
        raise SystemExit("the package spells its strokes another way")
    letters: dict[str, str] = json.loads(found[1])
    return letters


def read_table(path: Path) -> str:
    """Return all characters of the table in order."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return "".join(line for line in lines if not line.startswith("#"))


def kinds_of(letters: str) -> str:
    """Return the kinds of the strokes, a digit each."""
    return "".join(KINDS.get(letter, TURNS) for letter in letters)


def rising(spelled: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the longest part in which number and sequence of strokes never fall."""
    tails: list[tuple[int, str]] = []
    ends: list[int] = []
    before: list[int] = []
    for at, (_character, strokes) in enumerate(spelled):
        key = (len(strokes), strokes)
        place = bisect.bisect(tails, key)
        before.append(ends[place - 1] if place else -1)
        tails[place:] = [key, *tails[place + 1 :]]
        ends[place:] = [at, *ends[place + 1 :]]
    kept: list[tuple[str, str]] = []
    last = ends[-1] if ends else -1
    while last >= 0:
        kept.append(spelled[last])
        last = before[last]
    return kept[::-1]


def main(arguments: Sequence[str]) -> int:
    """Write the file and say how many characters it holds."""
    tarball, table, out = (Path(argument) for argument in arguments)
    letters = read_letters(tarball)
    spelled = [(each, kinds_of(letters[each])) for each in read_table(table) if each in letters]
    kept = rising(spelled)
    words = [character + strokes for character, strokes in kept]
    lines = ["".join(words[at : at + PER_LINE]) for at in range(0, len(words), PER_LINE)]
    out.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(f"{len(kept)} characters, {len(letters) - len(kept)} left out")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
