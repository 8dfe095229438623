from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from tests.cases import NOTICE
from tests.staging import at_stage
from zjgdesk.rules.vocabulary import (
    ClearanceAnswer,
    ClearanceOrgan,
    OpinionAnswer,
    OpinionGroup,
    Stage,
    Track,
)
from zjgdesk.services import candidates, case_intake, opinions
from zjgdesk.ui.opinions.tab import OpinionsTab

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def asked(desk, filled):
    at_stage(desk, Stage.CONSULTATION)
    opinions.send_requests(
        desk,
        opinions.NewRequests(
            group=OpinionGroup.TOWNS,
            track=Track.CADRE,
            addressees=("杨舍镇", "塘桥镇"),
            sent_on=date(2026, 11, 10),
            due_on=date(2026, 11, 20),
        ),
    )


@pytest.fixture
def make_tab(qtbot, jobs):
    def make(desk):
        tab = OpinionsTab(desk, jobs)
        qtbot.addWidget(tab)
        for table in (tab.answers.requests, tab.answers.answers, tab.clearance.grid):
            QAbstractItemModelTester(table.model, FATAL, table.model)
        tab.resize(1300, 700)
        tab.show()
        tab.refresh()
        return tab

    return make


@pytest.fixture
def tab(make_tab, desk, asked):
    return make_tab(desk)


def test_before_anybody_is_asked_the_tab_says_what_to_do(make_tab, desk):
    tab = make_tab(desk)
    assert tab.answers.requests.empty.isVisible()


def test_requests_are_sent_from_the_register(qtbot, make_tab, desk, filled, with_dialog):
    at_stage(desk, Stage.CONSULTATION)
    tab = make_tab(desk)

    def give(dialog):
        assert dialog.members.count() > 3
        for at in range(2, dialog.members.count()):
            dialog.members.item(at).setCheckState(Qt.CheckState.Unchecked)
        dialog.form.widget("others").setPlainText("高新区")
        dialog.form.widget("due_on").setText("20261130")
        dialog.accept_button.click()

    with_dialog(give)
    with qtbot.waitSignal(tab.changed):
        tab.answers.send_button.click()
    rows = opinions.list_requests(desk)
    assert [row.due_on for row in rows] == [date(2026, 11, 30)] * 3
    assert rows[-1].addressee == "高新区"


def test_1_records_yes_and_goes_to_the_next_row(qtbot, tab, desk):
    page = tab.answers
    request, first = page.requests.current(), page.answers.current()
    qtbot.keyClick(page.answers.view, Qt.Key.Key_1)
    answers = opinions.read_answers(desk, request.id)
    assert answers[0].answer is OpinionAnswer.YES
    assert page.answers.current().candidate_id == answers[1].candidate_id != first.candidate_id
    assert page.requests.current().answered == 1


def test_3_asks_for_the_text_and_refuses_without_it(qtbot, tab, desk):
    page = tab.answers
    request = page.requests.current()
    qtbot.keyClick(page.answers.view, Qt.Key.Key_3)
    assert page.line.box.isVisible()
    qtbot.keyClick(page.line.box, Qt.Key.Key_Return)
    assert "OPINION-01" in page.line.said.text()
    page.line.box.setText("群众有反映")
    qtbot.keyClick(page.line.box, Qt.Key.Key_Return)
    row = opinions.read_answers(desk, request.id)[0]
    assert (row.answer, row.text) == (OpinionAnswer.NO, "群众有反映")
    assert not page.line.box.isVisible()


def test_esc_gives_an_answer_up(qtbot, tab, desk):
    page = tab.answers
    qtbot.keyClick(page.answers.view, Qt.Key.Key_2)
    qtbot.keyClick(page.line.box, Qt.Key.Key_Escape)
    assert not page.line.box.isVisible()
    assert opinions.read_answers(desk, page.requests.current().id)[0].answer is None


def test_an_open_case_stands_beside_the_name(make_tab, desk, asked):
    row = candidates.list_candidates(desk, Track.CADRE)[0]
    case_intake.open_case(
        desk,
        replace(
            NOTICE,
            person=row.name,
            organisation=row.organisation,
            candidate_id=row.id,
            notice_on=date(2026, 11, 1),
            account="征迁口径不一",
            post="村书记",
        ),
    )
    tab = make_tab(desk)
    lines = {r.candidate_id: at for at, r in enumerate(tab.answers.answers.model.rows())}
    assert tab.answers.answers.model.index(lines[row.id], 1).data() == "容错办理中"
    lines = {r.id: at for at, r in enumerate(tab.clearance.grid.model.rows())}
    assert tab.clearance.grid.model.index(lines[row.id], 1).data() == "容错办理中"


@pytest.fixture
def clearance(tab):
    tab.page_switch.choose(tab.clearance)
    return tab.clearance


def test_a_figure_answers_for_the_organ_of_the_cell(qtbot, clearance, desk):
    grid = clearance.grid
    police = len(grid.model.columns) - 3
    grid.view.setCurrentIndex(grid.model.index(0, police))
    first = grid.model.rows()[0].id
    qtbot.keyClick(grid.view, Qt.Key.Key_1)
    (row,) = [r for r in candidates.list_candidates(desk, Track.CADRE) if r.id == first]
    assert row.clearance[ClearanceOrgan.POLICE] is ClearanceAnswer.CLEAR
    index = grid.view.currentIndex()
    assert (index.row(), index.column()) == (1, police)


def test_affected_asks_for_the_text(qtbot, clearance, desk):
    grid = clearance.grid
    grid.view.setCurrentIndex(grid.model.index(0, len(grid.model.columns) - 1))
    qtbot.keyClick(grid.view, Qt.Key.Key_2)
    clearance.line.box.setText("有未结案件")
    first = grid.model.rows()[0].id
    qtbot.keyClick(clearance.line.box, Qt.Key.Key_Return)
    (line,) = candidates.read_candidate(desk, first).clearances
    assert (line.organ, line.answer, line.text) == (
        ClearanceOrgan.COURT,
        ClearanceAnswer.AFFECTED,
        "有未结案件",
    )


def test_a_figure_outside_the_organs_says_where_to_go(qtbot, clearance):
    clearance.grid.view.setCurrentIndex(clearance.grid.model.index(0, 0))
    qtbot.keyClick(clearance.grid.view, Qt.Key.Key_1)
    assert "纪委监委" in clearance.line.said.text()


def test_who_may_not_record_is_told(qtbot, make_tab, sign_in, asked):
    tab = make_tab(sign_in("督查员"))
    assert not tab.answers.send_button.isEnabled()
    tab.answers.answers.choose(lambda _row: True)
    qtbot.keyClick(tab.answers.answers.view, Qt.Key.Key_1)
    assert "督查员" in tab.answers.line.said.text()
