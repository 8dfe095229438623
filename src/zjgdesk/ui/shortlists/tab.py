"""The tab of the two shortlists and the public vote between them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.roles import Action
from zjgdesk.rules.stages import ORDER
from zjgdesk.rules.vocabulary import ShortlistKind, Stage, Track
from zjgdesk.services import stages, vote_file_rows
from zjgdesk.services.desk import Desk
from zjgdesk.services.stages import TrackState
from zjgdesk.ui.actions import ActionButton
from zjgdesk.ui.jobs import Jobs
from zjgdesk.ui.labels import Chip, Line
from zjgdesk.ui.messages import explain
from zjgdesk.ui.shortlists import dialogs
from zjgdesk.ui.shortlists.list_page import ShortlistView
from zjgdesk.ui.shortlists.vote_page import VoteView
from zjgdesk.ui.shortlists.words import (
    DECIDES,
    STEPS,
    VOTE,
    against_step,
    page_for,
    standing,
)
from zjgdesk.ui.switch import Switch, TrackSwitch
from zjgdesk.ui.theme import Tone
from zjgdesk.ui.words import word


class ShortlistsTab(QWidget):
    """Where a track stands between its consultation and its ballot, and what comes next."""

    changed = Signal()

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        super().__init__()
        self._desk = desk
        self._seen: dict[Track, Stage] = {}
        self.state: TrackState | None = None
        self.track_switch = TrackSwitch()
        self.page_switch = Switch(
            [
                (ShortlistKind.INITIAL, word(ShortlistKind.INITIAL)),
                (VOTE, word(Stage.PUBLIC_VOTE)),
                (ShortlistKind.SECOND, word(ShortlistKind.SECOND)),
            ],
            "内容",
        )
        self.stage, self.told = Chip(), Line(tone=Tone.MUTED)
        self.back_button = ActionButton("退回…")
        self.next_button = ActionButton("", primary=True)
        self.missing = Line(tone=Tone.WARN)
        self.lists = {kind: ShortlistView(desk, jobs, kind) for kind in ShortlistKind}
        self.vote = VoteView(desk, jobs)
        self.pages: dict[object, ShortlistView | VoteView] = {
            ShortlistKind.INITIAL: self.lists[ShortlistKind.INITIAL],
            VOTE: self.vote,
            ShortlistKind.SECOND: self.lists[ShortlistKind.SECOND],
        }
        self._stack = QStackedWidget()
        self._lay_out()
        for page in self.pages.values():
            page.changed.connect(self._after)
        self.track_switch.chosen.connect(lambda _track: self._turn())
        self.page_switch.chosen.connect(lambda _page: self._turn())
        self.next_button.clicked.connect(self.ask_next)
        self.back_button.clicked.connect(self.ask_back)

    def refresh(self) -> None:
        """Read everything anew; a track that went on shows the page of its new stage."""
        track = self.track_switch.track()
        self.state = state = stages.read_stage(self._desk, track)
        if self._seen.get(track) is not state.stage:
            self._seen[track] = state.stage
            self.page_switch.blockSignals(True)  # noqa: FBT003 - Qt
            self.page_switch.choose(page_for(state.stage))
            self.page_switch.blockSignals(False)  # noqa: FBT003 - Qt
        shown = self.pages[self.page_switch.value()]
        self._stack.setCurrentWidget(shown)
        deciding = self.lists.get(DECIDES[state.step]) if state.step in DECIDES else None
        shown.show_track(state)
        if deciding is not None and deciding is not shown:
            deciding.show_track(state)
        self._say(state, deciding)

    def ask_next(self) -> None:
        """Ask for the next step."""
        state = self.state
        if state is None or self.next_button.refusal is not None:
            return
        if state.step in DECIDES:
            page = self.lists[DECIDES[state.step]].page
            if page is not None:
                dialogs.decide_dialog(self, self._desk, page, self._after)
        else:
            files = vote_file_rows.list_vote_files(self._desk, state.track)
            dialogs.close_vote_dialog(self, self._desk, state, files, self._after)

    def ask_back(self) -> None:
        """Ask for an earlier stage."""
        if self.state is not None and self.back_button.refusal is None:
            dialogs.back_dialog(self, self._desk, self.state, self._after)

    def _turn(self) -> None:
        for page in self.pages.values():
            page.forget()
        self.refresh()

    def _after(self) -> None:
        self.refresh()
        self.changed.emit()

    def _say(self, state: TrackState, deciding: ShortlistView | None) -> None:
        step, mine = state.step, state.step in STEPS
        against = against_step(
            state,
            deciding.page if deciding else None,
            deciding.owed if deciding else (),
        )
        self.stage.say(f"{word(state.track)}：{word(state.stage)}", Tone.INFO)
        self.told.say(standing(state, against))
        self.missing.say("\n".join(explain(each) for each in against) if mine else "")
        self.next_button.setVisible(mine)
        action = Action.DECIDE_SHORTLIST if deciding else Action.CHANGE_STAGE
        self.next_button.allow(next(iter(against), None) or self._desk.may(action))
        if step in STEPS:
            self.next_button.setText(STEPS[step])
        self.back_button.setVisible(ORDER.index(state.stage) > 0)
        refusal: Refusal | None = self._desk.may(Action.CHANGE_STAGE)
        self.back_button.allow(refusal)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self.page_switch)
        top.addStretch(1)
        top.addWidget(self.track_switch)
        where = QHBoxLayout()
        where.setSpacing(12)
        where.addWidget(self.stage)
        where.addWidget(self.told, 1)
        where.addWidget(self.missing, 1)
        where.addStretch(0)
        for button in (self.back_button, self.next_button):
            where.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        for page in self.pages.values():
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 12, 24, 16)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addLayout(where)
        layout.addWidget(self._stack, 1)
