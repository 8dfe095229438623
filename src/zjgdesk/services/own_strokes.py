"""A clerk's own entries beside the table of strokes."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from zjgdesk.errors import DeskError
from zjgdesk.models.candidates import Candidate
from zjgdesk.models.order import OwnStrokes
from zjgdesk.rules.own_strokes import bearers, may_enter, neighbours, parse_strokes
from zjgdesk.rules.roles import Action
from zjgdesk.rules.stroke_order import load_table
from zjgdesk.rules.vocabulary import Track
from zjgdesk.services import candidates, list_order
from zjgdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """Strokes as they were understood, and between which characters they put one."""

    strokes: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class StrokesRow:
    """A character of the office's own, or one that still waits: then without strokes."""

    character: str
    strokes: str
    before: str
    after: str
    source: str
    actor: str
    at: datetime | None
    names: tuple[str, ...]

    @property
    def placed(self) -> bool:
        """Whether its strokes were entered."""
        return bool(self.strokes)


def list_strokes(desk: Desk) -> list[StrokesRow]:
    """Return the characters of the candidates that wait for their strokes, then those entered.

    Rule: ORDER-03
    """
    with desk.reading() as session:
        names = _names(session)
        waiting = list_order.doubts_of(session, Track.CADRE, names)
        kept = session.scalars(select(OwnStrokes).order_by(OwnStrokes.character)).all()
        return [
            *(StrokesRow(d.character, "", "", "", "", "", None, d.names) for d in waiting),
            *(_row(each, names) for each in kept),
        ]


def understand(typed: str) -> PlaceRow:
    """Return how typed strokes would be read, and where they put a character.

    Raises:
        DeskError: `strokes.none`, `strokes.not_strokes`, `strokes.too_many`.
    """
    strokes = parse_strokes(typed)
    return PlaceRow(strokes, *neighbours(strokes))


def enter_strokes(desk: Desk, character: str, typed: str, *, source: str) -> list[str]:
    """Enter or change the strokes of a character that the table does not place.

    Lists that are not fixed are put in order anew; return which of them changed.

    Rule: ORDER-03

    Raises:
        DeskError: `strokes.not_one_character`, `strokes.known`, `strokes.none`,
            `strokes.not_strokes`, `strokes.too_many`, `strokes.source_missing`.
    """
    character = character.strip()
    with desk.acting(Action.ENTER_STROKES, "strokes", character=character) as deed:
        refusal = may_enter(character, load_table())
        if refusal is not None:
            refusal.raise_()
        strokes = parse_strokes(typed)
        if not source.strip():
            raise DeskError("strokes.source_missing", rule="ORDER-03")
        kept = deed.session.get(OwnStrokes, character)
        deed.facts.update(before=kept.strokes if kept else "", after=strokes)
        deed.facts["source"] = source.strip()
        entered = OwnStrokes(
            character=character,
            strokes=strokes,
            source=source.strip(),
            at=deed.at,
            actor=desk.actor.name,
        )
        deed.session.merge(entered)
        deed.session.flush()
        moved = list_order.relist(deed.session)
        deed.facts.update(relisted=len(moved), lists=moved)
        return moved


def withdraw_strokes(desk: Desk, character: str, *, reason: str) -> list[str]:
    """Take an entry back; the character waits again. Return which lists changed.

    Rule: ORDER-03

    Raises:
        DeskError: `strokes.not_entered`, `reason.missing`.
    """
    with desk.acting(Action.WITHDRAW_STROKES, "strokes", character=character) as deed:
        kept = deed.session.get(OwnStrokes, character)
        if kept is None:
            raise DeskError("strokes.not_entered", rule="ORDER-03", character=character)
        deed.facts.update(before=kept.strokes, reason=candidates.need_reason(reason))
        deed.session.delete(kept)
        deed.session.flush()
        moved = list_order.relist(deed.session)
        deed.facts.update(relisted=len(moved), lists=moved)
        return moved


def _names(session: Session) -> list[str]:
    query = select(Candidate.name_key).where(
        Candidate.track == Track.CADRE, Candidate.withdrawn_reason.is_(None)
    )
    return list(session.scalars(query.order_by(Candidate.id)))


def _row(kept: OwnStrokes, names: list[str]) -> StrokesRow:
    return StrokesRow(
        kept.character,
        kept.strokes,
        *neighbours(kept.strokes),
        kept.source,
        kept.actor,
        kept.at,
        bearers(kept.character, names),
    )
