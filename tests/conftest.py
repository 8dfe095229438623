"""Real workspaces in temporary folders; every test signs in as whom it needs."""

import os
import random
import shutil
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, settings

from zjgdesk.rules.vocabulary import Purpose, Role
from zjgdesk.services.accounts import NewAccount
from zjgdesk.services.desk import Actor, Machine
from zjgdesk.services.trail import list_trail
from zjgdesk.services.workspace import create_workspace, open_workspace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # no test needs a display

# How long an example takes to make tells of the machine and what else it does, not of the project.
settings.register_profile("calm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("calm")

NOON = datetime(2026, 11, 18, 4, 0, tzinfo=UTC)

PEOPLE = {
    "管理员": Role.ADMINISTRATOR,
    "经办人": Role.CLERK,
    "计票甲": Role.TELLER,
    "计票乙": Role.TELLER,
    "总监票": Role.SCRUTINEER,
    "监票乙": Role.SCRUTINEER,
    "督查员": Role.AUDITOR,
}


def trail_of(desk):
    """Return the trail of the desk's workspace, as the auditor reads it."""
    return list_trail(replace(desk, actor=Actor("督查员", Role.AUDITOR)))


class Clock:
    """A clock that tests move by hand."""

    def __init__(self, now=NOON):
        self.now = now

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def machine(clock):
    return Machine(clock, random.Random(7))


@pytest.fixture(scope="session")
def made_once(tmp_path_factory):
    """A new sample workspace, closed; its people have no passphrases."""
    folder = tmp_path_factory.mktemp("made") / "案卷"
    create_workspace(
        folder,
        title="测试案卷",
        year=2026,
        purpose=Purpose.SAMPLE,
        accounts=[NewAccount(name, role) for name, role in PEOPLE.items()],
        machine=Machine(Clock(), random.Random(7)),
    )
    return folder


@pytest.fixture
def folder(tmp_path, made_once):
    """A copy of the new workspace for one test alone."""
    return shutil.copytree(made_once, tmp_path / "案卷")


@pytest.fixture
def workspace(folder, machine):
    """The workspace, open."""
    workspace = open_workspace(folder, machine=machine)
    yield workspace
    workspace.close()


@pytest.fixture
def sign_in(workspace):
    """Sign in by name; the sample's people have no passphrases."""
    return lambda name: workspace.sign_in(name, "")


@pytest.fixture
def desk(sign_in):
    """The clerk's desk."""
    return sign_in("经办人")
