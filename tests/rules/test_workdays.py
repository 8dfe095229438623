from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zjgdesk.errors import DeskError
from zjgdesk.rules.workdays import months_after, notice_days

MOVED = {date(2022, 5, 7): True, date(2022, 5, 2): False, date(2022, 5, 3): False}
MOVED[date(2022, 5, 4)] = False


class Calendar2022:
    """May 2022 as arranged; a year before and after without data."""

    def known_year(self, year):
        return year == 2022

    def is_workday(self, day):
        return MOVED.get(day, day.weekday() < 5)


@pytest.mark.parametrize(
    ("first", "counts", "start", "last"),
    [
        pytest.param(7, True, 7, 12, id="NOTICE-02 working Saturday counts"),
        pytest.param(8, True, 9, 13, id="NOTICE-01 published on a Sunday"),
        pytest.param(7, False, 9, 13, id="NOTICE-01 first day not counted"),
        pytest.param(9, True, 9, 13, id="NOTICE-01 a plain week"),
        pytest.param(1, True, 5, 10, id="NOTICE-02 over the holiday"),
    ],
)
def test_five_days(first, counts, start, last):
    days = notice_days(date(2022, 5, first), 5, Calendar2022(), counts_first_day=counts)
    assert (days[0], days[-1], len(days)) == (date(2022, 5, start), date(2022, 5, last), 5)


@given(first=st.dates(date(2022, 1, 1), date(2022, 10, 31)), count=st.integers(1, 20))
def test_only_working_days_and_none_left_out(first, count):
    calendar = Calendar2022()
    days = notice_days(first, count, calendar)
    spanned = [first + timedelta(days=at) for at in range((days[-1] - first).days + 1)]
    assert list(days) == [day for day in spanned if calendar.is_workday(day)]
    assert len(days) == count


@pytest.mark.parametrize(
    ("first", "year"),
    [
        pytest.param(date(2021, 12, 31), 2021, id="NOTICE-02 starts without data"),
        pytest.param(date(2022, 12, 29), 2023, id="NOTICE-02 runs into a year without data"),
    ],
)
def test_a_year_without_data_is_refused(first, year):
    with pytest.raises(DeskError, match=r"calendar\.year_unknown") as caught:
        notice_days(first, 5, Calendar2022())
    assert (caught.value.rule, caught.value.facts) == ("NOTICE-02", {"year": year})


def test_no_days_are_refused():
    with pytest.raises(DeskError, match=r"calendar\.count_too_small") as caught:
        notice_days(date(2022, 5, 7), 0, Calendar2022())
    assert caught.value.rule == "NOTICE-01"


@pytest.mark.parametrize(
    ("day", "count", "after"),
    [
        pytest.param("2026-11-18", 3, "2027-02-18", id="NOTICE-05 over the year's end"),
        pytest.param("2026-11-30", 3, "2027-02-28", id="NOTICE-05 a month without such a day"),
        pytest.param("2026-12-15", 1, "2027-01-15", id="NOTICE-05 from December"),
        pytest.param("2027-11-29", 3, "2028-02-29", id="NOTICE-05 a leap year"),
    ],
)
def test_months_after(day, count, after):
    assert months_after(date.fromisoformat(day), count) == date.fromisoformat(after)
