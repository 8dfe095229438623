"""A counting machine lays down what a package from the office says."""

import json
from datetime import date
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from zjgdesk.errors import DeskError
from zjgdesk.exchange.carried import (
    BallotContent,
    CarriedBallot,
    CarriedCandidate,
    CarriedOrganisation,
    read_ballot,
)
from zjgdesk.models.candidates import Candidate, Organisation
from zjgdesk.models.machines import CarriedPackage
from zjgdesk.models.order import OwnStrokes
from zjgdesk.models.rounds import BallotRound, CarriedRound, Meeting
from zjgdesk.models.workspace import OfficeText, SchemeValue
from zjgdesk.rules.roles import Action
from zjgdesk.rules.rounds import ENDED
from zjgdesk.rules.scheme import BY_KEY, may_be
from zjgdesk.rules.vocabulary import OrganisationKind, PackageKind, Purpose, RoundState, Track
from zjgdesk.services import carried_rounds, hand_order, meetings, packages
from zjgdesk.services.desk import Desk
from zjgdesk.services.handing_over import SETTINGS, TEXTS
from zjgdesk.services.packages import Found
from zjgdesk.services.text_kinds import ALL

RULE: Final = "AIR-04"
RESTING: Final = ENDED | {RoundState.VOID}


def take_in(desk: Desk, found: Found, *, medium: str) -> int:
    """Lay down on a counting machine what a package says; return the sitting's id.

    Every digest is taken anew: what is counted here is what was sealed at the office.

    Raises:
        DeskError: `package.office_only` in an office's workspace, `package.numbers_taken` where
            this workspace holds other candidates under the same numbers,
            `package.digest_differs`, or what speaks against the package.

    Rule: AIR-02, AIR-04
    """
    with desk.acting(Action.TAKE_IN_BALLOT, "meeting") as deed:
        session = deed.session
        if desk.purpose is not Purpose.COUNTING:
            raise DeskError("package.office_only", rule=RULE)
        opened, record = packages.receive(desk, deed, found, PackageKind.BALLOT, medium=medium)
        content = read_ballot(opened.items, found.name)
        try:
            meeting = _lay_down(session, content, record)
        except carried_rounds.ODD as error:
            raise DeskError("package.unreadable", rule=RULE, name=found.name) from error
        record.meeting_id = meeting.id
        deed.subject = f"meeting:{meeting.id}"
        deed.facts["rounds"] = [round_.definition_digest for round_ in meeting.rounds]
        return meeting.id


def stale_rounds(desk: Desk, meeting_id: int) -> tuple[str, ...]:
    """Return the rounds here that a sitting's package was sent anew for, while they still live.

    The office recalled them; their result would be refused there.

    Rule: AIR-04
    """
    with desk.reading() as session:
        meeting = meetings.find(session, meeting_id)
        newest = packages.came_in(session, meeting_id)
        if newest is None:
            return ()
        origins = [each.carried.origin_id for each in meeting.rounds if each.carried]
        query = (
            select(BallotRound)
            .join(CarriedRound, CarriedRound.round_id == BallotRound.id)
            .join(CarriedPackage, CarriedPackage.id == CarriedRound.package_id)
            .where(
                CarriedRound.origin_id.in_(origins),
                CarriedPackage.machine_id == newest.machine_id,
                CarriedPackage.id < newest.id,
                BallotRound.state.not_in(RESTING),
            )
        )
        return tuple(each.title for each in session.scalars(query))


def _lay_down(session: Session, content: BallotContent, record: CarriedPackage) -> Meeting:
    for each in content.candidates:
        _lay_down_candidate(session, each)
    for place in content.organisations:
        _lay_down_organisation(session, place)
    _lay_down_scheme(session, content, record)
    told = content.meeting
    meeting = Meeting(
        title=told.title,
        held_on=date.fromisoformat(told.held_on),
        due=told.due,
        chief=told.chief,
        scrutineers=meetings.joined(told.scrutineers),
        tellers=meetings.joined(told.tellers),
        relatives=meetings.joined(told.relatives),
        recused=meetings.joined(told.recused),
    )
    session.add(meeting)
    session.flush()
    for ballot in content.rounds:
        _lay_down_round(session, meeting, ballot, record)
    return meeting


def _lay_down_round(
    session: Session, meeting: Meeting, ballot: CarriedBallot, record: CarriedPackage
) -> None:
    round_ = carried_rounds.defined(session, meeting, ballot.definition)
    round_.carried = CarriedRound(
        package_id=record.id,
        origin_id=ballot.id,
        origin_predecessor=ballot.definition["predecessor"],
    )
    hand_order.lay_down(session, round_, ballot.order, at=record.at)
    round_.printed = ballot.printed
    round_.state = RoundState.PRINTED if ballot.printed else RoundState.FROZEN
    session.flush()
    carried_rounds.sealed_as(round_, ballot.digest)


def _lay_down_candidate(session: Session, told: CarriedCandidate) -> None:
    kept = session.get(Candidate, told.id)
    if kept is None:
        words = {"name": told.name, "organisation": told.organisation, "post": told.post}
        session.add(
            Candidate(
                id=told.id,
                track=Track(told.track),
                name=told.name,
                name_key=told.name_key,
                organisation=told.organisation,
                fields=json.dumps({k: v for k, v in words.items() if v}, ensure_ascii=False),
            )
        )
    elif (kept.track, kept.name_key, kept.organisation) != (
        told.track,
        told.name_key,
        told.organisation,
    ):
        raise DeskError("package.numbers_taken", rule=RULE, name=told.name, other=kept.name)


def _lay_down_organisation(session: Session, told: CarriedOrganisation) -> None:
    """The register as it stands at the office now: it orders the names of a runoff."""
    kept = session.scalars(select(Organisation).where(Organisation.name == told.name)).first()
    if kept is None:
        kept = Organisation(name=told.name, assessed=True)
        session.add(kept)
    kept.position, kept.kind = told.position, OrganisationKind(told.kind)


def _lay_down_scheme(session: Session, content: BallotContent, record: CarriedPackage) -> None:
    """Let the machine count and print as the office would; a text taken back there goes here."""
    for character, (strokes, source) in content.strokes.items():
        told_by = {"source": source, "at": record.at, "actor": record.actor}
        session.merge(OwnStrokes(character=character, strokes=strokes, **told_by))
    for key, (value, source) in content.scheme.items():
        if key in SETTINGS and may_be(BY_KEY[key], value):
            session.merge(SchemeValue(key=key, value=value, source=source))
    ours = [kind for kind, each in ALL.items() if each.group in TEXTS]
    session.execute(delete(OfficeText).where(OfficeText.kind.in_(ours)))
    for kind, text in content.texts.items():
        if kind in ours:
            session.merge(OfficeText(kind=kind, text=text, at=record.at, actor=record.actor))
