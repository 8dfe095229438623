"""The sittings of the committee: who is due, who counts, who stays out."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from zjgdesk.errors import DeskError
from zjgdesk.models.rounds import Meeting
from zjgdesk.rules.officers import Officers, check_officers
from zjgdesk.rules.roles import Action
from zjgdesk.services import candidates
from zjgdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class NewMeeting:
    """What a sitting is defined by.

    `relatives` are people declared near relatives of somebody listed; `recused` are members who
    are listed themselves, or a relative of one.

    Rules: VOTE-15, VOTE-19
    """

    title: str
    held_on: date
    due: int
    chief: str
    scrutineers: tuple[str, ...]
    tellers: tuple[str, ...]
    relatives: tuple[str, ...] = ()
    recused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One sitting, as the window lists it; `rounds` are the ids of its ballots."""

    id: int
    title: str
    held_on: date
    due: int
    officers: Officers
    recused: tuple[str, ...]
    rounds: tuple[int, ...]


def list_meetings(desk: Desk) -> list[MeetingRow]:
    """Return all sittings, newest first."""
    with desk.reading() as session:
        return [
            as_row(each) for each in session.scalars(select(Meeting).order_by(Meeting.id.desc()))
        ]


def define_meeting(desk: Desk, new: NewMeeting) -> int:
    """Lay down a sitting: how many are due, who oversees, who counts.

    Raises:
        DeskError: `meeting.untitled`, `meeting.due_impossible`, or what stands against the
            officers.
    """
    with desk.acting(Action.DEFINE_MEETING, "meeting", title=new.title, due=new.due) as deed:
        if not new.title.strip():
            raise DeskError("meeting.untitled", rule="VOTE-16")
        if new.due < 1:
            raise DeskError("meeting.due_impossible", rule="VOTE-01", due=new.due)
        officers = Officers(new.chief, new.scrutineers, new.tellers, new.relatives)
        refuse_officers(officers, ())
        meeting = Meeting(
            title=new.title.strip(),
            held_on=new.held_on,
            due=new.due,
            recused=joined(new.recused),
        )
        _appoint(meeting, officers)
        deed.session.add(meeting)
        deed.session.flush()
        deed.subject = f"meeting:{meeting.id}"
        return meeting.id


def change_officers(
    desk: Desk, meeting_id: int, officers: Officers, *, recused: tuple[str, ...], reason: str
) -> None:
    """Appoint other people to count, for a reason that stays on the trail.

    Raises:
        DeskError: `meeting.unknown`, `reason.missing`, or what stands against the officers.
    """
    with desk.acting(Action.CHANGE_OFFICERS, f"meeting:{meeting_id}") as deed:
        meeting = find(deed.session, meeting_id)
        listed = {entry.name for round_ in meeting.rounds for entry in round_.entries}
        refuse_officers(officers, listed)
        deed.facts["reason"] = candidates.need_reason(reason)
        deed.facts["before"] = {
            "chief": meeting.chief,
            "scrutineers": meeting.scrutineers,
            "tellers": meeting.tellers,
            "recused": meeting.recused,
        }
        _appoint(meeting, officers)
        meeting.recused = joined(recused)


def find(session: Session, meeting_id: int) -> Meeting:
    """Return the sitting, or refuse."""
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        raise DeskError("meeting.unknown", id=meeting_id)
    return meeting


def officers_of(meeting: Meeting) -> Officers:
    """Return who counts at the sitting."""
    return Officers(
        meeting.chief,
        names(meeting.scrutineers),
        names(meeting.tellers),
        names(meeting.relatives),
    )


def refuse_officers(officers: Officers, listed: Iterable[str]) -> None:
    """Refuse officers who are too few, named twice, on the list, or near to somebody on it."""
    for reason in check_officers(officers, listed):
        reason.raise_()


def as_row(meeting: Meeting) -> MeetingRow:
    """Detach a sitting from the database."""
    return MeetingRow(
        meeting.id,
        meeting.title,
        meeting.held_on,
        meeting.due,
        officers_of(meeting),
        names(meeting.recused),
        tuple(round_.id for round_ in meeting.rounds),
    )


def names(text: str) -> tuple[str, ...]:
    """Return the names kept in one column."""
    found: list[str] = json.loads(text)
    return tuple(found)


def _appoint(meeting: Meeting, officers: Officers) -> None:
    meeting.chief = officers.chief.strip()
    meeting.scrutineers = joined(officers.scrutineers)
    meeting.tellers = joined(officers.tellers)
    meeting.relatives = joined(officers.relatives)


def joined(people: Iterable[str]) -> str:
    """Return names as one column keeps them."""
    return json.dumps([name.strip() for name in people if name.strip()], ensure_ascii=False)
