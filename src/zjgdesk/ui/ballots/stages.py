"""Where a round stands and what comes next, as the stepper tells it; no Qt."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.roles import Action
from zjgdesk.rules.rounds import ENDED, HandCount, RoundStep
from zjgdesk.rules.vocabulary import RoundState, Track
from zjgdesk.services.desk import Desk
from zjgdesk.services.round_detail import RoundDetail


class Stage(StrEnum):
    """The stages of a round in their order."""

    DEFINE = "define"
    FREEZE = "freeze"
    PRINT = "print"
    REHEARSE = "rehearse"
    TEST = "test"
    ZERO = "zero"
    OPEN = "open"
    TAKE_BACK = "take_back"
    KEY_FIRST = "key_first"
    KEY_SECOND = "key_second"
    SETTLE = "settle"
    HAND_COUNT = "hand_count"
    CALL = "call"
    CLOSE = "close"
    REPORT = "report"


class Standing(StrEnum):
    """How a stage stands; an inherited one was done by the first round of the sitting."""

    DONE = "done"
    NEXT = "next"
    LATER = "later"
    OPTIONAL = "optional"
    INHERITED = "inherited"


PHASES: Mapping[str, tuple[Stage, ...]] = {
    "会前": (
        Stage.DEFINE,
        Stage.FREEZE,
        Stage.PRINT,
        Stage.REHEARSE,
        Stage.TEST,
        Stage.ZERO,
    ),
    "会中": (Stage.OPEN, Stage.TAKE_BACK),
    "计票": (
        Stage.KEY_FIRST,
        Stage.KEY_SECOND,
        Stage.SETTLE,
        Stage.HAND_COUNT,
        Stage.CALL,
        Stage.CLOSE,
    ),
    "报告": (Stage.REPORT,),
}
TITLES: Mapping[Stage, str] = {
    Stage.DEFINE: "建立轮次",
    Stage.FREEZE: "固定内容",
    Stage.PRINT: "印制选票",
    Stage.REHEARSE: "演练",
    Stage.TEST: "测试票",
    Stage.ZERO: "零票报告",
    Stage.OPEN: "开会发票",
    Stage.TAKE_BACK: "收回选票",
    Stage.KEY_FIRST: "第一遍录入",
    Stage.KEY_SECOND: "第二遍录入",
    Stage.SETTLE: "核对",
    Stage.HAND_COUNT: "手工核对",
    Stage.CALL: "唱票",
    Stage.CLOSE: "结束计票",
    Stage.REPORT: "报告单",
}
STEPS: Mapping[Stage, tuple[RoundStep, Action]] = {
    Stage.FREEZE: (RoundStep.FREEZE, Action.FREEZE_ROUND),
    Stage.PRINT: (RoundStep.PRINT, Action.PRINT_BALLOT),
    Stage.REHEARSE: (RoundStep.REHEARSE, Action.REHEARSE),
    Stage.TEST: (RoundStep.TEST, Action.KEY_TEST),
    Stage.ZERO: (RoundStep.ZERO, Action.PRINT_ZERO_REPORT),
    Stage.OPEN: (RoundStep.OPEN, Action.OPEN_ROUND),
    Stage.TAKE_BACK: (RoundStep.TAKE_BACK, Action.TAKE_BACK),
    Stage.KEY_FIRST: (RoundStep.KEY_FIRST, Action.KEY_FIRST),
    Stage.KEY_SECOND: (RoundStep.KEY_SECOND, Action.KEY_SECOND),
    Stage.SETTLE: (RoundStep.SETTLE, Action.SETTLE_DIFFERENCE),
    Stage.HAND_COUNT: (RoundStep.HAND_COUNT, Action.COUNT_BY_HAND),
    Stage.CALL: (RoundStep.CALL, Action.CALL),
    Stage.CLOSE: (RoundStep.CLOSE, Action.CLOSE_ROUND),
    Stage.REPORT: (RoundStep.REPORT, Action.PRINT_REPORT),
}
REACHED: Mapping[RoundState, Stage] = {
    RoundState.DEFINED: Stage.DEFINE,
    RoundState.FROZEN: Stage.FREEZE,
    RoundState.PRINTED: Stage.PRINT,
    RoundState.REHEARSED: Stage.REHEARSE,
    RoundState.TESTED: Stage.TEST,
    RoundState.ZEROED: Stage.ZERO,
    RoundState.OPENED: Stage.OPEN,
    RoundState.RETURNED: Stage.TAKE_BACK,
    RoundState.FIRST_KEYED: Stage.KEY_FIRST,
    RoundState.KEYED: Stage.KEY_SECOND,
    RoundState.AGREED: Stage.SETTLE,
    RoundState.CLOSED: Stage.CLOSE,
    RoundState.REPORTED: Stage.REPORT,
}
PROVING = (Stage.REHEARSE, Stage.TEST)
BESIDE = (Stage.HAND_COUNT, Stage.CALL)
COUNTED_BY_HAND = frozenset({HandCount.AGREES, HandCount.EXPLAINED})
_ORDER = tuple(Stage)


@dataclass(frozen=True, slots=True)
class StageView:
    """One stage as it stands: what was done or is to be done, and why it may not be done."""

    stage: Stage
    title: str
    standing: Standing
    refusal: Refusal | None
    told: str

    @property
    def next(self) -> bool:
        """Whether this is what comes next."""
        return self.standing is Standing.NEXT


def standings(detail: RoundDetail) -> dict[Stage, Standing]:
    """Say how every stage of a round stands; at most one of them is next."""
    reached = _ORDER.index(_reached(detail))
    found = {
        stage: Standing.DONE if at <= reached else Standing.LATER
        for at, stage in enumerate(_ORDER)
    }
    for stage in PROVING:
        if detail.linked and not _proved_itself(detail, stage):
            found[stage] = Standing.INHERITED
    found[Stage.HAND_COUNT], found[Stage.CALL] = _by_hand(detail), Standing.OPTIONAL
    if detail.row.state not in {RoundState.VOID, RoundState.CARRIED}:
        following = next((s for s in _ORDER if found[s] is Standing.LATER), None)
        if following is not None:
            found[following] = Standing.NEXT
    return found


def why_not(desk: Desk, detail: RoundDetail, stage: Stage) -> Refusal | None:
    """Return why the stage may not be taken now: by the round's own rules, then by the role."""
    if stage not in STEPS:
        return None
    step, action = STEPS[stage]
    return may_step(desk, detail, step, action)


