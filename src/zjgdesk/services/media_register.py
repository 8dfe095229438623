"""What came in and what went out of the workspace, as records and trail know it. Rule: AIR-02."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import PurePath
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from zjgdesk.documents.media_register import (
    KIND,
    Matter,
    MediaLine,
    MediaRegisterFacts,
    build_media_register,
)
from zjgdesk.errors import DeskError
from zjgdesk.models.machines import CarriedPackage
from zjgdesk.models.tolerance import CaseDocument, ToleranceCase
from zjgdesk.models.trail import TrailEntry
from zjgdesk.models.workspace import ImportRecord
from zjgdesk.rules.roles import Action
from zjgdesk.services import case_access, office_texts, papers, scheme
from zjgdesk.services.desk import Desk
from zjgdesk.services.issued import IssuedRow

WENT: Mapping[Action, Matter] = {
    Action.EXPORT_TABLE: Matter.TABLE,
    Action.EXPORT_PAPER: Matter.PAPER,
    Action.ARCHIVE_ROUND: Matter.ARCHIVE,
    Action.EXPORT_CVR: Matter.RECORDS,
    Action.EXPORT_CASE: Matter.CASE,
    Action.BACK_UP: Matter.COPY,
}
"""What the trail tells of files that left."""
UNNAMED: Mapping[Matter, str] = {
    Matter.FORM: "任免审批表",
    Matter.ARCHIVE: "票决归档",
    Matter.RECORDS: "选票记录",
}
"""Entries of earlier releases do not name their files."""


def list_media(desk: Desk, first: date, last: date) -> list[MediaLine]:
    """Return every file that came in or went out in a range of days, the earliest first.

    Files of a tolerance case are told by the number of the case alone.

    Rules: AIR-02, TOL-14
    """
    with desk.reading() as session:
        return _lines(session, first, last)


def print_media_register(desk: Desk, first: date, last: date) -> IssuedRow:
    """Print the register of a range of days.

    Rule: AIR-02

    Raises:
        DeskError: `media.days_turned`, `media.nothing`, or what the page refuses.
    """
    with desk.acting(Action.PRINT_MEDIA_REGISTER, "media", first=first, last=last) as deed:
        need_days(first, last)
        session = deed.session
        facts = MediaRegisterFacts(
            first=first,
            last=last,
            lines=tuple(_lines(session, first, last)),
            issuer=scheme.scheme_value(session, "notice.issuer"),
            made_on=desk.today(),
            foot=papers.foot(session),
            security=scheme.scheme_value(session, "security"),
            template=office_texts.text_of(session, KIND),
        )
        content = build_media_register(facts, papers.fonts_of(desk))
        title = f"信息导入导出登记表（{first}至{last}）"
        return papers.keep(desk, deed, content, kind=KIND, title=title)


def need_days(first: date, last: date) -> None:
    """Refuse days that are the wrong way round.

    Raises:
        DeskError: `media.days_turned`.
    """
    if last < first:
        raise DeskError("media.days_turned", rule="AIR-02", first=first, last=last)


def _lines(session: Session, first: date, last: date) -> list[MediaLine]:
    found = [
        *_imported(session),
        *_evidence(session),
        *_packages(session),
        *_told_by_trail(session),
    ]
    local = (replace(line, at=line.at.astimezone()) for line in found)
    return sorted(
        (line for line in local if first <= line.at.date() <= last), key=lambda line: line.at
    )


def _imported(session: Session) -> Iterator[MediaLine]:
    for record in session.scalars(select(ImportRecord).order_by(ImportRecord.id)):
        yield MediaLine(
            record.at,
            incoming=True,
            name=record.name,
            matter=Matter(record.kind),
            actor=record.actor,
            size=record.size or None,
            digest=record.digest,
            medium=record.medium,
        )


def _evidence(session: Session) -> Iterator[MediaLine]:
    query = select(CaseDocument, ToleranceCase.number).join(
        ToleranceCase, ToleranceCase.id == CaseDocument.case_id
    )
    for document, number in session.execute(query.order_by(CaseDocument.id)):
        yield MediaLine(
            document.at,
            incoming=True,
            name=_of_case(number),
            matter=Matter.EVIDENCE,
            actor=document.actor,
            size=document.size,
            digest=document.digest,
        )


def _packages(session: Session) -> Iterator[MediaLine]:
    """What went between the office and a counting machine, with the medium it went on."""
    for record in session.scalars(select(CarriedPackage).order_by(CarriedPackage.id)):
        yield MediaLine(
            record.at,
            incoming=record.incoming,
            name=record.name,
            matter=Matter.PACKAGE,
            actor=record.actor,
            size=record.size,
            digest=record.digest,
            medium=record.medium,
        )


def _told_by_trail(session: Session) -> Iterator[MediaLine]:
    numbers = {
        f"{case_access.SUBJECT}{case_id}": number
        for case_id, number in session.execute(select(ToleranceCase.id, ToleranceCase.number))
    }
    query = select(TrailEntry).where(TrailEntry.action.in_([*WENT, Action.ASSIGN_CODES]))
    for entry in session.scalars(query.order_by(TrailEntry.seq)):
        facts: Mapping[str, Any] = json.loads(entry.facts)
        line = _line(entry.at, entry.actor, Action(entry.action), facts, entry.subject)
        if line is None:
            continue
        number = numbers.get(entry.subject)
        yield line if number is None else replace(line, name=_of_case(number), detail="")


def _line(
    at: datetime, actor: str, action: Action, facts: Mapping[str, Any], subject: str
) -> MediaLine | None:
    """Return what an entry tells of a file; None where it tells of none that moved."""
    matter = _matter(action, facts, subject)
    if matter is None:
        return None
    name = str(facts.get("file", "")) or UNNAMED.get(matter, "")
    return MediaLine(
        at,
        incoming=matter is Matter.CODES,
        name=name,
        matter=matter,
        actor=actor,
        size=facts.get("size"),
        digest=str(facts.get("digest") or facts.get("document") or facts.get("content") or ""),
        detail=str(facts.get("title", "")),
    )


def _matter(action: Action, facts: Mapping[str, Any], subject: str) -> Matter | None:
    """Say what an entry's file holds; a copy beside the workspace has not left it."""
    name = str(facts.get("file", ""))
    ending = PurePath(name).suffix.lower()
    match action:
        case Action.ASSIGN_CODES:
            return Matter.CODES if name else None
        case Action.BACK_UP:
            return None if ending == ".db" else Matter.COPY
        case Action.EXPORT_CASE:
            return Matter.CASE if facts.get("form") == "sealed" else None
        case Action.EXPORT_TABLE if subject == "personnel":
            return Matter.FORM
        case Action.EXPORT_PAPER if ending == ".docx":
            return Matter.TEXT
    return WENT[action]


def _of_case(number: str) -> str:
    return f"容错案件 {number} 的材料"
