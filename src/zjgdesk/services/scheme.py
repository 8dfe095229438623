"""The scheme of the year and the office's own calendar."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from zjgdesk.errors import DeskError
from zjgdesk.models.workspace import CalendarDay, SchemeValue
from zjgdesk.rules.roles import Action
from zjgdesk.rules.scheme import BY_KEY, SETTINGS, SettingKind, may_be
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
    return [
        SchemeRow(
            s.key,
            kept[s.key].value if s.key in kept else s.default,
            kept[s.key].source if s.key in kept else "",
            s.rule,
            s.default,
            s.kind,
            s.choices,
        )
        for s in SETTINGS
    ]


def scheme_value(session: Session, key: str) -> str:
    """Return one setting, in the caller's transaction."""
    kept = session.get(SchemeValue, key)
    return BY_KEY[key].default if kept is None else kept.value


def change_scheme(desk: Desk, key: str, value: str, *, source: str) -> None:
    """Set a value of the year, with the instrument that it comes from.

    Raises:
        DeskError: `scheme.unknown`, `scheme.value_impossible`, `scheme.source_missing`.
    """
    value, source = value.strip(), source.strip()
    with desk.acting(Action.CHANGE_SCHEME, f"scheme:{key}", value=value, source=source) as deed:
        setting = BY_KEY.get(key)
        if setting is None:
            raise DeskError("scheme.unknown", key=key)
        if not may_be(setting, value):
            raise DeskError(
                "scheme.value_impossible", rule=setting.rule, value=value, least=setting.least
            )
        if not source:
            raise DeskError("scheme.source_missing", rule=setting.rule)
        kept = deed.session.get(SchemeValue, key)
        deed.facts["before"] = setting.default if kept is None else kept.value
        deed.session.merge(SchemeValue(key=key, value=value, source=source))


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
