"""What follows from the papers of a round: who is elected, who is tied, what comes next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from zjgdesk.rules.ballots import Count, Paper, has_quorum, majority_needed, round_stands, tally
from zjgdesk.rules.vocabulary import Base


class NextStep(StrEnum):
    """What the round calls for."""

    DONE = "done"
    RUNOFF = "runoff"
    SECOND_BALLOT = "second_ballot"
    REVOTE = "revote"
    NO_QUORUM = "no_quorum"


@dataclass(frozen=True, slots=True)
class Ballot:
    """The figures of a round beside its papers."""

    due: int
    present: int
    issued: int
    returned: int
    candidates: int
    places: int
    base: Base = Base.DUE
    write_ins: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a round; `elected` and `tied` are indices in ballot order from 0.

    Names written in follow the printed ones: index `len(counts)` is the first of `write_ins`.
    """

    stands: bool
    valid: int
    invalid: int
    counts: tuple[Count, ...]
    needed: int
    elected: tuple[int, ...]
    tied: tuple[int, ...]
    places_left: int
    next: NextStep
    rules: tuple[str, ...]
    write_ins: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """Who fills the places by the votes alone."""

    elected: tuple[int, ...]
    tied: tuple[int, ...]
    next: NextStep
    rule: str


def votes_needed(ballot: Ballot) -> int:
    """Return the least number of yes votes that passes, of the members due or of those present.

    Rule: VOTE-02
    """
    return majority_needed(ballot.present if ballot.base is Base.PRESENT else ballot.due)


def choose(yes: Sequence[int], *, places: int, needed: int) -> Choice:
    """Fill the places from those over the threshold in the order of their yes votes.

    A tie across the last place elects none of the tied; too few over the threshold leave places
    open. Nobody at or under the threshold is ever taken.

    Rule: VOTE-12, VOTE-13, VOTE-14
    """
    passed = sorted((i for i, votes in enumerate(yes) if votes >= needed), key=lambda i: -yes[i])
    if len(passed) < places:
        remain = len(passed) < len(yes)
        step = NextStep.SECOND_BALLOT if remain else NextStep.DONE
        return Choice(tuple(passed), (), step, "VOTE-14")
    if len(passed) == places or yes[passed[places - 1]] > yes[passed[places]]:
        return Choice(tuple(passed[:places]), (), NextStep.DONE, "VOTE-12")
    last = yes[passed[places]]
    above = tuple(i for i in passed if yes[i] > last)
    tied = tuple(i for i in passed if yes[i] == last)
    return Choice(above, tied, NextStep.RUNOFF, "VOTE-13")


def decide(ballot: Ballot, papers: Iterable[Paper]) -> Outcome:
    """Return the result of a round with the rule that decided it.

    Rule: VOTE-01, VOTE-02, VOTE-03, VOTE-04, VOTE-05, VOTE-07, VOTE-09, VOTE-12, VOTE-13, VOTE-14
    """
    sums = tally(papers, ballot.candidates, ballot.places, write_ins=ballot.write_ins)
    needed = votes_needed(ballot)
    stands = False
    if not has_quorum(ballot.due, ballot.present):
        choice = Choice((), (), NextStep.NO_QUORUM, "VOTE-01")
    elif not round_stands(ballot.present, ballot.issued, ballot.returned):
        choice = Choice((), (), NextStep.REVOTE, "VOTE-04")
    else:
        stands = True
        yes = [*(count.yes for count in sums.counts), *(votes for _, votes in sums.write_ins)]
        choice = choose(yes, places=ballot.places, needed=needed)
    return Outcome(
        stands=stands,
        valid=sums.valid,
        invalid=sums.invalid,
        counts=sums.counts,
        needed=needed,
        elected=choice.elected,
        tied=choice.tied,
        places_left=ballot.places - len(choice.elected),
        next=choice.next,
        rules=(choice.rule,),
        write_ins=sums.write_ins,
    )
