import io
import sqlite3
from contextlib import closing

import pytest

from tests.conftest import trail_of
from tests.staging import at_stage, shortlisted
from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import ShortlistKind, Stage, Track, VoteFileState
from zjgdesk.services import candidates, scheme, vote_codes, vote_file_rows, vote_files
from zjgdesk.services import vote_results as results
from zjgdesk.services.vote_files import NewVotes

HEAD = "投票时间,渠道,投票人标识,所选编号\n"
ROWS = HEAD + (
    "2026-11-02 10:00,微信,v1,001 002\n"
    "2026-11-02 10:01,微信,v2,001\n"
    "2026-11-02 10:02,网站,v1,002\n"
    "2026-11-02 10:03,微信,v1,003\n"
    "2026-11-02 10:04,网站,v3,999\n"
)


@pytest.fixture
def listed(desk, make_candidates):
    """Three cadres on the initial shortlist, the vote open."""
    ids = make_candidates(("丁一", "王二小", "张三"))
    shortlisted(desk, ids, ShortlistKind.INITIAL)
    at_stage(desk, Stage.PUBLIC_VOTE)
    return ids


@pytest.fixture
def coded(desk, listed):
    vote_codes.assign_codes(desk, Track.CADRE)
    return listed


def count(desk, text=ROWS, **told):
    stream = io.BytesIO(text.encode())
    new = NewVotes(told.pop("name", "票.csv"), **told)
    return vote_files.count_votes(desk, Track.CADRE, stream, new)


def valid(desk):
    return {
        row.code: {channel: votes.valid for channel, votes in row.channels.items()}
        for row in results.read_results(desk, Track.CADRE)
    }


def test_codes_follow_the_strokes(desk, coded):
    assert [(row.code, row.name) for row in vote_codes.list_codes(desk, Track.CADRE)] == [
        ("001", "丁一"),
        ("002", "王二小"),
        ("003", "张三"),
    ]


def test_codes_that_were_published_are_taken_over(desk, listed):
    text = "编号,姓名\n7,张 三\n009,丁一\n"
    with pytest.raises(DeskError, match=r"vote\.codes_missing") as caught:
        vote_codes.take_codes(desk, Track.CADRE, "a.csv", text.encode())
    assert caught.value.facts == {"count": 1, "names": ["王二小"]}
    assert vote_codes.list_codes(desk, Track.CADRE) == []
    vote_codes.take_codes(desk, Track.CADRE, "a.csv", text.encode(), number_rest=True)
    assert [(row.code, row.name) for row in vote_codes.list_codes(desk, Track.CADRE)] == [
        ("007", "张三"),
        ("009", "丁一"),
        ("010", "王二小"),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("编号,姓名\n1,赵七\n", "vote.codes_unknown"),
        ("编号,姓名\n1,张三\n2,张三\n", "vote.codes_unknown"),
        ("编号,姓名\n1,张三\n1,丁一\n", "vote.code_repeated"),
        ("编号,姓名\n999,张三\n", "vote.too_many_codes"),
    ],
)
def test_a_list_of_codes_that_cannot_be_is_refused_whole(desk, listed, text, code):
    with pytest.raises(DeskError, match=code.replace(".", r"\.")):
        vote_codes.take_codes(desk, Track.CADRE, "a.csv", text.encode(), number_rest=True)
    assert vote_codes.list_codes(desk, Track.CADRE) == []


def test_a_file_is_counted_and_every_annulled_vote_is_kept_with_its_reason(desk, coded):
    row = count(desk, medium="光盘1号")
    assert {c.channel: (c.raw, c.valid) for c in row.channels} == {"微信": (3, 2), "网站": (2, 1)}
    assert row.valid == 3
    assert [
        (a.row, a.channel, a.picks, a.reason) for a in vote_file_rows.list_annulled(desk, row.id)
    ] == [
        (5, "微信", "003", "voter_twice"),
        (6, "网站", "999", "code_unknown"),
    ]
    assert vote_file_rows.annulled_count(desk, row.id) == 2
    assert valid(desk) == {
        "001": {"微信": 2, "网站": 0},
        "002": {"微信": 1, "网站": 1},
        "003": {"微信": 0, "网站": 0},
    }
    assert [(r.code, r.rank) for r in results.read_results(desk, Track.CADRE)] == [
        ("002", 1),
        ("001", 2),
        ("003", 3),
    ]
    assert (row.medium, row.rows, row.first_at is not None) == ("光盘1号", 5, True)


def test_who_voted_is_kept_nowhere(desk, coded, workspace):
    text = ROWS.replace("v1", "oX-secret-openid").replace("v3", "oY-secret-openid")
    count(desk, text)
    workspace.close()
    with closing(sqlite3.connect(desk.folder / "desk.db")) as raw:
        dump = "\n".join(raw.iterdump())
    assert "secret-openid" not in dump
    assert "001" in dump


def test_trying_keeps_nothing(desk, coded):
    before = len(trail_of(desk))
    found = vote_files.try_votes(desk, Track.CADRE, io.BytesIO(ROWS.encode()), NewVotes("票.csv"))
    assert found.voters == {"微信": 3, "网站": 2}
    assert vote_file_rows.list_vote_files(desk, Track.CADRE) == []
    assert len(trail_of(desk)) == before


