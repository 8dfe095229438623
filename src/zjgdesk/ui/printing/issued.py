"""Every paper that was issued: found again, shown, printed and saved exactly as it was."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from zjgdesk.errors import DeskError
from zjgdesk.services import issued, printing, trail
from zjgdesk.services.desk import Desk
from zjgdesk.services.printing import PaperRow
from zjgdesk.ui.dialogs import ListDialog
from zjgdesk.ui.empty import EmptyState
from zjgdesk.ui.forms import show_error
from zjgdesk.ui.preview import PdfPreview
from zjgdesk.ui.printing.place import ask_place, file_name
from zjgdesk.ui.printing.printers import Printers
from zjgdesk.ui.printing.record import PrintRecord
from zjgdesk.ui.table import RIGHT, Column
from zjgdesk.ui.theme import Tone
from zjgdesk.ui.words import PAPERS, moment

TITLE = "已印文书"
WIDE = (1240, 660)


def sent_words(row: PaperRow) -> str:
    """Say how many copies went to a printer."""
    return f"{row.sent} 份" if row.sent else ""


PAPER_COLUMNS: Sequence[Column[PaperRow]] = (
    Column("出文时间", lambda row: moment(row.issued.at), lambda row: row.issued.at),
    Column(
        "种类",
        lambda row: PAPERS.get(row.issued.kind, row.issued.kind),
        tone=lambda _row: Tone.INFO,
    ),
    Column("标题", lambda row: row.issued.title, width=0),
    Column("页数", lambda row: str(row.issued.pages), lambda row: row.issued.pages, RIGHT, 64),
    Column("出文人", lambda row: row.issued.actor, width=88),
    Column("已打印", sent_words, lambda row: row.sent, RIGHT, 76),
    Column(
        "最近打印",
        lambda row: moment(row.sent_at) if row.sent_at else "",
        lambda row: row.sent_at,
    ),
    Column("摘要", lambda row: trail.short(row.issued.digest), width=164),
)


class IssuedDialog(ListDialog[PaperRow]):
    """The issued papers, newest first, with what is done to them."""

    def __init__(
        self,
        parent: QWidget | None,
        desk: Desk,
        subject: str | None = None,
        *,
        printers: Printers | None = None,
    ) -> None:
        self._desk, self._subject, self._printers = desk, subject, printers
        intro = (
            "每份文书连同摘要保存在案卷中，再次打开、打印、另存的内容与出文时完全一样。"
            "每次打印和另存都记入留痕；表决票的份数计入账目。"
        )
        empty = EmptyState(
            "还没有印发文书", "印制选票、打印报告单或发布公示之后，文书会列在这里。"
        )
        super().__init__(parent, TITLE, PAPER_COLUMNS, intro=intro, empty=empty)
        self.resize(*WIDE)
        self.show_button = self.actions_bar.add("打开", self.show_paper, primary=True)
        self.print_button = self.actions_bar.add("打印…", self.print_paper)
        self.save_button = self.actions_bar.add("另存为 PDF…", self.save_papers)
        self.table.opened.connect(lambda _row: self.show_paper())
        self.table.chosen.connect(lambda _row: self._allow())
        self._allow()

    def rows(self) -> Sequence[PaperRow]:
        """Return the papers."""
        return printing.list_papers(self._desk, self._subject)

    def show_paper(self) -> None:
        """Show the very bytes that were issued."""
        row = self.table.current()
        if row is not None:
            self._open(row, at_once=False)

    def print_paper(self) -> None:
        """Show the paper and ask at once what of it to print."""
        row = self.table.current()
        if row is not None:
            self._open(row, at_once=True)

    def save_papers(self) -> None:
        """Save the chosen papers: one to a file, several into a folder."""
        rows = self.table.selected()
        places = self._places(rows)
        saved = 0
        try:
            for row, path in places:
                printing.export_paper(self._desk, row.id, path)
                saved += 1
        except DeskError as error:
            show_error(self, error)
        if saved:
            self.said.say(f"已保存 {saved} 份文书到 {places[0][1].parent}", Tone.GOOD)

    def _places(self, rows: Sequence[PaperRow]) -> list[tuple[PaperRow, Path]]:
        if len(rows) == 1:
            path = ask_place(self, rows[0].issued.title, kind="PDF", ending=".pdf")
            return [(rows[0], path)] if path else []
        folder = QFileDialog.getExistingDirectory(self, f"把 {len(rows)} 份文书保存到")
        if not folder:
            return []
        return [(row, free_place(Path(folder), row)) for row in rows]

    def _open(self, row: PaperRow, *, at_once: bool) -> None:
        try:
            content = issued.read_issued(self._desk, row.id)
        except DeskError as error:
            show_error(self, error)
            return
        record = PrintRecord(self._desk, row.id)
        preview = PdfPreview(
            self, row.issued.title, content, record=record, printers=self._printers
        )
        if at_once:
            preview.print_when_shown()
        preview.exec()
        preview.deleteLater()
        self.refresh()

    def _allow(self) -> None:
        row, chosen = self.table.current(), self.table.selected()
        self.show_button.setEnabled(row is not None)
        self.save_button.setEnabled(bool(chosen))
        self.print_button.allow(printing.why_not_print(self._desk, row.id) if row else None)
        if row is None:
            self.print_button.setEnabled(False)


def free_place(folder: Path, row: PaperRow) -> Path:
    """Return where a paper is saved among others; its number keeps it from taking another's place."""
    return folder / file_name(f"{row.issued.title}（{row.id}）", ".pdf")
