"""A pass keyed through real key events, and what the view refuses."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.ui.making import NAMES, candidates_of, dialog_of, returned_round
from zjgdesk.rules.vocabulary import Mark, Track
from zjgdesk.services import keying, round_detail
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
    return round_detail.read_round(view._desk, view.round_id)


def test_a_whole_pass_through_keys(view, qtbot):
    for number in range(1, 9):
        assert view.stamp.text() == f"第 {number} 号票"
        assert view.progress_words.text() == f"已录 {number - 1} / 8 张"
        press(view, "12", RETURN)
        assert detail(view).first_keyed == number
    assert view.stamp.text() == "全部录完"
    assert view.finish_button.isVisible()
    assert not view.store_button.isVisible()
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
    keying.finish_pass(first._desk, first.round_id, 1)
    second = make_view(2, "计票乙", round_id=first.round_id)
    for number in range(1, 9):
        press(second, "1190" if number == 5 else "1290", RETURN)
    keying.finish_pass(second._desk, second.round_id, 2)
    (cell,) = detail(second).differences
    assert (cell.paper_no, cell.position, cell.first, cell.second) == (5, 2, "no", "yes")


def test_a_base_for_all_rows_then_the_exceptions(view):
    press(view, PLUS)
    assert view.paper.sheet.marks == [Mark.YES] * 4
    assert "同意 4 个，超过名额 2 个" in view.said.text()
    press(view, Qt.Key.Key_Down, "23")
    assert view.paper.sheet.marks == [Mark.YES, Mark.NO, Mark.ABSTAIN, Mark.YES]
    assert view.said.text() == ""
    press(view, RETURN)
    assert view.number == 2
    assert view.paper.sheet.marks == [Mark.YES] * 4, "the base holds for the next paper"
    press(view, MINUS)
    assert view.paper.sheet.marks == [Mark.ABSTAIN] * 4


def test_too_many_are_told_at_once_and_kept_only_after_a_second_enter(view):
    press(view, "111")
    assert "VOTE-05" in view.said.text()
    press(view, RETURN)
    assert view.number == 1
    assert "再按一次回车" in view.said.text()
    press(view, RETURN)
    assert view.number == 2
    assert detail(view).first_keyed == 1


def test_an_untouched_paper_is_not_kept_by_one_enter_too_many(view):
    press(view, RETURN)
    assert view.number == 1
    assert "还没有划任何一行" in view.said.text()
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
    assert view.stamp.text() == "第 1 号票"
    assert view.mode.text() == "更正"
    assert view.paper.sheet.marks[:2] == [Mark.YES, Mark.NO]
    press(view, "21", RETURN)
    assert view.number == 2
    assert view.mode.text() == ""
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
    view.correct_button.click()
    assert view.number == 1
    view.correct_button.click()
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


def test_the_same_person_cannot_key_the_second_pass(make_view):
    first = make_view()
    press(first, "12", RETURN)
    second = make_view(2, "计票甲", round_id=first.round_id)
    press(second, "12", RETURN)
    assert "计票甲 已经录入过另一遍" in second.said.text()
    assert "VOTE-15" in second.said.text()
    assert second.number == 1
    assert second.paper.sheet.marks[0] is Mark.YES, "the paper in hand stays"


def test_a_clerk_cannot_key(make_view):
    view = make_view(who="经办人")
    press(view, "12", RETURN)
    assert "DESK-04" in view.said.text()
    assert detail(view).first_keyed == 0


def test_a_retry_after_a_crash_is_no_second_paper(view):
    token, marks = view._token, [Mark.YES, Mark.NO, Mark.ABSTAIN, Mark.ABSTAIN]
    told = {"pass_no": 1, "paper_no": 1, "marks": marks, "token": token}
    keying.key_paper(view._desk, view.round_id, **told)
    press(view, "12", RETURN)
    assert view.number == 2
    assert detail(view).first_keyed == 1


def test_no_sum_over_papers_is_shown(view):
    for _ in range(3):
        press(view, "12", RETURN)
    assert view.tally.text() == "本票：同意 0　不同意 0　弃权 4　无效 0"


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
    again = make_view(round_id=first.round_id)
    assert again.stamp.text() == "第 3 号票"


def test_undoing_what_was_never_done_changes_nothing():
    sheet = Sheet(len(NAMES), 2)
    sheet.undo()
    assert sheet.marks == [Mark.ABSTAIN] * 4
