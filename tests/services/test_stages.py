import io
from datetime import date

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.conftest import trail_of
from tests.staging import at_stage, shortlisted
from zjgdesk.errors import DeskError
from zjgdesk.rules.stages import ORDER
from zjgdesk.rules.vocabulary import (
    ClearanceAnswer,
    ClearanceOrgan,
    DecisionMatter,
    OpinionGroup,
    ShortlistKind,
    Stage,
    Track,
)
from zjgdesk.services import (
    candidates,
    decisions,
    opinions,
    rounds,
    scheme,
    shortlists,
    stages,
    vote_codes,
    vote_file_rows,
    vote_files,
)
from zjgdesk.services.decisions import Conclusion, Decision
from zjgdesk.services.round_detail import read_round
from zjgdesk.services.shortlists import ShortlistDecision
from zjgdesk.services.vote_files import NewVotes

DEED = {"level": "正科级", "deed": "牵头重大项目", "deed_kind": "重大项目"}
TODAY = date(2026, 11, 18)
DECISION = Decision("部务会议", "纪要第3号", date(2026, 11, 1), "情况特殊")


@pytest.fixture
def three_places(desk):
    scheme.change_scheme(desk, "places.cadre", "3", source="测试")


@pytest.fixture
def people(desk, make_candidates, three_places):
    """Five cadres at the recommendation, with all that a recommendation needs."""
    ids = make_candidates(("丁一", "王二小", "张三", "李四光", "赵五"), **DEED)
    at_stage(desk, Stage.RECOMMENDATION)
    return ids


def codes_missing(desk, track=Track.CADRE):
    state = next(each for each in stages.read_stages(desk) if each.track is track)
    return [refusal.code for refusal in state.missing]


def ask_all(desk, track=Track.CADRE):
    for group in OpinionGroup:
        opinions.send_requests(
            desk,
            opinions.NewRequests(group, track, ["某单位"], date(2026, 11, 1), date(2026, 11, 9)),
        )


def clear(desk, ids, answer=ClearanceAnswer.CLEAR):
    for candidate in ids:
        for organ in ClearanceOrgan:
            opinions.record_clearance(desk, candidate, organ, answer)


def conclude(desk, ids):
    said = Conclusion("未发现问题", "张书记", "李书记", date(2026, 11, 2))
    decisions.record_conclusions(desk, ids, said)


def test_a_new_workspace_stands_at_the_recommendation_and_says_what_is_missing(desk):
    assert [state.stage for state in stages.read_stages(desk)] == [Stage.RECOMMENDATION] * 2
    assert codes_missing(desk) == ["stage.too_few"]
    with pytest.raises(DeskError, match=r"stage\.too_few") as caught:
        stages.go_on(desk, Track.CADRE)
    assert caught.value.rule == "SCHEME-06"
    assert caught.value.facts == {"have": 0, "places": 30, "wanted": 31, "short": 31}


def test_a_recommendation_ends_when_all_are_eligible_within_quota_and_complete(
    desk, make_candidates, three_places
):
    ids = make_candidates(("丁一", "王二小", "张三", "李四光"), **DEED)
    (low,) = make_candidates(("钱六",), **(DEED | {"level": "中层副职"}))
    (bare,) = make_candidates(("孙七",), level="正科级")
    at_stage(desk, Stage.RECOMMENDATION)
    assert codes_missing(desk) == ["stage.ineligible", "stage.incomplete"]
    row = next(r for r in candidates.list_candidates(desk) if r.id == low)
    assert (row.standing.problem.code, row.standing.ineligible) == ("candidate.post_too_low", True)
    decisions.record_decision(desk, low, DecisionMatter.ELIGIBILITY, DECISION)
    candidates.change_candidate(
        desk, bare, {"deed": "化解信访", "deed_kind": "解决矛盾"}, reason="补报"
    )
    assert codes_missing(desk) == []
    assert stages.go_on(desk, Track.CADRE) is Stage.CONSULTATION
    assert ids


