"""A pass keyed through real key events, and what the view refuses."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.ui.making import (
    NAMES,
    WON,
    candidates_of,
    dialog_of,
    key_pass,
    printed_round,
    returned_round,
)
from zjgdesk.rules.test_deck import test_deck as deck_of
from zjgdesk.rules.vocabulary import Mark, Track
from zjgdesk.services import keying, proving, round_detail
from zjgdesk.ui.ballots.invalid import InvalidDialog
from zjgdesk.ui.ballots.keying_view import KeyingView
from zjgdesk.ui.ballots.sheet import Sheet
from zjgdesk.ui.forms import FormDialog

RETURN, BACK, PLUS, MINUS = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Backspace,
    Qt.Key.Key_Plus,
    Qt.Key.Key_Minus,
)


@pytest.fixture
def make_view(qtbot, theme, sign_in):
    def make(pass_no=1, who="计票甲", **changes):
        round_id = changes.pop("round_id", None) or returned_round(sign_in, **changes)
        view = KeyingView(sign_in(who))
        qtbot.addWidget(view)
        view.resize(1300, 640)
        view.start(round_id, pass_no)
        view.show()
        return view

    return make


@pytest.fixture
def view(make_view):
    return make_view()


def press(view, *keys):
    for key in keys:
        if isinstance(key, str):
            QTest.keyClicks(view.paper, key)
        else:
            QTest.keyClick(view.paper, key)


def detail(view):
    return round_detail.read_round(view._desk, view.hand.port.detail.row.id)


def test_a_whole_pass_through_keys(view, qtbot):
    for number in range(1, 9):
        assert view.side.stamp.text() == f"第 {number} 号票"
        assert view.side.progress_words.text() == f"已录 {number - 1} / 8 张"
        press(view, "12", RETURN)
        assert detail(view).first_keyed == number
    assert view.side.stamp.text() == "全部录完"
    assert view.side.finish_button.isVisible()
    assert not view.side.store_button.isVisible()
    QTest.keyClick(view, RETURN)
    dialog = dialog_of(view, FormDialog)
    with qtbot.waitSignal(view.finished):
        dialog.accept_button.click()
    assert detail(view).first_done


@pytest.mark.parametrize(
    ("keys", "letters"),
    [
        pytest.param("1290", "同意 不同意 该项无效 弃权", id="VOTE-08 one key each"),
        pytest.param(" 3 2", "同意 弃权 同意 不同意", id="VOTE-08 the other keys"),
        pytest.param("1", "同意 弃权 弃权 弃权", id="VOTE-08 a blank row abstains"),
    ],
)
def test_what_a_key_means(view, keys, letters):
    words = {Mark.YES: "同意", Mark.NO: "不同意", Mark.ABSTAIN: "弃权", Mark.VOID: "该项无效"}
    press(view, keys)
    assert [words[mark] for mark in view.paper.sheet.marks] == letters.split()


def test_every_key_kept_is_what_the_other_pass_is_compared_with(make_view, sign_in):
    first = make_view()
    for _ in range(8):
        press(first, "1290", RETURN)
    keying.finish_pass(first._desk, first.hand.port.detail.row.id, 1)
    second = make_view(2, "计票乙", round_id=first.hand.port.detail.row.id)
    for number in range(8, 0, -1):  # the pile lies the other way round
        assert second.number == number
        press(second, "1190" if number == 5 else "1290", RETURN)
    keying.finish_pass(second._desk, second.hand.port.detail.row.id, 2)
    (cell,) = detail(second).differences
    assert (cell.paper_no, cell.position, cell.first, cell.second) == (5, 2, "no", "yes")


def test_a_base_for_all_rows_then_the_exceptions(view):
    press(view, PLUS)
    assert view.paper.sheet.marks == [Mark.YES] * 4
    assert "同意 4 个，超过名额 2 个" in view.side.said.text()
    press(view, Qt.Key.Key_Down, "23")
    assert view.paper.sheet.marks == [Mark.YES, Mark.NO, Mark.ABSTAIN, Mark.YES]
    assert view.side.said.text() == ""
    press(view, RETURN)
    assert view.number == 2
    assert view.paper.sheet.marks == [Mark.YES] * 4, "the base holds for the next paper"
    press(view, MINUS)
    assert view.paper.sheet.marks == [Mark.ABSTAIN] * 4


def test_too_many_are_told_at_once_and_kept_only_after_a_second_enter(view):
    press(view, "111")
    assert "VOTE-05" in view.side.said.text()
    press(view, RETURN)
    assert view.number == 1
    assert "再按一次回车" in view.side.said.text()
    press(view, RETURN)
    assert view.number == 2
    assert detail(view).first_keyed == 1


def test_an_untouched_paper_is_not_kept_by_one_enter_too_many(view):
    press(view, RETURN)
    assert view.number == 1
    assert "还没有划任何一行" in view.side.said.text()
    press(view, RETURN)
    assert view.number == 2


def test_arrows_hold_at_the_ends(view):
    press(view, Qt.Key.Key_Up)
    assert view.paper.sheet.at == 0
    press(view, Qt.Key.Key_End, Qt.Key.Key_Down)
    assert view.paper.sheet.at == 3
    press(view, "2")
    assert view.paper.sheet.at == 3


def test_a_click_marks_the_box(view, qtbot):
    place = view.paper.box_area(2, Mark.NO).center().toPoint()
    qtbot.mouseClick(view.paper, Qt.MouseButton.LeftButton, pos=place)
    assert view.paper.sheet.marks[2] is Mark.NO
    name = view.paper.row_area(0).topLeft().toPoint() + QPoint(60, 10)
    qtbot.mouseClick(view.paper, Qt.MouseButton.LeftButton, pos=name)
    assert view.paper.sheet.at == 0
    assert view.paper.sheet.marks[0] is Mark.ABSTAIN


def test_backspace_takes_keys_back_then_the_last_paper(view):
    press(view, "12", RETURN, "2", BACK)
    assert view.number == 2
    assert not view.paper.sheet.touched
    press(view, BACK)
    assert view.side.stamp.text() == "第 1 号票"
    assert view.side.mode.text() == "更正"
    assert view.paper.sheet.marks[:2] == [Mark.YES, Mark.NO]
    press(view, "21", RETURN)
    assert view.number == 2
    assert view.side.mode.text() == ""
    assert detail(view).first_keyed == 1


def test_the_last_paper_can_be_corrected_when_all_are_keyed(view):
    for _ in range(8):
        press(view, "12", RETURN)
    QTest.keyClick(view, BACK)
    assert view.number == 8
    press(view, "21", RETURN)
    assert view.number is None
    assert detail(view).first_keyed == 8


def test_a_correction_can_be_given_up_and_the_paper_in_hand_comes_back(view):
    press(view, "12", RETURN, "2")
    view.side.correct_button.click()
    assert view.number == 1
    view.side.correct_button.click()
    assert view.number == 2
    assert view.paper.sheet.marks[0] is Mark.NO


def test_a_whole_paper_is_declared_invalid_with_its_reason(view):
    press(view, "w")
    dialog = dialog_of(view, InvalidDialog)
    QTest.keyClicks(dialog, "2")
    dialog.take()
    assert view.paper.sheet.invalid == "写有编号、姓名或其他记号"
    press(view, "1")
    assert not view.paper.sheet.said, "an invalid paper takes no marks"
    press(view, RETURN)
    assert view.number == 2
    press(view, "w")
    dialog_of(view, InvalidDialog).take()
    press(view, "w", "1", RETURN)
    assert view.number == 3


def test_another_reason_must_be_written(view):
    press(view, "w")
    dialog = dialog_of(view, InvalidDialog)
    QTest.keyClicks(dialog, "4")
    assert not dialog.accept_button.isEnabled()
    dialog.other.setText("票被撕破")
    dialog.take()
    assert view.paper.sheet.invalid == "票被撕破"


def test_the_same_person_cannot_key_the_second_pass(make_view, sign_in):
    round_id = returned_round(sign_in)
    key_pass(sign_in, round_id, 1, WON)
    second = make_view(2, "计票甲", round_id=round_id)
    press(second, "12", RETURN)
    assert "计票甲已经录入过另一遍" in second.side.said.text()
    assert "VOTE-24" in second.side.said.text()
    assert second.number == 8
    assert second.paper.sheet.marks[0] is Mark.YES, "the paper in hand stays"


def test_a_clerk_cannot_key(make_view):
    view = make_view(who="经办人")
    press(view, "12", RETURN)
    assert "DESK-04" in view.side.said.text()
    assert detail(view).first_keyed == 0


def test_a_retry_after_a_crash_is_no_second_paper(view):
    token, marks = view.hand.token, [Mark.YES, Mark.NO, Mark.ABSTAIN, Mark.ABSTAIN]
    told = {"pass_no": 1, "paper_no": 1, "marks": marks, "token": token}
    keying.key_paper(view._desk, view.hand.port.detail.row.id, **told)
    press(view, "12", RETURN)
    assert view.number == 2
    assert detail(view).first_keyed == 1


def test_no_sum_over_papers_is_shown(view):
    for _ in range(3):
        press(view, "12", RETURN)
    assert view.side.tally.text() == "本票：同意 0　不同意 0　弃权 4　无效 0"


def test_esc_leaves(view, qtbot):
    with qtbot.waitSignal(view.left):
        QTest.keyClick(view.paper, Qt.Key.Key_Escape)


def test_many_names_stand_in_two_columns_as_printed(make_view, desk, sign_in):
    names = [f"{a}{b}" for a in "赵钱孙李周吴郑王" for b in "东南西北"]
    view = make_view(ids=candidates_of(desk, names), places=20)
    first, second = view.paper.row_area(0), view.paper.row_area(16)
    assert first.top() == second.top()
    assert second.left() > first.right()
    assert view.paper.lines[0].name[1] == "　", "a name of two characters is spread"
    press(view, Qt.Key.Key_Right)
    assert view.paper.sheet.at == 16


def test_units_stand_in_one_column_with_their_parent(make_view, desk):
    ids = candidates_of(desk, ("建设局", "城管科", "财政所"), Track.UNIT)
    view = make_view(ids=ids, track=Track.UNIT, title="2026年度好单位")
    assert {line.note for line in view.paper.lines} == {"杨舍镇"}
    assert len(view.paper.lines) == 3


def test_the_pass_says_where_it_stands_when_taken_up_again(make_view):
    first = make_view()
    press(first, "12", RETURN, "12", RETURN)
    again = make_view(round_id=first.hand.port.detail.row.id)
    assert again.side.stamp.text() == "第 3 号票"


def test_undoing_what_was_never_done_changes_nothing():
    sheet = Sheet(len(NAMES), 2)
    sheet.undo()
    assert sheet.marks == [Mark.ABSTAIN] * 4


MANY = [f"{a}{b}" for a in "赵钱孙李周吴郑王冯" for b in "东南西北中"]
SIX = (7, 12, 15, 23, 31, 44)


@pytest.fixture
def many(make_view, desk):
    """A ballot of 45 names, forty to be chosen: keyed by exceptions from the beginning."""
    return make_view(ids=candidates_of(desk, MANY), places=40)


def type_in(view, text, *keys):
    QTest.keyClicks(view.side.typed, text)
    for key in keys:
        QTest.keyClick(view.side.typed, key)


def test_many_names_are_keyed_by_their_exceptions(many):
    assert many.side.typed.isVisible()
    type_in(many, "+")
    assert many.side.base.text() == "底：全部同意　例外："
    assert many.side.typed.text() == ""
    type_in(many, "7 12 15 23 31 44")
    assert [row for row, mark in enumerate(many.paper.sheet.marks, 1) if mark is Mark.NO] == [*SIX]
    QTest.keyClick(many.side.typed, RETURN)
    assert many.side.flash.text() == "✓ 第 1 号票已存入"
    assert many.side.base.text() == "底：全部同意　例外：", "the base holds"
    type_in(many, "1.2*3/45", RETURN, RETURN)
    assert many.side.flash.text() == "✓ 第 2 号票已存入，1 项待定，同意过多，废票"
    kept = keying.read_paper(many._desk, many.hand.port.detail.row.id, 1, 2)
    assert kept.marks[:3] == (Mark.ABSTAIN, Mark.VOID, Mark.UNCLEAR)
    assert kept.marks[44] is Mark.NO


def test_six_exceptions_take_at_most_twenty_keys(many):
    type_in(many, "+")
    keys = " ".join(str(row) for row in SIX)
    type_in(many, keys, RETURN)
    assert many.number == 2
    assert len(keys) + 1 <= 20


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("46", "票上没有第 46 行，只有 1 至 45 行"),
        ("7- 7.", "第 7 行写了两种不同的划法"),
        ("7 q", "看不懂“q”"),
    ],
)
def test_what_cannot_be_meant_is_told_while_it_is_typed_and_not_kept(many, text, words):
    type_in(many, text)
    assert words in many.side.said.text()
    assert "VOTE-08" in many.side.said.text()
    QTest.keyClick(many.side.typed, RETURN)
    assert many.number == 1
    assert detail(many).first_keyed == 0
    assert many.side.typed.text() == text


def test_both_ways_of_keying_are_one_paper(many, qtbot):
    type_in(many, "+7 12-")
    QTest.keyClick(many.side.typed, Qt.Key.Key_F2)
    assert not many.side.typed.isVisible()
    place = many.paper.box_area(2, Mark.ABSTAIN).center().toPoint()
    qtbot.mouseClick(many.paper, Qt.MouseButton.LeftButton, pos=place)
    QTest.keyClick(many.paper, Qt.Key.Key_F2)
    assert many.side.typed.text() == "3. 7 12"


def test_backspace_in_the_empty_line_takes_the_last_paper_back(many):
    type_in(many, "+7 8 9 10 11", RETURN)
    type_in(many, "", BACK)
    assert (many.number, many.side.mode.text()) == (1, "更正")
    assert many.side.typed.text() == "7 8 9 10 11"
    type_in(many, " 12", RETURN)
    assert many.side.flash.text() == "✓ 第 1 号票已更正"
    assert many.number == 2


def test_an_unclear_cell_and_a_doubtful_paper_are_set_aside(view):
    press(view, "1u", "d")
    dialog = dialog_of(view, FormDialog)
    dialog.accept_button.click()
    assert view.paper.sheet.doubt == "画有规定以外的记号"
    press(view, RETURN)
    assert view.side.flash.text() == "✓ 第 1 号票已存入，1 项待定"
    kept = keying.read_paper(view._desk, view.hand.port.detail.row.id, 1, 1)
    assert (kept.doubt, kept.marks[1]) == ("画有规定以外的记号", Mark.UNCLEAR)


def go_to(view, number, reason=""):
    view.ask_number()
    dialog = dialog_of(view, FormDialog)
    dialog.form.widget("number").setValue(number)
    dialog.form.widget("reason").setPlainText(reason)
    dialog.accept_button.click()
    return dialog


def test_a_paper_is_taken_by_its_number(view):
    press(view, "12", RETURN)
    go_to(view, 5)
    press(view, "12", RETURN)
    assert view.number == 2, "the lowest number that is missing"
    dialog = go_to(view, 9)
    assert "没有第 9 号票" in dialog.form.error.text()
    dialog.reject()
    dialog = go_to(view, 1)
    assert "第 1 号票" in dialog.form.error.text()
    assert "VOTE-24" in dialog.form.error.text()
    dialog.reject()
    go_to(view, 1, "看错行")
    assert (view.number, view.side.mode.text()) == (1, "更正")
    press(view, "21", RETURN)
    assert detail(view).first_keyed == 2


def test_after_a_break_the_missing_number_is_named(make_view):
    first = make_view()
    press(first, "12", RETURN, "12", RETURN)
    again = make_view(round_id=first.hand.port.detail.row.id)
    assert again.side.said.text() == "上次存到第 2 号票；第 3 号还没有录入。"


def test_each_paper_sounds(make_view):
    heard = []
    view = make_view()
    view._play = heard.append
    press(view, "12", RETURN, "111", RETURN, RETURN)
    view.hand.port.total = 0
    assert heard == ["kept", "look", "look"]


def test_a_test_deck_is_never_taken_for_the_real_thing(make_view, desk, sign_in, qtbot):
    round_id = printed_round(desk)
    proving.record_rehearsal(desk, round_id)
    view = KeyingView(sign_in("计票甲"))
    qtbot.addWidget(view)
    view.start(round_id, "test")
    view.show()
    assert view.band.isVisible()
    assert "测 试" in view.band.text()
    assert view.paper.watermark == "测试"
    assert not view.side.doubt_button.isEnabled()
    deck = deck_of(4, 2)
    for paper in deck:
        if paper.marks is None:
            view._declare("撕毁")
        else:
            view.paper.sheet.marks = list(paper.marks)
            view.paper.sheet.said = {0}
        press(view, RETURN)
        if paper.marks and paper.marks.count(Mark.YES) > 2:
            press(view, RETURN)
    assert view.number is None
    with qtbot.waitSignal(view.finished):
        QTest.keyClick(view, RETURN)
    assert proving.finish_test(view._desk, round_id).passed
    real = make_view()
    assert not real.band.isVisible()
    assert real.paper.watermark == ""
