"""How a round stands, as the rules of its steps see it."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from zjgdesk.errors import DeskError
from zjgdesk.models.rounds import BallotRound, HandLine
from zjgdesk.rules.ballots import Count, Tally, tally
from zjgdesk.rules.outcome import NextStep
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.rounds import HandCount, RoundFacts, RoundStep, refusal
from zjgdesk.rules.vocabulary import RoundState
from zjgdesk.services import meetings, round_papers, scheme


def find(session: Session, round_id: int) -> BallotRound:
    """Return the round, or refuse."""
    round_ = session.get(BallotRound, round_id)
    if round_ is None:
        raise DeskError("round.unknown", id=round_id)
    return round_


def allowed(
    session: Session, round_id: int, step: RoundStep, actor: str | None = None
) -> BallotRound:
    """Return the round if the step may be taken now, or refuse with the rule's reason."""
    round_ = find(session, round_id)
    refuse_if(refusal(step, facts_of(session, round_), actor))
    return round_


def refuse_if(reason: Refusal | None) -> None:
    """Raise the refusal, if there is one."""
    if reason is not None:
        reason.raise_()


def facts_of(session: Session, round_: BallotRound) -> RoundFacts:
    """Return what the rules need to know of a round."""
    return RoundFacts(
        state=round_.state,
        candidates=len(round_.entries),
        places=round_.places,
        due=round_.meeting.due,
        surplus=round_.surplus,
        least=round_.least,
        recused=staying_out(round_),
        linked=_linked(session, round_),
        clean=not any(round_papers.held(session, round_.id).values()),
        present=round_.present,
        printed=round_.printed,
        issued=round_.issued,
        spoiled=round_.spoiled,
        left_over=round_.left_over,
        returned=round_.returned,
        keyed=round_papers.highest(session, round_.id),
        first_pass_done=round_.first_done,
        second_pass_done=round_.second_done,
        open_differences=round_papers.open_cells(session, round_.id),
        first_teller=round_.first_teller,
        second_teller=round_.second_teller,
        hand_count=hand_count_of(session, round_),
        hand_count_wanted=round_.hand_count_wanted,
        calling_wanted=scheme.scheme_value(session, "ballot.calling") == "yes",
        next=NextStep(round_.next) if round_.next else None,
        has_successor=_has_successor(session, round_),
    )


def steps_of(
    session: Session, round_: BallotRound, actor: str
) -> Mapping[RoundStep, Refusal | None]:
    """Say of every step whether the round allows it now, and if not, why."""
    facts = facts_of(session, round_)
    return {step: refusal(step, facts, actor) for step in RoundStep}


def staying_out(round_: BallotRound) -> int:
    """Return how many of those present do not vote. Rule: VOTE-19."""
    return 0 if round_.recused_vote else len(meetings.names(round_.meeting.recused))


def hand_lines(session: Session, round_id: int) -> tuple[Count, ...]:
    """Return what the count by hand found, row by row; nothing where none was made."""
    query = select(HandLine).where(HandLine.round_id == round_id).order_by(HandLine.position)
    return tuple(
        Count(each.yes, each.no, each.abstain, each.void) for each in session.scalars(query)
    )


def counted(session: Session, round_: BallotRound) -> Tally:
    """Return the sums of a round whose passes agree; nothing asks for them before that.

    Rule: VOTE-24
    """
    read = (
        round_papers.agreed_papers
        if round_.state is RoundState.AGREED
        else round_papers.closed_papers
    )
    return tally(read(session, round_.id), len(round_.entries), round_.places)


def hand_count_of(session: Session, round_: BallotRound) -> HandCount:
    """Say how the count by hand stands to the program's own.

    Rule: VOTE-18
    """
    lines = hand_lines(session, round_.id)
    if not lines:
        return HandCount.NOT_MADE
    if round_.hand_explained:
        return HandCount.EXPLAINED
    own = counted(session, round_)
    by_hand = (round_.hand_valid, round_.hand_invalid, lines)
    return (
        HandCount.AGREES if by_hand == (own.valid, own.invalid, own.counts) else HandCount.DIFFERS
    )


def _linked(session: Session, round_: BallotRound) -> bool:
    """Whether an earlier round of the chain was proved at the same sitting. Rule: VOTE-21."""
    before = round_
    while before.predecessor_id is not None:
        before = session.get_one(BallotRound, before.predecessor_id)
        if before.meeting_id == round_.meeting_id and before.issued is not None:
            return True
    return False


def _has_successor(session: Session, round_: BallotRound) -> bool:
    query = select(BallotRound.id).where(BallotRound.predecessor_id == round_.id)
    return session.scalars(query).first() is not None
