"""Units and cadres as departments recommend them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from zjgdesk.exchange.cells import Cell
from zjgdesk.exchange.headers import Column, Header, find_header
from zjgdesk.exchange.register import Register
from zjgdesk.exchange.rejudge import again
from zjgdesk.exchange.rows import Reading, SourceRow, judged
from zjgdesk.exchange.sheets import Sheet
from zjgdesk.exchange.walk import data_rows
from zjgdesk.rules.eligibility import (
    may_stand_cadre,
    may_stand_unit,
    parse_deed_kind,
    parse_level,
)
from zjgdesk.rules.months import Month, parse_month
from zjgdesk.rules.names import compact
from zjgdesk.rules.refusals import Refusal

ORGANISATION: Final = (
    "推荐单位", "推荐单位（主管）", "主管单位", "主管部门", "所属单位", "单位", "工作单位", "单位名称",
    "所在单位", "报送单位", "呈报单位", "上级单位", "填报单位",
)  # fmt: skip
DEED_KIND: Final = ("事项类别", "事迹类别", "类别", "担当事项", "事项类型", "担当类别", "评选类别")
DEED: Final = ("主要担当事迹", "主要事迹", "担当事迹", "事迹", "事迹简介", "推荐理由", "事迹材料")
CADRES: Final = (
    Column("name", ("姓名", "名字", "干部姓名", "推荐人选", "人选姓名", "推荐对象", "人选"), needed=True),
    Column("gender", ("性别",)),
    Column("ethnicity", ("民族",)),
    Column("birth", ("出生年月", "出生日期", "出生年月日", "出生时间", "生日", "出生")),
    Column("native_place", ("籍贯",)),
    Column("education", ("学历学位", "学历", "文化程度", "最高学历", "学历及学位")),
    Column("degree", ("学位",)),
    Column("politics", ("政治面貌",)),
    Column("joined_party", ("入党时间", "入党年月", "入党日期")),
    Column("started_work", ("参加工作时间", "工作时间", "参加工作年月", "参加工作")),
    Column("post", ("现任职务", "职务", "工作单位及职务", "现工作单位及职务", "工作单位及现任职务", "所在单位及职务",
                    "单位及职务", "现任职务及岗位", "现职务", "岗位", "现任岗位职务", "单位职务")),
    Column("organisation", ORGANISATION),
    Column("level", ("职务层次", "职级", "职务级别", "级别", "职务职级", "层次", "任职层次", "干部层次")),
    Column("deed_kind", DEED_KIND),
    Column("deed", DEED),
    Column("phone", ("联系电话", "电话", "手机", "手机号码", "联系方式")),
)  # fmt: skip
UNITS: Final = (
    Column("name", ("参评单位全称", "参评单位", "参评科室", "科室名称", "内设机构名称", "内设机构", "好单位名称",
                    "推荐对象", "候选单位", "推荐集体", "集体名称", "推荐单位全称", "单位全称", "单位名称", "名称"),
           needed=True),
    Column("organisation", ORGANISATION),
    Column("nature", ("单位性质", "性质", "单位类型", "类型", "机构性质")),
    Column("head", ("负责人", "主要负责人", "单位负责人", "负责人姓名")),
    Column("headcount", ("人数", "在编人数", "职工人数", "总人数", "现有人数")),
    Column("deed_kind", DEED_KIND),
    Column("deed", DEED),
    Column("phone", ("联系电话", "电话", "手机", "手机号码", "联系方式")),
)  # fmt: skip
NOBODY: Final = "无/／\\-—–_.…*?？"
# Units have no birth month: with the same word for all, the name alone tells them apart.
UNIT_MONTH: Final = "unit"


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who is in the workspace already."""

    name: str
    month: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Grounds:
    """What rows are judged by besides themselves; without a register units are not checked."""

    register: Register | None = None
    known: tuple[Known, ...] = ()


@dataclass(slots=True)
class _Seen:
    """Who came before: row 0 is the workspace."""

    people: dict[str, list[tuple[str, str, int]]] = field(default_factory=dict)

    def first(self, name: str, month: str, organisation: str) -> int | None:
        """Return the row of the same person: same name, and no different birth month.

        Without a month on either side the recommending unit decides.
        """
        for other_month, other_organisation, row in self.people.get(name, []):
            if month and other_month:
                if month == other_month:
                    return row
            elif organisation == other_organisation:
                return row
        return None

    def add(self, name: str, month: str, organisation: str, row: int) -> None:
        self.people.setdefault(name, []).append((month, organisation, row))


def read_cadres(name: str, sheets: Sequence[Sheet], grounds: Grounds) -> Reading:
    """Read recommended cadres and judge their rows.

    Raises:
        DeskError: `file.no_header`, `file.column_missing`.
    """
    header = find_header(name, sheets, CADRES)
    rows = tuple(data_rows(header, _understand_cadre, key="name"))
    reading = Reading("cadres", name, header.sheet.name, header.row, rows, tuple(header.columns))
    return judge_cadres(reading, grounds)


