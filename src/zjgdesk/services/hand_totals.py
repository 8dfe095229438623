"""What was entered of the count by hand, to be looked at and put right."""

from dataclasses import dataclass

from zjgdesk.rules.ballots import Count
from zjgdesk.rules.roles import Action
from zjgdesk.services import round_facts
from zjgdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class HandTotals:
    """The totals of the tally sheet as they were entered, rows in ballot order."""

    valid: int
    invalid: int
    counts: tuple[Count, ...]


def read_hand_totals(desk: Desk, round_id: int) -> HandTotals | None:
    """Return what was entered of the count by hand; None where none was made.

    Raises:
        DeskError: `role.denied`, `round.unknown`.

    Rule: VOTE-18
    """
    desk.need(Action.COUNT_BY_HAND)
    with desk.reading() as session:
        round_ = round_facts.find(session, round_id)
        lines = round_facts.hand_lines(session, round_id)
        if not lines:
            return None
        return HandTotals(round_.hand_valid or 0, round_.hand_invalid or 0, lines)
