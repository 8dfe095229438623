"""All that the window shows of one round at a glance."""

from collections.abc import Mapping
from dataclasses import dataclass

from zjgdesk.models.rounds import BallotRound
from zjgdesk.rules.ballots import majority_needed, quorum_needed
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.rounds import RoundStep
from zjgdesk.rules.vocabulary import Base, RoundState
from zjgdesk.services import cases, counting, keying, rounds
from zjgdesk.services.cases import CaseMark
from zjgdesk.services.counting import OutcomeRow
from zjgdesk.services.desk import Desk
from zjgdesk.services.keying import DifferenceRow
from zjgdesk.services.rounds import RoundRow


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One row of the ballot paper; an open case shows beside the name. Rule: OPINION-05."""

    position: int
    candidate_id: int
    name: str
    organisation: str
    case: CaseMark | None


@dataclass(frozen=True, slots=True)
class RoundDetail:
    """A round's page. `steps` says of every step why it may not be taken now, or None."""

    row: RoundRow
    due: int
    present: int | None
    printed: int
    issued: int | None
    spoiled: int
    left_over: int
    returned: int | None
    base: Base
    needed: int | None
    quorum: int
    chief: str
    scrutineers: tuple[str, ...]
    tellers: tuple[str, ...]
    entries: tuple[EntryRow, ...]
    definition_digest: str | None
    first_teller: str | None
    second_teller: str | None
    first_keyed: int
    second_keyed: int
    first_done: bool
    second_done: bool
    differences: tuple[DifferenceRow, ...]
    settled: int
    void_reason: str | None
    steps: Mapping[RoundStep, Refusal | None]
    ledger: tuple[Refusal, ...]
    outcome: OutcomeRow | None


def read_round(desk: Desk, round_id: int) -> RoundDetail:
    """Return a round's page; no figure of the count before the round is closed.

    Raises:
        DeskError: `round.unknown`.
    """
    with desk.reading() as session:
        round_ = rounds.find(session, round_id)
        marks = cases.marks(session, desk.today())
        keyed = keying.keyed_counts(session, round_id)
        base = round_.due if round_.base is Base.DUE else round_.present
        outcome = counting.outcome_of(session, round_)
        return RoundDetail(
            row=rounds.as_row(round_),
            due=round_.due,
            present=round_.present,
            printed=round_.printed,
            issued=round_.issued,
            spoiled=round_.spoiled,
            left_over=counting.left_over(round_),
            returned=round_.returned,
            base=round_.base,
            needed=None if base is None else majority_needed(base),
            quorum=quorum_needed(round_.due),
            chief=round_.chief,
            scrutineers=rounds.officers(round_.scrutineers),
            tellers=rounds.officers(round_.tellers),
            entries=tuple(
                EntryRow(
                    e.position, e.candidate_id, e.name, e.organisation, marks.get(e.candidate_id)
                )
                for e in round_.entries
            ),
            definition_digest=round_.definition_digest,
            first_teller=round_.first_teller,
            second_teller=round_.second_teller,
            first_keyed=keyed.get(rounds.FIRST, 0),
            second_keyed=keyed.get(rounds.SECOND, 0),
            first_done=round_.first_done,
            second_done=round_.second_done,
            differences=tuple(keying.difference_rows(session, round_)),
            settled=counting.settled_count(session, round_id),
            void_reason=round_.void_reason,
            steps=rounds.steps_of(session, round_, desk.actor.name),
            ledger=_ledger(round_, outcome),
            outcome=outcome,
        )


def _ledger(round_: BallotRound, outcome: OutcomeRow | None) -> tuple[Refusal, ...]:
    """What does not balance, once there are papers to balance; before the count, by number."""
    if round_.state not in {RoundState.RETURNED, RoundState.KEYED, RoundState.CLOSED}:
        return ()
    if outcome is None:
        return counting.ledger(round_)
    return counting.ledger(round_, outcome.valid, outcome.invalid)
