"""The states of a round and what each step needs; no step is possible without its grounds."""

from collections.abc import Callable

from zjgdesk.rules import round_checks as checks
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.round_checks import ENDED, voided
from zjgdesk.rules.round_facts import HandCount, RoundFacts, RoundStep
from zjgdesk.rules.vocabulary import RoundState

__all__ = [
    "AWAY",
    "ENDED",
    "KEYING",
    "NOT_NOW",
    "STATES",
    "HandCount",
    "RoundFacts",
    "RoundStep",
    "refusal",
    "state_after",
    "voided",
]

Check = Callable[[RoundFacts, str | None], Refusal | None]

_BEFORE_OPENING = frozenset(
    {
        RoundState.FROZEN,
        RoundState.PRINTED,
        RoundState.REHEARSED,
        RoundState.TESTED,
        RoundState.ZEROED,
    }
)
_COUNTING = frozenset(
    {RoundState.RETURNED, RoundState.FIRST_KEYED, RoundState.KEYED, RoundState.AGREED}
)
KEYING = _COUNTING
"""The states in which keyed papers may be in the file. Rule: VOTE-25."""

STATES: dict[RoundStep, frozenset[RoundState]] = {
    RoundStep.FREEZE: frozenset({RoundState.DEFINED}),
    RoundStep.PRINT: _BEFORE_OPENING,
    RoundStep.REHEARSE: frozenset({RoundState.PRINTED}),
    RoundStep.TEST: frozenset({RoundState.REHEARSED}),
    RoundStep.ZERO: frozenset({RoundState.PRINTED, RoundState.REHEARSED, RoundState.TESTED}),
    RoundStep.OPEN: frozenset({RoundState.ZEROED}),
    RoundStep.TAKE_BACK: frozenset({RoundState.OPENED}),
    RoundStep.CORRECT: frozenset({RoundState.OPENED}) | _COUNTING,
    RoundStep.KEY_FIRST: frozenset({RoundState.RETURNED}),
    RoundStep.KEY_SECOND: frozenset({RoundState.FIRST_KEYED}),
    RoundStep.RESTART: frozenset({RoundState.RETURNED, RoundState.FIRST_KEYED}),
    RoundStep.SETTLE: frozenset({RoundState.KEYED}),
    RoundStep.HAND_COUNT: frozenset({RoundState.AGREED}),
    RoundStep.CALL: frozenset({RoundState.AGREED}) | ENDED,
    RoundStep.CLOSE: frozenset({RoundState.AGREED}),
    RoundStep.REPORT: ENDED,
    RoundStep.REDUCE: ENDED,
    RoundStep.SUCCEED: ENDED | {RoundState.VOID},
    RoundStep.VOID: _BEFORE_OPENING | {RoundState.OPENED} | _COUNTING,
    RoundStep.HAND_OVER: _BEFORE_OPENING,
    RoundStep.RECALL: frozenset({RoundState.CARRIED}),
    RoundStep.BRING_BACK: frozenset({RoundState.CARRIED}),
}

NOT_NOW: dict[RoundStep, Refusal] = {
    RoundStep.FREEZE: Refusal("round.freeze_not_now", "SCHEME-05"),
    RoundStep.PRINT: Refusal("round.print_not_now", "VOTE-10"),
    RoundStep.REHEARSE: Refusal("round.rehearse_not_now", "VOTE-21"),
    RoundStep.TEST: Refusal("round.test_not_now", "VOTE-21"),
    RoundStep.ZERO: Refusal("round.zero_not_now", "VOTE-22"),
    RoundStep.OPEN: Refusal("round.open_not_now", "VOTE-22"),
    RoundStep.TAKE_BACK: Refusal("round.take_back_not_now", "VOTE-04"),
    RoundStep.CORRECT: Refusal("round.correct_not_now", "VOTE-07"),
    RoundStep.KEY_FIRST: Refusal("round.key_not_now", "VOTE-24"),
    RoundStep.KEY_SECOND: Refusal("round.second_not_now", "VOTE-24"),
    RoundStep.RESTART: Refusal("round.restart_not_now", "VOTE-24"),
    RoundStep.SETTLE: Refusal("round.settle_not_now", "VOTE-24"),
    RoundStep.HAND_COUNT: Refusal("round.hand_count_not_now", "VOTE-18"),
    RoundStep.CALL: Refusal("round.call_not_now", "VOTE-26"),
    RoundStep.CLOSE: Refusal("round.close_not_now", "VOTE-24"),
    RoundStep.REPORT: Refusal("round.report_not_now", "VOTE-16"),
    RoundStep.REDUCE: Refusal("round.reduce_not_now", "VOTE-14"),
    RoundStep.SUCCEED: Refusal("round.succeed_not_now", "VOTE-13"),
    RoundStep.VOID: Refusal("round.void_not_now", "VOTE-04"),
    RoundStep.HAND_OVER: Refusal("round.hand_over_not_now", "AIR-04"),
    RoundStep.RECALL: Refusal("round.recall_not_now", "AIR-04"),
    RoundStep.BRING_BACK: Refusal("round.bring_back_not_now", "AIR-04"),
}
AWAY = Refusal("round.carried_away", "AIR-04")
"""Why nothing is done here with a round that is at the counting machine."""


