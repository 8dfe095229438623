"""Two blind passes over the same papers, and the cells on which they differ."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from zjgdesk.errors import DeskError
from zjgdesk.models.rounds import BallotRound, KeyedPaper, Settlement
from zjgdesk.rules.ballots import Paper, Verdict, judge_paper
from zjgdesk.rules.keying import (
    Cell,
    Difference,
    Validity,
    differences,
    pack,
    settled,
    unpack,
)
from zjgdesk.rules.roles import Action
from zjgdesk.rules.rounds import RoundStep
from zjgdesk.rules.vocabulary import Mark, RoundState
from zjgdesk.services import candidates, rounds
from zjgdesk.services.desk import Deed, Desk

STEPS = {rounds.FIRST: RoundStep.KEY_FIRST, rounds.SECOND: RoundStep.KEY_SECOND}
ACTIONS = {rounds.FIRST: Action.KEY_FIRST, rounds.SECOND: Action.KEY_SECOND}
WHOLE = 0


@dataclass(frozen=True, slots=True)
class KeyedRow:
    """What the program says of a paper at once: its number, and whether it chooses too many."""

    paper_no: int
    over_marked: bool


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """A cell on which the passes differ; position 0 is the validity of the whole paper."""

    paper_no: int
    position: int
    name: str
    first: str
    second: str
    settled: str


def next_paper(desk: Desk, round_id: int, pass_no: int) -> int | None:
    """Return the lowest stamped number not yet keyed in this pass; None when all are."""
    with desk.reading() as session:
        round_ = rounds.find(session, round_id)
        done = {paper.paper_no for paper in rounds.papers_of(session, round_id, pass_no)}
        return next((n for n in range(1, (round_.returned or 0) + 1) if n not in done), None)


def key_paper(  # noqa: PLR0913 - a paper is named by these, each by keyword
    desk: Desk,
    round_id: int,
    *,
    pass_no: int,
    paper_no: int,
    marks: Sequence[Mark] | None,
    invalid: str = "",
    token: str,
) -> KeyedRow:
    """Keep one paper of one pass; the same token again is recognised and kept once.

    Args:
        desk: where the teller sits.
        round_id: the round.
        pass_no: 1 or 2.
        paper_no: the number stamped on the paper, from 1.
        marks: one mark a row; None for a paper that is invalid as a whole.
        invalid: why the paper is invalid; empty for a valid one.
        token: made by the window for this paper, so that a retry is no second paper.

    Raises:
        DeskError: `keying.number_impossible`, `keying.number_taken`, `keying.marks_wrong`,
            or the refusal of the step.
    """
    with desk.acting(
        ACTIONS[pass_no], f"round:{round_id}", **{"pass": pass_no, "paper": paper_no}
    ) as deed:
        round_ = _teller_round(desk, deed, round_id, pass_no)
        paper = _paper(round_, marks, invalid)
        held = deed.session.scalars(select(KeyedPaper).where(KeyedPaper.token == token)).first()
        if held is not None:
            deed.facts["repeated"] = True
        else:
            _refuse_number(deed.session, round_, pass_no, paper_no)
            deed.session.add(
                KeyedPaper(
                    id=desk.machine.chance.getrandbits(62),
                    round_id=round_id,
                    pass_no=pass_no,
                    paper_no=paper_no,
                    marks=pack(paper.marks) if paper.marks is not None else "",
                    invalid=paper.invalid or "",
                    token=token,
                )
            )
        return KeyedRow(paper_no, _over_marked(paper, round_.places))


def correct_paper(
    desk: Desk,
    round_id: int,
    *,
    pass_no: int,
    paper_no: int,
    marks: Sequence[Mark] | None,
    invalid: str = "",
) -> KeyedRow:
    """Key one paper of an unfinished pass again, by the teller who keyed it.

    Raises:
        DeskError: `keying.number_unknown`, `keying.marks_wrong`, or the
            refusal of the step.
    """
    with desk.acting(
        ACTIONS[pass_no],
        f"round:{round_id}",
        **{"pass": pass_no, "paper": paper_no, "corrected": True},
    ) as deed:
        round_ = _teller_round(desk, deed, round_id, pass_no)
        paper = _paper(round_, marks, invalid)
        held = {p.paper_no: p for p in rounds.papers_of(deed.session, round_id, pass_no)}
        if paper_no not in held:
            raise DeskError("keying.number_unknown", rule="VOTE-07", paper=paper_no)
        held[paper_no].marks = pack(paper.marks) if paper.marks is not None else ""
        held[paper_no].invalid = paper.invalid or ""
        return KeyedRow(paper_no, _over_marked(paper, round_.places))


def finish_pass(desk: Desk, round_id: int, pass_no: int) -> int:
    """End a pass; once both have ended, return on how many cells they differ.

    Raises:
        DeskError: `keying.papers_missing`, or the refusal of the step.
    """
    with desk.acting(
        ACTIONS[pass_no], f"round:{round_id}", **{"pass": pass_no, "finished": True}
    ) as deed:
        round_ = _teller_round(desk, deed, round_id, pass_no)
        keyed = len(rounds.papers_of(deed.session, round_id, pass_no))
        if keyed < (round_.returned or 0):
            raise DeskError(
                "keying.papers_missing", rule="VOTE-07", keyed=keyed, returned=round_.returned
            )
        if pass_no == rounds.FIRST:
            round_.first_done = True
        else:
            round_.second_done = True
        if not (round_.first_done and round_.second_done):
            return 0
        round_.state = RoundState.KEYED
        found = _compare(deed.session, round_)
        deed.session.add_all(found)
        deed.facts["differences"] = len(found)
        return len(found)


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
        witness: who looked on.
        how: what was seen on the paper.

    Raises:
        DeskError: `keying.difference_unknown`, `keying.witness_missing`, `reason.missing`,
            `keying.mark_unknown`, or the refusal of the step.
    """
    with desk.acting(Action.SETTLE_DIFFERENCE, f"round:{round_id}") as deed:
        rounds.allowed(deed.session, round_id, RoundStep.SETTLE)
        query = select(Settlement).where(
            Settlement.round_id == round_id,
            Settlement.paper_no == paper_no,
            Settlement.position == position,
        )
        cell = deed.session.scalars(query).first()
        if cell is None:
            raise DeskError("keying.difference_unknown", rule="VOTE-06", paper=paper_no)
        if not witness.strip() or witness.strip() == desk.actor.name:
            raise DeskError("keying.witness_missing", rule="VOTE-06")
        known: list[Mark | Validity] = [*Validity] if position == WHOLE else [*Mark]
        if mark not in known:
            raise DeskError("keying.mark_unknown", rule="VOTE-08", mark=mark)
        cell.settled, cell.actor = mark, desk.actor.name
        cell.witness, cell.how = witness.strip(), candidates.need_reason(how)
        deed.facts.update(witness=cell.witness)


