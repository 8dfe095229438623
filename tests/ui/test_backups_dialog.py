"""备份与恢复: made, compared and put back from the window."""

import shutil

import pytest

from zjgdesk.services import backups, restoring, scheme
from zjgdesk.ui.access.backups import BackupsDialog, RestoreDialog
from zjgdesk.ui.labels import Heading


@pytest.fixture
def dialog(qtbot, theme, sign_in):
    dialog = BackupsDialog(None, sign_in("管理员"))
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_a_copy_is_made_compared_and_put_back(dialog, sign_in, with_dialog, clock):
    desk = sign_in("管理员")
    dialog.now_button.click()
    assert "已备份并核对" in dialog.said.text()
    scheme.change_scheme(desk, "places.unit", "26", source="试")

    def compare(restore):
        assert isinstance(restore, RestoreDialog)
        assert "将要丢失的操作（1）" in [h.text() for h in restore.findChildren(Heading)]
        assert not restore.said.text()

        def say_why(form):
            form.accept_button.click()
            assert "理由" in form.form.error.text()
            form.form.widget("reason").setPlainText("改错了")
            form.accept_button.click()

        with_dialog(say_why)
        restore.restore_button.click()

    dialog.table.choose(lambda _row: True)
    with_dialog(compare)
    dialog.compare_button.click()
    assert "已经恢复" in dialog.said.text()
    with desk.reading() as session:
        assert scheme.scheme_value(session, "places.unit") == "20"


def test_what_is_no_copy_is_told(dialog, tmp_path):
    (tmp_path / "x.db").write_bytes(b"nothing")
    dialog.show_copy(tmp_path / "x.db")
    assert "不能恢复" in dialog.said.text()


def test_a_copy_with_another_trail_is_marked(qtbot, theme, dialog, sign_in, folder, tmp_path):
    desk = sign_in("管理员")
    copy = shutil.copy(backups.back_up_workspace(desk), tmp_path / "旧.db")
    with_restored = backups.back_up_workspace(desk)

    restoring.restore_backup(desk, with_restored, reason="试")
    found = restoring.compare_backup(desk, copy)
    shown = RestoreDialog(dialog, desk, found)
    qtbot.addWidget(shown)
    assert bool(shown.said.text()) is not found.same_trail


def test_the_whole_workspace_is_copied_to_another_place(dialog, tmp_path):
    place = tmp_path / "光盘"
    place.mkdir()
    dialog.copy_to(place)
    assert "整份案卷已写入" in dialog.said.text()
    dialog.copy_to(tmp_path / "没有")
    assert "没有写成" in dialog.said.text()
    assert len(list(place.iterdir())) == 1


def test_a_clerk_sees_why_nothing_can_be_put_back(qtbot, theme, desk):
    dialog = BackupsDialog(None, desk)
    qtbot.addWidget(dialog)
    dialog.now_button.click()
    assert dialog.compare_button.refusal.code == "role.denied"
    assert dialog.other_button.refusal.code == "role.denied"
