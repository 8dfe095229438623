import io

import pytest

from zjgdesk.errors import DeskError
from zjgdesk.exchange.sheets import read_sheets
from zjgdesk.exchange.totals import count_totals, read_codes
from zjgdesk.resources import resources

CODES = frozenset({"001", "002", "003"})
NAMES = {"001": "张三", "002": "李　四", "003": "欧阳六"}


def count(text, **told):
    return count_totals(io.BytesIO(text.encode()), "报纸.csv", CODES, NAMES, **told)


def valid(found):
    return {c.channel: {code: c.valid(code) for code in c.raw} for c in found.channels}


def test_votes_and_annulled_ones_are_told_apart_with_their_reasons():
    found = count(
        "编号,姓名,票数,作废票,作废原因\n001,张三,10,3,复印件\n2.0,李四,7,,\n003,欧阳六,0,0,\n"
    )
    assert valid(found) == {"报纸": {"001": 7, "002": 7, "003": 0}}
    assert found.voters == {"报纸": 17}
    assert found.annulled == {"报纸": {"复印件": 3}}
    assert found.votes == 3


def test_valid_votes_are_not_diminished_once_more():
    found = count("编号,姓名,有效票数,废票\n1,张三,10,3\n")
    assert valid(found) == {"报纸": {"001": 10}}
    assert found.voters == {"报纸": 13}
    assert found.annulled == {"报纸": {"未写明原因": 3}}


def test_each_channel_may_have_its_own_column():
    found = count(
        "编号,姓名,报纸票数,网站票数,总票数\n1,张三,10,3,13\n2,李四,4,,4\n合计,,14,3,17\n"
    )
    assert valid(found) == {"报纸": {"001": 10, "002": 4}, "网站": {"001": 3, "002": 0}}


def test_the_channel_may_be_told():
    found = count("编号,姓名,票数\n1,张三,10\n", channel="电视台")
    assert valid(found) == {"电视台": {"001": 10}}


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ("004,赵七,5,", "vote.code_unknown"),
        ("abc,张三,5,", "vote.code_impossible"),
        ("001,张三,5,\n1,张三,5,", "vote.code_repeated"),
        ("001,李四,5,", "vote.name_differs"),
        ("001,张三,五票,", "vote.number_impossible"),
        ("001,张三,-5,", "vote.number_impossible"),
        ("001,张三,5.5,", "vote.number_impossible"),
        ("001,张三,5,6", "vote.annulled_exceeds"),
        ("001,张三,5,\n002,李四,6,\n合计,,12,", "vote.sum_differs"),
    ],
)
def test_what_cannot_be_right_refuses_the_file(rows, code):
    with pytest.raises(DeskError, match=code.replace(".", r"\.")):
        count(f"编号,姓名,票数,作废票\n{rows}\n")


def test_the_samples_are_read():
    folder = resources() / "sample"
    codes = dict(read_codes("a", read_sheets("a", (folder / "候选编号.csv").read_bytes())))
    assert len(codes) == 48
    with (folder / "报纸投票统计.xlsx").open("rb") as stream:
        found = count_totals(stream, "报纸投票统计.xlsx", frozenset(codes), codes)
    assert valid(found)["报纸"]["001"] == 2764 - 12
    assert found.annulled["报纸"]["复印件"] > 0


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("编号,姓名\n1,张三\n1,李四\n", "vote.code_repeated"),
        ("编号,姓名\nx,张三\n", "vote.code_impossible"),
    ],
)
def test_a_list_of_codes_names_each_once(text, code):
    with pytest.raises(DeskError, match=code.replace(".", r"\.")):
        read_codes("a", read_sheets("a", text.encode()))


def test_channels_over_two_rows_keep_their_annulled_votes():
    found = count(
        "编号,姓名,网络投票,,报纸投票,\n,,有效票,无效票,有效票,无效票\n"
        "1,张三,100,1,50,2\n2,李四,90,0,40,0\n合计,,190,1,90,2\n"
    )
    assert valid(found) == {"网络": {"001": 100, "002": 90}, "报纸": {"001": 50, "002": 40}}
    assert found.annulled == {"网络": {"未写明原因": 1}, "报纸": {"未写明原因": 2}}


@pytest.mark.parametrize(
    ("head", "row", "votes"),
    [
        ("编号,姓名,微信票数,报纸票数,合计", "1,张三,10,5,15", {"微信": 10, "报纸": 5}),
        ("编号,姓名,网络得票,报纸得票", "1,张三,10,5", {"网络": 10, "报纸": 5}),
        ("候选对象编号,候选人,得票情况", "1,张三,10", {"报纸": 10}),
        ("编号,姓名,微信有效票数,微信作废票数,票数", "1,张三,10,5,15", {"微信": 10}),
        ("编号,姓名,票数,得票率", "1,张三,10,50%", {"报纸": 10}),
    ],
)
def test_columns_of_channels_are_told_from_sums_and_shares(head, row, votes):
    assert valid(count(f"{head}\n{row}\n")) == {
        channel: {"001": number} for channel, number in votes.items()
    }


def test_annulled_votes_of_a_channel_without_votes_are_not_lost():
    with pytest.raises(DeskError, match=r"file\.column_missing"):
        count("编号,姓名,微信票数,报纸票数,电视废票\n1,张三,10,5,3\n")


@pytest.mark.parametrize("head", ["投票编号,候选人姓名", "代码,对象", "参评编号,参评对象"])
def test_a_list_of_codes_under_other_headings(head):
    assert read_codes("码.csv", read_sheets("码.csv", f"{head}\n1号,张三\n".encode())) == [
        ("001", "张三")
    ]
