from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from zjgdesk.errors import DeskError
from zjgdesk.rules.refusals import Refusal
from zjgdesk.ui.actions import ActionBar, ActionButton
from zjgdesk.ui.forms import Form, FormDialog, ask_reason, confirm, parse_day


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("2026-11-10", date(2026, 11, 10), id="dashes"),
        pytest.param("2026.1.5", date(2026, 1, 5), id="dots, no noughts"),
        pytest.param("2026/11/10", date(2026, 11, 10), id="strokes"),
        pytest.param("20261110", date(2026, 11, 10), id="together"),
        pytest.param("2026年11月10日", date(2026, 11, 10), id="words"),
        pytest.param(" 2026-11-10 ", date(2026, 11, 10), id="blanks around"),
        pytest.param("2026-02-30", None, id="no such day"),
        pytest.param("11-10", None, id="no year"),
        pytest.param("", None, id="empty"),
    ],
)
def test_a_day_is_understood_as_typed(text, expected):
    assert parse_day(text) == expected


@pytest.fixture
def form(qtbot, theme):
    form = Form()
    form.text("name", "姓名", "丁一")
    form.number("places", "名额", 3, least=1)
    form.day("on", "日期", date(2026, 11, 10))
    form.choice("kind", "类别", [(1, "甲"), (2, "乙")], 2)
    form.check("signed", "署名", value=True)
    form.area("text", "说明", " 两行\n ")
    return form


def test_fields_give_back_what_they_hold(form):
    keys = ("name", "places", "on", "kind", "signed", "text")
    assert [form.value(key) for key in keys] == ["丁一", 3, date(2026, 11, 10), 2, True, "两行"]
    assert form.widget("name").accessibleName() == "姓名"


def test_a_wrong_day_is_refused_by_its_label(form):
    form.widget("on").setText("明天")
    with pytest.raises(DeskError) as caught:
        form.date("on")
    assert caught.value.facts == {"field": "日期", "text": "明天"}


def test_a_refusal_stands_in_the_form_until_something_is_changed(qtbot, form):
    def refuse(_form):
        raise DeskError("reason.missing")

    dialog = FormDialog(None, "试办", form, accept="办理", act=refuse)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.accept_button.click()
    assert dialog.isVisible()
    assert "理由" in form.error.text()
    form.widget("name").setText("丁二")
    assert not form.error.isVisible()


def test_a_reason_is_asked_for_before_the_button_can_be_pressed(qtbot, theme, with_dialog):
    told = []

    def act(dialog):
        assert not dialog.accept_button.isEnabled()
        dialog.form.widget("reason").setPlainText("本人申请")
        dialog.accept_button.click()

    with_dialog(act)
    assert ask_reason(None, "退出", "说明", accept="退出", act=told.append)
    assert told == ["本人申请"]


@pytest.mark.parametrize(("key", "expected"), [(Qt.Key.Key_Escape, False), (None, True)])
def test_confirming_needs_the_button_itself(qtbot, theme, key, expected, with_dialog):
    def act(box):
        assert isinstance(box, QMessageBox)
        if key is None:
            next(b for b in box.buttons() if b.text() == "作废").click()
        else:
            qtbot.keyClick(box, key)

    with_dialog(act)
    assert confirm(None, "作废", "不能恢复。", yes="作废", danger=True) is expected


def test_a_disabled_button_says_why_once_for_all_that_share_the_reason(qtbot, theme):
    bar, done = ActionBar(), []
    qtbot.addWidget(bar)
    first = bar.add("更正…", lambda: done.append(1))
    second = bar.add("退出", lambda: done.append(2))
    bar.show()
    for button in (first, second):
        button.allow(Refusal("reason.missing", "DESK-03"))
    assert not first.isEnabled()
    assert bar.reasons.text().startswith("更正、退出：")
    assert "DESK-03" in first.toolTip() == first.accessibleDescription()
    first.allow(None)
    second.allow(None)
    assert not bar.reasons.isVisible()
    first.click()
    assert done == [1]


def test_enter_presses_a_button_outside_dialogs_too(qtbot):
    button = ActionButton("新建")
    qtbot.addWidget(button)
    button.show()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        with qtbot.waitSignal(button.clicked, timeout=1000):
            qtbot.keyClick(button, key)
