from datetime import date

import pytest

from zjgdesk.documents import words
from zjgdesk.rules.vocabulary import AccountabilityKind, Applicant, Base, Finding, Mark, Result


@pytest.mark.parametrize(
    ("table", "vocabulary"),
    [
        (words.MARKS, Mark),
        (words.BASES, Base),
        (words.KINDS, AccountabilityKind),
        (words.APPLICANTS, Applicant),
        (words.FINDINGS, Finding),
        (words.RESULTS, Result),
    ],
)
def test_every_value_has_a_word_of_its_own(table, vocabulary):
    assert set(table) == set(vocabulary)
    assert len(set(table.values())) == len(table)


def test_dates_have_no_leading_zeros():
    assert words.chinese_date(date(2026, 5, 7)) == "2026年5月7日"


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        pytest.param("丁宁", "丁\u3000宁", id="ORDER-04 two characters"),
        pytest.param("丁 宁", "丁\u3000宁", id="ORDER-04 already spread"),
        pytest.param("欧阳䶮", "欧阳䶮", id="ORDER-04 three"),
        pytest.param("AB", "AB", id="ORDER-04 not Chinese"),
    ],
)
def test_short_names_are_spread(name, printed):
    assert words.spread_name(name) == printed
