"""Whether a tolerance case may take a step on a day, and why not."""

from datetime import date

from zjgdesk.rules.case_facts import CaseFacts, Determination, Vote, leads_to, next_steps
from zjgdesk.rules.measures import may_give
from zjgdesk.rules.names import compact
from zjgdesk.rules.preconditions import breaches, unclear
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.vocabulary import CaseStep, Result
from zjgdesk.rules.workdays import months_after

WITH_PERIOD = frozenset({Result.LIGHTER, Result.MITIGATED, Result.NOT_GRANTED})
"""The results that may leave a period of effect. Rule: TOL-08."""


def may_take(facts: CaseFacts, step: CaseStep, on: date, today: date) -> Refusal | None:
    """Return why the case may not take the step on that day, None when it may.

    What a determination says is judged by `may_determine` beside this.

    Rule: TOL-06, TOL-09, TOL-11, TOL-15
    """
    if leads_to(facts, step) is None:
        said = {
            "person": facts.person,
            "state": facts.state,
            "step": step,
            "next": next_steps(facts.state),
        }
        return Refusal("case.step_not_now", "TOL-06", said)
    return _day(facts, step, on, today) or _ground(facts, step, on)


def may_reason(step: CaseStep, reason: str) -> Refusal | None:
    """Return why the words given with a step do not do, None when they do.

    Rule: TOL-06, TOL-09
    """
    if reason.strip():
        return None
    return Refusal("case.words_missing", "TOL-06", {"step": step})


def may_determine(facts: CaseFacts, wanted: Determination, on: date) -> Refusal | None:
    """Return why the case may not be determined this way, None when it may.

    A breach does not make tolerance impossible; it demands a reason in writing.

    Rule: TOL-02, TOL-03, TOL-04, TOL-06, TOL-08, TOL-11
    """
    return (
        unclear(facts.findings, facts.circumstances)
        or _breach(facts, wanted)
        or _reasoned(wanted)
        or _measured(facts, wanted)
        or _period(wanted, on)
        or _voted(facts, wanted)
    )


def may_vote(vote: Vote) -> Refusal | None:
    """Return why the figures of the deliberation's ballot cannot be, None when they can.

    Rule: VOTE-04, VOTE-07, TOL-11
    """
    counted = vote.yes + vote.no + vote.abstain + vote.invalid
    said: dict[str, object] = {
        "due": vote.due,
        "present": vote.present,
        "issued": vote.issued,
        "returned": vote.returned,
        "counted": counted,
    }
    if not 0 < vote.present <= vote.due:
        return Refusal("case.vote_present", "VOTE-03", said)
    if 3 * vote.present < 2 * vote.due:
        return Refusal("case.vote_quorum", "VOTE-03", said)
    if vote.issued > vote.present or vote.returned > vote.issued:
        return Refusal("case.vote_papers", "VOTE-04", said)
    if counted != vote.returned:
        return Refusal("case.vote_sum", "VOTE-07", said)
    return None


def carried(vote: Vote) -> bool:
    """Say whether more than half of those due said yes.

    Rule: VOTE-02, TOL-11
    """
    return 2 * vote.yes > vote.due


def review_until(told_on: date, months: int | None) -> date | None:
    """Return the last day on which a review may be asked for, None where no limit is set.

    Rule: TOL-09
    """
    return None if months is None else months_after(told_on, months)


def _day(facts: CaseFacts, step: CaseStep, on: date, today: date) -> Refusal | None:
    said = {"step": step, "on": on, "last": facts.last_on, "today": today}
    if on < facts.last_on:
        return Refusal("case.before_last_step", "TOL-15", said)
    if on > today:
        return Refusal("case.in_future", "TOL-15", said)
    return None


def _ground(facts: CaseFacts, step: CaseStep, on: date) -> Refusal | None:
    match step:
        case CaseStep.REPORT:
            return _investigated(facts)
        case CaseStep.DELIBERATE:
            return _deliberated(facts)
        case CaseStep.ASK_REVIEW:
            return _in_time(facts, on)
    return None


def _investigated(facts: CaseFacts) -> Refusal | None:
    if not facts.tasks:
        return Refusal("case.no_tasks", "TOL-06", {"person": facts.person})
    if facts.open_tasks:
        return Refusal("case.tasks_open", "TOL-06", {"count": facts.open_tasks})
    return None


def _deliberated(facts: CaseFacts) -> Refusal | None:
    own = compact(facts.person)
    for member in facts.members:
        if compact(member.name) == own and not member.recused:
            return Refusal("case.member_is_person", "TOL-11", {"name": member.name})
    taking_part = [member for member in facts.members if not member.recused]
    if not taking_part:
        return Refusal("case.nobody_deliberates", "TOL-11", {"person": facts.person})
    silent = tuple(member.name for member in taking_part if member.opinion is None)
    if silent and facts.vote is None:
        return Refusal("case.opinion_missing", "TOL-11", {"names": silent})
    return None


def _in_time(facts: CaseFacts, on: date) -> Refusal | None:
    if facts.told_on is None:
        return None
    until = review_until(facts.told_on, facts.review_months)
    if until is not None and on > until:
        return Refusal("case.review_late", "TOL-09", {"told": facts.told_on, "until": until})
    return None


def _breach(facts: CaseFacts, wanted: Determination) -> Refusal | None:
    broken = breaches(facts.findings, facts.circumstances)
    if broken and wanted.result is not Result.NOT_GRANTED and not wanted.breach_reason.strip():
        return Refusal("case.breach_unreasoned", "TOL-03", {"numbers": broken})
    return None


def _reasoned(wanted: Determination) -> Refusal | None:
    if not wanted.reason.strip():
        return Refusal("case.unreasoned", "TOL-06")
    return None


def _measured(facts: CaseFacts, wanted: Determination) -> Refusal | None:
    if facts.threat is not None:
        return may_give(facts.threat, wanted.result, wanted.given)
    if wanted.result in {Result.LIGHTER, Result.MITIGATED}:
        return Refusal("case.measure_in_words", "TOL-10", {"result": wanted.result})
    return None


def _period(wanted: Determination, on: date) -> Refusal | None:
    if wanted.effect_until is None:
        return None
    if wanted.result not in WITH_PERIOD:
        return Refusal("case.exempt_with_period", "TOL-08", {"until": wanted.effect_until})
    if wanted.effect_until < on:
        return Refusal("case.effect_past", "TOL-08", {"until": wanted.effect_until, "on": on})
    return None


def _voted(facts: CaseFacts, wanted: Determination) -> Refusal | None:
    """A question that was voted on and carried binds; one that failed cannot be determined."""
    if facts.vote is None or facts.question is None:
        return None
    said = {"question": facts.question, "result": wanted.result, "yes": facts.vote.yes}
    if carried(facts.vote) and wanted.result is not facts.question:
        return Refusal("case.vote_otherwise", "TOL-11", said)
    if not carried(facts.vote) and wanted.result is facts.question:
        return Refusal("case.vote_failed", "TOL-11", said)
    return None
