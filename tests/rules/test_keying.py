import pytest
from hypothesis import given
from hypothesis import strategies as st

from zjgdesk.errors import BrokenInvariantError
from zjgdesk.rules.ballots import Paper
from zjgdesk.rules.keying import (
    Difference,
    Missing,
    Validity,
    differences,
    missing_papers,
    open_differences,
    pack,
    settled,
    unpack,
)
from zjgdesk.rules.vocabulary import Mark

YES, NO, ABSTAIN, VOID = Mark.YES, Mark.NO, Mark.ABSTAIN, Mark.VOID
MARKS = st.sampled_from(list(Mark))
PAPER = st.one_of(st.tuples(MARKS, MARKS, MARKS).map(Paper), st.just(Paper(None, "torn")))
PASSES = st.integers(0, 6).flatmap(
    lambda count: st.tuples(
        *[st.fixed_dictionaries(dict.fromkeys(range(1, count + 1), PAPER)) for _ in range(2)]
    )
)


def paper(letters):
    return Paper(unpack(letters))


TORN = Paper(None, "torn")


def test_one_letter_a_mark():
    assert pack([YES, NO, ABSTAIN, VOID]) == "ynav"
    assert unpack("ynav") == (YES, NO, ABSTAIN, VOID)
    with pytest.raises(BrokenInvariantError, match="'x'"):
        unpack("ynx")


@given(marks=st.lists(MARKS))
def test_unpacking_gives_back_what_was_packed(marks):
    assert unpack(pack(marks)) == tuple(marks)
    assert len(pack(marks)) == len(marks)


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        pytest.param({1: paper("yn")}, {1: paper("yn")}, (), id="VOTE-15 alike"),
        pytest.param(
            {1: paper("yn")}, {1: paper("ya")}, (Difference(1, 2, NO, ABSTAIN),),
            id="VOTE-15 one row",
        ),
        pytest.param(
            {2: paper("yn"), 1: paper("nn")}, {1: paper("yv"), 2: paper("nn")},
            (
                Difference(1, 1, NO, YES),
                Difference(1, 2, NO, VOID),
                Difference(2, 1, YES, NO),
            ),
            id="VOTE-15 in the order of the papers",
        ),
        pytest.param(
            {1: TORN}, {1: paper("yn")}, (Difference(1, None, Validity.INVALID, Validity.VALID),),
            id="VOTE-15 validity, not rows",
        ),
        pytest.param({1: TORN}, {1: Paper(None, "signed")}, (), id="VOTE-15 two reasons"),
        pytest.param({1: paper("yn")}, {2: paper("nn")}, (), id="VOTE-15 not keyed twice"),
    ],
)  # fmt: skip
def test_differences(first, second, found):
    assert differences(first, second) == found


def test_papers_that_a_pass_lacks_are_named():
    first, second = {1: paper("y"), 3: paper("y")}, {1: paper("y"), 2: paper("y")}
    assert missing_papers(first, second, 4) == Missing(first=(2, 4), second=(3, 4))


def test_settling_takes_the_agreed_mark():
    first, second = {1: paper("yn"), 2: TORN}, {1: paper("yy"), 2: paper("na")}
    found = differences(first, second)
    assert open_differences(found, {(1, 2): YES}) == (found[1],)
    papers = settled(first, second, {(1, 2): ABSTAIN, (2, None): Validity.VALID})
    assert papers == {1: paper("ya"), 2: paper("na")}
    papers = settled(first, second, {(1, 2): NO, (2, None): Validity.INVALID})
    assert papers == {1: paper("yn"), 2: TORN}


@pytest.mark.parametrize(
    ("second", "settlements", "match"),
    [
        pytest.param({1: paper("yy")}, {}, "do not agree", id="VOTE-15 still open"),
        pytest.param({}, {}, "do not agree", id="VOTE-15 a paper keyed once"),
        pytest.param({1: paper("yy")}, {(1, 2): Validity.VALID}, "row 2", id="VOTE-15 no mark"),
        pytest.param({1: TORN}, {(1, None): YES}, "row None", id="VOTE-15 no validity"),
    ],
)
def test_what_is_not_settled_gives_no_papers(second, settlements, match):
    with pytest.raises(BrokenInvariantError, match=match):
        settled({1: paper("yn")}, second, settlements)


@given(passes=PASSES)
def test_settling_all_for_one_side_gives_that_side(passes):
    first, second = passes
    found = differences(first, second)
    mine = settled(first, second, {(each.paper, each.position): each.first for each in found})
    theirs = settled(first, second, {(each.paper, each.position): each.second for each in found})
    assert mine == first
    assert differences(theirs, second) == ()


@given(passes=PASSES)
def test_the_passes_differ_the_same_either_way_round(passes):
    first, second = passes
    turned = [
        Difference(d.paper, d.position, d.second, d.first) for d in differences(second, first)
    ]
    assert tuple(turned) == differences(first, second)
