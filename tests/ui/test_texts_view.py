"""The office's own wording: seen as it is written, tried, kept, refused, put back."""

import statistics
import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidgetItem, QMessageBox

from tests.ui.making import dialog_of
from zjgdesk.models.workspace import OfficeText
from zjgdesk.rules.roles import Action
from zjgdesk.services import office_texts
from zjgdesk.services.text_kinds import ALL
from zjgdesk.ui.preview import PdfPreview
from zjgdesk.ui.texts.differing import Difference, differences
from zjgdesk.ui.texts.meanings import FIELDS, MARKS, TABLES
from zjgdesk.ui.texts_view import TextsDialog

KIND = "case_acceptance"
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def make_dialog(qtbot, sign_in, jobs):
    def make(who="经办人"):
        dialog = TextsDialog(None, sign_in(who), jobs)
        qtbot.addWidget(dialog, before_close_func=calm)
        dialog.show()
        settled(qtbot, dialog)
        return dialog

    return make


def calm(dialog):
    """Let nothing be asked when the test closes the window."""
    dialog.text.setPlainText(dialog._rows[dialog.kind()].text)


def settled(qtbot, dialog):
    qtbot.waitUntil(dialog.page.settled, timeout=5000)


def choose(dialog, kind):
    dialog.kinds.choose(kind)


def names(dialog):
    items = (dialog.names.list.item(at) for at in range(dialog.names.list.count()))
    return [item.data(Qt.ItemDataRole.UserRole) for item in items]


def answered(with_dialog, button):
    """Answer the question that comes next with a button of this name."""
    said = []

    def answer(box):
        assert isinstance(box, QMessageBox)
        said.append(box.informativeText())
        next(each for each in box.buttons() if each.text() == button).click()

    with_dialog(answer)
    return said


def faded(dialog):
    return dialog.page.sheets._faded


class TestKinds:
    def test_every_paper_is_listed_once_under_its_group(self, make_dialog):
        dialog = make_dialog()
        items = [dialog.kinds.list.item(at) for at in range(dialog.kinds.list.count())]
        kinds = [item.data(Qt.ItemDataRole.UserRole) for item in items]
        assert sorted(kind for kind in kinds if kind) == sorted(ALL)
        heads = [item.text() for item in items if not item.data(Qt.ItemDataRole.UserRole)]
        assert heads == ["征求意见", "名单", "群众投票", "票决", "公示", "登记", "容错免责"]
        assert {"{受函单位}", "【表】反馈表", "【署名】"} <= set(names(dialog))

    def test_the_filter_narrows_the_list_down(self, qtbot, make_dialog):
        dialog = make_dialog()
        qtbot.keyClick(dialog, Qt.Key.Key_F, CONTROL)
        assert dialog.kinds.filter.hasFocus()
        dialog.kinds.filter.setText("公示")
        assert dialog.kinds.shown()[:2] == ["好单位公示", "好干部公示"]
        assert "好干部补充公示" in dialog.kinds.shown()
        assert "征求意见函" not in dialog.kinds.shown()
        dialog.kinds.filter.setText("反馈")
        assert dialog.kinds.shown() == [
            "征求意见反馈表",
            "核查情况反馈表",
            "容错免责认定反馈书",
        ] or ("征求意见反馈表" in dialog.kinds.shown())
        dialog.kinds.filter.setText("没有这种文书")
        assert dialog.kinds.shown() == []
        qtbot.keyClick(dialog.kinds.filter, Qt.Key.Key_Escape)
        assert len(dialog.kinds.shown()) == len(ALL)
        assert dialog.isVisible()

    def test_the_arrows_pass_over_the_headings(self, qtbot, make_dialog):
        dialog = make_dialog()
        seen = [dialog.kind()]
        for _at in range(len(ALL) - 1):
            qtbot.keyClick(dialog.kinds.list, Qt.Key.Key_Down)
            seen.append(dialog.kind())
        assert len(set(seen)) == len(ALL)


