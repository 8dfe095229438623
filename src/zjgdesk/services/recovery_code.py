"""The code of the recovery sheet: eight groups that can be read aloud, each with its own check."""

from collections.abc import Callable
from typing import Final

from zjgdesk.errors import DeskError
from zjgdesk.rules.code_groups import DATA, LETTERS, read_groups, with_checks

GROUPS: Final = 8


def new_code(chance: Callable[[int], bytes]) -> str:
    """Return a new code of 160 bits, its groups parted by blanks."""
    number = int.from_bytes(chance(GROUPS * DATA * 5 // 8))
    return with_checks("".join(LETTERS[number >> 5 * at & 31] for at in range(GROUPS * DATA)))


def read_code(typed: str) -> str:
    """Return a code as it was printed, however it was typed.

    Raises:
        DeskError: `recovery.length` for too many or too few letters, `recovery.typo` with the
            number of the first group that does not fit its check.

    Rule: DESK-08
    """
    found = read_groups(typed, GROUPS)
    if isinstance(found, str):
        return found
    if found.group:
        raise DeskError("recovery.typo", rule="DESK-08", group=found.group)
    raise DeskError("recovery.length", rule="DESK-08", typed=found.typed, all=found.all)
