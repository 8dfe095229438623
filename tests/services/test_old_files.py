"""A workspace of an earlier release goes on where it stood."""

import random
import shutil
from pathlib import Path

import pytest

from tests.conftest import Clock
from tests.services.conftest import marks
from zjgdesk.rules.vocabulary import RoundState
from zjgdesk.services import counting, keying, rounds
from zjgdesk.services.desk import Machine
from zjgdesk.services.locks import Key
from zjgdesk.services.round_detail import read_round
from zjgdesk.services.trail import check_trail
from zjgdesk.services.workspace import open_workspace

OLD = Path(__file__).parents[1] / "old_files"


@pytest.fixture
def open_old(tmp_path):
    opened = []

    def make(revision):
        folder = tmp_path / revision
        folder.mkdir()
        shutil.copy(OLD / revision / "desk.db", folder / "desk.db")
        (folder / "issued").mkdir()
        workspace = open_workspace(folder, machine=Machine(Clock(), random.Random(2027)))
        opened.append(workspace)
        return workspace

    yield make
    for workspace in opened:
        workspace.close()


def test_a_round_half_keyed_in_the_second_release_is_keyed_to_its_end(open_old):
    workspace = open_old("0002")
    chief = workspace.sign_in("总监票", "")
    half = next(r for r in rounds.list_rounds(chief) if r.state is RoundState.RETURNED)
    assert keying.last_keyed(chief, half.id, 1) == 3
    for pass_no, teller in ((1, "计票甲"), (2, "计票乙")):
        desk = workspace.sign_in(teller, "")
        while (number := keying.next_paper(desk, half.id, pass_no)) is not None:
            keying.key_paper(
                desk, half.id, pass_no=pass_no, paper_no=number, marks=marks("ynya"),
                token=f"{pass_no}-{number}",
            )  # fmt: skip
        assert keying.finish_pass(desk, half.id, pass_no) == 0
    outcome = counting.close_round(chief, half.id, keys=(Key("总监票", ""), Key("监票乙", "")))
    assert (outcome.valid, outcome.counts[0].yes) == (8, 8)
    assert check_trail(workspace.folder).broken_at is None


@pytest.mark.parametrize("revision", ["0001", "0002"])
def test_closed_rounds_keep_their_outcome_and_their_sitting(open_old, revision):
    workspace = open_old(revision)
    desk = workspace.sign_in(workspace.accounts()[0].name, "")
    counted = [
        read_round(desk, row.id)
        for row in rounds.list_rounds(desk)
        if row.state in {RoundState.CLOSED, RoundState.REPORTED}
    ]
    assert counted
    for detail in counted:
        assert detail.outcome.elected
        assert detail.ledger == ()
        assert detail.officers.chief
        assert detail.row.meeting
