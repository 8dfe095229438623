"""Moving names by hand, with a reason, on the lists that are not fixed yet."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from zjgdesk.errors import DeskError
from zjgdesk.models.notices import Notice
from zjgdesk.models.order import HandOrder
from zjgdesk.models.rounds import BallotRound
from zjgdesk.rules.own_strokes import moved
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import OrderedList, RoundState
from zjgdesk.services import list_order
from zjgdesk.services.desk import Desk

Listed = BallotRound | Notice


@dataclass(frozen=True, slots=True)
class HandOrderRow:
    """That a list stands in an order of its own: why, by whom, since when."""

    reason: str
    actor: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Move:
    """A name and where it goes, counted from one; the reason is needed once a list."""

    candidate_id: int
    to: int
    reason: str = ""


def read_hand_order(desk: Desk, kind: OrderedList, list_id: int) -> HandOrderRow | None:
    """Return why a list stands in an order of its own; None where it stands by the rule."""
    with desk.reading() as session:
        return row_of(session, kind, list_id)


def row_of(session: Session, kind: OrderedList, list_id: int) -> HandOrderRow | None:
    """Return the same in the caller's transaction."""
    kept = session.get(HandOrder, (kind, list_id))
    return None if kept is None else HandOrderRow(kept.reason, kept.actor, kept.at)


def strays(desk: Desk, kind: OrderedList, list_id: int) -> bool:
    """Say whether a list that nobody moved by hand stands otherwise than the rule says by now.

    So it is after the scheme or the register was changed. Rule: VOTE-11
    """
    with desk.reading() as session:
        listed = _get(session, kind, list_id)
        if listed is None or session.get(HandOrder, (kind, list_id)) is not None:
            return False
        ids = [entry.candidate_id for entry in listed.entries]
        return ids != list_order.ids_in_order(session, listed.track, ids)


def may_move(desk: Desk, kind: OrderedList, list_id: int) -> Refusal | None:
    """Say why nothing may be moved on a list now. Rule: ORDER-03."""
    with desk.reading() as session:
        return desk.may(Action.MOVE_NAME) or _fixed(kind, _get(session, kind, list_id))


def move_name(desk: Desk, kind: OrderedList, list_id: int, move: Move) -> None:
    """Move a name on a list that is not fixed; the first move of a list says why.

    Rule: ORDER-03

    Raises:
        DeskError: `order.list_unknown`, `order.fixed`, `order.not_on_it`, `reason.missing`.
    """
    with desk.acting(Action.MOVE_NAME, f"{kind}:{list_id}", candidate=move.candidate_id) as deed:
        session = deed.session
        listed = _find(session, kind, list_id)
        ids = [entry.candidate_id for entry in listed.entries]
        if move.candidate_id not in ids:
            raise DeskError("order.not_on_it", rule="ORDER-03")
        kept = session.get(HandOrder, (kind, list_id))
        reason = move.reason.strip() or (kept.reason if kept else "")
        if not reason:
            raise DeskError("reason.missing", rule="ORDER-03")
        before = ids.index(move.candidate_id) + 1
        after = moved(ids, move.candidate_id, move.to - 1)
        list_order.place(session, listed, after)
        told = HandOrder(
            kind=kind,
            list_id=list_id,
            reason=reason,
            by_rule="[]",
            at=deed.at,
            actor=desk.actor.name,
        )
        session.merge(told)
        place = after.index(move.candidate_id) + 1
        deed.facts.update(before=before, after=place, reason=reason)


def restore_order(desk: Desk, kind: OrderedList, list_id: int) -> None:
    """Let a list that is not fixed stand by the rule again: strokes, or the register.

    Rule: VOTE-11, ORDER-03

    Raises:
        DeskError: `order.list_unknown`, `order.fixed`.
    """
    with desk.acting(Action.RESTORE_ORDER, f"{kind}:{list_id}") as deed:
        listed = _find(deed.session, kind, list_id)
        forget(deed.session, kind, list_id)
        deed.facts["moved"] = list_order.put_by_rule(deed.session, listed)


