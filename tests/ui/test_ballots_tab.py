"""The ballots tab from an empty desk to the printed report."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel

from tests.cases import NOTICE
from tests.staging import at_ballot, zeroed
from tests.ui.making import (
    KEYS,
    WON,
    candidates_of,
    closed_round,
    defined_round,
    dialog_of,
    keyed_round,
    meeting_of,
    returned_round,
)
from zjgdesk.rules.vocabulary import (
    ClearanceAnswer,
    ClearanceOrgan,
    RoundState,
    Track,
)
from zjgdesk.services import box, case_intake, count_papers, opinions, round_detail, rounds
from zjgdesk.ui.ballots.ledger import balance
from zjgdesk.ui.ballots.result import result_words
from zjgdesk.ui.ballots.sitting import names_of
from zjgdesk.ui.ballots.stages import Stage
from zjgdesk.ui.ballots.tab import BallotsTab
from zjgdesk.ui.forms import FormDialog
from zjgdesk.ui.preview import PdfPreview
from zjgdesk.ui.theme import DARK, LIGHT, Tone

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def make_tab(qtbot, jobs, sign_in):
    def make(who="经办人"):
        tab = BallotsTab(sign_in(who), jobs)
        qtbot.addWidget(tab)
        for model in (
            tab.list.rows,
            tab.page.entries.model,
            tab.page.result.model,
            tab.differences.table.model,
        ):
            QAbstractItemModelTester(model, FATAL, model)
        tab.resize(1340, 640)
        tab.show()
        return tab

    return make


def answer(tab, **fields):
    """Fill in the dialog that is open and press its button; return the dialog."""
    dialog = dialog_of(tab, FormDialog)
    for key, value in fields.items():
        box = dialog.form.widget(key)
        (
            box.setValue
            if isinstance(value, int)
            else getattr(box, "setPlainText", None) or box.setText
        )(value)
    dialog.accept_button.click()
    return dialog


def read(tab):
    return round_detail.read_round(tab._desk, tab.page.detail.row.id)


def stage_of(tab):
    return tab.page.stepper.current()


def test_an_empty_desk_says_what_to_do_first(make_tab):
    tab = make_tab()
    assert tab.stack.currentWidget() is tab.empty
    assert "新建票决" in tab.empty.first.text()
    assert tab.new_button.isEnabled()


def test_who_may_not_define_a_round_reads_why(make_tab):
    tab = make_tab("计票甲")
    assert not tab.new_button.isEnabled()
    assert "DESK-04" in tab.bar.reasons.text()


def test_a_new_round_from_the_dialog(make_tab, desk, qtbot):
    at_ballot(desk, candidates_of(desk))
    tab = make_tab()
    tab.ask_new()
    dialog = dialog_of(tab, FormDialog)
    form = dialog.form
    QAbstractItemModelTester(form.list.model, FATAL, form.list.model)
    assert form.string("title") == "2026年度担当作为好干部"
    assert form.string("chief") == "总监票"
    assert form.string("scrutineers") == "监票乙"
    assert form.string("tellers") == "计票甲、计票乙"
    assert form.whole("places") == 30
    answer(tab, places=2, due=9, meeting="市委常委会会议")
    assert tab.page.detail is not None
    assert read(tab).row.candidates == 4


def test_the_dialog_counts_the_surplus(make_tab, desk):
    at_ballot(desk, candidates_of(desk))
    tab = make_tab()
    tab.ask_new()
    form = dialog_of(tab, FormDialog).form
    form.widget("places").setValue(2)
    assert "差额 2。" in form.list.said.text(), "all of the second shortlist are ticked"
    form.list.none_button.click()
    assert "请勾选候选对象：共 4 名" in form.list.said.text()
    first = form.list.model.index(0)
    form.list.model.setData(first, Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert "已选 1 名，名额 2，差额 -1，至少要有 1（依据 SCHEME-06）" in form.list.said.text()
    form.list.all_button.click()
    assert "差额 2。" in form.list.said.text()
    form.list.none_button.click()
    assert form.list.model.ids() == ()


def test_the_dialog_searches_and_ticks_what_it_shows(make_tab, desk):
    at_ballot(desk, candidates_of(desk))
    tab = make_tab()
    tab.ask_new()
    form = dialog_of(tab, FormDialog).form
    form.list.none_button.click()
    form.list.search_box.setText("张三")
    assert form.list.model.rowCount() == 1
    form.list.all_button.click()
    assert len(form.list.model.ids()) == 1
    form.list.search_box.clear()
    assert form.list.model.rowCount() == 4
    assert len(form.list.model.ids()) == 1


def test_the_dialog_ticks_those_with_nothing_against_them(make_tab, desk):
    clear, affected, *_rest = ids = candidates_of(desk)
    for organ in ClearanceOrgan:
        opinions.record_clearance(desk, clear, organ, ClearanceAnswer.CLEAR)
    opinions.record_clearance(
        desk, affected, ClearanceOrgan.POLICE, ClearanceAnswer.AFFECTED, text="立案"
    )
    at_ballot(desk, ids)
    tab = make_tab()
    tab.ask_new()
    form = dialog_of(tab, FormDialog).form
    form.list.clear_button.click()
    assert form.list.model.ids() == (clear,)
    lines = [form.list.model.index(row).data() for row in range(form.list.model.rowCount())]
    assert "【" not in lines[0]
    assert "【纪公检法：有影响】" in lines[1]
    assert "【纪公检法未齐】" in lines[2]


def test_the_dialog_follows_the_track(make_tab, desk):
    candidates_of(desk)
    at_ballot(desk, candidates_of(desk, ("建设局",), Track.UNIT), Track.UNIT)
    tab = make_tab()
    tab.ask_new()
    form = dialog_of(tab, FormDialog).form
    form.widget("track").setCurrentIndex(0)
    assert form.track() is Track.UNIT
    assert form.string("title") == "2026年度担当作为好单位"
    assert form.whole("places") == 20
    assert form.list.model.total() == 1


def test_a_refused_definition_stays_in_the_dialog_with_its_rule(make_tab, desk):
    at_ballot(desk, candidates_of(desk))
    tab = make_tab()
    tab.ask_new()
    dialog = answer(tab, due=9, meeting="市委常委会会议", tellers="总监票")
    assert dialog.isVisible()
    assert "VOTE-15" in dialog.form.error.text()
    dialog.form.list.all_button.click()
    assert dialog.form.error.text() == ""


def test_names_may_stand_with_any_comma():
    assert names_of("甲、乙，丙, 丁；") == ("甲", "乙", "丙", "丁")


def test_from_the_definition_to_the_papers_back(make_tab, desk, qtbot):
    round_id = defined_round(desk)
    tab = make_tab()
    assert stage_of(tab).stage is Stage.FREEZE
    assert tab.page.stage_title.text() == "下一步：固定内容"
    tab.page.button(Stage.FREEZE).click()
    answer(tab)
    assert stage_of(tab).stage is Stage.PRINT
    tab.page.button(Stage.PRINT).click()
    assert dialog_of(tab, FormDialog).form.whole("copies") == 11
    with qtbot.waitSignal(tab.changed, timeout=20000):
        answer(tab, copies=10)
    dialog_of(tab, PdfPreview).close()
    assert read(tab).printed == 10
    assert len(tab.page.papers.buttons) == 1
    assert stage_of(tab).stage is Stage.REHEARSE
    assert tab.page.detail.row.id == round_id


def test_the_ledger_is_red_until_the_papers_are_back(make_tab, sign_in, desk):
    round_id = defined_round(desk)
    tab = make_tab()
    strip = tab.page.ledger
    assert strip.said.property("tone") == Tone.MUTED
    assert strip.figure("printed") == "—"
    rounds.freeze_round(desk, round_id)
    count_papers.print_ballot(desk, round_id, copies=10)
    tab.refresh()
    assert (strip.figure("due"), strip.figure("printed")) == ("9", "10")
    assert strip.said.property("tone") == Tone.BAD
    assert "VOTE-07" in strip.said.text()
    zeroed(desk, round_id)
    chief, meeting = sign_in("总监票"), meeting_of(desk, round_id)
    box.open_rounds(chief, meeting, present=8, issued={round_id: 8}, keys=KEYS)
    tab.refresh()
    assert "还没有登记收回和作废张数" in strip.said.text()
    box.take_back(chief, meeting, figures={round_id: box.Returned(8, 1, 1)})
    tab.refresh()
    assert strip.figure("left_over") == "1"
    assert strip.said.property("tone") == Tone.INFO


def test_more_papers_than_people_leave_only_the_void(make_tab, sign_in):
    returned_round(sign_in, returned=9)
    tab = make_tab("总监票")
    told = balance(tab.page.detail)
    assert (told.tone, told.text.count("VOTE-04")) == (Tone.BAD, 1), "one sentence of the rule"
    assert "VOTE-04" in tab.page.bar.reasons.text()
    assert not tab.page.button(Stage.KEY_FIRST).isEnabled()
    tab.page.void_button.click()
    answer(tab)
    assert "请写明理由" in dialog_of(tab, FormDialog).form.error.text()
    answer(tab, reason="多出一张")
    assert read(tab).row.state is RoundState.VOID
    assert "多出一张" in tab.page.ledger.said.text()
    assert stage_of(tab).stage is Stage.TAKE_BACK, "the last that was done"
    tab.page.succeed_button.click()
    answer(tab)
    assert tab.page.detail.row.title.endswith("（第2轮）")
    assert len(tab.list.rows.rows()) == 2


def test_the_role_that_may_not_is_told_in_words(make_tab, sign_in):
    returned_round(sign_in)
    tab = make_tab("经办人")
    assert stage_of(tab).stage is Stage.KEY_FIRST
    assert not tab.page.button(Stage.KEY_FIRST).isEnabled()
    assert "经办人不能进行“第一遍录入" in tab.page.bar.reasons.text()


def test_every_stage_can_be_looked_at_with_its_reason(make_tab, sign_in):
    returned_round(sign_in)
    tab = make_tab("总监票")
    tab.page.stepper.choose(Stage.CLOSE)
    assert tab.page.button(Stage.CLOSE).isVisible()
    assert not tab.page.button(Stage.KEY_FIRST).isVisible()
    assert "VOTE-24" in tab.page.bar.reasons.text()
    states = [node.state for node in tab.page.stepper.nodes.values()]
    assert states == [*["done"] * 8, "next", *["later"] * 2, *["optional"] * 2, *["later"] * 2]


def test_keying_opens_in_the_tab_and_comes_back(make_tab, sign_in):
    returned_round(sign_in)
    tab = make_tab("计票甲")
    tab.page.button(Stage.KEY_FIRST).click()
    assert tab.keying.isVisible()
    QTest.keyClicks(tab.keying.paper, "12")
    tab.refresh()
    assert tab.keying.paper.sheet.touched, "a refresh does not disturb the paper in hand"
    QTest.keyClick(tab.keying.paper, Qt.Key.Key_Return)
    tab.keying.back_button.click()
    assert tab.page.isVisible()
    assert "已录 1 / 8 张" in tab.page.told.text()
    assert tab.page.button(Stage.KEY_FIRST).text() == "继续第一遍录入"


def test_only_the_differing_cells_are_settled_by_figures(make_tab, sign_in):
    second = (*WON[:2], "ynay", *WON[3:6], None, WON[7])
    keyed_round(sign_in, WON, second)
    tab = make_tab("总监票")
    assert stage_of(tab).stage is Stage.SETTLE
    tab.page.button(Stage.SETTLE).click()
    view = tab.differences
    rows = view.table.model.rows()
    assert [(row.paper_no, row.position) for row in rows] == [(3, 2), (3, 4), (7, 0)]
    assert view.cell.text().startswith("第 3 号票")
    assert (view.first.text(), view.second.text()) == ("同意", "不同意")
    QTest.keyClick(view.table.view, Qt.Key.Key_1)
    assert view.table.current().position == 4
    QTest.keyClick(view.table.view, Qt.Key.Key_2)
    assert view.table.current().paper_no == 7
    assert view.buttons[1].text() == "整票有效（1）"
    assert not view.buttons[9].isVisible()
    view.buttons[2].click()
    assert "全部核对完毕" in view.said.text()
    view.back_button.click()
    assert stage_of(tab).stage is Stage.CLOSE


def test_settling_needs_another_person_and_a_scrutineer(make_tab, sign_in):
    keyed_round(sign_in, WON, ("aaaa", *WON[1:]))
    tab = make_tab("总监票")
    tab.page.button(Stage.SETTLE).click()
    view = tab.differences
    box = view.form.widget("witness")
    assert [box.itemText(at) for at in range(box.count())] == ["监票乙", "计票甲", "计票乙"]
    box.setEditText("总监票")
    view.buttons[1].click()
    assert "在场" in view.said.text()
    other = make_tab("计票甲")
    other.page.button(Stage.SETTLE).click()
    assert not other.differences.buttons[1].isEnabled()
    assert "DESK-04" in other.differences.said.text()
    QTest.keyClick(other.differences.table.view, Qt.Key.Key_1)
    assert "DESK-04" in other.differences.said.text()


def test_closing_shows_who_is_elected_and_prints_the_papers(make_tab, sign_in, qtbot):
    keyed_round(sign_in)
    tab = make_tab("总监票")
    tab.page.stepper.choose(Stage.SETTLE)
    assert "完全一致" in tab.page.told.text()
    tab.page.stepper.choose(Stage.CLOSE)
    tab.page.button(Stage.CLOSE).click()
    answer(tab)
    table = tab.page.result
    names = [row.name for row in table.model.rows()]
    verdicts = [table.model.index(row, 7).data() for row in range(4)]
    assert names[:2] == ["丁一", "王二小"]
    assert verdicts == ["当选", "当选", "未过半", "未过半"]
    assert "当选 2 名" in tab.page.outcome_words.text()
    assert "VOTE-12" in tab.page.outcome_words.text()
    assert tab.page.ledger.said.property("tone") == Tone.GOOD
    assert not tab.page.succeed_button.isEnabled()
    for at in (0, 1):
        with qtbot.waitSignal(tab.changed, timeout=20000):
            tab.page.button(Stage.REPORT, at).click()
        dialog_of(tab, PdfPreview).close()
    assert len(tab.page.papers.buttons) == 3
    assert tab.page.stepper.nodes[Stage.REPORT].state == "done"
    tab.page.papers.buttons[0].click()
    preview = dialog_of(tab, PdfPreview)
    assert preview.windowTitle() == "2026年度担当作为好干部当选名单"
    preview.close()


def test_too_few_call_for_a_second_ballot_and_the_button_makes_it(make_tab, sign_in):
    closed_round(sign_in, ("yyaa", "yaya", "yyaa", "yaya", "yyaa", "yaya", "yyay", "yaay"))
    tab = make_tab("总监票")
    told, tone = result_words(tab.page.detail, tab.page.detail.outcome)
    assert tone is Tone.WARN
    assert "VOTE-14" in told
    tab.page.succeed_button.click()
    words = [label.text() for label in dialog_of(tab, FormDialog).findChildren(QLabel)]
    assert any("缺额再次投票：候选 3，名额 1" in each for each in words)
    answer(tab)
    assert tab.page.detail.row.predecessor_id is not None
    assert stage_of(tab).stage is Stage.FREEZE


def test_a_tie_across_the_last_place_names_the_tied(make_tab, sign_in):
    closed_round(sign_in, ("ayya",) * 3 + ("yyaa",) * 2 + ("yaya",) * 2 + ("yaay",))
    tab = make_tab("总监票")
    table = tab.page.result
    verdicts = [table.model.index(row, 7).data() for row in range(4)]
    assert verdicts == ["票数相等"] * 3 + ["未过半"]
    assert "尚余 2 个名额" in tab.page.outcome_words.text()
    assert "VOTE-13" in tab.page.outcome_words.text()
    tab.page.succeed_button.click()
    words = [label.text() for label in dialog_of(tab, FormDialog).findChildren(QLabel)]
    assert any("同票者再次投票：候选 3，名额 2" in each for each in words)


def test_nobody_elected_leaves_no_list_to_print(make_tab, sign_in):
    closed_round(sign_in, ("aaaa",) * 8)
    tab = make_tab("总监票")
    button = tab.page.button(Stage.REPORT, 1)
    assert not button.isEnabled()
    assert button.refusal.code == "elected.empty"


def test_an_open_case_stands_beside_the_name(make_tab, desk, sign_in):
    ids = candidates_of(desk)
    on = desk.today()
    case_intake.open_case(
        desk,
        replace(
            NOTICE,
            person="丁一",
            organisation="杨舍镇",
            candidate_id=ids[0],
            notice_on=on,
            account="征迁口径不一",
            post="科长",
        ),
    )
    defined_round(desk, ids)
    tab = make_tab()
    assert tab.page.entries.model.index(0, 3).data() == "容错办理中"
    closed_round(sign_in, ids=ids, title="另一轮")
    tab.refresh()
    tab.list.choose(2)
    assert not tab.page.result.view.isColumnHidden(8)


def test_a_lost_paper_is_told_where_it_was_asked_for(make_tab, desk):
    round_id = defined_round(desk)
    rounds.freeze_round(desk, round_id)
    count_papers.print_ballot(desk, round_id, copies=1)
    for path in (desk.folder / "issued").iterdir():
        path.unlink()
    tab = make_tab()
    tab.page.papers.buttons[0].click()
    assert "存档文件不见了" in tab.page.papers.said.text()


def test_esc_leaves_the_differences(make_tab, sign_in):
    keyed_round(sign_in, WON, ("aaaa", *WON[1:]))
    tab = make_tab("总监票")
    tab.page.button(Stage.SETTLE).click()
    QTest.keyClick(tab.differences, Qt.Key.Key_Escape)
    assert tab.page.isVisible()


def test_the_facts_of_the_round_stand_beside_it(make_tab, desk):
    defined_round(desk)
    facts = make_tab().page.facts.told()
    assert facts["当选须有"] == "5 票（应到会过半数）"
    assert facts["到会须有"] == "6 人（应到 9 人的三分之二）"
    assert facts["计票人"] == "计票甲、计票乙"


def test_every_word_is_on_the_window_in_both_palettes(make_tab, sign_in, theme):
    returned_round(sign_in)
    tab = make_tab("计票甲")
    light = tab.grab().toImage()
    theme.wear(DARK)
    try:
        assert tab.grab().toImage() != light
    finally:
        theme.wear(LIGHT)
