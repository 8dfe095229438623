"""How well a round was keyed, told after both passes ended; never who voted how."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from zjgdesk.models.rounds import BallotRound, Settlement
from zjgdesk.services.round_papers import REKEYED
from zjgdesk.services.settling import in_doubt


@dataclass(frozen=True, slots=True)
class PassErrors:
    """One teller's pass: cells read otherwise than settled, cells set aside, corrections."""

    teller: str
    wrong: int
    set_aside: int
    corrected: int


@dataclass(frozen=True, slots=True)
class KeyingStatistics:
    """Both passes of a round; `cells` is papers times rows, keyed in each pass."""

    papers: int
    cells: int
    settled: int
    passes: tuple[PassErrors, ...]


def statistics_of(session: Session, round_: BallotRound) -> KeyingStatistics | None:
    """Return how both passes were keyed; None before both have ended.

    Rule: VOTE-24
    """
    if not round_.second_done or round_.first_teller is None or round_.second_teller is None:
        return None
    query = select(Settlement).where(
        Settlement.round_id == round_.id, Settlement.settled.not_in(("", REKEYED))
    )
    cells = session.scalars(query).all()
    plain = [cell for cell in cells if not in_doubt(cell)]
    doubtful = [cell for cell in cells if in_doubt(cell)]
    passes = (
        PassErrors(
            round_.first_teller,
            sum(cell.first != cell.settled for cell in plain),
            sum(cell.first in {"unclear", "doubtful"} for cell in doubtful),
            round_.first_corrected,
        ),
        PassErrors(
            round_.second_teller,
            sum(cell.second != cell.settled for cell in plain),
            sum(cell.second in {"unclear", "doubtful"} for cell in doubtful),
            round_.second_corrected,
        ),
    )
    papers = round_.returned or 0
    return KeyingStatistics(papers, papers * len(round_.entries), len(cells), passes)
