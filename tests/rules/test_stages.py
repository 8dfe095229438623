from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from zjgdesk.rules.stages import (
    FROM,
    ORDER,
    WHEN,
    StageFacts,
    Step,
    Work,
    may_go_back,
    may_work,
    missing,
    set_aside_by,
    stage_after,
    step_from,
)
from zjgdesk.rules.vocabulary import OpinionGroup, ShortlistKind, Stage, Track

ALL = frozenset(OpinionGroup)
READY = StageFacts(
    Track.CADRE,
    places=2,
    nominated=3,
    groups_asked=ALL,
    initial=3,
    vote_files=1,
    second=3,
    ballot_done=True,
    notice_published=True,
    notice_confirmed=True,
)


def test_the_steps_lead_through_all_stages_in_their_order():
    assert [FROM[step] for step in Step] == list(ORDER[:-1])
    assert [stage_after(step) for step in Step] == list(ORDER[1:])
    assert [step_from(stage) for stage in Stage] == [*Step, None]


@pytest.mark.parametrize("step", list(Step))
def test_a_step_is_taken_from_its_own_stage_alone(step):
    for stage in Stage:
        found = [refusal.code for refusal in missing(step, replace(READY, stage=stage))]
        assert found == ([] if stage is FROM[step] else ["stage.other"])


@pytest.mark.parametrize(
    ("step", "changes", "code", "rule"),
    [
        pytest.param(*row, id=f"{row[3]} {row[2]} {i}")
        for i, row in enumerate(
            [
                (Step.CLOSE_RECOMMENDATION, {"nominated": 2}, "stage.too_few", "SCHEME-06"),
                (Step.CLOSE_RECOMMENDATION, {"ineligible": 1}, "stage.ineligible", "SCHEME-03"),
                (Step.CLOSE_RECOMMENDATION, {"over_quota": 1}, "stage.over_quota", "SCHEME-08"),
                (Step.CLOSE_RECOMMENDATION, {"incomplete": 4}, "stage.incomplete", "SCHEME-04"),
                (
                    Step.CLOSE_CONSULTATION,
                    {"groups_asked": ALL - {OpinionGroup.LEADERS}},
                    "stage.group_not_asked",
                    "OPINION-01",
                ),
                (
                    Step.CLOSE_CONSULTATION,
                    {"clearance_missing": 1},
                    "stage.clearance_missing",
                    "OPINION-03",
                ),
                (Step.CLOSE_CONSULTATION, {"affected": 1}, "stage.affected", "OPINION-03"),
                (
                    Step.CLOSE_CONSULTATION,
                    {"conclusions_missing": 1},
                    "stage.conclusions_missing",
                    "OPINION-04",
                ),
                (
                    Step.CLOSE_CONSULTATION,
                    {"leads_unchecked": 1},
                    "stage.leads_unchecked",
                    "OPINION-04",
                ),
                (Step.CLOSE_CONSULTATION, {"nominated": 2}, "stage.too_few", "SCHEME-06"),
                (Step.DECIDE_INITIAL, {"initial": None}, "stage.initial_undecided", "SCHEME-05"),
                (Step.DECIDE_INITIAL, {"initial": 2}, "stage.too_few", "SCHEME-06"),
                (Step.CLOSE_VOTE, {"vote_files": 0}, "stage.no_votes", "PUBLIC-01"),
                (Step.CLOSE_VOTE, {"vote_running": True}, "stage.vote_running", "PUBLIC-01"),
                (Step.DECIDE_SECOND, {"second": None}, "stage.second_undecided", "SCHEME-05"),
                (Step.DECIDE_SECOND, {"second": 2}, "stage.too_few", "SCHEME-06"),
                (
                    Step.CLOSE_BALLOT,
                    {"ballot_done": False},
                    "stage.ballot_unfinished",
                    "SCHEME-05",
                ),
                (Step.CLOSE_BALLOT, {"rounds_open": 1}, "stage.round_open", "VOTE-04"),
                (Step.CONFIRM, {"notice_published": False}, "stage.not_noticed", "NOTICE-01"),
                (Step.CONFIRM, {"notice_confirmed": False}, "stage.unconfirmed", "NOTICE-01"),
            ]
        )
    ],
)
def test_what_a_step_needs(step, changes, code, rule):
    found = missing(step, replace(READY, stage=FROM[step], **changes))
    assert [(refusal.code, refusal.rule) for refusal in found] == [(code, rule)]


