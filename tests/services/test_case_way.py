"""No road leads past the rules: random steps over a real workspace, held against the way."""

import random
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.cases import Player
from tests.conftest import PEOPLE, Clock
from zjgdesk.errors import DeskError
from zjgdesk.rules.case_effect import Standing, effect
from zjgdesk.rules.case_facts import DECIDED, FINDING, OPEN, WAY, next_steps
from zjgdesk.rules.vocabulary import CaseState, CaseStep, Purpose, Result
from zjgdesk.services import case_access
from zjgdesk.services.accounts import NewAccount
from zjgdesk.services.case_reading import list_cases
from zjgdesk.services.desk import Machine
from zjgdesk.services.workspace import create_workspace, open_workspace

PLAIN = sorted(set(CaseStep) - {CaseStep.NOTIFY, CaseStep.APPLY, CaseStep.DETERMINE})


def test_every_state_but_the_ends_can_be_left_and_reached():
    reached = {after for ways in WAY.values() for after in ways.values()}
    assert reached == set(CaseState) - {CaseState.NOTIFIED}
    assert all(next_steps(state) for state in CaseState)


def test_a_state_is_open_decided_or_ended():
    assert set(CaseState) - OPEN - DECIDED == {CaseState.REFUSED, CaseState.WITHDRAWN}
    assert not OPEN & DECIDED
    assert FINDING < OPEN


class CaseMachine(RuleBasedStateMachine):
    """Any step at any time, with what it needs or without."""

    def __init__(self):
        super().__init__()
        self.model = CaseState.NOTIFIED
        self.before = None
        self.player = None

    @initialize()
    def begin(self):
        self.player = Player(self.desk)
        self.player.day = self.player.day.replace(year=2026, month=1, day=1) + timedelta(days=243)
        self.days = 0

    def _tried(self, deed):
        """Do a deed; say by which code it was refused."""
        held = self.player.day
        try:
            deed()
        except DeskError as error:
            self.player.day = held
            return error.code
        return None

    @rule(step=st.sampled_from(PLAIN), words=st.sampled_from(["按规定办理。", " "]))
    def take(self, step, words):
        self._still_this_year()
        code = self._tried(lambda: self.player.step(step, words))
        possible = step in next_steps(self.model)
        if code is None:
            assert possible
            if step is CaseStep.ASK_REVIEW:
                self.before = self.model
            if step is CaseStep.UPHOLD:
                self.model = self.before
            else:
                self.model = WAY[step][self.model]
        elif not possible:
            assert code == "case.step_not_now"

    @rule()
    def apply(self):
        self._still_this_year()
        code = self._tried(self.player.apply)
        assert (code is None) == (self.model is CaseState.NOTIFIED)
        if code is None:
            self.model = CaseState.APPLIED

    @precondition(lambda self: self.model in FINDING)
    @rule(done=st.booleans())
    def task(self, done):
        self.player.task(done=done)

    @precondition(lambda self: self.model in FINDING)
    @rule(finding=st.sampled_from(["met", "unclear", "not_met"]))
    def find(self, finding):
        self.player.find({"5a": finding})

    @rule()
    def sit(self):
        code = self._tried(self.player.sit)
        assert (code is None) == (self.model is CaseState.INVESTIGATED)

    @rule(result=st.sampled_from(Result), breach=st.sampled_from(["", "客观不能挽回。"]))
    def decide(self, result, breach):
        self._still_this_year()
        code = self._tried(lambda: self.player.decide(result, breach_reason=breach))
        if self.model is not CaseState.DELIBERATED:
            assert code == "case.step_not_now"
        elif code is None:
            self.model = CaseState.DECIDED
        else:
            assert code in {"case.unclear", "case.breach_unreasoned"}

    @invariant()
    def what_is_kept_is_what_the_way_says(self):
        if self.player is None:
            return
        row = next(r for r in list_cases(self.desk) if r.id == self.player.case_id)
        assert row.state is self.model
        detail = self.player.detail()
        assert (detail.determination is not None) == (
            self.model in DECIDED or self.model is CaseState.REVIEWING
        )
        assert [taken.led_to for taken in detail.steps][-1] is self.model
        days = [taken.on for taken in detail.steps]
        assert days == sorted(days)
        shown = effect(Standing(row.state, row.result, row.effect_until), row.state_on)
        assert (shown is not None and shown.kind == "open") == (self.model in OPEN)
        can = {step for step in CaseStep if detail.refusal(step) is None} - {CaseStep.NOTIFY}
        assert can <= set(next_steps(self.model))

    def _still_this_year(self):
        """The clock goes along, so that no step lies in the future."""
        self.days += 1
        self.clock.now += timedelta(days=1)


@pytest.fixture
def machine_of(tmp_path):
    """Bind a machine to one real workspace that all its runs share."""
    clock = Clock()
    machine = Machine(clock, random.Random(7))
    accounts = [NewAccount(name, role) for name, role in PEOPLE.items()]
    create_workspace(
        tmp_path / "案卷", title="测试", year=2026, purpose=Purpose.SAMPLE, accounts=accounts,
        machine=machine,
    )  # fmt: skip
    workspace = open_workspace(tmp_path / "案卷", machine=machine)
    desk = workspace.sign_in("经办人", "")

    class Bound(CaseMachine):
        pass

    Bound.desk, Bound.clock = desk, clock
    yield Bound
    workspace.close()


def test_no_road_leads_past_the_rules(machine_of):
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(
        machine_of,
        settings=settings(
            max_examples=25, stateful_step_count=25, deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
    assert case_access.list_handled(machine_of.desk)
