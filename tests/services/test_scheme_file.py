import json
from datetime import date

import pytest

from zjgdesk.errors import DeskError
from zjgdesk.services import scheme
from zjgdesk.services.scheme_file import compare_scheme, export_scheme, take_over


def value(desk, key):
    return next((r.value, r.source) for r in scheme.read_scheme(desk) if r.key == key)


@pytest.fixture
def last_year(desk):
    """A scheme as another year's workspace wrote it."""
    told = json.loads(export_scheme(desk))
    told["year"] = 2025
    told["settings"]["places.cadre"] = {"value": "28", "source": "纪要"}
    told["settings"]["notice.phone"] = {"value": "0512-12380", "source": ""}
    told["settings"]["colour"] = {"value": "red", "source": ""}
    told["days"] = [{"on": "2027-01-04", "working": False, "source": "通知"}]
    return json.dumps(told, ensure_ascii=False).encode()


def test_a_scheme_is_compared_with_last_years(desk, last_year):
    file = compare_scheme(desk, "方案.json", last_year)
    assert (file.year, file.days, file.unknown) == (2025, 1, ("colour",))
    assert [(d.key, d.here, d.there, d.source) for d in file.differing] == [
        ("places.cadre", "30", "28", "纪要"),
        ("notice.phone", "", "0512-12380", ""),
    ]


def test_chosen_settings_are_taken_over_with_their_source(desk, last_year):
    taken = take_over(desk, "方案.json", last_year, ["places.cadre", "notice.phone"], days=True)
    assert taken == 2
    assert value(desk, "places.cadre") == ("28", "纪要")
    assert value(desk, "notice.phone") == ("0512-12380", "2025年度方案")
    assert [day.on for day in scheme.read_calendar(desk)] == [date(2027, 1, 4)]
    assert compare_scheme(desk, "a", export_scheme(desk)).differing == ()


def test_one_value_that_cannot_be_takes_nothing_over(desk, last_year):
    bad = last_year.replace(b'"28"', b'"0"')
    with pytest.raises(DeskError, match=r"scheme\.value_impossible"):
        take_over(desk, "方案.json", bad, ["notice.phone", "places.cadre"], days=True)
    assert value(desk, "notice.phone") == ("", "")
    assert scheme.read_calendar(desk) == []
    with pytest.raises(DeskError, match=r"scheme\.nothing_chosen"):
        take_over(desk, "方案.json", last_year, [], days=False)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04",
        b"[]",
        b"null",
        b'{"format": "zjgdesk-scheme/2", "year": 1, "settings": {}, "days": []}',
        b'{"format": "zjgdesk-scheme/1", "year": 1, "settings": {"base": 1}, "days": []}',
        b'{"format": "zjgdesk-scheme/1", "year": 1, "settings": {}, "days": [{"on": "x"}]}',
        b"[" * 100_000,
    ],
)
def test_whatever_is_no_scheme_is_refused(desk, content):
    with pytest.raises(DeskError, match=r"scheme\.file_foreign"):
        compare_scheme(desk, "x", content)