def inherit(session: Session, before: BallotRound, after: Listed) -> None:
    """Let what follows on a round stand as its names stood, where those were moved by hand."""
    kept = session.get(HandOrder, (OrderedList.ROUND, before.id))
    if kept is None:
        return
    places = {entry.candidate_id: entry.position for entry in before.entries}
    ids = [entry.candidate_id for entry in after.entries]
    last = len(places) + 1
    list_order.place(session, after, sorted(ids, key=lambda each: places.get(each, last)))
    kind = OrderedList.ROUND if isinstance(after, BallotRound) else OrderedList.NOTICE
    session.merge(
        HandOrder(
            kind=kind,
            list_id=after.id,
            reason=kept.reason,
            by_rule="[]",
            at=kept.at,
            actor=kept.actor,
        )
    )


def seal(session: Session, round_: BallotRound) -> None:
    """Fix the order of a ballot: by the rule, or by hand with the rule's order kept beside it.

    Rule: VOTE-11, ORDER-03

    Raises:
        DeskError: `order.stale` where the rule says another order by now.
    """
    ids = [entry.candidate_id for entry in round_.entries]
    ordered = list_order.ids_in_order(session, round_.track, ids)
    kept = session.get(HandOrder, (OrderedList.ROUND, round_.id))
    if kept is not None:
        kept.by_rule = json.dumps(ordered)
    elif ids != ordered:
        raise DeskError("order.stale", rule="VOTE-11")


def by_rule(session: Session, round_: BallotRound) -> list[int]:
    """Return the candidates of a round as the rule had them when it was fixed."""
    kept = session.get(HandOrder, (OrderedList.ROUND, round_.id))
    ids: list[int] = json.loads(kept.by_rule) if kept else []
    return ids or [entry.candidate_id for entry in round_.entries]


def forget(session: Session, kind: OrderedList, list_id: int) -> None:
    """Drop the order of a list that is no more, or stands by the rule again."""
    kept = session.get(HandOrder, (kind, list_id))
    if kept is not None:
        session.delete(kept)
        session.flush()


def _get(session: Session, kind: OrderedList, list_id: int) -> Listed | None:
    if kind is OrderedList.ROUND:
        return session.get(BallotRound, list_id)
    return session.get(Notice, list_id)


def _find(session: Session, kind: OrderedList, list_id: int) -> Listed:
    listed = _get(session, kind, list_id)
    refusal = _fixed(kind, listed)
    if refusal is not None:
        refusal.raise_()
    assert listed is not None  # noqa: S101 - `_fixed` refuses what is not there
    return listed


def _fixed(kind: OrderedList, listed: Listed | None) -> Refusal | None:
    if listed is None:
        return Refusal("order.list_unknown", "ORDER-03", {"kind": kind})
    if isinstance(listed, BallotRound):
        fixed = listed.state is not RoundState.DEFINED
    else:
        fixed = listed.published
    return Refusal("order.fixed", "ORDER-03", {"kind": kind}) if fixed else None


def as_told(session: Session, round_: BallotRound) -> tuple[str, str, str]:
    """Return the order of a round as it travels: why, by whom, the rule's. Rule: AIR-04."""
    kept = session.get(HandOrder, (OrderedList.ROUND, round_.id))
    return ("", "", "") if kept is None else (kept.reason, kept.actor, kept.by_rule)


def lay_down(
    session: Session, round_: BallotRound, told: tuple[str, ...], *, at: datetime
) -> None:
    """Keep the order of a round that came from another machine. Rule: AIR-04."""
    reason, actor, places = told
    if reason:
        session.add(
            HandOrder(
                kind=OrderedList.ROUND,
                list_id=round_.id,
                reason=reason,
                by_rule=places,
                at=at,
                actor=actor,
            )
        )
