"""The strip over the ballots of a counting machine on a network. Rule: AIR-06."""

import random
from dataclasses import replace

import pytest

from tests.ui.making import dialog_of, zeroed_round
from zjgdesk.rules.vocabulary import Purpose
from zjgdesk.services import scheme
from zjgdesk.services.desk import Machine
from zjgdesk.ui.ballots import network_strip
from zjgdesk.ui.ballots.box_forms import open_dialog
from zjgdesk.ui.ballots.tab import BallotsTab
from zjgdesk.ui.forms import FormDialog
from zjgdesk.ui.labels import Line


@pytest.fixture
def names():
    return []


@pytest.fixture
def machine(clock, names):
    return Machine(clock, random.Random(7), interfaces=lambda: tuple(names))


@pytest.fixture
def tab_of(qtbot, jobs):
    def make(desk):
        tab = BallotsTab(desk, jobs)
        qtbot.addWidget(tab)
        tab.show()
        return tab

    return make


def test_it_comes_and_goes_by_itself(qtbot, tab_of, desk, names, monkeypatch):
    monkeypatch.setattr(network_strip, "EVERY", 20)
    tab = tab_of(replace(desk, purpose=Purpose.COUNTING))
    assert not tab.network.isVisible()
    names.append("eth0")
    qtbot.waitUntil(tab.network.isVisible)
    assert "eth0" in tab.network.line.text()
    assert "AIR-06" in tab.network.line.text()
    names.clear()
    qtbot.waitUntil(lambda: not tab.network.isVisible())


def test_an_office_sees_it_only_where_the_scheme_blocks(tab_of, desk, names):
    names.append("eth0")
    tab = tab_of(replace(desk, purpose=Purpose.OFFICE))
    assert not tab.network.isVisible()
    scheme.change_scheme(desk, "count.network", "block", source="通知")
    tab.refresh()
    assert tab.network.isVisible()
    assert "不能开启票箱" in tab.network.line.text()


def test_whoever_opens_the_box_is_told(qtbot, desk, sign_in, names):
    from zjgdesk.services.round_detail import read_round
    from zjgdesk.ui.ballots.round_page import RoundPage
    from zjgdesk.ui.jobs import Jobs

    round_id = zeroed_round(desk)
    names.append("wlan0")
    chief = sign_in("总监票")
    page = RoundPage(chief, Jobs())
    qtbot.addWidget(page)
    open_dialog(page, chief, read_round(chief, round_id), lambda: None)
    told = [line.text() for line in dialog_of(page, FormDialog).findChildren(Line)]
    assert any("wlan0" in text for text in told)
