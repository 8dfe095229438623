"""A sealed folder is opened from the window's menu."""

import random

import pytest

from tests.ui.making import dialog_of
from tests.ui.test_tolerance_tab import answer
from zjgdesk.exchange import sealed_folder
from zjgdesk.exchange.sealed_folder import Item, seal_folder
from zjgdesk.ui.forms import FormDialog
from zjgdesk.ui.labels import Card
from zjgdesk.ui.unseal_dialog import unseal_dialog

PASSPHRASE = "青山绿水长江村口"  # noqa: S105 - made up


@pytest.fixture
def page(qtbot, theme):
    page = Card()
    qtbot.addWidget(page)
    page.show()
    return page


def test_a_folder_is_chosen_and_opened(page, desk, tmp_path, monkeypatch, with_dialog):
    monkeypatch.setattr(sealed_folder, "MEMORY", 64)
    seal_folder(
        tmp_path / "案", [Item("a", [b"1"])], PASSPHRASE, chance=random.Random(3).randbytes
    )
    monkeypatch.setattr(
        "PySide6.QtWidgets.QFileDialog.getExistingDirectory", lambda *_a: str(tmp_path / "案")
    )
    unseal_dialog(page, desk)
    told = answer(page, passphrase="别的口令")
    assert "口令不对" in told.form.error.text()
    said = []
    with_dialog(lambda box: said.append(box.informativeText()))
    answer(page, passphrase=PASSPHRASE)
    assert "1 个文件" in said[0]
    assert (tmp_path / "案-已打开" / "a").read_bytes() == b"1"


def test_without_a_place_it_asks_for_one(page, desk, monkeypatch):
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getExistingDirectory", lambda *_a: "")
    unseal_dialog(page, desk)
    told = answer(page)
    assert "请填写" in told.form.error.text()
    dialog_of(page, FormDialog).close()
