"""Two blind passes over the same papers: where they differ, and the papers once settled."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from zjgdesk.errors import BrokenInvariantError
from zjgdesk.rules.ballots import Paper
from zjgdesk.rules.vocabulary import Mark

LETTERS = {
    "y": Mark.YES,
    "n": Mark.NO,
    "a": Mark.ABSTAIN,
    "v": Mark.VOID,
    "u": Mark.UNCLEAR,
}
_BY_MARK = {mark: letter for letter, mark in LETTERS.items()}


class Validity(StrEnum):
    """Whether a teller took the whole paper for valid; in doubt the scrutineers decide.

    Rule: VOTE-06
    """

    VALID = "valid"
    INVALID = "invalid"
    DOUBTFUL = "doubtful"


Cell = tuple[int, int | None]
"""A paper's number and a row from 1; None for the validity of the whole paper."""

Settlements = Mapping[Cell, Mark | Validity]


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell that is not settled by the passes alone; position None for the whole paper.

    Either the passes read it differently, or one of them set it aside as unclear or doubtful.
    """

    paper: int
    position: int | None
    first: Mark | Validity
    second: Mark | Validity

    @property
    def in_doubt(self) -> bool:
        """Whether a teller could not read it, so that the scrutineers decide. Rule: VOTE-06."""
        return bool({self.first, self.second} & {Mark.UNCLEAR, Validity.DOUBTFUL})


@dataclass(frozen=True, slots=True)
class Unread:
    """A paper settled as valid of which one pass keyed no marks; they are keyed once more."""

    paper: int
    pass_no: int


def pack(marks: Iterable[Mark]) -> str:
    """Return the marks of a paper as one letter each: y n a v u.

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


def differences(
    first: Mapping[int, Paper], second: Mapping[int, Paper], settlements: Settlements | None = None
) -> tuple[Difference, ...]:
    """Return every cell that people must look at again, in the order of the papers.

    Only papers keyed in both passes are compared. Two different reasons for an invalid paper are
    no difference: the paper is invalid either way. The cells of a paper that is in dispute as a
    whole are compared once it is settled as valid.

    Rule: VOTE-06, VOTE-24
    """
    found: list[Difference] = []
    for number in sorted(first.keys() & second.keys()):
        found += _compare(number, first[number], second[number], settlements or {})
    return tuple(found)


def _compare(number: int, one: Paper, other: Paper, settlements: Settlements) -> list[Difference]:
    validity = _validity(one), _validity(other)
    if validity == (Validity.INVALID, Validity.INVALID):
        return []
    whole: list[Difference] = []
    if validity != (Validity.VALID, Validity.VALID):
        whole = [Difference(number, None, *validity)]
        if settlements.get((number, None)) is not Validity.VALID:
            return whole
    if one.marks is None or other.marks is None:
        return whole
    pairs = zip(one.marks, other.marks, strict=True)
    return whole + [
        Difference(number, row, mine, theirs)
        for row, (mine, theirs) in enumerate(pairs, start=1)
        if mine is not theirs or mine is Mark.UNCLEAR
    ]


def _validity(paper: Paper) -> Validity:
    if paper.marks is None or paper.invalid is not None:
        return Validity.INVALID
    return Validity.DOUBTFUL if paper.doubt else Validity.VALID


def unread(
    first: Mapping[int, Paper], second: Mapping[int, Paper], settlements: Settlements
) -> tuple[Unread, ...]:
    """Return which papers were settled as valid though a pass holds no marks of them.

    Every mark that counts is keyed by two people: these are keyed again in that pass's place.

    Rule: VOTE-24
    """
    valid = [paper for (paper, row), as_ in settlements.items() if (row, as_) == WHOLE_VALID]
    return tuple(
        Unread(paper, number)
        for paper in sorted(valid)
        for number, papers in ((1, first), (2, second))
        if papers[paper].marks is None
    )


WHOLE_VALID = (None, Validity.VALID)


def open_differences(
    found: Iterable[Difference], settlements: Settlements
) -> tuple[Difference, ...]:
    """Return the differences that nobody has settled yet.

    Rule: VOTE-24
    """
    return tuple(each for each in found if (each.paper, each.position) not in settlements)


def settled(
    first: Mapping[int, Paper], second: Mapping[int, Paper], settlements: Settlements
) -> dict[int, Paper]:
    """Return the papers as they count once everything is settled.

    Raises:
        BrokenInvariantError: the passes hold different papers, or something is still open.

    Rule: VOTE-06, VOTE-24
    """
    found = differences(first, second, settlements)
    still_open = open_differences(found, settlements) or unread(first, second, settlements)
    if first.keys() != second.keys() or still_open:
        raise BrokenInvariantError("the passes do not agree yet")
    papers = {number: _as_counted(paper) for number, paper in first.items()}
    for each in found:
        choice = settlements[each.paper, each.position]
        pair = first[each.paper], second[each.paper]
        papers[each.paper] = _apply(pair, papers[each.paper], each.position, choice)
    return papers


def _as_counted(paper: Paper) -> Paper:
    return paper if paper.marks is None or paper.invalid is not None else Paper(paper.marks)


def _apply(
    pair: tuple[Paper, Paper], paper: Paper, row: int | None, choice: Mark | Validity
) -> Paper:
    if row is None and choice is Validity.VALID:
        return Paper(pair[0].marks)
    if row is None and choice is Validity.INVALID:
        reasons = (reason for each in pair for reason in (each.invalid, each.doubt) if reason)
        return Paper(None, next(reasons, Validity.INVALID))
    if row is None or isinstance(choice, Validity) or choice is Mark.UNCLEAR:
        raise BrokenInvariantError(f"row {row} cannot be settled as {choice}")
    marks = list(paper.marks or ())
    marks[row - 1] = choice
    return Paper(tuple(marks))
