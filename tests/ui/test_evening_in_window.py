"""An evening of the committee in one window, with its figures worked by hand.

Nine are due, eight are there, two places, four candidates in the order of strokes:
    papers     1    2    3    4    5    6    7    8
    丁一       y    y    y*   y    y    y    n    n     -> 6 yes, 2 no   (* unclear in both passes)
    王二小     y    y    y    n    n    n    y    y     -> 5 yes, 3 no
    李四光     n    n    n    y    y'   y    y    y     -> 5 yes, 3 no   (' keyed as no in pass 2)
    张三       a    a    a    a    a    a    a    a     -> 8 abstain
Five are needed. 丁一 is elected; 王二小 and 李四光 tie for the other place; the runoff ends 5 : 3.
"""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.staging import at_ballot
from tests.ui.making import candidates_of, dialog_of
from zjgdesk.documents.proof import page_texts
from zjgdesk.rules.ballots import Count
from zjgdesk.rules.rounds import HandCount
from zjgdesk.rules.test_deck import test_deck as deck_of
from zjgdesk.rules.vocabulary import Mark, RoundKind, RoundState
from zjgdesk.services import hand_count, issued, round_detail, scheme
from zjgdesk.ui.ballots.figures_dialog import FiguresDialog
from zjgdesk.ui.ballots.rehearsal import RehearsalDialog
from zjgdesk.ui.ballots.stages import Stage
from zjgdesk.ui.calling.panel import CallingPanel
from zjgdesk.ui.forms import FormDialog
from zjgdesk.ui.preview import PdfPreview
from zjgdesk.ui.window import MainWindow

LONG = 20_000
KEYS = {Mark.YES: "1", Mark.NO: "2", Mark.ABSTAIN: "3", Mark.VOID: "9"}
PAPERS = ["1123", "1123", "u123", "1213", "1213", "1213", "2113", "2113"]
SLIPPED = [*PAPERS[:4], "1223", *PAPERS[5:]]
RUNOFF = ["12"] * 5 + ["21"] * 3
RETURN = Qt.Key.Key_Return


@pytest.fixture
def window(qtbot, workspace, desk, jobs):
    scheme.change_scheme(desk, "notice.issuer", "市委组织部", source="方案")
    at_ballot(desk, candidates_of(desk))
    window = MainWindow(workspace, desk, jobs, on_leave=lambda _where: None)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    return window


@pytest.fixture
def sit(window, sign_in):
    """Let a person take the desk; return the ballots as they see them."""

    def down(name):
        window.sit_down(sign_in(name))
        window.go("ballots")
        return window.tabs.currentWidget()

    return down


@pytest.fixture
def press(qtbot):
    """Press a button of the stage that is shown; wait for its page where one is printed."""

    def click(tab, text, *, prints=False):
        page = tab.page
        every = [b for row in page.buttons.values() for b in row]
        every += [page.succeed_button, page.void_button]
        (button,) = [b for b in every if b.isVisibleTo(page) and b.text().startswith(text)]
        assert button.isEnabled(), button.toolTip()
        if not prints:
            button.click()
            return
        with qtbot.waitSignal(tab.changed, timeout=LONG):
            button.click()
        dialog_of(tab, PdfPreview).close()

    return click


def fill(tab, **fields):
    dialog = dialog_of(tab, FormDialog)
    for key, value in fields.items():
        box = dialog.form.widget(key)
        if isinstance(value, int):
            box.setValue(value)
        elif hasattr(box, "setCurrentText"):
            box.setCurrentText(value)
        else:
            (getattr(box, "setPlainText", None) or box.setText)(value)
    dialog.accept_button.click()
    return dialog


def state(tab):
    return tab.page.detail.row.state


def key(tab, papers):
    """Key by real keys, as the page asks for numbers; end the pass."""
    view = tab.keying
    while view.number is not None:
        QTest.keyClicks(view.paper, papers[view.number - 1])
        QTest.keyClick(view.paper, RETURN)
    QTest.keyClick(view, RETURN)
    fill(view)


