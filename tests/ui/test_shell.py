import shutil
import sqlite3
import threading
from contextlib import closing

import pytest
from PySide6.QtWidgets import QFileDialog

from zjgdesk.app import picture_tabs, real_machine
from zjgdesk.rules.vocabulary import Purpose, Role
from zjgdesk.services import accounts
from zjgdesk.services.accounts import NewAccount
from zjgdesk.services.sample_facts import CLERK
from zjgdesk.services.trail import check_trail
from zjgdesk.services.workspace import create_workspace, open_workspace
from zjgdesk.settings import Settings
from zjgdesk.ui import shell as module
from zjgdesk.ui.jobs import Job
from zjgdesk.ui.shell import Shell

SLOW = 30_000


@pytest.fixture
def shell(qapp, qtbot, tmp_path, machine):
    shell = Shell(machine, Settings(tmp_path / "settings.json"), tmp_path / "home" / "sample")
    shell.show_start()
    yield shell
    for widget in (shell.window, shell.start):
        if widget is not None:
            widget.close()
            widget.deleteLater()
    shell.close()


def sign_in_as(monkeypatch, name):
    monkeypatch.setattr(Shell, "_ask_person", lambda _shell, work: work.sign_in(name, ""))


def test_the_sample_is_made_once_and_opened_as_its_clerk(shell, qtbot, tmp_path):
    shell.start.sample_button.click()
    qtbot.waitUntil(lambda: shell.window is not None, timeout=SLOW)
    assert shell.start is None
    assert shell.window.tabs.count() == 7
    assert check_trail(tmp_path / "home" / "sample").broken_at is None
    assert not (tmp_path / "home" / "sample.part").exists()
    assert shell._settings.recent() == [(tmp_path / "home" / "sample").resolve()]
    before = shell.window
    shell.leave("sample")
    assert shell.window is before


def test_a_folder_is_opened_once_somebody_signed_in(shell, folder, monkeypatch):
    monkeypatch.setattr(Shell, "_ask_person", lambda _shell, _work: None)
    shell.open_folder(folder)
    assert shell.window is None
    sign_in_as(monkeypatch, "经办人")
    shell.open_folder(folder)
    assert "测试案卷" in shell.window.windowTitle()


def test_what_cannot_be_opened_is_told_on_the_first_page(shell, tmp_path):
    shell.open_folder(tmp_path / "nowhere")
    assert shell.window is None
    assert "找不到案卷" in shell.start.said.text()


def test_a_workspace_in_use_elsewhere_is_told(shell, folder, workspace):
    shell.open_folder(folder)
    assert "正在被另一个程序使用" in shell.start.said.text()


def test_another_workspace_takes_the_first_ones_place(
    shell, folder, tmp_path, machine, monkeypatch, with_dialog
):
    sign_in_as(monkeypatch, "经办人")
    shell.open_folder(folder)
    other = tmp_path / "另一份"
    create_workspace(
        other,
        title="另一份",
        year=2027,
        purpose=Purpose.OFFICE,
        accounts=[
            NewAccount("管理员", Role.ADMINISTRATOR, "longenough"),
            NewAccount("经办人", Role.CLERK, "longenough"),
        ],
        machine=machine,
    )
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(other))

    def unlock(dialog):
        dialog.person.setText("经办人")
        dialog.passphrase.setText("longenough")
        dialog.accept_button.click()

    with_dialog(unlock)
    shell.leave("open")
    assert "另一份" in shell.window.windowTitle()
    open_workspace(folder, machine=machine).close()  # the first one was let go


def test_a_job_under_way_keeps_the_open_workspace_where_the_person_says_so(
    shell, folder, tmp_path, monkeypatch, with_dialog, qtbot
):
    other = shutil.copytree(folder, tmp_path / "另一份")
    sign_in_as(monkeypatch, "经办人")
    shell.open_folder(folder)
    qtbot.waitUntil(lambda: not shell.jobs._running, timeout=SLOW)
    before, go_on = shell.window, threading.Event()

    def work(_progress):
        go_on.wait(20)

    shell.jobs.start(Job("排印", work))
    with_dialog(lambda box: box.reject())
    shell.open_folder(other)
    assert shell.window is before
    assert before.isVisible()
    assert shell.jobs.busy()
    go_on.set()
    qtbot.waitUntil(lambda: not shell.jobs.busy(), timeout=SLOW)
    before.sit_down(before._desk)  # the workspace is still open
    shell.open_folder(other)
    assert shell.window is not before


