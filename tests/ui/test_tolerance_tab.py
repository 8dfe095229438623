"""The tolerance tab: what it shows, whom it lets, and what it says when something cannot be."""

import contextlib
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from tests.cases import Player
from tests.conftest import trail_of
from tests.ui.making import candidates_of, dialog_of
from zjgdesk.rules.vocabulary import CaseState, CaseStep, Finding, Measure, Result, Role
from zjgdesk.services import accounts, candidates, case_access, evidence
from zjgdesk.services.accounts import NewAccount
from zjgdesk.services.case_papers import CasePaper
from zjgdesk.services.scheme import change_scheme
from zjgdesk.ui.forms import FormDialog
from zjgdesk.ui.preview import PdfPreview
from zjgdesk.ui.tolerance.figures_dialog import FiguresDialog
from zjgdesk.ui.tolerance.handlers import HandledDialog
from zjgdesk.ui.tolerance.printing import PapersDialog
from zjgdesk.ui.tolerance.tab import ToleranceTab

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def make_tab(qtbot, jobs, sign_in):
    def make(who="经办人"):
        tab = ToleranceTab(sign_in(who), jobs)
        qtbot.addWidget(tab)
        for model in (tab.list.rows, tab.page.points.table.model):
            QAbstractItemModelTester(model, FATAL, model)
        tab.resize(1340, 640)
        tab.show()
        return tab

    return make


def opened(tab, player):
    assert tab.list.choose(player.case_id)
    return tab.page


def fill(form, **fields):
    for key, value in fields.items():
        box = form.widget(key)
        if hasattr(box, "setPlainText"):
            box.setPlainText(value)
        elif hasattr(box, "setText"):
            box.setText(value)
        elif hasattr(box, "setValue"):
            box.setValue(value)
        else:
            box.setCurrentIndex(box.findText(value))


def answer(parent, **fields):
    dialog = dialog_of(parent, FormDialog)
    fill(dialog.form, **fields)
    dialog.accept_button.click()
    return dialog


def test_an_empty_desk_says_what_to_do_first(make_tab):
    tab = make_tab()
    assert tab.stack.currentWidget() is tab.empty
    assert "登记" in tab.empty.first.text()


def test_no_file_is_opened_before_somebody_chooses_it(make_tab, desk):
    player = Player(desk)
    before = len(trail_of(desk))
    tab = make_tab("督查员")
    assert tab.stack.currentWidget() is tab.choose_first
    assert len(trail_of(desk)) == before
    opened(tab, player)
    assert trail_of(desk)[0].action == "look_into_case"


def test_an_auditor_reads_why_nothing_can_be_done(make_tab, desk):
    player = Player(desk)
    tab = make_tab("督查员")
    page = opened(tab, player)
    assert not tab.new_button.isEnabled()
    assert not page.buttons[CaseStep.APPLY].isEnabled()
    assert "DESK-04" in page.bar.reasons.text()


def test_the_administrator_assigns_by_number_alone(make_tab, desk):
    Player(desk)
    tab = make_tab("管理员")
    assert tab.list.rows.rowCount() == 0
    assert not tab.handled_button.isHidden()
    tab.ask_handled()
    dialog = dialog_of(tab, HandledDialog)
    assert [dialog.table.model.index(0, at).data() for at in (0, 1)] == ["2026-001", "经办人"]
    dialog.table.choose(lambda _row: True)
    dialog.ask()
    form = dialog_of(dialog, FormDialog).form
    form.names.item(0).setCheckState(Qt.CheckState.Unchecked)
    told = answer(dialog)
    assert "TOL-14" in told.form.error.text()


