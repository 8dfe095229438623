import ast
import string
from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

from zjgdesk.errors import DeskError
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.register import load_rules
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import Role
from zjgdesk.ui import sentences
from zjgdesk.ui.messages import MESSAGES, explain, rule_of

SOURCE = Path(__file__).parents[2] / "src" / "zjgdesk"


def raised_codes():
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Name("DeskError" | "Refusal"), args=[ast.Constant(str(code)), *_]
                ):
                    yield code


def test_every_code_has_a_sentence_and_no_sentence_is_left_over():
    raised = set(raised_codes())
    assert {"unsaid": raised - set(MESSAGES), "left over": set(MESSAGES) - raised} == {
        "unsaid": set(),
        "left over": set(),
    }


def test_a_code_stands_in_one_file_alone():
    areas = [
        import_module(f"{sentences.__name__}.{m.name}") for m in iter_modules(sentences.__path__)
    ]
    codes = [code for area in areas for code in area.SENTENCES]
    assert sorted(codes) == sorted(set(codes))


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_a_sentence_is_chinese_and_its_places_are_named(code):
    sentence = MESSAGES[code]
    places = [
        name for _text, name, _spec, _how in string.Formatter().parse(sentence) if name is not None
    ]
    assert all(place.isidentifier() for place in places)
    assert sentence.endswith(("。", "？"))


def test_a_sentence_names_its_rule_and_says_enums_and_days_in_words():
    error = DeskError("role.denied", rule="DESK-04", role=Role.AUDITOR, action=Action.KEY_FIRST)
    assert "督查员" in explain(error)
    assert "第一遍录入" in explain(error)
    assert explain(error).endswith("（依据 DESK-04）")
    late = Refusal(
        "opinion.due_before_sent", None, {"sent": date(2026, 10, 12), "due": date(2026, 10, 1)}
    )
    assert "2026年10月12日" in explain(late)


def raised():
    """Every refusal of the source: its code and whether it names its rule where it is raised."""
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Name("DeskError" | "Refusal"),
                    args=[ast.Constant(str(code)), *rest],
                    keywords=told,
                ):
                    given = [*rest[:1], *(word.value for word in told if word.arg == "rule")]
                    named = any(
                        not isinstance(value, ast.Constant) or value.value for value in given
                    )
                    yield code, named


@pytest.mark.parametrize(("code", "named"), sorted(set(raised())))
def test_every_refusal_has_its_rule(code, named):
    facts = {name: 1 for _t, name, _s, _h in string.Formatter().parse(MESSAGES[code]) if name}
    refusal = Refusal(code, "VOTE-01" if named else None, facts)
    assert rule_of(refusal) in load_rules(), "neither where it is raised nor for its area"
    assert explain(refusal).endswith(f"（依据 {rule_of(refusal)}）")


NEXT_STEP = ("请", "须", "再", "不必", "先", "可以", "要")


@pytest.mark.parametrize(
    "code", sorted(set(MESSAGES) - {code for code in MESSAGES if code.startswith("row.")})
)
def test_every_refusal_says_what_to_do(code):
    assert any(word in MESSAGES[code] for word in NEXT_STEP), MESSAGES[code]
