"""The overview tab: where the year stands and what waits."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from zjgdesk.rules.vocabulary import Stage, Track
from zjgdesk.services.desk import Desk
from zjgdesk.services.overview import ActRow, Overview, RunningRow, WaitingRow, read_overview
from zjgdesk.ui.jobs import Jobs
from zjgdesk.ui.overview.board import Board
from zjgdesk.ui.overview.facts import OverviewView, RunningView, WaitingView
from zjgdesk.ui.overview.figures import (
    candidates_chart,
    opinions_chart,
    share_chart,
    votes_chart,
)
from zjgdesk.ui.overview.views import TrackFigures, pipeline_view, running_view
from zjgdesk.ui.words import moment, word

WAITING = {
    "register_missing": "单位名录还没有导入，先从这里开始",
    "candidates_missing": "{count} 个类别还没有候选对象，请导入推荐汇总表",
    "step_ready": "{count} 个类别可以进入下一环节",
    "clearance_missing": "纪公检法意见还缺 {count} 项",
    "replies_late": "{count} 份征求意见已过截止日，仍未反馈齐全",
    "rounds_open": "{count} 轮票决正在准备或者投票",
    "rounds_away": "{count} 轮票决已移交计票机，等结果带回",
    "rounds_keying": "{count} 轮票决等待录入选票",
    "rounds_keyed": "{count} 轮票决等待核对、结束计票",
    "notices_ended": "{count} 份公示已经期满，可以确认名单",
    "objections_open": "{count} 件反映还没有办结",
    "cases_open": "{count} 件容错申请正在办理",
}
RUNNING = {
    "reply": "{title}反馈{track}意见",
    "notice": "{title}",
    "held_back": "{title}暂缓",
    "vote": "{track}群众投票",
    "case_step": "{title}容错案件待办",
    "case_task": "{title}",
    "case_correction": "{title}（纠错）",
}
UNITS = {"notice": "个工作日"}
TABS = {
    Stage.RECOMMENDATION: "candidates",
    Stage.CONSULTATION: "opinions",
    Stage.INITIAL_SHORTLIST: "shortlists",
    Stage.PUBLIC_VOTE: "shortlists",
    Stage.SECOND_SHORTLIST: "shortlists",
    Stage.BALLOT: "ballots",
    Stage.NOTICE: "notices",
    Stage.CONFIRMED: "notices",
    Stage.REWARDS: "notices",
}
SHOWN = 8


class OverviewTab(QWidget):
    """One look for the clerk who comes in in the morning; `tab_wanted` names the tab to go to."""

    changed = Signal()
    tab_wanted = Signal(str)

    def __init__(self, desk: Desk, _jobs: Jobs) -> None:
        super().__init__()
        self._desk = desk
        self.board = Board()
        self.board.tab_wanted.connect(self.tab_wanted)
        self.board.stage_opened.connect(lambda key: self.tab_wanted.emit(TABS[Stage(key)]))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.board)

    def refresh(self) -> None:
        """Read everything anew."""
        self.board.show_view(view_of(read_overview(self._desk)))


def view_of(seen: Overview) -> OverviewView:
    """Return the overview in words and figures."""
    figures = seen.figures
    return OverviewView(
        pipelines=tuple(
            pipeline_view(
                TrackFigures(
                    track=each.track,
                    stage=each.stage,
                    places=each.places,
                    counts=each.counts,
                    step=each.state.step,
                    missing=each.state.missing,
                )
            )
            for each in seen.tracks
        ),
        waiting=tuple(_waiting(row) for row in seen.waiting),
        running=tuple(_running(row) for row in seen.running[:SHOWN]),
        charts=(
            *(candidates_chart(track, figures.candidates[track]) for track in Track),
            opinions_chart(figures.opinions),
            votes_chart(figures.votes),
            share_chart(figures.shares),
        ),
        recent=tuple(_recent(row) for row in seen.recent),
        footer=(
            f"单位名录 {seen.organisations} 个，导入文件 {seen.imports} 份，"
            f"留痕 {seen.trail_entries} 条，最新摘要 {seen.trail_digest}"
        ),
    )


def _waiting(row: WaitingRow) -> WaitingView:
    whom = "、".join(word(role) for role in row.roles)
    return WaitingView(whom, WAITING[row.code].format(count=row.count), row.tab)


def _running(row: RunningRow) -> RunningView:
    title = RUNNING[row.code].format(title=row.title, track=word(row.track) if row.track else "")
    return running_view(title, row.until, row.left, unit=UNITS.get(row.code, "天"), tab=row.tab)


def _recent(row: ActRow) -> str:
    return f"{moment(row.at)}　{word(row.action)}"
