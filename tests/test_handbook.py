"""The handbook says what the program does."""

import importlib.util
from pathlib import Path

import pytest

from zjgdesk.rules.duties import duty_rows
from zjgdesk.ui.words import word

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("handbook", ROOT / "tools" / "handbook.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_of_who_may_do_what_is_the_table(tool):
    text = tool.HANDBOOK.read_text("utf-8")
    assert text == tool.renewed(text), "run python tools/handbook.py"
    lines = text.splitlines()
    for row in duty_rows():
        (line,) = [each for each in lines if each.startswith(f"| {word(row.action)} |")]
        assert line.count("●") == len(row.roles)
        assert line.endswith(f" {word(row.together)} |")


def test_a_page_out_of_date_is_told(tool):
    text = tool.HANDBOOK.read_text("utf-8")
    stale = text.replace("| 查看留痕 | ● |", "| 查看留痕 |  |")
    assert stale != text
    assert tool.renewed(stale) == text


def test_a_handbook_without_a_place_for_the_page_is_refused(tool):
    with pytest.raises(SystemExit):
        tool.renewed("# 手册\n")
