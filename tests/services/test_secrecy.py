"""No trace of who voted how, or in which order: looked for as a burglar would, byte by byte."""

import json
import math
import random
import re
import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import delete, select

from tests.conftest import trail_of
from tests.durability.keying import KEYS, machine, marks_of, prepare
from zjgdesk.errors import DeskError
from zjgdesk.models.rounds import BallotPaper, BallotRound, KeyedPaper, Settlement
from zjgdesk.rules.ballots import Count, Paper
from zjgdesk.rules.keying import pack
from zjgdesk.rules.vocabulary import Mark
from zjgdesk.services import (
    calling,
    count_papers,
    counting,
    hand_count,
    keying,
    proving,
    rounds,
    settled_cells,
    settling,
)
from zjgdesk.services.backups import back_up_workspace
from zjgdesk.services.round_detail import read_round
from zjgdesk.services.workspace import open_workspace

PAPERS = 250
DIFFERING = range(5, 105)
SIGMAS = 4.0


def correlation(order):
    """Return Spearman's coefficient between a row of numbers and its own order."""
    ranks = {number: rank for rank, number in enumerate(sorted(order))}
    count = len(order)
    apart = sum((rank - ranks[number]) ** 2 for rank, number in enumerate(order))
    return 1 - 6 * apart / (count * (count**2 - 1))


def chance(order):
    """Say whether an order cannot be told from chance."""
    return abs(correlation(order)) < SIGMAS / math.sqrt(len(order) - 1)


def by_bytes(content):
    """Return the papers in the order in which SQLite wrote them: a page fills from its end."""
    size = int.from_bytes(content[16:18], "big")

    def place(number):
        at = content.find(pack(marks_of(number)).encode())
        return at // size, -(at % size)

    return sorted(range(1, PAPERS + 1), key=place)


def key_both(workspace, round_id, *, slips=()):
    """Key every paper twice in a known order; the second pass slips in the last row of some."""
    for pass_no, teller in ((1, "计票甲"), (2, "计票乙")):
        desk = workspace.sign_in(teller, "")
        while (number := keying.next_paper(desk, round_id, pass_no)) is not None:
            marks = marks_of(number)
            if pass_no == 2 and number in slips:
                marks[-1] = Mark.ABSTAIN
            keying.key_paper(
                desk, round_id, pass_no=pass_no, paper_no=number, marks=marks,
                token=f"{pass_no}-{number}",
            )  # fmt: skip
        keying.finish_pass(desk, round_id, pass_no)


@pytest.fixture(scope="module")
def closed(tmp_path_factory, made_once):
    """A round of papers whose content tells the order in which they were keyed, closed."""
    import shutil

    folder = shutil.copytree(made_once, tmp_path_factory.mktemp("secret") / "案卷")
    workspace = open_workspace(folder, machine=machine(17))
    round_id = prepare(workspace, PAPERS)
    key_both(workspace, round_id, slips=DIFFERING)
    chief = workspace.sign_in("总监票", "")
    for cell in read_round(chief, round_id).differences:
        settling.settle_difference(
            chief, round_id, paper_no=cell.paper_no, position=cell.position, mark=cell.first,
            witness="监票乙", how="以票面为准",
        )  # fmt: skip
    counting.close_round(chief, round_id, keys=KEYS)
    count_papers.print_report(chief, round_id)
    yield workspace, folder, round_id
    workspace.close()


