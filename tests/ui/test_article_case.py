"""The article's case from notice to exemption, through the window, and its file as pages.

Rule: TOL-05
"""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.conftest import trail_of
from tests.ui.making import candidates_of, dialog_of
from tests.ui.test_tolerance_tab import answer, fill
from zjgdesk.documents.proof import page_texts
from zjgdesk.rules.names import compact
from zjgdesk.rules.preconditions import Circumstances, asked
from zjgdesk.rules.vocabulary import CaseState, CaseStep, Result
from zjgdesk.services import candidates, issued
from zjgdesk.services.case_papers import CasePaper
from zjgdesk.ui.forms import FormDialog
from zjgdesk.ui.preview import PdfPreview
from zjgdesk.ui.window import MainWindow

PAPERS = (
    CasePaper.APPLICATION,
    CasePaper.ACCEPTANCE,
    CasePaper.REPORT,
    CasePaper.DELIBERATION,
    CasePaper.DETERMINATION,
    CasePaper.FEEDBACK,
    CasePaper.EXECUTION,
    CasePaper.FILING,
)


@pytest.fixture
def window(qtbot, workspace, desk, jobs):
    window = MainWindow(workspace, desk, jobs, on_leave=lambda _where: None)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    return window


def step(page, which, clock, **fields):
    """Press the step's button, fill its form, and press its accept button."""
    clock.now += timedelta(days=2)
    page.buttons[which].click()
    answer(page, **fields)


def find_every_point(page):
    """Every point by keys: 1 for met, the words, the button."""
    page.switch.choose("points")
    points = page.points
    for point in asked(Circumstances()):
        points.table.choose(lambda row, point=point: row.point is point)
        QTest.keyClick(points.table.view, Qt.Key.Key_1)
        QTest.keyClicks(points.editor.evidence, f"{point.value} ok")
        QTest.keyClick(points.editor.button, Qt.Key.Key_Return)
    assert "全部符合" in page.missing.text()


def investigate(page, tmp_path, qtbot):
    page.switch.choose("inquiry")
    inquiry = page.inquiry
    inquiry.task_button.click()
    answer(inquiry, what="核对征迁补偿口径", who="镇纪委")
    inquiry.tasks.table.choose(lambda _row: True)
    inquiry.report_button.click()
    answer(inquiry, report="口径在衔接期没有明文。")
    inquiry.statement_button.click()
    answer(inquiry, name="王证人", spoken_as="证人", text="集体研究后兑付。")
    minutes = tmp_path / "村两委会议纪要.txt"
    minutes.write_text("集体研究决定先行兑付。", encoding="utf-8")
    with qtbot.waitSignal(inquiry.take_in([minutes]).ended):
        pass
    qtbot.waitUntil(lambda: page.inquiry.papers.table.model.rowCount() == 1)


def deliberate(page):
    page.switch.choose("sitting")
    for name, post in (("徐书记", "镇党委书记"), ("范镇长", "镇长"), ("邹委员", "组织委员")):
        page.sitting.add_button.click()
        answer(page.sitting, name=name, post=post, opinion="免除责任", place="镇党委会议室")


def print_all(page, qtbot):
    """Print every paper of the case, then the whole file; each is shown as it was issued."""
    dialog = page.printing.ask(page.detail)
    for kind in PAPERS:
        dialog.table.choose(lambda each, kind=kind: each is kind)
        dialog.print_button.click()
        qtbot.waitUntil(lambda: any(p.isVisible() for p in dialog.findChildren(PdfPreview)),
                        timeout=10000)  # fmt: skip
        dialog_of(dialog, PdfPreview).close()
        qtbot.waitUntil(lambda: not any(p.isVisible() for p in dialog.findChildren(PdfPreview)))
    dialog.close()
    dialog = page.printing.ask(page.detail)
    dialog.file_button.click()
    qtbot.waitUntil(lambda: any(p.isVisible() for p in dialog.findChildren(PdfPreview)),
                    timeout=10000)  # fmt: skip
    dialog_of(dialog, PdfPreview).close()
    dialog.close()


def test_the_case_of_the_article(window, desk, clock, tmp_path, qtbot):
    (candidate,) = candidates_of(desk, ("丁一",))
    window.go("tolerance")
    tab = window.tabs.currentWidget()
    page = tab.page
    tab.new_button.click()
    form = dialog_of(tab, FormDialog).form
    form.link("丁一　杨舍镇　科长")
    fill(form, measure="诫勉", least="通报", most="诫勉", work="重大项目")
    answer(
        tab,
        organ="镇党委",
        document="镇委问〔2026〕3号",
        account="征迁补偿口径不一，个别农户多付。",
    )
    assert page.detail.row.state is CaseState.NOTIFIED
    assert candidates.read_candidate(desk, candidate).row.case.kind == "open"

    step(page, CaseStep.APPLY, clock, grounds="口径没有明文，经集体研究先行兑付，发现后追回。")
    step(page, CaseStep.ACCEPT, clock)
    investigate(page, tmp_path, qtbot)
    find_every_point(page)
    step(page, CaseStep.REPORT, clock, words="六项前置条件均已查清，建议免除责任。")
    deliberate(page)
    step(page, CaseStep.DELIBERATE, clock, words="一致同意免除责任。")
    step(page, CaseStep.DETERMINE, clock, result="免除责任", reason="动机为公，损失已经挽回。",
         organ="镇党委", document="镇委容〔2026〕1号")  # fmt: skip
    assert page.detail.row.result is Result.EXEMPT
    assert candidates.read_candidate(desk, candidate).row.case is None
    for which, words in (
        (CaseStep.FEED_BACK, "当面送达本人。"),
        (CaseStep.EXECUTE, "撤销原拟作的诫勉。"),
        (CaseStep.FILE, ""),
    ):
        step(page, which, clock, words=words)
    assert page.detail.row.state is CaseState.FILED
    assert [node.done for node in page.way.nodes] == [True] * 9

    print_all(page, qtbot)
    rows = issued.list_issued(desk, f"case:{page.detail.row.id}")
    assert [row.kind for row in reversed(rows)] == [*PAPERS, "case_file"]
    whole = [compact(text) for text in page_texts(issued.read_issued(desk, rows[0].id))]
    assert "丁一" in whole[0]
    assert all(compact(row.title) in whole[1] for row in rows[1:])
    assert any("免除其责任" in text for text in whole)
    assert any("集体研究决定先行兑付" in text for text in whole[2:])
    assert all(f"第{at}页" in text for at, text in enumerate(whole, start=1))
    actions = [row.action for row in trail_of(desk)]
    assert actions.count("print_case_paper") == len(PAPERS)
    assert actions.count("record_finding") == len(asked(Circumstances()))