def difference_rows(session: Session, round_: BallotRound) -> list[DifferenceRow]:
    """Return the cells on which the passes differ, while the papers still have numbers."""
    names = {entry.position: entry.name for entry in round_.entries}
    query = select(Settlement).where(
        Settlement.round_id == round_.id, Settlement.paper_no.is_not(None)
    )
    return [
        DifferenceRow(
            s.paper_no or 0, s.position, names.get(s.position, ""), s.first, s.second, s.settled
        )
        for s in session.scalars(query.order_by(Settlement.paper_no, Settlement.position))
    ]


def agreed_papers(session: Session, round_: BallotRound) -> list[Paper]:
    """Return each paper as both passes have it, the settled cells put in.

    Rule: VOTE-06
    """
    query = select(Settlement).where(Settlement.round_id == round_.id)
    cells: dict[Cell, Mark | Validity] = {
        (cell.paper_no or 0, cell.position or None): _choice(cell.position, cell.settled)
        for cell in session.scalars(query)
    }
    papers = settled(
        _papers(session, round_.id, rounds.FIRST),
        _papers(session, round_.id, rounds.SECOND),
        cells,
    )
    return list(papers.values())


def keyed_counts(session: Session, round_id: int) -> Mapping[int, int]:
    """Return how many papers each pass has so far; never what is on them."""
    query = (
        select(KeyedPaper.pass_no, func.count())
        .where(KeyedPaper.round_id == round_id)
        .group_by(KeyedPaper.pass_no)
    )
    return dict(session.execute(query).all())


def _choice(position: int, settled_as: str) -> Mark | Validity:
    return Validity(settled_as) if position == WHOLE else Mark(settled_as)


def _compare(session: Session, round_: BallotRound) -> list[Settlement]:
    found = differences(
        _papers(session, round_.id, rounds.FIRST), _papers(session, round_.id, rounds.SECOND)
    )
    return [_as_settlement(round_.id, difference) for difference in found]


def _as_settlement(round_id: int, difference: Difference) -> Settlement:
    return Settlement(
        round_id=round_id,
        paper_no=difference.paper,
        position=WHOLE if difference.position is None else difference.position,
        first=difference.first,
        second=difference.second,
        settled="",
        actor="",
        witness="",
        how="",
    )


def _papers(session: Session, round_id: int, pass_no: int) -> dict[int, Paper]:
    return {
        paper.paper_no: Paper(None, paper.invalid)
        if paper.invalid
        else Paper(unpack(paper.marks), None)
        for paper in rounds.papers_of(session, round_id, pass_no)
    }


def _teller_round(desk: Desk, deed: Deed, round_id: int, pass_no: int) -> BallotRound:
    round_ = rounds.allowed(deed.session, round_id, STEPS[pass_no], desk.actor.name)
    if pass_no == rounds.FIRST:
        round_.first_teller = desk.actor.name
    else:
        round_.second_teller = desk.actor.name
    return round_


def _paper(round_: BallotRound, marks: Sequence[Mark] | None, invalid: str) -> Paper:
    if invalid.strip():
        return Paper(None, invalid.strip())
    if marks is None or len(marks) != len(round_.entries):
        raise DeskError(
            "keying.marks_wrong", rule="VOTE-07", marks=len(marks or ()), rows=len(round_.entries)
        )
    return Paper(tuple(marks), None)


def _refuse_number(session: Session, round_: BallotRound, pass_no: int, paper_no: int) -> None:
    if not 1 <= paper_no <= (round_.returned or 0):
        raise DeskError(
            "keying.number_impossible", rule="VOTE-07", paper=paper_no, returned=round_.returned
        )
    if any(p.paper_no == paper_no for p in rounds.papers_of(session, round_.id, pass_no)):
        raise DeskError("keying.number_taken", rule="VOTE-07", paper=paper_no)


def _over_marked(paper: Paper, places: int) -> bool:
    return judge_paper(paper, places) is Verdict.TOO_MANY
