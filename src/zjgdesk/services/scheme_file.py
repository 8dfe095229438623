"""A year's scheme as a file: written for next year, compared, read in."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from zjgdesk.errors import DeskError
from zjgdesk.models.workspace import CalendarDay
from zjgdesk.rules.roles import Action
from zjgdesk.rules.scheme import BY_KEY
from zjgdesk.services.desk import Desk
from zjgdesk.services.scheme import put_value, read_scheme

FORMAT = "zjgdesk-scheme/1"
MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class SchemeDifference:
    """One setting here and in the file; `usable` says whether it can be taken over now."""

    key: str
    here: str
    there: str
    source: str
    usable: bool


@dataclass(frozen=True, slots=True)
class SchemeFile:
    """What a file of a scheme holds, compared with the scheme of the workspace."""

    year: int
    settings: tuple[SchemeDifference, ...]
    days: int
    unknown: tuple[str, ...]

    @property
    def differing(self) -> tuple[SchemeDifference, ...]:
        """The settings that are not the same."""
        return tuple(each for each in self.settings if each.here != each.there)


def export_scheme(desk: Desk) -> bytes:
    """Return the whole scheme as a file that another year's workspace can read.

    Rule: SCHEME-01
    """
    with desk.reading() as session:
        days = [
            {"on": day.on.isoformat(), "working": day.working, "source": day.source}
            for day in session.scalars(select(CalendarDay).order_by(CalendarDay.on))
        ]
    settings = {row.key: {"value": row.value, "source": row.source} for row in read_scheme(desk)}
    told = {"format": FORMAT, "year": desk.year, "settings": settings, "days": days}
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True).encode()


def compare_scheme(desk: Desk, name: str, content: bytes) -> SchemeFile:
    """Say how a file's scheme differs from the workspace's; nothing is kept.

    Raises:
        DeskError: `scheme.file_foreign`.
    """
    told = _read(name, content)
    here = {row.key: row for row in read_scheme(desk)}
    known = [key for key in here if key in told["settings"]]
    return SchemeFile(
        year=told["year"],
        settings=tuple(
            SchemeDifference(
                key,
                here[key].value,
                told["settings"][key]["value"],
                told["settings"][key]["source"],
                here[key].locked is None,
            )
            for key in known
        ),
        days=len(told["days"]),
        unknown=tuple(sorted(set(told["settings"]) - set(BY_KEY))),
    )


def take_over(desk: Desk, name: str, content: bytes, keys: Iterable[str], *, days: bool) -> int:
    """Take chosen settings, and the calendar's days if wanted, from a file; return how many.

    A value without a source of its own is said to come from the scheme of its year.

    Raises:
        DeskError: `scheme.file_foreign`, `scheme.nothing_chosen`, or what a setting refuses.
    """
    told = _read(name, content)
    chosen = [key for key in keys if key in told["settings"]]
    with desk.acting(Action.CHANGE_SCHEME, "scheme", file=name, year=told["year"]) as deed:
        if not chosen and not days:
            raise DeskError("scheme.nothing_chosen")
        origin = f"{told['year']}年度方案"
        before = {
            key: put_value(
                deed.session,
                key,
                told["settings"][key]["value"],
                told["settings"][key]["source"] or origin,
            )
            for key in chosen
        }
        for day in told["days"] if days else ():
            deed.session.merge(
                CalendarDay(
                    on=date.fromisoformat(day["on"]),
                    working=day["working"],
                    source=day["source"],
                )
            )
        after = {key: told["settings"][key]["value"] for key in chosen}
        deed.facts.update(before=before, after=after, days=len(told["days"]) if days else 0)
    return len(chosen)


def _read(name: str, content: bytes) -> dict[str, Any]:
    """Return what the file tells, or refuse whatever is not exactly a scheme."""
    try:
        told = json.loads(content[:MOST_BYTES])
        {FORMAT: None}[told["format"]]
        return {
            "year": int(told["year"]),
            "settings": {
                str(key): {"value": str(each["value"]), "source": str(each["source"])}
                for key, each in told["settings"].items()
            },
            "days": [
                {
                    "on": date.fromisoformat(day["on"]).isoformat(),
                    "working": day["working"] is True,
                    "source": str(day["source"]),
                }
                for day in told["days"]
            ],
        }
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise DeskError("scheme.file_foreign", name=name) from error
