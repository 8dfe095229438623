from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zjgdesk.rules.months import Month, dotted, parse_month


@pytest.mark.parametrize(
    ("value", "month"),
    [
        ("1984.02", (1984, 2)),
        ("198211", (1982, 11)),
        ("1978.9", (1978, 9)),
        ("1978.10", (1978, 10)),
        ("1976年8月", (1976, 8)),
        ("1976年08月生", (1976, 8)),
        ("1976 年 8 月", (1976, 8)),
        ("1971-01", (1971, 1)),
        ("1971/1", (1971, 1)),
        ("１９７１．０１", (1971, 1)),
        ("19790307", (1979, 3)),
        ("1979.03.07", (1979, 3)),
        ("1979-03-07", (1979, 3)),
        ("1979年3月7日", (1979, 3)),
        ("1979-03-07 00:00:00", (1979, 3)),
        (" 1984.02 ", (1984, 2)),
        (date(1983, 9, 1), (1983, 9)),
        (datetime(1983, 9, 1, 12), (1983, 9)),
        (198402, (1984, 2)),
        (198402.0, (1984, 2)),
        (1975.1, (1975, 10)),
        (1975.01, (1975, 1)),
        (1975.12, (1975, 12)),
        (1978.9, (1978, 9)),
        (1975.2, (1975, 2)),
        (1979.0307, (1979, 3)),
        ("1980.01（46岁）", (1980, 1)),
        ("1980年1月\n(46岁)", (1980, 1)),
        ("198001(46岁)", (1980, 1)),
        ("1980.01出生", (1980, 1)),
        ("一九八四年二月", (1984, 2)),
        ("二〇〇一年十月", (2001, 10)),
        ("二○○一年十二月生", (2001, 12)),
        ("198402.0", (1984, 2)),
        ("1984·02", (1984, 2)),
        ("1984-02-01T00:00:00", (1984, 2)),
        (29099, (1979, 9)),
        (29099.0, (1979, 9)),
    ],
    ids=str,
)
def test_every_shape_of_a_month(value, month):
    assert parse_month(value) == Month(*month)


@pytest.mark.parametrize(
    "value",
    [
        "1978.13", "1978.00", "1978.0", "197813", "1899.12", "2101.01", "1978", "197", "", " ",
        "不详", "1978.02.32", "1978.02.00", "78.02", "1978年", None, True, 0, 1978, 1978.13, "1978.1.2.3",
        "1978.13（46岁）", "一九七八年十三月", "（46岁）",
    ],
    ids=repr,
)  # fmt: skip
def test_what_is_no_month(value):
    assert parse_month(value) is None


@given(year=st.integers(1900, 2100), month=st.integers(1, 12))
def test_a_month_survives_every_way_of_writing(year, month):
    for text in (
        f"{year}.{month}",
        f"{year}{month:02d}",
        f"{year}年{month}月",
        f"{year}-{month:02d}",
    ):
        assert parse_month(text) == Month(year, month)
    assert str(Month(year, month)) == f"{year}-{month:02d}"


@given(st.text())
def test_no_text_breaks_it(text):
    assert parse_month(text) is None or isinstance(parse_month(text), Month)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("1970-10", "1970.10"),
        ("196808", "1968.08"),
        ("1968.4", "1968.04"),
        ("1987年11月", "1987.11"),
        ("1970.10（55岁）", "1970.10"),
        ("不详", "不详"),
        ("", ""),
    ],
)
def test_registers_print_months_one_way(text, printed):
    assert dotted(text) == printed
