"""How well a round was keyed, beside its result."""

from collections.abc import Callable

from zjgdesk.services.round_detail import RoundDetail
from zjgdesk.ui.actions import ActionButton
from zjgdesk.ui.ballots.facts import Facts
from zjgdesk.ui.ballots.settled_dialog import statistics_told
from zjgdesk.ui.ballots.stages import is_closed


class StatisticsCard(Facts):
    """Errors of each pass, and the way to every decision; hidden before the round is closed."""

    def __init__(self, show_cells: Callable[[], object]) -> None:
        super().__init__("录入统计")
        self.cells_button = ActionButton("核对记录…")
        self.cells_button.clicked.connect(lambda _checked=False: show_cells())
        self.body.addWidget(self.cells_button)
        self.hide()

    def show_round(self, detail: RoundDetail) -> None:
        """Show the statistics of a closed round."""
        told = detail.statistics if is_closed(detail) else None
        self.setVisible(told is not None)
        if told is None:
            return
        lines = statistics_told(told)
        if detail.hand_count.explained:
            lines.append(("手工计票", detail.hand_count.explained))
        self.show_facts(lines)
        self.cells_button.setVisible(told.settled > 0)
