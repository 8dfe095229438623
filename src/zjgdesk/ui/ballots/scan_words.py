"""What a scanner typed, when it is taken, and how that is said; no Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from zjgdesk.rules.refusals import Refusal
from zjgdesk.services.code_sheets import Missing, Outcome, Parts, Read
from zjgdesk.ui.messages import explain

AFTER = 4  # letters that a scanner may add behind a part whose end was known already
RUN = 3  # numbers in a row from which on the first and the last are named alone
MOST_NAMED = 12
FIRST = "还没有读到。请扫描结果码单上的任意一份。"


class Effect(StrEnum):
    """How an answer feels; the sounds are named alike."""

    KEPT = "kept"
    LOOK = "look"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Told:
    """The answer to a scan: its words, how it feels, the part that it is about (0: none)."""

    text: str
    effect: Effect
    number: int = 0


class Scanning:
    """Collects letters as they are typed, with or without an end of line, and takes them."""

    def __init__(self) -> None:
        self.parts = Parts()
        self.line = ""
        self._after = False

    def type(self, text: str) -> Told | None:
        """Take some letters; answer where a part is whole with them."""
        self.line += text
        if not self.parts.finishes(self.line):
            return None
        self._after = True
        return self._take()

    def end_line(self) -> Told | None:
        """Take what was typed so far; a part that is not whole may go on in the next line."""
        return None if self._is_rest() else self._take()

    def pause(self) -> Told | None:
        """Nothing came for a while: what is not whole never will be."""
        return None if self._is_rest() else self._take(ended=True)

    def _is_rest(self) -> bool:
        """Pass over what a scanner adds behind a part."""
        if self._after and len(self.line.strip()) <= AFTER and not self.parts.waiting:
            self.line, self._after = "", False
            return True
        return False

    def _take(self, *, ended: bool = False) -> Told | None:
        text, self.line = self.line, ""
        reads = self.parts.take(text).reads
        if ended:
            reads += self.parts.end().reads
        return say(reads)


def say(reads: Sequence[Read]) -> Told | None:
    """Say what became of the scans of one text, one by one or together."""
    if not reads:
        return None
    if len(reads) == 1:
        return _say_one(reads[0])
    new = [read.number for read in reads if read.outcome is Outcome.NEW]
    again = [read.number for read in reads if read.outcome is Outcome.AGAIN]
    # What was cut and then scanned again is mended; nobody need hear of it.
    refused = [read for read in reads if read.refusal and read.number not in {*new, *again}]
    told = [f"新读到 {len(new)} 份"] if new else []
    told += [f"{len(again)} 份已经读过"] if again else []
    told += [f"{len(refused)} 份没有采用"] if refused else []
    text = "，".join(told) + "。"
    if refused:
        return Told(text + _why(refused[0].refusal), Effect.REFUSED, refused[0].number)
    return Told(text, Effect.KEPT if new else Effect.LOOK, (new or [0])[-1])


def _say_one(read: Read) -> Told:
    if read.outcome is Outcome.NEW:
        return Told(f"第 {read.number} 份已读到。", Effect.KEPT, read.number)
    effect = Effect.LOOK if read.outcome is Outcome.AGAIN else Effect.REFUSED
    return Told(_why(read.refusal), effect, read.number)


def _why(refusal: Refusal | None) -> str:
    return explain(refusal) if refusal else ""


def progress(parts: Parts) -> str:
    """Say how far the reading is, and which parts are missing on which sheets."""
    if not parts.count:
        return FIRST
    if parts.complete:
        return f"{parts.count} 份已全部读到。"
    missing = parts.missing
    return f"已读 {len(parts.numbers)} / {parts.count} 份，还缺{_missing(missing)}"


def _missing(missing: Sequence[Missing]) -> str:
    sheets = in_runs(sorted({each.sheet for each in missing}))
    numbers = in_runs([each.number for each in missing])
    more = f"等 {len(missing)} 份" if numbers.endswith("…") else " 份"
    return f"第 {numbers}{more}（第 {sheets} 页）"


def in_runs(numbers: Sequence[int]) -> str:
    """Name numbers in order, the inner ones of long runs left out; … where there are too many."""
    runs: list[list[int]] = [[number] for number in numbers[:1]]
    for before, number in pairwise(numbers):
        if number == before + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    named: list[str] = []
    for run in runs:
        named += [f"{run[0]} 至 {run[-1]}"] if len(run) >= RUN else map(str, run)
    return "、".join(named[:MOST_NAMED]) + ("…" if len(named) > MOST_NAMED else "")
