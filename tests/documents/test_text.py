from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zjgdesk.documents.flow import AREA_WIDTH, BODY, PITCH, TITLE
from zjgdesk.documents.fonts import Face
from zjgdesk.documents.text import (
    NOT_AT_END,
    NOT_AT_START,
    Style,
    balance,
    break_cell,
    break_lines,
    measure,
)

STYLE = Style(Face.FANGSONG, BODY, PITCH)
ALPHABET = "一二三十人民，。、；：！？（）《》“”——……abc1234567890%年月日 "


def texts(text, fonts, *, width=AREA_WIDTH, indent=0.0):
    units = measure(text, STYLE, fonts, room=width)
    return [line.text for line in break_lines(units, width, indent=indent)]


def test_a_line_holds_28_characters(fonts):
    assert [len(line) for line in texts("国" * 60, fonts)] == [28, 28, 4]


def test_the_first_line_is_indented_by_two(fonts):
    assert [len(line) for line in texts("国" * 54, fonts, indent=2 * PITCH)] == [26, 28]


@pytest.mark.parametrize(
    ("text", "ends", "starts"),
    [
        pytest.param("国" * 28 + "，人民", "国", "国", id="PAGE-02 a comma takes one along"),
        pytest.param("国" * 27 + "（人民）", "国", "（", id="PAGE-02 no opening at the end"),
        pytest.param("国" * 27 + "《人民》", "国", "《", id="PAGE-02 no title mark at the end"),
        pytest.param("国，" * 13 + "国国。人", "。", "人", id="PAGE-02 squeezed to stay"),
        pytest.param("国" * 27 + "——人民", "国", "国", id="PAGE-02 a dash is not torn"),
        pytest.param("国" * 26 + "2026年", "国", "2", id="PAGE-02 a year is not torn"),
    ],
)
def test_punctuation_at_the_edges(fonts, text, ends, starts):
    lines = texts(text, fonts)
    assert lines[0][-1] == ends
    assert lines[1][0] == starts
    assert "".join(lines) == text


def test_two_marks_in_a_row_share_their_room(fonts):
    pair = measure("》，", STYLE, fonts)
    assert sum(unit.advance for unit in pair) == pytest.approx(1.5 * PITCH)


def test_a_word_longer_than_the_line_falls_into_letters(fonts):
    word = "a" * 200
    lines = texts(word, fonts)
    assert len(lines) > 1
    assert "".join(lines) == word


@settings(max_examples=200, deadline=None)
@given(text=st.text(ALPHABET, min_size=1, max_size=160))
def test_lines_keep_every_sign_and_the_rules_of_their_edges(text):
    from zjgdesk.documents.fonts import load_fonts

    units = measure(text, STYLE, load_fonts(), room=AREA_WIDTH)
    lines = break_lines(units, AREA_WIDTH)
    assert "".join(line.text for line in lines).replace(" ", "") == text.replace(" ", "")
    assert all(line.width <= AREA_WIDTH + 0.02 for line in lines)
    for before, after in pairwise(lines):
        plain = before.text.strip()
        if set(plain) <= NOT_AT_START | NOT_AT_END or not after.text.strip():
            continue
        if any(sign not in NOT_AT_START and sign not in NOT_AT_END for sign in plain[2:]):
            assert after.text[0] not in NOT_AT_START or after.text[0] in "—…"


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("2026年度担当作为好干部当选人选公示", ["2026年度担当作为好干部当选人选公示"]),
        (
            "关于2026年度担当作为好干部差额票决计票结果的情况报告单",
            ["关于2026年度担当作为好干部", "差额票决计票结果的情况报告单"],
        ),
        ("上一行\n下一行更长一些", ["上一行", "下一行更长一些"]),
    ],
)
def test_titles_break_in_balance(fonts, title, wanted):
    lines = [line.text for line in balance(title, TITLE, fonts, AREA_WIDTH - 2 * TITLE.size)]
    if len(wanted) > 1 and "\n" not in title:
        assert len(lines) == len(wanted)
        widths = [line.width for line in balance(title, TITLE, fonts, AREA_WIDTH - 2 * TITLE.size)]
        assert max(widths) - min(widths) <= 5 * TITLE.size
        assert "".join(lines) == title
    else:
        assert lines == wanted


@pytest.mark.parametrize(
    ("length", "wanted"), [(9, [9]), (10, [10]), (11, [6, 5]), (12, [6, 6]), (13, [10, 3])]
)
def test_a_cell_leaves_no_stump_of_one_or_two_signs(fonts, length, wanted):
    style = Style(Face.FANGSONG, 10.5)
    lines = break_cell(measure("国" * length, style, fonts), 10 * 10.5)
    assert [len(line.text) for line in lines] == wanted
    assert length not in (11, 12) or {line.gap for line in lines} == {0.0}


def test_a_cell_squeezes_its_marks_only_where_nothing_else_fits(fonts):
    style = Style(Face.FANGSONG, 10.5)
    lines = break_cell(measure("研究生，管理学硕士", style, fonts), 4.1 * 10.5)
    assert [line.text for line in lines] == ["研究生，", "管理学", "硕士"]
    whole = break_cell(measure("符合国家政策和市委、市政府决策部署", style, fonts), 16.2 * 10.5)
    assert [line.text for line in whole] == ["符合国家政策和市", "委、市政府决策部署"]
    assert sum(line.width for line in whole) == pytest.approx(17 * 10.5)
