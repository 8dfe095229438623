"""The papers that were issued for a subject, each a line to open."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from zjgdesk.errors import DeskError
from zjgdesk.services.desk import Desk
from zjgdesk.services.issued import IssuedRow
from zjgdesk.ui.ballots.asking import show_issued
from zjgdesk.ui.labels import Card, Line, restyle
from zjgdesk.ui.theme import Tone
from zjgdesk.ui.words import PAPERS, moment

EDGES = 20  # what the style leaves blank at both ends of a line


class PaperRow(QPushButton):
    """A line to press; where it is too long, its name gives way, never the card beside it."""

    def __init__(self, name: str, rest: str) -> None:
        super().__init__(f"{name}{rest}")
        self._name, self._rest = name, rest
        restyle(self, "row", value=True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: as much of the name as there is room for."""
        super().resizeEvent(event)
        metrics = self.fontMetrics()
        room = self.width() - EDGES - metrics.horizontalAdvance(self._rest)
        name = metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, room)
        self.setText(f"{name}{self._rest}")


class PaperList(Card):
    """Issued papers, newest first; a click shows the very bytes."""

    recorded = Signal()

    def __init__(self, desk: Desk, *, empty: str = "还没有印发文件。") -> None:
        super().__init__("已印文书")
        self._desk = desk
        self._empty = empty
        self.said = Line(tone=Tone.MUTED)
        self.buttons: list[QPushButton] = []
        self.body.setSpacing(0)
        self.body.addWidget(self.said)

    def show_papers(self, rows: Sequence[IssuedRow]) -> None:
        """Replace the lines."""
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = [self._button(row) for row in rows]
        for at, button in enumerate(self.buttons):
            self.body.insertWidget(1 + at, button)
        self.said.say("" if rows else self._empty, Tone.MUTED)

    def _button(self, row: IssuedRow) -> QPushButton:
        name = PAPERS.get(row.kind, row.title)
        button = PaperRow(name, f"　{row.pages} 页　{moment(row.at)[5:]}")
        button.setToolTip(f"{row.title}\n{row.actor} 印发，摘要 {row.digest}")
        button.setAccessibleName(f"查看{name}")
        button.clicked.connect(lambda _checked=False: self._show(row))
        return button

    def _show(self, row: IssuedRow) -> None:
        try:
            show_issued(self, self._desk, row).recorded.connect(self.recorded)
        except DeskError as error:
            self.said.say_error(error)
