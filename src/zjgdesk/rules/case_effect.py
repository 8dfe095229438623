"""What a tolerance case leaves beside the name of the person or unit, and until when."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zjgdesk.rules.case_facts import DECIDED, OPEN
from zjgdesk.rules.names import compact
from zjgdesk.rules.vocabulary import CaseState, Measure, Result


class EffectKind(StrEnum):
    """What a case leaves beside a name, the heaviest first. Rules: OPINION-05, TOL-08."""

    OPEN = "open"
    EFFECT = "effect"
    NOT_GRANTED = "not_granted"
    NAMESAKE = "namesake"


WEIGHT = tuple(EffectKind)


@dataclass(frozen=True, slots=True)
class Effect:
    """What is shown beside the candidate; `until` is the last day where a period is set."""

    kind: EffectKind
    until: date | None = None
    result: Result | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a case stands, as far as its effect goes."""

    state: CaseState
    result: Result | None = None
    effect_until: date | None = None
    given: Measure | None = None


def effect(case: Standing, today: date) -> Effect | None:
    """Return what to show beside the name, None when nothing is to be shown.

    An open case is shown. Exemption clears the mark. A lighter or mitigated result shows its
    period until it ends; tolerance that was not granted stays beside the name until its period
    ends, and where none is set for good.

    Rule: OPINION-05, TOL-08
    """
    if case.state in OPEN:
        return Effect(EffectKind.OPEN)
    if case.state not in DECIDED or case.result in {None, Result.EXEMPT}:
        return None
    if case.effect_until is not None and case.effect_until < today:
        return None
    if case.result is Result.NOT_GRANTED:
        return Effect(EffectKind.NOT_GRANTED, case.effect_until, case.result)
    if case.effect_until is None:
        return None
    return Effect(EffectKind.EFFECT, case.effect_until, case.result)


def heavier(one: Effect | None, other: Effect | None) -> Effect | None:
    """Return the one of two effects that must be seen first; of two periods, the longer.

    Rule: OPINION-05
    """
    if one is None or other is None:
        return one or other
    if one.kind is not other.kind:
        return min(one, other, key=lambda each: WEIGHT.index(each.kind))
    return max(one, other, key=lambda each: each.until or date.max)


def same_name(case_name: str, case_place: str, name: str, place: str) -> EffectKind | None:
    """Say how a case without a link goes with a name on a list.

    The same name at the same place is the one named (None); the same name elsewhere may be a
    namesake, which somebody has to look at. Places match when one begins with the other.

    Raises:
        ValueError: when the names differ at all.

    Rule: OPINION-05
    """
    if compact(case_name) != compact(name):
        raise ValueError(name)
    ours, theirs = compact(case_place), compact(place)
    if ours and theirs and (ours.startswith(theirs) or theirs.startswith(ours)):
        return None
    return EffectKind.NAMESAKE
