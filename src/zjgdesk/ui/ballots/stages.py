"""Where a round stands and what comes next, as the stepper tells it; no Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.roles import Action
from zjgdesk.rules.rounds import RoundStep
from zjgdesk.rules.vocabulary import RoundState, Track
from zjgdesk.services.desk import Desk
from zjgdesk.services.round_detail import RoundDetail

DIGITS = 16


class Stage(StrEnum):
    """The stages of a round in their order."""

    DEFINE = "define"
    FREEZE = "freeze"
    PRINT = "print"
    OPEN = "open"
    TAKE_BACK = "take_back"
    KEY_FIRST = "key_first"
    KEY_SECOND = "key_second"
    SETTLE = "settle"
    CLOSE = "close"
    REPORT = "report"


TITLES: dict[Stage, str] = {
    Stage.DEFINE: "建立轮次",
    Stage.FREEZE: "固定内容",
    Stage.PRINT: "印制选票",
    Stage.OPEN: "开会发票",
    Stage.TAKE_BACK: "收回选票",
    Stage.KEY_FIRST: "第一遍录入",
    Stage.KEY_SECOND: "第二遍录入",
    Stage.SETTLE: "核对差异",
    Stage.CLOSE: "结束计票",
    Stage.REPORT: "报告单",
}
STEPS: dict[Stage, tuple[RoundStep, Action]] = {
    Stage.FREEZE: (RoundStep.FREEZE, Action.FREEZE_ROUND),
    Stage.PRINT: (RoundStep.PRINT, Action.PRINT_BALLOT),
    Stage.OPEN: (RoundStep.OPEN, Action.OPEN_ROUND),
    Stage.TAKE_BACK: (RoundStep.TAKE_BACK, Action.TAKE_BACK),
    Stage.KEY_FIRST: (RoundStep.KEY_FIRST, Action.KEY_FIRST),
    Stage.KEY_SECOND: (RoundStep.KEY_SECOND, Action.KEY_SECOND),
    Stage.SETTLE: (RoundStep.SETTLE, Action.SETTLE_DIFFERENCE),
    Stage.CLOSE: (RoundStep.CLOSE, Action.CLOSE_ROUND),
    Stage.REPORT: (RoundStep.REPORT, Action.PRINT_REPORT),
}


@dataclass(frozen=True, slots=True)
class StageView:
    """One stage as it stands: what was done or is to be done, and why it may not be done."""

    stage: Stage
    title: str
    done: bool
    next: bool
    refusal: Refusal | None
    told: str


def stages(desk: Desk, detail: RoundDetail, *, reported: bool) -> tuple[StageView, ...]:
    """Return all stages of a round; at most one of them is next."""
    done = _done(detail, reported=reported)
    ended = detail.row.state is RoundState.VOID
    following = None if ended else next((stage for stage in Stage if not done[stage]), None)
    return tuple(
        StageView(
            stage,
            TITLES[stage],
            done[stage],
            stage is following,
            why_not(desk, detail, stage),
            _TOLD[stage](detail),
        )
        for stage in Stage
    )


def why_not(desk: Desk, detail: RoundDetail, stage: Stage) -> Refusal | None:
    """Return why the stage may not be taken now: by the round's own rules, then by the role."""
    if stage not in STEPS:
        return None
    step, action = STEPS[stage]
    return detail.steps[step] or desk.may(action)


def open_differences(detail: RoundDetail) -> int:
    """Return how many cells are not settled yet."""
    return sum(not cell.settled for cell in detail.differences)


def counter(track: Track) -> str:
    """Return the word by which units or cadres are counted."""
    return "个" if track is Track.UNIT else "名"


def _done(detail: RoundDetail, *, reported: bool) -> dict[Stage, bool]:
    closed = detail.row.state is RoundState.CLOSED
    both = detail.first_done and detail.second_done
    return {
        Stage.DEFINE: True,
        Stage.FREEZE: detail.definition_digest is not None,
        Stage.PRINT: detail.printed > 0,
        Stage.OPEN: detail.present is not None,
        Stage.TAKE_BACK: detail.returned is not None,
        Stage.KEY_FIRST: detail.first_done,
        Stage.KEY_SECOND: detail.second_done,
        Stage.SETTLE: both and not open_differences(detail),
        Stage.CLOSE: closed,
        Stage.REPORT: closed and reported,
    }


