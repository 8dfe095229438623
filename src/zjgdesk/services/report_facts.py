"""What the report of a count says, gathered from a closed round."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from zjgdesk.documents import wording
from zjgdesk.documents.report import CountLine, CountOrder, ReportFacts
from zjgdesk.documents.report_annex import (
    HandCountFacts,
    HandCountLine,
    KeyingLine,
    SettledLine,
)
from zjgdesk.errors import BrokenInvariantError
from zjgdesk.models.rounds import BallotRound, Settlement
from zjgdesk.rules.ballots import Count, majority_needed, quorum_needed
from zjgdesk.rules.rounds import HandCount
from zjgdesk.rules.vocabulary import Base, OrderedList
from zjgdesk.services import (
    counting,
    hand_count,
    hand_order,
    meetings,
    office_texts,
    papers,
    scheme,
    settling,
    statistics,
)
from zjgdesk.services.counting import CountRow, OutcomeRow


def facts_of(session: Session, round_: BallotRound, title: str) -> ReportFacts:
    """Return all that the report says of a closed round.

    Rule: VOTE-07, VOTE-16
    """
    outcome = counting.outcome_of(session, round_)
    if outcome is None or round_.present is None or round_.issued is None:
        raise BrokenInvariantError(f"round {round_.id} is closed without its figures")
    order = CountOrder(scheme.scheme_value(session, "ballot.report_order"))
    officers = meetings.officers_of(round_.meeting)
    due = round_.meeting.due
    return ReportFacts(
        title=title,
        meeting=round_.meeting.title,
        held_on=round_.meeting.held_on,
        track=round_.track,
        due=due,
        present=round_.present,
        printed=round_.printed,
        issued=round_.issued,
        left_over=round_.left_over or 0,
        spoiled=round_.spoiled,
        returned=round_.returned or 0,
        valid=outcome.valid,
        invalid=outcome.invalid,
        quorum=quorum_needed(due),
        needed=majority_needed(due if round_.base is Base.DUE else round_.present),
        places=round_.places,
        counts=_count_lines(session, round_, outcome, order),
        result=wording.result_sentences(_result(round_, outcome)),
        differences=settling.settled_count(session, round_.id),
        chief=officers.chief,
        scrutineers=officers.scrutineers,
        tellers=officers.tellers,
        foot=papers.foot(session),
        security=scheme.scheme_value(session, "security"),
        order=order,
        settled=_settled(session, round_),
        keying=_keying(session, round_),
        hand_count=_hand_count(session, round_),
        hand_order=_hand_order(session, round_),
        template=office_texts.text_of(session, wording.REPORT),
    )


def _count_lines(
    session: Session, round_: BallotRound, outcome: OutcomeRow, order: CountOrder
) -> tuple[CountLine, ...]:
    marks = dict.fromkeys(outcome.tied_ids, wording.TIED_MARK)
    marks |= dict.fromkeys(outcome.elected_ids, wording.ELECTED_MARK)
    told = {entry.position: marks.get(entry.candidate_id, "") for entry in round_.entries}
    return tuple(
        CountLine(row.name, row.yes, row.no, row.abstain, row.void, told[row.position])
        for row in _in_order(session, round_, outcome.counts, order)
    )


def _in_order(
    session: Session, round_: BallotRound, counts: Sequence[CountRow], order: CountOrder
) -> Sequence[CountRow]:
    """Order by votes, as on the ballot, or by the rule as it stood when the ballot was fixed."""
    if order is CountOrder.VOTES:
        return sorted(counts, key=lambda row: (-row.yes, row.position))
    if order is CountOrder.BALLOT:
        return counts
    ids = {entry.position: entry.candidate_id for entry in round_.entries}
    places = hand_order.by_rule(session, round_)
    return sorted(counts, key=lambda row: places.index(ids[row.position]))


def _result(round_: BallotRound, outcome: OutcomeRow) -> wording.ResultFacts:
    return wording.ResultFacts(
        track=round_.track,
        base=round_.base,
        needed=outcome.needed,
        elected=outcome.elected,
        tied=outcome.tied,
        places_left=outcome.places_left,
        next=outcome.next,
        reduced=round_.reduced_reason or "",
    )


def _settled(session: Session, round_: BallotRound) -> tuple[SettledLine, ...]:
    names = {entry.position: entry.name for entry in round_.entries}
    query = (
        select(Settlement)
        .where(Settlement.round_id == round_.id)
        .order_by(Settlement.position, Settlement.id)  # random ids: no order of papers
    )
    return tuple(
        SettledLine(
            names.get(cell.position, ""),
            wording.reading_word(cell.first),
            wording.reading_word(cell.second),
            wording.reading_word(cell.settled),
            cell.actor,
            cell.witness,
            cell.how,
        )
        for cell in session.scalars(query)
    )


def _keying(session: Session, round_: BallotRound) -> tuple[KeyingLine, ...]:
    told = statistics.statistics_of(session, round_)
    if told is None:
        return ()
    return tuple(
        KeyingLine(each.teller, each.wrong, told.cells, each.set_aside, each.corrected)
        for each in told.passes
    )


def _hand_order(session: Session, round_: BallotRound) -> str:
    told = hand_order.row_of(session, OrderedList.ROUND, round_.id)
    return f"由{told.actor}人工调整，理由：{told.reason.rstrip('。')}" if told else ""


def _hand_count(session: Session, round_: BallotRound) -> HandCountFacts | None:
    check = hand_count.check_of(session, round_)
    if check.state is HandCount.NOT_MADE:
        return None
    lines = tuple(
        HandCountLine(each.name, Count(*each.counted), Count(*each.by_hand))
        for each in check.differences
        if each.position
    )
    return HandCountFacts(check.state is HandCount.AGREES, lines, check.explained)
