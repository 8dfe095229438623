import pytest
from hypothesis import given
from hypothesis import strategies as st

from zjgdesk.errors import BrokenInvariantError
from zjgdesk.rules.ballots import (
    COUNTED,
    Count,
    Ledger,
    Paper,
    Tally,
    Verdict,
    check_ledger,
    has_quorum,
    judge_paper,
    majority_needed,
    quorum_needed,
    round_stands,
    tally,
)
from zjgdesk.rules.keying import unpack

MARKS = st.sampled_from(COUNTED)
ROWS = 4
PAPER = st.one_of(
    st.tuples(*[MARKS] * ROWS).map(Paper),
    st.just(Paper(None, "illegible")),
)
PAPERS = st.lists(PAPER, max_size=20)


def paper(letters):
    return Paper(unpack(letters))


@pytest.mark.parametrize(
    ("due", "needed"),
    [
        pytest.param(due, needed, id=f"VOTE-01 due {due}")
        for due, needed in [(1, 1), (2, 2), (3, 2), (9, 6), (10, 7), (11, 8), (12, 8), (13, 9)]
    ],
)
def test_quorum(due, needed):
    assert quorum_needed(due) == needed
    assert has_quorum(due, needed)
    assert not has_quorum(due, needed - 1)


@given(due=st.integers(0, 10**30), present=st.integers(0, 10**30))
def test_quorum_needed_is_the_least_that_is_enough(due, present):
    assert has_quorum(due, present) == (present >= quorum_needed(due))


@pytest.mark.parametrize(
    ("count", "needed"),
    [
        pytest.param(count, needed, id=f"VOTE-02 of {count}")
        for count, needed in [(1, 1), (2, 2), (9, 5), (10, 6), (11, 6), (12, 7), (13, 7)]
    ],
)
def test_majority(count, needed):
    assert majority_needed(count) == needed
    assert needed * 2 > count >= (needed - 1) * 2


@pytest.mark.parametrize(
    ("present", "issued", "returned", "stands"),
    [
        pytest.param(12, 12, 12, True, id="VOTE-04 all back"),
        pytest.param(12, 12, 11, True, id="VOTE-04 one kept"),
        pytest.param(12, 12, 0, True, id="VOTE-04 none back"),
        pytest.param(13, 12, 13, False, id="VOTE-04 more than issued"),
        pytest.param(11, 12, 12, False, id="VOTE-04 more than people"),
        pytest.param(11, 12, 11, True, id="VOTE-04 as many as people"),
    ],
)
def test_round_stands(present, issued, returned, stands):
    assert round_stands(present, issued, returned) is stands


@pytest.mark.parametrize(
    ("given_paper", "verdict"),
    [
        pytest.param(paper("aaaa"), Verdict.VALID, id="VOTE-05 wholly blank"),
        pytest.param(paper("ynnn"), Verdict.VALID, id="VOTE-05 fewer than the places"),
        pytest.param(paper("yynn"), Verdict.VALID, id="VOTE-05 as many as the places"),
        pytest.param(paper("yyyn"), Verdict.TOO_MANY, id="VOTE-05 one too many"),
        pytest.param(paper("yyyy"), Verdict.TOO_MANY, id="VOTE-05 all of them"),
        pytest.param(paper("yyvv"), Verdict.VALID, id="VOTE-05 a void row is no yes"),
        pytest.param(paper("nnnn"), Verdict.VALID, id="VOTE-05 nobody wanted"),
        pytest.param(Paper(None, "illegible"), Verdict.INVALID, id="VOTE-05 illegible"),
        pytest.param(Paper(None), Verdict.INVALID, id="VOTE-05 nothing keyed"),
        pytest.param(Paper(unpack("ynnn"), "signed"), Verdict.INVALID, id="VOTE-05 signed"),
    ],
)
def test_judge_paper(given_paper, verdict):
    assert judge_paper(given_paper, places=2) is verdict


