"""The whole year of the sample's cadres in one main window, by its buttons and questions.

What no sheet of the sample brings comes from the services: the requests, missing clearance, the
codes and the keyed papers; the tests of those pages drive them by real keys.
"""

from datetime import UTC, datetime, timedelta

import pytest

from tests.ui.making import KEYS, dialog_of
from tests.ui.test_shortlists_tab import count_in
from zjgdesk.resources import resources
from zjgdesk.rules.test_deck import test_deck as deck_of
from zjgdesk.rules.vocabulary import (
    ClearanceAnswer,
    ClearanceOrgan,
    Mark,
    RewardKind,
    Stage,
    Track,
)
from zjgdesk.services import (
    candidates,
    counting,
    keying,
    notices,
    opinions,
    proving,
    rewards,
    round_detail,
    scheme,
    stages,
    vote_codes,
)
from zjgdesk.services.imports import ImportKind
from zjgdesk.ui.ballots.stages import Stage as RoundStage
from zjgdesk.ui.forms import FormDialog
from zjgdesk.ui.importing.dialog import ImportDialog
from zjgdesk.ui.preview import PdfPreview
from zjgdesk.ui.window import MainWindow

SAMPLE = resources() / "sample"
CONTACTS = ("issuer", "office", "hours", "phone", "address", "postcode")
LONG = 20_000


@pytest.fixture
def window(qtbot, workspace, desk, jobs):
    for field in CONTACTS:
        value = "215600" if field == "postcode" else "市委组织部"
        scheme.change_scheme(desk, f"notice.{field}", value, source="方案")
    scheme.change_scheme(desk, "vote.opens", "2026-11-01", source="方案")
    scheme.change_scheme(desk, "vote.closes", "2026-11-08", source="方案")
    scheme.change_scheme(desk, "integrity", "no", source="方案")
    window = MainWindow(workspace, desk, jobs, on_leave=lambda _where: None)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    return window


@pytest.fixture
def tab(window):
    def go(name):
        window.go(name)
        return window.tabs.currentWidget()

    return go


@pytest.fixture
def answered(with_dialog):
    """Answer the modal dialog that a click opens."""

    def act(click, deal):
        with_dialog(deal)
        click()

    return act


def fill(page, **fields):
    dialog = dialog_of(page, FormDialog)
    for key, value in fields.items():
        box = dialog.form.widget(key)
        if isinstance(value, int):
            box.setValue(value)
        else:
            (getattr(box, "setPlainText", None) or box.setText)(value)
    dialog.accept_button.click()


def stage(desk):
    return stages.read_stages(desk)[1].stage


def bring_in(qtbot, page, desk, kind, name, request_id=None):
    """Read a sample file in the import dialog, leave out what is refused, take the rest in."""
    dialog = ImportDialog(page, desk, page._jobs, kinds=(kind,), kind=kind, request_id=request_id)
    dialog.show()
    dialog.read(SAMPLE / name)
    qtbot.waitUntil(lambda: dialog.preview is not None, timeout=LONG)
    dialog.only_problems.setChecked(True)
    if dialog.table.model.rowCount():
        dialog.table.view.selectAll()
        dialog.leave_button.click()
    with qtbot.waitSignal(dialog.accepted, timeout=LONG):
        dialog.import_button.click()
    page.refresh() if hasattr(page, "refresh") else page.show_track(Track.CADRE)


