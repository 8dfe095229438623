"""Copies of the database: made, thinned out, compared, put back; what goes wrong harms none."""

import json
import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import trail_of
from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import Purpose, Role
from zjgdesk.services import backups, restoring, scheme
from zjgdesk.services.accounts import NewAccount
from zjgdesk.services.backups import back_up_workspace, kept_of
from zjgdesk.services.passphrases import Key
from zjgdesk.services.trail import check_trail
from zjgdesk.services.workspace import create_workspace, open_workspace

ADMIN = Key("管理员", "管理的口令一")


@pytest.fixture(params=["plain", "sealed"])
def admin(request, tmp_path, machine, folder):
    """An administrator's desk, of a plain and of an encrypted workspace."""
    key = None
    if request.param == "sealed":
        folder, key = tmp_path / "加密", ADMIN
        create_workspace(
            folder,
            title="加密案卷",
            year=2026,
            purpose=Purpose.OFFICE,
            accounts=[NewAccount(ADMIN.name, Role.ADMINISTRATOR, ADMIN.passphrase)],
            machine=machine,
        )
    workspace = open_workspace(folder, machine=machine, key=key)
    yield workspace.sign_in(ADMIN.name, ADMIN.passphrase if key else "")
    workspace.close()


def change(desk, value="25"):
    scheme.change_scheme(desk, "places.unit", value, source="试")


def value(desk):
    with desk.reading() as session:
        return scheme.scheme_value(session, "places.unit")


def refused(act):
    with pytest.raises(DeskError) as caught:
        act()
    return caught.value.code


def test_a_copy_is_put_back_and_the_trail_tells_of_it(admin, clock):
    change(admin)
    copy = back_up_workspace(admin)
    clock.now += timedelta(hours=1)
    change(admin, "28")
    told = restoring.compare_backup(admin, copy)
    assert told.same_trail
    assert [row.action for row in told.lost] == ["change_scheme"]
    counts = {line.table: (line.now, line.then) for line in told.counts}
    assert counts["trail_entry"] == (counts["trail_entry"][1] + 1, counts["trail_entry"][1])
    replaced = restoring.restore_backup(admin, copy, reason="误改了名额")
    assert value(admin) == "25"
    entry = trail_of(admin)[0]
    facts = json.loads(entry.facts)
    assert (entry.action, facts["reason"], facts["file"]) == (
        "restore_backup",
        "误改了名额",
        copy.name,
    )
    assert facts["kept"] == replaced.name
    assert check_trail(admin.folder, admin.vault.database_key()).broken_at is None
    back = restoring.compare_backup(admin, replaced)
    assert not back.same_trail
    restoring.restore_backup(admin, replaced, reason="恢复错了，改回来")
    assert value(admin) == "28"


def test_work_goes_on_after_a_restoring(admin):
    copy = back_up_workspace(admin)
    restoring.restore_backup(admin, copy, reason="试")
    change(admin, "26")
    assert value(admin) == "26"
    assert not list((admin.folder / backups.FOLDER).glob(f"{restoring.PART}*"))


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + bytes(5000)])
def test_what_is_no_copy_is_refused(admin, tmp_path, content):
    path = tmp_path / "x.db"
    path.write_bytes(content)
    before = value(admin)
    assert refused(lambda: restoring.compare_backup(admin, path)) == "backup.unreadable"
    assert (
        refused(lambda: restoring.restore_backup(admin, path, reason="试")) == "backup.unreadable"
    )
    assert refused(lambda: restoring.compare_backup(admin, tmp_path)) == "backup.unreadable"
    assert value(admin) == before


def test_a_changed_byte_of_an_encrypted_copy_is_found(tmp_path, machine):
    rng = random.Random(5)
    folder = tmp_path / "加密"
    people = [NewAccount(ADMIN.name, Role.ADMINISTRATOR, ADMIN.passphrase)]
    create_workspace(
        folder, title="加", year=2026, purpose=Purpose.OFFICE, accounts=people, machine=machine
    )
    workspace = open_workspace(folder, machine=machine, key=ADMIN)
    desk = workspace.sign_in(ADMIN.name, ADMIN.passphrase)
    copy = back_up_workspace(desk)
    whole = copy.read_bytes()
    for at in rng.sample(range(len(whole)), 25):
        copy.write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
        assert refused(lambda: restoring.compare_backup(desk, copy)) == "backup.unreadable"
    workspace.close()


