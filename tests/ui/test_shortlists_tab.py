"""The two shortlists and the public vote between them, from the keyboard and with real files."""

import threading
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QFileDialog

from tests.staging import at_stage, shortlisted
from tests.ui.making import candidates_of, dialog_of
from zjgdesk.resources import resources
from zjgdesk.rules.names import compact
from zjgdesk.rules.vocabulary import (
    ClearanceAnswer,
    ClearanceOrgan,
    ShortlistKind,
    ShortlistState,
    Stage,
    Track,
    VoteFileState,
)
from zjgdesk.services import (
    candidates,
    opinions,
    scheme,
    shortlists,
    vote_codes,
    vote_file_rows,
    vote_files,
    vote_results,
)
from zjgdesk.ui.forms import FormDialog
from zjgdesk.ui.preview import PdfPreview
from zjgdesk.ui.shortlists.files import AnnulledDialog
from zjgdesk.ui.shortlists.tab import ShortlistsTab
from zjgdesk.ui.shortlists.vote_dialog import VoteDialog
from zjgdesk.ui.shortlists.words import VOTE

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
INITIAL, SECOND = ShortlistKind.INITIAL, ShortlistKind.SECOND
SAMPLE = resources() / "sample"
CODES, PAPER, ROWS = "候选编号.csv", "报纸投票统计.xlsx", "网络投票明细.csv"
NAMES = ("丁一", "王二小", "张三", "李四光", "赵五")
HEAD = "投票时间,渠道,投票人标识,所选编号\n"
FEW = HEAD + "2026-11-02 10:00,微信,v1,001 002\n2026-11-02 10:01,微信,v1,003\n"
BARE = "投票时间,投票人标识,所选编号\n2026-11-02 10:00,v1,001\n2026-11-02 10:01,v2,001 002\n"
SLOW = 20_000


@pytest.fixture
def make_tab(qtbot, jobs, sign_in):
    def make(who="经办人"):
        tab = ShortlistsTab(sign_in(who), jobs)
        qtbot.addWidget(tab)
        tab.resize(1340, 640)
        tab.show()
        tab.refresh()
        for page in tab.lists.values():
            if page.table is not None:
                QAbstractItemModelTester(page.table.model, FATAL, page.table.model)
        return tab

    return make


@pytest.fixture
def drawn(desk):
    """Five cadres for one place, the initial shortlist to be drawn up."""
    scheme.change_scheme(desk, "places.cadre", "1", source="方案")
    ids = candidates_of(desk, NAMES)
    at_stage(desk, Stage.INITIAL_SHORTLIST)
    return ids


@pytest.fixture
def voting(desk, drawn):
    """All five on the initial shortlist, the vote open."""
    shortlisted(desk, drawn, INITIAL)
    at_stage(desk, Stage.PUBLIC_VOTE)
    return drawn


@pytest.fixture
def coded(desk, voting):
    vote_codes.assign_codes(desk, Track.CADRE)
    return voting


@pytest.fixture
def sampled(desk, filled):
    """The sample's cadres who stand on the sample's list of codes, and one more."""
    named = {
        compact(name) for _code, name in vote_codes.names_in(CODES, (SAMPLE / CODES).read_bytes())
    }
    rows = candidates.list_candidates(desk, Track.CADRE)
    listed = [row for row in rows if compact(row.name) in named]
    more = next(row for row in rows if compact(row.name) not in named)
    shortlisted(desk, [row.id for row in [*listed, more]], INITIAL)
    at_stage(desk, Stage.PUBLIC_VOTE)
    return more


@pytest.fixture
def put(tmp_path):
    """Write a file of votes; return its path."""

    def write(text, name="票.csv"):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return path

    return write


def answer(tab, **fields):
    dialog = dialog_of(tab, FormDialog)
    for key, value in fields.items():
        box = dialog.form.widget(key)
        if isinstance(value, bool):
            box.setChecked(value)
        elif isinstance(value, int):
            box.setValue(value)
        else:
            (getattr(box, "setPlainText", None) or box.setText)(value)
    dialog.accept_button.click()
    return dialog


def drop(widget, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    widget.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, left, none))


def count_in(qtbot, tab, path, **fields):
    """Drop a file, wait for the trial, fill in, count; return the dialog."""
    drop(tab.vote, path)
    dialog = dialog_of(tab, VoteDialog)
    qtbot.waitUntil(lambda: dialog.found is not None, timeout=SLOW)
    for key, value in fields.items():
        box = dialog.form.widget(key)
        box.setChecked(value) if isinstance(value, bool) else box.setText(value)
    with qtbot.waitSignal(tab.changed, timeout=SLOW):
        dialog.count_button.click()
    return dialog


