"""Units and cadres as departments recommend them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from zjgdesk.exchange.cells import Cell
from zjgdesk.exchange.headers import Column, Header, as_text, find_header
from zjgdesk.exchange.register import Register
from zjgdesk.exchange.rejudge import again
from zjgdesk.exchange.rows import Reading, RowStatus, SourceRow, judged
from zjgdesk.exchange.sheets import Sheet
from zjgdesk.exchange.walk import walk
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
    "所在单位", "报送单位", "呈报单位", "上级单位", "填报单位", "推荐部门", "推荐机关", "报送部门", "单位全称",
)  # fmt: skip
DEED_KIND: Final = ("事项类别", "事迹类别", "类别", "担当事项", "事项类型", "担当类别", "评选类别")
DEED: Final = ("主要担当事迹", "主要事迹", "担当事迹", "事迹", "事迹简介", "推荐理由", "事迹材料")
CADRES: Final = (
    Column("name", ("姓名", "名字", "干部姓名", "推荐人选", "人选姓名", "推荐对象", "人选", "候选人姓名", "候选人",
                    "被推荐人", "被推荐人姓名", "推荐干部", "推荐干部姓名", "好干部姓名", "干部", "人员姓名", "对象姓名",
                    "拟推荐对象", "拟推荐人选", "拟推荐人选姓名", "拟推荐干部"), needed=True),
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
                    "单位及职务", "现任职务及岗位", "现任职务职级", "现任职务及职级", "职务及职级", "现职务", "岗位", "现任岗位职务", "单位职务")),
    Column("organisation", ORGANISATION),
    Column("level", ("职务层次", "职级", "职务级别", "级别", "职务职级", "层次", "任职层次", "干部层次")),
    Column("deed_kind", DEED_KIND),
    Column("deed", DEED),
    Column("phone", ("联系电话", "电话", "手机", "手机号码", "联系方式")),
)  # fmt: skip
UNITS: Final = (
    Column("name", ("参评单位全称", "参评单位", "参评科室", "科室名称", "内设机构名称", "内设机构", "好单位名称",
                    "推荐对象", "候选单位", "被推荐单位", "被推荐单位名称", "拟推荐单位", "拟推荐单位名称", "拟推荐对象", "推荐对象名称",
                    "推荐集体", "集体名称", "推荐单位全称", "单位全称", "单位名称", "名称"),
           needed=True),
    Column("organisation", ORGANISATION),
    Column("nature", ("单位性质", "性质", "单位类型", "类型", "机构性质")),
    Column("head", ("负责人", "主要负责人", "单位负责人", "负责人姓名")),
    Column("headcount", ("人数", "在编人数", "职工人数", "总人数", "现有人数")),
    Column("deed_kind", DEED_KIND),
    Column("deed", DEED),
    Column("phone", ("联系电话", "电话", "手机", "手机号码", "联系方式")),
)  # fmt: skip
NOBODY: Final = frozenset(
    {"无", "空", "空缺", "暂缺", "暂无", "待定", "未定", "无人选", "缺", "某某", "某某某", "姓名"}
)
CROSSES: Final = re.compile(r"[xX×○〇]+")
FAULT: Final = re.compile(r"#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!)")
SEVERAL: Final = re.compile(r"[、，,;；/／]")
BEHIND: Final = re.compile(r"[（(\[【].*?[)）\]】]$")
FROM: Final = re.compile(
    r"(推荐单位|填报单位|填表单位|报送单位|呈报单位|单位名称|单位)(?:[（(].*?[)）])?(?:[：:](.*)|$)"
)
SEAL: Final = re.compile(r"[（(].*?[)）]|盖章|公章|填报日期.*|填报时间.*|日期.*|\s{2,}.*")
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
    reading = walk("cadres", name, header, _understand_cadre, key="name")
    return judge_cadres(_from_above(reading, header), grounds)


def read_units(name: str, sheets: Sequence[Sheet], grounds: Grounds) -> Reading:
    """Read recommended units and judge their rows.

    Raises:
        DeskError: `file.no_header`, `file.column_missing`.
    """
    header = find_header(name, sheets, UNITS)
    reading = walk("units", name, header, _understand_unit, key="name")
    return judge_units(_from_above(reading, header), grounds)


def judge_cadres(reading: Reading, grounds: Grounds) -> Reading:
    """Judge all rows of cadres; each row tells all that is wrong with it.

    Rule: SCHEME-03, IMPORT-01, IMPORT-02, IMPORT-03, IMPORT-04
    """
    seen = _seen(grounds)

    def judge(row: SourceRow) -> SourceRow:
        values = dict(row.values)
        problems = _named(values)
        name = values.get("name", "")
        if not problems and SEVERAL.search(name):
            problems.append(Refusal("candidate.several_named", "IMPORT-01", {"name": name}))
        month = _month(values, problems)
        if not is_nobody(name):
            _once(values, month, row.row, seen, problems)
        text = values.get("level", "") or values.get("post", "")
        level = parse_level(values.get("level", ""), values.get("post", ""))
        if level is None and "level" not in reading.columns:
            level = parse_level(text)  # a column of post and rank together
        values["level_word"] = level.value if level else ""
        problems += [r for r in (may_stand_cadre(level, text), *_place(values, grounds)) if r]
        problems += [*_deed(values), *shifted(values)]
        return judged(row, values, problems)

    return again(reading, judge)


def judge_units(reading: Reading, grounds: Grounds) -> Reading:
    """Judge all rows of units; each row tells all that is wrong with it.

    Rule: SCHEME-02, IMPORT-01, IMPORT-02, IMPORT-04
    """
    assessed = grounds.register.assessed if grounds.register else {}
    known = {_unit_key(k.name, k.organisation, assessed) for k in grounds.known}
    seen: dict[str, int] = {}

    def judge(row: SourceRow) -> SourceRow:
        values = dict(row.values)
        problems = _named(values)
        name, parent = values.get("name", ""), values.get("organisation", "")
        if not problems:
            unit = _unit_key(name, parent, assessed)
            first = 0 if known & {unit, compact(name)} else seen.setdefault(unit, row.row)
            if first != row.row:
                problems.append(_twice(name, first))
            refusal = may_stand_unit(name, parent, assessed)
            problems += [refusal] if refusal else []
        problems += [r for r in _place(values, grounds) if r]
        problems += [*_deed(values), *shifted(values)]
        return judged(row, values, problems)

    return again(reading, judge)


def is_nobody(name: str) -> bool:
    """Say whether a cell names nobody: blank, a stroke, a placeholder, a formula gone wrong.

    Rule: IMPORT-01
    """
    plain = compact(name)
    return (
        not any(map(str.isalpha, plain))
        or plain in NOBODY
        or bool(CROSSES.fullmatch(plain) or FAULT.fullmatch(plain))
    )


def shifted(values: Mapping[str, str]) -> list[Refusal]:
    """Say that a row of a text file has words beyond the last heading: a mark within its words.

    Rule: IMPORT-01
    """
    surplus = values.get("surplus", "")
    return [Refusal("row.shifted", "IMPORT-01", {"text": surplus})] if surplus else []


def _unit_key(name: str, parent: str, register: Iterable[str]) -> str:
    """Return what tells a unit: its full name; a short one (综合科) together with its parent."""
    short, above = compact(name), compact(parent)
    full = short.startswith(above) or any(map(short.startswith, register))
    return short if full else above + short


def _from_above(reading: Reading, header: Header) -> Reading:
    """Fill in the unit that a list without such a column names in its heading lines."""
    if "organisation" in header.columns:
        return reading
    unit = _unit_above(header)
    if not unit:
        return reading
    rows = tuple(
        replace(row, values={**row.values, "organisation": unit})
        if row.status is RowStatus.OK
        else row
        for row in reading.rows
    )
    return replace(reading, rows=rows, columns=(*reading.columns, "organisation"))


def _unit_above(header: Header) -> str:
    for cells in header.sheet.rows[: header.first - 1]:
        words = [as_text(cell) for cell in cells if as_text(cell)]
        for at, word in enumerate(words):
            found = FROM.match(word)
            if found:
                rest = (found[2] or "").strip() or (words[at + 1] if at + 1 < len(words) else "")
                return SEAL.sub("", rest).strip()
    return ""


def _seen(grounds: Grounds) -> _Seen:
    seen = _Seen()
    for known in grounds.known:
        seen.add(_person(known.name), known.month, compact(known.organisation), 0)
    return seen


def _named(values: dict[str, str]) -> list[Refusal]:
    return [Refusal("candidate.unnamed", "IMPORT-01")] if is_nobody(values.get("name", "")) else []


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
    name, organisation = _person(values["name"]), compact(values.get("organisation", ""))
    first = seen.first(name, str(month) if month else "", organisation)
    if first is not None:
        problems.append(_twice(values["name"], first))
    else:
        seen.add(name, str(month) if month else "", organisation, row)


def _person(name: str) -> str:
    """Return the name without what is noted behind it: 张三（女）."""
    return BEHIND.sub("", compact(name)) or compact(name)


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


def _understand_unit(
    values: dict[str, str], cells: Sequence[Cell], header: Header
) -> dict[str, str]:
    return {**values, **surplus(cells, header)}


def surplus(cells: Sequence[Cell], header: Header) -> dict[str, str]:
    """Return the words of a text file's row that stand beyond its last heading."""
    beyond = " ".join(filter(None, map(as_text, cells[header.width :])))
    return {"surplus": beyond} if header.sheet.is_text and beyond else {}


def _understand_cadre(
    values: dict[str, str], cells: Sequence[Cell], header: Header
) -> dict[str, str]:
    """Numbers lose their last nought in a cell: the text is made of the month they mean."""
    cell = header.cell(cells, "birth")
    if isinstance(cell, int | float):
        month = parse_month(cell)
        if month is not None:
            values["birth"] = f"{month.year}.{month.month:02d}"
    return {**values, **surplus(cells, header)}
