"""The paper in hand while it is keyed: a base for every row, then the exceptions; no Qt."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from zjgdesk.rules.ballots import Paper, Verdict, judge_paper
from zjgdesk.rules.shorthand import Entry
from zjgdesk.rules.vocabulary import Mark
from zjgdesk.services.keying import KeyedSheet


@dataclass(frozen=True, slots=True)
class _Moment:
    marks: tuple[Mark, ...]
    said: frozenset[int]
    at: int
    base: Mark
    invalid: str
    doubt: str


@dataclass(slots=True)
class Sheet:
    """Marks of one paper; a row that nobody touched has the base's mark. Rule: VOTE-08."""

    rows: int
    places: int
    base: Mark = Mark.ABSTAIN
    at: int = 0
    invalid: str = ""
    doubt: str = ""
    marks: list[Mark] = field(default_factory=list)
    said: set[int] = field(default_factory=set)
    _past: list[_Moment] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Give every row the base's mark."""
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
    def blank(self) -> bool:
        """Whether the paper would be kept as wholly blank."""
        return not self.invalid and set(self.marks) == {Mark.ABSTAIN}

    @property
    def questionable(self) -> bool:
        """Whether the paper should be looked at once more before it is kept."""
        return self.over_marked or (self.blank and not self.said)

    @property
    def kept_marks(self) -> list[Mark] | None:
        """The marks to be kept; None for a paper that is invalid as a whole."""
        return None if self.invalid else list(self.marks)

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

    def except_for(self, entries: Iterable[Entry]) -> None:
        """Give every row the base's mark but those that are named."""
        self.marks, self.said = [self.base] * self.rows, set()
        for entry in entries:
            self.marks[entry.row - 1] = entry.mark
            self.said.add(entry.row - 1)
            self.at = entry.row - 1

    def declare(self, reason: str) -> None:
        """Declare the whole paper invalid for a reason. Rule: VOTE-06."""
        self._keep()
        self.invalid, self.doubt = reason, ""

    def set_aside(self, doubt: str) -> None:
        """Leave it to the scrutineers whether the paper counts; its marks are kept.

        Rule: VOTE-06
        """
        self._keep()
        self.doubt = doubt

    def undo(self) -> None:
        """Take the last step back."""
        if not self._past:
            return
        past = self._past.pop()
        self.marks, self.said = list(past.marks), set(past.said)
        self.at, self.base = past.at, past.base
        self.invalid, self.doubt = past.invalid, past.doubt

    def move(self, by: int) -> None:
        """Take another row in hand; the ends hold."""
        self.at = min(max(self.at + by, 0), self.rows - 1)

    def count(self, mark: Mark) -> int:
        """Return how many rows of this paper bear the mark."""
        return self.marks.count(mark)

    def take_up(self, kept: KeyedSheet) -> None:
        """Take the content of a paper that was keyed, with nothing to undo."""
        if kept.marks is not None:
            self.marks = list(kept.marks)
            self.said = {row for row, mark in enumerate(self.marks) if mark is not self.base}
        self.invalid, self.doubt = kept.invalid, kept.doubt

    def _keep(self) -> None:
        self._past.append(
            _Moment(
                tuple(self.marks),
                frozenset(self.said),
                self.at,
                self.base,
                self.invalid,
                self.doubt,
            )
        )
