"""Dialogs that stay open while the desk refuses, and long work that ends in a printed page."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from zjgdesk.services import issued
from zjgdesk.services.desk import Desk
from zjgdesk.services.issued import IssuedRow
from zjgdesk.ui.forms import TALLEST, Form, FormDialog, show_error, tell
from zjgdesk.ui.jobs import Job, Jobs
from zjgdesk.ui.labels import restyle
from zjgdesk.ui.preview import PdfPreview
from zjgdesk.ui.printing.record import PrintRecord

CRASHED = "程序内部出错，这一步没有办成，已有的记录不受影响。请把时间和所做的操作告诉维护人员。"


def ask(  # noqa: PLR0913 - a question is made of these, each by keyword
    parent: QWidget,
    title: str,
    form: Form,
    *,
    accept: str,
    act: Callable[[Form], object],
    done: Callable[[], object],
    intro: str = "",
    danger: bool = False,
) -> FormDialog:
    """Open a form over its page; `done` follows only what the desk accepted."""
    dialog = FormDialog(parent, title, form, accept=accept, act=act, intro=intro)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if danger:
        restyle(dialog.accept_button, "primary", value=False)
        restyle(dialog.accept_button, "danger", value=True)
    dialog.accepted.connect(done)
    fit(dialog)
    dialog.open()
    return dialog


def fit(dialog: QDialog, width: int = 0) -> None:
    """Give a dialog the height that its wrapped lines need at its width."""
    layout = dialog.layout()
    wide = max(width, dialog.minimumWidth(), layout.totalSizeHint().width())
    dialog.resize(wide, layout.totalHeightForWidth(wide))


def widen(dialog: FormDialog, width: int) -> None:
    """Give a dialog a width, and its form the height that its wrapped lines need there.

    What is said later may need more; then it grows.
    """
    margins = dialog.layout().contentsMargins()
    room = width - margins.left() - margins.right()
    area = dialog.form.parentWidget().parentWidget()

    def grow() -> None:
        needed = min(dialog.form.layout().totalHeightForWidth(room) + 2, TALLEST)
        area.setMinimumHeight(max(needed, area.minimumHeight()))
        least = dialog.layout().totalHeightForWidth(width)
        dialog.resize(width, max(least, dialog.height() if dialog.isVisible() else 0))

    grow()
    dialog.form.changed.connect(grow)
    dialog.accept_button.clicked.connect(grow)


def ask_why(
    parent: QWidget,
    title: str,
    intro: str,
    *,
    accept: str,
    act: Callable[[str], object],
    done: Callable[[], object],
) -> FormDialog:
    """Ask for a written reason; without one the desk refuses in words."""
    form = Form()
    form.area("reason", "理由", hint="理由会写入留痕")
    return ask(
        parent,
        title,
        form,
        accept=accept,
        act=lambda given: act(given.string("reason")),
        done=done,
        intro=intro,
        danger=True,
    )


def issue(
    parent: QWidget,
    jobs: Jobs,
    title: str,
    *,
    work: Callable[[], IssuedRow],
    done: Callable[[IssuedRow], object],
) -> Job:
    """Print off the window's own thread; refusals are told over the page that asked."""
    job = Job(title, lambda _progress: work(), cancellable=False)
    job.succeeded.connect(done)
    job.failed.connect(lambda error: show_error(parent, error))
    job.crashed.connect(lambda _name: tell(parent, "没有办成", CRASHED))
    jobs.start(job)
    return job


def show_issued(parent: QWidget, desk: Desk, row: IssuedRow) -> PdfPreview:
    """Show an issued paper, byte for byte as it was issued.

    Raises:
        DeskError: `issued.lost`, `issued.changed`.
    """
    content = issued.read_issued(desk, row.id)
    return _shown(PdfPreview(parent, row.title, content, record=PrintRecord(desk, row.id)))


def show_pages(parent: QWidget, title: str, content: bytes) -> PdfPreview:
    """Show pages over the tab that were not issued."""
    return _shown(PdfPreview(parent, title, content))


def _shown(preview: PdfPreview) -> PdfPreview:
    preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    preview.open()
    return preview
