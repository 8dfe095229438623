"""The small questions of a round: copies, its close, an end before its time, what follows."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from zjgdesk.rules.vocabulary import OrderedList
from zjgdesk.services import (
    counting,
    following,
    hand_order,
    keying,
    list_order,
    meetings,
    rounds,
)
from zjgdesk.services.desk import Desk
from zjgdesk.services.round_detail import RoundDetail
from zjgdesk.ui.ballots.asking import ask, ask_why, widen
from zjgdesk.ui.ballots.keys import add_keys, keys_of
from zjgdesk.ui.ballots.sitting import title_of
from zjgdesk.ui.forms import Form, FormDialog
from zjgdesk.ui.order.words import warn_in
from zjgdesk.ui.words import word

SPARE = 2
CLOSING = 600
Done = Callable[[], object]


def freeze_dialog(parent: QWidget, desk: Desk, detail: RoundDetail, done: Done) -> FormDialog:
    """Ask before the definition is sealed."""
    row, form = detail.row, Form()
    if hand_order.read_hand_order(desk, OrderedList.ROUND, row.id) is None:
        warn_in(form, list_order.list_doubts(desk, row.track, [e.name for e in detail.entries]))
    return ask(
        parent,
        "固定选票内容",
        form,
        accept="固定",
        act=lambda _form: rounds.freeze_round(desk, row.id),
        done=done,
        intro=(
            f"“{row.title}”候选 {row.candidates}，名额 {row.places}，应到 {detail.due} 人。"
            "固定之后都不能再改；需要改动的，只能作废后另建一轮。"
        ),
    )


def copies_dialog(
    parent: QWidget, detail: RoundDetail, act: Callable[[int], object]
) -> FormDialog:
    """Ask how many papers to print; `act` gets the number once the dialog is closed."""
    form = Form()
    usual = SPARE if detail.printed else detail.due + SPARE
    form.number("copies", "份数", usual, least=1, most=500)
    form.note(f"应到 {detail.due} 人，已印制 {detail.printed} 份。每份完全相同，计入账目。")
    return ask(
        parent,
        "补印选票" if detail.printed else "印制选票",
        form,
        accept="印制",
        act=lambda _form: None,
        done=lambda: act(form.whole("copies")),
    )


def close_dialog(parent: QWidget, desk: Desk, detail: RoundDetail, done: Done) -> FormDialog:
    """Ask for two passphrases before the count is final."""
    form = Form()
    add_keys(form, desk, detail.officers)
    dialog = ask(
        parent,
        "结束计票",
        form,
        accept="结束计票",
        act=lambda _form: counting.close_round(desk, detail.row.id, keys=keys_of(form, desk)),
        done=done,
        intro=(
            f"收回的 {detail.returned} 张选票两遍录入已经一致。结束之后统计结果，"
            "编号和录入次序随即抹去，不能再改（依据 VOTE-12）。"
        ),
    )
    widen(dialog, CLOSING)
    return dialog


def restart_dialog(parent: QWidget, desk: Desk, detail: RoundDetail, done: Done) -> FormDialog:
    """Ask why the pass under way is keyed again by somebody else."""
    pass_no = "第二遍" if detail.first_done else "第一遍"
    teller = detail.second_teller if detail.first_done else detail.first_teller
    keyed = detail.second_keyed if detail.first_done else detail.first_keyed
    return ask_why(
        parent,
        f"重开{pass_no}录入",
        f"{teller or '计票人'}已录的 {keyed} 张全部抹去，由另一名计票人从头录起（依据 VOTE-24）。",
        accept="抹去重录",
        act=lambda reason: keying.restart_pass(desk, detail.row.id, reason=reason),
        done=done,
    )


def void_dialog(parent: QWidget, desk: Desk, detail: RoundDetail, done: Done) -> FormDialog:
    """Ask why the round is void."""
    return ask_why(
        parent,
        "作废本轮",
        "作废之后，已录入的选票随即删除，本轮留在记录中，另建后续轮次重新投票（依据 VOTE-04）。",
        accept="作废本轮",
        act=lambda reason: rounds.void_round(desk, detail.row.id, reason=reason),
        done=done,
    )


def reduce_dialog(parent: QWidget, desk: Desk, detail: RoundDetail, done: Done) -> FormDialog:
    """Ask by what decision places are left unfilled."""
    left = detail.outcome.places_left if detail.outcome else 0
    return ask_why(
        parent,
        "减少名额",
        f"尚缺的 {left} 个名额不再补选，本轮结果即为最后结果（依据 VOTE-14）。请写明会议的决定。",
        accept="减少名额",
        act=lambda reason: following.reduce_places(desk, detail.row.id, reason=reason),
        done=done,
    )


def succeed_dialog(
    parent: QWidget, desk: Desk, detail: RoundDetail, done: Callable[[int], object]
) -> FormDialog:
    """Ask at which sitting the round that follows is held; `done` gets its id."""
    outcome = detail.outcome
    if outcome is None:
        told = f"重新投票：候选 {detail.row.candidates}，名额 {detail.row.places}，与本轮相同。"
    else:
        standing = len(outcome.tied) or detail.row.candidates - len(outcome.elected)
        told = f"{word(outcome.next)}：候选 {standing}，名额 {outcome.places_left}。"
    form, made = Form(), list[int]()
    own = detail.row.meeting_id
    rows = sorted(meetings.list_meetings(desk), key=lambda row: row.id != own)
    form.choice("sitting", "会议", [(row.id, title_of(row)) for row in rows], own)
    form.note(
        "同一次会议上接着投的，沿用首轮的演练和测试；改到另一次会议的，须重新演练和测试"
        "（依据 VOTE-21）。"
    )
    return ask(
        parent,
        "建后续轮次",
        form,
        accept="建立",
        act=lambda _form: made.append(
            following.succeed_round(desk, detail.row.id, meeting_id=form.whole("sitting"))
        ),
        done=lambda: done(made[-1]),
        intro=f"{told}新一轮与本轮相连，从固定选票内容开始。",
    )
