"""The rehearsal on the screen: each class of result for the real list, with its rules in words."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from zjgdesk.rules.outcome import NextStep
from zjgdesk.rules.register import load_rules
from zjgdesk.rules.rehearsal import CaseKind
from zjgdesk.rules.roles import Action
from zjgdesk.rules.rounds import RoundStep
from zjgdesk.services import rehearsing
from zjgdesk.services.desk import Desk
from zjgdesk.services.rehearsing import ToldCase
from zjgdesk.services.round_detail import RoundDetail
from zjgdesk.ui.actions import ActionBar
from zjgdesk.ui.ballots.result import VERDICTS
from zjgdesk.ui.ballots.stages import may_step
from zjgdesk.ui.ballots.two_lines import TwoLineList
from zjgdesk.ui.empty import EmptyState
from zjgdesk.ui.labels import Chip, Heading, Line, label
from zjgdesk.ui.table import RIGHT, Column
from zjgdesk.ui.table_view import TableView
from zjgdesk.ui.theme import Tone
from zjgdesk.ui.words import word

SIZE = (1120, 660)
LEFT = 340
ENDS: dict[NextStep, tuple[str, Tone]] = {
    NextStep.DONE: ("选满", Tone.GOOD),
    NextStep.RUNOFF: ("同票再投", Tone.WARN),
    NextStep.SECOND_BALLOT: ("缺额再投", Tone.WARN),
    NextStep.REVOTE: ("本轮无效", Tone.BAD),
    NextStep.NO_QUORUM: ("不能投票", Tone.BAD),
}


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A class of result in the list, by its number."""

    id: int
    told: ToldCase


@dataclass(frozen=True, slots=True)
class PlayedRow:
    """A name on the paper and what the made-up papers make of it."""

    position: int
    name: str
    yes: int
    end: str


def played_rows(detail: RoundDetail, told: ToldCase) -> list[PlayedRow]:
    """Return the real names with the made-up votes of a case."""
    outcome, votes = told.case.outcome, told.case.papers.yes
    return [
        PlayedRow(entry.position, entry.name, yes, _end(told, at, yes) if outcome.counts else "")
        for at, (entry, yes) in enumerate(zip(detail.entries, votes, strict=False))
    ]


def end_of(told: ToldCase) -> tuple[str, Tone]:
    """Say in a word or two how a case ends."""
    if told.case.kind is CaseKind.TOO_FEW_PAPERS:
        return "不得公布", Tone.BAD
    return ENDS[told.case.outcome.next]


def rules_told(told: ToldCase) -> str:
    """Return the rules of a case with their words, one under the other."""
    register = load_rules()
    return "\n".join(
        f"{each} {register[each].title}：{register[each].text}" for each in told.case.rules
    )


class RehearsalDialog(QDialog):
    """All classes at the left; figures, result, names and rules of the chosen one at the right."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        detail: RoundDetail,
        record: Callable[[], object],
    ) -> None:
        super().__init__(parent)
        self._detail = detail
        self.setWindowTitle("演练")
        self.resize(*SIZE)
        self.list: TwoLineList[CaseRow] = TwoLineList(
            "各种结果",
            title=lambda row: f"{row.id}　{row.told.title}",
            second=lambda row: row.told.shown,
            state=lambda row: end_of(row.told),
        )
        self.title, self.end = Heading(""), Chip()
        self.shown = label("", "hint", wrap=True)
        self.figures, self.follows, self.rules = Line(), Line(), Line(tone=Tone.MUTED)
        self.table: TableView[PlayedRow] = TableView(
            [
                Column("票序", lambda r: str(r.position), lambda r: r.position, RIGHT, 60),
                Column("候选对象", lambda r: r.name, width=0),
                Column("同意", lambda r: str(r.yes), lambda r: r.yes, RIGHT, 64),
                Column("结果", lambda r: r.end, width=112, tone=lambda r: _tone(r.end)),
            ],
            empty=EmptyState("没有选票"),
            search="搜索姓名",
            name="演练的票数",
        )
        self.table.key_by(lambda row: row.position)
        self.bar = ActionBar()
        self.record_button = self.bar.add("打印并记录", record, primary=True)
        self.close_button = self.bar.add("关闭", self.reject)
        self.record_button.allow(may_step(desk, detail, RoundStep.REHEARSE, Action.REHEARSE))
        self._lay_out()
        self.list.chosen.connect(self._show)
        cases = rehearsing.told_cases(desk, detail.row.id)
        self.list.show_rows([CaseRow(at, told) for at, told in enumerate(cases, start=1)])
        self.list.setFocus()

    def _show(self, row: CaseRow) -> None:
        told = row.told
        self.title.setText(told.title)
        self.end.say(*end_of(told))
        self.shown.setText(told.shown)
        self.figures.say(told.figures)
        self.follows.say(f"结果：{told.result}", end_of(told)[1])
        self.table.show_rows(played_rows(self._detail, told))
        self.rules.say(rules_told(told))

    def _lay_out(self) -> None:
        detail = self._detail
        self.list.setFixedWidth(LEFT)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.title)
        head.addWidget(self.end)
        head.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addLayout(head)
        for each in (self.shown, self.figures, self.follows):
            right.addWidget(each)
        right.addWidget(self.table, 1)
        right.addWidget(self.rules)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self.list)
        middle.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(label(f"演练：{detail.row.title}", "dialogTitle"))
        layout.addWidget(
            label(
                f"候选 {detail.row.candidates}，名额 {detail.row.places}，应到 {detail.due} 人，"
                f"过半数按{word(detail.base)}。票数都是虚拟的，只用来看清规则。",
                "hint",
                wrap=True,
            )
        )
        layout.addLayout(middle, 1)
        layout.addWidget(self.bar)


def _end(told: ToldCase, at: int, yes: int) -> str:
    outcome = told.case.outcome
    if outcome.next in {NextStep.REVOTE, NextStep.NO_QUORUM}:
        return ""
    for found, key in ((outcome.elected, "elected"), (outcome.tied, "tied")):
        if at in found:
            return VERDICTS[key][0]
    return VERDICTS["passed" if yes >= outcome.needed else "failed"][0]


def _tone(end: str) -> Tone:
    return dict(VERDICTS.values()).get(end, Tone.MUTED)
