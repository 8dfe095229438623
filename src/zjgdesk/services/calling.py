"""What is called out: each candidate's sums once both passes agree; never a single paper."""

from dataclasses import dataclass

from zjgdesk.rules.ballots import majority_needed
from zjgdesk.rules.roles import Action
from zjgdesk.rules.rounds import RoundStep
from zjgdesk.rules.vocabulary import Base
from zjgdesk.services import counting, round_facts
from zjgdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class CalledRow:
    """One candidate's sums; `elected` is None until the count is closed."""

    position: int
    name: str
    organisation: str
    yes: int
    no: int
    abstain: int
    elected: bool | None


@dataclass(frozen=True, slots=True)
class CallingSheet:
    """All that a calling shows, in the order of the ballot."""

    title: str
    meeting: str
    places: int
    needed: int
    valid: int
    invalid: int
    rows: tuple[CalledRow, ...]


def calling_of(desk: Desk, round_id: int) -> CallingSheet:
    """Return the sums to be called; that they were taken out stands on the trail.

    Raises:
        DeskError: `round.unknown`, `role.denied`, or the refusal of the step.

    Rule: VOTE-24, VOTE-25, VOTE-26
    """
    with desk.acting(Action.CALL, f"round:{round_id}") as deed:
        session = deed.session
        round_ = round_facts.allowed(session, round_id, RoundStep.CALL)
        outcome = counting.outcome_of(session, round_)
        sums = round_facts.counted(session, round_)
        base = round_.meeting.due if round_.base is Base.DUE else round_.present or 0
        elected = frozenset(outcome.elected_ids) if outcome else frozenset[int]()
        return CallingSheet(
            title=round_.title,
            meeting=round_.meeting.title,
            places=round_.places,
            needed=majority_needed(base),
            valid=sums.valid,
            invalid=sums.invalid,
            rows=tuple(
                CalledRow(
                    entry.position,
                    entry.name,
                    entry.organisation,
                    count.yes,
                    count.no,
                    count.abstain,
                    entry.candidate_id in elected if outcome else None,
                )
                for entry, count in zip(round_.entries, sums.counts, strict=True)
            ),
        )
