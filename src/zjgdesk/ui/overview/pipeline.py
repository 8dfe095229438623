"""A track as a funnel: nine stages in a row, how many are left at each, what stops the next."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from zjgdesk.ui.labels import Card, Chip, Heading, Line, label
from zjgdesk.ui.overview.facts import PipelineView, StageState, StageView
from zjgdesk.ui.overview.stage_cell import StageCell
from zjgdesk.ui.theme import Tone


class Pipeline(Card):
    """Shows one track on its way; `stage_opened` names the stage that was pressed."""

    stage_opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.heading = Heading("")
        self.places = label(name="cardNote")
        self.now = Chip()
        self.cells: list[StageCell] = []
        self.next = Line(tone=Tone.MUTED)
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        self._lay_out()

    def show_pipeline(self, view: PipelineView) -> None:
        """Show where the track stands."""
        self.heading.setText(view.title)
        self.places.setText(f"名额 {view.places} 个")
        current = next((s for s in view.stages if s.state is StageState.CURRENT), None)
        self.now.say(f"当前：{current.title}" if current else "", Tone.INFO)
        self.next.say(*view.say_next())
        self.next.setToolTip("\n".join(current.missing) if current else "")
        self._take_cells(len(view.stages))
        heights = _heights(view.stages)
        after = [*heights[1:], heights[-1]] if heights else []
        for cell, stage, left, right in zip(self.cells, view.stages, heights, after, strict=True):
            cell.show_stage(stage, left, right)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: arrows go from stage to stage, Enter opens the one in focus."""
        focused = next((at for at, cell in enumerate(self.cells) if cell.hasFocus()), None)
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if focused is not None and step is not None:
            self.cells[min(max(focused + step, 0), len(self.cells) - 1)].setFocus()
        elif focused is not None and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.cells[focused].click()
        else:
            super().keyPressEvent(event)

    def _take_cells(self, count: int) -> None:
        while len(self.cells) < count:
            cell = StageCell(self)
            cell.clicked.connect(lambda _checked=False, cell=cell: self._open(cell))
            self.cells.append(cell)
            self._row.addWidget(cell, 1)
        while len(self.cells) > count:
            cell = self.cells.pop()
            self._row.removeWidget(cell)
            cell.hide()
            cell.deleteLater()

    def _open(self, cell: StageCell) -> None:
        self.stage_opened.emit(cell.view.key)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        for widget in (self.heading, self.places):
            top.addWidget(widget)
        top.addStretch(1)
        top.addWidget(self.now)
        top.addStrut(26)
        self.body.setContentsMargins(16, 10, 16, 10)
        self.body.setSpacing(4)
        self.body.addLayout(top)
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(self._row)
        self.body.addWidget(holder)
        self.body.addWidget(self.next)


def _heights(stages: tuple[StageView, ...]) -> list[float]:
    """The band's height where each stage begins; one that is not known is as the one before."""
    largest = max((stage.count or 0 for stage in stages), default=0)
    heights: list[float] = []
    for stage in stages:
        if stage.count is None or not largest:
            heights.append(heights[-1] if heights else 1.0)
        else:
            heights.append(stage.count / largest)
    return heights
