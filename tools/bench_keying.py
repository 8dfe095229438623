"""How fast papers are keyed: both passes of 30 papers with 45 names, through real key events.

Prints key presses a paper and the time from Enter to the durable record, beside a bare insert and
commit into a database of its own in the same folder.
"""

import os
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[1]))

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.conftest import PEOPLE
from tests.durability import keying as made

from zjgdesk.rules.vocabulary import Purpose
from zjgdesk.services import keying
from zjgdesk.services.accounts import NewAccount
from zjgdesk.services.workspace import create_workspace, open_workspace
from zjgdesk.ui.ballots.keying_view import KeyingView
from zjgdesk.ui.theme import dress

PAPERS, ROWS, EXCEPTIONS = 30, 45, 6
MOST_KEYS, MOST_MS = 20, 30.0


def main() -> int:
    """Measure and say whether it is within what is promised."""
    app = QApplication.instance() or QApplication([])
    theme = dress(app)  # type: ignore[arg-type]
    made.ROWS = ROWS
    made.PLACES = ROWS - 1
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "案卷"
        create_workspace(
            folder,
            title="录入",
            year=2026,
            purpose=Purpose.SAMPLE,
            accounts=[NewAccount(name, role) for name, role in PEOPLE.items()],
            machine=made.machine(7),
        )
        workspace = open_workspace(folder, machine=made.machine(7))
        round_id = made.prepare(workspace, PAPERS)
        times: list[float] = []
        keys: list[int] = []
        for pass_no, teller in ((1, "计票甲"), (2, "计票乙")):
            view = KeyingView(workspace.sign_in(teller, ""))
            view.resize(1366, 700)
            view.start(round_id, pass_no)
            view.show()
            _key_all(view, times, keys)
            keying.finish_pass(workspace.sign_in(teller, ""), round_id, pass_no)
            view.close()
            view.deleteLater()
        floor = _floor(folder)
        workspace.close()
    del theme
    return _tell(times, keys, floor)


def _key_all(view: KeyingView, times: list[float], keys: list[int]) -> None:
    """Key every paper by six exceptions against all yes; the base is typed once."""
    QTest.keyClicks(view.side.typed, "+")
    while view.number is not None:
        chance = random.Random(view.number)  # noqa: S311 - the same papers in both passes
        text = " ".join(str(row) for row in sorted(chance.sample(range(1, ROWS + 1), EXCEPTIONS)))
        QTest.keyClicks(view.side.typed, text)
        began = time.perf_counter()
        QTest.keyClick(view.side.typed, Qt.Key.Key_Return)
        times.append((time.perf_counter() - began) * 1000)
        keys.append(len(text) + 1)


def _floor(folder: Path) -> float:
    """Return the median of a bare insert and commit with full syncs, in milliseconds."""
    with closing(sqlite3.connect(folder / "floor.db", isolation_level=None)) as raw:
        raw.execute("PRAGMA journal_mode = WAL")
        raw.execute("PRAGMA synchronous = FULL")
        raw.execute("CREATE TABLE paper (id INTEGER PRIMARY KEY, marks TEXT)")
        runs = []
        for _ in range(2 * PAPERS):
            began = time.perf_counter()
            raw.execute("BEGIN IMMEDIATE")
            raw.execute("INSERT INTO paper (marks) VALUES (?)", ("y" * ROWS,))
            raw.execute("COMMIT")
            runs.append((time.perf_counter() - began) * 1000)
    return statistics.median(runs)


def _tell(times: list[float], keys: list[int], floor: float) -> int:
    middle = statistics.median(times)
    worst = sorted(times)[int(len(times) * 0.99)]
    print(
        f"keying {PAPERS} papers of {ROWS} names twice, {EXCEPTIONS} exceptions each:"
        f" {statistics.mean(keys):.1f} keys a paper, at most {max(keys)};"
        f" Enter to durable record and next paper {middle:.1f} ms (99 %: {worst:.1f} ms),"
        f" a bare insert and commit {floor:.2f} ms, ratio {middle / floor:.0f}"
    )
    return int(max(keys) > MOST_KEYS or middle > MOST_MS)


if __name__ == "__main__":
    sys.exit(main())
