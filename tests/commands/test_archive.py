"""Archiving and checking from the command line, without a window."""

import io
import json

import pytest

from tests.services.conftest import *  # noqa: F403 - rounds to archive
from tests.services.test_archiving import closed_round  # noqa: F401
from zjgdesk.__main__ import main


@pytest.fixture
def told(monkeypatch, capsys):
    def say(*arguments, passphrase=""):
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{passphrase}\n"))
        code = main([str(each) for each in arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return say


@pytest.fixture
def closed(workspace, folder, request):
    """The folder of a workspace with one closed round, and the round."""
    round_id = request.getfixturevalue("closed_round")()
    workspace.close()
    return folder, round_id


def test_a_round_is_archived_and_checked(told, closed, tmp_path):
    folder, round_id = closed
    out = tmp_path / "归档.zip"
    code, said, _ = told("archive", folder, round_id, "--as", "督查员", "--out", out)
    row = json.loads(said)
    assert (code, row["papers"], row["out"]) == (0, 8, "归档.zip")
    code, said, _ = told("verify", out, "--anchor", row["anchor"])
    assert (code, "结论：一致" in said) == (0, True)
    code, said, _ = told("verify", out, "--anchor", "0000 0000 0000 0000")
    assert (code, "不一致：短码" in said) == (1, True)
    code, _, err = told("archive", folder, round_id, "--as", "督查员", "--out", out)
    assert (code, "已经有“归档.zip”" in err) == (1, True)


def test_vote_records_are_written(told, closed, tmp_path):
    folder, round_id = closed
    out = tmp_path / "选票.json"
    code, said, _ = told("archive", folder, round_id, "--as", "总监票", "--out", out, "--cvr")
    assert (code, json.loads(said)) == (0, {"papers": 8, "out": "选票.json"})
    assert len(json.loads(out.read_bytes())["CVR"]) == 8


def test_what_cannot_be_done_is_said(told, closed, tmp_path):
    folder, _ = closed
    code, _, err = told("archive", folder, 99, "--as", "总监票", "--out", tmp_path / "归档")
    assert (code, bool(err)) == (1, True)
    assert not (tmp_path / "归档").exists()
    code, _, err = told("verify", tmp_path / "没有")
    assert (code, "不是归档" in err) == (2, True)
