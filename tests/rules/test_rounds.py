from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from zjgdesk.errors import BrokenInvariantError
from zjgdesk.rules.outcome import NextStep
from zjgdesk.rules.rounds import (
    NOT_NOW,
    STATES,
    RoundFacts,
    RoundStep,
    check_officers,
    refusal,
    state_after,
    voided,
)
from zjgdesk.rules.vocabulary import RoundState

DEFINED = RoundFacts(state=RoundState.DEFINED, candidates=4, places=2, due=13)
PRINTED = replace(DEFINED, state=RoundState.PRINTED, printed=15)
OPENED = replace(PRINTED, state=RoundState.OPENED, present=12, issued=12)
RETURNED = replace(OPENED, state=RoundState.RETURNED, returned=12, first_teller="甲")
KEYED = replace(
    RETURNED,
    state=RoundState.KEYED,
    first_pass_done=True,
    second_pass_done=True,
    second_teller="乙",
)
CLOSED = replace(KEYED, state=RoundState.CLOSED, next=NextStep.RUNOFF)


@pytest.mark.parametrize("state", list(RoundState))
@pytest.mark.parametrize("step", list(RoundStep))
def test_a_step_out_of_its_turn_is_refused(step, state):
    facts = replace(CLOSED, state=state, first_pass_done=False)
    found = refusal(step, facts)
    assert (found == NOT_NOW[step]) is (state not in STATES[step])


@pytest.mark.parametrize(
    ("step", "facts", "actor", "code", "rule_id"),
    [
        pytest.param("freeze", DEFINED, None, None, None, id="SCHEME-06 two too many"),
        pytest.param("freeze", replace(DEFINED, candidates=3), None, None, None,
                     id="SCHEME-06 one too many"),
        pytest.param("freeze", replace(DEFINED, candidates=2), None, "round.no_surplus",
                     "SCHEME-06", id="SCHEME-06 as many as the places"),
        pytest.param("freeze", replace(DEFINED, places=0), None, "round.no_places",
                     "SCHEME-06", id="SCHEME-06 no places"),
        pytest.param("open", PRINTED, None, None, None, id="VOTE-01 not counted yet"),
        pytest.param("open", replace(PRINTED, present=9, issued=9), None, None, None,
                     id="VOTE-01 just enough"),
        pytest.param("open", replace(PRINTED, present=8, issued=8), None, "round.no_quorum",
                     "VOTE-01", id="VOTE-01 one missing"),
        pytest.param("open", replace(PRINTED, present=14), None, "round.present_over_due",
                     "VOTE-01", id="VOTE-01 more than due"),
        pytest.param("open", replace(PRINTED, candidates=2), None, "round.no_surplus",
                     "SCHEME-06", id="SCHEME-06 at the opening"),
        pytest.param("open", replace(PRINTED, present=12, issued=16), None,
                     "round.printed_too_few", "VOTE-07", id="VOTE-07 more out than printed"),
        pytest.param("open", replace(PRINTED, printed=0), None, "round.printed_too_few",
                     "VOTE-07", id="VOTE-07 nothing printed"),
        pytest.param("take_back", OPENED, None, None, None, id="VOTE-04 not counted yet"),
        pytest.param("take_back", replace(OPENED, returned=13), None, None, None,
                     id="VOTE-04 too many are taken down"),
        pytest.param("take_back", replace(OPENED, returned=12, spoiled=4), None,
                     "round.printed_too_few", "VOTE-07", id="VOTE-07 spoiled more than left"),
        pytest.param("key_first", RETURNED, "甲", None, None, id="VOTE-15 goes on"),
        pytest.param("key_first", RETURNED, None, None, None, id="VOTE-15 anybody"),
        pytest.param("key_first", RETURNED, "丙", "round.other_teller", "VOTE-15",
                     id="VOTE-15 another takes over"),
        pytest.param("key_second", RETURNED, "乙", None, None, id="VOTE-15 second person"),
        pytest.param("key_second", RETURNED, "甲", "round.same_teller", "VOTE-15",
                     id="VOTE-15 the same person twice"),
        pytest.param("key_first", replace(RETURNED, first_teller=None, second_teller="乙"), "乙",
                     "round.same_teller", "VOTE-15", id="VOTE-15 the other way round"),
        pytest.param("key_first", replace(RETURNED, first_pass_done=True), "甲",
                     "round.pass_done", "VOTE-15", id="VOTE-15 keyed already"),
        pytest.param("key_second", replace(RETURNED, second_pass_done=True), "乙",
                     "round.pass_done", "VOTE-15", id="VOTE-15 second keyed already"),
        pytest.param("key_first", replace(RETURNED, returned=13), "甲", "round.must_be_void",
                     "VOTE-04", id="VOTE-04 more than issued"),
        pytest.param("key_second", replace(RETURNED, present=11), "乙", "round.must_be_void",
                     "VOTE-04", id="VOTE-04 more than present"),
        pytest.param("void", replace(RETURNED, returned=13), None, None, None,
                     id="VOTE-04 only voiding is left"),
        pytest.param("settle", replace(KEYED, open_differences=1), None, None, None,
                     id="VOTE-15 one difference"),
        pytest.param("settle", KEYED, None, "round.nothing_to_settle", "VOTE-15",
                     id="VOTE-15 no difference"),
        pytest.param("close", KEYED, None, None, None, id="VOTE-15 all agrees"),
        pytest.param("close", replace(KEYED, open_differences=2), None,
                     "round.differences_open", "VOTE-15", id="VOTE-15 two differences"),
        pytest.param("close", replace(KEYED, second_pass_done=False), None,
                     "round.passes_missing", "VOTE-15", id="VOTE-15 one pass"),
        pytest.param("close", replace(KEYED, first_pass_done=False), None,
                     "round.passes_missing", "VOTE-15", id="VOTE-15 the other pass"),
        pytest.param("close", replace(KEYED, returned=13), None, "round.must_be_void",
                     "VOTE-04", id="VOTE-04 at the closing"),
        pytest.param("close", replace(KEYED, present=8, returned=8), None, "round.no_quorum",
                     "VOTE-01", id="VOTE-01 at the closing"),
        pytest.param("close", replace(KEYED, spoiled=4), None, "round.printed_too_few",
                     "VOTE-07", id="VOTE-07 at the closing"),
        pytest.param("succeed", CLOSED, None, None, None, id="VOTE-13 runoff"),
        pytest.param("succeed", replace(CLOSED, next=NextStep.SECOND_BALLOT), None, None, None,
                     id="VOTE-14 second ballot"),
        pytest.param("succeed", replace(CLOSED, next=NextStep.DONE), None,
                     "round.nothing_follows", "VOTE-12", id="VOTE-12 all filled"),
        pytest.param("succeed", replace(CLOSED, has_successor=True), None,
                     "round.has_successor", "VOTE-13", id="VOTE-13 linked already"),
        pytest.param("succeed", replace(OPENED, state=RoundState.VOID), None, None, None,
                     id="VOTE-04 voted again"),
        pytest.param("report", CLOSED, None, None, None, id="VOTE-16 report"),
    ],
)  # fmt: skip
def test_refusal(step, facts, actor, code, rule_id):
    found = refusal(RoundStep(step), facts, actor)
    assert (found and found.code) == code
    assert (found and found.rule) == rule_id


