"""Measure what is promised, as ratios against a peer or a floor in the same run.

make bench
"""

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSortFilterProxyModel, Qt, QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView

from zjgdesk.models.candidates import Candidate
from zjgdesk.rules.roles import Action
from zjgdesk.rules.stroke_order import load_table, order_names
from zjgdesk.rules.vocabulary import Purpose, Role, Track
from zjgdesk.services import candidates, imports
from zjgdesk.services.accounts import NewAccount
from zjgdesk.services.desk import Desk, Machine
from zjgdesk.services.imports import ImportKind
from zjgdesk.services.workspace import create_workspace, open_workspace
from zjgdesk.ui.candidates.tab import CandidatesTab
from zjgdesk.ui.jobs import Job, Jobs
from zjgdesk.ui.theme import dress

MANY = 5_000
RUNS = 7
OTHERS = (
    "bench_votes.py",
    "bench_encryption.py",
    "bench_keying.py",
    "bench_cases.py",
    "bench_pages.py",
    "oracle.py",
)


def median(work: Callable[[], object]) -> float:
    """Return the median seconds of several runs, after one that does not count."""
    work()
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def fill(desk: Desk) -> None:
    """Put many candidates into the workspace."""
    chance = random.Random(1)  # noqa: S311
    signs = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
    with desk.acting(Action.IMPORT_CANDIDATES, "bench") as deed:
        for number in range(MANY):
            name = "".join(chance.choice(signs) for _ in range(3))
            words = {"name": name, "organisation": f"单位{number % 60}", "birth": "1980.01"}
            deed.session.add(
                Candidate(
                    track=Track.CADRE,
                    name=name,
                    name_key=name,
                    birth_month="1980-01",
                    organisation=words["organisation"],
                    fields=json.dumps(words, ensure_ascii=False),
                )
            )


def peer(rows: list[candidates.CandidateRow]) -> tuple[QTableView, QSortFilterProxyModel]:
    """Show the same rows in the way that Qt's own examples do: items behind a proxy."""
    model = QStandardItemModel()
    for row in rows:
        model.appendRow([QStandardItem(row.name), QStandardItem(row.organisation)])
    proxy = QSortFilterProxyModel()
    proxy.setSourceModel(model)
    proxy.setFilterKeyColumn(-1)
    view = QTableView()
    view.setModel(proxy)
    model.setParent(view)
    return view, proxy


def shown(widget: object) -> None:
    """Paint a widget once."""
    widget.grab()  # type: ignore[attr-defined]
    QApplication.processEvents()


def main() -> int:
    """Print one line a figure."""
    application = QApplication(sys.argv[:1])
    dress(application)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "bench"
        machine = Machine(lambda: datetime(2026, 11, 18, tzinfo=UTC), random.Random(1))  # noqa: S311
        create_workspace(
            folder,
            title="bench",
            year=2026,
            purpose=Purpose.SAMPLE,
            accounts=[NewAccount("管", Role.ADMINISTRATOR), NewAccount("经", Role.CLERK)],
            machine=machine,
        )
        workspace = open_workspace(folder, machine=machine)
        desk = workspace.sign_in("经", "")
        fill(desk)
        measure(desk)
        measure_pauses(desk)
        workspace.close()
    others = [Path(__file__).with_name(name) for name in OTHERS]
    return max(
        subprocess.run([sys.executable, str(each)], check=False).returncode for each in others
    )


def measure(desk: Desk) -> None:
    """Open, filter and sort, each beside its peer in the same run."""
    jobs = Jobs()

    def open_tab() -> CandidatesTab:
        tab = CandidatesTab(desk, jobs)
        tab.resize(1366, 700)
        tab.refresh()
        shown(tab)
        return tab

    ours = median(open_tab)
    rows = candidates.list_candidates(desk, Track.CADRE)
    theirs = median(lambda: shown(peer(rows)[0]))
    tell("open the candidates tab, 5,000 rows", ours, theirs, "items behind a proxy, no query")
    tab = open_tab()
    words = ("王", "王李", "单位7", "")

    def typing() -> None:
        for word in words:
            tab.table.search_box.setText(word)
            QApplication.processEvents()

    _view, proxy = peer(rows)

    def peer_typing() -> None:
        for word in words:
            proxy.setFilterFixedString(word)
            QApplication.processEvents()

    tell("filter while typing, per key", median(typing) / 4, median(peer_typing) / 4, "proxy")
    names = [row.name for row in rows[:40]]
    table = load_table()
    floor = median(lambda: sorted(names))
    tell("40 names by strokes", median(lambda: order_names(names, table)), floor, "sorted()")
    proxy.sort(0, Qt.SortOrder.AscendingOrder)


def measure_pauses(desk: Desk) -> None:
    """Measure how long the window cannot answer while a file of 5,000 rows comes in."""
    lines = ["姓名,出生年月,推荐单位,职务层次"]
    lines += [f"甲{number},1980.01,某单位{number % 60},正科级" for number in range(MANY)]
    content = "\n".join(lines).encode()
    register = "单位全称\n" + "\n".join(f"某单位{number}" for number in range(60))
    organisations = imports.preview_import(
        desk, ImportKind.ORGANISATIONS, "名录.csv", register.encode()
    )
    imports.bring_in(desk, organisations)

    def work(progress: Callable[[int, int], None]) -> None:
        preview = imports.preview_import(desk, ImportKind.CADRES, "许多.csv", content)
        imports.bring_in(desk, preview, on_progress=progress)

    began = time.perf_counter()
    longest = longest_pause(work)
    took = time.perf_counter() - began
    tell("longest pause of the window, 5,000 rows", longest, took, "the whole import")


def longest_pause(work: Callable[[Callable[[int, int], None]], None]) -> float:
    """Return the longest time between two beats of the window while work runs beside it."""
    jobs, beats, ended = Jobs(), [time.perf_counter()], []
    timer = QTimer()
    timer.setInterval(1)
    timer.timeout.connect(lambda: beats.append(time.perf_counter()))
    job = Job("bench", work)
    job.ended.connect(lambda: ended.append(True))
    job.failed.connect(ended.append)
    timer.start()
    jobs.start(job)
    while not ended:
        QApplication.processEvents()
    return max(after - before for before, after in pairwise(beats))


def tell(what: str, ours: float, theirs: float, peer_name: str) -> None:
    """Print one figure and its ratio."""
    print(
        f"{what:40} {ours * 1000:9.2f} ms   {peer_name:32} {theirs * 1000:9.2f} ms"
        f"   ratio {ours / theirs:8.2f}"
    )


if __name__ == "__main__":
    sys.exit(main())
