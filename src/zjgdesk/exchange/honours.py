"""Lists of earlier years' confirmed units and cadres, with what followed for them."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from zjgdesk.errors import DeskError
from zjgdesk.exchange.headers import Column, find_header
from zjgdesk.exchange.moments import parse_time
from zjgdesk.exchange.sheets import Sheet
from zjgdesk.exchange.walk import as_it_is, walk
from zjgdesk.rules.names import compact
from zjgdesk.rules.vocabulary import Track

COLUMNS: Final = (
    Column("year", ("年度", "当选年度", "年份", "评选年度"), needed=True),
    Column("name", ("姓名", "名称", "单位名称", "当选对象", "对象", "姓名（单位）"), needed=True),
    Column("track", ("类别", "类型", "评选类别", "赛道")),
    Column("organisation", ("所在单位", "推荐单位", "工作单位", "主管单位", "单位")),
    Column("post", ("职务", "现任职务", "当选时职务", "任职")),
    Column("reward", ("奖励", "一次性奖励", "奖励日期", "奖励时间")),
    Column("training", ("培训", "主体班次培训", "培训日期", "培训时间")),
    Column("promotion", ("提拔重用", "提拔", "提拔日期", "提拔时间", "提拔重用时间", "重用情况")),
)
YEAR: Final = re.compile(r"(20\d{2})(年|年度)?")
NOT: Final = frozenset({"", "无", "否", "未", "-", "—", "/", "×", "没有", "尚未", "暂无"})
UNIT_WORDS: Final = ("单位", "集体")


@dataclass(frozen=True, slots=True)
class HonourLine:
    """One of a year's confirmed; a follow-up is its day where one is told, and its words."""

    row: int
    year: int
    track: Track
    name: str
    organisation: str
    post: str
    reward: tuple[date | None, str] | None
    training: tuple[date | None, str] | None
    promotion: tuple[date | None, str] | None


def read_honours(name: str, sheets: Sequence[Sheet]) -> list[HonourLine]:
    """Read a list of the confirmed of earlier years; a row that cannot be right refuses it whole.

    Raises:
        DeskError: `file.no_header`, `file.column_missing`, `honour.year_impossible`,
            `honour.unnamed`.
    """
    header = find_header(name, sheets, COLUMNS)
    found = []
    for row in walk("honours", name, header, as_it_is, key="name").rows:
        if row.problems:
            continue
        values = row.values
        year = YEAR.fullmatch(unicodedata.normalize("NFKC", compact(values["year"])))
        if year is None:
            raise DeskError(
                "honour.year_impossible", rule="NOTICE-07", row=row.row, text=values["year"]
            )
        if not compact(values["name"]):
            raise DeskError("honour.unnamed", rule="IMPORT-01", row=row.row)
        found.append(
            HonourLine(
                row.row,
                int(year[1]),
                _track_of(values.get("track", ""), name),
                values["name"],
                values.get("organisation", ""),
                values.get("post", ""),
                *(_follow_up(values.get(key, "")) for key in ("reward", "training", "promotion")),
            )
        )
    return found


def _track_of(text: str, name: str) -> Track:
    told = text or name
    return Track.UNIT if any(word in told for word in UNIT_WORDS) else Track.CADRE


def _follow_up(text: str) -> tuple[date | None, str] | None:
    plain = compact(text)
    if plain in NOT:
        return None
    moment = parse_time(text)
    return (moment.date() if moment else None, text)
