"""Every class of result that a ballot can have, played with made-up papers before the meeting."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from zjgdesk.rules.ballots import Paper, has_quorum, majority_needed, quorum_needed
from zjgdesk.rules.outcome import Ballot, Outcome, decide, votes_needed
from zjgdesk.rules.vocabulary import Base, Mark

WHOLLY = "wholly"
"""Why a made-up paper is invalid; only that it is counts. Rule: VOTE-06."""


class CaseKind(StrEnum):
    """The classes of results, in the order in which they are shown. Rule: VOTE-21."""

    FILLED = "filled"
    ABOVE_PLACES = "above_places"
    TOO_FEW = "too_few"
    NOBODY = "nobody"
    TIE_LAST = "tie_last"
    TIE_INSIDE = "tie_inside"
    AT_THRESHOLD = "at_threshold"
    UNDER_THRESHOLD = "under_threshold"
    ABSENT = "absent"
    OVER_ISSUED = "over_issued"
    OVER_PRESENT = "over_present"
    NO_QUORUM = "no_quorum"
    TOO_FEW_PAPERS = "too_few_papers"
    BLANK = "blank"
    TOO_MANY = "too_many"
    EXACTLY_PLACES = "exactly_places"
    INVALID_KEEPS_BASE = "invalid_keeps_base"
    ROW_VOID = "row_void"


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """The real ballot: members due, rows, places, and the fewest papers that may be made known."""

    due: int
    candidates: int
    places: int
    base: Base = Base.DUE
    least: int = 1


@dataclass(frozen=True, slots=True)
class Position:
    """One made-up round: its figures and its papers."""

    kind: CaseKind
    ballot: Ballot
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class Papers:
    """The made-up papers in figures; `yes` on the valid ones, for each row."""

    present: int
    issued: int
    returned: int
    yes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RehearsedCase:
    """One class of result: the made-up papers, what follows, and the rules that it shows."""

    kind: CaseKind
    papers: Papers
    outcome: Outcome
    rules: tuple[str, ...]


def rehearse(ballot: Rehearsed) -> tuple[RehearsedCase, ...]:
    """Return every class of result that these numbers allow, each decided from real papers.

    Rule: VOTE-21
    """
    return tuple(_played(position) for position in positions(ballot))


def positions(ballot: Rehearsed) -> Iterator[Position]:
    """Build the papers of every class; one that cannot occur with these numbers is left out.

    Rule: VOTE-21
    """
    for kind, build in _BUILDERS.items():
        if ballot.due < ballot.least and kind not in _NEVER_OPENED:
            continue
        if built := build(ballot):
            yield Position(kind, *built)


def _played(position: Position) -> RehearsedCase:
    outcome = decide(position.ballot, position.papers)
    figures = position.ballot
    rules = _SHOWN.get(position.kind, ())
    if position.kind is not CaseKind.TOO_FEW_PAPERS:
        rules = tuple(dict.fromkeys((*rules, *outcome.rules)))
    yes = tuple(count.yes for count in outcome.counts)
    papers = Papers(figures.present, figures.issued, figures.returned, yes)
    return RehearsedCase(position.kind, papers, outcome, rules)


_Built = tuple[Ballot, tuple[Paper, ...]] | None


def _round(
    of: Rehearsed,
    papers: Sequence[Paper],
    *,
    present: int | None = None,
    issued: int | None = None,
) -> tuple[Ballot, tuple[Paper, ...]]:
    """Return a round in which all are present and vote, where nothing else is said."""
    there = of.due if present is None else present
    ballot = Ballot(
        due=of.due,
        present=there,
        issued=there if issued is None else issued,
        returned=len(papers),
        candidates=of.candidates,
        places=of.places,
        base=of.base,
    )
    return ballot, tuple(papers)


def _cast(of: Rehearsed, yes: Sequence[int], papers: int) -> tuple[Paper, ...] | None:
    """Return valid papers on which the first rows get these yes votes; None where they cannot.

    The votes go around the papers, so that none gets more than its share. Rule: VOTE-05
    """
    fits = max(yes, default=0) <= papers and sum(yes) <= papers * of.places
    if len(yes) > of.candidates or not fits:
        return None
    marks = [[Mark.NO] * of.candidates for _ in range(papers)]
    turn = 0
    for row, votes in enumerate(yes):
        for _ in range(votes):
            marks[turn % papers][row] = Mark.YES
            turn += 1
    return tuple(Paper(tuple(each)) for each in marks)


def _needed(of: Rehearsed) -> int:
    return votes_needed(_round(of, ())[0])


def _first(of: Rehearsed, *wishes: Sequence[int]) -> _Built:
    """Return the first of the wished votes that the members due can cast."""
    for yes in wishes:
        if papers := _cast(of, yes, of.due):
            return _round(of, papers)
    return None


def _top(of: Rehearsed) -> int:
    """Return how many rows can be elected."""
    return min(of.places, of.candidates)


def _filled(of: Rehearsed) -> _Built:
    needed = _needed(of)
    if of.candidates < of.places:
        return None
    return _first(of, [max(needed, of.due - row) for row in range(of.places)])


def _above_places(of: Rehearsed) -> _Built:
    needed = _needed(of)
    return _first(of, [*[needed + 1] * of.places, needed])


def _too_few(of: Rehearsed) -> _Built:
    passed, needed = _top(of) - 1, _needed(of)
    return _first(of, [*[needed] * passed, needed - 1]) if passed else None


def _nobody(of: Rehearsed) -> _Built:
    return _first(of, [_needed(of) - 1] * _top(of))


def _tie_last(of: Rehearsed) -> _Built:
    needed = _needed(of)
    clear = [*[needed + 1] * (of.places - 1), needed, needed]
    return _first(of, clear, [needed] * (of.places + 1))


def _tie_inside(of: Rehearsed) -> _Built:
    if _top(of) < max(of.places, 2):
        return None
    return _first(of, [of.due, of.due, *[_needed(of)] * (of.places - 2)])


def _at_threshold(of: Rehearsed) -> _Built:
    return _first(of, [*[of.due] * (_top(of) - 1), _needed(of)])


def _under_threshold(of: Rehearsed) -> _Built:
    return _first(of, [*[of.due] * (_top(of) - 1), _needed(of) - 1])


def _absent(of: Rehearsed) -> _Built:
    """Let members stay away so that the one base passes a candidate and the other does not."""
    present = max(quorum_needed(of.due), of.least)
    of_due, of_present = majority_needed(of.due), majority_needed(present)
    if of_present >= of_due or present >= of.due:
        return None
    votes = of_present if of.base is Base.PRESENT else min(of_due - 1, present)
    papers = _cast(of, [votes], present)
    return _round(of, papers, present=present) if papers else None


def _over_issued(of: Rehearsed) -> _Built:
    papers = _cast(of, [of.due] * _top(of), of.due)
    return _round(of, papers, issued=of.due - 1) if papers and of.due > 1 else None


def _over_present(of: Rehearsed) -> _Built:
    present = of.due - 1
    papers = _cast(of, [of.due] * _top(of), of.due)
    if papers is None or not has_quorum(of.due, present) or present < of.least:
        return None
    return _round(of, papers, present=present, issued=of.due)


def _no_quorum(of: Rehearsed) -> _Built:
    present = quorum_needed(of.due) - 1
    return _round(of, (), present=present, issued=0) if present > 0 else None


def _too_few_papers(of: Rehearsed) -> _Built:
    count = min(of.least - 1, of.due)
    papers = _cast(of, [count] * _top(of), count) if count > 0 else None
    return _round(of, papers) if papers else None


def _with_one(of: Rehearsed, other: Paper) -> _Built:
    """Let all but one vote for the first rows, and one hand in another paper."""
    papers = _cast(of, [of.due - 1] * _top(of), of.due - 1) or ()
    return _round(of, (*papers, other))


def _blank(of: Rehearsed) -> _Built:
    return _with_one(of, Paper((Mark.ABSTAIN,) * of.candidates))


def _too_many(of: Rehearsed) -> _Built:
    spare = of.candidates - of.places - 1
    if spare < 0:
        return None
    return _with_one(of, Paper((*(Mark.YES,) * (of.places + 1), *(Mark.NO,) * spare)))


def _exactly_places(of: Rehearsed) -> _Built:
    return _first(of, [of.due] * of.places)


def _invalid_keeps_base(of: Rehearsed) -> _Built:
    """Let a candidate have more than half of the valid papers and not of the members."""
    votes = _needed(of) - 1
    valid = 2 * votes - 1
    papers = _cast(of, [votes], valid) if votes > 0 else None
    spoiled = (Paper(None, WHOLLY),) * (of.due - valid)
    return _round(of, (*papers, *spoiled)) if papers else None


def _row_void(of: Rehearsed) -> _Built:
    chosen, spare = _top(of) - 1, of.candidates - _top(of)
    return _with_one(of, Paper((Mark.VOID, *(Mark.YES,) * chosen, *(Mark.NO,) * spare)))


_BUILDERS: dict[CaseKind, Callable[[Rehearsed], _Built]] = {
    CaseKind.FILLED: _filled,
    CaseKind.ABOVE_PLACES: _above_places,
    CaseKind.TOO_FEW: _too_few,
    CaseKind.NOBODY: _nobody,
    CaseKind.TIE_LAST: _tie_last,
    CaseKind.TIE_INSIDE: _tie_inside,
    CaseKind.AT_THRESHOLD: _at_threshold,
    CaseKind.UNDER_THRESHOLD: _under_threshold,
    CaseKind.ABSENT: _absent,
    CaseKind.OVER_ISSUED: _over_issued,
    CaseKind.OVER_PRESENT: _over_present,
    CaseKind.NO_QUORUM: _no_quorum,
    CaseKind.TOO_FEW_PAPERS: _too_few_papers,
    CaseKind.BLANK: _blank,
    CaseKind.TOO_MANY: _too_many,
    CaseKind.EXACTLY_PLACES: _exactly_places,
    CaseKind.INVALID_KEEPS_BASE: _invalid_keeps_base,
    CaseKind.ROW_VOID: _row_void,
}
_NEVER_OPENED = frozenset({CaseKind.NO_QUORUM, CaseKind.TOO_FEW_PAPERS})
"""What is left where fewer members are due than papers may be made known. Rule: VOTE-25."""
_SHOWN: dict[CaseKind, tuple[str, ...]] = {
    CaseKind.NOBODY: ("VOTE-02",),
    CaseKind.AT_THRESHOLD: ("VOTE-02",),
    CaseKind.UNDER_THRESHOLD: ("VOTE-02",),
    CaseKind.ABSENT: ("VOTE-02", "VOTE-03"),
    CaseKind.TOO_FEW_PAPERS: ("VOTE-25",),
    CaseKind.BLANK: ("VOTE-05",),
    CaseKind.TOO_MANY: ("VOTE-05",),
    CaseKind.EXACTLY_PLACES: ("VOTE-05",),
    CaseKind.INVALID_KEEPS_BASE: ("VOTE-02", "VOTE-06"),
    CaseKind.ROW_VOID: ("VOTE-06",),
}
