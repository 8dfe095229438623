"""What a tolerance case is decided by: frozen facts, and the way that its states go."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from zjgdesk.rules.measures import Threat
from zjgdesk.rules.preconditions import Circumstances, Findings
from zjgdesk.rules.vocabulary import CaseState, CaseStep, Measure, MemberOpinion, Result

_IN_HAND = (
    CaseState.APPLIED,
    CaseState.ACCEPTED,
    CaseState.INVESTIGATED,
    CaseState.DELIBERATED,
)
_TOLD = (CaseState.FED_BACK, CaseState.EXECUTED, CaseState.FILED)
OPEN = frozenset({CaseState.NOTIFIED, *_IN_HAND, CaseState.REVIEWING})
"""The states in which nothing is decided yet, or the decision is in doubt. Rule: OPINION-05."""
DECIDED = frozenset({CaseState.DECIDED, *_TOLD})
"""The states in which a determination stands."""
FINDING = frozenset({CaseState.ACCEPTED, CaseState.INVESTIGATED, CaseState.DELIBERATED})
"""The states in which the preconditions are found on."""

WAY: Mapping[CaseStep, Mapping[CaseState, CaseState]] = MappingProxyType(
    {
        CaseStep.APPLY: {CaseState.NOTIFIED: CaseState.APPLIED},
        CaseStep.ACCEPT: {CaseState.APPLIED: CaseState.ACCEPTED},
        CaseStep.REFUSE: {CaseState.APPLIED: CaseState.REFUSED},
        CaseStep.REPORT: {CaseState.ACCEPTED: CaseState.INVESTIGATED},
        CaseStep.SEND_BACK: {
            CaseState.INVESTIGATED: CaseState.ACCEPTED,
            CaseState.DELIBERATED: CaseState.ACCEPTED,
        },
        CaseStep.DELIBERATE: {CaseState.INVESTIGATED: CaseState.DELIBERATED},
        CaseStep.DETERMINE: {CaseState.DELIBERATED: CaseState.DECIDED},
        CaseStep.FEED_BACK: {CaseState.DECIDED: CaseState.FED_BACK},
        CaseStep.EXECUTE: {CaseState.FED_BACK: CaseState.EXECUTED},
        CaseStep.FILE: {CaseState.EXECUTED: CaseState.FILED},
        CaseStep.WITHDRAW: dict.fromkeys(_IN_HAND, CaseState.WITHDRAWN),
        CaseStep.ASK_REVIEW: dict.fromkeys(_TOLD, CaseState.REVIEWING),
        CaseStep.SET_ASIDE: {CaseState.REVIEWING: CaseState.ACCEPTED},
        CaseStep.REOPEN: {
            CaseState.REFUSED: CaseState.APPLIED,
            CaseState.WITHDRAWN: CaseState.APPLIED,
            **dict.fromkeys(_TOLD, CaseState.ACCEPTED),
        },
    }
)
"""Where each step leads from where; a review that upholds leads back to where it was asked."""


PLAIN = Circumstances()


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """One of those who deliberate; whoever is recused has no opinion. Rule: TOL-11."""

    name: str
    recused: bool = False
    opinion: MemberOpinion | None = None


@dataclass(frozen=True, slots=True)
class Vote:
    """Papers of the deliberation's own ballot on one question. Rules: TOL-11, VOTE-02, VOTE-07."""

    due: int
    present: int
    issued: int
    returned: int
    yes: int
    no: int
    abstain: int
    invalid: int


@dataclass(frozen=True, slots=True)
class Determination:
    """What is to be determined. Rules: TOL-03, TOL-04, TOL-08.

    Args:
        given: what is given after all; None where the person is exempt.
        effect_until: the last day of the period of effect; None where there is none.
    """

    result: Result
    reason: str
    breach_reason: str = ""
    given: Measure | None = None
    effect_until: date | None = None


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """A case as it stands; `last_on` is the day of its newest step.

    Args:
        person: whom the case names; a member of that name must stay out.
        tasks: of the investigation, and `open_tasks` that nobody has reported on.
        threat: None where an old case tells its measure in words alone.
        decided_on: the day of the determination that stands.
        told_on: the day on which it was fed back.
        before_review: where the case stood when the review was asked for.
        review_months: within how many a review may be asked for; None for no limit.
    """

    state: CaseState
    person: str
    last_on: date
    threat: Threat | None = None
    circumstances: Circumstances = PLAIN
    findings: Findings = field(default_factory=dict)
    tasks: int = 0
    open_tasks: int = 0
    members: tuple[MemberFacts, ...] = ()
    vote: Vote | None = None
    question: Result | None = None
    result: Result | None = None
    told_on: date | None = None
    before_review: CaseState | None = None
    review_months: int | None = 1


def leads_to(facts: CaseFacts, step: CaseStep) -> CaseState | None:
    """Return where a step leads from here, None where it cannot be taken from here.

    Rule: TOL-06, TOL-09
    """
    if step is CaseStep.UPHOLD:
        return facts.before_review if facts.state is CaseState.REVIEWING else None
    return WAY.get(step, {}).get(facts.state)


def next_steps(state: CaseState) -> tuple[CaseStep, ...]:
    """Return the steps that can be taken from a state, in the order of the procedure.

    Rule: TOL-06
    """
    return tuple(
        step
        for step in CaseStep
        if state in WAY.get(step, {}) or (step is CaseStep.UPHOLD and state is CaseState.REVIEWING)
    )
