"""Taking back one's last act: never erased, but undone by a counter-entry in the trail."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from zjgdesk.errors import DeskError
from zjgdesk.models.candidates import Clearance, Opinion
from zjgdesk.models.trail import TrailEntry
from zjgdesk.models.year import Shortlist, ShortlistEntry
from zjgdesk.rules.roles import Action
from zjgdesk.rules.stages import Work
from zjgdesk.rules.vocabulary import (
    ClearanceAnswer,
    ClearanceOrgan,
    OpinionAnswer,
    ShortlistState,
    Track,
)
from zjgdesk.services import candidates, opinions, stages
from zjgdesk.services.desk import Deed, Desk

Facts = Mapping[str, Any]


CHANGES_NOTHING = frozenset(
    {
        Action.LOOK_INTO_CASE,
        Action.EXPORT_TABLE,
        Action.EXPORT_PAPER,
        Action.EXPORT_CASE,
        Action.EXPORT_CASE_FIGURES,
        Action.ARCHIVE_ROUND,
        Action.EXPORT_CVR,
        Action.NOTE_PROGRAM,
        Action.PRINT_MEDIA_REGISTER,
    }
)
"""What only looks or takes a copy out stands in the way of no undoing."""


@dataclass(frozen=True, slots=True)
class UndoRow:
    """The last act of the person at the desk, and whether it can be taken back."""

    seq: int
    action: Action
    subject: str
    at: datetime


def last_act(desk: Desk) -> UndoRow | None:
    """Return what would be taken back; None where there is nothing."""
    with desk.reading() as session:
        entry = _undoable(session, desk.actor.name)
        return _row(entry) if entry else None


def undo(desk: Desk) -> UndoRow:
    """Take back one's last act, if nothing was done since that builds on it.

    Rule: DESK-03

    Raises:
        DeskError: `undo.nothing`, or what the stage refuses.
    """
    with desk.acting(Action.UNDO, "undo") as deed:
        entry = _undoable(deed.session, desk.actor.name)
        if entry is None:
            raise DeskError("undo.nothing", rule="DESK-03")
        WAYS[Action(entry.action)](desk, deed, entry.subject, json.loads(entry.facts))
        deed.subject = entry.subject
        deed.facts.update(undoes=entry.seq, action=entry.action)
        return _row(entry)


def _undoable(session: Session, actor: str) -> TrailEntry | None:
    """The newest act of the person, unless it was undone or another touched the same thing."""
    newest = list(
        session.scalars(select(TrailEntry).order_by(TrailEntry.seq.desc()).limit(LOOK_BACK))
    )
    undone = {
        json.loads(entry.facts).get("undoes") for entry in newest if entry.action == Action.UNDO
    }
    later: set[str] = set()
    for entry in newest:
        if entry.action in CHANGES_NOTHING:
            continue
        if entry.actor == actor and entry.action != Action.UNDO and entry.seq not in undone:
            able = entry.action in WAYS and not _touched(entry) & later
            return entry if able else None
        if entry.seq not in undone and entry.action != Action.UNDO:
            later |= _touched(entry)
    return None


def _touched(entry: TrailEntry) -> set[str]:
    """Return what an act was about; a block of answers is about each of its cells."""
    before = json.loads(entry.facts).get("before")
    if entry.action == Action.RECORD_CLEARANCE and isinstance(before, dict):
        return {f"clearance:{key}" for key in before}
    return {entry.subject}


def _row(entry: TrailEntry) -> UndoRow:
    return UndoRow(entry.seq, Action(entry.action), entry.subject, entry.at)


def _number(subject: str) -> int:
    return int(subject.partition(":")[2])


def _opinions(desk: Desk, deed: Deed, subject: str, facts: Facts) -> None:
    request = opinions.find_request(deed.session, _number(subject))
    stages.need(desk, deed.session, request.track, Work.CONSULT)
    for key, before in facts["before"].items():
        deed.session.execute(
            delete(Opinion).where(
                Opinion.request_id == request.id, Opinion.candidate_id == int(key)
            )
        )
        if before is not None:
            said = (OpinionAnswer(before[0]), before[1])
            opinions.put_opinion(desk, deed, request, int(key), said)
    deed.facts.pop("before", None)


def _clearances(desk: Desk, deed: Deed, _subject: str, facts: Facts) -> None:
    for key, before in facts["before"].items():
        number, organ = key.split(":")
        candidate = candidates.find(deed.session, int(number))
        stages.need(desk, deed.session, candidate.track, Work.CONSULT)
        deed.session.execute(
            delete(Clearance).where(
                Clearance.candidate_id == candidate.id, Clearance.organ == ClearanceOrgan(organ)
            )
        )
        if before is not None:
            said = (ClearanceAnswer(before[0]), before[1])
            opinions.put_clearance(desk, deed, candidate.id, ClearanceOrgan(organ), said)
    deed.facts.pop("before", None)


def _fields(desk: Desk, deed: Deed, subject: str, facts: Facts) -> None:
    candidate = candidates.find(deed.session, _number(subject))
    stages.need(desk, deed.session, candidate.track, Work.CORRECT)
    words: dict[str, str] = json.loads(candidate.fields)
    candidates.fill(candidate, {**words, **facts["before"]})


def _withdrawal(desk: Desk, deed: Deed, subject: str, _facts: Facts) -> None:
    candidate = candidates.find(deed.session, _number(subject))
    stages.need(desk, deed.session, candidate.track, Work.WITHDRAW)
    candidate.withdrawn_reason = None


def _restoring(desk: Desk, deed: Deed, subject: str, facts: Facts) -> None:
    candidate = candidates.find(deed.session, _number(subject))
    stages.need(desk, deed.session, candidate.track, Work.WITHDRAW)
    candidate.withdrawn_reason = str(facts["before"])


def _choice(desk: Desk, deed: Deed, subject: str, facts: Facts) -> None:
    """The ticks of a shortlist; a reason that was typed is put back as it was."""
    _, track, kind = subject.split(":")
    work = Work.DRAW_INITIAL if kind == "initial" else Work.DRAW_SECOND
    stages.need(desk, deed.session, Track(track), work)
    query = (
        select(ShortlistEntry)
        .join(Shortlist, Shortlist.id == ShortlistEntry.shortlist_id)
        .where(
            Shortlist.track == Track(track),
            Shortlist.kind == kind,
            Shortlist.state == ShortlistState.DRAFT,
        )
    )
    for entry in deed.session.scalars(query):
        if "candidate" not in facts:
            entry.chosen = entry.candidate_id in facts["before"]
        elif entry.candidate_id == facts["candidate"]:
            entry.reason = facts["before"]


LOOK_BACK = 200
WAYS: Mapping[Action, Callable[[Desk, Deed, str, Facts], None]] = {
    Action.RECORD_OPINION: _opinions,
    Action.RECORD_CLEARANCE: _clearances,
    Action.CHANGE_CANDIDATE: _fields,
    Action.WITHDRAW_CANDIDATE: _withdrawal,
    Action.RESTORE_CANDIDATE: _restoring,
    Action.DRAW_SHORTLIST: _choice,
}
