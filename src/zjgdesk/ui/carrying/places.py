"""A field for a place on a medium, with the buttons that find it."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from zjgdesk.errors import DeskError
from zjgdesk.ui.actions import ActionButton
from zjgdesk.ui.forms import Form

IMAGES = "光盘映像 (*.iso);;所有文件 (*)"


def place_field(form: Form, title: str, hint: str, *, image: bool = False) -> None:
    """Add a field that names a folder; with `image`, a disc's image may be named as well."""
    box = form.text("place", title, hint=hint)
    row = QHBoxLayout()
    row.setSpacing(8)
    folder = ActionButton("选择文件夹…")
    folder.clicked.connect(
        lambda: _put(form, QFileDialog.getExistingDirectory(form, title, box.text()))
    )
    row.addWidget(folder)
    if image:
        file = ActionButton("选择光盘映像…")
        file.clicked.connect(
            lambda: _put(form, QFileDialog.getOpenFileName(form, title, box.text(), IMAGES)[0])
        )
        row.addWidget(file)
    row.addStretch(1)
    buttons = QWidget()
    buttons.setLayout(row)
    row.setContentsMargins(0, 0, 0, 0)
    form.rows.addRow("", buttons)


def place_of(form: Form) -> Path:
    """Return the place that was named.

    Raises:
        DeskError: `form.place_missing`.
    """
    text = form.string("place")
    if not text:
        raise DeskError("form.place_missing")
    return Path(text)


def _put(form: Form, chosen: str) -> None:
    if chosen:
        form.widget("place").setProperty("text", chosen)
