"""Interrupt a keyed round in every way that this computer allows, and look at what is left.

`python tools/stress.py` kills a keying process 200 times at random moments, then lets one write
and one sync after the other fail (that part needs strace and is left out where there is none).
"""

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.conftest import PEOPLE
from tests.durability.keying import NOON, held, key_on, machine, prepare, whole
from tests.durability.killing import kill_often

from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import Purpose
from zjgdesk.services.accounts import NewAccount
from zjgdesk.services.desk import Machine
from zjgdesk.services.workspace import create_workspace, open_workspace

PAPERS, KILLS, POINTS = 900, 200, 24
FAULTS = (
    ("pwrite64", "error=ENOSPC", "disk full"),
    ("pwrite64", "error=EIO", "write error"),
    ("fdatasync", "error=EIO", "sync error"),
    ("pwrite64", "signal=KILL", "killed at a write"),
    ("fdatasync", "signal=KILL", "killed at a sync"),
)


def main() -> int:
    """Run all of it, or the keying process that is to be hurt."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--key", nargs=2, metavar=("FOLDER", "ROUND"))
    args = parser.parse_args()
    if args.key:
        return _key(Path(args.key[0]), int(args.key[1]))
    with tempfile.TemporaryDirectory() as place:
        folder, round_id = _waiting(Path(place) / "kill", PAPERS)
        kept, untold = kill_often(folder, round_id, KILLS)
        print(f"{KILLS} kills: {kept} papers kept, none lost, {untold} kept before they were told")
        if shutil.which("strace") is None:
            print("strace is not installed: failing writes were not tried")
            return 0
        for call, fault, words in FAULTS:
            _hurt(Path(place), call, fault, words)
    return 0


def _waiting(folder: Path, papers: int) -> tuple[Path, int]:
    create_workspace(
        folder,
        title="耐久试验",
        year=2026,
        purpose=Purpose.SAMPLE,
        accounts=[NewAccount(name, role) for name, role in PEOPLE.items()],
        machine=Machine(lambda: NOON, random.Random(7)),  # noqa: S311 - no secret here
    )
    workspace = open_workspace(folder, machine=machine(7))
    try:
        return folder, prepare(workspace, papers)
    finally:
        workspace.close()


def _hurt(place: Path, call: str, fault: str, words: str) -> None:
    """Let one call after the other fail; what was told of is there, and keying goes on."""
    folder, round_id = _waiting(place / f"{call}-{fault}", 200)
    told: set[int] = set()
    refused = 0
    for point in range(1, POINTS + 1):
        done = subprocess.run(
            [
                "strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}",
                "-e", f"inject={call}:{fault}:when={point * 3}",
                sys.executable, __file__, "--key", str(folder), str(round_id),
            ],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        heard = {int(line) for line in done.stdout.split() if line.isdigit()}
        refused += "disk." in done.stdout
        kept = held(folder)
        if not told | heard <= kept or len(kept - told - heard) > 1 or not whole(folder):
            raise SystemExit(f"{words} at call {point * 3}: told {told | heard}, kept {kept}")
        told = kept
    key_on(folder, round_id, told.add, seed=point)
    if held(folder) != set(range(1, 201)):
        raise SystemExit(f"{words}: the round was not keyed to its end")
    print(f"{words} at {POINTS} points: none lost, {refused} told in a sentence, round complete")


def _key(folder: Path, round_id: int) -> int:
    """Key five papers and say each; a refusal is said as its code."""
    try:
        key_on(
            folder, round_id, lambda n: print(n, flush=True), seed=random.getrandbits(30), most=5
        )
    except DeskError as error:
        print(error.code, flush=True)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main())
