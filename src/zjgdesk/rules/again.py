"""Who may stand again after not being elected."""

from collections.abc import Collection

from zjgdesk.rules.refusals import Refusal

MOST_FAILURES = 2


def may_stand_again(failed_at: Collection[int], meeting: int, name: str) -> Refusal | None:
    """Say why somebody may not be voted on at a sitting; None where they may.

    Args:
        failed_at: the different sittings at which they were voted on and not elected.
        meeting: the sitting in question.
        name: who it is about.

    Rule: VOTE-20
    """
    failures = set(failed_at)
    if len(failures) >= MOST_FAILURES:
        return Refusal("round.failed_twice", "VOTE-20", {"name": name})
    if meeting in failures:
        return Refusal("round.failed_here", "VOTE-20", {"name": name})
    return None
