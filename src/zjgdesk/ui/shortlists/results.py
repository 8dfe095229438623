"""Codes and results: channels apart, the weighted share and the rank. Rule: PUBLIC-02."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from zjgdesk.rules.vocabulary import Track
from zjgdesk.services import vote_codes, vote_results
from zjgdesk.services.desk import Desk
from zjgdesk.services.vote_results import ChannelVotes, ResultRow
from zjgdesk.ui.empty import EmptyState
from zjgdesk.ui.shortlists.words import number, percent
from zjgdesk.ui.table import RIGHT, Column
from zjgdesk.ui.table_view import TableView
from zjgdesk.ui.words import field_word

NOTHING = ChannelVotes(0, 0)


@dataclass(frozen=True, slots=True)
class VoteRow:
    """A candidate of the vote under its code, with its result once a file counts."""

    id: int
    code: str
    name: str
    organisation: str
    result: ResultRow | None


def vote_rows(desk: Desk, track: Track) -> list[VoteRow]:
    """Return everybody of a track's vote by rank; by code before there is a result."""
    codes = vote_codes.list_codes(desk, track)
    results = {row.candidate_id: row for row in vote_results.read_results(desk, track)}
    rows = [
        VoteRow(c.candidate_id, c.code, c.name, c.organisation, results.get(c.candidate_id))
        for c in codes
    ]
    return sorted(rows, key=lambda row: (row.result.rank if row.result else 0, row.code))


def channels_of(rows: Sequence[VoteRow]) -> tuple[str, ...]:
    """Return the channels that the results tell apart."""
    return tuple(dict.fromkeys(name for row in rows if row.result for name in row.result.channels))


def results_table(track: Track, channels: Sequence[str]) -> TableView[VoteRow]:
    """Return the table of codes, and of results where there are channels."""
    shown = _result() if channels else ()
    return TableView(
        (
            *shown[:1],
            Column("编号", lambda row: row.code, width=64),
            Column(
                field_word("name", unit=track is Track.UNIT),
                lambda row: row.name,
                width=190 if track is Track.UNIT else 84,
            ),
            *shown[1:],
            *(column for channel in channels for column in _channel(channel)),
            Column(
                field_word("organisation"),
                lambda row: row.organisation,
                width=140 if channels else 0,
            ),
        ),
        empty=EmptyState(
            "还没有编号",
            "先在左边编排编号，或者读入报纸、平台已经用过的编号表，再导入投票数据。",
        ),
        search="搜索编号、名称、单位",
        name="投票结果",
    )


def _result() -> tuple[Column[VoteRow], Column[VoteRow]]:
    return (
        Column(
            "名次",
            lambda row: str(row.result.rank) if row.result else "",
            lambda row: row.result.rank if row.result else None,
            RIGHT,
            width=58,
        ),
        Column(
            "加权得票率",
            lambda row: percent(row.result.weighted) if row.result else "",
            lambda row: row.result.weighted if row.result else None,
            RIGHT,
            width=96,
        ),
    )


def _channel(channel: str) -> tuple[Column[VoteRow], ...]:
    return (
        _votes(f"{channel}原始", channel, lambda votes: votes.raw),
        _votes(f"{channel}剔除", channel, lambda votes: votes.annulled),
        _votes(f"{channel}有效", channel, lambda votes: votes.valid),
    )


def _votes(title: str, channel: str, read: Callable[[ChannelVotes], int]) -> Column[VoteRow]:
    def count(row: VoteRow) -> int | None:
        return read(row.result.channels.get(channel, NOTHING)) if row.result else None

    def text(row: VoteRow) -> str:
        votes = count(row)
        return "" if votes is None else number(votes)

    return Column(title, text, count, RIGHT, width=max(84, 28 + 14 * len(title)))
