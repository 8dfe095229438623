"""The box of a sitting from the window: two keys, both ballots, live equations, corrections."""

import pytest

from tests.staging import zeroed
from tests.ui.making import (
    KEYS,
    candidates_of,
    defined_round,
    dialog_of,
    meeting_of,
    opened_round,
    printed_round,
    returned_round,
    zeroed_round,
)
from zjgdesk.rules.vocabulary import RoundState, Track
from zjgdesk.services import box, count_papers, rounds, scheme
from zjgdesk.services.round_detail import read_round
from zjgdesk.ui.ballots.round_page import RoundPage
from zjgdesk.ui.ballots.stages import Stage
from zjgdesk.ui.forms import FormDialog
from zjgdesk.ui.theme import Tone


@pytest.fixture
def page_of(qtbot, jobs, sign_in):
    def make(round_id, who="总监票"):
        page = RoundPage(sign_in(who), jobs)
        qtbot.addWidget(page)
        page.changed.connect(page.refresh)
        page.show_round(round_id)
        page.resize(1030, 600)
        page.show()
        return page

    return make


@pytest.fixture
def both(desk):
    """Two ballots of one sitting, both shown to be empty: one box."""
    first = zeroed_round(desk)
    units = candidates_of(desk, ("建设局", "水利局", "教育局"), Track.UNIT)
    second = defined_round(
        desk, units, track=Track.UNIT, title="好单位", meeting_id=meeting_of(desk, first)
    )
    rounds.freeze_round(desk, second)
    count_papers.print_ballot(desk, second, copies=10)
    zeroed(desk, second)
    return first, second


def opened_dialog(page):
    page.button(Stage.OPEN).click()
    return dialog_of(page, FormDialog)


def test_both_ballots_of_a_sitting_are_opened_together(desk, page_of, both):
    first, second = both
    dialog = opened_dialog(page_of(first))
    form = dialog.form
    assert list(form.issued) == [first, second]
    form.present.setValue(8)
    assert [spin.value() for spin in form.issued.values()] == [8, 8]
    dialog.accept_button.click()
    states = {read_round(desk, each).row.state for each in both}
    assert states == {RoundState.OPENED}
    assert not dialog.isVisible()


def test_a_ballot_that_is_not_ticked_waits(desk, page_of, both):
    first, second = both
    dialog = opened_dialog(page_of(first))
    dialog.form.present.setValue(8)
    dialog.form.ticks[second].setChecked(False)
    assert not dialog.form.issued[second].isEnabled()
    dialog.accept_button.click()
    assert read_round(desk, second).row.state is RoundState.ZEROED


def test_nothing_ticked_is_told_in_the_dialog(page_of, both):
    dialog = opened_dialog(page_of(both[0]))
    for tick in dialog.form.ticks.values():
        tick.setChecked(False)
    dialog.accept_button.click()
    assert "至少勾选一轮" in dialog.form.error.text()


def test_a_wrong_passphrase_is_told_and_nothing_is_lost(desk, page_of, both):
    dialog = opened_dialog(page_of(both[0]))
    form = dialog.form
    form.present.setValue(8)
    form.widget("second_key").setText("错")
    dialog.accept_button.click()
    assert dialog.isVisible()
    assert "“监票乙”的口令不对" in form.error.text()
    assert (form.present.value(), form.string("second")) == (8, "监票乙")
    assert read_round(desk, both[0]).row.state is RoundState.ZEROED
    form.widget("second_key").setText("")
    dialog.accept_button.click()
    assert read_round(desk, both[0]).row.state is RoundState.OPENED


def test_five_wrong_passphrases_lock_the_account(page_of, both):
    dialog = opened_dialog(page_of(both[0]))
    dialog.form.widget("second_key").setText("错")
    for _ in range(5):
        dialog.accept_button.click()
    assert "暂停使用" in dialog.form.error.text()
    assert "VOTE-23" in dialog.form.error.text()


def test_two_people_neither_of_whom_oversees_do_not_open(page_of, both):
    dialog = opened_dialog(page_of(both[0], "经办人"))
    box = dialog.form.widget("second")
    names = [box.itemText(at) for at in range(box.count())]
    assert names[:2] == ["总监票", "监票乙"]
    assert "经办人" not in names
    box.setCurrentText("计票甲")
    dialog.accept_button.click()
    assert "都不是本次会议的监票人" in dialog.form.error.text()


