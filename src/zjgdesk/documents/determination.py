"""The written determination of a tolerance case."""

from dataclasses import dataclass
from datetime import date

from zjgdesk.documents.blocks import Block, Cell, Paragraph, SignOff, Table, Title
from zjgdesk.documents.fonts import Face, Fonts
from zjgdesk.documents.page import Frame, print_pages
from zjgdesk.documents.proof import ProofFacts, prove
from zjgdesk.documents.words import APPLICANTS, FINDINGS, KINDS, RESULTS, chinese_date
from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import AccountabilityKind, Applicant, Finding, Result

PRECONDITIONS = (
    "法律法规没有明令禁止，上级没有明确禁止，符合国家政策和市委、市政府决策部署",
    "严格执行民主决策程序（处置突发事件除外）；重大改革创新经过调研论证、风险评估、合法性审查",
    "没有为自己、他人或者单位谋取不正当利益，没有主观故意损害公共利益和他人合法权益",
    "不是在同一工作中重复出现同样失误并造成重大损失或者恶劣影响",
    "主动挽回损失、消除不良影响",
    "不是特别重大安全责任事故、严重污染和生态破坏的直接责任，没有引发严重集体上访、越级上访",
)
SIZE = 12.0
ROW = 10.0  # millimetres


@dataclass(frozen=True, slots=True)
class PreconditionLine:
    """What was found of one precondition, numbered from 1. Rule: TOL-02."""

    number: int
    finding: Finding
    evidence: str


@dataclass(frozen=True, slots=True)
class DeterminationFacts:
    """What a determination says. Rules: TOL-01 to TOL-06.

    Args:
        number: the paper's own number (文号); empty prints none.
        organ: that holds to account, with `measure`, what would have been given.
        account: facts and grounds of the application.
        breach_reason: why the case goes on although a precondition is not met. Rule: TOL-03
        effect_until: the end of the period of effect; None where there is none. Rule: TOL-08
        correction: what is put right, by whom, until when. Rule: TOL-06
        review: how the decision may be reviewed; printed when set. Rule: TOL-09
    """

    title: str
    person: str
    organisation: str
    post: str
    kind: AccountabilityKind
    organ: str
    measure: str
    notice_on: date
    applicant: Applicant
    applied_on: date
    account: str
    findings: tuple[PreconditionLine, ...]
    result: Result
    reason: str
    decided_by: str
    decided_on: date
    number: str = ""
    breach_reason: str = ""
    effect_until: date | None = None
    correction: str = ""
    review: str = ""
    foot: str = ""
    security: str = ""


def build_determination(facts: DeterminationFacts, fonts: Fonts) -> bytes:
    """Return the determination as PDF.

    Raises:
        DeskError: `determination.findings` unless all six preconditions are there once,
            `determination.reason` without a reason, `page.glyph_missing`, `page.proof_failed`.

    Rules: TOL-02, TOL-03, TOL-04, TOL-06
    """
    numbers = tuple(line.number for line in facts.findings)
    if numbers != tuple(range(1, len(PRECONDITIONS) + 1)):
        raise DeskError("determination.findings", rule="TOL-02", numbers=numbers)
    if not facts.reason.strip():
        raise DeskError("determination.reason", rule="TOL-04")
    number = (Paragraph(facts.number, indent=0, align="center"),) if facts.number else ()
    blocks: tuple[Block, ...] = (
        Title(facts.title),
        *number,
        _case(facts),
        *_section("一、事实经过与申请理由", facts.account),
        Paragraph("二、前置条件认定", Face.HEI, keep_next=True),
        _findings(facts),
        *_section("三、认定结果", *_decision(facts)),
        *_section("四、纠错要求", facts.correction or "无。"),
        *(Paragraph(text) for text in (facts.review,) if text),
        SignOff(facts.decided_by, chinese_date(facts.decided_on), sealed=True),
    )
    data = print_pages(blocks, Frame(facts.title, facts.foot, facts.security), fonts)
    return prove(data, ProofFacts((facts.person, facts.organisation)))


def _case(facts: DeterminationFacts) -> Table:
    def label(text: str) -> Cell:
        return Cell(text, face=Face.HEI, least=ROW)

    rows = (
        (label("姓名"), Cell(facts.person), label("所在单位"), Cell(facts.organisation)),
        (label("职务"), Cell(facts.post), label("启动方式"), Cell(APPLICANTS[facts.applicant])),
        (label("问责类别"), Cell(KINDS[facts.kind]), label("问责机关"), Cell(facts.organ)),
        (label("拟作处理"), Cell(facts.measure), label("告知日期"),
         Cell(chinese_date(facts.notice_on))),
        (label("申请日期"), Cell(chinese_date(facts.applied_on)), label("认定结果"),
         Cell(RESULTS[facts.result])),
    )  # fmt: skip
    return Table((26, 46, 26, 58), (), rows, SIZE)


def _findings(facts: DeterminationFacts) -> Table:
    words = ("序号", "前置条件", "认定", "依据和证据")
    head = tuple(Cell(word, face=Face.HEI, least=ROW) for word in words)
    rows = tuple(
        (
            Cell(str(line.number), least=ROW),
            Cell(PRECONDITIONS[line.number - 1], align="justify"),
            Cell(FINDINGS[line.finding]),
            Cell(line.evidence, align="justify"),
        )
        for line in facts.findings
    )
    return Table((13, 63, 22, 58), (head,), rows, SIZE)


def _decision(facts: DeterminationFacts) -> tuple[str, ...]:
    decided = {
        Result.EXEMPT: f"经研究，认定{facts.person}符合容错免责规定，免除其责任。",
        Result.LIGHTER: f"经研究，认定对{facts.person}在规定幅度以内从轻处理。",
        Result.MITIGATED: f"经研究，认定对{facts.person}在规定幅度以下减轻处理。",
        Result.NOT_GRANTED: f"经研究，认定对{facts.person}不予容错免责。",
    }
    until = ""
    if facts.effect_until is not None:
        until = f"影响期至{chinese_date(facts.effect_until)}止，期满后合理使用。"
    elif facts.result is Result.EXEMPT:
        until = "免责后，考核、提拔任用、职级晋升、评先评优和代表、委员资格等不受影响。"
    breach = facts.breach_reason
    return tuple(
        text
        for text in (
            decided[facts.result],
            f"理由：{facts.reason}",
            f"有前置条件不符合而仍予认定的理由：{breach}" if breach else "",
            until,
        )
        if text
    )


def _section(heading: str, *texts: str) -> tuple[Block, ...]:
    return (
        Paragraph(heading, Face.HEI, keep_next=True),
        *(Paragraph(text) for text in texts if text),
    )
