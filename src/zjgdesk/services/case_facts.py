"""What the rules need to know of a case, and of the limits that the scheme sets."""

from datetime import date

from sqlalchemy.orm import Session

from zjgdesk.models.tolerance import Deliberation, Determination, ToleranceCase
from zjgdesk.rules.case_facts import CaseFacts, MemberFacts, Vote
from zjgdesk.rules.case_terms import Terms
from zjgdesk.rules.measures import Threat
from zjgdesk.rules.preconditions import Argued, Circumstances
from zjgdesk.rules.scheme import LIMITED
from zjgdesk.rules.vocabulary import CaseStep
from zjgdesk.services.scheme import scheme_value

FIGURES = ("due", "present", "issued", "returned", "yes", "no", "abstain", "invalid")


def facts_of(session: Session, case: ToleranceCase) -> CaseFacts:
    """Return the case as the rules judge it."""
    sitting = sitting_of(case)
    stands = standing(case)
    return CaseFacts(
        state=case.state,
        person=case.person,
        last_on=case.state_on,
        threat=threat_of(case),
        circumstances=Circumstances(emergency=case.emergency, reform=case.reform),
        findings={f.point: Argued(f.finding, len(f.papers)) for f in case.findings},
        tasks=len(case.tasks),
        open_tasks=sum(task.done_on is None for task in case.tasks),
        members=_members(sitting),
        vote=vote_of(sitting),
        question=sitting.question if sitting else None,
        result=stands.result if stands else None,
        told_on=told_on(case),
        before_review=case.before_review,
        review_months=limit(session, "review_asked"),
    )


def sitting_of(case: ToleranceCase) -> Deliberation | None:
    """Return the deliberation that stands, None before there is one."""
    return next((each for each in case.deliberations if each.stands), None)


def standing(case: ToleranceCase) -> Determination | None:
    """Return the determination that stands, None before there is one."""
    return next((each for each in case.determinations if each.stands), None)


def threat_of(case: ToleranceCase) -> Threat | None:
    """Return what would have been given, None where it is known in words alone."""
    if case.measure is None:
        return None
    least, most = case.least or case.measure, case.most or case.measure
    return Threat(case.kind, case.subject, case.measure, least, most)


def vote_of(sitting: Deliberation | None) -> Vote | None:
    """Return the figures of the deliberation's ballot, None where it did not vote."""
    if sitting is None or sitting.due is None:
        return None
    return Vote(**{name: getattr(sitting, name) for name in FIGURES})


def told_on(case: ToleranceCase) -> date | None:
    """Return the day on which the newest determination was fed back."""
    days = [taken.on for taken in case.steps if taken.step is CaseStep.FEED_BACK]
    return days[-1] if days else None


def terms(session: Session) -> Terms:
    """Return the limits that the scheme sets. Rules: TOL-07, TOL-09."""
    days = {step: limit(session, step) for step in LIMITED}
    return Terms(
        days={step: count for step, count in days.items() if count is not None},
        working=scheme_value(session, "tolerance.days") == "working",
        review_months=limit(session, "review_answered"),
    )


def limit(session: Session, name: str) -> int | None:
    """Return a limit of the scheme, None where it is left open."""
    value = scheme_value(session, f"tolerance.{name}")
    return int(value) if value else None


def _members(sitting: Deliberation | None) -> tuple[MemberFacts, ...]:
    if sitting is None:
        return ()
    return tuple(MemberFacts(m.name, m.recused, m.opinion) for m in sitting.members)
