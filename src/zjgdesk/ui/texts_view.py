"""文书模板: the office's own wording of its papers, seen on the page as it is written."""

from enum import Enum
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QMessageBox,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from zjgdesk.errors import DeskError
from zjgdesk.rules.roles import Action
from zjgdesk.services import office_texts, text_faults
from zjgdesk.services.desk import Desk
from zjgdesk.services.office_texts import TextRow
from zjgdesk.ui.actions import ActionBar
from zjgdesk.ui.ballots.asking import show_pages
from zjgdesk.ui.forms import confirm
from zjgdesk.ui.jobs import Jobs
from zjgdesk.ui.labels import Line, label, restyle
from zjgdesk.ui.messages import explain
from zjgdesk.ui.texts.beside import PageBeside
from zjgdesk.ui.texts.editor import TextEditor, document_of
from zjgdesk.ui.texts.fillings import FillingList
from zjgdesk.ui.texts.kinds import KindList
from zjgdesk.ui.theme import Tone

USUAL = (1280, 720)
LEFT, MIDDLE, RIGHT = 236, 580, 420
HINT = "一行是一段；花括号里是字段，印制时填入案卷的内容；没有内容的字段，整行不印。"
UNSAVED, SAVED, BACK = "尚未保存。", "已经保存，以后印制的文书使用这个文字。", "已经恢复原文。"


class Answer(Enum):
    """What becomes of a text that is not saved."""

    SAVE = "save"
    DROP = "drop"
    STAY = "stay"


