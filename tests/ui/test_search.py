"""Ctrl+K over everything, Ctrl+F in the tab."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel

from tests.cases import NOTICE
from tests.staging import at_stage
from tests.ui.making import candidates_of, closed_round
from tests.ui.test_blocks import asked
from zjgdesk.models.candidates import Candidate
from zjgdesk.models.honours import Honour, Reward
from zjgdesk.models.notices import Notice
from zjgdesk.models.personnel import PersonnelForm
from zjgdesk.models.public_vote import VoteCode, VoteFile
from zjgdesk.models.workspace import ImportRecord
from zjgdesk.models.year import Lead, Shortlist
from zjgdesk.rules.vocabulary import (
    ClearanceAnswer,
    ClearanceOrgan,
    OpinionAnswer,
    RewardKind,
    Role,
    ShortlistKind,
    ShortlistState,
    Stage,
    Track,
    VoteFileState,
    VoteShape,
)
from zjgdesk.services import candidates, case_intake, count_papers, notices, opinions
from zjgdesk.services.desk import Actor
from zjgdesk.services.search import HitKind, HitRow, search
from zjgdesk.services.search_sources import sources
from zjgdesk.ui.printing.issued import IssuedDialog
from zjgdesk.ui.scheme_words import SETTINGS
from zjgdesk.ui.search.opening import WAYS
from zjgdesk.ui.search.palette import HIT, NAMING, SHOWN, Palette, context_of
from zjgdesk.ui.settings_view import SchemeDialog
from zjgdesk.ui.trail_view import RulesDialog
from zjgdesk.ui.window import MainWindow

AT = datetime(2026, 11, 18, 4, tzinfo=UTC)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot, workspace, desk, jobs):
    window = MainWindow(workspace, desk, jobs, on_leave=lambda _where: None)
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def palette(qtbot, theme, desk):
    palette = Palette(None, desk)
    qtbot.addWidget(palette)
    palette.show()
    return palette


def hit_of(desk, words, kind):
    hits = search(desk, words, limit=9, naming=NAMING)
    return next(hit for hit in hits if hit.kind is kind)


def test_finds_stand_by_kind_and_the_keys_go_over_their_names(qtbot, palette, desk):
    asked(desk, ("丁一", "丁二"))
    palette.box.setText("丁")
    qtbot.waitUntil(lambda: len(palette.hits()) == 2, timeout=2000)
    assert palette.model.item(0).text() == "候选对象"
    assert not palette.model.item(0).isEnabled()
    assert palette.list.currentIndex().data(HIT).title == "丁二"
    qtbot.keyClick(palette.box, Qt.Key.Key_Down)
    qtbot.keyClick(palette.box, Qt.Key.Key_Down)
    assert palette.list.currentIndex().data(HIT).title == "丁一"
    qtbot.keyClick(palette.box, Qt.Key.Key_Up)
    with qtbot.waitSignal(palette.chosen) as told:
        qtbot.keyClick(palette.box, Qt.Key.Key_Return)
    assert told.args[0].title == "丁二"
    assert not palette.isVisible()


def test_enter_does_not_wait_for_the_pause_in_typing(qtbot, palette, desk):
    candidates_of(desk, ("丁一",))
    with qtbot.waitSignal(palette.chosen) as told:
        palette.box.setText("丁一")
        qtbot.keyClick(palette.box, Qt.Key.Key_Enter)
    assert told.args[0].title == "丁一"


def test_many_finds_are_cut_and_none_are_told(qtbot, palette, desk):
    candidates_of(desk, [f"丁{number}" for number in range(20)])
    palette.box.setText("丁")
    palette.look_up()
    assert len(palette.hits()) == SHOWN
    assert "前 8 条" in palette.model.item(0).text()
    palette.box.setText("没有这个词")
    palette.look_up()
    assert "没有找到" in palette.said.text()
    qtbot.keyClick(palette.box, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_a_find_names_the_field_that_holds_the_words():
    row = HitRow(HitKind.CANDIDATE, 1, None, Track.CADRE, "丁一", "deed", "修路", "candidates")
    assert context_of(row) == "主要事迹：修路"
    row = HitRow(HitKind.ROUND, 1, None, None, "一", "meeting", "常委会", "ballots")
    assert context_of(row) == "会议：常委会"
    assert context_of(HitRow(HitKind.NOTICE, 1, None, None, "一", "", "", "notices")) == ""


def test_the_key_and_the_button_open_the_palette_and_it_leads_to_the_row(
    qtbot, window, desk, with_dialog
):
    candidates_of(desk, ("丁一", "丁二"))
    candidates_of(desk, ("丁单位",), Track.UNIT)

    def give(words):
        def act(dialog):
            assert isinstance(dialog, Palette)
            dialog.box.setText(words)
            qtbot.keyClick(dialog.box, Qt.Key.Key_Return)

        with_dialog(act)

    give("丁单位")
    window.header.search_button.click()
    tab = window.tabs.currentWidget()
    assert tab.objectName() == "candidates"
    assert (tab.switch.track(), tab.table.current().name) == (Track.UNIT, "丁单位")
    give("丁二")
    actions = {action.text(): action for action in window.menuBar().findChildren(QAction)}
    key = actions["搜索全部内容…"]
    assert key.shortcut().toString() == "Ctrl+K"
    key.trigger()
    assert (tab.switch.track(), tab.table.current().name) == (Track.CADRE, "丁二")


def test_a_hidden_row_is_shown_again(window, desk):
    candidates_of(desk, ("丁一", "王二"))
    window.go("candidates")
    tab = window.tabs.currentWidget()
    tab.table.search_box.setText("王二")
    tab.table.filter_by(0, frozenset({"王二"}))
    window.open_hit(hit_of(desk, "丁一", HitKind.CANDIDATE))
    assert tab.table.current().name == "丁一"
    window.open_hit(hit_of(desk, "杨舍镇", HitKind.ORGANISATION))
    assert tab.table.search_box.text() == "杨舍镇"


def test_opinions_and_clearance_lead_to_their_rows(window, desk, with_dialog):
    ids = asked(desk, ("丁一", "王二"))
    (request,) = opinions.list_requests(desk)
    opinions.record_opinion(desk, request.id, ids[1], OpinionAnswer.NO, text="群众有反映")
    opinions.record_clearance(
        desk, ids[1], ClearanceOrgan.COURT, ClearanceAnswer.PENDING, text="案件在审"
    )
    window.open_hit(hit_of(desk, "反映", HitKind.OPINION))
    tab = window.tabs.currentWidget()
    assert tab.answers.isVisible()
    assert tab.answers.answers.current().candidate_id == ids[1]
    window.open_hit(hit_of(desk, "在审", HitKind.CLEARANCE))
    assert tab.clearance.isVisible()
    assert tab.clearance.grid.current().id == ids[1]
    candidates.withdraw_candidate(desk, ids[1], reason="本人申请")
    window._refresh()
    said = []
    with_dialog(lambda box: said.append(box.informativeText()))
    window.open_hit(hit_of(desk, "在审", HitKind.CLEARANCE))
    assert "退出名单" in said[0]


def test_rounds_notices_and_objections_lead_to_their_rows(window, desk, sign_in):
    round_id = closed_round(sign_in)
    window.open_hit(hit_of(desk, "2026年度担当作为好干部", HitKind.ROUND))
    tab = window.tabs.currentWidget()
    assert (tab.objectName(), tab.list.current().id) == ("ballots", round_id)
    notice_id = notices.draft_notice(
        desk, round_id, title="拟表彰名单公示", published_on=date(2026, 11, 18)
    )
    with desk.writing.begin() as session:
        session.get(Notice, notice_id).published = True
    entries = notices.read_notice(desk, notice_id).entries
    for entry in entries:
        notices.record_objection(
            desk,
            notice_id,
            entry.candidate_id,
            received_on=date(2026, 11, 18),
            signed=False,
            text=f"反映{entry.name}",
        )
    window._refresh()
    window.open_hit(hit_of(desk, "表彰", HitKind.NOTICE))
    tab = window.tabs.currentWidget()
    assert (tab.objectName(), tab.list.current().id) == ("notices", notice_id)
    for entry in entries:
        window.open_hit(hit_of(desk, f"反映{entry.name}", HitKind.OBJECTION))
        assert tab.page.objections.current().text == f"反映{entry.name}"


def test_a_case_and_a_paper_are_shown(window, desk, sign_in, with_dialog):
    case_id = case_intake.open_case(
        desk,
        replace(
            NOTICE,
            person="王五",
            organisation="杨舍镇",
            candidate_id=None,
            notice_on=date(2026, 11, 1),
            account="口径不一",
            post="书记",
        ),
    )
    window.open_hit(hit_of(desk, "口径", HitKind.CASE))
    tab = window.tabs.currentWidget()
    assert (tab.objectName(), tab.list.current().id) == ("tolerance", case_id)
    count_papers.print_report(sign_in("总监票"), closed_round(sign_in))
    paper = hit_of(desk, "2026年度担当作为好干部", HitKind.DOCUMENT)
    seen = []

    def look(dialog):
        assert isinstance(dialog, IssuedDialog)
        seen.append(dialog.table.current().id)

    with_dialog(look)
    window.open_hit(paper)
    assert seen == [paper.id]


def test_what_was_said_of_a_candidate_leads_to_its_page(window, desk):
    ids = candidates_of(desk, ("丁一", "王二"))
    told = {"candidate_id": ids[1], "at": AT, "actor": "经办人"}
    with desk.writing.begin() as session:
        session.add_all(
            (
                Lead(
                    received_on=date(2026, 3, 1), source="来信", text="酒席超标", concrete=False,
                    finding="", checked_on=None, **told,
                ),
                PersonnelForm(
                    name="王二.lrmx", digest="x", unknown="{}", photo=None, family="[]",
                    fields=json.dumps({"JianLi": "在河海大学学习"}, ensure_ascii=False), **told,
                ),
            )
        )  # fmt: skip
    for words, kind in (("超标", HitKind.LEAD), ("河海", HitKind.FORM)):
        window.go("candidates")
        tab = window.tabs.currentWidget()
        tab.table.choose(lambda row: row.name == "丁一")
        window.open_hit(hit_of(desk, words, kind))
        assert tab.table.current().name == "王二"
        assert any(words in shown.text() for shown in tab.pane.findChildren(QLabel))


def test_shortlists_codes_and_files_of_votes_lead_to_their_pages(window, desk):
    ids = candidates_of(desk, ("丁一", "王二"))
    at_stage(desk, Stage.PUBLIC_VOTE)
    told = {"at": AT, "actor": "经办人"}
    record = ImportRecord(
        kind="votes", name="报纸.xlsx", size=1, digest="x", rows=1, taken=1, left_out=0,
        medium="光盘", **told,
    )  # fmt: skip
    with desk.writing.begin() as session:
        session.add(record)
        session.flush()
        session.add_all(
            VoteCode(candidate_id=each, track=Track.CADRE, code=f"00{each}") for each in ids
        )
        session.add(
            VoteFile(
                track=Track.CADRE, import_id=record.id, shape=VoteShape.TOTALS,
                state=VoteFileState.COUNTED, reason="首次报送", rules="{}",
            )
        )  # fmt: skip
        session.add(
            Shortlist(
                track=Track.CADRE, kind=ShortlistKind.INITIAL, state=ShortlistState.DECIDED,
                places=1, surplus=1, decided_on=date(2026, 4, 1), decided_at="三楼会议室",
                reason="综合比选", formula="", set_aside_reason="",
            )
        )  # fmt: skip
    window._refresh()
    window.open_hit(hit_of(desk, "三楼", HitKind.SHORTLIST))
    tab = window.tabs.currentWidget()
    assert tab.objectName() == "shortlists"
    assert tab.page_switch.value() is ShortlistKind.INITIAL
    assert tab.lists[ShortlistKind.INITIAL].isVisible()
    window.open_hit(hit_of(desk, f"00{ids[1]}", HitKind.CODE))
    assert tab.vote.isVisible()
    assert tab.vote.results.current().name == "王二"
    window.open_hit(hit_of(desk, "首次", HitKind.VOTE_FILE))
    assert tab.vote.files.current().name == "报纸.xlsx"


def test_honours_and_rewards_lead_to_their_registers(window, desk):
    with desk.writing.begin() as session:
        for number, name in enumerate(("周六", "吴七"), start=1):
            session.add(
                Honour(
                    id=number, year=2024, track=Track.CADRE, name=name, name_key=name,
                    organisation="塘桥镇", post="主任",
                )
            )  # fmt: skip
            session.flush()
            session.add(
                Reward(
                    honour_id=number, kind=RewardKind.TRAINING, on=date(2025, 5, 1),
                    text=f"{name}的主体班",
                )
            )  # fmt: skip
    for name in ("周六", "吴七"):
        window.open_hit(hit_of(desk, name, HitKind.HONOUR))
        tab = window.tabs.currentWidget()
        assert tab.rewards.people.isVisible()
        assert tab.rewards.people.current().name == name
        window.open_hit(hit_of(desk, f"{name}的", HitKind.REWARD))
        assert tab.rewards.table.isVisible()
        assert tab.rewards.table.current().text == f"{name}的主体班"


def test_a_setting_is_shown_in_the_scheme(qtbot, window, with_dialog):
    seen = []

    def look(dialog):
        assert isinstance(dialog, SchemeDialog)
        seen.append(dialog.table.current().key)

    def give(dialog):
        dialog.box.setText("受理电话")
        with_dialog(look)
        qtbot.keyClick(dialog.box, Qt.Key.Key_Return)

    with_dialog(give)
    window.search()
    assert seen == ["notice.phone"]


CLERK = Actor("经办人", Role.CLERK)


def test_every_find_that_is_offered_can_be_opened():
    others = {HitKind.SETTING, HitKind.DOCUMENT}
    assert {source.kind for source in sources(str, CLERK)} | others == set(WAYS) | others
    assert len(set(SETTINGS.values())) == len(SETTINGS)


def test_names_go_first_and_what_else_holds_the_words_is_told_apart(palette, desk):
    candidates_of(desk, ("张三",))
    (other,) = candidates_of(desk, ("李四",))
    with desk.writing.begin() as session:
        session.get(Candidate, other).fields = json.dumps(
            {"name": "李四", "native_place": "张家港"}, ensure_ascii=False
        )
    palette.box.setText("张")
    palette.look_up()
    shown = [palette.model.item(row).text() for row in range(palette.model.rowCount())]
    assert shown[0] == "候选对象"
    assert shown[1].startswith("张三")
    assert shown[-2:] == ["候选对象（其他内容中）", "李四　籍贯：张家港"]


def test_ctrl_f_goes_to_the_search_box_of_the_table_in_use(qtbot, window, desk):
    asked(desk, ("丁一",))
    window._refresh()
    window.go("opinions")
    page = window.tabs.currentWidget().answers
    window.activateWindow()
    actions = {action.text(): action for action in window.menuBar().findChildren(QAction)}
    for table in (page.answers, page.requests):
        table.view.setFocus()
        actions["在本页查找"].trigger()
        assert QApplication.focusWidget() is table.search_box
    window.go("overview")
    actions["在本页查找"].trigger()


def test_ctrl_f_in_a_dialog_goes_to_its_search_box(qtbot, window):
    dialog = RulesDialog(window)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.activateWindow()
    dialog.table.view.setFocus()
    qtbot.keyClick(dialog.table.view, Qt.Key.Key_F, CTRL)
    assert dialog.focusWidget() is dialog.table.search_box
