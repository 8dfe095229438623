"""The files of the public vote: what each brought, what replaced it, what does not count."""

from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from PySide6.QtWidgets import QDialog, QFormLayout, QWidget

from zjgdesk.errors import DeskError
from zjgdesk.services import vote_file_rows
from zjgdesk.services.desk import Desk
from zjgdesk.services.vote_file_rows import AnnulledVoteRow, VoteFileRow
from zjgdesk.ui.ballots.two_lines import TwoLineList
from zjgdesk.ui.dialogs import ListDialog
from zjgdesk.ui.empty import EmptyState
from zjgdesk.ui.labels import Chip, Page, label
from zjgdesk.ui.shortlists.words import (
    FILE_TONES,
    annulment,
    file_second,
    file_state,
    number,
    reasons_words,
    votes_of,
)
from zjgdesk.ui.table import RIGHT, Column
from zjgdesk.ui.words import moment, word

SHORT = 12
MOST = 2000
MOST_SHOWN = "剔除票共 {count} 张，这里列出前 {most} 张。"


def open_file(path: Path) -> BinaryIO:
    """Open a file for reading.

    Raises:
        DeskError: `file.missing`.
    """
    try:
        return path.open("rb")
    except OSError as error:
        raise DeskError("file.missing", rule="IMPORT-06", name=path.name) from error


def read_file(path: Path) -> bytes:
    """Return what is in a file.

    Raises:
        DeskError: `file.missing`.
    """
    with open_file(path) as stream:
        return stream.read()


def files_list() -> TwoLineList[VoteFileRow]:
    """Return the list of files, each with its channels, its votes and whether it counts."""
    return TwoLineList(
        "投票数据", title=lambda row: row.name, second=file_second, state=file_state
    )


class FilePage(Page):
    """Everything that is known of one file. Rule: PUBLIC-04."""

    def show_nothing(self) -> None:
        """Show no file."""
        self.clear()

    def show_file(self, row: VoteFileRow, files: Sequence[VoteFileRow]) -> None:
        """Show a file; `files` are all of them, for what replaced it."""
        self.fill([_facts(row, {file.id: file for file in files})])


def _facts(row: VoteFileRow, files: dict[int, VoteFileRow]) -> QWidget:
    holder = QWidget()
    lines = QFormLayout(holder)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setHorizontalSpacing(12)
    lines.setVerticalSpacing(4)
    lines.addRow(label("状态", "fieldName"), Chip(word(row.state), FILE_TONES[row.state]))
    for title, text in (*_history(row, files), *_channels(row), *_origin(row)):
        if text:
            lines.addRow(label(title, "fieldName"), label(text, wrap=True))
    return holder


def _channels(row: VoteFileRow) -> list[tuple[str, str]]:
    found = []
    for each in row.channels:
        off = reasons_words(each.annulled)
        told = f"{number(each.raw)} 票，有效 {number(each.valid)}"
        found.append((each.channel, f"{told}；剔除：{off}" if off else f"{told}，没有剔除"))
    return found


def _history(row: VoteFileRow, files: dict[int, VoteFileRow]) -> list[tuple[str, str]]:
    earlier = files.get(row.replaces_id) if row.replaces_id is not None else None
    later = next((file for file in files.values() if file.replaces_id == row.id), None)
    return [
        ("取代了", earlier.name if earlier else ""),
        ("被取代", later.name if later else ""),
        ("理由", row.reason),
    ]


def _origin(row: VoteFileRow) -> list[tuple[str, str]]:
    first, last = moment(row.first_at), moment(row.last_at)
    return [
        ("投票时间", f"{first} 至 {last}" if first else ""),
        ("导入", f"{moment(row.at)}　{row.actor}"),
        ("介质", row.medium),
        ("文件", f"{word(row.shape)}，{row.rows:,} 行，{row.size:,} 字节"),
        ("摘要", row.digest[:SHORT]),
    ]


class AnnulledDialog(ListDialog[AnnulledVoteRow]):
    """The votes of a file that do not count, each with its reason. Rule: PUBLIC-02."""

    def __init__(self, parent: QWidget | None, desk: Desk, row: VoteFileRow) -> None:
        self._desk, self._row = desk, row
        super().__init__(
            parent,
            f"剔除票：{row.name}",
            (
                Column("行号", lambda vote: str(vote.row), lambda vote: vote.row, RIGHT, width=76),
                Column("渠道", lambda vote: vote.channel, width=110),
                Column("时间", lambda vote: vote.time, width=170),
                Column("所选编号", lambda vote: vote.picks, width=0),
                Column("原因", lambda vote: annulment(vote.reason), width=190),
            ),
            intro="不记录投票人。行号是原文件中的行号；一票符合几种原因的，记最先适用的一种。",
            empty=EmptyState("没有逐票的剔除记录", _why_none(row)),
        )
        count = vote_file_rows.annulled_count(desk, row.id)
        if count > MOST:
            self.said.say(MOST_SHOWN.format(count=number(count), most=number(MOST)))
        self.actions_bar.add("关闭", self.accept)

    def rows(self) -> list[AnnulledVoteRow]:
        """Return the first of them."""
        return vote_file_rows.list_annulled(self._desk, self._row.id, most=MOST)


def _why_none(row: VoteFileRow) -> str:
    off = votes_of(row.channels) - row.valid
    return f"这份文件报的是汇总票数，剔除 {number(off)} 票没有逐票明细。" if off else "全部有效。"


def open_annulled(parent: QWidget, desk: Desk, row: VoteFileRow) -> QDialog:
    """Show the votes of a file that do not count, over the tab."""
    dialog = AnnulledDialog(parent, desk, row)
    dialog.open()
    return dialog
