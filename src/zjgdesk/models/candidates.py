"""Organisations, candidates, and what was said of them."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from zjgdesk.models.base import Base
from zjgdesk.rules.vocabulary import (
    ClearanceAnswer,
    ClearanceOrgan,
    OpinionAnswer,
    OpinionGroup,
    OrganisationKind,
    Track,
)


class Organisation(Base):
    """A unit of the register that takes part in the yearly assessment. Rule: SCHEME-02."""

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[OrganisationKind]
    assessed: Mapped[bool]
    unit_quota: Mapped[int | None]
    cadre_quota: Mapped[int | None]


class Candidate(Base):
    """A unit or a cadre that was recommended; fields stay as the departments wrote them."""

    __tablename__ = "candidate"

    id: Mapped[int] = mapped_column(primary_key=True)
    track: Mapped[Track]
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(index=True)
    birth_month: Mapped[str | None]
    organisation: Mapped[str] = mapped_column(index=True)
    fields: Mapped[str]
    import_id: Mapped[int | None] = mapped_column(ForeignKey("import_record.id"))
    withdrawn_reason: Mapped[str | None]

    opinions: Mapped[list["Opinion"]] = relationship(back_populates="candidate")
    clearances: Mapped[list["Clearance"]] = relationship(back_populates="candidate")


class OpinionRequest(Base):
    """One addressee asked about one track. Rule: OPINION-01."""

    __tablename__ = "opinion_request"
    __table_args__ = (UniqueConstraint("group", "track", "addressee", "round_no"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    group: Mapped[OpinionGroup]
    track: Mapped[Track]
    addressee: Mapped[str]
    round_no: Mapped[int]
    sent_on: Mapped[date]
    due_on: Mapped[date]
    reminded_on: Mapped[date | None]


class Opinion(Base):
    """The newest answer of an addressee on one candidate; earlier ones stand in the trail."""

    __tablename__ = "opinion"
    __table_args__ = (UniqueConstraint("request_id", "candidate_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("opinion_request.id"))
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    answer: Mapped[OpinionAnswer]
    text: Mapped[str]
    at: Mapped[datetime]
    actor: Mapped[str]

    candidate: Mapped[Candidate] = relationship(back_populates="opinions")
    request: Mapped[OpinionRequest] = relationship()


class Clearance(Base):
    """What one of the four organs answered. Rules: OPINION-02, OPINION-03."""

    __tablename__ = "clearance"
    __table_args__ = (UniqueConstraint("candidate_id", "organ"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    organ: Mapped[ClearanceOrgan]
    answer: Mapped[ClearanceAnswer]
    text: Mapped[str]
    at: Mapped[datetime]
    actor: Mapped[str]

    candidate: Mapped[Candidate] = relationship(back_populates="clearances")