def test_the_list_is_searched_and_kept_apart(make_tab, desk):
    open_case = Player(desk, person="甲一", account="道路改造招标程序简化。")
    decided = Player(desk, person="乙二")
    decided.to_filed()
    tab = make_tab()
    assert tab.count.text() == "共 2 件"
    assert [tab.list.rows.index(row, 1).data() for row in (0, 1)] == ["免除责任", "已告知问责"]
    tab.kept.choose("open")
    assert [row.id for row in tab.list.rows.rows()] == [open_case.case_id]
    tab.kept.choose("decided")
    assert [row.id for row in tab.list.rows.rows()] == [decided.case_id]
    tab.kept.choose("all")
    tab.search_box.setText("招标")
    assert [row.person for row in tab.list.rows.rows()] == ["甲一"]
    tab.search_box.setText("不存在")
    assert tab.count.text() == "0 / 2 件"


def test_what_is_overdue_stands_in_its_own_list_and_beside_the_case(make_tab, desk, clock):
    change_scheme(desk, "tolerance.accept", "5", source="市委组织部通知")
    change_scheme(desk, "tolerance.days", "calendar", source="市委组织部通知")
    player = Player(desk)
    player.apply(on=desk.today())
    tab = make_tab()
    page = opened(tab, player)
    assert "受理还剩 5 天" in page.due.text()
    clock.now += timedelta(days=7)
    tab.refresh()
    tab.page.show_case(player.case_id)
    assert "受理已超期 2 天" in page.due.text()
    tab.kept.choose("late")
    assert tab.list.rows.rowCount() == 1


def test_without_a_limit_nothing_is_said_of_days(make_tab, desk):
    player = Player(desk)
    player.apply()
    assert opened(make_tab(), player).due.isHidden()


def test_a_new_case_is_linked_to_a_candidate_found_by_name(make_tab, desk):
    first, _second = candidates_of(desk, ("丁一", "王二小"))
    tab = make_tab()
    tab.ask_new()
    form = dialog_of(tab, FormDialog).form
    assert "未关联" in form.linked.text()
    form.link("丁一　杨舍镇　科长")
    assert "已关联候选对象 丁一（杨舍镇）" in form.linked.text()
    assert (form.string("person"), form.string("post")) == ("丁一", "科长")
    told = answer(tab, organ="镇党委", notice_on="2027-01-01", account="经过")
    assert "TOL-15" in told.form.error.text()
    answer(tab, notice_on="2026年11月1日")
    assert tab.page.detail.row.candidate_id == first
    assert candidates.read_candidate(desk, first).row.case is not None


def test_another_name_typed_over_unlinks(make_tab, desk):
    candidates_of(desk, ("丁一",))
    tab = make_tab()
    tab.ask_new()
    form = dialog_of(tab, FormDialog).form
    form.link("丁一　杨舍镇　科长")
    form.widget("person").setCompleter(None)  # its list cannot be shown without a screen
    QTest.keyClick(form.widget("person"), Qt.Key.Key_Backspace)
    assert form.candidate_id is None
    form.link("没有这一行")
    assert form.candidate_id is None


def test_the_measures_follow_the_kind_and_the_range_follows_the_measure(make_tab):
    tab = make_tab()
    tab.ask_new()
    form = dialog_of(tab, FormDialog).form
    fill(form, kind="政务处分")
    assert [form.measure.itemText(at) for at in range(form.measure.count())][:2] == [
        "警告",
        "记过",
    ]
    fill(form, measure="撤职")
    assert (form.notice().least, form.notice().most) == (Measure.WARNING, Measure.REMOVAL)
    fill(form, least="撤职", most="开除", measure="记过")
    assert form.notice().least is Measure.DEMERIT
    fill(form, subject="单位")
    told = answer(tab, person="杨舍镇", organ="市委", account="经过")
    assert "只适用于个人" in told.form.error.text()


def test_a_case_is_put_right_until_it_is_decided(make_tab, desk):
    player = Player(desk)
    tab = make_tab()
    page = opened(tab, player)
    page.change_button.click()
    answer(page, account="补偿口径已核实，多付两户。", measure_words="在全镇通报")
    assert page.detail.account == "补偿口径已核实，多付两户。"
    assert "在全镇通报" in page.summary.notice.told()["拟作处理"]
    player.to_filed()
    tab.refresh()
    page.show_case(player.case_id)
    assert page.change_button.isHidden()


