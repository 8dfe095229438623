"""The cards under the pipelines: what waits for whom, which times run, what was done last."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from zjgdesk.ui.labels import Card, Chip, ElidedLabel, Line, restyle
from zjgdesk.ui.overview.facts import RunningView, WaitingView
from zjgdesk.ui.theme import Tone


class LinesCard(Card):
    """A title and lines under it; what it says when there are none."""

    def __init__(self, title: str, nothing: str) -> None:
        super().__init__(title)
        self.lines: list[QWidget] = []
        self._room = QVBoxLayout()
        self._room.setSpacing(2)
        self.nothing = Line(nothing, tone=Tone.MUTED)
        self.body.setContentsMargins(16, 12, 16, 12)
        self.body.addLayout(self._room)
        self.body.addWidget(self.nothing)
        self.body.addStretch(1)

    def show_lines(self, lines: Sequence[QWidget]) -> None:
        """Show other lines."""
        for line in self.lines:
            self._room.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = list(lines)
        for line in self.lines:
            self._room.addWidget(line)
            line.show()
        self.nothing.setVisible(not lines)


class WayLine(QPushButton):
    """A line that leads to a tab: a chip and words, the whole of which can be pressed."""

    def __init__(self, chip: str, text: str, tone: Tone) -> None:
        super().__init__()
        restyle(self, "row", value=True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{chip}：{text}")
        self.setToolTip(text)
        self.chip, self.words = Chip(chip, tone), ElidedLabel(text)
        self.words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 3, 6, 3)
        row.setSpacing(8)
        row.addWidget(self.chip)
        row.addWidget(self.words, 1)
        row.addWidget(QLabel("›"))
        for part in (self.chip, self.words):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, True)  # noqa: FBT003
        self.setMinimumHeight(self.fontMetrics().height() + 18)


class WaitingCard(LinesCard):
    """What waits, for whom; each line a way to the tab where it is done."""

    tab_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__("待办事项", "没有等着办的事。")

    def show_waiting(self, rows: Sequence[WaitingView]) -> None:
        """Show what waits."""
        self.show_lines([_way(row.whom, row.text, Tone.INFO, _to(self, row.tab)) for row in rows])


class RunningCard(LinesCard):
    """Which times run, and what is left of them."""

    tab_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__("正在计时", "没有正在计时的期限。")

    def show_running(self, rows: Sequence[RunningView]) -> None:
        """Show the times."""
        self.show_lines([_way(row.left, row.title, row.tone, _to(self, row.tab)) for row in rows])


class RecentCard(LinesCard):
    """The last lines of the trail, in words."""

    def __init__(self) -> None:
        super().__init__("最近办理", "还没有办理记录。")

    def show_recent(self, lines: Sequence[str]) -> None:
        """Show what was done last."""
        self.show_lines([ElidedLabel(line) for line in lines])


def _way(chip: str, text: str, tone: Tone, go: Callable[[], None]) -> WayLine:
    line = WayLine(chip, text, tone)
    line.clicked.connect(lambda _checked=False: go())
    return line


def _to(card: WaitingCard | RunningCard, tab: str) -> Callable[[], None]:
    return lambda: card.tab_wanted.emit(tab)
