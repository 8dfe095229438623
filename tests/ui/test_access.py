"""Getting into an encrypted workspace, out of one's chair, and back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget

from zjgdesk.rules.vocabulary import Purpose, Role
from zjgdesk.services import accounts, keyring, scheme
from zjgdesk.services.accounts import NewAccount
from zjgdesk.services.passphrases import Key
from zjgdesk.services.workspace import create_workspace, open_workspace
from zjgdesk.ui.access.passphrase import ChangeDialog, ResetDialog
from zjgdesk.ui.access.recovery import RecoveryDialog, renew
from zjgdesk.ui.access.unlock import UnlockDialog
from zjgdesk.ui.jobs import Jobs
from zjgdesk.ui.window import MainWindow

ADMIN, CLERK = Key("林管理", "管理口令一二三"), Key("陈经办", "经办口令一二三")


@pytest.fixture
def made(tmp_path, machine):
    code = create_workspace(
        tmp_path / "评选",
        title="二〇一七年度评选",
        year=2017,
        purpose=Purpose.OFFICE,
        accounts=[
            NewAccount(ADMIN.name, Role.ADMINISTRATOR, ADMIN.passphrase),
            NewAccount(CLERK.name, Role.CLERK, CLERK.passphrase),
        ],
        machine=machine,
    )
    return tmp_path / "评选", code


@pytest.fixture
def unlocking(qtbot, theme, made, machine):
    dialog = UnlockDialog(made[0], machine)
    qtbot.addWidget(dialog)
    dialog.show()
    yield dialog
    if dialog.workspace is not None:
        dialog.workspace.close()


@pytest.fixture
def entered(made, machine):
    """Open the workspace as somebody; it is closed in the end."""
    held = []

    def enter(key=ADMIN):
        workspace = open_workspace(made[0], machine=machine, key=key)
        held.append(workspace)
        return workspace, workspace.sign_in(key.name, key.passphrase)

    yield enter
    for workspace in held:
        workspace.close()


def test_name_and_passphrase_open_it_by_keys_alone(unlocking, qtbot):
    unlocking.person.setText(CLERK.name)
    qtbot.keyClick(unlocking.person, Qt.Key.Key_Tab)
    unlocking.focusWidget().setText(CLERK.passphrase)
    qtbot.keyClick(unlocking.passphrase, Qt.Key.Key_Return)
    assert unlocking.desk.actor.name == CLERK.name
    assert unlocking.workspace.sealed


def test_what_is_refused_has_room_and_squeezes_no_field(unlocking):
    tall = unlocking.passphrase.height()
    unlocking.person.setText(CLERK.name)
    unlocking.passphrase.setText("不对不对")
    unlocking.accept_button.click()
    QApplication.processEvents()
    error = unlocking.form.error
    assert error.height() >= error.heightForWidth(error.width())
    assert unlocking.passphrase.height() == tall
    assert unlocking.person.geometry().bottom() < unlocking.passphrase.geometry().top()


def test_a_wrong_one_is_told_and_the_next_right_one_opens(unlocking, qtbot):
    unlocking.person.setText(CLERK.name)
    unlocking.passphrase.setText("不对不对")
    unlocking.accept_button.click()
    assert unlocking.workspace is None
    assert "再错 4 次" in unlocking.form.error.text()
    assert unlocking.passphrase.selectedText()  # what was wrong is typed over
    unlocking.passphrase.setText(CLERK.passphrase)
    unlocking.accept_button.click()
    assert unlocking.desk.actor.name == CLERK.name


def test_the_sheet_opens_it(unlocking, made, with_dialog):
    def fill(dialog):
        form = dialog.form
        form.widget("code").setText(made[1])
        form.widget("name").setText(ADMIN.name)
        form.widget("new").setText("新的口令一二")
        form.widget("again").setText("新的口令二一")
        dialog.accept_button.click()
        assert "不一样" in form.error.text()
        form.widget("again").setText("新的口令一二")
        form.widget("name").setText(CLERK.name)
        dialog.accept_button.click()
        assert "不是在用的管理员" in form.error.text()
        form.widget("name").setText(ADMIN.name)
        dialog.accept_button.click()

    with_dialog(fill)
    unlocking.sheet_button.click()
    assert unlocking.desk.actor.role is Role.ADMINISTRATOR


def test_the_code_must_be_read_from_paper_before_the_dialog_closes(
    qtbot, theme, made, machine, with_dialog
):
    dialog = RecoveryDialog(None, made[1], ("二〇一七年度评选", 2017), machine)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.typed.setText("00000")
    dialog.done_button.click()
    assert dialog.isVisible()
    assert "第 8 组" in dialog.form.error.text()
    with_dialog(lambda box: next(b for b in box.buttons() if b.text() == "取消").click())
    dialog.reject()
    assert dialog.isVisible()
    dialog.print_button.click()
    preview = next(child for child in dialog.children() if hasattr(child, "sheets"))
    assert len(preview.pages) == 1
    preview.close()
    dialog.typed.setText(made[1].split()[-1].lower())
    qtbot.keyClick(dialog.typed, Qt.Key.Key_Return)
    assert not dialog.isVisible()


def test_a_new_sheet_is_made_by_the_administrator(entered, qtbot, theme, made, monkeypatch):
    workspace, desk = entered()
    before = keyring.read_ring(made[0])
    parent = QWidget()
    qtbot.addWidget(parent)
    monkeypatch.setattr("zjgdesk.ui.access.recovery.confirm", lambda *_args, **_more: True)
    dialog = renew(parent, desk)
    assert dialog._code != made[1]
    assert keyring.read_ring(made[0]) != before
    clerk = workspace.sign_in(CLERK.name, CLERK.passphrase)
    told = []
    monkeypatch.setattr("zjgdesk.ui.access.recovery.show_error", lambda _w, e: told.append(e.code))
    assert renew(parent, clerk) is None
    assert told == ["role.denied"]


def test_passphrases_are_changed_and_reset(entered, qtbot, theme):
    workspace, desk = entered()
    dialog = ChangeDialog(None, desk)
    qtbot.addWidget(dialog)
    for key, text in {"old": "不是这个", "new": "换成这个口令", "again": "换成那个口令"}.items():
        dialog.form.widget(key).setText(text)
    dialog.accept_button.click()
    assert "不一样" in dialog.form.error.text()
    dialog.form.widget("again").setText("换成这个口令")
    dialog.accept_button.click()
    assert "口令不对" in dialog.form.error.text()
    dialog.form.widget("old").setText(ADMIN.passphrase)
    dialog.accept_button.click()
    assert dialog.result() == dialog.DialogCode.Accepted
    row = next(row for row in accounts.list_accounts(desk) if row.name == CLERK.name)
    reset = ResetDialog(None, desk, row)
    qtbot.addWidget(reset)
    for key in ("new", "again"):
        reset.form.widget(key).setText("经办的新口令")
    reset.accept_button.click()
    assert workspace.sign_in(CLERK.name, "经办的新口令").actor.name == CLERK.name


@pytest.fixture
def window(entered, qtbot, theme):
    workspace, desk = entered(CLERK)
    jobs = Jobs()
    window = MainWindow(workspace, desk, jobs, on_leave=lambda _where: None)
    qtbot.addWidget(window)
    window.show()
    yield window
    jobs.stop()


def test_after_some_minutes_nothing_can_be_read_until_the_passphrase_is_typed(
    window, qtbot, with_dialog
):
    assert window.idle.watch.timer.interval() == 10 * 60_000
    seen = []

    def at_the_lock(dialog):
        cover = window.findChild(QWidget, "lockCover")
        seen.append((cover.geometry() == window.rect(), dialog.isModal()))
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert dialog.isVisible()
        dialog.passphrase.setText("不对不对")
        dialog.accept_button.click()
        assert "口令不对" in dialog.form.error.text()
        dialog.passphrase.setText(CLERK.passphrase)
        dialog.accept_button.click()

    with_dialog(at_the_lock)
    window.idle.watch.idled.emit()
    assert seen == [(True, True)]
    assert window.idle.dialog is None
    assert window.idle.watch.timer.isActive()


def test_any_key_begins_the_wait_anew(window, qtbot):
    timer = window.idle.watch.timer
    timer.start(50_000)
    qtbot.wait(30)
    before = timer.remainingTime()
    qtbot.keyClick(window.tabs, Qt.Key.Key_Right)
    assert timer.remainingTime() > before


def test_the_office_sets_the_minutes(window, entered, qtbot):
    desk = window._desk
    scheme.change_scheme(desk, "desk.idle", "", source="办公室规定")
    window.idle.begin(desk)
    assert not window.idle.watch.timer.isActive()


def test_a_demonstration_never_locks_and_is_marked_on_every_tab(workspace, desk, qtbot, theme):
    jobs = Jobs()
    window = MainWindow(workspace, desk, jobs, on_leave=lambda _where: None)
    qtbot.addWidget(window)
    window.show()
    assert not window.idle.watch.timer.isActive()
    for at in range(window.tabs.count()):
        window.tabs.setCurrentIndex(at)
        assert (window.header.open_mark.isVisible(), window.header.open_mark.text()) == (
            True,
            "未加密",
        )
    jobs.stop()


def test_an_encrypted_one_carries_no_such_mark(window):
    assert not window.header.open_mark.isVisible()


def test_the_menu_says_why_a_demonstration_has_no_passphrases(
    workspace, desk, qtbot, theme, monkeypatch
):
    told = []
    monkeypatch.setattr("zjgdesk.ui.access.menu.tell", lambda _w, _t, text: told.append(text))
    jobs = Jobs()
    window = MainWindow(workspace, desk, jobs, on_leave=lambda _where: None)
    qtbot.addWidget(window)
    next(each for each in window.findChildren(QAction) if each.text() == "更改口令…").trigger()
    assert told == ["示例案卷不加密，也不设口令。"]
    jobs.stop()
