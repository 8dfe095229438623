"""The organisation register as departments keep it."""

from collections.abc import Sequence
from typing import Final

from zjgdesk.exchange.cells import Cell
from zjgdesk.exchange.headers import Column, Header, find_header
from zjgdesk.exchange.rejudge import again
from zjgdesk.exchange.rows import Reading, SourceRow, judged
from zjgdesk.exchange.sheets import Sheet
from zjgdesk.exchange.walk import data_rows
from zjgdesk.rules.names import compact
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.vocabulary import OrganisationKind

COLUMNS: Final = (
    Column("name", ("单位全称", "单位名称", "名称", "单位", "参评单位", "机构名称", "全称",
                    "部门名称", "部门", "参加考核单位"), needed=True),
    Column("kind", ("单位类别", "类别", "单位性质", "类型", "单位类型", "序列", "组别", "分组")),
    Column("assessed", ("参加年度绩效考核", "是否参加年度绩效考核", "绩效考核", "年度绩效考核",
                        "参加考核", "是否考核", "是否参加考核", "纳入绩效考核", "是否纳入考核")),
    Column("unit_quota", ("应推荐单位数", "单位名额", "好单位名额", "推荐单位数", "好单位数")),
    Column("cadre_quota", ("应推荐干部数", "干部名额", "好干部名额", "推荐干部数", "好干部数")),
)  # fmt: skip
NO: Final = frozenset({"否", "×", "x", "X", "不参加", "不纳入", "未参加", "无", "0", "n", "N"})
KINDS: Final = (
    (("镇", "街道", "园区", "开发区", "区镇", "保税区"), OrganisationKind.TOWN),
    (("机关", "部门", "局", "委", "办"), OrganisationKind.DEPARTMENT),
)


def read_organisations(name: str, sheets: Sequence[Sheet]) -> Reading:
    """Read the register and judge its rows.

    Raises:
        DeskError: `file.no_header`, `file.column_missing`.
    """
    header = find_header(name, sheets, COLUMNS)
    rows = tuple(data_rows(header, _understand, key="name"))
    reading = Reading(
        "organisations", name, header.sheet.name, header.row, rows, tuple(header.columns)
    )
    return judge_organisations(reading)


def judge_organisations(reading: Reading) -> Reading:
    """Judge all rows: each names a unit, and each unit stands once.

    Rule: IMPORT-01, IMPORT-02
    """
    seen: dict[str, int] = {}

    def judge(row: SourceRow) -> SourceRow:
        values = understood(dict(row.values))
        problems: list[Refusal] = []
        name = compact(values.get("name", ""))
        if not name:
            problems.append(Refusal("organisation.unnamed_row", "IMPORT-01"))
        elif name in seen:
            facts = {"name": name, "first_row": seen[name]}
            problems.append(Refusal("organisation.duplicate", "IMPORT-02", facts))
        else:
            seen[name] = row.row
        for field in ("unit_quota", "cadre_quota"):
            text = values.get(field, "")
            if text and not (text.isascii() and text.isdigit()):
                problems.append(
                    Refusal("organisation.quota_impossible", "IMPORT-01", {"text": text})
                )
        return judged(row, values, problems)

    return again(reading, judge)


def understood(values: dict[str, str]) -> dict[str, str]:
    """Return the values with the kind and the yes or no in the program's own words."""
    assessed = compact(values.get("assessed", ""))
    values["is_assessed"] = "no" if assessed in NO else "yes"
    values["kind_word"] = _kind(compact(values.get("kind", "") or values.get("name", ""))).value
    return values


def _understand(values: dict[str, str], _cells: Sequence[Cell], _header: Header) -> dict[str, str]:
    return understood(values)


def _kind(text: str) -> OrganisationKind:
    for words, kind in KINDS:
        if any(word in text for word in words):
            return kind
    return OrganisationKind.OTHER
