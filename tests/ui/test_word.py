from datetime import date

import docx
import pytest
from PySide6.QtWidgets import QFileDialog

from tests.conftest import trail_of
from tests.ui.making import candidates_of, closed_round
from zjgdesk.rules.vocabulary import OpinionGroup, Track
from zjgdesk.services import notices, opinions, scheme
from zjgdesk.ui.notices.tab import NoticesTab
from zjgdesk.ui.opinions.tab import OpinionsTab

CONTACTS = ("issuer", "office", "hours", "phone", "address", "postcode")
SLOW = 20000


@pytest.fixture
def contacts(desk):
    for field in CONTACTS:
        value = "215600" if field == "postcode" else "市委组织部"
        scheme.change_scheme(desk, f"notice.{field}", value, source="办公室")


@pytest.fixture
def choose(tmp_path, monkeypatch):
    """Choose a place in the dialog; return the file that is written."""

    def at(name, written):
        monkeypatch.setattr(
            QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / name), "")
        )
        return tmp_path / written

    return at


def text_named(tab, kind):
    """Return the line of the menu that saves a kind of letter."""
    (line,) = [a for a in tab.print_button.menu().actions() if a.text() == f"{kind}另存为 Word…"]
    return line


def words_of(path):
    return "".join(each.text for each in docx.Document(str(path)).paragraphs)


@pytest.fixture
def drafted(desk, sign_in, contacts):
    title = "2026年度担当作为好干部当选人选公示"
    day = date(2026, 11, 18)
    return notices.draft_notice(desk, closed_round(sign_in), title=title, published_on=day)


@pytest.mark.usefixtures("drafted")
def test_a_notice_is_saved_for_a_word_processor(qtbot, jobs, desk, choose, with_dialog):
    tab = NoticesTab(desk, jobs)
    qtbot.addWidget(tab)
    tab.show()
    tab.refresh()
    path, said = choose("公示", "公示.docx"), []
    with_dialog(lambda box: said.append(box.informativeText()))
    tab.page.word_button.click()
    qtbot.waitUntil(lambda: bool(said), timeout=SLOW)
    assert str(path) in said[0]
    assert "丁" in words_of(path)
    assert trail_of(desk)[0].action == "export_paper"


@pytest.fixture
def asked_tab(qtbot, jobs, desk, contacts):
    """The opinions of a track of which one town was asked and has not answered."""
    candidates_of(desk)
    new = opinions.NewRequests(
        OpinionGroup.TOWNS, Track.CADRE, ["杨舍镇"], date(2026, 11, 10), date(2026, 11, 20)
    )
    opinions.send_requests(desk, new)
    tab = OpinionsTab(desk, jobs)
    qtbot.addWidget(tab)
    tab.show()
    tab.track_switch.choose(Track.CADRE)
    tab.refresh()
    return tab


def test_letters_are_saved_for_a_word_processor(qtbot, asked_tab, choose, with_dialog):
    path, said = choose("函.docx", "函.docx"), []
    with_dialog(lambda box: said.append(box.informativeText()))
    text_named(asked_tab, "征求意见函").trigger()
    qtbot.waitUntil(lambda: bool(said), timeout=SLOW)
    assert str(path) in said[0]
    assert "杨舍镇：" in words_of(path)


def test_a_file_whose_ending_is_added_is_not_replaced_unasked(
    qtbot, jobs, desk, contacts, choose, with_dialog
):
    candidates_of(desk)
    tab = OpinionsTab(desk, jobs)
    qtbot.addWidget(tab)
    tab.show()
    tab.refresh()
    path = choose("函", "函.docx")
    path.write_bytes(b"old")
    asked = []
    with_dialog(lambda box: asked.append(box.informativeText()))
    text_named(tab, "征求意见函").trigger()
    assert "函.docx”已经有了" in asked[0]
    assert path.read_bytes() == b"old"
    assert not jobs.busy()


def test_what_the_desk_refuses_is_told(qtbot, jobs, desk, contacts, choose, with_dialog):
    tab = OpinionsTab(desk, jobs)
    qtbot.addWidget(tab)
    tab.show()
    tab.refresh()
    path, said = choose("函.docx", "函.docx"), []
    with_dialog(lambda box: said.append(box.informativeText()))
    text_named(tab, "征求意见函").trigger()
    qtbot.waitUntil(lambda: bool(said), timeout=SLOW)
    assert "OPINION-01" in said[0]
    assert not path.exists()


@pytest.mark.parametrize("kind", ["催办函", "核查函"])
def test_letters_with_a_day_ask_for_it_before_they_are_saved(
    qtbot, desk, asked_tab, choose, with_dialog, kind
):
    path, said = choose("函.docx", "函.docx"), []

    def give(dialog):
        assert dialog.accept_button.text() == "另存"
        dialog.form.widget("until").setText("2026-12-01")
        with_dialog(lambda box: said.append(box.informativeText()))
        dialog.accept_button.click()

    with_dialog(give)
    text_named(asked_tab, kind).trigger()
    qtbot.waitUntil(lambda: bool(said), timeout=SLOW)
    assert str(path) in said[0]
    assert "2026年12月1日前" in words_of(path)
    assert [row.reminded_on for row in opinions.list_requests(desk)] == [None]


@pytest.mark.parametrize("kind", ["催办函", "核查函"])
def test_given_up_nothing_is_saved(asked_tab, jobs, choose, with_dialog, kind):
    path = choose("函.docx", "函.docx")
    with_dialog(lambda dialog: dialog.reject())
    text_named(asked_tab, kind).trigger()
    assert not jobs.busy()
    assert not path.exists()