def read_units(name: str, sheets: Sequence[Sheet], grounds: Grounds) -> Reading:
    """Read recommended units and judge their rows.

    Raises:
        DeskError: `file.no_header`, `file.column_missing`.
    """
    header = find_header(name, sheets, UNITS)
    rows = tuple(data_rows(header, _as_it_is, key="name"))
    reading = Reading("units", name, header.sheet.name, header.row, rows, tuple(header.columns))
    return judge_units(reading, grounds)


def judge_cadres(reading: Reading, grounds: Grounds) -> Reading:
    """Judge all rows of cadres; each row tells all that is wrong with it.

    Rule: SCHEME-03, IMPORT-01, IMPORT-02, IMPORT-03, IMPORT-04
    """
    seen = _seen(grounds)

    def judge(row: SourceRow) -> SourceRow:
        values = dict(row.values)
        problems = _named(values)
        month = _month(values, problems)
        if compact(values.get("name", "")).strip(NOBODY):
            _once(values, month, row.row, seen, problems)
        text = values.get("level", "") or values.get("post", "")
        level = parse_level(values.get("level", ""), values.get("post", ""))
        values["level_word"] = level.value if level else ""
        problems += [r for r in (may_stand_cadre(level, text), *_place(values, grounds)) if r]
        problems += _deed(values)
        return judged(row, values, problems)

    return again(reading, judge)


def judge_units(reading: Reading, grounds: Grounds) -> Reading:
    """Judge all rows of units; each row tells all that is wrong with it.

    Rule: SCHEME-02, IMPORT-01, IMPORT-02, IMPORT-04
    """
    seen = _seen(grounds)
    assessed = grounds.register.assessed if grounds.register else {}

    def judge(row: SourceRow) -> SourceRow:
        values = dict(row.values)
        problems = _named(values)
        name, parent = values.get("name", ""), values.get("organisation", "")
        if not problems:
            # A unit has no birth month; the same full name is the same unit wherever it comes from.
            first = seen.first(compact(name), UNIT_MONTH, "")
            if first is not None:
                problems.append(_twice(name, first))
            else:
                seen.add(compact(name), UNIT_MONTH, "", row.row)
            refusal = may_stand_unit(name, parent, assessed)
            problems += [refusal] if refusal else []
        problems += [r for r in _place(values, grounds) if r]
        problems += _deed(values)
        return judged(row, values, problems)

    return again(reading, judge)


def _seen(grounds: Grounds) -> _Seen:
    seen = _Seen()
    for known in grounds.known:
        seen.add(compact(known.name), known.month, compact(known.organisation), 0)
    return seen


def _named(values: dict[str, str]) -> list[Refusal]:
    if compact(values.get("name", "")).strip(NOBODY):
        return []
    return [Refusal("candidate.unnamed", "IMPORT-01")]


def _month(values: dict[str, str], problems: list[Refusal]) -> Month | None:
    text = values.get("birth", "")
    month = parse_month(text)
    values["birth_month"] = str(month) if month else ""
    if text and month is None:
        problems.append(Refusal("candidate.month_impossible", "IMPORT-03", {"text": text}))
    return month


def _once(
    values: dict[str, str],
    month: Month | None,
    row: int,
    seen: _Seen,
    problems: list[Refusal],
) -> None:
    name, organisation = compact(values["name"]), compact(values.get("organisation", ""))
    first = seen.first(name, str(month) if month else "", organisation)
    if first is not None:
        problems.append(_twice(values["name"], first))
    else:
        seen.add(name, str(month) if month else "", organisation, row)


def _twice(name: str, first: int) -> Refusal:
    if first == 0:
        return Refusal("candidate.known_already", "IMPORT-02", {"name": name})
    return Refusal("candidate.duplicate", "IMPORT-02", {"name": name, "first_row": first})


def _place(values: dict[str, str], grounds: Grounds) -> list[Refusal | None]:
    name = values.get("organisation", "")
    if grounds.register is None:
        return [] if compact(name) else [Refusal("organisation.unnamed", "IMPORT-04")]
    return [grounds.register.refusal(name)]


def _deed(values: dict[str, str]) -> list[Refusal]:
    text = values.get("deed_kind", "")
    kind = parse_deed_kind(text)
    values["deed_word"] = kind.value if kind else ""
    if text and kind is None:
        return [Refusal("candidate.deed_kind_unknown", "SCHEME-04", {"text": text})]
    return []


def _as_it_is(values: dict[str, str], _cells: Sequence[Cell], _header: Header) -> dict[str, str]:
    return values


def _understand_cadre(
    values: dict[str, str], cells: Sequence[Cell], header: Header
) -> dict[str, str]:
    """Numbers lose their last nought in a cell: the text is made of the month they mean."""
    cell = header.cell(cells, "birth")
    if isinstance(cell, int | float):
        month = parse_month(cell)
        if month is not None:
            values["birth"] = f"{month.year}.{month.month:02d}"
    return values