def test_what_is_missing_is_told_at_a_glance(make_tab, desk):
    player = Player(desk)
    player.apply()
    player.step("accept")
    player.task(done=False)
    player.find({"5b": "unclear", "4a": "not_met"})
    page = opened(make_tab(), player)
    assert "已查清 5 项，还缺 5b；第 4 项不符合" in page.missing.text()
    assert "TOL-03" in page.missing.text()
    assert "还有 1 项调查事项没有办结" in page.bar.reasons.text()
    assert [chip.text() for chip in page.points.chips][3:5] == ["4 不符合", "5 待查清"]
    assert page.points.table.current().point == "5b"


def test_points_are_found_on_by_keys(make_tab, desk, tmp_path):
    player = Player(desk, reform=True)
    player.apply()
    player.step("accept")
    player.paper(tmp_path, "调研报告.txt")
    tab = make_tab()
    points = opened(tab, player).points
    assert points.table.current().point == "1a"
    QTest.keyClick(points.table.view, Qt.Key.Key_1)
    points.editor.evidence.setPlainText("无禁止性规定")
    points.editor.button.click()
    assert points.detail.findings[0].finding is Finding.MET
    points.table.choose(lambda row: row.point == "2b")
    points.editor.choose(1)
    points.editor.evidence.setPlainText("经过调研")
    points.editor.button.click()
    assert "须附书面材料" in points.editor.said.text()
    points.editor.papers.item(0).setCheckState(Qt.CheckState.Checked)
    points.editor.button.click()
    found = next(row for row in points.detail.findings if row.point == "2b")
    assert (found.finding, found.papers) == (Finding.MET, (1,))


def test_a_draft_outlives_a_look_at_another_point(make_tab, desk):
    player = Player(desk)
    player.apply()
    player.step("accept")
    points = opened(make_tab(), player).points
    points.editor.choose(2)
    points.editor.evidence.setPlainText("写到一半")
    points.table.choose(lambda row: row.point == "3a")
    assert points.editor.evidence.toPlainText() == ""
    points.table.choose(lambda row: row.point == "1a")
    assert points.editor.evidence.toPlainText() == "写到一半"
    assert points.editor.said.text() == "尚未记录。"


def test_a_point_that_is_not_asked_says_so(make_tab, desk):
    player = Player(desk, emergency=True)
    player.apply()
    player.step("accept")
    points = opened(make_tab(), player).points
    points.table.choose(lambda row: row.point == "2a")
    assert points.table.model.index(points.table.view.currentIndex().row(), 3).data() == "不适用"
    assert not points.editor.button.isEnabled()
    assert "TOL-02" in points.editor.said.text()


def test_evidence_comes_in_by_the_window_and_a_bad_file_is_told(
    make_tab, desk, tmp_path, qtbot, with_dialog
):
    player = Player(desk)
    page = opened(make_tab(), player)
    page.switch.choose("inquiry")
    good = tmp_path / "纪要.pdf"
    good.write_bytes(b"%PDF")
    with qtbot.waitSignal(page.inquiry.take_in([good]).ended):
        pass
    qtbot.waitUntil(lambda: page.inquiry.papers.table.model.rowCount() == 1)
    told = []
    with_dialog(lambda box: told.append(box.informativeText()))
    page.inquiry.take_in([tmp_path / "没有.pdf"])
    qtbot.waitUntil(lambda: bool(told))
    assert "不能读取" in told[0]
    next((desk.folder / evidence.FOLDER).iterdir()).unlink()
    page.show_case(player.case_id)
    assert page.inquiry.papers.table.model.index(0, 3).data() == "文件丢失"


