"""Days within which a step of a tolerance case is due, only where the scheme sets them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from zjgdesk.rules.vocabulary import CaseState, CaseStep
from zjgdesk.rules.workdays import Calendar, months_after, notice_days

AWAITED: Final[Mapping[CaseState, CaseStep]] = {
    CaseState.APPLIED: CaseStep.ACCEPT,
    CaseState.ACCEPTED: CaseStep.REPORT,
    CaseState.INVESTIGATED: CaseStep.DELIBERATE,
    CaseState.DELIBERATED: CaseStep.DETERMINE,
    CaseState.DECIDED: CaseStep.FEED_BACK,
    CaseState.FED_BACK: CaseStep.EXECUTE,
    CaseState.EXECUTED: CaseStep.FILE,
    CaseState.REVIEWING: CaseStep.UPHOLD,
}
"""The step that each state waits for; refusing is done in the time of accepting."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The limits of the scheme. Rules: TOL-07, TOL-09.

    Args:
        days: how many a step may take, counted from the day after the one before it.
        working: whether they are working days.
        review_months: within which a review is answered; None for no limit.
    """

    days: Mapping[CaseStep, int]
    working: bool = True
    review_months: int | None = 1


@dataclass(frozen=True, slots=True)
class Due:
    """What a case waits for, and its last day."""

    step: CaseStep
    on: date


def due(state: CaseState, since: date, terms: Terms, calendar: Calendar) -> Due | None:
    """Return the last day for what the case waits for, None where no limit is set.

    Raises:
        DeskError: `calendar.year_unknown` when working days run into a year without data.

    Rule: TOL-07, TOL-09
    """
    step = AWAITED.get(state)
    if step is None:
        return None
    if state is CaseState.REVIEWING:
        months = terms.review_months
        return None if months is None else Due(step, months_after(since, months))
    days = terms.days.get(step)
    if days is None:
        return None
    if not terms.working:
        return Due(step, since + timedelta(days=days))
    return Due(step, notice_days(since + timedelta(days=1), days, calendar)[-1])


def is_limited(state: CaseState, terms: Terms) -> bool:
    """Say whether the scheme sets a limit to what a case in this state waits for.

    Rule: TOL-07, TOL-09
    """
    if state is CaseState.REVIEWING:
        return terms.review_months is not None
    return AWAITED.get(state) in terms.days


def left(last_day: date, today: date) -> int:
    """Return how many calendar days are left; below nought when the day is past.

    Rule: TOL-07
    """
    return (last_day - today).days
