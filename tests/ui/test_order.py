"""Strokes of one's own, names moved by hand, and the warnings before a list is fixed."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from tests.staging import at_stage, shortlisted
from tests.ui.making import candidates_of, closed_round, defined_round, dialog_of
from zjgdesk.rules.vocabulary import OrderedList, ShortlistKind, Stage, Track
from zjgdesk.services import hand_order, notices, own_strokes, rounds, scheme, vote_codes
from zjgdesk.services.hand_order import Move
from zjgdesk.services.list_order import OrderDoubt
from zjgdesk.services.round_detail import read_round
from zjgdesk.ui.ballots.tab import BallotsTab
from zjgdesk.ui.candidates.tab import CandidatesTab
from zjgdesk.ui.forms import FormDialog
from zjgdesk.ui.notices.tab import NoticesTab
from zjgdesk.ui.order.strokes_dialog import StrokesDialog, place_words
from zjgdesk.ui.order.words import doubt_words, order_ready
from zjgdesk.ui.shortlists.dialogs import decide_dialog
from zjgdesk.ui.shortlists.tab import ShortlistsTab

NAMES = ("丁一", "王二小", "𰻝三", "李四光")
WHY = "按户籍所在地习惯"


@pytest.fixture
def defined(desk):
    return defined_round(desk, candidates_of(desk, NAMES))


@pytest.fixture
def make(qtbot, jobs):
    def make(kind, desk):
        made = kind(desk, jobs)
        qtbot.addWidget(made)
        made.resize(1340, 640)
        made.show()
        made.refresh()
        return made

    return make


@pytest.fixture
def strokes(qtbot, desk, defined):
    dialog = StrokesDialog(None, desk)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.table.choose(lambda row: row.character == "𰻝")
    return dialog


def names(desk, round_id):
    return [entry.name for entry in read_round(desk, round_id).entries]


def shown(table):
    return [row.name for row in table.model.rows()]


def fill(dialog, **fields):
    for key, value in fields.items():
        dialog.form.widget(key).setText(value)


def test_what_waits_stands_first_and_its_strokes_are_entered(strokes, with_dialog, desk, defined):
    table = strokes.table.model
    assert [table.row(table.index(0, 0)).names] == [("𰻝三",)]

    def enter(dialog):
        fill(dialog, strokes="横横竖竖", source="")
        assert "共 4 画：横横竖竖；排在“王”之后" in dialog.form.place.text()
        dialog.accept_button.click()
        assert "依据" in dialog.form.error.text()
        fill(dialog, source="汉语大字典")
        dialog.accept_button.click()

    with_dialog(enter)
    strokes.enter_button.click()
    assert "1 份尚未固定的名单已重新排列" in strokes.said.text()
    assert names(desk, defined) == ["丁一", "王二小", "𰻝三", "李四光"]
    row = strokes.table.current()
    assert (row.character, row.strokes) == ("𰻝", "1122")
    assert strokes.enter_button.text() == "更改笔顺…"


def test_what_is_typed_wrong_is_told_at_once(strokes, with_dialog):
    told = []

    def enter(dialog):
        assert "按书写顺序" in dialog.form.place.text()
        fill(dialog, strokes="横钩")
        told.append(dialog.form.place.text())

    with_dialog(enter)
    strokes.enter()
    assert "“钩”不是笔画" in told[0]


def test_an_official_character_is_refused_in_words(strokes, with_dialog):
    told = []

    def enter(dialog):
        fill(dialog, character="王", strokes="1121", source="字典")
        dialog.accept_button.click()
        told.append(dialog.form.error.text())

    with_dialog(enter)
    strokes.other_button.click()
    assert "已有规定的次序" in told[0]
    assert "ORDER-03" in told[0]


def test_an_entry_is_taken_back_with_a_reason(strokes, desk, defined):
    own_strokes.enter_strokes(desk, "𰻝", "1122", source="字典")
    strokes.refresh()
    strokes.table.choose(lambda row: row.placed)
    strokes.withdraw_button.click()
    dialog = dialog_of(strokes, FormDialog)
    dialog.form.widget("reason").setPlainText("录错")
    dialog.accept_button.click()
    assert names(desk, defined)[-1] == "𰻝三"
    assert not strokes.table.model.rows()[0].placed


def test_who_may_not_enter_reads_why(qtbot, sign_in, defined):
    dialog = StrokesDialog(None, sign_in("督查员"))
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.enter_button.isEnabled()
    assert "DESK-04" in dialog.actions_bar.reasons.text()


def test_a_doubt_is_told_on_the_ballot_and_before_it_is_frozen(make, desk, defined):
    tab = make(BallotsTab, desk)
    order = tab.page.order
    assert "笔画表中没有“𰻝”（𰻝三）" in order.said.text()
    assert "设置 → 笔画表" in order.said.text()
    tab.page.buttons[next(iter(tab.page.buttons))][0].click()
    dialog = dialog_of(tab, FormDialog)
    assert any("𰻝" in each.text() for each in dialog.form.findChildren(type(order.said)))
    dialog.reject()
    rounds.freeze_round(desk, defined)
    tab.refresh()
    assert "已经固定" in order.said.text()
    assert order.buttons.isHidden()


def test_names_are_moved_by_keys_after_one_reason(make, desk, defined, qtbot):
    tab = make(BallotsTab, desk)
    table, order = tab.page.entries, tab.page.order
    table.choose(lambda row: row.name == "𰻝三")
    tab.activateWindow()
    qtbot.waitUntil(tab.isActiveWindow)
    table.view.setFocus()
    assert order.up_button.isEnabled()
    assert not order.down_button.isEnabled()
    qtbot.keyClick(table.view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    dialog = dialog_of(tab, FormDialog)
    dialog.accept_button.click()
    assert "请写明理由" in dialog.form.error.text()
    dialog.form.widget("reason").setPlainText(WHY)
    dialog.accept_button.click()
    assert shown(table) == ["丁一", "王二小", "𰻝三", "李四光"]
    assert table.current().name == "𰻝三"
    qtbot.keyClick(table.view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert shown(table) == ["丁一", "𰻝三", "王二小", "李四光"]
    qtbot.keyClick(table.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert table.current().name == "𰻝三"
    assert shown(table) == ["丁一", "王二小", "𰻝三", "李四光"]
    assert f"由经办人人工调整，理由：{WHY}。" in order.said.text()


def test_the_buttons_say_why_they_cannot_be_pressed(make, desk, defined):
    tab = make(BallotsTab, desk)
    bar, table = tab.page.order, tab.page.entries
    told = ((shown(table)[-1], "最后", "Alt"), (shown(table)[0], "Alt", "最前"))
    assert "选定" in bar.up_button.toolTip()
    for name, down, up in told:
        table.choose(lambda row, name=name: row.name == name)
        at = shown(table).index(name)
        assert bar.up_button.isEnabled() == (at > 0)
        assert up in bar.up_button.toolTip()
        assert down in bar.down_button.toolTip()
    assert bar.up_button.width() < 200


def test_on_a_fixed_list_the_keys_filter_again(make, desk, defined, qtbot, with_dialog):
    rounds.freeze_round(desk, defined)
    tab = make(BallotsTab, desk)
    tab.activateWindow()
    qtbot.waitUntil(tab.isActiveWindow)
    tab.page.entries.choose(lambda row: row.name == "丁一")
    tab.page.entries.view.setFocus()
    asked = []
    with_dialog(lambda dialog: asked.append(type(dialog).__name__))
    qtbot.keyClick(tab.page.entries.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert asked == ["FilterDialog"]


def test_the_rule_comes_back(make, desk, defined, with_dialog):
    ids = {entry.name: entry.candidate_id for entry in read_round(desk, defined).entries}
    hand_order.move_name(desk, OrderedList.ROUND, defined, Move(ids["𰻝三"], 1, WHY))
    tab = make(BallotsTab, desk)
    assert shown(tab.page.entries)[0] == "𰻝三"
    with_dialog(lambda box: next(b for b in box.buttons() if b.text() == "恢复").click())
    tab.page.order.back_button.click()
    assert shown(tab.page.entries) == ["丁一", "王二小", "李四光", "𰻝三"]
    assert tab.page.order.back_button.isHidden()


def test_a_list_that_strays_from_the_rule_can_be_put_right(make, desk, with_dialog):
    round_id = defined_round(desk, candidates_of(desk, ("田富", "田大利", "王五")))
    scheme.change_scheme(desk, "order", "given", source="会议")
    tab = make(BallotsTab, desk)
    order = tab.page.order
    assert "与规定不一致" in order.said.text()
    with_dialog(lambda box: next(b for b in box.buttons() if b.text() == "恢复").click())
    order.back_button.click()
    assert shown(tab.page.entries) == ["王五", "田大利", "田富"]
    assert order.said.text() == ""
    rounds.freeze_round(desk, round_id)


def test_who_may_not_move_sees_no_buttons(make, sign_in, defined):
    tab = make(BallotsTab, sign_in("总监票"))
    assert tab.page.order.buttons.isHidden()
    tab.page.order.move_by(1)
    assert "𰻝" in tab.page.order.said.text()


def test_a_draft_notice_is_put_in_order_by_hand(make, sign_in, desk):
    round_id = closed_round(sign_in)
    notice_id = notices.draft_notice(desk, round_id, title="公示", published_on=date(2026, 11, 18))
    before = [entry.name for entry in notices.read_notice(desk, notice_id).entries]
    tab = make(NoticesTab, desk)
    tab.page.entries.choose(lambda row: row.name == before[1])
    tab.page.order.up_button.click()
    dialog = dialog_of(tab, FormDialog)
    dialog.form.widget("reason").setPlainText(WHY)
    dialog.accept_button.click()
    assert shown(tab.page.entries) == before[::-1]


def test_a_shortlist_warns_before_it_is_decided_and_printed(make, desk, with_dialog):
    ids = candidates_of(desk, NAMES)
    shortlisted(desk, ids, ShortlistKind.INITIAL)
    at_stage(desk, Stage.PUBLIC_VOTE)
    tab = make(ShortlistsTab, desk)
    tab.page_switch.choose(ShortlistKind.INITIAL)
    view = tab.lists[ShortlistKind.INITIAL]
    view.show_track(tab.state)
    assert "笔画表中没有“𰻝”（𰻝三）" in view.doubts.text()
    assert "已经固定" in view.doubts.text()
    dialog = decide_dialog(tab, desk, view.page, lambda: None)
    told = [each.text() for each in dialog.form.findChildren(type(view.doubts))]
    assert any("𰻝" in each for each in told)
    dialog.reject()


def test_printing_waits_for_an_answer(qtbot, desk, defined, with_dialog):
    assert order_ready(None, desk, Track.CADRE, ["丁一"])
    assert order_ready(None, desk, Track.UNIT, NAMES)
    with_dialog(lambda box: box.reject())
    assert not order_ready(None, desk, Track.CADRE, NAMES)
    with_dialog(lambda box: next(b for b in box.buttons() if b.text() == "仍然打印").click())
    assert order_ready(None, desk, Track.CADRE, NAMES)


def test_candidates_are_sorted_by_strokes(make, desk, defined):
    tab = make(CandidatesTab, desk)
    tab.table.model.sort(0, Qt.SortOrder.AscendingOrder)
    assert shown(tab.table) == ["丁一", "王二小", "李四光", "𰻝三"]
    own_strokes.enter_strokes(desk, "𰻝", "1", source="字典")
    tab.refresh()
    tab.table.model.sort(0, Qt.SortOrder.AscendingOrder)
    assert shown(tab.table)[0] == "𰻝三"


def test_many_bearers_are_counted():
    doubt = OrderDoubt("𰻝", ("甲", "乙", "丙", "丁"))
    assert "甲、乙、丙等 4 人" in doubt_words([doubt])
    assert doubt_words([]) == ""


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [("王", "元", "“王”之后、“元”之前"), ("", "一", "“一”之前"), ("龘", "", "“龘”之后")],
)
def test_places_in_words(before, after, told):
    assert place_words(before, after) == told


def test_codes_are_given_only_after_the_warning(make, desk, with_dialog):
    ids = candidates_of(desk, NAMES)
    shortlisted(desk, ids, ShortlistKind.INITIAL)
    at_stage(desk, Stage.PUBLIC_VOTE)
    tab = make(ShortlistsTab, desk)
    with_dialog(lambda box: box.reject())
    tab.vote.assign()
    assert vote_codes.list_codes(desk, Track.CADRE) == []
    with_dialog(lambda box: next(b for b in box.buttons() if b.text() == "仍然编号").click())
    tab.vote.assign()
    assert [row.name for row in vote_codes.list_codes(desk, Track.CADRE)][-1] == "𰻝三"
