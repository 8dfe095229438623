"""An encrypted workspace: who gets in, who does not, and what lies on the disk."""

import json
import random
import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zjgdesk.errors import DeskError
from zjgdesk.models.base import connect
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import Purpose, Role
from zjgdesk.services import accounts, doors, issued, keyring, restoring, trail
from zjgdesk.services.accounts import NewAccount
from zjgdesk.services.backups import back_up_workspace
from zjgdesk.services.encrypting import encrypt_workspace
from zjgdesk.services.passphrases import Key
from zjgdesk.services.workspace import create_workspace, open_workspace
from zjgdesk.vault import PIECE, ChangedError, Vault

ADMIN, CLERK = Key("管理员", "正确的口令一"), Key("经办人", "正确的口令二")
PEOPLE = (
    NewAccount(ADMIN.name, Role.ADMINISTRATOR, ADMIN.passphrase),
    NewAccount(CLERK.name, Role.CLERK, CLERK.passphrase),
)


@pytest.fixture
def made(tmp_path, machine):
    """A sealed workspace and the code of its recovery sheet."""
    folder = tmp_path / "案卷"
    code = create_workspace(
        folder,
        title="加密案卷",
        year=2017,
        purpose=Purpose.OFFICE,
        accounts=PEOPLE,
        machine=machine,
    )
    return folder, code


@pytest.fixture
def folder(made):
    return made[0]


def enter(folder, machine, key=ADMIN):
    workspace = open_workspace(folder, machine=machine, key=key)
    try:
        return workspace, workspace.sign_in(key.name, key.passphrase)
    except DeskError:
        workspace.close()
        raise


def refused(act):
    with pytest.raises(DeskError) as caught:
        act()
    return caught.value


@pytest.mark.parametrize("key", [ADMIN, CLERK], ids=lambda key: f"DESK-08 {key.name}")
def test_each_passphrase_opens_it(folder, machine, key):
    workspace, desk = enter(folder, machine, key)
    assert (workspace.sealed, workspace.title, desk.actor.name) == (True, "加密案卷", key.name)
    workspace.close()


def test_nothing_on_the_disk_can_be_read(folder, machine):
    workspace, desk = enter(folder, machine)
    back_up_workspace(desk)
    words = [part.encode() for part in ("加密案卷", "管理员", "经办人", "正确的口令")]
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert len(files) >= 5  # database, journal, keys, backup, lock
    for path in files:
        content = path.read_bytes()
        assert not [word for word in words if word in content], path.name
        assert not content.startswith(b"SQLite format 3")
    workspace.close()
    with pytest.raises(sqlite3.DatabaseError), closing(sqlite3.connect(folder / "desk.db")) as raw:
        raw.execute("SELECT * FROM account")


def test_without_a_key_it_stays_shut(folder, machine):
    assert refused(lambda: open_workspace(folder, machine=machine)).code == "workspace.sealed"


@pytest.mark.parametrize(
    "key",
    [
        pytest.param(Key(ADMIN.name, "错误的口令"), id="DESK-08 wrong passphrase"),
        pytest.param(Key(CLERK.name, ADMIN.passphrase), id="DESK-08 another's passphrase"),
        pytest.param(Key("陌生人", ADMIN.passphrase), id="DESK-08 unknown name"),
        pytest.param(Key(keyring.RECOVERY, "0" * 40), id="DESK-08 the sheet's slot by name"),
    ],
)
def test_a_wrong_key_is_refused_and_counted(folder, machine, key):
    error = refused(lambda: open_workspace(folder, machine=machine, key=key))
    assert (error.code, error.facts["left"]) == ("keys.wrong", 4)
    assert key.name.encode() not in (folder / doors.ATTEMPTS).read_bytes()


