"""Blocks pasted and filled in the opinions tab: all cells or none, in one act."""

import json
import time
from datetime import date

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication

from tests.conftest import trail_of
from tests.staging import at_stage
from tests.ui.making import candidates_of
from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import (
    ClearanceAnswer,
    ClearanceOrgan,
    OpinionAnswer,
    OpinionGroup,
    Stage,
    Track,
)
from zjgdesk.services import candidates, opinions
from zjgdesk.services.answer_words import clearance_of, opinion_of
from zjgdesk.ui.opinions.blocks import ANSWER, ORGANS
from zjgdesk.ui.opinions.tab import OpinionsTab
from zjgdesk.ui.table_edit import ProblemsDialog

YES, RESERVED, NO = OpinionAnswer
CTRL = Qt.KeyboardModifier.ControlModifier
NAMES = ("丁一", "王二小", "李四光", "张三")


def asked(desk, names):
    ids = candidates_of(desk, names)
    at_stage(desk, Stage.CONSULTATION)
    opinions.send_requests(
        desk,
        opinions.NewRequests(
            group=OpinionGroup.TOWNS,
            track=Track.CADRE,
            addressees=("杨舍镇",),
            sent_on=date(2026, 11, 10),
            due_on=date(2026, 11, 20),
        ),
    )
    return ids


@pytest.fixture
def ids(desk):
    return asked(desk, NAMES)


@pytest.fixture
def make_tab(qtbot, jobs):
    def make(desk):
        tab = OpinionsTab(desk, jobs)
        qtbot.addWidget(tab)
        tab.resize(1300, 700)
        tab.show()
        tab.refresh()
        return tab

    return make


@pytest.fixture
def page(make_tab, desk, ids):
    return make_tab(desk).answers


@pytest.fixture
def clearance(make_tab, desk, ids):
    tab = make_tab(desk)
    tab.page_switch.choose(tab.clearance)
    return tab.clearance


def paste(qtbot, table, text, row=0, column=0):
    table.view.setCurrentIndex(table.model.index(row, column))
    QGuiApplication.clipboard().setText(text)
    qtbot.keyClick(table.view, Qt.Key.Key_V, CTRL)


def said(desk, page):
    request = page.requests.current().id
    return [(row.answer, row.text) for row in opinions.read_answers(desk, request)]


def select(table, cells):
    table.view.clearSelection()
    for row, column in cells:
        index = table.model.index(row, column)
        table.view.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)
    index = table.model.index(*cells[0])
    table.view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)


@pytest.mark.parametrize(
    ("text", "answer"),
    [("√", YES), (" 同 意。", YES), ("保留意见", RESERVED), ("×", NO), ("好", None)],
)
def test_opinion_01_words_are_understood_as_in_returned_sheets(text, answer):
    assert opinion_of(text) is answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("无", ClearanceAnswer.CLEAR),
        ("有", ClearanceAnswer.AFFECTED),
        ("核实中", ClearanceAnswer.PENDING),
        ("好", None),
    ],
)
def test_opinion_02_organs_words_too(text, answer):
    assert clearance_of(text) is answer


# The answers of an addressee


def test_a_block_is_recorded_in_one_entry_and_shown_at_once(qtbot, page, desk):
    before = len(trail_of(desk))
    with qtbot.waitSignal(page.changed):
        paste(qtbot, page.answers, "同意\t\n不同意\t群众有反映\n√\t\n")
    assert said(desk, page) == [(YES, ""), (NO, "群众有反映"), (YES, ""), (None, "")]
    assert [row.answer for row in page.answers.model.rows()] == [YES, NO, YES, None]
    assert page.requests.current().answered == 3
    assert "3 条" in page.line.said.text()
    entries = trail_of(desk)
    assert len(entries) == before + 1
    assert set(json.loads(entries[0].facts)["answers"].values()) == {"yes", "no"}


def test_whole_rows_with_names_are_taken_where_the_names_fit(qtbot, page, desk):
    lines = "\n".join(f"{name}\t\t杨舍镇\t同意" for name in NAMES)
    paste(qtbot, page.answers, lines)
    assert [answer for answer, _text in said(desk, page)] == [YES] * 4