class TestThePageBeside:
    def test_it_shows_what_is_typed(self, qtbot, make_dialog):
        dialog = make_dialog()
        choose(dialog, KIND)
        settled(qtbot, dialog)
        before = dialog.page.content
        dialog.text.moveCursor(dialog.text.textCursor().MoveOperation.End)
        dialog.text.insertPlainText("\n此致")
        assert dialog.page.content == before
        settled(qtbot, dialog)
        assert dialog.page.content != before
        assert dialog.page.content == ALL[KIND].build(
            dialog.text.toPlainText(), office_texts.papers.fonts_of(dialog._desk)
        )
        assert not faded(dialog)

    def test_a_faulty_text_names_its_line_and_the_last_page_stays_pale(self, qtbot, make_dialog):
        dialog = make_dialog()
        choose(dialog, KIND)
        settled(qtbot, dialog)
        good, text = dialog.page.content, dialog.text.toPlainText()
        lines = text.splitlines()
        dialog.text.setPlainText("\n".join((*lines[:2], "{星座}", *lines[2:])))
        settled(qtbot, dialog)
        assert dialog.said.text().startswith("第 3 行：模板中的字段“星座”")
        assert (dialog.page.content, faded(dialog)) == (good, True)
        assert dialog.page.sheets.isVisible()
        dialog.text.setPlainText(text)
        settled(qtbot, dialog)
        assert not faded(dialog)
        assert "星座" not in dialog.said.text()

    def test_the_page_of_another_text_is_never_left_beside(self, qtbot, make_dialog, desk):
        dialog = make_dialog()
        choose(dialog, KIND)
        settled(qtbot, dialog)
        with desk.acting(Action.CHANGE_OFFICE_TEXT, "text:case_report") as deed:
            deed.session.add(
                OfficeText(kind="case_report", text="{星座}", at=deed.at, actor="某人")
            )
        dialog.refresh()
        choose(dialog, "case_report")
        settled(qtbot, dialog)
        assert "星座" in dialog.said.text()
        assert not dialog.page.sheets.isVisible()
        choose(dialog, KIND)
        settled(qtbot, dialog)
        assert dialog.page.sheets.isVisible()

    def test_typing_is_never_held_up(self, qtbot, make_dialog):
        dialog = make_dialog()
        choose(dialog, "rehearsal")
        settled(qtbot, dialog)
        took = []
        for _letter in range(60):
            began = time.perf_counter()
            qtbot.keyClick(dialog.text, "x")
            took.append(time.perf_counter() - began)
        settled(qtbot, dialog)
        assert statistics.median(took) < 0.03

    def test_it_is_shown_larger_in_a_window_of_its_own(self, make_dialog):
        dialog = make_dialog()
        dialog.preview_button.click()
        dialog_of(dialog, PdfPreview).close()


class TestKeeping:
    def test_a_text_is_kept_and_put_back(self, qtbot, make_dialog, desk, with_dialog):
        dialog = make_dialog()
        choose(dialog, KIND)
        shipped = dialog.text.toPlainText()
        dialog.text.setPlainText(shipped.replace("特此通知。", "特此通知，请知悉。"))
        assert dialog.said.text() == "尚未保存。"
        qtbot.keyClick(dialog, Qt.Key.Key_S, CONTROL)
        assert "已经保存" in dialog.said.text()
        assert dialog.kinds.list.currentItem().text() == "受理通知书（已改）"
        assert "请知悉" in own(desk)
        answered(with_dialog, "恢复原文")
        dialog.reset_button.click()
        assert dialog.text.toPlainText().strip() == shipped.strip()
        assert dialog.kinds.list.currentItem().text() == "受理通知书"
        assert dialog.reset_button.isHidden()
        assert not dialog.unsaved()

    def test_a_faulty_text_is_not_kept_and_not_lost(self, make_dialog, desk):
        dialog = make_dialog()
        choose(dialog, KIND)
        dialog.text.setPlainText("{案号}{申请人}\n{星座}")
        dialog.save_button.click()
        assert dialog.said.text().startswith("第 2 行：")
        assert "星座" in dialog.text.toPlainText()
        assert "星座" not in own(desk)

    @pytest.mark.parametrize(
        ("button", "kept", "kind"),
        [
            ("保存", True, "case_report"),
            ("不保存", False, "case_report"),
            ("继续修改", False, KIND),
        ],
    )
    def test_who_goes_to_another_text_is_asked(
        self, make_dialog, desk, with_dialog, button, kept, kind
    ):
        dialog = make_dialog()
        choose(dialog, KIND)
        dialog.text.setPlainText(dialog.text.toPlainText() + "\n请知悉。")
        said = answered(with_dialog, button)
        choose(dialog, "case_report")
        assert said == ["“受理通知书”的改动还没有保存。"]
        assert ("请知悉" in own(desk)) is kept
        assert (dialog.kind(), dialog.kinds.kind()) == (kind, kind)
        if button == "继续修改":
            assert "请知悉" in dialog.text.toPlainText()
        else:
            choose(dialog, KIND)
            assert ("请知悉" in dialog.text.toPlainText()) is kept

    def test_a_faulty_text_keeps_who_wants_to_save_it(self, make_dialog, with_dialog):
        dialog = make_dialog()
        choose(dialog, KIND)
        dialog.text.setPlainText("{星座}")
        answered(with_dialog, "保存")
        choose(dialog, "case_report")
        assert dialog.kind() == KIND
        assert "星座" in dialog.said.text()

    @pytest.mark.parametrize(("button", "open_"), [("继续修改", True), ("不保存", False)])
    def test_who_closes_is_asked(self, qtbot, make_dialog, with_dialog, button, open_):
        dialog = make_dialog()
        dialog.text.setPlainText("另一种文字")
        answered(with_dialog, button)
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert dialog.isVisible() is open_

    def test_an_auditor_reads_and_does_not_write(self, make_dialog):
        dialog = make_dialog("督查员")
        assert dialog.text.isReadOnly()
        assert not dialog.save_button.isEnabled()
        before = dialog.text.toPlainText()
        dialog.names.list.itemActivated.emit(dialog.names.list.item(0))
        assert dialog.text.toPlainText() == before
        assert "DESK-04" in dialog.bar.reasons.text()


