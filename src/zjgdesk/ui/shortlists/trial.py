"""What a file of votes would bring, channel by channel."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from zjgdesk.ui.empty import EmptyState
from zjgdesk.ui.shortlists.words import UNNAMED, number, reasons_words
from zjgdesk.ui.table import RIGHT, Column
from zjgdesk.ui.table_view import TableView
from zjgdesk.ui.theme import Tone


class Counted(Protocol):
    """What a count tells, in whichever shape the file came."""

    @property
    def voters(self) -> Mapping[str, int]:
        """The votes of each channel."""

    @property
    def annulled(self) -> Mapping[str, Mapping[str, int]]:
        """How many of them do not count, by channel and reason."""

    @property
    def skipped(self) -> int:
        """The rows that are no votes."""


@dataclass(frozen=True, slots=True)
class TrialRow:
    """One channel of a file on trial."""

    channel: str
    votes: int
    annulled: int
    reasons: str

    @property
    def id(self) -> str:
        """The channel."""
        return self.channel


def trial_rows(found: Counted) -> list[TrialRow]:
    """Return what each channel would bring."""
    return [
        TrialRow(channel, votes, sum(off.values()), reasons_words(off))
        for channel, votes in found.voters.items()
        for off in (found.annulled.get(channel, {}),)
    ]


def trial_words(found: Counted) -> tuple[str, Tone]:
    """Sum up a trial; a channel that is not known is to be named first."""
    rows = trial_rows(found)
    votes, off = sum(row.votes for row in rows), sum(row.annulled for row in rows)
    if not votes:
        return "文件里没有一票，请核对文件。", Tone.WARN
    told = f"试算：共 {number(votes)} 票，剔除 {number(off)}，有效 {number(votes - off)}。"
    if UNNAMED in found.voters:
        return f"{told}文件没有写明渠道，请填写渠道后再试算。", Tone.WARN
    skipped = f"另有 {found.skipped} 行不是投票，没有计数。" if found.skipped else ""
    return f"{told}{skipped}还没有计入；核对之后请按“计入”。", Tone.INFO


def trial_table() -> TableView[TrialRow]:
    """Return the table of a trial."""
    table: TableView[TrialRow] = TableView(
        (
            Column("渠道", lambda row: row.channel, width=130),
            Column("票数", lambda row: number(row.votes), lambda row: row.votes, RIGHT, width=90),
            Column(
                "剔除", lambda row: number(row.annulled), lambda row: row.annulled, RIGHT, width=90
            ),
            Column(
                "有效",
                lambda row: number(row.votes - row.annulled),
                lambda row: row.votes - row.annulled,
                RIGHT,
                width=90,
            ),
            Column("剔除原因", lambda row: row.reasons, width=0),
        ),
        empty=EmptyState("文件里没有一票", "请核对文件。"),
        name="试算结果",
    )
    table.search_box.hide()
    table.count.hide()
    return table