def seen(with_dialog, found):
    def look(dialog):
        assert isinstance(dialog, ProblemsDialog)
        found.extend(dialog.rows())

    with_dialog(look)


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        pytest.param("同意\n好", (2, "意见", "看不懂"), id="a word that is none"),
        pytest.param("同意\n有保留", (2, "意见", "OPINION-01"), id="OPINION-01 without text"),
        pytest.param(
            "同意\n\t只有说明", (2, "说明", "还没有意见"), id="a text without an opinion"
        ),
        pytest.param("同意\n" * 5, (5, "", "行数"), id="more rows than the table"),
        pytest.param("同意\n同意\t一\t二", (2, "", "列数"), id="more columns than the table"),
        pytest.param(
            "丁一\t\t杨舍镇\t同意\n张三\t\t杨舍镇\t同意",
            (2, "候选对象", "对齐"),
            id="names shifted",
        ),
    ],
)
def test_one_bad_cell_keeps_the_whole_block_out_and_is_named(
    qtbot, page, desk, with_dialog, block, expected
):
    found = []
    seen(with_dialog, found)
    paste(qtbot, page.answers, block, column=0 if block.startswith("丁一") else ANSWER)
    line, column, why = expected
    assert [(each.line, each.column) for each in found] == [(line, column)]
    assert why in found[0].why
    assert said(desk, page) == [(None, "")] * 4


def test_other_answers_are_replaced_only_when_agreed(qtbot, page, desk, with_dialog):
    paste(qtbot, page.answers, "同意\n同意")
    with_dialog(lambda box: box.reject())
    paste(qtbot, page.answers, "不同意\t有反映")
    assert said(desk, page)[0] == (YES, "")
    with_dialog(lambda box: next(b for b in box.buttons() if b.text() == "全部登记").click())
    paste(qtbot, page.answers, "不同意\t有反映")
    assert said(desk, page)[0] == (NO, "有反映")
    assert page.requests.current().answered == 2
    paste(qtbot, page.answers, "不同意")
    assert "没有变化" in page.line.said.text()


def test_one_cell_goes_into_all_selected_rows(qtbot, page, desk):
    page.answers.view.selectAll()
    QGuiApplication.clipboard().setText("同意\r\n")
    qtbot.keyClick(page.answers.view, Qt.Key.Key_V, CTRL)
    assert [answer for answer, _text in said(desk, page)] == [YES] * 4


def test_the_answer_above_is_filled_down_with_its_text(qtbot, page, desk):
    paste(qtbot, page.answers, "有保留\t待了解")
    page.answers.view.setCurrentIndex(page.answers.model.index(1, 0))
    qtbot.keyClick(page.answers.view, Qt.Key.Key_D, CTRL)
    assert said(desk, page)[:3] == [(RESERVED, "待了解")] * 2 + [(None, "")]
    page.answers.view.selectAll()
    qtbot.keyClick(page.answers.view, Qt.Key.Key_D, CTRL)
    assert said(desk, page) == [(RESERVED, "待了解")] * 4


def test_the_current_row_fills_the_selected_ones(qtbot, page, desk):
    paste(qtbot, page.answers, "同意", row=2)
    select(page.answers, [(2, at) for at in range(5)] + [(0, at) for at in range(5)])
    qtbot.keyClick(page.answers.view, Qt.Key.Key_Return, CTRL)
    assert [answer for answer, _text in said(desk, page)] == [YES, None, YES, None]


def test_nothing_to_paste_or_to_fill_is_told(qtbot, page, desk):
    paste(qtbot, page.answers, " \n")
    assert "剪贴板" in page.line.said.text()
    page.answers.view.selectAll()
    qtbot.keyClick(page.answers.view, Qt.Key.Key_D, CTRL)
    assert "还没有内容" in page.line.said.text()
    assert said(desk, page) == [(None, "")] * 4


def test_who_may_not_record_pastes_nothing(qtbot, make_tab, sign_in, desk, ids):
    page = make_tab(sign_in("督查员")).answers
    paste(qtbot, page.answers, "同意")
    assert "DESK-04" in page.line.said.text()
    assert said(desk, page) == [(None, "")] * 4


