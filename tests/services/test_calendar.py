from datetime import date

import pytest

from zjgdesk.rules.workdays import notice_days
from zjgdesk.services.calendar import WorkCalendar


@pytest.mark.parametrize(
    ("year", "known"),
    [
        pytest.param(2003, False, id="NOTICE-02 before the data"),
        pytest.param(2004, True, id="NOTICE-02 first year"),
        pytest.param(2026, True, id="NOTICE-02 this year"),
        pytest.param(2099, False, id="NOTICE-02 long after"),
    ],
)
def test_known_years(year, known):
    assert WorkCalendar().known_year(year) is known


@pytest.mark.parametrize(
    ("day", "working"),
    [
        pytest.param(date(2022, 5, 7), True, id="NOTICE-02 working Saturday"),
        pytest.param(date(2022, 5, 8), False, id="NOTICE-02 Sunday"),
        pytest.param(date(2022, 5, 4), False, id="NOTICE-02 holiday"),
        pytest.param(date(2022, 5, 9), True, id="NOTICE-02 Monday"),
    ],
)
def test_shipped_days(day, working):
    assert WorkCalendar().is_workday(day) is working


def test_the_own_table_wins_over_the_shipped_one():
    calendar = WorkCalendar({date(2022, 5, 7): False, date(2022, 5, 8): True})
    assert not calendar.is_workday(date(2022, 5, 7))
    assert calendar.is_workday(date(2022, 5, 8))
    assert notice_days(date(2022, 5, 7), 1, calendar) == (date(2022, 5, 8),)


def test_an_own_year_is_answered_for_as_a_whole():
    calendar = WorkCalendar({date(2099, 1, 1): False, date(2099, 1, 3): True}, frozenset({2099}))
    assert calendar.known_year(2099)
    assert not calendar.is_workday(date(2099, 1, 1))
    assert calendar.is_workday(date(2099, 1, 2))
    assert calendar.is_workday(date(2099, 1, 3))
    assert not calendar.is_workday(date(2099, 1, 4))


def test_single_days_do_not_make_a_year_known():
    assert not WorkCalendar({date(2099, 1, 1): False}).known_year(2099)
