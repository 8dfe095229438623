"""A round big enough to be interrupted often, and a teller who keys it paper after paper."""

import random
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime

from tests.staging import at_ballot, from_recommendation, zeroed
from zjgdesk.models.candidates import Candidate
from zjgdesk.rules.keying import pack
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import Base, Mark, Track
from zjgdesk.services import box, count_papers, keying, meetings, rounds
from zjgdesk.services.desk import Machine
from zjgdesk.services.locks import Key
from zjgdesk.services.meetings import NewMeeting
from zjgdesk.services.rounds import NewRound
from zjgdesk.services.trail import check_trail
from zjgdesk.services.workspace import open_workspace

ROWS, PLACES = 12, 6
KEYS = (Key("总监票", ""), Key("监票乙", ""))
NOON = datetime(2026, 11, 18, 4, 0, tzinfo=UTC)


def machine(seed):
    """A machine whose chance differs from start to start, as a real one's does."""
    return Machine(lambda: NOON, random.Random(seed))


def prepare(workspace, papers):
    """Return a round of which so many papers wait to be keyed."""
    desk, chief = (workspace.sign_in(name, "") for name in ("经办人", "总监票"))
    with desk.acting(Action.IMPORT_CANDIDATES, "test") as deed:
        found = [
            Candidate(
                track=Track.CADRE, name=f"人{n}", name_key=f"人{n}", birth_month="1980-01",
                organisation="杨舍镇", fields="{}",
            )
            for n in range(ROWS)
        ]  # fmt: skip
        deed.session.add_all(found)
        deed.session.flush()
        ids = tuple(each.id for each in found)
    from_recommendation(desk, Track.CADRE)
    at_ballot(desk, ids)
    meeting = meetings.define_meeting(
        desk,
        NewMeeting(
            "常委会", date(2026, 11, 18), papers, "总监票", ("监票乙",), ("计票甲", "计票乙")
        ),
    )
    round_id = rounds.define_round(
        desk, NewRound(Track.CADRE, "好干部", meeting, PLACES, Base.DUE, ids)
    )
    rounds.freeze_round(desk, round_id)
    for copies in (papers // 2, papers - papers // 2):
        count_papers.print_ballot(desk, round_id, copies=copies)
    zeroed(desk, round_id)
    box.open_rounds(chief, meeting, present=papers, issued={round_id: papers}, keys=KEYS)
    box.take_back(chief, meeting, figures={round_id: box.Returned(papers, 0)})
    return round_id


def marks_of(number):
    """Return what stands on a paper: each paper differs from every other."""
    return [Mark.YES if number >> bit & 1 else Mark.NO for bit in range(ROWS)]


def key_on(folder, round_id, tell, *, seed, most=10_000):
    """Open the workspace and key what is missing; `tell` each number once it was kept."""
    workspace = open_workspace(folder, machine=machine(seed))
    desk = workspace.sign_in("计票甲", "")
    for _ in range(most):
        number = keying.next_paper(desk, round_id, 1)
        if number is None:
            break
        keying.key_paper(
            desk, round_id, pass_no=1, paper_no=number, marks=marks_of(number),
            token=f"{seed}-{number}",
        )  # fmt: skip
        tell(number)
    workspace.close()


def held(folder):
    """Return the papers in the file, and that it is whole."""
    with closing(sqlite3.connect(folder / "desk.db")) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows = raw.execute("SELECT paper_no, marks FROM keyed_paper WHERE pass_no = 1").fetchall()
    assert len(rows) == len(dict(rows)), "no paper is kept twice"
    for number, marks in rows:
        assert marks == pack(marks_of(number))
    return set(dict(rows))


def whole(folder):
    """Say that the trail holds together."""
    return check_trail(folder).broken_at is None
