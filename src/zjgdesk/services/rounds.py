"""Rounds of the committee ballot, from the definition to the papers taken back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from zjgdesk.digests import digest_of
from zjgdesk.errors import DeskError
from zjgdesk.models.candidates import Candidate, Organisation
from zjgdesk.models.rounds import BallotRound, KeyedPaper, RoundEntry, Settlement
from zjgdesk.rules.outcome import NextStep
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.roles import Action
from zjgdesk.rules.rounds import RoundFacts, RoundStep, check_officers, refusal, state_after
from zjgdesk.rules.stages import Work
from zjgdesk.rules.stroke_order import load_table, order_names
from zjgdesk.rules.vocabulary import Base, Purpose, RoundKind, RoundState, ShortlistKind, Track
from zjgdesk.services import candidates, scheme, stage_facts, stages
from zjgdesk.services.candidates import CandidateRow
from zjgdesk.services.desk import Desk
from zjgdesk.services.trail import canonical

FIRST, SECOND = 1, 2


@dataclass(frozen=True, slots=True)
class NewRound:
    """What a round is defined by; candidates stand on the paper in the order of the rules."""

    track: Track
    title: str
    meeting: str
    held_on: date
    places: int
    due: int
    base: Base
    candidate_ids: tuple[int, ...]
    chief: str
    scrutineers: tuple[str, ...]
    tellers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One line of the list of rounds."""

    id: int
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
            `round.other_track`, `round.numbers_impossible`, `round.not_shortlisted`, or what
            stands against the officers or the stage.
    """
    with desk.acting(Action.DEFINE_ROUND, "round", title=new.title, track=new.track) as deed:
        stages.need(desk, deed.session, new.track, Work.DEFINE_BALLOT)
        chosen = _chosen(deed.session, new)
        _refuse_unlisted(desk, deed.session, new.track, chosen)
        _refuse_bad_definition(new, chosen)
        round_ = BallotRound(
            track=new.track,
            kind=RoundKind.FIRST,
            state=RoundState.DEFINED,
            title=new.title.strip(),
            meeting=new.meeting.strip(),
            held_on=new.held_on,
            places=new.places,
            due=new.due,
            base=new.base,
            chief=new.chief.strip(),
            scrutineers=_join(new.scrutineers),
            tellers=_join(new.tellers),
            printed=0,
            spoiled=0,
            first_done=False,
            second_done=False,
        )
        deed.session.add(round_)
        add_entries(deed.session, round_, chosen)
        deed.session.flush()
        deed.subject = f"round:{round_.id}"
        deed.facts["candidates"] = len(chosen)
        return round_.id


def freeze_round(desk: Desk, round_id: int) -> str:
    """Seal the definition; return its digest.

    Raises:
        DeskError: `round.unknown`, or the refusal of the step.
    """
    with desk.acting(Action.FREEZE_ROUND, f"round:{round_id}") as deed:
        round_ = allowed(deed.session, round_id, RoundStep.FREEZE)
        round_.state = RoundState.FROZEN
        digest = digest_of(canonical(definition(round_)).encode())
        round_.definition_digest = digest
        deed.facts["digest"] = digest
        return digest


def open_round(desk: Desk, round_id: int, *, present: int, issued: int) -> None:
    """Record who is present and how many papers were handed out.

    Raises:
        DeskError: `round.unknown`, `round.negative`, or the refusal of the step.
    """
    with desk.acting(
        Action.OPEN_ROUND, f"round:{round_id}", present=present, issued=issued
    ) as deed:
        round_ = find(deed.session, round_id)
        refuse_negative(present, issued)
        facts = replace(facts_of(deed.session, round_), present=present, issued=issued)
        refuse_if(refusal(RoundStep.OPEN, facts))
        round_.present, round_.issued = present, issued
        round_.state = state_after(RoundStep.OPEN, facts)


def take_back(desk: Desk, round_id: int, *, returned: int, spoiled: int) -> None:
    """Record the papers taken out of the box and those spoiled before they were handed out.

    A round with more papers than were handed out is recorded as well: it can then only be void.

    Raises:
        DeskError: `round.unknown`, `round.negative`, or the refusal of the step.
    """
    with desk.acting(
        Action.TAKE_BACK, f"round:{round_id}", returned=returned, spoiled=spoiled
    ) as deed:
        round_ = find(deed.session, round_id)
        refuse_negative(returned, spoiled)
        facts = replace(facts_of(deed.session, round_), returned=returned, spoiled=spoiled)
        refuse_if(refusal(RoundStep.TAKE_BACK, facts))
        round_.returned, round_.spoiled = returned, spoiled
        round_.state = state_after(RoundStep.TAKE_BACK, facts)


def void_round(desk: Desk, round_id: int, *, reason: str) -> None:
    """Declare the round void; it stays on record. Keyed papers are erased.

    Raises:
        DeskError: `round.unknown`, `reason.missing`, or the refusal of the step.
    """
    with desk.acting(Action.VOID_ROUND, f"round:{round_id}") as deed:
        round_ = allowed(deed.session, round_id, RoundStep.VOID)
        round_.void_reason = candidates.need_reason(reason)
        round_.state = RoundState.VOID
        for paper in papers_of(deed.session, round_id):
            deed.session.delete(paper)
        deed.facts["reason"] = round_.void_reason


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
    open_differences = session.scalar(
        select(func.count()).where(Settlement.round_id == round_.id, Settlement.settled == "")
    )
    return RoundFacts(
        state=round_.state,
        candidates=len(round_.entries),
        places=round_.places,
        due=round_.due,
        present=round_.present,
        printed=round_.printed,
        issued=round_.issued,
        spoiled=round_.spoiled,
        returned=round_.returned,
        first_pass_done=round_.first_done,
        second_pass_done=round_.second_done,
        open_differences=open_differences or 0,
        first_teller=round_.first_teller,
        second_teller=round_.second_teller,
        next=NextStep(round_.next) if round_.next else None,
        has_successor=_has_successor(session, round_),
    )


def steps_of(
    session: Session, round_: BallotRound, actor: str
) -> Mapping[RoundStep, Refusal | None]:
    """Say of every step whether the round allows it now, and if not, why."""
    facts = facts_of(session, round_)
    return {step: refusal(step, facts, actor) for step in RoundStep}


def papers_of(session: Session, round_id: int, pass_no: int | None = None) -> list[KeyedPaper]:
    """Return the keyed papers of a round, or of one of its passes, by their stamped numbers."""
    query = select(KeyedPaper).where(KeyedPaper.round_id == round_id)
    if pass_no is not None:
        query = query.where(KeyedPaper.pass_no == pass_no)
    return list(session.scalars(query.order_by(KeyedPaper.paper_no)))


def definition(round_: BallotRound) -> dict[str, object]:
    """Return what the digest of a frozen round is taken of."""
    return {
        "track": round_.track,
        "kind": round_.kind,
        "title": round_.title,
        "meeting": round_.meeting,
        "held_on": round_.held_on,
        "places": round_.places,
        "due": round_.due,
        "base": round_.base,
        "entries": [[e.position, e.candidate_id, e.name, e.organisation] for e in round_.entries],
        "predecessor": round_.predecessor_id,
    }


def add_entries(session: Session, round_: BallotRound, chosen: list[Candidate]) -> None:
    """Put the candidates on the paper: cadres by surname strokes, units as the register has them.

    Rule: VOTE-11
    """
    round_.entries = [
        RoundEntry(position=n, candidate_id=c.id, name=c.name_key, organisation=c.organisation)
        for n, c in enumerate(in_order(session, round_.track, chosen), start=1)
    ]


def in_order(session: Session, track: Track, chosen: list[Candidate]) -> list[Candidate]:
    """Return cadres by surname strokes, units in the register's own order.

    Rule: VOTE-11
    """
    if track is Track.UNIT:
        positions = {o.name: o.position for o in session.scalars(select(Organisation))}
        return sorted(chosen, key=lambda c: (positions.get(c.organisation, len(positions)), c.id))
    waiting: dict[str, list[Candidate]] = {}
    for candidate in sorted(chosen, key=lambda c: c.id):
        waiting.setdefault(candidate.name_key, []).append(candidate)
    given = scheme.scheme_value(session, "order") == "given"
    names = order_names([c.name_key for c in chosen], load_table(), given=given)
    return [waiting[name].pop(0) for name in names]


def as_row(round_: BallotRound) -> RoundRow:
    """Detach a round from the database."""
    return RoundRow(
        round_.id,
        round_.track,
        round_.title,
        round_.meeting,
        round_.held_on,
        round_.kind,
        round_.state,
        round_.places,
        len(round_.entries),
        round_.predecessor_id,
    )


def officers(text: str) -> tuple[str, ...]:
    """Return the names kept in one column."""
    names: list[str] = json.loads(text)
    return tuple(names)


def _join(names: tuple[str, ...]) -> str:
    return json.dumps([name.strip() for name in names if name.strip()], ensure_ascii=False)


def _has_successor(session: Session, round_: BallotRound) -> bool:
    query = select(BallotRound.id).where(BallotRound.predecessor_id == round_.id)
    return session.scalars(query).first() is not None


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


def _refuse_bad_definition(new: NewRound, chosen: list[Candidate]) -> None:
    if not new.title.strip() or not new.meeting.strip():
        raise DeskError("round.untitled", rule="VOTE-16")
    if new.places < 1 or new.due < 1:
        raise DeskError("round.numbers_impossible", rule="VOTE-02", places=new.places, due=new.due)
    names = [c.name_key for c in chosen]
    for reason in check_officers(new.chief, new.scrutineers, new.tellers, names):
        reason.raise_()
    if not any(name.strip() for name in new.tellers):
        raise DeskError("round.no_tellers", rule="VOTE-15")


def refuse_negative(*numbers: int) -> None:
    """Refuse figures that cannot be counted."""
    if min(numbers) < 0:
        raise DeskError("round.negative", rule="VOTE-07")
