import pytest
from hypothesis import given
from hypothesis import strategies as st

from zjgdesk.rules.shorthand import (
    Entry,
    base_of,
    opposite,
    read_shorthand,
    write_shorthand,
)
from zjgdesk.rules.vocabulary import Mark

YES, NO, ABSTAIN, VOID, UNCLEAR = Mark
ROWS = 45


@pytest.mark.parametrize(
    ("text", "base", "entries"),
    [
        pytest.param("", YES, [], id="VOTE-08 no exception"),
        pytest.param("7 12- 15.", YES, [(7, NO), (12, NO), (15, ABSTAIN)], id="VOTE-08 as told"),
        pytest.param("7", ABSTAIN, [(7, YES)], id="VOTE-08 bare against abstain"),
        pytest.param("7", NO, [(7, YES)], id="VOTE-08 bare against no"),
        pytest.param("7-12-15.", YES, [(7, NO), (12, NO), (15, ABSTAIN)],
                     id="VOTE-08 signs part entries"),
        pytest.param("3+4*5/", NO, [(3, YES), (4, VOID), (5, UNCLEAR)], id="VOTE-08 every sign"),
        pytest.param("７、１２－，１５。", YES, [(7, NO), (12, NO), (15, ABSTAIN)],
                     id="VOTE-08 full width"),
        pytest.param(" 7 ;  7 ", YES, [(7, NO)], id="VOTE-08 the same twice"),
        pytest.param("007", YES, [(7, NO)], id="VOTE-08 leading noughts"),
    ],
)  # fmt: skip
def test_what_was_typed(text, base, entries):
    read = read_shorthand(text, rows=ROWS, base=base)
    assert read.refusal is None
    assert read.entries == tuple(Entry(row, mark) for row, mark in entries)


@pytest.mark.parametrize(
    ("text", "code", "facts", "kept"),
    [
        pytest.param("7 46", "shorthand.no_such_row", {"row": 46, "rows": 45}, [7],
                     id="VOTE-08 beyond the rows"),
        pytest.param("0", "shorthand.no_such_row", {"row": 0, "rows": 45}, [],
                     id="VOTE-08 no row nought"),
        pytest.param("7- 7.", "shorthand.row_twice", {"row": 7}, [7],
                     id="VOTE-08 two marks for one row"),
        pytest.param("7 x 8", "shorthand.unreadable", {"text": "x"}, [7], id="VOTE-08 nonsense"),
        pytest.param("7 - 8", "shorthand.unreadable", {"text": "-"}, [7], id="VOTE-08 a lone sign"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant(text, code, facts, kept):
    read = read_shorthand(text, rows=ROWS, base=YES)
    assert (read.refusal.code, read.refusal.rule, read.refusal.facts) == (code, "VOTE-08", facts)
    assert [entry.row for entry in read.entries] == kept


@given(
    marks=st.lists(st.sampled_from(list(Mark)), min_size=1, max_size=60),
    base=st.sampled_from([YES, NO, ABSTAIN]),
)
def test_reading_gives_back_what_was_written(marks, base):
    read = read_shorthand(write_shorthand(marks, base), rows=len(marks), base=base)
    kept = [base] * len(marks)
    for entry in read.entries:
        kept[entry.row - 1] = entry.mark
    assert (read.refusal, kept) == (None, marks)


@given(text=st.text(max_size=30), base=st.sampled_from([YES, NO, ABSTAIN]))
def test_nothing_typed_breaks_it(text, base):
    read = read_shorthand(text, rows=ROWS, base=base)
    assert all(1 <= entry.row <= ROWS for entry in read.entries)


@pytest.mark.parametrize(
    ("text", "base"),
    [("+", YES), ("-", NO), ("。", ABSTAIN), ("＋", YES), ("*", None), ("7", None), ("", None)],
)
def test_a_sign_alone_chooses_the_base(text, base):
    assert base_of(text) is base


def test_a_bare_number_means_the_opposite_of_the_base():
    assert [opposite(base) for base in (YES, NO, ABSTAIN)] == [NO, YES, YES]


def test_six_exceptions_of_forty_five_take_twenty_keys_at_most():
    marks = [YES] * ROWS
    for row in (7, 12, 15, 23, 31, 44):
        marks[row - 1] = NO
    assert len(write_shorthand(marks, YES)) + len("\n") <= 20
