"""Codes that people read aloud and type: groups of letters, each with a check of its own.

A slip of the finger, a wrong or a swapped letter names its group, and is told from a code that
was typed right and does not fit.
"""

from dataclasses import dataclass
from typing import Final

LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without I, L, O and U, which look like others."""
ALIKE: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})
DATA: Final = 4  # letters of a group, before its check
CHECKS: Final = 31  # a prime below the number of letters: a wrong or swapped letter shows


@dataclass(frozen=True, slots=True)
class BadCode:
    """Why a typed code is none: `group` from 1 that does not fit, or 0 for a wrong length."""

    typed: int
    all: int
    group: int


def with_checks(letters: str) -> str:
    """Return letters in groups of four, each followed by its check, parted by blanks.

    Rule: DESK-08, AIR-05
    """
    groups = [letters[at : at + DATA] for at in range(0, len(letters), DATA)]
    return " ".join(group + _check(group, at) for at, group in enumerate(groups))


def read_letters(typed: str) -> str:
    """Return the letters of a code or a group, however they were typed.

    Rule: DESK-08, AIR-05
    """
    folded = "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in typed.upper())
    return "".join(c for c in folded.translate(ALIKE) if c in LETTERS)


def read_groups(typed: str, count: int) -> str | BadCode:
    """Return a code as it was printed, however it was typed, or what is wrong with it.

    Args:
        typed: in capitals or not, full-width or not, with any blanks.
        count: how many groups there are.

    Rule: DESK-08, AIR-05
    """
    letters = read_letters(typed)
    size = DATA + 1
    if len(letters) != count * size:
        return BadCode(len(letters), count * size, 0)
    groups = [letters[at : at + size] for at in range(0, len(letters), size)]
    for at, group in enumerate(groups):
        if _check(group[:DATA], at) != group[DATA]:
            return BadCode(len(letters), count * size, at + 1)
    return " ".join(groups)


def _check(group: str, at: int) -> str:
    weighed = sum(weight * LETTERS.index(c) for weight, c in enumerate(group, start=2))
    return LETTERS[(weighed + 7 * at) % CHECKS]
