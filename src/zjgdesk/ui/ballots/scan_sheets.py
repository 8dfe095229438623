"""读入结果码: a scanner types the parts, in any order; what is missing is named at each moment."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from zjgdesk.errors import DeskError
from zjgdesk.ui.actions import ActionBar
from zjgdesk.ui.ballots.scan_grid import ScanGrid
from zjgdesk.ui.ballots.scan_line import ScanLine, once
from zjgdesk.ui.ballots.scan_words import Effect, Scanning, Told, progress
from zjgdesk.ui.labels import Line, label
from zjgdesk.ui.sound import Play, Sound, silent
from zjgdesk.ui.theme import Tone

TITLE = "读入结果码"
INTRO = "用扫描枪逐个扫描结果码单上的方形码，先后不限，扫过的会自动认出；也可以按 Ctrl+V 粘贴。"
SIZE, SMALLEST = (760, 560), (560, 330)
FRAME = (24, 48)  # what a window system puts around a window, about
SHORT = 430  # windows lower than this leave the hint out
PAUSE = 1000  # milliseconds without a letter: the scan is over
QUIET = 400  # after the last part, so that the scanner's own Enter answers no later question
TONES = {Effect.KEPT: Tone.GOOD, Effect.LOOK: Tone.WARN, Effect.REFUSED: Tone.BAD}
LEAST_GRID = 40
ROOM = 24  # around the part that is scrolled to


class ScanDialog(QDialog):
    """Reads all parts and hands the whole over; closes when it was accepted.

    Args:
        parent: over which it opens.
        done: gets the whole bytes while the dialog is still open; what it refuses is said here.
        play: how sounds are made.
    """

    def __init__(
        self, parent: QWidget | None, *, done: Callable[[bytes], object], play: Play = silent
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        self.scanning = Scanning()
        self._hand_over, self._play, self._sure = done, play, ""
        self.line, self.grid = ScanLine(), ScanGrid()
        self.said, self.progress = Line(), label("", "heading", wrap=True)
        self.code, self.intro = label("", "heading"), label(INTRO, "hint", wrap=True)
        self.bar = ActionBar()
        self.over_button = self.bar.add("重新开始（F5）", self.start_over)
        self.close_button = self.bar.add("关闭（Esc）", self.reject)
        self._pause, self._quiet = once(self, PAUSE, self._paused), once(self, QUIET, self._finish)
        self._lay_out()
        self.line.typed.connect(self._typed)
        self.line.ended.connect(self._line_ended)
        QShortcut(QKeySequence(Qt.Key.Key_F5), self, self.start_over)
        self._show(None)
        self.line.setFocus()

    def start_over(self) -> None:
        """Forget what was read, once the person is sure."""
        read = len(self.scanning.parts.numbers)
        if read and self._ask("F5", f"已读的 {read} 份都要重新扫描。再按一次 F5 重新开始。"):
            return
        self._pause.stop()
        self._quiet.stop()
        self.scanning = Scanning()
        self.line.show_typed("")
        self.said.say("")
        self._show(None)

    def reject(self) -> None:
        """Qt: Esc and the cross close; where parts were read, only at the second time."""
        read = len(self.scanning.parts.numbers)
        told = f"已读到 {read} 份，关闭后再读要全部重新扫描。再按一次 Esc 关闭。"
        if not (read and self._ask("Esc", told)):
            super().reject()

    def done(self, result: int) -> None:
        """Qt: a dialog that is closed hands nothing over any more."""
        self._pause.stop()
        self._quiet.stop()
        super().done(result)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: a low window keeps its room for what is told."""
        super().resizeEvent(event)
        self.intro.setVisible(event.size().height() >= SHORT)

    def _ask(self, key: str, told: str) -> bool:
        """Ask before what was read is lost; say whether this is the first time."""
        asked, self._sure = self._sure == key, key
        if not asked:
            self.said.say(told, Tone.WARN)
        return not asked

    def _typed(self, text: str) -> None:
        self._sure = ""
        if self._quiet.isActive():  # behind the last part: the scanner's own letters
            self._quiet.start()
            return
        self._answer(self.scanning.type(text))
        self.line.show_typed(self.scanning.line)
        self._pause.start()

    def _line_ended(self) -> None:
        if self._quiet.isActive():
            self._quiet.start()
            return
        self._answer(self.scanning.end_line())
        self.line.show_typed(self.scanning.line)
        self._pause.start()

    def _paused(self) -> None:
        self._answer(self.scanning.pause())
        self.line.show_typed(self.scanning.line)

    def _answer(self, told: Told | None) -> None:
        if told is None:
            return
        self.said.say(told.text, TONES[told.effect])
        self._play(Sound(told.effect.value))
        self._show(told)
        if self.scanning.parts.complete:
            self._quiet.start()

    def _show(self, told: Told | None) -> None:
        parts = self.scanning.parts
        self.progress.setText(progress(parts))
        self.code.setText(f"总码 {parts.code}（请与纸上核对）" if parts.code else "")
        self.grid.show_parts(parts, told)
        self.grid.setAccessibleDescription(progress(parts))
        if told and told.number:
            place = self.grid.place_of(told.number).center().toPoint()
            self.area.ensureVisible(place.x(), place.y(), ROOM, ROOM * 2)

    def _finish(self) -> None:
        """Hand the whole over; what is refused leaves everything as it is."""
        try:
            self._hand_over(self.scanning.parts.whole())
        except DeskError as error:
            self.said.say_error(error)
            self._play(Sound.REFUSED)
            return
        self.accept()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(label(TITLE, "dialogTitle"))
        head.addStretch(1)
        head.addWidget(self.code)
        layout.addLayout(head)
        for each in (self.intro, self.line, self.said, self.progress):
            layout.addWidget(each)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setWidget(self.grid)
        self.area.setMinimumHeight(LEAST_GRID)
        layout.addWidget(self.area, 1)
        layout.addWidget(self.bar)
        for other in (self.over_button, self.close_button, self.said, self.area):
            other.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the line has the focus always
        self.setMinimumSize(*SMALLEST)
        room = self.screen().availableGeometry().size() - QSize(*FRAME)
        self.resize(QSize(*SIZE).boundedTo(room))
