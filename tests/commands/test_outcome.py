import argparse
import io
import json
import sys

import pytest

from zjgdesk.commands import outcome

YES_NO = ["yes", "no", "abstain"]
BASE = {
    "due": 13,
    "present": 12,
    "places": 2,
    "base": "due",
    "candidates": ["甲", "乙", "丙"],
    "printed": 15,
    "issued": 12,
    "returned": 12,
    "papers": [*([["yes", "no", "abstain"]] * 11), {"invalid": "illegible"}],
}


@pytest.fixture
def run(tmp_path, capsys):
    """Run the command on a file; return its exit code, its result and what it said."""

    def run(content):
        path = tmp_path / "round.json"
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        code = call(str(path))
        printed = capsys.readouterr()
        return code, json.loads(printed.out) if printed.out else None, printed.err

    return run


def call(path):
    parser = argparse.ArgumentParser()
    outcome.add_parser(parser.add_subparsers())
    args = parser.parse_args(["outcome", path])
    return args.run(args)


def changed(**changes):
    return BASE | changes


def without(*keys):
    return {key: value for key, value in BASE.items() if key not in keys}


def with_paper(paper):
    return changed(papers=[*BASE["papers"][:4], paper, *BASE["papers"][5:]])


def test_a_runoff(run):
    papers = [["yes", "yes", "no"]] * 4 + [["yes", "no", "yes"]] * 4 + [["no", "yes", "yes"]] * 3
    code, result, said = run(changed(papers=[*papers, {"invalid": "illegible"}]))
    assert (code, said) == (0, "")
    assert result == {
        "stands": True,
        "valid": 11,
        "invalid": 1,
        "counts": [
            {"name": "甲", "yes": 8, "no": 3, "abstain": 0, "void": 0},
            {"name": "乙", "yes": 7, "no": 4, "abstain": 0, "void": 0},
            {"name": "丙", "yes": 7, "no": 4, "abstain": 0, "void": 0},
        ],
        "needed": 7,
        "elected": ["甲"],
        "tied": ["乙", "丙"],
        "places_left": 1,
        "next": "runoff",
        "rules": ["VOTE-13"],
    }
    keys = "stands valid invalid counts needed elected tied places_left next rules"
    assert " ".join(result) == keys


@pytest.mark.parametrize(
    ("content", "step", "rule", "elected"),
    [
        pytest.param(BASE, "second_ballot", "VOTE-14", ["甲"], id="VOTE-14 one short"),
        pytest.param(changed(places=1), "done", "VOTE-12", ["甲"], id="VOTE-12 filled"),
        pytest.param(changed(present=8), "no_quorum", "VOTE-01", [], id="VOTE-01 one missing"),
        pytest.param(changed(issued=11), "revote", "VOTE-04", [], id="VOTE-04 over issued"),
        pytest.param(
            changed(returned=13, papers=[]), "revote", "VOTE-04", [], id="VOTE-04 not counted"
        ),
    ],
)
def test_next_step(run, content, step, rule, elected):
    code, result, _ = run(content)
    assert code == 0
    assert (result["next"], result["rules"], result["elected"]) == (step, [rule], elected)
    assert result["stands"] is (step not in {"no_quorum", "revote"})
    assert result["places_left"] == content["places"] - len(elected)


def test_of_those_present(run):
    _, result, _ = run(changed(present=12, base="present", due=14))
    assert result["needed"] == 7
    _, result, _ = run(without("base") | {"due": 14})
    assert result["needed"] == 8


def test_a_void_row_and_an_over_marked_paper(run):
    papers = [["yes", "void", "no"], ["yes", "yes", "yes"], ["abstain"] * 3]
    _, result, _ = run(changed(papers=papers, returned=3))
    assert (result["valid"], result["invalid"]) == (2, 1)
    assert result["counts"][1] == {"name": "乙", "yes": 0, "no": 0, "abstain": 1, "void": 1}


def test_unknown_keys_are_tolerated(run):
    code, _, _ = run(changed(meeting="常委会", note=None))
    assert code == 0


def test_a_file_with_a_byte_order_mark_is_read(run):
    code, _, _ = run(json.dumps(BASE).encode("utf-8-sig"))
    assert code == 0


