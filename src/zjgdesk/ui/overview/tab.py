"""The overview tab: where the year stands and what waits."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from zjgdesk.rules.vocabulary import Track
from zjgdesk.services.desk import Desk
from zjgdesk.services.overview import read_overview
from zjgdesk.ui.jobs import Jobs
from zjgdesk.ui.overview.cards import TrackCard, WaitingCard, WorkspaceCard

TITLES = {Track.UNIT: "担当作为好单位", Track.CADRE: "担当作为好干部"}


class OverviewTab(QWidget):
    """One look for the clerk who comes in in the morning; `tab_wanted` names the tab to go to."""

    changed = Signal()
    tab_wanted = Signal(str)

    def __init__(self, desk: Desk, _jobs: Jobs) -> None:
        super().__init__()
        self._desk = desk
        self.tracks = {track: TrackCard(title) for track, title in TITLES.items()}
        self.waiting = WaitingCard(self.tab_wanted.emit)
        self.workspace = WorkspaceCard()
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(24, 24, 24, 24)
        grid.setSpacing(16)
        for at, card in enumerate(self.tracks.values()):
            grid.addWidget(card, 0, at)
            grid.setColumnStretch(at, 1)
        grid.addWidget(self.waiting, 1, 0)
        grid.addWidget(self.workspace, 1, 1)
        grid.setRowStretch(1, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)

    def refresh(self) -> None:
        """Read everything anew."""
        seen = read_overview(self._desk)
        for track in seen.tracks:
            self.tracks[track.track].show_track(track)
        self.waiting.show_waiting(seen.waiting)
        self.workspace.show_overview(seen)
