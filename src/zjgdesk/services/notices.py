"""Public notices: drafted from a closed round, published, objected to, confirmed."""

import json
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from zjgdesk.errors import DeskError
from zjgdesk.models.candidates import Candidate
from zjgdesk.models.notices import Notice, NoticeEntry, Objection
from zjgdesk.models.rounds import BallotRound
from zjgdesk.rules.outcome import NextStep
from zjgdesk.rules.roles import Action
from zjgdesk.rules.stages import Step, Work
from zjgdesk.rules.vocabulary import ObjectionEnd, Stage, Track
from zjgdesk.rules.workdays import months_after, notice_days
from zjgdesk.services import (
    candidates,
    counting,
    hand_order,
    list_order,
    rewards,
    round_facts,
    scheme,
    stage_facts,
    stages,
)
from zjgdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One notice; `state` is draft, running, ended or confirmed."""

    id: int
    track: Track
    title: str
    published_on: date
    last_day: date
    state: str
    days_left: int
    names: int
    objections_open: int
    supplement: bool = False


@dataclass(frozen=True, slots=True)
class NoticeEntryRow:
    """One of those on the notice; `state` is stands, reminded, taken_off or held_back."""

    candidate_id: int
    name: str
    organisation: str
    state: str


@dataclass(frozen=True, slots=True)
class ObjectionRow:
    """One objection and its end, once it has one."""

    id: int
    candidate_id: int
    name: str
    received_on: date
    signed: bool
    text: str
    end: ObjectionEnd | None
    answer: str
    held_until: date | None = None


@dataclass(frozen=True, slots=True)
class NoticeDetail:
    """A notice's page."""

    row: NoticeRow
    entries: tuple[NoticeEntryRow, ...]
    days: tuple[date, ...]
    objections: tuple[ObjectionRow, ...]


STATES = {
    ObjectionEnd.UNFOUNDED: "stands",
    ObjectionEnd.MINOR: "reminded",
    ObjectionEnd.SERIOUS: "taken_off",
    ObjectionEnd.HELD_BACK: "held_back",
}


def list_notices(desk: Desk) -> list[NoticeRow]:
    """Return all notices, newest first."""
    with desk.reading() as session:
        query = select(Notice).order_by(Notice.id.desc())
        return [_row(desk, session, notice) for notice in session.scalars(query)]


def draft_notice(desk: Desk, round_id: int, *, title: str, published_on: date) -> int:
    """Draft the notice of those whom a round and its predecessors elected.

    A track that stands at its ballot ends it with this act.

    Raises:
        DeskError: `round.unknown`, `notice.round_open`, `notice.nobody`, `notice.exists`,
            `notice.untitled`, `notice.before_decision`, `calendar.year_unknown`.
    """
    with desk.acting(Action.DRAFT_NOTICE, f"round:{round_id}", published_on=published_on) as deed:
        session = deed.session
        round_ = round_facts.find(session, round_id)
        _refuse_early_notice(session, round_, title, published_on)
        if stage_facts.stage_of(session, round_.track) is Stage.BALLOT:
            stages.take(desk, deed, round_.track, Step.CLOSE_BALLOT)
        stages.need(desk, session, round_.track, Work.NOTIFY)
        days = notice_days(
            published_on,
            int(scheme.scheme_value(session, "notice.days")),
            scheme.work_calendar(session),
            counts_first_day=scheme.scheme_value(session, "notice.first_day_counts") == "yes",
        )
        elected = elected_of_chain(session, round_)
        if not elected:
            raise DeskError("notice.nobody", rule="NOTICE-01", title=round_.title)
        notice = Notice(
            round_id=round_id,
            track=round_.track,
            title=title.strip(),
            published_on=published_on,
            days=json.dumps([day.isoformat() for day in days]),
            published=False,
        )
        notice.entries = [
            NoticeEntry(position=n, candidate_id=c.id, name=c.name_key)
            for n, c in enumerate(list_order.in_order(session, round_.track, elected), start=1)
        ]
        session.add(notice)
        session.flush()
        hand_order.inherit(session, first_of(session, round_), notice)
        deed.subject = f"notice:{notice.id}"
        deed.facts.update(last_day=days[-1], names=len(elected))
        return notice.id


