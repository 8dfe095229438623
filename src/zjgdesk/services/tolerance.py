"""Tolerance cases: opened, accepted, found on, decided."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from zjgdesk.errors import DeskError
from zjgdesk.models.tolerance import PreconditionFinding, ToleranceCase
from zjgdesk.rules.names import compact
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.roles import Action
from zjgdesk.rules.tolerance import PRECONDITIONS, may_decide
from zjgdesk.rules.vocabulary import AccountabilityKind, Applicant, CaseState, Finding, Result
from zjgdesk.services import candidates, cases, issued
from zjgdesk.services.cases import CaseRow
from zjgdesk.services.desk import Deed, Desk
from zjgdesk.services.issued import IssuedRow


@dataclass(frozen=True, slots=True)
class NewCase:
    """An application as it comes in. Rules: TOL-01, TOL-06."""

    person: str
    organisation: str
    post: str
    candidate_id: int | None
    kind: AccountabilityKind
    organ: str
    measure: str
    notice_on: date
    applicant: Applicant
    applied_on: date
    account: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One precondition with what was found of it so far."""

    number: int
    finding: Finding | None
    evidence: str
    found_by: str
    found_on: date | None


@dataclass(frozen=True, slots=True)
class CaseDetail:
    """A case's page. `refusal` says why it cannot be decided yet."""

    row: CaseRow
    post: str
    applicant: Applicant
    account: str
    findings: tuple[FindingRow, ...]
    refusal: Refusal | None
    reason: str
    breach_reason: str
    correction: str
    decided_on: date | None
    closed_reason: str
    papers: tuple[IssuedRow, ...]


def list_cases(desk: Desk) -> list[CaseRow]:
    """Return all cases, newest first."""
    with desk.reading() as session:
        return cases.case_rows(session)


def open_case(desk: Desk, new: NewCase) -> int:
    """Enter an application; from now on the case shows beside the candidate.

    Raises:
        DeskError: `case.unnamed`, `case.empty`, `case.applied_before_notice`, `candidate.unknown`.
    """
    with desk.acting(Action.OPEN_CASE, "case", kind=new.kind) as deed:
        _refuse_bad_case(new)
        if new.candidate_id is not None:
            candidates.find(deed.session, new.candidate_id)
        case = ToleranceCase(
            person=new.person.strip(),
            person_key=compact(new.person),
            organisation=new.organisation.strip(),
            post=new.post.strip(),
            candidate_id=new.candidate_id,
            kind=new.kind,
            organ=new.organ.strip(),
            measure=new.measure.strip(),
            notice_on=new.notice_on,
            applicant=new.applicant,
            applied_on=new.applied_on,
            account=new.account.strip(),
            state=CaseState.APPLIED,
            closed_reason="",
            reason="",
            breach_reason="",
            correction="",
        )
        deed.session.add(case)
        deed.session.flush()
        deed.subject = f"case:{case.id}"
        return case.id


def accept_case(desk: Desk, case_id: int) -> None:
    """Take the application on; the findings may now be entered.

    Raises:
        DeskError: `case.unknown`, `case.not_applied`.
    """
    with desk.acting(Action.ACCEPT_CASE, f"case:{case_id}") as deed:
        _in_state(deed.session, case_id, CaseState.APPLIED).state = CaseState.ACCEPTED


def refuse_case(desk: Desk, case_id: int, *, reason: str) -> None:
    """Refuse the application, with the reason in writing.

    Rule: TOL-06

    Raises:
        DeskError: `case.unknown`, `case.not_applied`, `reason.missing`.
    """
    with desk.acting(Action.REFUSE_CASE, f"case:{case_id}") as deed:
        case = _in_state(deed.session, case_id, CaseState.APPLIED)
        _end(deed, case, CaseState.REFUSED, reason)


def withdraw_case(desk: Desk, case_id: int, *, reason: str) -> None:
    """End a case that the applicant takes back.

    Raises:
        DeskError: `case.unknown`, `case.ended`, `reason.missing`.
    """
    with desk.acting(Action.WITHDRAW_CASE, f"case:{case_id}") as deed:
        case = find(deed.session, case_id)
        if case.state not in cases.OPEN:
            raise DeskError("case.ended", rule="TOL-06", person=case.person)
        _end(deed, case, CaseState.WITHDRAWN, reason)


def record_finding(
    desk: Desk, case_id: int, number: int, *, finding: Finding, evidence: str
) -> None:
    """Record what was found of one of the six preconditions, and on what evidence.

    Raises:
        DeskError: `case.unknown`, `case.not_accepted`, `case.precondition_unknown`,
            `case.evidence_missing`.
    """
    with desk.acting(
        Action.RECORD_FINDING, f"case:{case_id}", number=number, finding=finding
    ) as deed:
        case = _in_state(deed.session, case_id, CaseState.ACCEPTED)
        if not 1 <= number <= len(PRECONDITIONS):
            raise DeskError("case.precondition_unknown", rule="TOL-02", number=number)
        if finding is not Finding.UNCLEAR and not evidence.strip():
            raise DeskError("case.evidence_missing", rule="TOL-02", number=number)
        held = next((f for f in case.findings if f.number == number), None)
        if held is None:
            held = PreconditionFinding(number=number)
            case.findings.append(held)
        else:
            deed.facts["before"] = held.finding
        held.finding, held.evidence = finding, evidence.strip()
        held.found_by, held.found_on = desk.actor.name, desk.today()