def marks(page):
    table = page.table
    return {
        table.model.row(at).candidate.name: table.model.index(at, 1).data()
        for at in range(table.model.rowCount())
    }


def test_an_empty_desk_says_what_comes_first(make_tab):
    tab = make_tab()
    page = tab.lists[INITIAL]
    assert page.empty.isVisible()
    assert "导入推荐汇总表" in page.empty.first.text()
    assert tab.stage.text() == "好干部：单位推荐"
    assert "征求意见结束之后" in tab.told.text()
    assert not tab.next_button.isVisible()
    assert not tab.back_button.isVisible()
    tab.page_switch.choose(SECOND)
    assert "先确定初审入围名单" in tab.lists[SECOND].empty.first.text()
    tab.page_switch.choose(VOTE)
    assert not tab.vote.import_button.isEnabled()
    assert "SCHEME-05" in tab.vote.files_bar.reasons.text()


def test_space_chooses_the_selected_rows_and_takes_them_off(make_tab, drawn, qtbot):
    tab = make_tab()
    page, view = tab.lists[INITIAL], tab.lists[INITIAL].table.view
    assert page.numbers.text() == "名额 1，差额要求至少 2，已选 0"
    assert page.enough.text() == "还差 2 名"
    assert "还差 2 个" in tab.missing.text()
    assert not tab.next_button.isEnabled()
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(tab.changed):
        qtbot.keyClick(view, Qt.Key.Key_Space)
    assert marks(page) == {
        "丁一": "✓ 入围",
        "王二小": "✓ 入围",
        "张三": "",
        "李四光": "",
        "赵五": "",
    }
    assert page.enough.text() == "已满足差额"
    assert page.said.text() == "已选定：丁一、王二小。"
    assert tab.next_button.isEnabled()
    assert [row.candidate.name for row in page.table.selected()] == ["丁一", "王二小"]
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert set(marks(page).values()) == {""}
    assert page.page.chosen == 0


def test_a_click_on_the_mark_chooses_one_row(make_tab, drawn, qtbot):
    tab = make_tab()
    table = tab.lists[INITIAL].table
    place = table.view.visualRect(table.model.index(2, 1)).center()
    qtbot.mouseClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert marks(tab.lists[INITIAL])["李四光"] == "✓ 入围"
    other = table.view.visualRect(table.model.index(3, 2)).center()
    qtbot.mouseClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=other)
    assert tab.lists[INITIAL].page.chosen == 1


def test_the_first_by_rank_are_chosen_at_once(make_tab, drawn):
    tab = make_tab()
    page = tab.lists[INITIAL]
    page.first_button.click()
    dialog = dialog_of(tab, FormDialog)
    assert dialog.form.value("count") == 2, "the least that the surplus asks for"
    answer(tab, count=1)
    assert page.page.chosen == 5, "nobody was asked yet, so all are equal"
    assert page.said.text() == "按排名选定了 5 名。"


def test_who_is_stopped_by_the_clearance_cannot_be_chosen_and_it_says_why(
    make_tab, drawn, desk, qtbot
):
    at_stage(desk, Stage.CONSULTATION)
    opinions.record_clearance(
        desk, drawn[0], ClearanceOrgan.POLICE, ClearanceAnswer.AFFECTED, text="正在调查"
    )
    at_stage(desk, Stage.INITIAL_SHORTLIST)
    tab = make_tab()
    page = tab.lists[INITIAL]
    assert marks(page)["丁一"] == "有影响，不能选"
    tip = page.table.model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole)
    assert "“丁一”的纪公检法意见为“有影响”" in tip
    page.table.choose(lambda row: row.candidate.name == "丁一")
    qtbot.keyClick(page.table.view, Qt.Key.Key_Space)
    assert "OPINION-03" in page.said.text()
    assert page.page.chosen == 0


