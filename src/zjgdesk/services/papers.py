"""What is printed of a round or a case: facts gathered, built, kept and returned."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from zjgdesk.documents import wording
from zjgdesk.documents.ballot import BallotEntry, BallotFacts, build_ballot
from zjgdesk.documents.determination import (
    DeterminationFacts,
    PreconditionLine,
    build_determination,
)
from zjgdesk.documents.elected import ElectedEntry, ElectedFacts, build_elected
from zjgdesk.documents.fonts import Fonts, load_fonts
from zjgdesk.documents.proof import page_texts
from zjgdesk.documents.report import CountLine, ReportFacts, build_report
from zjgdesk.errors import BrokenInvariantError, DeskError
from zjgdesk.models.candidates import Candidate
from zjgdesk.models.rounds import BallotRound, Settlement
from zjgdesk.models.tolerance import ToleranceCase
from zjgdesk.rules.ballots import majority_needed, quorum_needed
from zjgdesk.rules.roles import Action
from zjgdesk.rules.rounds import RoundStep, state_after
from zjgdesk.rules.vocabulary import Base, CaseState, Track
from zjgdesk.services import (
    counting,
    issued,
    notices,
    rounds,
    scheme,
    tolerance,
    trail,
)
from zjgdesk.services.counting import OutcomeRow
from zjgdesk.services.desk import Deed, Desk
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
        round_ = rounds.allowed(deed.session, round_id, RoundStep.PRINT)
        if not 1 <= copies <= MOST_COPIES:
            raise DeskError("ballot.copies", rule="VOTE-07", copies=copies)
        title = wording.document_title(wording.BALLOT, round_.title)
        facts = BallotFacts(
            title=title,
            meeting=round_.meeting,
            track=round_.track,
            places=round_.places,
            entries=tuple(
                BallotEntry(e.name, e.organisation if round_.track is Track.UNIT else "")
                for e in round_.entries
            ),
            foot=wording.definition_line(trail.short(round_.definition_digest or "")),
        )
        round_.printed += copies
        round_.state = state_after(RoundStep.PRINT, rounds.facts_of(deed.session, round_))
        content = build_ballot(facts, fonts_of(desk), copies=copies)
        return keep(desk, deed, content, kind=wording.BALLOT, title=title)


def print_report(desk: Desk, round_id: int) -> IssuedRow:
    """Print the report of the count, with figures, for the meeting.

    Rule: VOTE-16

    Raises:
        DeskError: `round.unknown`, the refusal of the step or of the page.
    """
    with desk.acting(Action.PRINT_REPORT, f"round:{round_id}") as deed:
        round_ = rounds.allowed(deed.session, round_id, RoundStep.REPORT)
        title = wording.document_title(wording.REPORT, round_.title)
        content = build_report(_report_facts(deed.session, round_, title), fonts_of(desk))
        return keep(desk, deed, content, kind=wording.REPORT, title=title)


def print_elected(desk: Desk, round_id: int) -> IssuedRow:
    """Print the list of the elected, without figures, for the public.

    Rule: VOTE-17

    Raises:
        DeskError: `round.unknown`, the refusal of the step or of the page.
    """
    with desk.acting(Action.PRINT_ELECTED, f"round:{round_id}") as deed:
        round_ = rounds.allowed(deed.session, round_id, RoundStep.REPORT)
        session = deed.session
        title = wording.document_title(wording.ELECTED, round_.title.partition("（第")[0])
        facts = ElectedFacts(
            title=title,
            meeting=round_.meeting,
            held_on=round_.held_on,
            track=round_.track,
            entries=tuple(_elected_entry(c) for c in notices.elected_of_chain(session, round_)),
            issuer=scheme.scheme_value(session, "notice.issuer"),
            issued_on=round_.held_on,
            foot=foot(session),
        )
        content = build_elected(facts, fonts_of(desk))
        return keep(desk, deed, content, kind=wording.ELECTED, title=title)


def print_determination(desk: Desk, case_id: int) -> IssuedRow:
    """Print the decision of a tolerance case.

    Rule: TOL-06

    Raises:
        DeskError: `case.unknown`, `case.undecided`, or the refusal of the page.
    """
    with desk.acting(Action.PRINT_DETERMINATION, f"case:{case_id}") as deed:
        case = tolerance.find(deed.session, case_id)
        if case.state is not CaseState.DECIDED:
            raise DeskError("case.undecided", rule="TOL-06", person=case.person)
        title = wording.document_title(wording.DETERMINATION)
        content = build_determination(_determination(deed.session, case, title), fonts_of(desk))
        return keep(desk, deed, content, kind=wording.DETERMINATION, title=title)


def fonts_of(desk: Desk) -> Fonts:
    """Return the faces that this machine prints with."""
    return load_fonts(desk.machine.font_folders)


def foot(session: Session) -> str:
    """Return the foot line: the newest entry of the trail, before this action's own."""
    return wording.foot_line(trail.short(trail.newest(session)[1]))


def keep(desk: Desk, deed: Deed, content: bytes, *, kind: str, title: str) -> IssuedRow:
    """Keep a finished page in the caller's transaction."""
    pages = len(page_texts(content))
    one_line = "".join(title.splitlines())
    return issued.keep(desk, deed, content, kind=kind, title=one_line, pages=pages)


def _elected_entry(candidate: Candidate) -> ElectedEntry:
    words = fields_of(candidate)
    return ElectedEntry(candidate.name_key, words.get("post") or candidate.organisation)


def _report_facts(session: Session, round_: BallotRound, title: str) -> ReportFacts:
    outcome = counting.outcome_of(session, round_)
    if outcome is None or round_.present is None or round_.issued is None:
        raise BrokenInvariantError(f"round {round_.id} is closed without its figures")
    return ReportFacts(
        title=title,
        meeting=round_.meeting,
        held_on=round_.held_on,
        track=round_.track,
        due=round_.due,
        present=round_.present,
        printed=round_.printed,
        issued=round_.issued,
        left_over=counting.left_over(round_),
        spoiled=round_.spoiled,
        returned=round_.returned or 0,
        valid=outcome.valid,
        invalid=outcome.invalid,
        quorum=quorum_needed(round_.due),
        needed=majority_needed(round_.due if round_.base is Base.DUE else round_.present),
        places=round_.places,
        counts=tuple(_count_lines(outcome)),
        result=wording.result_sentences(_result(round_, outcome)),
        differences=counting.settled_count(session, round_.id),
        decisions=_decisions(session, round_),
        chief=round_.chief,
        scrutineers=rounds.officers(round_.scrutineers),
        tellers=rounds.officers(round_.tellers),
        foot=foot(session),
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


def _determination(session: Session, case: ToleranceCase, title: str) -> DeterminationFacts:
    if case.result is None or case.decided_on is None:
        raise BrokenInvariantError(f"case {case.id} is decided without a result")
    return DeterminationFacts(
        title=title,
        person=case.person,
        organisation=case.organisation,
        post=case.post,
        kind=case.kind,
        organ=case.organ,
        measure=case.measure,
        notice_on=case.notice_on,
        applicant=case.applicant,
        applied_on=case.applied_on,
        account=case.account,
        findings=tuple(PreconditionLine(f.number, f.finding, f.evidence) for f in case.findings),
        result=case.result,
        reason=case.reason,
        decided_by=scheme.scheme_value(session, "notice.issuer"),
        decided_on=case.decided_on,
        breach_reason=case.breach_reason,
        effect_until=case.effect_until,
        correction=case.correction,
        foot=foot(session),
        security=scheme.scheme_value(session, "security"),
    )
