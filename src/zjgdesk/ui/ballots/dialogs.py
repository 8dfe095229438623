"""The small questions of a round: copies, those present, papers back, an end before its time."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from zjgdesk.services import counting, rounds
from zjgdesk.services.desk import Desk
from zjgdesk.services.round_detail import RoundDetail
from zjgdesk.ui.ballots.asking import ask, ask_why
from zjgdesk.ui.forms import Form, FormDialog
from zjgdesk.ui.words import word

SPARE = 2
Done = Callable[[], object]


def freeze_dialog(parent: QWidget, desk: Desk, detail: RoundDetail, done: Done) -> FormDialog:
    """Ask before the definition is sealed."""
    row = detail.row
    return ask(
        parent,
        "固定选票内容",
        Form(),
        accept="固定",
        act=lambda _form: rounds.freeze_round(desk, row.id),
        done=done,
        intro=(
            f"“{row.title}”候选 {row.candidates}，名额 {row.places}，应到 {detail.due} 人。"
            "固定之后都不能再改；需要改动的，只能另建一轮。"
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


def open_dialog(parent: QWidget, desk: Desk, detail: RoundDetail, done: Done) -> FormDialog:
    """Ask who is present and how many papers were handed out."""
    form = Form()
    form.number("present", "实到人数", detail.due)
    issued = form.number("issued", "发出张数", detail.due)
    present = form.widget("present")
    present.valueChanged.connect(issued.setValue)  # type: ignore[attr-defined]
    form.note(
        f"应到 {detail.due} 人，至少 {detail.quorum} 人到会；印制 {detail.printed} 张。"
        "一人一票，监票人先投（依据 VOTE-01、VOTE-15）。"
    )
    return ask(
        parent,
        "开会发票",
        form,
        accept="登记",
        act=lambda given: rounds.open_round(
            desk, detail.row.id, present=given.whole("present"), issued=given.whole("issued")
        ),
        done=done,
    )


def take_back_dialog(parent: QWidget, desk: Desk, detail: RoundDetail, done: Done) -> FormDialog:
    """Ask how many papers came back."""
    form = Form()
    form.number("returned", "收回张数", detail.issued or 0)
    form.number("spoiled", "作废张数", 0)
    form.note(
        f"实到 {detail.present} 人，发出 {detail.issued} 张。收回多于发出或实到的，本轮无效"
        "（依据 VOTE-04）。作废指没有发出就损坏的票。"
    )
    return ask(
        parent,
        "收回选票",
        form,
        accept="登记",
        act=lambda given: rounds.take_back(
            desk, detail.row.id, returned=given.whole("returned"), spoiled=given.whole("spoiled")
        ),
        done=done,
    )


def close_dialog(parent: QWidget, desk: Desk, detail: RoundDetail, done: Done) -> FormDialog:
    """Ask before the count is final."""
    return ask(
        parent,
        "结束计票",
        Form(),
        accept="结束计票",
        act=lambda _form: counting.close_round(desk, detail.row.id),
        done=done,
        intro=(
            f"收回的 {detail.returned} 张选票两遍录入已经一致。结束之后统计结果，"
            "编号和录入次序随即抹去，不能再改（依据 VOTE-12）。"
        ),
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


def succeed_dialog(
    parent: QWidget, desk: Desk, detail: RoundDetail, done: Callable[[int], object]
) -> FormDialog:
    """Ask before the round that follows is made; `done` gets its id."""
    outcome = detail.outcome
    if outcome is None:
        told = f"重新投票：候选 {detail.row.candidates}，名额 {detail.row.places}，与本轮相同。"
    else:
        standing = len(outcome.tied) or detail.row.candidates - len(outcome.elected)
        told = f"{word(outcome.next)}：候选 {standing}，名额 {outcome.places_left}。"
    made: list[int] = []
    return ask(
        parent,
        "建后续轮次",
        Form(),
        accept="建立",
        act=lambda _form: made.append(counting.succeed_round(desk, detail.row.id)),
        done=lambda: done(made[-1]),
        intro=f"{told}新一轮与本轮相连，从固定选票内容开始。",
    )
