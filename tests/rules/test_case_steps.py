from datetime import date

import pytest

from zjgdesk.rules.case_facts import CaseFacts, Determination, MemberFacts, Vote, leads_to
from zjgdesk.rules.case_steps import (
    carried,
    may_determine,
    may_reason,
    may_take,
    may_vote,
    review_until,
)
from zjgdesk.rules.measures import Threat
from zjgdesk.rules.preconditions import Argued, Point
from zjgdesk.rules.vocabulary import (
    AccountabilityKind,
    CaseState,
    CaseStep,
    Finding,
    Measure,
    MemberOpinion,
    Result,
    Subject,
)

DAY = date(2026, 6, 10)
ALL_MET = {point: Argued(Finding.MET, 1) for point in Point}
THREAT = Threat(AccountabilityKind.ADMINISTRATIVE, Subject.PERSON, Measure.DEMERIT,
                Measure.WARNING, Measure.GRAVE_DEMERIT)  # fmt: skip
EXEMPT = MemberOpinion.EXEMPT


def facts(state, **changes):
    told = {"person": "丁一", "last_on": DAY, "findings": ALL_MET, "threat": THREAT}
    return CaseFacts(CaseState(state), **(told | changes))


@pytest.mark.parametrize(
    ("case", "step", "on", "code"),
    [
        pytest.param(facts("applied"), "accept", DAY, None, id="TOL-15 the same day"),
        pytest.param(facts("applied"), "accept", date(2026, 6, 9), "before_last_step",
                     id="TOL-15 the day before"),
        pytest.param(facts("applied"), "accept", date(2026, 6, 21), "in_future",
                     id="TOL-15 tomorrow"),
        pytest.param(facts("applied"), "determine", DAY, "step_not_now",
                     id="TOL-06 before its turn"),
        pytest.param(facts("accepted"), "report", DAY, "no_tasks", id="TOL-06 nothing looked at"),
        pytest.param(facts("accepted", tasks=2, open_tasks=1), "report", DAY, "tasks_open",
                     id="TOL-06 a task is open"),
        pytest.param(facts("accepted", tasks=1), "report", DAY, None, id="TOL-06 all done"),
        pytest.param(facts("investigated"), "deliberate", DAY, "nobody_deliberates",
                     id="TOL-11 nobody sits"),
        pytest.param(facts("investigated", members=(MemberFacts("甲", recused=True),)),
                     "deliberate", DAY, "nobody_deliberates", id="TOL-11 all recused"),
        pytest.param(facts("investigated", members=(MemberFacts("丁 一"),)), "deliberate", DAY,
                     "member_is_person", id="TOL-11 one's own judge"),
        pytest.param(facts("investigated", members=(MemberFacts("甲"),)), "deliberate", DAY,
                     "opinion_missing", id="TOL-11 silent"),
        pytest.param(facts("investigated", members=(MemberFacts("甲"),),
                           vote=Vote(1, 1, 1, 1, 1, 0, 0, 0)),
                     "deliberate", DAY, None, id="TOL-11 silent but voted"),
        pytest.param(facts("investigated", members=(MemberFacts("甲", opinion=EXEMPT),
                                                    MemberFacts("丁一", recused=True))),
                     "deliberate", DAY, None, id="TOL-11 the person stays out"),
        pytest.param(facts("fed_back", told_on=date(2026, 5, 10)), "ask_review", DAY, None,
                     id="TOL-09 the last day"),
        pytest.param(facts("fed_back", told_on=date(2026, 5, 9)), "ask_review", DAY,
                     "review_late", id="TOL-09 a day late"),
        pytest.param(facts("fed_back", told_on=date(2020, 5, 9), review_months=None),
                     "ask_review", DAY, None, id="TOL-09 no limit"),
        pytest.param(facts("fed_back"), "ask_review", DAY, None, id="TOL-09 an old case"),
    ],
)  # fmt: skip
def test_may_take(case, step, on, code):
    refusal = may_take(case, CaseStep(step), on, date(2026, 6, 20))
    assert (refusal.code if refusal else None) == (f"case.{code}" if code else None)


def test_a_refused_step_names_those_that_can_be_taken():
    refusal = may_take(facts("applied"), CaseStep.FILE, DAY, DAY)
    assert refusal.facts["next"] == (CaseStep.ACCEPT, CaseStep.REFUSE, CaseStep.WITHDRAW)


def test_a_review_that_upholds_leads_back_to_where_it_was_asked():
    case = facts("reviewing", before_review=CaseState.EXECUTED)
    assert leads_to(case, CaseStep.UPHOLD) is CaseState.EXECUTED
    assert leads_to(facts("filed"), CaseStep.UPHOLD) is None


def test_words_are_needed_where_a_step_asks_for_them():
    assert may_reason(CaseStep.REFUSE, "　").code == "case.words_missing"
    assert may_reason(CaseStep.REFUSE, "因") is None


