from datetime import date

import pytest

from zjgdesk.rules.case_terms import AWAITED, Due, Terms, due, left
from zjgdesk.rules.vocabulary import CaseState, CaseStep


class Weekdays:
    def known_year(self, year):
        return year == 2026

    def is_workday(self, day):
        return day.weekday() < 5


FRIDAY = date(2026, 6, 5)
FIVE = {CaseStep.ACCEPT: 5, CaseStep.FILE: 2}


@pytest.mark.parametrize(
    ("state", "terms", "on"),
    [
        pytest.param("applied", Terms(FIVE), date(2026, 6, 12), id="TOL-07 working days"),
        pytest.param("applied", Terms(FIVE, working=False), date(2026, 6, 10),
                     id="TOL-07 calendar days"),
        pytest.param("executed", Terms(FIVE), date(2026, 6, 9), id="TOL-07 over a weekend"),
        pytest.param("accepted", Terms(FIVE), None, id="TOL-07 no limit set, none shown"),
        pytest.param("filed", Terms(FIVE), None, id="TOL-07 nothing awaited"),
        pytest.param("reviewing", Terms({}, review_months=1), date(2026, 7, 5),
                     id="TOL-09 the answer to a review"),
        pytest.param("reviewing", Terms({}, review_months=None), None, id="TOL-09 no limit"),
    ],
)  # fmt: skip
def test_when_a_step_is_due(state, terms, on):
    found = due(CaseState(state), FRIDAY, terms, Weekdays())
    assert found == (Due(AWAITED[CaseState(state)], on) if on else None)


def test_days_left():
    assert left(date(2026, 6, 12), date(2026, 6, 15)) == -3
    assert left(FRIDAY, FRIDAY) == 0
