"""The overview's words for what the services tell: stages, times, and the tab of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.stages import ORDER, Step
from zjgdesk.rules.vocabulary import Stage, Track
from zjgdesk.ui.messages import explain
from zjgdesk.ui.overview.facts import PipelineView, RunningView, StageState, StageView
from zjgdesk.ui.theme import Tone
from zjgdesk.ui.words import day, word

SOON = 3
TITLES = {Track.UNIT: "担当作为好单位", Track.CADRE: "担当作为好干部"}
SHORT = {
    Stage.RECOMMENDATION: "推荐",
    Stage.CONSULTATION: "征求意见",
    Stage.INITIAL_SHORTLIST: "初审入围",
    Stage.PUBLIC_VOTE: "群众投票",
    Stage.SECOND_SHORTLIST: "二次入围",
    Stage.BALLOT: "票决",
    Stage.NOTICE: "公示",
    Stage.CONFIRMED: "确定当选",
    Stage.REWARDS: "激励",
}


@dataclass(frozen=True, slots=True)
class TrackFigures:
    """Where one track stands: what the services tell, before it is put into words."""

    track: Track
    stage: Stage
    places: int
    counts: Mapping[Stage, int | None] = field(default_factory=dict)
    step: Step | None = None
    missing: Sequence[Refusal] = ()


def pipeline_view(told: TrackFigures) -> PipelineView:
    """Return a track on its way, in words."""
    return PipelineView(
        title=TITLES[told.track],
        stages=tuple(_stage_view(told, stage) for stage in ORDER),
        places=told.places,
        step=word(told.step),
    )


def running_view(title: str, until: date, left: int, *, unit: str, tab: str) -> RunningView:
    """Return a time that runs; `left` counts units, below nought once it is over."""
    if left < 0:
        return RunningView(f"{title}，至{day(until)}", f"已超期 {-left} {unit}", Tone.BAD, tab)
    tone = Tone.WARN if left <= SOON else Tone.INFO
    said = f"还剩 {left} {unit}" if left else "今天到期"
    return RunningView(f"{title}，至{day(until)}", said, tone, tab)


def _stage_view(told: TrackFigures, stage: Stage) -> StageView:
    at, current = ORDER.index(stage), ORDER.index(told.stage)
    state = StageState.DONE if at < current else StageState.AHEAD
    missing: tuple[str, ...] = ()
    if at == current:
        state = StageState.CURRENT
        missing = tuple(explain(refusal) for refusal in told.missing)
    return StageView(stage.value, SHORT[stage], told.counts.get(stage), state, missing)
