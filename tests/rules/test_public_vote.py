from datetime import datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zjgdesk.rules.public_vote import (
    Annulment,
    ChannelCount,
    Standing,
    VoteRules,
    standings,
    unweighted,
)

CODES = frozenset({"001", "002", "003"})
RULES = VoteRules(CODES, 2)
EXACT = VoteRules(CODES, 2, exact=True)
TIMED = VoteRules(CODES, 2, opens=datetime(2026, 11, 1), closes=datetime(2026, 11, 7, 23, 59, 59))


@pytest.mark.parametrize(
    ("rules", "picks", "reason"),
    [
        pytest.param(RULES, ["001"], None, id="PUBLIC-03 fewer than the cap"),
        pytest.param(RULES, ["001", "003"], None, id="PUBLIC-03 as many as the cap"),
        pytest.param(RULES, ["001", "002", "003"], "too_many_picks", id="PUBLIC-03 too many"),
        pytest.param(RULES, [], "nobody_picked", id="PUBLIC-03 nobody"),
        pytest.param(RULES, [None], "code_impossible", id="PUBLIC-03 no code"),
        pytest.param(RULES, ["001", "999"], "code_unknown", id="PUBLIC-03 unknown"),
        pytest.param(RULES, ["001", "001"], "code_twice", id="PUBLIC-03 twice"),
        pytest.param(
            RULES, [None, "999", "999"], "code_impossible", id="PUBLIC-03 the first reason"
        ),
        pytest.param(EXACT, ["001"], "too_few_picks", id="PUBLIC-03 too few"),
        pytest.param(EXACT, ["001", "002"], None, id="PUBLIC-03 exactly so many"),
    ],
)
def test_picks(rules, picks, reason):
    assert rules.judge_picks(picks) == (reason and Annulment(reason))


@pytest.mark.parametrize(
    ("at", "reason"),
    [
        pytest.param(datetime(2026, 11, 1), None, id="PUBLIC-03 the first moment"),
        pytest.param(datetime(2026, 10, 31, 23, 59, 59), "outside_period", id="PUBLIC-03 early"),
        pytest.param(datetime(2026, 11, 7, 23, 59, 59), None, id="PUBLIC-03 the last moment"),
        pytest.param(datetime(2026, 11, 8), "outside_period", id="PUBLIC-03 late"),
        pytest.param(None, "time_impossible", id="PUBLIC-03 no time"),
    ],
)
def test_the_period(at, reason):
    assert TIMED.judge_time(at) == (reason and Annulment(reason))


def test_shares_are_weighed_and_equals_share_a_place():
    paper = ChannelCount("报纸", {"001": 60, "002": 50, "003": 10}, {"002": 20})
    web = ChannelCount("网站", {"001": 1, "002": 1, "003": 2})
    assert [(each.code, each.rank) for each in standings([paper, web], {}, CODES)] == [
        ("001", 1),
        ("003", 2),
        ("002", 3),
    ]
    found = {each.code: each.weighted for each in standings([paper, web], {}, CODES)}
    assert found["001"] == Fraction(60, 100) / 2 + Fraction(1, 4) / 2
    assert found["003"] == Fraction(10, 100) / 2 + Fraction(2, 4) / 2
    heavy = standings([paper, web], {"报纸": 1, "网站": 9}, CODES)
    assert heavy[0] == Standing("003", Fraction(1, 100) + Fraction(9, 20), 1)
    tied = standings([ChannelCount("网站", {"001": 5, "002": 5, "003": 1})], {}, CODES)
    assert [each.rank for each in tied] == [1, 1, 3]


def test_a_channel_without_valid_votes_has_no_say():
    dead = ChannelCount("微信", {"001": 9}, {"001": 9})
    web = ChannelCount("网站", {"002": 1})
    assert standings([dead, web], {}, CODES)[0] == Standing("002", Fraction(1), 1)
    assert {each.weighted for each in standings([dead], {}, CODES)} == {Fraction(0)}


def test_where_weights_are_set_every_channel_needs_one():
    assert unweighted(["报纸", "抖音"], {}) is None
    assert unweighted(["报纸"], {"报纸": 1}) is None
    refusal = unweighted(["报纸", "抖音"], {"报纸": 1})
    assert (refusal.code, refusal.facts) == ("vote.channel_unweighted", {"channel": "抖音"})


counts = st.lists(
    st.builds(
        ChannelCount,
        st.sampled_from(["报纸", "网站", "微信"]),
        st.dictionaries(st.sampled_from(sorted(CODES)), st.integers(0, 9)),
    ),
    max_size=3,
    unique_by=lambda count: count.channel,
)


@given(counts, st.randoms())
def test_shares_add_up_to_one_whatever_the_order(found, chance):
    shares = standings(found, {}, CODES)
    assert {each.code for each in shares} == CODES
    assert sum(each.weighted for each in shares) in {0, 1}
    turned = list(found)
    chance.shuffle(turned)
    assert standings(turned, {}, CODES) == shares


@given(counts, st.sampled_from(sorted(CODES)))
def test_one_more_vote_never_worsens_a_share(found, code):
    more = [
        ChannelCount(count.channel, {**count.raw, code: count.raw.get(code, 0) + 1})
        for count in found
    ]
    before = {each.code: each.weighted for each in standings(found, {}, CODES)}
    after = {each.code: each.weighted for each in standings(more, {}, CODES)}
    alone = all(sum(count.raw.values()) for count in found)
    assert not alone or after[code] >= before[code]
