"""Asking what is to be printed, and afterwards how many ballot papers really came out."""

from collections.abc import Callable, Sequence

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QComboBox, QWidget

from zjgdesk.services.printing import PaperRow
from zjgdesk.ui.forms import Form, FormDialog
from zjgdesk.ui.printing.printers import WORDS, Printers
from zjgdesk.ui.printing.ranges import read_pages
from zjgdesk.ui.printing.sending import Order, Outcome

ALL, THIS, SOME = "all", "this", "some"
MOST = 999


class PrintDialog(FormDialog):
    """Printer, pages, copies, sides; Enter prints."""

    def __init__(
        self,
        parent: QWidget | None,
        printers: Printers,
        *,
        total: int,
        page: int,
        paper: PaperRow | None,
    ) -> None:
        self._printers, self._total, self._page = printers, total, page
        form = Form()
        names = printers.names()
        form.choice("printer", "打印机", [(name, name) for name in names])
        which = [(ALL, f"全部（{total} 页）"), (THIS, f"当前页（第 {page + 1} 页）")]
        form.choice("which", "页码范围", [*which, (SOME, "指定页码")])
        form.text("pages", "页码", hint="如 1-3,5")
        form.number("copies", "份数", 1, least=1, most=MOST)
        form.choice("sides", "单双面", WORDS)
        for note in notes_of(paper):
            form.note(note)
        super().__init__(parent, "打印", form, accept="打印", act=self._order)
        self._offer_sides()
        self._offer_pages()
        self._box("printer").currentTextChanged.connect(self._offer_sides)
        self._box("which").currentTextChanged.connect(self._offer_pages)
        form.focus_first()

    def order(self) -> Order:
        """Return what was asked for."""
        assert isinstance(self.result_value, Order)  # noqa: S101 - accepted means ordered
        return self.result_value

    def _order(self, form: Form) -> Order:
        match form.value("which"):
            case "all":
                pages: Sequence[int] = range(self._total)
            case "this":
                pages = (self._page,)
            case _:
                pages = read_pages(form.string("pages"), self._total)
        sides = form.value("sides")
        assert isinstance(sides, QPrinter.DuplexMode)  # noqa: S101 - the options are nothing else
        return Order(form.string("printer"), tuple(pages), form.whole("copies"), sides)

    def _offer_sides(self) -> None:
        can = self._printers.sides(self.form.string("printer"))
        box = self._box("sides")
        box.setEnabled(len(can) > 1)
        box.setToolTip("" if len(can) > 1 else "这台打印机只打印单面。")
        if len(can) < 2:  # noqa: PLR2004 - one side and nothing else
            box.setCurrentIndex(0)

    def _offer_pages(self) -> None:
        some = self.form.value("which") == SOME
        self.form.show_field("pages", shown=some)
        if some:
            self.form.widget("pages").setFocus()

    def _box(self, key: str) -> QComboBox:
        box = self.form.widget(key)
        assert isinstance(box, QComboBox)  # noqa: S101 - made by `choice`
        return box


class CountDialog(FormDialog):
    """How many ballot papers really came out. Rule: VOTE-07."""

    def __init__(
        self,
        parent: QWidget | None,
        paper: PaperRow,
        outcome: Outcome,
        *,
        act: Callable[[int], object],
    ) -> None:
        sent = outcome.copies(paper.sheets)
        form = Form()
        form.number("copies", "实际印出（份）", sent)
        form.note(ledger_note(paper))
        said = f"已送出 {sent} 份。" if outcome.whole else f"中断之前送出了 {sent} 份。"
        super().__init__(
            parent,
            "清点印出的表决票",
            form,
            accept="登记",
            act=lambda given: act(given.whole("copies")),
            intro=f"{said}请清点实际印出的份数，卡纸、印坏的也计算在内，印坏的票作废后另行登记。",
        )
        self.cancel_button.hide()

    def reject(self) -> None:
        """Qt: papers that came out are counted; only a desk that refuses lets one leave."""
        if self.form.error.text():
            super().reject()

    def try_accept(self) -> None:
        """Enter the figure; where that is refused, the way out is shown."""
        super().try_accept()
        self.cancel_button.setVisible(bool(self.form.error.text()))


def notes_of(paper: PaperRow | None) -> list[str]:
    """Return what to know before printing."""
    if paper is None:
        return []
    if not paper.ballot:
        return [f"此前已打印 {paper.sent} 份。"] if paper.sent else []
    copies = f"这份文件共有 {paper.copies} 份表决票，每份 {paper.sheets} 页，全部打印选 1 份即可。"
    return [copies, ledger_note(paper)]


def ledger_note(paper: PaperRow) -> str:
    """Say what the ledger holds of a ballot already. Rule: VOTE-07."""
    return (
        f"印制时已计入账目 {paper.copies} 份，此前已打印 {paper.sent} 份。"
        f"累计超过 {max(paper.copies, paper.sent)} 份的部分，会计入印制数。"
    )
