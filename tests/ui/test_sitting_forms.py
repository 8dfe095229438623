"""A new round at a sitting that stands or a new one; officers exchanged; what follows where."""

import pytest

from tests.staging import at_ballot
from tests.ui.making import (
    candidates_of,
    closed_round,
    defined_meeting,
    defined_round,
    dialog_of,
    keyed_round,
    returned_round,
)
from zjgdesk.services import keying, meetings, rounds
from zjgdesk.services.round_detail import read_round
from zjgdesk.ui.ballots.dialogs import restart_dialog
from zjgdesk.ui.ballots.round_page import RoundPage
from zjgdesk.ui.ballots.sitting import title_of
from zjgdesk.ui.ballots.stages import Stage
from zjgdesk.ui.ballots.tab import BallotsTab
from zjgdesk.ui.forms import FormDialog

SHORT = ("yyaa", "yaya", "yyaa", "yaya", "yyaa", "yaya", "yyay", "yaay")


@pytest.fixture
def tab(qtbot, jobs, sign_in):
    tab = BallotsTab(sign_in("经办人"), jobs)
    qtbot.addWidget(tab)
    tab.resize(1366, 640)
    tab.show()
    return tab


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


def fill(dialog, **fields):
    for key, value in fields.items():
        box = dialog.form.widget(key)
        (box.setValue if isinstance(value, int) else box.setText)(value)
    return dialog


def test_a_sitting_to_come_is_offered_first(tab, desk):
    at_ballot(desk, candidates_of(desk))
    past = defined_meeting(desk)
    today = defined_meeting(desk, held_on=desk.today(), title="今天的会议")
    tab.ask_new()
    form = dialog_of(tab, FormDialog).form
    box = form.widget("sitting")
    assert [box.itemData(at) for at in range(box.count())] == [0, today, past]
    assert form.whole("sitting") == today
    assert not form.widget("meeting").isVisible()
    box.setCurrentIndex(0)
    assert form.widget("meeting").isVisible()


def test_a_round_of_a_sitting_that_stands(tab, desk):
    at_ballot(desk, candidates_of(desk))
    sitting = defined_meeting(desk, held_on=desk.today())
    tab.ask_new()
    fill(dialog_of(tab, FormDialog), places=2).accept_button.click()
    assert tab.page.detail.row.meeting_id == sitting
    assert len(meetings.list_meetings(desk)) == 1


def test_a_new_sitting_with_its_people(tab, desk):
    at_ballot(desk, candidates_of(desk))
    tab.ask_new()
    fill(
        dialog_of(tab, FormDialog),
        places=2,
        due=9,
        meeting="市委常委会会议",
        scrutineers="监票乙、王五",
        relatives="赵六",
        recused="孙七，周八",
    ).accept_button.click()
    (row,) = meetings.list_meetings(desk)
    assert (row.title, row.due, row.officers.scrutineers) == (
        "市委常委会会议",
        9,
        ("监票乙", "王五"),
    )
    assert (row.officers.relatives, row.recused) == (("赵六",), ("孙七", "周八"))
    assert title_of(row) == "市委常委会会议　2026-11-18　应到 9 人"


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        pytest.param({"meeting": ""}, "VOTE-16", id="VOTE-16 no name"),
        pytest.param({"due": 0}, "VOTE-01", id="VOTE-01 nobody due"),
        pytest.param({"scrutineers": ""}, "VOTE-15", id="VOTE-15 one scrutineer"),
        pytest.param({"tellers": ""}, "VOTE-15", id="VOTE-15 no teller"),
        pytest.param({"tellers": "丁一、计票乙"}, "VOTE-15", id="VOTE-15 on the list"),
        pytest.param({"relatives": "计票甲"}, "VOTE-15", id="VOTE-15 near to the list"),
        pytest.param({"held_on": "明天"}, "DESK-05", id="DESK-05 no day"),
    ],
)
def test_a_bad_sitting_is_refused_before_anything_is_kept(tab, desk, fields, rule):
    at_ballot(desk, candidates_of(desk))
    tab.ask_new()
    told = {"places": 2, "due": 9, "meeting": "市委常委会会议"} | fields
    dialog = fill(dialog_of(tab, FormDialog), **told)
    dialog.accept_button.click()
    assert rule in dialog.form.error.text()
    assert (meetings.list_meetings(desk), rounds.list_rounds(desk)) == ([], [])


