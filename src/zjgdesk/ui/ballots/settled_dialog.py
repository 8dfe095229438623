"""How a round was keyed and what people decided on its papers, once it is closed."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from zjgdesk.services import settled_cells
from zjgdesk.services.desk import Desk
from zjgdesk.services.settled_cells import SettledCell
from zjgdesk.services.statistics import KeyingStatistics
from zjgdesk.ui.ballots.readings import reading
from zjgdesk.ui.dialogs import ListDialog
from zjgdesk.ui.table import Column


def statistics_told(told: KeyingStatistics) -> list[tuple[str, str]]:
    """Say how well both passes were keyed, as names and values."""
    lines = [("选票", f"{told.papers} 张，每遍 {told.cells} 格")]
    for title, each in zip(("第一遍", "第二遍"), told.passes, strict=True):
        lines.append(
            (
                title,
                f"{each.teller}：录错 {each.wrong} 处，待定 {each.set_aside} 处，"
                f"录入中更正 {each.corrected} 次",
            )
        )
    agreed = f"{told.settled} 处，由两人对照原票确认" if told.settled else "两遍完全一致"
    lines.append(("核对", agreed))
    return lines


class SettledDialog(ListDialog[SettledCell]):
    """Every decision with both readings and both people; the papers have no numbers any more."""

    def __init__(self, parent: QWidget, desk: Desk, round_id: int) -> None:
        self._rows = settled_cells.settled_cells(desk, round_id)
        super().__init__(
            parent,
            "核对记录",
            [
                Column("位置", lambda r: r.name or "整张票", width=140),
                Column("第一遍", lambda r: reading(r.position, r.first), width=92),
                Column("第二遍", lambda r: reading(r.position, r.second), width=92),
                Column("认定为", lambda r: reading(r.position, r.settled), width=92),
                Column("认定人", lambda r: f"{r.actor}、{r.witness}", width=150),
                Column("情况", lambda r: r.how, width=0, tooltip=lambda r: r.how),
            ],
            intro="两遍录入不一致和看不清的，由两人对照原票认定（依据 VOTE-06）。票号在结束计票时已经抹去。",
        )
        self.table.key_by(lambda row: (row.position, row.first, row.second, row.how))
        self.close_button = self.actions_bar.add("关闭", self.accept)
        self.close_button.setFocus()

    def rows(self) -> Sequence[SettledCell]:
        """Return the decisions."""
        return self._rows