def test_a_unit_over_its_quota_needs_a_decision(desk, people):
    with desk.writing.begin() as session:
        from zjgdesk.models.candidates import Organisation

        session.query(Organisation).one().cadre_quota = 4
    assert codes_missing(desk) == ["stage.over_quota"]
    row = candidates.list_candidates(desk)[0]
    assert row.standing.over_quota.facts == {"organisation": "杨舍镇", "count": 5, "quota": 4}
    decisions.record_decision(desk, people[0], DecisionMatter.QUOTA, DECISION)
    assert codes_missing(desk) == []
    candidates.withdraw_candidate(desk, people[1], reason="本人放弃")
    assert codes_missing(desk) == []


def test_a_consultation_ends_when_everybody_was_asked_and_every_organ_answered(desk, people):
    stages.go_on(desk, Track.CADRE)
    assert codes_missing(desk) == [
        *["stage.group_not_asked"] * 3,
        "stage.clearance_missing",
        "stage.conclusions_missing",
    ]
    ask_all(desk)
    clear(desk, people)
    conclude(desk, people)
    lead = decisions.record_lead(
        desk, people[0], received_on=TODAY, source="来信", text="某事", concrete=True
    )
    assert codes_missing(desk) == ["stage.leads_unchecked"]
    decisions.check_lead(desk, lead, finding="不属实", checked_on=TODAY)
    opinions.record_clearance(desk, people[1], ClearanceOrgan.POLICE, ClearanceAnswer.AFFECTED)
    assert codes_missing(desk) == ["stage.affected"]
    decisions.record_decision(desk, people[1], DecisionMatter.CLEARANCE, DECISION)
    assert stages.go_on(desk, Track.CADRE) is Stage.INITIAL_SHORTLIST


def test_conclusions_are_not_asked_for_units_nor_where_the_scheme_says_no(desk, people):
    stages.go_on(desk, Track.CADRE)
    ask_all(desk)
    clear(desk, people)
    assert codes_missing(desk) == ["stage.conclusions_missing"]
    scheme.change_scheme(desk, "integrity", "no", source="方案")
    assert codes_missing(desk) == []


def test_a_step_and_going_back_stay_on_record_with_their_reason(desk, people):
    stages.go_on(desk, Track.CADRE)
    with pytest.raises(DeskError, match=r"reason\.missing"):
        stages.go_back(desk, Track.CADRE, Stage.RECOMMENDATION, reason=" ")
    stages.go_back(desk, Track.CADRE, Stage.RECOMMENDATION, reason="补报一名")
    assert [(c.before, c.after, c.reason) for c in stages.list_changes(desk)] == [
        (Stage.CONSULTATION, Stage.RECOMMENDATION, "补报一名"),
        (Stage.RECOMMENDATION, Stage.CONSULTATION, ""),
    ]
    assert '"reason":"补报一名"' in trail_of(desk)[0].facts


def test_nothing_is_done_before_or_after_its_stage(desk, people):
    with pytest.raises(DeskError, match=r"stage\.too_early"):
        clear(desk, people[:1])
    with pytest.raises(DeskError, match=r"stage\.too_early"):
        shortlists.choose(desk, Track.CADRE, ShortlistKind.INITIAL, people, chosen=True)
    at_stage(desk, Stage.NOTICE)
    with pytest.raises(DeskError, match=r"stage\.too_late"):
        candidates.withdraw_candidate(desk, people[0], reason="放弃")
    with pytest.raises(DeskError, match=r"stage\.too_late"):
        candidates.add_candidate(desk, Track.CADRE, {"name": "某"}, reason="补报")
    with pytest.raises(DeskError, match=r"stage\.last"):
        at_stage(desk, Stage.REWARDS)
        stages.go_on(desk, Track.CADRE)


def test_a_held_ballot_is_not_undone_by_going_back(desk, opened_round):
    opened_round()
    with pytest.raises(DeskError, match=r"stage\.round_stands"):
        stages.go_back(desk, Track.CADRE, Stage.SECOND_SHORTLIST, reason="重来")


