"""The table of a shortlist: everything that is known beside each name."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from zjgdesk.rules.vocabulary import ShortlistKind, Track
from zjgdesk.services.shortlists import ShortlistPage, ShortlistRow
from zjgdesk.ui.empty import EmptyState
from zjgdesk.ui.marks import case_hint, clearance_tone, clearance_words, mark_tone, mark_words
from zjgdesk.ui.messages import explain
from zjgdesk.ui.shortlists.words import (
    approval,
    choice_words,
    clearance_tip,
    number,
    owed_reasons,
    percent,
    stopped_refusal,
)
from zjgdesk.ui.table import RIGHT, Column
from zjgdesk.ui.table_view import TableView
from zjgdesk.ui.words import field_word, word

Columns = tuple[Column[ShortlistRow], ...]
CHOSEN = 1
MANY, REASON = 4, 120


class ShortlistTable(TableView[ShortlistRow]):
    """The rows of a list by rank; space and a click on the mark choose, F2 gives a reason."""

    toggled = Signal(list)
    reason_wanted = Signal()

    def __init__(self, track: Track, kind: ShortlistKind, channels: Sequence[str]) -> None:
        self.owed: dict[int, str] = {}
        super().__init__(
            (
                _rank(),
                *self._mark(),
                *_who(track),
                *_votes(kind, channels),
                *_opinions(),
                Column(
                    "理由", lambda row: row.reason, width=0 if len(channels) < MANY else REASON
                ),
            ),
            empty=EmptyState(""),
            search="搜索名称、单位",
            name=f"{word(kind)}名单",
        )
        self.view.clicked.connect(self._clicked)
        self.opened.connect(lambda _row: self.reason_wanted.emit())
        self.view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: space and F2 in the grid are this table's own."""
        if (
            watched is self.view
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in {Qt.Key.Key_Space, Qt.Key.Key_F2}
        ):
            if event.key() == Qt.Key.Key_Space:
                self.toggled.emit(self.selected())
            else:
                self.reason_wanted.emit()
            return True
        return super().eventFilter(watched, event)

    def show_page(self, page: ShortlistPage) -> None:
        """Show the rows of a list; what is selected stays so while only the choice changes."""
        self.owed = owed_reasons(page.rows)
        if [row.id for row in self.model.all_rows()] == [row.id for row in page.rows]:
            self.replace(page.rows)
            self.chosen.emit(self.current())
        else:
            self.show_rows(page.rows)
            if self.current() is None:
                self.choose(lambda _row: True)

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == CHOSEN:
            self.toggled.emit([self.model.row(index)])

    def _mark(self) -> Columns:
        return (
            Column(
                "入围",
                lambda row: choice_words(row, self.owed)[0],
                lambda row: (not row.chosen, row.stopped is not None),
                tone=lambda row: choice_words(row, self.owed)[1],
                tooltip=lambda row: _tip(row) or "按空格键或者点这里，选定或者取消选定",
                width=130,
            ),
        )


def _tip(row: ShortlistRow) -> str:
    refusal = stopped_refusal(row)
    return explain(refusal) if refusal else ""


def _rank() -> Column[ShortlistRow]:
    return Column("排名", lambda row: str(row.rank), lambda row: row.rank, RIGHT, width=58)


def _who(track: Track) -> Columns:
    unit = track is Track.UNIT
    return (
        Column(
            field_word("name", unit=unit),
            lambda row: row.candidate.name,
            width=190 if unit else 84,
        ),
        Column(
            "标记",
            lambda row: mark_words(row.candidate),
            tone=lambda row: mark_tone(row.candidate),
            width=104,
            tooltip=lambda row: case_hint(row.candidate.case),
        ),
        Column(field_word("organisation"), lambda row: row.candidate.organisation, width=108),
    )


def _opinions() -> Columns:
    return (
        Column(
            "同意",
            lambda row: str(row.candidate.yes),
            lambda row: row.candidate.yes,
            RIGHT,
            width=58,
        ),
        Column(
            "有保留",
            lambda row: str(row.candidate.reserved),
            lambda row: row.candidate.reserved,
            RIGHT,
            width=68,
        ),
        Column(
            "不同意",
            lambda row: str(row.candidate.no),
            lambda row: row.candidate.no,
            RIGHT,
            width=68,
        ),
        Column("同意率", approval, lambda row: row.approval, RIGHT, width=76),
        Column(
            "纪公检法",
            lambda row: clearance_words(row.candidate.clearance),
            tone=lambda row: clearance_tone(row.candidate.clearance),
            tooltip=clearance_tip,
            width=96,
        ),
    )


def _votes(kind: ShortlistKind, channels: Sequence[str]) -> Columns:
    if kind is ShortlistKind.INITIAL:
        return ()
    return (
        Column(
            "加权得票率",
            lambda row: percent(row.votes.weighted) if row.votes else "",
            lambda row: row.votes.weighted if row.votes else None,
            RIGHT,
            width=96,
        ),
        *(_channel(channel) for channel in channels),
    )


def _channel(channel: str) -> Column[ShortlistRow]:
    def valid(row: ShortlistRow) -> int | None:
        votes = row.votes.channels.get(channel) if row.votes else None
        return votes.valid if votes else None

    def text(row: ShortlistRow) -> str:
        votes = valid(row)
        return "" if votes is None else number(votes)

    return Column(
        f"{channel}有效", text, valid, RIGHT, width=max(88, 32 + 14 * (len(channel) + 2))
    )
