"""The cells on which the passes differ, each settled from the paper with a witness."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from zjgdesk.errors import DeskError
from zjgdesk.rules.keying import Validity
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.roles import Action
from zjgdesk.rules.rounds import RoundStep
from zjgdesk.rules.vocabulary import Mark
from zjgdesk.services import round_detail, round_papers, settling
from zjgdesk.services.desk import Desk
from zjgdesk.services.round_detail import RoundDetail
from zjgdesk.services.settling import DifferenceRow
from zjgdesk.ui.actions import ActionButton
from zjgdesk.ui.ballots.readings import reading
from zjgdesk.ui.ballots.rekey import RekeyDialog
from zjgdesk.ui.ballots.stages import Stage, open_differences, why_not
from zjgdesk.ui.empty import EmptyState
from zjgdesk.ui.forms import Form
from zjgdesk.ui.labels import Card, Heading, Line, label
from zjgdesk.ui.messages import explain
from zjgdesk.ui.table import RIGHT, Column
from zjgdesk.ui.table_view import TableView
from zjgdesk.ui.theme import Tone
from zjgdesk.ui.words import word

SIDE = 380
HOW = "两人当面复核原票，以票面为准"
HOW_DOUBT = "总监票人、监票人共同辨认原票"
USUAL = ("", HOW, HOW_DOUBT)
CELL = {1: Mark.YES, 2: Mark.NO, 3: Mark.ABSTAIN, 0: Mark.ABSTAIN, 9: Mark.VOID}
WHOLE = {1: Validity.VALID, 2: Validity.INVALID}
CELL_KEYS = (1, 2, 3, 9)
TITLE_POINTS = 15.0


def place(row: DifferenceRow) -> str:
    """Say what the cell is: the row with its name, the whole paper, or all its marks."""
    if row.rekey:
        return "整张票补录"
    return "整张票是否有效" if row.position == round_papers.WHOLE else row.name


def why_looked_at(row: DifferenceRow) -> str:
    """Say why people look at the cell again. Rule: VOTE-06, VOTE-24."""
    if row.rekey:
        return "有一遍没录"
    return "看不清" if row.doubt else "两遍不同"


class DifferencesView(QWidget):
    """Only the cells to be looked at again, both readings side by side. Rule: VOTE-06."""

    left = Signal()
    settled = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.round_id = 0
        self._detail: RoundDetail | None = None
        self.title = Heading("核对差异")
        self.sub = label("", "hint")
        self.back_button = ActionButton("返回本轮")
        self.table: TableView[DifferenceRow] = TableView(
            [
                Column("票号", lambda r: str(r.paper_no), lambda r: r.paper_no, RIGHT, 72),
                Column(
                    "行",
                    lambda r: str(r.position) if r.position else "整票",
                    lambda r: r.position,
                    RIGHT,
                    68,
                ),
                Column("候选对象", place, width=0),
                Column("缘由", why_looked_at, width=110),
                Column("第一遍", lambda r: reading(r.position, r.first), width=96),
                Column("第二遍", lambda r: reading(r.position, r.second), width=96),
                Column(
                    "核对结果",
                    lambda r: reading(r.position, r.settled) or "待核对",
                    width=124,
                    tone=lambda r: Tone.GOOD if r.settled else Tone.WARN,
                ),
            ],
            empty=EmptyState("没有不一致之处"),
            search="搜索姓名、票号",
            name="两遍录入的差异",
        )
        self.table.key_by(lambda row: (row.paper_no, row.position, row.rekey))
        self.cell = QLabel()
        self.first, self.second = QLabel(), QLabel()
        self.form = Form()
        self.form.choice("witness", "在场人", [], editable=True)
        self.form.area("how", "核对情况", HOW, lines=2)
        self.buttons = {number: ActionButton("") for number in CELL_KEYS}
        self.rekey_button = ActionButton("补录这张票…（回车）", primary=True)
        self.asked = label("票面上是（可按数字键，随即记录）", "fieldName")
        self.said = Line()
        self._lay_out()
        self._connect()

    def start(self, round_id: int) -> None:
        """Show the differences of a round; the first open one is chosen.

        Raises:
            DeskError: `round.unknown`.
        """
        self.round_id = round_id
        self.said.say("")
        self._read()
        if not self.table.choose(lambda row: not row.settled):
            self.table.choose(lambda _row: True)
        self.table.view.setFocus()

    def settle(self, number: int) -> None:
        """Settle the chosen cell by the figure of its reading, and go on to the next open one."""
        row = self.table.current()
        if row is not None and row.rekey:
            return
        marks: dict[int, Mark | Validity] = dict(self._choices(row))
        if row is None or number not in marks:
            return
        try:
            settling.settle_difference(
                self._desk,
                self.round_id,
                paper_no=row.paper_no,
                position=row.position,
                mark=marks[number],
                witness=self.form.string("witness"),
                how=self.form.string("how"),
            )
        except DeskError as error:
            self.said.say_error(error)
            return
        self._go_on()

    def rekey(self) -> None:
        """Key the marks of the chosen paper once more."""
        row, detail = self.table.current(), self._detail
        if row is None or detail is None or not row.rekey or row.settled or self._refusal():
            return
        dialog = RekeyDialog(
            self,
            detail,
            row.paper_no,
            lambda marks: settling.rekey_paper(
                self._desk,
                self.round_id,
                paper_no=row.paper_no,
                marks=marks,
                witness=self.form.string("witness"),
                how=self.form.string("how"),
            ),
        )
        dialog.kept.connect(self._go_on)
        dialog.open()

    def _go_on(self) -> None:
        self._read()
        self.settled.emit()
        self.table.choose(lambda each: not each.settled)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _read(self) -> None:
        self._detail = detail = round_detail.read_round(self._desk, self.round_id)
        left = open_differences(detail)
        self.sub.setText(
            f"{detail.row.title}　共 {len(detail.differences)} 处，待核对 {left} 处。"
            "只看票面，不问是谁录的。"
        )
        self.table.show_rows(detail.differences)
        if not left:
            self.said.say("全部核对完毕，可以返回本轮继续。", Tone.GOOD)

    def _offer_witnesses(self, row: DifferenceRow) -> None:
        """Offer who may look on; what is in doubt takes the chief and a scrutineer."""
        if self._detail is None:
            return
        officers, box = self._detail.officers, self._box()
        people = [*officers.scrutineers, officers.chief, *officers.tellers]
        if row.doubt:
            chief = self._desk.actor.name == officers.chief
            people = list(officers.scrutineers) if chief else [officers.chief]
        names = [name for name in dict.fromkeys(people) if name != self._desk.actor.name]
        held = box.currentText().strip()
        box.clear()
        box.addItems(names)
        if held and (held in names or not row.doubt):
            box.setEditText(held)
        how: Any = self.form.widget("how")
        if self.form.string("how") in USUAL:
            how.setPlainText(HOW_DOUBT if row.doubt else HOW)

    def _box(self) -> Any:  # noqa: ANN401 - a combo box of the form
        return self.form.widget("witness")

    def _choices(self, row: DifferenceRow | None) -> Sequence[tuple[int, Mark | Validity]]:
        if row is None or row.rekey:
            return ()
        return tuple((WHOLE if row.position == round_papers.WHOLE else CELL).items())

    def _show(self, row: DifferenceRow | None) -> None:
        shown = dict(self._choices(row))
        refusal = self._refusal()
        for number, button in self.buttons.items():
            button.setVisible(number in shown)
            if number in shown:
                button.setText(f"{word(shown[number])}（{number}）")
            button.allow(refusal)
        self.rekey_button.setVisible(row is not None and row.rekey)
        self.rekey_button.allow(refusal)
        self.asked.setVisible(row is not None and not row.rekey)
        if refusal is not None and row is not None and not row.settled:
            self.said.say(explain(refusal), Tone.MUTED)
        if row is None:
            self.cell.setText("请在左边选一处")
            return
        self.cell.setText(f"第 {row.paper_no} 号票\n{place(row)}")
        self._offer_witnesses(row)
        self.first.setText(reading(row.position, row.first))
        self.second.setText(reading(row.position, row.second))

    def _refusal(self) -> Refusal | None:
        detail = self._detail
        if detail is None:
            return None
        if detail.steps[RoundStep.SETTLE] is not None and not open_differences(detail):
            return self._desk.may(Action.SETTLE_DIFFERENCE)
        return why_not(self._desk, detail, Stage.SETTLE)

    def _connect(self) -> None:
        self.table.chosen.connect(self._show)
        self.table.opened.connect(self.rekey)
        self.rekey_button.clicked.connect(self.rekey)
        self.table.view.digit_pressed.connect(self.settle)
        self.back_button.clicked.connect(self.left)
        for number, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, number=number: self.settle(number))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addWidget(self.sub)
        head.addStretch(1)
        head.addWidget(self.back_button)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self.table, 1)
        middle.addWidget(self._side())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 12, 24, 16)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addLayout(middle, 1)

    def _side(self) -> QWidget:
        side = Card()
        side.setFixedWidth(SIDE)
        font = self.cell.font()
        font.setPointSizeF(TITLE_POINTS)
        for each in (self.cell, self.first, self.second):
            each.setFont(font)
        self.cell.setWordWrap(True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        for at, (title, value) in enumerate((("第一遍", self.first), ("第二遍", self.second))):
            grid.addWidget(label(title, "fieldName"), 0, at)
            grid.addWidget(value, 1, at)
        side.body.addWidget(self.cell)
        side.body.addLayout(grid)
        side.body.addSpacing(8)
        side.body.addWidget(self.form)
        side.body.addSpacing(8)
        side.body.addWidget(self.asked)
        choices = QGridLayout()
        choices.setSpacing(8)
        for at, button in enumerate(self.buttons.values()):
            choices.addWidget(button, at // 2, at % 2)
        side.body.addLayout(choices)
        side.body.addWidget(self.rekey_button)
        side.body.addWidget(self.said)
        side.body.addStretch(1)
        return side
