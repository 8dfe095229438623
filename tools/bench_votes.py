"""Count a million votes, in a process of its own so that its memory can be told.

python tools/bench_votes.py [ROWS]
"""

import csv
import multiprocessing
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Final

from zjgdesk.exchange.row_votes import count_row_votes
from zjgdesk.rules.public_vote import VoteRules

MILLION: Final = 1_000_000
RUNS: Final = 3
CODES: Final = tuple(f"{number:03d}" for number in range(1, 49))
PERIOD: Final = ("2026-11-01T00:00:00", "2026-11-07T23:59:59")  # by the office's own time
RULES: Final = VoteRules(
    frozenset(CODES),
    30,
    opens=datetime.fromisoformat(PERIOD[0]),
    closes=datetime.fromisoformat(PERIOD[1]),
)
Figures = tuple[float, float, float, float]
# Moment, mark between picks, voter: as plain as can be, and as spreadsheets and web pages write.
SHAPES: Final[dict[str, tuple[str, str, str]]] = {
    "plain": ("2026-11-{:02d} {:02d}:{:02d}:00", " ", "v{:07d}"),
    "times as a spreadsheet writes them": ("2026/11/{} {}:{:02d}", "、", "v{:07d}"),
    "picks over several cells": ("2026-11-{:02d} {:02d}:{:02d}:00", ",", "v{:07d}"),
    "voters in Chinese": ("2026-11-{:02d} {:02d}:{:02d}:00", " ", "用户{}"),
}


def lines(rows: int, shape: tuple[str, str, str]) -> Iterator[str]:
    """Yield a file of votes with 1 to 30 picks; about a fourth is cast by voters seen before."""
    chance = random.Random(1)  # noqa: S311
    moment, mark, voter = shape
    yield "投票时间,渠道,投票人标识,所选编号\r\n"
    for _ in range(rows):
        at = moment.format(chance.randint(1, 7), chance.randint(0, 23), chance.randint(0, 59))
        who = voter.format(chance.randrange(rows * 9 // 10))
        picks = mark.join(chance.sample(CODES, chance.randint(1, 30)))
        yield f"{at},{chance.choice(['微信', '网站'])},{who},{picks}\r\n"


def measured(work: Callable[[], object]) -> tuple[float, float, float]:
    """Return seconds, seconds of the processor and megabytes at the peak."""
    began, used = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF).ru_utime
    work()
    now = resource.getrusage(resource.RUSAGE_SELF)
    return time.perf_counter() - began, now.ru_utime - used, now.ru_maxrss / 1024


def count(path: str) -> Figures:
    """Count a file; return its figures and the longest time without a word of progress."""
    beats = [time.perf_counter()]

    def work() -> None:
        with Path(path).open("rb") as stream:
            count_row_votes(
                stream,
                path,
                RULES,
                on_annulled=lambda _rows: None,
                on_progress=lambda _done, _total: beats.append(time.perf_counter()),
            )

    figures = measured(work)
    return *figures, max(b - a for a, b in pairwise(beats))


def floor(path: str) -> Figures:
    """Only read the rows of a file."""

    def work() -> None:
        with Path(path).open(encoding="utf-8", newline="") as text:
            for _row in csv.reader(text):
                pass

    return *measured(work), 0.0


def best(work: Callable[[str], Figures], path: str) -> Figures:
    """Return the figures of the run that took the processor least, each in a new process."""
    context = multiprocessing.get_context("spawn")
    found = []
    for _ in range(RUNS):
        with context.Pool(1) as pool:
            found.append(pool.apply(work, (path,)))
    return min(found, key=lambda figures: figures[1])


def main() -> int:
    """Print one line a shape."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else MILLION
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "votes.csv"
        for name, shape in SHAPES.items():
            with path.open("w", encoding="utf-8", newline="") as file:
                file.writelines(lines(rows, shape))
            seconds, used, megabytes, pause = best(count, str(path))
            least = best(floor, str(path))
            print(
                f"{rows:,} votes, {name:36} {seconds:6.2f} s  processor {used:6.2f} s"
                f"  {megabytes:4.0f} MB  pause {pause:4.2f} s"
                f"   csv.reader alone {least[1]:5.2f} s {least[2]:4.0f} MB"
                f"   ratio {used / least[1]:5.1f}, memory {megabytes / least[2]:4.1f}"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
