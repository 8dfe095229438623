from datetime import datetime

import pytest

from zjgdesk.exchange.moments import parse_time
from zjgdesk.exchange.vote_words import NO_MOMENT, Clocks, Moments, seconds_of

TEN = datetime(2026, 11, 2, 10)


@pytest.mark.parametrize(
    "text",
    [
        "1793584800", "1793584800.0", "1793584800000", "46328.4166666667", "2026-11-02T02:00:00Z",
        "2026-11-02T02:00:00.000Z", "2026-11-02T10:00:00+08:00", "2026-11-02 10:00:00 +0800 CST",
        "2026-11-02T11:00:00+0900", "2026-11-01T21:00:00-05:00", "2026-11-02 上午10:00",
        "2026年11月2日10时", "2026年11月2日10时0分", "2026-11-2 10:00 AM", "20261102100000", "202611021000",
    ],
)  # fmt: skip
def test_a_moment_is_known_by_every_clock(text):
    assert parse_time(text) == TEN


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("2026-11-02 下午3:00", 15), ("2026-11-02 晚上 8:00", 20), ("2026-11-02 3:00 pm", 15),
        ("2026-11-02 12:30 PM", 12), ("2026-11-02 12:30 AM", 0), ("2026-11-02 下午12:30", 12),
    ],
)  # fmt: skip
def test_halves_of_the_day(text, hour):
    assert parse_time(text).hour == hour


@pytest.mark.parametrize(
    "text", ["", "11/02/2026 10:00", "99999", "12", "2026-11-02 25:00", "昨天"]
)
def test_what_could_be_another_moment_is_none(text):
    assert parse_time(text) is None


def test_a_clock_that_reaches_the_next_day_is_not_remembered_without_its_day():
    with pytest.raises(KeyError):
        Clocks()["20:00:00Z"]
    assert Clocks()["02:00:00Z"] == 36_000


@pytest.mark.parametrize(
    "text",
    [
        "1793584800",
        "1793584800123",
        "2026-11-02T02:00:00Z",
        "2026-11-01T20:00:00Z",
        "1234567",
        "Z",
    ],
)
def test_the_short_way_is_the_long_way(text):
    moment = parse_time(text)
    assert Moments().seconds(text) == (NO_MOMENT if moment is None else seconds_of(moment))
