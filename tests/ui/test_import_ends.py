"""However an import ends, the clerk is told, and the dialog waits for it."""

import threading

import pytest
from PySide6.QtCore import Qt

from zjgdesk.services import imports
from zjgdesk.services.imports import ImportKind
from zjgdesk.ui.importing.dialog import ImportDialog
from zjgdesk.ui.jobs import Job, ProgressStrip

REGISTER = "单位名称,单位类别,参加绩效考核\n甲镇,区镇,是\n丙局,市级机关单位,是\n".encode()


@pytest.fixture
def dialog(qtbot, jobs, desk):
    kind = ImportKind.ORGANISATIONS
    dialog = ImportDialog(None, desk, jobs, kinds=(kind,), kind=kind)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.show_preview(imports.preview_import(desk, kind, "名录.csv", REGISTER))
    return dialog


def test_the_rows_come_in_and_the_dialog_closes(qtbot, jobs, desk, dialog):
    with qtbot.waitSignal(dialog.accepted, timeout=3000):
        dialog.import_button.click()
    assert dialog.told == "已从“名录.csv”导入 2 行，0 行不导入。"
    assert len(imports.list_imports(desk)) == 1


def test_a_bug_is_told_and_the_button_works_again(qtbot, jobs, dialog, monkeypatch):
    def broken(*_args, **_kept):
        raise ZeroDivisionError

    monkeypatch.setattr(imports, "bring_in", broken)
    dialog.import_button.click()
    qtbot.waitUntil(lambda: bool(dialog.said.text()), timeout=3000)
    assert dialog.isVisible()
    assert dialog.import_button.isEnabled()


def test_escape_cancels_and_nothing_came_in(qtbot, jobs, desk, dialog, monkeypatch):
    real, going = imports.bring_in, threading.Event()

    def slow(*args, **kept):
        going.wait(3)
        return real(*args, **kept)

    monkeypatch.setattr(imports, "bring_in", slow)
    dialog.import_button.click()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    going.set()
    qtbot.waitUntil(lambda: "已取消" in dialog.said.text(), timeout=3000)
    assert imports.list_imports(desk) == []
    assert dialog.import_button.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_no_cancel_is_offered_where_there_is_none(qtbot, jobs):
    strip, going = ProgressStrip(jobs), threading.Event()
    qtbot.addWidget(strip)
    jobs.start(Job("导入", lambda _progress: going.wait(3), cancellable=False))
    assert not strip.cancel_button.isVisible()
    going.set()
