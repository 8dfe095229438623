"""The list of cases and a case's page, for those who may see them."""

from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from zjgdesk.errors import DeskError
from zjgdesk.models.tolerance import (
    Deliberation,
    Determination,
    PreconditionFinding,
    ToleranceCase,
)
from zjgdesk.rules.case_facts import CaseFacts
from zjgdesk.rules.case_steps import may_take, review_until
from zjgdesk.rules.case_terms import AWAITED, Due, Terms, due, is_limited
from zjgdesk.rules.preconditions import Circumstances, Point, asked, found, unclear
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.vocabulary import CaseState, CaseStep
from zjgdesk.rules.workdays import Calendar
from zjgdesk.services import case_access, case_facts, case_inquiry, evidence, issued, scheme
from zjgdesk.services.case_rows import (
    CaseDetail,
    CaseRow,
    CorrectionRow,
    DeliberationRow,
    DeterminationRow,
    FindingRow,
    MemberRow,
    StatementRow,
    StepRow,
    TaskRow,
)
from zjgdesk.services.desk import Desk

COLUMNS = (
    ToleranceCase.id,
    ToleranceCase.number,
    ToleranceCase.subject,
    ToleranceCase.person,
    ToleranceCase.organisation,
    ToleranceCase.kind,
    ToleranceCase.organ,
    ToleranceCase.measure,
    ToleranceCase.measure_words,
    ToleranceCase.notice_on,
    ToleranceCase.work,
    ToleranceCase.state,
    ToleranceCase.state_on,
    Determination.result,
    Determination.effect_until,
    ToleranceCase.candidate_id,
)


def list_cases(desk: Desk) -> list[CaseRow]:
    """Return the cases that the person may see, newest first.

    Rule: TOL-14
    """
    stands = and_(Determination.case_id == ToleranceCase.id, Determination.stands)
    query = (
        select(*COLUMNS)
        .outerjoin(Determination, stands)
        .where(case_access.visible(desk.actor))
        .order_by(ToleranceCase.id.desc())
    )
    with desk.reading() as session:
        terms, calendar = case_facts.terms(session), scheme.work_calendar(session)
        limited = frozenset(state for state in AWAITED if is_limited(state, terms))
        rows: list[CaseRow] = []
        # Through the connection: twenty thousand rows need no identity map.
        for values in session.connection().execute(query).all():
            due = None
            if values.state in limited:
                due = _due(values.state, values.state_on, terms, calendar)
            rows.append(CaseRow(*values, due=due))  # type: ignore[call-arg]
        return rows


def read_case(desk: Desk, case_id: int) -> CaseDetail:
    """Return a case's page; the look is put on the trail.

    Rule: TOL-14

    Raises:
        DeskError: `role.denied`, `case.unknown`, `case.not_handler`.
    """
    case_access.look_into(desk, case_id)
    papers = tuple(issued.list_issued(desk, f"{case_access.SUBJECT}{case_id}"))
    with desk.reading() as session:
        case = case_access.find(session, desk.actor, case_id)
        facts = case_facts.facts_of(session, case)
        sitting = case_facts.sitting_of(case)
        determinations = [_determination(each) for each in case.determinations]
        return CaseDetail(
            row=_row(session, case),
            post=case.post,
            notice_document=case.notice_document,
            threat=facts.threat,
            circumstances=facts.circumstances,
            applicant=case.applicant,
            applicant_name=case.applicant_name,
            applied_on=next((s.on for s in case.steps if s.step is CaseStep.APPLY), None),
            account=case.account,
            grounds=case.grounds,
            handlers=tuple(each.account for each in case.handlers),
            steps=tuple(
                StepRow(s.step, s.on, s.led_to, s.words, s.document, s.at, s.actor)
                for s in case.steps
            ),
            findings=_findings(case, facts.circumstances),
            preconditions=tuple(found(facts.findings, facts.circumstances).items()),
            tasks=tuple(
                TaskRow(t.id, t.what, t.who, t.until, t.done_on, t.report) for t in case.tasks
            ),
            statements=tuple(
                StatementRow(
                    s.id, s.name, s.spoken_as, s.organisation, s.taken_on, s.taken_by, s.text
                )
                for s in case.statements
            ),
            evidence=tuple(evidence.paper_row(desk, each) for each in case.documents),
            deliberation=_deliberation(sitting) if sitting else None,
            determination=next((each for each in determinations if each.stands), None),
            earlier=tuple(each for each in determinations if not each.stands),
            corrections=tuple(
                CorrectionRow(c.id, c.what, c.who, c.until, c.done_on, c.report)
                for c in case.corrections
            ),
            review_until=review_until(facts.told_on, facts.review_months)
            if facts.told_on
            else None,
            may_find=case_inquiry.may_investigate(case),
            refusals=tuple(_refusals(desk, facts)),
            papers=papers,
        )


