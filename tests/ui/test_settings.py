import json
from datetime import date

import pytest
from PySide6.QtCore import Qt

from tests.staging import at_stage
from zjgdesk.models.year import Shortlist
from zjgdesk.rules.vocabulary import ShortlistKind, ShortlistState, Stage, Track
from zjgdesk.services import scheme
from zjgdesk.services.scheme_file import export_scheme
from zjgdesk.ui.scheme_compare import compare_dialog
from zjgdesk.ui.settings_view import CalendarDialog, SchemeDialog


@pytest.fixture
def show(qtbot, theme, desk):
    def show(kind):
        dialog = kind(None, desk)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return show


def test_a_setting_is_changed_with_its_source(show, desk, with_dialog):
    dialog = show(SchemeDialog)
    assert not dialog.change_button.isEnabled()
    dialog.table.choose(lambda row: row.key == "places.cadre")
    said = []

    def give(form_dialog):
        form_dialog.form.widget("value").setText("25")
        form_dialog.accept_button.click()
        said.append(form_dialog.form.error.text())
        form_dialog.form.widget("source").setText("市委常委会会议")
        form_dialog.accept_button.click()

    with_dialog(give)
    dialog.change_button.click()
    assert "依据" in said[0]
    row = next(row for row in scheme.read_scheme(desk) if row.key == "places.cadre")
    assert (row.value, row.source) == ("25", "市委常委会会议")


def test_a_choice_is_offered_in_words(show, desk, with_dialog):
    dialog = show(SchemeDialog)
    dialog.table.choose(lambda row: row.key == "order")

    def give(form_dialog):
        form_dialog.form.widget("value").setCurrentText("姓名笔画")
        form_dialog.form.widget("source").setText("方案第五条")
        form_dialog.accept_button.click()

    with_dialog(give)
    dialog.change_button.click()
    row = next(row for row in scheme.read_scheme(desk) if row.key == "order")
    assert row.value == "given"


def test_a_day_of_the_calendar_is_filled_in(show, desk, with_dialog):
    dialog = show(CalendarDialog)

    def give(form_dialog):
        form_dialog.form.widget("on").setText("20270101")
        form_dialog.form.widget("source").setText("国务院办公厅通知")
        form_dialog.accept_button.click()

    with_dialog(give)
    dialog.add_button.click()
    (row,) = scheme.read_calendar(desk)
    assert (row.on, row.working) == (date(2027, 1, 1), False)


def test_another_years_scheme_is_compared_and_taken_over(qtbot, desk, tmp_path):
    path = tmp_path / "方案2025.json"
    told = json.loads(export_scheme(desk))
    told["year"] = 2025
    told["settings"]["places.cadre"] = {"value": "28", "source": "纪要"}
    told["settings"]["notice.phone"] = {"value": "0512-12380", "source": ""}
    path.write_text(json.dumps(told), "utf-8")
    parent = SchemeDialog(None, desk)
    qtbot.addWidget(parent)
    parent.show()
    dialog = compare_dialog(parent, desk, path, parent.refresh)
    texts = [dialog.form.list.item(at).text() for at in range(dialog.form.list.count())]
    assert texts == [
        "好干部名额：本年度 30 → 往年 28　依据：纪要",
        "受理电话：本年度 （空） → 往年 0512-12380",
    ]
    dialog.form.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    dialog.accept_button.click()
    values = {row.key: row.value for row in parent.table.model.rows()}
    assert (values["places.cadre"], values["notice.phone"]) == ("28", "")


def test_a_fixed_setting_says_so_and_is_not_changed(qtbot, desk):
    at_stage(desk, Stage.PUBLIC_VOTE)
    with desk.writing.begin() as session:
        session.add(
            Shortlist(
                track=Track.CADRE,
                kind=ShortlistKind.INITIAL,
                state=ShortlistState.DECIDED,
                decided_at="",
                reason="",
                formula="",
                set_aside_reason="",
            )
        )
    dialog = SchemeDialog(None, desk)
    qtbot.addWidget(dialog)
    dialog.table.choose(lambda row: row.key == "places.cadre")
    assert dialog.change_button.refusal.code == "scheme.locked"
    dialog.table.choose(lambda row: row.key == "places.unit")
    assert dialog.change_button.refusal is None
