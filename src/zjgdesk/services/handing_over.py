"""The rounds of a sitting go to a counting machine: sealed here, laid down there."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from zjgdesk.digests import digest_of
from zjgdesk.errors import DeskError
from zjgdesk.exchange.carried import (
    BALLOT,
    BallotContent,
    CarriedBallot,
    CarriedCandidate,
    CarriedMeeting,
    CarriedOrganisation,
    read_ballot,
    write_ballot,
)
from zjgdesk.models.candidates import Candidate, Organisation
from zjgdesk.models.machines import CarriedPackage
from zjgdesk.models.rounds import BallotRound, CarriedRound, Meeting, RoundEntry
from zjgdesk.models.workspace import OfficeText, SchemeValue
from zjgdesk.rules.roles import Action
from zjgdesk.rules.rounds import ENDED, RoundStep, refusal, state_after
from zjgdesk.rules.scheme import BY_KEY, may_be
from zjgdesk.rules.vocabulary import (
    BallotTint,
    Base,
    OrganisationKind,
    PackageKind,
    Purpose,
    RoundKind,
    RoundState,
    Track,
)
from zjgdesk.services import candidates, machines, meetings, packages, round_facts, rounds
from zjgdesk.services.desk import Desk
from zjgdesk.services.packages import Found, Outgoing, PackageRow
from zjgdesk.services.standing import fields_of
from zjgdesk.services.text_kinds import ALL
from zjgdesk.services.text_kinds.base import TextGroup
from zjgdesk.services.trail import canonical

RULE: Final = "AIR-04"
SETTINGS: Final = (
    "base",
    "surplus",
    "ballot.least",
    "ballot.recused",
    "ballot.again",
    "ballot.hand_count",
    "ballot.calling",
    "ballot.tint",
    "ballot.report_order",
    "order",
    "notice.issuer",
    "security",
)
"""What the scheme says about counting and its papers; it travels with the ballot."""
TEXTS: Final = frozenset({TextGroup.COUNT})


def hand_over(
    desk: Desk, meeting_id: int, machine_id: int, *, target: Path, medium: str
) -> PackageRow:
    """Seal all rounds of a sitting for a counting machine; here they rest until its result.

    Args:
        desk: where the clerk sits.
        meeting_id: the sitting; all of its rounds that are not ended go together, over one box.
        machine_id: a counting machine that was introduced.
        target: the folder to be made on the medium.
        medium: what it is written on, for the register.

    Raises:
        DeskError: `meeting.unknown`, `machine.unknown`, `package.nothing_to_carry`, the refusal of
            the step, or of the package.

    Rule: AIR-02, AIR-04
    """
    undo = None
    try:
        with desk.acting(Action.HAND_OVER, f"meeting:{meeting_id}") as deed:
            session = deed.session
            meeting = meetings.find(session, meeting_id)
            machine = machines.find(session, machine_id)
            going = _going(session, meeting)
            content = _content(session, meeting, going)
            out = Outgoing(PackageKind.BALLOT, machine, meeting_id, "", meeting.title)
            items = {BALLOT: write_ballot(content)}
            record, undo = packages.send(desk, deed, out, items, target=target, medium=medium)
            session.add(record)
            for round_ in going:
                round_.state = state_after(
                    RoundStep.HAND_OVER, round_facts.facts_of(session, round_)
                )
            session.flush()
            deed.facts["rounds"] = [round_.id for round_ in going]
            row = packages.row_of(record)
    except BaseException:
        if undo is not None:
            undo()
        raise
    return row


def recall(desk: Desk, meeting_id: int, *, reason: str) -> None:
    """Take the rounds of a sitting back without a result; a result that comes later is refused.

    Raises:
        DeskError: `meeting.unknown`, `reason.missing`, `package.nothing_out`.

    Rule: AIR-04
    """
    with desk.acting(Action.RECALL_ROUNDS, f"meeting:{meeting_id}") as deed:
        session = deed.session
        meeting = meetings.find(session, meeting_id)
        record = packages.outgoing_for(session, meeting_id)
        away = [r for r in meeting.rounds if r.state is RoundState.CARRIED]
        if record is None or not away:
            raise DeskError("package.nothing_out", rule=RULE, title=meeting.title)
        record.recalled_reason = candidates.need_reason(reason)
        for round_ in away:
            facts = round_facts.facts_of(session, round_)
            round_facts.refuse_if(refusal(RoundStep.RECALL, facts))
            round_.state = state_after(RoundStep.RECALL, facts)
        deed.facts.update(reason=record.recalled_reason, rounds=[r.id for r in away])


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
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise DeskError("package.unreadable", rule=RULE, name=found.name) from error
        record.meeting_id = meeting.id
        deed.subject = f"meeting:{meeting.id}"
        deed.facts["rounds"] = [round_.definition_digest for round_ in meeting.rounds]
        return meeting.id


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


def _going(session: Session, meeting: Meeting) -> list[BallotRound]:
    """Return the rounds that leave together; one that cannot keeps all the others here."""
    resting = ENDED | {RoundState.VOID}
    going = [round_ for round_ in meeting.rounds if round_.state not in resting]
    if not going:
        raise DeskError("package.nothing_to_carry", rule=RULE, title=meeting.title)
    for round_ in going:
        round_facts.refuse_if(refusal(RoundStep.HAND_OVER, round_facts.facts_of(session, round_)))
    return going


def _content(session: Session, meeting: Meeting, going: Sequence[BallotRound]) -> BallotContent:
    ids = dict.fromkeys(e.candidate_id for round_ in going for e in round_.entries)
    people = [session.get_one(Candidate, candidate_id) for candidate_id in ids]
    places = {each.organisation for each in people}
    register = session.scalars(select(Organisation).order_by(Organisation.position))
    kept = {each.key: each for each in session.scalars(select(SchemeValue))}
    own = session.scalars(select(OfficeText))
    return BallotContent(
        meeting=carried_meeting(meeting),
        rounds=tuple(
            CarriedBallot(
                id=round_.id,
                definition=as_told(round_),
                digest=round_.definition_digest or "",
                printed=round_.printed,
            )
            for round_ in going
        ),
        candidates=tuple(
            CarriedCandidate(
                id=each.id,
                track=each.track,
                name=each.name,
                name_key=each.name_key,
                organisation=each.organisation,
                post=fields_of(each).get("post", ""),
            )
            for each in people
        ),
        organisations=tuple(
            CarriedOrganisation(each.position, each.name, each.kind)
            for each in register
            if each.name in places
        ),
        scheme={key: (kept[key].value, kept[key].source) for key in SETTINGS if key in kept},
        texts={each.kind: each.text for each in own if ALL[each.kind].group in TEXTS},
    )


def _lay_down(session: Session, content: BallotContent, record: CarriedPackage) -> Meeting:
    for each in content.candidates:
        _lay_down_candidate(session, each)
    for place in content.organisations:
        _lay_down_organisation(session, place)
    for key, (value, source) in content.scheme.items():
        if key in SETTINGS and may_be(BY_KEY[key], value):
            session.merge(SchemeValue(key=key, value=value, source=source))
    for kind, text in content.texts.items():
        if kind in ALL:
            session.merge(OfficeText(kind=kind, text=text, at=record.at, actor=record.actor))
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
    round_ = defined(session, meeting, ballot.definition)
    round_.carried = CarriedRound(
        package_id=record.id,
        origin_id=ballot.id,
        origin_predecessor=ballot.definition["predecessor"],
    )
    round_.printed = ballot.printed
    round_.state = RoundState.PRINTED if ballot.printed else RoundState.FROZEN
    session.flush()
    sealed_as(round_, ballot.digest)


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
    named = select(func.count()).where(Organisation.name == told.name)
    if not session.scalar(named):
        session.add(
            Organisation(
                position=told.position,
                name=told.name,
                kind=OrganisationKind(told.kind),
                assessed=True,
            )
        )
