"""A case without the names of its people, for training and for papers that leave the office."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from zjgdesk.rules.masking import mask_text, masks
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.vocabulary import CaseStep, Subject
from zjgdesk.services.case_rows import CaseDetail, CaseRow
from zjgdesk.services.issued import IssuedRow

Told = TypeVar("Told")
Mask = Callable[[str], str]


def mask_detail(detail: CaseDetail) -> CaseDetail:
    """Return the page with the names of its people masked, in running text too.

    Nothing can be written from such a page: what it shows is not what is kept.

    Rule: TOL-16
    """
    masked = _masked(detail, mask_of(detail))
    locked = Refusal("case.masked", "TOL-16")
    refusals = tuple((step, locked) for step in CaseStep)
    return replace(masked, locked=locked, may_find=locked, refusals=refusals)


def mask_of(detail: CaseDetail) -> Mask:
    """Return what takes the names of the case's people out of any text.

    Those who work on a case, not in it (handlers, investigators), keep theirs. A unit is no
    person.

    Rule: TOL-16
    """
    members = detail.deliberation.members if detail.deliberation else ()
    names = [
        *([detail.row.person] if detail.row.subject is Subject.PERSON else []),
        *(statement.name for statement in detail.statements),
        *(member.name for member in members),
    ]
    known = masks(names)
    return lambda text: mask_text(text, known)


def mask_row(row: CaseRow) -> CaseRow:
    """Return one line of the list with its name masked.

    Rule: TOL-16
    """
    if row.subject is Subject.UNIT:
        return row
    known = masks([row.person])
    return _masked(row, lambda text: mask_text(text, known))


def _masked(told: Told, mask: Mask) -> Told:
    """Walk through frozen facts; words of closed sets and issued papers stay as they are."""
    value: Any = told
    if type(value) is str:
        value = mask(value)
    elif isinstance(value, tuple):
        value = tuple(_masked(each, mask) for each in value)
    elif is_dataclass(value) and not isinstance(value, IssuedRow | Refusal):
        changes = {f.name: _masked(getattr(value, f.name), mask) for f in fields(value)}
        value = replace(value, **changes)  # type: ignore[type-var]
    return value  # type: ignore[no-any-return]
