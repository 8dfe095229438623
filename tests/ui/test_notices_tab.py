"""Notices from the draft to the confirmed list, then what follows for the confirmed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QFileDialog, QLabel

from tests.ui.making import closed_round, dialog_of
from zjgdesk.rules.vocabulary import ObjectionEnd, RewardKind
from zjgdesk.services import issued, notices, publishing, rewards, scheme
from zjgdesk.services.rewards import Share
from zjgdesk.ui.forms import FormDialog
from zjgdesk.ui.notices.changes import supplementary_title
from zjgdesk.ui.notices.rewards_view import share_words
from zjgdesk.ui.notices.tab import NoticesTab
from zjgdesk.ui.notices.words import span
from zjgdesk.ui.preview import PdfPreview
from zjgdesk.ui.printing import word

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
CONTACTS = ("issuer", "office", "hours", "phone", "address", "postcode")
TITLE = "2026年度担当作为好干部当选人选公示"


@pytest.fixture
def contacts(desk):
    for field in CONTACTS:
        value = "215600" if field == "postcode" else "市委组织部"
        scheme.change_scheme(desk, f"notice.{field}", value, source="办公室")


@pytest.fixture
def make_tab(qtbot, jobs, sign_in):
    def make(who="经办人"):
        tab = NoticesTab(sign_in(who), jobs)
        qtbot.addWidget(tab)
        tables = (tab.page.entries, tab.page.objections, tab.rewards.table)
        for model in (tab.list.rows, *(table.model for table in tables)):
            QAbstractItemModelTester(model, FATAL, model)
        tab.resize(1340, 640)
        tab.show()
        return tab

    return make


@pytest.fixture
def make_notice(desk, sign_in, contacts):
    def make(*, published=True):
        round_id = closed_round(sign_in)
        notice_id = notices.draft_notice(
            desk, round_id, title=TITLE, published_on=date(2026, 11, 18)
        )
        if published:
            publishing.publish_notice(desk, notice_id)
        return notice_id

    return make


@pytest.fixture
def confirmed(desk, make_notice, clock):
    notice_id = make_notice()
    go_to(clock, days=8)
    notices.confirm_list(desk, notice_id)
    return notice_id


def answer(tab, **fields):
    dialog = dialog_of(tab, FormDialog)
    for key, value in fields.items():
        box = dialog.form.widget(key)
        (getattr(box, "setPlainText", None) or box.setText)(value)
    dialog.accept_button.click()
    return dialog


def go_to(clock, **days):
    clock.now = datetime(2026, 11, 18, 4, tzinfo=UTC) + timedelta(**days)


def test_an_empty_desk_says_that_a_count_comes_first(make_tab):
    tab = make_tab()
    assert tab.stack.currentWidget() is tab.empty
    assert not tab.new_button.isEnabled()
    assert "还没有结束计票的票决" in tab.bar.reasons.text()
    assert not tab.rewards.new_button.isEnabled()
    assert "NOTICE-07" in tab.rewards.bar.reasons.text()


def test_a_new_notice_from_a_closed_round(make_tab, sign_in):
    closed_round(sign_in)
    tab = make_tab()
    tab.ask_new()
    form = dialog_of(tab, FormDialog).form
    assert form.string("title") == TITLE
    told = " ".join(each.text() for each in form.findChildren(QLabel))
    assert "印出的标题以“设置 → 文书模板”中的为准" in told
    dialog = answer(tab, published_on="2026-11-01")
    assert "NOTICE-01" in dialog.form.error.text()
    dialog = answer(tab, published_on="2031-11-03")
    assert "2031 年的放假调休安排" in dialog.form.error.text()
    answer(tab, published_on="2026-11-18")
    assert tab.page.detail.row.title == TITLE
    assert tab.page.state.text() == "待发布"
    tab.ask_new()
    assert "已经起草过" in answer(tab).form.error.text()


def test_the_days_of_a_notice_are_told_one_by_one(make_tab, make_notice, clock):
    make_notice()
    go_to(clock, days=1)
    strip = make_tab().page.days
    assert [strip.words(at) for at in range(5)] == [
        ("第 1 天 ✓", "11月18日 周三"),
        ("第 2 天 今天", "11月19日 周四"),
        ("第 3 天", "11月20日 周五"),
        ("第 4 天", "11月23日 周一"),
        ("第 5 天", "11月24日 周二"),
    ]
    assert "第 5 天 11月24日 周二" in strip.accessibleDescription()


def test_a_draft_is_previewed_then_published(make_tab, make_notice, qtbot, jobs):
    make_notice(published=False)
    tab = make_tab()
    page = tab.page
    assert page.days.words(0)[0] == "第 1 天", "nothing runs before it is published"
    page.preview_button.click()
    qtbot.waitUntil(lambda: bool(page.findChildren(PdfPreview)), timeout=20000)
    preview = dialog_of(tab, PdfPreview)
    assert preview.windowTitle() == TITLE
    preview.close()
    assert not page.papers.buttons
    assert not page.object_button.isEnabled()
    page.publish_button.click()
    with qtbot.waitSignal(tab.changed, timeout=20000):
        answer(tab)
    dialog_of(tab, PdfPreview).close()
    assert page.state.text() == "公示中"
    assert not page.publish_button.isVisible()
    assert len(page.papers.buttons) == 1
    assert tab.list.rows.index(0, 1).data() == "还剩 5 天"


def test_empty_contacts_stop_the_preview_in_words(make_tab, desk, sign_in, qtbot, with_dialog):
    round_id = closed_round(sign_in)
    notices.draft_notice(desk, round_id, title=TITLE, published_on=date(2026, 11, 18))
    tab = make_tab()
    told = []
    with_dialog(lambda box: told.append(box.informativeText()))
    tab.page.preview_button.click()
    qtbot.waitUntil(lambda: bool(told), timeout=20000)
    assert "还没有填写，不能打印" in told[0]


def test_an_objection_is_recorded_and_settled(make_tab, make_notice):
    make_notice()
    tab = make_tab()
    page = tab.page
    page.entries.choose(lambda row: row.name == "王二小")
    page.object_button.click()
    dialog = answer(tab)
    assert "请写明反映的内容" in dialog.form.error.text()
    dialog.form.widget("signed").setChecked(True)
    answer(tab, text="反映任职经历不实")
    assert "还有 1 件反映没有办结" in page.told.text()
    row = page.objections.current()
    assert (row.name, row.signed) == ("王二小", True)
    page.settle_button.click()
    dialog = answer(tab)
    assert "NOTICE-05" in dialog.form.error.text()
    dialog.form.widget("end").setCurrentIndex(list(ObjectionEnd).index(ObjectionEnd.SERIOUS))
    answer(tab, answer="经核查属实，已书面反馈")
    states = {row.name: row.state for row in page.entries.model.rows()}
    assert states == {"丁一": "stands", "王二小": "taken_off"}
    assert not page.settle_button.isEnabled()
    assert "已经办结" in page.bar.reasons.text()


def test_the_list_is_confirmed_only_after_the_last_day(make_tab, make_notice, clock):
    make_notice()
    tab = make_tab()
    assert not tab.page.confirm_button.isEnabled()
    assert "2026年11月24日" in tab.page.bar.reasons.text()
    go_to(clock, days=7)
    tab.refresh()
    assert tab.page.state.text() == "已期满"
    tab.page.confirm_button.click()
    answer(tab)
    assert tab.page.state.text() == "已确认"
    assert tab.rewards.new_button.isEnabled()


def test_an_open_objection_keeps_the_list_from_being_confirmed(make_tab, make_notice, clock, desk):
    notice_id = make_notice()
    entry = notices.read_notice(desk, notice_id).entries[0]
    notices.record_objection(
        desk,
        notice_id,
        entry.candidate_id,
        received_on=date(2026, 11, 19),
        signed=False,
        text="反映",
    )
    go_to(clock, days=7)
    tab = make_tab()
    assert tab.page.confirm_button.refusal.code == "notice.objections_open"
    assert "1 件反映没有办结" in tab.page.bar.reasons.text()


def test_an_auditor_only_looks(make_tab, make_notice):
    make_notice()
    page = make_tab("督查员").page
    assert not page.object_button.isEnabled()
    assert "DESK-04" in page.bar.reasons.text()


def test_rewards_are_entered_and_the_share_is_told(make_tab, make_notice, clock, desk):
    notice_id = make_notice()
    go_to(clock, days=7)
    notices.confirm_list(desk, notice_id)
    tab = make_tab()
    tab.switch.choose("rewards")
    view = tab.rewards
    assert view.isVisible()
    assert view.figure.text() == "0.0 %"
    view.ask_new()
    dialog = dialog_of(view, FormDialog)
    dialog.form.widget("kind").setCurrentIndex(list(RewardKind).index(RewardKind.PROMOTION))
    dialog.accept_button.click()
    assert "NOTICE-07" in dialog.form.error.text()
    answer(view, text="提拔任镇党委副书记")
    assert view.figure.text() == "50.0 %"
    assert view.told.text() == "2026 年度：提拔重用 1 人 ÷ 已确认好干部 2 人"
    (row,) = view.table.model.rows()
    assert (row.name, row.text) == ("丁一", "提拔任镇党委副书记")
    assert rewards.promotion_shares(desk) == {2026: Share(1, 2)}


@pytest.mark.parametrize(
    ("share", "figure"),
    [
        pytest.param(Share(3, 8), "37.5 %", id="NOTICE-07 as published for 2017"),
        pytest.param(Share(0, 0), "—", id="NOTICE-07 nobody confirmed yet"),
    ],
)
def test_the_share_in_words(share, figure):
    assert share_words(share)[0] == figure


def test_somebody_is_taken_off_and_another_follows(make_tab, sign_in, contacts, desk, qtbot):
    sheets = ["yyny", "ynyy", "nyyy", "yyny", "nnyy", *["yyyn"] * 3]
    closed_round(sign_in, sheets, places=3)
    tab = make_tab()
    tab.ask_new()
    answer(tab, published_on="2026-11-18")
    notice_id = notices.list_notices(desk)[0].id
    publishing.publish_notice(desk, notice_id)
    tab.refresh()
    page = tab.page
    assert not page.supplement_button.isVisible()
    page.entries.choose(lambda row: True)
    page.take_off_button.click()
    dialog = dialog_of(page, FormDialog)
    dialog.accept_button.click()
    assert "理由" in dialog.form.error.text()
    answer(page, reason="本人放弃")
    tab.refresh()
    assert page.entries.model.rows()[0].state == "taken_off"
    page.supplement_button.click()
    dialog = dialog_of(page, FormDialog)
    assert dialog.form.list.count() == 1
    dialog.accept_button.click()
    assert "NOTICE-06" in dialog.form.error.text()
    assert dialog.focusWidget() is dialog.form.list
    qtbot.keyClick(dialog.form.list, Qt.Key.Key_Space)
    dialog.accept_button.click()
    page.supplement_button.click()
    again = dialog_of(page, FormDialog)
    assert not again.accept_button.isEnabled()
    assert "不能递补" in again.accept_button.toolTip()
    again.reject()
    titles = [row.title for row in notices.list_notices(desk)]
    assert titles[0].endswith("当选人选补充公示")
    assert span(notices.list_notices(desk)[0]).startswith("补充公示 · ")
    assert notices.list_notices(desk)[0].names == 1


def test_a_list_of_earlier_years_is_taken_in(make_tab, desk, tmp_path):
    tab = make_tab()
    tab.switch.choose("rewards")
    path = tmp_path / "往年.csv"
    path.write_text("年度,姓名,所在单位,提拔重用\n2024,张三,杨舍镇,2025-03-01\n", "utf-8")
    tab.rewards.take_in(path)
    assert "新增 1" in tab.rewards.said.text()
    assert "2024 年：1/1，100.0 %" in tab.rewards.years.text()
    tab.rewards.take_in(path)
    assert "PUBLIC-04" in tab.rewards.said.text()
    tab.rewards.take_in(tmp_path / "没有.csv")
    assert "没有.csv" in tab.rewards.said.text()
    (row,) = tab.rewards.people.model.rows()
    assert (row.name, row.year) == ("张三", 2024)


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("当选人选公示", "当选人选补充公示"),
        ("当选人选补充公示", "当选人选补充公示"),
        ("人选名单", "人选名单补充公示"),
    ],
)
def test_how_a_supplementary_notice_is_usually_titled(first, title):
    assert supplementary_title(first) == title


def test_the_circular_is_asked_for_and_printed_once_the_list_is_confirmed(
    qtbot, make_tab, make_notice, clock, with_dialog
):
    notice_id, tab = make_notice(), make_tab()
    page, desk = tab.page, tab._desk
    assert not page.print_button.isVisible()
    go_to(clock, days=8)
    notices.confirm_list(desk, notice_id)
    tab.refresh()
    assert page.print_button.isVisible()
    told = []

    def fill(dialog):
        told.append(dialog.form.string("decision"))
        dialog.form.widget("decision").setPlainText("予以表彰")
        dialog.accept_button.click()
        told.append(dialog.form.error.text())
        dialog.form.widget("decision").setPlainText("每人奖励一次。")
        dialog.accept_button.click()

    with_dialog(fill)
    page.print_button.menu().actions()[0].trigger()
    qtbot.waitUntil(lambda: tab.findChildren(PdfPreview) != [])
    assert issued.list_issued(desk, f"notice:{notice_id}")[0].kind == "circular"
    assert "优先提拔重用" in told[0]
    assert "SCHEME-07" in told[1]
    (button,) = [b for b in page.papers.buttons if "通报" in b.text()]
    assert button.isVisible()
    dialog_of(page.print_button, PdfPreview).close()


def test_the_circular_is_saved_for_a_word_processor(
    qtbot, make_tab, confirmed, with_dialog, tmp_path, monkeypatch
):
    tab, path, said = make_tab(), tmp_path / "通报.docx", []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(path), ""))
    with_dialog(lambda dialog: dialog.accept_button.click())
    monkeypatch.setattr(word, "tell", lambda _parent, _title, text: said.append(text))
    tab.page.print_button.menu().actions()[-1].trigger()
    qtbot.waitUntil(lambda: said != [])
    assert "通报.docx" in said[0]
    assert path.read_bytes().startswith(b"PK")


def test_the_register_of_rewards_is_printed_for_a_year(qtbot, make_tab, confirmed, desk):
    tab = make_tab()
    tab.switch.choose("rewards")
    tab.rewards.print_button.click()
    dialog = dialog_of(tab, FormDialog)
    assert dialog.form.whole("year") == 2026
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: tab.findChildren(PdfPreview) != [])
    (row,) = issued.list_issued(desk, "rewards:2026")
    assert row.kind == "reward_register"
    dialog_of(tab, PdfPreview).close()
