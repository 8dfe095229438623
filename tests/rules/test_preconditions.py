import pytest

from zjgdesk.rules.preconditions import (
    PRECONDITIONS,
    Argued,
    Circumstances,
    Point,
    Precondition,
    asked,
    breaches,
    found,
    may_find,
    unclear,
    unclear_points,
)
from zjgdesk.rules.vocabulary import Finding

PLAIN = Circumstances()
REFORM = Circumstances(reform=True)
EMERGENCY = Circumstances(emergency=True)
ALL_MET = {point: Argued(Finding.MET, papers=1) for point in Point}


def test_six_preconditions_in_their_order():
    assert [each.number for each in PRECONDITIONS] == [1, 2, 3, 4, 5, 6]
    assert Precondition.NO_REPEAT.number == 4


def test_every_point_belongs_to_the_precondition_that_its_figure_names():
    assert {point.precondition.number for point in Point} == {1, 2, 3, 4, 5, 6}
    assert Point.NO_PETITIONING.precondition is Precondition.NO_DISASTER


@pytest.mark.parametrize(
    ("circumstances", "missing"),
    [
        pytest.param(PLAIN, {"2b", "2c", "2d"}, id="TOL-02 ordinary work needs no three papers"),
        pytest.param(EMERGENCY, {"2a", "2b", "2c", "2d"}, id="TOL-02 an emergency frees from 2a"),
        pytest.param(REFORM, set(), id="TOL-02 a reform answers all"),
        pytest.param(Circumstances(emergency=True, reform=True), {"2a"}, id="TOL-02 both"),
    ],
)
def test_what_is_asked_follows_from_the_circumstances(circumstances, missing):
    assert {str(point) for point in Point} - set(asked(circumstances)) == missing


@pytest.mark.parametrize(
    ("changed", "circumstances", "broken", "waiting"),
    [
        pytest.param({}, PLAIN, (), (), id="TOL-02 all met"),
        pytest.param({"1b": "not_met"}, PLAIN, (1,), (), id="TOL-02 one point breaks the whole"),
        pytest.param({"5b": "unclear"}, PLAIN, (), ("5b",), id="TOL-02 one unclear"),
        pytest.param(
            {"5a": "not_met", "5b": "unclear"}, PLAIN, (5,), ("5b",), id="TOL-02 both in one"
        ),
        pytest.param({"2a": "not_met"}, EMERGENCY, (), (), id="TOL-02 freed by the emergency"),
        pytest.param({"2c": "not_met"}, PLAIN, (), (), id="TOL-02 not asked of ordinary work"),
        pytest.param({"2c": "not_met"}, REFORM, (2,), (), id="TOL-02 a reform without risks"),
    ],
)
def test_what_the_points_say_together(changed, circumstances, broken, waiting):
    findings = ALL_MET | {Point(p): Argued(Finding(f), 1) for p, f in changed.items()}
    assert breaches(findings, circumstances) == broken
    assert unclear_points(findings, circumstances) == waiting
    refusal = unclear(findings, circumstances)
    assert (refusal.code if refusal else None) == ("case.unclear" if waiting else None)


def test_what_nobody_looked_at_is_unclear():
    assert set(found({}, PLAIN).values()) == {Finding.UNCLEAR}
    assert unclear({}, PLAIN).facts["points"] == asked(PLAIN)


def test_a_paper_that_was_taken_from_the_finding_leaves_the_reform_unproved():
    findings = ALL_MET | {Point.LEGALITY_REVIEWED: Argued(Finding.MET, papers=0)}
    refusal = unclear(findings, REFORM)
    assert (refusal.code, refusal.facts["point"]) == ("case.paper_missing", "2d")
    assert unclear(findings, PLAIN) is None


@pytest.mark.parametrize(
    ("point", "finding", "evidence", "papers", "code"),
    [
        pytest.param("1a", "met", "依据", 0, None, id="TOL-17 argued in words"),
        pytest.param("1a", "met", "　", 0, "case.evidence_missing", id="TOL-17 without a word"),
        pytest.param("1a", "not_met", "", 1, "case.evidence_missing", id="TOL-17 a paper alone"),
        pytest.param("1a", "unclear", "", 0, None, id="TOL-02 unclear needs no words"),
        pytest.param("2b", "met", "依据", 0, "case.paper_missing", id="TOL-02 study on paper"),
        pytest.param("2c", "met", "依据", 1, None, id="TOL-02 risks on paper"),
        pytest.param("2d", "not_met", "依据", 0, None, id="TOL-02 a missing paper is a breach"),
    ],
)
def test_a_finding_is_argued(point, finding, evidence, papers, code):
    refusal = may_find(Point(point), Finding(finding), evidence=evidence, papers=papers)
    assert (refusal.code if refusal else None) == code