def _refusals(desk: Desk, facts: CaseFacts) -> list[tuple[CaseStep, Refusal]]:
    """Say of each step why it cannot be tried today; what a form asks for is judged there."""
    refused: list[tuple[CaseStep, Refusal]] = []
    for step in CaseStep:
        if step is CaseStep.NOTIFY:
            continue
        refusal = may_take(facts, step, max(facts.last_on, desk.today()), desk.today())
        if refusal is None and step is CaseStep.DETERMINE:
            refusal = unclear(facts.findings, facts.circumstances)
        if refusal is not None:
            refused.append((step, refusal))
    return refused


def _row(session: Session, case: ToleranceCase) -> CaseRow:
    stands = case_facts.standing(case)
    return CaseRow(
        id=case.id,
        number=case.number,
        subject=case.subject,
        person=case.person,
        organisation=case.organisation,
        kind=case.kind,
        organ=case.organ,
        measure=case.measure,
        measure_words=case.measure_words,
        notice_on=case.notice_on,
        work=case.work,
        state=case.state,
        state_on=case.state_on,
        result=stands.result if stands else None,
        effect_until=stands.effect_until if stands else None,
        candidate_id=case.candidate_id,
        due=_due(
            case.state, case.state_on, case_facts.terms(session), scheme.work_calendar(session)
        ),
    )


def _due(state: CaseState, since: date, terms: Terms, calendar: Calendar) -> Due | None:
    """Return the last day; a year without a calendar shows none, the settings tell of it."""
    try:
        return due(state, since, terms, calendar)
    except DeskError as error:
        if error.code != "calendar.year_unknown":
            raise
        return None


def _findings(case: ToleranceCase, circumstances: Circumstances) -> tuple[FindingRow, ...]:
    held = {each.point: each for each in case.findings}
    wanted = set(asked(circumstances))
    return tuple(_finding(point, held.get(point), asked=point in wanted) for point in Point)


def _finding(point: Point, held: PreconditionFinding | None, *, asked: bool) -> FindingRow:
    if held is None:
        return FindingRow(point, point.precondition, asked, None, "", (), "", None)
    return FindingRow(
        point,
        point.precondition,
        asked,
        held.finding,
        held.evidence,
        tuple(each.document_id for each in held.papers),
        held.found_by,
        held.found_on,
    )


def _deliberation(sitting: Deliberation) -> DeliberationRow:
    return DeliberationRow(
        sitting.place,
        sitting.chair,
        sitting.question,
        case_facts.vote_of(sitting),
        tuple(
            MemberRow(m.name, m.post, m.recused, m.recusal_reason, m.opinion, m.words)
            for m in sitting.members
        ),
    )


def _determination(each: Determination) -> DeterminationRow:
    return DeterminationRow(
        each.result,
        each.reason,
        each.breach_reason,
        each.departure_reason,
        each.given,
        each.effect_until,
        each.decided_on,
        each.organ,
        each.document,
        each.stands,
        each.set_aside_reason,
    )
