import pytest
from PySide6.QtCore import QItemSelectionModel, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.conftest import trail_of
from tests.ui.making import defined_round
from tests.ui.test_printing import FilePrinters
from zjgdesk.services import box_papers, count_papers, issued, printing, rounds
from zjgdesk.services.printing import Sent
from zjgdesk.ui.preview import PdfPreview
from zjgdesk.ui.printing.dialog import PrintDialog
from zjgdesk.ui.printing.issued import IssuedDialog


@pytest.fixture
def papers(desk):
    """A ballot, a form and two seals, in the order of issue."""
    round_id = defined_round(desk)
    rounds.freeze_round(desk, round_id)
    return [
        count_papers.print_ballot(desk, round_id, copies=10),
        box_papers.print_attendance(desk, round_id),
        box_papers.print_box_seal(desk, round_id),
        box_papers.print_box_seal(desk, round_id),
    ]


@pytest.fixture
def dialog(qtbot, theme, desk, papers, tmp_path):
    dialog = IssuedDialog(None, desk, printers=FilePrinters(tmp_path))
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def cells(dialog, row):
    model = dialog.table.model
    return [model.index(row, at).data() for at in range(model.columnCount())]


def test_papers_are_listed_newest_first_with_what_was_printed(desk, dialog, papers):
    printing.record_printed(desk, papers[1].id, Sent(3))
    dialog.refresh()
    assert [row.id for row in dialog.table.model.rows()] == [each.id for each in papers[::-1]]
    time, kind, title, pages, actor, sent, last, digest = cells(dialog, 2)
    assert (kind, actor, sent, last) == ("出席和发票、收票登记表", "经办人", "3 份", time)
    assert (title, pages) == (papers[1].title, str(papers[1].pages))
    assert digest
    assert cells(dialog, 0)[5:7] == ["", ""]


def test_papers_are_found_by_their_words(dialog):
    dialog.table.search_box.setText("封条")
    assert dialog.table.model.rowCount() == 2


def test_nothing_chosen_nothing_to_do(dialog):
    dialog.table.view.clearSelection()
    dialog.table.view.setCurrentIndex(dialog.table.model.index(-1, -1))
    for button in (dialog.show_button, dialog.print_button, dialog.save_button):
        assert not button.isEnabled()


def test_a_paper_is_shown_again_exactly(desk, dialog, papers, with_dialog):
    dialog.table.choose(lambda row: row.id == papers[1].id)
    seen = []

    def look(preview):
        assert isinstance(preview, PdfPreview)
        seen.append((preview.windowTitle(), len(preview.pages)))

    with_dialog(look)
    dialog.show_button.click()
    assert seen == [(papers[1].title, papers[1].pages)]


def test_a_paper_is_printed_again_from_the_list(dialog, papers, tmp_path):
    dialog.table.choose(lambda row: row.id == papers[1].id)
    seen = []

    def deal():
        top = QApplication.activeModalWidget()
        if isinstance(top, PrintDialog):
            top.accept_button.click()
        elif isinstance(top, PdfPreview) and "已送往" in top.said.text():
            seen.append(top.windowTitle())
            top.reject()

    timer = QTimer()
    timer.timeout.connect(deal)
    timer.start(20)
    dialog.print_button.click()
    timer.stop()
    assert seen == [papers[1].title]
    assert (tmp_path / "一楼.pdf").exists()
    assert cells(dialog, 2)[5] == "1 份"


def test_who_may_not_print_ballots_prints_the_rest(qtbot, theme, sign_in, papers):
    dialog = IssuedDialog(None, sign_in("总监票"))
    qtbot.addWidget(dialog)
    dialog.table.choose(lambda row: row.id == papers[0].id)
    assert not dialog.print_button.isEnabled()
    assert "DESK-04" in dialog.print_button.toolTip()
    dialog.table.choose(lambda row: row.id == papers[1].id)
    assert dialog.print_button.isEnabled()


def test_one_paper_is_saved_to_a_file(desk, dialog, papers, tmp_path, monkeypatch):
    chosen = str(tmp_path / "票.pdf")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (chosen, ""))
    dialog.table.choose(lambda row: row.id == papers[0].id)
    dialog.save_button.click()
    assert (tmp_path / "票.pdf").read_bytes() == issued.read_issued(desk, papers[0].id)


def test_several_papers_are_saved_into_a_folder(desk, dialog, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    model, selection = dialog.table.model, dialog.table.view.selectionModel()
    for row in range(model.rowCount()):
        flags = QItemSelectionModel.SelectionFlag
        selection.select(model.index(row, 0), flags.Select | flags.Rows)
    dialog.save_button.click()
    saved = {path.read_bytes() for path in tmp_path.glob("*.pdf")}
    assert saved == {issued.read_issued(desk, row.id) for row in model.rows()}
    assert len(list(tmp_path.glob("*.pdf"))) == 4
    assert "已保存 4 份文书" in dialog.said.text()
    assert [entry.action for entry in trail_of(desk)[:4]] == ["export_paper"] * 4


def test_a_folder_that_refuses_is_told(dialog, tmp_path, monkeypatch, with_dialog):
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "无" / "票.pdf"), "")
    )
    dialog.table.choose(lambda _row: True)
    said = []
    with_dialog(lambda box: said.append(box.informativeText()))
    dialog.save_button.click()
    assert "没有保存" in said[0]
    assert dialog.said.text() == ""


def test_a_paper_whose_file_is_gone_is_told(desk, dialog, papers, with_dialog):
    (desk.folder / "issued" / issued.file_name(papers[3].digest)).unlink()
    dialog.table.choose(lambda row: row.id == papers[3].id)
    said = []
    with_dialog(lambda box: said.append(box.informativeText()))
    dialog.show_button.click()
    assert "DESK-07" in said[0]
