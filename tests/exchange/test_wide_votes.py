import io
from datetime import datetime

import pytest

from zjgdesk.errors import DeskError
from zjgdesk.exchange.row_votes import count_row_votes
from zjgdesk.exchange.vote_stream import is_totals
from zjgdesk.rules.public_vote import VoteRules
from zjgdesk.services.preview import preview_file

CODES = frozenset(f"{n:03d}" for n in range(1, 6))
RULES = VoteRules(CODES, 3, opens=datetime(2026, 11, 1), closes=datetime(2026, 11, 7, 23, 59))
DAY = "2026-11-02 10:00:00"


def count(text):
    content, off = text.encode(), []
    assert not is_totals(io.BytesIO(content), "票.csv")
    found = count_row_votes(io.BytesIO(content), "票.csv", RULES, on_annulled=off.extend)
    return dict(found.channels[0].raw), {row.row: row.reason.value for row in off}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"投票时间,用户ID,选择1,选择2,选择3\n{DAY},a,001,002,\n", id="PUBLIC-03 numbered"),
        pytest.param(f"投票时间,openid,第1票,第2票\n{DAY},a,1,2\n", id="PUBLIC-03 first and second"),
        pytest.param(f"时间,手机号,选项一,选项二,渠道\n{DAY},a,2,1,微信\n", id="PUBLIC-03 channel behind"),
        pytest.param(f"vote_time,user_id,pick_1,pick_2\n{DAY},a,001,002\n", id="PUBLIC-03 in English"),
        pytest.param(f"时间,用户ID,001,002,003\n{DAY},a,1,1,0\n", id="PUBLIC-03 ones and noughts"),
        pytest.param(f"时间,用户ID,001张三,002李四,003王五\n{DAY},a,√,是,否\n", id="PUBLIC-03 names"),
        pytest.param(f"时间,用户ID,1号（张三）,2号（李四）\n{DAY},a,TRUE,Y\n", id="PUBLIC-03 numbers"),
        pytest.param(f"导出,,,\n时间,用户ID,001,002\n{DAY},a,001,002\n", id="PUBLIC-03 code as tick"),
        pytest.param(f"时间,投票人,选择1,选择2\n{DAY},a,001,,002\n", id="PUBLIC-03 beyond the headings"),
    ],
)  # fmt: skip
def test_picks_may_lie_in_many_columns(text):
    assert count(text) == ({"001": 1, "002": 1}, {})
    rows = preview_file("votes", "票.csv", text.encode()).rows
    assert sorted(rows[-1].values["codes"].split()) == ["001", "002"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (f"{DAY},a,0,0,0,0", "nobody_picked"),
        (f"{DAY},a,1,1,1,1", "too_many_picks"),
        (f"{DAY},a,1,2,0,0", "code_impossible"),
        (f"{DAY},a,1", None),
    ],
)
def test_a_ticked_row_is_judged_as_any_other(row, reason):
    _raw, off = count(f"投票时间,用户ID,001,002,003,004\n{row}\n")
    assert off.get(2) == reason


def test_one_pick_a_row_is_no_file_of_voters():
    with pytest.raises(DeskError, match=r"file\.column_missing"):
        count(f"投票时间,用户ID,候选人编号\n{DAY},a,001\n{DAY},a,002\n")


@pytest.mark.parametrize(
    "picks", ['"[""001"",""002""]"', "'001 '002", "001+002", '"{001}，{002}"']
)
def test_picks_in_brackets_and_quotes(picks):
    assert count(f"投票时间,用户ID,您的选择,平台\n{DAY},a,{picks},微信\n") == (
        {"001": 1, "002": 1},
        {},
    )


def test_a_note_below_the_votes_is_no_vote():
    assert count(f"投票时间,用户ID,选项\n{DAY},a,001\n共1条记录,,\n导出时间：今天,,\n") == (
        {"001": 1},
        {},
    )
