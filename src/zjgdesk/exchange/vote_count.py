"""The count of votes with one voter a row, portion by portion."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from zjgdesk.exchange.headers import Header
from zjgdesk.exchange.vote_words import (
    DAY_SECONDS,
    Channels,
    Codes,
    Moments,
    moment_of,
    seconds_of,
    voter_of,
)
from zjgdesk.rules.public_vote import Annulment, ChannelCount, Once, VoteRules

NOTE: Final = re.compile(
    r"(合计|总计|共计|小计|备注|附注|注|说明|制表|填表|统计)(人|时间|单位|日期)?([：:].*|\d.*)?"
)
MARKS: Final = ",，、;；|/"
ROW_BITS, CHANNEL_BITS = 32, 8
LATEST: Final = 1 << 40


class AnnulledRow(NamedTuple):
    """A vote that does not count; who cast it is not told."""

    row: int
    channel: str
    time: str
    picks: str
    reason: Annulment


Annulled = Callable[[Sequence[AnnulledRow]], None]


class VoteCount:
    """A count under way; what a voter cast is held as one number: moment, row, channel, picks."""

    def __init__(self, rules: VoteRules, header: Header, channel: str, told: Annulled) -> None:
        first = [[str(cell) for cell in row] for row in header.sheet.rows[header.row :]]
        self._rules, self._told, self._channel = rules, told, channel
        columns = header.columns
        self._voter, self._picks = columns["voter"], columns["picks"]
        self._time, self._where = columns.get("time", -1), columns.get("channel", -1)
        self._width = max(columns.values()) + 1
        self._open_ended = self._picks == header.width - 1
        self._heads = [str(cell) for cell in header.sheet.rows[header.row - 1]]
        self._bits = {code: 1 << at for at, code in enumerate(sorted(rules.codes))}
        # Spreadsheets eat noughts: 7 and 07 stand for 007.
        self._short = {code.lstrip("0").zfill(n): code for code in rules.codes for n in (1, 2)}
        self._short |= {code: code for code in rules.codes}
        self._between = self._mark_between(first)
        self._opens = seconds_of(rules.opens) if rules.opens else 0
        self._closes = seconds_of(rules.closes) if rules.closes else LATEST
        self._moments, self._names, self._codes = Moments(), Channels(), Codes()
        self._held: dict[object, dict[str, int]] = defaultdict(dict)
        self._order: dict[str, int] = {}
        self._raw: dict[str, Counter[str]] = defaultdict(Counter)
        self._off: dict[str, Counter[str]] = defaultdict(Counter)
        self._pending: dict[str, list[str]] = defaultdict(list)
        self._annulled: list[AnnulledRow] = []
        self.voters: Counter[str] = Counter()
        self.reasons: dict[str, Counter[Annulment]] = defaultdict(Counter)
        self.skipped = 0
        self.first: int | None = None
        self.last: int | None = None

    def take(self, portion: Iterable[tuple[int, list[str]]]) -> bool:  # noqa: C901, PLR0912, PLR0915
        """Count the rows of a portion; say whether there was any.

        A row that is plainly good is counted right here, for there may be a million of them; all
        others go the long way.
        """
        rules, moments, names, between = (
            self._rules,
            self._moments,
            self._names,
            self._between,
        )
        bits = {short: self._bits[code] for short, code in self._short.items()}
        exactly_as_wide, canonical = self._open_ended, self._short
        order, shift, twice = self._order, len(self._bits), Annulment.VOTER_TWICE
        at_voter, at_picks, at_time, at_where = self._voter, self._picks, self._time, self._where
        least, most = (rules.picks if rules.exact else 1), rules.picks
        opens, closes, allowed, width = self._opens, self._closes, rules.channels, self._width
        voters, pending, held_of = self.voters, self._pending, self._held
        per_day, in_all = rules.once is Once.DAY, rules.once is Once.VOTE
        usual, seconds, first, last = self._channel, 0, self.first or LATEST, self.last or -1
        number = 0
        for number, row in portion:
            if not number & 255:
                self._add_up()
            try:
                voter = row[at_voter]
                words = row[at_picks].split(between)
                if at_time >= 0:
                    time = row[at_time]
                    seconds = moments[time[:10]] + moments[time[10:]]
                where = names[row[at_where]] if at_where >= 0 else usual
                mask = 0
                for word in words:
                    mask |= bits[word]
            except (KeyError, IndexError):
                self._go_the_long_way(number, row)
                continue
            if not (
                len(words) == mask.bit_count()
                and least <= len(words) <= most
                and (len(row) == width or not exactly_as_wide)
                and opens <= seconds <= closes
                and voter
                and where
                and voter.isascii()
                and " " not in voter
                and (not allowed or where in allowed)
            ):
                self._go_the_long_way(number, row)
                continue
            if at_time >= 0:
                if seconds < first:  # noqa: PLR1730
                    first = seconds
                if seconds > last:  # noqa: PLR1730 - a call would cost a tenth of the count
                    last = seconds
            voters[where] += 1
            held = held_of[
                None if in_all else (where, seconds // DAY_SECONDS) if per_day else where
            ]
            at = order.get(where, -1)
            if at < 0:
                at = order[where] = len(order)
            this = (((seconds << 32) | number) << 8 | at) << shift | mask
            before = held.setdefault(voter, this)
            if before is this:
                pending[where] += words
            elif before > this:
                held[voter] = this
                pending[where] += words
                self._annul(*self._unpacked(before))
            else:
                told = AnnulledRow(
                    number, where, row[at_time] if at_time >= 0 else "", row[at_picks], twice
                )
                pending[where] += words
                self._annul(told, [canonical[word] for word in words])
        self._see(None if first == LATEST else first)
        self._see(None if last < 0 else last)
        self._flush()
        return number > 0

    def channels(self) -> tuple[ChannelCount, ...]:
        """Return what came in on each channel so far."""
        return tuple(
            ChannelCount(channel, dict(self._raw[channel]), dict(self._off[channel]))
            for channel in sorted(self.voters)
        )

    def _go_the_long_way(self, number: int, row: list[str]) -> None:
        """Make out a row in every shape; it is a vote, good or annulled, or no vote at all."""
        cells = [*row, *[""] * (self._width - len(row))]
        if self._is_no_vote(cells):
            self.skipped += 1
            return
        where = (self._names[cells[self._where]] if self._where >= 0 else "") or self._channel
        text = " ".join(cells[self._picks :]) if self._open_ended else cells[self._picks]
        time = cells[self._time].strip() if self._time >= 0 else ""
        seconds = self._moments.seconds(time) if time else None
        self._see(seconds)
        self.voters[where] += 1
        voter, picks = voter_of(cells[self._voter]), self._codes.picks(text)
        reason = self._why_annulled(voter, where, seconds, picks)
        if reason is not None:
            self._annul_new(AnnulledRow(number, where, time, text.strip(), reason), picks)
            return
        codes = [code for code in picks if code]
        this = self._pack(seconds or 0, number, where, sum(self._bits[code] for code in codes))
        held = self._held[self._held_by(where, seconds or 0)]
        before = held.get(voter)
        if before is None:
            held[voter] = this
            self._pending[where] += codes
        else:
            self._enter_again(held, voter, before, this)

    def _why_annulled(
        self, voter: str, where: str, seconds: int | None, picks: list[str | None]
    ) -> Annulment | None:
        if not voter:
            return Annulment.VOTER_UNNAMED
        if self._time >= 0:
            if seconds is None:
                return Annulment.TIME_IMPOSSIBLE
            if not self._opens <= seconds <= self._closes:
                return Annulment.OUTSIDE_PERIOD
        if self._rules.channels and where not in self._rules.channels:
            return Annulment.CHANNEL_UNKNOWN
        return self._rules.judge_picks(picks)

    def _is_no_vote(self, cells: list[str]) -> bool:
        """Say whether a row is blank, a note under the votes, or the header once more."""
        words = [cell.strip() for cell in cells if cell.strip()]
        if not words or cells[: self._width] == self._heads[: self._width]:
            return True
        return not cells[self._voter].strip() and bool(NOTE.fullmatch(words[0]))

    def _held_by(self, where: str, seconds: int) -> object:
        """Return in which book a voter's vote is looked for."""
        if self._rules.once is Once.VOTE:
            return None
        return (where, seconds // DAY_SECONDS) if self._rules.once is Once.DAY else where

    def _pack(self, seconds: int, number: int, where: str, mask: int) -> int:
        """Return a vote as a number: the earlier vote is the smaller."""
        at = self._order.setdefault(where, len(self._order))
        told = ((seconds << ROW_BITS) | number) << CHANNEL_BITS | at
        return told << len(self._bits) | mask

    def _enter_again(self, held: dict[str, int], voter: str, before: int, this: int) -> None:
        """Let the earlier of two votes of a voter count, and annul the later."""
        earlier, later = sorted((before, this))
        held[voter] = earlier
        new = self._unpacked(this)
        self._pending[new[0].channel] += new[1]
        self._annul(*self._unpacked(later))

    def _unpacked(self, told: int) -> tuple[AnnulledRow, list[str]]:
        codes = [code for code, bit in self._bits.items() if told & bit]
        rest = told >> len(self._bits) + CHANNEL_BITS
        number, seconds = rest & ((1 << ROW_BITS) - 1), rest >> ROW_BITS
        time = f"{moment_of(seconds):%Y-%m-%d %H:%M:%S}" if self._time >= 0 else ""
        where = self._channel_of(told)
        return AnnulledRow(number, where, time, " ".join(codes), Annulment.VOTER_TWICE), codes

    def _channel_of(self, told: int) -> str:
        return list(self._order)[told >> len(self._bits) & ((1 << CHANNEL_BITS) - 1)]

    def _annul_new(self, row: AnnulledRow, picks: Sequence[str | None]) -> None:
        """Enter a vote that never counted: raw and annulled at once."""
        codes = [code for code in dict.fromkeys(picks) if code in self._bits]
        self._raw[row.channel].update(code for code in codes if code)
        self._annul(row, [code for code in codes if code])

    def _annul(self, row: AnnulledRow, codes: Sequence[str]) -> None:
        self._off[row.channel].update(codes)
        self.reasons[row.channel][row.reason] += 1
        self._annulled.append(row)

    def _see(self, seconds: int | None) -> None:
        """Remember the first and the last moment."""
        if seconds is not None:
            self.first = seconds if self.first is None else min(self.first, seconds)
            self.last = seconds if self.last is None else max(self.last, seconds)

    def _mark_between(self, rows: Sequence[list[str]]) -> str | None:
        """Return what stands between picks in the first rows: one mark, or blanks where None."""
        text = "".join(row[self._picks] for row in rows if len(row) > self._picks)
        marks = Counter(mark for mark in text if mark in MARKS)
        return max(marks, key=marks.__getitem__, default=None)

    def _add_up(self) -> None:
        """Add up what counts since the last time."""
        for where, words in self._pending.items():
            for word, votes in Counter(words).items():
                self._raw[where][self._short[word]] += votes
            words.clear()

    def _flush(self) -> None:
        """Add up, and hand over what was annulled."""
        self._add_up()
        if self._annulled:
            self._told(self._annulled)
            self._annulled = []
