from datetime import date

import pytest

from zjgdesk.rules.case_effect import Effect, EffectKind, Standing, effect, heavier, same_name
from zjgdesk.rules.vocabulary import CaseState, Result

TODAY = date(2026, 6, 30)
OPEN_EFFECT = Effect(EffectKind.OPEN)


@pytest.mark.parametrize(
    ("state", "result", "until", "kind"),
    [
        pytest.param("notified", None, None, "open", id="OPINION-05 a notice alone shows"),
        pytest.param("applied", None, None, "open", id="OPINION-05 applied"),
        pytest.param("deliberated", None, None, "open", id="OPINION-05 deliberated"),
        pytest.param("reviewing", "exempt", None, "open", id="OPINION-05 under review"),
        pytest.param("decided", "exempt", None, None, id="TOL-08 an exemption clears the mark"),
        pytest.param("filed", "lighter", TODAY, "effect", id="TOL-08 the last day still shows"),
        pytest.param("filed", "lighter", date(2026, 6, 29), None, id="TOL-08 the day after"),
        pytest.param("executed", "mitigated", None, None, id="TOL-08 no period was set"),
        pytest.param("filed", "not_granted", None, "not_granted", id="TOL-08 not granted stays"),
        pytest.param("filed", "not_granted", date(2026, 1, 1), None, id="TOL-08 until its end"),
        pytest.param("refused", None, None, None, id="OPINION-05 refused"),
        pytest.param("withdrawn", None, None, None, id="OPINION-05 withdrawn"),
    ],
)
def test_what_a_case_leaves_beside_the_name(state, result, until, kind):
    case = Standing(CaseState(state), Result(result) if result else None, until)
    mark = effect(case, TODAY)
    assert (mark.kind if mark else None) == kind
    if kind in {"effect", "not_granted"}:
        assert (mark.until, mark.result) == (until, result)


def test_the_heavier_of_two_goes_first():
    short, long = (Effect(EffectKind.EFFECT, date(2027, month, 1)) for month in (1, 9))
    assert heavier(None, short) == short
    assert heavier(short, None) == short
    assert heavier(None, None) is None
    assert heavier(short, OPEN_EFFECT) == OPEN_EFFECT
    assert heavier(long, short) == long
    endless = Effect(EffectKind.NOT_GRANTED)
    assert heavier(endless, Effect(EffectKind.NOT_GRANTED, date(2027, 1, 1))) == endless


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        pytest.param("杨舍镇", None, id="OPINION-05 the same place"),
        pytest.param("杨舍镇 农联村", None, id="OPINION-05 a village of the place"),
        pytest.param("金港街道", "namesake", id="OPINION-05 another place"),
        pytest.param("", "namesake", id="OPINION-05 no place at all"),
    ],
)
def test_a_case_without_a_link_goes_by_name_and_place(place, kind):
    assert same_name("王 一", "杨舍镇", "王一", place) == kind


def test_different_names_are_no_question():
    with pytest.raises(ValueError, match="王二"):
        same_name("王一", "杨舍镇", "王二", "杨舍镇")
