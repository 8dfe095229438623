"""How like two tolerance cases are, and when a result departs from what was usual."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from zjgdesk.rules.vocabulary import AccountabilityKind, Result, WorkKind

WORDS, WORK, QUESTION, KIND, CIRCUMSTANCES = 50, 20, 15, 10, 5
"""What counts how much, of a hundred."""
ALIKE: Final = 50
"""From here on a case is a precedent."""
FEWEST: Final = 3
"""With fewer precedents nothing is usual yet."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What two cases are compared by; `broken` are the preconditions found not met."""

    work: WorkKind
    kind: AccountabilityKind
    broken: tuple[int, ...]
    emergency: bool = False
    reform: bool = False


@dataclass(frozen=True, slots=True)
class Precedent:
    """The result of an earlier case and how like it is."""

    result: Result
    likeness: int


def likeness(one: Compared, other: Compared, words: float) -> int:
    """Return how like two cases are, from 0 to 100.

    Args:
        one: the new case.
        other: the earlier one.
        words: how near their texts are, from 0 to 1, against the nearest of all.

    Rule: TOL-12
    """
    same = (
        (WORK, one.work is other.work),
        (QUESTION, one.broken == other.broken),
        (KIND, one.kind is other.kind),
        (CIRCUMSTANCES, (one.emergency, one.reform) == (other.emergency, other.reform)),
    )
    return round(WORDS * words) + sum(weight for weight, equal in same if equal)


def departs(earlier: Sequence[Precedent], result: Result) -> tuple[Result, int, int] | None:
    """Return the usual result with how many of how many had it, None where there is no departure.

    A result is usual when more than half of at least three precedents had it.

    Rule: TOL-12
    """
    precedents = [each.result for each in earlier if each.likeness >= ALIKE]
    if len(precedents) < FEWEST:
        return None
    usual, count = Counter(precedents).most_common(1)[0]
    if usual is result or 2 * count <= len(precedents):
        return None
    return usual, count, len(precedents)
