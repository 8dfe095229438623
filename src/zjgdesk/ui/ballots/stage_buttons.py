"""The buttons of each stage: what they are called, what they do, why they may not."""

from collections.abc import Callable
from dataclasses import dataclass

from zjgdesk.rules.outcome import NextStep
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.roles import Action
from zjgdesk.rules.rounds import ENDED, STATES, HandCount, RoundStep
from zjgdesk.rules.vocabulary import Purpose, RoundState
from zjgdesk.services.desk import Desk
from zjgdesk.services.round_detail import RoundDetail
from zjgdesk.ui.ballots.stages import Stage, is_closed, may_step, open_differences

RESTING = ENDED | {RoundState.VOID}
"""The states in which a round at a counting machine has all that it will have."""

Why = Callable[[Desk, RoundDetail], Refusal | None]
Shown = Callable[[Desk, RoundDetail], bool]


@dataclass(frozen=True, slots=True)
class Wanted:
    """One button of a stage, by the name under which the page knows what it does."""

    deed: str
    text: Callable[[RoundDetail], str]
    why: Why
    primary: bool = False
    shown: Shown = lambda _desk, _detail: True


def _step(step: RoundStep, action: Action) -> Why:
    return lambda desk, detail: may_step(desk, detail, step, action)


def _may(action: Action) -> Why:
    return lambda desk, _detail: desk.may(action)


def _says(text: str) -> Callable[[RoundDetail], str]:
    return lambda _detail: text


def _free(_desk: Desk, _detail: RoundDetail) -> None:
    return None


def _sheet(desk: Desk, detail: RoundDetail) -> Refusal | None:
    if detail.row.state is RoundState.DEFINED:
        return Refusal("round.not_frozen", "VOTE-18")
    return desk.may(Action.PRINT_TALLY_SHEET)


def _elected(desk: Desk, detail: RoundDetail) -> Refusal | None:
    refusal = may_step(desk, detail, RoundStep.REPORT, Action.PRINT_ELECTED)
    outcome = detail.outcome
    nobody = outcome is not None and not outcome.elected and detail.row.predecessor_id is None
    return refusal or (Refusal("elected.empty", "VOTE-17") if nobody else None)


def _archive(desk: Desk, detail: RoundDetail) -> Refusal | None:
    if not is_closed(detail):
        return Refusal("archive.not_closed", "VOTE-25", {"title": detail.row.title})
    if detail.counted_elsewhere:
        return Refusal("archive.at_station", "AIR-04", {"title": detail.row.title})
    return desk.may(Action.ARCHIVE_ROUND)


def _settle(desk: Desk, detail: RoundDetail) -> Refusal | None:
    """Looking at the cells is for everyone; settling them is refused on their page."""
    if detail.differences:
        return None
    return may_step(desk, detail, RoundStep.SETTLE, Action.SETTLE_DIFFERENCE)


def _restarts(desk: Desk, detail: RoundDetail) -> bool:
    return detail.steps[RoundStep.RESTART] is None and desk.may(Action.KEY_AGAIN) is None


def _restarts_in(state: RoundState) -> Shown:
    return lambda desk, detail: detail.row.state is state and _restarts(desk, detail)


def _differs(_desk: Desk, detail: RoundDetail) -> bool:
    return detail.hand_count.state is HandCount.DIFFERS and not is_closed(detail)


def _short(_desk: Desk, detail: RoundDetail) -> bool:
    return detail.outcome is not None and detail.outcome.next is NextStep.SECOND_BALLOT


def _print_text(detail: RoundDetail) -> str:
    return "补印选票…" if detail.printed else "印制选票…"


def _key_text(title: str, keyed: Callable[[RoundDetail], int]) -> Callable[[RoundDetail], str]:
    return lambda detail: f"{'继续' if keyed(detail) else '开始'}{title}"


def _settle_text(detail: RoundDetail) -> str:
    left = open_differences(detail)
    return f"核对差异（{left}）" if left else "查看差异"


def _sheet_button() -> Wanted:
    return Wanted("tally_sheet", _says("打印空白计票表"), _sheet)