def decide_case(  # noqa: PLR0913 - a decision is named by these, each by keyword
    desk: Desk,
    case_id: int,
    *,
    result: Result,
    reason: str,
    breach_reason: str = "",
    effect_until: date | None = None,
    correction: str = "",
) -> None:
    """Decide a case by its findings.

    Raises:
        DeskError: `case.unknown`, `case.not_accepted`, `case.effect_past`, or the refusal of the
            rules (unclear findings, a breach without reasons).
    """
    with desk.acting(Action.DECIDE_CASE, f"case:{case_id}", result=result) as deed:
        case = _in_state(deed.session, case_id, CaseState.ACCEPTED)
        refusal = may_decide(
            _found(case), result=result, decision_reason=reason, breach_reason=breach_reason
        )
        if refusal is not None:
            refusal.raise_()
        if effect_until is not None and effect_until < desk.today():
            raise DeskError("case.effect_past", rule="TOL-08", until=effect_until)
        case.state, case.result = CaseState.DECIDED, result
        case.reason, case.breach_reason = reason.strip(), breach_reason.strip()
        case.effect_until, case.correction = effect_until, correction.strip()
        case.decided_on = desk.today()
        deed.facts["breach"] = bool(case.breach_reason)


def read_case(desk: Desk, case_id: int) -> CaseDetail:
    """Return a case's page.

    Raises:
        DeskError: `case.unknown`.
    """
    papers = tuple(issued.list_issued(desk, f"case:{case_id}"))
    with desk.reading() as session:
        case = find(session, case_id)
        held = {f.number: f for f in case.findings}
        clear = sum(f.finding is not Finding.UNCLEAR for f in case.findings)
        return CaseDetail(
            row=cases.as_row(case, clear),
            post=case.post,
            applicant=case.applicant,
            account=case.account,
            findings=tuple(_finding_row(n, held.get(n)) for n in range(1, len(PRECONDITIONS) + 1)),
            refusal=_why_not(case),
            reason=case.reason,
            breach_reason=case.breach_reason,
            correction=case.correction,
            decided_on=case.decided_on,
            closed_reason=case.closed_reason,
            papers=papers,
        )


def find(session: Session, case_id: int) -> ToleranceCase:
    """Return the case, or refuse."""
    case = session.get(ToleranceCase, case_id)
    if case is None:
        raise DeskError("case.unknown", id=case_id)
    return case


def open_cases(session: Session) -> list[ToleranceCase]:
    """Return the cases that are neither decided nor ended."""
    return list(session.scalars(select(ToleranceCase).where(ToleranceCase.state.in_(cases.OPEN))))


def _found(case: ToleranceCase) -> dict[int, Finding]:
    return {finding.number: finding.finding for finding in case.findings}


def _why_not(case: ToleranceCase) -> Refusal | None:
    if case.state is not CaseState.ACCEPTED:
        return _state_refusal(case, CaseState.ACCEPTED)
    # With every word of reason given, what still refuses is a finding.
    return may_decide(
        _found(case), result=Result.NOT_GRANTED, decision_reason="given", breach_reason="given"
    )


def _finding_row(number: int, held: PreconditionFinding | None) -> FindingRow:
    if held is None:
        return FindingRow(number, None, "", "", None)
    return FindingRow(number, held.finding, held.evidence, held.found_by, held.found_on)


def _in_state(session: Session, case_id: int, state: CaseState) -> ToleranceCase:
    case = find(session, case_id)
    if case.state is not state:
        _state_refusal(case, state).raise_()
    return case


def _state_refusal(case: ToleranceCase, wanted: CaseState) -> Refusal:
    facts = {"person": case.person, "state": case.state}
    if wanted is CaseState.APPLIED:
        return Refusal("case.not_applied", "TOL-06", facts)
    return Refusal("case.not_accepted", "TOL-06", facts)


def _end(deed: Deed, case: ToleranceCase, state: CaseState, reason: str) -> None:
    case.state = state
    case.closed_reason = candidates.need_reason(reason)
    deed.facts["reason"] = case.closed_reason


def _refuse_bad_case(new: NewCase) -> None:
    if not compact(new.person):
        raise DeskError("case.unnamed", rule="TOL-06")
    if not (new.organ.strip() and new.measure.strip() and new.account.strip()):
        raise DeskError("case.empty", rule="TOL-01")
    if new.applied_on < new.notice_on:
        raise DeskError(
            "case.applied_before_notice",
            rule="TOL-01",
            applied=new.applied_on,
            notice=new.notice_on,
        )