class TextsDialog(QDialog):
    """The papers at the left, the text in the middle, the page at the right."""

    def __init__(self, parent: QWidget | None, desk: Desk, jobs: Jobs) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rows: dict[str, TextRow] = {}
        self._kind = ""
        self._documents: dict[str, QTextDocument] = {}
        self.setWindowTitle("文书模板")
        self.kinds, self.names = KindList(), FillingList()
        self.text, self.page = TextEditor(), PageBeside(jobs)
        self.said, self.apart = Line(tone=Tone.MUTED), Line(tone=Tone.INFO)
        self.bar = ActionBar()
        self.save_button = self.bar.add("保存", self.save, primary=True)
        self.preview_button = self.bar.add("放大看样张", self.preview)
        self.next_button = self.bar.add("下一处改动", self.text.go_to_difference)
        self.back_button = self.bar.add("这一处改回原文", self.put_back)
        self.reset_button = self.bar.add("全部恢复原文…", self.ask_reset)
        self.bar.add("关闭", self.reject)
        self._lay_out()
        self._connect()
        self.refresh()
        self._take_room()

    def refresh(self) -> None:
        """Read the texts anew; the chosen one stays chosen."""
        self._rows = {row.kind: row for row in office_texts.list_texts(self._desk)}
        self.kinds.show_rows(self._rows.values())
        self._show(self.kinds.kind())

    def kind(self) -> str:
        """Return the kind of paper whose text is edited."""
        return self._kind

    def unsaved(self) -> bool:
        """Say whether the text is not what is kept."""
        row = self._rows.get(self._kind)
        return row is not None and self.text.toPlainText().strip() != row.text.strip()

    def preview(self) -> None:
        """Show the page as this text would print it, in a window of its own."""
        try:
            content = office_texts.preview_text(self._desk, self._kind, self.text.toPlainText())
        except DeskError as error:
            self._say_fault(error)
            return
        show_pages(self, self._rows[self._kind].title, content)

    def save(self) -> bool:
        """Keep the text where it is sound; else say what is wrong with it, and where."""
        try:
            office_texts.save_text(self._desk, self._kind, self.text.toPlainText())
        except DeskError as error:
            self._say_fault(error)
            return False
        self.refresh()
        self.said.say(SAVED, Tone.GOOD)
        return True

    def put_back(self) -> None:
        """Write the original's lines where the cursor stands in a difference."""
        difference = self.text.difference_here()
        if difference is not None:
            self.text.put_back(difference)

    def ask_reset(self) -> None:
        """Ask before the office's own text goes."""
        title = self._rows[self._kind].title
        if confirm(self, "恢复原文", f"“{title}”恢复为原来的文字，改动将丢失。", yes="恢复原文"):
            self.reset()

    def reset(self) -> None:
        """Go back to the shipped text."""
        try:
            office_texts.reset_text(self._desk, self._kind)
        except DeskError as error:
            self._say_fault(error)
            return
        self.text.put_all_back()
        self.refresh()
        self.said.say(BACK, Tone.GOOD)

    def done(self, result: int) -> None:
        """Qt: a text that is not saved is asked about before the window goes."""
        if self._may_leave():
            self.page.close_pages()
            super().done(result)

    def _may_leave(self) -> bool:
        """Ask what becomes of an unsaved text; say whether it may be left now."""
        if not self.unsaved():
            return True
        match ask_unsaved(self, self._rows[self._kind].title):
            case Answer.SAVE:
                return self.save()
            case Answer.DROP:
                del self._documents[self._kind]
                return True
            case Answer.STAY:
                return False

    def _choose(self, kind: str) -> None:
        if kind == self._kind:
            return
        if self._may_leave():
            self.kinds.stay(kind)
            self._show(kind)
        else:
            self.kinds.stay(self._kind)

    def _show(self, kind: str) -> None:
        row = self._rows[kind]
        other = kind != self._kind
        self._kind = kind
        if kind not in self._documents:
            self._documents[kind] = document_of(row.text.rstrip("\n"), self)
        if other:
            self.names.show_fillings(office_texts.fillings(kind))
            self.page.forget()
            self.said.say("")
            self.text.show_text(self._documents[kind], row.shipped)
        self._draw(now=True)
        self._allow()

    def _allow(self) -> None:
        may = self._desk.may(Action.CHANGE_OFFICE_TEXT)
        self.text.setReadOnly(may is not None)
        for button in (self.save_button, self.back_button, self.reset_button):
            button.allow(may)
        changed = bool(self.text.found)
        self.next_button.setVisible(changed)
        self.back_button.setVisible(changed)
        self.reset_button.setVisible(changed or self._rows[self._kind].own)
        count = len(self.text.found)
        self.apart.say(f"与原文不同的有 {count} 处，左边有色条。" if count else "")

    def _typed(self) -> None:
        self.said.say(UNSAVED if self.unsaved() else "", Tone.WARN)
        self.text.show_fault(None)
        self._draw()

    def _draw(self, *, now: bool = False) -> None:
        make = partial(office_texts.preview_text, self._desk, self._kind, self.text.toPlainText())
        self.page.want(make, now=now)

    def _made(self) -> None:
        if self.page.sheets is not None:  # it comes with the first page, but not last for the keys
            self.setTabOrder(self.text, self.page.sheets)
            self.setTabOrder(self.page.sheets, self.save_button)
        self.text.show_fault(None)
        if self.said.property("tone") == Tone.BAD.value:
            self.said.say(UNSAVED if self.unsaved() else "", Tone.WARN)

    def _say_fault(self, error: DeskError) -> None:
        line = text_faults.line_of(self.text.toPlainText(), error)
        self.text.show_fault(line)
        home = text_faults.home_of(self._rows[self._kind].shipped, error)
        where = f"第 {line} 行：" if line else f"原文第 {home} 行有：" if home else ""
        self.said.say(f"{where}{explain(error)}", Tone.BAD)

    def _insert(self, shown: str) -> None:
        if not self.text.isReadOnly():
            self.text.insertPlainText(shown)
            self.text.setFocus()

    def _take_room(self) -> None:
        room = self.screen().availableGeometry().size()
        self.resize(min(USUAL[0], room.width() - 40), min(USUAL[1], room.height() - 60))

    def _connect(self) -> None:
        self.kinds.chosen.connect(self._choose)
        self.names.wanted.connect(self._insert)
        self.text.textChanged.connect(self._typed)
        self.text.differed.connect(self._allow)
        self.page.failed.connect(self._say_fault)
        self.page.made.connect(self._made)
        for keys, act in (
            (QKeySequence.StandardKey.Save, self.save_button.click),
            (QKeySequence.StandardKey.Find, self.kinds.filter.setFocus),
            (QKeySequence.StandardKey.Print, self.preview_button.click),
            ("F8", self.text.go_to_difference),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _lay_out(self) -> None:
        left = QSplitter(Qt.Orientation.Vertical)
        left.addWidget(self.kinds)
        left.addWidget(self.names)
        left.setHandleWidth(8)
        left.setSizes([380, 260])
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.text, 1)
        column.addWidget(self.apart)
        column.addWidget(self.said)
        parts = QSplitter()
        parts.setHandleWidth(16)
        for part in (left, middle, self.page):
            parts.addWidget(part)
        parts.setSizes([LEFT, MIDDLE, RIGHT])
        parts.setStretchFactor(1, 1)
        parts.setStretchFactor(2, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 12)
        layout.setSpacing(8)
        layout.addWidget(label("文书模板", "dialogTitle"))
        layout.addWidget(label(HINT, "hint", wrap=True))
        layout.addWidget(parts, 1)
        layout.addWidget(self.bar)


def ask_unsaved(parent: QWidget, title: str) -> Answer:
    """Ask what becomes of a text that is not saved; Esc stays with it."""
    box = QMessageBox(parent)
    box.setWindowTitle("尚未保存")
    box.setText("<b>尚未保存</b>")
    box.setInformativeText(f"“{title}”的改动还没有保存。")
    save = box.addButton("保存", QMessageBox.ButtonRole.AcceptRole)
    restyle(save, "primary", value=True)
    drop = box.addButton("不保存", QMessageBox.ButtonRole.DestructiveRole)
    stay = box.addButton("继续修改", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(save)
    box.setEscapeButton(stay)
    box.exec()
    pressed = box.clickedButton()
    if pressed is save:
        return Answer.SAVE
    return Answer.DROP if pressed is drop else Answer.STAY
