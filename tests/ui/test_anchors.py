"""The code on paper, asked for and given by the window of a counting machine."""

import pytest

from tests.conftest import trail_of
from tests.services.carrying import WORD
from zjgdesk.services import anchors, scheme
from zjgdesk.services.passphrases import Key
from zjgdesk.services.workspace import open_workspace
from zjgdesk.settings import Settings
from zjgdesk.ui.access import anchors as module
from zjgdesk.ui.access.anchors import ClosingDialog, OpeningDialog, ask_at_opening, give_at_closing
from zjgdesk.ui.access.unlock import UnlockDialog
from zjgdesk.ui.jobs import Jobs
from zjgdesk.ui.shell import Shell
from zjgdesk.ui.window import MainWindow


@pytest.fixture
def opening(qtbot, theme):
    def make(desk):
        dialog = OpeningDialog(None, desk)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return make


def typed(dialog, code):
    dialog.form.widget("code").setText(code)
    dialog.accept_button.click()


def test_a_new_station_opens_without_a_code_and_that_is_recorded(opening, station):
    dialog = opening(station.desk("总监票"))
    typed(dialog, "")
    assert dialog.result() == OpeningDialog.DialogCode.Accepted
    assert trail_of(station.desk("督查员"))[0].action == "confirm_anchor"


def test_a_station_that_was_not_closed_in_order_asks_for_a_reason(opening, station):
    typed(opening(station.desk("总监票")), "")
    again = opening(station.desk("总监票"))
    typed(again, "")
    assert again.isVisible()
    assert "没有正常关闭" in again.said.text()
    again.form.widget("reason").setPlainText("停电")
    again.accept_button.click()
    assert again.result() == OpeningDialog.DialogCode.Accepted
    assert "停电" in trail_of(station.desk("督查员"))[0].facts


def test_the_right_code_opens(opening, station):
    code = anchors.give(station.desk("总监票"))
    dialog = opening(station.desk("总监票"))
    typed(dialog, code.lower())
    assert dialog.result() == OpeningDialog.DialogCode.Accepted


def test_a_slip_is_told_and_nothing_is_asked_for(opening, station):
    code = anchors.give(station.desk("总监票"))
    dialog = opening(station.desk("总监票"))
    typed(dialog, code[:-1])
    assert "19 位" in dialog.form.error.text()
    assert not dialog.said.text()


def test_deeds_since_the_code_are_listed_and_need_a_reason(opening, station):
    code = anchors.give(station.desk("总监票"))
    scheme.change_scheme(station.desk("经办人"), "places.unit", "26", source="夜里")
    dialog = opening(station.desk("总监票"))
    typed(dialog, code)
    assert "经办人" in dialog.said.text()
    dialog.accept_button.click()
    assert dialog.isVisible()
    dialog.form.widget("reason").setPlainText("经办人补录，已核实")
    dialog.accept_button.click()
    assert dialog.result() == OpeningDialog.DialogCode.Accepted
    assert "已核实" in trail_of(station.desk("督查员"))[0].facts


def test_a_code_from_elsewhere_warns_of_another_copy(opening, station, desk):
    anchors.give(station.desk("总监票"))
    dialog = opening(station.desk("总监票"))
    typed(dialog, anchors.newest_code(desk))
    assert "旧的备份" in dialog.said.text()


def test_another_code_begins_the_question_anew(opening, station, desk):
    code = anchors.give(station.desk("总监票"))
    dialog = opening(station.desk("总监票"))
    typed(dialog, anchors.newest_code(desk))
    assert dialog.accept_button.text() == "写明理由继续"
    dialog.form.widget("code").setText(code[:-1])
    assert not dialog.said.text()
    assert dialog.accept_button.text() == "核对"
    typed(dialog, code)
    assert dialog.result() == OpeningDialog.DialogCode.Accepted


def test_an_office_is_not_asked(desk, monkeypatch):
    monkeypatch.setattr(module.OpeningDialog, "exec", lambda _self: pytest.fail("asked"))
    assert ask_at_opening(None, desk)
    give_at_closing(None, desk)


def test_closing_wants_the_last_group_from_paper(qtbot, theme):
    dialog = ClosingDialog(None, "3F2A7 91BCK 08D41 77E0M")
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.form.widget("last").setText("3F2A7")
    dialog.accept_button.click()
    assert "不一致" in dialog.form.error.text()
    dialog.form.widget("last").setText("77e0m")
    dialog.accept_button.click()
    assert dialog.result() == ClosingDialog.DialogCode.Accepted


def test_the_window_of_a_station_gives_the_code_as_it_closes(qtbot, station, theme, with_dialog):
    window = MainWindow(
        station.workspace, station.desk("总监票"), Jobs(), on_leave=lambda _where: None
    )
    qtbot.addWidget(window)
    window.show()
    shown = []

    def write_down(dialog):
        assert isinstance(dialog, ClosingDialog)
        code = anchors.newest_code(station.desk("总监票"))
        shown.append(code)
        dialog.form.widget("last").setText(code.split()[-1])
        dialog.accept_button.click()

    with_dialog(write_down)
    window.close()
    assert shown
    found = anchors.compare(station.desk("总监票"), shown[0])
    assert found.fit is anchors.Fit.NEWEST


def test_a_station_that_is_not_told_its_code_does_not_open(
    qtbot, theme, station, tmp_path, monkeypatch
):
    """The shell lets nobody in before the paper was compared, and lets go of the file."""
    anchors.give(station.desk("总监票"))
    station.workspace.close()
    shell = Shell(station.machine, Settings(tmp_path / "settings.json"), tmp_path / "sample")
    shell.show_start()
    seen = []

    def unlock(dialog):
        dialog.person.setText("总监票")
        dialog.passphrase.setText(WORD)
        dialog.accept_button.click()

    def turn_away(self):
        seen.append(self.windowTitle())
        return self.DialogCode.Rejected

    monkeypatch.setattr(module.OpeningDialog, "exec", turn_away)
    monkeypatch.setattr(UnlockDialog, "exec", lambda self: (unlock(self), self.result())[1])
    shell.open_folder(station.folder)
    assert (seen, shell.window) == (["核对短码"], None)
    shell.start.close()
    shell.close()
    station.workspace = open_workspace(
        station.folder, machine=station.machine, key=Key("总监票", WORD)
    )
