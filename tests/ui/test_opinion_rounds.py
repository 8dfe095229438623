from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel

from tests.staging import at_stage
from zjgdesk.documents.proof import page_texts
from zjgdesk.rules.vocabulary import OpinionAnswer, OpinionGroup, Stage, Track
from zjgdesk.services import candidates, issued, opinions, scheme
from zjgdesk.ui.candidates.detail import DetailPane
from zjgdesk.ui.opinions.requests import RequestDialog
from zjgdesk.ui.opinions.tab import OpinionsTab
from zjgdesk.ui.preview import PdfPreview

SLOW = 20_000
REMINDER, CLEARANCE = 1, 2
OUT = Qt.ItemFlag.NoItemFlags


def send(desk, names, *, round_no=1, due_on=date(2026, 11, 20), group=OpinionGroup.TOWNS):
    new = opinions.NewRequests(group, Track.CADRE, names, date(2026, 11, 10), due_on, round_no)
    opinions.send_requests(desk, new)


@pytest.fixture
def consulting(desk, filled):
    at_stage(desk, Stage.CONSULTATION)
    scheme.change_scheme(desk, "notice.issuer", "市委组织部", source="测试")


@pytest.fixture
def late(desk, consulting):
    """A first round whose day has passed."""
    send(desk, ("杨舍镇", "市级联络组"), due_on=date(2026, 11, 17))


@pytest.fixture
def tab(qtbot, jobs, desk, consulting):
    tab = OpinionsTab(desk, jobs)
    qtbot.addWidget(tab)
    tab.resize(1300, 700)
    tab.show()
    return tab


@pytest.fixture
def dialog(qtbot, theme, desk, consulting):
    dialog = RequestDialog(None, desk, Track.CADRE)
    qtbot.addWidget(dialog)
    return dialog


def rounds_in(dialog):
    return [dialog.round.itemText(at) for at in range(dialog.round.count())]


def members_of(dialog):
    items = [dialog.members.item(at) for at in range(dialog.members.count())]
    return {item.text(): item for item in items}


def test_the_first_round_is_all_that_is_offered_at_first(dialog):
    assert rounds_in(dialog) == ["第 1 轮（首轮）"]
    assert dialog.round_no() == 1
    assert "杨舍镇" in dialog.chosen()


def test_while_a_round_runs_the_others_are_asked_in_it(desk, consulting, qtbot, theme):
    send(desk, ("杨舍镇",))
    dialog = RequestDialog(None, desk, Track.CADRE)
    qtbot.addWidget(dialog)
    assert dialog.round_no() == 1
    assert rounds_in(dialog) == ["第 1 轮（已发 1 个，补发）", "第 2 轮（新一轮）"]
    item = members_of(dialog)["杨舍镇（本轮已发）"]
    assert item.flags() == OUT
    assert dialog.chosen() == []
    members_of(dialog)["塘桥镇"].setCheckState(Qt.CheckState.Checked)
    assert dialog.chosen() == ["塘桥镇"]
    dialog.round.setCurrentIndex(1)
    assert {"杨舍镇", "塘桥镇"} < set(dialog.chosen())


def test_every_group_and_track_has_rounds_of_its_own(desk, late, dialog):
    assert dialog.round_no() == 2
    assert "市级联络组" in dialog.chosen()  # who was asked before is offered again
    dialog.group.setCurrentIndex(2)
    assert rounds_in(dialog) == ["第 1 轮（首轮）"]
    assert "市委领导班子" in dialog.chosen()
    dialog.group.setCurrentIndex(0)
    assert dialog.round_no() == 2
    dialog.form.widget("track").setCurrentIndex(1)
    assert rounds_in(dialog) == ["第 1 轮（首轮）"]


def test_a_further_round_is_sent_and_shown(qtbot, tab, desk, late, with_dialog):
    tab.refresh()

    def give(dialog):
        assert dialog.round_no() == 2
        for name, item in members_of(dialog).items():
            if name != "杨舍镇":
                item.setCheckState(Qt.CheckState.Unchecked)
        dialog.form.widget("due_on").setText("2026-11-30")
        dialog.accept_button.click()

    with_dialog(give)
    with qtbot.waitSignal(tab.changed):
        tab.answers.send_button.click()
    assert "第 2 轮" in tab.answers.said.text()
    row = opinions.list_requests(desk)[-1]
    assert (row.addressee, row.round_no, row.due_on) == ("杨舍镇", 2, date(2026, 11, 30))
    table = tab.answers.requests
    assert [table.model.index(at, 1).data() for at in range(3)] == [
        "第 1 轮",
        "第 1 轮",
        "第 2 轮",
    ]
    table.choose(lambda each: each.id == row.id)
    assert tab.answers.title.text() == "杨舍镇（第 2 轮）"


