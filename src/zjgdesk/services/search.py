"""Search over everything that is kept, what has the words in its name first."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, case, func, or_, select
from sqlalchemy.orm import Session

from zjgdesk.rules.names import compact
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import Purpose, ShortlistKind, Track
from zjgdesk.services.desk import Desk
from zjgdesk.services.scheme import read_scheme
from zjgdesk.services.search_sources import KEYS, Column, HitKind, Name, Source, sources

__all__ = ["HitKind", "HitRow", "Naming", "Rank", "search"]

AROUND: Final = 16
ESCAPE: Final = "\\"
JSON_TEXTS: Final = frozenset({"fields", "family"})
COUNTED: Final = frozenset({HitKind.ROUND, HitKind.DOCUMENT})
ORDER: Final = {kind: place for place, kind in enumerate(HitKind)}


class Rank(IntEnum):
    """How near a find is: its name itself, how its name begins, in its name, in another field."""

    EXACT = 0
    PREFIX = 1
    NAME = 2
    OTHER = 3


@dataclass(frozen=True, slots=True)
class HitRow:
    """One find: what it is, where the words stand in it, and the tab that shows it.

    `id` names the row that the tab lists it by, `parent` the request, notice or year's list it
    belongs to; `field` names the field of `context`. A tab of "" means a dialog of its own.
    """

    kind: HitKind
    id: int
    parent: int | None
    track: Track | None
    title: str
    field: str
    context: str
    tab: str
    rank: Rank = Rank.OTHER
    list: ShortlistKind | None = None


@dataclass(frozen=True, slots=True)
class Naming:
    """How the window calls things: words of closed sets, settings of the scheme by their key."""

    word: Name = str
    settings: Mapping[str, str] = field(default_factory=dict)


def _value(member: StrEnum) -> str:
    return member.value


PLAIN: Final = Naming(_value)


def search(desk: Desk, words: str, *, limit: int, naming: Naming = PLAIN) -> list[HitRow]:
    """Return what holds every word, at most `limit` of each kind.

    First whose name the words are, then whose name begins with them, then whose name holds one,
    then the others; kinds in their order, the newest first. A counting machine knows its ballots.

    Args:
        desk: who searches, and where.
        words: what to look for, words apart.
        limit: how many of each kind.
        naming: what the window calls kinds, states and settings, for they are searched as read.
    """
    needles = words.lower().split()
    if not needles or desk.may(Action.READ):
        return []
    counting = desk.purpose is Purpose.COUNTING
    with desk.reading() as session:
        hits = [
            hit
            for source in sources(naming.word, desk.actor)
            if not counting or source.kind in COUNTED
            for hit in _found(session, source, needles, limit)
        ]
    if not counting:
        hits += _settings(desk, needles, naming)[:limit]
    return sorted(hits, key=lambda hit: (hit.rank, ORDER[hit.kind]))


def _found(session: Session, source: Source, needles: Sequence[str], limit: int) -> list[HitRow]:
    hits: list[HitRow] = []
    for row in session.execute(_query(source, needles)):
        texts = _texts(source, row[1 + len(_keys(source)) :])
        whole = "\n".join(texts.values()).lower()
        if all(needle in whole for needle in needles):  # not in the names of fields alone
            hit = _hit(source, row, texts, needles)
            if not source.beside or _count(hit.context, needles):
                hits.append(hit)
        if len(hits) == limit:
            break
    return hits


def _query(source: Source, needles: Sequence[str]) -> Select[Any]:
    rank = _rank(source, needles)
    query = source.joined(select(rank, *_keys(source), *source.texts))
    for needle in needles:
        query = query.where(or_(*(_holds(column, needle) for column in source.texts)))
    if source.beside:
        names = {*KEYS, str(source.texts[0].key)}
        own = [column for column in source.texts if column.key not in names]
        query = query.where(or_(*(_holds(column, needle) for column in own for needle in needles)))
    return query.order_by(rank, source.keys[0].desc())


def _keys(source: Source) -> list[Any]:
    return [key for key in source.keys if key is not None]


def _rank(source: Source, needles: Sequence[str]) -> ColumnElement[int]:
    """How near a row is, worked out where it is kept: only the nearest have to be read."""
    names = [column for column in source.texts if column.key in KEYS] + [source.texts[0]]
    wanted = dict.fromkeys(("".join(needles), *needles))
    return case(
        (or_(*(func.lower(name) == each for name in names for each in wanted)), Rank.EXACT.value),
        (
            or_(*(_like(name, each, "{}%") for name in names for each in wanted)),
            Rank.PREFIX.value,
        ),
        (or_(*(_like(name, each, "%{}%") for name in names for each in wanted)), Rank.NAME.value),
        else_=Rank.OTHER.value,
    ).label("rank")


def _holds(column: Column, needle: str) -> ColumnElement[bool]:
    in_json = column.key in JSON_TEXTS
    return _like(
        column, json.dumps(needle, ensure_ascii=False)[1:-1] if in_json else needle, "%{}%"
    )


def _like(column: Column, told: str, form: str) -> ColumnElement[bool]:
    for sign in (ESCAPE, "%", "_"):
        told = told.replace(sign, ESCAPE + sign)
    return column.like(form.format(told), escape=ESCAPE)


def _texts(source: Source, values: Sequence[str | None]) -> dict[str, str]:
    """Everything that is searched by its field; a record's own fields each by theirs."""
    texts: dict[str, str] = {}
    for column, value in zip(source.texts, values, strict=True):
        key = str(column.key)
        told = _json(key, value or "") if key in JSON_TEXTS else {key: value or ""}
        texts |= {
            name: text
            for name, text in told.items()
            if name not in texts and (source.only is None or name in source.only | KEYS)
        }
    first = texts[str(source.texts[0].key)]
    return {**texts, "compact": compact(first)}


