"""The box of a sitting: papers handed out, taken back and put right, the equations beside."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QSpinBox, QWidget

from zjgdesk.rules.ballots import Ledger, check_ledger
from zjgdesk.rules.vocabulary import RoundState
from zjgdesk.services import box, round_detail, rounds
from zjgdesk.services.box import Figures, Returned
from zjgdesk.services.desk import Desk
from zjgdesk.services.offline import opening_warning
from zjgdesk.services.round_detail import RoundDetail
from zjgdesk.ui.ballots.asking import ask, widen
from zjgdesk.ui.ballots.keys import add_keys, keys_of
from zjgdesk.ui.forms import LARGEST, Form, FormDialog
from zjgdesk.ui.labels import Line, label
from zjgdesk.ui.messages import explain
from zjgdesk.ui.theme import Tone

Done = Callable[[], object]
OPENING, TAKING_BACK, CORRECTING = 660, 720, 620


def of_sitting(desk: Desk, detail: RoundDetail, state: RoundState) -> list[RoundDetail]:
    """Return the rounds of the same sitting that stand there, the oldest first: one box."""
    rows = [
        row
        for row in rounds.list_rounds(desk)
        if row.meeting_id == detail.row.meeting_id and row.state is state
    ]
    return [round_detail.read_round(desk, row.id) for row in reversed(rows)]


class OpenForm(Form):
    """Who is present, and for every ballot of the box how many papers were handed out."""

    def __init__(self, desk: Desk, details: Sequence[RoundDetail]) -> None:
        super().__init__()
        self._details = {detail.row.id: detail for detail in details}
        self.ticks: dict[int, QCheckBox] = {}
        self.issued: dict[int, QSpinBox] = {}
        first = details[0]
        self.present = self.number("present", "实到人数", first.due)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        for at, detail in enumerate(details):
            self._line(grid, at, detail)
        grid.setColumnStretch(0, 1)
        grid.setVerticalSpacing(8)
        grid.setContentsMargins(0, 0, 0, 0)
        papers = QWidget()
        papers.setLayout(grid)
        self.rows.addRow("发出张数", papers)
        self.note(
            f"应到 {first.due} 人，至少 {first.quorum} 人到会。一人一票，监票人先投"
            "（依据 VOTE-01、VOTE-15）。"
        )
        found = opening_warning(desk)
        if found:
            line = Line(explain(found), tone=Tone.BAD)
            line.setObjectName("warningStrip")
            self.rows.insertRow(0, line)
        add_keys(self, desk, first.officers)
        self.present.valueChanged.connect(self._preset)
        self._preset()

    def papers(self) -> dict[int, int]:
        """Return how many papers were handed out, by round."""
        return {
            round_id: spin.value()
            for round_id, spin in self.issued.items()
            if self.ticks[round_id].isChecked()
        }

    def _line(self, grid: QGridLayout, at: int, detail: RoundDetail) -> None:
        tick = QCheckBox(f"{detail.row.title}（印制 {detail.printed} 张）")
        tick.setChecked(True)
        spin = QSpinBox()
        spin.setRange(0, LARGEST)
        spin.setAccessibleName(f"{detail.row.title}发出张数")
        tick.toggled.connect(spin.setEnabled)
        tick.toggled.connect(self._touched)
        spin.valueChanged.connect(self._touched)
        self.ticks[detail.row.id], self.issued[detail.row.id] = tick, spin
        grid.addWidget(tick, at, 0)
        grid.addWidget(spin, at, 1)

    def _preset(self) -> None:
        for round_id, spin in self.issued.items():
            spin.setValue(max(self.present.value() - self._details[round_id].staying_out, 0))


class Balance(Line):
    """Says live whether a ballot's papers balance; red until they do. Rule: VOTE-07."""

    def show_ledger(self, ledger: Ledger) -> None:
        """Say what holds and what does not."""
        found = check_ledger(ledger)
        if found:
            self.say("　".join(map(explain, found)), Tone.BAD)
            return
        parts = f"印制 {ledger.printed} ＝ 发出 {ledger.issued} ＋ 剩余 {ledger.left_over}"
        told = f"{parts} ＋ 作废 {ledger.spoiled}"
        if ledger.returned is not None:
            told += f"；收回 {ledger.returned} ≤ 发出 {ledger.issued}，≤ 实到 {ledger.present}"
        self.say(f"账目相符：{told}。", Tone.GOOD)