def test_who_is_passed_over_needs_a_reason_before_the_list_is_decided(
    make_tab, coded, desk, put, qtbot
):
    path = put(HEAD + "2026-11-02 10:00,微信,v1,001\n2026-11-02 10:01,微信,v2,001 002\n")
    with path.open("rb") as stream:
        vote_files.count_votes(desk, Track.CADRE, stream, vote_files.NewVotes("票.csv"))
    at_stage(desk, Stage.SECOND_SHORTLIST)
    tab = make_tab()
    page = tab.lists[SECOND]
    assert page.isVisible()
    assert [row.candidate.name for row in page.table.model.rows()][:2] == ["丁一", "王二小"]
    page.table.choose(lambda row: row.candidate.name == "王二小")
    page.choose_button.click()
    page.table.choose(lambda row: row.candidate.name == "张三")
    page.choose_button.click()
    assert marks(page)["丁一"] == "须说明理由"
    assert "“丁一”的选择与排名不一致" in tab.missing.text()
    assert not tab.next_button.isEnabled()
    page.table.choose(lambda row: row.candidate.name == "丁一")
    qtbot.keyClick(page.table.view, Qt.Key.Key_F2)
    answer(tab, reason="综合比选，本轮不入围")
    assert page.table.current().reason == "综合比选，本轮不入围"
    assert marks(page)["丁一"] == ""
    assert tab.next_button.isEnabled()
    assert tab.missing.text() == ""


def test_several_names_get_the_same_reason_at_once(make_tab, drawn, desk):
    tab = make_tab()
    page = tab.lists[INITIAL]
    page.table.view.selectAll()
    page.reason_button.click()
    assert dialog_of(tab, FormDialog).windowTitle() == "丁一、王二小、李四光等 5 名的理由"
    answer(tab, reason="综合比选")
    kept = shortlists.read_shortlist(desk, Track.CADRE, INITIAL)
    assert {row.reason for row in kept.rows} == {"综合比选"}
    assert page.said.text() == "已保存丁一、王二小、李四光等 5 名的理由。"


def test_a_list_is_decided_and_then_only_read(make_tab, drawn, desk, qtbot):
    tab = make_tab()
    page = tab.lists[INITIAL]
    page.table.view.selectAll()
    page.choose_button.click()
    tab.next_button.click()
    dialog = answer(tab)
    assert "请写明在哪里、由谁确定" in dialog.form.error.text()
    dialog = answer(tab, decided_on="2027-01-01", place="部务会议", reason="综合比选")
    assert "晚于今天" in dialog.form.error.text()
    answer(tab, decided_on="2026-11-17")
    assert tab.stage.text() == "好干部：群众投票"
    assert tab.vote.isVisible(), "the page of the new stage is shown"
    tab.page_switch.choose(INITIAL)
    assert page.state.text() == "已确定"
    assert page.decision.text() == "2026年11月17日，部务会议确定。理由：综合比选"
    assert not page.bar.isVisible()
    qtbot.keyClick(page.table.view, Qt.Key.Key_Space)
    qtbot.keyClick(page.table.view, Qt.Key.Key_F2)
    assert not [each for each in tab.findChildren(FormDialog) if each.isVisible()]
    kept = shortlists.read_shortlist(desk, Track.CADRE, INITIAL)
    assert (kept.state, kept.chosen) == (ShortlistState.DECIDED, 5)


def test_going_back_needs_a_reason_and_tells_of_the_list_afterwards(make_tab, voting):
    tab = make_tab()
    tab.back_button.click()
    dialog = answer(tab)
    assert dialog.isVisible()
    assert dialog.form.error.text()
    answer(tab, reason="漏列一名")
    assert tab.stage.text() == "好干部：初审入围"
    page = tab.lists[INITIAL]
    assert page.isVisible()
    assert page.state.text() == "拟定中"
    assert "名单已退回，理由：漏列一名" in page.back.text()


def test_codes_are_given_and_given_anew_only_when_asked(make_tab, voting, desk):
    tab = make_tab()
    assert "先在左边编排编号" in tab.vote.results.empty.first.text()
    assert "PUBLIC-03" in tab.vote.files_bar.reasons.text()
    tab.vote.assign_button.click()
    assert tab.vote.codes.text() == "已编 5 名：001 至 005，见右表。"
    assert [row.code for row in tab.vote.results.model.rows()] == [
        "001",
        "002",
        "003",
        "004",
        "005",
    ]
    assert tab.vote.import_button.isEnabled()
    tab.vote.assign_button.click()
    assert dialog_of(tab, FormDialog).windowTitle() == "重新编排编号"
    answer(tab)
    assert tab.vote.said.text() == "5 名有了编号。"


