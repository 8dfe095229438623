"""Two blind passes over the same papers, by two people, in two orders."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from zjgdesk.errors import DeskError
from zjgdesk.models.rounds import BallotRound, KeyedPaper
from zjgdesk.rules.ballots import Paper, Verdict, judge_paper
from zjgdesk.rules.keying import pack
from zjgdesk.rules.officers import may_key
from zjgdesk.rules.roles import Action
from zjgdesk.rules.rounds import RoundStep, state_after
from zjgdesk.rules.vocabulary import Mark
from zjgdesk.services import candidates, meetings, offline, round_facts, round_papers, settling
from zjgdesk.services.desk import Desk
from zjgdesk.services.round_papers import FIRST

STEPS = {1: RoundStep.KEY_FIRST, 2: RoundStep.KEY_SECOND}
ACTIONS = {1: Action.KEY_FIRST, 2: Action.KEY_SECOND}


@dataclass(frozen=True, slots=True)
class KeyedRow:
    """What the program says of a paper at once: its number, too many chosen, cells unclear."""

    paper_no: int
    over_marked: bool
    unclear: int = 0


@dataclass(frozen=True, slots=True)
class KeyedSheet:
    """A paper of one's own pass as it was keyed, to be corrected."""

    paper_no: int
    marks: tuple[Mark, ...] | None
    invalid: str
    doubt: str


def next_paper(desk: Desk, round_id: int, pass_no: int) -> int | None:
    """Return the number that is to be keyed next; None when all are.

    The first pass goes up from 1, the second down from the last: the pile then lies that way,
    and no habit of the first carries over.

    Rule: VOTE-24
    """
    with desk.reading() as session:
        returned = round_facts.find(session, round_id).returned or 0
        done = round_papers.numbers_of(session, round_id, pass_no)
    numbers = range(1, returned + 1)
    order = numbers if pass_no == FIRST else reversed(numbers)
    return next((number for number in order if number not in done), None)


def last_keyed(desk: Desk, round_id: int, pass_no: int) -> int | None:
    """Return the number that was kept last in a pass that is under way."""
    with desk.reading() as session:
        round_ = round_facts.find(session, round_id)
        return round_.first_last if pass_no == FIRST else round_.second_last


def keyed_numbers(desk: Desk, round_id: int, pass_no: int) -> frozenset[int]:
    """Return the numbers that a pass has keyed; never what is on the papers."""
    with desk.reading() as session:
        return round_papers.numbers_of(session, round_id, pass_no)


def read_paper(desk: Desk, round_id: int, pass_no: int, paper_no: int) -> KeyedSheet:
    """Return a paper of one's own pass while it is under way.

    Raises:
        DeskError: `role.denied`, `keying.number_unknown`, or the refusal of the step.

    Rule: VOTE-24
    """
    desk.need(ACTIONS[pass_no])
    with desk.reading() as session:
        _allowed(desk, session, round_id, pass_no)
        held = round_papers.keyed_paper(session, round_id, pass_no, paper_no)
        if held is None:
            raise DeskError("keying.number_unknown", rule="VOTE-07", paper=paper_no)
        paper = round_papers.as_paper(held)
        return KeyedSheet(paper_no, paper.marks, paper.invalid or "", paper.doubt)


