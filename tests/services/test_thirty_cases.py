"""Thirty made-up cases over every branch: how each ends, and by which rule."""

from datetime import date

import pytest

from tests.cases import MEMBERS, Player
from zjgdesk.errors import DeskError
from zjgdesk.rules.case_facts import Vote
from zjgdesk.rules.vocabulary import AccountabilityKind, CaseState, Measure, Result, Subject
from zjgdesk.services import candidates, case_deliberation
from zjgdesk.services.case_rows import MemberRow
from zjgdesk.services.scheme import change_scheme

EXEMPT, LIGHTER = Result.EXEMPT, Result.LIGHTER
MITIGATED, NOT_GRANTED = Result.MITIGATED, Result.NOT_GRANTED
TWELVE_FOR, TWELVE_AGAINST = Vote(3, 3, 3, 3, 3, 0, 0, 0), Vote(3, 3, 3, 3, 1, 2, 0, 0)


def straight(result=EXEMPT, **changes):
    """From notice to filing, all preconditions met."""

    def play(player, _folder):
        player.to_filed(result, **changes)

    return play


def breached(point, result=EXEMPT, **changes):
    def play(player, _folder):
        player.to_deliberated({point: "not_met"})
        player.decide(result, **changes)

    return play


def unclear(player, _folder):
    player.to_deliberated({"5a": "unclear"})
    player.decide()


def reform(papers):
    def play(player, folder):
        held = [player.paper(folder, f"{n}.txt", b"%d" % n) for n in range(papers)]
        player.apply()
        player.step("accept")
        player.task()
        player.find(papers=held)
        player.step("report")
        player.sit()
        player.step("deliberate")
        player.decide()

    return play


def refused(player, _folder):
    player.apply()
    player.step("refuse", "不属于工作中的失误。")


def refused_without_words(player, _folder):
    player.apply()
    player.step("refuse", "　")


def withdrawn(player, _folder):
    player.apply()
    player.step("accept")
    player.step("withdraw", "本人撤回。")


def refused_then_reopened(player, _folder):
    refused(player, _folder)
    player.step("reopen", "出现新证据。")


def sent_back(player, _folder):
    player.to_deliberated()
    player.step("send_back", "补查追回款项。")


def reviewed(answer):
    def play(player, _folder):
        player.to_deliberated()
        player.decide(LIGHTER)
        player.step("feed_back")
        player.step("ask_review", "不服认定。")
        player.step(answer, "经复核答复。")

    return play


def reviewed_late(player, _folder):
    player.to_deliberated()
    player.decide(LIGHTER)
    player.step("feed_back")
    player.step("ask_review", "不服认定。", on=date(2026, 10, 15))


def reopened(player, _folder):
    player.to_filed()
    player.step("reopen", "发现隐瞒事实。")


def reopened_and_decided_otherwise(player, _folder):
    reopened(player, _folder)
    player.find({"3a": "not_met"})
    player.step("report")
    player.sit()
    player.step("deliberate")
    player.decide(NOT_GRANTED)


def before_investigation(player, _folder):
    player.apply()
    player.step("accept")
    player.decide()


def before_application(player, _folder):
    player.apply(on=date(2026, 8, 31))


def open_task(player, _folder):
    player.apply()
    player.step("accept")
    player.task(done=False)
    player.step("report")


def own_judge(player, _folder):
    player.apply()
    player.step("accept")
    player.task()
    player.find()
    player.step("report")
    player.sit((*MEMBERS, MemberRow("丁 一", "党委委员")))


def voted(vote, result, question=EXEMPT):
    def play(player, _folder):
        player.apply()
        player.step("accept")
        player.task()
        player.find()
        player.step("report")
        player.sit((*MEMBERS, MemberRow("邹委员", "组织委员")))
        case_deliberation.record_vote(player.desk, player.case_id, question, vote)
        player.step("deliberate")
        player.decide(result)

    return play


def decided_in_future(player, _folder):
    player.to_deliberated()
    player.decide(decided_on=date(2027, 1, 1))


PARTY = {"kind": AccountabilityKind.PARTY, "measure": Measure.PROBATION,
         "least": Measure.PROBATION, "most": Measure.EXPULSION}  # fmt: skip
UNIT = {"subject": Subject.UNIT, "person": "杨舍镇", "measure": Measure.CIRCULAR,
        "least": Measure.INSPECTION, "most": Measure.CIRCULAR}  # fmt: skip
