"""Which program did the work: said on the trail whenever it is another, or was changed."""

from contextlib import suppress

from sqlalchemy import select

from zjgdesk.errors import DeskError
from zjgdesk.models.trail import TrailEntry
from zjgdesk.program import Program
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.roles import Action
from zjgdesk.services import trail
from zjgdesk.services.desk import Desk

MOST = 40
"""As many names as an entry tells; how many there are it always tells."""
SHOWN = 6


def note_program(desk: Desk) -> None:
    """Put the program on the trail if it is not the one that the trail told of last.

    A trail that takes no entry now (a full disk, a clock set back) is no reason to keep a person
    out; the next one who comes in tries again.

    Rule: DESK-11
    """
    program = desk.machine.program
    if program is None:
        return
    facts = _facts(program)
    with desk.reading() as session:
        query = select(TrailEntry.facts).where(TrailEntry.action == Action.NOTE_PROGRAM)
        last = session.scalars(query.order_by(TrailEntry.seq.desc()).limit(1)).first()
    if last == trail.canonical(facts):
        return
    with suppress(DeskError), desk.acting(Action.NOTE_PROGRAM, "program", **facts):
        pass


def changed_program(program: Program | None) -> Refusal | None:
    """Return what is to be said of a program whose shipped files differ from the list it carries.

    Rule: DESK-11
    """
    if program is None or not program.altered:
        return None
    names = program.altered
    facts = {
        "changed": len(program.changed),
        "missing": len(program.missing),
        "extra": len(program.extra),
        "names": "、".join(names[:SHOWN]) + ("…" if len(names) > SHOWN else ""),
    }
    return Refusal("program.changed", "DESK-11", facts)


def _facts(program: Program) -> dict[str, object]:
    told: dict[str, object] = {
        "program": program.version,
        "build": program.short,
        "released": program.released,
    }
    for kind in ("changed", "missing", "extra"):
        names: tuple[str, ...] = getattr(program, kind)
        if names:
            told[f"files_{kind}"] = {"count": len(names), "names": list(names[:MOST])}
    return told
