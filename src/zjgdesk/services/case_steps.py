"""The steps of a tolerance case, each an action of its own, from acceptance to filing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from zjgdesk.errors import BrokenInvariantError
from zjgdesk.models.tolerance import TakenStep, ToleranceCase
from zjgdesk.rules.case_facts import leads_to
from zjgdesk.rules.case_steps import may_reason, may_take
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import CaseStep
from zjgdesk.services import case_access, case_index
from zjgdesk.services.case_facts import facts_of, sitting_of, standing
from zjgdesk.services.desk import Deed, Desk

ACTIONS: Mapping[CaseStep, Action] = MappingProxyType(
    {
        CaseStep.ACCEPT: Action.ACCEPT_CASE,
        CaseStep.REFUSE: Action.REFUSE_CASE,
        CaseStep.REPORT: Action.REPORT_CASE,
        CaseStep.SEND_BACK: Action.SEND_BACK_CASE,
        CaseStep.DELIBERATE: Action.DELIBERATE_CASE,
        CaseStep.FEED_BACK: Action.FEED_BACK_CASE,
        CaseStep.EXECUTE: Action.EXECUTE_CASE,
        CaseStep.FILE: Action.FILE_CASE,
        CaseStep.WITHDRAW: Action.WITHDRAW_CASE,
        CaseStep.ASK_REVIEW: Action.ASK_REVIEW,
        CaseStep.UPHOLD: Action.ANSWER_REVIEW,
        CaseStep.SET_ASIDE: Action.ANSWER_REVIEW,
        CaseStep.REOPEN: Action.REOPEN_CASE,
    }
)
"""Whose right each step needs; application and determination have services of their own."""
WORDLESS = frozenset({CaseStep.ACCEPT, CaseStep.FILE})
"""The steps that need no words; all others say in writing what was done or why."""
SET_ASIDE = frozenset({CaseStep.SET_ASIDE, CaseStep.REOPEN})


@dataclass(frozen=True, slots=True)
class Step:
    """A step to be taken: its day, its words, and the number of its paper."""

    step: CaseStep
    on: date
    words: str = ""
    document: str = ""


def take_step(desk: Desk, case_id: int, taken: Step) -> None:
    """Take one step of the procedure.

    Rule: TOL-06, TOL-09, TOL-11, TOL-15

    Raises:
        DeskError: `case.unknown`, `case.not_handler`, or the refusal of the rules
            (`case.step_not_now`, `case.before_last_step`, `case.in_future`,
            `case.words_missing`, `case.no_tasks`, `case.tasks_open`, `case.member_is_person`,
            `case.nobody_deliberates`, `case.opinion_missing`, `case.review_late`).
    """
    subject = f"{case_access.SUBJECT}{case_id}"
    with desk.acting(ACTIONS[taken.step], subject, step=taken.step, on=taken.on) as deed:
        case = case_access.find(deed.session, desk.actor, case_id)
        take(desk, deed, case, taken)
        case_index.index(deed.session, case)


def take(desk: Desk, deed: Deed, case: ToleranceCase, taken: Step) -> None:
    """Take a step in the caller's transaction.

    Raises:
        DeskError: as `take_step`.
    """
    facts = facts_of(deed.session, case)
    refusal = may_take(facts, taken.step, taken.on, desk.today())
    if refusal is None and taken.step not in WORDLESS:
        refusal = may_reason(taken.step, taken.words)
    if refusal is not None:
        refusal.raise_()
    after = leads_to(facts, taken.step)
    if after is None:
        raise BrokenInvariantError(f"case {case.id} may take {taken.step} but it leads nowhere")
    _leave(case, taken)
    case.state, case.state_on = after, taken.on
    case.steps.append(
        TakenStep(
            step=taken.step,
            on=taken.on,
            led_to=after,
            words=taken.words.strip(),
            document=taken.document.strip(),
            at=deed.at,
            actor=desk.actor.name,
        )
    )


def _leave(case: ToleranceCase, taken: Step) -> None:
    """Put away what the step overtakes."""
    if taken.step is CaseStep.ASK_REVIEW:
        case.before_review = case.state
    elif taken.step in {CaseStep.UPHOLD, CaseStep.SET_ASIDE}:
        case.before_review = None
    if taken.step in SET_ASIDE and (held := standing(case)) is not None:
        held.stands, held.set_aside_reason = False, taken.words.strip()
    if taken.step in {*SET_ASIDE, CaseStep.SEND_BACK} and (sitting := sitting_of(case)):
        sitting.stands = False
