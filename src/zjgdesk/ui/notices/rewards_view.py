"""What followed for those who were confirmed, and the share promoted so far. Rule: NOTICE-07."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from zjgdesk.errors import DeskError
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import RewardKind
from zjgdesk.services import honours, reward_papers, rewards
from zjgdesk.services.desk import Desk
from zjgdesk.services.issued import IssuedRow
from zjgdesk.services.rewards import HonourRow, RewardRow, Share
from zjgdesk.ui.actions import ActionBar
from zjgdesk.ui.ballots.asking import issue, show_issued
from zjgdesk.ui.empty import EmptyState
from zjgdesk.ui.jobs import Jobs
from zjgdesk.ui.labels import Card, Heading, Line, label
from zjgdesk.ui.marks import case_hint, case_words
from zjgdesk.ui.notices.dialogs import register_dialog, reward_dialog
from zjgdesk.ui.notices.words import REWARD_TONES
from zjgdesk.ui.switch import Switch
from zjgdesk.ui.table import Column
from zjgdesk.ui.table_view import TableView
from zjgdesk.ui.theme import Tone
from zjgdesk.ui.words import short_day, word

FIRST = "确认公示名单之后，在这里登记一次性奖励、主体班次培训和提拔重用。"
NOBODY = "确认公示名单之后，当选的单位和干部列在这里；往年的名单可以导入。"
FILES = "表格 (*.xlsx *.xls *.et *.csv);;所有文件 (*)"
PEOPLE, REWARDS = "people", "rewards"


def share_words(share: Share) -> tuple[str, str]:
    """Return the share as a figure and as numerator and denominator."""
    if share.per_cent is None:
        return "—", "还没有已确认的好干部。"
    told = f"提拔重用 {share.numerator} 人 ÷ 已确认好干部 {share.denominator} 人"
    return f"{share.per_cent:.1f} %", told


def years_words(shares: dict[int, Share]) -> str:
    """Return the share of every year, a line each, the newest first."""
    return "\n".join(
        f"{year} 年：{share.numerator}/{share.denominator}，{share.per_cent:.1f} %"
        for year, share in sorted(shares.items(), reverse=True)
        if share.per_cent is not None
    )


def _people_table() -> TableView[HonourRow]:
    return TableView(
        [
            Column("年度", lambda row: str(row.year), width=72),
            Column("名单", lambda row: word(row.track), width=80),
            Column("对象", lambda row: row.name, tooltip=lambda row: row.name, width=112),
            Column(
                "推荐单位",
                lambda row: row.organisation,
                tooltip=lambda row: row.organisation,
                width=0,
            ),
            Column("当选时职务", lambda row: row.post, tooltip=lambda row: row.post, width=190),
            Column(
                "容错提示",
                lambda row: case_words(row.case),
                width=108,
                tone=lambda _row: Tone.WARN,
                tooltip=lambda row: case_hint(row.case),
            ),
            *(
                Column(word(kind), _day_of(kind), width=112, tone=_tone_of(kind))
                for kind in RewardKind
            ),
        ],
        empty=EmptyState("还没有当选名单", NOBODY),
        search="搜索姓名、单位、年度",
        name="历年当选",
    )


def _on(row: HonourRow, kind: RewardKind) -> str:
    on = {
        RewardKind.REWARD: row.rewarded_on,
        RewardKind.TRAINING: row.trained_on,
        RewardKind.PROMOTION: row.promoted_on,
    }[kind]
    return short_day(on)


def _day_of(kind: RewardKind) -> Callable[[HonourRow], str]:
    return lambda row: _on(row, kind)


def _tone_of(kind: RewardKind) -> Callable[[HonourRow], Tone]:
    return lambda _row: REWARD_TONES[kind]


class RewardsView(QWidget):
    """The register of rewards; `side` holds what is done and the share of those promoted."""

    changed = Signal()

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        super().__init__()
        self._desk, self._jobs = desk, jobs
        self.bar, self.top = ActionBar(), ActionBar()
        self.print_button = self.top.add("打印台账…", self.ask_print)
        self.new_button = self.bar.add("登记激励…", self.ask_new, primary=True)
        self.import_button = self.bar.add("导入往年名单…", self.ask_file)
        self.said = Line()
        self.switch = Switch([(PEOPLE, "历年当选"), (REWARDS, "激励登记")], "当选名单或激励登记")
        self.people = _people_table()
        self.table: TableView[RewardRow] = TableView(
            [
                Column("日期", lambda row: short_day(row.on), width=116),
                Column("年度", lambda row: str(row.year), width=72),
                Column("对象", lambda row: row.name, width=140),
                Column("推荐单位", lambda row: row.organisation, width=180),
                Column("名单", lambda row: word(row.track), width=80),
                Column(
                    "类别",
                    lambda row: word(row.kind),
                    width=140,
                    tone=lambda row: REWARD_TONES[row.kind],
                ),
                Column("内容", lambda row: row.text, width=0),
            ],
            empty=EmptyState("还没有登记激励", FIRST),
            search="搜索姓名、单位、内容",
            name="激励登记",
        )
        self.side = QWidget()
        self.figure, self.told = label("—", "bigNumber"), label("", "hint", wrap=True)
        self.years = label("", wrap=True)
        self.switch.chosen.connect(self._show)
        self._lay_out()

    def refresh(self) -> None:
        """Read the register again."""
        self.table.show_rows(rewards.list_rewards(self._desk))
        self.people.show_rows(rewards.list_honours(self._desk))
        shares = rewards.promotion_shares(self._desk)
        figure, told = share_words(shares.get(self._desk.year, Share(0, 0)))
        self.figure.setText(figure)
        self.told.setText(f"{self._desk.year} 年度：{told}")
        self.years.setText(years_words(shares))
        self.import_button.allow(self._desk.may(Action.IMPORT_HONOURS))
        nobody = not rewards.list_honours(self._desk)
        none = Refusal("reward.nobody", "NOTICE-07") if nobody else None
        self.new_button.allow(none or self._desk.may(Action.RECORD_REWARD))
        self.print_button.allow(none or self._desk.may(Action.PRINT_PAPER))

    def ask_new(self) -> None:
        """Ask for a new entry, for whoever is chosen."""
        chosen = self.people.current()
        reward_dialog(self, self._desk, self.changed.emit, chosen.id if chosen else None)

    def ask_file(self) -> None:
        """Ask for a list of earlier years and take it in."""
        name, _kind = QFileDialog.getOpenFileName(self, "选择往年当选名单", "", FILES)
        if name:
            self.take_in(Path(name))

    def ask_print(self) -> None:
        """Ask which year's register is printed."""
        register_dialog(self, self._desk, self.print_register)

    def print_register(self, year: int) -> None:
        """Print the register of a year and show it as it was issued."""
        self.print_button.setEnabled(False)
        job = issue(
            self,
            self._jobs,
            "排印激励台账",
            work=lambda: reward_papers.print_reward_register(self._desk, year),
            done=self._issued,
        )
        job.ended.connect(lambda: self.print_button.setEnabled(self.print_button.refusal is None))

    def _issued(self, row: IssuedRow) -> None:
        self.changed.emit()
        try:
            show_issued(self, self._desk, row)
        except DeskError as error:
            self.said.say_error(error)

    def take_in(self, path: Path) -> None:
        """Take in a list of earlier years and say what it brought."""
        try:
            taken = honours.bring_in_honours(self._desk, path.name, path.read_bytes())
        except DeskError as error:
            self.said.say_error(error)
            return
        except OSError:
            self.said.say_error(DeskError("file.missing", name=path.name))
            return
        years = "、".join(str(year) for year in taken.years)
        self.said.say(
            f"导入 {years} 年名单：新增 {taken.new}，已有 {taken.known}，登记激励 {taken.rewards} 项。",
            Tone.GOOD,
        )
        self.changed.emit()

    def _show(self, which: object) -> None:
        self.people.setVisible(which == PEOPLE)
        self.table.setVisible(which == REWARDS)

    def _lay_out(self) -> None:
        card = Card()
        card.body.addWidget(Heading("提拔重用占比"))
        card.body.addWidget(self.figure)
        card.body.addWidget(self.told)
        card.body.addWidget(self.years)
        column = QVBoxLayout(self.side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.bar)
        column.addWidget(self.said)
        column.addWidget(card)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        above = QHBoxLayout()
        above.addWidget(self.switch)
        above.addStretch(1)
        above.addWidget(self.top)
        layout.addLayout(above)
        layout.addWidget(self.people)
        layout.addWidget(self.table)
        self._show(PEOPLE)
