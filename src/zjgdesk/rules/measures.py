"""What may be given for which kind of accountability, in order, and after a tolerance case."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.vocabulary import AccountabilityKind, Measure, Result, Subject

_PARTY = (
    Measure.PARTY_WARNING,
    Measure.SERIOUS_WARNING,
    Measure.PARTY_REMOVAL,
    Measure.PROBATION,
    Measure.EXPULSION,
)
_ADMINISTRATIVE = (
    Measure.WARNING,
    Measure.DEMERIT,
    Measure.GRAVE_DEMERIT,
    Measure.DEMOTION,
    Measure.REMOVAL,
    Measure.DISMISSAL,
)
_ORGANISATIONAL = (
    Measure.SUSPENSION,
    Measure.TRANSFER,
    Measure.RESIGNATION,
    Measure.POST_REMOVAL,
    Measure.LOWER_POST,
)
_LEADER = (Measure.CIRCULAR, Measure.ADMONITION, Measure.ADJUSTMENT, Measure.DISCIPLINE)
_UNIT = (Measure.INSPECTION, Measure.CIRCULAR, Measure.REORGANISATION)

MEASURES: Mapping[tuple[AccountabilityKind, Subject], tuple[Measure, ...]] = MappingProxyType(
    {
        (AccountabilityKind.ACCOUNTABILITY, Subject.PERSON): _LEADER,
        (AccountabilityKind.ACCOUNTABILITY, Subject.UNIT): _UNIT,
        (AccountabilityKind.PARTY, Subject.PERSON): _PARTY,
        (AccountabilityKind.ADMINISTRATIVE, Subject.PERSON): _ADMINISTRATIVE,
        (AccountabilityKind.ORGANISATIONAL, Subject.PERSON): _ORGANISATIONAL,
    }
)
"""The measures of each kind, lightest first; a unit can only be held to account. Rule: TOL-10."""

BELOW = Measure.CRITICISM
"""What stands one step below the lightest measure of every kind."""


@dataclass(frozen=True, slots=True)
class Threat:
    """What would have been given, and the range that the misconduct allows, both ends included.

    Rules: TOL-04, TOL-10
    """

    kind: AccountabilityKind
    subject: Subject
    measure: Measure
    least: Measure
    most: Measure


def measures_of(kind: AccountabilityKind, subject: Subject) -> tuple[Measure, ...]:
    """Return what may be given, lightest first; nothing where the kind does not fit the subject.

    Rule: TOL-10
    """
    return MEASURES.get((kind, subject), ())


def may_threaten(threat: Threat) -> Refusal | None:
    """Return why this cannot be what would have been given, None when it can.

    Rule: TOL-10
    """
    order = measures_of(threat.kind, threat.subject)
    if not order:
        return Refusal("case.kind_not_for_unit", "TOL-10", {"kind": threat.kind})
    if not {threat.measure, threat.least, threat.most} <= set(order):
        return Refusal("case.measure_unknown", "TOL-10", {"kind": threat.kind, "measures": order})
    least, at, most = (order.index(m) for m in (threat.least, threat.measure, threat.most))
    if not least <= at <= most:
        said = {"measure": threat.measure, "least": threat.least, "most": threat.most}
        return Refusal("case.measure_outside", "TOL-10", said)
    return None


def allowed(threat: Threat, result: Result) -> tuple[Measure, ...]:
    """Return what may be given after all under a result, lightest first; exempt leaves nothing.

    Lighter stays within the range and below what would have been given; where nothing lies below
    it in the range, the same measure with a lighter term is left. Mitigated goes one step below
    the range.

    Rule: TOL-04, TOL-10
    """
    order = measures_of(threat.kind, threat.subject)
    least, at = order.index(threat.least), order.index(threat.measure)
    if result is Result.EXEMPT:
        return ()
    if result is Result.LIGHTER:
        return order[least:at] or (threat.measure,)
    if result is Result.MITIGATED:
        return (order[least - 1] if least else BELOW,)
    return (threat.measure,)


def may_give(threat: Threat, result: Result, given: Measure | None) -> Refusal | None:
    """Return why this measure does not fit the result, None when it fits.

    Rule: TOL-04, TOL-10
    """
    fitting = allowed(threat, result)
    if not fitting and given is not None:
        return Refusal("case.exempt_with_measure", "TOL-04", {"measure": given})
    if fitting and given not in fitting:
        said = {"result": result, "measure": threat.measure, "fitting": fitting}
        return Refusal("case.measure_unfitting", "TOL-10", said)
    return None
