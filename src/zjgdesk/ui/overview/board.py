"""The whole overview as it stands on the window; shows what it is given."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from zjgdesk.ui.charts.chart import Chart
from zjgdesk.ui.labels import Page, label
from zjgdesk.ui.overview.facts import OverviewView
from zjgdesk.ui.overview.lines import RecentCard, RunningCard, WaitingCard
from zjgdesk.ui.overview.pipeline import Pipeline
from zjgdesk.ui.overview.tiles import Tiles

CARD, CHART = 300, 400
MARGIN = 16


class Board(QWidget):
    """Pipelines, what waits, which times run, the charts, what was done last."""

    tab_wanted = Signal(str)
    stage_opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.pipelines: list[Pipeline] = []
        self.waiting, self.running, self.recent = WaitingCard(), RunningCard(), RecentCard()
        self.cards, self.charts = Tiles(CARD), Tiles(CHART)
        self.footer = label(name="hint", wrap=True)
        self.footer.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.page = Page()
        self._tracks = QVBoxLayout()
        self._lay_out()
        self.waiting.tab_wanted.connect(self.tab_wanted)
        self.running.tab_wanted.connect(self.tab_wanted)

    def show_view(self, view: OverviewView) -> None:
        """Show another state of the year."""
        self._take_pipelines(len(view.pipelines))
        for pipeline, track in zip(self.pipelines, view.pipelines, strict=True):
            pipeline.show_pipeline(track)
        self.waiting.show_waiting(view.waiting)
        self.running.show_running(view.running)
        self.recent.show_recent(view.recent)
        self.footer.setText(view.footer)
        self._show_charts(view)

    def _show_charts(self, view: OverviewView) -> None:
        held = [card for card in self.charts.cards if isinstance(card, Chart)]
        if len(held) != len(view.charts):
            held = [Chart(facts) for facts in view.charts]
            self.charts.hold(held)
        for chart, facts in zip(held, view.charts, strict=True):
            if chart.facts != facts:
                chart.show_facts(facts)

    def _take_pipelines(self, count: int) -> None:
        while len(self.pipelines) < count:
            pipeline = Pipeline()
            pipeline.stage_opened.connect(self.stage_opened)
            self.pipelines.append(pipeline)
            self._tracks.addWidget(pipeline)
        while len(self.pipelines) > count:
            pipeline = self.pipelines.pop()
            self._tracks.removeWidget(pipeline)
            pipeline.hide()
            pipeline.deleteLater()

    def _lay_out(self) -> None:
        self._tracks.setSpacing(8)
        self.cards.hold([self.waiting, self.running, self.recent])
        self.page.body.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self.page.body.setSpacing(12)
        self.page.body.addLayout(self._tracks)
        self.page.body.addWidget(self.cards)
        self.page.body.addWidget(self.charts)
        self.page.body.addWidget(self.footer)
        self.page.body.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)
