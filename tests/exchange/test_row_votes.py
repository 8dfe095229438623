import io
import random
import sqlite3
from collections import Counter
from datetime import datetime

import pytest
import xlsxwriter

from zjgdesk.digests import digest_of
from zjgdesk.errors import DeskError
from zjgdesk.exchange.row_votes import count_row_votes
from zjgdesk.resources import resources
from zjgdesk.rules.public_vote import Annulment, Once, VoteRules

CODES = frozenset(f"{n:03d}" for n in range(1, 6))
RULES = VoteRules(CODES, 3, opens=datetime(2026, 11, 1), closes=datetime(2026, 11, 7, 23, 59))
HEAD = "投票时间,渠道,投票人标识,所选编号"


def count(text, rules=RULES, **told):
    content = text if isinstance(text, bytes) else text.encode()
    off = []
    found = count_row_votes(io.BytesIO(content), "票.csv", rules, on_annulled=off.extend, **told)
    return found, {row.row: row.reason.value for row in off}


def lines(*rows):
    return "\n".join([HEAD, *rows]) + "\n"


def raw(found):
    return {count.channel: dict(count.raw) for count in found.channels}


def valid(found):
    return {
        count.channel: {code: count.valid(code) for code in count.raw if count.valid(code)}
        for count in found.channels
    }


def test_every_row_is_counted_or_annulled_for_its_reason():
    found, off = count(
        lines(
            "2026-11-02 10:00:00,微信,a,001 002",
            "2026-11-02 10:00:01,微信,b,001 002 003 004",
            "2026-11-02 10:00:02,微信,c,001 999",
            "2026-11-02 10:00:03,微信,a,003",
            "2026-10-31 10:00:00,微信,d,001",
            "2026-11-08 00:00:00,微信,e,001",
            "昨天,微信,f,001",
            ",微信,g,001",
            "2026-11-02 10:00:00,微信,,001",
            "2026-11-02 10:00:00,微信,h,",
            "2026-11-02 10:00:00,微信,i,张三",
            "2026-11-02 10:00:00,微信,j,002 002",
            "2026-11-02 10:00:00,网站,a,005",
        )
    )
    assert off == {
        3: "too_many_picks",
        4: "code_unknown",
        5: "voter_twice",
        6: "outside_period",
        7: "outside_period",
        8: "time_impossible",
        9: "time_impossible",
        10: "voter_unnamed",
        11: "nobody_picked",
        12: "code_impossible",
        13: "code_twice",
    }
    assert found.votes == 13
    assert found.voters == {"微信": 12, "网站": 1}
    assert valid(found) == {"微信": {"001": 1, "002": 1}, "网站": {"005": 1}}
    assert raw(found)["微信"] == {"001": 8, "002": 3, "003": 2, "004": 1}
    assert sum(sum(reasons.values()) for reasons in found.annulled.values()) == len(off)


def test_the_earliest_vote_of_a_voter_counts_whatever_the_order_of_rows():
    found, off = count(
        lines(
            "2026-11-03 10:00:00,微信,a,001",
            "2026-11-02 10:00:00,微信,a,002 003",
            "2026-11-04 10:00:00,微信,a,004",
            "2026-11-02 10:00:00,微信,a,005",
        )
    )
    assert valid(found) == {"微信": {"002": 1, "003": 1}}
    assert off == {2: "voter_twice", 4: "voter_twice", 5: "voter_twice"}
    assert raw(found) == {"微信": {"001": 1, "002": 1, "003": 1, "004": 1, "005": 1}}


def test_an_annulled_vote_does_not_use_up_the_voter():
    _, off = count(lines("2026-11-02 09:00:00,微信,a,999", "2026-11-02 10:00:00,微信,a,001"))
    assert off == {2: "code_unknown"}


@pytest.mark.parametrize(
    ("once", "off"),
    [
        pytest.param(Once.CHANNEL, {4: "voter_twice"}, id="PUBLIC-03 once a channel"),
        pytest.param(Once.VOTE, {3: "voter_twice", 4: "voter_twice"}, id="PUBLIC-03 once"),
        pytest.param(Once.DAY, {}, id="PUBLIC-03 once a day"),
    ],
)
def test_how_often_one_may_vote(once, off):
    rules = VoteRules(CODES, 3, once=once)
    found, annulled = count(
        lines(
            "2026-11-02 10:00:00,微信,a,001",
            "2026-11-03 10:00:00,网站,a,001",
            "2026-11-04 10:00:00,微信,a,001",
        ),
        rules,
    )
    assert annulled == off
    assert found.votes == 3


