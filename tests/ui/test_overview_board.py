import pytest
from PySide6.QtCore import Qt

from tests.ui.test_pipeline import view as pipeline_view
from zjgdesk.rules.vocabulary import DeedKind, OpinionAnswer, OpinionGroup, OrganisationKind, Track
from zjgdesk.ui.overview.board import Board
from zjgdesk.ui.overview.facts import OverviewView, RunningView, WaitingView
from zjgdesk.ui.overview.figures import (
    candidates_chart,
    opinions_chart,
    share_chart,
    votes_chart,
)
from zjgdesk.ui.theme import Tone

TOWN, OTHER = OrganisationKind.TOWN, OrganisationKind.OTHER
CHARTS = (
    candidates_chart(Track.CADRE, {(TOWN, DeedKind.PROJECT): 21, (OTHER, None): 2}),
    opinions_chart({(OpinionGroup.LEADERS, OpinionAnswer.NO): 2}),
    votes_chart((("报纸", 1204, 36), ("网站", 45210, 0))),
    share_chart({2025: (9, 30), 2024: (12, 30)}),
)
VIEW = OverviewView(
    pipelines=(pipeline_view(at=1), pipeline_view(at=3)),
    waiting=(WaitingView("经办人", "纪公检法意见还缺 14 项", "opinions"),),
    running=(RunningView("好单位公示", "还剩 4 个工作日", Tone.INFO, "notices"),),
    charts=CHARTS,
    recent=tuple(f"11-2{day} 09:12　经办人　登记意见" for day in range(5)),
    footer="最新摘要 ABCD",
)


@pytest.fixture
def board(qtbot, theme):
    board = Board()
    qtbot.addWidget(board)
    board.show_view(VIEW)
    board.resize(1366, 640)
    board.show()
    return board


def rows_of(tiles):
    """How many cards stand in each row."""
    tops = [card.geometry().top() for card in tiles.cards]
    return [tops.count(top) for top in sorted(set(tops))]


def test_everything_is_shown(board):
    assert [pipeline.now.text() for pipeline in board.pipelines] == [
        "当前：征求意见",
        "当前：群众投票",
    ]
    assert [chart.facts for chart in board.charts.cards] == list(CHARTS)
    assert len(board.recent.lines) == 5
    assert board.footer.text() == "最新摘要 ABCD"


def test_each_line_leads_to_its_tab_by_mouse_and_keyboard(qtbot, board):
    for card, tab in ((board.waiting, "opinions"), (board.running, "notices")):
        with qtbot.waitSignal(board.tab_wanted) as told:
            qtbot.mouseClick(card.lines[0], Qt.MouseButton.LeftButton)
        assert told.args == [tab]
        card.lines[0].setFocus()
        with qtbot.waitSignal(board.tab_wanted) as told:
            qtbot.keyClick(card.lines[0], Qt.Key.Key_Space)
        assert told.args == [tab]
    assert board.waiting.lines[0].accessibleName() == "经办人：纪公检法意见还缺 14 项"


def test_a_stage_is_told_on(qtbot, board):
    with qtbot.waitSignal(board.stage_opened) as told:
        board.pipelines[1].cells[3].click()
    assert told.args == ["stage-3"]


def test_another_state_replaces_the_whole(qtbot, board):
    kept = board.charts.cards
    board.show_view(OverviewView((), charts=(*CHARTS[:3], share_chart({}))))
    assert board.charts.cards == kept
    assert board.charts.cards[3].facts.empty
    assert board.pipelines == []
    assert board.waiting.nothing.isVisible()
    assert not board.waiting.lines
    board.show_view(OverviewView((), charts=CHARTS[:1]))
    assert len(board.charts.cards) == 1


@pytest.mark.parametrize(
    ("width", "cards", "charts"),
    [(1366, [3], [2, 2]), (683, [2, 1], [1] * 4), (620, [1] * 3, [1] * 4)],
)
def test_cards_stand_in_as_many_columns_as_fit(qtbot, board, width, cards, charts):
    board.resize(width, 640)
    qtbot.waitUntil(lambda: rows_of(board.charts) == charts, timeout=2000)
    qtbot.waitUntil(lambda: rows_of(board.cards) == cards, timeout=2000)
    assert board.page.width() <= width


@pytest.mark.parametrize("width", [1366, 683])
def test_nothing_stands_on_anything_else(qtbot, board, width):
    board.resize(width, 640)

    def apart():
        return all(
            chart.canvas.height() >= chart.canvas.plan.height
            and not chart.canvas.geometry().intersects(chart.note.geometry())
            for chart in board.charts.cards
            if chart.note.isVisible()
        )

    qtbot.waitUntil(apart, timeout=2000)
    assert board.page.height() >= board.footer.geometry().bottom()


def test_counts_that_are_missing_are_nought_and_kinds_not_told_are_named():
    first = CHARTS[0]
    assert first.series[-1] == "未注明"
    assert first.values[0] == (21, 0, 0, 0, 0)
    assert first.values[2][-1] == 2
    assert "未注明" not in candidates_chart(Track.UNIT, {(TOWN, DeedKind.REFORM): 1}).series


def test_years_stand_in_their_order():
    assert CHARTS[3].categories == ("2024年", "2025年")
    assert CHARTS[3].say_share(0) == "40.0 %"