def test_a_keyed_round_without_figures_is_a_bug():
    with pytest.raises(BrokenInvariantError, match="without its figures"):
        refusal(RoundStep.CLOSE, replace(KEYED, returned=None))


@pytest.mark.parametrize(
    ("step", "facts", "state"),
    [
        pytest.param(RoundStep.FREEZE, DEFINED, RoundState.FROZEN, id="SCHEME-05 freeze"),
        pytest.param(RoundStep.PRINT, PRINTED, RoundState.PRINTED, id="SCHEME-05 print again"),
        pytest.param(RoundStep.OPEN, PRINTED, RoundState.OPENED, id="SCHEME-05 open"),
        pytest.param(RoundStep.TAKE_BACK, OPENED, RoundState.RETURNED, id="SCHEME-05 take back"),
        pytest.param(RoundStep.KEY_FIRST, RETURNED, RoundState.RETURNED, id="SCHEME-05 keying"),
        pytest.param(
            RoundStep.KEY_SECOND,
            replace(KEYED, state=RoundState.RETURNED),
            RoundState.KEYED,
            id="SCHEME-05 both keyed",
        ),
        pytest.param(RoundStep.SETTLE, KEYED, RoundState.KEYED, id="SCHEME-05 settle"),
        pytest.param(RoundStep.CLOSE, KEYED, RoundState.CLOSED, id="SCHEME-05 close"),
        pytest.param(RoundStep.VOID, OPENED, RoundState.VOID, id="SCHEME-05 void"),
        pytest.param(RoundStep.REPORT, CLOSED, RoundState.CLOSED, id="SCHEME-05 report"),
    ],
)
def test_state_after(step, facts, state):
    assert state_after(step, facts) is state


