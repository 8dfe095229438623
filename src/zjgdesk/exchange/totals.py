"""The public vote as totals per candidate, and the list of codes."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import BinaryIO, Final

from zjgdesk.digests import digest_of
from zjgdesk.errors import DeskError
from zjgdesk.exchange.cells import Cell
from zjgdesk.exchange.headers import Column, Header, as_text, find_header, plain
from zjgdesk.exchange.rows import SourceRow
from zjgdesk.exchange.sheets import LARGEST, Sheet, read_sheets
from zjgdesk.exchange.votes import TOTALS, parse_code, whole_number
from zjgdesk.exchange.walk import as_it_is, walk
from zjgdesk.rules.names import compact
from zjgdesk.rules.public_vote import ChannelCount

CODES: Final = (
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
            "参评对象",
            "对象",
            "单位名称",
            "名称",
            "单位",
        ),
        needed=True,
    ),
)
UNNAMED: Final = "报纸"
NO_REASON: Final = "未写明原因"
VOTES: Final = re.compile(r"(.*?)(?:渠道)?(?:投票|得票)?(?:有效|总|合计|投)?(?:得票|票)数?$")
OFF: Final = re.compile(r"(.*?)(?:渠道)?(?:投票|得票)?(?:无效|作废|废)(?:得票|票)?数?$")
USUAL: Final = frozenset({"", "所", "最终", "实际", "累计"})


@dataclass(frozen=True, slots=True)
class TotalVotes:
    """What a file of totals brought; `voters` and `annulled` count picks, for it has no papers."""

    size: int
    digest: str
    header_row: int
    votes: int
    skipped: int
    channels: tuple[ChannelCount, ...]
    voters: Mapping[str, int]
    annulled: Mapping[str, Mapping[str, int]]
    first_at: datetime | None = None
    last_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where a channel's votes stand, and those that do not count; net where these are taken off."""

    votes: int
    off: int
    is_net: bool


@dataclass(slots=True)
class _Books:
    raw: Counter[str] = field(default_factory=Counter)
    annulled: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)


def count_totals(
    stream: BinaryIO,
    name: str,
    codes: frozenset[str],
    names: Mapping[str, str],
    *,
    channel: str = "",
) -> TotalVotes:
    """Read totals, one candidate a row; a row that cannot be right refuses the whole file.

    The number of votes is what came in, annulled ones among them, unless its column is headed 有效.

    Args:
        stream: the file.
        name: its name.
        codes: the codes that may occur.
        names: who stands under a code; another name beside it is refused.
        channel: the channel of all of it; without one the channels are told by their columns, or
            it is the newspaper's.

    Raises:
        DeskError: `file.…`, `vote.code_impossible`, `vote.code_unknown`, `vote.code_repeated`,
            `vote.name_differs`, `vote.number_impossible`, `vote.annulled_exceeds`,
            `vote.sum_differs`.

    Rule: PUBLIC-02, PUBLIC-03
    """
    stream.seek(0)
    content = stream.read(LARGEST + 1)
    sheets = read_sheets(name, content)
    header = find_header(name, sheets, TOTALS)
    columns = _channel_columns(name, header, channel)
    reading = walk("votes.totals", name, header, as_it_is, key="code")
    rows = [row for row in reading.rows if not row.problems]
    books: dict[str, _Books] = {where: _Books() for where in columns}
    seen: dict[str, int] = {}
    for row in rows:
        code = _code_of(row, codes, names, seen)
        for where, each in columns.items():
            _enter(books[where], code, row, (header, each))
    for row in reading.rows:
        if row.problems and row.problems[0].code == "row.total":
            _check_sum(row.row, header, columns, books)
    return TotalVotes(
        size=len(content),
        digest=digest_of(content),
        header_row=header.row,
        votes=len(rows),
        skipped=len(reading.rows) - len(rows) - header.row,
        channels=tuple(
            ChannelCount(where, dict(each.raw), dict(each.annulled))
            for where, each in books.items()
        ),
        voters={where: sum(each.raw.values()) for where, each in books.items()},
        annulled={where: dict(each.reasons) for where, each in books.items()},
    )


def read_codes(name: str, sheets: Sequence[Sheet]) -> list[tuple[str, str]]:
    """Return codes and names as a list of candidates gives them.

    Raises:
        DeskError: `file.no_header`, `file.column_missing`, `vote.code_impossible`,
            `vote.code_repeated`.

    Rule: PUBLIC-03
    """
    header = find_header(name, sheets, CODES)
    seen: dict[str, int] = {}
    rows = walk("codes", name, header, as_it_is, key="name").rows
    return [(_only_code(row, seen), row.values["name"]) for row in rows if not row.problems]


