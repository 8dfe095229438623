"""What tolerance cases leave beside every list that names a person or a unit."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from zjgdesk.models.candidates import Candidate
from zjgdesk.models.tolerance import Determination, ToleranceCase
from zjgdesk.rules.case_effect import Effect, EffectKind, Standing, effect, heavier, same_name
from zjgdesk.rules.vocabulary import CaseState, Result, Subject, Track

CaseMark = Effect


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case beside a candidate, by its number alone; what it is about its handlers know.

    `mark` is None where nothing of it weighs on the candidate: exempt, past, ended.
    """

    number: str
    state: CaseState
    result: Result | None
    until: date | None
    mark: CaseMark | None


TRACK_OF = {Subject.PERSON: Track.CADRE, Subject.UNIT: Track.UNIT}


def marks(session: Session, today: date) -> dict[int, CaseMark]:
    """Return the mark of each candidate who has one, the heaviest where there are several.

    A case without a link goes by the name: at the same place it is the person's own, elsewhere
    it may be a namesake's. A unit goes by its name alone.

    Rule: OPINION-05, TOL-08
    """
    found: dict[int, CaseMark] = {}
    for candidate_id, mark in (*_linked(session, today), *_named(session, today)):
        heaviest = heavier(found.get(candidate_id), mark)
        if heaviest is not None:
            found[candidate_id] = heaviest
    return found


def lines_for(session: Session, candidate: Candidate, today: date) -> tuple[CaseLine, ...]:
    """Return what each case says of one candidate, newest first; an exemption is told as well.

    Rule: OPINION-05, TOL-08
    """
    by_name = and_(
        ToleranceCase.candidate_id.is_(None), ToleranceCase.person_key == candidate.name_key
    )
    query = (
        select(ToleranceCase, Determination)
        .outerjoin(Determination, _stands())
        .where(or_(ToleranceCase.candidate_id == candidate.id, by_name))
        .order_by(ToleranceCase.id.desc())
    )
    lines = [_line(case, stands, candidate, today) for case, stands in session.execute(query)]
    return tuple(line for line in lines if line is not None)


def _line(
    case: ToleranceCase, stands: Determination | None, candidate: Candidate, today: date
) -> CaseLine | None:
    if TRACK_OF[case.subject] is not candidate.track and case.candidate_id is None:
        return None
    result = stands.result if stands else None
    until = stands.effect_until if stands else None
    mark = effect(Standing(case.state, result, until), today)
    if case.candidate_id is None and case.subject is Subject.PERSON:
        namesake = same_name(
            case.person, case.organisation, candidate.name, candidate.organisation
        )
        if namesake:
            mark = Effect(namesake)
    return CaseLine(case.number, case.state, result, until, mark)


def _standing() -> tuple[Any, ...]:
    return (ToleranceCase.state, Determination.result, Determination.effect_until)


def _linked(session: Session, today: date) -> Iterator[tuple[int, CaseMark]]:
    query = (
        select(ToleranceCase.candidate_id, *_standing())
        .outerjoin(Determination, _stands())
        .where(ToleranceCase.candidate_id.is_not(None))
    )
    for candidate_id, state, result, until in session.execute(query):
        if mark := effect(Standing(state, result, until), today):
            yield candidate_id, mark


def _named(session: Session, today: date) -> Iterator[tuple[int, CaseMark]]:
    query = (
        select(
            Candidate.id,
            Candidate.name,
            Candidate.organisation,
            Candidate.track,
            ToleranceCase.subject,
            ToleranceCase.person,
            ToleranceCase.organisation,
            *_standing(),
        )
        .join(Candidate, Candidate.name_key == ToleranceCase.person_key)
        .outerjoin(Determination, _stands())
        .where(ToleranceCase.candidate_id.is_(None))
    )
    for row in session.execute(query):
        candidate_id, name, place, track, subject, person, organisation, *standing = row
        mark = effect(Standing(*standing), today)
        if mark is None or TRACK_OF[subject] is not track:
            continue
        if subject is Subject.PERSON and same_name(person, organisation, name, place):
            mark = Effect(EffectKind.NAMESAKE)
        yield candidate_id, mark


def _stands() -> ColumnElement[bool]:
    return and_(Determination.case_id == ToleranceCase.id, Determination.stands)