@pytest.mark.parametrize(
    ("letters", "added", "verdict"),
    [
        pytest.param("yn", ("甲",), Verdict.VALID, id="VOTE-09 one for one refused"),
        pytest.param("nn", ("甲", "乙"), Verdict.VALID, id="VOTE-09 two for two refused"),
        pytest.param("yy", ("甲",), Verdict.INVALID, id="VOTE-09 nobody refused"),
        pytest.param("aa", ("甲",), Verdict.INVALID, id="VOTE-09 an abstainer writes in"),
        pytest.param("yyn", ("甲",), Verdict.TOO_MANY, id="VOTE-09 with it one too many"),
    ],
)
def test_a_name_written_in(letters, added, verdict):
    given = Paper(unpack(letters), write_ins=added)
    assert judge_paper(given, places=2, write_ins=True) is verdict
    assert judge_paper(given, places=2) is Verdict.INVALID


def test_names_written_in_are_counted_where_the_ballot_takes_them():
    papers = [Paper(unpack("yn"), write_ins=("甲",)), Paper(unpack("nn"), write_ins=("甲", "乙"))]
    sums = tally(papers, 2, 2, write_ins=True)
    assert sums.write_ins == (("甲", 2), ("乙", 1))
    assert (sums.valid, tally(papers, 2, 2).valid) == (2, 0)


def test_an_unclear_mark_is_never_counted():
    with pytest.raises(BrokenInvariantError, match="before anybody settled it"):
        tally([paper("yu")], candidates=2, places=1)


def test_tally_counts_only_valid_papers():
    papers = [paper("yn"), paper("av"), paper("yy"), Paper(None, "torn"), paper("ya")]
    assert tally(papers, candidates=2, places=1) == Tally(
        valid=3, invalid=2, counts=(Count(2, 0, 1, 0), Count(0, 1, 1, 1))
    )


def test_tally_of_nothing():
    assert tally([], candidates=2, places=1) == Tally(0, 0, (Count(0, 0, 0, 0),) * 2)


def test_tally_refuses_a_paper_of_another_ballot():
    with pytest.raises(BrokenInvariantError, match="2 marks on a paper of 3 rows"):
        tally([paper("yn")], candidates=3, places=1)


@given(papers=PAPERS, places=st.integers(1, ROWS))
def test_every_paper_is_accounted_for(papers, places):
    sums = tally(papers, candidates=ROWS, places=places)
    assert sums.valid + sums.invalid == len(papers)
    for count in sums.counts:
        assert count.yes + count.no + count.abstain + count.void == sums.valid
    assert sum(count.yes for count in sums.counts) <= places * sums.valid


@given(data=st.data(), papers=PAPERS, places=st.integers(1, ROWS))
def test_the_order_of_the_papers_never_matters(data, papers, places):
    shuffled = data.draw(st.permutations(papers))
    assert tally(papers, ROWS, places) == tally(shuffled, ROWS, places)


@pytest.mark.parametrize(
    ("ledger", "codes"),
    [
        pytest.param(Ledger(15), [], id="VOTE-07 printed only"),
        pytest.param(Ledger(15, 12, None), [], id="VOTE-07 left over not counted yet"),
        pytest.param(Ledger(15, 12, 3), [], id="VOTE-07 handed out"),
        pytest.param(Ledger(15, 12, 2, 1, 12, 12, 11, 1), [], id="VOTE-07 balanced"),
        pytest.param(Ledger(15, 12, 2, 1, 12, 11, 11, 0), [], id="VOTE-07 one kept"),
        pytest.param(Ledger(15, 12, 2), ["ledger.printed"], id="VOTE-07 one lost"),
        pytest.param(
            Ledger(15, 12, 3, 0, 13, 13), ["ledger.returned"], id="VOTE-04 more than issued"
        ),
        pytest.param(
            Ledger(15, 12, 3, 0, 11, 12), ["ledger.present"], id="VOTE-04 more than people"
        ),
        pytest.param(
            Ledger(15, 12, 3, 0, 12, 12, 10, 1), ["ledger.counted"], id="VOTE-07 one not counted"
        ),
        pytest.param(Ledger(15, 12, 3, 0, 12, 12, 11), [], id="VOTE-07 not counted yet"),
        pytest.param(
            Ledger(15, 12, 4, 0, 12, 13, 12, 0),
            ["ledger.printed", "ledger.returned", "ledger.present", "ledger.counted"],
            id="VOTE-07 everything wrong",
        ),
    ],
)
def test_ledger(ledger, codes):
    found = check_ledger(ledger)
    assert [each.code for each in found] == codes
    assert all(each.rule in {"VOTE-04", "VOTE-07"} for each in found)
