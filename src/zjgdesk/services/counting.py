"""Closing a round: the count, the closed set of papers, and the outcome with names."""

from dataclasses import dataclass

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from zjgdesk.models.rounds import BallotPaper, BallotRound, KeyedPaper, Settlement
from zjgdesk.rules.ballots import Ledger, Paper, check_ledger
from zjgdesk.rules.keying import pack
from zjgdesk.rules.outcome import NextStep, Outcome
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.roles import Action
from zjgdesk.rules.rounds import ENDED, RoundStep
from zjgdesk.rules.vocabulary import RoundState
from zjgdesk.services import locks, round_facts, round_papers, rounds
from zjgdesk.services.desk import Desk
from zjgdesk.services.locks import Key


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


def close_round(desk: Desk, round_id: int, *, keys: tuple[Key, Key]) -> OutcomeRow:
    """Count the agreed papers and close the round; passes, numbers and order are erased.

    Papers enter the closed set shuffled and under random keys; the file is then rewritten and its
    journal cut, so that nothing older remains in it.

    Args:
        desk: where one of the two sits.
        round_id: the round.
        keys: two different people, one of them a scrutineer.

    Raises:
        DeskError: `round.unknown`, or the refusal of the step or of a passphrase.

    Rule: VOTE-07, VOTE-23, VOTE-25
    """
    desk.need(Action.CLOSE_ROUND)
    people = locks.two_keys(desk, _meeting_of(desk, round_id), keys)
    with desk.acting(Action.CLOSE_ROUND, f"round:{round_id}", people=people) as deed:
        round_ = round_facts.allowed(deed.session, round_id, RoundStep.CLOSE)
        papers = round_papers.agreed_papers(deed.session, round_id)
        outcome = rounds.count_of(round_, papers)
        for refusal in ledger(round_, outcome.valid, outcome.invalid):
            refusal.raise_()
        keep_closed_set(desk, deed.session, round_, papers)
        round_.state, round_.next = RoundState.CLOSED, outcome.next
        round_.closed_at = deed.at
        result = named(round_, outcome)
        deed.facts.update(
            valid=outcome.valid,
            invalid=outcome.invalid,
            elected=len(outcome.elected),
            next=outcome.next,
        )
    round_papers.rewrite(round_papers.engine_of(desk))
    return result


def outcome_of(session: Session, round_: BallotRound) -> OutcomeRow | None:
    """Return the outcome of a closed round, counted afresh from its papers."""
    if round_.state not in ENDED:
        return None
    return named(round_, rounds.count_of(round_, round_papers.closed_papers(session, round_.id)))


def ledger(
    round_: BallotRound, valid: int | None = None, invalid: int | None = None
) -> tuple[Refusal, ...]:
    """Return what does not balance; before the count, without the valid and invalid papers."""
    return check_ledger(
        Ledger(
            printed=round_.printed,
            issued=round_.issued,
            left_over=round_.left_over,
            spoiled=round_.spoiled,
            present=round_.present,
            returned=round_.returned,
            valid=valid,
            invalid=invalid,
        )
    )


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
        next=NextStep.DONE if round_.reduced_reason else outcome.next,
        rules=outcome.rules,
        elected_ids=tuple(entries[i].candidate_id for i in outcome.elected),
        tied_ids=tuple(entries[i].candidate_id for i in outcome.tied),
    )


def _meeting_of(desk: Desk, round_id: int) -> int:
    with desk.reading() as session:
        return round_facts.find(session, round_id).meeting_id


def keep_closed_set(
    desk: Desk, session: Session, round_: BallotRound, papers: list[Paper]
) -> None:
    """Put the papers away without number, order or person. Rule: VOTE-25."""
    session.execute(delete(KeyedPaper).where(KeyedPaper.round_id == round_.id))
    session.execute(
        update(Settlement).where(Settlement.round_id == round_.id).values(paper_no=None)
    )
    round_papers.wipe_later(session)
    round_.first_last = round_.second_last = None
    shuffled = list(papers)
    desk.machine.chance.shuffle(shuffled)
    session.add_all(
        BallotPaper(
            id=key,
            round_id=round_.id,
            marks=pack(paper.marks) if paper.marks is not None else "",
            invalid=paper.invalid or "",
        )
        for key, paper in zip(round_papers.random_keys(desk, len(shuffled)), shuffled, strict=True)
    )
