"""Words of a vote made out once and remembered: moments, channels, picks."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from zjgdesk.exchange.moments import parse_time
from zjgdesk.exchange.votes import parse_code
from zjgdesk.rules.names import compact

DAY_SECONDS: Final = 86_400
DAY: Final = re.compile(r"\d{4}[年./-]\d{1,2}[月./-]\d{1,2}日?")
MARKS: Final = ",，、;；|/+＋"
ASCII_MARKS: Final = ",;|/+"
NO_MOMENT: Final = -1
# Seconds or thousandths since 1970, told by their length; the office's clock is ahead of them.
COUNTED: Final = frozenset({10, 13})
AHEAD: Final = 8 * 3600
EPOCH: Final = date(1970, 1, 1).toordinal() * DAY_SECONDS + AHEAD
MOST_REMEMBERED: Final = 200_000


class Days(dict[str, int]):
    """Days by their words, in seconds since the first day of the calendar."""

    def __missing__(self, word: str) -> int:
        """Make a word out once."""
        day = parse_time(word) if DAY.fullmatch(word) else None
        if day is None:
            raise KeyError(word)
        seconds = seconds_of(day)
        if len(self) < MOST_REMEMBERED:
            self[word] = seconds
        return seconds


class Clocks(dict[str, int]):
    """Times of day by their words, in seconds."""

    def __missing__(self, word: str) -> int:
        """Make a word out once."""
        moment = parse_time(f"2000-01-01 {word}")
        if moment is None or moment.day > 1:  # another clock's time, and the next day by ours
            raise KeyError(word)
        seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
        if len(self) < MOST_REMEMBERED:
            self[word] = seconds
        return seconds


class Moments:
    """Moments by their words; days and times of day are made out once each."""

    def __init__(self) -> None:
        self.days, self.clocks = Days(), Clocks()

    def seconds(self, text: str) -> int:
        """Return a moment in seconds since the first day of the calendar; -1 if it is none."""
        if len(text) in COUNTED and text[0] == "1" and text.isascii() and text.isdigit():
            return EPOCH + int(text[:10])
        if text.endswith("Z"):
            day, _, clock = text[:-1].partition("T")
            try:
                return self.days[day] + self.clocks[clock] + AHEAD
            except KeyError:
                pass  # made out below
        moment = parse_time(text)
        return NO_MOMENT if moment is None else seconds_of(moment)


class Channels(dict[str, str]):
    """Channels by the words that stand for them: full-width letters and blanks aside."""

    def __missing__(self, word: str) -> str:
        """Make a word out once."""
        name = compact(unicodedata.normalize("NFKC", word))
        if len(self) < MOST_REMEMBERED:
            self[word] = name
        return name


class Codes(dict[str, str]):
    """Three-digit codes by what stands for them; empty for what is no code."""

    def __missing__(self, word: str) -> str:
        """Make a word out once."""
        code = parse_code(word) or ""
        if len(self) < MOST_REMEMBERED:
            self[word] = code
        return code

    def picks(self, text: str) -> list[str]:
        """Return the codes of a cell, whatever stands between them."""
        for mark in ASCII_MARKS if text.isascii() else MARKS:
            text = text.replace(mark, " ")
        return [self[word] for word in text.split()]


class Bits(dict[str, int]):
    """A bit for each code that may be picked, by what stands for the code."""

    def __init__(self, codes: Codes, allowed: frozenset[str]) -> None:
        super().__init__((code, 1 << at) for at, code in enumerate(sorted(allowed)))
        self.width = len(self)
        self._codes, self._code_at = codes, {bit: code for code, bit in self.items()}
        self._allowed = dict(self)

    def __missing__(self, word: str) -> int:
        """Make a word out once; blanks within it part two codes, so it is no single one."""
        bit = self._allowed[self._codes[word] if len(word.split()) == 1 else ""]
        if len(self) < MOST_REMEMBERED:
            self[word] = bit
        return bit

    def of(self, codes: Iterable[str]) -> int:
        """Return the bits of those among these codes that may be picked."""
        return sum(self._allowed.get(code, 0) for code in set(codes))

    def codes(self, mask: int) -> list[str]:
        """Return the codes of a sum, in their order."""
        found = []
        while mask:
            bit = mask & -mask
            found.append(self._code_at[bit])
            mask ^= bit
        return found


class Tally:
    """How often each code stands in the masks added up, counted an octet of codes at once."""

    def __init__(self, bits: Bits) -> None:
        self._bits, self._size = bits, (bits.width + 7) // 8
        self._octets: list[Counter[int]] = [Counter() for _ in range(self._size)]

    def add(self, masks: Sequence[int]) -> None:
        """Add masks; those of many votes at once cost least."""
        size = self._size
        octets = b"".join([mask.to_bytes(size, "little") for mask in masks])
        for at, counter in enumerate(self._octets):
            counter.update(octets[at::size])

    def by_code(self) -> dict[str, int]:
        """Return how often each code occurred, if it did."""
        sums: Counter[str] = Counter()
        for at, counter in enumerate(self._octets):
            for octet, times in counter.items():
                for code in self._bits.codes(octet << 8 * at):
                    sums[code] += times
        return dict(sorted(sums.items()))


def mark_between(cells: Sequence[str]) -> str | None:
    """Return what stands between picks in most cells: a mark, or blanks where None."""
    text = "".join(cells)
    marks = Counter(mark for mark in text if mark in MARKS)
    most = max(marks, key=marks.__getitem__, default=None)
    return f"{most} " if most and text.count(f"{most} ") == marks[most] else most


def mark_of_clock(cells: Sequence[str]) -> str:
    """Return what stands between the day and the time of day in most cells."""
    return "T" if sum("T" in cell for cell in cells) * 2 > len(cells) else " "


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