def test_standard_input(monkeypatch, capsys):
    content = io.BytesIO(json.dumps(BASE).encode())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(content))
    assert call("-") == 0
    assert json.loads(capsys.readouterr().out)["needed"] == 7


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"", ["JSON"], id="empty"),
        pytest.param(b"{", ["JSON"], id="broken"),
        pytest.param(b"\xff\xfe\xff", ["JSON"], id="no text"),
        pytest.param(b"[" * 100_000, ["JSON"], id="nested too deeply"),
        pytest.param([BASE], ["花括号"], id="a list"),
        pytest.param(b'{"due": 13, "due": 12}', ["due", "两次"], id="a key twice"),
        pytest.param({}, ["due", "present", "places", "printed", "issued", "returned",
                          "candidates", "papers"], id="nothing in it"),
        pytest.param(without("issued"), ["issued"], id="one key missing"),
        pytest.param(changed(due="13"), ["due", "整数"], id="due as text"),
        pytest.param(changed(places=True), ["places", "整数"], id="true is no number"),
        pytest.param(changed(present=12.0), ["present", "整数"], id="a fraction"),
        pytest.param(changed(returned=None), ["returned", "整数"], id="null"),
        pytest.param(changed(printed=-1), ["printed", "-1", "0"], id="negative"),
        pytest.param(changed(due=0, present=0), ["due", "1"], id="nobody due"),
        pytest.param(changed(places=0), ["places", "1"], id="no places"),
        pytest.param(changed(present=14), ["14", "13", "VOTE-01"], id="more than due"),
        pytest.param(changed(issued=16), ["16", "15", "VOTE-07"], id="more than printed"),
        pytest.param(changed(base="all"), ["all", "VOTE-02"], id="unknown base"),
        pytest.param(changed(base=1), ["base", "文字"], id="base no text"),
        pytest.param(changed(candidates="甲乙丙"), ["candidates", "列表"], id="no list"),
        pytest.param(changed(candidates=[], papers=[]), ["candidates"], id="no candidates"),
        pytest.param(changed(candidates=["甲", 2, "丙"]), ["candidates[2]"], id="no name"),
        pytest.param(changed(candidates=["甲", " ", "丙"]), ["candidates[2]"], id="blank name"),
        pytest.param(changed(candidates=["甲", "\ud800", "丙"]), ["candidates[2]"],
                     id="half a character"),
        pytest.param(changed(candidates=["王鑫", "乙", "王　鑫"]), ["王　鑫", "两次"],
                     id="the same name twice"),
        pytest.param(changed(papers={}), ["papers", "列表"], id="papers no list"),
        pytest.param(changed(papers=BASE["papers"][1:]), ["12", "11", "VOTE-07"],
                     id="a paper too few"),
        pytest.param(changed(papers=[YES_NO, *BASE["papers"]]), ["12", "13", "VOTE-07"],
                     id="a paper too many"),
        pytest.param(changed(issued=11, papers=[YES_NO] * 13), ["12", "13"],
                     id="too many although void"),
        pytest.param(with_paper(["yes", "no"]), ["第 5 张", "2", "3"], id="a mark too few"),
        pytest.param(with_paper(["yes"] * 4), ["第 5 张", "4", "3"], id="a mark too many"),
        pytest.param(with_paper(["yes", "maybe", "no"]), ["第 5 张", "第 2 行", "maybe"],
                     id="unknown mark"),
        pytest.param(with_paper(["yes", "no", None]), ["第 5 张", "第 3 行", "null"],
                     id="no mark"),
        pytest.param(with_paper("yes"), ["第 5 张"], id="a paper as text"),
        pytest.param(with_paper({"reason": "x"}), ["第 5 张", '{"invalid"'], id="no reason key"),
        pytest.param(with_paper({"invalid": ""}), ["papers[5].invalid"], id="blank reason"),
        pytest.param(with_paper({"invalid": 1}), ["papers[5].invalid"], id="reason no text"),
    ],
)  # fmt: skip
def test_contradictions_get_a_sentence(run, content, words):
    code, result, said = run(content)
    assert (code, result) == (1, None)
    assert len(said.splitlines()) == 1
    assert said.endswith(("。\n", "）\n"))
    assert all(word in said for word in words), said


def test_a_missing_file_gets_a_sentence(tmp_path, capsys):
    assert call(str(tmp_path / "nowhere.json")) == 1
    assert "nowhere.json" in capsys.readouterr().err
    assert call(str(tmp_path)) == 1
    assert call("a\0b") == 1