def test_a_year_from_the_first_sheet_to_the_first_promotion(  # noqa: PLR0915 - a year is long
    qtbot, window, tab, desk, clock, sign_in
):
    # 推荐: the sheets come in, and the stage ends.
    page = tab("candidates")
    bring_in(qtbot, page, desk, ImportKind.ORGANISATIONS, "单位名录.csv")
    bring_in(qtbot, page, desk, ImportKind.CADRES, "好干部推荐汇总表.xlsx")
    page.refresh()
    page.stage.ask_next()
    fill(page.stage)
    assert stage(desk) is Stage.CONSULTATION

    # 征求意见: three groups are asked, the sheet and the clearance come back, the rest is keyed.
    opinions_page = tab("opinions")
    ask_all(desk)
    opinions_page.refresh()
    request = opinions.list_requests(desk)[0]
    bring_in(
        qtbot, opinions_page.answers, desk, ImportKind.OPINIONS, "意见反馈-示例.xlsx", request.id
    )
    bring_in(qtbot, opinions_page.clearance, desk, ImportKind.CLEARANCE, "纪公检法反馈.xlsx")
    settle_clearance(desk)
    opinions_page.refresh()
    opinions_page.stage.ask_next()
    fill(opinions_page.stage)
    assert stage(desk) is Stage.INITIAL_SHORTLIST

    # 初审入围: the first by rank.
    lists = tab("shortlists")
    choose_all(lists, "initial")
    lists.ask_next()
    fill(lists, place="部务会议", reason="综合比选")
    assert stage(desk) is Stage.PUBLIC_VOTE

    # 群众投票: codes as published, both files, the end of the vote.
    content = (SAMPLE / "候选编号.csv").read_bytes()
    known = [name for _code, name in vote_codes.names_in("候选编号.csv", content)]
    assert known
    lists.refresh()
    vote_codes.assign_codes(desk, Track.CADRE)
    lists.refresh()
    count_in(qtbot, lists, SAMPLE / "网络投票明细.csv")
    lists.ask_next()
    fill(lists)
    assert stage(desk) is Stage.SECOND_SHORTLIST

    # 二次入围: ranked by the vote, far enough down.
    lists.refresh()
    choose_all(lists, "second")
    lists.ask_next()
    fill(lists, place="部务会议", reason="按群众投票排名")
    assert stage(desk) is Stage.BALLOT

    # 票决: defined, printed, proved, opened and taken back by the window's buttons.
    ballots = tab("ballots")
    ballots.ask_new()
    fill(ballots, due=9, meeting="市委常委会会议")
    ballots.page.button(RoundStage.FREEZE).click()
    fill(ballots)
    ballots.page.button(RoundStage.PRINT).click()
    with qtbot.waitSignal(ballots.changed, timeout=LONG):
        fill(ballots, copies=10)
    dialog_of(ballots, PdfPreview).close()
    prove(desk, sign_in, ballots.page.detail.row.id)
    ballots.refresh()
    ballots.page.button(RoundStage.OPEN).click()
    dialog = dialog_of(ballots, FormDialog)
    dialog.form.widget("second").setCurrentText("总监票")
    fill(ballots, present=8)
    ballots.page.button(RoundStage.TAKE_BACK).click()
    fill(ballots)
    key_and_close(desk, sign_in, ballots.page.detail.row.id)

    # 公示: drafted, published, run, confirmed; then the first reward.
    clock.now = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)
    noticed = tab("notices")
    noticed.ask_new()
    fill(noticed)
    assert stage(desk) is Stage.NOTICE
    with qtbot.waitSignal(noticed.changed, timeout=LONG):
        noticed.page.publish()
    dialog_of(noticed, PdfPreview).close()
    clock.now += timedelta(days=9)
    noticed.refresh()
    noticed.page.confirm_button.click()
    fill(noticed)
    assert stage(desk) is Stage.CONFIRMED
    noticed.switch.choose("rewards")
    noticed.rewards.ask_new()
    dialog = dialog_of(noticed.rewards, FormDialog)
    kinds = list(RewardKind)
    dialog.form.widget("kind").setCurrentIndex(kinds.index(RewardKind.PROMOTION))
    fill(noticed.rewards, text="提拔任镇党委副书记")
    assert stage(desk) is Stage.REWARDS
    share = rewards.promotion_shares(desk)[2026]
    assert (share.numerator, share.denominator) == (1, 30)

    # 总览 has followed all of it.
    overview = tab("overview")
    done = overview.board.pipelines[1]
    assert done.isVisible()
    assert [change.after for change in reversed(stages.list_changes(desk))] == list(Stage)[1:]
    assert len(notices.list_notices(desk)) == 1


def ask_all(desk):
    from datetime import date

    from zjgdesk.rules.vocabulary import OpinionGroup

    for group in OpinionGroup:
        opinions.send_requests(
            desk,
            opinions.NewRequests(
                group, Track.CADRE, ["某单位"], date(2026, 10, 12), date(2026, 10, 23)
            ),
        )


def settle_clearance(desk):
    """Organs that did not answer answer; who is affected or pending leaves the list."""
    for row in candidates.list_candidates(desk, Track.CADRE):
        if row.state != "nominated":
            continue
        bad = {ClearanceAnswer.AFFECTED, ClearanceAnswer.PENDING}
        if bad & set(row.clearance.values()):
            candidates.withdraw_candidate(desk, row.id, reason="纪公检法意见")
            continue
        for organ in ClearanceOrgan:
            if row.clearance[organ] is None:
                opinions.record_clearance(desk, row.id, organ, ClearanceAnswer.CLEAR)


def choose_all(lists, kind):
    page = next(each for of, each in lists.lists.items() if of.value == kind)
    page.table.view.selectAll()
    page.choose_button.click()
    lists.refresh()


def key_and_close(desk, sign_in, round_id):
    """Eight papers, thirty of the list chosen on each; the passes agree."""
    count = len(round_detail.read_round(desk, round_id).entries)
    marks = [Mark.YES if at < 30 else Mark.NO for at in range(count)]
    for pass_no, teller in ((1, "计票甲"), (2, "计票乙")):
        for number in range(1, 9):
            keying.key_paper(
                sign_in(teller),
                round_id,
                pass_no=pass_no,
                paper_no=number,
                marks=marks,
                token=f"{pass_no}-{number}",
            )
        keying.finish_pass(sign_in(teller), round_id, pass_no)
    counting.close_round(sign_in("总监票"), round_id, keys=KEYS)


def prove(desk, sign_in, round_id):
    """The rehearsal, the test deck as predicted, the zero report."""
    proving.record_rehearsal(desk, round_id)
    detail = round_detail.read_round(desk, round_id)
    for number, paper in enumerate(deck_of(len(detail.entries), detail.row.places), start=1):
        proving.key_test_paper(
            sign_in("计票甲"),
            round_id,
            paper_no=number,
            marks=paper.marks,
            invalid=paper.invalid or "",
            token=str(number),
        )
    assert proving.finish_test(sign_in("计票甲"), round_id).passed
    proving.print_zero_report(desk, round_id)
