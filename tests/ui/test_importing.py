import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester

from zjgdesk.resources import resources
from zjgdesk.services import candidates, imports
from zjgdesk.services.imports import ImportKind
from zjgdesk.ui.importing.dialog import ImportDialog

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
KINDS = (ImportKind.CADRES, ImportKind.UNITS, ImportKind.ORGANISATIONS)
SHEET = resources() / "sample" / "好干部推荐汇总表.xlsx"


@pytest.fixture
def dialog(qtbot, desk, jobs, bring_in):
    bring_in(ImportKind.ORGANISATIONS, "单位名录.csv")
    dialog = ImportDialog(None, desk, jobs, kinds=KINDS, kind=ImportKind.CADRES)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


@pytest.fixture
def read(qtbot, dialog):
    def read(path=SHEET):
        dialog.read(path)
        qtbot.waitUntil(
            lambda: dialog.preview is not None or bool(dialog.said.text()), timeout=5000
        )
        if dialog.table is not None:
            QAbstractItemModelTester(dialog.table.model, FATAL, dialog.table.model)
        return dialog.preview

    return read


def refused(preview):
    return [row for row in preview.rows if row.status.value == "refused"]


def test_every_row_is_shown_with_what_becomes_of_it(dialog, read):
    preview = read()
    assert dialog.table.model.total() == len(preview.rows)
    assert not dialog.import_button.isEnabled()
    assert "IMPORT-06" in dialog.bar.reasons.text()
    dialog.only_problems.setChecked(True)
    assert dialog.table.model.rowCount() == len(refused(preview)) > 0


def test_a_broken_file_gets_a_sentence(dialog, read, tmp_path):
    path = tmp_path / "坏.xlsx"
    path.write_bytes(b"PK\x03\x04 broken")
    assert read(path) is None
    assert "坏.xlsx" in dialog.said.text()


def test_a_missing_file_gets_a_sentence(dialog, read, tmp_path):
    assert read(tmp_path / "没有.xlsx") is None
    assert "没有.xlsx" in dialog.said.text()


def test_a_row_is_corrected_in_a_small_form_and_judged_anew(dialog, read, with_dialog):
    preview = read()
    bad = next(r for r in refused(preview) if r.problems[0].code == "candidate.month_impossible")
    dialog.table.choose(lambda row: row.row == bad.row)

    def give(form_dialog):
        form_dialog.form.widget("birth").setText("1980.05")
        form_dialog.accept_button.click()

    with_dialog(give)
    dialog.correct_button.click()
    row = next(row for row in dialog.preview.rows if row.row == bad.row)
    assert row.status.value == "ok"
    assert dialog.preview.corrections[bad.row] == {"birth": "1980.05"}


def test_all_of_it_comes_in_once_the_refused_rows_are_left_out(qtbot, dialog, read, desk):
    read()
    dialog.only_problems.setChecked(True)
    dialog.table.view.selectAll()
    dialog.leave_button.click()
    assert dialog.import_button.isEnabled()
    dialog.medium.setText("光盘 1")
    with qtbot.waitSignal(dialog.accepted, timeout=5000):
        dialog.import_button.click()
    (row, *_) = imports.list_imports(desk)
    assert row.medium == "光盘 1"
    assert len(candidates.list_candidates(desk)) == row.taken
    assert str(row.taken) in dialog.told


def test_rows_left_out_are_taken_back(dialog, read):
    read()
    dialog.table.view.selectAll()
    dialog.leave_button.click()
    dialog.table.view.selectAll()
    dialog.take_button.click()
    assert dialog.preview.left_out == frozenset()


def test_the_same_file_twice_is_refused_with_a_sentence(dialog, read, bring_in):
    bring_in(ImportKind.CADRES, SHEET.name)
    assert read() is None
    assert "PUBLIC-04" in dialog.said.text()


def test_a_file_may_be_dropped(qtbot, dialog):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(SHEET))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, left, none)
    dialog.dropEvent(drop)
    qtbot.waitUntil(lambda: dialog.preview is not None, timeout=5000)
