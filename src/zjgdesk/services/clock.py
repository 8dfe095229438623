"""The computer's clock was put back: said once, with the reason, and then accepted."""

from zjgdesk.rules.roles import Action
from zjgdesk.services import candidates
from zjgdesk.services.desk import Desk


def accept_clock(desk: Desk, *, reason: str) -> None:
    """Go on with a clock that stands before the newest entry of the trail.

    Raises:
        DeskError: `role.denied`, `reason.missing`.

    Rule: DESK-03
    """
    with desk.acting(Action.ACCEPT_CLOCK, "clock") as deed:
        deed.facts["reason"] = candidates.need_reason(reason)
