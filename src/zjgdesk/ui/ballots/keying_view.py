"""Keying one pass: the paper at the left, its number and what can be done at the right."""

import uuid
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import Mark
from zjgdesk.services import keying, round_detail
from zjgdesk.services.desk import Desk
from zjgdesk.ui.actions import ActionButton
from zjgdesk.ui.ballots.asking import ask
from zjgdesk.ui.ballots.invalid import InvalidDialog
from zjgdesk.ui.ballots.paper_view import LOWEST, PaperView, lines_of
from zjgdesk.ui.ballots.sheet import Sheet
from zjgdesk.ui.empty import EmptyState
from zjgdesk.ui.forms import Form
from zjgdesk.ui.labels import Card, Chip, Heading, Line, label
from zjgdesk.ui.theme import Tone

PASSES = {1: "第一遍录入", 2: "第二遍录入"}
NUMBER_POINTS = 26.0
SIDE = 300
DONE = "按回车结束本遍；结束之前还可以更正上一张。两遍都结束之后，只核对不一致的格子。"
HELP = (
    ("1 / 空格", "同意"),
    ("2", "不同意"),
    ("3 / 0", "弃权"),
    ("↑ ↓ ← →", "换行"),
    ("退格", "撤销；空白时更正上一张"),
)


@dataclass(frozen=True, slots=True)
class _Kept:
    number: int
    sheet: Sheet