def test_a_list_of_codes_is_taken_over_and_the_rest_numbered_behind(
    make_tab, sampled, desk, monkeypatch
):
    tab = make_tab()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(SAMPLE / CODES), ""))
    tab.vote.take_button.click()
    dialog = answer(tab)
    assert sampled.name in dialog.form.error.text()
    assert vote_codes.list_codes(desk, Track.CADRE) == []
    answer(tab, rest=True)
    assert vote_codes.list_codes(desk, Track.CADRE)[-1].name == sampled.name


def test_the_samples_files_are_tried_then_counted(make_tab, sampled, desk, qtbot):
    vote_codes.take_codes(
        desk, Track.CADRE, CODES, (SAMPLE / CODES).read_bytes(), number_rest=True
    )
    tab = make_tab()
    drop(tab.vote, SAMPLE / ROWS)
    dialog = dialog_of(tab, VoteDialog)
    qtbot.waitUntil(lambda: dialog.found is not None, timeout=SLOW)
    assert vote_file_rows.list_vote_files(desk, Track.CADRE) == [], "a trial keeps nothing"
    told = {row.channel: row for row in dialog.table.model.rows()}
    assert set(told) == {"微信", "网站"}
    assert sum(row.votes for row in told.values()) == 20_000
    assert "同一投票人重复投票" in told["微信"].reasons
    assert "还没有计入" in dialog.said.text()
    dialog.form.widget("medium").setText("光盘 1 号")
    with qtbot.waitSignal(tab.changed, timeout=SLOW):
        dialog.count_button.click()
    (row,) = vote_file_rows.list_vote_files(desk, Track.CADRE)
    assert row.medium == "光盘 1 号"
    assert f"有效 {row.valid:,} 票" in tab.vote.said.text()
    count_in(qtbot, tab, SAMPLE / PAPER)
    results = vote_results.read_results(desk, Track.CADRE)
    shown = tab.vote.results.model
    assert [each.result for each in shown.rows()] == list(results)
    titles = [column.title for column in shown.columns]
    assert [t for t in titles if t.startswith("报纸")] == ["报纸原始", "报纸剔除", "报纸有效"]
    best = results[0].channels["报纸"]
    at = titles.index("报纸原始")
    cells = [shown.index(0, at + step).data().replace(",", "") for step in range(3)]
    assert cells == [str(best.raw), str(best.annulled), str(best.valid)]
    assert "share/1" in tab.vote.weighing.text()
    assert "PUBLIC-03" in tab.vote.fixed.text()


def test_the_window_lives_while_a_file_is_read(make_tab, sampled, desk, qtbot, monkeypatch):
    vote_codes.take_codes(
        desk, Track.CADRE, CODES, (SAMPLE / CODES).read_bytes(), number_rest=True
    )
    real, going = vote_files.try_votes, threading.Event()

    def held(*args, **told):
        assert going.wait(SLOW / 1000)
        return real(*args, **told)

    monkeypatch.setattr(vote_files, "try_votes", held)
    tab, beats = make_tab(), []
    timer = QTimer(tab)
    timer.timeout.connect(lambda: beats.append(1))
    drop(tab.vote, SAMPLE / ROWS)
    dialog = dialog_of(tab, VoteDialog)
    assert dialog.found is None, "the drop returned before the file was read"
    assert not dialog.choose_button.isEnabled()
    timer.start(1)
    qtbot.waitUntil(lambda: len(beats) > 3, timeout=SLOW)
    going.set()
    qtbot.waitUntil(lambda: dialog.found is not None, timeout=SLOW)


def test_escape_stops_the_count_and_nothing_is_kept(
    make_tab, coded, desk, put, qtbot, monkeypatch
):
    real, going = vote_files.count_votes, threading.Event()

    def slow(*args, **told):
        going.wait(3)
        return real(*args, **told)

    monkeypatch.setattr(vote_files, "count_votes", slow)
    tab = make_tab()
    drop(tab.vote, put(FEW))
    dialog = dialog_of(tab, VoteDialog)
    qtbot.waitUntil(dialog.count_button.isEnabled, timeout=SLOW)
    dialog.count_button.click()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    going.set()
    qtbot.waitUntil(lambda: "没有计入任何内容" in dialog.said.text(), timeout=SLOW)
    qtbot.waitUntil(dialog.count_button.isEnabled, timeout=SLOW)
    assert vote_file_rows.list_vote_files(desk, Track.CADRE) == []
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_file_without_channels_asks_for_one(make_tab, coded, desk, put, qtbot):
    tab = make_tab()
    drop(tab.vote, put(BARE))
    dialog = dialog_of(tab, VoteDialog)
    qtbot.waitUntil(lambda: dialog.found is not None, timeout=SLOW)
    assert "请填写渠道" in dialog.said.text()
    assert not dialog.count_button.isEnabled()
    dialog.form.widget("channel").setCurrentText("网站")
    assert not dialog.count_button.isEnabled(), "to be tried as it will be counted"
    dialog.try_button.click()
    qtbot.waitUntil(dialog.count_button.isEnabled, timeout=SLOW)
    with qtbot.waitSignal(tab.changed, timeout=SLOW):
        dialog.count_button.click()
    (row,) = vote_file_rows.list_vote_files(desk, Track.CADRE)
    assert [channel.channel for channel in row.channels] == ["网站"]


