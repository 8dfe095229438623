"""What the overview shows, in words and figures, before anything is drawn."""

from dataclasses import dataclass
from enum import StrEnum

from zjgdesk.ui.charts.facts import ChartFacts
from zjgdesk.ui.theme import Tone


class StageState(StrEnum):
    """Where a stage is seen from the stage under way."""

    DONE = "done"
    CURRENT = "current"
    AHEAD = "ahead"


STATES = {
    StageState.DONE: "已完成",
    StageState.CURRENT: "正在进行",
    StageState.AHEAD: "尚未开始",
}


@dataclass(frozen=True, slots=True)
class StageView:
    """One stage of a track; `count` is how many are left there, None before it is known."""

    key: str
    title: str
    count: int | None
    state: StageState
    missing: tuple[str, ...] = ()

    def say(self) -> str:
        """Return the stage in words, for those who hear it."""
        count = "" if self.count is None else f"，{self.count} 个"
        missing = f"，还缺 {len(self.missing)} 项" if self.missing else ""
        return f"{self.title}：{STATES[self.state]}{count}{missing}"


@dataclass(frozen=True, slots=True)
class PipelineView:
    """One track on its way; `step` names what comes next, empty at the end."""

    title: str
    stages: tuple[StageView, ...]
    places: int
    step: str = ""

    def say_next(self) -> tuple[str, Tone]:
        """Return what comes next and what stops it, and whether that is well."""
        missing = next((s.missing for s in self.stages if s.state is StageState.CURRENT), ())
        if not self.step:
            return "", Tone.MUTED
        if not missing:
            return f"下一步：{self.step}。条件已经具备。", Tone.GOOD
        more = f"（另有 {len(missing) - 1} 项）" if len(missing) > 1 else ""
        return f"下一步：{self.step}。{missing[0]}{more}", Tone.WARN


@dataclass(frozen=True, slots=True)
class WaitingView:
    """Something that waits: for whom (a role in words), what, and the tab where it is done."""

    whom: str
    text: str
    tab: str


@dataclass(frozen=True, slots=True)
class RunningView:
    """A time that runs: what, until when in words, and the tab where it is followed."""

    title: str
    left: str
    tone: Tone
    tab: str


@dataclass(frozen=True, slots=True)
class OverviewView:
    """The whole year at one look."""

    pipelines: tuple[PipelineView, ...]
    waiting: tuple[WaitingView, ...] = ()
    running: tuple[RunningView, ...] = ()
    charts: tuple[ChartFacts, ...] = ()
    recent: tuple[str, ...] = ()
    footer: str = ""
