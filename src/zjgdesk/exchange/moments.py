"""Moments as vote systems write them, by the office's own time."""

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

NOON: Final = 12
# The office's own time, for what is written by another clock.
OWN: Final = timezone(timedelta(hours=8))
TIME: Final = re.compile(
    r"(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})日?"
    r"(?:[T\s]*(凌晨|早上|上午|下午|晚上)?\s*(\d{1,2})(?:[:时](\d{1,2})分?|时)(?::?(\d{1,2})(?:\.\d+)?秒?)?"
    r"(?:\s*([AP]M))?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?(?:\s+CST)?)?",
    re.IGNORECASE,
)
TOGETHER: Final = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\s*(\d{2}):?(\d{2}):?(\d{2})?)?")
# Seconds or thousandths since 1970, from 2001 on.
COUNTED: Final = re.compile(r"(1\d{9})(\d{3})?(?:\.\d*)?")
# A moment whose cell lost its format is a count of days.
SERIAL: Final = re.compile(r"([3-6]\d{4}(?:\.\d+)?)")
ORIGIN: Final = datetime(1899, 12, 30)  # noqa: DTZ001 - the office's own time


def parse_time(text: str) -> datetime | None:
    """Return the moment that a cell means, by the office's own time; a day alone its first minute.

    Rule: PUBLIC-02
    """
    plain = unicodedata.normalize("NFKC", text.strip())
    try:
        return _written(plain) or _counted(plain)
    except (ValueError, OverflowError):
        return None


def _written(plain: str) -> datetime | None:
    found = TIME.fullmatch(plain)
    if found is None:
        together = TOGETHER.fullmatch(plain)
        # What is no day may still be a count.
        return _moment(*together.groups()) if together and not COUNTED.fullmatch(plain) else None
    year, month, day, half, hour, minute, second, letters, zone = found.groups()
    late = half in {"下午", "晚上"} or (letters or "").upper() == "PM"
    if letters and int(hour) == NOON:
        hour = "0"
    elif late and int(hour) == NOON:
        late = False
    moment = _moment(year, month, day, hour, minute, second)
    if late and moment.hour < NOON:
        moment += timedelta(hours=NOON)
    return _own(moment, zone) if zone else moment


def _moment(year: str, month: str, day: str, *clock: str | None) -> datetime:
    hour, minute, second = (int(part or 0) for part in clock)
    return datetime(  # noqa: DTZ001 - the office's own time
        int(year), int(month), int(day), hour, minute, second
    )


def _own(moment: datetime, zone: str) -> datetime:
    ahead = timedelta()
    if zone[0] in "+-":
        ahead = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
    there = moment.replace(tzinfo=timezone(-ahead if zone[0] == "-" else ahead))
    return there.astimezone(OWN).replace(tzinfo=None)


def _counted(plain: str) -> datetime | None:
    counted = COUNTED.fullmatch(plain)
    if counted:
        return datetime.fromtimestamp(int(counted[1]), UTC).astimezone(OWN).replace(tzinfo=None)
    serial = SERIAL.fullmatch(plain)
    if serial:
        return ORIGIN + timedelta(seconds=round(float(serial[1]) * 86_400))
    return None
