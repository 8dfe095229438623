"""docs/security.md names a test for every threat: each of them exists, and is collected."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
PAGE = TESTS.parent / "docs" / "security.md"
NAMED = re.compile(r"`(tests/[\w/]+\.py)::([\w:]+)`")
LOOSE = re.compile(r"`[^`]*`")
WORD = re.compile(r"\b(test_\w+|Test[A-Z]\w*)\b(?!\.py)")
COVERED = (
    "stolen computer", "copied workspace", "wrong passphrases", "disc swapped", "trail edited",
    "trail reordered", "trail truncated", "rolled back", "paper keyed twice", "order of papers",
    "teller alone", "votes read", "changed program", "network up", "backup stolen",
    "printed page forged", "archive tampered with", "clock set back", "full disk",
    "killed process", "malicious spreadsheet", "malicious form (.lrmx)", "template injection",
)  # fmt: skip
CELLS = 5


def rows(text):
    """Return the cells of every row of the table of threats."""
    part = text.partition("## Table of threats")[2].partition("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[1:]]


@cache
def collected(path):
    """Return the tests of a file as pytest names them, those in classes with their class."""
    found = set()
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            found.add(node.name)
        elif isinstance(node, ast.ClassDef) and node.name.startswith("Test"):
            found.update({node.name}, *[{f"{node.name}::{n}"} for n in methods(node)])
        elif isinstance(node, ast.Assign):  # a state machine of hypothesis is made into a test so
            found.update(each.id for each in node.targets if is_test(each))
    return found


def is_test(target):
    return isinstance(target, ast.Name) and target.id.startswith("Test")


def methods(node):
    return [
        each.name
        for each in node.body
        if isinstance(each, ast.FunctionDef) and each.name.startswith("test_")
    ]


def missing(row):
    """Return the tests that a row names and that are not there; its words where it names none."""
    named = NAMED.findall(row[-1])
    gone = [
        f"{path}::{name}"
        for path, name in named
        if not (TESTS.parent / path).is_file() or name not in collected(TESTS.parent / path)
    ]
    return gone if named else [f"no test: {row[0]}"]


ROWS = rows(PAGE.read_text("utf-8"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_every_threat_has_a_test_that_exists(row):
    assert len(row) == CELLS
    assert all(row)
    assert missing(row) == []


def test_the_threats_that_must_be_met_stand_there_once():
    threats = [row[0] for row in ROWS]
    assert sorted(threats) == sorted(set(threats))
    assert set(COVERED) - set(threats) == set()


def test_every_other_test_that_the_page_names_exists():
    known = set()
    for path in TESTS.rglob("test_*.py"):
        known |= {part for name in collected(path) for part in name.split("::")} | {path.stem}
    spans = LOOSE.findall(PAGE.read_text("utf-8"))
    named = {word for span in spans for word in WORD.findall(span)}
    assert len(named) > 70
    assert named - known == set()


@pytest.mark.parametrize(
    "cell",
    [
        "`tests/services/test_trail.py::test_nothing_of_the_kind`",
        "`tests/services/test_nowhere.py::test_reordering_is_found`",
        "`tests/services/test_encryption.py::test_every_changed_byte_of_a_paper_is_refused`",
        "`test_reordering_is_found`",
        "",
    ],
)
def test_a_row_without_its_test_is_found(cell):
    assert missing(["a threat", "who", "what", "how", cell])