def test_everything_that_is_missing_is_named_at_once():
    bare = StageFacts(Track.UNIT, Stage.CONSULTATION, places=20, clearance_missing=8)
    codes = [refusal.code for refusal in missing(Step.CLOSE_CONSULTATION, bare)]
    assert codes == ["stage.group_not_asked"] * 3 + ["stage.clearance_missing", "stage.too_few"]


@pytest.mark.parametrize(
    ("surplus", "have", "short"),
    [
        pytest.param(1, 31, 0, id="SCHEME-06 one more than the places"),
        pytest.param(1, 30, 1, id="SCHEME-06 as many as the places"),
        pytest.param(6, 35, 1, id="SCHEME-06 a larger surplus by the scheme"),
    ],
)
def test_the_surplus_of_a_stage(surplus, have, short):
    facts = replace(
        READY,
        stage=Stage.INITIAL_SHORTLIST,
        places=30,
        initial=have,
        surplus={Stage.INITIAL_SHORTLIST: surplus},
    )
    found = missing(Step.DECIDE_INITIAL, facts)
    assert [refusal.facts["short"] for refusal in found] == ([short] if short else [])


@pytest.mark.parametrize("work", list(Work))
def test_work_is_done_from_its_first_stage_to_its_last(work):
    first, last = (ORDER.index(stage) for stage in WHEN[work])
    for at, stage in enumerate(ORDER):
        refusal = may_work(work, stage)
        wanted = "stage.too_early" if at < first else "stage.too_late" if at > last else None
        assert (refusal and refusal.code) == wanted


@pytest.mark.parametrize(
    ("changes", "to", "reason", "code"),
    [
        ({"stage": Stage.PUBLIC_VOTE}, Stage.CONSULTATION, "补充意见", None),
        ({"stage": Stage.PUBLIC_VOTE}, Stage.PUBLIC_VOTE, "理由", "stage.not_back"),
        ({"stage": Stage.PUBLIC_VOTE}, Stage.BALLOT, "理由", "stage.not_back"),
        ({"stage": Stage.PUBLIC_VOTE}, Stage.CONSULTATION, " ", "reason.missing"),
        (
            {"stage": Stage.BALLOT, "rounds_live": 1},
            Stage.RECOMMENDATION,
            "理",
            "stage.round_stands",
        ),
        ({"stage": Stage.BALLOT}, Stage.SECOND_SHORTLIST, "理由", None),
        ({"stage": Stage.NOTICE, "rounds_live": 1}, Stage.BALLOT, "缺额再投", None),
        (
            {"stage": Stage.NOTICE, "notice_published": True},
            Stage.BALLOT,
            "理由",
            "stage.notice_published",
        ),
        (
            {"stage": Stage.REWARDS, "notice_published": True, "notice_confirmed": True},
            Stage.NOTICE,
            "理由",
            "stage.list_confirmed",
        ),
        (
            {"stage": Stage.REWARDS, "notice_published": True, "notice_confirmed": True},
            Stage.CONFIRMED,
            "理由",
            None,
        ),
    ],
)
def test_going_back(changes, to, reason, code):
    refusal = may_go_back(StageFacts(Track.CADRE, **changes), to, reason)
    assert (refusal and refusal.code) == code


def test_going_back_sets_aside_what_was_decided_after():
    both = (ShortlistKind.INITIAL, ShortlistKind.SECOND)
    assert [set_aside_by(stage) for stage in Stage] == [
        both,
        both,
        both,
        (ShortlistKind.SECOND,),
        (ShortlistKind.SECOND,),
        (),
        (),
        (),
        (),
    ]


