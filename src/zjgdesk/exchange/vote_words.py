"""Words of a vote made out once and remembered: moments, channels, picks."""

import re
import unicodedata
from datetime import datetime, timedelta
from typing import Final

from zjgdesk.exchange.votes import BETWEEN, parse_code, parse_time
from zjgdesk.rules.names import compact

DAY_SECONDS: Final = 86_400
DAY: Final = re.compile(r"\d{4}([-/.])\d{2}\1\d{2}")
CLOCK: Final = re.compile(r"[ T]\d{2}:\d{2}(:\d{2})?")
DATE_LENGTH: Final = 10
MOST_REMEMBERED: Final = 200_000


class Moments(dict[str, int]):
    """Days and times of day by their words, as seconds; what is no such word is not kept."""

    def __missing__(self, word: str) -> int:
        """Make a word out once."""
        moment = parse_time(word if DAY.fullmatch(word) else f"2000-01-01{word}")
        if moment is None or not (DAY.fullmatch(word) or CLOCK.fullmatch(word)):
            raise KeyError(word)
        if DAY.fullmatch(word):
            self[word] = moment.toordinal() * DAY_SECONDS
        else:
            self[word] = moment.hour * 3600 + moment.minute * 60 + moment.second
        return self[word]

    def seconds(self, text: str) -> int | None:
        """Return a moment in seconds since the first day of the calendar; None if it is none."""
        try:
            rest = text[DATE_LENGTH:]
            return self[text[:DATE_LENGTH]] + (self[rest] if rest else 0)
        except KeyError:
            moment = parse_time(text)
            return None if moment is None else seconds_of(moment)


class Channels(dict[str, str]):
    """Channels by the words that stand for them: full-width letters and blanks aside."""

    def __missing__(self, word: str) -> str:
        """Make a word out once."""
        name = compact(unicodedata.normalize("NFKC", word))
        if len(self) < MOST_REMEMBERED:
            self[word] = name
        return name


class Codes(dict[str, str | None]):
    """Three-digit codes by what stands for them; None for what is no code."""

    def __missing__(self, word: str) -> str | None:
        """Make a word out once."""
        code = parse_code(word)
        if len(self) < MOST_REMEMBERED:
            self[word] = code
        return code

    def picks(self, text: str) -> list[str | None]:
        """Return the codes of a cell, whatever stands between them."""
        return [self[word] for word in BETWEEN.split(text.strip()) if word]


def seconds_of(moment: datetime) -> int:
    """Return a moment by the office's own time in seconds since the first day of the calendar."""
    clock = timedelta(hours=moment.hour, minutes=moment.minute, seconds=moment.second)
    return moment.toordinal() * DAY_SECONDS + int(clock.total_seconds())


def moment_of(seconds: int) -> datetime:
    """Return the moment that `seconds_of` made into a number."""
    day, rest = divmod(seconds, DAY_SECONDS)
    return datetime.fromordinal(day) + timedelta(seconds=rest)


def voter_of(text: str) -> str:
    """Return what a voter is known by: blanks and full-width letters aside."""
    if text.isascii() and " " not in text:
        return text.strip()
    return compact(unicodedata.normalize("NFKC", text))
