import pytest

from zjgdesk.services import issued, tables_out
from zjgdesk.services.tables_out import TableKind
from zjgdesk.ui.forms import FormDialog
from zjgdesk.ui.preview import PdfPreview
from zjgdesk.ui.window import MainWindow


@pytest.fixture
def open_window(qtbot, theme, workspace, jobs, sign_in):
    def make(who):
        window = MainWindow(workspace, sign_in(who), jobs, on_leave=lambda _where: None)
        qtbot.addWidget(window)
        window.show()
        return window

    return make


def choose(window, title):
    for menu in window.menuBar().actions():
        for action in menu.menu().actions():
            if action.text().startswith(title):
                action.trigger()
                return
    raise AssertionError(title)


def open_dialog(window):
    choose(window, "信息导入导出登记表")
    return next(each for each in window.findChildren(FormDialog) if each.isVisible())


def test_the_register_is_printed_from_the_menu(qtbot, open_window, desk, tmp_path):
    path = tmp_path / "表.xlsx"
    tables_out.export_table(desk, "表", ["姓名"], [["丁一"]], path, kind=TableKind.XLSX)
    window = open_window("经办人")
    dialog = open_dialog(window)
    assert (dialog.form.string("first"), dialog.form.string("last")) == (
        "2026-10-19",
        "2026-11-18",
    )
    assert "导出 1 项" in dialog.form.said.text()
    dialog.form.widget("last").setText("2026-10-01")
    assert "导出 0 项" in dialog.form.said.text()
    dialog.accept_button.click()
    assert "AIR-02" in dialog.form.error.text()
    dialog.form.widget("last").setText("2026-11-")
    assert dialog.form.said.text() == ""
    dialog.form.widget("last").setText("2026-11-18")
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: window.findChildren(PdfPreview) != [])
    (row,) = issued.list_issued(desk, "media")
    assert row.kind == "media_register"
    window.findChildren(PdfPreview)[0].close()


def test_who_may_not_print_it_is_told(open_window, with_dialog, qtbot):
    window, said = open_window("计票甲"), []
    with_dialog(lambda box: said.append(box.informativeText()))
    choose(window, "信息导入导出登记表")
    qtbot.waitUntil(lambda: said != [])
    assert "DESK-04" in said[0]
