"""The office's own wording: tried, kept, refused, put back."""

import pytest
from PySide6.QtCore import Qt

from tests.ui.making import dialog_of
from zjgdesk.services import office_texts
from zjgdesk.services.text_kinds import ALL
from zjgdesk.ui.preview import PdfPreview
from zjgdesk.ui.texts_view import TextsDialog


@pytest.fixture
def make_dialog(qtbot, sign_in):
    def make(who="经办人"):
        dialog = TextsDialog(None, sign_in(who))
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return make


def choose(dialog, kind):
    for at in range(dialog.kinds.count()):
        if dialog.kinds.item(at).data(Qt.ItemDataRole.UserRole) == kind:
            dialog.kinds.setCurrentRow(at)


def names(dialog):
    return [dialog.names.item(at).text() for at in range(dialog.names.count())]


def test_every_paper_is_listed_with_what_its_text_may_name(make_dialog):
    dialog = make_dialog()
    assert dialog.kinds.count() == len(ALL)
    assert {"{受函单位}", "【表】反馈表", "【署名】"} <= set(names(dialog))


def test_a_text_is_tried_kept_and_put_back(make_dialog, desk, monkeypatch):
    dialog = make_dialog()
    choose(dialog, "case_acceptance")
    shipped = dialog.text.toPlainText()
    dialog.text.setPlainText(shipped.replace("特此通知。", "特此通知，请知悉。"))
    assert dialog.said.text() == "尚未保存。"
    dialog.preview_button.click()
    dialog_of(dialog, PdfPreview).close()
    dialog.save_button.click()
    assert "已经保存" in dialog.said.text()
    assert dialog.kinds.currentItem().text() == "受理通知书（已改）"
    assert "请知悉" in next(
        row.text for row in office_texts.list_texts(desk) if row.kind == "case_acceptance"
    )
    monkeypatch.setattr("zjgdesk.ui.texts_view.confirm", lambda *_a, **_k: True)
    dialog.reset_button.click()
    assert dialog.text.toPlainText() == shipped
    assert dialog.reset_button.isHidden()


def test_a_faulty_text_says_what_is_wrong_and_stays_as_a_draft(make_dialog):
    dialog = make_dialog()
    choose(dialog, "case_acceptance")
    dialog.text.setPlainText("{案号}{申请人}{星座}")
    dialog.preview_button.click()
    assert "星座" in dialog.said.text()
    dialog.save_button.click()
    assert "星座" in dialog.said.text()
    choose(dialog, "case_report")
    choose(dialog, "case_acceptance")
    assert dialog.text.toPlainText() == "{案号}{申请人}{星座}"
    assert dialog.said.text() == "尚未保存。"


def test_a_field_is_put_in_where_the_cursor_stands(make_dialog):
    dialog = make_dialog()
    dialog.text.setPlainText("")
    dialog.names.itemActivated.emit(dialog.names.item(0))
    assert dialog.text.toPlainText() == names(dialog)[0]


def test_an_auditor_reads_and_does_not_write(make_dialog):
    dialog = make_dialog("督查员")
    assert dialog.text.isReadOnly()
    assert not dialog.save_button.isEnabled()
    dialog.names.itemActivated.emit(dialog.names.item(0))
    assert "DESK-04" in dialog.bar.reasons.text()
