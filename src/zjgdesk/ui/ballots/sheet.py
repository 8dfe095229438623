"""The paper in hand while it is keyed: a base for every row, then the exceptions; no Qt."""

from dataclasses import dataclass, field

from zjgdesk.rules.ballots import Paper, Verdict, judge_paper
from zjgdesk.rules.vocabulary import Mark


@dataclass(frozen=True, slots=True)
class _Moment:
    marks: tuple[Mark, ...]
    said: frozenset[int]
    at: int
    base: Mark
    invalid: str


@dataclass(slots=True)
class Sheet:
    """Marks of one paper; a row that nobody touched has the base's mark. Rule: VOTE-08."""

    rows: int
    places: int
    base: Mark = Mark.ABSTAIN
    at: int = 0
    invalid: str = ""
    marks: list[Mark] = field(default_factory=list)
    said: set[int] = field(default_factory=set)
    _past: list[_Moment] = field(default_factory=list)

    def __post_init__(self) -> None:
        if not self.marks:
            self.marks = [self.base] * self.rows

    @property
    def touched(self) -> bool:
        """Whether anything was keyed on this paper."""
        return bool(self._past)

    @property
    def over_marked(self) -> bool:
        """Whether more are chosen than there are places. Rule: VOTE-05."""
        paper = Paper(tuple(self.marks))
        return not self.invalid and judge_paper(paper, self.places) is Verdict.TOO_MANY

    @property
    def doubtful(self) -> bool:
        """Whether the paper should be looked at once more before it is kept."""
        return not self.invalid and (not self.said or self.over_marked)

    def put(self, mark: Mark) -> None:
        """Mark the row in hand and go on to the next; the last row stays in hand."""
        self.put_at(self.at, mark)
        self.at = min(self.at + 1, self.rows - 1)

    def put_at(self, row: int, mark: Mark) -> None:
        """Mark a row and take it in hand."""
        self._keep()
        self.at = row
        self.marks[row] = mark
        self.said.add(row)

    def spread(self, base: Mark) -> None:
        """Give every row the same mark, forgetting the exceptions."""
        self._keep()
        self.base = base
        self.marks = [base] * self.rows
        self.said.clear()
        self.at = 0

    def declare(self, reason: str) -> None:
        """Declare the whole paper invalid for a reason. Rule: VOTE-06."""
        self._keep()
        self.invalid = reason

    def undo(self) -> None:
        """Take the last step back."""
        if not self._past:
            return
        past = self._past.pop()
        self.marks, self.said = list(past.marks), set(past.said)
        self.at, self.base, self.invalid = past.at, past.base, past.invalid

    def move(self, by: int) -> None:
        """Take another row in hand; the ends hold."""
        self.at = min(max(self.at + by, 0), self.rows - 1)

    def count(self, mark: Mark) -> int:
        """Return how many rows of this paper bear the mark."""
        return self.marks.count(mark)

    def again(self) -> "Sheet":
        """Return a copy to be corrected, with nothing to undo."""
        return Sheet(
            self.rows, self.places, self.base, 0, self.invalid, list(self.marks), set(self.said)
        )

    def _keep(self) -> None:
        self._past.append(
            _Moment(tuple(self.marks), frozenset(self.said), self.at, self.base, self.invalid)
        )
