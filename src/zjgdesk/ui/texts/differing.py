"""Which lines of a text are not those of another."""

from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where the texts differ; lines are counted from 0.

    Args:
        first: the first line of the text; behind `last` where nothing stands in its place.
        last: the line after the last one.
        shipped: the lines of the original that stood there.
    """

    first: int
    last: int
    shipped: tuple[str, ...]


def differences(shipped: str, text: str) -> tuple[Difference, ...]:
    """Return where a text differs from the original; blanks at the ends of lines do not count."""
    old, new = ([line.rstrip() for line in each.rstrip().split("\n")] for each in (shipped, text))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return tuple(
        Difference(j1, j2, tuple(old[i1:i2]))
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
    )