def key_paper(  # noqa: PLR0913 - a paper is named by these, each by keyword
    desk: Desk,
    round_id: int,
    *,
    pass_no: int,
    paper_no: int,
    marks: Sequence[Mark] | None,
    invalid: str = "",
    doubt: str = "",
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
        doubt: why the scrutineers are asked whether the paper counts; its marks are kept.
        token: made by the window for this paper, so that a retry is no second paper.

    Raises:
        DeskError: `keying.number_impossible`, `keying.number_taken`, `keying.marks_wrong`,
            `round.not_a_teller`, or the refusal of the step.

    Rule: VOTE-06, VOTE-24
    """
    with desk.acting(ACTIONS[pass_no], f"round:{round_id}", **_told(pass_no, paper_no)) as deed:
        session = deed.session
        round_ = _allowed(desk, session, round_id, pass_no)
        paper = paper_of(round_, marks, invalid, doubt)
        if session.scalars(select(KeyedPaper.id).where(KeyedPaper.token == token)).first():
            deed.facts["repeated"] = True
            return told_of(paper_no, paper, round_.places)
        _refuse_number(session, round_, pass_no, paper_no)
        _claim(round_, pass_no, desk.actor.name, paper_no)
        session.add(
            KeyedPaper(
                id=desk.machine.chance.getrandbits(62),
                round_id=round_id,
                pass_no=pass_no,
                paper_no=paper_no,
                marks=pack(paper.marks) if paper.marks is not None else "",
                invalid=paper.invalid or "",
                doubt=paper.doubt,
                token=token,
            )
        )
        return told_of(paper_no, paper, round_.places)


def correct_paper(  # noqa: PLR0913 - a paper is named by these, each by keyword
    desk: Desk,
    round_id: int,
    *,
    pass_no: int,
    paper_no: int,
    marks: Sequence[Mark] | None,
    invalid: str = "",
    doubt: str = "",
    reason: str = "",
) -> KeyedRow:
    """Key a paper of one's own pass again: the last one at once, an earlier one with a reason.

    Raises:
        DeskError: `keying.number_unknown`, `keying.marks_wrong`, `keying.reason_needed`,
            `round.not_a_teller`, or the refusal of the step.

    Rule: VOTE-24
    """
    with desk.acting(
        ACTIONS[pass_no], f"round:{round_id}", **_told(pass_no, paper_no), corrected=True
    ) as deed:
        round_ = _allowed(desk, deed.session, round_id, pass_no)
        paper = paper_of(round_, marks, invalid, doubt)
        held = round_papers.keyed_paper(deed.session, round_id, pass_no, paper_no)
        if held is None:
            raise DeskError("keying.number_unknown", rule="VOTE-07", paper=paper_no)
        if paper_no != _last(round_, pass_no):
            if not reason.strip():
                raise DeskError("keying.reason_needed", rule="VOTE-24", paper=paper_no)
            deed.facts["reason"] = reason.strip()
        _count_correction(round_, pass_no)
        held.marks = pack(paper.marks) if paper.marks is not None else ""
        held.invalid, held.doubt = paper.invalid or "", paper.doubt
        return told_of(paper_no, paper, round_.places)


def finish_pass(desk: Desk, round_id: int, pass_no: int) -> int:
    """End a pass; once both have ended, return how many cells people must look at again.

    Raises:
        DeskError: `keying.papers_missing` naming the numbers, or the refusal of the step.

    Rule: VOTE-24
    """
    with desk.acting(
        ACTIONS[pass_no], f"round:{round_id}", **{"pass": pass_no, "finished": True}
    ) as deed:
        round_ = _allowed(desk, deed.session, round_id, pass_no)
        done = round_papers.numbers_of(deed.session, round_id, pass_no)
        missing = [n for n in range(1, (round_.returned or 0) + 1) if n not in done]
        if missing:
            raise DeskError("keying.papers_missing", rule="VOTE-07", numbers=_few(missing))
        _claim(round_, pass_no, desk.actor.name, None)
        if pass_no == FIRST:
            round_.first_done = True
        else:
            round_.second_done = True
            deed.facts["differences"] = settling.find_open_cells(desk, deed.session, round_)
        deed.session.flush()
        facts = round_facts.facts_of(deed.session, round_)
        round_.state = state_after(STEPS[pass_no], facts)
        return facts.open_differences


def restart_pass(desk: Desk, round_id: int, *, reason: str) -> None:
    """Throw away the pass that is under way, so that another teller keys it from the beginning.

    Raises:
        DeskError: `round.unknown`, `reason.missing`, or the refusal of the step.

    Rule: VOTE-24
    """
    with desk.acting(Action.KEY_AGAIN, f"round:{round_id}") as deed:
        round_ = round_facts.allowed(deed.session, round_id, RoundStep.RESTART)
        pass_no = 2 if round_.first_done else FIRST
        deed.facts.update({"pass": pass_no, "reason": candidates.need_reason(reason)})
        round_papers.wipe_later(deed.session)
        deed.session.execute(
            delete(KeyedPaper).where(
                KeyedPaper.round_id == round_id, KeyedPaper.pass_no == pass_no
            )
        )
        if pass_no == FIRST:
            round_.first_teller, round_.first_last = None, None
        else:
            round_.second_teller, round_.second_last = None, None
    round_papers.rewrite(round_papers.engine_of(desk))


def keyed_counts(session: Session, round_id: int) -> Mapping[int, int]:
    """Return how many papers each pass has so far; never what is on them."""
    query = (
        select(KeyedPaper.pass_no, func.count())
        .where(KeyedPaper.round_id == round_id)
        .group_by(KeyedPaper.pass_no)
    )
    return dict(session.execute(query).all())


def paper_of(
    round_: BallotRound, marks: Sequence[Mark] | None, invalid: str, doubt: str = ""
) -> Paper:
    """Return the paper that was keyed, if it has a mark for every row.

    Raises:
        DeskError: `keying.marks_wrong`.
    """
    if invalid.strip():
        return Paper(None, invalid.strip())
    if marks is None or len(marks) != len(round_.entries):
        raise DeskError(
            "keying.marks_wrong", rule="VOTE-07", marks=len(marks or ()), rows=len(round_.entries)
        )
    return Paper(tuple(marks), None, doubt.strip())


def told_of(paper_no: int, paper: Paper, places: int) -> KeyedRow:
    """Return what is said of a paper at once. Rule: VOTE-05, VOTE-06."""
    over = judge_paper(paper, places) is Verdict.TOO_MANY
    return KeyedRow(paper_no, over, (paper.marks or ()).count(Mark.UNCLEAR))


def refuse_impossible(paper_no: int, papers: int) -> None:
    """Refuse a number that no paper bears.

    Raises:
        DeskError: `keying.number_impossible`.
    """
    if not 1 <= paper_no <= papers:
        raise DeskError(
            "keying.number_impossible", rule="VOTE-07", paper=paper_no, returned=papers
        )


def _told(pass_no: int, paper_no: int) -> dict[str, int]:
    return {"pass": pass_no, "paper": paper_no}


def _allowed(desk: Desk, session: Session, round_id: int, pass_no: int) -> BallotRound:
    offline.need_offline(desk, session)
    round_ = round_facts.allowed(session, round_id, STEPS[pass_no], desk.actor.name)
    round_facts.refuse_if(may_key(meetings.officers_of(round_.meeting), desk.actor.name))
    return round_


def _claim(round_: BallotRound, pass_no: int, teller: str, paper_no: int | None) -> None:
    if pass_no == FIRST:
        round_.first_teller, round_.first_last = teller, paper_no
    else:
        round_.second_teller, round_.second_last = teller, paper_no


def _last(round_: BallotRound, pass_no: int) -> int | None:
    return round_.first_last if pass_no == FIRST else round_.second_last


def _count_correction(round_: BallotRound, pass_no: int) -> None:
    if pass_no == FIRST:
        round_.first_corrected += 1
    else:
        round_.second_corrected += 1


def _refuse_number(session: Session, round_: BallotRound, pass_no: int, paper_no: int) -> None:
    refuse_impossible(paper_no, round_.returned or 0)
    if round_papers.keyed_paper(session, round_.id, pass_no, paper_no) is not None:
        raise DeskError("keying.number_taken", rule="VOTE-07", paper=paper_no)


def _few(numbers: Sequence[int]) -> str:
    shown = "、".join(str(number) for number in numbers[:10])
    return f"{shown}…" if len(numbers) > 10 else shown  # noqa: PLR2004 - as many as a line holds
