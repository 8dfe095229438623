"""Wrong passphrases cost time and stand on the trail; a clock set back is told."""

import random
from datetime import timedelta

import pytest

from tests.conftest import NOON, Clock
from tests.durability import keying as made
from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import Purpose, Role
from zjgdesk.services import box, clock, counting, keying, round_papers
from zjgdesk.services.accounts import NewAccount
from zjgdesk.services.backups import back_up_workspace
from zjgdesk.services.desk import Machine
from zjgdesk.services.locks import Key
from zjgdesk.services.round_detail import read_round
from zjgdesk.services.trail import list_trail
from zjgdesk.services.workspace import (
    create_workspace,
    open_workspace,
)

WORDS = "九张机，十样锦"
PEOPLE = {
    "管理员": Role.ADMINISTRATOR,
    "总监票": Role.SCRUTINEER,
    "督查员": Role.AUDITOR,
}


@pytest.fixture
def now():
    return Clock()


@pytest.fixture
def office(tmp_path, now):
    """A workspace whose people have passphrases."""
    folder = tmp_path / "办公案卷"
    machine = Machine(now, random.Random(7))
    create_workspace(
        folder,
        title="办公",
        year=2026,
        purpose=Purpose.OFFICE,
        accounts=[NewAccount(name, role, f"{WORDS}{name}") for name, role in PEOPLE.items()],
        machine=machine,
    )
    key = Key("管理员", f"{WORDS}管理员")
    workspace = open_workspace(folder, machine=machine, key=key)
    yield workspace
    workspace.close()


def enter(workspace, name="总监票", words=None):
    return workspace.sign_in(name, f"{WORDS}{name}" if words is None else words)


def refused(workspace, words="不对的口令"):
    with pytest.raises(DeskError) as caught:
        enter(workspace, words=words)
    return caught.value


def test_the_fifth_wrong_one_in_a_row_rests_the_account(office):
    assert [refused(office).facts["left"] for _ in range(4)] == [4, 3, 2, 1]
    fifth = refused(office)
    assert (fifth.code, fifth.rule, fifth.facts["minutes"]) == ("account.locked", "VOTE-23", 1)


def test_a_resting_account_refuses_even_the_right_one_until_its_time_is_over(office, now):
    for _ in range(5):
        refused(office)
    assert refused(office, f"{WORDS}总监票").code == "account.locked"
    now.now += timedelta(minutes=1)
    assert enter(office).actor.name == "总监票"


def test_each_further_wrong_one_costs_twice_as_long_up_to_an_hour(office, now):
    minutes = []
    for attempt in range(13):
        error = refused(office)
        if attempt >= 4:
            minutes.append(error.facts["minutes"])
            now.now += timedelta(minutes=minutes[-1])
    assert minutes == [1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_a_right_one_wipes_the_wrong_ones_away(office):
    for _ in range(4):
        refused(office)
    enter(office)
    assert refused(office).facts["left"] == 4


def test_other_people_are_not_kept_out(office):
    for _ in range(5):
        refused(office)
    assert enter(office, "督查员").actor.role is Role.AUDITOR


def test_every_wrong_one_is_on_the_trail_and_no_word_of_it(office):
    for _ in range(3):
        refused(office, "这是错的口令")
    rows = [row for row in list_trail(enter(office, "督查员")) if row.action == "fail_sign_in"]
    assert [row.facts for row in rows] == [f'{{"failures":{n}}}' for n in (3, 2, 1)]
    assert {row.actor for row in rows} == {"总监票"}
    whole = b"".join(path.read_bytes() for path in office.folder.rglob("*") if path.is_file())
    assert "这是错的口令".encode() not in whole
    assert WORDS.encode() not in whole


def test_opening_and_closing_are_locked_likewise(workspace):
    """The second person's five wrong tries rest that account, not the one at the desk."""
    round_id = made.prepare(workspace, 8)
    chief = workspace.sign_in("总监票", "")
    for pass_no, teller in ((1, "计票甲"), (2, "计票乙")):
        desk = workspace.sign_in(teller, "")
        while (number := keying.next_paper(desk, round_id, pass_no)) is not None:
            keying.key_paper(
                desk, round_id, pass_no=pass_no, paper_no=number, marks=made.marks_of(number),
                token=f"{pass_no}{number}",
            )  # fmt: skip
        keying.finish_pass(desk, round_id, pass_no)
    codes = []
    for _ in range(6):
        with pytest.raises(DeskError) as caught:
            counting.close_round(chief, round_id, keys=(Key("总监票", ""), Key("监票乙", "错")))
        codes.append(caught.value.code)
    assert codes == ["account.wrong_passphrase"] * 4 + ["account.locked"] * 2
    with pytest.raises(DeskError, match=r"account\.locked"):
        box.open_rounds(
            chief, read_round(chief, round_id).row.meeting_id, present=8,
            issued={round_id: 8}, keys=made.KEYS,
        )  # fmt: skip
    with chief.reading() as session:
        assert round_papers.held(session, round_id)["keyed_paper"] == 16
    assert workspace.sign_in("总监票", "").actor.name == "总监票"


def test_a_clock_set_back_stops_until_somebody_says_why(office, now):
    administrator = enter(office, "管理员")
    clock.accept_clock(administrator, reason="案卷启用")
    now.now = NOON - timedelta(days=30)
    with pytest.raises(DeskError, match=r"clock\.set_back") as caught:
        back_up_workspace(administrator)
    assert caught.value.rule == "DESK-03"
    assert caught.value.facts == {"now": NOON - timedelta(days=30), "newest": NOON}
    with pytest.raises(DeskError, match=r"role\.denied"):
        clock.accept_clock(enter(office, "督查员"), reason="电池没电")
    with pytest.raises(DeskError, match=r"reason\.missing"):
        clock.accept_clock(administrator, reason=" ")
    clock.accept_clock(administrator, reason="电池没电，时间已校准")
    newest = list_trail(enter(office, "督查员"))[0]
    assert (newest.action, newest.at) == ("accept_clock", now.now)
    back_up_workspace(administrator)


def test_a_clock_set_back_does_not_hide_wrong_passphrases(office, now):
    clock.accept_clock(enter(office, "管理员"), reason="案卷启用")
    now.now = NOON - timedelta(days=30)
    assert [refused(office).code for _ in range(5)] == [
        *["account.wrong_passphrase"] * 4,
        "account.locked",
    ]
    rows = [row for row in list_trail(enter(office, "督查员")) if row.action == "fail_sign_in"]
    assert {row.at for row in rows} == {NOON}
    with pytest.raises(DeskError, match=r"clock\.set_back"):
        back_up_workspace(enter(office, "管理员"))


def test_a_clock_put_right_by_a_minute_is_nothing(office, now):
    administrator = enter(office, "管理员")
    clock.accept_clock(administrator, reason="案卷启用")
    now.now -= timedelta(seconds=90)
    clock.accept_clock(administrator, reason="再记一笔")
