"""The result of a sitting comes back: sealed at the station, counted again at the office."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from zjgdesk.documents import wording
from zjgdesk.errors import DeskError
from zjgdesk.exchange.carried import (
    DOCUMENTS,
    RESULT,
    CarriedDocument,
    CarriedMeeting,
    ResultContent,
    ResultRound,
    read_documents,
    read_result,
    write_documents,
    write_result,
)
from zjgdesk.models.machines import CarriedPackage
from zjgdesk.models.rounds import BallotRound, CarriedRound, HandLine, Meeting, Settlement
from zjgdesk.rules.ballots import Paper
from zjgdesk.rules.keying import pack, unpack
from zjgdesk.rules.roles import Action
from zjgdesk.rules.rounds import ENDED
from zjgdesk.rules.vocabulary import PackageKind, Purpose, RoundState
from zjgdesk.services import (
    counting,
    handing_over,
    issued,
    meetings,
    packages,
    papers,
    round_facts,
    round_papers,
    rounds,
    scheme,
    trail,
)
from zjgdesk.services.code_sheets import SheetHead, code_sheets
from zjgdesk.services.desk import Deed, Desk
from zjgdesk.services.issued import IssuedRow
from zjgdesk.services.packages import Found, Outgoing, PackageRow

RULE: Final = "AIR-04"
INVALID: Final = "!"
FIGURES: Final = (
    "printed",
    "present",
    "issued",
    "spoiled",
    "left_over",
    "returned",
    "first_corrected",
    "second_corrected",
    "hand_valid",
    "hand_invalid",
)
OFFICERS: Final = ("first_teller", "second_teller")
RESTING: Final = ENDED | {RoundState.VOID}


@dataclass(frozen=True, slots=True)
class TakenResult:
    """What came back: the rounds as they are numbered here, and how many papers were counted."""

    meeting_id: int
    rounds: tuple[int, ...]
    papers: int
    documents: int
    anchor: str


def bring_back(desk: Desk, meeting_id: int, *, target: Path, medium: str) -> PackageRow:
    """Seal the result of a sitting, with the papers printed at it, for the office it came from.

    Args:
        desk: where a scrutineer sits at the counting machine.
        meeting_id: a sitting whose rounds are all counted or void.
        target: the folder to be made on the medium.
        medium: what it is written on, for the register.

    Raises:
        DeskError: `meeting.unknown`, `package.not_carried`, `package.count_unfinished`,
            `issued.lost`, `issued.changed`, or the refusal of the package.

    Rule: AIR-02, AIR-04
    """
    printed = _printed(desk, meeting_id)
    undo = None
    try:
        with desk.acting(Action.BRING_BACK, f"meeting:{meeting_id}") as deed:
            out, items = _result(desk, deed, meeting_id)
            items = {**items, **_with_documents(printed)}
            record, undo = packages.send(desk, deed, out, items, target=target, medium=medium)
            deed.session.add(record)
            deed.session.flush()
            row = packages.row_of(record)
    except BaseException:
        if undo is not None:
            undo()
        raise
    return row


def print_code_sheets(desk: Desk, meeting_id: int) -> IssuedRow:
    """Print the signed result as sheets of codes, for an office that no medium reaches.

    The papers printed at the sitting do not travel so; they are on paper already.

    Raises:
        DeskError: as `bring_back`; `codes.too_large` for a result that does not fit.

    Rule: AIR-02, AIR-04
    """
    with desk.acting(Action.BRING_BACK, f"meeting:{meeting_id}") as deed:
        out, items = _result(desk, deed, meeting_id)
        title = wording.document_title(wording.CODE_SHEETS)
        record, content = packages.seal_for_paper(desk, deed, out, items, title)
        deed.session.add(record)
        meeting = meetings.find(deed.session, meeting_id)
        names = {each.title.partition("（第")[0] for each in meeting.rounds}
        head = SheetHead(
            title="、".join(sorted(names)),
            meeting=meeting.title,
            held_on=meeting.held_on,
            foot=papers.foot(deed.session),
            security=scheme.scheme_value(deed.session, "security"),
        )
        pages = code_sheets(content, head, desk.machine)
        return papers.keep(desk, deed, pages, kind=wording.CODE_SHEETS, title=title)


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
        meeting = _awaited(session, record, found.name)
        try:
            ids = _enter(desk, deed, meeting, content, record)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise DeskError("package.unreadable", rule=RULE, name=found.name) from error
        _refuse_missing(meeting)
        _change_officers(deed, meeting, content.meeting)
        told = read_documents(opened.items, found.name)
        _keep_documents(desk, deed, told, opened.items, ids)
        record.meeting_id = meeting.id
        deed.subject = f"meeting:{meeting.id}"
        deed.facts.update(rounds=list(ids.values()), anchor=content.anchor, documents=len(told))
        count = sum(len(each.papers) for each in content.rounds)
        return TakenResult(meeting.id, tuple(ids.values()), count, len(told), content.anchor)


def _result(desk: Desk, deed: Deed, meeting_id: int) -> tuple[Outgoing, dict[str, bytes]]:
    session = deed.session
    meeting = meetings.find(session, meeting_id)
    record = packages.came_in(session, meeting_id)
    if record is None:
        raise DeskError("package.not_carried", rule=RULE)
    for round_ in meeting.rounds:
        if round_.state not in RESTING:
            raise DeskError("package.count_unfinished", rule=RULE, title=round_.title)
    content = ResultContent(
        meeting=handing_over.carried_meeting(meeting),
        rounds=tuple(_told(desk, session, round_) for round_ in meeting.rounds),
        anchor=trail.anchor(trail.newest(session)[1]),
    )
    out = Outgoing(PackageKind.RESULT, record.machine, meeting_id, record.uid, meeting.title)
    return out, {RESULT: write_result(content)}


def _told(desk: Desk, session: Session, round_: BallotRound) -> ResultRound:
    carried = round_.carried
    outcome = counting.outcome_of(session, round_)
    closed = round_papers.closed_papers(session, round_.id)
    desk.machine.chance.shuffle(closed)
    figures = {name: getattr(round_, name) for name in FIGURES}
    return ResultRound(
        id=round_.id,
        origin=carried.origin_id if carried else 0,
        before=round_.predecessor_id or 0,
        definition=handing_over.as_told(round_),
        digest=round_.definition_digest or "",
        state=round_.state,
        figures={name: value for name, value in figures.items() if value is not None},
        officers={name: getattr(round_, name) or "" for name in OFFICERS},
        papers=tuple(
            pack(p.marks) if p.marks is not None else f"{INVALID}{p.invalid}" for p in closed
        ),
        settlements=tuple(_settlements(session, round_.id)),
        hand=tuple(
            (c.yes, c.no, c.abstain, c.void) for c in round_facts.hand_lines(session, round_.id)
        ),
        hand_explained=round_.hand_explained,
        void_reason=round_.void_reason or "",
        reduced_reason=round_.reduced_reason or "",
        next=round_.next or "",
        closed_at=round_.closed_at.isoformat() if round_.closed_at else "",
        counts=tuple((c.yes, c.no, c.abstain, c.void) for c in outcome.counts) if outcome else (),
        elected=outcome.elected if outcome else (),
    )


def _settlements(session: Session, round_id: int) -> list[tuple[int | str, ...]]:
    """Return what was settled; ids are random, so in no order of papers. Rule: VOTE-25."""
    query = (
        select(Settlement)
        .where(Settlement.round_id == round_id)
        .order_by(Settlement.position, Settlement.id)
    )
    return [
        (each.position, each.first, each.second, each.settled, each.actor, each.witness, each.how)
        for each in session.scalars(query)
    ]


def _printed(desk: Desk, meeting_id: int) -> list[tuple[int, issued.IssuedRow, bytes]]:
    desk.need(Action.BRING_BACK)
    with desk.reading() as session:
        ids = [round_.id for round_ in meetings.find(session, meeting_id).rounds]
    return [
        (round_id, row, issued.read_issued(desk, row.id))
        for round_id in ids
        for row in reversed(issued.list_issued(desk, f"round:{round_id}"))
    ]


def _with_documents(printed: list[tuple[int, issued.IssuedRow, bytes]]) -> dict[str, bytes]:
    names = [f"documents/{at:03d}.pdf" for at in range(1, len(printed) + 1)]
    told = tuple(
        CarriedDocument(round_id, row.kind, row.title, row.pages, name)
        for name, (round_id, row, _content) in zip(names, printed, strict=True)
    )
    files = {name: content for name, (_round, _row, content) in zip(names, printed, strict=True)}
    return {DOCUMENTS: write_documents(told), **files}


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
    round_ = handing_over.defined(session, meeting, told.definition)
    round_.predecessor_id = here[told.before] if told.before else None
    round_.carried = CarriedRound(
        package_id=record.id, origin_id=told.id, origin_predecessor=told.before or None
    )
    session.flush()
    handing_over.sealed_as(round_, told.digest)
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
    before = handing_over.carried_meeting(meeting)
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
        about = Deed(deed.session, deed.at, f"round:{ids[each.round]}")
        papers.keep(desk, about, items[each.file], kind=each.kind, title=each.title)