WANTED: dict[Stage, tuple[Wanted, ...]] = {
    Stage.FREEZE: (
        Wanted(
            "freeze",
            _says("固定选票内容…"),
            _step(RoundStep.FREEZE, Action.FREEZE_ROUND),
            primary=True,
        ),
    ),
    Stage.PRINT: (
        Wanted("print", _print_text, _step(RoundStep.PRINT, Action.PRINT_BALLOT), primary=True),
        _sheet_button(),
    ),
    Stage.REHEARSE: (Wanted("rehearse", _says("演练各种结果…"), _free, primary=True),),
    Stage.TEST: (
        Wanted(
            "test_deck",
            _says("打印测试票"),
            _step(RoundStep.TEST, Action.PRINT_TEST_DECK),
            primary=True,
        ),
        Wanted("key_test", _says("试录测试票"), _step(RoundStep.TEST, Action.KEY_TEST)),
        Wanted("finish_test", _says("比对结果"), _step(RoundStep.TEST, Action.FINISH_TEST)),
    ),
    Stage.ZERO: (
        Wanted(
            "zero",
            _says("打印零票报告"),
            _step(RoundStep.ZERO, Action.PRINT_ZERO_REPORT),
            primary=True,
        ),
    ),
    Stage.OPEN: (
        Wanted("open", _says("开会发票…"), _step(RoundStep.OPEN, Action.OPEN_ROUND), primary=True),
        Wanted("attendance", _says("打印登记表"), _may(Action.PRINT_BOX_FORMS)),
        Wanted("box_seal", _says("打印封条"), _may(Action.PRINT_BOX_FORMS)),
    ),
    Stage.TAKE_BACK: (
        Wanted(
            "take_back",
            _says("登记收回…"),
            _step(RoundStep.TAKE_BACK, Action.TAKE_BACK),
            primary=True,
        ),
    ),
    Stage.KEY_FIRST: (
        Wanted(
            "key_first",
            _key_text("第一遍录入", lambda detail: detail.first_keyed),
            _step(RoundStep.KEY_FIRST, Action.KEY_FIRST),
            primary=True,
        ),
        Wanted(
            "restart",
            _says("换人重录…"),
            _step(RoundStep.RESTART, Action.KEY_AGAIN),
            shown=_restarts_in(RoundState.RETURNED),
        ),
    ),
    Stage.KEY_SECOND: (
        Wanted(
            "key_second",
            _key_text("第二遍录入", lambda detail: detail.second_keyed),
            _step(RoundStep.KEY_SECOND, Action.KEY_SECOND),
            primary=True,
        ),
        Wanted(
            "restart",
            _says("换人重录…"),
            _step(RoundStep.RESTART, Action.KEY_AGAIN),
            shown=_restarts_in(RoundState.FIRST_KEYED),
        ),
    ),
    Stage.SETTLE: (Wanted("settle", _settle_text, _settle, primary=True),),
    Stage.HAND_COUNT: (
        Wanted(
            "hand_count",
            _says("录入手工计票…"),
            _step(RoundStep.HAND_COUNT, Action.COUNT_BY_HAND),
            primary=True,
        ),
        Wanted(
            "explain",
            _says("说明差异…"),
            _step(RoundStep.HAND_COUNT, Action.EXPLAIN_HAND_COUNT),
            shown=_differs,
        ),
        _sheet_button(),
    ),
    Stage.CALL: (
        Wanted("call", _says("唱票…"), _step(RoundStep.CALL, Action.CALL), primary=True),
    ),
    Stage.CLOSE: (
        Wanted(
            "close", _says("结束计票…"), _step(RoundStep.CLOSE, Action.CLOSE_ROUND), primary=True
        ),
    ),
    Stage.REPORT: (
        Wanted(
            "report",
            _says("印制报告单"),
            _step(RoundStep.REPORT, Action.PRINT_REPORT),
            primary=True,
        ),
        Wanted("elected", _says("印制当选名单"), _elected),
        Wanted(
            "reduce",
            _says("减少名额…"),
            _step(RoundStep.REDUCE, Action.REDUCE_PLACES),
            shown=_short,
        ),
        Wanted("archive", _says("归档…"), _archive),
    ),
}
ALWAYS = (
    Wanted(
        "succeed",
        _says("建后续轮次…"),
        _step(RoundStep.SUCCEED, Action.SUCCEED_ROUND),
        shown=lambda _desk, detail: detail.row.state in STATES[RoundStep.SUCCEED],
    ),
    Wanted(
        "void",
        _says("作废本轮…"),
        _step(RoundStep.VOID, Action.VOID_ROUND),
        shown=lambda _desk, detail: detail.row.state in STATES[RoundStep.VOID],
    ),
    Wanted(
        "hand_over",
        _says("移交计票机…"),
        _step(RoundStep.HAND_OVER, Action.HAND_OVER),
        shown=lambda desk, detail: (
            desk.purpose is not Purpose.COUNTING
            and detail.row.state in STATES[RoundStep.HAND_OVER]
        ),
    ),
    Wanted(
        "recall",
        _says("收回移交…"),
        _step(RoundStep.RECALL, Action.RECALL_ROUNDS),
        shown=lambda _desk, detail: detail.row.state in STATES[RoundStep.RECALL],
    ),
    Wanted(
        "bring_back",
        _says("带回结果…"),
        _may(Action.BRING_BACK),
        shown=lambda _desk, detail: detail.from_office and detail.row.state in RESTING,
    ),
)
