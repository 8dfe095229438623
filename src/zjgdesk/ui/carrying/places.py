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
    folder = ActionButton("选择文件夹…")
    folder.clicked.connect(
        lambda: _put(form, QFileDialog.getExistingDirectory(form, title, box.text()))
    )
    buttons = [folder]
    if image:
        file = ActionButton("选择光盘映像…")
        file.clicked.connect(
            lambda: _put(form, QFileDialog.getOpenFileName(form, title, box.text(), IMAGES)[0])
        )
        buttons.append(file)
    form.rows.addRow("", beside(*buttons))


def beside(*buttons: ActionButton) -> QWidget:
    """Return buttons beside one another, as wide as their words."""
    shown = QWidget()
    row = QHBoxLayout(shown)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return shown


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
