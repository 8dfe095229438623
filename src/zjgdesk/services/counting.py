"""Closing a round: the count, the closed set of papers, and what follows from the outcome."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from zjgdesk.errors import BrokenInvariantError
from zjgdesk.models.candidates import Candidate
from zjgdesk.models.rounds import BallotPaper, BallotRound, Settlement
from zjgdesk.rules.ballots import Ledger, Paper, check_ledger
from zjgdesk.rules.keying import pack, unpack
from zjgdesk.rules.outcome import Ballot, NextStep, Outcome, decide
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.roles import Action
from zjgdesk.rules.rounds import RoundStep
from zjgdesk.rules.vocabulary import RoundKind, RoundState
from zjgdesk.services import keying, rounds
from zjgdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class CountRow:
    """What one candidate got."""

    position: int
    name: str
    organisation: str
    yes: int
    no: int
    abstain: int
    void: int


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """The outcome of a closed round, with names."""

    stands: bool
    valid: int
    invalid: int
    counts: tuple[CountRow, ...]
    needed: int
    elected: tuple[str, ...]
    tied: tuple[str, ...]
    places_left: int
    next: NextStep
    rules: tuple[str, ...]
    elected_ids: tuple[int, ...]
    tied_ids: tuple[int, ...]


def close_round(desk: Desk, round_id: int) -> OutcomeRow:
    """Count the agreed papers and close the round; passes, numbers and order are erased.

    Papers enter the closed set shuffled and under random keys; the file is then rewritten and its
    journal cut, so that nothing older remains in it.

    Raises:
        DeskError: `round.unknown`, or the refusal of the step.
    """
    with desk.acting(Action.CLOSE_ROUND, f"round:{round_id}") as deed:
        round_ = rounds.allowed(deed.session, round_id, RoundStep.CLOSE)
        papers = keying.agreed_papers(deed.session, round_)
        outcome = count(round_, papers)
        for refusal in ledger(round_, outcome.valid, outcome.invalid):
            refusal.raise_()
        _keep_closed_set(desk, deed.session, round_id, papers)
        round_.state, round_.next = RoundState.CLOSED, outcome.next
        round_.closed_at = deed.at
        result = named(round_, outcome)
        deed.facts.update(
            valid=outcome.valid,
            invalid=outcome.invalid,
            elected=len(outcome.elected),
            next=outcome.next,
        )
    _rewrite(desk)
    return result


def succeed_round(desk: Desk, round_id: int) -> int:
    """Define the round that follows: a vote again, a runoff or a second ballot.

    Raises:
        DeskError: `round.unknown`, or the refusal of the step.
    """
    with desk.acting(Action.SUCCEED_ROUND, f"round:{round_id}") as deed:
        session = deed.session
        round_ = rounds.allowed(session, round_id, RoundStep.SUCCEED)
        kind, places, ids = _what_follows(session, round_)
        number = _chain_length(session, round_) + 1
        successor = _copy(round_, kind, places)
        base_title = round_.title.partition("（第")[0]
        successor.title = f"{base_title}（第{number}轮）"
        session.add(successor)
        rounds.add_entries(session, successor, [session.get_one(Candidate, i) for i in ids])
        session.flush()
        deed.facts.update(successor=successor.id, kind=kind, places=places)
        return successor.id


def outcome_of(session: Session, round_: BallotRound) -> OutcomeRow | None:
    """Return the outcome of a closed round, counted afresh from its papers."""
    if round_.state is not RoundState.CLOSED:
        return None
    return named(round_, count(round_, closed_papers(session, round_.id)))


def count(round_: BallotRound, papers: list[Paper]) -> Outcome:
    """Judge and count papers by the rules of the ballot."""
    ballot = Ballot(
        due=round_.due,
        present=round_.present or 0,
        issued=round_.issued or 0,
        returned=round_.returned or 0,
        candidates=len(round_.entries),
        places=round_.places,
        base=round_.base,
    )
    return decide(ballot, papers)


def ledger(
    round_: BallotRound, valid: int | None = None, invalid: int | None = None
) -> tuple[Refusal, ...]:
    """Return what does not balance; before the count, without the valid and invalid papers."""
    return check_ledger(
        Ledger(
            printed=round_.printed,
            issued=round_.issued or 0,
            left_over=left_over(round_),
            spoiled=round_.spoiled,
            returned=round_.returned,
            valid=valid,
            invalid=invalid,
        )
    )


def left_over(round_: BallotRound) -> int:
    """Return how many printed papers were neither handed out nor spoiled."""
    return round_.printed - (round_.issued or 0) - round_.spoiled


def closed_papers(session: Session, round_id: int) -> list[Paper]:
    """Return the closed set of a round."""
    query = select(BallotPaper).where(BallotPaper.round_id == round_id).order_by(BallotPaper.id)
    return [
        Paper(None, paper.invalid) if paper.invalid else Paper(unpack(paper.marks), None)
        for paper in session.scalars(query)
    ]


def settled_count(session: Session, round_id: int) -> int:
    """Return how many cells had to be settled."""
    query = select(func.count()).where(Settlement.round_id == round_id)
    return session.scalar(query) or 0


def named(round_: BallotRound, outcome: Outcome) -> OutcomeRow:
    """Put names to an outcome's positions."""
    entries = round_.entries
    return OutcomeRow(
        stands=outcome.stands,
        valid=outcome.valid,
        invalid=outcome.invalid,
        counts=tuple(
            CountRow(e.position, e.name, e.organisation, c.yes, c.no, c.abstain, c.void)
            for e, c in zip(entries, outcome.counts, strict=True)
        ),
        needed=outcome.needed,
        elected=tuple(entries[i].name for i in outcome.elected),
        tied=tuple(entries[i].name for i in outcome.tied),
        places_left=outcome.places_left,
        next=outcome.next,
        rules=outcome.rules,
        elected_ids=tuple(entries[i].candidate_id for i in outcome.elected),
        tied_ids=tuple(entries[i].candidate_id for i in outcome.tied),
    )


