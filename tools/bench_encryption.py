"""What encryption costs: the same work on a plain and on an encrypted workspace, in one run."""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from zjgdesk.models.candidates import Candidate
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import Purpose, Role, Track
from zjgdesk.services import candidates, keyring
from zjgdesk.services.accounts import NewAccount
from zjgdesk.services.desk import Desk, Machine
from zjgdesk.services.passphrases import Key
from zjgdesk.services.workspace import Workspace, create_workspace, open_workspace

MANY = 100_000
LISTED = 5_000
RUNS = 5
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


def once(work: Callable[[], object]) -> float:
    """Return the seconds of one run."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def median(work: Callable[[], object]) -> float:
    """Return the middle of several runs."""
    return statistics.median(once(work) for _ in range(RUNS))


def tell(what: str, plain: float, sealed: float) -> None:
    """Print both figures and their ratio."""
    print(f"{what}: plain {plain:.3f} s, encrypted {sealed:.3f} s, ratio {sealed / plain:.2f}")


if __name__ == "__main__":
    sys.exit(main())
