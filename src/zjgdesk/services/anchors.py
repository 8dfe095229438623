"""The short code on paper: given when a counting workspace closes, asked for when it opens.

Who edits, cuts off or puts back the trail cannot change what stands on paper.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import select

from zjgdesk.errors import DeskError
from zjgdesk.models.trail import TrailEntry
from zjgdesk.rules.code_groups import read_letters
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import Purpose
from zjgdesk.services import candidates, trail
from zjgdesk.services.desk import Desk

RULE: Final = "AIR-05"

OPENED: Final = frozenset({Action.GIVE_ANCHOR.value, Action.CONFIRM_ANCHOR.value})
"""What shows that a workspace is not opened for the first time."""


class Fit(StrEnum):
    """How the code on paper fits the trail."""

    NEWEST = "newest"
    EARLIER = "earlier"
    NOWHERE = "nowhere"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class LaterRow:
    """A deed that the trail has after the code on paper."""

    seq: int
    at: datetime
    actor: str
    action: str


@dataclass(frozen=True, slots=True)
class Anchored:
    """What came of comparing; `later` are the deeds since the code, newest last."""

    fit: Fit
    code: str
    at: datetime | None
    later: tuple[LaterRow, ...]


def is_asked(desk: Desk) -> bool:
    """Say whether the code is asked for at the opening: at every counting machine.

    Rule: AIR-05
    """
    return desk.purpose is Purpose.COUNTING


def newest_code(desk: Desk) -> str:
    """Return the code of the newest entry, as pages have it at their foot."""
    with desk.reading() as session:
        return trail.anchor(trail.newest(session)[1])


def was_opened(desk: Desk) -> bool:
    """Say whether it was opened before: a paper has its code, or it was never closed in order."""
    with desk.reading() as session:
        query = select(TrailEntry.seq).where(TrailEntry.action.in_(OPENED))
        return session.scalars(query.limit(1)).first() is not None


def compare(desk: Desk, typed: str) -> Anchored:
    """Hold the code on paper against the trail; nothing is kept.

    Args:
        desk: who opened the workspace.
        typed: the code; nothing where there is no paper.

    Raises:
        DeskError: `anchor.length`, `anchor.typo` for a slip in typing.

    Rule: AIR-05
    """
    if not typed.strip():
        return Anchored(Fit.NONE, "", None, ())
    code = trail.anchor(trail.printed_figures(typed))
    with desk.reading() as session:
        rows = [
            (LaterRow(e.seq, e.at, e.actor, e.action), trail.anchor(e.digest), _is_beside(e))
            for e in session.scalars(select(TrailEntry).order_by(TrailEntry.seq))
        ]
    found = [at for at, (_row, own, _beside) in enumerate(rows) if own == code]
    if not found:
        return Anchored(Fit.NOWHERE, code, None, ())
    at = found[-1]
    later = tuple(row for row, _own, beside in rows[at + 1 :] if not beside)
    return Anchored(Fit.EARLIER if later else Fit.NEWEST, code, rows[at][0].at, later)


def _is_beside(entry: TrailEntry) -> bool:
    """Say whether an entry may follow on the paper's code without a deed having been done.

    An opening without a fitting code is a deed: somebody was in who had no paper.
    """
    if entry.action == Action.FAIL_SIGN_IN:
        return True
    fitted = trail.canonical({"fit": Fit.NEWEST})[1:-1]
    return entry.action == Action.CONFIRM_ANCHOR and fitted in entry.facts


def confirm(desk: Desk, found: Anchored, *, reason: str = "") -> None:
    """Put on the trail how the code on paper fitted; one that did not needs a reason.

    Raises:
        DeskError: `reason.missing`.

    Rule: AIR-05
    """
    with desk.acting(Action.CONFIRM_ANCHOR, "workspace", fit=found.fit, code=found.code) as deed:
        if found.fit is not Fit.NEWEST:
            deed.facts["reason"] = candidates.need_reason(reason)
            deed.facts["later"] = len(found.later)


def give(desk: Desk) -> str:
    """Return the code to be written down as the workspace closes; the giving is on the trail.

    Rule: AIR-05
    """
    with desk.acting(Action.GIVE_ANCHOR, "workspace"):
        pass
    return newest_code(desk)


def kept(code: str, typed: str) -> None:
    """Refuse where what was typed from paper is not the code's last group.

    Raises:
        DeskError: `anchor.not_kept`.
    """
    if read_letters(typed) != code.rsplit(maxsplit=1)[-1]:
        raise DeskError("anchor.not_kept", rule=RULE)
