"""The kinds of texts in groups, with a box that narrows them down."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from zjgdesk.services.office_texts import TextGroup, TextRow
from zjgdesk.ui.words import word

KEY = Qt.ItemDataRole.UserRole


class FilterLine(QLineEdit):
    """Narrows the list; down goes into it, Esc empties the box first."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: the keys that lead on."""
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class KindList(QWidget):
    """Every text under the heading of its group; `chosen` names the one that was gone to."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.filter, self.list = FilterLine(), QListWidget()
        self.filter.setPlaceholderText("筛选文书（Ctrl+F）")
        self.filter.setAccessibleName("筛选文书")
        self.filter.setClearButtonEnabled(True)
        self.list.setProperty("dense", True)  # noqa: FBT003
        self.list.setAccessibleName("文书")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.filter)
        layout.addWidget(self.list, 1)
        self.filter.textChanged.connect(self._narrow)
        self.filter.left.connect(self.list.setFocus)
        self.list.currentItemChanged.connect(self._tell)

    def show_rows(self, rows: Iterable[TextRow]) -> None:
        """Show the texts anew; the chosen one stays chosen."""
        held = self.kind()
        self.list.blockSignals(True)  # noqa: FBT003
        self.list.clear()
        listed = list(rows)
        for group in TextGroup:
            inside = [row for row in listed if row.group is group]
            if inside:
                self._head(word(group))
            for row in inside:
                item = QListWidgetItem(f"{row.title}（已改）" if row.own else row.title, self.list)
                item.setData(KEY, row.kind)
        self.choose(held or (listed[0].kind if listed else ""))
        self.list.blockSignals(False)  # noqa: FBT003
        self._narrow(self.filter.text())

    def kind(self) -> str:
        """Return the chosen kind of text, "" for none."""
        item = self.list.currentItem()
        return str(item.data(KEY) or "") if item is not None else ""

    def choose(self, kind: str) -> None:
        """Go to a kind of text."""
        for at in range(self.list.count()):
            if self.list.item(at).data(KEY) == kind:
                self.list.setCurrentRow(at)

    def stay(self, kind: str) -> None:
        """Go back to a kind without telling anybody."""
        self.list.blockSignals(True)  # noqa: FBT003
        self.choose(kind)
        self.list.blockSignals(False)  # noqa: FBT003

    def shown(self) -> list[str]:
        """Return the titles that the filter lets through."""
        items = (self.list.item(at) for at in range(self.list.count()))
        return [item.text() for item in items if not item.isHidden() and item.data(KEY)]

    def _head(self, title: str) -> None:
        item = QListWidgetItem(title, self.list)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = item.font()
        font.setBold(True)
        item.setFont(font)

    def _narrow(self, text: str) -> None:
        """Hide what does not have the words; a group's name lets all of it through."""
        wanted = "".join(text.lower().split())
        head, under = None, False
        for at in range(self.list.count()):
            item = self.list.item(at)
            if not item.data(KEY):
                head, under = item, wanted in item.text().lower()
                head.setHidden(True)
                continue
            seen = under or wanted in item.text().lower()
            item.setHidden(not seen)
            if seen and head is not None:
                head.setHidden(False)

    def _tell(self) -> None:
        if self.kind():
            self.chosen.emit(self.kind())
