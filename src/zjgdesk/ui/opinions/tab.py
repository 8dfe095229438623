"""The opinions tab: what three groups and four organs say of the candidates."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from zjgdesk.rules.roles import Action
from zjgdesk.rules.stages import Step
from zjgdesk.services import year_lists
from zjgdesk.services.desk import Desk
from zjgdesk.ui.actions import ActionButton
from zjgdesk.ui.jobs import Jobs
from zjgdesk.ui.opinions.answers import AnswersPage
from zjgdesk.ui.opinions.clearance import ClearancePage
from zjgdesk.ui.opinions.letters import Letters
from zjgdesk.ui.shortlists.printing import PrintButton
from zjgdesk.ui.stage_bar import StageBar
from zjgdesk.ui.switch import Switch, TrackSwitch
from zjgdesk.ui.table_export import save_table
from zjgdesk.ui.words import word

PAUSE = 700


class OpinionsTab(QWidget):
    """Consultation and clearance of one track."""

    changed = Signal()

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        super().__init__()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._show_stage)
        self._desk = desk
        self.answers = AnswersPage(desk, jobs)
        self.clearance = ClearancePage(desk, jobs)
        self.track_switch = TrackSwitch()
        self.stage = StageBar(desk, {Step.CLOSE_CONSULTATION})
        self.letters = Letters(
            self, desk, requests=self.answers.requests, track=self.track_switch.track
        )
        self.print_button = PrintButton(
            desk,
            jobs,
            self.letters.papers(),
            more=self.letters.texts(jobs),
        )
        self.print_button.printed.connect(self._after)
        self.sheet_button = ActionButton("导出汇总表…")
        self.sheet_button.clicked.connect(lambda _checked=False: self.save_summary())
        self.page_switch = Switch(
            [(self.answers, "征求意见"), (self.clearance, "纪公检法意见")], "内容"
        )
        self._stack = QStackedWidget()
        for page in (self.answers, self.clearance):
            page.changed.connect(self._changed)
            self._stack.addWidget(page)
        top = QHBoxLayout()
        top.addWidget(self.page_switch)
        top.addStretch(1)
        top.setSpacing(8)
        top.addWidget(self.sheet_button)
        top.addWidget(self.print_button)
        top.addWidget(self.track_switch)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        layout.addLayout(top)
        layout.addWidget(self.stage)
        layout.addWidget(self._stack, 1)
        self.stage.changed.connect(self._after)
        self.track_switch.chosen.connect(lambda _track: self.refresh())
        self.page_switch.chosen.connect(self._turn)

    def refresh(self) -> None:
        """Read everything anew."""
        track = self.track_switch.track()
        self.answers.show_track(track)
        self.clearance.show_track(track)
        self.stage.show_track(track)
        self.print_button.allow(self._desk.may(Action.PRINT_PAPER))
        self.sheet_button.allow(self._desk.may(Action.EXPORT_TABLE))

    def save_summary(self) -> None:
        """Ask where the committee's summary goes as a spreadsheet, and write it."""
        track = self.track_switch.track()
        title = f"{self._desk.year}年度{word(track)}征求意见汇总表"
        head, rows = year_lists.summary_table(self._desk, track)
        save_table(self, self._desk, title, head, rows)

    def _changed(self) -> None:
        self._pause.start()  # what is missing is counted over all; not at every key
        self.changed.emit()

    def _show_stage(self) -> None:
        self.stage.show_track(self.track_switch.track())

    def _after(self) -> None:
        self.refresh()
        self.changed.emit()

    def _turn(self, page: QWidget) -> None:
        self._stack.setCurrentWidget(page)
