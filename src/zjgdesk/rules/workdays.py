"""Working days of a public notice; which days are working days is asked of a calendar."""

import calendar as months
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Protocol

from zjgdesk.errors import DeskError


class Calendar(Protocol):
    """Knows the moved days of the years it has data for."""

    def known_year(self, year: int) -> bool:
        """Say whether there is data for the year."""

    def is_workday(self, day: date) -> bool:
        """Say whether a day of a known year is a working day."""


def notice_days(
    first: date, count: int, calendar: Calendar, *, counts_first_day: bool = True
) -> tuple[date, ...]:
    """Return the working days of a notice published on `first`.

    The day of publication is the first of them if it is a working day; otherwise counting starts
    at the next one.

    Raises:
        DeskError: `calendar.count_too_small`; `calendar.year_unknown` when a day falls into a year
            without data.

    Rule: NOTICE-01, NOTICE-02
    """
    if count < 1:
        raise DeskError("calendar.count_too_small", rule="NOTICE-01", count=count)
    start = first if counts_first_day else first + timedelta(days=1)
    days = _workdays(start, calendar)
    return tuple(next(days) for _ in range(count))


def months_after(day: date, count: int) -> date:
    """Return the same day some months later, or that month's last day where it has no such day.

    Rule: NOTICE-05
    """
    month = day.month - 1 + count
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, months.monthrange(year, month)[1]))


def _workdays(day: date, calendar: Calendar) -> Iterator[date]:
    while True:
        if not calendar.known_year(day.year):
            raise DeskError("calendar.year_unknown", rule="NOTICE-02", year=day.year)
        if calendar.is_workday(day):
            yield day
        day += timedelta(days=1)
