"""What the tolerance tab says of cases, steps, points and results; no Qt."""

from collections.abc import Sequence

from zjgdesk.rules.case_facts import OPEN, Vote
from zjgdesk.rules.case_terms import Due, left
from zjgdesk.rules.preconditions import PRECONDITIONS
from zjgdesk.rules.vocabulary import CaseState, CaseStep, Finding, Result, Subject
from zjgdesk.services.case_rows import CaseDetail, CaseRow, DeterminationRow, FindingRow
from zjgdesk.services.desk import Desk
from zjgdesk.ui.theme import Tone
from zjgdesk.ui.words import day, word

FINDING_TONES = {Finding.MET: Tone.GOOD, Finding.NOT_MET: Tone.BAD, Finding.UNCLEAR: Tone.WARN}
STATE_TONES = {
    CaseState.NOTIFIED: Tone.INFO,
    CaseState.APPLIED: Tone.INFO,
    CaseState.ACCEPTED: Tone.WARN,
    CaseState.INVESTIGATED: Tone.WARN,
    CaseState.DELIBERATED: Tone.WARN,
    CaseState.DECIDED: Tone.GOOD,
    CaseState.FED_BACK: Tone.GOOD,
    CaseState.EXECUTED: Tone.GOOD,
    CaseState.FILED: Tone.GOOD,
    CaseState.REVIEWING: Tone.WARN,
    CaseState.REFUSED: Tone.MUTED,
    CaseState.WITHDRAWN: Tone.MUTED,
}
RESULT_TONES = {
    Result.EXEMPT: Tone.GOOD,
    Result.LIGHTER: Tone.INFO,
    Result.MITIGATED: Tone.INFO,
    Result.NOT_GRANTED: Tone.BAD,
}
WAY: tuple[tuple[CaseStep, str], ...] = (
    (CaseStep.NOTIFY, "告知"),
    (CaseStep.APPLY, "申请"),
    (CaseStep.ACCEPT, "受理"),
    (CaseStep.REPORT, "调查"),
    (CaseStep.DELIBERATE, "会商"),
    (CaseStep.DETERMINE, "认定"),
    (CaseStep.FEED_BACK, "反馈"),
    (CaseStep.EXECUTE, "执行"),
    (CaseStep.FILE, "备案"),
)
DONE = {
    CaseState.NOTIFIED: 1,
    CaseState.APPLIED: 2,
    CaseState.ACCEPTED: 3,
    CaseState.INVESTIGATED: 4,
    CaseState.DELIBERATED: 5,
    CaseState.DECIDED: 6,
    CaseState.FED_BACK: 7,
    CaseState.EXECUTED: 8,
    CaseState.FILED: 9,
}
TOTAL = len(PRECONDITIONS)


def measure_words(row: CaseRow) -> str:
    """Return what would have been given, with the office's own words beside it."""
    return "，".join(part for part in (word(row.measure), row.measure_words) if part)


def state_of(row: CaseRow) -> tuple[str, Tone]:
    """Return what the list says of a case: its result once it stands, else its state."""
    if row.result is not None and row.state not in OPEN:
        return word(row.result), RESULT_TONES[row.result]
    return word(row.state), STATE_TONES[row.state]


def second_line(row: CaseRow) -> str:
    """Return the line under the name in the list."""
    return f"{row.number} · {word(row.work)}"


def title_of(row: CaseRow) -> str:
    """Return a case in one line."""
    unit = row.organisation if row.subject is Subject.PERSON else ""
    return "　".join(part for part in (row.person, unit) if part)


def due_words(row: CaseRow, desk: Desk) -> tuple[str, Tone]:
    """Say what the case waits for and how long there is; nothing without a limit."""
    if row.due is None:
        return "", Tone.MUTED
    return due_line(row.due, desk)


