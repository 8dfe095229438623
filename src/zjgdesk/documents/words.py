"""How the closed sets of the procedure are called on a printed page."""

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from zjgdesk.rules.names import compact
from zjgdesk.rules.public_vote import Annulment
from zjgdesk.rules.vocabulary import (
    AccountabilityKind,
    Applicant,
    Base,
    ClearanceAnswer,
    ClearanceOrgan,
    Finding,
    Mark,
    OpinionAnswer,
    OpinionGroup,
    Result,
    RoundKind,
    ShortlistKind,
    TakenOffCause,
    Track,
)

TRACKS: Mapping[Track, str] = {
    Track.UNIT: "担当作为好单位",
    Track.CADRE: "担当作为好干部",
}
CAUSES: Mapping[TakenOffCause, str] = {
    TakenOffCause.DECLINED: "本人申请",
    TakenOffCause.MOVED: "工作变动",
    TakenOffCause.UNFIT: "不再符合规定条件",
    TakenOffCause.OTHER: "其他原因",
}
"""Why somebody is off a notice, told to the public without a detail. Rule: NOTICE-06."""

MARKS: Mapping[Mark, str] = {
    Mark.YES: "同意",
    Mark.NO: "不同意",
    Mark.ABSTAIN: "弃权",
    Mark.VOID: "该项无效",
    Mark.UNCLEAR: "待认定",
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
    AccountabilityKind.ADMINISTRATIVE: "政务处分",
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
GROUPS: Mapping[OpinionGroup, str] = {
    OpinionGroup.TOWNS: "区镇",
    OpinionGroup.DEPARTMENTS: "市级机关",
    OpinionGroup.LEADERS: "四套班子",
}
OPINIONS: Mapping[OpinionAnswer, str] = {
    OpinionAnswer.YES: "同意",
    OpinionAnswer.RESERVED: "有保留",
    OpinionAnswer.NO: "不同意",
}
ORGANS: Mapping[ClearanceOrgan, str] = {
    ClearanceOrgan.DISCIPLINE: "纪委监委",
    ClearanceOrgan.POLICE: "公安",
    ClearanceOrgan.PROCURATORATE: "检察院",
    ClearanceOrgan.COURT: "法院",
}
CLEARANCE: Mapping[ClearanceAnswer, str] = {
    ClearanceAnswer.CLEAR: "无影响",
    ClearanceAnswer.AFFECTED: "有影响",
    ClearanceAnswer.PENDING: "待核实",
    ClearanceAnswer.UNKNOWN: "不掌握情况",
}
UNANSWERED = "未答复"
SHORTLISTS: Mapping[ShortlistKind, str] = {
    ShortlistKind.INITIAL: "初审入围",
    ShortlistKind.SECOND: "二次入围",
}
ANNULMENTS: Mapping[Annulment, str] = {
    Annulment.VOTER_UNNAMED: "没有投票人标识",
    Annulment.TIME_IMPOSSIBLE: "投票时间无法识别",
    Annulment.OUTSIDE_PERIOD: "不在投票期内",
    Annulment.CHANNEL_UNKNOWN: "渠道不在方案中",
    Annulment.NOBODY_PICKED: "没有选择任何对象",
    Annulment.CODE_IMPOSSIBLE: "所选编号无法识别",
    Annulment.CODE_UNKNOWN: "所选编号不存在",
    Annulment.CODE_TWICE: "同一编号选了两次",
    Annulment.TOO_MANY_PICKS: "选择超过规定数",
    Annulment.TOO_FEW_PICKS: "没有选满规定数",
    Annulment.VOTER_TWICE: "同一投票人重复投票",
}
SHORT_NAME = 2
BREAKS = re.compile(r"[\t-\r\x1c-\x1f\x85\u2028\u2029]+")
CJK_FROM = "\u2e80"


def annulled_for(reason: str) -> str:
    """Return why a vote does not count; a newspaper's own words stay as they are."""
    return ANNULMENTS[Annulment(reason)] if reason in set(Annulment) else reason


def per_cent(share: Fraction) -> str:
    """Return a share of one with three places; halves are rounded up."""
    thousandths = (share * 100_000 + Fraction(1, 2)).__floor__()
    return f"{thousandths // 1000}.{thousandths % 1000:03d}%"


def chinese_date(day: date) -> str:
    """Return a date in Arabic figures without leading zeros. Rule: PAGE-03."""
    return f"{day.year}年{day.month}月{day.day}日"


def spread_name(name: str) -> str:
    """Return a two-character name with one full-width blank in the middle, and any on one line.

    Rule: ORDER-04
    """
    short = compact(name)
    if len(short) == SHORT_NAME and all(letter >= CJK_FROM for letter in short):
        return f"{short[0]}\u3000{short[1]}"
    return BREAKS.sub(" ", name.strip())