def test_too_few_present_is_told_by_the_rule(page_of, both):
    dialog = opened_dialog(page_of(both[0]))
    dialog.form.present.setValue(5)
    dialog.accept_button.click()
    assert "VOTE-01" in dialog.form.error.text()


def test_those_who_stay_out_get_no_paper_by_preset(desk, page_of):
    scheme.change_scheme(desk, "ballot.recused", "stay_out", source="议事规则")
    round_id = zeroed_round(desk, recused=("李四光",))
    form = opened_dialog(page_of(round_id)).form
    form.present.setValue(8)
    assert form.issued[round_id].value() == 7
    form.issued[round_id].setValue(8)
    dialog = form.window()
    dialog.accept_button.click()
    assert "VOTE-19" in form.error.text()


def test_the_equations_stand_live_beside_what_came_back(desk, sign_in, page_of, both):
    chief = sign_in("总监票")
    box.open_rounds(
        chief, meeting_of(chief, both[0]), present=8, issued=dict.fromkeys(both, 8), keys=KEYS
    )
    page = page_of(both[0])
    page.button(Stage.TAKE_BACK).click()
    dialog = dialog_of(page, FormDialog)
    form = dialog.form
    returned, left_over, spoiled = form.cells[both[0]]
    assert [each.value() for each in (returned, left_over, spoiled)] == [8, 2, 0]
    told = form.balances[both[0]]
    assert told.property("tone") == Tone.GOOD
    spoiled.setValue(1)
    assert told.property("tone") == Tone.BAD
    assert "印制 10 张，不等于" in told.text()
    assert "VOTE-07" in told.text()
    left_over.setValue(1)
    assert told.property("tone") == Tone.GOOD
    returned.setValue(9)
    assert "多于发出 8 张" in told.text()
    assert "多于实到 8 人" in told.text()
    assert form.balances[both[1]].property("tone") == Tone.GOOD
    returned.setValue(8)
    dialog.accept_button.click()
    assert {read_round(desk, each).row.state for each in both} == {RoundState.RETURNED}
    assert (read_round(desk, both[0]).left_over, read_round(desk, both[0]).spoiled) == (1, 1)


def test_figures_are_put_right_with_a_reason(desk, sign_in, page_of):
    round_id = returned_round(sign_in, returned=7)
    page = page_of(round_id)
    page.ledger.fix_button.click()
    dialog = dialog_of(page, FormDialog)
    dialog.form.widget("returned").setValue(8)
    dialog.accept_button.click()
    assert "请写明理由" in dialog.form.error.text()
    dialog.form.widget("reason").setPlainText("重新清点，票箱底部还有一张")
    dialog.form.widget("left_over").setValue(0)
    assert dialog.form.balance.property("tone") == Tone.BAD
    dialog.form.widget("left_over").setValue(1)
    dialog.accept_button.click()
    assert read_round(desk, round_id).returned == 8
    assert page.ledger.figure("returned") == "8"


def test_before_the_papers_are_back_only_what_is_known_is_corrected(desk, sign_in, page_of):
    round_id = opened_round(sign_in)
    page = page_of(round_id)
    page.ledger.fix_button.click()
    dialog = dialog_of(page, FormDialog)
    assert dialog.form.balance.text() == ""
    dialog.form.widget("issued").setValue(7)
    dialog.form.widget("reason").setPlainText("多记一张")
    dialog.accept_button.click()
    assert (read_round(desk, round_id).issued, read_round(desk, round_id).returned) == (7, None)


def test_the_button_for_corrections_is_there_only_when_it_can_be_used(desk, sign_in, page_of):
    printed = page_of(printed_round(desk))
    assert not printed.ledger.fix_button.isVisible()
    teller = page_of(returned_round(sign_in), "计票甲")
    assert teller.ledger.fix_button.isVisible()
    assert not teller.ledger.fix_button.isEnabled()
    assert "DESK-04" in teller.ledger.fix_button.toolTip()