def due_line(due: Due, desk: Desk) -> tuple[str, Tone]:
    """Say how many days a step has left. Rule: TOL-07."""
    days = left(due.on, desk.today())
    step = "答复复核" if due.step is CaseStep.UPHOLD else word(due.step)
    if days < 0:
        return f"{step}已超期 {-days} 天（{day(due.on)}）", Tone.BAD
    return f"{step}还剩 {days} 天（{day(due.on)}）", Tone.WARN if days <= 2 else Tone.MUTED  # noqa: PLR2004


def finding_of(row: FindingRow) -> tuple[str, Tone]:
    """Return what was found of a point, in a word and a tone."""
    if not row.asked:
        return "不适用", Tone.MUTED
    if row.finding is None:
        return "未查核", Tone.MUTED
    return word(row.finding), FINDING_TONES[row.finding]


def missing_words(detail: CaseDetail) -> tuple[str, Tone]:
    """Say at a glance what carries the decision and what is missing. Rules: TOL-02, TOL-03."""
    clear = sum(finding is not Finding.UNCLEAR for _each, finding in detail.preconditions)
    broken = [e.number for e, finding in detail.preconditions if finding is Finding.NOT_MET]
    waiting = [row.point.value for row in detail.findings if _waits(row)]
    told = f"六项前置条件已查清 {clear} 项"
    if waiting:
        told += f"，还缺 {'、'.join(waiting)}"
    if broken:
        numbers = "、".join(map(str, broken))
        told += f"；第 {numbers} 项不符合，原则上不予容错（依据 TOL-03）"
    elif not waiting:
        told += "，全部符合"
    return f"{told}。", Tone.BAD if broken else Tone.WARN if waiting else Tone.GOOD


def notice_facts(detail: CaseDetail) -> Sequence[tuple[str, str]]:
    """Return the notice of accountability in words."""
    row, threat = detail.row, detail.threat
    ranged = threat is not None and threat.least is not threat.most
    circumstances = "、".join(
        name
        for name, told in (
            ("处置突发事件", detail.circumstances.emergency),
            ("重大改革创新", detail.circumstances.reform),
        )
        if told
    )
    return [
        ("案号", row.number),
        ("对象", word(row.subject)),
        ("单位职务", "　".join(part for part in (row.organisation, detail.post) if part)),
        ("追责类别", word(row.kind)),
        ("问责机关", row.organ),
        ("告知文号", detail.notice_document),
        ("告知日期", day(row.notice_on)),
        ("拟作处理", measure_words(row)),
        ("处理幅度", f"{word(threat.least)}至{word(threat.most)}" if ranged and threat else ""),
        ("工作类别", word(row.work)),
        ("特别情形", circumstances),
        ("事实经过", detail.account),
    ]


def application_facts(detail: CaseDetail) -> Sequence[tuple[str, str]]:
    """Return the application in words."""
    return [
        ("申请方式", word(detail.applicant)),
        ("申请人", detail.applicant_name),
        ("申请日期", day(detail.applied_on)),
        ("申请理由", detail.grounds),
        ("承办人", "、".join(detail.handlers)),
    ]


def decision_facts(each: DeterminationRow) -> Sequence[tuple[str, str]]:
    """Return a determination in words."""
    return [
        ("结果", word(each.result)),
        ("改作处理", word(each.given)),
        ("认定日期", day(each.decided_on)),
        ("认定机关", each.organ),
        ("文号", each.document),
        ("理由", each.reason),
        ("不符合项说明", each.breach_reason),
        ("与类案不同的理由", each.departure_reason),
        ("影响期至", day(each.effect_until)),
        ("撤销理由", each.set_aside_reason),
    ]


def vote_words(vote: Vote, question: Result | None) -> str:
    """Return the figures of the deliberation's ballot."""
    return (
        f"就“{word(question)}”表决：应到 {vote.due} 人，到会 {vote.present} 人，发出 {vote.issued} 张，"
        f"收回 {vote.returned} 张，同意 {vote.yes} 票，不同意 {vote.no} 票，弃权 {vote.abstain} 票，"
        f"无效 {vote.invalid} 票。"
    )


def _waits(row: FindingRow) -> bool:
    return row.asked and row.finding in {None, Finding.UNCLEAR}
