"""What the window says of the order of names."""

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QWidget

from zjgdesk.rules.vocabulary import Track
from zjgdesk.services import list_order
from zjgdesk.services.desk import Desk
from zjgdesk.services.hand_order import HandOrderRow
from zjgdesk.services.list_order import OrderDoubt
from zjgdesk.ui.forms import Form, confirm
from zjgdesk.ui.labels import Line
from zjgdesk.ui.theme import Tone

WHERE = "请在“设置 → 笔画表”中补录笔顺"
MANY = 3


def doubt_words(doubts: Sequence[OrderDoubt], *, fixed: bool = False) -> str:
    """Return the warning that names the characters, who bears them and where to enter them."""
    if not doubts:
        return ""
    told = "、".join(f"“{each.character}”（{_bearers(each.names)}）" for each in doubts)
    then = "本名单已经固定，次序不再改动。" if fixed else f"{WHERE}，或者人工调整次序。"
    return f"笔画表中没有{told}，暂排在同一位置的最后。{then}（依据 ORDER-03）"


def hand_words(told: HandOrderRow | None) -> str:
    """Return that a list stands in an order of its own, and why."""
    if told is None:
        return ""
    return f"次序由{told.actor}人工调整，理由：{told.reason.rstrip('。')}。（依据 ORDER-03）"


def warn_in(form: Form, doubts: Sequence[OrderDoubt]) -> None:
    """Put the warning into a question, where there is one to give."""
    if doubts:
        form.rows.addRow(Line(doubt_words(doubts), tone=Tone.WARN))


def order_ready(
    parent: QWidget, desk: Desk, track: Track, names: Iterable[str], *, yes: str = "仍然打印"
) -> bool:
    """Warn before a list is printed in an order that is not certain; say whether to go on."""
    doubts = list_order.list_doubts(desk, track, names)
    return not doubts or confirm(parent, "次序有待核对", doubt_words(doubts), yes=yes)


def _bearers(names: Sequence[str]) -> str:
    told = "、".join(names[:MANY])
    return told if len(names) <= MANY else f"{told}等 {len(names)} 人"