def test_a_prepared_ballot_ends_with_the_way_back(desk, new_round):
    round_id = rounds.define_round(desk, new_round())
    rounds.freeze_round(desk, round_id)
    stages.go_back(desk, Track.CADRE, Stage.SECOND_SHORTLIST, reason="名单更正")
    (row,) = rounds.list_rounds(desk)
    assert row.state == "void"
    assert read_round(desk, round_id).void_reason == "名单更正"
    assert f'"rounds_void":[{round_id}]' in trail_of(desk)[0].facts


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"organ": " "}, "decision.incomplete"),
        ({"reason": ""}, "decision.incomplete"),
        ({"decided_on": date(2026, 11, 19)}, "decision.later_than_today"),
    ],
)
def test_a_decision_says_who_when_and_why(desk, people, changes, code):
    from dataclasses import replace

    with pytest.raises(DeskError, match=code.replace(".", r"\.")):
        decisions.record_decision(
            desk, people[0], DecisionMatter.ELIGIBILITY, replace(DECISION, **changes)
        )
    assert candidates.list_candidates(desk)[0].standing.decided == frozenset()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"text": ""}, "conclusion.incomplete"),
        ({"discipline_secretary": "张书记"}, "conclusion.same_signer"),
    ],
)
def test_a_conclusion_is_signed_by_two(desk, people, changes, code):
    told = {
        "text": "未发现问题",
        "party_secretary": "张书记",
        "discipline_secretary": "李书记",
        "signed_on": TODAY,
    }
    with pytest.raises(DeskError, match=code.replace(".", r"\.")):
        decisions.record_conclusions(desk, people, Conclusion(**(told | changes)))


def test_a_conclusion_is_about_cadres(desk, make_candidates):
    (unit,) = make_candidates(("综合科",), Track.UNIT)
    with pytest.raises(DeskError, match=r"conclusion\.not_a_cadre"):
        conclude(desk, [unit])


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda d, c: decisions.check_lead(d, 99, finding="x", checked_on=TODAY), "lead.unknown"),
        (
            lambda d, c: decisions.check_lead(d, c, finding=" ", checked_on=TODAY),
            "finding_missing",
        ),
        (
            lambda d, c: decisions.check_lead(d, c, finding="x", checked_on=date(2026, 1, 1)),
            "checked_early",
        ),
    ],
)
def test_a_lead_is_checked_with_its_finding(desk, people, call, code):
    told = {"received_on": TODAY, "source": "", "concrete": True}
    with pytest.raises(DeskError, match=r"lead\.empty"):
        decisions.record_lead(desk, people[0], text=" ", **told)
    lead = decisions.record_lead(desk, people[0], text="某事", **told)
    with pytest.raises(DeskError, match=code):
        call(desk, lead)


