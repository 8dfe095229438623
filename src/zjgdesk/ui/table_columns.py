"""Which columns a table shows, in which order, how wide."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from zjgdesk.settings import TableLayout
from zjgdesk.ui.actions import ActionButton
from zjgdesk.ui.labels import Line, label
from zjgdesk.ui.table_grid import Grid
from zjgdesk.ui.theme import Tone

ITEM_HEIGHT = 34
PLACE = Qt.ItemDataRole.UserRole
CHECKED, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


def arrange(grid: Grid, titles: list[str], layout: TableLayout) -> None:
    """Arrange the columns as a layout says; columns that it does not know stay as they are."""
    at_of = {title: at for at, title in enumerate(titles)}
    known = [at_of[title] for title in layout.order if title in at_of]
    if known:
        grid.header.put_in_order(_merged(known, len(titles)))
    hidden = {at_of[title] for title in layout.hidden if title in at_of}
    if len(hidden) < len(titles):
        for at in hidden:
            grid.setColumnHidden(at, True)  # noqa: FBT003 - Qt
    for title, width in layout.widths.items():
        at = at_of.get(title, -1)
        if at >= 0 and at not in grid.header.stretched:
            grid.header.widened.add(at)
            grid.setColumnWidth(at, width)


def arrangement(grid: Grid, titles: list[str]) -> TableLayout:
    """Return how the columns stand; widths only of those that somebody dragged."""
    order = grid.header.order()
    return TableLayout(
        tuple(titles[at] for at in order) if order != sorted(order) else (),
        frozenset(title for at, title in enumerate(titles) if grid.isColumnHidden(at)),
        {titles[at]: grid.columnWidth(at) for at in grid.header.widened if grid.columnWidth(at)},
    )


def _merged(known: list[int], count: int) -> list[int]:
    """The known columns in their order, each unknown one behind its left neighbour."""
    order = list(known)
    for at in range(count):
        if at not in known:
            order.insert(order.index(at - 1) + 1 if at - 1 in order else 0, at)
    return order


class ColumnsDialog(QDialog):
    """The columns as a list to tick and to drag."""

    def __init__(self, parent: QWidget, grid: Grid, titles: list[str]) -> None:
        super().__init__(parent)
        self.setWindowTitle("选择列")
        self.resize(380, 460)
        self._grid, self._titles = grid, titles
        self.list = QListWidget()
        self.list.setAccessibleName("列")
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.said = Line(tone=Tone.BAD)
        self.up_button, self.down_button = ActionButton("上移"), ActionButton("下移")
        self.usual_button = ActionButton("恢复默认")
        self.cancel_button = ActionButton("取消")
        self.accept_button = ActionButton("确定", primary=True)
        self.accept_button.setDefault(True)
        self._fill(
            grid.header.order(),
            hidden={at for at in range(len(titles)) if grid.isColumnHidden(at)},
        )
        self._lay_out()
        self.list.itemChanged.connect(lambda _item: self._check())
        self.up_button.clicked.connect(lambda: self._move(-1))
        self.down_button.clicked.connect(lambda: self._move(1))
        self.usual_button.clicked.connect(
            lambda: self._fill(list(range(len(titles))), hidden=set())
        )
        self.cancel_button.clicked.connect(self.reject)
        self.accept_button.clicked.connect(self.accept)

    def accept(self) -> None:
        """Arrange the columns as the list says; at least one stays."""
        if not self._check():
            return
        items = [self.list.item(place) for place in range(self.list.count())]
        self._grid.header.put_in_order([int(item.data(PLACE)) for item in items])
        for item in items:
            self._grid.setColumnHidden(int(item.data(PLACE)), item.checkState() != CHECKED)
        super().accept()

    def _fill(self, order: list[int], *, hidden: set[int]) -> None:
        self.list.clear()
        for at in order:
            item = QListWidgetItem(self._titles[at])
            item.setData(PLACE, at)
            item.setSizeHint(QSize(0, ITEM_HEIGHT))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDropEnabled)
            item.setCheckState(UNCHECKED if at in hidden else CHECKED)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _check(self) -> bool:
        items = (self.list.item(place) for place in range(self.list.count()))
        some = any(item.checkState() == CHECKED for item in items)
        self.said.say("" if some else "请至少留下一列。")
        self.accept_button.setEnabled(some)
        return some

    def _move(self, by: int) -> None:
        place = self.list.currentRow()
        if 0 <= place + by < self.list.count():
            item = self.list.takeItem(place)
            self.list.insertItem(place + by, item)
            self.list.setCurrentItem(item)

    def _lay_out(self) -> None:
        moves, ends = QHBoxLayout(), QHBoxLayout()
        for row, buttons in (
            (moves, (self.up_button, self.down_button, self.usual_button)),
            (ends, (self.cancel_button, self.accept_button)),
        ):
            row.setSpacing(8)
            if row is ends:
                row.addStretch(1)
            for button in buttons:
                row.addWidget(button)
            if row is moves:
                row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(label("选择列", "dialogTitle"))
        layout.addWidget(label("勾选的列显示在表中；拖动或者用按钮调整先后。", "hint", wrap=True))
        layout.addWidget(self.list, 1)
        layout.addLayout(moves)
        layout.addWidget(self.said)
        layout.addLayout(ends)
