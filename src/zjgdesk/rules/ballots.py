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


COUNTED = (Mark.YES, Mark.NO, Mark.ABSTAIN, Mark.VOID)
"""The marks that a settled paper can bear."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper as keyed: a mark for each row, or why the whole paper is invalid.

    A doubtful paper has marks and says why the scrutineers are asked whether it counts at all.
    `write_ins` are the names that the voter added.
    """

    marks: tuple[Mark, ...] | None
    invalid: str | None = None
    doubt: str = ""
    write_ins: tuple[str, ...] = ()


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
    write_ins: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Ledger:
    """Where every printed paper went; None for what is not known yet."""

    printed: int
    issued: int | None = None
    left_over: int | None = None
    spoiled: int = 0
    present: int | None = None
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


def judge_paper(paper: Paper, places: int, *, write_ins: bool = False) -> Verdict:
    """Say whether a paper counts: more chosen than places spoils it, a blank one is valid.

    A name written in spoils the paper where the ballot takes none. Where it takes them, each name
    needs a "no" of its own, and a voter who abstains throughout may not write in.

    Args:
        paper: one settled paper.
        places: how many may be chosen.
        write_ins: whether this kind of ballot takes names that are not printed on it.

    Rule: VOTE-05, VOTE-09
    """
    if paper.marks is None or paper.invalid is not None:
        return Verdict.INVALID
    added = len(paper.write_ins)
    if added and (not write_ins or paper.marks.count(Mark.NO) < added):
        return Verdict.INVALID
    return Verdict.TOO_MANY if paper.marks.count(Mark.YES) + added > places else Verdict.VALID


def tally(
    papers: Iterable[Paper], candidates: int, places: int, *, write_ins: bool = False
) -> Tally:
    """Sum the valid papers for each candidate; the order of the papers never matters.

    Raises:
        BrokenInvariantError: a paper has another number of marks than the ballot has rows, or a
            mark that nobody settled.

    Rule: VOTE-07, VOTE-09
    """
    columns: list[Counter[Mark]] = [Counter() for _ in range(candidates)]
    verdicts: Counter[Verdict] = Counter()
    added: Counter[str] = Counter()
    for paper in papers:
        verdict = judge_paper(paper, places, write_ins=write_ins)
        verdicts[verdict] += 1
        if verdict is Verdict.VALID:
            _add(columns, paper.marks or ())
            added.update(set(paper.write_ins))
    return Tally(
        valid=verdicts[Verdict.VALID],
        invalid=verdicts[Verdict.TOO_MANY] + verdicts[Verdict.INVALID],
        counts=tuple(Count(*(each[mark] for mark in COUNTED)) for each in columns),
        write_ins=tuple(sorted(added.items(), key=lambda item: (-item[1], item[0]))),
    )


def _add(columns: Sequence[Counter[Mark]], marks: Sequence[Mark]) -> None:
    if len(marks) != len(columns):
        raise BrokenInvariantError(f"{len(marks)} marks on a paper of {len(columns)} rows")
    if Mark.UNCLEAR in marks:
        raise BrokenInvariantError("a mark was counted before anybody settled it")
    for column, mark in zip(columns, marks, strict=True):
        column[mark] += 1


def check_ledger(ledger: Ledger) -> tuple[Refusal, ...]:
    """Return every equation of the papers' ledger that does not hold, none when it balances.

    Only what is known is judged: before the papers are handed out there is nothing to balance.

    Rule: VOTE-04, VOTE-07
    """
    found: list[Refusal] = []
    parts = {"issued": ledger.issued, "left_over": ledger.left_over, "spoiled": ledger.spoiled}
    figures = [figure for figure in parts.values() if figure is not None]
    if len(figures) == len(parts) and ledger.printed != sum(figures):
        facts = {"printed": ledger.printed, "sum": sum(figures), **parts}
        found.append(Refusal("ledger.printed", "VOTE-07", facts))
    if ledger.returned is not None:
        found += _check_returned(ledger, ledger.returned)
    return tuple(found)


def papers_to_enter(entered: int, *, before: int, sent: int) -> int:
    """Return how many ballot papers a printing adds to the ledger.

    Args:
        entered: copies that issuing the paper has entered already.
        before: copies of it that went to a printer earlier.
        sent: copies that went there now.

    Rule: VOTE-07
    """
    return max(before + sent - max(entered, before), 0)


def _check_returned(ledger: Ledger, returned: int) -> list[Refusal]:
    found: list[Refusal] = []
    if ledger.issued is not None and returned > ledger.issued:
        facts = {"issued": ledger.issued, "returned": returned}
        found.append(Refusal("ledger.returned", "VOTE-04", facts))
    if ledger.present is not None and returned > ledger.present:
        facts = {"present": ledger.present, "returned": returned}
        found.append(Refusal("ledger.present", "VOTE-04", facts))
    if ledger.valid is not None and ledger.invalid is not None:
        facts = {"returned": returned, "valid": ledger.valid, "invalid": ledger.invalid}
        if returned != ledger.valid + ledger.invalid:
            found.append(Refusal("ledger.counted", "VOTE-07", facts))
    return found
