"""What went to a printer is entered and said; ballot papers are counted first."""

from PySide6.QtWidgets import QWidget

from zjgdesk.services.printing import Sent
from zjgdesk.ui.printing.dialog import CountDialog
from zjgdesk.ui.printing.ranges import write_pages
from zjgdesk.ui.printing.record import PrintRecord
from zjgdesk.ui.printing.sending import Outcome


def enter_printed(
    parent: QWidget, record: PrintRecord | None, outcome: Outcome, *, total: int
) -> str:
    """Record how a printing ended, and return how it is told.

    Args:
        parent: the preview that it went out from.
        record: where it is entered; None for a draft.
        outcome: what went out.
        total: how many pages the file has.

    Raises:
        DeskError: as `printing.record_printed`.

    Rule: VOTE-07
    """
    order = outcome.order
    told = f"已送往打印机“{order.printer}”。" if outcome.whole else "打印没有完成。"
    if record is None or not outcome.sent:
        return told
    pages = "" if len(order.pages) == total else write_pages(order.pages)
    paper = record.paper()
    if not paper.ballot:
        copies = order.copies if outcome.whole else 0
        record.record(Sent(copies, pages, order.printer, outcome.whole))
        return told
    counted: list[tuple[int, int]] = []

    def enter(copies: int) -> None:
        sent = Sent(copies, pages, order.printer, outcome.whole)
        counted.append((copies, record.record(sent)))

    CountDialog(parent, paper, outcome, act=enter).exec()
    if not counted:
        return f"{told}印出的份数没有登记。"
    copies, added = counted[0]
    return f"{told}登记印出 {copies} 份，计入印制数 {added} 份。"
