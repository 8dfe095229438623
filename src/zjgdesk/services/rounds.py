"""Rounds of the committee ballot: defined, frozen, void."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from zjgdesk.digests import digest_of
from zjgdesk.documents.ballot_facts import KIND
from zjgdesk.errors import DeskError
from zjgdesk.models.candidates import Candidate
from zjgdesk.models.rounds import (
    BallotRound,
    HandLine,
    KeyedPaper,
    Meeting,
    RoundEntry,
    Settlement,
    TestPaper,
)
from zjgdesk.rules.again import may_stand_again
from zjgdesk.rules.ballots import Paper
from zjgdesk.rules.outcome import Ballot, Outcome, decide
from zjgdesk.rules.roles import Action
from zjgdesk.rules.rounds import ENDED, RoundStep, refusal
from zjgdesk.rules.stages import Work
from zjgdesk.rules.vocabulary import (
    BallotTint,
    Base,
    Purpose,
    RoundKind,
    RoundState,
    ShortlistKind,
    Track,
)
from zjgdesk.services import (
    ballot_sheet,
    candidates,
    hand_order,
    list_order,
    meetings,
    office_texts,
    round_facts,
    round_papers,
    scheme,
    stage_facts,
    stages,
)
from zjgdesk.services.candidates import CandidateRow
from zjgdesk.services.desk import Desk
from zjgdesk.services.round_facts import allowed
from zjgdesk.services.trail import canonical


@dataclass(frozen=True, slots=True)
class NewRound:
    """What a round is defined by; candidates stand on the paper in the order of the rules."""

    track: Track
    title: str
    meeting_id: int
    places: int
    base: Base
    candidate_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One line of the list of rounds."""

    id: int
    meeting_id: int
    track: Track
    title: str
    meeting: str
    held_on: date
    kind: RoundKind
    state: RoundState
    places: int
    candidates: int
    predecessor_id: int | None


def list_rounds(desk: Desk) -> list[RoundRow]:
    """Return all rounds, newest first."""
    with desk.reading() as session:
        query = select(BallotRound).order_by(BallotRound.id.desc())
        return [as_row(round_) for round_ in session.scalars(query)]


def list_standing(desk: Desk, track: Track) -> list[CandidateRow]:
    """Return whom a new round may vote on: those of the second shortlist who were not withdrawn.

    Rule: SCHEME-05
    """
    with desk.reading() as session:
        rows = {row.id: row for row in candidates.rows_of(session, desk.today(), track)}
        return [rows[candidate_id] for candidate_id in _listed(session, track)]


def define_round(desk: Desk, new: NewRound) -> int:
    """Lay down who stands, for how many places, before how many members.

    Raises:
        DeskError: `round.untitled`, `round.candidate_twice`, `round.candidate_withdrawn`,
            `round.other_track`, `round.numbers_impossible`, `round.not_shortlisted`, what stands
            against the officers or the stage, or against standing again (VOTE-20).
    """
    with desk.acting(Action.DEFINE_ROUND, "round", title=new.title, track=new.track) as deed:
        session = deed.session
        stages.need(desk, session, new.track, Work.DEFINE_BALLOT)
        meeting = meetings.find(session, new.meeting_id)
        chosen = _chosen(session, new)
        _refuse_unlisted(desk, session, new.track, chosen)
        _refuse_bad_definition(new, meeting, chosen)
        refuse_again(session, meeting.id, chosen)
        round_ = blank_round(session, new.track, meeting)
        round_.title, round_.places, round_.base = new.title.strip(), new.places, new.base
        session.add(round_)
        add_entries(session, round_, chosen)
        session.flush()
        deed.subject = f"round:{round_.id}"
        deed.facts["candidates"] = len(chosen)
        return round_.id