def test_what_the_stage_refuses_is_told_and_nothing_is_kept(qtbot, page, desk):
    at_stage(desk, Stage.BALLOT)
    paste(qtbot, page.answers, "同意\n同意")
    assert "SCHEME-05" in page.line.said.text()
    assert said(desk, page) == [(None, "")] * 4


def test_the_menu_offers_it(page):
    titles = [title.split("\t")[0] for title, _act in page.answers.deeds]
    assert titles == ["粘贴", "向下填充", "填充选中的行"]


# The clearance


def cleared(desk):
    rows = candidates.list_candidates(desk, Track.CADRE)
    return [[row.clearance[organ] for organ in ClearanceOrgan] for row in rows]


FIRST = min(ORGANS)
CLEAR, AFFECTED, PENDING, UNKNOWN = ClearanceAnswer


def test_a_block_of_organs_is_recorded_in_one_entry(qtbot, clearance, desk):
    before = len(trail_of(desk))
    with qtbot.waitSignal(clearance.changed):
        paste(qtbot, clearance.grid, "无影响\t无\n\t有影响", column=FIRST)
    assert cleared(desk)[:2] == [[CLEAR, CLEAR, None, None], [None, AFFECTED, None, None]]
    assert clearance.missing.text() == "待回 13 项"
    assert "补写情况" in clearance.line.said.text()
    assert len(trail_of(desk)) == before + 1


def test_a_cell_fills_all_selected_cells_and_no_other(qtbot, clearance, desk):
    paste(qtbot, clearance.grid, "不掌握", column=FIRST)
    select(clearance.grid, [(0, FIRST), (1, FIRST + 1), (3, FIRST)])
    qtbot.keyClick(clearance.grid.view, Qt.Key.Key_Enter, CTRL)
    assert cleared(desk) == [
        [UNKNOWN, None, None, None],
        [None, UNKNOWN, None, None],
        [None] * 4,
        [UNKNOWN, None, None, None],
    ]


def test_an_organs_bad_cell_is_named(qtbot, clearance, desk, with_dialog):
    found = []
    seen(with_dialog, found)
    paste(qtbot, clearance.grid, "无影响\t好", column=FIRST)
    assert [(each.row, each.column, each.text) for each in found] == [("丁一", "公安", "好")]
    assert cleared(desk)[0] == [None] * 4


# The service


def test_a_block_is_kept_whole_or_not_at_all(desk, ids):
    (request,) = opinions.list_requests(desk)
    answers = {ids[0]: (YES, ""), ids[1]: (NO, " ")}
    with pytest.raises(DeskError) as told:
        opinions.record_opinions(desk, request.id, answers)
    assert told.value.code == "opinion.text_missing"
    (unit,) = candidates_of(desk, ("单位",), Track.UNIT)
    with pytest.raises(DeskError) as told:
        opinions.record_opinions(desk, request.id, {ids[0]: (YES, ""), unit: (YES, "")})
    assert told.value.code == "opinion.other_track"
    with pytest.raises(DeskError) as told:
        bad = {
            (ids[0], ClearanceOrgan.COURT): (CLEAR, ""),
            (999, ClearanceOrgan.COURT): (CLEAR, ""),
        }
        opinions.record_clearances(desk, bad)
    assert told.value.code == "candidate.unknown"
    assert opinions.list_requests(desk)[0].answered == 0
    assert cleared(desk)[0] == [None] * 4


def test_a_key_among_5000_candidates_reads_none_of_them_anew(qtbot, make_tab, desk, monkeypatch):
    asked(desk, [f"张{number}" for number in range(5000)])
    tab = make_tab(desk)
    page, took = tab.answers, []
    monkeypatch.setattr(candidates, "list_candidates", None)
    for _ in range(5):
        start = time.perf_counter()
        qtbot.keyClick(page.answers.view, Qt.Key.Key_1)
        took.append(time.perf_counter() - start)
    assert page.requests.current().answered == 5
    grid = tab.clearance.grid
    tab.page_switch.choose(tab.clearance)
    grid.view.setCurrentIndex(grid.model.index(0, FIRST))
    for _ in range(5):
        start = time.perf_counter()
        qtbot.keyClick(grid.view, Qt.Key.Key_1)
        took.append(time.perf_counter() - start)
    assert tab.clearance.missing.text() == "待回 19995 项"
    assert sorted(took)[len(took) // 2] < 0.1, took