def test_the_same_file_twice_is_refused_even_under_another_name(desk, coded):
    count(desk)
    with pytest.raises(DeskError, match=r"import\.repeated"):
        count(desk, name="另一份.csv", also=True)


def test_a_channel_that_was_counted_is_not_counted_once_more_by_mistake(desk, coded):
    count(desk)
    more = HEAD + "2026-11-03 10:00,微信,v9,003\n"
    with pytest.raises(DeskError, match=r"vote\.channel_counted"):
        count(desk, more)
    count(desk, more, also=True)
    assert valid(desk)["003"] == {"微信": 1, "网站": 0}


def test_a_corrected_file_replaces_the_earlier_one_and_both_stay(desk, coded):
    first = count(desk)
    better = ROWS.replace("999", "003")
    with pytest.raises(DeskError, match=r"reason\.missing"):
        count(desk, better, replaces_id=first.id)
    assert valid(desk)["003"] == {"微信": 0, "网站": 0}
    second = count(desk, better, replaces_id=first.id, reason="平台更正")
    assert valid(desk)["003"] == {"微信": 0, "网站": 1}
    files = vote_file_rows.list_vote_files(desk, Track.CADRE)
    assert [(f.id, f.state, f.reason, f.replaces_id) for f in files] == [
        (second.id, VoteFileState.COUNTED, "", first.id),
        (first.id, VoteFileState.REPLACED, "平台更正", None),
    ]
    with pytest.raises(DeskError, match=r"vote\.file_unknown"):
        count(desk, HEAD + "2026-11-03 10:00,微信,v9,003\n", replaces_id=first.id, reason="再次")


def test_a_file_set_aside_counts_no_longer(desk, coded):
    row = count(desk)
    vote_files.set_votes_aside(desk, row.id, reason="渠道作弊")
    assert valid(desk) == {}
    with pytest.raises(DeskError, match=r"vote\.file_unknown"):
        vote_files.set_votes_aside(desk, row.id, reason="再次")
    assert count(desk).valid == 3


def test_totals_count_beside_rows_and_weights_are_the_schemes(desk, coded):
    scheme.change_scheme(desk, "vote.weights", "报纸=8 微信=1 网站=1", source="方案")
    count(desk)
    count(desk, "编号,姓名,票数,作废\n3,张三,100,10\n1,丁一,10,\n", name="报纸.csv")
    found = results.read_results(desk, Track.CADRE)
    assert [(row.code, row.rank) for row in found] == [("003", 1), ("001", 2), ("002", 3)]
    assert found[0].channels["报纸"].raw == 100
    assert found[0].channels["报纸"].valid == 90
    assert sum(row.weighted for row in found) == 1


def test_a_channel_without_a_weight_is_refused_when_totals_come(desk, coded):
    scheme.change_scheme(desk, "vote.weights", "微信=1", source="方案")
    with pytest.raises(DeskError, match=r"vote\.channel_unweighted"):
        count(desk, "编号,姓名,票数\n3,张三,100\n", name="报纸.csv")
    assert vote_file_rows.list_vote_files(desk, Track.CADRE) == []


def test_the_rules_of_the_vote_are_fixed_once_a_file_counts(desk, coded):
    row = count(desk)
    for key, value in (
        ("vote.weights", "微信=1"),
        ("vote.picks.cadre", "5"),
        ("vote.once", "day"),
    ):
        with pytest.raises(DeskError, match=r"scheme\.locked") as caught:
            scheme.change_scheme(desk, key, value, source="方案")
        assert caught.value.rule == "SCHEME-09"
    scheme.change_scheme(desk, "vote.picks.unit", "5", source="方案")
    with pytest.raises(DeskError, match=r"vote\.codes_used"):
        vote_codes.assign_codes(desk, Track.CADRE)
    vote_files.set_votes_aside(desk, row.id, reason="重来")
    scheme.change_scheme(desk, "vote.weights", "微信=1 网站=1", source="方案")


def test_without_codes_or_a_shortlist_nothing_is_counted(desk, make_candidates):
    make_candidates()
    at_stage(desk, Stage.PUBLIC_VOTE)
    with pytest.raises(DeskError, match=r"vote\.no_codes"):
        count(desk)
    with pytest.raises(DeskError, match=r"vote\.nobody_listed"):
        vote_codes.assign_codes(desk, Track.CADRE)
    at_stage(desk, Stage.CONSULTATION)
    with pytest.raises(DeskError, match=r"stage\.too_early"):
        count(desk)


def test_who_stops_the_count_leaves_nothing_behind(desk, coded):
    before = len(trail_of(desk))

    def stop(done, total):
        if done * 2 > total:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        vote_files.count_votes(
            desk, Track.CADRE, io.BytesIO(ROWS.encode()), NewVotes("票.csv"), on_progress=stop
        )
    assert vote_file_rows.list_vote_files(desk, Track.CADRE) == []
    assert len(trail_of(desk)) == before


def test_votes_for_somebody_withdrawn_since_do_not_spoil_the_others(desk, coded):
    at_stage(desk, Stage.PUBLIC_VOTE)
    candidates.withdraw_candidate(desk, coded[0], reason="放弃")
    row = count(desk)
    assert row.valid == 3
    assert valid(desk)["002"] == {"微信": 1, "网站": 1}
