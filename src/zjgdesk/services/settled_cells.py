"""The decisions of a closed round: what was read, what it was taken for, by whom and why."""

from dataclasses import dataclass

from sqlalchemy import select

from zjgdesk.models.rounds import Settlement
from zjgdesk.rules.rounds import ENDED
from zjgdesk.services import round_facts
from zjgdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class SettledCell:
    """One decision, without the number of its paper; position 0 is the whole paper."""

    position: int
    name: str
    first: str
    second: str
    settled: str
    actor: str
    witness: str
    how: str


def settled_cells(desk: Desk, round_id: int) -> tuple[SettledCell, ...]:
    """Return what people decided on the papers of a closed round; nothing before its close.

    They stand in the order of the rows on the ballot, which says nothing of the papers.

    Raises:
        DeskError: `round.unknown`.

    Rule: VOTE-06, VOTE-16
    """
    with desk.reading() as session:
        round_ = round_facts.find(session, round_id)
        if round_.state not in ENDED:
            return ()
        names = {entry.position: entry.name for entry in round_.entries}
        query = (
            select(Settlement)
            .where(Settlement.round_id == round_id, Settlement.settled != "")
            .order_by(Settlement.position, Settlement.settled, Settlement.id)
        )
        return tuple(
            SettledCell(
                cell.position,
                names.get(cell.position, ""),
                cell.first,
                cell.second,
                cell.settled,
                cell.actor,
                cell.witness,
                cell.how,
            )
            for cell in session.scalars(query)
        )
