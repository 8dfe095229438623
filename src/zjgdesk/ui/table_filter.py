"""Filtering by what a column says: the list to tick, and the chips that tell of it."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QListView, QVBoxLayout, QWidget

from zjgdesk.ui.actions import ActionButton
from zjgdesk.ui.labels import Line, label
from zjgdesk.ui.theme import Tone

NOTHING = "（空）"
SHOWN_WORDS = 2
ITEM_HEIGHT = 34
LONGEST = 18
CHECKED, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked
WORDS = Qt.ItemDataRole.UserRole


class FilterDialog(QDialog):
    """Every value of a column with its count; `wanted` is None where all are."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        values: list[tuple[str, int]],
        wanted: frozenset[str] | None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("筛选")
        self.resize(400, 520)
        self.wanted = wanted
        self.search_box = QLineEdit()
        self.search_box.setPlaceholderText("查找；回车只看找到的")
        self.search_box.setClearButtonEnabled(True)
        self.model = QStandardItemModel(self)
        for said, count in values:
            item = QStandardItem(f"{said or NOTHING}　{count}")
            item.setData(said, WORDS)
            item.setEditable(False)
            item.setSizeHint(QSize(0, ITEM_HEIGHT))
            item.setCheckable(True)
            item.setCheckState(CHECKED if wanted is None or said in wanted else UNCHECKED)
            self.model.appendRow(item)
        self.list = QListView()
        self.list.setAccessibleName(f"{title}的各个值")
        self.list.setUniformItemSizes(True)
        self.list.setModel(self.model)
        self.said = Line(tone=Tone.BAD)
        self.all_button, self.none_button = ActionButton("全选"), ActionButton("全不选")
        self.cancel_button = ActionButton("取消")
        self.accept_button = ActionButton("筛选", primary=True)
        self.accept_button.setDefault(True)
        self._lay_out(title)
        self.search_box.textChanged.connect(self._find)
        self.all_button.clicked.connect(lambda: self._tick(CHECKED))
        self.none_button.clicked.connect(lambda: self._tick(UNCHECKED))
        self.cancel_button.clicked.connect(self.reject)
        self.accept_button.clicked.connect(self.accept)
        self.search_box.setFocus()

    def accept(self) -> None:
        """Keep what is ticked; after a search only what was found counts."""
        shown = self._shown()
        ticked = [item for item in shown if item.checkState() == CHECKED]
        if not ticked:
            self.said.say("请至少勾选一个值。")
            return
        whole = len(ticked) == self.model.rowCount()
        self.wanted = None if whole else frozenset(str(item.data(WORDS)) for item in ticked)
        super().accept()

    def _shown(self) -> list[QStandardItem]:
        rows = range(self.model.rowCount())
        return [self.model.item(row) for row in rows if not self.list.isRowHidden(row)]

    def _tick(self, state: Qt.CheckState) -> None:
        for item in self._shown():
            item.setCheckState(state)

    def _find(self, text: str) -> None:
        self.said.say("")
        words = text.lower().split()
        for row in range(self.model.rowCount()):
            said = self.model.item(row).text().lower()
            self.list.setRowHidden(row, not all(word in said for word in words))

    def _lay_out(self, title: str) -> None:
        ticks, ends = QHBoxLayout(), QHBoxLayout()
        for row in (ticks, ends):
            row.setSpacing(8)
        ticks.addWidget(self.all_button)
        ticks.addWidget(self.none_button)
        ticks.addStretch(1)
        ends.addStretch(1)
        ends.addWidget(self.cancel_button)
        ends.addWidget(self.accept_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(label(f"按“{title}”筛选", "dialogTitle"))
        layout.addWidget(self.search_box)
        layout.addWidget(self.list, 1)
        layout.addLayout(ticks)
        layout.addWidget(self.said)
        layout.addLayout(ends)


class FilterChips(QWidget):
    """The filters at work, each with its cross; hidden while there are none."""

    removed = Signal(int)
    cleared = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.chips: dict[int, ActionButton] = {}
        self.clear_button = ActionButton("清除筛选")
        self.clear_button.setProperty("quiet", True)  # noqa: FBT003 - Qt
        self.clear_button.clicked.connect(self.cleared)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self.clear_button)
        self._row.addStretch(1)
        self.hide()

    def show_filters(self, titles: list[str], filters: Mapping[int, frozenset[str]]) -> None:
        """Tell of these filters and of no others."""
        for chip in self.chips.values():
            chip.hide()
            chip.deleteLater()
        self.chips = {}
        for place, (column, wanted) in enumerate(sorted(filters.items())):
            chip = ActionButton(f"{titles[column]}：{words_of(wanted)}　×")
            chip.setProperty("filter", True)  # noqa: FBT003 - Qt
            chip.setToolTip("、".join(said or NOTHING for said in sorted(wanted)[:40]))
            chip.setAccessibleName(f"取消按“{titles[column]}”筛选")
            chip.clicked.connect(lambda _checked=False, at=column: self.removed.emit(at))
            self._row.insertWidget(place, chip)
            self.chips[column] = chip
        self.setVisible(bool(filters))


def words_of(wanted: frozenset[str]) -> str:
    """Return the first values of a filter, and how many there are."""
    some = [said or NOTHING for said in sorted(wanted)[:SHOWN_WORDS]]
    told = "、".join(f"{said[:LONGEST]}…" if len(said) > LONGEST else said for said in some)
    return told if len(wanted) <= SHOWN_WORDS else f"{told} 等 {len(wanted)} 项"