def read_notice(desk: Desk, notice_id: int) -> NoticeDetail:
    """Return a notice's page.

    Raises:
        DeskError: `notice.unknown`.
    """
    with desk.reading() as session:
        notice = find(session, notice_id)
        query = select(Objection).where(Objection.notice_id == notice_id).order_by(Objection.id)
        objections = list(session.scalars(query))
        names = {entry.candidate_id: entry.name for entry in notice.entries}
        return NoticeDetail(
            row=_row(desk, session, notice),
            entries=tuple(_entry_row(session, entry, objections) for entry in notice.entries),
            days=days_of(notice),
            objections=tuple(
                ObjectionRow(
                    o.id,
                    o.candidate_id,
                    names.get(o.candidate_id, ""),
                    o.received_on,
                    o.signed,
                    o.text,
                    o.end,
                    o.answer,
                    o.held_until,
                )
                for o in objections
            ),
        )


def record_objection(
    desk: Desk,
    notice_id: int,
    candidate_id: int,
    *,
    received_on: date,
    signed: bool,
    text: str,
) -> int:
    """Record what was reported, signed or not.

    Raises:
        DeskError: `notice.unknown`, `notice.unpublished`, `notice.not_on_it`,
            `notice.objection_early`, `notice.objection_empty`.
    """
    with desk.acting(Action.RECORD_OBJECTION, f"notice:{notice_id}", signed=signed) as deed:
        notice = find(deed.session, notice_id)
        if not notice.published:
            raise DeskError("notice.unpublished", rule="NOTICE-05", title=notice.title)
        if candidate_id not in {entry.candidate_id for entry in notice.entries}:
            raise DeskError("notice.not_on_it", rule="NOTICE-05", title=notice.title)
        if received_on < notice.published_on:
            raise DeskError(
                "notice.objection_early", rule="NOTICE-05", published=notice.published_on
            )
        if not text.strip():
            raise DeskError("notice.objection_empty", rule="NOTICE-05")
        objection = Objection(
            notice_id=notice_id,
            candidate_id=candidate_id,
            received_on=received_on,
            signed=signed,
            text=text.strip(),
            answer="",
        )
        deed.session.add(objection)
        deed.session.flush()
        deed.facts.update(objection=objection.id, candidate=candidate_id)
        return objection.id


def settle_objection(desk: Desk, objection_id: int, *, end: ObjectionEnd, answer: str) -> None:
    """Bring an objection to one of its four ends; a signed one needs its answer.

    Rule: NOTICE-05

    Raises:
        DeskError: `notice.objection_unknown`, `notice.objection_settled`,
            `notice.answer_missing`, `notice.held_too_long`.
    """
    with desk.acting(Action.SETTLE_OBJECTION, f"objection:{objection_id}", end=end) as deed:
        objection = deed.session.get(Objection, objection_id)
        if objection is None:
            raise DeskError("notice.objection_unknown", id=objection_id)
        if objection.end not in {None, ObjectionEnd.HELD_BACK}:
            raise DeskError("notice.objection_settled", rule="NOTICE-05")
        if not answer.strip():
            raise DeskError("notice.answer_missing", rule="NOTICE-05")
        if end is ObjectionEnd.HELD_BACK:
            objection.held_until = _held_until(deed.session, objection, desk.today())
        objection.end, objection.answer = end, answer.strip()
        deed.session.flush()
        notice = find(deed.session, objection.notice_id)
        if notice.confirmed_on is not None:
            deed.facts["honoured"] = rewards.honour(deed.session, desk.year, notice)


def confirm_list(desk: Desk, notice_id: int) -> None:
    """Confirm those who stand, once the notice has run and every objection has its end.

    Who is held back is not on the list yet; the end of the objection brings them onto it or off.

    Raises:
        DeskError: `notice.unknown`, `notice.unpublished`, `notice.confirmed`, `notice.running`,
            `notice.objections_open`.
    """
    with desk.acting(Action.CONFIRM_LIST, f"notice:{notice_id}") as deed:
        notice = find(deed.session, notice_id)
        if not notice.published:
            raise DeskError("notice.unpublished", rule="NOTICE-01", title=notice.title)
        if notice.confirmed_on is not None:
            raise DeskError("notice.confirmed", rule="NOTICE-01", title=notice.title)
        last = days_of(notice)[-1]
        if desk.today() <= last:
            raise DeskError("notice.running", rule="NOTICE-01", last=last)
        open_ = _open_objections(deed.session, notice_id)
        if open_:
            raise DeskError("notice.objections_open", rule="NOTICE-05", count=open_)
        notice.confirmed_on = desk.today()
        deed.session.flush()
        if stage_facts.stage_of(deed.session, notice.track) is Stage.NOTICE:
            stages.take(desk, deed, notice.track, Step.CONFIRM)
        deed.facts["honoured"] = rewards.honour(deed.session, desk.year, notice)


