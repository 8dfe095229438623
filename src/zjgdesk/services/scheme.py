"""The scheme of the year and the office's own calendar."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from zjgdesk.errors import DeskError
from zjgdesk.models.notices import Notice
from zjgdesk.models.public_vote import VoteFile
from zjgdesk.models.rounds import BallotRound
from zjgdesk.models.workspace import CalendarDay, SchemeValue
from zjgdesk.models.year import Shortlist
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.roles import Action
from zjgdesk.rules.scheme import (
    BY_KEY,
    SETTINGS,
    Lock,
    SettingKind,
    may_be,
    parse_moment,
)
from zjgdesk.rules.vocabulary import Purpose, RoundState, ShortlistState, Track, VoteFileState
from zjgdesk.services.calendar import WorkCalendar
from zjgdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class SchemeRow:
    """One setting with where its value comes from; an empty source means the default."""

    key: str
    value: str
    source: str
    rule: str
    default: str
    kind: SettingKind
    choices: tuple[str, ...]
    locked: Refusal | None = None


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day of the office's own calendar."""

    on: date
    working: bool
    source: str


def read_scheme(desk: Desk) -> list[SchemeRow]:
    """Return every setting of the year."""
    with desk.reading() as session:
        kept = {value.key: value for value in session.scalars(select(SchemeValue))}
        locks = locks_of(session)
    return [
        SchemeRow(
            s.key,
            kept[s.key].value if s.key in kept else s.default,
            kept[s.key].source if s.key in kept else "",
            s.rule,
            s.default,
            s.kind,
            s.choices,
            locks.get(s.key),
        )
        for s in SETTINGS
    ]


def idle_minutes(desk: Desk) -> int:
    """Return after how many idle minutes the window locks; nought for never.

    The demonstration has no passphrases that could open it again. Rule: DESK-09
    """
    if desk.purpose is Purpose.SAMPLE:
        return 0
    with desk.reading() as session:
        return int(scheme_value(session, "desk.idle") or 0)


def scheme_value(session: Session, key: str) -> str:
    """Return one setting, in the caller's transaction."""
    kept = session.get(SchemeValue, key)
    return BY_KEY[key].default if kept is None else kept.value


def moment_value(session: Session, key: str) -> datetime | None:
    """Return the moment that a setting names, by the computer's own time zone."""
    found = parse_moment(scheme_value(session, key))
    return found.astimezone() if found else None


def locks_of(session: Session) -> dict[str, Refusal]:
    """Return which settings are fixed by now, and why.

    Rule: SCHEME-09
    """
    return {
        setting.key: Refusal("scheme.locked", "SCHEME-09", {"lock": setting.lock})
        for setting in SETTINGS
        if setting.lock and _used(session, setting.lock, setting.key.rpartition(".")[2])
    }


def _used(session: Session, lock: Lock, track: str) -> bool:
    """Say whether a setting was used; one that belongs to a track, by that track."""
    table, condition = USED[lock]
    query = select(func.count()).select_from(table).where(condition)
    if track in set(Track):
        query = query.where(table.track == Track(track))
    return bool(session.scalar(query))


USED: Mapping[Lock, tuple[Any, ColumnElement[bool]]] = {
    Lock.INITIAL_DECIDED: (Shortlist, Shortlist.state == ShortlistState.DECIDED),
    Lock.VOTES_COUNTED: (VoteFile, VoteFile.state == VoteFileState.COUNTED),
    Lock.ROUND_FROZEN: (
        BallotRound,
        BallotRound.state.not_in([RoundState.DEFINED, RoundState.VOID]),
    ),
    Lock.NOTICE_PUBLISHED: (Notice, Notice.published.is_(True)),
}


def change_scheme(desk: Desk, key: str, value: str, *, source: str) -> None:
    """Set a value of the year, with the instrument that it comes from.

    Raises:
        DeskError: `scheme.unknown`, `scheme.value_impossible`, `scheme.source_missing`,
            `scheme.locked`.
    """
    value, source = value.strip(), source.strip()
    with desk.acting(Action.CHANGE_SCHEME, f"scheme:{key}", value=value, source=source) as deed:
        deed.facts["before"] = put_value(deed.session, key, value, source)


def put_value(session: Session, key: str, value: str, source: str) -> str:
    """Set one value in the caller's transaction; return what it was.

    Raises:
        DeskError: as `change_scheme`.
    """
    setting = BY_KEY.get(key)
    if setting is None:
        raise DeskError("scheme.unknown", key=key)
    if not may_be(setting, value):
        raise DeskError(
            "scheme.value_impossible", rule=setting.rule, value=value, least=setting.least
        )
    if not source:
        raise DeskError("scheme.source_missing", rule=setting.rule)
    locked = locks_of(session).get(key)
    if locked:
        locked.raise_()
    before = scheme_value(session, key)
    session.merge(SchemeValue(key=key, value=value, source=source))
    return before


def read_calendar(desk: Desk) -> list[DayRow]:
    """Return the days that the office itself declared working or free."""
    with desk.reading() as session:
        return [
            DayRow(day.on, day.working, day.source)
            for day in session.scalars(select(CalendarDay).order_by(CalendarDay.on))
        ]


def change_day(desk: Desk, on: date, *, working: bool, source: str) -> None:
    """Declare a day working or free; it goes before the bundled calendar.

    Raises:
        DeskError: `scheme.source_missing`.
    """
    with desk.acting(
        Action.CHANGE_CALENDAR, f"day:{on}", working=working, source=source.strip()
    ) as deed:
        if not source.strip():
            raise DeskError("scheme.source_missing", rule="NOTICE-02")
        deed.session.merge(CalendarDay(on=on, working=working, source=source.strip()))


def work_calendar(session: Session) -> WorkCalendar:
    """Return the calendar for working-day arithmetic: the shipped years and the office's own.

    Rule: NOTICE-02
    """
    own = {day.on: day.working for day in session.scalars(select(CalendarDay))}
    years = scheme_value(session, "calendar.years").split()
    return WorkCalendar(own, frozenset(int(year) for year in years))
