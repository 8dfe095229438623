"""How the strokes of a calling grow, one candidate after another or all at once; no Qt.

It grows from sums alone: what stands on the screen at any moment tells of no single paper.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from zjgdesk.services.calling import CalledRow, CallingSheet


class Order(StrEnum):
    """In which order strokes are added."""

    ONE_BY_ONE = "one_by_one"
    TOGETHER = "together"


class Figure(StrEnum):
    """Which votes are called."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"


@dataclass(slots=True)
class Calling:
    """Where a calling stands: `shown` strokes of each row, `at` the row that is called."""

    sheet: CallingSheet
    order: Order = Order.ONE_BY_ONE
    figure: Figure = Figure.YES
    at: int = 0
    shown: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin without a stroke."""
        self.start_over()

    @property
    def row(self) -> CalledRow:
        """The candidate who is called."""
        return self.sheet.rows[self.at]

    @property
    def finished(self) -> bool:
        """Whether every stroke is shown."""
        return all(shown == self.votes(at) for at, shown in enumerate(self.shown))

    def votes(self, at: int) -> int:
        """Return all votes of a row in the figure that is called."""
        row = self.sheet.rows[at]
        return {Figure.YES: row.yes, Figure.NO: row.no, Figure.ABSTAIN: row.abstain}[self.figure]

    def passed(self, at: int) -> bool:
        """Say whether the strokes shown are as many as are needed. Rule: VOTE-02."""
        return self.figure is Figure.YES and self.shown[at] >= self.sheet.needed

    def stroke(self) -> bool:
        """Add one stroke, or one of each; go on to the next candidate when one is complete.

        Returns whether anything was added.
        """
        if self.order is Order.TOGETHER:
            before = list(self.shown)
            self.shown = [min(n + 1, self.votes(at)) for at, n in enumerate(self.shown)]
            return self.shown != before
        if self.shown[self.at] == self.votes(self.at) and not self.go_on():
            return False
        if self.shown[self.at] == self.votes(self.at):
            return True  # nobody voted so: the candidate is called, nothing is drawn
        self.shown[self.at] += 1
        return True

    def rest(self) -> None:
        """Draw all strokes of the candidate who is called; of everybody when all grow together."""
        if self.order is Order.TOGETHER:
            self.to_the_end()
        else:
            self.shown[self.at] = self.votes(self.at)

    def back(self) -> None:
        """Take the last stroke back."""
        if self.order is Order.TOGETHER:
            most = max(self.shown, default=0)
            self.shown = [min(n, max(most - 1, 0)) for n in self.shown]
        elif self.shown[self.at]:
            self.shown[self.at] -= 1
        else:
            self.move(-1)

    def go_on(self) -> bool:
        """Call the next candidate; say whether there was one."""
        return self.move(1)

    def move(self, by: int) -> bool:
        """Call another candidate; say whether there was one."""
        there = min(max(self.at + by, 0), len(self.sheet.rows) - 1)
        moved = there != self.at
        self.at = there
        return moved

    def start_over(self) -> None:
        """Wipe all strokes."""
        self.at, self.shown = 0, [0] * len(self.sheet.rows)

    def to_the_end(self) -> None:
        """Show every stroke."""
        self.shown = [self.votes(at) for at in range(len(self.sheet.rows))]

    def choose(self, *, order: Order | None = None, figure: Figure | None = None) -> None:
        """Call in another order or other votes, from the beginning."""
        self.order, self.figure = order or self.order, figure or self.figure
        self.start_over()
