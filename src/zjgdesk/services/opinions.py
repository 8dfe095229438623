"""Opinions of the three groups and the clearance by the four organs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from zjgdesk.errors import DeskError
from zjgdesk.models.candidates import Candidate, Clearance, Opinion, OpinionRequest
from zjgdesk.rules.names import compact
from zjgdesk.rules.roles import Action
from zjgdesk.rules.stages import Work
from zjgdesk.rules.vocabulary import (
    ClearanceAnswer,
    ClearanceOrgan,
    OpinionAnswer,
    OpinionGroup,
    Track,
)
from zjgdesk.services import candidates, list_order, stages
from zjgdesk.services.candidates import CandidateRow
from zjgdesk.services.desk import Deed, Desk


@dataclass(frozen=True, slots=True)
class NewRequests:
    """Several addressees of one group to be asked about one track, in one round."""

    group: OpinionGroup
    track: Track
    addressees: Sequence[str]
    sent_on: date
    due_on: date
    round_no: int = 1


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One addressee who was asked; `days_left` is below zero when the answer is late."""

    id: int
    group: OpinionGroup
    track: Track
    addressee: str
    sent_on: date
    due_on: date
    answered: int
    expected: int
    days_left: int
    round_no: int
    reminded_on: date | None


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One line of the answer grid of a request."""

    candidate_id: int
    candidate: str
    organisation: str
    answer: OpinionAnswer | None
    text: str


@dataclass(frozen=True, slots=True)
class OpinionSummary:
    """How far the consultation of a track has come."""

    requests: int
    answered: int
    clearance_missing: int
    rows: tuple[CandidateRow, ...]


def send_requests(desk: Desk, new: NewRequests) -> int:
    """Ask several addressees at once; return how many were asked anew.

    In a later round somebody may be asked again; the newest answer counts.

    Raises:
        DeskError: `opinion.no_addressee`, `opinion.due_before_sent`, `opinion.no_candidates`,
            `opinion.round_unknown`, or what the stage refuses.
    """
    names = list(dict.fromkeys(name.strip() for name in new.addressees if name.strip()))
    with desk.acting(
        Action.SEND_REQUESTS, f"track:{new.track}", group=new.group, due=new.due_on
    ) as deed:
        _refuse_requests(deed.session, new, names)
        stages.need(desk, deed.session, new.track, Work.CONSULT)
        asked = set(
            deed.session.scalars(
                select(OpinionRequest.addressee).where(
                    OpinionRequest.group == new.group,
                    OpinionRequest.track == new.track,
                    OpinionRequest.round_no == new.round_no,
                )
            )
        )
        fresh = [name for name in names if name not in asked]
        deed.session.add_all(
            OpinionRequest(
                group=new.group,
                track=new.track,
                addressee=name,
                round_no=new.round_no,
                sent_on=new.sent_on,
                due_on=new.due_on,
            )
            for name in fresh
        )
        deed.facts.update(addressees=fresh, round=new.round_no)
        return len(fresh)


def list_requests(desk: Desk) -> list[RequestRow]:
    """Return who was asked and who has answered so far."""
    answered = select(Opinion.request_id, func.count()).group_by(Opinion.request_id)
    with desk.reading() as session:
        counts = dict(session.execute(answered).all())
        expected = {track: _expected(session, track) for track in Track}
        return [
            RequestRow(
                r.id,
                r.group,
                r.track,
                r.addressee,
                r.sent_on,
                r.due_on,
                counts.get(r.id, 0),
                expected[r.track],
                (r.due_on - desk.today()).days,
                r.round_no,
                r.reminded_on,
            )
            for r in session.scalars(select(OpinionRequest).order_by(OpinionRequest.id))
        ]


def read_answers(desk: Desk, request_id: int) -> list[AnswerRow]:
    """Return the grid of one request: every candidate on the list, as the reply form has them.

    Rule: VOTE-11
    """
    with desk.reading() as session:
        request = find_request(session, request_id)
        listed = list(session.scalars(_on_list(request.track)))
        query = select(Opinion).where(Opinion.request_id == request_id)
        said = {opinion.candidate_id: opinion for opinion in session.scalars(query)}
        return [
            AnswerRow(
                c.id,
                c.name,
                c.organisation,
                said[c.id].answer if c.id in said else None,
                said[c.id].text if c.id in said else "",
            )
            for c in list_order.in_order(session, request.track, listed)
        ]


def record_opinion(
    desk: Desk, request_id: int, candidate_id: int, answer: OpinionAnswer, *, text: str = ""
) -> None:
    """Record what an addressee says of a candidate; a later answer takes the earlier's place.

    Raises:
        DeskError: `opinion.request_unknown`, `candidate.unknown`, `opinion.other_track`,
            `opinion.text_missing`.
    """
    with desk.acting(
        Action.RECORD_OPINION, f"request:{request_id}", candidate=candidate_id, answer=answer
    ) as deed:
        request = find_request(deed.session, request_id)
        candidate = candidates.find(deed.session, candidate_id)
        if candidate.track is not request.track:
            raise DeskError("opinion.other_track", rule="OPINION-01", name=candidate.name)
        stages.need(desk, deed.session, request.track, Work.CONSULT)
        put_opinion(desk, deed, request, candidate_id, (answer, text))


def record_clearance(
    desk: Desk,
    candidate_id: int,
    organ: ClearanceOrgan,
    answer: ClearanceAnswer,
    *,
    text: str = "",
) -> None:
    """Record what an organ answers; a later answer takes the earlier's place.

    Raises:
        DeskError: `candidate.unknown`.
    """
    with desk.acting(
        Action.RECORD_CLEARANCE, f"candidate:{candidate_id}", organ=organ, answer=answer
    ) as deed:
        candidate = candidates.find(deed.session, candidate_id)
        stages.need(desk, deed.session, candidate.track, Work.CONSULT)
        put_clearance(desk, deed, candidate_id, organ, (answer, text))


def answer_counts(desk: Desk) -> dict[tuple[OpinionGroup, OpinionAnswer], int]:
    """Return how each group answered over all its requests."""
    query = (
        select(OpinionRequest.group, Opinion.answer, func.count())
        .join(OpinionRequest, OpinionRequest.id == Opinion.request_id)
        .group_by(OpinionRequest.group, Opinion.answer)
    )
    with desk.reading() as session:
        return {(group, answer): count for group, answer, count in session.execute(query)}


def record_opinions(
    desk: Desk, request_id: int, answers: Mapping[int, tuple[OpinionAnswer, str]]
) -> None:
    """Record what an addressee says of several candidates: all of it, in one entry, or nothing.

    Raises:
        DeskError: `opinion.request_unknown`, `candidate.unknown`, `opinion.other_track`,
            `opinion.text_missing`, or what the stage refuses.
    """
    with desk.acting(
        Action.RECORD_OPINION, f"request:{request_id}", answers=_told(answers)
    ) as deed:
        request = find_request(deed.session, request_id)
        stages.need(desk, deed.session, request.track, Work.CONSULT)
        for candidate_id, said in answers.items():
            candidate = candidates.find(deed.session, candidate_id)
            if candidate.track is not request.track:
                raise DeskError("opinion.other_track", rule="OPINION-01", name=candidate.name)
            put_opinion(desk, deed, request, candidate_id, said)


def record_clearances(
    desk: Desk, answers: Mapping[tuple[int, ClearanceOrgan], tuple[ClearanceAnswer, str]]
) -> None:
    """Record what organs answer on several candidates: all of it, in one entry, or nothing.

    Raises:
        DeskError: `candidate.unknown`, or what the stage refuses.
    """
    told = {f"{candidate_id}:{organ}": said for (candidate_id, organ), said in answers.items()}
    with desk.acting(Action.RECORD_CLEARANCE, "clearance", answers=_told(told)) as deed:
        allowed: set[Track] = set()
        for (candidate_id, organ), said in answers.items():
            track = candidates.find(deed.session, candidate_id).track
            if track not in allowed:
                stages.need(desk, deed.session, track, Work.CONSULT)
                allowed.add(track)
            put_clearance(desk, deed, candidate_id, organ, said)


def opinion_summary(desk: Desk, track: Track) -> OpinionSummary:
    """Return what a track's consultation and clearance have brought, as the forms have them.

    Rule: VOTE-11
    """
    requests = [row for row in list_requests(desk) if row.track is track]
    found = {r.id: r for r in candidates.list_candidates(desk, track) if r.state == "nominated"}
    with desk.reading() as session:
        rows = [found[each] for each in list_order.ids_in_order(session, track, found)]
    missing = sum(answer is None for row in rows for answer in row.clearance.values())
    answered = sum(row.answered >= row.expected > 0 for row in requests)
    return OpinionSummary(len(requests), answered, missing, tuple(rows))


def put_opinion(
    desk: Desk,
    deed: Deed,
    request: OpinionRequest,
    candidate_id: int,
    said: tuple[OpinionAnswer, str],
) -> None:
    """Keep one answer in the caller's transaction; doubts and refusals need their text."""
    answer, text = said[0], said[1].strip()
    if answer is not OpinionAnswer.YES and not text:
        name = candidates.find(deed.session, candidate_id).name
        raise DeskError("opinion.text_missing", rule="OPINION-01", name=name, answer=answer)
    query = select(Opinion).where(
        Opinion.request_id == request.id, Opinion.candidate_id == candidate_id
    )
    opinion = deed.session.scalars(query).first()
    if opinion is None:
        opinion = Opinion(request_id=request.id, candidate_id=candidate_id)
        deed.session.add(opinion)
        remember(deed, str(candidate_id), None)
    else:
        remember(deed, str(candidate_id), [opinion.answer, opinion.text])
    opinion.answer, opinion.text = answer, text
    opinion.at, opinion.actor = deed.at, desk.actor.name


