import sqlite3
from contextlib import closing

import pytest

from tests.conftest import trail_of
from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import Role
from zjgdesk.services.accounts import NewAccount, add_account
from zjgdesk.services.trail import ORIGIN, anchor, check_trail, find_printed, list_trail, short


@pytest.fixture
def trail_folder(folder, workspace, sign_in):
    """A workspace with six entries on its trail."""
    desk = sign_in("管理员")
    for number in range(5):
        add_account(desk, NewAccount(f"人{number}", Role.CLERK))
    return folder


def tamper(folder, statement):
    with closing(sqlite3.connect(folder / "desk.db")) as raw:
        raw.execute(statement)
        raw.commit()


def test_an_untouched_trail_checks(trail_folder):
    found = check_trail(trail_folder)
    assert (found.entries, found.broken_at, found.problem) == (6, None, None)
    assert found.digest != ORIGIN


@pytest.mark.parametrize(
    ("statement", "broken_at", "problem"),
    [
        pytest.param(
            "UPDATE trail_entry SET actor = '别人' WHERE seq = 3", 3, "digest", id="edited actor"
        ),
        pytest.param(
            "UPDATE trail_entry SET facts = '{}' WHERE seq = 4", 4, "digest", id="edited facts"
        ),
        pytest.param(
            "UPDATE trail_entry SET facts = 'x' WHERE seq = 4", 4, "digest", id="broken facts"
        ),
        pytest.param(
            "UPDATE trail_entry SET at = '2020-01-01 00:00:00' WHERE seq = 2",
            2,
            "digest",
            id="edited time",
        ),
        pytest.param("UPDATE trail_entry SET at = '?' WHERE seq = 2", 2, "digest", id="no time"),
        pytest.param("DELETE FROM trail_entry WHERE seq = 3", 4, "gap", id="deleted"),
        pytest.param(
            "UPDATE trail_entry SET previous = 'sm3:0' WHERE seq = 5", 5, "previous", id="link"
        ),
        pytest.param(
            "UPDATE trail_entry SET digest = 'md5:0' WHERE seq = 5", 5, "digest", id="algorithm"
        ),
    ],
)
def test_the_first_broken_entry_is_named(trail_folder, statement, broken_at, problem):
    tamper(trail_folder, statement)
    found = check_trail(trail_folder)
    assert (found.broken_at, found.problem) == (broken_at, problem)


def test_reordering_is_found(trail_folder):
    tamper(trail_folder, "UPDATE trail_entry SET seq = 99 WHERE seq = 2")
    tamper(trail_folder, "UPDATE trail_entry SET seq = 2 WHERE seq = 3")
    tamper(trail_folder, "UPDATE trail_entry SET seq = 3 WHERE seq = 99")
    assert check_trail(trail_folder).broken_at == 2


def test_checking_a_closed_workspace_writes_nothing_and_leaves_no_file(folder):
    before = {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()}
    assert check_trail(folder).entries == 1
    assert {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()} == before


def test_what_is_no_workspace_is_refused(tmp_path):
    with pytest.raises(DeskError, match=r"workspace\.missing"):
        check_trail(tmp_path)
    (tmp_path / "desk.db").write_bytes(b"nonsense" * 1000)
    with pytest.raises(DeskError, match=r"workspace\.damaged"):
        check_trail(tmp_path)


def test_the_list_is_newest_first_and_the_short_form_has_groups(trail_folder, desk):
    rows = trail_of(desk)
    assert [row.seq for row in rows] == [6, 5, 4, 3, 2, 1]
    assert short(rows[0].digest) == " ".join(
        rows[0].digest.partition(":")[2][i : i + 4].upper() for i in (0, 4, 8, 12)
    )


def test_a_clerk_does_not_read_the_trail(desk):
    with pytest.raises(DeskError, match=r"role\.denied"):
        list_trail(desk)


@pytest.fixture
def auditor(sign_in):
    return sign_in("督查员")


@pytest.mark.parametrize("write", [str, str.lower, lambda text: f" {text.replace(' ', '')}　"])
def test_a_printed_digest_finds_its_entry(trail_folder, auditor, write):
    for row in list_trail(auditor):
        assert find_printed(auditor, write(short(row.digest))) == row


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("DELETE FROM trail_entry WHERE seq > 4", id="cut short"),
        pytest.param("UPDATE trail_entry SET digest = 'sm3:00' WHERE seq = 6", id="put back"),
    ],
)
def test_a_trail_cut_short_is_given_away_by_a_printed_page(trail_folder, auditor, statement):
    """Link by link it follows still: only paper tells."""
    printed = anchor(list_trail(auditor)[0].digest)
    tamper(trail_folder, statement)
    if statement.startswith("DELETE"):
        assert check_trail(trail_folder).broken_at is None
    with pytest.raises(DeskError, match=r"trail\.digest_unknown") as told:
        find_printed(auditor, printed)
    assert told.value.facts["digest"] == printed


@pytest.mark.parametrize(
    "printed", ["", "12AB", "2C8B 5A05 D9B2 B94", "2C8B 5A05 D9B2 B94%", "2C8BX 5A05X D9B2X B949X"]
)
def test_what_is_no_digest_is_told(auditor, printed):
    with pytest.raises(DeskError, match=r"anchor\.(typo|length)"):
        find_printed(auditor, printed)


def test_who_may_not_read_the_trail_asks_nothing_of_it(desk):
    with pytest.raises(DeskError, match=r"role\.denied"):
        find_printed(desk, "2C8B 5A05 D9B2 B949")
