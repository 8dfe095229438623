"""Hold the count against the second opinion of tests/oracle.py.

make bench; or alone: python tools/oracle.py --rounds 10000000
"""

import argparse
import os
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.oracle import compare_random, compare_small

POSITIONS = 10_000_000  # rows of papers
PARTS = 40
SMALL = [(3, 3, "ynav"), (4, 3, "yna")]


def main() -> int:
    """Print how many positions were compared and how many were decided otherwise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--positions", type=int, default=POSITIONS, help="rows of papers")
    parser.add_argument("--rounds", type=int, default=0, help="whole rounds, at least")
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    wish = parser.parse_args()
    began = time.perf_counter()
    seen: Counter[str] = Counter()
    wrong = []
    with ProcessPoolExecutor(wish.processes) as pool:
        part = partial(
            compare_random,
            positions=-(-wish.positions // PARTS),
            rounds=-(-wish.rounds // PARTS),
        )
        for told, found in pool.map(part, range(PARTS)):
            seen += told
            wrong += found
        for rounds, found in pool.map(compare_small, *zip(*SMALL, strict=True)):
            seen["small rounds, each possible one"] += rounds
            wrong += found
    took = time.perf_counter() - began
    print(f"oracle: {seen['positions']:,} positions in {took:.0f} s, {len(wrong)} differences")
    print("        " + ", ".join(f"{kind} {count:,}" for kind, count in sorted(seen.items())))
    for one in wrong[:3]:
        print("       ", one)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
