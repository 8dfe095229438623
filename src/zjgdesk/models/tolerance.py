"""Tolerance cases: the application, six findings and the decision."""

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from zjgdesk.models.base import Base
from zjgdesk.rules.vocabulary import AccountabilityKind, Applicant, CaseState, Finding, Result


class ToleranceCase(Base):
    """One case from application to decision. Rules: TOL-01 to TOL-06."""

    __tablename__ = "tolerance_case"

    id: Mapped[int] = mapped_column(primary_key=True)
    person: Mapped[str]
    person_key: Mapped[str] = mapped_column(index=True)
    organisation: Mapped[str]
    post: Mapped[str]
    candidate_id: Mapped[int | None] = mapped_column(ForeignKey("candidate.id"))
    kind: Mapped[AccountabilityKind]
    organ: Mapped[str]
    measure: Mapped[str]
    notice_on: Mapped[date]
    applicant: Mapped[Applicant]
    applied_on: Mapped[date]
    account: Mapped[str]
    state: Mapped[CaseState]
    closed_reason: Mapped[str]
    result: Mapped[Result | None]
    decided_on: Mapped[date | None]
    reason: Mapped[str]
    breach_reason: Mapped[str]
    effect_until: Mapped[date | None]
    correction: Mapped[str]

    findings: Mapped[list["PreconditionFinding"]] = relationship(
        order_by="PreconditionFinding.number"
    )


class PreconditionFinding(Base):
    """What was found of one of the six preconditions. Rule: TOL-02."""

    __tablename__ = "precondition_finding"
    __table_args__ = (UniqueConstraint("case_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("tolerance_case.id"))
    number: Mapped[int]
    finding: Mapped[Finding]
    evidence: Mapped[str]
    found_by: Mapped[str]
    found_on: Mapped[date]