class TakeBackForm(Form):
    """What came back of every ballot in the box, with its equations beside."""

    def __init__(self, details: Sequence[RoundDetail]) -> None:
        super().__init__()
        self._details = {detail.row.id: detail for detail in details}
        self.cells: dict[int, tuple[QSpinBox, QSpinBox, QSpinBox]] = {}
        self.balances: dict[int, Balance] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for column, title in enumerate(("票决", "收回张数", "剩余张数", "作废张数")):
            grid.addWidget(label(title, "fieldName"), 0, column)
        grid.setColumnStretch(0, 1)
        for at, detail in enumerate(details):
            self._lines(grid, 2 * at + 1, detail)
        self.rows.addRow(grid)
        self.note(
            "剩余指没有发出的好票，作废指没有发出就损坏的票。收回多于发出或者实到的，照实登记，"
            "本轮无效（依据 VOTE-04）。"
        )
        for round_id in self.cells:
            self._say(round_id)

    def focus_first(self) -> None:
        """Put the cursor into the first figure."""
        next(iter(self.cells.values()))[0].setFocus()

    def papers(self) -> dict[int, Returned]:
        """Return the figures, by round."""
        return {
            round_id: Returned(*(spin.value() for spin in spins))
            for round_id, spins in self.cells.items()
        }

    def _lines(self, grid: QGridLayout, at: int, detail: RoundDetail) -> None:
        issued = detail.issued or 0
        presets = (issued, max(detail.printed - issued, 0), 0)
        spins = (QSpinBox(), QSpinBox(), QSpinBox())
        titled = QLabel(f"{detail.row.title}\n印制 {detail.printed}，发出 {issued}")
        titled.setWordWrap(True)
        grid.addWidget(titled, at, 0)
        for column, (spin, preset, title) in enumerate(
            zip(spins, presets, ("收回", "剩余", "作废"), strict=True), start=1
        ):
            spin.setRange(0, LARGEST)
            spin.setValue(preset)
            spin.setAccessibleName(f"{detail.row.title}{title}张数")
            spin.valueChanged.connect(lambda _n, round_id=detail.row.id: self._changed(round_id))
            grid.addWidget(spin, at, column)
        self.cells[detail.row.id] = spins
        self.balances[detail.row.id] = Balance()
        grid.addWidget(self.balances[detail.row.id], at + 1, 0, 1, 4)

    def _changed(self, round_id: int) -> None:
        self._say(round_id)
        self._touched()

    def _say(self, round_id: int) -> None:
        detail, given = self._details[round_id], self.papers()[round_id]
        self.balances[round_id].show_ledger(
            Ledger(
                printed=detail.printed,
                issued=detail.issued,
                left_over=given.left_over,
                spoiled=given.spoiled,
                present=detail.present,
                returned=given.returned,
            )
        )


class FiguresForm(Form):
    """All figures of one ballot again, and why they are put right."""

    def __init__(self, detail: RoundDetail) -> None:
        super().__init__()
        self._detail = detail
        self._back = detail.returned is not None
        self.number("present", "实到人数", detail.present or 0)
        self.number("issued", "发出张数", detail.issued or 0)
        if self._back:
            self.number("returned", "收回张数", detail.returned or 0)
            self.number("left_over", "剩余张数", detail.left_over or 0)
        self.number("spoiled", "作废张数", detail.spoiled)
        self.balance = Balance()
        self.rows.addRow("", self.balance)
        self.area("reason", "理由", hint="如：重新清点后更正", lines=2)
        self.changed.connect(self._say)
        self._say()

    def figures(self) -> Figures:
        """Return the figures as they were entered."""
        return Figures(
            present=self.whole("present"),
            issued=self.whole("issued"),
            returned=self.whole("returned") if self._back else None,
            left_over=self.whole("left_over") if self._back else None,
            spoiled=self.whole("spoiled"),
        )

    def _say(self) -> None:
        if not self._back:
            return
        given = self.figures()
        self.balance.show_ledger(
            Ledger(
                printed=self._detail.printed,
                issued=given.issued,
                left_over=given.left_over,
                spoiled=given.spoiled,
                present=given.present,
                returned=given.returned,
            )
        )


def open_dialog(parent: QWidget, desk: Desk, detail: RoundDetail, done: Done) -> FormDialog:
    """Ask who is present, how many papers were handed out, and for two passphrases."""
    details = of_sitting(desk, detail, RoundState.ZEROED) or [detail]
    form = OpenForm(desk, details)
    dialog = ask(
        parent,
        "开会发票",
        form,
        accept="开始投票",
        act=lambda _form: box.open_rounds(
            desk,
            detail.row.meeting_id,
            present=form.present.value(),
            issued=form.papers(),
            keys=keys_of(form, desk),
        ),
        done=done,
    )
    widen(dialog, OPENING)
    return dialog


def take_back_dialog(parent: QWidget, desk: Desk, detail: RoundDetail, done: Done) -> FormDialog:
    """Ask what came back of every ballot in the box."""
    form = TakeBackForm(of_sitting(desk, detail, RoundState.OPENED) or [detail])
    dialog = ask(
        parent,
        "收回选票",
        form,
        accept="登记",
        act=lambda _form: box.take_back(desk, detail.row.meeting_id, figures=form.papers()),
        done=done,
        intro=f"实到 {detail.present} 人。开箱后按票种分开，逐张清点。",
    )
    widen(dialog, TAKING_BACK)
    return dialog


def correct_dialog(parent: QWidget, desk: Desk, detail: RoundDetail, done: Done) -> FormDialog:
    """Ask for the figures after a recount, and for the reason."""
    form = FiguresForm(detail)
    dialog = ask(
        parent,
        "更正张数和人数",
        form,
        accept="更正",
        act=lambda _form: box.correct_figures(
            desk, detail.row.id, form.figures(), reason=form.string("reason")
        ),
        done=done,
        intro=f"“{detail.row.title}”印制 {detail.printed} 张。更正前后的数字和理由都会留痕。",
    )
    widen(dialog, CORRECTING)
    return dialog