class TestShortlists:
    @pytest.fixture
    def listed(self, desk, people):
        at_stage(desk, Stage.CONSULTATION)
        ask_all(desk)
        clear(desk, people)
        request = opinions.list_requests(desk)[0]
        from zjgdesk.rules.vocabulary import OpinionAnswer

        for candidate, answer in zip(people, ("yes", "no", "yes", "reserved", "yes"), strict=True):
            opinions.record_opinion(
                desk, request.id, candidate, OpinionAnswer(answer), text="有保留意见"
            )
        at_stage(desk, Stage.INITIAL_SHORTLIST)
        return people

    def decide(self, desk, kind=ShortlistKind.INITIAL, on=TODAY, place="部务会议", why="综合比选"):
        decision = ShortlistDecision(on, place, why)
        shortlists.decide_shortlist(desk, Track.CADRE, kind, decision)

    def test_all_are_ranked_with_their_facts_beside(self, desk, listed):
        page = shortlists.read_shortlist(desk, Track.CADRE, ShortlistKind.INITIAL)
        assert [(row.candidate.name, row.rank, row.approval) for row in page.rows] == [
            ("丁一", 1, 1.0),
            ("张三", 1, 1.0),
            ("赵五", 1, 1.0),
            ("李四光", 4, 0.0),
            ("王二小", 5, 0.0),
        ]
        assert (page.places, page.wanted, page.chosen, page.formula) == (3, 4, 0, "opinions/1")

    def test_a_list_is_chosen_by_rule_decided_and_then_fixed(self, desk, listed):
        kind = ShortlistKind.INITIAL
        assert shortlists.choose_first(desk, Track.CADRE, kind, 4) == 4
        self.decide(desk)
        assert stages.read_stages(desk)[1].stage is Stage.PUBLIC_VOTE
        page = shortlists.read_shortlist(desk, Track.CADRE, kind)
        assert (page.state, page.decided_on, page.place, page.chosen) == (
            "decided",
            TODAY,
            "部务会议",
            4,
        )
        with pytest.raises(DeskError, match=r"stage\.too_late"):
            shortlists.choose(desk, Track.CADRE, kind, listed[:1], chosen=False)
        stages.go_back(desk, Track.CADRE, Stage.INITIAL_SHORTLIST, reason="更正")
        assert shortlists.read_shortlist(desk, Track.CADRE, kind).state == "draft"
        assert shortlists.list_set_aside(desk, Track.CADRE) == [(kind, TODAY, "更正")]
        shortlists.choose(desk, Track.CADRE, kind, listed[1:2], chosen=True)
        assert shortlists.read_shortlist(desk, Track.CADRE, kind).chosen == 5

    def test_a_tie_across_the_end_lets_all_of_the_tied_in(self, desk, listed):
        assert shortlists.choose_first(desk, Track.CADRE, ShortlistKind.INITIAL, 2) == 3

    def test_who_is_passed_over_needs_a_reason(self, desk, listed):
        kind = ShortlistKind.INITIAL
        shortlists.choose(desk, Track.CADRE, kind, listed[1:], chosen=True)
        with pytest.raises(DeskError, match=r"shortlist\.reason_missing") as caught:
            self.decide(desk)
        assert caught.value.facts == {"name": "丁一"}
        shortlists.give_reason(desk, Track.CADRE, kind, listed[0], reason="本人放弃")
        self.decide(desk)

    def test_a_list_without_surplus_is_not_decided(self, desk, listed):
        shortlists.choose_first(desk, Track.CADRE, ShortlistKind.INITIAL, 3)
        with pytest.raises(DeskError, match=r"stage\.too_few") as caught:
            self.decide(desk)
        assert caught.value.rule == "SCHEME-06"
        page = shortlists.read_shortlist(desk, Track.CADRE, ShortlistKind.INITIAL)
        assert (page.state, page.decided_on) == ("draft", None)

    @pytest.mark.parametrize(
        ("told", "code"),
        [
            ({"place": " "}, "shortlist.incomplete"),
            ({"why": ""}, "shortlist.incomplete"),
            ({"on": date(2026, 11, 19)}, "shortlist.decided_early"),
        ],
    )
    def test_a_decision_is_told_whole(self, desk, listed, told, code):
        shortlists.choose_first(desk, Track.CADRE, ShortlistKind.INITIAL, 4)
        with pytest.raises(DeskError, match=code.replace(".", r"\.")):
            self.decide(desk, **told)

    def test_the_affected_are_not_listed_without_a_decision(self, desk, listed):
        kind = ShortlistKind.INITIAL
        at_stage(desk, Stage.CONSULTATION)
        opinions.record_clearance(desk, listed[0], ClearanceOrgan.COURT, ClearanceAnswer.AFFECTED)
        at_stage(desk, Stage.INITIAL_SHORTLIST)
        with pytest.raises(DeskError, match=r"shortlist\.affected"):
            shortlists.choose(desk, Track.CADRE, kind, listed[:1], chosen=True)
        row = next(r for r in shortlists.read_shortlist(desk, Track.CADRE, kind).rows if r.stopped)
        assert (row.candidate.name, row.stopped) == ("丁一", "shortlist.affected")
        shortlists.choose_first(desk, Track.CADRE, kind, 4)
        assert not next(
            r for r in shortlists.read_shortlist(desk, Track.CADRE, kind).rows if r.stopped
        ).chosen
        decisions.record_decision(desk, listed[0], DecisionMatter.CLEARANCE, DECISION)
        shortlists.choose(desk, Track.CADRE, kind, listed[:1], chosen=True)

    def test_the_pending_may_be_on_the_first_list_but_not_on_the_second(self, desk, listed):
        at_stage(desk, Stage.CONSULTATION)
        opinions.record_clearance(desk, listed[0], ClearanceOrgan.COURT, ClearanceAnswer.PENDING)
        at_stage(desk, Stage.INITIAL_SHORTLIST)
        shortlists.choose(desk, Track.CADRE, ShortlistKind.INITIAL, listed[:1], chosen=True)
        shortlisted(desk, listed, ShortlistKind.INITIAL)
        at_stage(desk, Stage.SECOND_SHORTLIST)
        with pytest.raises(DeskError, match=r"shortlist\.pending"):
            shortlists.choose(desk, Track.CADRE, ShortlistKind.SECOND, listed[:1], chosen=True)

    def test_only_the_first_list_may_go_onto_the_second(self, desk, listed):
        shortlisted(desk, listed[:4], ShortlistKind.INITIAL)
        at_stage(desk, Stage.SECOND_SHORTLIST)
        page = shortlists.read_shortlist(desk, Track.CADRE, ShortlistKind.SECOND)
        assert {row.id for row in page.rows} == set(listed[:4])
        with pytest.raises(DeskError, match=r"shortlist\.not_on_it"):
            shortlists.choose(desk, Track.CADRE, ShortlistKind.SECOND, listed[4:], chosen=True)
        with pytest.raises(DeskError, match=r"shortlist\.number_impossible"):
            shortlists.choose_first(desk, Track.CADRE, ShortlistKind.SECOND, 5)


