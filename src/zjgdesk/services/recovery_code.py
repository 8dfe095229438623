"""The code of the recovery sheet: eight groups that can be read aloud, each with its own check."""

from collections.abc import Callable
from typing import Final

from zjgdesk.errors import DeskError

LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without I, L, O and U, which look like others."""
ALIKE: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})
GROUPS: Final = 8
DATA: Final = 4  # letters of a group, before its check
CHECKS: Final = 31  # a prime below the number of letters: a wrong or swapped letter shows


def new_code(chance: Callable[[int], bytes]) -> str:
    """Return a new code of 160 bits, its groups parted by blanks."""
    number = int.from_bytes(chance(GROUPS * DATA * 5 // 8))
    letters = [LETTERS[number >> 5 * at & 31] for at in range(GROUPS * DATA)]
    groups = ["".join(letters[at : at + DATA]) for at in range(0, len(letters), DATA)]
    return " ".join(group + _check(group, at) for at, group in enumerate(groups))


def read_code(typed: str) -> str:
    """Return a code as it was printed, however it was typed.

    Raises:
        DeskError: `recovery.length` for too many or too few letters, `recovery.typo` with the
            number of the first group that does not fit its check.

    Rule: DESK-08
    """
    folded = "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in typed.upper())
    letters = "".join(c for c in folded.translate(ALIKE) if c in LETTERS)
    size = DATA + 1
    if len(letters) != GROUPS * size:
        raise DeskError("recovery.length", rule="DESK-08", typed=len(letters), all=GROUPS * size)
    groups = [letters[at : at + size] for at in range(0, len(letters), size)]
    for at, group in enumerate(groups):
        if _check(group[:DATA], at) != group[DATA]:
            raise DeskError("recovery.typo", rule="DESK-08", group=at + 1)
    return " ".join(groups)


def _check(group: str, at: int) -> str:
    weighed = sum(weight * LETTERS.index(c) for weight, c in enumerate(group, start=2))
    return LETTERS[(weighed + 7 * at) % CHECKS]