def test_wrong_ones_cost_time_and_are_on_the_trail(folder, machine, clock):
    wrong = Key(ADMIN.name, "不对不对")
    codes = [
        refused(lambda: open_workspace(folder, machine=machine, key=wrong)).code for _ in "12345"
    ]
    assert codes == ["keys.wrong"] * 4 + ["keys.resting"]
    assert (
        refused(lambda: enter(folder, machine)).code == "keys.resting"
    )  # the right one waits too
    clock.now += timedelta(minutes=1)
    again = refused(lambda: open_workspace(folder, machine=machine, key=wrong))
    assert (again.code, again.facts["minutes"]) == ("keys.resting", 2)
    clock.now += timedelta(minutes=2)
    workspace, desk = enter(folder, machine)
    told = [row for row in trail.list_trail(desk) if row.action == "fail_sign_in"]
    assert [json.loads(row.facts)["failures"] for row in told] == [6]
    assert len(json.loads(told[0].facts)["times"]) == 6
    assert not (folder / doors.ATTEMPTS).exists()
    workspace.close()


def test_a_changed_passphrase_writes_no_page_of_the_old_ones_anew(folder, machine):
    workspace, desk = enter(folder, machine, CLERK)
    accounts.change_passphrase(desk, CLERK.passphrase, "换过的新口令")
    workspace.close()
    assert refused(lambda: enter(folder, machine, CLERK)).code == "keys.wrong"
    workspace, _desk = enter(folder, machine, Key(CLERK.name, "换过的新口令"))
    workspace.close()
    assert len(keyring.read_ring(folder).slots) == 3


def test_a_change_that_was_interrupted_leaves_the_old_passphrase(folder, machine):
    """The slot was written, the database was not: as after a power cut between the two."""
    workspace, desk = enter(folder, machine, CLERK)
    doors.give(desk, CLERK.name, "没有换成的口令")
    workspace.close()
    lost = Key(CLERK.name, "没有换成的口令")
    assert refused(lambda: enter(folder, machine, lost)).code == "account.wrong_passphrase"
    workspace, _desk = enter(folder, machine, CLERK)
    workspace.close()
    assert len(keyring.read_ring(folder).slots) == 3
    assert refused(lambda: enter(folder, machine, lost)).code == "keys.wrong"


def test_a_withdrawn_person_opens_nothing(folder, machine):
    workspace, desk = enter(folder, machine)
    clerk = next(row for row in accounts.list_accounts(desk) if row.name == CLERK.name)
    accounts.withdraw_account(desk, clerk.id)
    workspace.close()
    assert refused(lambda: enter(folder, machine, CLERK)).code == "keys.wrong"


def test_a_new_person_opens_it(folder, machine):
    workspace, desk = enter(folder, machine)
    accounts.add_account(desk, NewAccount("督查员", Role.AUDITOR, "督查员的口令"))
    workspace.close()
    workspace, desk = enter(folder, machine, Key("督查员", "督查员的口令"))
    assert desk.actor.role is Role.AUDITOR
    workspace.close()


def test_a_refused_account_leaves_no_slot(folder, machine):
    workspace, desk = enter(folder, machine)
    before = (folder / keyring.KEYS).read_bytes()
    twice = NewAccount(CLERK.name, Role.CLERK, "另外的口令")
    assert refused(lambda: accounts.add_account(desk, twice)).code == "account.taken"
    assert (folder / keyring.KEYS).read_bytes() == before
    workspace.close()


def test_the_administrator_lets_a_forgetful_person_in(folder, machine):
    workspace, desk = enter(folder, machine)
    clerk = next(row for row in accounts.list_accounts(desk) if row.name == CLERK.name)
    accounts.reset_passphrase(desk, clerk.id, "重新设的口令")
    assert workspace.sign_in(CLERK.name, "重新设的口令").actor.role is Role.CLERK
    workspace.close()
    assert refused(lambda: enter(folder, machine, CLERK)).code == "keys.wrong"