def _keep_closed_set(desk: Desk, session: Session, round_id: int, papers: list[Paper]) -> None:
    for keyed in rounds.papers_of(session, round_id):
        session.delete(keyed)
    for cell in session.scalars(select(Settlement).where(Settlement.round_id == round_id)):
        cell.paper_no = None
    shuffled = list(papers)
    desk.machine.chance.shuffle(shuffled)
    keys = sorted({desk.machine.chance.getrandbits(62) for _ in shuffled})
    while len(keys) < len(shuffled):  # pragma: no cover - two equal keys of 62 bits
        keys.append(desk.machine.chance.getrandbits(62))
    session.add_all(
        BallotPaper(
            id=key,
            round_id=round_id,
            marks=pack(paper.marks) if paper.marks is not None else "",
            invalid=paper.invalid or "",
        )
        for key, paper in zip(keys, shuffled, strict=True)
    )


def _rewrite(desk: Desk) -> None:
    engine = desk.sessions.kw["bind"]
    with engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        connection.rollback()
        cursor = raw.cursor()
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.close()


def _what_follows(session: Session, round_: BallotRound) -> tuple[RoundKind, int, list[int]]:
    everybody = [entry.candidate_id for entry in round_.entries]
    if round_.state is RoundState.VOID:
        return RoundKind.REVOTE, round_.places, everybody
    outcome = outcome_of(session, round_)
    if outcome is None:
        raise BrokenInvariantError(f"round {round_.id} has a successor but no outcome")
    if outcome.next is NextStep.RUNOFF:
        return RoundKind.RUNOFF, outcome.places_left, list(outcome.tied_ids)
    rest = [i for i in everybody if i not in outcome.elected_ids]
    return RoundKind.SECOND_BALLOT, outcome.places_left, rest


def _copy(round_: BallotRound, kind: RoundKind, places: int) -> BallotRound:
    return BallotRound(
        track=round_.track,
        kind=kind,
        state=RoundState.DEFINED,
        title=round_.title,
        meeting=round_.meeting,
        held_on=round_.held_on,
        places=places,
        due=round_.due,
        base=round_.base,
        chief=round_.chief,
        scrutineers=round_.scrutineers,
        tellers=round_.tellers,
        predecessor_id=round_.id,
        printed=0,
        spoiled=0,
        first_done=False,
        second_done=False,
    )


def _chain_length(session: Session, round_: BallotRound) -> int:
    length, current = 1, round_
    while current.predecessor_id is not None:
        current = session.get_one(BallotRound, current.predecessor_id)
        length += 1
    return length
