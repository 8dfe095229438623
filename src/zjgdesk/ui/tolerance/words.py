"""What the tolerance page says of the six preconditions and of a case's state; no Qt."""

from collections.abc import Sequence

from zjgdesk.rules.tolerance import PRECONDITIONS
from zjgdesk.rules.vocabulary import CaseState, Finding, Result
from zjgdesk.services.cases import CaseRow
from zjgdesk.services.tolerance import CaseDetail, FindingRow
from zjgdesk.ui.theme import Tone
from zjgdesk.ui.words import day, word

POINTS: dict[int, tuple[str, ...]] = {
    1: ("法律法规和上级没有明令禁止", "符合国家政策和市委、市政府的决策部署"),
    2: (
        "严格执行民主决策程序；处置突发事件等紧急情况除外",
        "重大改革创新还须经调研论证、风险评估、合法性审查",
    ),
    3: ("没有为个人、他人或者单位谋取不正当利益", "没有故意损害公共利益和他人合法权益"),
    4: ("不是在同一工作中重复发生同类错误", "没有因此造成重大损失或者恶劣影响"),
    5: ("主动挽回损失", "主动消除不良影响"),
    6: (
        "不是特别重大安全责任事故、严重环境污染和生态破坏的直接原因",
        "没有引发严重的集体上访、越级上访",
    ),
}
FINDING_TONES = {Finding.MET: Tone.GOOD, Finding.NOT_MET: Tone.BAD, Finding.UNCLEAR: Tone.WARN}
STATE_TONES = {
    CaseState.APPLIED: Tone.INFO,
    CaseState.ACCEPTED: Tone.WARN,
    CaseState.REFUSED: Tone.MUTED,
    CaseState.DECIDED: Tone.GOOD,
    CaseState.WITHDRAWN: Tone.MUTED,
}
RESULT_TONES = {
    Result.EXEMPT: Tone.GOOD,
    Result.LIGHTER: Tone.INFO,
    Result.MITIGATED: Tone.INFO,
    Result.NOT_GRANTED: Tone.BAD,
}
TOTAL = len(PRECONDITIONS)


def title_of(number: int) -> str:
    """Return a precondition in a few words. Rule: TOL-02."""
    return word(PRECONDITIONS[number - 1])


def state_of(row: CaseRow) -> tuple[str, Tone]:
    """Return what the list says of a case: its result once it has one, else its state."""
    if row.result is not None:
        return word(row.result), RESULT_TONES[row.result]
    return word(row.state), STATE_TONES[row.state]


def finding_of(row: FindingRow) -> tuple[str, Tone]:
    """Return what was found of a precondition, in a word and a tone."""
    if row.finding is None:
        return "未查核", Tone.MUTED
    return word(row.finding), FINDING_TONES[row.finding]


def missing_words(detail: CaseDetail) -> tuple[str, Tone]:
    """Say at a glance what the six findings lack, or that nothing is missing.

    Rule: TOL-02, TOL-03
    """
    if detail.row.state is CaseState.APPLIED:
        return "申请尚未受理；受理之后逐项查核（依据 TOL-06）。", Tone.INFO
    waiting = _numbers(detail, {None, Finding.UNCLEAR})
    broken = _numbers(detail, {Finding.NOT_MET})
    told = f"已查清 {detail.row.clear} / {TOTAL} 项"
    if waiting:
        told += f"，第 {waiting} 项待查清"
    if broken:
        told += f"，第 {broken} 项不符合，原则上不予容错（依据 TOL-03）"
    tone = Tone.BAD if broken else Tone.WARN if waiting else Tone.GOOD
    return f"{told}。", tone


def case_facts(detail: CaseDetail) -> Sequence[tuple[str, str]]:
    """Return the application and its end in words."""
    row = detail.row
    return [
        ("单位职务", "　".join(part for part in (row.organisation, detail.post) if part)),
        ("拟追责类别", word(row.kind)),
        ("问责机关", row.organ),
        ("拟作处理", row.measure),
        ("告知日期", day(row.notice_on)),
        ("申请人", word(detail.applicant)),
        ("申请日期", day(row.applied_on)),
        ("事实经过", detail.account),
    ]


def decision_facts(detail: CaseDetail) -> Sequence[tuple[str, str]]:
    """Return how the case ended, nothing while it is open."""
    row = detail.row
    return [
        ("结果", word(row.result)),
        ("认定日期", day(detail.decided_on)),
        ("理由", detail.reason),
        ("不符合项说明", detail.breach_reason),
        ("影响期至", day(row.effect_until)),
        ("纠错要求", detail.correction),
        ("办结理由", detail.closed_reason),
    ]


def _numbers(detail: CaseDetail, wanted: set[Finding | None]) -> str:
    return "、".join(str(row.number) for row in detail.findings if row.finding in wanted)
