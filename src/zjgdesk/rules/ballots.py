"""Rules for single papers and their sums. Pure functions: no database, no Qt, no clock."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from zjgdesk.errors import BrokenInvariantError
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.vocabulary import Mark


class Verdict(StrEnum):
    """Whether one ballot paper counts."""

    VALID = "valid"
    TOO_MANY = "too_many"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper as keyed: a mark for each row, or why the whole paper is invalid."""

    marks: tuple[Mark, ...] | None
    invalid: str | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """What one candidate got on the valid papers."""

    yes: int
    no: int
    abstain: int
    void: int


@dataclass(frozen=True, slots=True)
class Tally:
    """The sums of a set of papers, candidates in ballot order."""

    valid: int
    invalid: int
    counts: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """Where every printed paper went; None for what is not known yet."""

    printed: int
    issued: int
    left_over: int
    spoiled: int = 0
    returned: int | None = None
    valid: int | None = None
    invalid: int | None = None


def quorum_needed(due: int) -> int:
    """Return how many of the members due must be present: two thirds, inclusive.

    Rule: VOTE-01
    """
    return -(-due * 2 // 3)


def has_quorum(due: int, present: int) -> bool:
    """Say whether enough members are present to vote.

    Rule: VOTE-01
    """
    return present * 3 >= due * 2


def majority_needed(count: int) -> int:
    """Return the least number of yes votes that passes: more than half of the count.

    Rule: VOTE-02
    """
    return count // 2 + 1


def round_stands(present: int, issued: int, returned: int) -> bool:
    """Say whether the round stands: no more papers back than handed out, or than people.

    Rule: VOTE-04
    """
    return returned <= issued and returned <= present


def judge_paper(paper: Paper, places: int) -> Verdict:
    """Say whether a paper counts: more yes than places spoils it, a blank one is valid.

    Rule: VOTE-05
    """
    if paper.marks is None or paper.invalid is not None:
        return Verdict.INVALID
    return Verdict.TOO_MANY if paper.marks.count(Mark.YES) > places else Verdict.VALID


def tally(papers: Iterable[Paper], candidates: int, places: int) -> Tally:
    """Sum the valid papers for each candidate; the order of the papers never matters.

    Raises:
        BrokenInvariantError: a paper has another number of marks than the ballot has rows.

    Rule: VOTE-07
    """
    columns: list[Counter[Mark]] = [Counter() for _ in range(candidates)]
    verdicts: Counter[Verdict] = Counter()
    for paper in papers:
        verdict = judge_paper(paper, places)
        verdicts[verdict] += 1
        if verdict is Verdict.VALID:
            _add(columns, paper.marks or ())
    return Tally(
        valid=verdicts[Verdict.VALID],
        invalid=verdicts[Verdict.TOO_MANY] + verdicts[Verdict.INVALID],
        counts=tuple(
            Count(each[Mark.YES], each[Mark.NO], each[Mark.ABSTAIN], each[Mark.VOID])
            for each in columns
        ),
    )


def _add(columns: Sequence[Counter[Mark]], marks: Sequence[Mark]) -> None:
    if len(marks) != len(columns):
        raise BrokenInvariantError(f"{len(marks)} marks on a paper of {len(columns)} rows")
    for column, mark in zip(columns, marks, strict=True):
        column[mark] += 1


def check_ledger(ledger: Ledger) -> tuple[Refusal, ...]:
    """Return every equation of the papers' ledger that does not hold, none when it balances.

    Rule: VOTE-07
    """
    found: list[Refusal] = []
    facts = {
        "printed": ledger.printed,
        "issued": ledger.issued,
        "left_over": ledger.left_over,
        "spoiled": ledger.spoiled,
    }
    if ledger.left_over < 0 or ledger.printed != sum(list(facts.values())[1:]):
        found.append(Refusal("ledger.printed", "VOTE-07", facts))
    if ledger.returned is not None:
        found += _check_returned(ledger, ledger.returned)
    return tuple(found)


def _check_returned(ledger: Ledger, returned: int) -> list[Refusal]:
    found: list[Refusal] = []
    if returned > ledger.issued:
        facts = {"issued": ledger.issued, "returned": returned}
        found.append(Refusal("ledger.returned", "VOTE-07", facts))
    if ledger.valid is not None and ledger.invalid is not None:
        facts = {"returned": returned, "valid": ledger.valid, "invalid": ledger.invalid}
        if returned != ledger.valid + ledger.invalid:
            found.append(Refusal("ledger.counted", "VOTE-07", facts))
    return found
