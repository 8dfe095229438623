from datetime import date

import pytest

from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.stages import ORDER, Step
from zjgdesk.rules.vocabulary import Stage, Track
from zjgdesk.ui.overview.facts import StageState
from zjgdesk.ui.overview.views import SHORT, TrackFigures, pipeline_view, running_view
from zjgdesk.ui.theme import Tone


@pytest.mark.parametrize("stage", list(Stage))
def test_a_track_is_done_before_its_stage_and_ahead_after_it(stage):
    seen = pipeline_view(TrackFigures(Track.CADRE, stage, 30))
    at = ORDER.index(stage)
    assert [each.state for each in seen.stages] == (
        [StageState.DONE] * at + [StageState.CURRENT] + [StageState.AHEAD] * (8 - at)
    )
    assert [each.title for each in seen.stages] == [SHORT[each] for each in ORDER]


def test_what_is_missing_stands_at_the_stage_under_way_with_its_rule():
    seen = pipeline_view(
        TrackFigures(
            Track.CADRE,
            Stage.PUBLIC_VOTE,
            30,
            {Stage.RECOMMENDATION: 86, Stage.PUBLIC_VOTE: 52},
            Step.CLOSE_VOTE,
            (Refusal("stage.vote_running", "PUBLIC-01"), Refusal("stage.no_votes", "PUBLIC-01")),
        )
    )
    assert [len(each.missing) for each in seen.stages] == [0, 0, 0, 2, 0, 0, 0, 0, 0]
    assert all("PUBLIC-01" in each for each in seen.stages[3].missing)
    assert [each.count for each in seen.stages[:4]] == [86, None, None, 52]
    text, tone = seen.say_next()
    assert text.startswith("下一步：结束群众投票，开始二次入围。")
    assert tone is Tone.WARN


@pytest.mark.parametrize(
    ("left", "said", "tone"),
    [
        (4, "还剩 4 个工作日", Tone.INFO),
        (3, "还剩 3 个工作日", Tone.WARN),
        (0, "今天到期", Tone.WARN),
        (-2, "已超期 2 个工作日", Tone.BAD),
    ],
)
def test_a_running_time_in_words(left, said, tone):
    seen = running_view("好单位公示", date(2026, 11, 27), left, unit="个工作日", tab="notices")
    assert (seen.left, seen.tone, seen.tab) == (said, tone, "notices")
    assert seen.title == "好单位公示，至2026年11月27日"
