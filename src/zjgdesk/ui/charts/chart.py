"""A chart as it stands on the window: title, figures, note, and the ways into a report."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout

from zjgdesk.errors import DeskError
from zjgdesk.ui.actions import ActionButton
from zjgdesk.ui.charts.canvas import Canvas
from zjgdesk.ui.charts.export import copy_picture, copy_table, save_picture
from zjgdesk.ui.charts.facts import ChartFacts
from zjgdesk.ui.labels import Card, ElidedLabel, Line, label
from zjgdesk.ui.theme import Tone


class Chart(Card):
    """Shows figures as bars or a line, and gives them away as picture or table."""

    def __init__(self, facts: ChartFacts) -> None:
        super().__init__()
        self.facts = facts
        self.title = ElidedLabel()
        self.title.setObjectName("heading")
        self.canvas = Canvas(facts)
        self.note = label(name="cardNote", wrap=True)
        self.said = Line(tone=Tone.MUTED)
        self.picture_button = self._button("复制图片", self.copy_picture)
        self.table_button = self._button("复制表格", self.copy_table)
        self._lay_out()
        self._add_menu()
        self.canvas.told.connect(self._say_figure)
        self.canvas.copied.connect(self.copy_table)
        self.show_facts(facts)

    def show_facts(self, facts: ChartFacts) -> None:
        """Show other figures."""
        self.facts = facts
        self.title.setText(facts.title)
        self.title.setToolTip(facts.title)
        self.canvas.show_facts(facts)
        self.said.say("")
        self._say_figure("")
        for action in self.canvas.actions():
            action.setEnabled(not facts.empty)
        for button in (self.picture_button, self.table_button):
            button.setVisible(not facts.empty)
            button.setAccessibleName(f"{button.text()}：{facts.title}")

    def copy_picture(self) -> None:
        """Put the chart on the clipboard as a picture for a report."""
        if self.facts.empty:
            return
        copy_picture(self.facts, QApplication.font())
        self.said.say("图片已复制，可以粘贴到文档中。", Tone.GOOD)

    def copy_table(self) -> None:
        """Put the figures on the clipboard as a table."""
        if not self.facts.empty:
            copy_table(self.facts)
            self.said.say("表格已复制，可以粘贴到 Excel、WPS 中。", Tone.GOOD)

    def save_to(self, path: Path) -> None:
        """Write the picture to a file and say so, or say why not."""
        try:
            save_picture(self.facts, QApplication.font(), path)
        except DeskError as error:
            self.said.say_error(error)
        else:
            self.said.say(f"已保存到 {path}", Tone.GOOD)

    def _save(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(
            self, "保存图片", f"{self.facts.title}.png", "PNG 图片 (*.png)"
        )
        if name:
            self.save_to(Path(name))

    def _say_figure(self, words: str) -> None:
        text = words or self.facts.note
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def _button(self, text: str, slot: Callable[[], None]) -> ActionButton:
        button = ActionButton(text)
        button.setProperty("quiet", True)  # noqa: FBT003
        button.clicked.connect(lambda _checked=False: slot())
        return button

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(0)
        top.addWidget(self.title, 1)
        top.addWidget(self.picture_button)
        top.addWidget(self.table_button)
        self.body.addLayout(top)
        self.body.addWidget(self.canvas)
        self.body.addWidget(self.note)
        self.body.addWidget(self.said)
        self.body.addStretch(1)

    def _add_menu(self) -> None:
        self.canvas.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for text, slot in (
            ("复制图片", self.copy_picture),
            ("复制表格", self.copy_table),
            ("保存图片…", self._save),
        ):
            action = QAction(text, self.canvas)
            action.triggered.connect(lambda _checked=False, slot=slot: slot())
            self.canvas.addAction(action)
