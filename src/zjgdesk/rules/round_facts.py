"""What is known of a round, what people do with it, and how its count by hand stands."""

from dataclasses import dataclass
from enum import StrEnum

from zjgdesk.rules.outcome import NextStep
from zjgdesk.rules.vocabulary import RoundState


class RoundStep(StrEnum):
    """What people do with a round."""

    FREEZE = "freeze"
    PRINT = "print"
    REHEARSE = "rehearse"
    TEST = "test"
    ZERO = "zero"
    OPEN = "open"
    TAKE_BACK = "take_back"
    CORRECT = "correct"
    KEY_FIRST = "key_first"
    KEY_SECOND = "key_second"
    RESTART = "restart"
    SETTLE = "settle"
    HAND_COUNT = "hand_count"
    CALL = "call"
    CLOSE = "close"
    REPORT = "report"
    REDUCE = "reduce"
    SUCCEED = "succeed"
    VOID = "void"
    HAND_OVER = "hand_over"
    RECALL = "recall"
    BRING_BACK = "bring_back"


class HandCount(StrEnum):
    """How the count by hand stands to the program's own. Rule: VOTE-18."""

    NOT_MADE = "not_made"
    AGREES = "agrees"
    DIFFERS = "differs"
    EXPLAINED = "explained"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundFacts:
    """Everything a step is judged by; None for what is not known yet.

    To judge a step that brings figures with it (opening, taking back, correcting), pass the facts
    with these figures filled in.

    Args:
        least: the fewest papers whose sums may be told without telling how somebody voted.
        recused: how many of those present do not vote.
        linked: it follows on a round of the same meeting, which was rehearsed and tested.
        clean: no paper of it, real or test, is in the file.
        keyed: the highest paper number keyed in any pass, 0 for none.
    """

    state: RoundState
    candidates: int
    places: int
    due: int
    surplus: int = 1
    least: int = 1
    recused: int = 0
    linked: bool = False
    clean: bool = True
    present: int | None = None
    printed: int = 0
    issued: int | None = None
    spoiled: int = 0
    left_over: int | None = None
    returned: int | None = None
    keyed: int = 0
    first_pass_done: bool = False
    second_pass_done: bool = False
    open_differences: int = 0
    first_teller: str | None = None
    second_teller: str | None = None
    hand_count: HandCount = HandCount.NOT_MADE
    hand_count_wanted: bool = False
    calling_wanted: bool = True
    next: NextStep | None = None
    has_successor: bool = False
