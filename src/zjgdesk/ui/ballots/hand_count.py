"""The count by hand as the third count: its totals entered, compared, and explained."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from zjgdesk.rules.rounds import HandCount
from zjgdesk.services import hand_count, hand_totals
from zjgdesk.services.desk import Desk
from zjgdesk.services.hand_count import HandCheck
from zjgdesk.services.round_detail import RoundDetail
from zjgdesk.ui.ballots.asking import ask
from zjgdesk.ui.ballots.figures_dialog import FiguresDialog, hand_rows
from zjgdesk.ui.ballots.totals_grid import TotalsGrid
from zjgdesk.ui.forms import Form, FormDialog, tell
from zjgdesk.ui.labels import Line
from zjgdesk.ui.theme import Tone

Done = Callable[[], object]
SIZE = (820, 680)
HIGH = 360
SHOWN = 6


class HandForm(Form):
    """Valid and invalid papers, then four figures a name."""

    def __init__(self, desk: Desk, detail: RoundDetail) -> None:
        super().__init__()
        self._returned = detail.returned or 0
        held = hand_totals.read_hand_totals(desk, detail.row.id)
        self.valid = self.number("valid", "有效票", held.valid if held else 0)
        self.invalid = self.number("invalid", "废票", held.invalid if held else 0)
        self.grid = TotalsGrid(detail.entries)
        self.grid.setMinimumHeight(HIGH)
        self.rows.addRow(self.grid)
        self.said = Line()
        self.rows.addRow(self.said)
        if held:
            self.grid.totals.show_counts(held.counts)
        self.grid.totals.typed.connect(self._touched)
        self.changed.connect(self._say)
        self._say()

    def _say(self) -> None:
        self.grid.totals.expect(self.valid.value())
        papers = self.valid.value() + self.invalid.value()
        if papers != self._returned:
            self.said.say(
                f"有效票与废票共 {papers} 张，收回 {self._returned} 张（依据 VOTE-07）。",
                Tone.WARN,
            )
            return
        names = self.grid.totals.uneven()
        shown = "、".join(names[:SHOWN]) + (f"等 {len(names)} 行" if len(names) > SHOWN else "")
        if names:
            self.said.say(f"四项之和不等于有效票数：{shown}（依据 VOTE-07）。", Tone.WARN)
        else:
            self.said.say("每一行的四项之和都等于有效票数（依据 VOTE-07）。", Tone.GOOD)


def hand_count_dialog(parent: QWidget, desk: Desk, detail: RoundDetail, done: Done) -> FormDialog:
    """Ask for the totals of the tally sheet; afterwards say whether they agree."""
    form = HandForm(desk, detail)
    found: list[HandCheck] = []

    def keep(_form: Form) -> None:
        found.append(
            hand_count.record_hand_count(
                desk,
                detail.row.id,
                valid=form.valid.value(),
                invalid=form.invalid.value(),
                counts=form.grid.totals.counts(),
            )
        )

    def show() -> None:
        done()
        show_check(parent, found[-1])

    dialog = ask(
        parent,
        "录入手工计票",
        form,
        accept="存入并比对",
        act=keep,
        done=show,
        intro=(
            "照计票表上的合计录入，空格即为 0；回车到下一格，可以从表格中粘贴。"
            "存入之前不显示录入的结果（依据 VOTE-18）。"
        ),
    )
    dialog.resize(*SIZE)
    return dialog


def show_check(parent: QWidget, check: HandCheck) -> None:
    """Say that both counts agree, or show the figures on which they differ."""
    if check.state is HandCount.AGREES:
        tell(parent, "手工计票一致", "手工计票的每个数字都与两遍录入的结果一致（依据 VOTE-18）。")
        return
    dialog = FiguresDialog(
        parent,
        "手工计票不一致",
        hand_rows(check.differences),
        heads=("两遍录入", "手工计票"),
        intro=(
            "请复核计票表：手工计错的，改正后重新录入；确认手工计票有误又无法重计的，"
            "写明差异的原因。在此之前不能结束计票（依据 VOTE-18）。"
        ),
    )
    dialog.open()


def explain_dialog(parent: QWidget, desk: Desk, detail: RoundDetail, done: Done) -> FormDialog:
    """Ask why the count by hand differs, and who looked on."""
    form = Form()
    officers = detail.officers
    people = (officers.chief, *officers.scrutineers, *officers.tellers)
    names = [name for name in dict.fromkeys(people) if name != desk.actor.name]
    form.choice("witness", "在场人", [(name, name) for name in names], editable=True)
    form.area("reason", "原因", hint="如：计票表第 3 行漏画一笔，重新清点后以录入为准", lines=3)
    names_told = "、".join(each.name or "有效票和废票" for each in detail.hand_count.differences)
    return ask(
        parent,
        "说明手工计票的差异",
        form,
        accept="记录说明",
        act=lambda _form: hand_count.explain_hand_count(
            desk,
            detail.row.id,
            reason=form.string("reason"),
            witness=form.string("witness"),
        ),
        done=done,
        intro=f"不一致的有：{names_told}。说明写入报告单附件和留痕，之后可以结束计票。",
    )
