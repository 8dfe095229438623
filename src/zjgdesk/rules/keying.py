"""Two blind passes over the same papers: where they differ, and the papers once settled."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from zjgdesk.errors import BrokenInvariantError
from zjgdesk.rules.ballots import Paper
from zjgdesk.rules.vocabulary import Mark

LETTERS = {"y": Mark.YES, "n": Mark.NO, "a": Mark.ABSTAIN, "v": Mark.VOID}
_BY_MARK = {mark: letter for letter, mark in LETTERS.items()}


class Validity(StrEnum):
    """Whether a teller took the whole paper for valid."""

    VALID = "valid"
    INVALID = "invalid"


Cell = tuple[int, int | None]
"""A paper's number and a row from 1; None for the validity of the whole paper."""

Settlements = Mapping[Cell, Mark | Validity]


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell that the passes read differently; position None where validity differs."""

    paper: int
    position: int | None
    first: Mark | Validity
    second: Mark | Validity


@dataclass(frozen=True, slots=True)
class Missing:
    """Numbers of the papers that a pass has not keyed yet."""

    first: tuple[int, ...]
    second: tuple[int, ...]


def pack(marks: Iterable[Mark]) -> str:
    """Return the marks of a paper as one letter each: y n a v.

    Rule: VOTE-08
    """
    return "".join(_BY_MARK[mark] for mark in marks)


def unpack(letters: str) -> tuple[Mark, ...]:
    """Return the marks that the letters stand for.

    Raises:
        BrokenInvariantError: a letter stands for nothing.

    Rule: VOTE-08
    """
    try:
        return tuple(LETTERS[letter] for letter in letters)
    except KeyError as error:
        raise BrokenInvariantError(f"no mark is written {error}") from error


def missing_papers(
    first: Mapping[int, Paper], second: Mapping[int, Paper], returned: int
) -> Missing:
    """Return which of the papers 1 to `returned` each pass still lacks.

    Rule: VOTE-07
    """
    numbers = range(1, returned + 1)
    return Missing(
        tuple(number for number in numbers if number not in first),
        tuple(number for number in numbers if number not in second),
    )


def differences(first: Mapping[int, Paper], second: Mapping[int, Paper]) -> tuple[Difference, ...]:
    """Return every cell that the two passes read differently, in the order of the papers.

    Only papers keyed in both passes are compared. Two different reasons for an invalid paper are
    no difference: the paper is invalid either way.

    Rule: VOTE-15
    """
    found: list[Difference] = []
    for number in sorted(first.keys() & second.keys()):
        found += _compare(number, first[number], second[number])
    return tuple(found)


def _compare(number: int, one: Paper, other: Paper) -> list[Difference]:
    validity = _validity(one), _validity(other)
    if validity[0] is not validity[1]:
        return [Difference(number, None, *validity)]
    if validity[0] is Validity.INVALID:
        return []
    pairs = zip(one.marks or (), other.marks or (), strict=True)
    return [
        Difference(number, row, mine, theirs)
        for row, (mine, theirs) in enumerate(pairs, start=1)
        if mine is not theirs
    ]


def _validity(paper: Paper) -> Validity:
    invalid = paper.marks is None or paper.invalid is not None
    return Validity.INVALID if invalid else Validity.VALID


def open_differences(
    found: Iterable[Difference], settlements: Settlements
) -> tuple[Difference, ...]:
    """Return the differences that nobody has settled yet.

    Rule: VOTE-15
    """
    return tuple(each for each in found if (each.paper, each.position) not in settlements)


def settled(
    first: Mapping[int, Paper], second: Mapping[int, Paper], settlements: Settlements
) -> dict[int, Paper]:
    """Return the papers as they count once every difference is settled.

    Raises:
        BrokenInvariantError: the passes hold different papers, or a difference is still open.

    Rule: VOTE-15
    """
    found = differences(first, second)
    if first.keys() != second.keys() or open_differences(found, settlements):
        raise BrokenInvariantError("the passes do not agree yet")
    papers = dict(first)
    for each in found:
        choice = settlements[each.paper, each.position]
        pair = first[each.paper], second[each.paper]
        papers[each.paper] = _apply(papers[each.paper], pair, each.position, choice)
    return papers


def _apply(
    paper: Paper, pair: tuple[Paper, Paper], row: int | None, choice: Mark | Validity
) -> Paper:
    if row is None and isinstance(choice, Validity):
        return next(each for each in pair if _validity(each) is choice)
    if row is None or isinstance(choice, Validity):
        raise BrokenInvariantError(f"row {row} cannot be settled as {choice}")
    marks = list(paper.marks or ())
    marks[row - 1] = choice
    return Paper(tuple(marks))