def own(desk):
    return next(row.text for row in office_texts.list_texts(desk) if row.kind == KIND)


class TestEditing:
    def test_each_text_has_its_own_undo(self, make_dialog):
        dialog = make_dialog()
        choose(dialog, KIND)
        shipped = dialog.text.toPlainText()
        dialog.text.insertPlainText("一")
        dialog.text.undo()
        assert dialog.text.toPlainText() == shipped
        assert not dialog.unsaved()
        choose(dialog, "case_report")
        other = dialog.text.toPlainText()
        dialog.text.undo()
        assert dialog.text.toPlainText() == other

    def test_a_field_is_put_in_where_the_cursor_stands(self, make_dialog):
        dialog = make_dialog()
        dialog.text.setPlainText("")
        dialog.names.list.itemActivated.emit(dialog.names.list.item(0))
        assert dialog.text.toPlainText() == names(dialog)[0]

    def test_what_differs_is_counted_reached_and_put_back(self, qtbot, make_dialog):
        dialog = make_dialog()
        choose(dialog, KIND)
        shipped = dialog.text.toPlainText()
        assert (dialog.apart.text(), dialog.back_button.isHidden()) == ("", True)
        lines = shipped.rstrip("\n").split("\n")
        dialog.text.setPlainText(
            "\n".join((lines[0] + "甲", *lines[1:4], "新的一行", *lines[4:-1]))
        )
        assert dialog.apart.text().startswith("与原文不同的有 3 处")
        reached = []
        for _at in range(4):
            qtbot.keyClick(dialog, Qt.Key.Key_F8)
            reached.append(dialog.text.textCursor().blockNumber())
        assert reached == [4, len(lines) - 1, 0, 4]
        dialog.back_button.click()
        assert dialog.apart.text().startswith("与原文不同的有 2 处")
        dialog.text.undo()
        assert dialog.apart.text().startswith("与原文不同的有 3 处")
        dialog.text.put_all_back()
        assert dialog.apart.text() == ""
        assert dialog.text.toPlainText().rstrip("\n") == shipped.rstrip("\n")


def test_everything_that_a_text_may_name_has_a_meaning_and_fields_an_example(make_dialog):
    for kind in ALL.values():
        filling = kind.filling()
        assert set(filling.fields) - FIELDS.keys() == set(), kind.kind
        assert set(filling.tables) - TABLES.keys() == set(), kind.kind
    dialog = make_dialog()
    items: list[QListWidgetItem] = [
        dialog.names.list.item(at) for at in range(dialog.names.list.count())
    ]
    tips = {item.data(Qt.ItemDataRole.UserRole): item.toolTip() for item in items}
    assert tips["{年度}"] == "考核的年度，四位数字\n例：2017"
    assert tips["【署名】"] == MARKS["署名"]
    assert dialog.names.meaning.text() == items[0].toolTip()


@pytest.mark.parametrize(
    ("shipped", "text", "found"),
    [
        ("一\n二\n三\n", "一\n二\n三", ()),
        ("一\n二\n三", "一\n二 \n三", ()),
        ("一\n二\n三", "一\n贰\n三", (Difference(1, 2, ("二",)),)),
        ("一\n二\n三", "一\n三", (Difference(1, 1, ("二",)),)),
        ("一\n三", "一\n二\n三", (Difference(1, 2, ()),)),
        ("一", "", (Difference(0, 1, ("一",)),)),
    ],
)
def test_differences_are_told_line_by_line(shipped, text, found):
    assert differences(shipped, text) == found


class TestOnSmallScreens:
    def test_it_fits_a_small_screen_with_everything_said(self, qtbot, make_dialog):
        """1366 × 768, less what the system's own bars take."""
        dialog = make_dialog()
        choose(dialog, "notice_cadre")
        dialog.text.setPlainText("{星座}\n" + dialog.text.toPlainText())
        settled(qtbot, dialog)
        assert dialog.said.isVisible()
        assert dialog.apart.isVisible()
        least = dialog.minimumSizeHint()
        assert least.width() <= 1326
        assert least.height() <= 708

    def test_tab_reaches_every_part_in_the_order_of_reading(self, qtbot, make_dialog):
        dialog = make_dialog()
        dialog.activateWindow()
        dialog.kinds.filter.setFocus()
        reached = []
        for _at in range(12):
            widget = dialog.focusWidget()
            reached.append(widget)
            qtbot.keyClick(widget, Qt.Key.Key_Tab)
        parts = [
            dialog.kinds.filter,
            dialog.kinds.list,
            dialog.names.list,
            dialog.text,
            dialog.page.sheets,
            dialog.save_button,
            dialog.preview_button,
        ]
        assert [widget for widget in reached if widget in parts][: len(parts)] == parts
