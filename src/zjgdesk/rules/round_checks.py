"""Each ground on which a step of a round can be refused."""

from zjgdesk.errors import BrokenInvariantError
from zjgdesk.rules.ballots import (
    Ledger,
    check_ledger,
    has_quorum,
    quorum_needed,
    round_stands,
)
from zjgdesk.rules.names import compact
from zjgdesk.rules.outcome import NextStep
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.round_facts import HandCount, RoundFacts
from zjgdesk.rules.vocabulary import RoundState

ENDED = frozenset({RoundState.CLOSED, RoundState.REPORTED})
"""The states in which a round has its outcome."""

CALLS_FOR_ANOTHER = frozenset({NextStep.RUNOFF, NextStep.SECOND_BALLOT})


def voided(facts: RoundFacts) -> bool:
    """Say whether more papers came back than can be, so that only voiding the round is left.

    Rule: VOTE-04
    """
    if facts.present is None or facts.issued is None or facts.returned is None:
        return False
    return not round_stands(facts.present, facts.issued, facts.returned)


def surplus(facts: RoundFacts, _actor: str | None) -> Refusal | None:
    """More stand than places, by the surplus of the scheme.

    Rule: SCHEME-06
    """
    if facts.places < 1:
        return Refusal("round.no_places", "SCHEME-06")
    if facts.candidates - facts.places < facts.surplus:
        said = {
            "candidates": facts.candidates,
            "places": facts.places,
            "surplus": facts.surplus,
        }
        return Refusal("round.no_surplus", "SCHEME-06", said)
    return None


def proved(facts: RoundFacts, _actor: str | None) -> Refusal | None:
    """It was rehearsed and tested, or its forerunner of the same meeting was.

    Rule: VOTE-21
    """
    if facts.state is RoundState.TESTED or facts.linked:
        return None
    return Refusal("round.untested", "VOTE-21")


def clean(facts: RoundFacts, _actor: str | None) -> Refusal | None:
    """No paper of it is in the file.

    Rule: VOTE-22
    """
    return None if facts.clean else Refusal("round.not_zero", "VOTE-22")


def quorum(facts: RoundFacts, _actor: str | None) -> Refusal | None:
    """Enough members are present, and no more than are due.

    Rule: VOTE-01
    """
    if facts.present is None:
        return None
    said = {"due": facts.due, "present": facts.present, "needed": quorum_needed(facts.due)}
    if facts.present > facts.due:
        return Refusal("round.present_over_due", "VOTE-01", said)
    if not has_quorum(facts.due, facts.present):
        return Refusal("round.no_quorum", "VOTE-01", said)
    return None


def secret(facts: RoundFacts, _actor: str | None) -> Refusal | None:
    """There are papers enough that no sum tells how somebody voted.

    Rule: VOTE-25
    """
    papers = facts.present if facts.returned is None else facts.returned
    if papers is None or papers >= facts.least:
        return None
    said = {"papers": papers, "least": facts.least}
    return Refusal("round.too_few_papers", "VOTE-25", said)


def voters(facts: RoundFacts, _actor: str | None) -> Refusal | None:
    """Nobody gets two papers, and whoever does not vote gets none.

    Rule: VOTE-19
    """
    if facts.present is None or facts.issued is None:
        return None
    voters = facts.present - facts.recused
    if facts.issued <= voters:
        return None
    said = {"issued": facts.issued, "present": facts.present, "recused": facts.recused}
    return Refusal("round.issued_over_voters", "VOTE-19", said)


def printed(facts: RoundFacts, _actor: str | None) -> Refusal | None:
    """No more papers went out than were printed.

    Rule: VOTE-07
    """
    out = (facts.issued or 0) + facts.spoiled
    if facts.printed < max(out, 1):
        said = {"printed": facts.printed, "issued": facts.issued or 0, "spoiled": facts.spoiled}
        return Refusal("round.printed_too_few", "VOTE-07", said)
    return None


def kept_back(facts: RoundFacts, _actor: str | None) -> Refusal | None:
    """How many came back is fixed once a pass has ended, never under one keyed.

    Rule: VOTE-07
    """
    if facts.returned is None:
        return None
    if facts.returned < facts.keyed:
        said = {"returned": facts.returned, "keyed": facts.keyed}
        return Refusal("round.returned_under_keyed", "VOTE-07", said)
    if facts.first_pass_done and facts.returned != facts.keyed:
        return Refusal("round.returned_fixed", "VOTE-07", {"keyed": facts.keyed})
    return None


