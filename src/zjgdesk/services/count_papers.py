"""What is printed of a count: ballot papers, report, list of the elected."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from zjgdesk.documents import wording
from zjgdesk.documents.ballot import BallotEntry, BallotFacts, build_ballot
from zjgdesk.documents.elected import ElectedEntry, ElectedFacts, build_elected
from zjgdesk.documents.report import CountLine, ReportFacts, build_report
from zjgdesk.errors import BrokenInvariantError, DeskError
from zjgdesk.models.candidates import Candidate
from zjgdesk.models.rounds import BallotRound, Settlement
from zjgdesk.rules.ballots import majority_needed, quorum_needed
from zjgdesk.rules.roles import Action
from zjgdesk.rules.rounds import RoundStep, state_after
from zjgdesk.rules.vocabulary import Base, Track
from zjgdesk.services import (
    counting,
    meetings,
    notices,
    papers,
    round_facts,
    scheme,
    settling,
    trail,
)
from zjgdesk.services.counting import OutcomeRow
from zjgdesk.services.desk import Desk
from zjgdesk.services.issued import IssuedRow
from zjgdesk.services.standing import fields_of

MOST_COPIES = 500


def print_ballot(desk: Desk, round_id: int, *, copies: int) -> IssuedRow:
    """Print the papers of a frozen round; every copy is entered in the ledger.

    Rule: VOTE-07, VOTE-10

    Raises:
        DeskError: `round.unknown`, `ballot.copies`, the refusal of the step or of the page.
    """
    with desk.acting(Action.PRINT_BALLOT, f"round:{round_id}", copies=copies) as deed:
        round_ = round_facts.allowed(deed.session, round_id, RoundStep.PRINT)
        if not 1 <= copies <= MOST_COPIES:
            raise DeskError("ballot.copies", rule="VOTE-07", copies=copies)
        title = wording.document_title(wording.BALLOT, round_.title)
        facts = ballot_facts(round_, title)
        round_.printed += copies
        round_.state = state_after(RoundStep.PRINT, round_facts.facts_of(deed.session, round_))
        content = build_ballot(facts, papers.fonts_of(desk), copies=copies)
        return papers.keep(desk, deed, content, kind=wording.BALLOT, title=title)


def ballot_facts(round_: BallotRound, title: str) -> BallotFacts:
    """Return what stands on the ballot paper of a frozen round. Rule: VOTE-10."""
    return BallotFacts(
        title=title,
        meeting=round_.meeting.title,
        track=round_.track,
        places=round_.places,
        entries=tuple(
            BallotEntry(e.name, e.organisation if round_.track is Track.UNIT else "")
            for e in round_.entries
        ),
        foot=wording.definition_line(trail.short(round_.definition_digest or "")),
    )


def print_report(desk: Desk, round_id: int) -> IssuedRow:
    """Print the report of the count, with figures, for the meeting.

    Rule: VOTE-16

    Raises:
        DeskError: `round.unknown`, the refusal of the step or of the page.
    """
    with desk.acting(Action.PRINT_REPORT, f"round:{round_id}") as deed:
        round_ = round_facts.allowed(deed.session, round_id, RoundStep.REPORT)
        title = wording.document_title(wording.REPORT, round_.title)
        content = build_report(_report_facts(deed.session, round_, title), papers.fonts_of(desk))
        round_.state = state_after(RoundStep.REPORT, round_facts.facts_of(deed.session, round_))
        return papers.keep(desk, deed, content, kind=wording.REPORT, title=title)


def print_elected(desk: Desk, round_id: int) -> IssuedRow:
    """Print the list of the elected, without figures, for the public.

    Rule: VOTE-17

    Raises:
        DeskError: `round.unknown`, the refusal of the step or of the page.
    """
    with desk.acting(Action.PRINT_ELECTED, f"round:{round_id}") as deed:
        round_ = round_facts.allowed(deed.session, round_id, RoundStep.REPORT)
        session = deed.session
        title = wording.document_title(wording.ELECTED, round_.title.partition("（第")[0])
        facts = ElectedFacts(
            title=title,
            meeting=round_.meeting.title,
            held_on=round_.meeting.held_on,
            track=round_.track,
            entries=tuple(_elected_entry(c) for c in notices.elected_of_chain(session, round_)),
            issuer=scheme.scheme_value(session, "notice.issuer"),
            issued_on=round_.meeting.held_on,
            foot=papers.foot(session),
        )
        content = build_elected(facts, papers.fonts_of(desk))
        return papers.keep(desk, deed, content, kind=wording.ELECTED, title=title)


def _elected_entry(candidate: Candidate) -> ElectedEntry:
    words = fields_of(candidate)
    return ElectedEntry(candidate.name_key, words.get("post") or candidate.organisation)


def _report_facts(session: Session, round_: BallotRound, title: str) -> ReportFacts:
    outcome = counting.outcome_of(session, round_)
    if outcome is None or round_.present is None or round_.issued is None:
        raise BrokenInvariantError(f"round {round_.id} is closed without its figures")
    return ReportFacts(
        title=title,
        meeting=round_.meeting.title,
        held_on=round_.meeting.held_on,
        track=round_.track,
        due=round_.meeting.due,
        present=round_.present,
        printed=round_.printed,
        issued=round_.issued,
        left_over=round_.left_over or 0,
        spoiled=round_.spoiled,
        returned=round_.returned or 0,
        valid=outcome.valid,
        invalid=outcome.invalid,
        quorum=quorum_needed(round_.meeting.due),
        needed=majority_needed(round_.meeting.due if round_.base is Base.DUE else round_.present),
        places=round_.places,
        counts=tuple(_count_lines(outcome)),
        result=wording.result_sentences(_result(round_, outcome)),
        differences=settling.settled_count(session, round_.id),
        decisions=_decisions(session, round_),
        chief=round_.meeting.chief,
        scrutineers=meetings.names(round_.meeting.scrutineers),
        tellers=meetings.names(round_.meeting.tellers),
        foot=papers.foot(session),
        security=scheme.scheme_value(session, "security"),
    )


def _count_lines(outcome: OutcomeRow) -> list[CountLine]:
    def mark(position: int) -> str:
        name = outcome.counts[position - 1].name
        if name in outcome.elected:
            return wording.ELECTED_MARK
        return wording.TIED_MARK if name in outcome.tied else ""

    ordered = sorted(outcome.counts, key=lambda c: (-c.yes, c.position))
    return [CountLine(c.name, c.yes, c.no, c.abstain, c.void, mark(c.position)) for c in ordered]


def _result(round_: BallotRound, outcome: OutcomeRow) -> wording.ResultFacts:
    return wording.ResultFacts(
        track=round_.track,
        base=round_.base,
        needed=outcome.needed,
        elected=outcome.elected,
        tied=outcome.tied,
        places_left=outcome.places_left,
        next=outcome.next,
    )


def _decisions(session: Session, round_: BallotRound) -> tuple[str, ...]:
    names = {entry.position: entry.name for entry in round_.entries}
    query = select(Settlement).where(Settlement.round_id == round_.id).order_by(Settlement.id)
    return tuple(
        wording.settlement_sentence(
            names.get(s.position, ""),
            first=s.first,
            second=s.second,
            settled=s.settled,
            people=(s.actor, s.witness),
            how=s.how,
        )
        for s in session.scalars(query)
    )
