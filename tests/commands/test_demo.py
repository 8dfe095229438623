"""The main job in one command, and what is left of it when the program is killed."""

import contextlib
import io
import random
import re
import signal
import subprocess
import sys
import time

import pytest

from tests.children import unmeasured
from tests.conftest import Clock
from zjgdesk.__main__ import main
from zjgdesk.documents.proof import page_texts
from zjgdesk.errors import DeskError
from zjgdesk.services import rounds
from zjgdesk.services.case_papers import CasePaper
from zjgdesk.services.desk import Machine
from zjgdesk.services.passphrases import Key
from zjgdesk.services.round_detail import read_round
from zjgdesk.services.sample_facts import CHIEF, STATION_WORD
from zjgdesk.services.trail import check_trail
from zjgdesk.services.workspace import open_workspace

KILLS = 10


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """One demonstration, without pictures."""
    out = tmp_path_factory.mktemp("demo") / "out"
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        assert main(["demo", "--out", str(out), "--no-pictures"]) == 0
    (out / "said.txt").write_text(said.getvalue(), "utf-8")
    return out


def text_of(path):
    return "".join("".join(page_texts(path.read_bytes())).split())


def papers(made, kind):
    return [text_of(p) for p in sorted((made / "papers").glob(f"*-{kind}.pdf"))]


CASE_PAPERS = {str(kind) for kind in CasePaper} - {"case_refusal", "case_review"}


def test_it_leaves_workspace_and_papers(made):
    kinds = {path.stem.partition("-")[2] for path in (made / "papers").iterdir()}
    assert kinds == {
        "ballot", "rehearsal", "test_deck", "tally_sheet", "zero_report", "report", "elected",
        "notice", "supplement", "circular", "media_register", "reward_register", *CASE_PAPERS, "case_file", "case_ballot", "request", "clearance_request",
        "reminder", "opinion_summary", "shortlist", "shortlist_public", "booklet", "coupon",
        "votes", "attendance", "package_register", "box_seal", "candidate_register", "candidate_overview",
    }  # fmt: skip
    assert check_trail(made / "workspace").broken_at is None


def test_a_rare_name_is_on_every_paper_that_names_the_elected(made):
    for kind in ("elected", "notice"):
        assert "龚㛃䶮" in papers(made, kind)[0]
    assert "龚㛃䶮" in papers(made, "ballot")[0]


def test_the_list_for_the_public_carries_no_figures_and_the_report_does(made):
    assert "应到会13" in papers(made, "report")[0]
    assert "同意" not in papers(made, "elected")[0]


def test_thirty_are_elected_over_all_rounds(made):
    elected = papers(made, "elected")[0]
    assert "下列30名同志当选" in elected


def test_the_sample_ties_and_is_decided_by_a_runoff(made):
    assert len(papers(made, "report")) == len(papers(made, "zero_report")) == 2
    assert "再次投票" in papers(made, "report")[0]


def test_it_says_what_it_did_and_how_long_it_took(made):
    lines = (made / "said.txt").read_text("utf-8").splitlines()
    timed = [line for line in lines if re.match(r" *\d+\.\d\d 秒  ", line)]
    assert len(timed) == 24
    assert any("好单位 47 个、好干部 97 人" in line for line in timed)


def sides(made):
    """The rounds as the office has them, and as the counting machine has them."""
    for folder, word in (("workspace", ""), ("station", STATION_WORD)):
        machine = Machine(Clock(), random.Random(1))
        key = Key(CHIEF, word) if word else None
        workspace = open_workspace(made / folder, machine=machine, key=key)
        desk = workspace.sign_in(CHIEF, word)
        details = [read_round(desk, row.id) for row in rounds.list_rounds(desk)]
        assert check_trail(made / folder, desk.vault.database_key()).broken_at is None
        workspace.close()
        yield [(d.row.title, d.row.state, d.definition_digest, d.outcome) for d in details]


def test_the_ballot_went_over_and_its_result_came_back(made):
    here, there = sides(made)
    assert here == there
    assert len(here) == 2
    assert sorted(path.name for path in (made / "media").iterdir()) == sorted(
        ["票决", "计票结果", "结果码单.pdf", "办公电脑名片.json", "计票机名片.json"]
    )


def test_a_folder_in_use_is_not_overwritten(made, capsys):
    assert main(["demo", "--out", str(made)]) == 1
    assert "已经有内容" in capsys.readouterr().err


def count_steps(workspace_folder):
    return check_trail(workspace_folder).entries


@pytest.mark.parametrize("part", range(KILLS))
def test_killed_at_any_moment_the_workspace_opens_and_the_trail_checks(
    made, tmp_path, part, clock
):
    """What was acknowledged is there; at most the entry in hand is missing."""
    whole = count_steps(made / "workspace")
    out = tmp_path / "out"
    # The child is not measured: it would be slower and have no chance to say what it ran.
    process = subprocess.Popen(
        [sys.executable, "-m", "zjgdesk", "demo", "--out", str(out), "--no-pictures"],
        env=unmeasured(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    # Wait for a share of the trail rather than of the time: machines differ.
    target = 1 + whole * part // KILLS
    chance = random.Random(part)
    acknowledged = 0
    while process.poll() is None and acknowledged < target:
        time.sleep(0.01)
        acknowledged = entries(out / "workspace", acknowledged)
    time.sleep(chance.random() * 0.01)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    found = check_trail(out / "workspace")
    assert found.broken_at is None
    assert found.entries >= acknowledged
    workspace = open_workspace(out / "workspace", machine=Machine(clock, chance))
    workspace.close()
    assert check_trail(out / "workspace").entries == found.entries


def entries(folder, before):
    """Return how many entries others can see by now; a file still being made has none."""
    try:
        return max(before, check_trail(folder).entries)
    except DeskError:
        return before


def test_every_round_is_archived_and_agrees(made):
    told = (made / "verify.txt").read_text(encoding="utf-8")
    archives = sorted(path.name for path in made.glob("archive-*"))
    assert archives == ["archive-1", "archive-2"]
    assert told.count("结论：一致") == 2
    assert "不一致" not in told
