"""A ballot carried to the counting machine and back, by the window's own buttons."""

import random
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from tests.services.carrying import Station, count_at
from tests.staging import zeroed
from tests.ui.making import defined_round
from zjgdesk.errors import DeskError
from zjgdesk.exchange import media
from zjgdesk.exchange.machine_keys import Identity, new_keys, write_card
from zjgdesk.rules.vocabulary import Purpose, RoundState
from zjgdesk.services import count_papers, machines, rounds
from zjgdesk.services.desk import Desk
from zjgdesk.services.round_detail import read_round
from zjgdesk.ui import forms
from zjgdesk.ui.ballots.ledger import balance
from zjgdesk.ui.ballots.stage_buttons import WANTED
from zjgdesk.ui.ballots.stages import Stage, Standing, standings
from zjgdesk.ui.ballots.tab import BallotsTab
from zjgdesk.ui.carrying.machines import MachinesDialog, introduce_dialog
from zjgdesk.ui.labels import Line
from zjgdesk.ui.preview import PdfPreview
from zjgdesk.ui.theme import Tone

SHEETS = ["yyna"] * 6 + ["nyya"] * 2


@pytest.fixture
def open_tab(qtbot, jobs):
    def make(desk):
        tab = BallotsTab(desk, jobs)
        tab.resize(1340, 660)
        qtbot.addWidget(tab)
        tab.show()
        return tab

    return make


def introduce(qtbot, one, other, card, with_dialog):
    """Let one machine know the other through the window."""
    there = MachinesDialog(None, other)
    here = MachinesDialog(None, one)
    for dialog in (there, here):
        qtbot.addWidget(dialog)
        dialog.show()
    there.write_card(card)
    groups = there.own.text().split()[1:]
    assert len(groups) == 8

    def heard(dialog):
        hidden = [f"group{at}" for at in range(8) if f"group{at}" in dialog.form._fields]
        dialog.form.widget(hidden[0]).setText("00000")
        dialog.accept_button.click()
        assert "不一致" in dialog.form.error.text()
        for key in hidden:
            dialog.form.widget(key).setText(groups[int(key.removeprefix("group"))])
        dialog.accept_button.click()

    with_dialog(heard)
    here.read_card(card)
    assert "已经登记" in here.said.text()
    assert here.rows()[0].fingerprint == " ".join(groups)


@dataclass
class Two:
    """The office with a frozen round, and the counting machine; the office knows it."""

    office: Desk
    station: Station
    round_id: int
    disc: Path


@pytest.fixture
def two(qtbot, sign_in, station, tmp_path, with_dialog):
    office = sign_in("管理员")
    introduce(qtbot, office, station.desk("管理员"), tmp_path / "a.json", with_dialog)
    introduce(qtbot, station.desk("管理员"), office, tmp_path / "b.json", with_dialog)
    desk = sign_in("经办人")
    round_id = defined_round(desk)
    rounds.freeze_round(desk, round_id)
    (tmp_path / "盘").mkdir()
    return Two(desk, station, round_id, tmp_path / "盘")


def form(qtbot):
    """Return the open question."""
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None, timeout=3000)
    return QApplication.activeModalWidget()


def fill(dialog, **told):
    for key, text in told.items():
        dialog.form.widget(key).setText(str(text))
    dialog.accept_button.click()


def count_there(qtbot, two, there):
    """Take the ballot in at the station, count it, and write the result onto the disc."""
    station, round_id, disc = two.station, two.round_id, two.disc
    chief = station.desk("总监票")
    assert there.take_in_button.isVisible()
    assert not there.new_button.isVisible()
    there.take_in_button.click()
    asked = form(qtbot)
    fill(asked, place=station.folder, medium="光盘 1")
    assert "没有交换包" in asked.form.error.text()
    fill(asked, place=disc)
    qtbot.waitUntil(lambda: there.page.detail is not None, timeout=3000)
    carried = there.page.detail.row.id
    assert (
        there.page.detail.definition_digest == read_round(two.office, round_id).definition_digest
    )
    zeroed(chief, carried)
    count_at(station, carried, SHEETS)
    there.refresh()
    there.page.refresh()
    there.page.always["bring_back"].click()
    fill(form(qtbot), place=disc, medium="光盘 2")
    form(qtbot).reject()
    return read_round(chief, carried).outcome


