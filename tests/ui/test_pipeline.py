import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF

from zjgdesk.ui.overview.facts import PipelineView, StageState, StageView
from zjgdesk.ui.overview.pipeline import Pipeline
from zjgdesk.ui.theme import Tone

NAMES = (
    "推荐",
    "征求意见",
    "初审入围",
    "群众投票",
    "二次入围",
    "票决",
    "公示",
    "确定当选",
    "激励",
)
COUNTS = (86, 82, 52, 52, None, None, None, None, None)
MISSING = ("投票还没有结束。", "还没有导入投票数据。")


def view(at=3, missing=MISSING, step="结束群众投票", counts=COUNTS):
    def state(place):
        if place == at:
            return StageState.CURRENT
        return StageState.DONE if place < at else StageState.AHEAD

    stages = tuple(
        StageView(f"stage-{place}", name, count, state(place), missing if place == at else ())
        for place, (name, count) in enumerate(zip(NAMES, counts, strict=True))
    )
    return PipelineView("担当作为好干部", stages, 30, step)


@pytest.fixture
def pipeline(qtbot, theme):
    pipeline = Pipeline()
    qtbot.addWidget(pipeline)
    pipeline.show_pipeline(view())
    pipeline.resize(1300, 180)
    pipeline.show()
    return pipeline


def drawn(cell):
    """The band's colour on the left and on the right, by height."""
    picture = cell.grab().toImage()
    ratio = picture.devicePixelRatio()

    def high(x):
        ground = picture.pixelColor(int(x * ratio), 1)
        column = [picture.pixelColor(int(x * ratio), y) for y in range(int(58 * ratio))]
        return sum(colour != ground for colour in column) / ratio

    return high(6), high(cell.width() - 6)


def test_the_stages_stand_in_a_row_with_their_numbers(pipeline):
    assert [cell.text() for cell in pipeline.cells] == list(NAMES)
    assert [cell.accessibleName() for cell in pipeline.cells][1:5] == [
        "征求意见：已完成，82 个",
        "初审入围：已完成，52 个",
        "群众投票：正在进行，52 个，还缺 2 项",
        "二次入围：尚未开始",
    ]
    assert pipeline.now.text() == "当前：群众投票"
    assert pipeline.places.text() == "名额 30 个"


def test_the_band_narrows_as_the_number_does(pipeline):
    left, right = drawn(pipeline.cells[1])
    assert left > right + 4
    assert drawn(pipeline.cells[2])[0] == pytest.approx(right, abs=3)


def test_a_stage_is_opened_by_mouse_and_by_keyboard(qtbot, pipeline):
    with qtbot.waitSignal(pipeline.stage_opened) as told:
        qtbot.mouseClick(pipeline.cells[3], Qt.MouseButton.LeftButton)
    assert told.args == ["stage-3"]
    pipeline.cells[3].setFocus()
    qtbot.keyClick(pipeline.cells[3], Qt.Key.Key_Left)
    assert pipeline.cells[2].hasFocus()
    with qtbot.waitSignal(pipeline.stage_opened) as told:
        qtbot.keyClick(pipeline.cells[2], Qt.Key.Key_Return)
    assert told.args == ["stage-2"]
    with qtbot.waitSignal(pipeline.stage_opened) as told:
        qtbot.keyClick(pipeline.cells[2], Qt.Key.Key_Space)
    assert told.args == ["stage-2"]


def test_what_stops_the_next_step_is_said(pipeline):
    assert pipeline.next.text() == "下一步：结束群众投票。投票还没有结束。（另有 1 项）"
    assert pipeline.next.toolTip().splitlines() == list(MISSING)
    assert all(each in pipeline.cells[3].toolTip() for each in MISSING)
    assert pipeline.cells[3].accessibleDescription().splitlines() == list(MISSING)


@pytest.mark.parametrize(
    ("changes", "said", "tone"),
    [
        ({"missing": ()}, "下一步：结束群众投票。条件已经具备。", Tone.GOOD),
        ({"missing": MISSING[:1]}, "下一步：结束群众投票。投票还没有结束。", Tone.WARN),
        ({"missing": (), "step": "", "at": 8}, "", Tone.MUTED),
    ],
)
def test_the_next_step_in_words(changes, said, tone):
    assert view(**changes).say_next() == (said, tone)


def test_another_workspace_may_have_other_stages(pipeline):
    whole = view(at=0, counts=(None,) * 9)
    pipeline.show_pipeline(PipelineView("好单位", whole.stages[:4], 20))
    assert len(pipeline.cells) == 4
    pipeline.show_pipeline(whole)
    assert len(pipeline.cells) == 9
    assert pipeline.now.text() == "当前：推荐"


@pytest.mark.parametrize("width", [1366, 683])
def test_names_have_their_room_even_at_twice_the_size(pipeline, width):
    pipeline.resize(width - 48, 200)
    assert pipeline.minimumSizeHint().width() <= width - 48
    for cell in pipeline.cells:
        font = cell.font()
        font.setBold(True)
        assert QFontMetricsF(font).horizontalAdvance(cell.text()) <= cell.width() - 4
