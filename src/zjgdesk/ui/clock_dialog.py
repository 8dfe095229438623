"""The computer's clock was set back: why, so that work can go on."""

from PySide6.QtWidgets import QWidget

from zjgdesk.services import clock
from zjgdesk.services.desk import Desk
from zjgdesk.ui.ballots.asking import ask_why
from zjgdesk.ui.forms import FormDialog


def clock_dialog(parent: QWidget, desk: Desk) -> FormDialog:
    """Ask why the clock stands before the newest entry of the trail, and go on with it."""
    return ask_why(
        parent,
        "登记时钟更正",
        "电脑时钟早于最近一条留痕时，程序停下来不再记录。请先校准时钟，再写明情况；"
        "之后的留痕按现在的时钟记（依据 DESK-03）。",
        accept="登记",
        act=lambda reason: clock.accept_clock(desk, reason=reason),
        done=lambda: None,
    )