def test_members_sit_by_the_window(make_tab, desk):
    player = Player(desk)
    player.apply()
    player.step("accept")
    player.task()
    player.find()
    player.step("report")
    page = opened(make_tab(), player)
    sitting = page.sitting
    assert page.stack.currentWidget() is sitting
    sitting.add_button.click()
    answer(sitting, name="徐书记", post="书记", opinion="免除责任", place="会议室")
    sitting.add_button.click()
    told = answer(sitting, name="丁 一", post="委员")
    assert "TOL-11" in told.form.error.text()
    told.form.widget("recused").setChecked(True)
    told.accept_button.click()
    assert "请写明原因" in told.form.error.text()
    answer(sitting, recusal_reason="当事人")
    assert [row.recused for row in sitting.members.table.model.rows()] == [False, True]
    sitting.ballot_button.click()
    told = answer(sitting, question="免除责任", copies=5)
    assert "TOL-11" in told.form.error.text()
    answer(sitting, copies=1)
    dialog_of(sitting, PdfPreview).close()
    sitting.vote_button.click()
    told = answer(sitting, question="免除责任", due=1, present=1, issued=1, returned=1, yes=2)
    assert "VOTE-07" in told.form.error.text()
    answer(sitting, yes=1)
    assert "同意 1 票" in sitting.vote.text()
    sitting.members.table.choose(lambda row: row.recused)
    sitting.remove_button.click()
    assert len(page.detail.deliberation.members) == 1


def test_a_decision_that_departs_from_like_cases_is_told_as_it_is_chosen(make_tab, desk):
    for at in range(3):
        Player(desk, person=f"甲{at}", account="征地补偿口径不一，多付后追回。").to_filed()
    player = Player(desk, account="征地补偿口径不一，多付后追回。")
    player.to_deliberated()
    page = opened(make_tab(), player)
    assert page.stack.currentWidget() is page.similar
    assert page.similar.part.table.model.rowCount() == 3
    page.ask_step(CaseStep.DETERMINE)
    form = dialog_of(page, FormDialog).form
    assert form.warning.isHidden()
    fill(form, result="从轻处理")
    assert "3 件中有 3 件为“免除责任”" in form.warning.text()
    assert form.given.currentText() == "通报"
    answer(page, reason="损失较大。", departure="损失明显大于各案。", until="2027-06-30")
    assert page.detail.determination.departure_reason == "损失明显大于各案。"
    assert page.detail.determination.given is Measure.CIRCULAR


def test_a_breach_asks_for_its_reason(make_tab, desk):
    player = Player(desk)
    player.to_deliberated({"3a": "not_met"})
    page = opened(make_tab(), player)
    page.ask_step(CaseStep.DETERMINE)
    told = answer(page, reason="动机为公。")
    assert "TOL-03" in told.form.error.text()
    fill(told.form, result="不予容错")
    assert told.form.widget("breach").isHidden()
    told.accept_button.click()
    assert page.detail.row.result is Result.NOT_GRANTED


def test_a_decision_before_its_step_and_before_its_day(make_tab, desk):
    player = Player(desk)
    player.to_deliberated()
    page = opened(make_tab(), player)
    page.ask_step(CaseStep.DETERMINE)
    told = answer(page, reason="动机为公。", on="2026-09-01")
    assert "早于上一步骤" in told.form.error.text()
    assert page.detail.row.state is CaseState.DELIBERATED


def test_corrections_are_followed(make_tab, desk):
    player = Player(desk)
    player.to_filed()
    tab = make_tab()
    page = opened(tab, player)
    page.switch.choose("decision")
    page.decision.add_button.click()
    answer(page.decision, what="完善复核制度", who="财政所", until="2026-10-01")
    assert page.decision.corrections.table.model.index(0, 3).data() == "已超期"
    page.decision.corrections.table.choose(lambda _row: True)
    page.decision.ask_done()
    answer(page.decision, report="制度已印发")
    assert page.decision.corrections.table.model.index(0, 3).data() == "已完成"


def test_names_are_masked_for_training_and_nothing_can_be_done_then(make_tab, desk):
    player = Player(desk, person="陈建国", account="陈建国先行兑付。")
    player.apply()
    tab = make_tab()
    page = opened(tab, player)
    tab.masked.setChecked(True)
    assert page.title.text().startswith("陈某")
    assert tab.list.rows.index(0, 0).data().startswith("陈某")
    assert "陈某先行兑付" in page.summary.notice.told()["事实经过"]
    assert not page.buttons[CaseStep.ACCEPT].isEnabled()
    assert "TOL-16" in page.bar.reasons.text()
    tab.masked.setChecked(False)
    assert page.title.text().startswith("陈建国")
    assert page.buttons[CaseStep.ACCEPT].isEnabled()


