"""Every action, tried by every role through the services. Rule: DESK-04."""

import random
import shutil
from dataclasses import fields, replace

import pytest

from tests.cases import NOTICE
from tests.conftest import PEOPLE, Clock
from tests.services.role_calls import CALLS, NONE, Place
from tests.ui.making import candidates_of
from zjgdesk.errors import DeskError
from zjgdesk.rules.roles import ACTIONS, TWO_PEOPLE, Action, Together
from zjgdesk.rules.vocabulary import Role, Track
from zjgdesk.services import case_intake, register_papers
from zjgdesk.services.desk import Actor, Desk, Machine
from zjgdesk.services.workspace import open_workspace

NAMES = {role: name for name, role in reversed(PEOPLE.items())}
# A wrong passphrase and another program are put on the trail of whoever comes in, and a workspace
# is encrypted by way of its folder: nobody sits at a desk yet.
BEFORE_THE_DESK = {Action.FAIL_SIGN_IN, Action.NOTE_PROGRAM, Action.ENCRYPT_WORKSPACE}


class Watched(Desk):
    """A desk that remembers which rights were asked for."""

    asked: list[Action]

    def may(self, action):
        self.asked.append(action)
        return super().may(action)


@pytest.fixture(scope="module")
def prepared(made_once, tmp_path_factory):
    """One workspace for all calls: the desk of the clerk, a case, a paper."""
    out = tmp_path_factory.mktemp("calls")
    folder = shutil.copytree(made_once, out / "案卷")
    workspace = open_workspace(folder, machine=Machine(Clock(), random.Random(7)))
    desk = workspace.sign_in("经办人", "")
    case_id = case_intake.open_case(desk, NOTICE)
    candidates_of(desk)
    paper = register_papers.print_register(desk, Track.CADRE)
    yield desk, Place(case_id, paper.id, out, made_once)
    workspace.close()


def at_desk(desk, role):
    told = {field.name: getattr(desk, field.name) for field in fields(Desk)}
    watched = Watched(**(told | {"actor": Actor(NAMES[role], role)}))
    object.__setattr__(watched, "asked", [])
    return watched


def test_every_action_has_its_call():
    assert set(CALLS) == set(Action)


@pytest.mark.parametrize("action", [pytest.param(each, id=f"DESK-04 {each}") for each in CALLS])
def test_each_role_is_refused_exactly_as_the_table_says(action, prepared):
    desk, place = prepared
    refused = set()
    for role in Role:
        watched = at_desk(desk, role)
        try:
            CALLS[action](watched, place)
        except DeskError as error:
            if error.code == "role.denied":
                refused.add((error.facts["role"], error.facts["action"]))
        if action not in BEFORE_THE_DESK:
            assert watched.asked[0] is action, "the right is asked for before anything else"
    assert refused == {(role, action) for role in set(Role) - ACTIONS[action]}


def test_what_is_refused_is_not_on_the_trail(prepared):
    desk, place = prepared
    before = [row.seq for row in CALLS[Action.READ_TRAIL](at_desk(desk, Role.AUDITOR), place)]
    for action in CALLS.keys() - BEFORE_THE_DESK:
        for role in set(Role) - ACTIONS[action]:
            with pytest.raises(DeskError, match=r"role\.denied"):
                CALLS[action](at_desk(desk, role), place)
    after = [row.seq for row in CALLS[Action.READ_TRAIL](at_desk(desk, Role.AUDITOR), place)]
    assert after == before


@pytest.mark.parametrize(
    "action", [action for action, how in TWO_PEOPLE.items() if how is not Together.BLIND]
)
def test_what_takes_two_is_never_kept_for_one(action, prepared):
    """Whatever a service forgets: without the second person nothing is kept. Rule: VOTE-23."""
    desk, _place = prepared
    alone = replace(desk, actor=Actor("总监票", Role.SCRUTINEER))
    for told in ({}, {"people": ("总监票",)}, {"witness": "总监票"}):
        with (
            pytest.raises(DeskError, match=r"role\.second_missing"),
            alone.acting(action, f"round:{NONE}", **told),
        ):
            pass
    with alone.acting(action, "test", people=("总监票", "监票乙"), witness="监票乙"):
        pass
