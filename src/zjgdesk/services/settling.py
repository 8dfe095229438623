"""The cells that people look at again: read differently, unclear, doubtful, or keyed once only."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from zjgdesk.errors import DeskError
from zjgdesk.models.rounds import BallotRound, Settlement
from zjgdesk.rules.keying import Difference, Validity, differences, pack, unread
from zjgdesk.rules.officers import may_decide_doubt, may_oversee
from zjgdesk.rules.roles import Action
from zjgdesk.rules.rounds import RoundStep, state_after
from zjgdesk.rules.vocabulary import Mark
from zjgdesk.services import candidates, meetings, round_facts, round_papers
from zjgdesk.services.desk import Deed, Desk
from zjgdesk.services.round_papers import FIRST, REKEYED, SECOND, WHOLE

UNREAD = "unread"
"""What stands in place of a pass that keyed no marks of a paper now settled as valid."""

IN_DOUBT = {Mark.UNCLEAR, Validity.DOUBTFUL}


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """A cell to be looked at again; position 0 is the whole paper.

    `doubt` says that a teller could not read it, so that the chief and a scrutineer decide;
    `rekey` that the whole paper's marks are keyed once more.
    """

    paper_no: int
    position: int
    name: str
    first: str
    second: str
    settled: str
    doubt: bool = False
    rekey: bool = False


def settle_difference(  # noqa: PLR0913 - a settlement is named by these, each by keyword
    desk: Desk,
    round_id: int,
    *,
    paper_no: int,
    position: int,
    mark: str,
    witness: str,
    how: str,
) -> None:
    """Settle one cell from the paper itself, with a second person present.

    Args:
        desk: where the scrutineer sits.
        round_id: the round.
        paper_no: the stamped number.
        position: the row on the paper, 0 for the validity of the whole paper.
        mark: one of the marks; `valid` or `invalid` for the whole paper.
        witness: who looked on; for a cell in doubt the chief or, beside the chief, a scrutineer.
        how: what was seen on the paper.

    Raises:
        DeskError: `keying.difference_unknown`, `keying.witness_missing`, `keying.chief_needed`,
            `reason.missing`, `keying.mark_unknown`, or the refusal of the step.

    Rule: VOTE-06, VOTE-24
    """
    with desk.acting(Action.SETTLE_DIFFERENCE, f"round:{round_id}") as deed:
        round_ = _overseen(desk, deed, round_id)
        cell = _cell(deed.session, round_id, paper_no, position)
        _refuse_witness(desk, round_, cell, witness)
        known: list[Mark | Validity] = (
            [Validity.VALID, Validity.INVALID]
            if position == WHOLE
            else [mark for mark in Mark if mark is not Mark.UNCLEAR]
        )
        if mark not in known:
            raise DeskError("keying.mark_unknown", rule="VOTE-08", mark=mark)
        cell.settled, cell.actor = mark, desk.actor.name
        cell.witness, cell.how = witness.strip(), candidates.need_reason(how)
        _go_on(desk, deed, round_)
        deed.facts.update(witness=cell.witness, open=_open(deed, round_))


def rekey_paper(
    desk: Desk,
    round_id: int,
    *,
    paper_no: int,
    marks: Sequence[Mark],
    witness: str,
    how: str,
) -> None:
    """Key the marks of a paper settled as valid in place of the pass that had none.

    They are compared with the other pass as if keyed there; what differs is to be settled.

    Raises:
        DeskError: `keying.difference_unknown`, `keying.witness_missing`, `keying.marks_wrong`,
            `reason.missing`, or the refusal of the step.

    Rule: VOTE-24
    """
    with desk.acting(Action.SETTLE_DIFFERENCE, f"round:{round_id}") as deed:
        round_ = _overseen(desk, deed, round_id)
        cell = _cell(deed.session, round_id, paper_no, WHOLE, rekey=True)
        _refuse_witness(desk, round_, cell, witness)
        if len(marks) != len(round_.entries):
            raise DeskError(
                "keying.marks_wrong", rule="VOTE-07", marks=len(marks), rows=len(round_.entries)
            )
        pass_no = FIRST if cell.first == UNREAD else SECOND
        held = round_papers.keyed_paper(deed.session, round_id, pass_no, paper_no)
        if held is None:
            raise DeskError("keying.difference_unknown", rule="VOTE-24", paper=paper_no)
        held.marks, held.invalid, held.doubt = pack(marks), "", ""
        cell.settled, cell.actor = REKEYED, desk.actor.name
        cell.witness, cell.how = witness.strip(), candidates.need_reason(how)
        _go_on(desk, deed, round_)
        deed.facts.update(witness=cell.witness, rekeyed=True, open=_open(deed, round_))


def find_open_cells(desk: Desk, session: Session, round_: BallotRound) -> int:
    """Enter every cell that people must look at and that is not entered yet; return how many.

    Rule: VOTE-06, VOTE-24
    """
    first = round_papers.pass_papers(session, round_.id, FIRST)
    second = round_papers.pass_papers(session, round_.id, SECOND)
    settlements = round_papers.settlements_of(session, round_.id)
    held = session.scalars(select(Settlement).where(Settlement.round_id == round_.id)).all()
    wanted = [
        _settlement(desk, round_.id, each) for each in differences(first, second, settlements)
    ]
    for each in unread(first, second, settlements):
        reads = (UNREAD, "") if each.pass_no == FIRST else ("", UNREAD)
        wanted.append(_blank(desk, round_.id, each.paper, WHOLE, reads))
    places = {_place(each) for each in wanted}
    for cell in held:
        if not cell.settled and _place(cell) not in places:
            session.delete(cell)  # its paper was settled as invalid since
    new = [each for each in wanted if _place(each) not in {_place(cell) for cell in held}]
    session.add_all(new)
    session.flush()
    return len(new)


def difference_rows(session: Session, round_: BallotRound) -> list[DifferenceRow]:
    """Return the cells looked at again, by paper, while the papers still have numbers."""
    names = {entry.position: entry.name for entry in round_.entries}
    query = select(Settlement).where(
        Settlement.round_id == round_.id, Settlement.paper_no.is_not(None)
    )
    return [
        DifferenceRow(
            cell.paper_no or 0,
            cell.position,
            names.get(cell.position, ""),
            cell.first,
            cell.second,
            cell.settled,
            in_doubt(cell),
            _is_rekey(cell),
        )
        for cell in session.scalars(query.order_by(Settlement.paper_no, Settlement.position))
    ]


def in_doubt(cell: Settlement) -> bool:
    """Say whether a teller could not read the cell. Rule: VOTE-06."""
    return bool({cell.first, cell.second} & IN_DOUBT)


def settled_count(session: Session, round_id: int) -> int:
    """Return how many cells were looked at again."""
    return len(session.scalars(select(Settlement.id).where(Settlement.round_id == round_id)).all())


def _go_on(desk: Desk, deed: Deed, round_: BallotRound) -> None:
    deed.session.flush()
    find_open_cells(desk, deed.session, round_)
    round_.state = state_after(RoundStep.SETTLE, round_facts.facts_of(deed.session, round_))


def _open(deed: Deed, round_: BallotRound) -> int:
    return round_papers.open_cells(deed.session, round_.id)


def _overseen(desk: Desk, deed: Deed, round_id: int) -> BallotRound:
    round_ = round_facts.allowed(deed.session, round_id, RoundStep.SETTLE)
    round_facts.refuse_if(may_oversee(meetings.officers_of(round_.meeting), desk.actor.name))
    return round_


def _cell(
    session: Session, round_id: int, paper_no: int, position: int, *, rekey: bool = False
) -> Settlement:
    query = select(Settlement).where(
        Settlement.round_id == round_id,
        Settlement.paper_no == paper_no,
        Settlement.position == position,
    )
    found = [cell for cell in session.scalars(query) if _is_rekey(cell) is rekey]
    if not found:
        raise DeskError("keying.difference_unknown", rule="VOTE-24", paper=paper_no)
    return found[0]


def _refuse_witness(desk: Desk, round_: BallotRound, cell: Settlement, witness: str) -> None:
    if not witness.strip() or witness.strip() == desk.actor.name:
        raise DeskError("keying.witness_missing", rule="VOTE-24")
    if in_doubt(cell):
        officers = meetings.officers_of(round_.meeting)
        round_facts.refuse_if(may_decide_doubt(officers, desk.actor.name, witness))


def _place(cell: Settlement) -> tuple[int | None, int, bool]:
    return cell.paper_no, cell.position, _is_rekey(cell)


def _is_rekey(cell: Settlement) -> bool:
    return UNREAD in {cell.first, cell.second}


def _settlement(desk: Desk, round_id: int, difference: Difference) -> Settlement:
    position = WHOLE if difference.position is None else difference.position
    reads = (str(difference.first), str(difference.second))
    return _blank(desk, round_id, difference.paper, position, reads)


def _blank(
    desk: Desk, round_id: int, paper_no: int, position: int, reads: tuple[str, str]
) -> Settlement:
    return Settlement(
        id=desk.machine.chance.getrandbits(62),
        round_id=round_id,
        paper_no=paper_no,
        position=position,
        first=reads[0],
        second=reads[1],
        settled="",
        actor="",
        witness="",
        how="",
    )
