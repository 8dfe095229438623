from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zjgdesk.rules.shortlists import (
    Merits,
    first_by_rank,
    formula_of,
    may_be_listed,
    out_of_order,
    rank,
)
from zjgdesk.rules.vocabulary import ClearanceAnswer, ShortlistKind

INITIAL, SECOND = ShortlistKind.INITIAL, ShortlistKind.SECOND
CLEAR = (ClearanceAnswer.CLEAR,) * 4
PENDING = (ClearanceAnswer.PENDING, *CLEAR[1:])
AFFECTED = (ClearanceAnswer.AFFECTED, *CLEAR[1:])


def people(*told):
    return [
        Merits(at, f"人{at}", clearance=CLEAR, **changes)
        for at, changes in enumerate(told, start=1)
    ]


def places(kind, *told):
    return [(each.merits.candidate_id, each.rank) for each in rank(kind, people(*told))]


@pytest.mark.parametrize(
    ("told", "order"),
    [
        pytest.param(
            ({"yes": 1, "no": 1}, {"yes": 2}), [(2, 1), (1, 2)], id="SCHEME-05 more agree"
        ),
        pytest.param(
            ({"yes": 1, "no": 1}, {"yes": 1, "reserved": 1}),
            [(2, 1), (1, 2)],
            id="SCHEME-05 a doubt goes before a no",
        ),
        pytest.param(({}, {"yes": 1}), [(2, 1), (1, 2)], id="SCHEME-05 nobody asked"),
        pytest.param(
            ({"yes": 2}, {"yes": 1}, {"no": 1}),
            [(1, 1), (2, 1), (3, 3)],
            id="SCHEME-05 equals share a place",
        ),
    ],
)
def test_the_initial_list_is_ranked_by_opinions(told, order):
    assert places(INITIAL, *told) == order


def test_the_second_list_is_ranked_by_the_vote_and_then_by_opinions():
    shares = (Fraction(1, 4), None, Fraction(1, 2), Fraction(1, 4))
    told = [{"share": share, "yes": 1, "no": at} for at, share in enumerate(shares)]
    assert places(SECOND, *told) == [(3, 1), (1, 2), (4, 3), (2, 4)]
    assert formula_of(INITIAL) != formula_of(SECOND)


@pytest.mark.parametrize(
    ("kind", "clearance", "decided", "code"),
    [
        pytest.param(INITIAL, CLEAR, False, None, id="OPINION-03 clear"),
        pytest.param(INITIAL, PENDING, False, None, id="OPINION-03 pending on the first list"),
        pytest.param(SECOND, PENDING, False, "shortlist.pending", id="OPINION-03 pending later"),
        pytest.param(INITIAL, AFFECTED, False, "shortlist.affected", id="OPINION-03 affected"),
        pytest.param(SECOND, AFFECTED, True, None, id="OPINION-03 kept by a decision"),
        pytest.param(SECOND, PENDING, True, None, id="OPINION-03 pending, kept by a decision"),
    ],
)
def test_who_may_be_listed(kind, clearance, decided, code):
    merits = Merits(1, "张三", clearance=clearance, cleared_by_decision=decided)
    refusal = may_be_listed(kind, merits)
    assert (refusal and refusal.code) == code


def test_the_first_by_rank_pass_over_the_stopped_and_take_the_tied_along():
    told = [
        Merits(1, "一", yes=3, clearance=AFFECTED),
        Merits(2, "二", yes=3, clearance=CLEAR),
        Merits(3, "三", yes=2, no=1, clearance=CLEAR),
        Merits(4, "四", yes=2, no=1, clearance=CLEAR),
        Merits(5, "五", no=3, clearance=CLEAR),
    ]
    ranked = rank(INITIAL, told)
    assert first_by_rank(ranked, 1) == {2}
    assert first_by_rank(ranked, 2) == {2, 3, 4}
    assert first_by_rank(ranked, 9) == {2, 3, 4, 5}


def test_who_was_passed_over_is_named_unless_the_clearance_stops_them():
    told = [
        Merits(1, "一", yes=3, clearance=AFFECTED),
        Merits(2, "二", yes=3, clearance=CLEAR),
        Merits(3, "三", yes=2, no=1, clearance=CLEAR),
    ]
    ranked = rank(INITIAL, told)
    assert [m.name for m in out_of_order(ranked, frozenset({3}))] == ["二"]
    assert out_of_order(ranked, frozenset({2})) == ()
    assert out_of_order(ranked, frozenset()) == ()


merits = st.builds(
    Merits,
    st.integers(1, 10_000),
    st.just("某"),
    yes=st.integers(0, 5),
    reserved=st.integers(0, 3),
    no=st.integers(0, 3),
    share=st.none() | st.fractions(0, 1),
)


@given(st.sampled_from(ShortlistKind), st.lists(merits, unique_by=lambda m: m.candidate_id))
def test_a_place_counts_everybody_before_it(kind, found):
    ranked = rank(kind, found)
    assert len(ranked) == len(found)
    places = [each.rank for each in ranked]
    assert all(place == 1 + sum(other < place for other in places) for place in places)
    for count in range(1, len(found) + 1):
        chosen = first_by_rank(ranked, count)
        assert len(chosen) >= count
        assert out_of_order(ranked, chosen) == ()
