from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from zjgdesk.errors import BrokenInvariantError
from zjgdesk.rules.outcome import NextStep
from zjgdesk.rules.rounds import (
    AWAY,
    ENDED,
    NOT_NOW,
    STATES,
    HandCount,
    RoundFacts,
    RoundStep,
    refusal,
    state_after,
    voided,
)
from zjgdesk.rules.vocabulary import RoundState

DEFINED = RoundFacts(state=RoundState.DEFINED, candidates=4, places=2, due=13, least=5)
PRINTED = replace(DEFINED, state=RoundState.PRINTED, printed=15)
TESTED = replace(PRINTED, state=RoundState.TESTED)
ZEROED = replace(PRINTED, state=RoundState.ZEROED)
OPENED = replace(ZEROED, state=RoundState.OPENED, present=12, issued=12)
RETURNED = replace(OPENED, state=RoundState.RETURNED, returned=12, left_over=3, first_teller="甲")
FIRST_KEYED = replace(RETURNED, state=RoundState.FIRST_KEYED, keyed=12, first_pass_done=True)
KEYED = replace(
    FIRST_KEYED,
    state=RoundState.KEYED,
    second_pass_done=True,
    second_teller="乙",
    open_differences=1,
)
AGREED = replace(KEYED, state=RoundState.AGREED, open_differences=0)
CLOSED = replace(AGREED, state=RoundState.CLOSED, next=NextStep.RUNOFF)


@pytest.mark.parametrize("state", list(RoundState))
@pytest.mark.parametrize("step", list(RoundStep))
def test_a_step_out_of_its_turn_is_refused(step, state):
    found = refusal(step, replace(CLOSED, state=state))
    refused = AWAY if state is RoundState.CARRIED else NOT_NOW[step]
    assert (found == refused) is (state not in STATES[step])


