"""The cells looked at again: unclear ones by the chief, whole papers, papers keyed once more."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.making import KEYS, LETTERS, WON, dialog_of, keyed_round
from zjgdesk.rules.vocabulary import RoundState
from zjgdesk.services import counting
from zjgdesk.services.round_detail import read_round
from zjgdesk.ui.ballots.differences_view import HOW, HOW_DOUBT, DifferencesView, why_looked_at
from zjgdesk.ui.ballots.rekey import RekeyDialog


@pytest.fixture
def view_of(qtbot, sign_in):
    def make(round_id, who="总监票"):
        view = DifferencesView(sign_in(who))
        qtbot.addWidget(view)
        view.resize(1366, 620)
        view.show()
        view.start(round_id)
        return view

    return make


def names_in(box):
    return [box.itemText(at) for at in range(box.count())]


def test_an_unclear_cell_takes_the_chief_and_a_scrutineer(view_of, sign_in):
    round_id = keyed_round(sign_in, WON, ("unya", *WON[1:]))
    view = view_of(round_id)
    row = view.table.current()
    assert (row.doubt, why_looked_at(row), view.second.text()) == (True, "看不清", "待定")
    assert names_in(view.form.widget("witness")) == ["监票乙"]
    assert view.form.string("how") == HOW_DOUBT
    other = view_of(round_id, "监票乙")
    assert names_in(other.form.widget("witness")) == ["总监票"]


def test_another_witness_of_an_unclear_cell_is_refused_by_the_rule(view_of, sign_in):
    view = view_of(keyed_round(sign_in, WON, ("unya", *WON[1:])), "监票乙")
    view.form.widget("witness").setEditText("计票甲")
    QTest.keyClick(view.table.view, Qt.Key.Key_1)
    assert "VOTE-06" in view.said.text()
    assert "总监票" in view.said.text()
    view.form.widget("witness").setEditText("总监票")
    QTest.keyClick(view.table.view, Qt.Key.Key_1)
    assert "全部核对完毕" in view.said.text()


def test_the_words_follow_the_cell_until_they_are_ones_own(view_of, sign_in):
    first, second = ("ynya", "ynna", *WON[2:]), ("unya", *WON[1:])
    view = view_of(keyed_round(sign_in, first, second))
    assert view.form.string("how") == HOW_DOUBT
    view.table.choose(lambda row: not row.doubt)
    assert view.form.string("how") == HOW
    view.form.widget("how").setPlainText("自己的话")
    view.table.choose(lambda row: row.doubt)
    assert view.form.string("how") == "自己的话"


def test_a_paper_taken_for_valid_is_keyed_once_more(view_of, sign_in, desk):
    second = (*WON[:6], None, WON[7])
    round_id = keyed_round(sign_in, WON, second)
    view = view_of(round_id)
    assert view.cell.text() == "第 7 号票\n整张票是否有效"
    QTest.keyClick(view.table.view, Qt.Key.Key_1)
    row = view.table.current()
    assert (row.rekey, why_looked_at(row)) == (True, "有一遍没录")
    assert view.rekey_button.isVisible()
    assert not any(button.isVisible() for button in view.buttons.values())
    view.rekey_button.click()
    dialog = dialog_of(view, RekeyDialog)
    dialog.paper.sheet.marks[:] = [LETTERS[letter] for letter in WON[6]]
    view.form.widget("witness").setEditText("总监票")
    dialog.keep_button.click()
    assert dialog.isVisible()
    assert "在场人" in dialog.said.text()
    view.form.widget("witness").setEditText("监票乙")
    dialog.keep_button.click()
    assert "全部核对完毕" in view.said.text()
    assert read_round(desk, round_id).row.state is RoundState.AGREED
    assert counting.close_round(sign_in("总监票"), round_id, keys=KEYS).valid == 8


def test_a_mark_keyed_otherwise_becomes_a_difference_again(view_of, sign_in, desk):
    round_id = keyed_round(sign_in, WON, (*WON[:6], None, WON[7]))
    view = view_of(round_id)
    view.settle(1)
    view.rekey()
    dialog = dialog_of(view, RekeyDialog)
    dialog.paper.sheet.marks[:] = [LETTERS[letter] for letter in "naaa"]
    dialog.keep()
    row = view.table.current()
    assert (row.paper_no, row.position, row.rekey) == (7, 1, False)
    assert read_round(desk, round_id).row.state is RoundState.KEYED


def test_a_paper_may_only_be_keyed_by_those_who_settle(view_of, sign_in):
    round_id = keyed_round(sign_in, WON, (*WON[:6], None, WON[7]))
    view_of(round_id).settle(1)
    view = view_of(round_id, "计票甲")
    view.table.choose(lambda row: row.rekey)
    assert not view.rekey_button.isEnabled()
    view.rekey()
    assert not [each for each in view.findChildren(RekeyDialog) if each.isVisible()]
