"""The tolerance tab from the application to the printed decision."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from tests.ui.making import candidates_of, dialog_of
from zjgdesk.rules.vocabulary import AccountabilityKind, Applicant, CaseState, Finding, Result
from zjgdesk.services import candidates, tolerance
from zjgdesk.services.tolerance import NewCase
from zjgdesk.ui.forms import FormDialog
from zjgdesk.ui.preview import PdfPreview
from zjgdesk.ui.tolerance.tab import ToleranceTab
from zjgdesk.ui.tolerance.words import POINTS, TOTAL

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def make_tab(qtbot, jobs, sign_in):
    def make(who="经办人"):
        tab = ToleranceTab(sign_in(who), jobs)
        qtbot.addWidget(tab)
        for model in (tab.list.rows, tab.page.table.model):
            QAbstractItemModelTester(model, FATAL, model)
        tab.resize(1340, 640)
        tab.show()
        return tab

    return make


@pytest.fixture
def make_case(desk):
    def make(person="钱七", *, accepted=False, candidate_id=None, found=None):
        case_id = tolerance.open_case(
            desk,
            NewCase(
                person=person,
                organisation="杨舍镇",
                post="村党委书记",
                candidate_id=candidate_id,
                kind=AccountabilityKind.ACCOUNTABILITY,
                organ="镇党委",
                measure="通报批评",
                notice_on=date(2026, 9, 21),
                applicant=Applicant.PERSON,
                applied_on=date(2026, 9, 28),
                account="征迁口径不一，多付补偿款",
            ),
        )
        if accepted or found:
            tolerance.accept_case(desk, case_id)
        for number, finding in (found or {}).items():
            tolerance.record_finding(desk, case_id, number, finding=finding, evidence="核查报告")
        return case_id

    return make


MET = dict.fromkeys(range(1, 7), Finding.MET)
BROKEN = MET | {4: Finding.NOT_MET}


def answer(tab, **fields):
    dialog = dialog_of(tab, FormDialog)
    for key, value in fields.items():
        box = dialog.form.widget(key)
        (getattr(box, "setPlainText", None) or box.setText)(value)
    dialog.accept_button.click()
    return dialog


def test_an_empty_desk_says_what_to_do_first(make_tab):
    tab = make_tab()
    assert tab.stack.currentWidget() is tab.empty
    assert "登记" in tab.empty.first.text()


def test_an_auditor_reads_why_nothing_can_be_done(make_tab, make_case):
    make_case()
    tab = make_tab("督查员")
    assert not tab.new_button.isEnabled()
    assert not tab.page.accept_button.isEnabled()
    assert "DESK-04" in tab.page.bar.reasons.text()


def test_the_list_says_state_result_and_how_much_is_clear(make_tab, make_case, desk):
    make_case("甲")
    decided = make_case("乙", found=MET)
    tolerance.decide_case(desk, decided, result=Result.EXEMPT, reason="先行先试")
    tab = make_tab()
    told = [tuple(tab.list.rows.index(row, column).data() for column in (1, 2)) for row in (0, 1)]
    assert told == [("免除责任", "杨舍镇 · 查清 6/6"), ("已申请", "杨舍镇 · 查清 0/6")]
    tab.search_box.setText("甲")
    assert [row.person for row in tab.list.rows.rows()] == ["甲"]
    assert tab.page.detail.row.person == "甲"


def test_a_new_case_is_linked_to_a_candidate_found_by_name(make_tab, desk):
    first, _second = candidates_of(desk, ("丁一", "王二小"))
    tab = make_tab()
    tab.ask_new()
    form = dialog_of(tab, FormDialog).form
    assert "未关联" in form.linked.text()
    form.link("丁一　杨舍镇　科长")
    assert "已关联候选对象 丁一（杨舍镇）" in form.linked.text()
    assert (form.string("person"), form.string("post")) == ("丁一", "科长")
    dialog = answer(tab, organ="镇党委", measure="诫勉", account="经过", applied_on="2026-11-01")
    assert "申请日期" in dialog.form.error.text()
    assert "TOL-01" in dialog.form.error.text()
    answer(tab, applied_on="2026年11月18日")
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
    assert form.candidate is None
    form.link("没有这一行")
    assert form.candidate is None


def test_what_is_missing_is_told_at_a_glance(make_tab, make_case):
    make_case(found={1: Finding.MET, 2: Finding.UNCLEAR, 4: Finding.NOT_MET})
    page = make_tab().page
    told = page.missing.text()
    assert "已查清 2 / 6 项，第 2、3、5、6 项待查清，第 4 项不符合" in told
    assert "TOL-03" in told
    assert not page.decide_button.isEnabled()
    assert "TOL-02" in page.bar.reasons.text()
    chips = [page.table.model.index(row, 2).data() for row in range(TOTAL)]
    assert chips == ["符合", "待查清", "未查核", "不符合", "未查核", "未查核"]
    assert page.table.current().number == 3, "the first that nobody looked at is chosen"


def test_accept_then_record_then_decide(make_tab, make_case, desk):
    case_id = make_case()
    tab = make_tab()
    page = tab.page
    assert not page.editor.button.isEnabled()
    assert "受理之后才能认定" in page.editor.said.text()
    page.accept_button.click()
    answer(tab)
    assert page.detail.row.state is CaseState.ACCEPTED
    for number in range(1, 7):
        page.table.choose(lambda row, number=number: row.number == number)
        QTest.keyClick(page.table.view, Qt.Key.Key_1)
        if number == 2:
            page.editor.button.click()
            assert "须写明依据和证据" in page.editor.said.text()
        page.editor.evidence.setPlainText("核查报告")
        assert page.editor.said.text() == "尚未记录。"
        page.editor.button.click()
        assert "经办人于2026年11月18日记录" in page.editor.said.text()
    assert tolerance.read_case(desk, case_id).row.clear == 6
    page.decide_button.click()
    dialog = answer(tab)
    assert "TOL-06" in dialog.form.error.text()
    answer(tab, reason="先行先试，主动挽回", correction="完善制度")
    assert page.detail.row.result is Result.EXEMPT
    assert page.decision.told()["纠错要求"] == "完善制度"
    assert page.result.text() == "免除责任"
    assert not page.editor.evidence.isEnabled() or page.editor.evidence.isReadOnly()


def test_a_breach_asks_for_its_own_reason(make_tab, make_case):
    make_case(found=BROKEN)
    tab = make_tab()
    tab.page.decide_button.click()
    dialog = answer(tab, reason="从轻")
    assert "TOL-03" in dialog.form.error.text()
    assert dialog.form.widget("breach").isVisible()
    answer(tab, breach="系首次探索，损失已挽回")
    assert tab.page.detail.breach_reason == "系首次探索，损失已挽回"


def test_only_lighter_results_have_an_effect_period(make_tab, make_case):
    make_case(found=MET)
    tab = make_tab()
    tab.page.decide_button.click()
    form = dialog_of(tab, FormDialog).form
    assert not form.widget("until").isVisible()
    assert not form.widget("breach").isVisible()
    form.widget("result").setCurrentIndex(list(Result).index(Result.LIGHTER))
    assert form.widget("until").isVisible()
    dialog = answer(tab, reason="情节轻微", until="2026-11-01")
    assert "TOL-08" in dialog.form.error.text()
    dialog = answer(tab, until="不知道")
    assert "影响期至" in dialog.form.error.text()
    answer(tab, until="2027-05-01")
    assert tab.page.decision.told()["影响期至"] == "2027年5月1日"


def test_a_refusal_and_a_withdrawal_ask_for_reasons(make_tab, make_case):
    make_case("甲")
    make_case("乙")
    tab = make_tab()
    tab.page.refuse_button.click()
    assert "请写明理由" in answer(tab).form.error.text()
    answer(tab, reason="不属于受理范围")
    assert tab.page.detail.row.state is CaseState.REFUSED
    assert tab.page.decision.told()["办结理由"] == "不属于受理范围"
    assert not tab.page.withdraw_button.isVisible()
    tab.list.choose(1)
    tab.page.withdraw_button.click()
    answer(tab, reason="本人撤回")
    assert tab.page.detail.row.state is CaseState.WITHDRAWN


def test_what_was_typed_stays_while_one_looks_elsewhere(make_tab, make_case):
    make_case(accepted=True)
    page = make_tab().page
    page.editor.evidence.setPlainText("写了一半")
    page.editor.choose(2)
    page.table.choose(lambda row: row.number == 5)
    assert page.editor.evidence.toPlainText() == ""
    page.table.choose(lambda row: row.number == 1)
    assert page.editor.evidence.toPlainText() == "写了一半"
    assert page.editor.switch.value() is Finding.NOT_MET


def test_the_decision_paper_is_printed_and_shown(make_tab, make_case, desk, qtbot):
    case_id = make_case(found=MET)
    tolerance.decide_case(desk, case_id, result=Result.EXEMPT, reason="先行先试")
    tab = make_tab()
    with qtbot.waitSignal(tab.changed, timeout=20000):
        tab.page.print_button.click()
    preview = dialog_of(tab, PdfPreview)
    assert preview.windowTitle() == "容错免责认定书"
    preview.close()
    assert len(tab.page.papers.buttons) == 1
    qtbot.waitUntil(tab.page.print_button.isEnabled)


def test_every_precondition_has_its_points():
    assert sorted(POINTS) == list(range(1, TOTAL + 1))
    assert all(POINTS.values())