def _channel_columns(name: str, header: Header, channel: str) -> dict[str, _Columns]:
    """Return which columns hold the votes of which channel, and those that do not count."""
    heads = _full_heads(header)
    at_votes, at_off = header.columns["votes"], header.columns.get("annulled", -1)
    alone = _Columns(at_votes, at_off, is_net="有效" in heads[at_votes])
    if channel:
        return {channel: alone}
    taken = {header.columns.get(key) for key in ("code", "name", "reason")}
    off = {
        told[1]: at for at, head in heads.items() if at not in taken and (told := OFF.match(head))
    }
    found = {
        told[1]: _Columns(at, off.get(told[1], -1), is_net="有效" in head)
        for at, head in heads.items()
        if at not in taken | set(off.values()) and (told := VOTES.match(head))
    }
    named = {where: each for where, each in found.items() if where not in USUAL}
    for where in off:
        if where and named and where not in named:
            raise DeskError("file.column_missing", name=name, column=f"{where}票数")
    if len(named) == 1:
        named = {where: replace(each, off=max(each.off, at_off)) for where, each in named.items()}
    return named or {UNNAMED: alone}


def _full_heads(header: Header) -> dict[int, str]:
    """Return the headings; over two rows the upper holds for the columns up to the next."""
    lower = [plain(as_text(cell)) for cell in header.sheet.rows[header.row - 1]]
    if header.first == header.row:
        return dict(enumerate(lower))
    upper = [plain(as_text(cell)) for cell in header.sheet.rows[header.first - 1]]
    heads, above = {}, ""
    for at in range(max(len(lower), len(upper))):
        own = upper[at] if at < len(upper) else ""
        below = lower[at] if at < len(lower) else ""
        above = own or (above if below else "")
        heads[at] = above if above == below else above + below
    return heads


def _only_code(row: SourceRow, seen: dict[str, int]) -> str:
    text = row.values["code"]
    code = parse_code(text)
    if code is None:
        raise DeskError("vote.code_impossible", rule="PUBLIC-03", text=text)
    if code in seen:
        raise DeskError("vote.code_repeated", rule="PUBLIC-03", number=code, first_row=seen[code])
    seen[code] = row.row
    return code


def _code_of(
    row: SourceRow, codes: frozenset[str], names: Mapping[str, str], seen: dict[str, int]
) -> str:
    code = _only_code(row, seen)
    if code not in codes:
        raise DeskError("vote.code_unknown", rule="PUBLIC-03", number=code, row=row.row)
    told = compact(row.values.get("name", ""))
    if told and told != compact(names.get(code, "")):
        facts = {"number": code, "told": row.values["name"], "kept": names.get(code, "")}
        raise DeskError("vote.name_differs", rule="PUBLIC-03", row=row.row, **facts)
    return code


def _enter(books: _Books, code: str, row: SourceRow, place: tuple[Header, _Columns]) -> None:
    header, columns = place
    cells = header.sheet.rows[row.row - 1]
    votes, off = _number(_text(cells, columns.votes)), _number(_text(cells, columns.off))
    if columns.is_net:
        votes += off
    if off > votes:
        raise DeskError("vote.annulled_exceeds", rule="PUBLIC-02", row=row.row, votes=votes)
    books.raw[code] += votes
    books.annulled[code] += off
    if off:
        books.reasons[row.values.get("reason", "") or NO_REASON] += off


def _text(cells: Sequence[Cell], at: int) -> str:
    return as_text(cells[at]) if 0 <= at < len(cells) else ""


def _number(text: str) -> int:
    plain_text = whole_number(text)
    if not plain_text:
        return 0
    if not (plain_text.isascii() and plain_text.isdigit()):
        raise DeskError("vote.number_impossible", rule="PUBLIC-02", text=text)
    return int(plain_text)


def _check_sum(
    row: int, header: Header, columns: Mapping[str, _Columns], books: Mapping[str, _Books]
) -> None:
    cells = header.sheet.rows[row - 1]
    for where, each in columns.items():
        text = whole_number(_text(cells, each.votes))
        counted = sum(books[where].raw.values())
        if each.is_net:
            counted -= sum(books[where].annulled.values())
        if text.isdigit() and int(text) != counted:
            raise DeskError("vote.sum_differs", rule="PUBLIC-02", told=int(text), counted=counted)
