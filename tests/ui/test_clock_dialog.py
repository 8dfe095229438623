from datetime import timedelta

import pytest
from PySide6.QtGui import QAction

from tests.ui.making import dialog_of
from zjgdesk.services import clock
from zjgdesk.services.trail import list_trail
from zjgdesk.ui.forms import FormDialog
from zjgdesk.ui.window import MainWindow


@pytest.fixture
def window(qtbot, workspace, sign_in, jobs):
    window = MainWindow(workspace, sign_in("管理员"), jobs, on_leave=lambda _where: None)
    qtbot.addWidget(window)
    window.show()
    return window


def test_work_goes_on_once_somebody_said_why_the_clock_went_back(window, sign_in, clock_now):
    next(a for a in window.findChildren(QAction) if a.text() == "登记时钟更正…").trigger()
    dialog = dialog_of(window, FormDialog)
    dialog.accept_button.click()
    assert "请写明理由" in dialog.form.error.text()
    dialog.form.widget("reason").setPlainText("电池没电，已校准")
    dialog.accept_button.click()
    newest = list_trail(sign_in("督查员"))[0]
    assert (newest.action, newest.at) == ("accept_clock", clock_now)


@pytest.fixture
def clock_now(sign_in, clock_machine):
    clock.accept_clock(sign_in("管理员"), reason="案卷启用")
    clock_machine.now -= timedelta(days=3)
    return clock_machine.now


@pytest.fixture
def clock_machine(machine):
    return machine.clock
