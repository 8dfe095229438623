"""The end of the test deck: it gave the predicted report, or the figures that it did not give."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import RoundState
from zjgdesk.services import proving
from zjgdesk.services.desk import Desk
from zjgdesk.services.round_detail import RoundDetail
from zjgdesk.ui.ballots.figures_dialog import FiguresDialog, deck_rows
from zjgdesk.ui.forms import show_error, tell


def show_test_result(
    parent: QWidget, desk: Desk, detail: RoundDetail, done: Callable[[], object]
) -> None:
    """Compare the keyed test deck with its prediction and say what came of it.

    One that passed already is told so.

    Rule: VOTE-21
    """
    if detail.row.state is RoundState.TESTED:
        _say_passed(parent)
        return
    try:
        result = proving.finish_test(desk, detail.row.id)
    except DeskError as error:
        show_error(parent, error)
        return
    done()
    if result.passed:
        _say_passed(parent)
        return
    dialog = FiguresDialog(
        parent,
        "测试结果不一致",
        deck_rows(result.differences),
        heads=("预计", "录得"),
        intro=(
            "请对照测试票找出录错的那一张，回到试录中更正，再比对一次。"
            "全部一致之前不能打印零票报告（依据 VOTE-21）。"
        ),
    )
    dialog.open()


def _say_passed(parent: QWidget) -> None:
    tell(
        parent,
        "测试通过",
        "录得的结果与预计报告完全一致，测试记录已经抹去。下一步打印零票报告（依据 VOTE-21）。",
    )
