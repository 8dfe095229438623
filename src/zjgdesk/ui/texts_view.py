"""文书模板: the office's own wording of its papers, tried before it is kept."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from zjgdesk.errors import DeskError
from zjgdesk.rules.roles import Action
from zjgdesk.services import office_texts
from zjgdesk.services.desk import Desk
from zjgdesk.services.office_texts import TextRow
from zjgdesk.ui.actions import ActionBar
from zjgdesk.ui.ballots.asking import show_pages
from zjgdesk.ui.forms import confirm
from zjgdesk.ui.labels import Heading, Line, label
from zjgdesk.ui.theme import Tone

SIZE = (1120, 660)
LEFT, RIGHT = 200, 230
MARKS = ("标题", "小标题", "文号", "顶格", "空行", "换页", "附件", "署名", "用印", "日期")
KEY = Qt.ItemDataRole.UserRole


class TextsDialog(QDialog):
    """The papers at the left, the text in the middle, what it may name at the right."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rows: dict[str, TextRow] = {}
        self._drafts: dict[str, str] = {}
        self.setWindowTitle("文书模板")
        self.resize(*SIZE)
        self.kinds, self.names = QListWidget(), QListWidget()
        self.text = QPlainTextEdit()
        self.said = Line(tone=Tone.MUTED)
        self.bar = ActionBar()
        self.preview_button = self.bar.add("预览", self.preview)
        self.save_button = self.bar.add("保存", self.save, primary=True)
        self.reset_button = self.bar.add("恢复原文…", self.ask_reset)
        self._lay_out()
        self.kinds.currentItemChanged.connect(lambda _now, _before: self._show())
        self.text.textChanged.connect(self._keep_draft)
        self.names.itemActivated.connect(self._insert)
        self.refresh()

    def refresh(self) -> None:
        """Read the texts anew; the chosen one stays chosen."""
        held = self.kind()
        self._rows = {row.kind: row for row in office_texts.list_texts(self._desk)}
        self.kinds.blockSignals(True)  # noqa: FBT003
        self.kinds.clear()
        for row in self._rows.values():
            item = QListWidgetItem(f"{row.title}（已改）" if row.own else row.title, self.kinds)
            item.setData(KEY, row.kind)
        self.kinds.blockSignals(False)  # noqa: FBT003
        keys = list(self._rows)
        self.kinds.setCurrentRow(keys.index(held) if held in keys else 0)
        self._show()

    def kind(self) -> str:
        """Return the chosen kind of paper."""
        item = self.kinds.currentItem()
        return str(item.data(KEY)) if item is not None else ""

    def preview(self) -> None:
        """Show the page as this text would print it, with made-up facts."""
        try:
            content = office_texts.preview_text(self._desk, self.kind(), self.text.toPlainText())
        except DeskError as error:
            self.said.say_error(error)
            return
        self.said.say("以示例内容排出，正式印制时填入案件的内容。", Tone.MUTED)
        show_pages(self, self._rows[self.kind()].title, content)

    def save(self) -> None:
        """Keep the text where it is sound; else say what is wrong with it."""
        kind = self.kind()
        try:
            office_texts.save_text(self._desk, kind, self.text.toPlainText())
        except DeskError as error:
            self.said.say_error(error)
            return
        self._drafts.pop(kind, None)
        self.refresh()
        self.said.say("已经保存，以后印制的文书使用这个文字。", Tone.GOOD)

    def ask_reset(self) -> None:
        """Ask before the office's own text goes."""
        title = self._rows[self.kind()].title
        if confirm(self, "恢复原文", f"“{title}”恢复为原来的文字，改动将丢失。", yes="恢复原文"):
            self.reset()

    def reset(self) -> None:
        """Go back to the shipped text."""
        try:
            office_texts.reset_text(self._desk, self.kind())
        except DeskError as error:
            self.said.say_error(error)
            return
        self._drafts.pop(self.kind(), None)
        self.refresh()
        self.said.say("已经恢复原文。", Tone.GOOD)

    def _show(self) -> None:
        row = self._rows.get(self.kind())
        if row is None:
            return
        self.text.blockSignals(True)  # noqa: FBT003
        self.text.setPlainText(self._drafts.get(row.kind, row.text))
        self.text.blockSignals(False)  # noqa: FBT003
        self.names.clear()
        told = office_texts.fillings(row.kind)
        for name, example in told.fields.items():
            item = QListWidgetItem(f"{{{name}}}", self.names)
            item.setToolTip(f"示例：{example.strip() or '（空）'}")
        for name in told.tables:
            QListWidgetItem(f"【表】{name}", self.names)
        for name in MARKS:
            QListWidgetItem(f"【{name}】", self.names)
        may = self._desk.may(Action.CHANGE_OFFICE_TEXT)
        self.save_button.allow(may)
        self.reset_button.setVisible(row.own)
        self.reset_button.allow(may)
        self.text.setReadOnly(may is not None)
        self.said.say("" if row.kind not in self._drafts else "尚未保存。", Tone.WARN)

    def _keep_draft(self) -> None:
        self._drafts[self.kind()] = self.text.toPlainText()
        self.said.say("尚未保存。", Tone.WARN)

    def _insert(self, item: QListWidgetItem) -> None:
        if not self.text.isReadOnly():
            self.text.insertPlainText(item.text())
            self.text.setFocus()

    def _lay_out(self) -> None:
        self.kinds.setAccessibleName("文书")
        self.names.setAccessibleName("可用的字段、表和版式")
        self.text.setAccessibleName("模板文字")
        self.text.setTabChangesFocus(True)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))
        self.kinds.setFixedWidth(LEFT)
        right = QVBoxLayout()
        right.addWidget(Heading("可用内容"))
        right.addWidget(label("回车或者双击插入", "hint"))
        right.addWidget(self.names, 1)
        self.names.setFixedWidth(RIGHT)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.kinds)
        middle.addWidget(self.text, 1)
        middle.addLayout(right)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(label("文书模板", "dialogTitle"))
        layout.addWidget(
            label(
                "一行是一段；花括号里是字段，印制时填入案件的内容；没有内容的字段，整行不印。",
                "hint",
                wrap=True,
            )
        )
        layout.addLayout(middle, 1)
        layout.addWidget(self.said)
        layout.addWidget(self.bar)
