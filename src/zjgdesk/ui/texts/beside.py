"""The page beside the text: drawn anew while somebody types, pale while the text is faulty."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from zjgdesk.errors import DeskError
from zjgdesk.ui.jobs import CRASHED, Job, Jobs
from zjgdesk.ui.labels import Line
from zjgdesk.ui.printing.pages import Pages
from zjgdesk.ui.printing.sheets import SheetView
from zjgdesk.ui.theme import Tone

PAUSE = 250  # milliseconds without a key until the page is made
Make = Callable[[], bytes]


class PageBeside(QWidget):
    """The last good page. It is made off the GUI thread, one at a time, the newest wish only."""

    failed = Signal(object)
    made = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._wish: Make | None = None
        self._under_way = False
        self._round, self._own = 0, False
        self.content = b""
        self.pages: Pages | None = None
        self.sheets: SheetView | None = None
        self.told = Line(tone=Tone.MUTED)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._begin)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._layout.addWidget(self.told)

    def want(self, make: Make, *, now: bool = False) -> None:
        """Have the page made after a pause in typing, or at once."""
        self._wish = make
        self._pause.start(0 if now else PAUSE)

    def settled(self) -> bool:
        """Say whether the page shows what was last wished for."""
        return self._wish is None and not self._under_way

    def forget(self) -> None:
        """Another text is shown: what is being made is not wanted, and the pages begin anew."""
        self._round += 1
        self._own, self._wish = False, None

    def close_pages(self) -> None:
        """Let the file go; nothing is shown any more."""
        self.forget()
        self._pause.stop()
        if self.pages is not None:
            self.pages.close()

    @Slot()
    def _begin(self) -> None:
        if self._wish is None or self._under_way:
            return
        make, now = self._wish, self._round
        self._wish, self._under_way = None, True
        job = Job("排出样张", lambda _progress: make(), cancellable=False, quiet=True)
        job.succeeded.connect(lambda content: self._show(content, now))
        job.failed.connect(lambda error: self._refuse(error, now))
        job.crashed.connect(lambda _kind: self._refuse(DeskError(CRASHED.code), now))
        job.ended.connect(self._next)
        self._jobs.start(job)

    @Slot()
    def _next(self) -> None:
        self._under_way = False
        if self._wish is not None:
            self._begin()

    def _show(self, content: bytes, of: int) -> None:
        if of != self._round:
            return
        self.content = content
        older, self.pages = self.pages, Pages(content)
        if self.sheets is None:
            self.sheets = SheetView(self.pages)
            self.sheets.setAccessibleName("样张")
            self._layout.addWidget(self.sheets, 1)
        else:
            self.sheets.take(self.pages)
            self.sheets.show()
        if not self._own:
            self.sheets.show_page(0)
        self._own = True
        if older is not None:
            older.close()
        self.sheets.fade(faded=False)
        self.told.say(f"样张共 {len(self.pages)} 页，内容是示例。", Tone.MUTED)
        self.made.emit()

    def _refuse(self, error: DeskError, of: int) -> None:
        if of != self._round:
            return
        if self.sheets is not None and self._own:
            self.sheets.fade(faded=True)
            self.told.say("下面是上一次排得出的样子，现在的文字有误。", Tone.WARN)
        else:
            self.told.say("现在的文字排不出样张。", Tone.WARN)
            if self.sheets is not None:
                self.sheets.hide()
        self.failed.emit(error)