@pytest.mark.parametrize(
    "content",
    [
        lines("2026-11-02 10:00:00,微信,a,001 002").encode("gb18030"),
        lines("2026-11-02 10:00:00,微信,a,001 002").encode("utf-8-sig"),
        lines("2026-11-02 10:00:00,微信,a,001 002").encode("utf-16"),
        lines("2026-11-02 10:00:00,微信,a,001 002").replace("\n", "\r\n").encode(),
        lines("2026-11-02 10:00:00,微信,a,001 002").replace(",", "\t").encode(),
        lines("2026-11-02 10:00:00,微信,a,001 002").replace(",", ";").encode(),
        lines("2026/11/2 10:00,微信,a,1、2").encode(),
        lines("2026年11月2日 10时0分,微信,a,１；２").encode(),
        lines('2026-11-02T10:00:00,微信,a,"001,002"').encode(),
        lines('"2026-11-02 10:00","微信","a","001|002"').encode(),
        lines("2026-11-02 10:00:00,微信,a,001,002").encode(),
        b"\n\n" + lines("2026-11-02 10:00:00,微信,a,001 002").encode() + b"\n\n\n",
        f"某某投票平台导出,,,\n{lines('2026-11-02 10:00:00,微信,a,001 002')}合计,,,1\n".encode(),
        f"{lines('2026-11-02 10:00:00,微信,a,001 002')}{HEAD}\n".encode(),
        '投票时间,渠道,"投票人\n标识","所选\r\n编号"\n2026-11-02,微信,a,001 002\n'.encode(),
        "用户ID,备注,选项,来源,提交时间\na,,001 002,微信,2026-11-02 10:00:00\n".encode(),
    ],
)
def test_a_file_is_read_however_a_vendor_writes_it(content):
    found, off = count(content)
    assert off == {}
    assert valid(found) == {"微信": {"001": 1, "002": 1}}
    assert found.votes == 1
    assert found.digest == digest_of(content)
    assert found.size == len(content)


def test_rows_behind_the_first_portion_may_be_written_otherwise():
    found, off = count(
        lines(
            *(f"2026-11-02 10:00:00,微信,a{n},001、002" for n in range(300)),
            "2026-11-02 10:00:00,微信,b,003 004",
            "2026-11-02 10:00:00,微 信 ,c,5",
        )
    )
    assert off == {}
    assert valid(found) == {"微信": {"001": 300, "002": 300, "003": 1, "004": 1, "005": 1}}


def test_a_spreadsheet_of_votes_is_read_too():
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEAD.split(","))
        day = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        sheet.write_datetime(1, 0, datetime(2026, 11, 2, 10, 0), day)
        sheet.write_row(1, 1, ["微信", 4711, 2])
        sheet.write_row(2, 0, ["2026-11-03 10:00:00", "微信", 4711, "003"])
    found, off = count(buffer.getvalue())
    assert valid(found) == {"微信": {"002": 1}}
    assert off == {3: "voter_twice"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (lines('2026-11-02 10:00:00,微信,"a,001'), "file.broken_quote"),
        (lines('2026-11-02 10:00:00,微信,"a,001', '2026-11-02,微信,b",002'), "file.broken_quote"),
        (lines('2026-11-02 10:00:00,微信,"a"x,001'), "file.broken_quote"),
        (lines('2026-11-02,微信,"a,001', '2026-11-03,微信,c,"001"'), "file.broken_quote"),
        ("", "file.empty"),
        ("天气,温度\n晴,20\n", "file.no_header"),
        ("投票时间,渠道,所选编号\n2026-11-02,微信,001\n", "file.column_missing"),
        ("投票人标识,所选编号\na,001\n", "vote.time_column_missing"),
    ],
)
def test_what_cannot_be_read_is_refused_whole(text, code):
    with pytest.raises(DeskError, match=code.replace(".", r"\.")):
        count(text)


def test_without_a_period_no_time_is_needed_and_the_channel_may_be_told():
    found, off = count(
        "投票人标识,所选编号\na,001\nb,2\na,003\n", VoteRules(CODES, 3), channel="短信"
    )
    assert valid(found) == {"短信": {"001": 1, "002": 1}}
    assert off == {4: "voter_twice"}
    assert found.first_at is None


def test_a_channel_that_the_scheme_does_not_name_is_told():
    rules = VoteRules(CODES, 3, channels=frozenset({"微信"}))
    _, off = count(lines("2026-11-02,微信,a,001", "2026-11-02,抖音,b,001"), rules)
    assert off == {3: "channel_unknown"}


