"""Search over everything that the workspace keeps, but for votes: who voted how is not kept."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, Select, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from zjgdesk.models.candidates import Candidate, Clearance, Opinion, OpinionRequest, Organisation
from zjgdesk.models.notices import Notice, Objection
from zjgdesk.models.rounds import BallotRound
from zjgdesk.models.tolerance import ToleranceCase
from zjgdesk.models.workspace import ImportRecord, IssuedDocument
from zjgdesk.rules.names import compact
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import Purpose, Track
from zjgdesk.services.desk import Desk

AROUND = 16
ESCAPE = "\\"
FIELDS = "fields"


class HitKind(StrEnum):
    """What was found."""

    CANDIDATE = "candidate"
    ORGANISATION = "organisation"
    OPINION = "opinion"
    CLEARANCE = "clearance"
    ROUND = "round"
    NOTICE = "notice"
    OBJECTION = "objection"
    CASE = "case"
    DOCUMENT = "document"
    IMPORT = "import"


@dataclass(frozen=True, slots=True)
class HitRow:
    """One find: what it is, where the words stand in it, and the tab that shows it.

    `id` names the row that the tab lists it by, `parent` the request or notice it belongs to;
    `field` names the field of `context`. A tab of "" means that none lists it.
    """

    kind: HitKind
    id: int
    parent: int | None
    track: Track | None
    title: str
    field: str
    context: str
    tab: str


@dataclass(frozen=True, slots=True)
class _Source:
    """Where to look: the keys are id, parent, track; the first text is the title."""

    kind: HitKind
    tab: str
    keys: tuple[Any, Any, Any]
    texts: tuple[InstrumentedAttribute[Any], ...]
    joined: Callable[[Select[Any]], Select[Any]] = lambda query: query
    action: Action = Action.READ


SOURCES: Sequence[_Source] = (
    _Source(
        HitKind.CANDIDATE,
        "candidates",
        (Candidate.id, None, Candidate.track),
        (Candidate.name, Candidate.organisation, Candidate.name_key, Candidate.fields),
    ),
    _Source(
        HitKind.ORGANISATION,
        "candidates",
        (Organisation.id, None, None),
        (Organisation.name,),
    ),
    _Source(
        HitKind.OPINION,
        "opinions",
        (Candidate.id, OpinionRequest.id, OpinionRequest.track),
        (Candidate.name, Opinion.text, OpinionRequest.addressee, Candidate.name_key),
        lambda query: (
            query.select_from(Opinion)
            .join(Opinion.candidate)
            .join(Opinion.request)
            .where(Opinion.text != "")
        ),
    ),
    _Source(
        HitKind.CLEARANCE,
        "opinions",
        (Candidate.id, None, Candidate.track),
        (Candidate.name, Clearance.text, Candidate.name_key),
        lambda query: (
            query.select_from(Clearance).join(Clearance.candidate).where(Clearance.text != "")
        ),
    ),
    _Source(
        HitKind.ROUND,
        "ballots",
        (BallotRound.id, None, BallotRound.track),
        (BallotRound.title, BallotRound.meeting, BallotRound.void_reason),
    ),
    _Source(
        HitKind.NOTICE,
        "notices",
        (Notice.id, None, Notice.track),
        (Notice.title,),
    ),
    _Source(
        HitKind.OBJECTION,
        "notices",
        (Objection.id, Objection.notice_id, Candidate.track),
        (Candidate.name, Objection.text, Objection.answer, Candidate.name_key),
        lambda query: query.select_from(Objection).join(
            Candidate, Candidate.id == Objection.candidate_id
        ),
    ),
    _Source(
        HitKind.CASE,
        "tolerance",
        (ToleranceCase.id, None, None),
        (
            ToleranceCase.person,
            ToleranceCase.organisation,
            ToleranceCase.post,
            ToleranceCase.measure,
            ToleranceCase.organ,
            ToleranceCase.account,
            ToleranceCase.reason,
            ToleranceCase.closed_reason,
            ToleranceCase.correction,
            ToleranceCase.person_key,
        ),
    ),
    _Source(
        HitKind.DOCUMENT,
        "",
        (IssuedDocument.id, None, None),
        (IssuedDocument.title, IssuedDocument.actor),
    ),
    _Source(
        HitKind.IMPORT,
        "",
        (ImportRecord.id, None, None),
        (ImportRecord.name, ImportRecord.medium, ImportRecord.actor),
    ),
)
COUNTED = frozenset({HitKind.ROUND, HitKind.DOCUMENT, HitKind.IMPORT})


def search(desk: Desk, words: str, *, limit: int) -> list[HitRow]:
    """Return what holds every word, newest first, at most `limit` of each kind.

    Kinds that the person may not read are left out.
    """
    needles = words.lower().split()
    if not needles:
        return []
    counting = desk.purpose is Purpose.COUNTING
    with desk.reading() as session:
        return [
            hit
            for source in SOURCES
            if desk.may(source.action) is None and (not counting or source.kind in COUNTED)
            for hit in _found(session, source, needles, limit)
        ]


def _found(session: Session, source: _Source, needles: Sequence[str], limit: int) -> list[HitRow]:
    keys = [key for key in source.keys if key is not None]
    query = source.joined(select(*keys, *source.texts))
    for needle in needles:
        query = query.where(or_(*(_holds(column, needle) for column in source.texts)))
    hits: list[HitRow] = []
    for row in session.execute(query.order_by(source.keys[0].desc())):
        texts = _texts(source, row[len(keys) :])
        whole = "\n".join(texts.values()).lower()
        if all(needle in whole for needle in needles):  # not in the names of fields alone
            hits.append(_hit(source, row, texts, needles))
        if len(hits) == limit:
            break
    return hits


def _holds(column: InstrumentedAttribute[Any], needle: str) -> Any:  # noqa: ANN401
    told = json.dumps(needle, ensure_ascii=False)[1:-1] if column.key == FIELDS else needle
    for sign in (ESCAPE, "%", "_"):
        told = told.replace(sign, ESCAPE + sign)
    return column.like(f"%{told}%", escape=ESCAPE)


def _texts(source: _Source, values: Sequence[str | None]) -> dict[str, str]:
    """Everything that is searched by its field; a record's own fields each by theirs."""
    texts: dict[str, str] = {}
    for column, value in zip(source.texts, values, strict=True):
        if column.key == FIELDS:
            told: Mapping[str, str] = json.loads(value or "{}")
            texts |= {key: text for key, text in told.items() if key not in texts}
        else:
            texts[column.key] = value or ""
    first = texts[source.texts[0].key]
    return {**texts, "compact": compact(first)}


