import pytest
from PySide6.QtTest import QAbstractItemModelTester

from zjgdesk.rules.vocabulary import Track
from zjgdesk.services import candidates
from zjgdesk.services.imports import ImportKind
from zjgdesk.ui.candidates.tab import CandidatesTab

SYLLABLES = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未"
FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def make_tab(qtbot, jobs):
    def make(desk):
        tab = CandidatesTab(desk, jobs)
        qtbot.addWidget(tab)
        for table in tab.tables.values():
            QAbstractItemModelTester(table.model, FATAL, table.model)
        tab.resize(1300, 700)
        tab.show()
        tab.refresh()
        return tab

    return make


@pytest.fixture
def tab(make_tab, desk, filled):
    return make_tab(desk)


def test_a_new_workspace_says_to_begin_with_the_register(make_tab, desk):
    tab = make_tab(desk)
    assert tab.table.empty.title.text() == "先导入单位名录"
    assert tab.import_button.isEnabled()


def test_the_list_of_the_chosen_track_is_shown(tab):
    assert tab.table.model.rowCount() > 50
    tab.switch.choose(Track.UNIT)
    assert tab.table is tab.tables[Track.UNIT]
    assert tab.table.empty.isVisible()


def test_choosing_a_row_shows_its_page(tab):
    row = tab.table.model.row(0)
    tab.table.choose(lambda each: each.id == row.id)
    assert tab.detail.row.name == tab.pane.name.text() == row.name
    assert tab.withdraw_button.isEnabled()


def test_withdrawing_and_restoring_need_a_reason_and_are_shown(qtbot, tab, desk, with_dialog):
    row = tab.table.model.row(0)
    tab.table.choose(lambda each: each.id == row.id)

    def give(dialog):
        dialog.form.widget("reason").setPlainText("本人申请")
        dialog.accept_button.click()

    with_dialog(give)
    with qtbot.waitSignal(tab.changed):
        tab.withdraw_button.click()
    assert tab.pane.state.text() == "已退出"
    assert "本人申请" in tab.pane.reason.text()
    with_dialog(give)
    with qtbot.waitSignal(tab.changed):
        tab.restore_button.click()
    assert candidates.read_candidate(desk, row.id).row.state == "nominated"


def test_a_correction_is_kept_and_a_wrong_month_refused_in_place(tab, desk, with_dialog):
    row = tab.table.model.row(0)
    tab.table.choose(lambda each: each.id == row.id)
    said = []

    def give(dialog):
        dialog.form.widget("birth").setText("1980.13")
        dialog.form.widget("reason").setPlainText("核对干部档案")
        dialog.accept_button.click()
        said.append(dialog.form.error.text())
        dialog.form.widget("birth").setText("1980.12")
        dialog.accept_button.click()

    with_dialog(give)
    tab.change_button.click()
    assert "1980.13" in said[0]
    assert candidates.read_candidate(desk, row.id).row.birth_month == "1980-12"


def test_who_may_not_act_sees_why(make_tab, sign_in, filled):
    tab = make_tab(sign_in("督查员"))
    tab.table.choose(lambda _row: True)
    assert not tab.import_button.isEnabled()
    assert "督查员" in tab.pane.actions_bar.reasons.text()


@pytest.fixture
def many(bring_in):
    """5,000 cadres of one town, brought in from a file."""
    bring_in(ImportKind.ORGANISATIONS, "单位名录.csv")
    lines = ["姓名,出生年月,推荐单位,现任职务,职务层次"]
    names = [
        f"{first}{second}{third}"
        for first in SYLLABLES
        for second in SYLLABLES
        for third in SYLLABLES
    ]
    lines += [f"{name},1980.05,杨舍镇,某村党委书记,村书记" for name in names[:5000]]
    bring_in(ImportKind.CADRES, "许多.csv", "\n".join(lines).encode())


def test_5000_candidates_are_shown_and_filtered_as_one_types(qtbot, jobs, desk, many):
    tab = CandidatesTab(desk, jobs)
    qtbot.addWidget(tab)
    tab.refresh()
    model = tab.table.model
    assert (model.total(), model.rowCount()) == (5000, 5000)
    for text, found in (("甲", True), ("没有这个人", False), ("杨舍镇", True), ("", True)):
        tab.table.search_box.setText(text)
        assert (model.rowCount() > 0) is found
    assert model.rowCount() == 5000
