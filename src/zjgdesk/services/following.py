"""What follows on a round: a vote again, a runoff, a second ballot, or fewer places."""

from sqlalchemy.orm import Session

from zjgdesk.errors import BrokenInvariantError
from zjgdesk.models.candidates import Candidate
from zjgdesk.models.rounds import BallotRound
from zjgdesk.rules.outcome import NextStep
from zjgdesk.rules.roles import Action
from zjgdesk.rules.rounds import RoundStep
from zjgdesk.rules.vocabulary import RoundKind, RoundState
from zjgdesk.services import candidates, counting, hand_order, meetings, round_facts, rounds
from zjgdesk.services.desk import Desk


def succeed_round(desk: Desk, round_id: int, *, meeting_id: int | None = None) -> int:
    """Define the round that follows: a vote again, a runoff or a second ballot.

    Args:
        desk: where the scrutineer sits.
        round_id: the round before.
        meeting_id: the sitting it is held at; None for the same one.

    Raises:
        DeskError: `round.unknown`, `meeting.unknown`, the refusal of the step, or what stands
            against standing again.

    Rule: VOTE-04, VOTE-13, VOTE-14, VOTE-20
    """
    with desk.acting(Action.SUCCEED_ROUND, f"round:{round_id}") as deed:
        session = deed.session
        round_ = round_facts.allowed(session, round_id, RoundStep.SUCCEED)
        meeting = round_.meeting if meeting_id is None else meetings.find(session, meeting_id)
        kind, places, ids = _what_follows(session, round_)
        chosen = [session.get_one(Candidate, candidate_id) for candidate_id in ids]
        meetings.refuse_officers(meetings.officers_of(meeting), [each.name_key for each in chosen])
        if kind is RoundKind.SECOND_BALLOT:
            rounds.refuse_again(session, meeting.id, chosen)
        number = chain_length(session, round_) + 1  # reads, so before there is a half-made round
        successor = rounds.blank_round(session, round_.track, meeting)
        successor.kind, successor.places, successor.base = kind, places, round_.base
        successor.surplus, successor.predecessor_id = 1, round_.id
        base_title = round_.title.partition("（第")[0]
        successor.title = f"{base_title}（第{number}轮）"
        session.add(successor)
        rounds.add_entries(session, successor, chosen)
        session.flush()
        hand_order.inherit(session, round_, successor)
        deed.facts.update(successor=successor.id, kind=kind, places=places)
        return successor.id


def reduce_places(desk: Desk, round_id: int, *, reason: str) -> None:
    """Leave places unfilled by decision of the meeting, where too few were elected.

    Raises:
        DeskError: `round.unknown`, `reason.missing`, or the refusal of the step.

    Rule: VOTE-14
    """
    with desk.acting(Action.REDUCE_PLACES, f"round:{round_id}") as deed:
        round_ = round_facts.allowed(deed.session, round_id, RoundStep.REDUCE)
        round_.reduced_reason = candidates.need_reason(reason)
        round_.next = NextStep.DONE
        deed.facts["reason"] = round_.reduced_reason


def chain_length(session: Session, round_: BallotRound) -> int:
    """Return how many rounds were held up to this one."""
    length, current = 1, round_
    while current.predecessor_id is not None:
        current = session.get_one(BallotRound, current.predecessor_id)
        length += 1
    return length


def _what_follows(session: Session, round_: BallotRound) -> tuple[RoundKind, int, list[int]]:
    everybody = [entry.candidate_id for entry in round_.entries]
    if round_.state is RoundState.VOID:
        return RoundKind.REVOTE, round_.places, everybody
    outcome = counting.outcome_of(session, round_)
    if outcome is None:
        raise BrokenInvariantError(f"round {round_.id} has a successor but no outcome")
    if outcome.next is NextStep.RUNOFF:
        return RoundKind.RUNOFF, outcome.places_left, list(outcome.tied_ids)
    rest = [i for i in everybody if i not in outcome.elected_ids]
    return RoundKind.SECOND_BALLOT, outcome.places_left, rest
