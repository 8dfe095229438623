"""Papers that cannot be written: a sentence each, nothing by half, the ledger as it was."""

import resource
import shutil
import sys
from pathlib import Path

import pytest

from tests.children import in_a_child
from tests.conftest import trail_of
from tests.durability.keying import machine
from zjgdesk.errors import DeskError
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import RoundState
from zjgdesk.services import box_papers, count_papers, issued, printing, rounds
from zjgdesk.services.round_detail import read_round
from zjgdesk.services.workspace import open_workspace
from zjgdesk.ui.messages import explain

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks and limits of Unix")
NOT_WRITABLE = Path("/proc")


@pytest.fixture
def frozen(desk, new_round):
    round_id = rounds.define_round(desk, new_round())
    rounds.freeze_round(desk, round_id)
    return round_id


@pytest.fixture
def form(desk, frozen):
    """An issued paper that is no ballot."""
    return box_papers.print_attendance(desk, frozen)


def limited(size, act):
    """Act while no file may grow beyond a size; return the code of the refusal, "" for none."""
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        act()
    except DeskError as error:
        refused = error
    else:
        return ""
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    assert "（依据 DESK-07）" in explain(refused)
    return refused.code


def state_of(desk, round_id):
    detail = read_round(desk, round_id)
    return (
        detail.printed,
        detail.row.state,
        len(trail_of(desk)),
        len(issued.list_issued(desk)),
        sorted(path.name for path in (desk.folder / issued.FOLDER).iterdir()),
    )


def test_a_ballot_that_finds_no_room_is_not_issued(workspace, folder, frozen):
    workspace.close()

    def work():
        opened = open_workspace(folder, machine=machine(7))
        desk = opened.sign_in("经办人", "")
        before = state_of(desk, frozen)
        assert before[:2] == (0, RoundState.FROZEN)
        told = []
        for size in (0, 512, 4096, 20_000, 40_000):
            told.append(limited(size, lambda: count_papers.print_ballot(desk, frozen, copies=10)))
            assert state_of(desk, frozen) == before, size
        assert set(told) == {"issued.unwritable"}, told
        opened.close()

    assert in_a_child(work) == 0


def test_a_ballot_that_the_ledger_finds_no_room_for_leaves_no_file(workspace, folder, frozen):
    """The page can be written, the database cannot: the page goes again."""
    workspace.close()

    def work():
        opened = open_workspace(folder, machine=machine(7))
        desk = opened.sign_in("经办人", "")
        journal = folder / "desk.db-wal"
        while not journal.exists() or journal.stat().st_size < 900_000:
            with desk.acting(Action.CHANGE_OFFICE_TEXT, "text:none"):
                pass
        before = state_of(desk, frozen)
        size = journal.stat().st_size
        told = limited(size, lambda: count_papers.print_ballot(desk, frozen, copies=10))
        assert told in {"disk.full", "disk.failed"}
        assert state_of(desk, frozen) == before
        row = count_papers.print_ballot(desk, frozen, copies=10)
        assert issued.read_issued(desk, row.id)
        assert read_round(desk, frozen).printed == 10
        opened.close()

    assert in_a_child(work) == 0


def test_a_paper_issued_twice_is_not_taken_away_by_a_failure(desk, form):
    content = issued.read_issued(desk, form.id)

    def fail():
        with desk.acting(Action.PRINT_BOX_FORMS, "round:1") as deed:
            issued.keep(desk, deed, content, kind=form.kind, title=form.title, pages=form.pages)
            raise DeskError("disk.full", rule="DESK-07")

    with pytest.raises(DeskError, match=r"disk\.full"):
        fail()
    assert issued.read_issued(desk, form.id) == content


def test_saving_on_a_full_disk_keeps_what_was_there(desk, form, tmp_path):
    target = tmp_path / "登记表.pdf"
    target.write_bytes(b"old")
    entries = len(trail_of(desk))
    size = len(issued.read_issued(desk, form.id))

    def work():
        for room in (0, 1, size // 2, size - 1):
            act = limited(room, lambda: printing.export_paper(desk, form.id, target))
            assert act == "save.full", (room, act)
            assert target.read_bytes() == b"old"
        assert [path.name for path in tmp_path.glob("*.p*")] == [target.name]
        assert len(trail_of(desk)) == entries

    assert in_a_child(work) == 0


def test_a_folder_that_vanished_is_told(desk, form, tmp_path):
    folder = tmp_path / "光盘"
    folder.mkdir()
    shutil.rmtree(folder)
    entries = len(trail_of(desk))
    with pytest.raises(DeskError, match=r"save\.unwritable") as caught:
        printing.export_paper(desk, form.id, folder / "登记表.pdf")
    assert "登记表.pdf" in explain(caught.value)
    assert len(trail_of(desk)) == entries


@pytest.mark.skipif(not NOT_WRITABLE.is_mount(), reason="no such file system is mounted here")
def test_a_folder_that_takes_no_files_is_told(desk, form):
    entries = len(trail_of(desk))
    with pytest.raises(DeskError, match=r"save\.(shut|unwritable)") as caught:
        printing.export_paper(desk, form.id, NOT_WRITABLE / "登记表.pdf")
    assert "请换一个文件夹" in explain(caught.value)
    assert len(trail_of(desk)) == entries
