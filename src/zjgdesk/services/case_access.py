"""Who may see a tolerance case: its handlers and the auditor; each look is on the trail."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, Select, literal, not_, or_, select, true
from sqlalchemy.orm import Session

from zjgdesk.errors import DeskError
from zjgdesk.models.tolerance import CaseHandler, ToleranceCase
from zjgdesk.models.trail import TrailEntry
from zjgdesk.models.workspace import Account, IssuedDocument
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import Role
from zjgdesk.services import trail
from zjgdesk.services.desk import Actor, Desk

SUBJECT = "case:"
ONE_LOOK = timedelta(minutes=15)
"""For so long, what one does with a file follows from the look into it."""


@dataclass(frozen=True, slots=True)
class HandledRow:
    """A case by its number alone, with those who may see it: all that an administrator sees."""

    id: int
    number: str
    handlers: tuple[str, ...]


def visible(actor: Actor) -> ColumnElement[bool]:
    """Return the condition under which a case may be seen.

    Rule: TOL-14
    """
    if actor.role is Role.AUDITOR:
        return true()
    handled = select(CaseHandler.case_id).where(CaseHandler.account == actor.name)
    return ToleranceCase.id.in_(handled)


def papers_seen(actor: Actor) -> ColumnElement[bool]:
    """Return the condition under which an issued paper may be seen.

    Rule: TOL-14
    """
    seen = select(literal(SUBJECT).concat(ToleranceCase.id)).where(visible(actor))
    return or_(not_(IssuedDocument.subject.startswith(SUBJECT)), IssuedDocument.subject.in_(seen))


def find(session: Session, actor: Actor, case_id: int) -> ToleranceCase:
    """Return the case to one who may see it, or refuse.

    Rule: TOL-14

    Raises:
        DeskError: `case.unknown`, `case.not_handler`.
    """
    case = session.get(ToleranceCase, case_id)
    if case is None:
        raise DeskError("case.unknown", id=case_id)
    if session.scalar(select(ToleranceCase.id).where(ToleranceCase.id == case_id, visible(actor))):
        return case
    raise DeskError("case.not_handler", rule="TOL-14", number=case.number)


def need_handler(session: Session, actor: Actor, subject: str) -> None:
    """Refuse to show what was issued for a case to one who may not see the case.

    Rule: TOL-14

    Raises:
        DeskError: `case.unknown`, `case.not_handler`.
    """
    if subject.startswith(SUBJECT):
        find(session, actor, int(subject.removeprefix(SUBJECT)))


def look_into(desk: Desk, case_id: int) -> None:
    """Put a look into the file on the trail; what one goes on doing with it is the same look.

    Rule: TOL-14

    Raises:
        DeskError: `role.denied`, `case.unknown`, `case.not_handler`.
    """
    desk.need(Action.LOOK_INTO_CASE)
    with desk.reading() as session:
        find(session, desk.actor, case_id)
        if _looking(session, desk, case_id):
            return
    with desk.acting(Action.LOOK_INTO_CASE, f"{SUBJECT}{case_id}") as deed:
        find(deed.session, desk.actor, case_id)


def list_handled(desk: Desk) -> list[HandledRow]:
    """Return every case by its number, newest first, to those who assign handlers.

    Rule: TOL-14

    Raises:
        DeskError: `role.denied`.
    """
    desk.need(Action.CHANGE_HANDLERS)
    query = select(ToleranceCase).order_by(ToleranceCase.id.desc())
    if desk.actor.role is not Role.ADMINISTRATOR:
        query = query.where(visible(desk.actor))
    with desk.reading() as session:
        return [
            HandledRow(case.id, case.number, tuple(each.account for each in case.handlers))
            for case in session.scalars(query)
        ]


def change_handlers(desk: Desk, case_id: int, accounts: Sequence[str]) -> None:
    """Say which clerks handle the case; there is always one.

    Rule: TOL-14

    Raises:
        DeskError: `role.denied`, `case.unknown`, `case.not_handler`, `case.no_handler`,
            `case.handler_unfit`.
    """
    with desk.acting(Action.CHANGE_HANDLERS, f"{SUBJECT}{case_id}") as deed:
        if desk.actor.role is Role.ADMINISTRATOR:
            case = deed.session.get(ToleranceCase, case_id)
            if case is None:
                raise DeskError("case.unknown", id=case_id)
        else:
            case = find(deed.session, desk.actor, case_id)
        set_handlers(deed.session, case, accounts)
        deed.facts["handlers"] = sorted(set(accounts))


def clerks(desk: Desk) -> list[str]:
    """Return the accounts that can handle a case."""
    with desk.reading() as session:
        return list(session.scalars(_clerks().order_by(Account.id)))


def set_handlers(session: Session, case: ToleranceCase, accounts: Sequence[str]) -> None:
    """Write down who handles the case.

    Raises:
        DeskError: `case.no_handler`, `case.handler_unfit`.
    """
    wanted = sorted({name.strip() for name in accounts if name.strip()})
    if not wanted:
        raise DeskError("case.no_handler", rule="TOL-14")
    known = set(session.scalars(_clerks()))
    for name in wanted:
        if name not in known:
            raise DeskError("case.handler_unfit", rule="TOL-14", name=name)
    held = {each.account: each for each in case.handlers}
    for name in held.keys() - set(wanted):
        case.handlers.remove(held[name])
        session.delete(held[name])
    case.handlers.extend(CaseHandler(account=name) for name in wanted if name not in held)


def _clerks() -> Select[str]:
    return select(Account.name).where(Account.role == Role.CLERK, Account.active)


def _looking(session: Session, desk: Desk, case_id: int) -> bool:
    """Say whether the newest entry of the trail is this person's own on this very case."""
    number, _digest = trail.newest(session)
    entry = session.get(TrailEntry, number)
    return (
        entry is not None
        and entry.actor == desk.actor.name
        and entry.subject == f"{SUBJECT}{case_id}"
        and desk.clock() - entry.at < ONE_LOOK
    )
