"""What the papers of a tolerance case are made of: frozen facts, nothing read anywhere."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zjgdesk.rules.case_facts import Vote
from zjgdesk.rules.preconditions import Point
from zjgdesk.rules.vocabulary import (
    AccountabilityKind,
    Applicant,
    Finding,
    Measure,
    MemberOpinion,
    Result,
    SpokenAs,
    Subject,
    WorkKind,
)


class CasePaperKind(StrEnum):
    """The papers of a case, in the order in which they come up. Rule: TOL-06."""

    APPLICATION = "case_application"
    ACCEPTANCE = "case_acceptance"
    REFUSAL = "case_refusal"
    REPORT = "case_report"
    DELIBERATION = "case_deliberation"
    DETERMINATION = "case_determination"
    FEEDBACK = "case_feedback"
    CORRECTION = "case_correction"
    REVIEW = "case_review"
    EXECUTION = "case_execution"
    FILING = "case_filing"


TITLES = {
    CasePaperKind.APPLICATION: "容错免责申请书",
    CasePaperKind.ACCEPTANCE: "受理通知书",
    CasePaperKind.REFUSAL: "不予受理通知书",
    CasePaperKind.REPORT: "调查核实报告",
    CasePaperKind.DELIBERATION: "组织会商记录",
    CasePaperKind.DETERMINATION: "容错免责认定书",
    CasePaperKind.FEEDBACK: "认定反馈书",
    CasePaperKind.CORRECTION: "纠错通知书",
    CasePaperKind.REVIEW: "复核答复书",
    CasePaperKind.EXECUTION: "执行情况报告",
    CasePaperKind.FILING: "容错免责备案表",
}


@dataclass(frozen=True, slots=True)
class PointLine:
    """One point of the checklist; `asked` is no where the case need not answer it."""

    point: Point
    asked: bool
    finding: Finding | None
    evidence: str
    papers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task of the investigation, or something put right."""

    what: str
    who: str
    until: date | None
    done_on: date | None
    report: str


@dataclass(frozen=True, slots=True)
class StatementLine:
    """What somebody said."""

    name: str
    spoken_as: SpokenAs
    taken_on: date
    taken_by: str
    text: str


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """A file of evidence; the digest is named so that the file can be checked."""

    title: str
    source: str
    received_on: date
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One of those who deliberate."""

    name: str
    post: str
    recused: bool
    reason: str
    opinion: MemberOpinion | None
    words: str


@dataclass(frozen=True, slots=True)
class DecidedFacts:
    """The determination. Rules: TOL-03, TOL-04, TOL-08."""

    result: Result
    reason: str
    decided_on: date
    organ: str
    document: str = ""
    given: Measure | None = None
    breach_reason: str = ""
    effect_until: date | None = None


@dataclass(frozen=True, slots=True)
class CasePaperFacts:
    """What any paper of a case may say. Rules: TOL-01 to TOL-09.

    Args:
        on: the day of the step that the paper is about; `words` and `document` are the step's.
        review_months: within how many a review may be asked for; None for no limit.
        upheld: how a review ended; None where there was none.
        template: the office's own text; empty for the shipped one.
    """

    kind: CasePaperKind
    number: str
    subject: Subject
    person: str
    organisation: str
    post: str
    accountability: AccountabilityKind
    organ: str
    measure: Measure | None
    measure_words: str
    notice_on: date
    work: WorkKind
    account: str
    issuer: str
    on: date
    notice_document: str = ""
    applicant: Applicant | None = None
    applicant_name: str = ""
    applied_on: date | None = None
    grounds: str = ""
    words: str = ""
    document: str = ""
    points: tuple[PointLine, ...] = ()
    tasks: tuple[TaskLine, ...] = ()
    statements: tuple[StatementLine, ...] = ()
    evidence: tuple[EvidenceLine, ...] = ()
    members: tuple[MemberLine, ...] = ()
    place: str = ""
    chair: str = ""
    vote: Vote | None = None
    question: Result | None = None
    decided: DecidedFacts | None = None
    corrections: tuple[TaskLine, ...] = ()
    review_reason: str = ""
    upheld: bool | None = None
    review_months: int | None = 1
    template: str = ""
    foot: str = ""
    security: str = ""
