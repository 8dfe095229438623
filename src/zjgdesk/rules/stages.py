"""The stages of a track: what each step needs, what may be done when, when one may go back."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.vocabulary import OpinionGroup, ShortlistKind, Stage, Track

ORDER = tuple(Stage)


class Step(StrEnum):
    """What ends a stage and begins the next."""

    CLOSE_RECOMMENDATION = "close_recommendation"
    CLOSE_CONSULTATION = "close_consultation"
    DECIDE_INITIAL = "decide_initial"
    CLOSE_VOTE = "close_vote"
    DECIDE_SECOND = "decide_second"
    CLOSE_BALLOT = "close_ballot"
    CONFIRM = "confirm"
    BEGIN_REWARDS = "begin_rewards"


class Work(StrEnum):
    """What is done within stages."""

    NOMINATE = "nominate"
    CORRECT = "correct"
    WITHDRAW = "withdraw"
    CONSULT = "consult"
    DRAW_INITIAL = "draw_initial"
    COUNT_VOTES = "count_votes"
    DRAW_SECOND = "draw_second"
    DEFINE_BALLOT = "define_ballot"
    NOTIFY = "notify"


FROM: Mapping[Step, Stage] = MappingProxyType(dict(zip(Step, ORDER, strict=False)))
WHEN: Mapping[Work, tuple[Stage, Stage]] = MappingProxyType(
    {
        Work.NOMINATE: (Stage.RECOMMENDATION, Stage.RECOMMENDATION),
        Work.CORRECT: (Stage.RECOMMENDATION, Stage.SECOND_SHORTLIST),
        Work.WITHDRAW: (Stage.RECOMMENDATION, Stage.SECOND_SHORTLIST),
        Work.CONSULT: (Stage.CONSULTATION, Stage.SECOND_SHORTLIST),
        Work.DRAW_INITIAL: (Stage.INITIAL_SHORTLIST, Stage.INITIAL_SHORTLIST),
        Work.COUNT_VOTES: (Stage.PUBLIC_VOTE, Stage.PUBLIC_VOTE),
        Work.DRAW_SECOND: (Stage.SECOND_SHORTLIST, Stage.SECOND_SHORTLIST),
        Work.DEFINE_BALLOT: (Stage.BALLOT, Stage.BALLOT),
        Work.NOTIFY: (Stage.NOTICE, Stage.REWARDS),
    }
)


@dataclass(frozen=True, slots=True)
class StageFacts:
    """What is known of a track when a step is asked for; numbers count what is missing or there.

    `initial` and `second` are how many the decided shortlists chose, None before the decision.
    """

    track: Track
    stage: Stage = Stage.RECOMMENDATION
    places: int = 1
    surplus: Mapping[Stage, int] = field(default_factory=dict)
    nominated: int = 0
    ineligible: int = 0
    over_quota: int = 0
    incomplete: int = 0
    groups_asked: frozenset[OpinionGroup] = frozenset()
    clearance_missing: int = 0
    affected: int = 0
    conclusions_missing: int = 0
    leads_unchecked: int = 0
    initial: int | None = None
    vote_files: int = 0
    vote_running: bool = False
    second: int | None = None
    rounds_live: int = 0
    rounds_open: int = 0
    ballot_done: bool = False
    notice_published: bool = False
    notice_confirmed: bool = False

    def wanted(self, stage: Stage) -> int:
        """Return how many the list of a stage must at least have: places and surplus.

        Rule: SCHEME-06
        """
        return self.places + self.surplus.get(stage, 1)


def step_from(stage: Stage) -> Step | None:
    """Return the step that ends a stage; the last has none.

    Rule: SCHEME-05
    """
    return next((step for step, start in FROM.items() if start is stage), None)


def stage_after(step: Step) -> Stage:
    """Return the stage that a step begins.

    Rule: SCHEME-05
    """
    return ORDER[ORDER.index(FROM[step]) + 1]


def missing(step: Step, facts: StageFacts) -> tuple[Refusal, ...]:
    """Return everything that stands against a step, in the order in which to mend it.

    Rule: SCHEME-03, SCHEME-04, SCHEME-05, SCHEME-06, SCHEME-08, OPINION-01, OPINION-03,
    OPINION-04, PUBLIC-01, NOTICE-01
    """
    start = FROM[step]
    if facts.stage is not start:
        return (Refusal("stage.other", "SCHEME-05", {"stage": facts.stage, "needed": start}),)
    return tuple(_NEEDS[step](facts))


def may_work(work: Work, stage: Stage) -> Refusal | None:
    """Say why something may not be done at this stage; None where it may.

    Rule: SCHEME-05
    """
    first, last = WHEN[work]
    if ORDER.index(stage) < ORDER.index(first):
        return Refusal(
            "stage.too_early", "SCHEME-05", {"work": work, "stage": stage, "first": first}
        )
    if ORDER.index(stage) > ORDER.index(last):
        return Refusal("stage.too_late", "SCHEME-05", {"work": work, "stage": stage, "last": last})
    return None


def may_go_back(facts: StageFacts, to: Stage, reason: str) -> Refusal | None:
    """Say why a track may not go back to an earlier stage; None where it may.

    What was announced to the public, or voted in the committee, is not undone by going back.

    Rule: SCHEME-05, NOTICE-06
    """
    at, target = ORDER.index(facts.stage), ORDER.index(to)
    if target >= at:
        return Refusal("stage.not_back", "SCHEME-05", {"stage": facts.stage, "to": to})
    if not reason.strip():
        return Refusal("reason.missing")
    if target < ORDER.index(Stage.CONFIRMED) and facts.notice_confirmed:
        return Refusal("stage.list_confirmed", "NOTICE-01")
    if target < ORDER.index(Stage.NOTICE) and facts.notice_published:
        return Refusal("stage.notice_published", "NOTICE-06")
    if target < ORDER.index(Stage.BALLOT) and facts.rounds_live:
        return Refusal("stage.round_stands", "VOTE-04", {"count": facts.rounds_live})
    return None


def set_aside_by(to: Stage) -> tuple[ShortlistKind, ...]:
    """Return which decided shortlists no longer hold once a track is back at a stage.

    Rule: SCHEME-05
    """
    if ORDER.index(to) <= ORDER.index(Stage.INITIAL_SHORTLIST):
        return (ShortlistKind.INITIAL, ShortlistKind.SECOND)
    if ORDER.index(to) <= ORDER.index(Stage.SECOND_SHORTLIST):
        return (ShortlistKind.SECOND,)
    return ()


def _recommended(facts: StageFacts) -> Iterator[Refusal]:
    yield from _enough(facts, facts.nominated, Stage.RECOMMENDATION)
    if facts.ineligible:
        yield Refusal("stage.ineligible", "SCHEME-03", {"count": facts.ineligible})
    if facts.over_quota:
        yield Refusal("stage.over_quota", "SCHEME-08", {"count": facts.over_quota})
    if facts.incomplete:
        yield Refusal("stage.incomplete", "SCHEME-04", {"count": facts.incomplete})


def _consulted(facts: StageFacts) -> Iterator[Refusal]:
    for group in OpinionGroup:
        if group not in facts.groups_asked:
            yield Refusal("stage.group_not_asked", "OPINION-01", {"group": group})
    if facts.clearance_missing:
        yield Refusal("stage.clearance_missing", "OPINION-03", {"count": facts.clearance_missing})
    if facts.affected:
        yield Refusal("stage.affected", "OPINION-03", {"count": facts.affected})
    if facts.conclusions_missing:
        yield Refusal(
            "stage.conclusions_missing", "OPINION-04", {"count": facts.conclusions_missing}
        )
    if facts.leads_unchecked:
        yield Refusal("stage.leads_unchecked", "OPINION-04", {"count": facts.leads_unchecked})
    yield from _enough(facts, facts.nominated, Stage.CONSULTATION)


def _initial_decided(facts: StageFacts) -> Iterator[Refusal]:
    if facts.initial is None:
        yield Refusal("stage.initial_undecided", "SCHEME-05")
    else:
        yield from _enough(facts, facts.initial, Stage.INITIAL_SHORTLIST)


def _voted(facts: StageFacts) -> Iterator[Refusal]:
    if facts.vote_running:
        yield Refusal("stage.vote_running", "PUBLIC-01")
    if not facts.vote_files:
        yield Refusal("stage.no_votes", "PUBLIC-01")


def _second_decided(facts: StageFacts) -> Iterator[Refusal]:
    if facts.second is None:
        yield Refusal("stage.second_undecided", "SCHEME-05")
    else:
        yield from _enough(facts, facts.second, Stage.SECOND_SHORTLIST)


def _balloted(facts: StageFacts) -> Iterator[Refusal]:
    if facts.rounds_open:
        yield Refusal("stage.round_open", "VOTE-04", {"count": facts.rounds_open})
    elif not facts.ballot_done:
        yield Refusal("stage.ballot_unfinished", "SCHEME-05")


def _noticed(facts: StageFacts) -> Iterator[Refusal]:
    if not facts.notice_published:
        yield Refusal("stage.not_noticed", "NOTICE-01")
    elif not facts.notice_confirmed:
        yield Refusal("stage.unconfirmed", "NOTICE-01")


def _always(_facts: StageFacts) -> Iterator[Refusal]:
    yield from ()


def _enough(facts: StageFacts, have: int, stage: Stage) -> Iterator[Refusal]:
    """A list longer than the places. Rule: SCHEME-06."""
    wanted = facts.wanted(stage)
    if have < wanted:
        yield Refusal(
            "stage.too_few",
            "SCHEME-06",
            {"have": have, "places": facts.places, "wanted": wanted, "short": wanted - have},
        )


_NEEDS: Mapping[Step, Callable[[StageFacts], Iterator[Refusal]]] = {
    Step.CLOSE_RECOMMENDATION: _recommended,
    Step.CLOSE_CONSULTATION: _consulted,
    Step.DECIDE_INITIAL: _initial_decided,
    Step.CLOSE_VOTE: _voted,
    Step.DECIDE_SECOND: _second_decided,
    Step.CLOSE_BALLOT: _balloted,
    Step.CONFIRM: _noticed,
    Step.BEGIN_REWARDS: _always,
}
