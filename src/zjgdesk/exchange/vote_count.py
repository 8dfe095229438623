"""The count of votes with one voter a row, portion by portion."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from zjgdesk.exchange.headers import Header
from zjgdesk.exchange.vote_words import (
    DAY_SECONDS,
    NO_MOMENT,
    Bits,
    Channels,
    Codes,
    Moments,
    Tally,
    mark_between,
    mark_of_clock,
    moment_of,
    seconds_of,
    voter_of,
)
from zjgdesk.rules.public_vote import Annulment, ChannelCount, Once, VoteRules

NOTE: Final = re.compile(
    r"(合计|总计|共计|小计|备注|附注|注|说明|制表|填表|统计|导出|下载)(人|时间|单位|日期)?([：:].*|\d.*)?"
    r"|共\d+(条|人|票|行|份).*"
)
# Moment, row, channel and picks of a vote in one number: the earlier vote is the smaller.
ROW_BITS, CHANNEL_BITS = 32, 24
LATEST: Final = 1 << 40
OFTEN: Final = 1023


class AnnulledRow(NamedTuple):
    """A vote that does not count; who cast it is not told."""

    row: int
    channel: str
    time: str
    picks: str
    reason: Annulment


Annulled = Callable[[Sequence[AnnulledRow]], None]


class _Desk:
    """What came in on one channel; picks wait as bits until they are added up."""

    def __init__(self, channel: str, place: int, book: dict[str, int], bits: Bits) -> None:
        self.channel, self.place, self.book = channel, place, book
        self.waiting: list[int] = []
        self.off_waiting: list[int] = []
        self.raw, self.off = Tally(bits), Tally(bits)
        self.voters = 0
        self.reasons: Counter[Annulment] = Counter()


class VoteCount:
    """A count under way; what a voter cast is held as one number."""

    def __init__(self, rules: VoteRules, header: Header, channel: str, told: Annulled) -> None:
        first = [[str(cell) for cell in row] for row in header.sheet.rows[header.row :]]
        self._rules, self._told, self._channel = rules, told, channel
        columns = header.columns
        self._voter, self._picks = columns["voter"], columns["picks"]
        self._time, self._where = columns.get("time", -1), columns.get("channel", -1)
        self._width = max(columns.values()) + 1
        self._open_ended = self._picks == header.width - 1
        self._heads = [str(cell) for cell in header.sheet.rows[header.row - 1]]
        self._between = mark_between([row[self._picks] for row in first if len(row) > self._picks])
        self._clock = mark_of_clock([row[self._time] for row in first if len(row) > self._time])
        self._opens = seconds_of(rules.opens) if rules.opens else 0
        self._closes = seconds_of(rules.closes) if rules.closes else LATEST
        self._moments, self._names, self._codes = Moments(), Channels(), Codes()
        self._bits = Bits(self._codes, rules.codes)
        self._books: dict[object, dict[str, int]] = defaultdict(dict)
        self._desks: dict[str, _Desk] = {}
        self._desk_at: list[_Desk] = []
        self._annulled: list[AnnulledRow] = []
        self.skipped = 0
        self.first: int | None = None
        self.last: int | None = None

    def take(self, portion: Iterable[tuple[int, list[str]]]) -> bool:  # noqa: C901, PLR0912, PLR0915
        """Count the rows of a portion; say whether there was any.

        A row that is plainly good is judged right here, for there may be a million of them; all
        others go the long way.
        """
        rules, names, between, bit = (
            self._rules,
            self._names,
            self._between,
            self._bits.__getitem__,
        )
        days, clocks, clock_mark = self._moments.days, self._moments.clocks, self._clock
        at_voter, at_picks, at_time, at_where = self._voter, self._picks, self._time, self._where
        least, most = (rules.picks if rules.exact else 1), rules.picks
        opens, closes, allowed = self._opens, self._closes, rules.channels
        width = self._width if self._open_ended else LATEST
        desks, books, once, shift = self._desks, self._books, rules.once, self._bits.width
        usual, seconds, time = self._channel, 0, ""
        first, last, number = LATEST, NO_MOMENT, 0
        for number, row in portion:
            if not number & OFTEN:
                self._add_up()
            try:
                voter, text = row[at_voter], row[at_picks]
                if at_time >= 0:
                    time = row[at_time]
                where = (names[row[at_where]] if at_where >= 0 else "") or usual
            except IndexError:
                self._go_the_long_way(number, row)
                continue
            if at_time >= 0:
                day, _, clock = time.partition(clock_mark)
                try:
                    seconds = days[day] + clocks[clock]
                except KeyError:
                    seconds = self._moments.seconds(time)
            if len(row) > width:
                words = row[at_picks:]
                text = " ".join(words)
            else:
                words = text.split(between)
            try:
                mask = sum(map(bit, words))
            except KeyError:
                words = self._codes.picks(text)
                mask = self._bits.of(words)
            if not (voter.isascii() and voter.isalnum()):
                voter = voter_of(voter)
            # A code picked twice carries over in the sum, which leaves fewer bits than words.
            if not (
                least <= len(words) == mask.bit_count() <= most
                and opens <= seconds <= closes
                and seconds != NO_MOMENT
                and voter
                and (not allowed or where in allowed)
            ):
                self._go_the_long_way(number, row)
                continue
            if seconds < first:  # noqa: PLR1730
                first = seconds
            if seconds > last:  # noqa: PLR1730 - a call would cost a tenth of the count
                last = seconds
            desk = desks.get(where) or self._desk(where)
            book = desk.book
            if once is Once.DAY:
                book = books[where, seconds // DAY_SECONDS]
            desk.waiting.append(mask)
            this = ((seconds << ROW_BITS | number) << CHANNEL_BITS | desk.place) << shift | mask
            before = book.setdefault(voter, this)
            if before is not this:
                self._settle(book, voter, (before, this), (time, text))
        if at_time >= 0:
            self._see(first if first < LATEST else NO_MOMENT)
            self._see(last)
        self._flush()
        return number > 0

    def channels(self) -> tuple[ChannelCount, ...]:
        """Return what came in on each channel so far."""
        desks = sorted(self._desk_at, key=lambda desk: desk.channel)
        return tuple(
            ChannelCount(desk.channel, desk.raw.by_code(), desk.off.by_code()) for desk in desks
        )

    def voters(self) -> dict[str, int]:
        """Return how many votes came in on each channel."""
        return {desk.channel: desk.voters for desk in self._desk_at}

    def reasons(self) -> dict[str, dict[Annulment, int]]:
        """Return how many votes of each channel are annulled, by reason."""
        return {desk.channel: dict(desk.reasons) for desk in self._desk_at if desk.reasons}

    def _desk(self, channel: str) -> _Desk:
        """Return the desk of a channel."""
        if channel not in self._desks:
            book = self._books[None if self._rules.once is Once.VOTE else channel]
            self._desks[channel] = _Desk(channel, len(self._desk_at), book, self._bits)
            self._desk_at.append(self._desks[channel])
        return self._desks[channel]

    def _go_the_long_way(self, number: int, row: list[str]) -> None:
        """Make out a row in every shape; it is a vote, good or annulled, or no vote at all."""
        cells = [*row, *[""] * (self._width - len(row))]
        if self._is_no_vote(cells):
            self.skipped += 1
            return
        where = (self._names[cells[self._where]] if self._where >= 0 else "") or self._channel
        text = (" ".join(cells[self._picks :]) if self._open_ended else cells[self._picks]).strip()
        time = cells[self._time].strip() if self._time >= 0 else ""
        seconds = self._moments.seconds(time) if self._time >= 0 else 0
        if self._time >= 0:
            self._see(seconds)
        voter, picks = voter_of(cells[self._voter]), self._codes.picks(text)
        reason = self._why_annulled(voter, where, seconds, picks)
        desk, mask = self._desk(where), self._bits.of(picks)
        desk.waiting.append(mask)
        if reason is not None:
            self._annul(AnnulledRow(number, where, time, text, reason), mask)
            return
        this = self._packed(seconds, number, desk.place, mask)
        book = desk.book
        if self._rules.once is Once.DAY:
            book = self._books[where, seconds // DAY_SECONDS]
        before = book.setdefault(voter, this)
        if before is not this:
            self._settle(book, voter, (before, this), (time, text))

    def _why_annulled(
        self, voter: str, where: str, seconds: int, picks: list[str]
    ) -> Annulment | None:
        if not voter:
            return Annulment.VOTER_UNNAMED
        if seconds == NO_MOMENT:
            return Annulment.TIME_IMPOSSIBLE
        if not self._opens <= seconds <= self._closes:
            return Annulment.OUTSIDE_PERIOD
        if self._rules.channels and where not in self._rules.channels:
            return Annulment.CHANNEL_UNKNOWN
        return self._rules.judge_picks([code or None for code in picks])

    def _is_no_vote(self, cells: list[str]) -> bool:
        """Say whether a row is blank, a note under the votes, or the header once more."""
        if cells[self._voter].strip():
            return cells[: self._width] == self._heads[: self._width]
        words = [cell.strip() for cell in cells if cell.strip()]
        return not words or bool(NOTE.fullmatch(words[0]))

    def _packed(self, seconds: int, number: int, place: int, mask: int) -> int:
        return ((seconds << ROW_BITS | number) << CHANNEL_BITS | place) << self._bits.width | mask

    def _settle(
        self, book: dict[str, int], voter: str, votes: tuple[int, int], told: tuple[str, str]
    ) -> None:
        """Let the earlier of two good votes of a voter count, and annul the later.

        Args:
            book: where the voter's vote is held.
            voter: who cast both.
            votes: the one held so far, and the one that comes now.
            told: time and picks of the one that comes now, as they are written.
        """
        before, this = votes
        later = before
        if before < this:
            later = this
        else:
            book[voter] = this
        mask = later & ((1 << self._bits.width) - 1)
        rest = later >> self._bits.width
        where = self._desk_at[rest & ((1 << CHANNEL_BITS) - 1)].channel
        number = rest >> CHANNEL_BITS & ((1 << ROW_BITS) - 1)
        if later is before:
            moment = moment_of(rest >> CHANNEL_BITS + ROW_BITS) if self._time >= 0 else ""
            told = str(moment), " ".join(self._bits.codes(mask))
        self._annul(AnnulledRow(number, where, *told, Annulment.VOTER_TWICE), mask)

    def _annul(self, row: AnnulledRow, mask: int) -> None:
        desk = self._desks[row.channel]
        desk.off_waiting.append(mask)
        desk.reasons[row.reason] += 1
        self._annulled.append(row)

    def _see(self, seconds: int) -> None:
        """Remember the first and the last moment."""
        if seconds != NO_MOMENT:
            self.first = seconds if self.first is None else min(self.first, seconds)
            self.last = seconds if self.last is None else max(self.last, seconds)

    def _flush(self) -> None:
        """Add up, and hand over what was annulled."""
        self._add_up()
        if self._annulled:
            self._told(self._annulled)
            self._annulled = []

    def _add_up(self) -> None:
        """Add up what came in since the last time."""
        for desk in self._desk_at:
            desk.voters += len(desk.waiting)
            for sums, waiting in ((desk.raw, desk.waiting), (desk.off, desk.off_waiting)):
                if waiting:
                    sums.add(waiting)
                    waiting.clear()