class Office(RuleBasedStateMachine):
    """Clerks who try every service in any order, on a real workspace."""

    desk = None
    files = 0

    def __init__(self):
        super().__init__()
        at_stage(self.desk, Stage.RECOMMENDATION)
        with self.desk.writing.begin() as session:
            from zjgdesk.models.year import Shortlist, ShortlistEntry

            session.query(ShortlistEntry).delete()
            session.query(Shortlist).delete()
        self.before = self.stage()

    def stage(self):
        return stages.read_stages(self.desk)[1].stage

    def attempt(self, act):
        """Whatever is refused leaves nothing behind."""
        entries = len(trail_of(self.desk))
        try:
            act()
        except DeskError:
            assert len(trail_of(self.desk)) == entries
        else:
            assert len(trail_of(self.desk)) == entries + 1

    @rule()
    def go_on(self):
        self.attempt(lambda: stages.go_on(self.desk, Track.CADRE))

    @rule(to=st.sampled_from(Stage), reason=st.sampled_from(["", "更正"]))
    def go_back(self, to, reason):
        self.attempt(lambda: stages.go_back(self.desk, Track.CADRE, to, reason=reason))

    @rule(kind=st.sampled_from(ShortlistKind), count=st.integers(1, 5))
    def choose(self, kind, count):
        self.attempt(lambda: shortlists.choose_first(self.desk, Track.CADRE, kind, count))

    @rule(kind=st.sampled_from(ShortlistKind))
    def decide(self, kind):
        decision = ShortlistDecision(TODAY, "部务会议", "综合比选")
        self.attempt(lambda: shortlists.decide_shortlist(self.desk, Track.CADRE, kind, decision))

    @rule(voters=st.integers(1, 3))
    def vote(self, voters):
        self.attempt(lambda: vote_codes.assign_codes(self.desk, Track.CADRE))
        self.files += 1
        rows = "".join(f"{self.files}-{voter},001\n" for voter in range(voters))
        stream = io.BytesIO(f"投票人标识,所选编号\n{rows}".encode())
        new = NewVotes("票.csv", also=True)
        self.attempt(lambda: vote_files.count_votes(self.desk, Track.CADRE, stream, new))

    @invariant()
    def votes_are_counted_before_a_second_list(self):
        if ORDER.index(self.stage()) > ORDER.index(Stage.PUBLIC_VOTE):
            assert vote_file_rows.list_vote_files(self.desk, Track.CADRE)

    @invariant()
    def lists_are_decided_exactly_behind_their_stage(self):
        at = ORDER.index(self.stage())
        for kind, stage in (
            (ShortlistKind.INITIAL, Stage.INITIAL_SHORTLIST),
            (ShortlistKind.SECOND, Stage.SECOND_SHORTLIST),
        ):
            page = shortlists.read_shortlist(self.desk, Track.CADRE, kind)
            assert (page.state == "decided") is (at > ORDER.index(stage))
            assert page.state != "decided" or page.chosen >= page.wanted


def test_no_order_of_acts_skips_what_a_stage_needs(desk, people):
    at_stage(desk, Stage.CONSULTATION)
    ask_all(desk)
    clear(desk, people)
    conclude(desk, people)
    machine = type("OfficeHere", (Office,), {"desk": desk})
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=8,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
