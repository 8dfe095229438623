"""Candidates to choose from: tick, search, tick all that are shown."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListView, QVBoxLayout, QWidget

from zjgdesk.rules.vocabulary import ClearanceAnswer
from zjgdesk.services.candidates import CandidateRow
from zjgdesk.ui.actions import ActionButton
from zjgdesk.ui.labels import Line
from zjgdesk.ui.table import Index
from zjgdesk.ui.theme import Tone
from zjgdesk.ui.words import word


def is_clear(row: CandidateRow) -> bool:
    """Say whether every organ answered that nothing stands against the candidate."""
    return set(row.clearance.values()) == {ClearanceAnswer.CLEAR}


def marks_of(row: CandidateRow) -> str:
    """Say what the clerk must know beside the name. Rule: OPINION-03, OPINION-05."""
    told = []
    if row.case is not None:
        told.append(word(row.case.kind))
    if ClearanceAnswer.AFFECTED in row.clearance.values():
        told.append("纪公检法：有影响")
    elif not is_clear(row):
        told.append("纪公检法未齐")
    return "、".join(told)


def line_of(row: CandidateRow) -> str:
    """Return how a candidate is listed."""
    where = "　".join(part for part in (row.organisation, row.post) if part and part != row.name)
    marks = marks_of(row)
    return f"{row.name}　{where}" + (f"　【{marks}】" if marks else "")


class CheckModel(QAbstractListModel):
    """Candidates with a tick each; a search hides rows but keeps their ticks."""

    ticked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[CandidateRow] = []
        self._lines: list[str] = []
        self._shown: list[int] = []
        self._needles: tuple[str, ...] = ()
        self.chosen: set[int] = set()

    def show(self, rows: Sequence[CandidateRow]) -> None:
        """Replace the candidates; nothing is ticked."""
        self.beginResetModel()
        self._rows, self._lines = list(rows), [line_of(row) for row in rows]
        self.chosen = set()
        self._shown = self._found()
        self.endResetModel()
        self.ticked.emit()

    def search(self, text: str) -> None:
        """Show the lines that hold every word."""
        self.beginResetModel()
        self._needles = tuple(text.split())
        self._shown = self._found()
        self.endResetModel()

    def tick(self, wanted: Callable[[CandidateRow], bool]) -> None:
        """Tick exactly those on display that the function wants; hidden ones stay as they are."""
        for at in self._shown:
            row = self._rows[at]
            (self.chosen.add if wanted(row) else self.chosen.discard)(row.id)
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))
        self.ticked.emit()

    def ids(self) -> tuple[int, ...]:
        """Return the ticked candidates in the list's order."""
        return tuple(row.id for row in self._rows if row.id in self.chosen)

    def chosen_rows(self) -> list[CandidateRow]:
        """Return the ticked candidates themselves."""
        return [row for row in self._rows if row.id in self.chosen]

    def total(self) -> int:
        """Return how many there are with no search."""
        return len(self._rows)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt signature
        """Qt: number of rows."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Qt: the line and its tick."""
        if not index.isValid():
            return None
        at = self._shown[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self._lines[at]
        if role == Qt.ItemDataRole.CheckStateRole:
            on = self._rows[at].id in self.chosen
            return (Qt.CheckState.Checked if on else Qt.CheckState.Unchecked).value
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401
        """Qt: tick or untick."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        row = self._rows[self._shown[index.row()]]
        on = Qt.CheckState(value) == Qt.CheckState.Checked
        (self.chosen.add if on else self.chosen.discard)(row.id)
        self.dataChanged.emit(index, index, [role])
        self.ticked.emit()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: every row can be ticked."""
        usual = super().flags(index)
        return usual | Qt.ItemFlag.ItemIsUserCheckable if index.isValid() else usual

    def _found(self) -> list[int]:
        return [
            at
            for at, line in enumerate(self._lines)
            if all(needle in line for needle in self._needles)
        ]


class CheckList(QWidget):
    """The list with its search box and its buttons."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.model = CheckModel(self)
        self.search_box = QLineEdit()
        self.search_box.setPlaceholderText("搜索姓名、单位、职务")
        self.search_box.setClearButtonEnabled(True)
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setAccessibleName("候选对象")
        self.view.setUniformItemSizes(True)
        self.said = Line(tone=Tone.MUTED)
        self.all_button = ActionButton("全选")
        self.clear_button = ActionButton("选无影响的")
        self.none_button = ActionButton("全不选")
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.search_box, 1)
        for button in (self.all_button, self.clear_button, self.none_button):
            top.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.said)
        self.clear_button.setToolTip("勾选纪公检法意见均为“无影响”的候选对象")
        self.search_box.textChanged.connect(self.model.search)
        self.all_button.clicked.connect(lambda: self.model.tick(lambda _row: True))
        self.clear_button.clicked.connect(lambda: self.model.tick(is_clear))
        self.none_button.clicked.connect(lambda: self.model.tick(lambda _row: False))
        self.model.ticked.connect(self.changed)
