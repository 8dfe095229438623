"""Answers keyed with figures reach whom they were keyed for, row after row."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from tests.staging import at_stage
from zjgdesk.models.candidates import Candidate
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import ClearanceAnswer, ClearanceOrgan, OpinionGroup, Stage, Track
from zjgdesk.services import candidates, opinions
from zjgdesk.ui.opinions.tab import OpinionsTab

ANSWER = 3
DISCIPLINE = 3


@pytest.fixture
def asked(desk):
    """Three candidates and two addressees."""
    with desk.acting(Action.IMPORT_CANDIDATES, "test") as deed:
        for number in range(3):
            candidate = Candidate(track=Track.CADRE)
            fields = {"name": f"张{number}", "organisation": "甲镇", "birth": "1980.01"}
            candidates.fill(candidate, fields)
            deed.session.add(candidate)
    at_stage(desk, Stage.CONSULTATION)
    opinions.send_requests(
        desk,
        opinions.NewRequests(
            group=OpinionGroup.TOWNS,
            track=Track.CADRE,
            addressees=["甲镇", "乙镇"],
            sent_on=date(2026, 11, 1),
            due_on=date(2026, 12, 1),
        ),
    )
    return desk


@pytest.fixture
def tab(qtbot, jobs, asked):
    tab = OpinionsTab(asked, jobs)
    qtbot.addWidget(tab)
    tab.show()
    tab.refresh()
    return tab


def answered(desk):
    return {row.addressee: row.answered for row in opinions.list_requests(desk)}


def test_words_for_one_addressee_never_go_to_another(asked, tab):
    page = tab.answers
    page.requests.choose(lambda row: row.addressee == "甲镇")
    page.answers.choose(lambda _row: True)
    page.key(3)
    page.line.box.setText("对作风有顾虑")
    page.requests.choose(lambda row: row.addressee == "乙镇")
    page.line.keep()
    assert answered(asked) == {"甲镇": 1, "乙镇": 0}


@pytest.mark.parametrize("column", [None, ANSWER], ids=["as sent", "ordered by the answer"])
def test_one_figure_a_row_answers_every_row(qtbot, asked, tab, column):
    grid = tab.answers.answers
    if column is not None:
        grid.view.sortByColumn(column, Qt.SortOrder.AscendingOrder)
    grid.view.setCurrentIndex(grid.model.index(0, 0))
    for _row in range(3):
        qtbot.keyClick(grid.view, Qt.Key.Key_1)
    assert answered(asked)["甲镇"] == 3


def test_one_figure_a_row_fills_an_organs_column(qtbot, asked, tab):
    tab.page_switch.chosen.emit(tab.clearance)
    grid = tab.clearance.grid
    grid.view.setCurrentIndex(grid.model.index(0, DISCIPLINE))
    for _row in range(3):
        qtbot.keyClick(grid.view, Qt.Key.Key_1)
    rows = candidates.list_candidates(asked, Track.CADRE)
    said = [row.clearance[ClearanceOrgan.DISCIPLINE] for row in rows]
    assert said == [ClearanceAnswer.CLEAR] * 3