class KeyingView(QWidget):
    """One teller, one pass, one paper after another; never a sum of what was keyed."""

    left = Signal()
    finished = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.round_id, self.pass_no = 0, 1
        self.number: int | None = None
        self.total, self._places = 0, 1
        self._base = Mark.ABSTAIN
        self._token = ""
        self._last: _Kept | None = None
        self._held: Sheet | None = None
        self._correcting = False
        self._warned = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.paper, self.area = PaperView(), QScrollArea()
        self.done, self.stack = EmptyState("这一遍已经全部录完", DONE), QStackedWidget()
        self.title = Heading("")
        self.sub = label("", "hint")
        self.stamp = QLabel()
        self.progress = QProgressBar()
        self.progress_words = label("", "hint")
        self.tally = Line(tone=Tone.MUTED)
        self.said = Line()
        self.mode = Chip()
        self.yes_button = ActionButton("全部同意（＋）")
        self.abstain_button = ActionButton("全部弃权（－）")
        self.void_button = ActionButton("该项无效（9）")
        self.invalid_button = ActionButton("整票无效（W）")
        self.store_button = ActionButton("存入（回车）", primary=True)
        self.correct_button = ActionButton("更正上一张")
        self.finish_button = ActionButton("结束本遍录入…", primary=True)
        self.back_button = ActionButton("返回本轮")
        self._lay_out()
        self._connect()

    def start(self, round_id: int, pass_no: int) -> None:
        """Take up a pass where it stands.

        Raises:
            DeskError: `round.unknown`.
        """
        self.round_id, self.pass_no = round_id, pass_no
        self._base, self._last = Mark.ABSTAIN, None
        detail = round_detail.read_round(self._desk, round_id)
        self.total = detail.returned or 0
        self._places = detail.row.places
        self.title.setText(f"{PASSES[pass_no]}　{detail.row.title}")
        self.sub.setText(
            f"计票人 {self._desk.actor.name}　名额 {self._places}，同意超过名额的整票无效（VOTE-05）"
        )
        self.paper.show_lines(lines_of(detail))
        self.said.say("")
        self._take_next()

    def store(self) -> None:
        """Keep the paper in hand; a doubtful one asks for a second Enter."""
        if self.number is None:
            return
        sheet = self.paper.sheet
        if sheet.doubtful and not self._warned:
            self._warned = True
            self.said.say(self._doubt(sheet), Tone.WARN)
            return
        try:
            self._keep(sheet, self.number)
        except DeskError as error:
            self.said.say_error(error)
            return
        self._last = _Kept(self.number, sheet)
        word = "已更正" if self._correcting else "已存入"
        self.said.say(f"✓ 第 {self.number} 号票{word}", Tone.GOOD)
        self._base = Mark.ABSTAIN if sheet.invalid else sheet.base
        self._take_next()

    def undo(self) -> None:
        """Take the last key back; on an untouched paper, take the last paper back in hand."""
        sheet = self.paper.sheet
        if sheet.touched and self.number is not None:
            sheet.undo()
            self._show_paper()
        elif not self._correcting:
            self.correct_last()

    def correct_last(self) -> None:
        """Take the paper that was keyed last in hand again; once more gives that up."""
        if self._correcting:
            self.said.say("")
            self._take_next()
            return
        number = self.total if self.number is None else self.number - 1
        if number < 1:
            return
        self._held = self.paper.sheet if self.paper.sheet.touched else None
        kept = self._last if self._last and self._last.number == number else None
        sheet = kept.sheet.again() if kept else self._blank()
        self._correcting, self._warned = True, False
        self.number = number
        self.paper.show_sheet(sheet)
        self.said.say("正在更正上一张；存入后替换原来录的内容。", Tone.INFO)
        self._show_paper()

    def declare_invalid(self) -> None:
        """Ask why the whole paper is invalid; asked again, take the paper as valid."""
        if self.number is None:
            return
        if self.paper.sheet.invalid:
            self.paper.sheet.declare("")
            self._show_paper()
            return
        dialog = InvalidDialog(self)
        dialog.chosen.connect(self._declare)
        dialog.open()

    def finish(self) -> None:
        """Ask, then end the pass."""
        ask(
            self,
            "结束本遍录入",
            Form(),
            accept="结束本遍",
            act=lambda _form: keying.finish_pass(self._desk, self.round_id, self.pass_no),
            done=self.finished.emit,
            intro=f"{self.total} 张已全部录入。结束之后，这一遍不能再更正。",
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc leaves; Enter ends a pass that is complete."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif self.number is None and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.finish()
        elif self.number is None and event.key() == Qt.Key.Key_Backspace:
            self.correct_last()
        else:
            super().keyPressEvent(event)

    def _keep(self, sheet: Sheet, number: int) -> None:
        marks = None if sheet.invalid else sheet.marks
        if self._correcting:
            keying.correct_paper(
                self._desk,
                self.round_id,
                pass_no=self.pass_no,
                paper_no=number,
                marks=marks,
                invalid=sheet.invalid,
            )
            return
        keying.key_paper(
            self._desk,
            self.round_id,
            pass_no=self.pass_no,
            paper_no=number,
            marks=marks,
            invalid=sheet.invalid,
            token=self._token,
        )

    def _take_next(self) -> None:
        self.number = keying.next_paper(self._desk, self.round_id, self.pass_no)
        self._correcting, self._warned = False, False
        self._token = str(uuid.UUID(int=self._desk.machine.chance.getrandbits(128), version=4))
        self.paper.show_sheet(self._held or self._blank())
        self._held = None
        self._show_paper()

    def _blank(self) -> Sheet:
        return Sheet(len(self.paper.lines), self._places, self._base)

    def _declare(self, reason: str) -> None:
        self.paper.sheet.declare(reason)
        self._show_paper()

    def _touched(self) -> None:
        self._warned = False
        self.said.say("")
        self._show_paper()

    def _doubt(self, sheet: Sheet) -> str:
        if sheet.over_marked:
            return f"{self._too_many(sheet)}核对票面无误，再按一次回车照实存入。"
        base = "全部弃权" if sheet.base is Mark.ABSTAIN else "全部同意"
        return f"这张票还没有划任何一行。确实是{base}的，再按一次回车存入。"

    def _too_many(self, sheet: Sheet) -> str:
        return (
            f"同意 {sheet.count(Mark.YES)} 个，超过名额 {self._places} 个，"
            "整张为废票（依据 VOTE-05）。"
        )

    def _show_paper(self) -> None:
        sheet, working = self.paper.sheet, self.number is not None
        keyed = self.total if self.number is None else self.number - 1
        self.stamp.setText(f"第 {self.number} 号票" if working else "全部录完")
        self.progress.setRange(0, max(self.total, 1))
        self.progress.setValue(keyed)
        self.progress_words.setText(f"已录 {keyed} / {self.total} 张")
        self.mode.say("更正" if self._correcting else "", Tone.WARN)
        told = "　".join(f"{_WORDS[mark]} {sheet.count(mark)}" for mark in _WORDS)
        self.tally.say("" if sheet.invalid or not working else f"本票：{told}")
        if working and sheet.over_marked:
            self.said.say(self._too_many(sheet), Tone.BAD)
        self._allow(sheet, working=working)
        self.stack.setCurrentWidget(self.area if working else self.done)
        self.paper.update()
        row = self.paper.row_area(sheet.at).center().toPoint()
        self.area.ensureVisible(row.x(), row.y(), 0, 2 * LOWEST)
        (self.paper if working else self).setFocus()

    def _allow(self, sheet: Sheet, *, working: bool) -> None:
        marking = working and not sheet.invalid
        for button in (self.yes_button, self.abstain_button, self.void_button):
            button.setEnabled(marking)
        self.invalid_button.setEnabled(working)
        self.invalid_button.setText("改为有效（W）" if sheet.invalid else "整票无效（W）")
        self.store_button.setEnabled(working)
        self.paper.setEnabled(working)
        before = self.total if self.number is None else self.number - 1
        self.correct_button.setText("放弃更正" if self._correcting else "更正上一张")
        self.correct_button.setEnabled(before > 0 or self._correcting)
        self.finish_button.setVisible(not working)
        self.store_button.setVisible(working)

    def _spread(self, base: Mark) -> None:
        self.paper.sheet.spread(base)
        self._touched()

    def _void(self) -> None:
        self.paper.sheet.put(Mark.VOID)
        self._touched()

    def _connect(self) -> None:
        self.paper.touched.connect(self._touched)
        self.paper.stored.connect(self.store)
        self.paper.undone.connect(self.undo)
        self.paper.refused_whole.connect(self.declare_invalid)
        self.yes_button.clicked.connect(lambda: self._spread(Mark.YES))
        self.abstain_button.clicked.connect(lambda: self._spread(Mark.ABSTAIN))
        self.void_button.clicked.connect(self._void)
        self.invalid_button.clicked.connect(self.declare_invalid)
        self.store_button.clicked.connect(self.store)
        self.correct_button.clicked.connect(self.correct_last)
        self.finish_button.clicked.connect(self.finish)
        self.back_button.clicked.connect(self.left)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addWidget(self.sub)
        head.addStretch(1)
        head.addWidget(self.back_button)
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
        middle.addWidget(self._side())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 12, 24, 16)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addLayout(middle, 1)

    def _side(self) -> QWidget:
        side = Card()
        side.setFixedWidth(SIDE)
        font = self.stamp.font()
        font.setPointSizeF(NUMBER_POINTS)
        self.stamp.setFont(font)
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(6)
        top = QHBoxLayout()
        top.addWidget(self.stamp)
        top.addStretch(1)
        top.addWidget(self.mode)
        side.body.addLayout(top)
        side.body.addWidget(self.progress)
        side.body.addWidget(self.progress_words)
        side.body.addWidget(self.tally)
        side.body.addWidget(self.said)
        side.body.addStretch(1)
        side.body.addWidget(_help())
        for pair in (
            (self.yes_button, self.abstain_button),
            (self.void_button, self.invalid_button),
            (self.correct_button, self.store_button, self.finish_button),
        ):
            row = QHBoxLayout()
            row.setSpacing(8)
            for button in pair:
                button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
                row.addWidget(button, 1)
            side.body.addLayout(row)
        return side


_WORDS = {Mark.YES: "同意", Mark.NO: "不同意", Mark.ABSTAIN: "弃权", Mark.VOID: "无效"}


def _help() -> QLabel:
    rows = "".join(
        f"<tr><td style='padding:1px 12px 1px 0'><b>{keys}</b></td><td>{what}</td></tr>"
        for keys, what in HELP
    )
    keys = label(f"<table cellspacing='0'>{rows}</table>", "hint", wrap=True)
    keys.setAccessibleName("按键说明")
    return keys