def files_of(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_paper_is_in_the_closed_set_and_nowhere_else(closed):
    _workspace, folder, _round_id = closed
    found = files_of(folder)
    journal = folder / "desk.db-wal"
    for number in range(1, PAPERS + 1):
        packed = pack(marks_of(number)).encode()
        for path, content in found.items():
            times = len(re.findall(rb"(?<![ynavu])" + packed + rb"(?![ynavu])", content))
            if path.name == "desk.db":
                assert times == 1, number
            elif path == journal:
                assert times <= 1, "the report's own transaction may hold no more than the set"
            else:
                assert times == 0, path


def test_the_order_in_the_file_cannot_be_told_from_chance(closed):
    _workspace, folder, round_id = closed
    by_place = by_bytes((folder / "desk.db").read_bytes())
    with closing(sqlite3.connect(folder / "desk.db")) as raw:
        numbers = {pack(marks_of(number)): number for number in range(1, PAPERS + 1)}
        query = "SELECT marks FROM ballot_paper WHERE round_id = ? ORDER BY {}"
        by_key = [
            numbers[row[0]] for row in raw.execute(query.format("id"), (round_id,)).fetchall()
        ]
        by_row = [
            numbers[row[0]] for row in raw.execute(query.format("rowid"), (round_id,)).fetchall()
        ]
    for order in (by_place, by_key, by_row):
        assert sorted(order) == list(range(1, PAPERS + 1))
        assert chance(order), correlation(order)


def test_a_file_that_leaks_the_order_is_found_out(tmp_path):
    """The control: the same eyes on a table whose keys grow."""
    path = tmp_path / "leaky.db"
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("CREATE TABLE ballot_paper (id INTEGER PRIMARY KEY, marks TEXT)")
        raw.executemany(
            "INSERT INTO ballot_paper (marks) VALUES (?)",
            [(pack(marks_of(number)),) for number in range(1, PAPERS + 1)],
        )
    assert not chance(by_bytes(path.read_bytes()))


def test_nothing_of_the_keying_is_left(closed):
    _workspace, folder, _round_id = closed
    with closing(sqlite3.connect(folder / "desk.db")) as raw:
        for table in ("keyed_paper", "test_paper"):
            assert raw.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)  # noqa: S608
        assert raw.execute("PRAGMA freelist_count").fetchone() == (0,)
        assert raw.execute("SELECT DISTINCT paper_no FROM settlement").fetchall() == [(None,)]
        assert raw.execute("SELECT first_last, second_last FROM ballot_round").fetchall() == [
            (None, None)
        ]
        columns = {row[1] for row in raw.execute("PRAGMA table_info(ballot_paper)")}
    assert columns == {"id", "round_id", "marks", "invalid"}


def test_what_was_settled_tells_no_order(closed):
    _workspace, folder, _round_id = closed
    content = (folder / "desk.db").read_bytes()
    with closing(sqlite3.connect(folder / "desk.db")) as raw:
        ids = [row[0] for row in raw.execute("SELECT id FROM settlement ORDER BY rowid")]
        kept = raw.execute("SELECT first, second, settled FROM settlement").fetchall()
    assert len(ids) == len(DIFFERING)
    assert min(ids) > 2**40, "no growing keys"
    assert {row[1] for row in kept} == {"abstain"}
    assert b"token" not in re.findall(rb"2-[0-9]{1,3}", content)


def test_the_trail_tells_numbers_and_times_but_never_a_mark(closed):
    workspace, _folder, _round_id = closed
    desk = workspace.sign_in("督查员", "")
    words = {mark.value for mark in Mark} | {"marks"}
    for row in trail_of(desk):
        if row.action in {"key_first", "key_second"}:
            facts = json.loads(row.facts)
            assert set(facts) <= {"pass", "paper", "finished", "differences"}
        if row.action in {"settle_difference", "close_round"}:
            assert not words & set(re.findall(r'"([a-z]+)"', row.facts)), row.facts


def test_a_thousand_closings_show_no_habit(desk, zeroed_round, sign_in):
    """Twelve papers in a known order, put away a thousand times: no place prefers any paper."""
    round_id = zeroed_round()
    dice = random.Random(2017)
    papers = [
        Paper(tuple(Mark.YES if n >> b & 1 else Mark.NO for b in range(4))) for n in range(12)
    ]
    numbers = {pack(paper.marks): number for number, paper in enumerate(papers)}
    sums = [0] * 12
    leaning = []
    for _ in range(1000):
        desk.machine.chance.seed(dice.getrandbits(64))
        with desk.writing.begin() as session:
            round_ = session.get_one(BallotRound, round_id)
            counting.keep_closed_set(desk, session, round_, papers)
            session.flush()
            query = select(BallotPaper.marks).where(BallotPaper.round_id == round_id)
            order = [numbers[marks] for marks in session.scalars(query.order_by(BallotPaper.id))]
            session.execute(delete(BallotPaper).where(BallotPaper.round_id == round_id))
        leaning.append(correlation(order))
        for place, number in enumerate(order):
            sums[number] += place
    assert abs(sum(leaning) / 1000) < SIGMAS / math.sqrt(11 * 1000)
    spread = math.sqrt((12**2 - 1) / 12 * 1000)
    assert all(abs(each - 5.5 * 1000) < SIGMAS * spread for each in sums)


