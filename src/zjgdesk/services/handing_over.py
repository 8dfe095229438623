"""The rounds of a sitting go to a counting machine: sealed here, laid down there."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from zjgdesk.errors import DeskError
from zjgdesk.exchange.carried import (
    BALLOT,
    BallotContent,
    CarriedBallot,
    CarriedCandidate,
    CarriedOrganisation,
    write_ballot,
)
from zjgdesk.models.candidates import Candidate, Organisation
from zjgdesk.models.order import OwnStrokes
from zjgdesk.models.rounds import BallotRound, Meeting
from zjgdesk.models.workspace import OfficeText, SchemeValue
from zjgdesk.rules.roles import Action
from zjgdesk.rules.rounds import ENDED, RoundStep, refusal, state_after
from zjgdesk.rules.vocabulary import (
    PackageKind,
    Purpose,
    RoundState,
)
from zjgdesk.services import (
    candidates,
    carried_rounds,
    hand_order,
    machines,
    meetings,
    packages,
    round_facts,
)
from zjgdesk.services.desk import Desk
from zjgdesk.services.packages import Outgoing, PackageRow
from zjgdesk.services.standing import fields_of
from zjgdesk.services.text_kinds import ALL
from zjgdesk.services.text_kinds.base import TextGroup

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
    "count.network",
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
        DeskError: `meeting.unknown`, `machine.unknown`, `package.nothing_to_carry`,
            `package.round_not_frozen`, the refusal of the step, or of the package.

    Rule: AIR-02, AIR-04
    """
    acting = desk.acting(Action.HAND_OVER, f"meeting:{meeting_id}")
    with packages.written_whole(target), acting as deed:
        session = deed.session
        meeting = meetings.find(session, meeting_id)
        machine = machines.find(session, machine_id)
        if machine.purpose is not Purpose.COUNTING:
            raise DeskError("machine.unknown", rule=RULE)
        going = _going(session, meeting)
        content = _content(session, meeting, going)
        out = Outgoing(PackageKind.BALLOT, machine, meeting_id, "", meeting.title)
        items = {BALLOT: write_ballot(content)}
        record = packages.send(desk, deed, out, items, target=target, medium=medium)
        session.add(record)
        for round_ in going:
            round_.state = state_after(RoundStep.HAND_OVER, round_facts.facts_of(session, round_))
        session.flush()
        deed.facts["rounds"] = [round_.id for round_ in going]
        return packages.row_of(record)


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


def _going(session: Session, meeting: Meeting) -> list[BallotRound]:
    """Return the rounds that leave together; one that cannot keeps all the others here."""
    resting = ENDED | {RoundState.VOID}
    going = [round_ for round_ in meeting.rounds if round_.state not in resting]
    if not going:
        raise DeskError("package.nothing_to_carry", rule=RULE, title=meeting.title)
    for round_ in going:
        if round_.state is RoundState.DEFINED:
            raise DeskError("package.round_not_frozen", rule=RULE, title=round_.title)
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
        meeting=carried_rounds.carried_meeting(meeting),
        rounds=tuple(
            CarriedBallot(
                id=round_.id,
                definition=carried_rounds.as_told(round_),
                digest=round_.definition_digest or "",
                printed=round_.printed,
                order=hand_order.as_told(session, round_),
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
        strokes={
            each.character: (each.strokes, each.source)
            for each in session.scalars(select(OwnStrokes))
        },
        scheme={key: (kept[key].value, kept[key].source) for key in SETTINGS if key in kept},
        texts={each.kind: each.text for each in own if ALL[each.kind].group in TEXTS},
    )
