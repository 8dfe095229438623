"""A closed round is archived from its page, and the archive checks itself."""

import json
import subprocess
import sys

import pytest

from tests.ui.making import closed_round, opened_round
from tests.ui.test_tolerance_tab import answer
from zjgdesk.services.round_detail import read_round
from zjgdesk.ui.ballots.archive_dialog import FILE, FOLDER, RECORDS, write
from zjgdesk.ui.ballots.round_page import RoundPage
from zjgdesk.ui.ballots.stages import Stage
from zjgdesk.ui.forms import FormDialog


@pytest.fixture
def make_page(qtbot, jobs, sign_in):
    def make(round_id):
        page = RoundPage(sign_in("总监票"), jobs)
        qtbot.addWidget(page)
        page.show_round(round_id)
        page.show()
        return page

    return make


def archive_button(page):
    return next(each for each in page.buttons[Stage.REPORT] if each.text() == "归档…")


def test_a_round_that_is_not_closed_says_so(make_page, sign_in):
    page = make_page(opened_round(sign_in))
    assert "VOTE-25" in archive_button(page).toolTip()


def test_it_is_archived_where_one_says_and_checks_itself(
    make_page, sign_in, tmp_path, monkeypatch, with_dialog
):
    page = make_page(closed_round(sign_in))
    monkeypatch.setattr(
        "PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_a: (str(tmp_path / "档"), "")
    )
    said = []
    with_dialog(lambda box: said.append(box.informativeText()))
    archive_button(page).click()
    answer(page)
    assert "短码" in said[0]
    run = subprocess.run(
        [sys.executable, str(tmp_path / "档" / "verify.py")], capture_output=True, check=False
    )
    assert run.returncode == 0, run.stdout.decode()


@pytest.mark.parametrize(("kind", "name"), [(FILE, "档.zip"), (RECORDS, "票.json")])
def test_as_one_file_or_as_vote_records(make_page, sign_in, tmp_path, with_dialog, kind, name):
    round_id = closed_round(sign_in)
    page = make_page(round_id)
    desk = sign_in("总监票")
    with_dialog(lambda _box: None)
    assert write(page, desk, read_round(desk, round_id), (kind, tmp_path / name))
    content = (tmp_path / name).read_bytes()
    assert content.startswith(b"PK") if kind == FILE else json.loads(content)


def test_a_place_that_is_taken_is_told(make_page, sign_in, tmp_path, with_dialog):
    round_id = closed_round(sign_in)
    page, desk = make_page(round_id), sign_in("总监票")
    (tmp_path / "档").mkdir()
    said = []
    with_dialog(lambda box: said.append(box.informativeText()))
    assert not write(page, desk, read_round(desk, round_id), (FOLDER, tmp_path / "档"))
    assert "已经有" in said[0]
    assert not page.findChildren(FormDialog)
