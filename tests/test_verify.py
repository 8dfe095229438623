"""The inspector's file alone: it counts as the program does, and needs nothing but Python."""

import ast
import hashlib
import importlib.util
import random
import sys
from itertools import islice

import pytest

from tests.oracle import random_rounds
from zjgdesk.resources import resources
from zjgdesk.rules.ballots import Paper, quorum_needed
from zjgdesk.rules.keying import unpack
from zjgdesk.rules.outcome import Ballot, decide
from zjgdesk.rules.vocabulary import Base
from zjgdesk.services.trail import anchor, canonical

VERIFY = resources() / "verify" / "verify.py"
SOURCE = VERIFY.read_text("utf-8")
spec = importlib.util.spec_from_file_location("inspectors_verify_alone", VERIFY)
verify = importlib.util.module_from_spec(spec)
spec.loader.exec_module(verify)


def rounds_without_write_ins(seed):
    for facts, sheets in random_rounds(seed):
        if not facts[7]:
            yield facts, [None if sheet is None or sheet[1] else sheet[0] for sheet in sheets]


def by_the_program(facts, sheets):
    due, present, issued, returned, rows, places, of_present, _ = facts
    base = Base.PRESENT if of_present else Base.DUE
    ballot = Ballot(due, present, issued, returned, rows, places, base)
    papers = [Paper(None, "x") if sheet is None else Paper(unpack(sheet)) for sheet in sheets]
    outcome = decide(ballot, papers)
    return {
        "stands": outcome.stands,
        "valid": outcome.valid,
        "invalid": outcome.invalid,
        "needed": outcome.needed,
        "quorum": quorum_needed(due),
        "counts": [[c.yes, c.no, c.abstain, c.void] for c in outcome.counts],
        "elected": list(outcome.elected),
        "tied": list(outcome.tied),
        "places_left": outcome.places_left,
        "next": outcome.next.value,
        "rules": list(outcome.rules),
    }


def by_the_inspector(facts, sheets):
    due, present, issued, returned, rows, places, of_present, _ = facts
    definition = {
        "entries": [[at, at, str(at), ""] for at in range(rows)],
        "places": places,
        "due": due,
        "base": "present" if of_present else "due",
    }
    figures = {"present": present, "issued": issued, "returned": returned}
    papers = [{"invalid": "x"} if sheet is None else {"marks": sheet} for sheet in sheets]
    return verify.recount(definition, figures, papers)


def test_it_counts_as_the_program_on_thousands_of_random_rounds():
    seen = set()
    for facts, sheets in islice(rounds_without_write_ins(20261123), 3000):
        told = by_the_inspector(facts, sheets)
        assert told == by_the_program(facts, sheets), (facts, sheets)
        seen.add((told["next"], told["rules"][0]))
    assert {step for step, _ in seen} == {
        "done", "runoff", "second_ballot", "revote", "no_quorum"
    }  # fmt: skip


@pytest.mark.parametrize("length", [0, 1, 3, 55, 56, 63, 64, 65, 119, 120, 1000])
def test_its_own_sm3_is_sm3(length):
    content = random.Random(length).randbytes(length)
    if "sm3" in hashlib.algorithms_available:
        assert verify.sm3(content) == hashlib.new("sm3", content).hexdigest()


def test_the_example_of_the_standard():
    told = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert verify.sm3(b"abc") == told


def test_a_python_without_sm3_uses_its_own(monkeypatch):
    monkeypatch.setattr(hashlib, "algorithms_available", {"sha256"})
    monkeypatch.setattr(hashlib, "new", lambda *_: pytest.fail("asked for what is not there"))
    assert verify.digest(b"abc", "sm3:").endswith("f4ba8e0")


def test_its_forms_are_those_of_the_program():
    value = {"乙": [1, None, True, '㛃\u2028"\\'], "a": {"y": 1.5, "x": ""}}
    assert verify.canonical(value) == canonical(value).encode()
    assert verify.short("sm3:0123456789abcdef00") == anchor("sm3:0123456789abcdef00")


def test_an_inspector_can_read_it_and_any_python_run_it():
    assert len(SOURCE.splitlines()) < 400
    tree = ast.parse(SOURCE, feature_version=(3, 8))
    modules = {
        name.partition(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert modules <= set(sys.stdlib_module_names) - {"socket", "ssl", "subprocess"}
    newer = {"removeprefix", "removesuffix", "zip_strict", "is_relative_to", "batched"}
    assert not newer & {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not [
        node for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "strict"
    ]