def test_over_and_back_through_the_window(qtbot, two, open_tab, with_dialog):
    desk, round_id, disc = two.office, two.round_id, two.disc
    count_papers.print_ballot(desk, round_id, copies=10)
    office = open_tab(desk)
    assert not office.result_button.isVisible()
    office.page.always["hand_over"].click()
    asked = form(qtbot)
    fill(asked, medium="光盘 1")
    assert "位置" in asked.form.error.text()
    fill(asked, place=disc, medium="光盘 1")
    preview = form(qtbot)
    assert isinstance(preview, PdfPreview)
    preview.reject()
    assert read_round(desk, round_id).row.state is RoundState.CARRIED
    assert office.result_button.isVisible()
    assert balance(office.page.detail).tone is Tone.INFO
    assert office.page.always["recall"].isVisible()
    assert not office.page.always["hand_over"].isVisible()
    outcome = count_there(qtbot, two, open_tab(two.station.desk("总监票")))
    office.result_button.click()
    asked = form(qtbot)
    with_dialog(lambda box: told.append(box.informativeText()))
    told = []
    fill(asked, place=disc, medium="光盘 2")
    qtbot.waitUntil(lambda: bool(told), timeout=5000)
    assert "重新计票" in told[0]
    here = read_round(desk, round_id)
    assert here.row.state is RoundState.CLOSED
    assert here.outcome == outcome
    (archive,) = (each for each in WANTED[Stage.REPORT] if each.deed == "archive")
    assert archive.why(desk, here).code == "archive.at_station"
    assert not office.result_button.isVisible()


def test_a_stick_pulled_at_the_last_step_shows_the_round_away_after_the_dialog(
    qtbot, two, open_tab, monkeypatch
):
    office = open_tab(two.office)
    office.page.always["hand_over"].click()
    asked = form(qtbot)
    fill(asked, place=two.disc / ("长" * 300), medium="光盘 1")
    assert "不能写出" in asked.form.error.text()

    def pulled(target):
        raise DeskError("package.unfinished", rule="AIR-04", name=target.name)

    monkeypatch.setattr(media, "finish", pulled)
    fill(asked, place=two.disc)
    assert "收回移交" in asked.form.error.text()
    asked.reject()
    assert office.page.detail.row.state is RoundState.CARRIED
    assert office.page.always["recall"].isVisible()


def test_a_round_is_recalled_with_a_reason(qtbot, two, open_tab):
    office = open_tab(two.office)
    office.page.always["hand_over"].click()
    fill(form(qtbot), place=two.disc, medium="光盘 1")
    form(qtbot).reject()
    found = standings(office.page.detail)
    assert (found[Stage.FREEZE], found[Stage.PRINT]) == (Standing.DONE, Standing.LATER)
    assert Standing.NEXT not in found.values()
    office.page.always["recall"].click()
    asked = form(qtbot)
    asked.form.widget("reason").setPlainText("计票机故障，改用手工计票")
    asked.accept_button.click()
    assert read_round(two.office, two.round_id).row.state is RoundState.FROZEN


def test_without_a_counting_machine_the_dialog_says_what_to_do(qtbot, desk, open_tab, tmp_path):
    round_id = defined_round(desk)
    rounds.freeze_round(desk, round_id)
    open_tab(desk).page.always["hand_over"].click()
    asked = form(qtbot)
    fill(asked, place=tmp_path, medium="光盘 1")
    assert "登记" in asked.form.error.text()
    asked.reject()
    assert read_round(desk, round_id).row.state is RoundState.FROZEN


def test_cards_and_places_are_chosen_by_the_usual_dialogs(
    qtbot, sign_in, tmp_path, monkeypatch, theme
):
    dialog = MachinesDialog(None, sign_in("管理员"))
    qtbot.addWidget(dialog)
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "名片.json"), "")
    )
    dialog.card_button.click()
    assert (tmp_path / "名片.json").exists()
    monkeypatch.setattr(
        QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "名片.json"), "")
    )
    dialog.introduce_button.click()
    assert "自己的名片" in dialog.said.text()


def test_a_title_with_marks_of_another_machine_stays_plain(qtbot, tmp_path, sign_in, theme):
    """A card is written by whoever; its title is shown to the administrator who decides."""
    keys = new_keys(random.Random(5).randbytes)
    sign, box = keys.public()
    title = "<h1>市委组织部</h1><img src='/etc/passwd'>"
    identity = Identity("u", title, 2026, Purpose.COUNTING, sign, box)
    (tmp_path / "card.json").write_bytes(write_card(identity, keys))
    office = sign_in("管理员")
    found = machines.read_introduction(office, tmp_path / "card.json")
    dialog = introduce_dialog(None, office, found)
    qtbot.addWidget(dialog)
    (line,) = (each for each in dialog.findChildren(Line) if title in each.text())
    assert line.textFormat() is Qt.TextFormat.PlainText
    box = forms._box(None, "停用", title)
    qtbot.addWidget(box)
    plain = box.findChild(QLabel, "qt_msgbox_informativelabel")
    assert plain.textFormat() is Qt.TextFormat.PlainText


def test_a_machine_is_withdrawn_with_a_reason(qtbot, sign_in, station, tmp_path, with_dialog):
    introduce(qtbot, sign_in("管理员"), station.desk("管理员"), tmp_path / "a.json", with_dialog)
    dialog = MachinesDialog(None, sign_in("管理员"))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.table.choose(lambda _row: True)

    def why(asked):
        asked.form.widget("reason").setPlainText("电脑报废")
        asked.accept_button.click()

    with_dialog(why)
    dialog.withdraw_button.click()
    assert [row.withdrawn for row in machines.list_machines(sign_in("管理员"))] == ["电脑报废"]
