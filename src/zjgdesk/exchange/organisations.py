"""The organisation register as departments keep it."""

from collections.abc import Mapping, Sequence
from typing import Final

from zjgdesk.exchange.cells import Cell
from zjgdesk.exchange.headers import Column, Header, find_header
from zjgdesk.exchange.nominations import is_nobody, shifted, surplus
from zjgdesk.exchange.rejudge import again
from zjgdesk.exchange.rows import Reading, RowStatus, SourceRow, judged
from zjgdesk.exchange.sheets import Sheet
from zjgdesk.exchange.walk import walk
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
NO: Final = frozenset(
    {"否", "×", "✗", "x", "不参加", "不纳入", "未参加", "未纳入", "不考核", "无", "0", "n", "no"}
)
YES: Final = frozenset(
    {"是", "√", "✓", "✔", "v", "参加", "纳入", "已纳入", "考核", "有", "1", "y", "yes", "○", "●"}
)
KINDS: Final = (
    (
        ("镇", "街道", "园区", "开发区", "保税区", "度假区", "工业园", "示范区"),
        OrganisationKind.TOWN,
    ),
    (("机关", "部门", "市直", "局", "委", "办"), OrganisationKind.DEPARTMENT),
)


def read_organisations(name: str, sheets: Sequence[Sheet]) -> Reading:
    """Read the register and judge its rows.

    Raises:
        DeskError: `file.no_header`, `file.column_missing`.
    """
    header = find_header(name, sheets, COLUMNS)
    return judge_organisations(walk("organisations", name, header, _understand, key="name"))


def judge_organisations(reading: Reading) -> Reading:
    """Judge all rows: each names a unit, and each unit stands once.

    Rule: IMPORT-01, IMPORT-02
    """
    seen: dict[str, int] = {}
    blank = _blank_means(reading)

    def judge(row: SourceRow) -> SourceRow:
        values = _understood(row.values, blank)
        problems: list[Refusal] = []
        name = compact(values.get("name", ""))
        if is_nobody(name):
            problems.append(Refusal("organisation.unnamed_row", "IMPORT-01"))
        elif seen.setdefault(name, row.row) != row.row:
            facts = {"name": name, "first_row": seen[name]}
            problems.append(Refusal("organisation.duplicate", "IMPORT-02", facts))
        if not values["is_assessed"]:
            facts = {"text": values.get("assessed", "")}
            problems.append(Refusal("organisation.assessed_unclear", "SCHEME-02", facts))
        problems += [*_quotas(values), *shifted(values)]
        return judged(row, values, problems)

    return again(reading, judge)


def _quotas(values: Mapping[str, str]) -> list[Refusal]:
    texts = [values.get(field, "") for field in ("unit_quota", "cadre_quota")]
    return [
        Refusal("organisation.quota_impossible", "IMPORT-01", {"text": text})
        for text in texts
        if text and not (text.isascii() and text.isdigit())
    ]


def _blank_means(reading: Reading) -> str:
    """Return what no word means: yes without such a column, no beside ticks, otherwise nothing."""
    if "assessed" not in reading.columns:
        return "yes"
    data = [row for row in reading.rows if row.status is not RowStatus.SKIPPED]
    return "" if any(_word(row.values) in NO for row in data) else "no"


def _understood(said: Mapping[str, str], blank: str) -> dict[str, str]:
    """Return the values with the kind and the yes or no in the program's own words."""
    word, values = _word(said), dict(said)
    answer = "yes" if word in YES else "no" if word in NO else ""
    values["is_assessed"] = answer if word else blank
    values["kind_word"] = _kind(compact(said.get("kind", "") or said.get("name", ""))).value
    return values


def _word(values: Mapping[str, str]) -> str:
    return compact(values.get("assessed", "")).lower()


def _understand(values: dict[str, str], cells: Sequence[Cell], header: Header) -> dict[str, str]:
    return {**values, **surplus(cells, header)}


def _kind(text: str) -> OrganisationKind:
    for words, kind in KINDS:
        if any(word in text for word in words):
            return kind
    return OrganisationKind.OTHER