def _held_until(session: Session, objection: Objection, today: date) -> date:
    """Return the last day of holding back; a second holding back does not begin anew."""
    most = int(scheme.scheme_value(session, "notice.held_months"))
    last = objection.held_until or months_after(today, most)
    if today > last:
        raise DeskError("notice.held_too_long", rule="NOTICE-05", last=last, months=most)
    return last


def find(session: Session, notice_id: int) -> Notice:
    """Return the notice, or refuse."""
    notice = session.get(Notice, notice_id)
    if notice is None:
        raise DeskError("notice.unknown", id=notice_id)
    return notice


def days_of(notice: Notice) -> tuple[date, ...]:
    """Return the working days of a notice, first to last."""
    days: list[str] = json.loads(notice.days)
    return tuple(date.fromisoformat(day) for day in days)


def elected_of_chain(session: Session, round_: BallotRound) -> list[Candidate]:
    """Return all whom this round and the rounds before it elected, as they stood on the first.

    What is decided keeps the order in which it was decided. Rule: VOTE-17, ORDER-03
    """
    ids: list[int] = []
    current: BallotRound | None = round_
    while current is not None:
        outcome = counting.outcome_of(session, current)
        ids += outcome.elected_ids if outcome else ()
        before = current.predecessor_id
        current = session.get(BallotRound, before) if before is not None else None
    first = first_of(session, round_)
    places = {entry.candidate_id: entry.position for entry in first.entries}
    return [session.get_one(Candidate, each) for each in sorted(ids, key=places.__getitem__)]


def first_of(session: Session, round_: BallotRound) -> BallotRound:
    """Return the round that a chain began with."""
    while round_.predecessor_id is not None:
        round_ = session.get_one(BallotRound, round_.predecessor_id)
    return round_


def _refuse_early_notice(
    session: Session, round_: BallotRound, title: str, published_on: date
) -> None:
    outcome = counting.outcome_of(session, round_)
    if outcome is None:
        raise DeskError("notice.round_open", rule="NOTICE-01", title=round_.title)
    if outcome.next is not NextStep.DONE:
        raise DeskError("notice.round_unfinished", rule="VOTE-13", title=round_.title)
    if not title.strip():
        raise DeskError("notice.untitled", rule="NOTICE-04")
    if published_on < round_.meeting.held_on:
        raise DeskError("notice.before_decision", rule="NOTICE-01", held_on=round_.meeting.held_on)
    query = select(Notice).where(Notice.round_id == round_.id, Notice.supplements_id.is_(None))
    if session.scalars(query).first() is not None:
        raise DeskError("notice.exists", rule="NOTICE-01", title=round_.title)


def _row(desk: Desk, session: Session, notice: Notice) -> NoticeRow:
    days = days_of(notice)
    today = desk.today()
    left = sum(day >= today for day in days)
    state = "draft"
    if notice.confirmed_on is not None:
        state = "confirmed"
    elif notice.published:
        state = "running" if today <= days[-1] else "ended"
    return NoticeRow(
        notice.id,
        notice.track,
        notice.title,
        notice.published_on,
        days[-1],
        state,
        left,
        len(notice.entries),
        _open_objections(session, notice.id),
        supplement=notice.supplements_id is not None,
    )


def _entry_row(
    session: Session, entry: NoticeEntry, objections: list[Objection]
) -> NoticeEntryRow:
    candidate = candidates.find(session, entry.candidate_id)
    ends = [o.end for o in objections if o.candidate_id == entry.candidate_id and o.end]
    worst = max((list(STATES).index(end) for end in ends), default=0)
    state = "taken_off" if entry.taken_off_reason else list(STATES.values())[worst]
    return NoticeEntryRow(entry.candidate_id, entry.name, candidate.organisation, state)


def _open_objections(session: Session, notice_id: int) -> int:
    query = select(func.count()).where(Objection.notice_id == notice_id, Objection.end.is_(None))
    return session.scalar(query) or 0
