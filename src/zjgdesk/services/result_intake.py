"""The office takes the result of a sitting in, and counts every round again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from zjgdesk.errors import DeskError
from zjgdesk.exchange.carried import (
    CarriedDocument,
    CarriedMeeting,
    ResultContent,
    ResultRound,
    read_documents,
    read_result,
)
from zjgdesk.models.machines import CarriedPackage
from zjgdesk.models.rounds import BallotRound, CarriedRound, HandLine, Meeting, Settlement
from zjgdesk.rules.ballots import Paper
from zjgdesk.rules.keying import unpack
from zjgdesk.rules.roles import Action
from zjgdesk.rules.rounds import ENDED
from zjgdesk.rules.vocabulary import PackageKind, Purpose, RoundState
from zjgdesk.services import (
    carried_rounds,
    counting,
    meetings,
    packages,
    papers,
    rounds,
)
from zjgdesk.services.bringing_back import FIGURES, INVALID, OFFICERS, RESTING, RULE
from zjgdesk.services.desk import Deed, Desk
from zjgdesk.services.packages import Found


@dataclass(frozen=True, slots=True)
class TakenResult:
    """What came back: the rounds as they are numbered here, and how many papers were counted."""

    meeting_id: int
    rounds: tuple[int, ...]
    papers: int
    documents: int
    anchor: str


def take_in_result(desk: Desk, found: Found, *, medium: str) -> TakenResult:
    """Take the result of a sitting in; every round is counted again from its papers.

    Raises:
        DeskError: `package.station_only` on a counting machine, `package.recalled`,
            `package.other_round`, `package.rounds_missing`, `package.recount_differs`, or what
            speaks against the package.

    Rule: AIR-02, AIR-04, VOTE-07
    """
    with desk.acting(Action.TAKE_IN_RESULT, "meeting") as deed:
        session = deed.session
        if desk.purpose is Purpose.COUNTING:
            raise DeskError("package.station_only", rule=RULE)
        opened, record = packages.receive(desk, deed, found, PackageKind.RESULT, medium=medium)
        content = read_result(opened.items, found.name)
        told = read_documents(opened.items, found.name)
        meeting = _awaited(session, record, found.name)
        try:
            ids = _enter(desk, deed, meeting, content, record)
            _keep_documents(desk, deed, told, opened.items, ids)
        except carried_rounds.ODD as error:
            raise DeskError("package.unreadable", rule=RULE, name=found.name) from error
        _refuse_missing(meeting)
        _change_officers(deed, meeting, content.meeting)
        record.meeting_id = meeting.id
        deed.subject = f"meeting:{meeting.id}"
        deed.facts.update(rounds=list(ids.values()), anchor=content.anchor, documents=len(told))
        count = sum(len(each.papers) for each in content.rounds)
        return TakenResult(meeting.id, tuple(ids.values()), count, len(told), content.anchor)


def _awaited(session: Session, record: CarriedPackage, name: str) -> Meeting:
    """Return the sitting that a result belongs to, while it is awaited."""
    query = select(CarriedPackage).where(
        CarriedPackage.uid == record.answers, CarriedPackage.incoming.is_(False)
    )
    sent = session.scalars(query).first()
    if sent is None or sent.meeting_id is None or sent.machine_id != record.machine_id:
        raise DeskError("package.other_round", rule=RULE, name=name)
    meeting = meetings.find(session, sent.meeting_id)
    if sent.recalled_reason is not None:
        raise DeskError("package.recalled", rule=RULE, name=name, title=meeting.title)
    if not any(round_.state is RoundState.CARRIED for round_ in meeting.rounds):
        raise DeskError("package.result_there", rule=RULE, name=name, title=meeting.title)
    return meeting


def _enter(
    desk: Desk, deed: Deed, meeting: Meeting, content: ResultContent, record: CarriedPackage
) -> dict[int, int]:
    """Enter the rounds; return how each is numbered here, by its number there."""
    here: dict[int, int] = {}
    for told in sorted(content.rounds, key=lambda each: each.id):
        round_ = _round_of(deed.session, meeting, told, here, record)
        here[told.id] = round_.id
        _fill(desk, deed.session, round_, told)
        _count_again(round_, told)
    return here


def _round_of(
    session: Session,
    meeting: Meeting,
    told: ResultRound,
    here: Mapping[int, int],
    record: CarriedPackage,
) -> BallotRound:
    if told.origin:
        round_ = session.get(BallotRound, told.origin)
        mine = round_ is not None and round_.meeting_id == meeting.id
        if (
            round_ is None
            or not mine
            or round_.state is not RoundState.CARRIED
            or round_.definition_digest != told.digest
        ):
            raise DeskError("package.other_round", rule=RULE, name=record.name)
        return round_
    round_ = carried_rounds.defined(session, meeting, told.definition)
    round_.predecessor_id = here[told.before] if told.before else None
    round_.carried = CarriedRound(
        package_id=record.id, origin_id=told.id, origin_predecessor=told.before or None
    )
    session.flush()
    carried_rounds.sealed_as(round_, told.digest)
    return round_


def _fill(desk: Desk, session: Session, round_: BallotRound, told: ResultRound) -> None:
    state = RoundState(told.state)
    if state not in RESTING:
        raise ValueError(state)
    for name in FIGURES:
        setattr(round_, name, told.figures.get(name, getattr(round_, name)))
    for name in OFFICERS:
        setattr(round_, name, told.officers[name] or None)
    round_.state = state
    round_.first_done = round_.second_done = state in ENDED
    round_.hand_explained = told.hand_explained
    round_.void_reason = told.void_reason or None
    round_.reduced_reason = told.reduced_reason or None
    round_.next = told.next or None
    round_.closed_at = datetime.fromisoformat(told.closed_at) if told.closed_at else None
    counting.keep_closed_set(desk, session, round_, [_paper(each) for each in told.papers])
    for position, first, second, settled, actor, witness, how in told.settlements:
        session.add(
            Settlement(
                id=desk.machine.chance.getrandbits(62),
                round_id=round_.id,
                paper_no=None,
                position=int(position),
                first=str(first),
                second=str(second),
                settled=str(settled),
                actor=str(actor),
                witness=str(witness),
                how=str(how),
            )
        )
    for at, (yes, no, abstain, void) in enumerate(told.hand, start=1):
        session.add(
            HandLine(round_id=round_.id, position=at, yes=yes, no=no, abstain=abstain, void=void)
        )
    session.flush()


def _paper(told: str) -> Paper:
    if told.startswith(INVALID):
        return Paper(None, told.removeprefix(INVALID))
    return Paper(unpack(told))


def _count_again(round_: BallotRound, told: ResultRound) -> None:
    """What the station says came of it is what its papers say here. Rule: VOTE-07."""
    if round_.state is RoundState.VOID:
        return
    outcome = rounds.count_of(round_, [_paper(each) for each in told.papers])
    counts = tuple((c.yes, c.no, c.abstain, c.void) for c in outcome.counts)
    elected = tuple(round_.entries[at].name for at in outcome.elected)
    wrong = counting.ledger(round_, outcome.valid, outcome.invalid)
    following = counting.named(round_, outcome).next
    if wrong or counts != told.counts or elected != told.elected or following != told.next:
        raise DeskError("package.recount_differs", rule="VOTE-07", title=round_.title)


def _refuse_missing(meeting: Meeting) -> None:
    left = [round_.title for round_ in meeting.rounds if round_.state is RoundState.CARRIED]
    if left:
        raise DeskError("package.rounds_missing", rule=RULE, titles=left)


def _change_officers(deed: Deed, meeting: Meeting, told: CarriedMeeting) -> None:
    """Who counted in the end, where it is not who was to count."""
    before = carried_rounds.carried_meeting(meeting)
    if before != told:
        deed.facts["officers_before"] = [before.chief, *before.scrutineers, *before.tellers]
        meeting.chief = told.chief
        meeting.scrutineers = meetings.joined(told.scrutineers)
        meeting.tellers = meetings.joined(told.tellers)
        meeting.relatives = meetings.joined(told.relatives)
        meeting.recused = meetings.joined(told.recused)


def _keep_documents(
    desk: Desk,
    deed: Deed,
    told: tuple[CarriedDocument, ...],
    items: Mapping[str, bytes],
    ids: Mapping[int, int],
) -> None:
    for each in told:
        about = Deed(deed.session, deed.at, f"round:{ids[each.round]}", written=deed.written)
        papers.keep(desk, about, items[each.file], kind=each.kind, title=each.title)
