import pytest

from zjgdesk.rules.case_likeness import Compared, Precedent, departs, likeness
from zjgdesk.rules.vocabulary import AccountabilityKind, Result, WorkKind

ONE = Compared(WorkKind.PROJECT, AccountabilityKind.PARTY, (4,))
EXEMPT, LIGHTER = Result.EXEMPT, Result.LIGHTER


@pytest.mark.parametrize(
    ("other", "words", "score"),
    [
        pytest.param(ONE, 1.0, 100, id="TOL-12 the same"),
        pytest.param(ONE, 0.0, 50, id="TOL-12 other words"),
        pytest.param(Compared(WorkKind.REFORM, AccountabilityKind.PARTY, (4,)), 1.0, 80,
                     id="TOL-12 other work"),
        pytest.param(Compared(WorkKind.PROJECT, AccountabilityKind.PARTY, ()), 1.0, 85,
                     id="TOL-12 another precondition in question"),
        pytest.param(Compared(WorkKind.PROJECT, AccountabilityKind.ACCOUNTABILITY, (4,)), 0.5, 65,
                     id="TOL-12 another kind, half the words"),
        pytest.param(Compared(WorkKind.PROJECT, AccountabilityKind.PARTY, (4,), reform=True), 1.0,
                     95, id="TOL-12 other circumstances"),
    ],
)  # fmt: skip
def test_how_like_two_cases_are(other, words, score):
    assert likeness(ONE, other, words) == score


@pytest.mark.parametrize(
    ("earlier", "found"),
    [
        pytest.param([(EXEMPT, 90)] * 2, None, id="TOL-12 two are too few"),
        pytest.param([(EXEMPT, 90)] * 3, (EXEMPT, 3, 3), id="TOL-12 three of three"),
        pytest.param([(EXEMPT, 90)] * 3 + [(LIGHTER, 90)] * 2, (EXEMPT, 3, 5), id="TOL-12 most"),
        pytest.param([(EXEMPT, 90)] * 2 + [(Result.NOT_GRANTED, 90)] * 2, None,
                     id="TOL-12 half is not usual"),
        pytest.param([(EXEMPT, 49)] * 5, None, id="TOL-12 unlike cases are no precedent"),
        pytest.param([(LIGHTER, 90)] * 4, None, id="TOL-12 as usual"),
    ],
)  # fmt: skip
def test_a_departure_from_what_was_usual(earlier, found):
    assert departs([Precedent(*each) for each in earlier], LIGHTER) == found
