"""Where a track stands, what its next step needs, the way on and the way back."""

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from zjgdesk.rules.roles import Action
from zjgdesk.rules.stages import ORDER, Step
from zjgdesk.rules.vocabulary import Track
from zjgdesk.services import stages
from zjgdesk.services.desk import Desk
from zjgdesk.services.stages import TrackState
from zjgdesk.ui.actions import ActionButton
from zjgdesk.ui.ballots.asking import ask
from zjgdesk.ui.forms import Form, FormDialog
from zjgdesk.ui.labels import Chip, Line
from zjgdesk.ui.messages import explain
from zjgdesk.ui.shortlists.dialogs import back_dialog
from zjgdesk.ui.theme import Tone
from zjgdesk.ui.words import word

ELSEWHERE = "下一步“{step}”，在“{tab}”中办理。"
TABS = {
    Step.CLOSE_RECOMMENDATION: "候选对象",
    Step.CLOSE_CONSULTATION: "评审意见",
    Step.DECIDE_INITIAL: "入围投票",
    Step.CLOSE_VOTE: "入围投票",
    Step.DECIDE_SECOND: "入围投票",
    Step.CLOSE_BALLOT: "票决",
    Step.CONFIRM: "公示与激励",
    Step.BEGIN_REWARDS: "公示与激励",
}


class StageBar(QWidget):
    """One line over a tab: the stage, what is missing, and the step that this tab can take."""

    changed = Signal()

    def __init__(self, desk: Desk, steps: Collection[Step]) -> None:
        super().__init__()
        self._desk, self._steps = desk, steps
        self.state: TrackState | None = None
        self.stage, self.told = Chip(), Line()
        self.next_button = ActionButton("", primary=True)
        self.back_button = ActionButton("退回…")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.stage, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.told, 1)
        row.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.next_button, 0, Qt.AlignmentFlag.AlignTop)
        self.next_button.clicked.connect(lambda _checked=False: self.ask_next())
        self.back_button.clicked.connect(lambda _checked=False: self.ask_back())

    def show_track(self, track: Track) -> None:
        """Show where a track stands now."""
        self.state = state = stages.read_stage(self._desk, track)
        mine = state.step in self._steps
        self.stage.say(f"{word(track)}：{word(state.stage)}", Tone.INFO)
        self.told.say(*self._words(state, mine=mine))
        self.told.setToolTip("\n".join(explain(each) for each in state.missing))
        self.next_button.setVisible(mine)
        self.next_button.setText(f"{word(state.step)}…" if state.step else "")
        refusal = self._desk.may(Action.CHANGE_STAGE)
        self.next_button.allow(next(iter(state.missing), None) or refusal)
        self.back_button.setVisible(mine and ORDER.index(state.stage) > 0)
        self.back_button.allow(refusal)

    def ask_next(self) -> FormDialog | None:
        """Ask before the next stage begins."""
        state = self.state
        if state is None or state.step is None or self.next_button.refusal is not None:
            return None
        return ask(
            self,
            word(state.step),
            Form(),
            accept="进入下一环节",
            act=lambda _form: stages.go_on(self._desk, state.track),
            done=self.changed.emit,
            intro=(
                f"{word(state.track)}：{word(state.step)}。之后如要改动前面的内容，须说明理由退回"
                "（依据 SCHEME-05）。"
            ),
        )

    def ask_back(self) -> FormDialog | None:
        """Ask for an earlier stage."""
        if self.state is None or self.back_button.refusal is not None:
            return None
        return back_dialog(self, self._desk, self.state, self.changed.emit)

    def _words(self, state: TrackState, *, mine: bool) -> tuple[str, Tone]:
        if state.step is None:
            return "全部环节已经完成。", Tone.GOOD
        if not mine:
            return ELSEWHERE.format(step=word(state.step), tab=TABS[state.step]), Tone.MUTED
        if not state.missing:
            return "条件已经具备，可以进入下一环节。", Tone.GOOD
        more = f"（另有 {len(state.missing) - 1} 项）" if len(state.missing) > 1 else ""
        return f"{explain(state.missing[0])}{more}", Tone.WARN