def freeze_round(desk: Desk, round_id: int) -> str:
    """Seal the definition, with the text and the tint of the paper; return its digest.

    Raises:
        DeskError: `round.unknown`, the refusal of the step, `order.stale`, or that of a paper on
            which the text has no room.
    """
    with desk.acting(Action.FREEZE_ROUND, f"round:{round_id}") as deed:
        round_ = round_facts.find(deed.session, round_id)
        if round_.state is RoundState.DEFINED:
            for name, value in _settings(deed.session).items():
                if name != "surplus" or round_.kind is RoundKind.FIRST:
                    setattr(round_, name, value)
        facts = round_facts.facts_of(deed.session, round_)
        round_facts.refuse_if(refusal(RoundStep.FREEZE, facts))
        hand_order.seal(deed.session, round_)
        round_.ballot_text = office_texts.effective_text(deed.session, KIND)
        ballot_sheet.try_out(desk, round_)
        round_.state = RoundState.FROZEN
        digest = digest_of(canonical(definition(round_)).encode())
        round_.definition_digest = digest
        deed.facts["digest"] = digest
        return digest


def void_round(desk: Desk, round_id: int, *, reason: str) -> None:
    """Declare the round void; it stays on record. Keyed papers leave no trace in the file.

    Raises:
        DeskError: `round.unknown`, `reason.missing`, or the refusal of the step.
    """
    with desk.acting(Action.VOID_ROUND, f"round:{round_id}") as deed:
        round_ = allowed(deed.session, round_id, RoundStep.VOID)
        round_.void_reason = candidates.need_reason(reason)
        round_.state = RoundState.VOID
        round_.first_last = round_.second_last = None
        round_papers.wipe_later(deed.session)
        for table in (KeyedPaper, TestPaper, HandLine):
            deed.session.execute(delete(table).where(table.round_id == round_id))
        deed.session.execute(
            update(Settlement).where(Settlement.round_id == round_id).values(paper_no=None)
        )
        deed.facts["reason"] = round_.void_reason
    round_papers.rewrite(round_papers.engine_of(desk))


def definition(round_: BallotRound) -> dict[str, object]:
    """Return what the digest of a frozen round is taken of.

    Rounds of earlier releases have no text of their own, and keep their digest.
    """
    told: dict[str, object] = {
        "track": round_.track,
        "kind": round_.kind,
        "title": round_.title,
        "meeting": round_.meeting.title,
        "held_on": round_.meeting.held_on,
        "places": round_.places,
        "due": round_.meeting.due,
        "base": round_.base,
        "surplus": round_.surplus,
        "least": round_.least,
        "recused_vote": round_.recused_vote,
        "hand_count": round_.hand_count_wanted,
        "entries": [[e.position, e.candidate_id, e.name, e.organisation] for e in round_.entries],
        "predecessor": round_.predecessor_id,
    }
    if round_.carried is not None:  # it is sealed with the numbers of where it comes from
        told["predecessor"] = round_.carried.origin_predecessor
    if round_.ballot_text:
        told |= {"ballot_text": round_.ballot_text, "ballot_tint": round_.ballot_tint}
    return told


def add_entries(session: Session, round_: BallotRound, chosen: list[Candidate]) -> None:
    """Put the candidates on the paper: cadres by surname strokes, units as the register has them.

    Rule: VOTE-11
    """
    round_.entries = [
        RoundEntry(position=n, candidate_id=c.id, name=c.name_key, organisation=c.organisation)
        for n, c in enumerate(list_order.in_order(session, round_.track, chosen), start=1)
    ]


def as_row(round_: BallotRound) -> RoundRow:
    """Detach a round from the database."""
    return RoundRow(
        round_.id,
        round_.meeting_id,
        round_.track,
        round_.title,
        round_.meeting.title,
        round_.meeting.held_on,
        round_.kind,
        round_.state,
        round_.places,
        len(round_.entries),
        round_.predecessor_id,
    )


def blank_round(session: Session, track: Track, meeting: Meeting) -> BallotRound:
    """Return a round of a sitting with what the scheme sets for it, not yet kept."""
    settings = _settings(session)
    return BallotRound(
        **settings,
        meeting=meeting,
        track=track,
        kind=RoundKind.FIRST,
        state=RoundState.DEFINED,
        printed=0,
        spoiled=0,
        first_done=False,
        second_done=False,
        first_corrected=0,
        second_corrected=0,
        hand_explained="",
        ballot_text="",
    )


