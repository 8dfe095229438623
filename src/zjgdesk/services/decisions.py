"""Written decisions, conclusions on integrity, and reports that must be checked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete

from zjgdesk.errors import DeskError
from zjgdesk.models.year import IntegrityConclusion, Lead, WrittenDecision
from zjgdesk.rules.roles import Action
from zjgdesk.rules.stages import Work
from zjgdesk.rules.vocabulary import DecisionMatter, Track
from zjgdesk.services import candidates, stages
from zjgdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision on paper: who decided, in which document, when, and why."""

    organ: str
    document: str
    decided_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What the own Party organisation concludes, and who signed it. Rule: OPINION-04."""

    text: str
    party_secretary: str
    discipline_secretary: str
    signed_on: date


def record_decision(
    desk: Desk, candidate_id: int, matter: DecisionMatter, decision: Decision
) -> None:
    """Record the decision that lets an exception stand; a later one takes its place.

    Rule: SCHEME-03, OPINION-03

    Raises:
        DeskError: `candidate.unknown`, `decision.incomplete`, `decision.later_than_today`, or
            what the stage refuses.
    """
    with desk.acting(Action.RECORD_DECISION, f"candidate:{candidate_id}", matter=matter) as deed:
        candidate = candidates.find(deed.session, candidate_id)
        stages.need(desk, deed.session, candidate.track, Work.CORRECT)
        if not all((decision.organ.strip(), decision.document.strip(), decision.reason.strip())):
            raise DeskError("decision.incomplete", rule="OPINION-03", name=candidate.name)
        if decision.decided_on > desk.today():
            raise DeskError("decision.later_than_today", rule="OPINION-03", on=decision.decided_on)
        deed.session.execute(
            delete(WrittenDecision).where(
                WrittenDecision.candidate_id == candidate_id, WrittenDecision.matter == matter
            )
        )
        deed.session.add(
            WrittenDecision(
                candidate_id=candidate_id,
                matter=matter,
                organ=decision.organ.strip(),
                document=decision.document.strip(),
                decided_on=decision.decided_on,
                reason=decision.reason.strip(),
                at=deed.at,
                actor=desk.actor.name,
            )
        )
        deed.facts.update(document=decision.document.strip(), reason=decision.reason.strip())


def record_conclusions(desk: Desk, candidate_ids: Sequence[int], conclusion: Conclusion) -> int:
    """Record the conclusion on one or several cadres of one Party organisation.

    Rule: OPINION-04

    Raises:
        DeskError: `candidate.unknown`, `conclusion.incomplete`, `conclusion.same_signer`,
            `conclusion.not_a_cadre`, or what the stage refuses.
    """
    with desk.acting(Action.RECORD_CONCLUSION, "conclusions", count=len(candidate_ids)) as deed:
        party, discipline = (
            conclusion.party_secretary.strip(),
            conclusion.discipline_secretary.strip(),
        )
        if not (conclusion.text.strip() and party and discipline and candidate_ids):
            raise DeskError("conclusion.incomplete", rule="OPINION-04")
        if party == discipline:
            raise DeskError("conclusion.same_signer", rule="OPINION-04", name=party)
        stages.need(desk, deed.session, Track.CADRE, Work.CORRECT)
        for candidate_id in candidate_ids:
            candidate = candidates.find(deed.session, candidate_id)
            if candidate.track is not Track.CADRE:
                raise DeskError("conclusion.not_a_cadre", rule="OPINION-04", name=candidate.name)
            deed.session.merge(
                IntegrityConclusion(
                    candidate_id=candidate_id,
                    organisation=candidate.organisation,
                    text=conclusion.text.strip(),
                    party_secretary=party,
                    discipline_secretary=discipline,
                    signed_on=conclusion.signed_on,
                    at=deed.at,
                    actor=desk.actor.name,
                )
            )
        deed.facts["candidates"] = list(candidate_ids)
        return len(candidate_ids)


def record_lead(
    desk: Desk, candidate_id: int, *, received_on: date, source: str, text: str, concrete: bool
) -> int:
    """Record a report on a candidate; one that is concrete must be checked.

    Rule: OPINION-04

    Raises:
        DeskError: `candidate.unknown`, `lead.empty`.
    """
    with desk.acting(Action.RECORD_LEAD, f"candidate:{candidate_id}", concrete=concrete) as deed:
        candidates.find(deed.session, candidate_id)
        if not text.strip():
            raise DeskError("lead.empty", rule="OPINION-04")
        lead = Lead(
            candidate_id=candidate_id,
            received_on=received_on,
            source=source.strip(),
            text=text.strip(),
            concrete=concrete,
            finding="",
            at=deed.at,
            actor=desk.actor.name,
        )
        deed.session.add(lead)
        deed.session.flush()
        deed.facts["lead"] = lead.id
        return lead.id


def check_lead(desk: Desk, lead_id: int, *, finding: str, checked_on: date) -> None:
    """Record what the check of a report found.

    Rule: OPINION-04

    Raises:
        DeskError: `lead.unknown`, `lead.finding_missing`, `lead.checked_early`.
    """
    with desk.acting(Action.RECORD_LEAD, f"lead:{lead_id}") as deed:
        lead = deed.session.get(Lead, lead_id)
        if lead is None:
            raise DeskError("lead.unknown", id=lead_id)
        if not finding.strip():
            raise DeskError("lead.finding_missing", rule="OPINION-04")
        if checked_on < lead.received_on:
            raise DeskError("lead.checked_early", rule="OPINION-04", received=lead.received_on)
        deed.facts["before"] = lead.finding
        lead.finding, lead.checked_on = finding.strip(), checked_on