def may_step(desk: Desk, detail: RoundDetail, step: RoundStep, action: Action) -> Refusal | None:
    """Return why a step may not be taken now, or None."""
    return detail.steps[step] or desk.may(action)


def open_differences(detail: RoundDetail) -> int:
    """Return how many cells are not settled yet."""
    return sum(not cell.settled for cell in detail.differences)


def counter(track: Track) -> str:
    """Return the word by which units or cadres are counted."""
    return "个" if track is Track.UNIT else "名"


def is_closed(detail: RoundDetail) -> bool:
    """Say whether the round has its outcome."""
    return detail.row.state in ENDED


def _reached(detail: RoundDetail) -> Stage:
    """Return the last stage that was done; a void round tells it by its figures."""
    if detail.row.state is RoundState.CARRIED:
        return Stage.PRINT if detail.printed else Stage.FREEZE
    if detail.row.state is not RoundState.VOID:
        return REACHED[detail.row.state]
    for known, stage in (
        (detail.second_done, Stage.KEY_SECOND),
        (detail.first_done, Stage.KEY_FIRST),
        (detail.returned is not None, Stage.TAKE_BACK),
        (detail.present is not None, Stage.OPEN),
        (detail.printed > 0, Stage.PRINT),
    ):
        if known:
            return stage
    return Stage.FREEZE


def _proved_itself(detail: RoundDetail, stage: Stage) -> bool:
    """A linked round that was rehearsed all the same, as far as its state still tells."""
    state = detail.row.state
    return state is RoundState.TESTED or (
        state is RoundState.REHEARSED and stage is Stage.REHEARSE
    )


def _by_hand(detail: RoundDetail) -> Standing:
    """The count by hand stands in the way only where it is wanted or differs. Rule: VOTE-18."""
    if detail.hand_count.state in COUNTED_BY_HAND:
        return Standing.DONE
    if detail.hand_count.state is HandCount.DIFFERS or detail.hand_count_wanted:
        return Standing.LATER
    return Standing.OPTIONAL
