"""The determination of a case, and what is put right after it."""

from dataclasses import dataclass
from datetime import date

from zjgdesk.errors import DeskError
from zjgdesk.models.tolerance import Correction, Determination
from zjgdesk.rules import case_facts
from zjgdesk.rules.case_facts import DECIDED
from zjgdesk.rules.case_steps import may_determine, may_take
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import CaseStep, Measure, Result
from zjgdesk.services import case_access, case_index, case_steps
from zjgdesk.services.case_facts import facts_of
from zjgdesk.services.case_steps import Step
from zjgdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class NewDetermination:
    """A decision as it is entered. Rules: TOL-03, TOL-04, TOL-08, TOL-12.

    Args:
        given: what is given after all; None where the person is exempt.
        breach_reason: why the case goes on although a precondition is not met.
        departure_reason: why it is decided otherwise than similar cases before.
    """

    result: Result
    reason: str
    decided_on: date
    organ: str = ""
    document: str = ""
    given: Measure | None = None
    breach_reason: str = ""
    departure_reason: str = ""
    effect_until: date | None = None


def decide_case(desk: Desk, case_id: int, new: NewDetermination) -> None:
    """Determine a case by its findings and its deliberation.

    Rule: TOL-02, TOL-03, TOL-04, TOL-08, TOL-11

    Raises:
        DeskError: `case.unknown`, `case.not_handler`, or the refusal of the rules: a step or a
            day that cannot be, unclear points, a breach without reasons, a measure that does not
            fit, a period that cannot be, a vote that says otherwise.
    """
    subject = f"{case_access.SUBJECT}{case_id}"
    with desk.acting(Action.DECIDE_CASE, subject, result=new.result) as deed:
        case = case_access.find(deed.session, desk.actor, case_id)
        facts = facts_of(deed.session, case)
        wanted = case_facts.Determination(
            new.result, new.reason, new.breach_reason, new.given, new.effect_until
        )
        refusal = may_take(facts, CaseStep.DETERMINE, new.decided_on, desk.today()) or (
            may_determine(facts, wanted, new.decided_on)
        )
        if refusal is not None:
            refusal.raise_()
        step = Step(CaseStep.DETERMINE, new.decided_on, new.reason, new.document)
        case_steps.take(desk, deed, case, step)
        case.determinations.append(
            Determination(
                result=new.result,
                reason=new.reason.strip(),
                breach_reason=new.breach_reason.strip(),
                departure_reason=new.departure_reason.strip(),
                given=new.given,
                effect_until=new.effect_until,
                decided_on=new.decided_on,
                organ=new.organ.strip(),
                document=new.document.strip(),
                stands=True,
                set_aside_reason="",
            )
        )
        deed.facts["breach"] = bool(new.breach_reason.strip())
        case_index.index(deed.session, case)


def add_correction(
    desk: Desk, case_id: int, *, what: str, who: str, until: date | None = None
) -> int:
    """Say what is put right, by whom, until when.

    Rule: TOL-06

    Raises:
        DeskError: `case.unknown`, `case.not_handler`, `case.not_decided`,
            `case.correction_empty`, `case.correction_past`.
    """
    with desk.acting(Action.RECORD_CORRECTION, f"{case_access.SUBJECT}{case_id}") as deed:
        case = case_access.find(deed.session, desk.actor, case_id)
        if case.state not in DECIDED:
            raise DeskError(
                "case.not_decided", rule="TOL-06", person=case.person, state=case.state
            )
        if not (what.strip() and who.strip()):
            raise DeskError("case.correction_empty", rule="TOL-06")
        if until is not None and until < case.notice_on:
            raise DeskError(
                "case.correction_past", rule="TOL-15", until=until, notice=case.notice_on
            )
        correction = Correction(what=what.strip(), who=who.strip(), until=until, report="")
        case.corrections.append(correction)
        deed.session.flush()
        return correction.id


def finish_correction(
    desk: Desk, case_id: int, correction_id: int, *, done_on: date, report: str
) -> None:
    """Write down that it was put right.

    Rule: TOL-06, TOL-15

    Raises:
        DeskError: `case.unknown`, `case.not_handler`, `case.correction_unknown`,
            `case.report_empty`, `case.day_in_future`, `case.correction_past`.
    """
    with desk.acting(Action.RECORD_CORRECTION, f"{case_access.SUBJECT}{case_id}") as deed:
        case = case_access.find(deed.session, desk.actor, case_id)
        held = next((each for each in case.corrections if each.id == correction_id), None)
        if held is None:
            raise DeskError("case.correction_unknown", id=correction_id)
        if not report.strip():
            raise DeskError("case.report_empty", rule="TOL-06")
        if done_on > desk.today():
            raise DeskError("case.day_in_future", rule="TOL-15", on=done_on, today=desk.today())
        if done_on < case.notice_on:
            raise DeskError(
                "case.correction_past", rule="TOL-15", until=done_on, notice=case.notice_on
            )
        held.done_on, held.report = done_on, report.strip()