def put_clearance(
    desk: Desk,
    deed: Deed,
    candidate_id: int,
    organ: ClearanceOrgan,
    said: tuple[ClearanceAnswer, str],
) -> None:
    """Keep one organ's answer in the caller's transaction."""
    query = select(Clearance).where(
        Clearance.candidate_id == candidate_id, Clearance.organ == organ
    )
    clearance = deed.session.scalars(query).first()
    if clearance is None:
        clearance = Clearance(candidate_id=candidate_id, organ=organ)
        deed.session.add(clearance)
        remember(deed, f"{candidate_id}:{organ}", None)
    else:
        remember(deed, f"{candidate_id}:{organ}", [clearance.answer, clearance.text])
    clearance.answer, clearance.text = said[0], said[1].strip()
    clearance.at, clearance.actor = deed.at, desk.actor.name


def remember(deed: Deed, key: str, before: object) -> None:
    """Let the trail know what stood there before; an undoing puts it back."""
    kept = deed.facts.setdefault("before", {})
    if isinstance(kept, dict):
        kept[key] = before


def _told(
    answers: Mapping[int, tuple[Any, str]] | Mapping[str, tuple[Any, str]],
) -> dict[str, Any]:
    """What the trail tells of several answers at once."""
    return {str(key): said[0] for key, said in answers.items()}