def test_a_round_refused_after_its_sitting_keeps_the_sitting_once(tab, desk):
    at_ballot(desk, candidates_of(desk))
    tab.ask_new()
    dialog = fill(dialog_of(tab, FormDialog), places=2, due=9, meeting="市委常委会会议", title="")
    dialog.accept_button.click()
    assert "请填写票决名称" in dialog.form.error.text()
    (row,) = meetings.list_meetings(desk)
    assert dialog.form.whole("sitting") == row.id
    fill(dialog, title="好干部").accept_button.click()
    assert len(meetings.list_meetings(desk)) == 1
    assert tab.page.detail.row.title == "好干部"


def test_officers_are_exchanged_with_a_reason(page_of, desk):
    round_id = defined_round(desk)
    page = page_of(round_id, "经办人")
    page.officers_button.click()
    dialog = dialog_of(page, FormDialog)
    fill(dialog, tellers="计票甲、王五").accept_button.click()
    assert "请写明理由" in dialog.form.error.text()
    dialog.form.widget("reason").setPlainText("计票乙请假")
    dialog.accept_button.click()
    assert read_round(desk, round_id).officers.tellers == ("计票甲", "王五")
    assert page.facts.told()["计票人"] == "计票甲、王五"


def test_somebody_on_the_list_cannot_be_put_in(page_of, desk):
    page = page_of(defined_round(desk), "经办人")
    page.officers_button.click()
    dialog = fill(dialog_of(page, FormDialog), tellers="张三、计票乙")
    dialog.form.widget("reason").setPlainText("换人")
    dialog.accept_button.click()
    assert "张三在候选名单上" in dialog.form.error.text()


def test_a_pass_is_begun_anew_by_somebody_else(page_of, desk, sign_in):
    round_id, teller = returned_round(sign_in), sign_in("计票甲")
    page = page_of(round_id)
    restart = page.button(Stage.KEY_FIRST, 1)
    assert not restart.isVisible(), "nobody has begun"
    keying.key_paper(
        teller, round_id, pass_no=1, paper_no=1, marks=["yes", "no", "yes", "no"], token="t"
    )
    page.refresh()
    assert restart.isVisible()
    restart.click()
    dialog = dialog_of(page, FormDialog)
    dialog.accept_button.click()
    assert "请写明理由" in dialog.form.error.text()
    dialog.form.widget("reason").setPlainText("计票甲身体不适")
    dialog.accept_button.click()
    detail = read_round(desk, round_id)
    assert (detail.first_keyed, detail.first_teller) == (0, None)
    assert not restart.isVisible()
    assert not page_of(round_id, "计票甲").button(Stage.KEY_FIRST, 1).isVisible()
    refused = restart_dialog(page, sign_in("总监票"), detail, page.refresh)
    refused.form.widget("reason").setPlainText("再来一次")
    refused.accept_button.click()
    assert "VOTE-24" in refused.form.error.text()


def test_places_are_left_open_by_decision(page_of, desk, sign_in):
    page = page_of(closed_round(sign_in, SHORT))
    reduce = page.button(Stage.REPORT, 2)
    reduce.click()
    dialog = dialog_of(page, FormDialog)
    dialog.form.widget("reason").setPlainText("会议决定空缺一名")
    dialog.accept_button.click()
    assert "会议决定空缺一名" in page.outcome_words.text()
    assert "VOTE-14" in page.outcome_words.text()
    assert not reduce.isVisible()
    assert not page.succeed_button.isEnabled()


def test_what_follows_may_be_held_at_another_sitting(page_of, desk, sign_in):
    page = page_of(closed_round(sign_in, SHORT))
    other = defined_meeting(desk, held_on=desk.today(), title="另一次会议")
    made = []
    page.succeeded.connect(made.append)
    page.succeed_button.click()
    dialog = dialog_of(page, FormDialog)
    box = dialog.form.widget("sitting")
    assert box.currentIndex() == 0
    box.setCurrentIndex(1)
    dialog.accept_button.click()
    assert read_round(desk, made[0]).row.meeting_id == other


def test_closing_takes_two_keys_too(page_of, desk, sign_in):
    round_id = keyed_round(sign_in)
    page = page_of(round_id)
    page.button(Stage.CLOSE).click()
    dialog = fill(dialog_of(page, FormDialog), second_key="错")
    dialog.accept_button.click()
    assert "“监票乙”的口令不对" in dialog.form.error.text()
    fill(dialog, second_key="").accept_button.click()
    assert page.statistics.isVisible()
    assert page.statistics.told()["第一遍"].startswith("计票甲：录错 0 处")
    assert not page.statistics.cells_button.isVisible()
