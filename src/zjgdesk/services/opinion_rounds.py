"""In which round a group may be asked its opinion, and who was asked in the earlier ones."""

from collections.abc import Mapping
from dataclasses import dataclass

from zjgdesk.rules.vocabulary import OpinionGroup, Track
from zjgdesk.services.desk import Desk
from zjgdesk.services.opinions import list_requests


@dataclass(frozen=True, slots=True)
class RoundOffer:
    """The rounds in which a group may be asked now.

    Args:
        rounds: the newest round so far, and one more; only the first before anybody is asked.
        due: the round to ask in: a further one once nobody of the newest is still waited for.
        asked: who was asked in each round.
    """

    rounds: tuple[int, ...]
    due: int
    asked: Mapping[int, tuple[str, ...]]


def offer_rounds(desk: Desk, group: OpinionGroup, track: Track) -> RoundOffer:
    """Return the rounds in which a group may be asked, and which of them is due.

    Rule: OPINION-01
    """
    asked: dict[int, tuple[str, ...]] = {}
    waiting: set[int] = set()
    for row in list_requests(desk):
        if (row.group, row.track) == (group, track):
            asked[row.round_no] = (*asked.get(row.round_no, ()), row.addressee)
            if row.days_left >= 0 and not row.answered >= row.expected > 0:
                waiting.add(row.round_no)
    if not asked:
        return RoundOffer((1,), 1, {})
    newest = max(asked)
    due = newest if newest in waiting else newest + 1
    return RoundOffer((newest, newest + 1), due, asked)
