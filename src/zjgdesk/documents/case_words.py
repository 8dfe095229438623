"""How what belongs to a tolerance case is called on a printed page."""

from collections.abc import Mapping, Sequence

from zjgdesk.documents.case_facts import PointLine
from zjgdesk.documents.words import FINDINGS
from zjgdesk.rules.preconditions import Point, Precondition
from zjgdesk.rules.vocabulary import Finding, Measure, MemberOpinion, SpokenAs, WorkKind

PRECONDITIONS: Mapping[Precondition, str] = {
    Precondition.PERMITTED: "没有明令禁止，符合政策和决策部署",
    Precondition.PROCEDURE: "严格执行民主决策程序",
    Precondition.NO_GAIN: "没有谋取不正当利益和故意损害",
    Precondition.NO_REPEAT: "没有重犯同样错误",
    Precondition.REPAIRED: "主动挽回损失、消除不良影响",
    Precondition.NO_DISASTER: "没有重大事故、污染和上访",
}

POINTS: Mapping[Point, str] = {
    Point.NOT_FORBIDDEN_BY_LAW: "法律法规没有明令禁止",
    Point.NOT_FORBIDDEN_FROM_ABOVE: "上级没有明确禁止",
    Point.IN_LINE_WITH_POLICY: "符合国家政策和市委、市政府决策部署",
    Point.DECIDED_DEMOCRATICALLY: "严格执行民主决策程序（处置突发事件除外）",
    Point.STUDIED: "重大改革创新经过调研论证",
    Point.RISKS_ASSESSED: "重大改革创新经过风险评估",
    Point.LEGALITY_REVIEWED: "重大改革创新经过合法性审查",
    Point.NO_IMPROPER_GAIN: "没有为自己、他人或者单位谋取不正当利益",
    Point.NO_WILFUL_HARM: "没有故意损害公共利益和他人合法权益",
    Point.NOT_REPEATED: "不是在同一工作中重犯同样错误并造成重大损失或者恶劣影响",
    Point.LOSSES_MADE_GOOD: "主动挽回损失",
    Point.EFFECTS_REMOVED: "主动消除不良影响",
    Point.NO_ACCIDENT: "不是特别重大安全责任事故的直接原因",
    Point.NO_POLLUTION: "不是严重污染和生态破坏的直接原因",
    Point.NO_PETITIONING: "没有引发严重的集体上访、越级上访",
}
MEASURES: Mapping[Measure, str] = {
    Measure.INSPECTION: "检查",
    Measure.CIRCULAR: "通报",
    Measure.ADMONITION: "诫勉",
    Measure.ADJUSTMENT: "组织调整或者组织处理",
    Measure.DISCIPLINE: "纪律处分",
    Measure.REORGANISATION: "改组",
    Measure.PARTY_WARNING: "党内警告",
    Measure.SERIOUS_WARNING: "党内严重警告",
    Measure.PARTY_REMOVAL: "撤销党内职务",
    Measure.PROBATION: "留党察看",
    Measure.EXPULSION: "开除党籍",
    Measure.WARNING: "警告",
    Measure.DEMERIT: "记过",
    Measure.GRAVE_DEMERIT: "记大过",
    Measure.DEMOTION: "降级",
    Measure.REMOVAL: "撤职",
    Measure.DISMISSAL: "开除",
    Measure.SUSPENSION: "停职检查",
    Measure.TRANSFER: "调整职务",
    Measure.RESIGNATION: "责令辞职",
    Measure.POST_REMOVAL: "免职",
    Measure.LOWER_POST: "降职",
    Measure.CRITICISM: "批评教育",
}
WORKS: Mapping[WorkKind, str] = {
    WorkKind.PROJECT: "重大项目",
    WorkKind.WORKS: "重大工程",
    WorkKind.REFORM: "重大改革",
    WorkKind.CONFLICT: "化解矛盾和疑难问题",
    WorkKind.EMERGENCY: "突发事件处置",
    WorkKind.SERVICE: "民生服务和日常管理",
    WorkKind.OTHER: "其他工作",
}
SPOKEN: Mapping[SpokenAs, str] = {
    SpokenAs.PERSON: "当事人",
    SpokenAs.WITNESS: "证人",
    SpokenAs.AFFECTED: "利害关系人",
    SpokenAs.SUPERIOR: "上级或者主管",
    SpokenAs.EXPERT: "专业人员",
}
MEMBER_OPINIONS: Mapping[MemberOpinion, str] = {
    MemberOpinion.EXEMPT: "免除责任",
    MemberOpinion.LIGHTER: "从轻处理",
    MemberOpinion.MITIGATED: "减轻处理",
    MemberOpinion.NOT_GRANTED: "不予容错",
    MemberOpinion.ABSTAIN: "弃权",
}
NOT_ASKED, NOT_LOOKED, NONE = "不适用", "未查核", "无"
WHY_NOT_ASKED: Mapping[Point, str] = {
    Point.DECIDED_DEMOCRATICALLY: "处置突发事件",
}
"""Points that are told though a case need not answer them: everybody would look for them."""


def finding_word(lines: Sequence[PointLine]) -> str:
    """Return what was found of a precondition, by its points; what is worst tells.

    Rule: TOL-02
    """
    found = {line.finding for line in lines if line.asked}
    if not found:
        return NOT_ASKED
    for each in (Finding.NOT_MET, Finding.UNCLEAR):
        if each in found:
            return FINDINGS[each]
    return NOT_LOOKED if None in found else FINDINGS[Finding.MET]
