"""The states of a round and what each step needs; no step is possible without its grounds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from zjgdesk.errors import BrokenInvariantError
from zjgdesk.rules.ballots import has_quorum, quorum_needed, round_stands
from zjgdesk.rules.names import compact
from zjgdesk.rules.outcome import NextStep
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.vocabulary import RoundState

LEAST_SCRUTINEERS = 2


class RoundStep(StrEnum):
    """What people do with a round."""

    FREEZE = "freeze"
    PRINT = "print"
    OPEN = "open"
    TAKE_BACK = "take_back"
    KEY_FIRST = "key_first"
    KEY_SECOND = "key_second"
    SETTLE = "settle"
    CLOSE = "close"
    VOID = "void"
    SUCCEED = "succeed"
    REPORT = "report"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundFacts:
    """Everything a step is judged by; None for what is not known yet.

    To judge a step that brings figures with it (opening, taking back), pass the facts with these
    figures filled in.
    """

    state: RoundState
    candidates: int
    places: int
    due: int
    present: int | None = None
    printed: int = 0
    issued: int | None = None
    spoiled: int = 0
    returned: int | None = None
    first_pass_done: bool = False
    second_pass_done: bool = False
    open_differences: int = 0
    first_teller: str | None = None
    second_teller: str | None = None
    next: NextStep | None = None
    has_successor: bool = False


Check = Callable[[RoundFacts, str | None], Refusal | None]

STATES: dict[RoundStep, frozenset[RoundState]] = {
    RoundStep.FREEZE: frozenset({RoundState.DEFINED}),
    RoundStep.PRINT: frozenset({RoundState.FROZEN, RoundState.PRINTED}),
    RoundStep.OPEN: frozenset({RoundState.PRINTED}),
    RoundStep.TAKE_BACK: frozenset({RoundState.OPENED}),
    RoundStep.KEY_FIRST: frozenset({RoundState.RETURNED}),
    RoundStep.KEY_SECOND: frozenset({RoundState.RETURNED}),
    RoundStep.SETTLE: frozenset({RoundState.KEYED}),
    RoundStep.CLOSE: frozenset({RoundState.KEYED}),
    RoundStep.VOID: frozenset({RoundState.OPENED, RoundState.RETURNED, RoundState.KEYED}),
    RoundStep.SUCCEED: frozenset({RoundState.CLOSED, RoundState.VOID}),
    RoundStep.REPORT: frozenset({RoundState.CLOSED}),
}

NOT_NOW: dict[RoundStep, Refusal] = {
    RoundStep.FREEZE: Refusal("round.freeze_not_now", "SCHEME-05"),
    RoundStep.PRINT: Refusal("round.print_not_now", "VOTE-10"),
    RoundStep.OPEN: Refusal("round.open_not_now", "SCHEME-05"),
    RoundStep.TAKE_BACK: Refusal("round.take_back_not_now", "SCHEME-05"),
    RoundStep.KEY_FIRST: Refusal("round.key_not_now", "VOTE-15"),
    RoundStep.KEY_SECOND: Refusal("round.key_not_now", "VOTE-15"),
    RoundStep.SETTLE: Refusal("round.settle_not_now", "VOTE-15"),
    RoundStep.CLOSE: Refusal("round.close_not_now", "VOTE-15"),
    RoundStep.VOID: Refusal("round.void_not_now", "VOTE-04"),
    RoundStep.SUCCEED: Refusal("round.succeed_not_now", "VOTE-13"),
    RoundStep.REPORT: Refusal("round.report_not_now", "VOTE-16"),
}


def refusal(step: RoundStep, facts: RoundFacts, actor: str | None = None) -> Refusal | None:
    """Return why the step may not be taken now, or None when it may.

    Args:
        step: what is to be done.
        facts: how the round stands, with the figures that the step brings.
        actor: who would do it; None asks for anybody.

    Rule: VOTE-01, VOTE-04, VOTE-07, VOTE-15, SCHEME-06
    """
    if facts.state not in STATES[step]:
        return NOT_NOW[step]
    for check in _CHECKS.get(step, ()):
        if found := check(facts, actor):
            return found
    return None


def state_after(step: RoundStep, facts: RoundFacts) -> RoundState:
    """Return the state that a permitted step leads to.

    Args:
        step: what was done.
        facts: how the round stands with the step's figures filled in, its state still the old one.

    Rule: SCHEME-05
    """
    if step in {RoundStep.KEY_FIRST, RoundStep.KEY_SECOND}:
        both = facts.first_pass_done and facts.second_pass_done
        return RoundState.KEYED if both else facts.state
    return _LEADS_TO.get(step, facts.state)


def check_officers(
    chief: str, scrutineers: Iterable[str], tellers: Iterable[str], candidates: Iterable[str]
) -> tuple[Refusal, ...]:
    """Return what stands against the officers of a count: their number, or a name on the list.

    Rule: VOTE-15
    """
    overseers = {compact(name) for name in (chief, *scrutineers)} - {""}
    counters = {compact(name) for name in tellers} - {""}
    listed = {compact(name) for name in candidates}
    found: list[Refusal] = []
    if not compact(chief):
        found.append(Refusal("round.chief_missing", "VOTE-15"))
    if len(overseers) < LEAST_SCRUTINEERS:
        said = {"found": len(overseers), "needed": LEAST_SCRUTINEERS}
        found.append(Refusal("round.scrutineers_too_few", "VOTE-15", said))
    found += [
        Refusal("round.officer_twice", "VOTE-15", {"name": name})
        for name in sorted(overseers & counters)
    ]
    found += [
        Refusal("round.officer_on_list", "VOTE-15", {"name": name})
        for name in sorted((overseers | counters) & listed)
    ]
    return tuple(found)


def voided(facts: RoundFacts) -> bool:
    """Say whether more papers came back than can be, so that only voiding the round is left.

    Rule: VOTE-04
    """
    if facts.present is None or facts.issued is None or facts.returned is None:
        return False
    return not round_stands(facts.present, facts.issued, facts.returned)


def _surplus(facts: RoundFacts, _actor: str | None) -> Refusal | None:
    if facts.places < 1:
        return Refusal("round.no_places", "SCHEME-06")
    if facts.candidates <= facts.places:
        said = {"candidates": facts.candidates, "places": facts.places}
        return Refusal("round.no_surplus", "SCHEME-06", said)
    return None


def _quorum(facts: RoundFacts, _actor: str | None) -> Refusal | None:
    if facts.present is None:
        return None
    said = {"due": facts.due, "present": facts.present, "needed": quorum_needed(facts.due)}
    if facts.present > facts.due:
        return Refusal("round.present_over_due", "VOTE-01", said)
    if not has_quorum(facts.due, facts.present):
        return Refusal("round.no_quorum", "VOTE-01", said)
    return None


def _printed(facts: RoundFacts, _actor: str | None) -> Refusal | None:
    out = (facts.issued or 0) + facts.spoiled
    if facts.printed < max(out, 1):
        said = {"printed": facts.printed, "issued": facts.issued or 0, "spoiled": facts.spoiled}
        return Refusal("round.printed_too_few", "VOTE-07", said)
    return None


def _stands(facts: RoundFacts, _actor: str | None) -> Refusal | None:
    if voided(facts):
        said = {
            "present": facts.present,
            "issued": facts.issued,
            "returned": facts.returned,
        }
        return Refusal("round.must_be_void", "VOTE-04", said)
    return None


def _first_pass(facts: RoundFacts, actor: str | None) -> Refusal | None:
    done, mine, other = facts.first_pass_done, facts.first_teller, facts.second_teller
    return _pass(done, mine, other, actor)


def _second_pass(facts: RoundFacts, actor: str | None) -> Refusal | None:
    done, mine, other = facts.second_pass_done, facts.second_teller, facts.first_teller
    return _pass(done, mine, other, actor)


def _pass(
    done: bool,  # noqa: FBT001 - private, read beside its callers
    mine: str | None,
    other: str | None,
    actor: str | None,
) -> Refusal | None:
    if done:
        return Refusal("round.pass_done", "VOTE-15")
    if actor is None:
        return None
    if actor == other:
        return Refusal("round.same_teller", "VOTE-15", {"teller": actor})
    if mine not in {None, actor}:
        return Refusal("round.other_teller", "VOTE-15", {"teller": mine})
    return None


def _differs(facts: RoundFacts, _actor: str | None) -> Refusal | None:
    return None if facts.open_differences else Refusal("round.nothing_to_settle", "VOTE-15")


def _agrees(facts: RoundFacts, _actor: str | None) -> Refusal | None:
    if not (facts.first_pass_done and facts.second_pass_done):
        return Refusal("round.passes_missing", "VOTE-15")
    if facts.open_differences:
        said = {"count": facts.open_differences}
        return Refusal("round.differences_open", "VOTE-15", said)
    return None


def _figures(facts: RoundFacts, _actor: str | None) -> Refusal | None:
    if facts.present is None or facts.issued is None or facts.returned is None:
        raise BrokenInvariantError("a round was keyed without its figures")
    return None


def _unfilled(facts: RoundFacts, _actor: str | None) -> Refusal | None:
    if facts.has_successor:
        return Refusal("round.has_successor", "VOTE-13")
    if facts.state is RoundState.CLOSED and facts.next not in _CALLS_FOR_ANOTHER:
        return Refusal("round.nothing_follows", "VOTE-12")
    return None


_CALLS_FOR_ANOTHER = frozenset({NextStep.RUNOFF, NextStep.SECOND_BALLOT})

_CHECKS: dict[RoundStep, tuple[Check, ...]] = {
    RoundStep.FREEZE: (_surplus,),
    RoundStep.OPEN: (_surplus, _quorum, _printed),
    RoundStep.TAKE_BACK: (_printed,),
    RoundStep.KEY_FIRST: (_stands, _first_pass),
    RoundStep.KEY_SECOND: (_stands, _second_pass),
    RoundStep.SETTLE: (_stands, _differs),
    RoundStep.CLOSE: (_figures, _quorum, _stands, _printed, _agrees),
    RoundStep.SUCCEED: (_unfilled,),
}

_LEADS_TO: dict[RoundStep, RoundState] = {
    RoundStep.FREEZE: RoundState.FROZEN,
    RoundStep.PRINT: RoundState.PRINTED,
    RoundStep.OPEN: RoundState.OPENED,
    RoundStep.TAKE_BACK: RoundState.RETURNED,
    RoundStep.CLOSE: RoundState.CLOSED,
    RoundStep.VOID: RoundState.VOID,
}