def find_request(session: Session, request_id: int) -> OpinionRequest:
    """Return the request, or refuse."""
    request = session.get(OpinionRequest, request_id)
    if request is None:
        raise DeskError("opinion.request_unknown", id=request_id)
    return request


def by_name(session: Session, name: str, track: Track | None = None) -> list[Candidate]:
    """Return the candidates on the list who bear the name, blanks aside."""
    query = select(Candidate).where(
        Candidate.name_key == compact(name), Candidate.withdrawn_reason.is_(None)
    )
    if track is not None:
        query = query.where(Candidate.track == track)
    return list(session.scalars(query))


def _on_list(track: Track) -> Select[Candidate]:
    return (
        select(Candidate)
        .where(Candidate.track == track, Candidate.withdrawn_reason.is_(None))
        .order_by(Candidate.id)
    )


def _refuse_requests(session: Session, new: NewRequests, names: Sequence[str]) -> None:
    if not names:
        raise DeskError("opinion.no_addressee", rule="OPINION-01")
    if new.due_on < new.sent_on:
        raise DeskError(
            "opinion.due_before_sent", rule="OPINION-01", sent=new.sent_on, due=new.due_on
        )
    if not _expected(session, new.track):
        raise DeskError("opinion.no_candidates", rule="SCHEME-05")
    query = select(func.max(OpinionRequest.round_no)).where(
        OpinionRequest.group == new.group, OpinionRequest.track == new.track
    )
    most = (session.scalar(query) or 0) + 1
    if not 1 <= new.round_no <= most:
        raise DeskError("opinion.round_unknown", rule="OPINION-01", round=new.round_no, most=most)


def _expected(session: Session, track: Track) -> int:
    return session.scalar(select(func.count()).select_from(_on_list(track).subquery())) or 0