def test_a_correction_replaces_the_earlier_file_and_both_are_shown(
    make_tab, coded, desk, put, qtbot
):
    tab = make_tab()
    count_in(qtbot, tab, put(FEW))
    drop(tab.vote, put(FEW.replace("v1,003", "v2,003"), "票（更正）.csv"))
    dialog = dialog_of(tab, VoteDialog)
    qtbot.waitUntil(lambda: dialog.found is not None, timeout=SLOW)
    assert "“微信”的投票数据已经计入" in dialog.doubled.text()
    assert not dialog.count_button.isEnabled()
    dialog.form.widget("replaces").setCurrentIndex(1)
    assert dialog.doubled.text() == ""
    dialog.count_button.click()
    qtbot.waitUntil(lambda: "理由" in dialog.said.text(), timeout=SLOW)
    qtbot.waitUntil(dialog.count_button.isEnabled, timeout=SLOW)
    dialog.form.widget("reason").setText("平台来函更正")
    with qtbot.waitSignal(tab.changed, timeout=SLOW):
        dialog.count_button.click()
    files = tab.vote.files
    states = [files.rows.index(at, 1).data() for at in range(files.rows.rowCount())]
    assert states == ["计入", "已被取代"]
    earlier = files.rows.row(1)
    files.choose(earlier.id)
    texts = {each.text() for each in tab.vote.file_page.findChildren(type(tab.vote.codes))}
    assert {"票（更正）.csv", "平台来函更正"} <= texts
    assert not tab.vote.aside_button.isEnabled()


def test_more_of_a_channel_counts_beside_what_is_there(make_tab, coded, put, qtbot, desk):
    tab = make_tab()
    count_in(qtbot, tab, put(FEW))
    count_in(qtbot, tab, put(FEW.replace("v1", "v7"), "第二批.csv"), also=True)
    assert len(vote_file_rows.list_vote_files(desk, Track.CADRE)) == 2
    assert tab.vote.results.model.row(0).result.channels["微信"].valid == 2


def test_what_does_not_count_is_shown_with_its_reason(make_tab, coded, put, qtbot):
    tab = make_tab()
    count_in(qtbot, tab, put(FEW))
    tab.vote.annulled_button.click()
    dialog = dialog_of(tab, AnnulledDialog)
    (row,) = dialog.table.model.rows()
    cells = [dialog.table.model.index(0, at).data() for at in range(5)]
    assert cells == ["3", "微信", "2026-11-02 10:01", "003", "同一投票人重复投票"]
    assert "v1" not in str(row)
    dialog.accept()


