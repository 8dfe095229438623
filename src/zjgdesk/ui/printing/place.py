"""Asking where a paper is saved."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from zjgdesk.ui.forms import confirm

FORBIDDEN = frozenset('\\/:*?"<>|\n\r\t')


def file_name(title: str, ending: str) -> str:
    """Return the name of a file that a paper is saved under."""
    plain = "".join(" " if sign in FORBIDDEN else sign for sign in title).strip()
    return f"{plain}{ending}"


def ask_place(parent: QWidget, title: str, *, kind: str, ending: str) -> Path | None:
    """Return where people want a paper; None where they leave it.

    The dialog asks before a file is replaced, but it does not know of the ending that is added.
    """
    chosen, _kind = QFileDialog.getSaveFileName(
        parent, f"另存为 {kind}", file_name(title, ending), f"{kind} 文件 (*{ending})"
    )
    if not chosen:
        return None
    path = Path(chosen)
    if path.suffix.lower() == ending:
        return path
    path = path.with_name(f"{path.name}{ending}")
    text = f"“{path.name}”已经有了，保存会取代它。"
    if path.exists() and not confirm(parent, "取代原有的文件", text, yes="取代"):
        return None
    return path
