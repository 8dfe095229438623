"""Named lines under one another, as a candidate's page shows what is known."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QWidget

from zjgdesk.ui.labels import label


def named_lines() -> tuple[QWidget, QFormLayout]:
    """Return an empty place for named lines, and its layout."""
    holder = QWidget()
    rows = QFormLayout(holder)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setHorizontalSpacing(12)
    rows.setVerticalSpacing(6)
    rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    return holder, rows


def add_line(rows: QFormLayout, name: str, value: str | QWidget) -> None:
    """Add a line; its words can be selected and copied."""
    title = label(name, "fieldName")
    title.setAlignment(Qt.AlignmentFlag.AlignTop)
    if isinstance(value, str):
        rows.addRow(title, _words(value))
    else:
        rows.addRow(title, value)


def add_wide(rows: QFormLayout, text: str) -> None:
    """Add words over the whole width, under the line that they belong to."""
    rows.addRow(_words(text))


def _words(text: str) -> QWidget:
    words = label(text, wrap=True)
    words.setTextFormat(Qt.TextFormat.PlainText)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return words
