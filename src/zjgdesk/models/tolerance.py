"""Tolerance cases: the notice of accountability, the steps taken, and what was found."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from zjgdesk.models.base import Base
from zjgdesk.rules.preconditions import Point
from zjgdesk.rules.vocabulary import (
    AccountabilityKind,
    Applicant,
    CaseState,
    CaseStep,
    Finding,
    Measure,
    MemberOpinion,
    Result,
    SpokenAs,
    Subject,
    WorkKind,
)


class ToleranceCase(Base):
    """One case from the notice of accountability to its filing. Rules: TOL-01 to TOL-09.

    `measure` is what would have been given and `least` to `most` the range that the misconduct
    allows; all three are empty where an older release kept it in words alone.
    """

    __tablename__ = "tolerance_case"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    subject: Mapped[Subject]
    person: Mapped[str]
    person_key: Mapped[str] = mapped_column(index=True)
    organisation: Mapped[str]
    post: Mapped[str]
    candidate_id: Mapped[int | None] = mapped_column(ForeignKey("candidate.id"), index=True)
    kind: Mapped[AccountabilityKind]
    organ: Mapped[str]
    notice_document: Mapped[str]
    notice_on: Mapped[date]
    measure: Mapped[Measure | None]
    least: Mapped[Measure | None]
    most: Mapped[Measure | None]
    measure_words: Mapped[str]
    work: Mapped[WorkKind]
    emergency: Mapped[bool]
    reform: Mapped[bool]
    applicant: Mapped[Applicant | None]
    applicant_name: Mapped[str]
    account: Mapped[str]
    grounds: Mapped[str]
    state: Mapped[CaseState] = mapped_column(index=True)
    state_on: Mapped[date]
    before_review: Mapped[CaseState | None]

    steps: Mapped[list["TakenStep"]] = relationship(order_by="TakenStep.id")
    findings: Mapped[list["PreconditionFinding"]] = relationship(
        order_by="PreconditionFinding.point"
    )
    tasks: Mapped[list["CaseTask"]] = relationship(order_by="CaseTask.id")
    statements: Mapped[list["CaseStatement"]] = relationship(order_by="CaseStatement.id")
    documents: Mapped[list["CaseDocument"]] = relationship(order_by="CaseDocument.id")
    deliberations: Mapped[list["Deliberation"]] = relationship(order_by="Deliberation.id")
    determinations: Mapped[list["Determination"]] = relationship(order_by="Determination.id")
    corrections: Mapped[list["Correction"]] = relationship(order_by="Correction.id")
    handlers: Mapped[list["CaseHandler"]] = relationship(order_by="CaseHandler.account")


class TakenStep(Base):
    """A step that the case took: its day, where it led, and the words that went with it."""

    __tablename__ = "case_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("tolerance_case.id"), index=True)
    step: Mapped[CaseStep]
    on: Mapped[date]
    led_to: Mapped[CaseState]
    words: Mapped[str]
    document: Mapped[str]
    at: Mapped[datetime]
    actor: Mapped[str]


class PreconditionFinding(Base):
    """What was found of one point of the six preconditions, argued. Rules: TOL-02, TOL-17."""

    __tablename__ = "precondition_finding"
    __table_args__ = (UniqueConstraint("case_id", "point"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("tolerance_case.id"))
    point: Mapped[Point]
    finding: Mapped[Finding]
    evidence: Mapped[str]
    found_by: Mapped[str]
    found_on: Mapped[date]

    papers: Mapped[list["FindingPaper"]] = relationship(
        order_by="FindingPaper.document_id", cascade="all, delete-orphan"
    )


class FindingPaper(Base):
    """A document of the case attached to a finding. Rule: TOL-17."""

    __tablename__ = "finding_paper"

    finding_id: Mapped[int] = mapped_column(
        ForeignKey("precondition_finding.id"), primary_key=True
    )
    document_id: Mapped[int] = mapped_column(ForeignKey("case_document.id"), primary_key=True)


class CaseTask(Base):
    """Something to be looked into: by whom, until when, and what came of it. Rule: TOL-06."""

    __tablename__ = "case_task"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("tolerance_case.id"), index=True)
    what: Mapped[str]
    who: Mapped[str]
    until: Mapped[date | None]
    done_on: Mapped[date | None]
    report: Mapped[str]


class CaseStatement(Base):
    """What somebody said in the investigation. Rule: TOL-06."""

    __tablename__ = "case_statement"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("tolerance_case.id"), index=True)
    name: Mapped[str]
    spoken_as: Mapped[SpokenAs]
    organisation: Mapped[str]
    taken_on: Mapped[date]
    taken_by: Mapped[str]
    text: Mapped[str]


class CaseDocument(Base):
    """A file of evidence; its bytes lie in `evidence/` under their digest. Rule: TOL-17."""

    __tablename__ = "case_document"
    __table_args__ = (UniqueConstraint("case_id", "digest"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("tolerance_case.id"), index=True)
    title: Mapped[str]
    file_name: Mapped[str]
    digest: Mapped[str]
    size: Mapped[int]
    source: Mapped[str]
    received_on: Mapped[date]
    at: Mapped[datetime]
    actor: Mapped[str]


class Deliberation(Base):
    """A sitting that weighs the case; figures are there where it voted. Rules: TOL-11, VOTE-07.

    One that was overtaken by a further investigation no longer stands.
    """

    __tablename__ = "deliberation"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("tolerance_case.id"), index=True)
    place: Mapped[str]
    chair: Mapped[str]
    question: Mapped[Result | None]
    due: Mapped[int | None]
    present: Mapped[int | None]
    issued: Mapped[int | None]
    returned: Mapped[int | None]
    yes: Mapped[int | None]
    no: Mapped[int | None]
    abstain: Mapped[int | None]
    invalid: Mapped[int | None]
    stands: Mapped[bool]

    members: Mapped[list["CaseMember"]] = relationship(order_by="CaseMember.id")


class CaseMember(Base):
    """One of those who deliberate: recused with a reason, or heard with an opinion."""

    __tablename__ = "case_member"
    __table_args__ = (UniqueConstraint("deliberation_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    deliberation_id: Mapped[int] = mapped_column(ForeignKey("deliberation.id"))
    name: Mapped[str]
    post: Mapped[str]
    recused: Mapped[bool]
    recusal_reason: Mapped[str]
    opinion: Mapped[MemberOpinion | None]
    words: Mapped[str]


class Determination(Base):
    """A decision on a case; one that was set aside stays readable. Rules: TOL-03, TOL-04."""

    __tablename__ = "determination"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("tolerance_case.id"), index=True)
    result: Mapped[Result]
    reason: Mapped[str]
    breach_reason: Mapped[str]
    departure_reason: Mapped[str]
    given: Mapped[Measure | None]
    effect_until: Mapped[date | None]
    decided_on: Mapped[date]
    organ: Mapped[str]
    document: Mapped[str]
    stands: Mapped[bool]
    set_aside_reason: Mapped[str]


class Correction(Base):
    """What is put right, by whom, until when, and when it was. Rule: TOL-06."""

    __tablename__ = "correction"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("tolerance_case.id"), index=True)
    what: Mapped[str]
    who: Mapped[str]
    until: Mapped[date | None]
    done_on: Mapped[date | None]
    report: Mapped[str]


class CaseHandler(Base):
    """An account that may see the case. Rule: TOL-14."""

    __tablename__ = "case_handler"

    case_id: Mapped[int] = mapped_column(ForeignKey("tolerance_case.id"), primary_key=True)
    account: Mapped[str] = mapped_column(primary_key=True)