def _json(key: str, value: str) -> dict[str, str]:
    told: Any = json.loads(value or "{}")
    if isinstance(told, list):  # the family: its members a line each
        return {key: "\n".join("，".join(filter(None, member.values())) for member in told)}
    return {name: str(text) for name, text in told.items()}


def _hit(
    source: Source, row: Row[Any], texts: Mapping[str, str], needles: Sequence[str]
) -> HitRow:
    first = str(source.texts[0].key)
    title = texts[first]
    hidden = {first, "compact", *KEYS}
    beside = {key: text for key, text in texts.items() if key not in hidden and text}
    missing = [needle for needle in needles if needle not in title.lower()]
    where = max(beside, key=lambda key: _count(beside[key], missing), default="")
    told: Iterator[Any] = iter(row)
    rank = Rank(next(told))
    number, parent, track = [None if key is None else next(told) for key in source.keys]
    listed = parent if isinstance(parent, ShortlistKind) else None
    return HitRow(
        kind=source.kind,
        id=number or 0,
        parent=None if listed else parent,
        track=track,
        title=title,
        field=where,
        context=_snippet(beside.get(where, ""), missing),
        tab=source.tab,
        rank=rank,
        list=listed,
    )


def _settings(desk: Desk, needles: Sequence[str], naming: Naming) -> list[HitRow]:
    """Settings of the scheme, by what the window calls them and by where they come from."""
    hits: list[HitRow] = []
    for place, row in enumerate(read_scheme(desk), start=1):
        name = naming.settings.get(row.key, row.key)
        value = "" if row.choices else row.value
        beside = {"value": value, "basis": row.source}
        whole = "\n".join((name, *beside.values())).lower()
        if all(needle in whole for needle in needles):
            missing = [needle for needle in needles if needle not in name.lower()]
            where = max(beside, key=lambda key: _count(beside[key], missing))
            context = _snippet(beside[where], missing)
            rank = _rank_of(name.lower(), needles)
            hit = HitRow(HitKind.SETTING, place, None, None, name, where, context, "", rank)
            hits.append(hit)
    return sorted(hits, key=lambda hit: hit.rank)


def _rank_of(name: str, needles: Sequence[str]) -> Rank:
    wanted = ("".join(needles), *needles)
    if name in wanted:
        return Rank.EXACT
    if name.startswith(wanted):
        return Rank.PREFIX
    return Rank.NAME if any(each in name for each in wanted) else Rank.OTHER


def _count(text: str, needles: Sequence[str]) -> int:
    return sum(needle in text.lower() for needle in needles)


def _snippet(text: str, needles: Sequence[str]) -> str:
    """The words around the first one found, on one line."""
    line = " ".join(text.split())
    at = min((place for each in needles if (place := line.lower().find(each)) >= 0), default=0)
    start, end = max(at - AROUND, 0), at + 2 * AROUND
    return ("…" if start else "") + line[start:end] + ("…" if end < len(line) else "")
