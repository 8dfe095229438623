"""The investigation: what is looked into, who was heard, what was found of each point."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from zjgdesk.errors import DeskError
from zjgdesk.models.tolerance import (
    CaseStatement,
    CaseTask,
    FindingPaper,
    PreconditionFinding,
    ToleranceCase,
)
from zjgdesk.rules.case_facts import FINDING
from zjgdesk.rules.preconditions import Circumstances, Point, asked, may_find
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import Finding, SpokenAs
from zjgdesk.services import case_access, case_index
from zjgdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody said, taken down by whom."""

    name: str
    spoken_as: SpokenAs
    taken_on: date
    taken_by: str
    text: str
    organisation: str = ""


def add_task(desk: Desk, case_id: int, *, what: str, who: str, until: date | None = None) -> int:
    """Say what is to be looked into, by whom, until when.

    Rule: TOL-06

    Raises:
        DeskError: `case.unknown`, `case.not_handler`, `case.not_in_investigation`,
            `case.task_empty`.
    """
    with desk.acting(Action.RECORD_TASK, _subject(case_id)) as deed:
        case = _investigated(deed.session, desk, case_id)
        if not (what.strip() and who.strip()):
            raise DeskError("case.task_empty", rule="TOL-06")
        task = CaseTask(what=what.strip(), who=who.strip(), until=until, report="")
        case.tasks.append(task)
        deed.session.flush()
        return task.id


def report_task(desk: Desk, case_id: int, task_id: int, *, done_on: date, report: str) -> None:
    """Write down what came of a task; again to put it right.

    Rule: TOL-06, TOL-15

    Raises:
        DeskError: `case.unknown`, `case.not_handler`, `case.not_in_investigation`,
            `case.task_unknown`, `case.report_empty`, `case.day_in_future`,
            `case.task_before_notice`.
    """
    with desk.acting(Action.RECORD_TASK, _subject(case_id)) as deed:
        case = _investigated(deed.session, desk, case_id)
        task = next((each for each in case.tasks if each.id == task_id), None)
        if task is None:
            raise DeskError("case.task_unknown", id=task_id)
        if not report.strip():
            raise DeskError("case.report_empty", rule="TOL-06")
        _refuse_future(desk, done_on)
        if done_on < case.notice_on:
            raise DeskError(
                "case.task_before_notice", rule="TOL-15", on=done_on, notice=case.notice_on
            )
        task.done_on, task.report = done_on, report.strip()


def record_statement(desk: Desk, case_id: int, statement: Statement) -> int:
    """Keep what somebody said.

    Rule: TOL-06

    Raises:
        DeskError: `case.unknown`, `case.not_handler`, `case.not_in_investigation`,
            `case.statement_empty`, `case.day_in_future`.
    """
    with desk.acting(Action.RECORD_STATEMENT, _subject(case_id)) as deed:
        case = _investigated(deed.session, desk, case_id)
        told = (statement.name, statement.taken_by, statement.text)
        if not all(each.strip() for each in told):
            raise DeskError("case.statement_empty", rule="TOL-06")
        _refuse_future(desk, statement.taken_on)
        kept = CaseStatement(
            name=statement.name.strip(),
            spoken_as=statement.spoken_as,
            organisation=statement.organisation.strip(),
            taken_on=statement.taken_on,
            taken_by=statement.taken_by.strip(),
            text=statement.text.strip(),
        )
        case.statements.append(kept)
        deed.session.flush()
        return kept.id


def record_finding(
    desk: Desk,
    case_id: int,
    point: Point,
    *,
    finding: Finding,
    evidence: str,
    papers: Sequence[int] = (),
) -> None:
    """Record what was found of one point, on what evidence, with which papers of the file.

    Rule: TOL-02, TOL-17

    Raises:
        DeskError: `case.unknown`, `case.not_handler`, `case.not_in_investigation`,
            `case.point_not_asked`, `case.evidence_missing`, `case.paper_missing`,
            `case.paper_unknown`.
    """
    with desk.acting(
        Action.RECORD_FINDING, _subject(case_id), point=point, finding=finding
    ) as deed:
        case = _investigated(deed.session, desk, case_id)
        circumstances = Circumstances(emergency=case.emergency, reform=case.reform)
        if point not in asked(circumstances):
            raise DeskError("case.point_not_asked", rule="TOL-02", point=point)
        known = {document.id for document in case.documents}
        if not set(papers) <= known:
            raise DeskError("case.paper_unknown", rule="TOL-17")
        refusal = may_find(point, finding, evidence=evidence, papers=len(set(papers)))
        if refusal is not None:
            refusal.raise_()
        held = next((each for each in case.findings if each.point is point), None)
        if held is None:
            held = PreconditionFinding(point=point)
            case.findings.append(held)
        else:
            deed.facts["before"] = held.finding
        held.finding, held.evidence = finding, evidence.strip()
        held.found_by, held.found_on = desk.actor.name, desk.today()
        held.papers = [FindingPaper(document_id=each) for each in sorted(set(papers))]
        case_index.index(deed.session, case)


def may_investigate(case: ToleranceCase) -> Refusal | None:
    """Say why nothing can be found on the case now, None where it can.

    Rule: TOL-06
    """
    if case.state in FINDING:
        return None
    said = {"person": case.person, "state": case.state}
    return Refusal("case.not_in_investigation", "TOL-06", said)


def _investigated(session: Session, desk: Desk, case_id: int) -> ToleranceCase:
    case = case_access.find(session, desk.actor, case_id)
    refusal = may_investigate(case)
    if refusal is not None:
        refusal.raise_()
    return case


def _refuse_future(desk: Desk, on: date) -> None:
    if on > desk.today():
        raise DeskError("case.day_in_future", rule="TOL-15", on=on, today=desk.today())


def _subject(case_id: int) -> str:
    return f"{case_access.SUBJECT}{case_id}"
