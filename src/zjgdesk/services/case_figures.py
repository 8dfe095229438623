"""What the cases add up to: per year, kind of accountability, group of units, and result."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from zjgdesk.models.candidates import Organisation
from zjgdesk.models.tolerance import Determination, ToleranceCase
from zjgdesk.rules.case_facts import OPEN
from zjgdesk.rules.names import compact
from zjgdesk.rules.roles import Action
from zjgdesk.rules.small_numbers import Figures, hide_small, summed
from zjgdesk.rules.vocabulary import (
    AccountabilityKind,
    CaseState,
    OrganisationKind,
    Result,
    WorkKind,
)
from zjgdesk.services.desk import Desk


class By(StrEnum):
    """What the rows of the figures are."""

    YEAR = "year"
    KIND = "kind"
    WORK = "work"
    GROUP = "group"


class End(StrEnum):
    """What the columns are: how a case ended, or that it has not."""

    EXEMPT = "exempt"
    LIGHTER = "lighter"
    MITIGATED = "mitigated"
    NOT_GRANTED = "not_granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class CaseFigures:
    """A table: what each row is (a year, or a word of a closed set), and its numbers.

    `hidden` says that small numbers are left out: None stands for them.
    """

    by: By
    rows: tuple[str | StrEnum, ...]
    columns: tuple[End, ...]
    figures: Figures
    hidden: bool


def read_figures(desk: Desk, by: By, *, leaves_office: bool = False) -> CaseFigures:
    """Return the numbers of all cases; those that leave the office hide what is small.

    Rule: TOL-13

    Raises:
        DeskError: `role.denied`.
    """
    desk.need(Action.EXPORT_CASE_FIGURES)
    with desk.reading() as session:
        counts = _counts(session, by)
    rows = tuple(sorted({row for row, _end in counts}, key=_order))
    table = [[counts[row, end] for end in End] for row in rows]
    figures = hide_small(table) if leaves_office else summed(table)
    return CaseFigures(by, rows, tuple(End), figures, leaves_office)


def export_figures(desk: Desk, by: By) -> CaseFigures:
    """Return the numbers as they may leave the office; that they left is on the trail.

    Rule: TOL-13

    Raises:
        DeskError: `role.denied`.
    """
    with desk.acting(Action.EXPORT_CASE_FIGURES, "case_figures", by=by):
        return read_figures(desk, by, leaves_office=True)


def _counts(session: Session, by: By) -> Counter[tuple[str | StrEnum, End]]:
    groups = _groups(session) if by is By.GROUP else {}
    row = {
        By.YEAR: func.strftime("%Y", ToleranceCase.notice_on),
        By.KIND: ToleranceCase.kind,
        By.WORK: ToleranceCase.work,
        By.GROUP: ToleranceCase.organisation,
    }[by]
    stands = and_(Determination.case_id == ToleranceCase.id, Determination.stands)
    query = (
        select(row, ToleranceCase.state, Determination.result, func.count())
        .outerjoin(Determination, stands)
        .group_by(row, ToleranceCase.state, Determination.result)
    )
    counts: Counter[tuple[str | StrEnum, End]] = Counter()
    for value, state, result, count in session.execute(query):
        name = groups.get(compact(value), OrganisationKind.OTHER) if by is By.GROUP else value
        counts[name, _end(state, result)] += count
    return counts


def _groups(session: Session) -> dict[str, OrganisationKind]:
    query = select(Organisation.name, Organisation.kind)
    return {compact(name): kind for name, kind in session.execute(query)}


def _end(state: CaseState, result: Result | None) -> End:
    if state in OPEN or (result is None and state not in {CaseState.REFUSED, CaseState.WITHDRAWN}):
        return End.OPEN
    return End((result or state).value)


def _order(row: str | StrEnum) -> tuple[int, str]:
    for words in (AccountabilityKind, WorkKind, OrganisationKind):
        if isinstance(row, words):
            return list(words).index(row), ""
    return 0, str(row)