FILED, DECIDED = CaseState.FILED, CaseState.DECIDED
DELIBERATED = CaseState.DELIBERATED
CASES = [
    ("TOL-05 the article's case", {}, straight(), FILED, EXEMPT, None),
    ("TOL-04 lighter within the range", {}, straight(LIGHTER), FILED, LIGHTER, None),
    ("TOL-10 mitigated below the range", {}, straight(MITIGATED), FILED, MITIGATED, None),
    ("TOL-04 not granted", {}, straight(NOT_GRANTED), FILED, NOT_GRANTED, None),
    ("TOL-10 party matter mitigated", PARTY,
     straight(MITIGATED, given=Measure.PARTY_REMOVAL), FILED, MITIGATED, None),
    ("TOL-10 mitigated by two steps", PARTY,
     straight(MITIGATED, given=Measure.SERIOUS_WARNING), DELIBERATED, None, "TOL-10"),
    ("TOL-10 a unit lighter", UNIT, straight(LIGHTER, given=Measure.INSPECTION),
     FILED, LIGHTER, None),
    ("TOL-03 forbidden by law", {}, breached("1a"), DELIBERATED, None, "TOL-03"),
    ("TOL-03 no democratic decision", {}, breached("2a"), DELIBERATED, None, "TOL-03"),
    ("TOL-03 improper gain", {}, breached("3a"), DELIBERATED, None, "TOL-03"),
    ("TOL-03 the same error again", {}, breached("4a"), DELIBERATED, None, "TOL-03"),
    ("TOL-03 losses not made good", {}, breached("5a"), DELIBERATED, None, "TOL-03"),
    ("TOL-03 mass petitioning", {}, breached("6c"), DELIBERATED, None, "TOL-03"),
    ("TOL-03 a breach with reasons", {}, breached("5a", MITIGATED, breach_reason="客观不能挽回。"),
     DECIDED, MITIGATED, None),
    ("TOL-03 a breach, not granted", {}, breached("3a", NOT_GRANTED), DECIDED, NOT_GRANTED, None),
    ("TOL-02 an unclear point blocks", {}, unclear, DELIBERATED, None, "TOL-02"),
    ("TOL-02 an emergency frees", {"emergency": True}, straight(), FILED, EXEMPT, None),
    ("TOL-02 a reform with three papers", {"reform": True}, reform(3), DECIDED, EXEMPT, None),
    ("TOL-02 a reform without a paper", {"reform": True}, reform(0), CaseState.ACCEPTED, None,
     "TOL-02"),
    ("TOL-06 refused in writing", {}, refused, CaseState.REFUSED, None, None),
    ("TOL-06 refused without words", {}, refused_without_words, CaseState.APPLIED, None, "TOL-06"),
    ("TOL-06 withdrawn", {}, withdrawn, CaseState.WITHDRAWN, None, None),
    ("TOL-06 refused, then reopened", {}, refused_then_reopened, CaseState.APPLIED, None, None),
    ("TOL-06 sent back", {}, sent_back, CaseState.ACCEPTED, None, None),
    ("TOL-09 a review upholds", {}, reviewed("uphold"), CaseState.FED_BACK, LIGHTER, None),
    ("TOL-09 a review sets aside", {}, reviewed("set_aside"), CaseState.ACCEPTED, None, None),
    ("TOL-09 a review asked for too late", {}, reviewed_late, CaseState.FED_BACK, LIGHTER,
     "TOL-09"),
    ("TOL-06 reopened after filing", {}, reopened, CaseState.ACCEPTED, None, None),
    ("TOL-06 reopened, decided otherwise", {}, reopened_and_decided_otherwise, DECIDED,
     NOT_GRANTED, None),
    ("TOL-06 before the investigation", {}, before_investigation, CaseState.ACCEPTED, None,
     "TOL-06"),
    ("TOL-15 applied before the notice", {}, before_application, CaseState.NOTIFIED, None,
     "TOL-15"),
    ("TOL-15 decided in the future", {}, decided_in_future, DELIBERATED, None, "TOL-15"),
    ("TOL-06 a task nobody reported on", {}, open_task, CaseState.ACCEPTED, None, "TOL-06"),
    ("TOL-11 nobody judges himself", {}, own_judge, CaseState.INVESTIGATED, None, "TOL-11"),
    ("TOL-11 the vote carried", {}, voted(TWELVE_FOR, EXEMPT), DECIDED, EXEMPT, None),
    ("TOL-11 the vote says otherwise", {}, voted(TWELVE_FOR, LIGHTER), DELIBERATED, None,
     "TOL-11"),
    ("TOL-11 the vote failed", {}, voted(TWELVE_AGAINST, EXEMPT), DELIBERATED, None, "TOL-11"),
    ("TOL-04 an exemption with a measure", {}, straight(given=Measure.CIRCULAR), DELIBERATED,
     None, "TOL-04"),
    ("TOL-08 an effect period in the past", {}, straight(LIGHTER, effect_until=date(2026, 9, 2)),
     DELIBERATED, None, "TOL-08"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "play", "end"), [(*case[1:3], case[3:]) for case in CASES],
    ids=[case[0] for case in CASES],
)  # fmt: skip
def test_how_each_case_ends(desk, tmp_path, changes, play, end):
    player = Player(desk, **changes)
    refusal = None
    try:
        play(player, tmp_path)
    except DeskError as error:
        refusal = error.rule
    detail = player.detail()
    assert (detail.row.state, detail.row.result, refusal) == end


def test_there_are_thirty_and_more():
    assert len(CASES) >= 30
    assert len({case[0] for case in CASES}) == len(CASES)


def test_a_late_review_can_be_asked_for_where_the_scheme_sets_no_limit(desk, tmp_path):
    change_scheme(desk, "tolerance.review_asked", "", source="市委组织部通知")
    player = Player(desk)
    reviewed_late(player, tmp_path)
    assert player.detail().row.state is CaseState.REVIEWING


def test_a_decided_case_clears_or_leaves_the_mark(desk, make_candidates):
    (candidate,) = make_candidates(["丁一"])
    player = Player(desk, candidate_id=candidate)
    player.to_deliberated()
    assert candidates.list_candidates(desk)[0].case.kind == "open"
    player.decide(LIGHTER, effect_until=date(2027, 6, 30))
    mark = candidates.list_candidates(desk)[0].case
    assert (mark.kind, mark.until) == ("effect", date(2027, 6, 30))
