"""Sittings and rounds as they travel between machines, and as they are laid down again."""

import json
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from zjgdesk.digests import digest_of
from zjgdesk.errors import DeskError
from zjgdesk.exchange.carried import CarriedMeeting
from zjgdesk.models.rounds import BallotRound, Meeting, RoundEntry
from zjgdesk.models.trail import TrailEntry
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import BallotTint, Base, RoundKind, Track
from zjgdesk.services import meetings, packages, rounds
from zjgdesk.services.trail import canonical

RULE: Final = "AIR-04"
ODD: Final = (
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    ArithmeticError,
    IntegrityError,
)
"""What comes of entering figures and names that do not belong together."""


def carried_meeting(meeting: Meeting) -> CarriedMeeting:
    """Return a sitting as it travels."""
    officers = meetings.officers_of(meeting)
    return CarriedMeeting(
        title=meeting.title,
        held_on=meeting.held_on.isoformat(),
        due=meeting.due,
        chief=officers.chief,
        scrutineers=officers.scrutineers,
        tellers=officers.tellers,
        relatives=officers.relatives,
        recused=meetings.names(meeting.recused),
    )


def as_told(round_: BallotRound) -> dict[str, Any]:
    """Return what the digest of a frozen round is taken of, as it travels."""
    told: dict[str, Any] = json.loads(canonical(rounds.definition(round_)))
    return told


def defined(session: Session, meeting: Meeting, told: dict[str, Any]) -> BallotRound:
    """Return the round that a definition describes, not yet kept."""
    round_ = rounds.blank_round(session, Track(told["track"]), meeting)
    round_.kind, round_.title = RoundKind(told["kind"]), str(told["title"])
    round_.places, round_.base = int(told["places"]), Base(told["base"])
    round_.surplus, round_.least = int(told["surplus"]), int(told["least"])
    round_.recused_vote = bool(told["recused_vote"])
    round_.hand_count_wanted = bool(told["hand_count"])
    round_.ballot_text = str(told.get("ballot_text", ""))
    round_.ballot_tint = BallotTint(told.get("ballot_tint", BallotTint.PLAIN))
    round_.entries = [
        RoundEntry(position=at, candidate_id=who, name=name, organisation=place)
        for at, who, name, place in told["entries"]
    ]
    session.add(round_)
    session.flush()
    return round_


def counted_elsewhere(session: Session, round_: BallotRound) -> bool:
    """Say whether a round's papers were counted at another machine: its trail is there.

    A round that was counted here, before the next one of its sitting went away, is not.
    """
    if not packages.came_back(session, round_.meeting_id):
        return False
    here = select(TrailEntry.seq).where(
        TrailEntry.action == Action.CLOSE_ROUND.value, TrailEntry.subject == f"round:{round_.id}"
    )
    return session.scalars(here.limit(1)).first() is None


def sealed_as(round_: BallotRound, digest: str) -> None:
    """Keep the digest of a round that was frozen elsewhere, if the round gives the same.

    Raises:
        DeskError: `package.digest_differs`.
    """
    algorithm = digest.partition(":")[0]
    own = digest_of(canonical(rounds.definition(round_)).encode())
    if own.partition(":")[0] == algorithm and own != digest:
        raise DeskError("package.digest_differs", rule=RULE, title=round_.title)
    round_.definition_digest = digest
