"""The rehearsal, the test deck's end, the count by hand and the record of decisions on screen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest

from tests.ui.making import (
    KEYS,
    WON,
    defined_round,
    dialog_of,
    keyed_round,
    printed_round,
    returned_round,
)
from zjgdesk.rules.rounds import HandCount
from zjgdesk.rules.test_deck import test_deck as deck_of
from zjgdesk.rules.vocabulary import RoundState
from zjgdesk.services import counting, hand_count, proving, settling
from zjgdesk.services.round_detail import read_round
from zjgdesk.ui.ballots.figures_dialog import FiguresDialog
from zjgdesk.ui.ballots.readings import reading
from zjgdesk.ui.ballots.rehearsal import RehearsalDialog
from zjgdesk.ui.ballots.round_page import RoundPage
from zjgdesk.ui.ballots.settled_dialog import SettledDialog
from zjgdesk.ui.ballots.stages import Stage
from zjgdesk.ui.ballots.tab import BallotsTab
from zjgdesk.ui.ballots.totals_grid import TotalsGrid
from zjgdesk.ui.calling.panel import CallingPanel
from zjgdesk.ui.forms import FormDialog
from zjgdesk.ui.preview import PdfPreview
from zjgdesk.ui.theme import Tone

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
OWN = "7\t1\t0\t0\n5\t2\t1\t0\n4\t2\t2\t0\n3\t1\t4\t0"


@pytest.fixture
def page_of(qtbot, jobs, sign_in):
    def make(round_id, who="总监票"):
        page = RoundPage(sign_in(who), jobs)
        qtbot.addWidget(page)
        page.changed.connect(page.refresh)
        page.show_round(round_id)
        page.show()
        return page

    return make


def key_deck(desk, round_id, *, wrong=False):
    for number, paper in enumerate(deck_of(4, 2), start=1):
        marks = paper.marks
        if wrong and number == 1:
            marks = (marks[1], marks[0], *marks[2:])
        proving.key_test_paper(
            desk,
            round_id,
            paper_no=number,
            marks=marks,
            invalid=paper.invalid or "",
            token=str(number),
        )


def test_every_class_of_result_is_walked_through_by_the_arrows(page_of, desk):
    page = page_of(defined_round(desk))
    page.stepper.choose(Stage.REHEARSE)
    page.button(Stage.REHEARSE).click()
    dialog = dialog_of(page, RehearsalDialog)
    assert not dialog.record_button.isEnabled(), "the papers are not printed yet"
    assert "VOTE-21" in dialog.bar.reasons.text()
    seen = {}
    for _ in range(dialog.list.rows.rowCount()):
        seen[dialog.title.text()] = (dialog.end.text(), dialog.rules.text())
        QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    assert len(seen) == dialog.list.rows.rowCount() >= 15
    assert seen["末位票数相等"][0] == "同票再投"
    assert "VOTE-13" in seen["末位票数相等"][1]
    assert seen["到会人数不足"][0] == "不能投票"
    assert all(rules for _end, rules in seen.values())


def test_the_real_names_stand_beside_the_made_up_votes(page_of, desk):
    page = page_of(defined_round(desk))
    page.stepper.choose(Stage.REHEARSE)
    page.button(Stage.REHEARSE).click()
    dialog = dialog_of(page, RehearsalDialog)
    rows = dialog.table.model.rows()
    assert [row.name for row in rows] == ["丁一", "王二小", "李四光", "张三"]
    assert [row.end for row in rows].count("当选") == 2


def test_the_rehearsal_is_printed_and_recorded(page_of, desk, qtbot):
    round_id = printed_round(desk)
    page = page_of(round_id, "经办人")
    page.button(Stage.REHEARSE).click()
    with qtbot.waitSignal(page.changed, timeout=20000):
        dialog_of(page, RehearsalDialog).record_button.click()
    assert read_round(desk, round_id).row.state is RoundState.REHEARSED
    preview = dialog_of(page, PdfPreview)
    assert "演练" in preview.windowTitle()
    preview.close()


def test_a_test_deck_that_was_not_keyed_is_refused_in_words(page_of, desk, sign_in, with_dialog):
    round_id = printed_round(desk)
    proving.record_rehearsal(sign_in("总监票"), round_id)
    told = []
    with_dialog(lambda box: told.append(box.informativeText()))
    page_of(round_id, "计票甲").button(Stage.TEST, 2).click()
    assert "还没有录入" in told[0]
    assert "VOTE-21" in told[0]


def test_a_wrong_test_deck_shows_both_figures_until_it_is_right(
    page_of, desk, sign_in, with_dialog
):
    round_id, teller = printed_round(desk), sign_in("计票甲")
    proving.record_rehearsal(sign_in("总监票"), round_id)
    key_deck(teller, round_id, wrong=True)
    page = page_of(round_id, "计票甲")
    page.button(Stage.TEST, 2).click()
    dialog = dialog_of(page, FiguresDialog)
    rows = dialog.table.model.rows()
    assert {row.name for row in rows} == {"丁一", "王二小"}
    assert all(row.one != row.other for row in rows)
    assert "VOTE-21" in dialog.findChild(type(dialog.table.count), "hint").text()
    dialog.close_button.click()
    key_deck(teller, round_id)
    told = []
    with_dialog(lambda box: told.append(box.informativeText()))
    page.button(Stage.TEST, 2).click()
    assert "完全一致" in told[0]
    assert read_round(desk, round_id).row.state is RoundState.TESTED


def test_the_empty_tally_sheet_is_there_from_the_freezing_on(page_of, desk, qtbot):
    page = page_of(defined_round(desk), "经办人")
    page.stepper.choose(Stage.PRINT)
    assert not page.button(Stage.PRINT, 1).isEnabled()
    page = page_of(printed_round(desk), "经办人")
    page.stepper.choose(Stage.PRINT)
    with qtbot.waitSignal(page.changed, timeout=20000):
        page.button(Stage.PRINT, 1).click()
    dialog_of(page, PdfPreview).close()


def hand_dialog(page):
    page.stepper.choose(Stage.HAND_COUNT)
    page.button(Stage.HAND_COUNT).click()
    return dialog_of(page, FormDialog)


def test_totals_are_typed_with_digits_and_enter_alone(page_of, sign_in, desk):
    dialog = hand_dialog(page_of(keyed_round(sign_in)))
    grid = dialog.form.grid
    QAbstractItemModelTester(grid.totals, FATAL, grid.totals)
    assert isinstance(grid, TotalsGrid)
    grid.setFocus()
    for digits in ("7", "1", "", ""):
        for digit in digits:
            QTest.keyClick(grid, digit)
        QTest.keyClick(grid, Qt.Key.Key_Return)
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (1, 2)
    first = grid.totals.counts()[0]
    assert (first.yes, first.no, first.abstain, first.void) == (7, 1, 0, 0)
    QTest.keyClicks(grid, "12")
    QTest.keyClick(grid, Qt.Key.Key_Backspace)
    QTest.keyClicks(grid, "05")
    assert grid.totals.counts()[1].yes == 105
    QTest.keyClick(grid, Qt.Key.Key_Delete)
    assert grid.totals.counts()[1].yes == 0
    assert not grid.totals.setData(grid.currentIndex(), "七")


def test_a_block_is_pasted_from_a_spreadsheet(page_of, sign_in):
    dialog = hand_dialog(page_of(keyed_round(sign_in)))
    form = dialog.form
    form.valid.setValue(8)
    assert "四项之和不等于有效票数：丁一" in form.said.text()
    QGuiApplication.clipboard().setText(OWN)
    form.grid.setFocus()
    QTest.keyClick(form.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert form.said.property("tone") == Tone.GOOD
    assert [each.yes for each in form.grid.totals.counts()] == [7, 5, 4, 3]
    form.invalid.setValue(1)
    assert "收回 8 张" in form.said.text()


def test_the_third_count_names_who_differs_and_takes_an_explanation(
    page_of, sign_in, desk, with_dialog
):
    round_id = keyed_round(sign_in)
    page = page_of(round_id)
    dialog = hand_dialog(page)
    dialog.form.valid.setValue(8)
    dialog.form.grid.totals.paste(
        dialog.form.grid.totals.index(0, 2), [line.split("\t") for line in OWN.splitlines()]
    )
    dialog.accept_button.click()
    found = dialog_of(page, FiguresDialog)
    differing = {row.name for row in found.table.model.rows()}
    assert differing
    assert differing <= {"丁一", "王二小", "张三", "李四光"}
    found.close_button.click()
    assert read_round(desk, round_id).hand_count.state is HandCount.DIFFERS
    page.stepper.choose(Stage.CLOSE)
    assert "VOTE-18" in page.bar.reasons.text()
    page.stepper.choose(Stage.HAND_COUNT)
    page.button(Stage.HAND_COUNT, 1).click()
    explain = dialog_of(page, FormDialog)
    explain.form.widget("witness").setEditText("总监票")
    explain.form.widget("reason").setPlainText("计票表漏画")
    explain.accept_button.click()
    assert "在场人" in explain.form.error.text()
    explain.form.widget("witness").setEditText("监票乙")
    explain.accept_button.click()
    assert read_round(desk, round_id).hand_count.state is HandCount.EXPLAINED
    assert page.stepper.current().stage is Stage.CLOSE


def test_totals_entered_before_are_there_to_be_put_right(page_of, sign_in, desk, with_dialog):
    round_id, chief = keyed_round(sign_in, ["ynya"] * 8), sign_in("总监票")
    page = page_of(round_id)
    own = hand_count.Count
    counts = [own(8, 0, 0, 0), own(0, 8, 0, 0), own(8, 0, 0, 0), own(0, 1, 7, 0)]
    hand_count.record_hand_count(chief, round_id, valid=8, invalid=0, counts=counts)
    page.refresh()
    dialog = hand_dialog(page)
    totals = dialog.form.grid.totals
    assert totals.counts() == counts
    totals.setData(totals.index(3, 3), "")
    totals.setData(totals.index(3, 4), "8")
    boxes = []
    with_dialog(lambda box: boxes.append(box.informativeText()))
    dialog.accept_button.click()
    assert "一致" in boxes[0]
    assert read_round(desk, round_id).hand_count.state is HandCount.AGREES


def test_the_decisions_of_a_closed_round_are_read_without_numbers(page_of, sign_in, desk):
    round_id = keyed_round(sign_in, WON, ("uyna", *WON[1:]))
    chief = sign_in("总监票")
    for cell in read_round(chief, round_id).differences:
        settling.settle_difference(
            chief,
            round_id,
            paper_no=cell.paper_no,
            position=cell.position,
            mark="yes",
            witness="监票乙",
            how="共同辨认",
        )
    page = page_of(round_id)
    assert not page.statistics.isVisible()
    counting.close_round(chief, round_id, keys=KEYS)
    page.refresh()
    assert "待定 1 处" in page.statistics.told()["第二遍"]
    page.statistics.cells_button.click()
    dialog = dialog_of(page, SettledDialog)
    model = dialog.table.model
    texts = {model.index(row, at).data() for row in range(model.rowCount()) for at in range(6)}
    assert {"丁一", "待定", "总监票、监票乙", "共同辨认"} <= texts


def test_readings_are_said_in_words():
    assert reading(1, "unclear") == "待定"
    assert reading(0, "doubtful") == "整票存疑"
    assert (reading(0, "unread"), reading(0, ""), reading(0, "rekeyed")) == (
        "没有录入",
        "",
        "已补录",
    )


def test_the_test_deck_is_keyed_in_the_tab_and_compared_at_its_end(
    qtbot, jobs, desk, sign_in, with_dialog
):
    round_id, teller = printed_round(desk), sign_in("计票甲")
    proving.record_rehearsal(sign_in("总监票"), round_id)
    tab = BallotsTab(teller, jobs)
    qtbot.addWidget(tab)
    tab.show()
    tab.page.button(Stage.TEST, 1).click()
    assert tab.keying.isVisible()
    key_deck(teller, round_id)
    told = []
    with_dialog(lambda box: told.append(box.informativeText()))
    tab.keying.start(round_id, "test")
    tab.keying.finish()
    assert "完全一致" in told[0]
    assert tab.page.isVisible()
    assert tab.page.stepper.current().stage is Stage.ZERO


def test_a_test_deck_keyed_wrong_leads_back_to_its_figures(qtbot, jobs, desk, sign_in):
    round_id, teller = printed_round(desk), sign_in("计票甲")
    proving.record_rehearsal(sign_in("总监票"), round_id)
    key_deck(teller, round_id, wrong=True)
    tab = BallotsTab(teller, jobs)
    qtbot.addWidget(tab)
    tab.show()
    tab.page.button(Stage.TEST, 1).click()
    tab.keying.finish()
    assert dialog_of(tab, FiguresDialog).table.model.rowCount()
    assert read_round(desk, round_id).row.state is RoundState.REHEARSED


def test_the_calling_opens_once_the_passes_agree(qtbot, jobs, sign_in):
    round_id = keyed_round(sign_in)
    tab = BallotsTab(sign_in("总监票"), jobs)
    qtbot.addWidget(tab)
    tab.show()
    tab.page.stepper.choose(Stage.CALL)
    tab.page.button(Stage.CALL).click()
    panel = dialog_of(tab, CallingPanel)
    panel.close()
    assert read_round(sign_in("总监票"), round_id).row.state is RoundState.AGREED


def test_the_calling_waits_for_both_passes(page_of, sign_in):
    page = page_of(returned_round(sign_in))
    page.stepper.choose(Stage.CALL)
    assert not page.button(Stage.CALL).isEnabled()
    assert "VOTE-26" in page.bar.reasons.text()


def test_the_arrows_go_along_the_stages(page_of, desk):
    page = page_of(defined_round(desk))
    node = page.stepper.nodes[Stage.FREEZE]
    QTest.keyClick(node, Qt.Key.Key_Right)
    assert page.stepper.current().stage is Stage.PRINT
    assert page.stage_title.text() == "印制选票"
    QTest.keyClick(page.stepper.nodes[Stage.PRINT], Qt.Key.Key_Left)
    QTest.keyClick(page.stepper.nodes[Stage.FREEZE], Qt.Key.Key_Left)
    QTest.keyClick(page.stepper.nodes[Stage.DEFINE], Qt.Key.Key_Left)
    assert page.stepper.current().stage is Stage.DEFINE
