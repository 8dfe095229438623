from datetime import date

import pytest

from tests.staging import at_stage
from zjgdesk.rules.vocabulary import OpinionGroup, Stage, Track
from zjgdesk.services import opinions
from zjgdesk.services.overview import WaitingRow
from zjgdesk.ui.overview.cards import WAITING
from zjgdesk.ui.overview.tab import OverviewTab


@pytest.fixture
def tab(qtbot, desk, jobs):
    tab = OverviewTab(desk, jobs)
    qtbot.addWidget(tab)
    tab.resize(1200, 700)
    tab.show()
    tab.refresh()
    return tab


def figures(tab, track):
    return {name: figure.number.text() for name, figure in tab.tracks[track].figures.items()}


def test_a_new_workspace_says_where_to_begin(qtbot, tab):
    texts = [button.text() for button in tab.waiting.buttons]
    assert any("单位名录" in text for text in texts)
    with qtbot.waitSignal(tab.tab_wanted) as told:
        tab.waiting.buttons[0].click()
    assert told.args == ["candidates"]


def test_numbers_follow_the_workspace(tab, desk, filled):
    tab.refresh()
    assert int(figures(tab, Track.CADRE)["候选对象"]) > 50
    assert figures(tab, Track.UNIT)["候选对象"] == "0"
    assert tab.tracks[Track.CADRE].stepper.accessibleName() == "当前阶段：推荐"
    at_stage(desk, Stage.CONSULTATION)
    opinions.send_requests(
        desk,
        opinions.NewRequests(
            group=OpinionGroup.LEADERS,
            track=Track.CADRE,
            addressees=("市委领导班子",),
            sent_on=date(2026, 11, 1),
            due_on=date(2026, 11, 5),
        ),
    )
    tab.refresh()
    assert figures(tab, Track.CADRE)["征求意见"] == "0/1"
    assert tab.tracks[Track.CADRE].stepper.accessibleName() == "当前阶段：征求意见"
    assert any("截止日" in button.text() for button in tab.waiting.buttons)


@pytest.mark.parametrize("code", sorted(WAITING))
def test_everything_that_waits_has_its_words(tab, code):
    tab.waiting.show_waiting((WaitingRow(code, 3, "ballots"),))
    assert tab.waiting.buttons[0].text().strip("　›")
    tab.waiting.show_waiting(())
    assert tab.waiting.nothing.isVisible()
