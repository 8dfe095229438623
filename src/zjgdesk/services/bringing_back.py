"""The result of a sitting comes back: sealed at the station, counted again at the office."""

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
    ResultContent,
    ResultRound,
    write_documents,
    write_result,
)
from zjgdesk.models.rounds import BallotRound, Settlement
from zjgdesk.rules.keying import pack
from zjgdesk.rules.roles import Action
from zjgdesk.rules.rounds import ENDED
from zjgdesk.rules.vocabulary import PackageKind, RoundState
from zjgdesk.services import (
    carried_rounds,
    counting,
    issued,
    meetings,
    packages,
    papers,
    round_facts,
    round_papers,
    scheme,
    trail,
)
from zjgdesk.services.code_sheets import SheetHead, code_sheets
from zjgdesk.services.desk import Deed, Desk
from zjgdesk.services.issued import IssuedRow
from zjgdesk.services.packages import Outgoing, PackageRow

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
    acting = desk.acting(Action.BRING_BACK, f"meeting:{meeting_id}")
    with packages.written_whole(target), acting as deed:
        out, items = _result(desk, deed, meeting_id)
        items = {**items, **_with_documents(printed)}
        record = packages.send(desk, deed, out, items, target=target, medium=medium)
        deed.session.add(record)
        deed.session.flush()
        return packages.row_of(record)


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
        meeting=carried_rounds.carried_meeting(meeting),
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
        definition=carried_rounds.as_told(round_),
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