def test_who_counts_may_stop_and_is_told_how_far_it_is():
    seen = []

    def stop(done, total):
        seen.append((done, total))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        count(lines("2026-11-02,微信,a,001"), on_progress=stop)
    assert len(seen) == 1
    text = lines(*(f"2026-11-02,微信,a{n},001" for n in range(50_000)))
    told = []
    count(text, on_progress=lambda done, total: told.append(done / total))
    assert told == sorted(told)
    assert told[-1] == 1
    assert len(told) >= 4


def slow_count(rows, rules):
    """The same count by other means: SQL over every single vote."""
    with sqlite3.connect(":memory:") as base:
        base.execute("CREATE TABLE vote (row, at, channel, voter, picks)")
        good = []
        for number, (at, channel, voter, picks) in enumerate(rows, start=2):
            codes = picks.split()
            fits = set(codes) <= rules.codes and len(set(codes)) == len(codes)
            if fits and 1 <= len(codes) <= rules.picks:
                good.append((number, at, channel, voter, picks))
        base.executemany("INSERT INTO vote VALUES (?, ?, ?, ?, ?)", good)
        query = """
            SELECT channel, picks FROM (SELECT *, row_number() OVER (
                PARTITION BY channel, voter ORDER BY at, row) AS place FROM vote)
            WHERE place = 1
        """
        found = {}
        for channel, picks in base.execute(query):
            found.setdefault(channel, Counter()).update(picks.split())
    return {channel: dict(codes) for channel, codes in found.items()}


@pytest.mark.parametrize("seed", range(20))
def test_a_count_by_sql_finds_the_same(seed):
    chance = random.Random(seed)
    rows = [
        (
            f"2026-11-0{chance.randint(1, 6)} 1{chance.randint(0, 9)}:00:00",
            chance.choice(["微信", "网站"]),
            f"v{chance.randint(1, 60)}",
            " ".join(
                chance.choices([*sorted(CODES), "999"], [9, 9, 9, 9, 9, 1], k=chance.randint(1, 4))
            ),
        )
        for _ in range(300)
    ]
    found, off = count(lines(*(",".join(row) for row in rows)))
    assert valid(found) == slow_count(rows, RULES)
    counted = found.votes - sum(sum(reasons.values()) for reasons in found.annulled.values())
    assert counted + len(off) == found.votes == 300


def test_many_channels_are_kept_apart_even_when_an_earlier_vote_comes_later():
    rows = [f"2026-11-03 10:00:00,渠道{n},a,001" for n in range(300)]
    rows.append("2026-11-02 10:00:00,渠道299,a,002")
    found, off = count(lines(*rows))
    assert len(found.voters) == 300
    assert off == {301: "voter_twice"}
    assert valid(found)["渠道299"] == {"002": 1}
    assert valid(found)["渠道43"] == {"001": 1}


@pytest.mark.parametrize(
    ("picks", "reason"),
    [
        ("001、2、03", None),
        ("７、号", "code_impossible"),
        ("1 2、3", None),
        ("1、001", "code_twice"),
        ("001、001、002", "code_twice"),
        ("001、", None),
        ("、", "nobody_picked"),
    ],
)
def test_picks_written_unlike_the_others_are_judged_alike(picks, reason):
    usual = [f"2026-11-02 10:00:00,微信,a{n},001、002" for n in range(70)]
    _, off = count(lines(*usual, f"2026-11-02 10:00:00,微信,b,{picks}"))
    assert off == ({72: reason} if reason else {})


@pytest.mark.parametrize("seed", range(10))
def test_the_order_of_rows_does_not_matter_and_every_row_is_accounted_for(seed):
    chance = random.Random(seed)
    rows = [
        f"2026-11-0{1 + n % 9} {n // 60 % 24:02d}:{n % 60:02d}:00,微信,v{chance.randint(1, 40)},"
        + " ".join(chance.choices([*sorted(CODES), "999"], k=chance.randint(0, 4)))
        for n in range(400)
    ]
    found, off = count(lines(*rows))
    chance.shuffle(rows)
    turned, off_turned = count(lines(*rows))
    assert (raw(found), valid(found)) == (raw(turned), valid(turned))
    assert Counter(off.values()) == Counter(off_turned.values())
    assert found.annulled == turned.annulled
    assert found.votes == 400
    assert 0 < len(off) < 400


def test_the_sample_is_counted():
    path = resources() / "sample" / "网络投票明细.csv"
    rules = VoteRules(frozenset(f"{n:03d}" for n in range(1, 49)), 30)
    off = []
    with path.open("rb") as stream:
        found = count_row_votes(stream, path.name, rules, on_annulled=off.extend)
    reasons = Counter(row.reason for row in off)
    assert found.voters == {"微信": 10042, "网站": 9958}
    assert reasons[Annulment.CODE_UNKNOWN] == 22
    assert reasons[Annulment.TOO_MANY_PICKS] == 20
