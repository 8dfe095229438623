"""All that the window shows of one round at a glance."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from zjgdesk.models.rounds import BallotRound
from zjgdesk.rules.ballots import majority_needed, quorum_needed
from zjgdesk.rules.officers import Officers
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.rounds import RoundStep
from zjgdesk.rules.vocabulary import Base, OrderedList, RoundState
from zjgdesk.services import (
    carried_rounds,
    cases,
    counting,
    hand_count,
    hand_order,
    keying,
    meetings,
    packages,
    round_facts,
    round_papers,
    rounds,
    settling,
    statistics,
)
from zjgdesk.services.cases import CaseMark
from zjgdesk.services.counting import OutcomeRow
from zjgdesk.services.desk import Desk
from zjgdesk.services.hand_count import HandCheck
from zjgdesk.services.packages import PackageRow
from zjgdesk.services.rounds import RoundRow
from zjgdesk.services.settling import DifferenceRow
from zjgdesk.services.statistics import KeyingStatistics


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
    """A round's page. `steps` says of every step why it may not be taken now, or None.

    `from_office` says that its sitting came in a package, `away` in which one it left,
    `counted_elsewhere` that its papers and their trail are at the counting machine.
    """

    row: RoundRow
    due: int
    present: int | None
    printed: int
    issued: int | None
    spoiled: int
    left_over: int | None
    returned: int | None
    base: Base
    needed: int | None
    quorum: int
    least: int
    staying_out: int
    officers: Officers
    entries: tuple[EntryRow, ...]
    definition_digest: str | None
    first_teller: str | None
    second_teller: str | None
    first_keyed: int
    second_keyed: int
    first_done: bool
    second_done: bool
    first_last: int | None
    second_last: int | None
    differences: tuple[DifferenceRow, ...]
    settled: int
    void_reason: str | None
    reduced_reason: str | None
    hand_count: HandCheck
    hand_count_wanted: bool
    statistics: KeyingStatistics | None
    linked: bool
    from_office: bool
    counted_elsewhere: bool
    away: PackageRow | None
    hand_ordered: bool
    steps: Mapping[RoundStep, Refusal | None]
    ledger: tuple[Refusal, ...]
    outcome: OutcomeRow | None


def read_round(desk: Desk, round_id: int) -> RoundDetail:
    """Return a round's page; no figure of the count before the round is closed.

    Raises:
        DeskError: `round.unknown`.
    """
    with desk.reading() as session:
        round_ = round_facts.find(session, round_id)
        marks = cases.marks(session, desk.today())
        keyed = keying.keyed_counts(session, round_id)
        base = round_.meeting.due if round_.base is Base.DUE else round_.present
        outcome = counting.outcome_of(session, round_)
        return RoundDetail(
            row=rounds.as_row(round_),
            due=round_.meeting.due,
            present=round_.present,
            printed=round_.printed,
            issued=round_.issued,
            spoiled=round_.spoiled,
            left_over=round_.left_over,
            returned=round_.returned,
            base=round_.base,
            needed=None if base is None else majority_needed(base),
            quorum=quorum_needed(round_.meeting.due),
            least=round_.least,
            staying_out=round_facts.staying_out(round_),
            officers=meetings.officers_of(round_.meeting),
            entries=tuple(
                EntryRow(
                    e.position, e.candidate_id, e.name, e.organisation, marks.get(e.candidate_id)
                )
                for e in round_.entries
            ),
            definition_digest=round_.definition_digest,
            first_teller=round_.first_teller,
            second_teller=round_.second_teller,
            first_keyed=keyed.get(round_papers.FIRST, 0),
            second_keyed=keyed.get(round_papers.SECOND, 0),
            first_done=round_.first_done,
            second_done=round_.second_done,
            first_last=round_.first_last,
            second_last=round_.second_last,
            differences=tuple(settling.difference_rows(session, round_)),
            settled=settling.settled_count(session, round_id),
            void_reason=round_.void_reason,
            reduced_reason=round_.reduced_reason,
            hand_count=hand_count.check_of(session, round_),
            hand_count_wanted=round_.hand_count_wanted,
            statistics=statistics.statistics_of(session, round_),
            hand_ordered=hand_order.row_of(session, OrderedList.ROUND, round_id) is not None,
            linked=round_facts.facts_of(session, round_).linked,
            from_office=packages.came_in(session, round_.meeting_id) is not None,
            counted_elsewhere=carried_rounds.counted_elsewhere(session, round_),
            away=_away(session, round_),
            steps=round_facts.steps_of(session, round_, desk.actor.name),
            ledger=_ledger(round_, outcome),
            outcome=outcome,
        )


def _away(session: Session, round_: BallotRound) -> PackageRow | None:
    """Return the package that a round left with, while its result is awaited."""
    if round_.state is not RoundState.CARRIED:
        return None
    record = packages.outgoing_for(session, round_.meeting_id)
    return packages.row_of(record) if record else None


def _ledger(round_: BallotRound, outcome: OutcomeRow | None) -> tuple[Refusal, ...]:
    """What does not balance by what is known; before the count, by the number of papers alone."""
    if outcome is None:
        return counting.ledger(round_)
    return counting.ledger(round_, outcome.valid, outcome.invalid)
