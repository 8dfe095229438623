"""A tolerance case comes in: the notice of accountability, the application, what is amended."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Integer, cast, func, select
from sqlalchemy.orm import Session

from zjgdesk.errors import DeskError
from zjgdesk.models.tolerance import TakenStep, ToleranceCase
from zjgdesk.rules.case_facts import FINDING
from zjgdesk.rules.measures import Threat, may_threaten
from zjgdesk.rules.names import compact
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import (
    AccountabilityKind,
    Applicant,
    CaseState,
    CaseStep,
    Measure,
    Subject,
    WorkKind,
)
from zjgdesk.services import candidates, case_access, case_index, case_steps
from zjgdesk.services.desk import Deed, Desk

EARLY = frozenset({CaseState.NOTIFIED, CaseState.APPLIED, *FINDING})


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice of accountability as it comes in. Rules: TOL-01, TOL-10.

    Args:
        person: the official, or the unit where the subject is one.
        measure: what would be given, within `least` to `most`; both default to it.
        account: what happened.
        handlers: the accounts that may see the case; whoever enters it is always one.
    """

    person: str
    organisation: str
    kind: AccountabilityKind
    organ: str
    measure: Measure
    notice_on: date
    account: str
    work: WorkKind
    subject: Subject = Subject.PERSON
    post: str = ""
    candidate_id: int | None = None
    notice_document: str = ""
    least: Measure | None = None
    most: Measure | None = None
    measure_words: str = ""
    emergency: bool = False
    reform: bool = False
    handlers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Application:
    """An application for tolerance. Rule: TOL-06."""

    applicant: Applicant
    applied_on: date
    grounds: str
    name: str = ""
    document: str = ""


def open_case(desk: Desk, notice: Notice) -> int:
    """Enter a notice of accountability; from now on the case shows beside the name.

    Raises:
        DeskError: `case.unnamed`, `case.empty`, `case.in_future`, `case.measure_unknown`,
            `case.measure_outside`, `case.kind_not_for_unit`, `case.handler_unfit`,
            `candidate.unknown`.
    """
    with desk.acting(Action.OPEN_CASE, "case", kind=notice.kind) as deed:
        _refuse_bad(desk, deed.session, notice)
        case = ToleranceCase(
            number=_next_number(deed.session, notice.notice_on.year),
            state=CaseState.NOTIFIED,
            state_on=notice.notice_on,
            applicant_name="",
            grounds="",
        )
        _fill(case, notice)
        deed.session.add(case)
        deed.session.flush()
        deed.subject = f"{case_access.SUBJECT}{case.id}"
        case_access.set_handlers(deed.session, case, (*notice.handlers, desk.actor.name))
        case.steps.append(_notified(desk, deed, notice))
        case_index.index(deed.session, case)
        return case.id


def apply_case(desk: Desk, case_id: int, application: Application) -> None:
    """Enter the application of the person, the unit or the accountability organ.

    Rule: TOL-06

    Raises:
        DeskError: `case.unknown`, `case.not_handler`, `case.step_not_now`,
            `case.before_last_step`, `case.in_future`, `case.words_missing`.
    """
    taken = case_steps.Step(
        CaseStep.APPLY, application.applied_on, application.grounds, application.document
    )
    with desk.acting(Action.APPLY_CASE, f"{case_access.SUBJECT}{case_id}") as deed:
        case = case_access.find(deed.session, desk.actor, case_id)
        case_steps.take(desk, deed, case, taken)
        case.applicant = application.applicant
        case.applicant_name = application.name.strip() or case.person
        case.grounds = application.grounds.strip()
        case_index.index(deed.session, case)


def change_case(desk: Desk, case_id: int, notice: Notice) -> None:
    """Put right what the notice says, until the case is determined.

    Raises:
        DeskError: as `open_case`, and `case.unknown`, `case.not_handler`, `case.settled`.
    """
    with desk.acting(Action.CHANGE_CASE, f"{case_access.SUBJECT}{case_id}") as deed:
        case = case_access.find(deed.session, desk.actor, case_id)
        if case.state not in EARLY:
            raise DeskError("case.settled", rule="TOL-06", person=case.person, state=case.state)
        _refuse_bad(desk, deed.session, notice)
        second = next((taken.on for taken in case.steps[1:]), None)
        if second is not None and notice.notice_on > second:
            raise DeskError(
                "case.notice_after_step", rule="TOL-15", notice=notice.notice_on, step=second
            )
        deed.facts["changed"] = _fill(case, notice)
        case.steps[0].on = notice.notice_on
        case.steps[0].document = notice.notice_document.strip()
        if second is None:
            case.state_on = notice.notice_on
        case_index.index(deed.session, case)


def _fill(case: ToleranceCase, notice: Notice) -> list[str]:
    """Take the notice over; return which fields changed."""
    told = {
        "subject": notice.subject,
        "person": notice.person.strip(),
        "person_key": compact(notice.person),
        "organisation": notice.organisation.strip(),
        "post": notice.post.strip(),
        "candidate_id": notice.candidate_id,
        "kind": notice.kind,
        "organ": notice.organ.strip(),
        "notice_document": notice.notice_document.strip(),
        "notice_on": notice.notice_on,
        "measure": notice.measure,
        "least": notice.least or notice.measure,
        "most": notice.most or notice.measure,
        "measure_words": notice.measure_words.strip(),
        "work": notice.work,
        "emergency": notice.emergency,
        "reform": notice.reform,
        "account": notice.account.strip(),
    }
    changed = [name for name, value in told.items() if getattr(case, name) != value]
    for name in changed:
        setattr(case, name, told[name])
    return sorted(changed)


def _refuse_bad(desk: Desk, session: Session, notice: Notice) -> None:
    if not compact(notice.person):
        raise DeskError("case.unnamed", rule="TOL-06")
    if not (notice.organ.strip() and notice.account.strip()):
        raise DeskError("case.empty", rule="TOL-01")
    if notice.notice_on > desk.today():
        raise DeskError(
            "case.in_future",
            rule="TOL-15",
            step=CaseStep.NOTIFY,
            on=notice.notice_on,
            last=notice.notice_on,
            today=desk.today(),
        )
    least, most = notice.least or notice.measure, notice.most or notice.measure
    refusal = may_threaten(Threat(notice.kind, notice.subject, notice.measure, least, most))
    if refusal is not None:
        refusal.raise_()
    if notice.candidate_id is not None:
        candidates.find(session, notice.candidate_id)


def _next_number(session: Session, year: int) -> str:
    """Return the next number of the year: 2017-001."""
    start = f"{year}-"
    serial = func.max(cast(func.substr(ToleranceCase.number, len(start) + 1), Integer))
    last = session.scalar(select(serial).where(ToleranceCase.number.startswith(start)))
    return f"{start}{(last or 0) + 1:03d}"


def _notified(desk: Desk, deed: Deed, notice: Notice) -> TakenStep:
    return TakenStep(
        step=CaseStep.NOTIFY,
        on=notice.notice_on,
        led_to=CaseState.NOTIFIED,
        words="",
        document=notice.notice_document.strip(),
        at=deed.at,
        actor=desk.actor.name,
    )
