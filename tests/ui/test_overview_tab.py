from datetime import date

import pytest

from tests.staging import at_stage
from zjgdesk.rules.vocabulary import OpinionGroup, Stage, Track
from zjgdesk.services import opinions
from zjgdesk.services.overview import RunningRow, WaitingRow, read_overview
from zjgdesk.ui.overview import tab as words
from zjgdesk.ui.overview.tab import OverviewTab, view_of


@pytest.fixture
def tab(qtbot, desk, jobs):
    tab = OverviewTab(desk, jobs)
    qtbot.addWidget(tab)
    tab.resize(1200, 700)
    tab.show()
    tab.refresh()
    return tab


def stage(desk, track, which):
    pipelines = view_of(read_overview(desk)).pipelines
    view = pipelines[list(Track).index(track)]
    return next(each for each in view.stages if each.key == which)


def test_a_new_workspace_says_where_to_begin(qtbot, tab):
    lines = tab.board.waiting.lines
    assert any("单位名录" in line.accessibleName() for line in lines)
    with qtbot.waitSignal(tab.tab_wanted) as told:
        lines[0].click()
    assert told.args == ["candidates"]


def test_numbers_follow_the_workspace(tab, desk, filled):
    tab.refresh()
    assert stage(desk, Track.CADRE, Stage.RECOMMENDATION).count > 50
    assert stage(desk, Track.UNIT, Stage.RECOMMENDATION).count is None
    assert stage(desk, Track.UNIT, Stage.RECOMMENDATION).missing
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
    assert stage(desk, Track.CADRE, Stage.CONSULTATION).state == "current"
    names = [line.accessibleName() for line in tab.board.waiting.lines]
    assert any("截止日" in name and name.startswith("经办人") for name in names)
    (running,) = view_of(read_overview(desk)).running
    assert (running.title, running.left) == (
        "市委领导班子反馈好干部意见，至2026年11月5日",
        "已超期 13 天",
    )


def test_a_stage_leads_to_its_tab(qtbot, tab):
    with qtbot.waitSignal(tab.tab_wanted) as told:
        tab.board.stage_opened.emit(Stage.PUBLIC_VOTE)
    assert told.args == ["shortlists"]
    assert set(words.TABS) == set(Stage)


@pytest.mark.parametrize("code", sorted(words.WAITING))
def test_everything_that_waits_has_its_words(code):
    view = words._waiting(WaitingRow(code, 3, "ballots", ()))
    assert view.text


@pytest.mark.parametrize("code", sorted(words.RUNNING))
def test_every_time_that_runs_has_its_words(code):
    row = RunningRow(code, Track.CADRE, "某", date(2026, 11, 20), 2, "notices")
    assert words._running(row).left.startswith("还剩 2")