def test_who_was_asked_already_is_not_asked_twice(tab, desk, late, with_dialog):
    tab.refresh()

    def give(dialog):
        dialog.round.setCurrentIndex(0)
        dialog.form.widget("others").setPlainText("杨舍镇")
        dialog.form.widget("due_on").setText("2026-11-30")
        dialog.accept_button.click()

    with_dialog(give)
    tab.answers.send_button.click()
    assert "没有重复发出" in tab.answers.said.text()
    assert len(opinions.list_requests(desk)) == 2


def test_a_candidates_page_shows_who_said_it_when_and_in_which_round(qtbot, theme, desk, late):
    row = candidates.list_candidates(desk, Track.CADRE)[0]
    send(desk, ("杨舍镇",), round_no=2)
    for request in (1, 3):
        opinions.record_opinion(desk, request, row.id, OpinionAnswer.NO, text="有反映")
    pane = DetailPane()
    qtbot.addWidget(pane)
    pane.show_detail(candidates.read_candidate(desk, row.id))
    told = [each.text() for each in pane.findChildren(QLabel) if each.text().endswith("登记")]
    assert [text.split("　")[0] for text in told] == ["第 1 轮", "第 2 轮"]
    assert all("2026" in text and desk.actor.name in text for text in told)


def print_at(qtbot, tab, at):
    tab.print_button.menu().actions()[at].trigger()
    qtbot.waitUntil(lambda: bool(tab.findChildren(PdfPreview)), timeout=SLOW)
    for preview in tab.findChildren(PdfPreview):
        preview.close()
    qtbot.waitUntil(lambda: not tab.findChildren(PdfPreview), timeout=SLOW)


def text_of(desk):
    paper = issued.list_issued(desk)[0]
    return "".join("".join(page_texts(issued.read_issued(desk, paper.id))).split())


@pytest.mark.parametrize("at", [REMINDER, CLEARANCE])
def test_a_letter_asks_first_until_when_and_refuses_the_past(
    qtbot, tab, desk, late, with_dialog, at
):
    tab.refresh()
    seen = []

    def give(dialog):
        box = dialog.form.widget("until")
        seen.append(box.text())
        box.setText("2026-11-17")
        dialog.accept_button.click()
        seen.append(dialog.form.error.text())
        line = dialog.form.error
        assert line.height() >= line.heightForWidth(line.width())  # all of it can be read
        box.setText("2026-12-01")
        dialog.accept_button.click()

    with_dialog(give)
    print_at(qtbot, tab, at)
    assert seen[0] == "2026-11-23"
    assert "已经过去" in seen[1]
    assert "OPINION-01" in seen[1]
    assert "请填今天" in seen[1]
    assert "2026年12月1日前" in text_of(desk)


@pytest.mark.parametrize("at", [REMINDER, CLEARANCE])
def test_given_up_nothing_is_printed(tab, desk, late, with_dialog, at):
    tab.refresh()
    with_dialog(QDialog.reject)
    tab.print_button.menu().actions()[at].trigger()
    assert tab.print_button.isEnabled()
    assert issued.list_issued(desk) == []


def test_the_round_that_is_looked_at_is_reminded(qtbot, tab, desk, late, with_dialog):
    send(desk, ("塘桥镇",), round_no=2)
    tab.refresh()
    tab.answers.requests.choose(lambda row: row.round_no == 2)
    told = []

    def give(dialog):
        told.extend(each.text() for each in dialog.findChildren(QLabel))
        dialog.accept_button.click()

    with_dialog(give)
    print_at(qtbot, tab, REMINDER)
    assert any("第 2 轮" in text and "1 个对象：塘桥镇" in text for text in told)
    assert [row.reminded_on for row in opinions.list_requests(desk)] == [
        None,
        None,
        date(2026, 11, 18),
    ]
