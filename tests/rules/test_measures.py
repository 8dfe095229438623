import pytest

from zjgdesk.rules.measures import BELOW, MEASURES, Threat, allowed, may_give, may_threaten
from zjgdesk.rules.vocabulary import AccountabilityKind, Measure, Result, Subject

ADMINISTRATIVE = AccountabilityKind.ADMINISTRATIVE


def threat(measure, least=None, most=None, *, kind=ADMINISTRATIVE, subject=Subject.PERSON):
    return Threat(kind, subject, Measure(measure), Measure(least or measure),
                  Measure(most or measure))  # fmt: skip


def test_no_measure_stands_twice_in_an_order():
    for order in MEASURES.values():
        assert len(set(order)) == len(order) >= 3


@pytest.mark.parametrize(
    ("told", "result", "measures"),
    [
        pytest.param(threat("demerit", "warning", "grave_demerit"), "lighter", ("warning",),
                     id="TOL-10 lighter stays in the range"),
        pytest.param(threat("grave_demerit", "warning", "grave_demerit"), "lighter",
                     ("warning", "demerit"), id="TOL-10 lighter may go to the foot of the range"),
        pytest.param(threat("warning"), "lighter", ("warning",),
                     id="TOL-10 nothing below it in the range"),
        pytest.param(threat("grave_demerit", "demerit"), "mitigated", ("warning",),
                     id="TOL-10 mitigated goes one step below the range"),
        pytest.param(threat("warning"), "mitigated", (BELOW,),
                     id="TOL-10 one step below the lightest"),
        pytest.param(threat("removal"), "exempt", (), id="TOL-04 exempt leaves nothing"),
        pytest.param(threat("removal"), "not_granted", ("removal",), id="TOL-04 not granted"),
    ],
)  # fmt: skip
def test_what_a_result_allows(told, result, measures):
    assert allowed(told, Result(result)) == measures
    for given in Measure:
        refusal = may_give(told, Result(result), given)
        assert (refusal is None) == (given in measures)
        assert refusal is None or refusal.rule in {"TOL-10", "TOL-04"}


def test_an_exemption_needs_no_measure_and_the_others_do():
    told = threat("demerit")
    assert may_give(told, Result.EXEMPT, None) is None
    assert may_give(told, Result.LIGHTER, None).code == "case.measure_unfitting"


@pytest.mark.parametrize(
    ("told", "code"),
    [
        pytest.param(threat("demerit", "warning", "grave_demerit"), None, id="TOL-10 in range"),
        pytest.param(threat("warning", "demerit", "demotion"), "case.measure_outside",
                     id="TOL-10 below its range"),
        pytest.param(threat("dismissal", "demerit", "demotion"), "case.measure_outside",
                     id="TOL-10 above its range"),
        pytest.param(threat("party_warning"), "case.measure_unknown",
                     id="TOL-10 of another kind"),
        pytest.param(threat("warning", subject=Subject.UNIT), "case.kind_not_for_unit",
                     id="TOL-10 a unit is not disciplined"),
        pytest.param(threat("reorganisation", kind=AccountabilityKind.ACCOUNTABILITY,
                            subject=Subject.UNIT), None, id="TOL-10 a unit is held to account"),
    ],
)  # fmt: skip
def test_what_can_be_threatened(told, code):
    refusal = may_threaten(told)
    assert (refusal.code if refusal else None) == code
