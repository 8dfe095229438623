"""Taking somebody off a notice, and the supplementary notice of a successor. Rule: NOTICE-06."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from zjgdesk.errors import DeskError
from zjgdesk.models.candidates import Candidate
from zjgdesk.models.notices import Notice, NoticeEntry
from zjgdesk.models.rounds import BallotRound
from zjgdesk.rules.roles import Action
from zjgdesk.rules.stages import Work
from zjgdesk.rules.vocabulary import TakenOffCause
from zjgdesk.rules.workdays import notice_days
from zjgdesk.services import (
    candidates,
    counting,
    hand_order,
    list_order,
    notices,
    rewards,
    scheme,
    stages,
)
from zjgdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class SuccessorRow:
    """Somebody over the threshold for whom there was no place, with the votes of the round."""

    candidate_id: int
    name: str
    organisation: str
    yes: int


def take_off(
    desk: Desk,
    notice_id: int,
    candidate_id: int,
    *,
    reason: str,
    cause: TakenOffCause = TakenOffCause.OTHER,
) -> None:
    """Take somebody off a notice that runs or has ended, without an objection at hand.

    The reason stays inside; of the cause, a supplementary notice tells the public.

    Rule: NOTICE-06

    Raises:
        DeskError: `notice.unknown`, `notice.unpublished`, `notice.confirmed`,
            `notice.not_on_it`, `notice.taken_off`, `reason.missing`.
    """
    with desk.acting(Action.TAKE_OFF_NOTICE, f"notice:{notice_id}") as deed:
        notice = notices.find(deed.session, notice_id)
        if not notice.published:
            raise DeskError("notice.unpublished", rule="NOTICE-06", title=notice.title)
        if notice.confirmed_on is not None:
            raise DeskError("notice.confirmed", rule="NOTICE-06", title=notice.title)
        entry = next((e for e in notice.entries if e.candidate_id == candidate_id), None)
        if entry is None:
            raise DeskError("notice.not_on_it", rule="NOTICE-06", title=notice.title)
        if entry.taken_off_reason:
            raise DeskError("notice.taken_off", rule="NOTICE-06", name=entry.name)
        entry.taken_off_reason = candidates.need_reason(reason)
        entry.taken_off_cause = cause
        deed.facts.update(candidate=candidate_id, reason=entry.taken_off_reason, cause=cause)


def taken_off(session: Session, notice: Notice) -> list[tuple[NoticeEntry, TakenOffCause]]:
    """Return who is off a notice for good, each with the cause that the public is told.

    Rule: NOTICE-06
    """
    return [
        (entry, _cause(entry)) for entry in notice.entries if entry not in _kept(session, notice)
    ]


def _cause(entry: NoticeEntry) -> TakenOffCause:
    """An objection that was found true leaves no cause of its own."""
    if not entry.taken_off_reason:
        return TakenOffCause.UNFIT
    return entry.taken_off_cause or TakenOffCause.OTHER


def list_successors(desk: Desk, notice_id: int) -> list[SuccessorRow]:
    """Return who may follow those taken off: over the threshold, not on any notice, by votes.

    Rule: VOTE-12, VOTE-14, NOTICE-06
    """
    with desk.reading() as session:
        return _successors(session, notices.find(session, notice_id))


def draft_supplementary(
    desk: Desk, notice_id: int, candidate_ids: Sequence[int], *, title: str, published_on: date
) -> int:
    """Draft the supplementary notice of those who follow; return its id.

    Rule: NOTICE-06

    Raises:
        DeskError: `notice.unknown`, `notice.untitled`, `notice.no_successor`,
            `notice.too_many_successors`, `notice.before_first`, `calendar.year_unknown`, or what
            the stage refuses.
    """
    with desk.acting(Action.DRAFT_NOTICE, f"notice:{notice_id}") as deed:
        session = deed.session
        first = notices.find(session, notice_id)
        stages.need(desk, session, first.track, Work.NOTIFY)
        if not title.strip():
            raise DeskError("notice.untitled", rule="NOTICE-04")
        if published_on < first.published_on:
            raise DeskError("notice.before_first", rule="NOTICE-06", first=first.published_on)
        free = len(first.entries) - len(_kept(session, first)) - _followed(session, first)
        able = {row.candidate_id for row in _successors(session, first)}
        if not candidate_ids or not set(candidate_ids) <= able:
            raise DeskError("notice.no_successor", rule="NOTICE-06")
        if len(candidate_ids) > free:
            raise DeskError("notice.too_many_successors", rule="NOTICE-06", free=free)
        days = notice_days(
            published_on,
            int(scheme.scheme_value(session, "notice.days")),
            scheme.work_calendar(session),
            counts_first_day=scheme.scheme_value(session, "notice.first_day_counts") == "yes",
        )
        chosen = [session.get_one(Candidate, candidate_id) for candidate_id in candidate_ids]
        notice = Notice(
            round_id=first.round_id,
            supplements_id=first.id,
            track=first.track,
            title=title.strip(),
            published_on=published_on,
            days=json.dumps([day.isoformat() for day in days]),
            published=False,
        )
        notice.entries = [
            NoticeEntry(position=n, candidate_id=c.id, name=c.name_key, taken_off_reason="")
            for n, c in enumerate(list_order.in_order(session, first.track, chosen), start=1)
        ]
        session.add(notice)
        session.flush()
        voted = session.get_one(BallotRound, first.round_id)
        hand_order.inherit(session, notices.first_of(session, voted), notice)
        deed.subject = f"notice:{notice.id}"
        deed.facts.update(supplements=first.id, names=len(chosen), last_day=days[-1])
        return notice.id


def _kept(session: Session, notice: Notice) -> list[NoticeEntry]:
    """Those still on a notice, held back or not; only who is off for good leaves a place."""
    return [
        entry
        for entry in notice.entries
        if not entry.taken_off_reason and not rewards.is_taken_off(session, notice, entry)
    ]


def _followed(session: Session, notice: Notice) -> int:
    query = select(Notice).where(Notice.supplements_id == notice.id)
    return sum(len(_kept(session, each)) for each in session.scalars(query))


def _successors(session: Session, notice: Notice) -> list[SuccessorRow]:
    noticed = set(
        session.scalars(
            select(NoticeEntry.candidate_id)
            .join(Notice, Notice.id == NoticeEntry.notice_id)
            .where(Notice.track == notice.track)
        )
    )
    found: dict[int, SuccessorRow] = {}
    current: BallotRound | None = session.get_one(BallotRound, notice.round_id)
    while current is not None:
        outcome = counting.outcome_of(session, current)
        ids = {entry.position: entry.candidate_id for entry in current.entries}
        for row in outcome.counts if outcome else ():
            candidate_id = ids[row.position]
            if outcome and row.yes >= outcome.needed and candidate_id not in noticed:
                found[candidate_id] = SuccessorRow(
                    candidate_id, row.name, row.organisation, row.yes
                )
        before = current.predecessor_id
        current = session.get(BallotRound, before) if before is not None else None
    return sorted(found.values(), key=lambda row: -row.yes)