def hold(sit, press, papers, second=None):
    """From the printed ballot to both passes keyed."""
    chief = sit("总监票")
    press(chief, "打印零票报告", prints=True)
    press(chief, "开会发票")
    fill(chief, second="监票乙", present=8)
    assert state(chief) is RoundState.OPENED
    press(chief, "登记收回")
    fill(chief)
    for teller, keyed in (("计票甲", papers), ("计票乙", second or papers)):
        tab = sit(teller)
        press(tab, "开始第一遍录入" if teller == "计票甲" else "开始第二遍录入")
        key(tab, keyed)


def text_of(desk, kind):
    row = next(row for row in issued.list_issued(desk) if row.kind == kind)
    return "".join("".join(text.split()) for text in page_texts(issued.read_issued(desk, row.id)))


def test_an_evening(qtbot, sit, press, sign_in, with_dialog):
    clerk = sit("经办人")
    clerk.ask_new()
    fill(clerk, title="2026年度担当作为好干部", due=9, meeting="市委常委会会议", places=2)
    _print_ballot(qtbot, sit, press)
    _rehearse_and_test(qtbot, sit, press, with_dialog)
    _open_with_a_wrong_passphrase_first(sit, press)
    for teller, papers in (("计票甲", PAPERS), ("计票乙", SLIPPED)):
        tab = sit(teller)
        press(tab, "开始第一遍录入" if teller == "计票甲" else "开始第二遍录入")
        key(tab, papers)
    chief = sit("总监票")
    _settle(chief, press)
    _count_by_hand(chief, press)
    _call(chief, press, qtbot)
    press(chief, "结束计票")
    fill(chief, second="监票乙")
    detail = chief.page.detail
    assert [(c.name, c.yes, c.no, c.abstain) for c in detail.outcome.counts] == [
        ("丁一", 6, 2, 0),
        ("王二小", 5, 3, 0),
        ("李四光", 5, 3, 0),
        ("张三", 0, 0, 8),
    ]
    assert (detail.outcome.elected, detail.outcome.tied) == (("丁一",), ("王二小", "李四光"))
    press(chief, "印制报告单", prints=True)
    assert "丁一6200当选" in text_of(sign_in("经办人"), "report")

    press(chief, "建后续轮次")
    fill(chief)
    assert chief.page.detail.row.kind is RoundKind.RUNOFF
    _print_ballot(qtbot, sit, press)
    hold(sit, press, RUNOFF)
    _end(sit, press, sign_in)


def _end(sit, press, sign_in):
    """The runoff is closed, reported, and the list for the public printed."""
    chief = sit("总监票")
    press(chief, "结束计票")
    fill(chief, second="监票乙")
    press(chief, "印制报告单", prints=True)
    press(chief, "印制当选名单", prints=True)
    assert state(chief) is RoundState.REPORTED
    clerk = sign_in("经办人")
    assert "王二小5300当选" in text_of(clerk, "report")
    elected = text_of(clerk, "elected")
    assert "丁一" in elected
    assert "王二小" in elected
    assert "李四光" not in elected
    assert "同意" not in elected


def _print_ballot(qtbot, sit, press):
    clerk = sit("经办人")
    press(clerk, "固定选票内容")
    fill(clerk)
    press(clerk, "印制选票")
    with qtbot.waitSignal(clerk.changed, timeout=LONG):
        fill(clerk, copies=10)
    dialog_of(clerk, PdfPreview).close()


