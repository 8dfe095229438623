"""The count by hand: its totals beside the program's own, and what explains a difference."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete
from sqlalchemy.orm import Session

from zjgdesk.errors import DeskError
from zjgdesk.models.rounds import BallotRound, HandLine
from zjgdesk.rules.ballots import Count
from zjgdesk.rules.roles import Action
from zjgdesk.rules.rounds import HandCount, RoundStep
from zjgdesk.services import candidates, round_facts
from zjgdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class HandDifference:
    """A row on which the two counts differ; position 0 is the number of valid papers."""

    position: int
    name: str
    counted: tuple[int, ...]
    by_hand: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class HandCheck:
    """How the count by hand stands, and on whom it differs."""

    state: HandCount
    explained: str
    differences: tuple[HandDifference, ...]


def record_hand_count(
    desk: Desk, round_id: int, *, valid: int, invalid: int, counts: Sequence[Count]
) -> HandCheck:
    """Keep the totals of the tally sheet and compare them; entered again, they replace the former.

    Args:
        desk: where the teller sits.
        round_id: a round whose passes agree.
        valid: valid papers by hand.
        invalid: invalid papers by hand.
        counts: what each candidate got by hand, in ballot order.

    Raises:
        DeskError: `round.unknown`, `round.negative`, `hand_count.rows_wrong`, or the refusal of
            the step.

    Rule: VOTE-18
    """
    with desk.acting(Action.COUNT_BY_HAND, f"round:{round_id}") as deed:
        round_ = round_facts.allowed(deed.session, round_id, RoundStep.HAND_COUNT)
        if len(counts) != len(round_.entries):
            raise DeskError("hand_count.rows_wrong", rule="VOTE-18", rows=len(round_.entries))
        figures = [figure for each in counts for figure in as_tuple(each)]
        if min(valid, invalid, *figures) < 0:
            raise DeskError("round.negative", rule="VOTE-07")
        deed.session.execute(delete(HandLine).where(HandLine.round_id == round_id))
        round_.hand_valid, round_.hand_invalid, round_.hand_explained = valid, invalid, ""
        deed.session.add_all(
            HandLine(
                round_id=round_id,
                position=position,
                yes=each.yes,
                no=each.no,
                abstain=each.abstain,
                void=each.void,
            )
            for position, each in enumerate(counts, start=1)
        )
        deed.session.flush()
        check = check_of(deed.session, round_)
        deed.facts.update(state=check.state, differences=len(check.differences))
        return check


def explain_hand_count(desk: Desk, round_id: int, *, reason: str, witness: str) -> None:
    """Record why the count by hand differs, so that the count may be closed all the same.

    Raises:
        DeskError: `round.unknown`, `reason.missing`, `keying.witness_missing`,
            `hand_count.nothing_to_explain`, or the refusal of the step.

    Rule: VOTE-18
    """
    with desk.acting(Action.EXPLAIN_HAND_COUNT, f"round:{round_id}") as deed:
        round_ = round_facts.allowed(deed.session, round_id, RoundStep.HAND_COUNT)
        if round_facts.hand_count_of(deed.session, round_) is not HandCount.DIFFERS:
            raise DeskError("hand_count.nothing_to_explain", rule="VOTE-18")
        if not witness.strip() or witness.strip() == desk.actor.name:
            raise DeskError("keying.witness_missing", rule="VOTE-24")
        told = candidates.need_reason(reason)
        round_.hand_explained = f"{told}（{desk.actor.name}、{witness.strip()}）"
        deed.facts.update(reason=told, witness=witness.strip())


def check_hand_count(desk: Desk, round_id: int) -> HandCheck:
    """Return how the count by hand stands.

    Raises:
        DeskError: `round.unknown`.
    """
    with desk.reading() as session:
        return check_of(session, round_facts.find(session, round_id))


def check_of(session: Session, round_: BallotRound) -> HandCheck:
    """Compare both counts candidate by candidate; nothing before the passes agree.

    Rule: VOTE-18, VOTE-24
    """
    lines = round_facts.hand_lines(session, round_.id)
    if not lines:
        return HandCheck(HandCount.NOT_MADE, "", ())
    own = round_facts.counted(session, round_)
    found = [
        HandDifference(entry.position, entry.name, as_tuple(mine), as_tuple(theirs))
        for entry, mine, theirs in zip(round_.entries, own.counts, lines, strict=True)
        if mine != theirs
    ]
    papers = (own.valid, own.invalid), (round_.hand_valid or 0, round_.hand_invalid or 0)
    if papers[0] != papers[1]:
        found.insert(0, HandDifference(0, "", *papers))
    state = round_facts.hand_count_of(session, round_)
    return HandCheck(state, round_.hand_explained, tuple(found))


def as_tuple(count: Count) -> tuple[int, int, int, int]:
    """Return yes, no, abstain and void."""
    return count.yes, count.no, count.abstain, count.void
