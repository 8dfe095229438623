from datetime import date

import pytest

from zjgdesk.rules.tolerance import (
    PRECONDITIONS,
    Effect,
    EffectKind,
    Precondition,
    breaches,
    effect,
    may_decide,
    unclear,
)
from zjgdesk.rules.vocabulary import CaseState, Finding, Result

ALL_MET = dict.fromkeys(range(1, 7), Finding.MET)
TODAY = date(2026, 6, 30)


def test_six_preconditions_in_their_order():
    assert [each.number for each in PRECONDITIONS] == [1, 2, 3, 4, 5, 6]
    assert Precondition.NO_REPEAT.number == 4


@pytest.mark.parametrize(
    ("findings", "numbers"),
    [
        pytest.param({}, "1、2、3、4、5、6", id="TOL-02 nothing found yet"),
        pytest.param(ALL_MET | {3: Finding.UNCLEAR}, "3", id="TOL-02 one unclear"),
        pytest.param(dict.fromkeys((1, 2, 3, 4), Finding.MET), "5、6", id="TOL-02 two missing"),
    ],
)
def test_an_unclear_finding_blocks(findings, numbers):
    for result in Result:
        refusal = may_decide(findings, breach_reason="因", result=result, decision_reason="因")
        assert refusal == unclear(findings)
        assert (refusal.code, refusal.rule) == ("tolerance.unclear", "TOL-02")
        assert refusal.facts == {"numbers": numbers}


@pytest.mark.parametrize(
    ("broken", "breach_reason", "result", "reason", "code"),
    [
        pytest.param((), "", Result.EXEMPT, "因", None, id="TOL-02 all met"),
        pytest.param((), "", Result.EXEMPT, " ", "tolerance.unreasoned", id="TOL-06 no reason"),
        pytest.param((4,), "", Result.EXEMPT, "因", "tolerance.breach_unreasoned",
                     id="TOL-03 a breach without a reason"),
        pytest.param((4,), "　", Result.LIGHTER, "因", "tolerance.breach_unreasoned",
                     id="TOL-03 blanks are no reason"),
        pytest.param((4, 6), "因", Result.MITIGATED, "因", None, id="TOL-03 reasoned"),
        pytest.param((4,), "", Result.NOT_GRANTED, "因", None, id="TOL-03 not granted"),
        pytest.param((4,), "", Result.NOT_GRANTED, "", "tolerance.unreasoned",
                     id="TOL-06 not granted, no reason"),
    ],
)  # fmt: skip
def test_may_decide(broken, breach_reason, result, reason, code):
    findings = ALL_MET | dict.fromkeys(broken, Finding.NOT_MET)
    refusal = may_decide(
        findings, breach_reason=breach_reason, result=result, decision_reason=reason
    )
    assert (refusal and refusal.code) == code
    assert breaches(findings) == broken


def test_a_breach_names_its_preconditions():
    findings = ALL_MET | {6: Finding.NOT_MET, 2: Finding.NOT_MET}
    refusal = may_decide(findings, breach_reason="", result=Result.EXEMPT, decision_reason="因")
    assert (refusal.rule, refusal.facts) == ("TOL-03", {"numbers": "2、6"})


@pytest.mark.parametrize(
    ("state", "result", "until", "shown"),
    [
        pytest.param("applied", None, None, Effect(EffectKind.OPEN), id="OPINION-05 applied"),
        pytest.param("accepted", None, None, Effect(EffectKind.OPEN), id="OPINION-05 accepted"),
        pytest.param("refused", None, None, None, id="OPINION-05 refused"),
        pytest.param("withdrawn", None, None, None, id="OPINION-05 withdrawn"),
        pytest.param("decided", "exempt", None, None, id="TOL-08 exempt clears"),
        pytest.param("decided", "exempt", date(2027, 1, 1), None, id="TOL-08 exempt, no period"),
        pytest.param("decided", "not_granted", None, None, id="TOL-08 not granted"),
        pytest.param("decided", "lighter", None, None, id="TOL-08 lighter without a period"),
        pytest.param("decided", "lighter", TODAY, Effect(EffectKind.EFFECT, TODAY),
                     id="TOL-08 lighter, last day"),
        pytest.param("decided", "mitigated", date(2026, 12, 31),
                     Effect(EffectKind.EFFECT, date(2026, 12, 31)), id="TOL-08 mitigated"),
        pytest.param("decided", "mitigated", date(2026, 6, 29), None, id="TOL-08 period over"),
    ],
)  # fmt: skip
def test_effect(state, result, until, shown):
    found = effect(
        CaseState(state),
        result=Result(result) if result else None,
        effect_until=until,
        today=TODAY,
    )
    assert found == shown
