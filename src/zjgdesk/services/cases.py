"""What tolerance cases say of a candidate, beside every list that names one."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from zjgdesk.models.tolerance import PreconditionFinding, ToleranceCase
from zjgdesk.rules.tolerance import Effect, EffectKind, effect
from zjgdesk.rules.vocabulary import AccountabilityKind, CaseState, Finding, Result

OPEN = (CaseState.APPLIED, CaseState.ACCEPTED)
CaseMark = Effect


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One line of the list of cases; `clear` counts findings that are no longer unclear."""

    id: int
    person: str
    organisation: str
    kind: AccountabilityKind
    organ: str
    measure: str
    notice_on: date
    applied_on: date
    state: CaseState
    result: Result | None
    effect_until: date | None
    candidate_id: int | None
    clear: int


def case_rows(session: Session) -> list[CaseRow]:
    """Return all cases, newest first."""
    clear = _clear(session)
    query = select(ToleranceCase).order_by(ToleranceCase.id.desc())
    return [as_row(case, clear.get(case.id, 0)) for case in session.scalars(query)]


def rows_for(session: Session, candidate_id: int) -> list[CaseRow]:
    """Return the cases of one candidate, newest first."""
    return [row for row in case_rows(session) if row.candidate_id == candidate_id]


def marks(session: Session, today: date) -> dict[int, CaseMark]:
    """Return the mark of each candidate who has one; an open case goes before a decided one.

    Rule: OPINION-05, TOL-08
    """
    found: dict[int, CaseMark] = {}
    query = select(ToleranceCase).where(ToleranceCase.candidate_id.is_not(None))
    for case in session.scalars(query.order_by(ToleranceCase.id)):
        mark = effect(case.state, result=case.result, effect_until=case.effect_until, today=today)
        held = found.get(case.candidate_id or 0)
        if mark and (held is None or held.kind is not EffectKind.OPEN):
            found[case.candidate_id or 0] = mark
    return found


def as_row(case: ToleranceCase, clear: int) -> CaseRow:
    """Detach a case from the database."""
    return CaseRow(
        case.id,
        case.person,
        case.organisation,
        case.kind,
        case.organ,
        case.measure,
        case.notice_on,
        case.applied_on,
        case.state,
        case.result,
        case.effect_until,
        case.candidate_id,
        clear,
    )


def _clear(session: Session) -> dict[int, int]:
    query = (
        select(PreconditionFinding.case_id, func.count())
        .where(PreconditionFinding.finding != Finding.UNCLEAR)
        .group_by(PreconditionFinding.case_id)
    )
    return dict(session.execute(query).all())