@pytest.mark.parametrize(
    ("step", "facts", "actor", "code", "rule_id"),
    [
        pytest.param("freeze", DEFINED, None, None, None, id="SCHEME-06 two too many"),
        pytest.param("freeze", replace(DEFINED, candidates=3), None, None, None,
                     id="SCHEME-06 one too many"),
        pytest.param("freeze", replace(DEFINED, candidates=3, surplus=2), None,
                     "round.no_surplus", "SCHEME-06", id="SCHEME-06 less than the scheme's surplus"),
        pytest.param("freeze", replace(DEFINED, candidates=2), None, "round.no_surplus",
                     "SCHEME-06", id="SCHEME-06 as many as the places"),
        pytest.param("freeze", replace(DEFINED, places=0), None, "round.no_places",
                     "SCHEME-06", id="SCHEME-06 no places"),
        pytest.param("hand_over", PRINTED, None, None, None, id="AIR-04 carried away"),
        pytest.param("hand_over", replace(PRINTED, places=4), None, "round.no_surplus",
                     "SCHEME-06", id="AIR-04 nobody too many"),
        pytest.param("hand_over", replace(PRINTED, clean=False), None, "round.not_zero",
                     "VOTE-22", id="AIR-04 with papers in the file"),
        pytest.param("rehearse", PRINTED, None, None, None, id="VOTE-21 rehearsal"),
        pytest.param("rehearse", replace(PRINTED, clean=False), None, "round.not_zero",
                     "VOTE-22", id="VOTE-22 rehearsed over papers"),
        pytest.param("zero", TESTED, None, None, None, id="VOTE-22 after the test"),
        pytest.param("zero", PRINTED, None, "round.untested", "VOTE-21", id="VOTE-21 skipped"),
        pytest.param("zero", replace(PRINTED, state=RoundState.REHEARSED), None,
                     "round.untested", "VOTE-21", id="VOTE-21 rehearsed only"),
        pytest.param("zero", replace(PRINTED, linked=True), None, None, None,
                     id="VOTE-21 stands on its forerunner"),
        pytest.param("zero", replace(TESTED, clean=False), None, "round.not_zero", "VOTE-22",
                     id="VOTE-22 a paper is in the file"),
        pytest.param("open", ZEROED, None, None, None, id="VOTE-01 not counted yet"),
        pytest.param("open", replace(ZEROED, present=9, issued=9), None, None, None,
                     id="VOTE-01 just enough"),
        pytest.param("open", replace(ZEROED, present=8, issued=8), None, "round.no_quorum",
                     "VOTE-01", id="VOTE-01 one missing"),
        pytest.param("open", replace(ZEROED, present=14), None, "round.present_over_due",
                     "VOTE-01", id="VOTE-01 more than due"),
        pytest.param("open", replace(ZEROED, candidates=2), None, "round.no_surplus",
                     "SCHEME-06", id="SCHEME-06 at the opening"),
        pytest.param("open", replace(ZEROED, present=9, issued=9, least=10), None,
                     "round.too_few_papers", "VOTE-25", id="VOTE-25 too few to be secret"),
        pytest.param("open", replace(ZEROED, present=12, issued=13), None,
                     "round.issued_over_voters", "VOTE-19", id="VOTE-19 more papers than people"),
        pytest.param("open", replace(ZEROED, present=12, issued=12, recused=1), None,
                     "round.issued_over_voters", "VOTE-19", id="VOTE-19 one stays out"),
        pytest.param("open", replace(ZEROED, present=12, issued=11, recused=1), None, None,
                     None, id="VOTE-19 one stayed out"),
        pytest.param("open", replace(ZEROED, present=12, issued=12, printed=11), None,
                     "round.printed_too_few", "VOTE-07", id="VOTE-07 more out than printed"),
        pytest.param("open", replace(ZEROED, printed=0), None, "round.printed_too_few",
                     "VOTE-07", id="VOTE-07 nothing printed"),
        pytest.param("take_back", OPENED, None, None, None, id="VOTE-04 not counted yet"),
        pytest.param("take_back", replace(OPENED, returned=13), None, None, None,
                     id="VOTE-04 too many are taken down"),
        pytest.param("take_back", replace(OPENED, returned=12, spoiled=4), None,
                     "round.printed_too_few", "VOTE-07", id="VOTE-07 spoiled more than left"),
        pytest.param("correct", replace(RETURNED, returned=11, keyed=11), None, None, None,
                     id="VOTE-07 fewer came back"),
        pytest.param("correct", replace(RETURNED, returned=10, keyed=11), None,
                     "round.returned_under_keyed", "VOTE-07", id="VOTE-07 a keyed one is gone"),
        pytest.param("correct", replace(FIRST_KEYED, returned=13), None, "round.returned_fixed",
                     "VOTE-07", id="VOTE-07 after a pass"),
        pytest.param("correct", replace(FIRST_KEYED, left_over=2, spoiled=1), None, None, None,
                     id="VOTE-07 left over counted again"),
        pytest.param("correct", replace(OPENED, present=14), None, "round.present_over_due",
                     "VOTE-01", id="VOTE-01 corrected over due"),
        pytest.param("correct", replace(OPENED, present=10), None, "round.issued_over_voters",
                     "VOTE-19", id="VOTE-19 corrected under issued"),
        pytest.param("key_first", RETURNED, "甲", None, None, id="VOTE-24 goes on"),
        pytest.param("key_first", RETURNED, None, None, None, id="VOTE-24 anybody"),
        pytest.param("key_first", RETURNED, "丙", "round.other_teller", "VOTE-24",
                     id="VOTE-24 another takes over"),
        pytest.param("key_second", FIRST_KEYED, "乙", None, None, id="VOTE-24 second person"),
        pytest.param("key_second", FIRST_KEYED, "甲", "round.same_teller", "VOTE-24",
                     id="VOTE-24 the same person twice"),
        pytest.param("key_second", RETURNED, "乙", "round.second_not_now", "VOTE-24",
                     id="VOTE-24 before the first has ended"),
        pytest.param("key_first", replace(RETURNED, returned=13), "甲", "round.must_be_void",
                     "VOTE-04", id="VOTE-04 more than issued"),
        pytest.param("key_second", replace(FIRST_KEYED, present=11), "乙", "round.must_be_void",
                     "VOTE-04", id="VOTE-04 more than present"),
        pytest.param("restart", RETURNED, None, None, None, id="VOTE-24 first pass again"),
        pytest.param("restart", FIRST_KEYED, None, "round.pass_not_begun", "VOTE-24",
                     id="VOTE-24 nothing to begin again"),
        pytest.param("void", replace(RETURNED, returned=13), None, None, None,
                     id="VOTE-04 only voiding is left"),
        pytest.param("void", replace(PRINTED, state=RoundState.FROZEN), None, None, None,
                     id="VOTE-04 given up before"),
        pytest.param("settle", KEYED, None, None, None, id="VOTE-24 one difference"),
        pytest.param("settle", AGREED, None, "round.settle_not_now", "VOTE-24",
                     id="VOTE-24 no difference"),
        pytest.param("hand_count", AGREED, None, None, None, id="VOTE-18 third count"),
        pytest.param("hand_count", KEYED, None, "round.hand_count_not_now", "VOTE-18",
                     id="VOTE-18 before the passes agree"),
        pytest.param("call", KEYED, None, "round.call_not_now", "VOTE-26",
                     id="VOTE-24 called too early"),
        pytest.param("call", AGREED, None, None, None, id="VOTE-24 called"),
        pytest.param("call", CLOSED, None, None, None, id="VOTE-24 called again"),
        pytest.param("call", replace(AGREED, calling_wanted=False), None, "round.call_unwanted",
                     "VOTE-26", id="VOTE-24 not wanted"),
        pytest.param("close", AGREED, None, None, None, id="VOTE-24 all agrees"),
        pytest.param("close", KEYED, None, "round.close_not_now", "VOTE-24",
                     id="VOTE-24 a difference is open"),
        pytest.param("close", replace(AGREED, returned=13), None, "round.must_be_void",
                     "VOTE-04", id="VOTE-04 at the closing"),
        pytest.param("close", replace(AGREED, present=8, issued=8, returned=8), None,
                     "round.no_quorum", "VOTE-01", id="VOTE-01 at the closing"),
        pytest.param("close", replace(AGREED, spoiled=1), None, "ledger.printed", "VOTE-07",
                     id="VOTE-07 at the closing"),
        pytest.param("close", replace(AGREED, returned=4), None, "round.too_few_papers",
                     "VOTE-25", id="VOTE-25 too few came back"),
        pytest.param("close", replace(AGREED, hand_count=HandCount.DIFFERS), None,
                     "round.hand_count_differs", "VOTE-18", id="VOTE-18 differs"),
        pytest.param("close", replace(AGREED, hand_count=HandCount.EXPLAINED), None, None,
                     None, id="VOTE-18 explained"),
        pytest.param("close", replace(AGREED, hand_count_wanted=True), None,
                     "round.hand_count_missing", "VOTE-18", id="VOTE-18 wanted, not made"),
        pytest.param("reduce", replace(CLOSED, next=NextStep.SECOND_BALLOT), None, None, None,
                     id="VOTE-14 fewer places"),
        pytest.param("reduce", CLOSED, None, "round.nothing_to_reduce", "VOTE-14",
                     id="VOTE-14 a tie is no shortage"),
        pytest.param("reduce", replace(CLOSED, next=NextStep.SECOND_BALLOT, has_successor=True),
                     None, "round.has_successor", "VOTE-14", id="VOTE-14 voted on already"),
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


@pytest.mark.parametrize(
    "facts",
    [
        replace(AGREED, open_differences=1),
        replace(AGREED, second_pass_done=False),
        replace(AGREED, returned=None),
    ],
)
def test_an_agreed_round_that_does_not_agree_is_a_bug(facts):
    with pytest.raises(BrokenInvariantError):
        refusal(RoundStep.CLOSE, facts)


@pytest.mark.parametrize(
    ("step", "facts", "state"),
    [
        (RoundStep.FREEZE, DEFINED, RoundState.FROZEN),
        (RoundStep.PRINT, replace(PRINTED, state=RoundState.FROZEN), RoundState.PRINTED),
        (RoundStep.PRINT, TESTED, RoundState.TESTED),
        (RoundStep.REHEARSE, PRINTED, RoundState.REHEARSED),
        (RoundStep.TEST, replace(PRINTED, state=RoundState.REHEARSED), RoundState.TESTED),
        (RoundStep.ZERO, TESTED, RoundState.ZEROED),
        (RoundStep.OPEN, ZEROED, RoundState.OPENED),
        (RoundStep.TAKE_BACK, OPENED, RoundState.RETURNED),
        (RoundStep.CORRECT, KEYED, RoundState.KEYED),
        (RoundStep.KEY_FIRST, RETURNED, RoundState.RETURNED),
        (RoundStep.KEY_FIRST, replace(RETURNED, first_pass_done=True), RoundState.FIRST_KEYED),
        (RoundStep.KEY_SECOND, FIRST_KEYED, RoundState.FIRST_KEYED),
        (RoundStep.KEY_SECOND, replace(KEYED, state=RoundState.FIRST_KEYED), RoundState.KEYED),
        (RoundStep.KEY_SECOND, replace(AGREED, state=RoundState.FIRST_KEYED), RoundState.AGREED),
        (RoundStep.SETTLE, KEYED, RoundState.KEYED),
        (RoundStep.SETTLE, replace(KEYED, open_differences=0), RoundState.AGREED),
        (RoundStep.CLOSE, AGREED, RoundState.CLOSED),
        (RoundStep.VOID, OPENED, RoundState.VOID),
        (RoundStep.REPORT, CLOSED, RoundState.REPORTED),
        (RoundStep.HAND_OVER, PRINTED, RoundState.CARRIED),
        (RoundStep.RECALL, replace(PRINTED, state=RoundState.CARRIED), RoundState.PRINTED),
        (RoundStep.RECALL, replace(DEFINED, state=RoundState.CARRIED), RoundState.FROZEN),
        (RoundStep.BRING_BACK, replace(PRINTED, state=RoundState.CARRIED), RoundState.CLOSED),
    ],
)
def test_state_after(step, facts, state):
    assert state_after(step, facts) is state


COUNTS = st.integers(0, 6)
TELLERS = st.sampled_from(["甲", "乙"])


class AnyOrder(RuleBasedStateMachine):
    """People take steps in any order with any figures; only permitted ones take effect."""

    def __init__(self):
        super().__init__()
        self.facts = RoundFacts(
            state=RoundState.DEFINED, candidates=3, places=2, due=4, least=2, recused=1
        )
        self.keyed = {1: 0, 2: 0}
        self.differing = 0
        self.seen = [self.facts.state]

    def take(self, step, changed, actor=None):
        if refusal(step, changed, actor):
            return False
        self.facts = replace(changed, state=state_after(step, changed))
        if self.facts.state is not self.seen[-1]:
            self.seen.append(self.facts.state)
        return True

    @rule(candidates=st.integers(1, 4))
    def freeze(self, candidates):
        self.take(RoundStep.FREEZE, replace(self.facts, candidates=candidates))

    @rule(copies=st.integers(1, 6))
    def print(self, copies):
        self.take(RoundStep.PRINT, replace(self.facts, printed=self.facts.printed + copies))

    @rule(step=st.sampled_from([RoundStep.REHEARSE, RoundStep.TEST, RoundStep.ZERO]))
    def prove(self, step):
        self.take(step, self.facts)

    @rule(present=COUNTS, issued=COUNTS)
    def open(self, present, issued):
        self.take(RoundStep.OPEN, replace(self.facts, present=present, issued=issued))

    @rule(returned=COUNTS, spoiled=st.integers(0, 2), left_over=COUNTS)
    def take_back(self, returned, spoiled, left_over):
        changed = replace(self.facts, returned=returned, spoiled=spoiled, left_over=left_over)
        self.take(RoundStep.TAKE_BACK, changed)

    @rule(returned=COUNTS, spoiled=st.integers(0, 2), left_over=COUNTS)
    def correct(self, returned, spoiled, left_over):
        if self.facts.returned is None:
            return
        changed = replace(self.facts, returned=returned, spoiled=spoiled, left_over=left_over)
        self.take(RoundStep.CORRECT, changed)

    @rule(number=st.sampled_from([1, 2]), actor=TELLERS, differs=st.booleans())
    def key(self, number, actor, differs):
        step = RoundStep.KEY_FIRST if number == 1 else RoundStep.KEY_SECOND
        if refusal(step, self.facts, actor):
            return
        if self.keyed[number] < self.facts.returned:
            self.keyed[number] += 1
            self.differing += differs
        done = self.keyed[number] == self.facts.returned
        changed = replace(
            self.facts,
            keyed=max(self.keyed.values()),
            first_pass_done=self.facts.first_pass_done or (number == 1 and done),
            second_pass_done=self.facts.second_pass_done or (number == 2 and done),
            first_teller=actor if number == 1 else self.facts.first_teller,
            second_teller=actor if number == 2 else self.facts.second_teller,
            open_differences=self.differing if number == 2 and done else 0,
        )
        self.take(step, changed, actor)

    @rule()
    def restart(self):
        first = self.facts.state is RoundState.RETURNED
        if self.take(RoundStep.RESTART, self.facts):
            self.keyed[1 if first else 2] = 0
            gone = {"first_teller": None} if first else {"second_teller": None}
            self.facts = replace(self.facts, keyed=max(self.keyed.values()), **gone)

    @rule()
    def settle(self):
        left = max(self.facts.open_differences - 1, 0)
        if self.take(RoundStep.SETTLE, replace(self.facts, open_differences=left)):
            self.differing -= 1

    @rule(found=st.sampled_from(HandCount))
    def count_by_hand(self, found):
        self.take(RoundStep.HAND_COUNT, replace(self.facts, hand_count=found))

    @rule(step=st.sampled_from([RoundStep.CLOSE, RoundStep.REPORT]))
    def end(self, step):
        self.take(step, replace(self.facts, next=NextStep.DONE))

    @precondition(lambda self: voided(self.facts))
    @rule()
    def void(self):
        self.take(RoundStep.VOID, self.facts)

    @invariant()
    def every_state_was_gone_through(self):
        """Each state in its turn; only two may be passed by, and only with their grounds."""
        beside = {RoundState.VOID, RoundState.CARRIED}
        order = [state for state in RoundState if state not in beside]
        way = [order.index(state) for state in self.seen if state is not RoundState.VOID]
        assert way == sorted(way)
        skipped = set(range(way[-1] + 1)) - set(way)
        assert skipped <= {order.index(RoundState.KEYED)}

    @invariant()
    def a_closed_round_met_every_condition(self):
        if self.facts.state not in ENDED:
            return
        facts = self.facts
        assert facts.candidates > facts.places
        assert facts.present * 3 >= facts.due * 2
        assert facts.present <= facts.due
        assert facts.issued <= facts.present - facts.recused
        assert facts.least <= facts.returned <= min(facts.issued, facts.present)
        assert facts.issued + facts.spoiled + facts.left_over == facts.printed
        assert self.keyed == {1: facts.returned, 2: facts.returned}
        assert {facts.first_teller, facts.second_teller} == {"甲", "乙"}
        assert facts.open_differences == 0
        assert facts.hand_count is not HandCount.DIFFERS

    @invariant()
    def too_many_papers_never_get_keyed(self):
        if voided(self.facts):
            assert self.keyed == {1: 0, 2: 0} or self.facts.state not in ENDED


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=150, stateful_step_count=50, deadline=None)


def test_the_machine_can_reach_the_end():
    """Without this, the invariant above could hold by never closing anything."""
    machine = AnyOrder()
    machine.freeze(3)
    machine.print(5)
    for step in (RoundStep.REHEARSE, RoundStep.TEST, RoundStep.ZERO):
        machine.prove(step)
    machine.open(4, 3)
    machine.take_back(2, 1, 2)
    machine.correct(2, 1, 1)
    for actor, number in (("甲", 1), ("甲", 2), ("甲", 1), ("乙", 2), ("乙", 2)):
        machine.key(number, actor, differs=number == 2)
    assert machine.facts.state is RoundState.KEYED
    machine.settle()
    machine.settle()
    machine.end(RoundStep.CLOSE)
    machine.end(RoundStep.REPORT)
    assert machine.facts.state is RoundState.REPORTED
    machine.a_closed_round_met_every_condition()
    machine.every_state_was_gone_through()