def _rehearse_and_test(qtbot, sit, press, with_dialog):
    """Every outcome looked at; the test deck keyed by real keys and found as predicted."""
    chief = sit("总监票")
    press(chief, "演练各种结果")
    dialog = dialog_of(chief, RehearsalDialog)
    with qtbot.waitSignal(chief.changed, timeout=LONG):
        dialog.record_button.click()
    dialog_of(chief, PdfPreview).close()
    assert state(chief) is RoundState.REHEARSED
    press(chief, "打印测试票", prints=True)
    teller = sit("计票甲")
    press(teller, "试录测试票")
    view = teller.keying
    assert view.band.isVisible()
    deck = deck_of(4, 2)
    told = []
    while view.number is not None:
        paper = deck[view.number - 1]
        if paper.marks is None:
            view._declare("撕毁")
        else:
            QTest.keyClicks(view.paper, "".join(KEYS[mark] for mark in paper.marks))
        QTest.keyClick(view.paper, RETURN)
        if paper.marks is not None and paper.marks.count(Mark.YES) > 2:
            QTest.keyClick(view.paper, RETURN)
    with_dialog(lambda box: told.append(box) or box.accept())
    QTest.keyClick(view, RETURN)
    assert state(teller) is RoundState.TESTED
    assert told
    assert not teller.findChildren(FiguresDialog)


def _open_with_a_wrong_passphrase_first(sit, press):
    """A wrong passphrase is told in the dialog, which stays open with what was entered."""
    chief = sit("总监票")
    press(chief, "打印零票报告", prints=True)
    press(chief, "开会发票")
    dialog = fill(chief, second="监票乙", second_key="不对", present=8)
    assert "监票乙" in dialog.form.error.text()
    assert "口令不对" in dialog.form.error.text()
    assert state(chief) is RoundState.ZEROED
    dialog.form.widget("second_key").setText("")
    dialog.accept_button.click()
    assert state(chief) is RoundState.OPENED
    press(chief, "登记收回")
    dialog = dialog_of(chief, FormDialog)
    dialog.accept_button.click()
    assert state(chief) is RoundState.RETURNED
    assert chief.page.detail.ledger == ()


def _settle(chief, press):
    """The unclear cell and the slip, from the paper, with the other scrutineer."""
    press(chief, "核对差异（2）")
    view = chief.differences
    cells = chief.page.detail.differences
    assert [(c.paper_no, c.position, c.doubt) for c in cells] == [(3, 1, True), (5, 3, False)]
    for _ in cells:
        view.form.widget("witness").setCurrentText("监票乙")
        QTest.keyClick(view.table.view, Qt.Key.Key_1)
    chief.leave()
    assert state(chief) is RoundState.AGREED


def _count_by_hand(chief, press):
    """One stroke too few at first: named, and the close refuses; then counted again."""
    desk, round_id = chief._desk, chief.page.detail.row.id
    right = [Count(6, 2, 0, 0), Count(5, 3, 0, 0), Count(5, 3, 0, 0), Count(0, 0, 8, 0)]
    wrong = [Count(5, 2, 0, 0), *right[1:]]
    hand_count.record_hand_count(desk, round_id, valid=8, invalid=0, counts=wrong)
    chief.page.refresh()
    chief.page.stepper.choose(Stage.CLOSE)
    close = chief.page.button(Stage.CLOSE)
    assert not close.isEnabled()
    assert "VOTE-18" in close.toolTip()
    chief.page.stepper.choose(Stage.HAND_COUNT)
    hand_count.record_hand_count(desk, round_id, valid=8, invalid=0, counts=right)
    chief.page.refresh()
    assert chief.page.detail.hand_count.state is HandCount.AGREES


def _call(chief, press, qtbot):
    """Stroke by stroke with the space bar, to the end, closed."""
    chief.page.stepper.choose(Stage.CALL)
    press(chief, "唱票")
    panel = next(w for w in chief.findChildren(CallingPanel) if w.isVisible())
    for _ in range(6):
        QTest.keyClick(panel, Qt.Key.Key_Space)
    assert panel.calling.shown == [6, 0, 0, 0]
    QTest.keyClick(panel, Qt.Key.Key_End)
    assert panel.calling.finished
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not chief.findChildren(CallingPanel), timeout=LONG)
    chief.page.stepper.choose(Stage.CLOSE)
    assert round_detail.read_round(chief._desk, chief.page.detail.row.id).outcome is None
