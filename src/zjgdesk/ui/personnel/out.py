"""Writing a candidate's personnel form into a file for its editor."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from zjgdesk.errors import DeskError
from zjgdesk.services import personnel
from zjgdesk.services.desk import Desk
from zjgdesk.services.saving import put_whole
from zjgdesk.ui.forms import show_error, tell


def save_form(parent: QWidget, desk: Desk, candidate_id: int, name: str) -> bool:
    """Ask for the place, write the form there, and say so."""
    clean = "".join(" " if sign in '\\/:*?"<>|' else sign for sign in name)
    chosen, _filter = QFileDialog.getSaveFileName(
        parent, "另存任免表", f"{clean}.lrmx", "任免审批表 (*.lrmx)"
    )
    if not chosen:
        return False
    path = Path(chosen)
    try:
        write_form(desk, candidate_id, path)
    except DeskError as error:
        show_error(parent, error)
        return False
    tell(parent, "任免表已另存", f"{path.name}，已记入留痕。")
    return True


def write_form(desk: Desk, candidate_id: int, path: Path) -> None:
    """Write the form to a path.

    Raises:
        DeskError: `role.denied`, `personnel.none`, `table.unwritable`.
    """
    content = personnel.export_lrmx(desk, candidate_id)
    try:
        put_whole(path, content)
    except OSError as error:
        raise DeskError("table.unwritable", name=path.name) from error
