"""The cards of the overview: one a track, one of what waits, one of the workspace."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from zjgdesk.services.overview import Overview, TrackOverview, WaitingRow
from zjgdesk.ui.labels import Card, Chip, Heading, Line, label, restyle
from zjgdesk.ui.overview.stepper import Stepper
from zjgdesk.ui.theme import Tone
from zjgdesk.ui.words import STAGES, word

WAITING = {
    "register_missing": "单位名录还没有导入，先从这里开始",
    "candidates_missing": "{count} 个类别还没有候选对象，请导入推荐汇总表",
    "clearance_missing": "纪公检法意见还缺 {count} 项",
    "replies_late": "{count} 份征求意见已过截止日，仍未反馈齐全",
    "rounds_open": "{count} 轮票决正在进行",
    "notices_ended": "{count} 份公示已经期满，可以确认名单",
    "objections_open": "{count} 件反映还没有办结",
    "cases_open": "{count} 件容错申请正在办理",
}


class Figure(QWidget):
    """A number with what it counts under it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.number = label("—", "bigNumber")
        self.name = label(name, "cardNote")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.number)
        layout.addWidget(self.name)

    def say(self, number: str, tone: Tone = Tone.PLAIN) -> None:
        """Show another number."""
        self.number.setText(number)
        restyle(self.number, "tone", tone.value)
        self.setAccessibleName(f"{self.name.text()}：{number}")


class TrackCard(Card):
    """How far one track has come."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.stage = Chip()
        self.note = label(name="cardNote", wrap=True)
        self.stepper = Stepper(tuple(STAGES.values()))
        self.figures = {
            name: Figure(name) for name in ("名额", "候选对象", "征求意见", "纪公检法待回", "当选")
        }
        top = QHBoxLayout()
        top.addWidget(Heading(title))
        top.addStretch(1)
        top.addWidget(self.stage)
        top.addStrut(28)
        row = QHBoxLayout()
        row.setSpacing(16)
        for figure in self.figures.values():
            row.addWidget(figure, 1)
        self.body.addLayout(top)
        self.body.addWidget(self.stepper)
        self.body.addSpacing(8)
        self.body.addLayout(row)
        self.body.addWidget(self.note)

    def show_track(self, track: TrackOverview) -> None:
        """Show the numbers of the track."""
        self.stepper.show_stage(list(STAGES).index(track.stage))
        if track.round_state is None:
            self.stage.say("")
        else:
            self.stage.say(f"票决：{word(track.round_state)}", Tone.INFO)
        replies = f"{track.requests_answered}/{track.requests}" if track.requests else "—"
        missing = track.clearance_missing
        for name, number, tone in (
            ("名额", str(track.places), Tone.PLAIN),
            ("候选对象", str(track.nominated), _surplus(track)),
            ("征求意见", replies, Tone.PLAIN),
            ("纪公检法待回", str(missing) if track.nominated else "—", _missing(missing)),
            ("当选", str(track.elected) if track.elected else "—", Tone.GOOD),
        ):
            self.figures[name].say(number, tone if number != "—" else Tone.MUTED)
        self.note.setText(_note(track))


class WaitingCard(Card):
    """What waits, each line a way to the tab where it is done."""

    def __init__(self, go: Callable[[str], None]) -> None:
        super().__init__("待办事项")
        self._go = go
        self.buttons: list[QPushButton] = []
        self.lines = QVBoxLayout()
        self.lines.setSpacing(2)
        self.lines.setContentsMargins(-8, 0, -8, 0)
        self.nothing = Line("没有等着办的事。", tone=Tone.MUTED)
        self.body.addLayout(self.lines)
        self.body.addWidget(self.nothing)
        self.body.addStretch(1)

    def show_waiting(self, rows: tuple[WaitingRow, ...]) -> None:
        """Show what waits."""
        for button in self.buttons:
            self.lines.removeWidget(button)
            button.deleteLater()
        self.buttons = [self._button(row) for row in rows]
        for button in self.buttons:
            self.lines.addWidget(button)
        self.nothing.setVisible(not rows)

    def _button(self, row: WaitingRow) -> QPushButton:
        button = QPushButton(f"{WAITING[row.code].format(count=row.count)}　›")
        restyle(button, "row", value=True)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(lambda _checked=False: self._go(row.tab))
        return button


class WorkspaceCard(Card):
    """What the workspace holds, and the newest digest of its trail."""

    NAMES = ("单位名录", "导入文件", "容错办理中", "留痕", "最新摘要")

    def __init__(self) -> None:
        super().__init__("案卷")
        self.values: dict[str, QLabel] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for at, name in enumerate(self.NAMES):
            value = label()
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(label(name, "fieldName"), at, 0)
            grid.addWidget(value, at, 1)
            self.values[name] = value
        self.body.addLayout(grid)
        self.body.addStretch(1)

    def show_overview(self, seen: Overview) -> None:
        """Show the numbers."""
        told = (
            f"{seen.organisations} 个单位",
            f"{seen.imports} 份",
            f"{seen.open_cases} 件",
            f"{seen.trail_entries} 条",
            seen.trail_digest,
        )
        for name, text in zip(self.NAMES, told, strict=True):
            self.values[name].setText(text)


def _note(track: TrackOverview) -> str:
    told = []
    if track.withdrawn:
        told.append(f"另有 {track.withdrawn} 个已退出")
    if 0 < track.nominated <= track.places and track.stage in {"recommendation", "consultation"}:
        told.append("候选对象须多于名额，才能票决")
    if track.notice_days_left is not None:
        told.append(f"公示还剩 {track.notice_days_left} 个工作日")
    if not track.nominated:
        told.append("还没有候选对象，请先到“候选对象”导入推荐汇总表")
    return "；".join(told) + ("。" if told else "")


def _surplus(track: TrackOverview) -> Tone:
    early = track.stage in {"recommendation", "consultation"}
    return Tone.WARN if early and 0 < track.nominated <= track.places else Tone.PLAIN


def _missing(missing: int) -> Tone:
    return Tone.WARN if missing else Tone.GOOD
