from datetime import date, timedelta

import pytest

from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import (
    AccountabilityKind,
    Applicant,
    CaseState,
    Finding,
    Result,
)
from zjgdesk.services import candidates, papers, tolerance
from zjgdesk.services.tolerance import NewCase

TODAY = date(2026, 11, 18)


@pytest.fixture
def new_case(make_candidates):
    def make(**changes):
        told = {
            "person": "丁一",
            "organisation": "杨舍镇",
            "post": "村党委书记",
            "candidate_id": make_candidates(["丁一"])[0],
            "kind": AccountabilityKind.ACCOUNTABILITY,
            "organ": "镇党委",
            "measure": "通报批评",
            "notice_on": date(2026, 9, 1),
            "applicant": Applicant.PERSON,
            "applied_on": date(2026, 9, 2),
            "account": "征迁补偿口径不一，个别多付。",
        }
        return NewCase(**(told | changes))

    return make


@pytest.fixture
def accepted(desk, new_case):
    case_id = tolerance.open_case(desk, new_case())
    tolerance.accept_case(desk, case_id)
    return case_id


def find_all(desk, case_id, *, but=None, finding=Finding.NOT_MET):
    for number in range(1, 7):
        found = finding if number == but else Finding.MET
        tolerance.record_finding(
            desk, case_id, number, finding=found, evidence=f"第{number}项证据"
        )


def decide(desk, case_id, **changes):
    told = {"result": Result.EXEMPT, "reason": "六项均符合，予以免除。"}
    tolerance.decide_case(desk, case_id, **(told | changes))


def test_the_case_of_the_article_runs_from_application_to_exemption(desk, accepted):
    find_all(desk, accepted)
    decide(desk, accepted)
    detail = tolerance.read_case(desk, accepted)
    assert (detail.row.state, detail.row.result, detail.decided_on) == (
        CaseState.DECIDED,
        Result.EXEMPT,
        TODAY,
    )
    assert candidates.list_candidates(desk)[0].case is None
    paper = papers.print_determination(desk, accepted)
    assert tolerance.read_case(desk, accepted).papers == (paper,)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"person": "　"}, "unnamed"),
        ({"organ": ""}, "empty"),
        ({"account": " "}, "empty"),
        ({"applied_on": date(2026, 8, 1)}, "applied_before_notice"),
        ({"candidate_id": 99}, r"candidate\.unknown"),
    ],
)
def test_an_application_that_cannot_be_is_refused(desk, new_case, changes, code):
    with pytest.raises(DeskError, match=code):
        tolerance.open_case(desk, new_case(**changes))
    assert tolerance.list_cases(desk) == []


def test_an_unclear_precondition_blocks_the_decision(desk, accepted):
    assert tolerance.read_case(desk, accepted).refusal.code == "tolerance.unclear"
    find_all(desk, accepted, but=2, finding=Finding.UNCLEAR)
    with pytest.raises(DeskError, match=r"tolerance\.unclear") as caught:
        decide(desk, accepted)
    assert caught.value.rule == "TOL-02"
    assert tolerance.read_case(desk, accepted).row.clear == 5


def test_a_breach_needs_a_reasoned_decision(desk, accepted):
    find_all(desk, accepted, but=4)
    with pytest.raises(DeskError, match=r"tolerance\.breach_unreasoned") as caught:
        decide(desk, accepted)
    assert caught.value.rule == "TOL-03"
    decide(desk, accepted, breach_reason="首次差错情节轻微，经会商仍予容错。")
    assert tolerance.read_case(desk, accepted).breach_reason.startswith("首次")


def test_a_lighter_result_shows_its_period_until_it_ends(desk, accepted, clock):
    find_all(desk, accepted)
    decide(desk, accepted, result=Result.LIGHTER, effect_until=date(2027, 1, 31))
    mark = candidates.list_candidates(desk)[0].case
    assert (mark.kind, mark.until) == ("effect", date(2027, 1, 31))
    clock.now += timedelta(days=90)
    assert candidates.list_candidates(desk)[0].case is None


def test_a_period_that_is_over_is_refused(desk, accepted):
    find_all(desk, accepted)
    with pytest.raises(DeskError, match=r"case\.effect_past"):
        decide(desk, accepted, result=Result.LIGHTER, effect_until=date(2026, 1, 1))


def test_findings_need_an_accepted_case_and_evidence(desk, new_case):
    case_id = tolerance.open_case(desk, new_case())
    with pytest.raises(DeskError, match=r"case\.not_accepted"):
        tolerance.record_finding(desk, case_id, 1, finding=Finding.MET, evidence="证据")
    tolerance.accept_case(desk, case_id)
    with pytest.raises(DeskError, match=r"case\.not_applied"):
        tolerance.accept_case(desk, case_id)
    with pytest.raises(DeskError, match=r"case\.evidence_missing"):
        tolerance.record_finding(desk, case_id, 1, finding=Finding.MET, evidence=" ")
    with pytest.raises(DeskError, match=r"case\.precondition_unknown"):
        tolerance.record_finding(desk, case_id, 7, finding=Finding.MET, evidence="证据")


def test_a_refusal_is_in_writing(desk, new_case):
    case_id = tolerance.open_case(desk, new_case())
    with pytest.raises(DeskError, match=r"reason\.missing"):
        tolerance.refuse_case(desk, case_id, reason="")
    tolerance.refuse_case(desk, case_id, reason="不属于履职中的失误")
    assert tolerance.read_case(desk, case_id).closed_reason == "不属于履职中的失误"
    with pytest.raises(DeskError, match=r"case\.ended"):
        tolerance.withdraw_case(desk, case_id, reason="撤回")


def test_a_case_may_be_withdrawn_while_it_is_open(desk, accepted):
    tolerance.withdraw_case(desk, accepted, reason="本人撤回")
    assert tolerance.list_cases(desk)[0].state is CaseState.WITHDRAWN


def test_an_undecided_case_has_no_paper(desk, accepted):
    with pytest.raises(DeskError, match=r"case\.undecided"):
        papers.print_determination(desk, accepted)
    with pytest.raises(DeskError, match=r"case\.unknown"):
        tolerance.read_case(desk, 99)


def test_a_finding_may_be_changed_until_the_decision(desk, accepted):
    find_all(desk, accepted, but=1, finding=Finding.UNCLEAR)
    tolerance.record_finding(desk, accepted, 1, finding=Finding.MET, evidence="补充材料")
    row = tolerance.read_case(desk, accepted).findings[0]
    assert (row.finding, row.evidence, row.found_by, row.found_on) == (
        Finding.MET,
        "补充材料",
        "经办人",
        TODAY,
    )