def stands(facts: RoundFacts, _actor: str | None) -> Refusal | None:
    """No more papers came back than were handed out, or than people.

    Rule: VOTE-04
    """
    if voided(facts):
        said = {"present": facts.present, "issued": facts.issued, "returned": facts.returned}
        return Refusal("round.must_be_void", "VOTE-04", said)
    return None


def first_pass(facts: RoundFacts, actor: str | None) -> Refusal | None:
    """The first pass is keyed by one person alone.

    Rule: VOTE-24
    """
    return _pass(facts.first_teller, facts.second_teller, actor)


def second_pass(facts: RoundFacts, actor: str | None) -> Refusal | None:
    """The second pass is keyed by one other person alone.

    Rule: VOTE-24
    """
    return _pass(facts.second_teller, facts.first_teller, actor)


def _pass(mine: str | None, other: str | None, actor: str | None) -> Refusal | None:
    if actor is None:
        return None
    if other is not None and compact(actor) == compact(other):
        return Refusal("round.same_teller", "VOTE-24", {"teller": actor})
    if mine not in {None, actor}:
        return Refusal("round.other_teller", "VOTE-24", {"teller": mine})
    return None


def begun(facts: RoundFacts, _actor: str | None) -> Refusal | None:
    """There is a pass to begin anew.

    Rule: VOTE-24
    """
    first = facts.state is RoundState.RETURNED
    teller = facts.first_teller if first else facts.second_teller
    return None if teller else Refusal("round.pass_not_begun", "VOTE-24")


def agrees(facts: RoundFacts, _actor: str | None) -> Refusal | None:
    """Both passes ended and agree.

    Rule: VOTE-24
    """
    if not (facts.first_pass_done and facts.second_pass_done) or facts.open_differences:
        raise BrokenInvariantError("the passes of an agreed round do not agree")
    if facts.present is None or facts.issued is None or facts.returned is None:
        raise BrokenInvariantError("a round was keyed without its figures")
    return None


def balances(facts: RoundFacts, _actor: str | None) -> Refusal | None:
    """Every equation of the ledger holds.

    Rule: VOTE-07
    """
    return next(
        iter(
            check_ledger(
                Ledger(
                    printed=facts.printed,
                    issued=facts.issued,
                    left_over=facts.left_over,
                    spoiled=facts.spoiled,
                    present=facts.present,
                    returned=facts.returned,
                )
            )
        ),
        None,
    )


def counted_by_hand(facts: RoundFacts, _actor: str | None) -> Refusal | None:
    """The count by hand agrees or was explained.

    Rule: VOTE-18
    """
    if facts.hand_count is HandCount.DIFFERS:
        return Refusal("round.hand_count_differs", "VOTE-18")
    if facts.hand_count_wanted and facts.hand_count is HandCount.NOT_MADE:
        return Refusal("round.hand_count_missing", "VOTE-18")
    return None


def calling_wanted(facts: RoundFacts, _actor: str | None) -> Refusal | None:
    """The meeting wants the calling.

    Rule: VOTE-26
    """
    return None if facts.calling_wanted else Refusal("round.call_unwanted", "VOTE-26")


def short(facts: RoundFacts, _actor: str | None) -> Refusal | None:
    """Too few were elected and no round follows yet.

    Rule: VOTE-14
    """
    if facts.has_successor:
        return Refusal("round.has_successor", "VOTE-14")
    if facts.next is not NextStep.SECOND_BALLOT:
        return Refusal("round.nothing_to_reduce", "VOTE-14")
    return None


def unfilled(facts: RoundFacts, _actor: str | None) -> Refusal | None:
    """Places are open and no round follows yet.

    Rule: VOTE-13
    """
    if facts.has_successor:
        return Refusal("round.has_successor", "VOTE-13")
    if facts.state in ENDED and facts.next not in CALLS_FOR_ANOTHER:
        return Refusal("round.nothing_follows", "VOTE-12")
    return None