def test_an_error_beside_an_open_window_is_told_there(shell, folder, tmp_path, monkeypatch):
    sign_in_as(monkeypatch, "经办人")
    shell.open_folder(folder)
    told = []
    monkeypatch.setattr(module, "show_error", lambda _parent, error: told.append(error.code))
    shell.open_folder(tmp_path / "nowhere")
    assert told == ["workspace.missing"]


def test_a_new_workspace_is_opened_at_once(shell, folder, monkeypatch):
    sign_in_as(monkeypatch, "经办人")
    monkeypatch.setattr(module, "new_workspace", lambda _parent, _machine: None)
    shell.leave("new")
    assert shell.window is None
    monkeypatch.setattr(module, "new_workspace", lambda _parent, _machine: folder)
    shell.leave("new")
    assert shell.window is not None
    shell.leave("quit")
    assert not shell.window.isVisible()


def test_every_tab_has_its_picture(qapp, tmp_path, machine, qtbot, shell):
    shell.open_sample()
    qtbot.waitUntil(lambda: shell.window is not None, timeout=SLOW)
    work = shell._workspace
    made = picture_tabs(work, work.sign_in(CLERK, ""), tmp_path / "pictures")
    assert [path.name for path in made] == [
        "1-overview.png",
        "2-candidates.png",
        "3-opinions.png",
        "4-shortlists.png",
        "5-ballots.png",
        "6-tolerance.png",
        "7-notices.png",
    ]
    assert all(path.stat().st_size > 5_000 for path in made)


def test_the_machine_tells_the_time_with_its_zone():
    assert real_machine().clock().tzinfo is not None


def test_a_bug_is_logged_and_told_once(shell, monkeypatch, caplog):
    told = []

    def tell(_parent, problem):
        told.append(problem.code)
        shell.say_crash(ZeroDivisionError, ZeroDivisionError(), None)

    monkeypatch.setattr(module, "show_error", tell)
    shell.say_crash(ValueError, ValueError("x"), None)
    assert len(told) == 1
    assert "ValueError" in caplog.text
    assert "ZeroDivisionError" in caplog.text


def test_an_old_plain_workspace_is_encrypted_from_the_window(
    shell, folder, machine, monkeypatch, with_dialog
):
    with closing(sqlite3.connect(folder / "desk.db")) as raw, raw:
        raw.execute("UPDATE workspace SET purpose = 'office'")
    work = open_workspace(folder, machine=machine)
    desk = work.sign_in("管理员", "")
    accounts.reset_passphrase(desk, accounts.list_accounts(desk)[0].id, "管理员的口令")
    work.close()
    monkeypatch.setattr(
        Shell, "_ask_person", lambda _shell, w: w.sign_in("管理员", "管理员的口令")
    )
    shell.open_folder(folder)
    assert shell.window.header.open_mark.text() == "未加密"

    def unlock(dialog):
        dialog.person.setText("管理员")
        dialog.passphrase.setText("管理员的口令")
        dialog.accept_button.click()

    def keep_code(dialog):
        dialog.typed.setText(dialog._code.split()[-1])
        with_dialog(unlock)
        dialog.done_button.click()

    def confirm(dialog):
        dialog.form.widget("name").setText("管理员")
        dialog.form.widget("passphrase").setText("不对不对")
        dialog.accept_button.click()
        assert "口令不对" in dialog.form.error.text()
        assert shell._workspace is not None
        dialog.form.widget("passphrase").setText("管理员的口令")
        with_dialog(keep_code)
        dialog.accept_button.click()

    with_dialog(confirm)
    shell.leave("encrypt")
    assert shell._workspace.sealed
    assert not shell.window.header.open_mark.isVisible()