@pytest.mark.parametrize(
    ("told", "code"),
    [
        pytest.param((9, 9, 9, 9, 5, 3, 1, 0), None, id="VOTE-07 it adds up"),
        pytest.param((9, 0, 0, 0, 0, 0, 0, 0), "vote_present", id="VOTE-03 nobody came"),
        pytest.param((9, 10, 9, 9, 9, 0, 0, 0), "vote_present", id="VOTE-03 more than due"),
        pytest.param((9, 5, 5, 5, 5, 0, 0, 0), "vote_quorum", id="VOTE-03 under two thirds"),
        pytest.param((9, 6, 6, 6, 6, 0, 0, 0), None, id="VOTE-03 just two thirds"),
        pytest.param((9, 8, 9, 8, 8, 0, 0, 0), "vote_papers", id="VOTE-04 too many issued"),
        pytest.param((9, 8, 8, 9, 9, 0, 0, 0), "vote_papers", id="VOTE-04 too many returned"),
        pytest.param((9, 9, 9, 8, 5, 2, 0, 0), "vote_sum", id="VOTE-07 one is missing"),
        pytest.param((9, 9, 9, 8, 5, 2, 0, 1), None, id="VOTE-07 an invalid one counts along"),
    ],
)
def test_the_papers_of_the_deliberations_ballot(told, code):
    refusal = may_vote(Vote(*told))
    assert (refusal.code if refusal else None) == (f"case.{code}" if code else None)


@pytest.mark.parametrize(("yes", "passed"), [(4, False), (5, True)])
def test_more_than_half_of_those_due(yes, passed):
    assert carried(Vote(9, 9, 9, 9, yes, 9 - yes, 0, 0)) is passed
    assert not carried(Vote(10, 10, 10, 10, 5, 5, 0, 0))


def test_the_last_day_of_a_review():
    assert review_until(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert review_until(date(2026, 1, 31), None) is None


def wanted(result, **changes):
    given = {"exempt": None, "lighter": Measure.WARNING, "mitigated": Measure.CRITICISM,
             "not_granted": Measure.DEMERIT}[result]  # fmt: skip
    told = {"result": Result(result), "reason": "因", "given": given}
    return Determination(**(told | changes))


BROKEN = ALL_MET | {Point.NO_WILFUL_HARM: Argued(Finding.NOT_MET)}
UNCLEAR = ALL_MET | {Point.NO_WILFUL_HARM: Argued(Finding.UNCLEAR)}
FOR = {"vote": Vote(3, 3, 3, 3, 2, 1, 0, 0), "question": Result.EXEMPT}
AGAINST = {"vote": Vote(3, 3, 3, 3, 1, 2, 0, 0), "question": Result.EXEMPT}


@pytest.mark.parametrize(
    ("case", "decision", "code"),
    [
        pytest.param({}, wanted("exempt"), None, id="TOL-04 exempt"),
        pytest.param({"findings": UNCLEAR}, wanted("not_granted"), "unclear", id="TOL-02 unclear"),
        pytest.param({"findings": BROKEN}, wanted("lighter"), "breach_unreasoned",
                     id="TOL-03 a breach"),
        pytest.param({"findings": BROKEN}, wanted("lighter", breach_reason="因"), None,
                     id="TOL-03 a breach with its reason"),
        pytest.param({"findings": BROKEN}, wanted("not_granted"), None, id="TOL-03 not granted"),
        pytest.param({}, wanted("exempt", reason=" "), "unreasoned", id="TOL-06 without reason"),
        pytest.param({}, wanted("lighter", given=Measure.DEMERIT), "measure_unfitting",
                     id="TOL-10 not lighter"),
        pytest.param({}, wanted("exempt", given=Measure.WARNING), "exempt_with_measure",
                     id="TOL-04 exempt with a measure"),
        pytest.param({"threat": None}, wanted("lighter"), "measure_in_words",
                     id="TOL-10 an old case in words"),
        pytest.param({"threat": None}, wanted("exempt"), None, id="TOL-10 an old case exempt"),
        pytest.param({}, wanted("lighter", effect_until=DAY), None, id="TOL-08 to the day itself"),
        pytest.param({}, wanted("lighter", effect_until=date(2026, 6, 9)), "effect_past",
                     id="TOL-08 past"),
        pytest.param({}, wanted("exempt", effect_until=DAY), "exempt_with_period",
                     id="TOL-08 exempt with a period"),
        pytest.param(FOR, wanted("exempt"), None, id="TOL-11 as voted"),
        pytest.param(FOR, wanted("lighter"), "vote_otherwise", id="TOL-11 other than voted"),
        pytest.param(AGAINST, wanted("exempt"), "vote_failed", id="TOL-11 voted down"),
        pytest.param(AGAINST, wanted("lighter"), None, id="TOL-11 another result after that"),
    ],
)  # fmt: skip
def test_may_determine(case, decision, code):
    refusal = may_determine(facts("deliberated", **case), decision, DAY)
    assert (refusal.code if refusal else None) == (f"case.{code}" if code else None)