@pytest.mark.parametrize(
    ("chief", "scrutineers", "tellers", "codes"),
    [
        pytest.param("周一", ["吴二"], ["郑三", "王四"], [], id="VOTE-15 chief and one more"),
        pytest.param("周一", ["周 一", "吴二"], ["郑三"], [], id="VOTE-15 chief named twice"),
        pytest.param("周一", [], ["郑三"], ["round.scrutineers_too_few"], id="VOTE-15 alone"),
        pytest.param("周一", ["周　一"], ["郑三"], ["round.scrutineers_too_few"],
                     id="VOTE-15 the same with a blank"),
        pytest.param(" ", ["吴二", "冯五"], ["郑三"], ["round.chief_missing"],
                     id="VOTE-15 no chief"),
        pytest.param("周一", ["吴二"], ["吴二"], ["round.officer_twice"], id="VOTE-15 both"),
        pytest.param("周一", ["王 鑫"], ["郑三"], ["round.officer_on_list"],
                     id="VOTE-15 on the list"),
        pytest.param("周一", ["吴二"], ["王鑫", ""], ["round.officer_on_list"],
                     id="VOTE-15 teller on the list"),
    ],
)  # fmt: skip
def test_officers(chief, scrutineers, tellers, codes):
    found = check_officers(chief, scrutineers, tellers, ["王　鑫", "李白"])
    assert [each.code for each in found] == codes
    assert all(each.rule == "VOTE-15" for each in found)


COUNTS = st.integers(0, 6)
TELLERS = st.sampled_from(["甲", "乙"])


class AnyOrder(RuleBasedStateMachine):
    """People take steps in any order with any figures; only permitted ones take effect."""

    def __init__(self):
        super().__init__()
        self.facts = RoundFacts(state=RoundState.DEFINED, candidates=3, places=2, due=4)
        self.keyed = {1: 0, 2: 0}
        self.differing = 0

    def take(self, step, changed, actor=None):
        if refusal(step, changed, actor):
            return
        self.facts = replace(changed, state=state_after(step, changed))

    @rule(candidates=st.integers(1, 4))
    def freeze(self, candidates):
        self.take(RoundStep.FREEZE, replace(self.facts, candidates=candidates))

    @rule(copies=st.integers(1, 6))
    def print(self, copies):
        self.take(RoundStep.PRINT, replace(self.facts, printed=self.facts.printed + copies))

    @rule(present=COUNTS, issued=COUNTS)
    def open(self, present, issued):
        self.take(RoundStep.OPEN, replace(self.facts, present=present, issued=issued))

    @rule(returned=COUNTS, spoiled=st.integers(0, 2))
    def take_back(self, returned, spoiled):
        self.take(RoundStep.TAKE_BACK, replace(self.facts, returned=returned, spoiled=spoiled))

    @rule(number=st.sampled_from([1, 2]), actor=TELLERS, differs=st.booleans())
    def key(self, number, actor, differs):
        step = RoundStep.KEY_FIRST if number == 1 else RoundStep.KEY_SECOND
        if refusal(step, self.facts, actor):
            return
        if self.keyed[number] < self.facts.returned:
            self.keyed[number] += 1
            self.differing += differs
        done = {pass_: count == self.facts.returned for pass_, count in self.keyed.items()}
        changed = replace(
            self.facts,
            first_pass_done=self.facts.first_pass_done or (number == 1 and done[1]),
            second_pass_done=self.facts.second_pass_done or (number == 2 and done[2]),
            first_teller=actor if number == 1 else self.facts.first_teller,
            second_teller=actor if number == 2 else self.facts.second_teller,
            open_differences=self.differing,
        )
        self.facts = replace(changed, state=state_after(step, changed))

    @precondition(lambda self: self.facts.open_differences)
    @rule()
    def settle(self):
        if refusal(RoundStep.SETTLE, self.facts) is None:
            self.differing -= 1
            self.facts = replace(self.facts, open_differences=self.differing)

    @rule()
    def close(self):
        self.take(RoundStep.CLOSE, replace(self.facts, next=NextStep.DONE))

    @precondition(lambda self: voided(self.facts))
    @rule()
    def void(self):
        self.take(RoundStep.VOID, self.facts)

    @invariant()
    def a_closed_round_met_every_condition(self):
        if self.facts.state is not RoundState.CLOSED:
            return
        facts = self.facts
        assert facts.candidates > facts.places
        assert facts.present * 3 >= facts.due * 2
        assert facts.present <= facts.due
        assert facts.returned <= min(facts.issued, facts.present)
        assert facts.issued + facts.spoiled <= facts.printed
        assert self.keyed == {1: facts.returned, 2: facts.returned}
        assert {facts.first_teller, facts.second_teller} == {"甲", "乙"}
        assert facts.open_differences == self.differing == 0

    @invariant()
    def too_many_papers_never_get_keyed(self):
        if voided(self.facts):
            assert self.keyed == {1: 0, 2: 0}


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)


def test_the_machine_can_reach_the_end():
    """Without this, the invariant above could hold by never closing anything."""
    machine = AnyOrder()
    machine.freeze(3)
    machine.print(5)
    machine.open(3, 3)
    machine.take_back(2, 1)
    for actor, number in (("甲", 1), ("乙", 2), ("乙", 2), ("甲", 1)):
        machine.key(number, actor, differs=number == 2)
    machine.settle()
    machine.close()
    assert machine.facts.state is RoundState.KEYED
    machine.settle()
    machine.close()
    assert machine.facts.state is RoundState.CLOSED
    machine.a_closed_round_met_every_condition()