def _define(detail: RoundDetail) -> str:
    row = detail.row
    one = counter(row.track)
    order = "单位名录次序" if row.track is Track.UNIT else "姓氏笔画"
    surplus = row.candidates - row.places
    return (
        f"候选 {row.candidates} {one}，名额 {row.places} {one}，差额 {surplus} {one}；"
        f"票面按{order}排列（依据 VOTE-11）。"
    )


def _freeze(detail: RoundDetail) -> str:
    if detail.definition_digest is None:
        return "固定之后，候选名单、名额、应到人数都不能再改；定义摘要会印在每张票的下方。"
    digest = detail.definition_digest.rpartition(":")[2][:DIGITS].upper()
    parts = " ".join(digest[at : at + 4] for at in range(0, len(digest), 4))
    return f"内容已固定，定义摘要 {parts}。"


def _print(detail: RoundDetail) -> str:
    if not detail.printed:
        return f"应到 {detail.due} 人；份数按应到人数加备用票。每张票完全相同，不编号（依据 VOTE-10）。"
    return f"已印制 {detail.printed} 份。开会之前可以补印，补印的份数计入账目。"


def _open(detail: RoundDetail) -> str:
    if detail.present is None:
        return f"应到 {detail.due} 人，至少 {detail.quorum} 人到会方可投票（依据 VOTE-01）。"
    return f"实到 {detail.present} 人，发出 {detail.issued} 张。"


def _take_back(detail: RoundDetail) -> str:
    if detail.returned is None:
        return "开箱清点，登记收回张数，以及没有发出就损坏的作废张数。"
    return f"收回 {detail.returned} 张，作废 {detail.spoiled} 张。请把票混匀后逐张编号盖章。"


def _key_first(detail: RoundDetail) -> str:
    if detail.first_done:
        return f"第一遍由 {detail.first_teller} 录完，共 {detail.first_keyed} 张。"
    return (
        f"已录 {detail.first_keyed} / {detail.returned or 0} 张。逐张照票面录入，每存一张即落盘。"
    )


def _key_second(detail: RoundDetail) -> str:
    if detail.second_done:
        return f"第二遍由 {detail.second_teller} 录完，共 {detail.second_keyed} 张。"
    return (
        f"已录 {detail.second_keyed} / {detail.returned or 0} 张。"
        "由另一名计票人录入全部选票，看不到第一遍的内容。"
    )


def _settle(detail: RoundDetail) -> str:
    if detail.row.state is RoundState.CLOSED:
        return (
            f"核对过 {detail.settled} 处不一致，均已记录。"
            if detail.settled
            else "两遍录入完全一致。"
        )
    if not (detail.first_done and detail.second_done):
        return "两遍录完之后，只核对不一致的格子，由两人对照原票确认。"
    if not detail.differences:
        return "两遍录入完全一致，不用核对。"
    left = open_differences(detail)
    return f"两遍录入有 {len(detail.differences)} 处不一致，还有 {left} 处待核对。"


def _close(detail: RoundDetail) -> str:
    if detail.outcome is None:
        return "统计两遍一致的选票并固定结果；编号和录入次序随即抹去，不能复原（依据 VOTE-12）。"
    return f"有效票 {detail.outcome.valid} 张，废票 {detail.outcome.invalid} 张，结果已固定。"


def _report(_detail: RoundDetail) -> str:
    return (
        "计票结果报告单带得票数，供会议使用；当选名单不带得票数，供公布（依据 VOTE-16、VOTE-17）。"
    )


_TOLD: dict[Stage, Callable[[RoundDetail], str]] = {
    Stage.DEFINE: _define,
    Stage.FREEZE: _freeze,
    Stage.PRINT: _print,
    Stage.OPEN: _open,
    Stage.TAKE_BACK: _take_back,
    Stage.KEY_FIRST: _key_first,
    Stage.KEY_SECOND: _key_second,
    Stage.SETTLE: _settle,
    Stage.CLOSE: _close,
    Stage.REPORT: _report,
}
