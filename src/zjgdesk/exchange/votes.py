"""The public vote as papers and web systems send it: one voter a row, or totals."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from zjgdesk.errors import DeskError
from zjgdesk.exchange.cells import Cell
from zjgdesk.exchange.headers import Column, Header, as_text, find_header
from zjgdesk.exchange.moments import parse_time
from zjgdesk.exchange.rejudge import again
from zjgdesk.exchange.rows import Reading, SourceRow, judged
from zjgdesk.exchange.sheets import Sheet
from zjgdesk.exchange.walk import as_it_is, walk
from zjgdesk.rules.names import compact
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.scheme import BY_KEY

VOTERS: Final = (
    Column("time", ("投票时间", "时间", "提交时间", "投票日期", "创建时间", "提交日期", "vote_time", "create_time", "created_at", "time")),
    Column("channel", ("渠道", "投票渠道", "来源", "平台", "投票平台", "投票来源", "channel", "source")),
    Column("voter", ("投票人标识", "投票人", "投票人编号", "投票者", "投票用户", "用户标识", "标识", "投票人ID", "用户ID", "用户编号",
                     "会员编号", "openid", "unionid", "user_id", "uid", "voter_id", "voter", "手机号", "手机号码", "设备标识", "设备号",
                     "IP", "IP地址"),
           needed=True),
    Column("picks", ("所选编号", "投票编号", "选择编号", "所选", "投票内容", "所投编号", "选项", "投票对象", "所选候选人编号", "选择", "投票结果",
                     "您的选择", "所投候选人", "所投对象", "选中编号", "candidate_ids", "candidates", "codes", "picks"), needed=True),
)  # fmt: skip
CHANNELS: Final = (
    "网络",
    "网上",
    "网站",
    "微信",
    "公众号",
    "报纸",
    "报刊",
    "电视",
    "线上",
    "线下",
    "纸质",
)
TOTALS: Final = (
    Column(
        "code",
        (
            "编号",
            "候选编号",
            "候选人编号",
            "候选对象编号",
            "投票编号",
            "参评编号",
            "代码",
            "代号",
            "票号",
            "序号",
        ),
        needed=True,
    ),
    Column(
        "name",
        (
            "姓名",
            "候选对象",
            "候选人",
            "候选人姓名",
            "单位",
            "名称",
            "单位名称",
            "参评对象",
            "对象",
        ),
    ),
    Column(
        "votes",
        (
            "票数",
            "得票",
            "得票数",
            "总票数",
            "得票总数",
            "合计票数",
            "有效票",
            "有效票数",
            "投票数",
            "合计",
            "得票情况",
            "得票合计",
            *(
                f"{where}{votes}"
                for where in CHANNELS
                for votes in ("票数", "得票", "得票数", "投票数")
            ),
        ),
        needed=True,
    ),
    Column("annulled", ("作废票", "废票", "无效票", "作废票数", "作废", "无效票数", "废票数")),
    Column("reason", ("作废原因", "原因", "废票原因")),
)
BETWEEN: Final = re.compile(r"[\s,，、;；|/+＋]+")
MOST_PICKS: Final = int(BY_KEY["places.cadre"].default)
CODE: Final = re.compile(r"(\d{1,3})(?:\.0)?号?")
WRAPS: Final = "[](){}<>\"'‘’“”="


def read_votes(name: str, sheets: Sequence[Sheet]) -> Reading:
    """Read a file of votes in either shape and judge its rows.

    Raises:
        DeskError: `file.no_header`, `file.column_missing`.
    """
    header = header_of(name, sheets)
    if "voter" in header.columns:
        return _judge_voters(walk("votes.voters", name, header, _all_picks, key="voter"))
    return _judge_totals(walk("votes.totals", name, header, as_it_is, key="code"))


def header_of(name: str, sheets: Sequence[Sheet]) -> Header:
    """Return the header of either shape; what is missing is said of the shape that fits better."""
    try:
        return find_header(name, sheets, VOTERS)
    except DeskError as voters:
        try:
            return find_header(name, sheets, TOTALS)
        except DeskError as totals:
            raise (voters if voters.code == "file.column_missing" else totals) from None


def parse_code(text: str) -> str | None:
    """Return the three-digit code that a cell means; a spreadsheet may have eaten its noughts.

    Rule: PUBLIC-03
    """
    plain = unicodedata.normalize("NFKC", compact(text)).strip(WRAPS)
    found = CODE.fullmatch(plain)
    if found is None or int(found[1]) == 0:
        return None
    return found[1].zfill(3)


def _judge_voters(reading: Reading) -> Reading:
    seen: dict[str, int] = {}

    def judge(row: SourceRow) -> SourceRow:
        values = dict(row.values)
        problems: list[Refusal] = []
        voter = f"{compact(values.get('channel', ''))}\t{compact(values['voter'])}"
        if not compact(values["voter"]):
            problems.append(Refusal("vote.voter_unnamed", "PUBLIC-02"))
        elif voter in seen:
            problems.append(Refusal("vote.voter_twice", "PUBLIC-02", {"first_row": seen[voter]}))
        else:
            seen[voter] = row.row
        if values.get("time") and parse_time(values["time"]) is None:
            problems.append(Refusal("vote.time_impossible", "PUBLIC-02", {"text": values["time"]}))
        values["codes"], found = _picks(values["picks"])
        return judged(row, values, [*problems, *found])

    return again(reading, judge)


def _picks(text: str) -> tuple[str, list[Refusal]]:
    words = [word for word in BETWEEN.split(text.strip()) if word]
    if not words:
        return "", [Refusal("vote.nobody_picked", "PUBLIC-03")]
    codes = [parse_code(word) for word in words]
    problems = [
        Refusal("vote.code_impossible", "PUBLIC-03", {"text": word})
        for word, code in zip(words, codes, strict=True)
        if code is None
    ]
    good = [code for code in codes if code is not None]
    if len(words) > MOST_PICKS:
        facts = {"picks": len(words), "most": MOST_PICKS}
        problems.append(Refusal("vote.too_many_picks", "PUBLIC-03", facts))
    if len(set(good)) < len(good):
        twice = next(code for code in good if good.count(code) > 1)
        problems.append(Refusal("vote.code_twice", "PUBLIC-03", {"number": twice}))
    return " ".join(good), problems


def _judge_totals(reading: Reading) -> Reading:
    seen: dict[str, int] = {}

    def judge(row: SourceRow) -> SourceRow:
        values = dict(row.values)
        problems: list[Refusal] = []
        code = parse_code(values["code"])
        if code is None:
            problems.append(Refusal("vote.code_impossible", "PUBLIC-03", {"text": values["code"]}))
        elif code in seen:
            said = {"number": code, "first_row": seen[code]}
            problems.append(Refusal("vote.code_repeated", "PUBLIC-03", said))
        else:
            seen[code] = row.row
        values["code"] = code or values["code"]
        for field in ("votes", "annulled"):
            values[f"{field}_number"] = text = whole_number(values.get(field, ""))
            if (text or field == "votes") and not (text.isascii() and text.isdigit()):
                problems.append(Refusal("vote.number_impossible", "PUBLIC-02", {"text": text}))
        return judged(row, values, problems)

    return again(reading, judge)


def whole_number(text: str) -> str:
    """Return a count without what groups its digits, its unit and a nought behind the point."""
    plain = unicodedata.normalize("NFKC", compact(text)).replace(",", "")
    return re.sub(r"(\.0+|[票张])$", "", plain)


def _all_picks(values: dict[str, str], cells: Sequence[Cell], header: Header) -> dict[str, str]:
    """Picks may go on in the cells behind their own, if it is the last that has a heading."""
    at = header.columns["picks"]
    if at == header.width - 1:
        values["picks"] = " ".join(filter(None, map(as_text, cells[at:])))
    return values
