"""What of the cases is due when: the step that each waits for, tasks, and corrections."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from sqlalchemy import select

from zjgdesk.models.tolerance import CaseTask, Correction, ToleranceCase
from zjgdesk.rules.case_facts import DECIDED, FINDING
from zjgdesk.rules.vocabulary import CaseState
from zjgdesk.services import case_access
from zjgdesk.services.case_reading import list_cases
from zjgdesk.services.case_rows import CaseRow
from zjgdesk.services.desk import Desk

Kind = Literal["step", "task", "correction"]


@dataclass(frozen=True, slots=True)
class RunningTime:
    """A time that runs on a case; the title names the case by its number, and what is due."""

    kind: Kind
    case_id: int
    title: str
    until: date


KEPT: Final[tuple[tuple[type[CaseTask] | type[Correction], Kind, frozenset[CaseState]], ...]] = (
    (CaseTask, "task", FINDING),
    (Correction, "correction", DECIDED),
)


def running(desk: Desk, seen: Sequence[CaseRow] | None = None) -> list[RunningTime]:
    """Return every time that runs on a case that the person may see, the nearest first.

    Args:
        desk: whose cases.
        seen: the rows of `list_cases`, where they were read already.

    Rule: TOL-06, TOL-07, TOL-09
    """
    steps = [
        RunningTime("step", row.id, f"{row.number} {row.person}", row.due.on)
        for row in (list_cases(desk) if seen is None else seen)
        if row.due is not None
    ]
    return sorted([*steps, *_written(desk)], key=lambda time: (time.until, time.case_id))


def _written(desk: Desk) -> Iterator[RunningTime]:
    """The tasks and corrections that nobody has reported on."""
    seen = case_access.visible(desk.actor)
    with desk.reading() as session:
        for kept, kind, states in KEPT:
            query = (
                select(ToleranceCase.id, ToleranceCase.number, kept.what, kept.until)
                .join(kept)
                .where(seen, ToleranceCase.state.in_(states))
                .where(kept.done_on.is_(None))
            )
            for case_id, number, what, until in session.execute(query):
                if until is not None:
                    yield RunningTime(kind, case_id, f"{number} {what}", until)