class Year(RuleBasedStateMachine):
    """One track in the hands of people who try everything in any order."""

    def __init__(self):
        super().__init__()
        self.facts = StageFacts(Track.CADRE, places=2)

    def work(self, work, **changes):
        if may_work(work, self.facts.stage) is None:
            self.facts = replace(self.facts, **changes)

    @rule(nominated=st.integers(0, 5), ineligible=st.integers(0, 1))
    def nominate(self, nominated, ineligible):
        self.work(Work.NOMINATE, nominated=nominated, ineligible=ineligible)

    @rule()
    def withdraw(self):
        if self.facts.nominated:
            self.work(Work.WITHDRAW, nominated=self.facts.nominated - 1)

    @rule(groups=st.sets(st.sampled_from(OpinionGroup)), left=st.integers(0, 1))
    def consult(self, groups, left):
        asked = self.facts.groups_asked | groups
        self.work(Work.CONSULT, groups_asked=asked, clearance_missing=left)

    @rule(count=st.integers(0, 5))
    def decide_initial(self, count):
        self.decide(Step.DECIDE_INITIAL, initial=min(count, self.facts.nominated))

    @rule(count=st.integers(0, 5))
    def decide_second(self, count):
        self.decide(Step.DECIDE_SECOND, second=min(count, self.facts.initial or 0))

    def decide(self, step, **changes):
        decided = replace(self.facts, **changes)
        if not missing(step, decided):
            self.facts = replace(decided, stage=stage_after(step))

    @rule(files=st.integers(0, 2))
    def count_votes(self, files):
        self.work(Work.COUNT_VOTES, vote_files=files)

    @rule(done=st.booleans())
    def ballot(self, done):
        if may_work(Work.DEFINE_BALLOT, self.facts.stage) is None:
            self.facts = replace(
                self.facts, rounds_live=1, rounds_open=int(not done), ballot_done=done
            )

    @rule()
    def void_the_ballot(self):
        self.facts = replace(
            self.facts, rounds_live=self.facts.rounds_live - self.facts.rounds_open, rounds_open=0
        )

    @rule(confirmed=st.booleans())
    def notify(self, confirmed):
        if self.facts.stage is Stage.NOTICE:
            confirmed = confirmed and self.facts.notice_published
            self.facts = replace(self.facts, notice_published=True, notice_confirmed=confirmed)

    @rule(step=st.sampled_from(Step))
    def go_on(self, step):
        if step not in {Step.DECIDE_INITIAL, Step.DECIDE_SECOND} and not missing(step, self.facts):
            assert ORDER.index(stage_after(step)) == ORDER.index(self.facts.stage) + 1
            self.facts = replace(self.facts, stage=stage_after(step))

    @rule()
    def do_all_and_go_on(self):
        """A diligent clerk, so that the later stages are reached often."""
        self.nominate(5, 0)
        self.consult(set(OpinionGroup), 0)
        self.decide_initial(4)
        self.count_votes(1)
        self.decide_second(3)
        self.ballot(True)
        self.notify(True)
        self.notify(True)
        for step in Step:
            self.go_on(step)

    @rule(to=st.sampled_from(Stage), reason=st.sampled_from(["", "更正名单"]))
    def go_back(self, to, reason):
        if may_go_back(self.facts, to, reason) is None:
            assert reason
            lists = {kind.value: None for kind in set_aside_by(to)}
            self.facts = replace(self.facts, stage=to, **lists)

    def reached(self, stage):
        return ORDER.index(self.facts.stage) >= ORDER.index(stage)

    @invariant()
    def nothing_is_skipped(self):
        facts, enough = self.facts, self.facts.places + 1
        assert not self.reached(Stage.INITIAL_SHORTLIST) or facts.groups_asked == ALL
        assert not self.reached(Stage.PUBLIC_VOTE) or (facts.initial or 0) >= enough
        assert not self.reached(Stage.SECOND_SHORTLIST) or facts.vote_files
        assert not self.reached(Stage.BALLOT) or (facts.second or 0) >= enough
        assert not self.reached(Stage.NOTICE) or facts.ballot_done
        assert not self.reached(Stage.CONFIRMED) or facts.notice_confirmed

    @invariant()
    def nothing_decided_lies_ahead(self):
        assert self.facts.initial is None or self.reached(Stage.PUBLIC_VOTE)
        assert self.facts.second is None or self.reached(Stage.BALLOT)
        assert not self.facts.rounds_live or self.reached(Stage.BALLOT)
        assert not self.facts.notice_published or self.reached(Stage.NOTICE)


Year.TestCase.settings = settings(max_examples=300, stateful_step_count=60, deadline=None)
TestYear = Year.TestCase
