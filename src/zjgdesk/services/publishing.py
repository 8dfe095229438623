"""The printed notice."""

from dataclasses import replace

from sqlalchemy.orm import Session

from zjgdesk.documents import wording
from zjgdesk.documents.notice import (
    Contacts,
    NoticeFacts,
    NoticePerson,
    NoticeUnit,
    Supplemented,
    build_notice,
    notice_kind,
)
from zjgdesk.errors import DeskError
from zjgdesk.models.candidates import Candidate
from zjgdesk.models.notices import Notice
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import Track
from zjgdesk.services import candidates, notice_changes, notices, office_texts, papers, scheme
from zjgdesk.services.desk import Desk
from zjgdesk.services.issued import IssuedRow
from zjgdesk.services.standing import fields_of

CONTACTS = ("office", "hours", "phone", "address", "postcode")


def preview_notice(desk: Desk, notice_id: int) -> bytes:
    """Return the notice as it would print; nothing is kept.

    Raises:
        DeskError: `notice.unknown`, or the refusal of the page.
    """
    with desk.reading() as session:
        notice = notices.find(session, notice_id)
        return build_notice(facts_of(desk, session, notice), papers.fonts_of(desk))


def publish_notice(desk: Desk, notice_id: int) -> IssuedRow:
    """Print the notice; from its first day on it runs.

    Rule: NOTICE-01, NOTICE-04, NOTICE-06

    Raises:
        DeskError: `notice.unknown`, `notice.published`, or the refusal of the page.
    """
    with desk.acting(Action.PUBLISH_NOTICE, f"notice:{notice_id}") as deed:
        notice = notices.find(deed.session, notice_id)
        if notice.published:
            raise DeskError("notice.published", rule="NOTICE-01", title=notice.title)
        content = build_notice(facts_of(desk, deed.session, notice), papers.fonts_of(desk))
        notice.published = True
        kind = wording.NOTICE if notice.supplements_id is None else wording.SUPPLEMENT
        return papers.keep(desk, deed, content, kind=kind, title=notice.title)


def facts_of(desk: Desk, session: Session, notice: Notice) -> NoticeFacts:
    """Return what the notice says, or the supplementary one. Rules: NOTICE-04, NOTICE-06."""
    days = notices.days_of(notice)
    found = [candidates.find(session, entry.candidate_id) for entry in notice.entries]
    unit = notice.track is Track.UNIT
    facts = NoticeFacts(
        title=notice.title,
        track=notice.track,
        year=desk.year,
        first_day=days[0],
        last_day=days[-1],
        working_days=len(days),
        contacts=Contacts(
            *(scheme.scheme_value(session, f"notice.{field}") for field in CONTACTS)
        ),
        issuer=scheme.scheme_value(session, "notice.issuer"),
        issued_on=notice.published_on,
        persons=() if unit else tuple(_person(candidate) for candidate in found),
        units=tuple(_unit(candidate) for candidate in found) if unit else (),
        foot=papers.foot(session),
        security=scheme.scheme_value(session, "security"),
        supplements=_supplemented(session, notice),
    )
    return replace(facts, template=office_texts.text_of(session, notice_kind(facts)))


def _supplemented(session: Session, notice: Notice) -> Supplemented | None:
    if notice.supplements_id is None:
        return None
    first = notices.find(session, notice.supplements_id)
    off = notice_changes.taken_off(session, first)
    return Supplemented(
        first.title,
        first.published_on,
        tuple(cause for _entry, cause in off),
        tuple(entry.name for entry, _cause in off),
    )


def _person(candidate: Candidate) -> NoticePerson:
    words = fields_of(candidate)
    return NoticePerson(
        name=candidate.name_key,
        gender=words.get("gender", ""),
        nation=words.get("ethnicity", ""),
        birth=candidate.birth_month or words.get("birth", ""),
        education=words.get("education", ""),
        party=words.get("politics", ""),
        post=words.get("post", ""),
    )


def _unit(candidate: Candidate) -> NoticeUnit:
    words = fields_of(candidate)
    return NoticeUnit(candidate.name_key, candidate.organisation, words.get("deed", ""))
