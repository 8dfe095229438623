"""What a text may name: fields, tables and marks, each with its meaning and an example."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from zjgdesk.services.office_texts import Fillings
from zjgdesk.ui.labels import Heading, label
from zjgdesk.ui.texts.meanings import MARKS, told

MUST = "（必须保留）"
TEXT = Qt.ItemDataRole.UserRole
LONGEST = 60  # characters of an example


class FillingList(QWidget):
    """Enter or a double click puts the chosen one into the text."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.list = QListWidget()
        self.list.setProperty("dense", True)  # noqa: FBT003
        self.list.setAccessibleName("可用的字段、表和版式")
        self.meaning = label("", "hint", wrap=True)
        self.meaning.setMinimumHeight(self.meaning.fontMetrics().lineSpacing() * 3)
        self.meaning.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(Heading("可用内容（回车插入）"))
        layout.addWidget(self.list, 1)
        layout.addWidget(self.meaning)
        self.list.itemActivated.connect(lambda item: self.wanted.emit(str(item.data(TEXT))))
        self.list.currentItemChanged.connect(self._explain)

    def show_fillings(self, told_of: Fillings) -> None:
        """Show what another text may name."""
        self.list.clear()
        for name, example in told_of.fields.items():
            self._add(f"{{{name}}}", example, must=name in told_of.required)
        for name in told_of.tables:
            self._add(f"【表】{name}", must=name in told_of.kept)
        for name in MARKS:
            self._add(f"【{name}】")
        self.list.setCurrentRow(0)

    def _add(self, shown: str, example: str = "", *, must: bool = False) -> None:
        item = QListWidgetItem(shown + (MUST if must else ""), self.list)
        item.setData(TEXT, shown)
        short = example if len(example) <= LONGEST else f"{example[:LONGEST]}…"
        item.setToolTip(told(shown, short))

    def _explain(self) -> None:
        item = self.list.currentItem()
        self.meaning.setText(item.toolTip() if item is not None else "")
