"""In which order the names of a list stand, and which of them nobody has placed yet."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from zjgdesk.models.candidates import Candidate, Organisation
from zjgdesk.models.notices import Notice
from zjgdesk.models.order import HandOrder, OwnStrokes
from zjgdesk.models.rounds import BallotRound
from zjgdesk.models.year import Shortlist, ShortlistEntry
from zjgdesk.rules.own_strokes import bearers, own_ranks
from zjgdesk.rules.stroke_order import load_table, name_key, order_names, unknown_characters
from zjgdesk.rules.vocabulary import OrderedList, RoundState, Track
from zjgdesk.services import scheme
from zjgdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class OrderDoubt:
    """A character that nobody has placed, and whose names stand behind for it. Rule: ORDER-03."""

    character: str
    names: tuple[str, ...]


def own_of(session: Session) -> Mapping[str, float]:
    """Return where the characters of the office's own stand. Rule: ORDER-03."""
    kept = {each.character: each.strokes for each in session.scalars(select(OwnStrokes))}
    return own_ranks(kept, load_table())


def in_order(session: Session, track: Track, chosen: list[Candidate]) -> list[Candidate]:
    """Return cadres by surname strokes, units in the register's own order.

    Rule: VOTE-11, ORDER-03
    """
    if track is Track.UNIT:
        positions = {o.name: o.position for o in session.scalars(select(Organisation))}
        return sorted(chosen, key=lambda c: (positions.get(c.organisation, len(positions)), c.id))
    waiting: dict[str, list[Candidate]] = {}
    for candidate in sorted(chosen, key=lambda c: c.id):
        waiting.setdefault(candidate.name_key, []).append(candidate)
    given = scheme.scheme_value(session, "order") == "given"
    names = order_names(
        [c.name_key for c in chosen], load_table(), given=given, own=own_of(session)
    )
    return [waiting[name].pop(0) for name in names]


def key_of_names(desk: Desk) -> Callable[[str], list[tuple[int, float]]]:
    """Return what the window sorts names by, as the scheme and the office's entries are now.

    Rule: ORDER-01, ORDER-02, ORDER-03
    """
    with desk.reading() as session:
        given = scheme.scheme_value(session, "order") == "given"
        return partial(name_key, table=load_table(), given=given, own=own_of(session))


def ids_in_order(session: Session, track: Track, ids: Iterable[int]) -> list[int]:
    """Return candidates' ids as their names stand by the rule."""
    found = [session.get_one(Candidate, candidate_id) for candidate_id in ids]
    return [each.id for each in in_order(session, track, found)]


def list_doubts(desk: Desk, track: Track, names: Iterable[str]) -> tuple[OrderDoubt, ...]:
    """Return what the window warns of before a list of names is fixed or printed."""
    with desk.reading() as session:
        return doubts_of(session, track, names)


def doubts_of(session: Session, track: Track, names: Iterable[str]) -> tuple[OrderDoubt, ...]:
    """Return the characters without a place; units stand as the register has them.

    Rule: ORDER-03
    """
    if track is Track.UNIT:
        return ()
    listed = list(names)
    unknown = unknown_characters(listed, load_table(), own=own_of(session))
    return tuple(OrderDoubt(each, bearers(each, listed)) for each in unknown)


def chosen_places(session: Session, shortlist: Shortlist) -> Mapping[int, int]:
    """Return at which place each of the chosen stands, to be kept with the decision."""
    ids = [entry.candidate_id for entry in shortlist.entries if entry.chosen]
    ordered = ids_in_order(session, shortlist.track, ids)
    return {candidate_id: place for place, candidate_id in enumerate(ordered, start=1)}


def decided_order(session: Session, shortlist: Shortlist, ids: Sequence[int]) -> list[int]:
    """Return the chosen as they stood when the list was decided.

    Lists of earlier releases kept no order: those stand by the rule.
    """
    places = {entry.candidate_id: _place(entry) for entry in shortlist.entries}
    if all(places.get(candidate_id) for candidate_id in ids):
        return sorted(ids, key=lambda candidate_id: places[candidate_id])
    return ids_in_order(session, shortlist.track, ids)


def relist(session: Session) -> list[str]:
    """Put the lists that are not fixed yet in order anew; return which of them changed.

    What was moved by hand stays as it is. Rule: ORDER-03
    """
    rounds = select(BallotRound).where(BallotRound.state == RoundState.DEFINED)
    drafts = select(Notice).where(~Notice.published)
    open_lists: tuple[tuple[OrderedList, BallotRound | Notice], ...] = (
        *((OrderedList.ROUND, each) for each in session.scalars(rounds)),
        *((OrderedList.NOTICE, each) for each in session.scalars(drafts)),
    )
    return [
        f"{kind}:{each.id}"
        for kind, each in open_lists
        if session.get(HandOrder, (kind, each.id)) is None and put_by_rule(session, each)
    ]


def put_by_rule(session: Session, listed: BallotRound | Notice) -> bool:
    """Put a list in order by the rule; say whether anybody moved."""
    before = [entry.candidate_id for entry in listed.entries]
    ordered = ids_in_order(session, listed.track, before)
    if ordered != before:
        place(session, listed, ordered)
    return ordered != before


def place(session: Session, listed: BallotRound | Notice, ids: Sequence[int]) -> None:
    """Let the entries of a list stand in the order of these candidates."""
    entries = {entry.candidate_id: entry for entry in listed.entries}
    for at, candidate_id in enumerate(ids, start=1):
        entries[candidate_id].position = -at  # no two may share a place, not even for a moment
    session.flush()
    for at, candidate_id in enumerate(ids, start=1):
        entries[candidate_id].position = at
    session.flush()
    session.expire(listed, ["entries"])


def _place(entry: ShortlistEntry) -> int:
    return int(json.loads(entry.facts).get("order", 0))
