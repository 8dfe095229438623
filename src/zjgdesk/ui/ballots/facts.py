"""What a round was defined by, as a card of names and values."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel

from zjgdesk.rules.vocabulary import Base
from zjgdesk.services.round_detail import EntryRow, RoundDetail
from zjgdesk.ui.ballots.stages import counter
from zjgdesk.ui.empty import EmptyState
from zjgdesk.ui.labels import Card, label
from zjgdesk.ui.marks import case_hint, case_words
from zjgdesk.ui.table import RIGHT, Column
from zjgdesk.ui.table_view import TableView
from zjgdesk.ui.theme import Tone
from zjgdesk.ui.words import day, word


class Facts(Card):
    """Names at the left, values at the right; nothing is shown for an empty value."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._grid = QFormLayout()
        self._grid.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self.body.addLayout(self._grid)

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Replace the lines."""
        while self._grid.rowCount():
            self._grid.removeRow(0)
        for name, value in facts:
            if value:
                title = label(name, "fieldName")
                title.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
                self._grid.addRow(title, _value(value))

    def told(self) -> dict[str, str]:
        """Return what stands on the screen."""
        words = QFormLayout.ItemRole
        found = {}
        for row in range(self._grid.rowCount()):
            name = self._grid.itemAt(row, words.LabelRole).widget()
            value = self._grid.itemAt(row, words.FieldRole).widget()
            if isinstance(name, QLabel) and isinstance(value, QLabel):
                found[name.text()] = value.text()
        return found


def round_facts(detail: RoundDetail) -> list[tuple[str, str]]:
    """Return the definition of a round in words."""
    row, one = detail.row, counter(detail.row.track)
    needed = "" if detail.needed is None else f"{detail.needed} 票"
    base = "应到会" if detail.base is Base.DUE else "实到会"
    return [
        ("会议", row.meeting),
        ("日期", day(row.held_on)),
        ("轮次", word(row.kind)),
        ("名额", f"{row.places} {one}，候选 {row.candidates} {one}"),
        ("当选须有", f"{needed}（{base}过半数）" if needed else f"{base}过半数"),
        ("到会须有", f"{detail.quorum} 人（应到 {detail.due} 人的三分之二）"),
        ("总监票人", detail.officers.chief),
        ("监票人", "、".join(detail.officers.scrutineers)),
        ("计票人", "、".join(detail.officers.tellers)),
        ("作废理由", detail.void_reason or ""),
    ]


class EntryTable(TableView[EntryRow]):
    """The names on the paper in the paper's order, with what stands beside them."""

    def __init__(self) -> None:
        super().__init__(
            [
                Column("票序", lambda row: str(row.position), lambda row: row.position, RIGHT, 60),
                Column("候选对象", lambda row: row.name, width=160),
                Column("推荐单位", lambda row: row.organisation, width=0),
                Column(
                    "容错提示",
                    lambda row: case_words(row.case),
                    width=180,
                    tone=lambda row: Tone.WARN if row.case else Tone.MUTED,
                    tooltip=lambda row: case_hint(row.case),
                ),
            ],
            empty=EmptyState("票面上没有候选对象"),
            search="搜索姓名、单位",
            name="票面名单",
        )
        self.key_by(lambda row: row.candidate_id)


def _value(text: str) -> QLabel:
    value = label(text, wrap=True)
    value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return value
