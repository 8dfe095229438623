from datetime import date

import pytest

from tests.conftest import trail_of
from zjgdesk.errors import DeskError
from zjgdesk.services import scheme


def value(desk, key):
    return next(row for row in scheme.read_scheme(desk) if row.key == key)


def test_a_setting_keeps_its_source_and_its_default(desk):
    scheme.change_scheme(desk, "places.cadre", "28", source="市委常委会纪要")
    row = value(desk, "places.cadre")
    assert (row.value, row.source, row.default, row.rule) == (
        "28",
        "市委常委会纪要",
        "30",
        "SCHEME-01",
    )
    assert '"before":"30"' in trail_of(desk)[0].facts


@pytest.mark.parametrize(
    ("key", "text", "source", "code"),
    [
        ("places.cadre", "0", "纪要", "value_impossible"),
        ("places.cadre", "三十", "纪要", "value_impossible"),
        ("base", "half", "纪要", "value_impossible"),
        ("calendar.years", "2027 3", "通知", "value_impossible"),
        ("notice.days", "4", "纪要", "value_impossible"),
        ("colour", "red", "纪要", "unknown"),
        ("base", "present", " ", "source_missing"),
    ],
)
def test_what_a_setting_cannot_be(desk, key, text, source, code):
    with pytest.raises(DeskError, match=rf"scheme\.{code}"):
        scheme.change_scheme(desk, key, text, source=source)
    assert all(row.source == "" for row in scheme.read_scheme(desk))


def test_a_day_needs_its_source(desk):
    with pytest.raises(DeskError, match=r"scheme\.source_missing"):
        scheme.change_day(desk, date(2027, 1, 4), working=False, source="")
    scheme.change_day(desk, date(2027, 1, 4), working=False, source="通知")
    scheme.change_day(desk, date(2027, 1, 4), working=True, source="更正通知")
    assert [(row.on, row.working, row.source) for row in scheme.read_calendar(desk)] == [
        (date(2027, 1, 4), True, "更正通知")
    ]
