"""Search in the full text of the cases, and the earlier cases that are like a new one."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Final

from sqlalchemy import bindparam, func, select, text
from sqlalchemy.orm import Session

from zjgdesk.models.tolerance import Determination, PreconditionFinding, ToleranceCase
from zjgdesk.rules.case_likeness import Compared, Precedent, departs, likeness
from zjgdesk.rules.masking import mask_text, masks
from zjgdesk.rules.preconditions import Point
from zjgdesk.rules.vocabulary import Finding, Result, Role, WorkKind
from zjgdesk.services import case_access, case_index
from zjgdesk.services.desk import Desk

TELLING: Final = 24
"""Pairs of characters that a case is compared by: the rarest of its own words."""
LOOKED_AT: Final = 60
SHOWN: Final = 8
TITLE: Final = 48
MATCHED: Final = text(
    "SELECT rowid, pairs FROM case_text WHERE case_text MATCH :words ORDER BY rank LIMIT :most"
)
FOUND: Final = text("SELECT rowid FROM case_text WHERE case_text MATCH :words")
HANDLED: Final = text(
    "SELECT t.rowid FROM case_text t JOIN case_handler h ON h.case_id = t.rowid"
    " AND h.account = :account WHERE case_text MATCH :words"
)
COMMON: Final = text("SELECT term, doc FROM case_pair WHERE term IN :terms").bindparams(
    bindparam("terms", expanding=True)
)


@dataclass(frozen=True, slots=True)
class SimilarRow:
    """An earlier case: how like it is, out of 100, and how it was decided.

    `title` tells no name where the reader is not one of its handlers.
    """

    id: int
    number: str
    title: str
    work: WorkKind
    broken: tuple[int, ...]
    result: Result
    reason: str
    likeness: int
    mine: bool


@dataclass(frozen=True, slots=True)
class Departure:
    """A result that most of the similar cases did not have. Rule: TOL-12."""

    usual: Result
    alike: int
    of: int


def search_cases(desk: Desk, words: str) -> set[int]:
    """Return the cases, among those that the person may see, which have all of the words.

    Rule: TOL-14
    """
    expression = case_index.phrase(words)
    if not expression:
        return set()
    if desk.actor.role is Role.AUDITOR:
        query, told = FOUND, {"words": expression}
    else:
        query, told = HANDLED, {"words": expression, "account": desk.actor.name}
    with desk.reading() as session:
        return set(session.scalars(query, told))


def similar_cases(desk: Desk, case_id: int, *, masked: bool = False) -> list[SimilarRow]:
    """Return the decided cases most like this one, the likest first.

    The texts are compared by their rarest pairs of characters; the kind of work and the
    preconditions that were in question count beside them. With `masked` no name is told at all.

    Rule: TOL-12

    Raises:
        DeskError: `case.unknown`, `case.not_handler`.
    """
    with desk.reading() as session:
        case = case_access.find(session, desk.actor, case_id)
        near = _near(session, case)
        if not near:
            return []
        handled = select(ToleranceCase.id).where(case_access.visible(desk.actor))
        mine = set() if masked else set(session.scalars(handled.where(ToleranceCase.id.in_(near))))
        own = _compared(session, [case])[case.id]
        rows = _rows(session, near, own, mine)
    return sorted(rows, key=lambda row: (-row.likeness, -row.id))[:SHOWN]


def departure(similar: Sequence[SimilarRow], result: Result) -> Departure | None:
    """Return how a result departs from most of the similar cases, None where it does not.

    Rule: TOL-12
    """
    found = departs([Precedent(row.result, row.likeness) for row in similar], result)
    return Departure(*found) if found else None


def _near(session: Session, case: ToleranceCase) -> dict[int, float]:
    """Return the cases that share the rarest words, with the share of those words they have."""
    weight = _telling(session, case)
    if not weight:
        return {}
    words = " OR ".join(f'"{term}"' for term in weight)
    matched = session.execute(MATCHED, {"words": words, "most": LOOKED_AT + 1})
    whole = sum(weight.values())
    return {
        row.rowid: sum(weight[term] for term in weight.keys() & set(row.pairs.split())) / whole
        for row in matched
        if row.rowid != case.id
    }


def _telling(session: Session, case: ToleranceCase) -> dict[str, float]:
    """Return the rarest pairs of the case's own words, each with what it tells.

    A pair that nobody else has tells nothing of other cases.
    """
    runs = case_index.runs(case_index.told(case))
    own = {pair for run in runs for pair in case_index.pairs(run) if len(pair) > 1}
    if not own:
        return {}
    common = {row.term: row.doc for row in session.execute(COMMON, {"terms": sorted(own)})}
    total = session.scalar(select(func.count()).select_from(ToleranceCase)) or 1
    weight = {term: log(1 + total / count) for term, count in common.items() if count > 1}
    told = sorted(weight, key=lambda term: (-weight[term], term))[:TELLING]
    return {term: weight[term] for term in told}


def _rows(
    session: Session, near: dict[int, float], own: Compared, mine: set[int]
) -> list[SimilarRow]:
    query = (
        select(ToleranceCase, Determination)
        .join(Determination, Determination.case_id == ToleranceCase.id)
        .where(ToleranceCase.id.in_(near), Determination.stands)
    )
    found = session.execute(query).all()
    compared = _compared(session, [case for case, _decided in found])
    return [
        SimilarRow(
            id=case.id,
            number=case.number,
            title=_masked(case.account, case, mine=case.id in mine)[:TITLE],
            work=case.work,
            broken=compared[case.id].broken,
            result=decided.result,
            reason=_masked(decided.reason, case, mine=case.id in mine),
            likeness=likeness(own, compared[case.id], near[case.id]),
            mine=case.id in mine,
        )
        for case, decided in found
    ]


def _masked(words: str, case: ToleranceCase, *, mine: bool) -> str:
    """Return words of a case on one line; whoever does not handle it reads no name."""
    told = " ".join(words.split())
    return told if mine else mask_text(told, masks([case.person]))


def _compared(session: Session, cases: Sequence[ToleranceCase]) -> dict[int, Compared]:
    broken: dict[int, set[int]] = {case.id: set() for case in cases}
    query = select(PreconditionFinding.case_id, PreconditionFinding.point).where(
        PreconditionFinding.case_id.in_(broken), PreconditionFinding.finding == Finding.NOT_MET
    )
    for case_id, point in session.execute(query):
        broken[case_id].add(Point(point).precondition.number)
    return {
        case.id: Compared(
            case.work, case.kind, tuple(sorted(broken[case.id])), case.emergency, case.reform
        )
        for case in cases
    }
