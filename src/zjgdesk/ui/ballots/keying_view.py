"""Keying papers: the paper at the left, its number and what can be done at the right."""

import uuid

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import Mark
from zjgdesk.services.desk import Desk
from zjgdesk.services.keying import KeyedRow
from zjgdesk.ui.actions import ActionButton
from zjgdesk.ui.ballots import keying_words as words
from zjgdesk.ui.ballots.asking import ask
from zjgdesk.ui.ballots.in_hand import InHand
from zjgdesk.ui.ballots.invalid import InvalidDialog
from zjgdesk.ui.ballots.keying_port import KeyingPort, RealPass, TestDeck
from zjgdesk.ui.ballots.keying_side import KeyingSide
from zjgdesk.ui.ballots.paper_view import LOWEST, PaperView, lines_of
from zjgdesk.ui.empty import EmptyState
from zjgdesk.ui.forms import Form
from zjgdesk.ui.labels import Card, Heading, label
from zjgdesk.ui.messages import explain
from zjgdesk.ui.sound import Play, Sound, silent
from zjgdesk.ui.theme import Tone


class KeyingView(QWidget):
    """One teller, one paper after another; never a sum of what was keyed."""

    left = Signal()
    finished = Signal()

    def __init__(self, desk: Desk, play: Play = silent) -> None:
        super().__init__()
        self._desk, self._play = desk, play
        self.hand: InHand | None = None
        self._way: bool | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.paper, self.area = PaperView(), QScrollArea()
        self.done, self.stack = EmptyState("这一遍已经全部录完", words.DONE), QStackedWidget()
        self.title, self.sub = Heading(""), label("", "hint")
        self.band = QLabel(words.TEST_BAND)
        self.side = KeyingSide()
        self.back_button = ActionButton("返回本轮")
        self._lay_out()
        self._connect()

    @property
    def number(self) -> int | None:
        """The number of the paper in hand; None when all are keyed."""
        return self.hand.number if self.hand else None

    @property
    def typed(self) -> bool:
        """Whether papers are keyed by their exceptions; the teller's own choice holds."""
        return len(self.paper.lines) > words.MANY if self._way is None else self._way

    def sound_with(self, play: Play) -> None:
        """Confirm papers by this way of playing sounds."""
        self._play = play

    def start(self, round_id: int, pass_no: int | str) -> None:
        """Take up a pass, or the test deck, where it stands.

        Raises:
            DeskError: `round.unknown`.
        """
        port: KeyingPort = (
            RealPass(self._desk, round_id, pass_no)
            if isinstance(pass_no, int)
            else TestDeck(self._desk, round_id)
        )
        self.hand = InHand(port, self._token)
        row = port.detail.row
        self.title.setText(f"{port.title}　{row.title}")
        self.sub.setText(
            f"计票人 {self._desk.actor.name}　名额 {row.places}，同意超过名额的整票无效（VOTE-05）"
        )
        self.paper.watermark = "测试" if port.test else ""
        self.band.setVisible(port.test)
        if port.test:
            self.done.say("测试票已经全部录完", words.TESTED)
        else:
            self.done.say("这一遍已经全部录完", words.DONE)
        self.side.finish_button.setText("比对结果" if port.test else "结束本遍录入…")
        self.paper.show_lines(lines_of(port.detail))
        self.side.said.say("")
        self.side.flash.say("")
        self._show_paper()
        self._tell_where(port)

    def store(self) -> None:
        """Keep the paper in hand; a questionable one asks for a second Enter."""
        hand = self.hand
        if hand is None or hand.number is None:
            self.finish()
            return
        correcting = hand.correcting
        try:
            kept = hand.keep()
        except DeskError as error:
            self._refuse(error)
            return
        if kept is None:
            self.side.said.say(words.question(hand.sheet), Tone.WARN)
            self._play(Sound.LOOK)
            return
        self._confirm(kept, corrected=correcting)
        self._show_paper()

    def undo(self) -> None:
        """Take the last key back; on an untouched paper, take the last paper back in hand."""
        hand = self.hand
        if hand is None:
            return
        if hand.sheet.touched and hand.number is not None:
            hand.sheet.undo()
            self._touched()
        elif not hand.correcting:
            self.correct_last()

    def correct_last(self) -> None:
        """Take the paper that was keyed last in hand again; once more gives that up."""
        if self.hand is None:
            return
        try:
            self.hand.correct_last()
        except DeskError as error:
            self._refuse(error)
            return
        self._tell_correcting()

    def go_to(self, number: int, reason: str = "") -> None:
        """Take a paper in hand by its number.

        Raises:
            DeskError: what the desk refuses.
        """
        if self.hand is not None:
            self.hand.go_to(number, reason)
            self._tell_correcting()

    def ask_number(self) -> None:
        """Ask for the number of the paper that is to be keyed or corrected."""
        if self.hand is None:
            return
        form = Form()
        form.number("number", "票号", self.number or self.hand.port.total, least=1)
        form.area("reason", "更正理由", hint="更正较早录入的票才要填写", lines=2)
        ask(
            self,
            "到第几号票",
            form,
            accept="取来",
            act=lambda given: self.go_to(given.whole("number"), given.string("reason")),
            done=self._focus,
            intro="没有录过的，直接录入；录过的，取来更正。",
        )

    def declare_invalid(self) -> None:
        """Ask why the whole paper is invalid; asked again, take the paper as valid."""
        if self.hand is None or self.number is None:
            return
        if self.hand.sheet.invalid:
            self._declare("")
            return
        dialog = InvalidDialog(self)
        dialog.chosen.connect(self._declare)
        dialog.finished.connect(lambda _result: self._focus())
        dialog.open()

    def set_aside(self) -> None:
        """Ask why it is doubtful whether the paper counts; asked again, take that back."""
        hand = self.hand
        if hand is None or hand.number is None or hand.sheet.invalid or hand.port.test:
            return
        if hand.sheet.doubt:
            self._doubt("")
            return
        form = Form()
        form.text("doubt", "疑问", "画有规定以外的记号")
        ask(
            self,
            "整票待定",
            form,
            accept="留给监票人认定",
            act=lambda given: self._doubt(given.string("doubt")),
            done=self._focus,
            intro="划票照实录入；是否有效由总监票人和监票人共同认定（依据 VOTE-06）。",
        )

    def switch_way(self) -> None:
        """Key cell by cell instead of by exceptions, or the other way round."""
        self._way = not self.typed
        self._touched()

    def finish(self) -> None:
        """Ask, then end the pass; the test deck is compared by the round's page."""
        if self.hand is None:
            return
        port = self.hand.port
        if port.test:
            self.finished.emit()
            return
        ask(
            self,
            "结束本遍录入",
            Form(),
            accept="结束本遍",
            act=lambda _form: port.finish(),
            done=self.finished.emit,
            intro=f"{port.total} 张已全部录入。结束之后，这一遍不能再更正。",
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: the keys of the page that belong to no row."""
        if not self._act_on(Qt.Key(event.key())):
            super().keyPressEvent(event)

    def _act_on(self, key: Qt.Key) -> bool:
        acts = {
            Qt.Key.Key_Escape: self.left.emit,
            Qt.Key.Key_Return: self.store,
            Qt.Key.Key_Enter: self.store,
            Qt.Key.Key_Backspace: self.undo if self.number is not None else self.correct_last,
            Qt.Key.Key_F2: self.switch_way,
            Qt.Key.Key_G: self.ask_number,
            Qt.Key.Key_W: self.declare_invalid,
            Qt.Key.Key_D: self.set_aside,
        }
        if key not in acts:
            return False
        acts[key]()
        return True

    def _token(self) -> str:
        return str(uuid.UUID(int=self._desk.machine.chance.getrandbits(128), version=4))

    def _confirm(self, kept: KeyedRow, *, corrected: bool) -> None:
        """Confirm by words, colour and sound what was kept."""
        look = bool(kept.unclear or kept.over_marked)
        told = words.kept_words(kept, corrected=corrected)
        self.side.flash.say(told, Tone.WARN if look else Tone.GOOD)
        self.side.said.say("")
        self._play(Sound.LOOK if look else Sound.KEPT)

    def _refuse(self, error: DeskError) -> None:
        self.side.said.say_error(error)
        self._play(Sound.REFUSED)

    def _tell_correcting(self) -> None:
        hand = self.hand
        if hand is not None and hand.correcting:
            told = f"正在更正第 {hand.number} 号票；存入后替换原来录的内容。"
            self.side.said.say(told, Tone.INFO)
        else:
            self.side.said.say("")
        self._show_paper()

    def _tell_where(self, port: KeyingPort) -> None:
        """After a break, say which paper was kept last and which is missing."""
        last = port.last()
        if last is not None and self.number is not None:
            told = f"上次存到第 {last} 号票；第 {self.number} 号还没有录入。"
            self.side.said.say(told, Tone.INFO)

    def _declare(self, reason: str) -> None:
        if self.hand is not None:
            self.hand.sheet.declare(reason)
            self._touched()

    def _doubt(self, doubt: str) -> None:
        if self.hand is not None:
            self.hand.sheet.set_aside(doubt)
            self._touched()

    def _touched(self) -> None:
        if self.hand is not None:
            self.hand.changed()
            self.side.said.say("")
            self._show_paper()

    def _type(self, text: str) -> None:
        """Show on the paper what the line for exceptions says, as it is typed."""
        hand = self.hand
        if hand is None or hand.number is None or hand.sheet.invalid:
            return
        if hand.type(text):
            self.side.write("")
        if hand.typing is not None:
            self.side.said.say(explain(hand.typing), Tone.BAD)
        else:
            self.side.said.say("")
        self._show_paper(write=False)

    def _show_paper(self, *, write: bool = True) -> None:
        hand, side = self.hand, self.side
        if hand is None:
            return
        sheet, working = hand.sheet, hand.number is not None
        if self.paper.sheet is not sheet:
            self.paper.show_sheet(sheet)
        side.show_way(typed=self.typed)
        if write:
            side.write(hand.text)
        side.show_progress(hand.number, len(hand.port.numbers()), hand.port.total)
        side.mode.say("更正" if hand.correcting else "", Tone.WARN)
        side.show_base(sheet.base)
        side.tally.say("" if sheet.invalid or not working else words.own_sums(sheet))
        if working and sheet.over_marked and not hand.warned and hand.typing is None:
            side.said.say(words.too_many(sheet), Tone.BAD)
        side.allow(hand)
        self.paper.setEnabled(working)
        self.stack.setCurrentWidget(self.area if working else self.done)
        self.paper.update()
        row = self.paper.row_area(sheet.at).center().toPoint()
        self.area.ensureVisible(row.x(), row.y(), 0, 2 * LOWEST)
        self._focus()

    def _focus(self) -> None:
        if self.number is None:
            self.setFocus()
        elif self.typed and not self.paper.sheet.invalid:
            self.side.typed.setFocus()
        else:
            self.paper.setFocus()

    def _spread(self, base: Mark) -> None:
        self.paper.sheet.spread(base)
        self._touched()

    def _put(self, mark: Mark) -> None:
        self.paper.sheet.put(mark)
        self._touched()

    def _connect(self) -> None:
        side = self.side
        self.paper.touched.connect(self._touched)
        self.paper.stored.connect(self.store)
        self.paper.undone.connect(self.undo)
        self.paper.refused_whole.connect(self.declare_invalid)
        self.paper.set_aside.connect(self.set_aside)
        self.paper.number_wanted.connect(self.ask_number)
        side.typed.textChanged.connect(self._type)
        side.typed.asked.connect(self._act_on)
        side.yes_button.clicked.connect(lambda: self._spread(Mark.YES))
        side.abstain_button.clicked.connect(lambda: self._spread(Mark.ABSTAIN))
        side.void_button.clicked.connect(lambda: self._put(Mark.VOID))
        side.unclear_button.clicked.connect(lambda: self._put(Mark.UNCLEAR))
        side.invalid_button.clicked.connect(self.declare_invalid)
        side.doubt_button.clicked.connect(self.set_aside)
        side.go_button.clicked.connect(self.ask_number)
        side.switch_button.clicked.connect(self.switch_way)
        side.store_button.clicked.connect(self.store)
        side.correct_button.clicked.connect(self.correct_last)
        side.finish_button.clicked.connect(self.finish)
        self.back_button.clicked.connect(self.left)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addWidget(self.sub)
        head.addStretch(1)
        head.addWidget(self.back_button)
        self.band.setObjectName("testBand")
        self.band.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self.paper)
        sheet = Card()
        sheet.body.setContentsMargins(12, 12, 12, 12)
        for each in (self.area, self.done):
            self.stack.addWidget(each)
        sheet.body.addWidget(self.stack, 1)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(sheet, 1)
        middle.addWidget(self.side)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 12, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(self.band)
        layout.addLayout(head)
        layout.addLayout(middle, 1)