def test_a_copy_of_another_workspace_is_refused(admin, tmp_path, made_once):
    other = shutil.copytree(made_once, tmp_path / "别的")
    with closing(sqlite3.connect(other / "desk.db")) as raw, raw:
        raw.execute("UPDATE workspace SET uid = 'another'")
    code = refused(lambda: restoring.compare_backup(admin, other / "desk.db"))
    assert code == ("backup.unreadable" if admin.sealed else "backup.of_another")


def test_a_restoring_wants_a_reason(admin):
    copy = back_up_workspace(admin)
    assert refused(lambda: restoring.restore_backup(admin, copy, reason=" ")) == "reason.missing"


def test_a_clerk_cannot_put_a_copy_back(desk):
    copy = back_up_workspace(desk)
    assert refused(lambda: restoring.restore_backup(desk, copy, reason="试")) == "role.denied"
    assert refused(lambda: restoring.compare_backup(desk, copy)) == "role.denied"


def test_an_older_copy_is_brought_up_on_the_way(admin, tmp_path):
    """A copy made before the newest migration: its tables are today's once it is compared."""
    copy = back_up_workspace(admin)
    told = restoring.compare_backup(admin, copy)
    assert {line.now - line.then for line in told.counts} == {0}


def test_a_copy_on_a_disc_is_read_without_writing_to_it(admin, tmp_path):
    copy = back_up_workspace(admin)
    disc = tmp_path / "光盘"
    disc.mkdir()
    shutil.copyfile(copy, disc / "desk.db")
    (disc / "desk.db").chmod(0o444)
    disc.chmod(0o555)
    try:
        assert restoring.compare_backup(admin, disc / "desk.db").same_trail
        assert [path.name for path in disc.iterdir()] == ["desk.db"]
    finally:
        disc.chmod(0o755)


class TestOnOpeningAndClosing:
    def test_what_did_not_change_is_not_copied_again(self, workspace, desk):
        first = workspace.back_up()
        assert first is not None
        assert workspace.back_up() is None
        change(desk)
        assert workspace.back_up() not in {None, first}

    def test_the_newest_and_one_a_day_and_a_month_stay(self, workspace, desk, clock):
        for at in range(120):
            clock.now += timedelta(hours=11)
            change(desk, str(20 + at % 9))
            workspace.back_up()
        names = sorted(p.name for p in (desk.folder / "backups").glob("desk-*.db"))
        assert 20 <= len(names) <= backups.LATEST + backups.DAYS + backups.MONTHS
        assert len({name[5:11] for name in names}) == 3


@given(
    st.lists(st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)), max_size=60, unique=True)
)
def test_thinning_keeps_the_newest_and_is_settled(moments):
    names = [f"desk-{moment:%Y%m%d-%H%M%S}.db" for moment in moments]
    kept = kept_of(names)
    assert set(sorted(names)[-backups.LATEST :]) <= kept <= set(names)
    assert kept_of(kept) == kept
    assert len(kept) <= backups.LATEST + backups.DAYS + backups.MONTHS


FULL = """
import random, resource, sys
from pathlib import Path
from tests.conftest import Clock
from zjgdesk.errors import DeskError
from zjgdesk.services import backups
from zjgdesk.services.desk import Machine
from zjgdesk.services.workspace import open_workspace
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
work = open_workspace(Path(sys.argv[1]), machine=Machine(Clock(), random.Random(3)))
desk = work.sign_in("经办人", "")
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    backups.back_up_workspace(desk)
except DeskError as error:
    print(error.code)
else:
    print("kept")
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
work.close()
"""


def test_a_full_disk_never_harms_the_last_good_one(workspace, desk, folder):
    good = back_up_workspace(desk)
    content = good.read_bytes()
    workspace.close()
    said = []
    for share in (0.0, 0.1, 0.5, 0.9, 0.999):
        done = subprocess.run(
            [sys.executable, "-c", FULL, str(folder), str(int(len(content) * share) // 512 * 512)],
            capture_output=True,
            text=True,
            check=False,
            cwd=".",
        )
        said.append(done.stdout.strip())
        assert good.read_bytes() == content, share
        left = [p.name for p in (folder / "backups").iterdir() if p.suffix != ".db"]
        assert left == [], share
        for path in (folder / "backups").glob("desk-*.db"):
            assert check_db(path), path.name
    assert set(said) <= {"backup.failed", "disk.full", "disk.failed"}, said


def check_db(path):
    with closing(sqlite3.connect(path)) as raw:
        return raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
