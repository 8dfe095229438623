"""Pasting and filling in a grid: all cells are understood before any is kept."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QWidget

from zjgdesk.errors import DeskError
from zjgdesk.rules.names import compact
from zjgdesk.rules.refusals import Refusal
from zjgdesk.services.tables_out import read_block
from zjgdesk.ui.dialogs import ListDialog
from zjgdesk.ui.forms import confirm
from zjgdesk.ui.labels import Line
from zjgdesk.ui.table import RIGHT, Column, Row
from zjgdesk.ui.table_view import TableView
from zjgdesk.ui.theme import Tone

Told_contra = TypeVar("Told_contra", contravariant=True)
Texts = Mapping[int, str]


class EditableGrid(Protocol[Told_contra]):
    """What a grid says of its cells; columns are numbered as the table describes them."""

    columns: Collection[int]

    def refusal(self) -> Refusal | None:
        """Say why nothing may be changed; None where it may."""

    def text(self, row: Told_contra, column: int) -> str:
        """Return what stands in a cell; nothing where nothing was answered."""

    def problems(self, row: Told_contra, texts: Texts) -> Mapping[int, str]:
        """Say what cannot be kept of the new texts of a row, and why."""

    def keep(self, block: Sequence[tuple[Told_contra, Texts]]) -> str:
        """Keep all of it in one act and show it; return what to say of it."""


@dataclass(frozen=True, slots=True)
class CellProblem:
    """One cell that stops the whole block."""

    line: int
    row: str
    column: str
    text: str
    why: str


PROBLEMS: Sequence[Column[CellProblem]] = (
    Column("行", lambda row: str(row.line), lambda row: row.line, RIGHT, 56),
    Column("对象", lambda row: row.row, width=130),
    Column("列", lambda row: row.column, width=110),
    Column("粘贴的内容", lambda row: row.text, width=180),
    Column("问题", lambda row: row.why, width=0),
)


class ProblemsDialog(ListDialog[CellProblem]):
    """Every cell that cannot be kept, with its place."""

    def __init__(self, parent: QWidget | None, problems: Sequence[CellProblem]) -> None:
        self._problems = problems
        intro = (
            f"有 {len(problems)} 格不能登记，整块内容都没有登记。请在原表中更正，再复制、粘贴。"
        )
        super().__init__(parent, "没有粘贴", PROBLEMS, intro=intro)
        self.table.key_by(lambda row: (row.line, row.column))
        self.close_button = self.actions_bar.add("知道了", self.accept, primary=True)

    def rows(self) -> Sequence[CellProblem]:
        """Return the problems."""
        return self._problems


class BlockEditor(QObject, Generic[Row]):
    """Lets a table take pasted blocks, Ctrl+D and Ctrl+Enter; `said` tells what came of it."""

    def __init__(self, table: TableView[Row], grid: EditableGrid[Row], said: Line) -> None:
        super().__init__(table)
        self._table, self._grid, self._said = table, grid, said
        view = table.view
        view.paste_pressed.connect(self.paste)
        view.fill_down_pressed.connect(self.fill_down)
        view.fill_pressed.connect(self.fill)
        table.deeds += [
            ("粘贴\tCtrl+V", self.paste),
            ("向下填充\tCtrl+D", self.fill_down),
            ("填充选中的行\tCtrl+Enter", self.fill),
        ]

    def paste(self) -> None:
        """Take the block of the clipboard, from the current cell to the right and down."""
        block = read_block(QGuiApplication.clipboard().text())
        while len(block) > 1 and not any(block[-1]):
            block.pop()
        if not any(text.strip() for line in block for text in line):
            self._said.say("剪贴板里没有文字。请先在表格软件中复制。", Tone.WARN)
        elif self._may():
            rows, columns = self._targets(block)
            if len(block) == len(block[0]) == 1 and self._table.view.selectedIndexes():
                self._put_in_all(block[0][0].strip(), columns)
            else:
                self._take(rows, columns, block)

    def fill_down(self) -> None:
        """Repeat the topmost selected row in those under it; a single row takes the one above."""
        rows, columns = self._selection()
        if len(rows) == 1:
            rows = [rows[0] - 1, rows[0]]
        if rows and rows[0] >= 0 and self._may():
            self._repeat(rows[0], rows[1:], columns)

    def fill(self) -> None:
        """Repeat the current cell in everything that is selected."""
        rows, columns = self._selection()
        index = self._table.view.currentIndex()
        if len(rows) * len(columns) < 2 or not index.isValid() or not self._may():  # noqa: PLR2004
            return
        if self._by_rows():
            self._repeat(index.row(), [row for row in rows if row != index.row()], columns)
            return
        if index.column() in self._grid.columns:
            source = self._grid.text(self._table.model.row(index), index.column())
            self._put_in_all(source, [index.column()])

    def _put_in_all(self, text: str, columns: list[int]) -> None:
        """One text into every selected cell; where rows are selected, into the column named."""
        rows, chosen = self._selection()
        if not self._by_rows() and chosen:
            columns = chosen
        cells = {(at.row(), at.column()) for at in self._table.view.selectedIndexes()}
        block = [[text if (row, at) in cells else "" for at in columns] for row in rows]
        self._take(rows, columns, block)

    def _repeat(self, source: int, rows: list[int], columns: list[int]) -> None:
        row = self._table.model.row(source)
        texts = [self._grid.text(row, at) for at in columns]
        if any(texts):
            self._take(rows, columns, [texts for _row in rows])
        else:
            self._said.say("要填充的那一行还没有内容。", Tone.WARN)

    def _may(self) -> bool:
        refusal = self._grid.refusal()
        if refusal:
            self._said.say_error(refusal)
        return refusal is None

    def _by_rows(self) -> bool:
        by_rows = QAbstractItemView.SelectionBehavior.SelectRows
        return self._table.view.selectionBehavior() == by_rows

    def _selection(self) -> tuple[list[int], list[int]]:
        rows, columns = self._table.view.places()
        return rows, [at for at in columns if at in self._grid.columns]

    def _targets(self, block: list[list[str]]) -> tuple[list[int], list[int]]:
        """Where a block goes: the rows, and the columns as they stand from left to right."""
        view = self._table.view
        index, shown = view.currentIndex(), view.header.shown()
        start = shown.index(index.column()) if index.column() in shown else 0
        width = max(map(len, block))
        editable = [place for place, at in enumerate(shown) if at in self._grid.columns]
        if self._by_rows() and start not in editable and 0 < width <= len(editable):
            start = editable[0]  # where rows are chosen, no cell is seen to be the current one
        first = max(index.row(), 0)
        rows = list(range(first, min(first + len(block), self._table.model.rowCount())))
        return rows, shown[start : start + width]

    def _take(self, rows: list[int], columns: list[int], block: Sequence[Sequence[str]]) -> None:
        """Understand every cell; then keep all, or show why none is kept."""
        problems: list[CellProblem] = []
        kept: list[tuple[Row, Texts]] = []
        for line, cells in enumerate(block):
            if line >= len(rows):
                problems += self._outside(line, cells)
                continue
            row = self._table.model.row(rows[line])
            texts, wrong = self._sorted(row, columns, cells)
            if texts:
                wrong = {**wrong, **self._grid.problems(row, texts)}
                kept.append((row, texts))
            problems += [
                self._problem(line, row, at, why, cells, columns) for at, why in wrong.items()
            ]
        if problems:
            dialog = ProblemsDialog(self._table.window(), problems)
            dialog.exec()
            dialog.deleteLater()
        elif kept and self._agreed(kept):
            self._keep(kept)

    def _sorted(
        self, row: Row, columns: list[int], cells: Sequence[str]
    ) -> tuple[dict[int, str], dict[int, str]]:
        """The texts to keep; and what stands where nothing is kept and is not the same."""
        texts, wrong = {}, {}
        for place, text in enumerate(map(str.strip, cells)):
            if not text:
                continue
            if place >= len(columns):
                wrong[-1] = "粘贴的列数超出了表格"
            elif columns[place] in self._grid.columns:
                texts[columns[place]] = text
            else:
                shown = self._table.model.columns[columns[place]].text(row)
                if compact(shown) != compact(text):
                    wrong[columns[place]] = f"这一列不能改，表中是“{shown}”，请核对行是否对齐"
        return texts, wrong

    def _problem(
        self,
        line: int,
        row: Row,
        at: int,
        why: str,
        cells: Sequence[str],
        columns: list[int],
    ) -> CellProblem:
        told = self._table.model.columns
        text = cells[columns.index(at)] if at in columns[: len(cells)] else ""
        return CellProblem(
            line + 1, told[0].text(row), told[at].title if at >= 0 else "", text, why
        )

    def _outside(self, line: int, cells: Sequence[str]) -> list[CellProblem]:
        text = "　".join(filter(None, cells))
        return [CellProblem(line + 1, "", "", text, "粘贴的行数超出了表格")] if text else []

    def _agreed(self, kept: Sequence[tuple[Row, Texts]]) -> bool:
        changed = sum(
            bool(old) and compact(old) != compact(text)
            for row, texts in kept
            for at, text in texts.items()
            for old in [self._grid.text(row, at)]
        )
        return not changed or confirm(
            self._table.window(),
            "改变已有的答复",
            f"其中 {changed} 格已经有别的内容，会被新的取代；原来的留在留痕中。",
            yes="全部登记",
        )

    def _keep(self, kept: Sequence[tuple[Row, Texts]]) -> None:
        try:
            self._said.say(self._grid.keep(kept), Tone.GOOD)
        except DeskError as error:
            self._said.say_error(error)
