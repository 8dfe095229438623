"""The test deck: few marked papers whose sums show every slip of keying."""

from collections.abc import Sequence
from itertools import cycle

from zjgdesk.errors import BrokenInvariantError
from zjgdesk.rules.ballots import Paper, Tally, tally
from zjgdesk.rules.outcome import Ballot
from zjgdesk.rules.rehearsal import WHOLLY
from zjgdesk.rules.vocabulary import Mark

BLANKS = 2
_LEAST = 4  # papers: each row gets each of the four marks once

_Sums = tuple[int, int, int, int]


def test_deck(candidates: int, places: int) -> tuple[Paper, ...]:
    """Return the marked papers, in the order in which they are stamped and keyed.

    Each row gets every mark at least once, no paper more yes votes than there are places, and no
    two rows the same sums: rows keyed one too low, changed or left out come to light. Two blank
    papers follow, one with a yes too many where that can be, and one that is wholly invalid.
    With 45 rows and seven places or more there are at most 14 papers.

    Raises:
        BrokenInvariantError: the ballot has no rows or no places.

    Rule: VOTE-21
    """
    if candidates < 1 or places < 1:
        raise BrokenInvariantError(f"no deck for {candidates} rows and {places} places")
    marked = _marked(_row_sums(candidates, places))
    blank = Paper((Mark.ABSTAIN,) * candidates)
    papers = [*marked, *(blank,) * BLANKS]
    spare = candidates - places - 1
    if spare >= 0:
        papers.append(Paper((*(Mark.NO,) * spare, *(Mark.YES,) * (places + 1))))
    return (*papers, Paper(None, WHOLLY))


def predicted(deck: Sequence[Paper], ballot: Ballot) -> Tally:
    """Return what keying the deck must come to.

    Rule: VOTE-21
    """
    return tally(deck, ballot.candidates, ballot.places, write_ins=ballot.write_ins)


def _row_sums(candidates: int, places: int) -> list[_Sums]:
    """Return different sums for the rows, on as few papers as hold their yes votes."""
    papers, sums = _LEAST, _all_sums(_LEAST)[:candidates]
    while len(sums) < candidates or sum(yes for yes, *_ in sums) > papers * places:
        papers += 1
        sums = _all_sums(papers)[:candidates]
    return sums


def _all_sums(papers: int) -> list[_Sums]:
    """Return every way to share papers among the four marks, those with few yes votes first."""
    return [
        (yes, no, abstain, papers - yes - no - abstain)
        for yes in range(1, papers - 2)
        for no in range(1, papers - yes - 1)
        for abstain in range(1, papers - yes - no)
    ]


def _marked(sums: Sequence[_Sums]) -> list[Paper]:
    """Set the marks: the yes votes go around the papers, the others fill what is left."""
    papers = sum(sums[0])
    marks: list[list[Mark]] = [[Mark.NO] * len(sums) for _ in range(papers)]
    turns = cycle(range(papers))
    for row, (yes, _no, abstain, void) in enumerate(sums):
        chosen = [next(turns) for _ in range(yes)]
        after = [(chosen[-1] + step) % papers for step in range(1, papers)]
        rest = [paper for paper in after if paper not in chosen]
        others = [*(Mark.ABSTAIN,) * abstain, *(Mark.VOID,) * void]
        for paper in chosen:
            marks[paper][row] = Mark.YES
        for paper, mark in zip(rest, others, strict=False):
            marks[paper][row] = mark
    return [Paper(tuple(each)) for each in marks]
