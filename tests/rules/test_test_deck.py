from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zjgdesk.errors import BrokenInvariantError
from zjgdesk.rules import test_deck as decks
from zjgdesk.rules.ballots import COUNTED, Verdict, judge_paper
from zjgdesk.rules.outcome import Ballot
from zjgdesk.rules.vocabulary import Mark

ROWS, PLACES = st.integers(1, 50), st.integers(1, 25)


def ballot(candidates, places):
    return Ballot(13, 13, 13, 13, candidates, places)


def sums(papers, candidates, places):
    return decks.predicted(papers, ballot(candidates, places))


def keyed(papers, order):
    """Return the papers with their rows keyed in another order."""
    return [
        paper
        if paper.marks is None
        else replace(paper, marks=tuple(paper.marks[i] for i in order))
        for paper in papers
    ]


@given(ROWS, PLACES)
def test_every_row_gets_every_mark_and_no_paper_too_many(candidates, places):
    deck = decks.test_deck(candidates, places)
    assert deck == decks.test_deck(candidates, places)
    verdicts = [judge_paper(paper, places) for paper in deck]
    assert verdicts.count(Verdict.INVALID) == 1
    assert verdicts.count(Verdict.TOO_MANY) == (places < candidates)
    valid = [p.marks for p, told in zip(deck, verdicts, strict=True) if told is Verdict.VALID]
    assert valid.count((Mark.ABSTAIN,) * candidates) >= decks.BLANKS
    for row in range(candidates):
        assert {marks[row] for marks in valid} == set(COUNTED)


@given(ROWS, PLACES)
def test_no_two_rows_have_the_same_sums(candidates, places):
    counts = sums(decks.test_deck(candidates, places), candidates, places).counts
    assert len(set(counts)) == candidates


@given(st.data(), st.integers(2, 50), PLACES)
def test_rows_keyed_in_another_order_come_to_light(data, candidates, places):
    deck = decks.test_deck(candidates, places)
    wanted = sums(deck, candidates, places)
    row = data.draw(st.integers(0, candidates - 2))
    swapped = [*range(row), row + 1, row, *range(row + 2, candidates)]
    shifted = [candidates - 1, *range(candidates - 1)]
    for order in (swapped, shifted, [*shifted[1:], shifted[0]][::-1]):
        if order != list(range(candidates)):
            assert sums(keyed(deck, order), candidates, places).counts != wanted.counts


@given(st.data(), st.integers(2, 50), PLACES)
def test_one_paper_keyed_a_row_off_comes_to_light(data, candidates, places):
    deck = decks.test_deck(candidates, places)
    at = data.draw(st.integers(0, len(deck) - 1))
    shifted = keyed([deck[at]], [candidates - 1, *range(candidates - 1)])
    same = shifted == [deck[at]]
    told = sums([*deck[:at], *shifted, *deck[at + 1 :]], candidates, places)
    uncounted = judge_paper(deck[at], places) is not Verdict.VALID
    assert (told == sums(deck, candidates, places)) == (same or uncounted)


@given(st.data(), ROWS, PLACES)
def test_a_paper_left_out_or_keyed_twice_comes_to_light(data, candidates, places):
    deck = decks.test_deck(candidates, places)
    wanted = sums(deck, candidates, places)
    at = data.draw(st.integers(0, len(deck) - 1))
    assert sums([*deck[:at], *deck[at + 1 :]], candidates, places) != wanted
    assert sums([*deck, deck[at]], candidates, places) != wanted


@given(st.data(), ROWS, PLACES)
def test_one_wrong_mark_comes_to_light(data, candidates, places):
    deck = decks.test_deck(candidates, places)
    counted = [at for at, p in enumerate(deck) if judge_paper(p, places) is Verdict.VALID]
    at = data.draw(st.sampled_from(counted))
    row = data.draw(st.integers(0, candidates - 1))
    marks = deck[at].marks
    other = data.draw(st.sampled_from([mark for mark in COUNTED if mark is not marks[row]]))
    wrong = replace(deck[at], marks=(*marks[:row], other, *marks[row + 1 :]))
    told = sums([*deck[:at], wrong, *deck[at + 1 :]], candidates, places)
    assert told != sums(deck, candidates, places)


@pytest.mark.parametrize(
    ("candidates", "places", "most"),
    [(45, 20, 13), (45, 7, 14), (21, 10, 12), (4, 2, 9), (1, 1, 7), (60, 30, 14)],
)
def test_the_deck_is_small(candidates, places, most):
    assert len(decks.test_deck(candidates, places)) <= most


@pytest.mark.parametrize(("candidates", "places"), [(0, 1), (3, 0)])
def test_there_is_no_deck_for_nothing(candidates, places):
    with pytest.raises(BrokenInvariantError):
        decks.test_deck(candidates, places)
