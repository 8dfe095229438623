"""When a tolerance case may be decided, and what it leaves beside the candidate's name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.vocabulary import CaseState, Finding, Result


class Precondition(StrEnum):
    """The six preconditions in their order; number 1 is the first. Rule: TOL-02."""

    PERMITTED = "permitted"
    PROCEDURE = "procedure"
    NO_GAIN = "no_gain"
    NO_REPEAT = "no_repeat"
    REPAIRED = "repaired"
    NO_DISASTER = "no_disaster"

    @property
    def number(self) -> int:
        """The number by which findings name it, from 1."""
        return PRECONDITIONS.index(self) + 1


PRECONDITIONS = tuple(Precondition)


class EffectKind(StrEnum):
    """What a case leaves beside a name. Rule: OPINION-05."""

    OPEN = "open"
    EFFECT = "effect"


@dataclass(frozen=True, slots=True)
class Effect:
    """What is shown beside the candidate, and until when where a period is set."""

    kind: EffectKind
    until: date | None = None


def unclear(findings: Mapping[int, Finding]) -> Refusal | None:
    """Return which preconditions still lack a clear finding, None when all six are found.

    Rule: TOL-02
    """
    waiting = [
        each.number
        for each in PRECONDITIONS
        if findings.get(each.number, Finding.UNCLEAR) is Finding.UNCLEAR
    ]
    if waiting:
        numbers = "、".join(map(str, waiting))
        return Refusal("tolerance.unclear", "TOL-02", {"numbers": numbers})
    return None


def breaches(findings: Mapping[int, Finding]) -> tuple[int, ...]:
    """Return the numbers of the preconditions that were found not met.

    Rule: TOL-02, TOL-03
    """
    return tuple(number for number in sorted(findings) if findings[number] is Finding.NOT_MET)


def may_decide(
    findings: Mapping[int, Finding],
    *,
    breach_reason: str,
    result: Result,
    decision_reason: str,
) -> Refusal | None:
    """Return why the case may not be decided this way, None when it may.

    A breach does not make tolerance impossible; it demands a reason in writing.

    Rule: TOL-02, TOL-03, TOL-06
    """
    if found := unclear(findings):
        return found
    broken = breaches(findings)
    if broken and result is not Result.NOT_GRANTED and not breach_reason.strip():
        numbers = "、".join(map(str, broken))
        return Refusal("tolerance.breach_unreasoned", "TOL-03", {"numbers": numbers})
    if not decision_reason.strip():
        return Refusal("tolerance.unreasoned", "TOL-06")
    return None


def effect(
    state: CaseState, *, result: Result | None, effect_until: date | None, today: date
) -> Effect | None:
    """Return what to show beside the candidate, None when nothing is to be shown.

    An open case is shown. Exemption clears the mark. A lighter or mitigated result shows its
    period until it ends.

    Rule: OPINION-05, TOL-08
    """
    if state in {CaseState.APPLIED, CaseState.ACCEPTED}:
        return Effect(EffectKind.OPEN)
    if state is not CaseState.DECIDED or result not in {Result.LIGHTER, Result.MITIGATED}:
        return None
    if effect_until is None or effect_until < today:
        return None
    return Effect(EffectKind.EFFECT, effect_until)
