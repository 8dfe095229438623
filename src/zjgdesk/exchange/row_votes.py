"""The public vote with one voter a row: read once, checked row by row, counted in bounded memory."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from typing import BinaryIO, Final

from zjgdesk.errors import DeskError
from zjgdesk.exchange.headers import find_header
from zjgdesk.exchange.vote_count import Annulled, VoteCount
from zjgdesk.exchange.vote_stream import Progress, head_sheet, sheet_rows, survey, text_rows
from zjgdesk.exchange.vote_words import moment_of
from zjgdesk.exchange.votes import VOTERS
from zjgdesk.exchange.wide_votes import gathered
from zjgdesk.rules.public_vote import Annulment, ChannelCount, Once, VoteRules

STRIDE: Final = 5_000
UNNAMED: Final = "未注明渠道"


@dataclass(frozen=True, slots=True)
class RowVotes:
    """What a file of votes brought.

    `voters` are the votes of each channel, raw; `annulled` how many of them by reason; each row
    behind the header is a vote or one of `skipped` (blank, a note, the header once more).
    """

    size: int
    digest: str
    header_row: int
    votes: int
    skipped: int
    channels: tuple[ChannelCount, ...]
    voters: Mapping[str, int]
    annulled: Mapping[str, Mapping[Annulment, int]]
    first_at: datetime | None
    last_at: datetime | None


def count_row_votes(
    stream: BinaryIO,
    name: str,
    rules: VoteRules,
    *,
    on_annulled: Annulled,
    channel: str = "",
    on_progress: Progress = lambda _done, _total: None,
) -> RowVotes:
    """Read, check and count a file of votes; every row is a vote, or is told apart.

    The earliest otherwise valid vote of a voter counts, in time and then in rows; the others are
    annulled. An annulled vote is annulled whole, for the first reason in the order of `Annulment`.
    Voters are held in memory while the file is read, and nowhere else.

    Args:
        stream: the file, open for reading; it must be able to seek.
        name: the file's name, for refusals.
        rules: what votes are judged by.
        on_annulled: is given the annulled votes in portions.
        channel: the channel of a file that has no column for it.
        on_progress: is told bytes read and bytes to read in all, the file being read twice; what
            it raises ends the count.

    Raises:
        DeskError: `file.…`, `vote.time_column_missing` where a period is set.

    Rule: PUBLIC-02, PUBLIC-03, PUBLIC-05
    """
    seen = survey(stream, name, on_progress=lambda done, all_: on_progress(done, 2 * all_))
    rows = text_rows(stream, name, seen.encoding) if seen.encoding else sheet_rows(stream, name)
    rows = gathered(rows)
    sheet, first = head_sheet(rows)
    header = find_header(name, [sheet], VOTERS)
    if "time" not in header.columns and (rules.opens or rules.closes or rules.once is Once.DAY):
        raise DeskError("vote.time_column_missing", rule="PUBLIC-03", name=name)
    count = VoteCount(rules, header, channel or UNNAMED, on_annulled)
    numbered = enumerate(chain(first[header.row :], rows), start=header.row + 1)
    while count.take(islice(numbered, STRIDE)):
        on_progress(seen.size + min(stream.tell(), seen.size), 2 * seen.size)
    return RowVotes(
        size=seen.size,
        digest=seen.digest,
        header_row=header.row,
        votes=sum(count.voters().values()),
        skipped=count.skipped,
        channels=count.channels(),
        voters=count.voters(),
        annulled=count.reasons(),
        first_at=None if count.first is None else moment_of(count.first),
        last_at=None if count.last is None else moment_of(count.last),
    )