class TestRecovery:
    def test_the_sheet_opens_it_and_sets_a_new_passphrase(self, made, machine):
        folder, code = made
        workspace = open_workspace(folder, machine=machine, key=code.lower().replace(" ", "-"))
        desk = workspace.regain(ADMIN.name, "新设的管理口令")
        assert desk.actor.role is Role.ADMINISTRATOR
        workspace.close()
        workspace, _ = enter(folder, machine, Key(ADMIN.name, "新设的管理口令"))
        workspace.close()

    def test_a_clerk_cannot_be_made_administrator_by_it(self, made, machine):
        folder, code = made
        workspace = open_workspace(folder, machine=machine, key=code)
        error = refused(lambda: workspace.regain(CLERK.name, "一个新的口令"))
        assert error.code == "recovery.no_administrator"
        workspace.close()

    def test_only_the_sheet_sets_passphrases_without_one(self, folder, machine):
        workspace, _desk = enter(folder, machine)
        error = refused(lambda: workspace.regain(ADMIN.name, "一个新的口令"))
        assert error.code == "recovery.not_open"
        workspace.close()

    def test_a_renewed_sheet_makes_the_old_one_worthless(self, made, machine):
        folder, old = made
        workspace, desk = enter(folder, machine)
        new = doors.renew_recovery(desk)
        workspace.close()
        assert (
            refused(lambda: open_workspace(folder, machine=machine, key=old)).code == "keys.wrong"
        )
        open_workspace(folder, machine=machine, key=new).close()

    def test_every_slip_of_the_pen_is_told_with_its_group(self, made, machine):
        folder, code = made
        letters = code.replace(" ", "")
        for at in range(0, len(letters), 3):
            other = "7" if letters[at] != "7" else "8"
            typed = letters[:at] + other + letters[at + 1 :]
            error = refused(lambda typed=typed: open_workspace(folder, machine=machine, key=typed))
            assert (error.code, error.facts["group"]) == ("recovery.typo", at // 5 + 1)
        assert not (folder / doors.ATTEMPTS).exists()  # a slip is no attack

    def test_swapped_groups_and_letters_are_told(self, made, machine):
        folder, code = made
        groups = code.split()
        groups[1], groups[2] = groups[2], groups[1]
        error = refused(lambda: open_workspace(folder, machine=machine, key=" ".join(groups)))
        assert error.code == "recovery.typo"
        short = refused(lambda: open_workspace(folder, machine=machine, key=code[:-1]))
        assert (short.code, short.facts["typed"]) == ("recovery.length", 39)


class TestKeysFile:
    @pytest.mark.parametrize(
        "text",
        ["", "{}", "[]", '{"format": "other", "version": 1}', "\udcff"],
        ids=["empty", "no words", "a list", "another file", "no text"],
    )
    def test_a_broken_file_is_told(self, folder, machine, text):
        (folder / keyring.KEYS).write_bytes(text.encode("utf-8", "surrogateescape"))
        assert refused(lambda: enter(folder, machine)).code == "keys.damaged"

    def test_a_newer_file_is_refused(self, folder, machine):
        path = folder / keyring.KEYS
        path.write_text(json.dumps(json.loads(path.read_text()) | {"version": 2}))
        assert refused(lambda: enter(folder, machine)).code == "keys.newer"

    @pytest.mark.parametrize("change", [{"memory": 1 << 30}, {"iterations": 10**9}, {"lanes": 0}])
    def test_a_file_that_asks_too_much_of_the_machine_is_refused(self, folder, machine, change):
        path = folder / keyring.KEYS
        path.write_text(json.dumps(json.loads(path.read_text()) | change))
        assert refused(lambda: enter(folder, machine)).code == "keys.damaged"

    def test_a_lost_file_is_told_and_nothing_is_changed(self, folder, machine):
        before = (folder / "desk.db").read_bytes()
        (folder / keyring.KEYS).unlink()
        assert refused(lambda: open_workspace(folder, machine=machine)).code == "workspace.damaged"
        assert refused(lambda: enter(folder, machine)).code == "workspace.damaged"
        assert (folder / "desk.db").read_bytes() == before

    def test_a_swapped_slot_opens_nothing(self, folder, machine):
        path = folder / keyring.KEYS
        told = json.loads(path.read_text())
        one, two, *_ = told["slots"]
        one["wrapped"], two["wrapped"] = two["wrapped"], one["wrapped"]
        path.write_text(json.dumps(told))
        assert refused(lambda: enter(folder, machine)).code == "keys.wrong"


def test_a_demonstration_is_plain_and_says_so(tmp_path, machine):
    people = (NewAccount("管理员", Role.ADMINISTRATOR),)
    code = create_workspace(
        tmp_path / "示例",
        title="示例",
        year=2017,
        purpose=Purpose.SAMPLE,
        accounts=people,
        machine=machine,
    )
    workspace = open_workspace(tmp_path / "示例", machine=machine)
    assert (code, workspace.sealed) == ("", False)
    desk = workspace.sign_in("管理员", "")
    assert refused(lambda: doors.renew_recovery(desk)).code == "workspace.plain"
    workspace.close()


class TestFiles:
    """Issued papers and evidence: sealed on the disk, the same bytes when read."""

    @pytest.fixture
    def desk(self, folder, machine):
        workspace, desk = enter(folder, machine, CLERK)
        yield desk
        workspace.close()

    def keep(self, desk, content=b"%PDF a page about somebody"):
        with desk.acting(Action.PRINT_PAPER, "track:unit") as deed:
            return issued.keep(desk, deed, content, kind="list", title="名册", pages=1)

    def test_a_paper_is_kept_sealed_under_a_name_that_tells_nothing(self, desk):
        row = self.keep(desk)
        (path,) = (desk.folder / issued.FOLDER).iterdir()
        assert b"PDF" not in path.read_bytes()
        assert row.digest.partition(":")[2] not in path.name
        assert issued.read_issued(desk, row.id) == b"%PDF a page about somebody"

    def test_what_belongs_to_a_paper_is_sealed_too(self, desk):
        row = self.keep(desk)
        with desk.acting(Action.PRINT_PAPER, "track:unit") as deed:
            issued.keep_beside(desk, deed, row, "layout.json", b'{"boxes": 45}')
        assert issued.read_beside(desk, row, "layout.json") == b'{"boxes": 45}'
        assert not [
            p for p in (desk.folder / issued.FOLDER).iterdir() if b"boxes" in p.read_bytes()
        ]

    def test_every_changed_byte_of_a_paper_is_refused(self, desk):
        row = self.keep(desk)
        (path,) = (desk.folder / issued.FOLDER).iterdir()
        whole = path.read_bytes()
        for at in range(len(whole)):
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
            assert refused(lambda: issued.read_issued(desk, row.id)).code == "issued.changed"
        for size in range(len(whole)):
            path.write_bytes(whole[:size])
            assert refused(lambda: issued.read_issued(desk, row.id)).code == "issued.changed"

    def test_two_papers_cannot_change_places(self, desk):
        rows = [self.keep(desk, b"one"), self.keep(desk, b"two")]
        paths = [
            desk.vault.place(desk.folder / issued.FOLDER, issued.file_name(row.digest))
            for row in rows
        ]
        one, two = (path.read_bytes() for path in paths)
        paths[0].write_bytes(two)
        paths[1].write_bytes(one)
        for row in rows:
            assert (
                refused(lambda row=row: issued.read_issued(desk, row.id)).code == "issued.changed"
            )


@given(st.lists(st.integers(0, 3 * PIECE // 2), max_size=4), st.integers(0, 99))
@settings(max_examples=25)
def test_any_pieces_come_back_whole(sizes, seed):
    chance = random.Random(seed).randbytes
    vault, pieces = Vault(chance(32), chance), [chance(size) for size in sizes]
    kept = b"".join(vault.seal("evidence", pieces))
    assert vault.open("evidence", kept) == b"".join(pieces)
    for other in ("issued", "evidence2"):
        with pytest.raises(ChangedError):
            vault.open(other, kept)


def test_pieces_can_neither_be_swapped_nor_left_out():
    chance = random.Random(1).randbytes
    vault = Vault(chance(32), chance)
    kept = b"".join(vault.seal("evidence", [chance(3 * PIECE)]))
    size = PIECE + 28
    one, two, three = kept[:size], kept[size : 2 * size], kept[2 * size :]
    for changed in (two + one + three, one + three, one + two, one + two + three + three, b""):
        with pytest.raises(ChangedError):
            vault.open("evidence", changed)


def test_the_key_is_not_told_by_accident(folder, machine):
    workspace, desk = enter(folder, machine)
    assert desk.vault.database_key() not in repr(desk)
    assert repr(desk.vault.key) not in repr(desk)
    workspace.close()


class TestAPlainOneOfAnOlderVersion:
    @pytest.fixture
    def old(self, tmp_path, made_once, machine):
        """A workspace of the office as older versions made it: plain, with passphrases."""
        place = shutil.copytree(made_once, tmp_path / "旧案卷")
        with closing(sqlite3.connect(place / "desk.db")) as raw, raw:
            raw.execute("UPDATE workspace SET purpose = 'office'")
        workspace = open_workspace(place, machine=machine)
        desk = workspace.sign_in(ADMIN.name, "")
        for row in accounts.list_accounts(desk):
            accounts.reset_passphrase(desk, row.id, f"{row.name}的口令一")
        with desk.acting(Action.CHANGE_SCHEME, "试") as deed:
            issued.keep(desk, deed, b"%PDF somebody", kind="list", title="名册", pages=1)
        back_up_workspace(desk)
        workspace.close()
        return place

    def test_it_becomes_an_encrypted_one_with_all_it_holds(self, old, machine):
        key = Key(ADMIN.name, f"{ADMIN.name}的口令一")
        code = encrypt_workspace(old, key, machine=machine)
        workspace, desk = enter(old, machine, key)
        assert workspace.sealed
        (row,) = issued.list_issued(desk)
        assert issued.read_issued(desk, row.id) == b"%PDF somebody"
        assert trail.list_trail(desk)[0].action == "encrypt_workspace"
        assert trail.check_trail(old, desk.vault.database_key()).broken_at is None
        (copy,) = (old / "backups").glob("desk-*.db")
        assert restoring.compare_backup(desk, copy).same_trail
        clerk = Key("经办人", "经办人的口令一")
        assert workspace.sign_in(clerk.name, clerk.passphrase).actor.role is Role.CLERK
        workspace.close()
        enter(old, machine, clerk)[0].close()  # who signed in beside has a slot now
        open_workspace(old, machine=machine, key=code).close()
        words = [word.encode() for word in ("somebody", "经办人", "测试案卷")]
        for path in (each for each in old.rglob("*") if each.is_file()):
            assert not [word for word in words if word in path.read_bytes()], path.name
        assert [each.name for each in old.parent.iterdir()] == [old.name]

    def test_search_of_the_cases_goes_on(self, old, machine):
        key = Key(ADMIN.name, f"{ADMIN.name}的口令一")
        with closing(sqlite3.connect(old / "desk.db")) as raw:
            query = "SELECT name FROM sqlite_master WHERE type IN ('table', 'index') ORDER BY name"
            before = raw.execute(query).fetchall()
        encrypt_workspace(old, key, machine=machine)
        workspace, desk = enter(old, machine, key)
        with closing(connect(str(old / "desk.db"), desk.vault.database_key())) as raw:
            assert raw.execute(query).fetchall() == before
        workspace.close()

    @pytest.mark.parametrize(
        ("key", "code"),
        [
            (Key(ADMIN.name, "不对不对"), "account.wrong_passphrase"),
            (Key("经办人", "经办人的口令一"), "role.denied"),
        ],
        ids=["DESK-08 wrong", "DESK-04 a clerk"],
    )
    def test_who_may_not_changes_nothing(self, old, machine, key, code):
        error = refused(lambda: encrypt_workspace(old, key, machine=machine))
        assert error.code == code
        assert not keyring.is_sealed(old)
        open_workspace(old, machine=machine).close()

    def test_a_disk_that_refuses_leaves_the_plain_one(self, old, machine):
        (old.parent / f".{old.name}.part").write_text("in the way")
        key = Key(ADMIN.name, f"{ADMIN.name}的口令一")
        error = refused(lambda: encrypt_workspace(old, key, machine=machine))
        assert error.code == "workspace.unwritable"
        open_workspace(old, machine=machine).close()

    def test_neither_the_demonstration_nor_an_encrypted_one(
        self, folder, machine, tmp_path, made_once
    ):
        assert refused(lambda: encrypt_workspace(folder, ADMIN, machine=machine)).code == (
            "workspace.encrypted"
        )
        sample = shutil.copytree(made_once, tmp_path / "示例")
        code = refused(
            lambda: encrypt_workspace(sample, Key(ADMIN.name, ""), machine=machine)
        ).code
        assert code == "workspace.sample"
