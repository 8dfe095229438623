"""Working days: the State Council's published years, and what the workspace adds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import chinese_calendar

WEEKEND = 5


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Answers for the shipped years, corrected and extended by the workspace's own table.

    Args:
        own: days that the workspace sets itself; they win over everything else.
        own_years: years that the workspace answers for as a whole: Monday to Friday, with `own`
            for the days off and the moved days.
    """

    own: Mapping[date, bool] = field(default_factory=dict)
    own_years: frozenset[int] = frozenset()

    def known_year(self, year: int) -> bool:
        """Say whether the year is shipped or filled in by the workspace.

        Rule: NOTICE-02
        """
        return year in self.own_years or _shipped(year)

    def is_workday(self, day: date) -> bool:
        """Say whether a day of a known year is a working day.

        Rule: NOTICE-02
        """
        if day in self.own:
            return self.own[day]
        if day.year in self.own_years:
            return day.weekday() < WEEKEND
        return bool(chinese_calendar.is_workday(day))


def _shipped(year: int) -> bool:
    try:
        chinese_calendar.is_workday(date(year, 1, 1))
    except NotImplementedError:
        return False
    return True
