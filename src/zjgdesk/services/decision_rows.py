"""What written decisions, conclusions and reports say of one candidate."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from zjgdesk.models.year import IntegrityConclusion, Lead, WrittenDecision
from zjgdesk.rules.vocabulary import DecisionMatter


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A written decision on a candidate."""

    matter: DecisionMatter
    organ: str
    document: str
    decided_on: date
    reason: str
    at: datetime
    actor: str


@dataclass(frozen=True, slots=True)
class ConclusionRow:
    """The conclusion on one cadre's integrity."""

    organisation: str
    text: str
    party_secretary: str
    discipline_secretary: str
    signed_on: date
    at: datetime
    actor: str


@dataclass(frozen=True, slots=True)
class LeadRow:
    """A report on a candidate; `checked_on` is None until it was checked."""

    id: int
    candidate_id: int
    received_on: date
    source: str
    text: str
    concrete: bool
    finding: str
    checked_on: date | None


def decisions_of(session: Session, candidate_id: int) -> tuple[DecisionRow, ...]:
    """Return the written decisions on a candidate."""
    query = select(WrittenDecision).where(WrittenDecision.candidate_id == candidate_id)
    return tuple(
        DecisionRow(d.matter, d.organ, d.document, d.decided_on, d.reason, d.at, d.actor)
        for d in session.scalars(query.order_by(WrittenDecision.id))
    )


def conclusion_of(session: Session, candidate_id: int) -> ConclusionRow | None:
    """Return the conclusion on a cadre's integrity."""
    c = session.get(IntegrityConclusion, candidate_id)
    if c is None:
        return None
    return ConclusionRow(
        c.organisation,
        c.text,
        c.party_secretary,
        c.discipline_secretary,
        c.signed_on,
        c.at,
        c.actor,
    )


def leads_of(session: Session, candidate_id: int) -> tuple[LeadRow, ...]:
    """Return the reports on a candidate, newest first."""
    query = select(Lead).where(Lead.candidate_id == candidate_id).order_by(Lead.id.desc())
    return tuple(
        LeadRow(
            lead.id,
            candidate_id,
            lead.received_on,
            lead.source,
            lead.text,
            lead.concrete,
            lead.finding,
            lead.checked_on,
        )
        for lead in session.scalars(query)
    )
