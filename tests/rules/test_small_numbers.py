from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zjgdesk.rules.small_numbers import LEAST, hide_small, summed

TABLES = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 12), min_size=width, max_size=width), min_size=1, max_size=4
    )
)


def numbers(figures):
    yield from (value for row in figures.rows for value in row)
    yield from (*figures.row_sums, *figures.column_sums, figures.total)


def fits(printed, figures):
    """Say whether the printed figures could be those of a table."""
    pairs = zip(numbers(printed), numbers(figures), strict=True)
    return all(shown is None or shown == true for shown, true in pairs)


@pytest.mark.parametrize(
    ("table", "rows", "row_sums", "total"),
    [
        pytest.param([[10]], ((10,),), (10,), 10, id="TOL-13 nothing small"),
        pytest.param([[4]], ((None,),), (None,), None, id="TOL-13 a single small number"),
        pytest.param([[3, 9]], ((None, None),), (12,), 12, id="TOL-13 the sum would tell it"),
        pytest.param([[0, 0, 30]], ((None, None, None),), (30,), 30,
                     id="TOL-13 two noughts follow from the sum too"),
        pytest.param([], (), (), 0, id="TOL-13 no cases at all"),
    ],
)  # fmt: skip
def test_small_numbers_are_hidden(table, rows, row_sums, total):
    figures = hide_small(table)
    assert (figures.rows, figures.row_sums, figures.total) == (rows, row_sums, total)


def test_a_sum_hidden_for_others_sake_takes_one_of_its_own_along():
    figures = hide_small([[5, 9], [5, 7], [1, 0]])
    assert figures.rows == ((None, None), (None, 7), (None, None))
    assert (figures.row_sums, figures.column_sums, figures.total) == (
        (14, None, None),
        (11, 16),
        27,
    )


@given(TABLES)
def test_no_number_below_five_is_told(table):
    assert all(value is None or value >= LEAST for value in numbers(hide_small(table)))


@given(TABLES)
def test_what_is_told_is_true(table):
    told, true = numbers(hide_small(table)), numbers(summed(table))
    assert all(one is None or one == other for one, other in zip(told, true, strict=True))


@given(TABLES)
def test_a_line_with_its_sum_never_leaves_one_number_to_be_worked_out(table):
    figures = hide_small(table)
    lines = [
        *((*row, total) for row, total in zip(figures.rows, figures.row_sums, strict=True)),
        *((*column, total) for column, total in
          zip(zip(*figures.rows, strict=True), figures.column_sums, strict=True)),
        (*figures.row_sums, figures.total),
        (*figures.column_sums, figures.total),
    ]  # fmt: skip
    assert all(sum(value is None for value in line) != 1 for line in lines)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.integers(0, 6), min_size=2, max_size=2), min_size=2, max_size=2))
def test_every_hidden_number_could_be_another(table):
    """Try every table of small size: at least two must lead to the same printed figures."""
    printed = hide_small(table)
    if all(value is not None for row in printed.rows for value in row):
        return
    tables = ([list(cells[:2]), list(cells[2:])] for cells in product(range(9), repeat=4))
    others = [other for other in tables if fits(printed, summed(other))]
    for row, column in product(range(2), range(2)):
        if printed.rows[row][column] is None:
            assert len({other[row][column] for other in others}) > 1
