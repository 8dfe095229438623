import importlib
import inspect
import pkgutil
import re
from pathlib import Path

import pytest

import zjgdesk.rules
from zjgdesk.errors import BrokenInvariantError
from zjgdesk.rules.register import RULE_ID, Confidence, load_rules, read_register

SOURCE = Path(zjgdesk.rules.__file__).parents[1]
NO_RULES = {"register", "refusals", "vocabulary"}
RULE_LINE = re.compile(r"^Rule: [A-Z]+-\d\d", re.MULTILINE)
ROW = """
[[rule]]
id = "VOTE-01"
title = "到会人数"
text = "三分之二以上。"
source = "规则"
confidence = "regulation"
changeable = true
"""


def named_rules(folder):
    """Return every rule id that the source names anywhere, with the files that name it."""
    found = {}
    for path in sorted(folder.rglob("*.py")):
        for rule in RULE_ID.findall(path.read_text(encoding="utf-8")):
            found.setdefault(rule, set()).add(path.name)
    return found


def unused_rules(register, named):
    """Return the ids of the register that no source names."""
    return sorted(set(register) - set(named))


def test_every_rule_named_in_the_source_stands_in_the_register():
    missing = {
        rule: files for rule, files in named_rules(SOURCE).items() if rule not in load_rules()
    }
    assert missing == {}


def test_unused_rules_are_those_that_nobody_names():
    register = {"VOTE-01": 1, "VOTE-02": 2, "TOL-01": 3}
    assert unused_rules(register, {"VOTE-02": {"a.py"}}) == ["TOL-01", "VOTE-01"]


def test_named_rules_are_read_from_text(tmp_path):
    (tmp_path / "a.py").write_text('"""Rule: VOTE-04, TOL-02 and not XVOTE-05 or VOTE-123."""')
    assert named_rules(tmp_path) == {"VOTE-04": {"a.py"}, "TOL-02": {"a.py"}}


def test_report_of_rules_that_no_code_names_yet(record_property):
    unused = unused_rules(load_rules(), named_rules(SOURCE))
    record_property("unused_rules", unused)
    print("rules not named in the source yet:", *unused)  # noqa: T201 - the report itself
    assert set(unused) < set(load_rules())


def test_every_area_is_numbered_without_gaps():
    areas = {}
    for rule in load_rules():
        area, number = rule.split("-")
        areas.setdefault(area, []).append(int(number))
    assert {area: len(numbers) for area, numbers in areas.items()} == {
        "SCHEME": 9, "OPINION": 5, "PUBLIC": 5, "VOTE": 26, "NOTICE": 7, "TOL": 17, "ORDER": 4,
        "PAGE": 7, "AIR": 6, "IMPORT": 8, "DESK": 11,
    }  # fmt: skip
    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in areas.values())


def test_every_rule_speaks_chinese_and_says_where_it_comes_from():
    for rule in load_rules().values():
        for text in (rule.title, rule.text, rule.source):
            assert re.search(r"[\u4e00-\u9fff]", text), rule.id
        assert len(rule.title) <= 12, rule.id
        assert rule.text.endswith("。"), rule.id


def test_a_default_that_a_scheme_may_change_is_kept():
    rule = load_rules()["VOTE-02"]
    assert (rule.default, rule.changeable, rule.confidence) == (
        "应到会",
        True,
        Confidence.REGULATION,
    )


def test_what_only_habit_says_is_marked():
    habits = {rule.id for rule in load_rules().values() if rule.confidence is Confidence.HABIT}
    assert habits == {"TOL-09", "TOL-13", "TOL-14", "TOL-16", "ORDER-04"}


def test_the_same_rule_twice_is_refused(tmp_path):
    one, other = tmp_path / "one.toml", tmp_path / "other.toml"
    one.write_text(ROW, encoding="utf-8")
    other.write_text(ROW, encoding="utf-8")
    assert list(read_register([one])) == ["VOTE-01"]
    with pytest.raises(BrokenInvariantError, match="VOTE-01 stands twice"):
        read_register([one, other])


@pytest.mark.parametrize(
    ("old", "new", "match"),
    [
        pytest.param('title = "到会人数"\n', "", "incomplete", id="no title"),
        pytest.param('"regulation"', '"rumour"', "incomplete", id="unknown confidence"),
        pytest.param('"VOTE-01"', '"VOTES-1"', "malformed", id="malformed id"),
    ],
)
def test_a_faulty_row_is_refused(tmp_path, old, new, match):
    path = tmp_path / "vote.toml"
    path.write_text(ROW.replace(old, new), encoding="utf-8")
    with pytest.raises(BrokenInvariantError, match=match):
        read_register([path])


def rule_functions():
    for module in pkgutil.iter_modules(zjgdesk.rules.__path__):
        if module.name in NO_RULES:
            continue
        loaded = importlib.import_module(f"zjgdesk.rules.{module.name}")
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            if function.__module__ == loaded.__name__ and not name.startswith("_"):
                yield pytest.param(function, id=f"{module.name}.{name}")


@pytest.mark.parametrize("function", list(rule_functions()))
def test_every_rule_function_ends_with_its_rule(function):
    assert RULE_LINE.search(inspect.getdoc(function) or "")
