import pytest
from hypothesis import given
from hypothesis import strategies as st

from zjgdesk.errors import BrokenInvariantError
from zjgdesk.rules.ballots import COUNTED, Paper
from zjgdesk.rules.keying import (
    Difference,
    Unread,
    Validity,
    differences,
    open_differences,
    pack,
    settled,
    unpack,
    unread,
)
from zjgdesk.rules.vocabulary import Mark

YES, NO, ABSTAIN, VOID = Mark.YES, Mark.NO, Mark.ABSTAIN, Mark.VOID
MARKS = st.sampled_from(list(Mark))
READABLE = st.sampled_from(COUNTED)
PAPER = st.one_of(
    st.tuples(MARKS, MARKS, MARKS).map(Paper),
    st.just(Paper(None, "torn")),
    st.tuples(MARKS, MARKS, MARKS).map(lambda marks: Paper(marks, doubt="画有记号")),
)
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


DOUBTFUL = Paper(unpack("yn"), doubt="画有记号")


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        pytest.param("yu", "yn", (Difference(1, 2, Mark.UNCLEAR, NO),), id="VOTE-06 one unclear"),
        pytest.param("yu", "yu", (Difference(1, 2, Mark.UNCLEAR, Mark.UNCLEAR),),
                     id="VOTE-06 unclear to both"),
    ],
)  # fmt: skip
def test_an_unclear_cell_is_set_aside_however_often_it_was_read_so(first, second, found):
    assert differences({1: paper(first)}, {1: paper(second)}) == found
    assert all(each.in_doubt for each in found)


def test_a_doubtful_paper_is_decided_as_a_whole_before_its_cells():
    first, second = {1: DOUBTFUL}, {1: paper("yy")}
    (whole,) = differences(first, second)
    assert (whole.position, whole.first, whole.in_doubt) == (None, Validity.DOUBTFUL, True)
    found = differences(first, second, {(1, None): Validity.VALID})
    assert found == (whole, Difference(1, 2, NO, YES))
    assert settled(first, second, {(1, None): Validity.INVALID}) == {1: Paper(None, "画有记号")}
    assert settled(first, second, {(1, None): Validity.VALID, (1, 2): YES}) == {1: paper("yy")}


def test_a_paper_settled_as_valid_is_keyed_where_a_pass_has_no_marks():
    first, second = {1: TORN}, {1: paper("yn")}
    valid = {(1, None): Validity.VALID}
    assert unread(first, second, {}) == ()
    assert unread(first, second, valid) == (Unread(1, 1),)
    assert unread(second, first, valid) == (Unread(1, 2),)
    with pytest.raises(BrokenInvariantError, match="do not agree"):
        settled(first, second, valid)
    again = {1: paper("yy")}
    assert unread(again, second, valid) == ()
    assert settled(again, second, valid | {(1, 2): NO}) == {1: paper("yn")}


def test_settling_takes_the_agreed_mark():
    first, second = {1: paper("yn"), 2: TORN}, {1: paper("yy"), 2: paper("na")}
    found = differences(first, second)
    assert open_differences(found, {(1, 2): YES}) == (found[1],)
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


@given(passes=PASSES, chooses=st.randoms(use_true_random=False))
def test_whatever_two_people_keyed_settling_comes_to_an_end(passes, chooses):
    """People look at every open cell, in any order, and key again what was keyed once only."""
    first, second = (dict(papers) for papers in passes)
    truth = {
        number: Paper(tuple(chooses.choice(COUNTED) for _ in range(3)))
        if chooses.random() < 0.8
        else Paper(None, "torn")
        for number in first
    }
    settlements = {}
    while cells := open_differences(
        differences(first, second, settlements), settlements
    ) or unread(first, second, settlements):
        cell = chooses.choice(cells)
        real = truth[cell.paper]
        if isinstance(cell, Unread):
            (first if cell.pass_no == 1 else second)[cell.paper] = Paper(real.marks)
        elif cell.position is None:
            settlements[cell.paper, None] = Validity.VALID if real.marks else Validity.INVALID
        else:
            settlements[cell.paper, cell.position] = (real.marks or (NO,) * 3)[cell.position - 1]
    papers = settled(first, second, settlements)
    for number, real in truth.items():
        looked_at = {row for paper, row in settlements if paper == number}
        if papers[number].marks is None:
            assert real.marks is None or None not in looked_at
            continue
        assert Mark.UNCLEAR not in papers[number].marks
        for row in looked_at - {None}:
            assert papers[number].marks[row - 1] is (real.marks or (NO,) * 3)[row - 1]
        for row in {1, 2, 3} - looked_at:
            assert first[number].marks[row - 1] is second[number].marks[row - 1]


@given(passes=PASSES)
def test_the_passes_differ_the_same_either_way_round(passes):
    first, second = passes
    turned = [
        Difference(d.paper, d.position, d.second, d.first) for d in differences(second, first)
    ]
    assert tuple(turned) == differences(first, second)