def _hit(
    source: _Source, row: Row[Any], texts: Mapping[str, str], needles: Sequence[str]
) -> HitRow:
    title = texts[source.texts[0].key]
    hidden = {source.texts[0].key, "name_key", "person_key", "compact"}
    beside = {key: text for key, text in texts.items() if key not in hidden and text}
    missing = [needle for needle in needles if needle not in title.lower()]
    field = max(beside, key=lambda key: _count(beside[key], missing), default="")
    told: Iterator[Any] = iter(row)
    number, parent, track = [None if key is None else next(told) for key in source.keys]
    return HitRow(
        kind=source.kind,
        id=number or 0,
        parent=parent,
        track=track,
        title=title,
        field=field,
        context=_snippet(beside.get(field, ""), missing),
        tab=source.tab,
    )


def _count(text: str, needles: Sequence[str]) -> int:
    return sum(needle in text.lower() for needle in needles)


def _snippet(text: str, needles: Sequence[str]) -> str:
    """The words around the first one found, on one line."""
    line = " ".join(text.split())
    at = min((place for each in needles if (place := line.lower().find(each)) >= 0), default=0)
    start, end = max(at - AROUND, 0), at + 2 * AROUND
    return ("…" if start else "") + line[start:end] + ("…" if end < len(line) else "")
