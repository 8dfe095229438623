"""Figures that should have been equal, beside each other: of the test, of the count by hand."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from zjgdesk.services.hand_count import HandDifference
from zjgdesk.services.proving import TestDifference
from zjgdesk.ui.dialogs import ListDialog
from zjgdesk.ui.table import RIGHT, Column

KINDS = ("同意", "不同意", "弃权", "该项无效")
PAPERS = ("有效票", "废票")
SIZE = (720, 460)


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure in both counts."""

    position: int
    name: str
    kind: str
    one: int
    other: int


def deck_rows(found: Sequence[TestDifference]) -> list[FigureRow]:
    """Return every figure of the test deck that was keyed otherwise than predicted."""
    return [
        row
        for each in found
        for row in _rows(each.position, each.name, each.predicted, each.keyed)
    ]


def hand_rows(found: Sequence[HandDifference]) -> list[FigureRow]:
    """Return every figure on which the count by hand differs."""
    return [
        row
        for each in found
        for row in _rows(each.position, each.name, each.counted, each.by_hand)
    ]


class FiguresDialog(ListDialog[FigureRow]):
    """The differing figures, with the names of both counts at the head of their columns."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        rows: Sequence[FigureRow],
        *,
        heads: tuple[str, str],
        intro: str,
    ) -> None:
        self._rows = list(rows)
        super().__init__(
            parent,
            title,
            [
                Column(
                    "票序",
                    lambda r: str(r.position) if r.position else "—",
                    lambda r: r.position,
                    RIGHT,
                    60,
                ),
                Column("候选对象", lambda r: r.name or "全部选票", width=0),
                Column("项目", lambda r: r.kind, width=110),
                Column(heads[0], lambda r: str(r.one), lambda r: r.one, RIGHT, 100),
                Column(heads[1], lambda r: str(r.other), lambda r: r.other, RIGHT, 100),
            ],
            intro=intro,
        )
        self.table.key_by(lambda row: (row.position, row.kind))
        self.resize(*SIZE)
        self.table.search_box.hide()
        self.close_button = self.actions_bar.add("知道了", self.accept, primary=True)
        self.close_button.setFocus()

    def rows(self) -> Sequence[FigureRow]:
        """Return the differing figures."""
        return self._rows


def _rows(
    position: int, name: str, one: tuple[int, ...], other: tuple[int, ...]
) -> list[FigureRow]:
    kinds = KINDS if position else PAPERS
    return [
        FigureRow(position, name, kind, mine, theirs)
        for kind, mine, theirs in zip(kinds, one, other, strict=True)
        if mine != theirs
    ]