def refusal(step: RoundStep, facts: RoundFacts, actor: str | None = None) -> Refusal | None:
    """Return why the step may not be taken now, or None when it may.

    Args:
        step: what is to be done.
        facts: how the round stands, with the figures that the step brings.
        actor: who would do it; None asks for anybody.

    Rule: VOTE-01, VOTE-04, VOTE-07, VOTE-18, VOTE-19, VOTE-21, VOTE-22, VOTE-24, VOTE-25, AIR-04
    """
    if facts.state not in STATES[step]:
        return AWAY if facts.state is RoundState.CARRIED else NOT_NOW[step]
    for check in _CHECKS.get(step, ()):
        if found := check(facts, actor):
            return found
    return None


def state_after(step: RoundStep, facts: RoundFacts) -> RoundState:
    """Return the state that a permitted step leads to.

    Args:
        step: what was done.
        facts: how the round stands with the step's figures filled in, its state still the old one.

    Rule: SCHEME-05, VOTE-24, AIR-04
    """
    if step is RoundStep.RECALL:
        return RoundState.PRINTED if facts.printed else RoundState.FROZEN
    if step is RoundStep.PRINT:
        return RoundState.PRINTED if facts.state is RoundState.FROZEN else facts.state
    if step is RoundStep.KEY_FIRST:
        return RoundState.FIRST_KEYED if facts.first_pass_done else facts.state
    if step is RoundStep.KEY_SECOND and not facts.second_pass_done:
        return facts.state
    if step in {RoundStep.KEY_SECOND, RoundStep.SETTLE}:
        return RoundState.KEYED if facts.open_differences else RoundState.AGREED
    return _LEADS_TO.get(step, facts.state)


_CHECKS: dict[RoundStep, tuple[Check, ...]] = {
    RoundStep.FREEZE: (checks.surplus,),
    RoundStep.HAND_OVER: (checks.surplus, checks.clean),
    RoundStep.REHEARSE: (checks.clean,),
    RoundStep.ZERO: (checks.proved, checks.clean),
    RoundStep.OPEN: (checks.surplus, checks.quorum, checks.secret, checks.voters, checks.printed),
    RoundStep.TAKE_BACK: (checks.printed,),
    RoundStep.CORRECT: (checks.quorum, checks.voters, checks.printed, checks.kept_back),
    RoundStep.KEY_FIRST: (checks.stands, checks.first_pass),
    RoundStep.KEY_SECOND: (checks.stands, checks.second_pass),
    RoundStep.RESTART: (checks.begun,),
    RoundStep.SETTLE: (checks.stands,),
    RoundStep.HAND_COUNT: (checks.stands, checks.secret),
    RoundStep.CALL: (checks.stands, checks.secret, checks.calling_wanted),
    RoundStep.CLOSE: (
        checks.agrees,
        checks.quorum,
        checks.stands,
        checks.balances,
        checks.secret,
        checks.counted_by_hand,
    ),
    RoundStep.REDUCE: (checks.short,),
    RoundStep.SUCCEED: (checks.unfilled,),
}

_LEADS_TO: dict[RoundStep, RoundState] = {
    RoundStep.FREEZE: RoundState.FROZEN,
    RoundStep.REHEARSE: RoundState.REHEARSED,
    RoundStep.TEST: RoundState.TESTED,
    RoundStep.ZERO: RoundState.ZEROED,
    RoundStep.OPEN: RoundState.OPENED,
    RoundStep.TAKE_BACK: RoundState.RETURNED,
    RoundStep.CLOSE: RoundState.CLOSED,
    RoundStep.REPORT: RoundState.REPORTED,
    RoundStep.VOID: RoundState.VOID,
    RoundStep.HAND_OVER: RoundState.CARRIED,
    RoundStep.BRING_BACK: RoundState.CLOSED,
}
