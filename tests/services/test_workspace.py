import json
import sqlite3
from contextlib import closing

import pytest
from sqlalchemy.exc import IntegrityError

from tests.conftest import trail_of
from zjgdesk.errors import DeskError
from zjgdesk.models.workspace import Account
from zjgdesk.rules.vocabulary import Purpose, Role
from zjgdesk.services import doors
from zjgdesk.services.accounts import NewAccount, add_account, list_accounts, withdraw_account
from zjgdesk.services.backups import back_up_workspace
from zjgdesk.services.passphrases import Key
from zjgdesk.services.trail import check_trail
from zjgdesk.services.workspace import create_workspace, open_workspace

ADMINISTRATOR = NewAccount("管理员", Role.ADMINISTRATOR, "longenough")
KEY = Key("管理员", "longenough")


def create(folder, machine, **changes):
    told = {
        "title": "二〇二六",
        "year": 2026,
        "purpose": Purpose.OFFICE,
        "accounts": [ADMINISTRATOR],
        "machine": machine,
    }
    create_workspace(folder, **(told | changes))


def entries(folder, machine):
    """Return how many entries the trail of a new workspace has."""
    vault = doors.unlock(folder, KEY, at=machine.clock(), chance=machine.chance.randbytes)
    return check_trail(folder, vault.database_key()).entries


def test_a_new_workspace_has_its_folders_and_one_trail_entry(tmp_path, machine):
    create(tmp_path / "a", machine)
    assert sorted(p.name for p in (tmp_path / "a").iterdir() if p.is_dir()) == [
        "backups",
        "issued",
    ]
    assert entries(tmp_path / "a", machine) == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        pytest.param({"title": " "}, "workspace.untitled", id="no title"),
        pytest.param({"accounts": []}, "workspace.no_administrator", id="DESK-04 nobody"),
        pytest.param(
            {"accounts": [NewAccount("管", Role.ADMINISTRATOR, "short")]},
            "account.weak",
            id="short passphrase",
        ),
        pytest.param({"accounts": [ADMINISTRATOR, ADMINISTRATOR]}, "account.taken", id="twice"),
    ],
)
def test_a_bad_start_leaves_nothing_behind(tmp_path, machine, changes, code):
    with pytest.raises(DeskError, match=code):
        create(tmp_path / "a", machine, **changes)
    assert list(tmp_path.iterdir()) == []


def test_a_workspace_that_was_half_made_is_none(tmp_path, machine):
    (tmp_path / ".a.part" / "issued").mkdir(parents=True)
    (tmp_path / ".a.part" / "desk.db").write_text("cut off")
    (tmp_path / "a").mkdir()
    create(tmp_path / "a", machine)
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert entries(tmp_path / "a", machine) == 1


def test_a_place_that_cannot_be_written_is_told(tmp_path, machine):
    (tmp_path / "file").write_text("x")
    with pytest.raises(DeskError, match=r"workspace\.unwritable"):
        create(tmp_path / "file" / "a", machine)


def test_an_error_of_the_database_does_not_tell_names(desk):
    with pytest.raises(IntegrityError) as caught, desk.writing.begin() as session:
        session.add_all(
            Account(name="某某某", role=Role.CLERK, verifier="", active=True) for _ in range(2)
        )
    assert "某某某" not in str(caught.value)


def test_a_folder_in_use_is_not_overwritten(tmp_path, machine):
    (tmp_path / "file").write_text("x")
    with pytest.raises(DeskError, match=r"workspace\.exists"):
        create(tmp_path, machine)


def test_only_one_program_at_a_time(folder, workspace, machine):
    with pytest.raises(DeskError, match=r"workspace\.busy") as caught:
        open_workspace(folder, machine=machine)
    assert caught.value.rule == "DESK-01"
    assert caught.value.facts["since"].startswith("2026-11-18")


def test_after_closing_it_opens_again_and_no_journal_is_left(folder, machine):
    open_workspace(folder, machine=machine).close()
    assert not (folder / "desk.db-wal").exists()
    open_workspace(folder, machine=machine).close()


def test_a_missing_workspace_is_named(tmp_path, machine):
    with pytest.raises(DeskError, match=r"workspace\.missing"):
        open_workspace(tmp_path / "nowhere", machine=machine)


def test_a_database_without_a_workspace_in_it_is_damaged(folder, machine):
    with closing(sqlite3.connect(folder / "desk.db")) as raw, raw:
        raw.execute("DELETE FROM workspace")
    with pytest.raises(DeskError, match=r"workspace\.damaged"):
        open_workspace(folder, machine=machine)


@pytest.mark.parametrize(
    ("name", "passphrase", "code"),
    [
        ("管理员", "wrong", "account.wrong_passphrase"),
        ("管理员", "", "account.wrong_passphrase"),
        ("没有这人", "x", "account.unknown"),
    ],
)
def test_signing_in_needs_name_and_passphrase(tmp_path, machine, name, passphrase, code):
    create(tmp_path / "a", machine)
    workspace = open_workspace(tmp_path / "a", machine=machine, key=KEY)
    with pytest.raises(DeskError, match=code):
        workspace.sign_in(name, passphrase)
    assert workspace.sign_in("管理员", "longenough").actor.role is Role.ADMINISTRATOR
    workspace.close()


def test_the_administrator_lets_people_in_and_out(sign_in, workspace):
    desk = sign_in("管理员")
    account_id = add_account(desk, NewAccount("新来的", Role.CLERK))
    assert workspace.sign_in("新来的", "").actor.role is Role.CLERK
    withdraw_account(desk, account_id)
    with pytest.raises(DeskError, match=r"account\.inactive"):
        workspace.sign_in("新来的", "")
    assert "新来的" not in [row.name for row in workspace.accounts()]
    assert "新来的" in [row.name for row in list_accounts(desk)]


def test_the_last_administrator_stays(sign_in):
    desk = sign_in("管理员")
    with pytest.raises(DeskError, match=r"account\.last_administrator"):
        withdraw_account(desk, 1)
    with pytest.raises(DeskError, match=r"account\.unknown"):
        withdraw_account(desk, 99)
    with pytest.raises(DeskError, match=r"account\.unnamed"):
        add_account(desk, NewAccount(" ", Role.CLERK))


def test_a_clerk_lets_nobody_in(desk):
    with pytest.raises(DeskError, match=r"role\.denied") as caught:
        add_account(desk, NewAccount("新来的", Role.CLERK))
    assert caught.value.rule == "DESK-04"
    assert [row.action for row in trail_of(desk)] == ["add_account"]


def test_a_backup_is_a_whole_workspace_database(desk):
    path = back_up_workspace(desk)
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("SELECT title FROM workspace").fetchone() == ("测试案卷",)


def test_a_backup_that_cannot_be_written_leaves_no_half(desk):
    (desk.folder / "backups").rmdir()
    (desk.folder / "backups").write_text("in the way")
    with pytest.raises((DeskError, sqlite3.Error)):
        back_up_workspace(desk)


def test_the_holder_file_is_plain_and_names_nobody(folder, workspace):
    assert set(json.loads((folder / "holder.json").read_text())) == {"since"}
