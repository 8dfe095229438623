"""A digest typed from the foot of a page is held against the trail. Rule: DESK-03."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from zjgdesk.rules.vocabulary import Role
from zjgdesk.services.accounts import NewAccount, add_account
from zjgdesk.services.trail import anchor, list_trail
from zjgdesk.ui.forms import FormDialog
from zjgdesk.ui.trail_view import TrailDialog


@pytest.fixture
def dialog(qtbot, sign_in):
    for number in range(4):
        add_account(sign_in("管理员"), NewAccount(f"人{number}", Role.CLERK))
    dialog = TrailDialog(None, sign_in("督查员"))
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def type_into(dialog, printed, then):
    def answer():
        asked = QApplication.activeModalWidget()
        assert isinstance(asked, FormDialog)
        asked.form.widget("digest").setText(printed)
        asked.accept_button.click()
        then(asked)

    QTimer.singleShot(0, answer)
    dialog.page_button.click()


def test_the_entry_is_shown(dialog):
    wanted = list_trail(dialog._desk)[2]
    type_into(dialog, anchor(wanted.digest).lower(), lambda _asked: None)
    assert dialog.table.current() == wanted
    assert f"与第 {wanted.seq} 条相符" in dialog.said.text()
    assert "其后还有 2 条" in dialog.said.text()


def test_a_digest_that_no_entry_has_is_told_where_it_was_typed(dialog):
    said = []

    def look(asked):
        said.append(asked.form.error.text())
        asked.reject()

    type_into(dialog, "0" * 16, look)
    assert "截短" in said[0]
    assert "DESK-03" in said[0]
