"""The program's result against one worked out otherwise, round by round."""

import pytest

from tests.oracle import compare_random, compare_small, counts_paper, expected, largest_set
from zjgdesk.rules.outcome import NextStep

POSITIONS = 300_000


def test_no_simulated_position_is_decided_otherwise():
    seen, found = compare_random(20190701, positions=POSITIONS)
    assert found == []
    assert seen["positions"] >= POSITIONS
    kinds = [*NextStep, "invalid", "write_ins", "harmless tie"]
    assert min(seen[kind] for kind in kinds) > 200, seen


@pytest.mark.parametrize(
    ("due", "rows", "marks"),
    [
        *[(due, rows, "ynav") for due in (1, 2, 3, 4) for rows in (1, 2)],
        *[(due, 3, "ynav") for due in (1, 2)],
        *[(due, 3, "yn") for due in (3, 4)],
    ],
)
def test_no_small_round_is_decided_otherwise(due, rows, marks):
    rounds, found = compare_small(due, rows, marks)
    assert found == []
    assert rounds > 3**due


@pytest.mark.parametrize(
    ("sheet", "write_ins", "counts"),
    [
        (None, False, False),
        (("yyn", ()), False, True),
        (("yyy", ()), False, False),
        (("aaa", ()), False, True),
        (("ynn", ("甲",)), False, False),
        (("ynn", ("甲",)), True, True),
        (("ynn", ("甲", "乙")), True, False),
        (("aaa", ("甲",)), True, False),
    ],
)
def test_the_oracle_judges_papers_by_the_text_of_the_rules(sheet, write_ins, counts):
    assert counts_paper(sheet, 2, write_ins) is counts


@pytest.mark.parametrize(
    ("votes", "places", "elected"),
    [([9, 8, 7], 2, (0, 1)), ([9, 8, 8], 2, (0,)), ([8, 8, 8], 2, ()), ([8, 8, 7], 2, (0, 1))],
)
def test_the_oracle_tries_every_set_of_people(votes, places, elected):
    assert largest_set(votes, [0, 1, 2], places) == elected


def test_the_oracle_knows_the_worked_example():
    sheets = [("yna", ())] * 9 + [("nnn", ()), ("ayn", ()), None]
    facts = (13, 12, 12, 12, 3, 2, False, False)
    sums = [(9, 1, 1, 0), (1, 10, 0, 0), (0, 2, 9, 0)]
    assert expected(facts, sheets) == (
        True, 11, 1, sums, 7, (0,), (), 1, "second_ballot", ("VOTE-14",), [],
    )  # fmt: skip