def _settings(session: Session) -> dict[str, int | bool | BallotTint]:
    """Return what the scheme sets for a round now; once frozen it holds. Rule: SCHEME-09."""
    return {
        "surplus": int(scheme.scheme_value(session, "surplus")),
        "least": int(scheme.scheme_value(session, "ballot.least")),
        "recused_vote": scheme.scheme_value(session, "ballot.recused") == "vote",
        "hand_count_wanted": scheme.scheme_value(session, "ballot.hand_count") == "yes",
        "ballot_tint": BallotTint(scheme.scheme_value(session, "ballot.tint")),
    }


def refuse_again(session: Session, meeting_id: int, chosen: list[Candidate]) -> None:
    """Refuse those who were not elected at this sitting, or at two others, where that is set.

    Rule: VOTE-20
    """
    if scheme.scheme_value(session, "ballot.again") == "free":
        return
    query = (
        select(RoundEntry.candidate_id, BallotRound.meeting_id, BallotRound.id)
        .join(BallotRound)
        .where(BallotRound.state.in_(ENDED))
    )
    failed: dict[int, set[int]] = {}
    for candidate_id, meeting, round_id in session.execute(query):
        if candidate_id not in undecided_or_elected(session, round_id):
            failed.setdefault(candidate_id, set()).add(meeting)
    for candidate in chosen:
        at = failed.get(candidate.id, set())
        if reason := may_stand_again(at, meeting_id, candidate.name):
            reason.raise_()


def undecided_or_elected(session: Session, round_id: int) -> frozenset[int]:
    """Return whom a counted round did not reject: the elected, and those tied for what is left."""
    round_ = session.get_one(BallotRound, round_id)
    outcome = count_of(round_, round_papers.closed_papers(session, round_id))
    ids = [entry.candidate_id for entry in round_.entries]
    return frozenset(ids[at] for at in (*outcome.elected, *outcome.tied))


def count_of(round_: BallotRound, papers: list[Paper]) -> Outcome:
    """Judge and count papers by the rules of the ballot."""
    ballot = Ballot(
        due=round_.meeting.due,
        present=round_.present or 0,
        issued=round_.issued or 0,
        returned=round_.returned or 0,
        candidates=len(round_.entries),
        places=round_.places,
        base=round_.base,
    )
    return decide(ballot, papers)


def _chosen(session: Session, new: NewRound) -> list[Candidate]:
    if len(set(new.candidate_ids)) < len(new.candidate_ids):
        raise DeskError("round.candidate_twice", rule="VOTE-10")
    chosen = []
    for candidate_id in new.candidate_ids:
        candidate = candidates.find(session, candidate_id)
        if candidate.track is not new.track:
            raise DeskError("round.other_track", rule="SCHEME-01", name=candidate.name)
        if candidate.withdrawn_reason is not None:
            raise DeskError("round.candidate_withdrawn", rule="SCHEME-05", name=candidate.name)
        chosen.append(candidate)
    return chosen


def _listed(session: Session, track: Track) -> list[int]:
    second = stage_facts.decided_list(session, track, ShortlistKind.SECOND)
    return stage_facts.chosen_ids(session, second) if second else []


def _refuse_unlisted(desk: Desk, session: Session, track: Track, chosen: list[Candidate]) -> None:
    """Only the second shortlist is voted on; a counting workspace got its list by package."""
    listed = set(_listed(session, track))
    for candidate in chosen:
        if desk.purpose is not Purpose.COUNTING and candidate.id not in listed:
            raise DeskError("round.not_shortlisted", rule="SCHEME-05", name=candidate.name)


def _refuse_bad_definition(new: NewRound, meeting: Meeting, chosen: list[Candidate]) -> None:
    if not new.title.strip():
        raise DeskError("round.untitled", rule="VOTE-16")
    if new.places < 1:
        raise DeskError("round.numbers_impossible", rule="SCHEME-06", places=new.places)
    names = [candidate.name_key for candidate in chosen]
    meetings.refuse_officers(meetings.officers_of(meeting), names)
