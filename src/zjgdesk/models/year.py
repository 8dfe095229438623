"""The year's way: stages, shortlists, and the decisions that let an exception stand."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from zjgdesk.models.base import Base
from zjgdesk.rules.vocabulary import DecisionMatter, ShortlistKind, ShortlistState, Stage, Track


class TrackStage(Base):
    """Where a track stands; a track without a row is at its recommendation. Rule: SCHEME-05."""

    __tablename__ = "track_stage"

    track: Mapped[Track] = mapped_column(primary_key=True)
    stage: Mapped[Stage]


class StageChange(Base):
    """One step of a track, forward or back. Rule: SCHEME-05."""

    __tablename__ = "stage_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    track: Mapped[Track]
    before: Mapped[Stage]
    after: Mapped[Stage]
    reason: Mapped[str]
    at: Mapped[datetime]
    actor: Mapped[str]


class WrittenDecision(Base):
    """A reasoned decision on paper that lets an exception stand. Rules: SCHEME-03, OPINION-03."""

    __tablename__ = "written_decision"
    __table_args__ = (UniqueConstraint("candidate_id", "matter"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"))
    matter: Mapped[DecisionMatter]
    organ: Mapped[str]
    document: Mapped[str]
    decided_on: Mapped[date]
    reason: Mapped[str]
    at: Mapped[datetime]
    actor: Mapped[str]


class IntegrityConclusion(Base):
    """What a cadre's own Party organisation concludes on integrity. Rule: OPINION-04."""

    __tablename__ = "integrity_conclusion"

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), primary_key=True)
    organisation: Mapped[str]
    text: Mapped[str]
    party_secretary: Mapped[str]
    discipline_secretary: Mapped[str]
    signed_on: Mapped[date]
    at: Mapped[datetime]
    actor: Mapped[str]


class Lead(Base):
    """A report on a candidate; what is concrete must be checked. Rule: OPINION-04."""

    __tablename__ = "lead"

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    received_on: Mapped[date]
    source: Mapped[str]
    text: Mapped[str]
    concrete: Mapped[bool]
    finding: Mapped[str]
    checked_on: Mapped[date | None]
    at: Mapped[datetime]
    actor: Mapped[str]


class Shortlist(Base):
    """An initial or second shortlist, drawn up, decided, or set aside. Rules: SCHEME-05, -06."""

    __tablename__ = "shortlist"

    id: Mapped[int] = mapped_column(primary_key=True)
    track: Mapped[Track]
    kind: Mapped[ShortlistKind]
    state: Mapped[ShortlistState]
    places: Mapped[int | None]
    surplus: Mapped[int | None]
    decided_on: Mapped[date | None]
    decided_at: Mapped[str]
    reason: Mapped[str]
    formula: Mapped[str]
    set_aside_reason: Mapped[str]

    entries: Mapped[list["ShortlistEntry"]] = relationship(order_by="ShortlistEntry.rank")


class ShortlistEntry(Base):
    """One candidate of a shortlist; `facts` is what was known when it was decided, as JSON."""

    __tablename__ = "shortlist_entry"
    __table_args__ = (UniqueConstraint("shortlist_id", "candidate_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    shortlist_id: Mapped[int] = mapped_column(ForeignKey("shortlist.id"))
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    rank: Mapped[int]
    chosen: Mapped[bool]
    reason: Mapped[str]
    facts: Mapped[str]
