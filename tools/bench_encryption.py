"""What encryption costs: the same work on a plain and on an encrypted workspace, in one run."""

import random
import statistics
import sys
import tempfile
import time
import timeit
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.conftest import PEOPLE
from tests.staging import zeroed
from tests.ui.making import candidates_of, defined_round

from zjgdesk.models.candidates import Candidate
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import Mark, Purpose, Role, Track
from zjgdesk.services import box, candidates, count_papers, keying, keyring, rounds
from zjgdesk.services.accounts import NewAccount
from zjgdesk.services.desk import Actor, Desk, Machine
from zjgdesk.services.passphrases import Key
from zjgdesk.services.workspace import Workspace, create_workspace, open_workspace

MANY = 100_000
LISTED = 5_000
RUNS = 5
PAPERS, ROWS = 40, 45
COUNTED = (Purpose.SAMPLE, Purpose.COUNTING)
KEY = Key("经办", "bench passphrase")


def main() -> int:
    """Print one line a figure; both workspaces hold the same."""
    with tempfile.TemporaryDirectory() as place:
        plain = make(Path(place) / "plain", Purpose.SAMPLE)
        sealed = make(Path(place) / "sealed", Purpose.OFFICE)
        ring = keyring.read_ring(sealed)
        stretch = once(lambda: keyring.unlock(ring, KEY.name, KEY.passphrase))
        for many in (LISTED, MANY):
            written = [fill(folder, many) for folder in (plain, sealed)]
            tell(f"enter {many:,} candidates", *written)
            opened = [median(lambda f=folder: shut(enter(f))) for folder in (plain, sealed)]
            tell(f"open and sign in, {many:,} candidates", *opened)
            read = [reading(folder) for folder in (plain, sealed)]
            tell(f"list {many:,} candidates", *read)
        evening = [keyed(Path(place) / purpose.value, purpose) for purpose in COUNTED]
        tell(f"key {PAPERS} papers of {ROWS} names twice, each kept for good", *evening)
        print(f"of that, the passphrase: {stretch:.3f} s (Argon2id, on purpose)")
        rest = opened[1] - stretch
        print(f"open an encrypted workspace of {MANY:,} after the passphrase: {rest:.3f} s")
    return 0


def make(folder: Path, purpose: Purpose) -> Path:
    """Make a workspace; the demonstration is plain."""
    words = "" if purpose is Purpose.SAMPLE else KEY.passphrase
    people = [NewAccount("管", Role.ADMINISTRATOR, words), NewAccount(KEY.name, Role.CLERK, words)]
    create_workspace(
        folder, title="bench", year=2026, purpose=purpose, accounts=people, machine=machine()
    )
    return folder


def machine() -> Machine:
    """Return a machine whose clock stands."""
    return Machine(lambda: datetime(2026, 11, 18, tzinfo=UTC), random.Random(1))  # noqa: S311


def enter(folder: Path) -> tuple[Workspace, Desk]:
    """Open a workspace and sign in."""
    sealed = keyring.is_sealed(folder)
    workspace = open_workspace(folder, machine=machine(), key=KEY if sealed else None)
    return workspace, workspace.sign_in(KEY.name, KEY.passphrase if sealed else "")


def shut(entered: tuple[Workspace, Desk]) -> None:
    """Close what was opened."""
    entered[0].close()


def fill(folder: Path, many: int) -> float:
    """Bring the candidates up to so many; return the seconds of the transaction."""
    workspace, desk = enter(folder)
    began = time.perf_counter()
    with desk.acting(Action.IMPORT_CANDIDATES, "bench") as deed:
        held = deed.session.query(Candidate).count()
        deed.session.add_all(
            Candidate(
                track=Track.CADRE,
                name=f"候选{at}",
                name_key=f"候选{at}",
                birth_month="1980-01",
                organisation=f"单位{at % 97}",
                fields='{"post": "办公室主任"}',
            )
            for at in range(held, many)
        )
    took = time.perf_counter() - began
    workspace.close()
    return took


def reading(folder: Path) -> float:
    """Return the seconds that the candidates' list takes."""
    workspace, desk = enter(folder)
    took = median(lambda: candidates.list_candidates(desk, Track.CADRE))
    workspace.close()
    return took


def keyed(folder: Path, purpose: Purpose) -> float:
    """Return the seconds in which two tellers key an evening's papers, through the services."""
    word = "" if purpose is Purpose.SAMPLE else KEY.passphrase
    people = [NewAccount(name, role, word) for name, role in PEOPLE.items()]
    create_workspace(
        folder, title="bench", year=2026, purpose=purpose, accounts=people, machine=machine()
    )
    key = Key("经办人", word)
    workspace = open_workspace(folder, machine=machine(), key=key if word else None)
    desk = workspace.sign_in(key.name, key.passphrase)
    names = [f"候选{chr(0x4E00 + at)}" for at in range(ROWS)]
    round_id = defined_round(desk, candidates_of(desk, names), due=PAPERS)
    rounds.freeze_round(desk, round_id)
    count_papers.print_ballot(desk, round_id, copies=PAPERS)
    zeroed(desk, round_id)
    chief = replace(desk, actor=Actor("总监票", Role.SCRUTINEER))
    meeting_id = rounds.list_rounds(desk)[0].meeting_id
    two = (Key("总监票", word), Key("监票乙", word))
    box.open_rounds(chief, meeting_id, present=PAPERS, issued={round_id: PAPERS}, keys=two)
    box.take_back(chief, meeting_id, figures={round_id: box.Returned(PAPERS, 0, 0)})
    began = time.perf_counter()
    for pass_no, teller in ((1, "计票甲"), (2, "计票乙")):
        seat = replace(desk, actor=Actor(teller, Role.TELLER))
        for number in range(1, PAPERS + 1):
            keying.key_paper(
                seat,
                round_id,
                pass_no=pass_no,
                paper_no=number,
                marks=[Mark.YES, Mark.YES, *[Mark.NO] * (ROWS - 2)],
                token=f"{pass_no}-{number}",
            )
        keying.finish_pass(seat, round_id, pass_no)
    took = time.perf_counter() - began
    workspace.close()
    return took


def once(work: Callable[[], object]) -> float:
    """Return the seconds of one run."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def median(work: Callable[[], object]) -> float:
    """Return the middle of several runs, none of which clears away what another left."""
    return statistics.median(
        timeit.repeat(work, setup="import gc; gc.collect()", number=1, repeat=RUNS)
    )


def tell(what: str, plain: float, sealed: float) -> None:
    """Print both figures and their ratio."""
    print(f"{what}: plain {plain:.3f} s, encrypted {sealed:.3f} s, ratio {sealed / plain:.2f}")


if __name__ == "__main__":
    sys.exit(main())
