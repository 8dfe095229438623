"""What followed for those who were confirmed, and the share promoted so far. Rule: NOTICE-07."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.roles import Action
from zjgdesk.services import rewards
from zjgdesk.services.desk import Desk
from zjgdesk.services.rewards import RewardRow, Share
from zjgdesk.ui.actions import ActionBar
from zjgdesk.ui.empty import EmptyState
from zjgdesk.ui.labels import Card, Heading, label
from zjgdesk.ui.notices.dialogs import reward_dialog
from zjgdesk.ui.notices.words import REWARD_TONES
from zjgdesk.ui.table import Column
from zjgdesk.ui.table_view import TableView
from zjgdesk.ui.words import short_day, word

FIRST = "确认公示名单之后，在这里登记一次性奖励、主体班次培训和提拔重用。"


def share_words(share: Share) -> tuple[str, str]:
    """Return the share as a figure and as numerator and denominator."""
    if share.per_cent is None:
        return "—", "还没有已确认的好干部。"
    told = f"提拔重用 {share.numerator} 人 ÷ 已确认好干部 {share.denominator} 人"
    return f"{share.per_cent:.1f} %", told


class RewardsView(QWidget):
    """The register of rewards; `side` holds what is done and the share of those promoted."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.bar = ActionBar()
        self.new_button = self.bar.add("登记激励…", self.ask_new, primary=True)
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
        self._lay_out()

    def refresh(self) -> None:
        """Read the register again."""
        self.table.show_rows(rewards.list_rewards(self._desk))
        shares = rewards.promotion_shares(self._desk)
        figure, told = share_words(shares.get(self._desk.year, Share(0, 0)))
        self.figure.setText(figure)
        self.told.setText(told)
        nobody = not rewards.list_honours(self._desk)
        none = Refusal("reward.nobody", "NOTICE-07") if nobody else None
        self.new_button.allow(none or self._desk.may(Action.RECORD_REWARD))

    def ask_new(self) -> None:
        """Ask for a new entry."""
        reward_dialog(self, self._desk, self.changed.emit)

    def _lay_out(self) -> None:
        card = Card()
        card.body.addWidget(Heading("提拔重用占比"))
        card.body.addWidget(self.figure)
        card.body.addWidget(self.told)
        column = QVBoxLayout(self.side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.bar)
        column.addWidget(card)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table)