CLEAR = ["yynn"] * 5 + ["yyaa"] + ["ynna"] + ["yyna"]


@pytest.fixture
def half_keyed(opened_round, key_pass):
    """Rounds in each state between the box and the agreement."""

    def make(state):
        round_id = opened_round()
        if state == "returned":
            key_pass(round_id, 1, CLEAR[:4], finish=False)
            return round_id
        key_pass(round_id, 1, CLEAR)
        if state == "keyed":
            key_pass(round_id, 2, ["nynn", *CLEAR[1:]])
        return round_id

    return make


FIGURES = {
    "calling": calling.calling_of,
    "close": lambda desk, round_id: counting.close_round(desk, round_id, keys=KEYS),
    "report": count_papers.print_report,
    "elected": count_papers.print_elected,
    "hand_count": lambda desk, round_id: hand_count.record_hand_count(
        desk, round_id, valid=8, invalid=0, counts=[Count(8, 0, 0, 0)] * 4
    ),
}


@pytest.mark.parametrize("state", ["returned", "first_keyed", "keyed"])
@pytest.mark.parametrize("output", FIGURES)
def test_no_figure_comes_out_before_both_passes_agree(sign_in, half_keyed, state, output):
    round_id = half_keyed(state)
    with pytest.raises(DeskError) as caught:
        FIGURES[output](sign_in("总监票"), round_id)
    assert caught.value.code.endswith("_not_now")


@pytest.mark.parametrize("state", ["returned", "first_keyed", "keyed"])
def test_what_is_shown_before_is_free_of_figures(sign_in, half_keyed, state):
    round_id = half_keyed(state)
    chief = sign_in("总监票")
    detail = read_round(chief, round_id)
    assert (detail.outcome, detail.hand_count.differences) == (None, ())
    assert (detail.statistics is None) is (state != "keyed")
    assert not settled_cells.settled_cells(chief, round_id)
    for cell in detail.differences:
        assert cell.paper_no, "only single cells that people must look at"


@pytest.mark.parametrize("state", ["returned", "first_keyed", "keyed"])
def test_two_copies_a_paper_apart_cannot_be_made(sign_in, half_keyed, state):
    half_keyed(state)
    with pytest.raises(DeskError, match=r"backup\.while_keying") as caught:
        back_up_workspace(sign_in("经办人"))
    assert caught.value.rule == "VOTE-25"


def test_a_void_round_leaves_nothing_of_its_papers(folder, sign_in, half_keyed):
    round_id = half_keyed("keyed")
    rounds.void_round(sign_in("总监票"), round_id, reason="票箱未封")
    assert b"nynn" not in (folder / "desk.db").read_bytes()
    with closing(sqlite3.connect(folder / "desk.db")) as raw:
        assert raw.execute("SELECT count(*) FROM keyed_paper").fetchone() == (0,)


def test_a_pass_begun_again_leaves_nothing_of_the_first(folder, sign_in, half_keyed):
    round_id = half_keyed("returned")
    keying.restart_pass(sign_in("总监票"), round_id, reason="换人")
    for path in (folder / "desk.db", folder / "desk.db-wal"):
        assert not path.exists() or b"yynn" not in path.read_bytes()


def test_test_papers_leave_nothing(folder, desk, sign_in, new_round):
    from tests.services.test_proving import key_deck

    round_id = rounds.define_round(desk, new_round())
    rounds.freeze_round(desk, round_id)
    count_papers.print_ballot(desk, round_id, copies=10)
    proving.record_rehearsal(desk, round_id)
    deck = key_deck(sign_in("计票甲"), round_id)
    assert proving.finish_test(sign_in("计票甲"), round_id).passed
    whole = {pack(paper.marks).encode() for paper in deck if paper.marks}
    for path in (folder / "desk.db", folder / "desk.db-wal"):
        content = path.read_bytes() if path.exists() else b""
        assert not [each for each in whole if re.search(rb"[^a-z]" + each + rb"[^a-z]", content)]
    with desk.reading() as session:
        assert not session.scalars(select(KeyedPaper)).all()
        assert not session.scalars(select(Settlement)).all()
