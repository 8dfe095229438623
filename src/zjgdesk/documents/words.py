"""How the closed sets of the procedure are called on a printed page."""

from collections.abc import Mapping
from datetime import date

from zjgdesk.rules.names import compact
from zjgdesk.rules.vocabulary import (
    AccountabilityKind,
    Applicant,
    Base,
    Finding,
    Mark,
    Result,
    RoundKind,
    Track,
)

TRACKS: Mapping[Track, str] = {
    Track.UNIT: "担当作为好单位",
    Track.CADRE: "担当作为好干部",
}
MARKS: Mapping[Mark, str] = {
    Mark.YES: "同意",
    Mark.NO: "不同意",
    Mark.ABSTAIN: "弃权",
    Mark.VOID: "该项无效",
}
BASES: Mapping[Base, str] = {Base.DUE: "应到会人数", Base.PRESENT: "实到会人数"}
ROUNDS: Mapping[RoundKind, str] = {
    RoundKind.FIRST: "",
    RoundKind.RUNOFF: "（得票相等人选再次票决）",
    RoundKind.SECOND_BALLOT: "（缺额再次票决）",
    RoundKind.REVOTE: "（重新票决）",
}
KINDS: Mapping[AccountabilityKind, str] = {
    AccountabilityKind.ACCOUNTABILITY: "问责追责",
    AccountabilityKind.PARTY: "党纪处分",
    AccountabilityKind.ADMINISTRATIVE: "政纪处分",
    AccountabilityKind.ORGANISATIONAL: "组织处理",
}
APPLICANTS: Mapping[Applicant, str] = {
    Applicant.PERSON: "本人申请",
    Applicant.UNIT: "所在单位申请",
    Applicant.ORGAN: "问责机关启动",
}
FINDINGS: Mapping[Finding, str] = {
    Finding.MET: "符合",
    Finding.NOT_MET: "不符合",
    Finding.UNCLEAR: "未能查明",
}
RESULTS: Mapping[Result, str] = {
    Result.EXEMPT: "免除责任",
    Result.LIGHTER: "从轻处理",
    Result.MITIGATED: "减轻处理",
    Result.NOT_GRANTED: "不予容错免责",
}
SHORT_NAME = 2
CJK_FROM = "\u2e80"


def chinese_date(day: date) -> str:
    """Return a date in Arabic figures without leading zeros. Rule: PAGE-03."""
    return f"{day.year}年{day.month}月{day.day}日"


def spread_name(name: str) -> str:
    """Return a two-character name with one full-width blank in the middle. Rule: ORDER-04."""
    short = compact(name)
    if len(short) == SHORT_NAME and all(letter >= CJK_FROM for letter in short):
        return f"{short[0]}\u3000{short[1]}"
    return name.strip()
