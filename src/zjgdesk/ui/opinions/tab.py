"""The opinions tab: what three groups and four organs say of the candidates."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from zjgdesk.services.desk import Desk
from zjgdesk.ui.jobs import Jobs
from zjgdesk.ui.opinions.answers import AnswersPage
from zjgdesk.ui.opinions.clearance import ClearancePage
from zjgdesk.ui.switch import Switch, TrackSwitch


class OpinionsTab(QWidget):
    """Consultation and clearance of one track."""

    changed = Signal()

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        super().__init__()
        self.answers = AnswersPage(desk, jobs)
        self.clearance = ClearancePage(desk, jobs)
        self.track_switch = TrackSwitch()
        self.page_switch = Switch(
            [(self.answers, "征求意见"), (self.clearance, "纪公检法意见")], "内容"
        )
        self._stack = QStackedWidget()
        for page in (self.answers, self.clearance):
            page.changed.connect(self.changed)
            self._stack.addWidget(page)
        top = QHBoxLayout()
        top.addWidget(self.page_switch)
        top.addStretch(1)
        top.addWidget(self.track_switch)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        layout.addLayout(top)
        layout.addWidget(self._stack, 1)
        self.track_switch.chosen.connect(lambda _track: self.refresh())
        self.page_switch.chosen.connect(self._turn)

    def refresh(self) -> None:
        """Read everything anew."""
        track = self.track_switch.track()
        self.answers.show_track(track)
        self.clearance.show_track(track)

    def _turn(self, page: QWidget) -> None:
        self._stack.setCurrentWidget(page)
