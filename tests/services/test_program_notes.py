"""Which program did the work stands on the trail and at the foot of pages. Rule: DESK-11."""

import json
import random
from dataclasses import replace

import pytest

from tests.conftest import trail_of
from tests.documents.reading import signs
from zjgdesk.program import Program
from zjgdesk.rules.vocabulary import Track
from zjgdesk.services import count_papers, issued, papers, register_papers, rounds
from zjgdesk.services.desk import Machine
from zjgdesk.services.program_notes import MOST, changed_program
from zjgdesk.services.workspace import open_workspace

SOUND = Program("0.5.0", "ab12cd34" + "0" * 56, released=True)
OTHER = replace(SOUND, digest="ffff0000" + "0" * 56)
SPOILT = replace(SOUND, changed=("zjgdesk",), missing=("b.so",), extra=("c.py",))


@pytest.fixture
def program():
    return SOUND


@pytest.fixture
def machine(clock, program):
    return Machine(clock, random.Random(7), which_program=lambda: program)


def notes(desk):
    told = [row for row in trail_of(desk) if row.action == "note_program"]
    return [(row.actor, json.loads(row.facts)) for row in reversed(told)]


def come_in(folder, machine, program, who="经办人"):
    workspace = open_workspace(folder, machine=replace(machine, which_program=lambda: program))
    desk = workspace.sign_in(who, "")
    found = notes(desk)
    workspace.close()
    return found


def test_each_program_is_noted_once(folder, machine):
    first = come_in(folder, machine, SOUND)
    sound = {"program": "0.5.0", "build": "AB12 CD34", "released": True}
    assert first == [("经办人", sound)]
    assert come_in(folder, machine, SOUND, "总监票") == first
    assert come_in(folder, machine, OTHER, "总监票")[1:] == [
        ("总监票", sound | {"build": "FFFF 0000"})
    ]
    assert len(come_in(folder, machine, OTHER)) == 2
    assert len(come_in(folder, machine, SOUND)) == 3


def test_changed_files_are_noted_by_name_and_once(folder, machine):
    come_in(folder, machine, SOUND)
    _sound, (_who, told) = come_in(folder, machine, SPOILT)
    assert told["files_changed"] == {"count": 1, "names": ["zjgdesk"]}
    assert told["files_missing"] == {"count": 1, "names": ["b.so"]}
    assert told["files_extra"] == {"count": 1, "names": ["c.py"]}
    assert len(come_in(folder, machine, SPOILT)) == 2
    assert len(come_in(folder, machine, replace(SPOILT, changed=("zjgdesk", "d")))) == 3


def test_of_many_files_the_first_are_named_and_all_are_counted(folder, machine):
    names = tuple(f"file-{at:03d}" for at in range(100))
    ((_who, told),) = come_in(folder, machine, replace(SOUND, changed=names))
    assert told["files_changed"] == {"count": 100, "names": list(names[:MOST])}


def test_where_nobody_looked_nothing_is_noted(folder, machine):
    assert come_in(folder, machine, None) == []


def test_a_clock_set_back_keeps_nobody_out(folder, machine, clock):
    come_in(folder, machine, SOUND)
    clock.now = clock.now.replace(year=2020)
    workspace = open_workspace(folder, machine=replace(machine, which_program=lambda: OTHER))
    assert len(notes(workspace.sign_in("管理员", ""))) == 1
    workspace.close()


@pytest.mark.parametrize("program", [None, SOUND, OTHER])
def test_of_a_sound_program_nothing_is_said(program):
    assert changed_program(program) is None


def test_what_is_said_of_a_changed_one():
    found = changed_program(replace(SPOILT, changed=tuple("abcdefgh")))
    assert (found.code, found.rule) == ("program.changed", "DESK-11")
    assert found.facts == {"changed": 8, "missing": 1, "extra": 1, "names": "a、b、c、d、e、f…"}


FEET = (
    (SOUND, "程序0.5.0AB12CD34"),
    (replace(SOUND, released=False), "程序开发版0.5.0AB12CD34"),
    (SPOILT, "程序0.5.0AB12CD34（程序文件有改动）"),
    (None, None),
)


@pytest.mark.parametrize(("program", "told"), FEET)
def test_a_page_names_the_program_at_its_foot(desk, program, told, make_candidates):
    make_candidates()
    row = register_papers.print_register(desk, Track.CADRE)
    foot = foot_of(issued.read_issued(desk, row.id))
    assert foot.startswith("留痕短码")
    assert told in foot if told else "程序" not in foot


def test_a_frozen_ballot_stays_the_same_whatever_program_prints_it(
    folder, desk, new_round, machine
):
    """Copies must not differ (VOTE-10): which program printed them is told by the trail alone."""
    round_id = rounds.define_round(desk, new_round())
    rounds.freeze_round(desk, round_id)
    row = count_papers.print_ballot(desk, round_id, copies=3)
    first = issued.read_issued(desk, row.id)
    assert "程序" not in foot_of(first)
    desk.writing.configure(info=papers.session_info(replace(machine, which_program=lambda: OTHER)))
    again = count_papers.print_ballot(desk, round_id, copies=3)
    assert issued.read_issued(desk, again.id) == first
    page = register_papers.print_register(desk, Track.CADRE)
    assert "程序0.5.0FFFF0000" in foot_of(issued.read_issued(desk, page.id)), "it was another one"


def foot_of(content):
    return "".join(sign.text for sign in signs(content) if sign.page == 1 and sign.size < 9)
