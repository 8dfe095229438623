"""The papers of the year before the ballot: letters, reminders, lists, coupon, booklet."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from zjgdesk.documents.booklet import build_booklet
from zjgdesk.documents.consultation import (
    CLEARANCE_LETTER,
    REMINDER_LETTER,
    REQUEST_LETTER,
    build_reminders,
    build_requests,
)
from zjgdesk.documents.display import DisplayFacts, ShownCandidate, build_coupon
from zjgdesk.documents.request_facts import ListedCandidate, ReminderFacts, RequestFacts, Sender
from zjgdesk.documents.request_form import CLEARANCE_FORM, REQUEST_FORM
from zjgdesk.documents.words import TRACKS
from zjgdesk.errors import DeskError
from zjgdesk.models.candidates import Candidate, OpinionRequest
from zjgdesk.models.personnel import PersonnelForm
from zjgdesk.models.public_vote import VoteCode
from zjgdesk.rules.months import dotted
from zjgdesk.rules.roles import Action
from zjgdesk.rules.scheme import parse_moment
from zjgdesk.rules.vocabulary import ClearanceOrgan, Track
from zjgdesk.services import list_order, office_texts, opinions, papers, scheme, stage_facts
from zjgdesk.services.desk import Desk
from zjgdesk.services.issued import IssuedRow
from zjgdesk.services.opinions import RequestRow
from zjgdesk.services.standing import fields_of

REQUEST, REMINDER, CLEARANCE = "request", "reminder", "clearance_request"
COUPON, BOOKLET = "coupon", "booklet"
REPLY_DAYS = 5
ORGANS = {
    ClearanceOrgan.DISCIPLINE: "市纪委监委",
    ClearanceOrgan.POLICE: "市公安局",
    ClearanceOrgan.PROCURATORATE: "市人民检察院",
    ClearanceOrgan.COURT: "市人民法院",
}


def reply_by(desk: Desk) -> date:
    """Return the day by which a reply is asked for, unless the clerk sets another."""
    return desk.today() + timedelta(days=REPLY_DAYS)


def need_reply_by(desk: Desk, until: date) -> None:
    """Refuse a day for the reply that has passed; today may be asked for.

    Rule: OPINION-01

    Raises:
        DeskError: `opinion.until_past`.
    """
    if until < desk.today():
        raise DeskError("opinion.until_past", rule="OPINION-01", until=until, today=desk.today())


def print_requests(desk: Desk, request_ids: Sequence[int]) -> IssuedRow:
    """Print the letters of requests of one track, each addressee on sheets of its own.

    Rule: OPINION-01

    Raises:
        DeskError: `opinion.request_unknown`, `opinion.unlike_requests`, or what the page refuses.
    """
    with desk.acting(Action.PRINT_PAPER, "requests") as deed:
        facts, title = requested(desk, deed.session, request_ids)
        deed.subject = f"track:{facts.track}"
        deed.facts.update(kind=REQUEST, addressees=facts.addressees)
        content = build_requests(facts, papers.fonts_of(desk))
        return papers.keep(desk, deed, content, kind=REQUEST, title=title)


def requested(
    desk: Desk, session: Session, request_ids: Sequence[int]
) -> tuple[RequestFacts, str]:
    """Return what the letters of requests say, and what they are called.

    Raises:
        DeskError: `opinion.request_unknown`, `opinion.unlike_requests`, `page.no_addressee`.
    """
    asked = _asked(session, request_ids)
    first = asked[0]
    facts = _request_facts(desk, session, first.track, _names(asked))
    facts = _dated(facts, first.sent_on, first.due_on)
    again = f"第{first.round_no}轮，" if first.round_no > 1 else ""
    title = f"{desk.year}年度{TRACKS[first.track]}征求意见函（{again}{len(asked)}份）"
    return replace(facts, round_no=first.round_no), title


def print_clearance(desk: Desk, track: Track, *, sent_on: date, due_on: date) -> IssuedRow:
    """Print the letters to the four organs.

    Rule: OPINION-02

    Raises:
        DeskError: `opinion.due_before_sent`, `opinion.until_past`, or what the page refuses.
    """
    with desk.acting(Action.PRINT_PAPER, f"track:{track}", kind=CLEARANCE, due=due_on) as deed:
        facts, title = cleared(desk, deed.session, track, sent_on=sent_on, due_on=due_on)
        content = build_requests(facts, papers.fonts_of(desk))
        return papers.keep(desk, deed, content, kind=CLEARANCE, title=title)


def cleared(
    desk: Desk, session: Session, track: Track, *, sent_on: date, due_on: date
) -> tuple[RequestFacts, str]:
    """Return what the letters to the four organs say, and what they are called.

    Rule: OPINION-02

    Raises:
        DeskError: `opinion.due_before_sent`, `opinion.until_past`.
    """
    if due_on < sent_on:
        raise DeskError("opinion.due_before_sent", rule="OPINION-01", sent=sent_on, due=due_on)
    need_reply_by(desk, due_on)
    names = tuple(ORGANS[organ] for organ in ClearanceOrgan)
    facts = _request_facts(desk, session, track, names, clearance=True)
    return _dated(facts, sent_on, due_on), f"{desk.year}年度{TRACKS[track]}纪公检法核查函"


def remind(desk: Desk, request_ids: Sequence[int], *, until: date) -> IssuedRow:
    """Print reminders to addressees who have not answered, and note the day.

    Rule: OPINION-01

    Raises:
        DeskError: `opinion.request_unknown`, `opinion.unlike_requests`, `opinion.answered`,
            `opinion.until_past`, or what the page refuses.
    """
    rows = opinions.list_requests(desk)
    with desk.acting(Action.REMIND, "requests", until=until) as deed:
        facts, title = reminded(desk, deed.session, rows, request_ids, until=until)
        for request in _asked(deed.session, request_ids):
            request.reminded_on = desk.today()
        deed.subject = f"track:{facts.track}"
        deed.facts["addressees"] = facts.addressees
        content = build_reminders(facts, papers.fonts_of(desk))
        return papers.keep(desk, deed, content, kind=REMINDER, title=title)


def reminded(
    desk: Desk,
    session: Session,
    rows: Iterable[RequestRow],
    request_ids: Sequence[int],
    *,
    until: date,
) -> tuple[ReminderFacts, str]:
    """Return what reminders say, and what they are called; nothing is noted.

    Args:
        desk: who acts, and where.
        session: of the action.
        rows: every request, with how much of it was answered.
        request_ids: who is reminded.
        until: the day by which a reply is asked for now.

    Rule: OPINION-01

    Raises:
        DeskError: as `remind`, but for the page itself.
    """
    asked = _asked(session, request_ids)
    open_ = {row.id for row in rows if row.answered < row.expected}
    for request in asked:
        if request.id not in open_:
            raise DeskError("opinion.answered", rule="OPINION-01", name=request.addressee)
    need_reply_by(desk, until)
    first = asked[0]
    facts = ReminderFacts(
        year=desk.year,
        track=first.track,
        addressees=_names(asked),
        asked_on=first.sent_on,
        due_on=first.due_on,
        until=until,
        sent_on=desk.today(),
        sender=_sender(session),
        foot=papers.foot(session),
        security=scheme.scheme_value(session, "security"),
        template=office_texts.text_of(session, REMINDER_LETTER),
    )
    return facts, f"{desk.year}年度{TRACKS[first.track]}催办函（{len(asked)}份）"


def print_coupon(desk: Desk, track: Track) -> IssuedRow:
    """Print the newspaper's coupon.

    Rule: PUBLIC-01, PUBLIC-03

    Raises:
        DeskError: `vote.no_codes`, or what the page refuses.
    """
    with desk.acting(Action.PRINT_PAPER, f"track:{track}", kind=COUPON) as deed:
        facts = _display_facts(desk, deed.session, track, COUPON)
        title = f"{desk.year}年度{TRACKS[track]}公众选票"
        content = build_coupon(facts, papers.fonts_of(desk))
        return papers.keep(desk, deed, content, kind=COUPON, title=title)


def print_booklet(desk: Desk, track: Track) -> IssuedRow:
    """Print the booklet of deeds.

    Rule: PUBLIC-01

    Raises:
        DeskError: `vote.no_codes`, or what the page refuses.
    """
    with desk.acting(Action.PRINT_PAPER, f"track:{track}", kind=BOOKLET) as deed:
        facts = _display_facts(desk, deed.session, track, BOOKLET)
        title = f"{desk.year}年度{TRACKS[track]}事迹展示册"
        content = build_booklet(facts, papers.fonts_of(desk))
        return papers.keep(desk, deed, content, kind=BOOKLET, title=title)


def _asked(session: Session, request_ids: Iterable[int]) -> list[OpinionRequest]:
    found = [opinions.find_request(session, request_id) for request_id in request_ids]
    if not found:
        raise DeskError("page.no_addressee", rule="OPINION-01")
    if len({(each.track, each.round_no, each.sent_on, each.due_on) for each in found}) > 1:
        raise DeskError("opinion.unlike_requests", rule="OPINION-01")
    return found


def _names(asked: Iterable[OpinionRequest]) -> tuple[str, ...]:
    return tuple(each.addressee for each in asked)


def _sender(session: Session) -> Sender:
    def value(key: str) -> str:
        return scheme.scheme_value(session, key)

    return Sender(
        issuer=value("notice.issuer"),
        office=value("notice.office"),
        phone=value("notice.phone"),
        address=value("notice.address"),
        postcode=value("notice.postcode"),
        hours=value("notice.hours"),
        document=value("document.number"),
        head=papers.head_of(session),
    )


def _request_facts(
    desk: Desk,
    session: Session,
    track: Track,
    addressees: tuple[str, ...],
    *,
    clearance: bool = False,
) -> RequestFacts:
    numbers = _numbers(session) if clearance else {}
    listed = list_order.in_order(session, track, stage_facts.on_list(session, track))
    return RequestFacts(
        year=desk.year,
        track=track,
        addressees=addressees,
        candidates=tuple(_listed(c, numbers.get(c.id, "")) for c in listed),
        sent_on=desk.today(),
        due_on=desk.today(),
        sender=_sender(session),
        clearance=clearance,
        foot=papers.foot(session),
        security=scheme.scheme_value(session, "security"),
        template=office_texts.text_of(session, CLEARANCE_LETTER if clearance else REQUEST_LETTER),
        form=office_texts.text_of(session, CLEARANCE_FORM if clearance else REQUEST_FORM),
    )


def _dated(facts: RequestFacts, sent_on: date, due_on: date) -> RequestFacts:
    return replace(facts, sent_on=sent_on, due_on=due_on)


def _numbers(session: Session) -> dict[int, str]:
    """Return the number that a personnel form tells, by candidate; only the organs see it."""
    query = select(PersonnelForm.candidate_id, PersonnelForm.fields)
    return {
        candidate_id: str(json.loads(fields).get("ShenFenZheng", ""))
        for candidate_id, fields in session.execute(query)
    }


def _listed(candidate: Candidate, number: str) -> ListedCandidate:
    words = fields_of(candidate)
    return ListedCandidate(
        name=candidate.name_key,
        organisation=candidate.organisation,
        post=words.get("post", ""),
        gender=words.get("gender", ""),
        birth=dotted(candidate.birth_month or words.get("birth", "")),
        number=number,
        deed=words.get("deed", ""),
    )


def _display_facts(desk: Desk, session: Session, track: Track, kind: str) -> DisplayFacts:
    query = (
        select(VoteCode.code, Candidate)
        .join(Candidate, Candidate.id == VoteCode.candidate_id)
        .where(VoteCode.track == track, Candidate.withdrawn_reason.is_(None))
        .order_by(VoteCode.code)
    )
    found = list(session.execute(query))
    if not found:
        raise DeskError("vote.no_codes", rule="PUBLIC-03")
    photos = {form.candidate_id: form.photo for form in session.scalars(select(PersonnelForm))}
    return DisplayFacts(
        year=desk.year,
        track=track,
        candidates=tuple(_shown(code, c, photos.get(c.id)) for code, c in found),
        picks=int(scheme.scheme_value(session, f"vote.picks.{track.value}")),
        exact=scheme.scheme_value(session, "vote.exact") == "yes",
        period=_period(session),
        issuer=scheme.scheme_value(session, "notice.issuer"),
        template=office_texts.text_of(session, kind),
    )


def _shown(code: str, candidate: Candidate, photo: bytes | None) -> ShownCandidate:
    words = fields_of(candidate)
    return ShownCandidate(
        code=code,
        name=candidate.name_key,
        organisation=candidate.organisation,
        post=words.get("post", ""),
        deed_kind=words.get("deed_kind", ""),
        deed=words.get("deed", ""),
        photo=photo,
    )


def _period(session: Session) -> str:
    told = [
        parse_moment(scheme.scheme_value(session, f"vote.{end}")) for end in ("opens", "closes")
    ]
    words = [
        f"{m.year}年{m.month}月{m.day}日{m.hour}时{m.minute:02d}分" if m else "" for m in told
    ]
    return "至".join(word for word in words if word) if all(words) else ""