def test_papers_are_printed_and_the_whole_file_is_sealed(make_tab, desk, tmp_path, qtbot,
                                                         with_dialog):  # fmt: skip
    player = Player(desk)
    player.apply()
    page = opened(make_tab(), player)
    dialog = page.printing.ask(page.detail)
    assert isinstance(dialog, PapersDialog)
    dialog.table.choose(lambda kind: kind is CasePaper.DETERMINATION)
    assert not dialog.print_button.isEnabled()
    dialog.table.choose(lambda kind: kind is CasePaper.APPLICATION)
    dialog.print_button.click()
    qtbot.waitUntil(lambda: bool(dialog.findChildren(PdfPreview)), timeout=8000)
    dialog_of(dialog, PdfPreview).close()
    dialog.ask_seal()
    told = answer(dialog, passphrase="青山绿水长江村口", again="别的")
    assert "不一致" in told.form.error.text()
    told.reject()
    said = []
    with_dialog(lambda box: said.append(box.informativeText()))
    dialog.seal(tmp_path / "案", "青山绿水长江村口")
    qtbot.waitUntil(lambda: bool(said), timeout=8000)
    assert "1 个文件" in said[0]
    assert (tmp_path / "案" / "manifest.json").exists()
    dialog.close()


def test_figures_show_and_leave_without_small_numbers(make_tab, desk, tmp_path, with_dialog):
    for at in range(6):
        Player(desk, person=f"甲{at}").to_filed()
        Player(desk, person=f"丙{at}").to_filed(Result.LIGHTER)
    Player(desk, person="乙")
    tab = make_tab()
    tab.ask_figures()
    dialog = dialog_of(tab, FiguresDialog)
    assert "＜5" in dialog.table.text()
    assert not dialog.chart.picture_button.isHidden()
    dialog.outside.choose(False)
    assert "＜5" not in dialog.table.text()
    assert dialog.chart.picture_button.isHidden()
    assert not any(action.isEnabled() for action in dialog.chart.canvas.actions())
    with_dialog(lambda box: box.close())
    dialog.export_to(tmp_path / "统计.xlsx")
    assert (tmp_path / "统计.xlsx").read_bytes().startswith(b"PK")
    assert "export_case_figures" in {row.action for row in trail_of(desk)}
    dialog.export_to(tmp_path / "没有" / "统计.xlsx")
    assert dialog.said.text()
    dialog.close()


def test_a_case_taken_from_ones_hands_is_told(make_tab, desk, sign_in, with_dialog):
    player = Player(desk)
    tab = make_tab()
    administrator = sign_in("管理员")
    accounts.add_account(administrator, NewAccount("经办乙", Role.CLERK, ""))
    case_access.change_handlers(administrator, player.case_id, ["经办乙"])
    said = []
    with_dialog(lambda box: said.append(box.informativeText()))
    with contextlib.suppress(IndexError):
        tab.list.choose(player.case_id)
    assert "TOL-14" in said[0]


def test_history_and_dates_of_the_way_are_shown(make_tab, desk):
    player = Player(desk)
    player.to_filed()
    page = opened(make_tab(), player)
    assert [node.done for node in page.way.nodes] == [True] * 9
    page.switch.choose("history")
    assert page.history.table.model.rowCount() == len(page.detail.steps) == 9
    assert page.history.table.model.index(8, 1).data() == "备案"


def test_a_refused_case_shows_where_it_left_the_way(make_tab, desk):
    player = Player(desk)
    player.apply()
    player.step("refuse", "不属于工作中的失误。")
    page = opened(make_tab(), player)
    assert [node.done for node in page.way.nodes][:3] == [True, True, False]
    assert not any(node.next for node in page.way.nodes)
    assert not page.buttons[CaseStep.REOPEN].isHidden()
