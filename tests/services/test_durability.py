"""What was told as kept is there: after a kill, a power cut, a full disk."""

import os
import resource
import shutil
import sqlite3
import sys
from contextlib import closing

import pytest

from tests.children import in_a_child
from tests.durability.keying import held, key_on, machine, marks_of, prepare, whole
from tests.durability.killing import kill_often
from zjgdesk.errors import DeskError
from zjgdesk.services import keying
from zjgdesk.services.workspace import open_workspace

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks and limits of Unix")


@pytest.fixture
def waiting(folder):
    """A closed workspace with a round of 300 papers to be keyed."""
    workspace = open_workspace(folder, machine=machine(7))
    try:
        return prepare(workspace, 300)
    finally:
        workspace.close()


def test_killed_at_random_moments_nothing_told_is_lost(folder, waiting):
    """The long form is tools/stress.py: 200 kills."""
    kept, untold = kill_often(folder, waiting, 25)
    assert 25 <= kept <= 300
    assert untold <= 25
    workspace = open_workspace(folder, machine=machine(8))
    desk = workspace.sign_in("计票甲", "")
    assert keying.next_paper(desk, waiting, 1) == (kept + 1 if kept < 300 else None)
    assert keying.last_keyed(desk, waiting, 1) == kept
    workspace.close()


def test_a_paper_kept_but_not_told_is_recognised(folder, waiting):
    """The power went between the commit and the word of it: the same token is no second paper."""
    workspace = open_workspace(folder, machine=machine(7))
    desk = workspace.sign_in("计票甲", "")
    told = {"pass_no": 1, "paper_no": 1, "marks": marks_of(1), "token": "the paper in hand"}
    keying.key_paper(desk, waiting, **told)
    keying.key_paper(desk, waiting, **told)
    with pytest.raises(DeskError, match=r"keying\.number_taken"):
        keying.key_paper(desk, waiting, **(told | {"token": "another"}))
    workspace.close()
    assert held(folder) == {1}


def test_a_power_cut_at_any_byte_of_the_journal_leaves_whole_papers(folder, waiting, tmp_path):
    """Whatever part of the last write reached the disk, the papers before it are all there."""
    workspace = open_workspace(folder, machine=machine(7))
    desk = workspace.sign_in("计票甲", "")
    ends = []
    journal = folder / "desk.db-wal"
    for number in range(1, 7):
        keying.key_paper(
            desk, waiting, pass_no=1, paper_no=number, marks=marks_of(number), token=str(number)
        )
        ends.append(journal.stat().st_size)
    shutil.copytree(folder, tmp_path / "cut")
    workspace.close()
    written = (tmp_path / "cut" / "desk.db-wal").read_bytes()
    cuts = range(ends[2], ends[-1] + 1, max(1, (ends[-1] - ends[2]) // 120))
    for cut in cuts:
        torn = tmp_path / "torn"
        shutil.rmtree(torn, ignore_errors=True)
        shutil.copytree(tmp_path / "cut", torn)
        (torn / "desk.db-shm").unlink(missing_ok=True)
        (torn / "desk.db-wal").write_bytes(written[:cut] + os.urandom(300))
        least = sum(end <= cut for end in ends)
        assert held(torn) == set(range(1, least + 1)), cut
        assert whole(torn)


def test_a_disk_that_is_full_at_every_write_keeps_nothing_by_half(folder, waiting):
    code = in_a_child(lambda: _fill_the_disk(folder, waiting))
    assert code == 0
    assert held(folder) == set(range(1, 31))
    assert whole(folder)


def _fill_the_disk(folder, round_id):
    """Let the journal grow by a little more each time; every refusal leaves all as it was."""
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    refused = []
    workspace = open_workspace(folder, machine=machine(7))
    desk = workspace.sign_in("计票甲", "")
    journal = folder / "desk.db-wal"
    for number in range(1, 31):
        for more in range(0, 30_000, 1024):
            size = journal.stat().st_size if journal.exists() else 0
            resource.setrlimit(resource.RLIMIT_FSIZE, (size + more, hard))
            try:
                keying.key_paper(
                    desk, round_id, pass_no=1, paper_no=number, marks=marks_of(number),
                    token=f"{number}",
                )  # fmt: skip
            except DeskError as error:
                refused.append(error.code)
            else:
                break
            finally:
                resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
            assert keying.next_paper(desk, round_id, 1) == number
    assert len(refused) > 30
    assert set(refused) <= {"disk.full", "disk.failed"}
    workspace.close()


def test_a_round_keyed_to_the_end_over_a_break_is_whole(folder, waiting):
    told = []
    key_on(folder, waiting, told.append, seed=1, most=40)
    key_on(folder, waiting, told.append, seed=2)
    assert told == list(range(1, 301))
    assert held(folder) == set(told)
    with closing(sqlite3.connect(folder / "desk.db")) as raw:
        ids = [row[0] for row in raw.execute("SELECT id FROM keyed_paper ORDER BY paper_no")]
    assert ids != sorted(ids)