def test_a_file_is_set_aside_with_a_reason(make_tab, coded, put, qtbot, desk):
    tab = make_tab()
    count_in(qtbot, tab, put(FEW))
    tab.vote.aside_button.click()
    dialog = answer(tab)
    assert dialog.isVisible()
    answer(tab, reason="渠道刷票")
    (row,) = vote_file_rows.list_vote_files(desk, Track.CADRE)
    assert row.state is VoteFileState.SET_ASIDE
    assert tab.vote.files.rows.index(0, 1).data() == "不计入"
    assert tab.vote.results.model.row(0).result is None
    assert tab.vote.assign_button.isVisible()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("甲,乙\n1,2\n", "找不到表头"),
        ("编号,姓名,票数\n999,丁一,3\n", "PUBLIC-03"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(make_tab, coded, put, qtbot, text, told):
    tab = make_tab()
    drop(tab.vote, put(text))
    dialog = dialog_of(tab, VoteDialog)
    qtbot.waitUntil(dialog.choose_button.isEnabled, timeout=SLOW)
    assert told in dialog.said.text()
    assert dialog.found is None
    assert not dialog.count_button.isEnabled()


def test_a_file_that_went_missing_is_told(make_tab, coded, tmp_path, qtbot):
    tab = make_tab()
    drop(tab.vote, tmp_path / "没有.csv")
    dialog = dialog_of(tab, VoteDialog)
    qtbot.waitUntil(dialog.choose_button.isEnabled, timeout=SLOW)
    assert "找不到文件“没有.csv”" in dialog.said.text()


def test_the_vote_ends_and_the_second_list_is_ranked_by_it(make_tab, coded, put, qtbot, clock):
    tab = make_tab()
    assert not tab.next_button.isEnabled()
    assert "PUBLIC-01" in tab.missing.text()
    count_in(qtbot, tab, put(FEW))
    assert tab.next_button.text() == "结束群众投票…"
    tab.next_button.click()
    answer(tab)
    assert tab.stage.text() == "好干部：二次入围"
    page = tab.lists[SECOND]
    assert page.isVisible()
    titles = [column.title for column in page.table.model.columns]
    assert {"加权得票率", "微信有效"} <= set(titles)
    first = page.table.model.index(0, titles.index("加权得票率")).data()
    assert first == "50.000 %"
    assert "votes/1" in page.formula.text()


def test_the_other_track_stands_where_it_stands(make_tab, voting, desk):
    tab = make_tab()
    assert tab.vote.isVisible()
    tab.track_switch.choose(Track.UNIT)
    assert tab.stage.text() == "好单位：单位推荐"
    assert tab.lists[INITIAL].isVisible()
    tab.track_switch.choose(Track.CADRE)
    assert tab.stage.text() == "好干部：群众投票"


def test_an_auditor_only_looks(make_tab, drawn, qtbot):
    tab = make_tab("督查员")
    page = tab.lists[INITIAL]
    assert "DESK-04" in page.bar.reasons.text()
    qtbot.keyClick(page.table.view, Qt.Key.Key_Space)
    assert page.page.chosen == 0
    assert not tab.back_button.isEnabled()


def test_a_running_vote_is_not_ended(make_tab, coded, desk, put, qtbot, clock):
    assert clock.now < datetime(2026, 11, 28, tzinfo=UTC)
    scheme.change_scheme(desk, "vote.closes", "2026-11-28 18:00", source="方案")
    tab = make_tab()
    count_in(qtbot, tab, put(FEW))
    assert "投票还没有截止" in tab.missing.text()
    assert not tab.next_button.isEnabled()


def printed(qtbot, page, at):
    """Print the paper at a place of the page's menu; return the title of its preview."""
    page.print_button.menu().actions()[at].trigger()
    qtbot.waitUntil(lambda: bool(page.findChildren(PdfPreview)), timeout=SLOW)
    preview = dialog_of(page, PdfPreview)
    title = preview.windowTitle()
    preview.close()
    qtbot.waitUntil(lambda: not page.findChildren(PdfPreview), timeout=SLOW)
    return title


def test_a_list_is_printed_for_the_committee_and_once_decided_for_all(
    make_tab, voting, qtbot, with_dialog
):
    tab = make_tab()
    tab.page_switch.choose(SECOND)
    told = []
    with_dialog(lambda box: told.append(box.informativeText()))
    tab.lists[SECOND].print_button.menu().actions()[1].trigger()
    qtbot.waitUntil(lambda: bool(told), timeout=SLOW)
    assert "SCHEME-05" in told[0]
    tab.page_switch.choose(INITIAL)
    assert "初审入围情况表" in printed(qtbot, tab.lists[INITIAL], 0)
    assert tab.lists[INITIAL].print_button.isEnabled()


def test_the_votes_papers_are_printed_when_there_is_something_on_them(
    make_tab, coded, put, qtbot, with_dialog
):
    tab = make_tab()
    assert printed(qtbot, tab.vote, 0) == "2026年度担当作为好干部公众选票"
    told = []
    with_dialog(lambda box: told.append(box.informativeText()))
    tab.vote.print_button.menu().actions()[2].trigger()
    qtbot.waitUntil(lambda: bool(told), timeout=SLOW)
    assert "PUBLIC-01" in told[0]
    count_in(qtbot, tab, put(FEW))
    assert "群众投票结果统计表" in printed(qtbot, tab.vote, 2)
