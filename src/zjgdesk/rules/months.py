"""Months as departments write them: kept as text, understood where they can be."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

FIRST_YEAR, LAST_YEAR, MONTHS = 1900, 2100, 12
DAYS = 31
# A date whose cell lost its format is a count of days; in this range it can be nothing else.
SERIAL_FROM, SERIAL_ORIGIN = 7_306, date(1899, 12, 30)
SERIAL_TO = 73_050
SEPARATED = re.compile(
    r"(\d{4})\s*[年./\-—–_、,·\s]\s*(\d{1,2})"
    r"(?:\s*[月./\-—–_、,·\s]\s*(\d{1,2})?\s*日?)?\s*月?\s*(?:出?生)?"
)
TOGETHER = re.compile(r"(\d{4})(\d{2})(\d{2})?(?:\.0|出?生)?")
TIME_BEHIND = re.compile(r"(\s+|T)\d{1,2}:\d{2}(:\d{2})?(\.\d+)?Z?$")
# Lists add the age: `1980.01（46岁）`.
AGE_BEHIND = re.compile(r"\s*[(\[][^()\[\]]*[)\]]$")
SPELT = re.compile(r"([〇○零一二三四五六七八九]{4})年(十?[一二三四五六七八九]|十)月.*")
DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of a year."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


def parse_month(value: object) -> Month | None:
    """Return the month that a cell names, or None where it names none that can be.

    Understands `1984.02`, `198411`, `1978.9`, `1976年8月`, `1971-01`, `19790307`, dates, and
    numbers: 1975.1 is October, whose nought the spreadsheet has eaten, 1975.9 can only be
    September; 29099 is a day that lost its format.

    Rule: IMPORT-03
    """
    match value:
        case bool() | None:
            return None
        case date():  # a datetime too
            return _month(value.year, value.month)
        case int() | float() if value == int(value):
            return _from_whole(int(value))
        case float():
            return _from_text(f"{value:.2f}") or _from_text(str(value))
    return _from_text(str(value))


def dotted(text: str) -> str:
    """Return a month as registers print it, `1970.01`; what names none stays as it was written.

    Rule: IMPORT-03
    """
    month = parse_month(text)
    return text if month is None else f"{month.year:04d}.{month.month:02d}"


def _from_whole(number: int) -> Month | None:
    if SERIAL_FROM <= number <= SERIAL_TO:
        day = SERIAL_ORIGIN + timedelta(days=number)
        return _month(day.year, day.month)
    return _from_text(str(number))


def _from_text(text: str) -> Month | None:
    plain = TIME_BEHIND.sub("", unicodedata.normalize("NFKC", text).strip())
    plain = _in_digits(AGE_BEHIND.sub("", plain))
    found = SEPARATED.fullmatch(plain) or TOGETHER.fullmatch("".join(plain.split()))
    if found is None:
        return None
    year, month, day = found.groups()
    if day is not None and not 1 <= int(day) <= DAYS:
        return None
    return _month(int(year), int(month))


def _in_digits(text: str) -> str:
    spelt = SPELT.fullmatch(text)
    if spelt is None:
        return text
    year, month = spelt.groups()
    if month.startswith("十"):
        month = f"1{month[1:] or '0'}"
    return f"{year}年{month}月".translate(DIGITS)


def _month(year: int, month: int) -> Month | None:
    if FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= MONTHS:
        return Month(year, month)
    return None
