"""A printed page on the screen: exactly the bytes that were issued, to leaf, save and print."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from zjgdesk.errors import DeskError
from zjgdesk.services.saving import write_whole
from zjgdesk.ui.forms import confirm, offer
from zjgdesk.ui.labels import Line
from zjgdesk.ui.messages import explain
from zjgdesk.ui.printing.bar import PreviewBar
from zjgdesk.ui.printing.dialog import PrintDialog
from zjgdesk.ui.printing.entering import enter_printed
from zjgdesk.ui.printing.find import FindLine
from zjgdesk.ui.printing.pages import Pages
from zjgdesk.ui.printing.place import ask_place
from zjgdesk.ui.printing.printers import Printers
from zjgdesk.ui.printing.record import PrintRecord
from zjgdesk.ui.printing.run import RunLine
from zjgdesk.ui.printing.sending import Order, Outcome, Sending
from zjgdesk.ui.printing.sheets import Fit, SheetView
from zjgdesk.ui.printing.strip import PageStrip
from zjgdesk.ui.theme import Tone

USUAL = (1060, 820)
FEW = 2
"""Up to so many pages the strip of small pages stays closed."""


class PdfPreview(QDialog):
    """Shows pages as they will print.

    Args:
        parent: the page that asked.
        title: what the paper is called.
        content: the finished file.
        record: where printing and saving leave their trace; None for a draft.
        printers: those of the machine unless told otherwise.
    """

    recorded = Signal()

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        content: bytes,
        *,
        record: PrintRecord | None = None,
        printers: Printers | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._title, self._content, self._record = title, content, record
        self._printers = printers or Printers()
        self._sending: Sending | None = None
        self.pages = Pages(content)
        self.sheets = SheetView(self.pages)
        self.strip = PageStrip(self.pages)
        self.bar = PreviewBar(self.sheets, len(self.pages))
        self.run_line = RunLine()
        self.find_line = FindLine(self.pages, self.sheets)
        self.said = Line(tone=Tone.MUTED)
        self._lay_out()
        self._connect()
        self._keys()
        self.strip.setVisible(len(self.pages) > FEW)
        self.bar.strip_button.setChecked(len(self.pages) > FEW)
        self._allow()
        self._take_room()
        self.sheets.setFocus()

    def save_as(self, path: Path) -> None:
        """Write the very bytes to a file, whole or not at all.

        Raises:
            DeskError: `save.full`, `save.shut`, `save.unwritable`.
        """
        if self._record is not None:
            self._record.save(path)
        else:
            write_whole(path, self._content)

    def print_order(self, order: Order) -> Sending:
        """Send pages to a printer; the outcome is told and recorded when it ends."""
        paper = self._record.paper() if self._record else None
        sending = Sending(
            self.pages,
            self._printers.open(order.printer),
            order,
            period=paper.sheets if paper else len(self.pages),
            stands=lambda: self._printers.stands(order.printer),
        )
        self._sending = sending
        sending.ended.connect(self._ended)
        self.said.say("")
        self.run_line.follow(sending)
        self._allow()
        sending.start()
        return sending

    def print_when_shown(self) -> None:
        """Ask what to print as soon as the pages are seen."""
        QTimer.singleShot(0, self, self._print)

    def done(self, result: int) -> None:
        """Qt: a printing under way is asked about; the file is let go with the window."""
        if self._sending is not None:
            if not confirm(self, "正在打印", "文件还没有全部送到打印机。", yes="取消打印"):
                return
            if self._sending is not None:
                self._sending.cancel()
        super().done(result)
        self.pages.close()

    def _print(self) -> None:
        refusal = self._record.refusal() if self._record else None
        if refusal is not None or self._sending is not None:
            self._allow()
            return
        if not self._printers.names():
            self._offer_saving(DeskError("print.no_printer", rule="DESK-07"))
            return
        dialog = PrintDialog(
            self,
            self._printers,
            total=len(self.pages),
            page=self.sheets.page,
            paper=self._record.paper() if self._record else None,
        )
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.print_order(dialog.order())
        dialog.deleteLater()

    def _ended(self, outcome: Outcome) -> None:
        self._sending = None
        try:
            told = enter_printed(self, self._record, outcome, total=len(self.pages))
        except DeskError as error:
            self.said.say_error(error)
        else:
            self.said.say(told, Tone.GOOD if outcome.whole else Tone.WARN)
        self.recorded.emit()
        self._allow()
        self.sheets.setFocus()
        if outcome.error is not None:
            self._offer_saving(outcome.error)

    def _offer_saving(self, problem: DeskError) -> None:
        if offer(self, "没有打印", explain(problem), yes="另存为 PDF…"):
            self._save()

    def _save(self) -> None:
        path = ask_place(self, self._title, kind="PDF", ending=".pdf")
        if path is None:
            return
        try:
            self.save_as(path)
        except DeskError as error:
            self.said.say_error(error)
        else:
            self.said.say(f"已保存到 {path}{self._beware()}", Tone.GOOD)

    def _beware(self) -> str:
        ballot = self._record is not None and self._record.paper().ballot
        return "。用这个文件在别处多印的份数不会自动计入账目。" if ballot else ""

    def _allow(self) -> None:
        busy = self._sending is not None
        self.bar.print_button.allow(self._record.refusal() if self._record else None)
        if busy:
            self.bar.print_button.setEnabled(False)
        self.bar.save_button.setEnabled(not busy)

    def _toggle_strip(self, shown: bool) -> None:  # noqa: FBT001 - Qt's signal
        self.strip.setVisible(shown)

    def _take_room(self) -> None:
        room = self.screen().availableGeometry().size()
        self.resize(min(USUAL[0], room.width() - 40), min(USUAL[1], room.height() - 60))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.strip)
        row.addWidget(self.sheets, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(8)
        layout.addWidget(self.bar)
        layout.addWidget(self.run_line)
        layout.addWidget(self.find_line)
        layout.addWidget(self.said)
        layout.addLayout(row, 1)

    def _connect(self) -> None:
        self.sheets.page_changed.connect(self.strip.show_page)
        self.strip.page_chosen.connect(self.sheets.show_page)
        self.strip.show_page(0)
        self.bar.strip_button.toggled.connect(self._toggle_strip)
        self.bar.find_button.clicked.connect(self.find_line.open)
        self.bar.save_button.clicked.connect(self._save)
        self.bar.print_button.clicked.connect(self._print)

    def _keys(self) -> None:
        sheets = self.sheets
        for keys, act in (
            (QKeySequence.StandardKey.MoveToNextPage, lambda: sheets.show_page(sheets.page + 1)),
            (
                QKeySequence.StandardKey.MoveToPreviousPage,
                lambda: sheets.show_page(sheets.page - 1),
            ),
            (QKeySequence.StandardKey.ZoomIn, lambda: sheets.zoom_by(1)),
            ("Ctrl+=", lambda: sheets.zoom_by(1)),
            (QKeySequence.StandardKey.ZoomOut, lambda: sheets.zoom_by(-1)),
            ("Ctrl+0", lambda: sheets.zoom_to(1.0)),
            ("Ctrl+1", lambda: sheets.follow(Fit.WIDTH)),
            ("Ctrl+2", lambda: sheets.follow(Fit.PAGE)),
            (QKeySequence.StandardKey.Find, self.find_line.open),
            ("F3", lambda: self.find_line.go(1)),
            ("Shift+F3", lambda: self.find_line.go(-1)),
            ("Ctrl+G", self.bar.page_box.setFocus),
            (QKeySequence.StandardKey.Print, self._print),
            (QKeySequence.StandardKey.Save, self._save),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(act)
