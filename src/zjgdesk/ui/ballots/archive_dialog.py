"""归档: a closed round leaves as an archive that checks itself, or as vote records."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from zjgdesk.errors import DeskError
from zjgdesk.services import archiving
from zjgdesk.services.desk import Desk
from zjgdesk.services.round_detail import RoundDetail
from zjgdesk.ui.ballots.asking import ask, fit
from zjgdesk.ui.forms import Form, FormDialog, show_error, tell

WIDE = 600
FOLDER, FILE, RECORDS = "folder", "file", "records"
KINDS = (
    (FOLDER, "归档文件夹，内有核对程序"),
    (FILE, "归档单个文件（.zip）"),
    (RECORDS, "选票记录（NIST CVR，.json）"),
)
ENDING = {FOLDER: "", FILE: ".zip", RECORDS: ".json"}


def archive_dialog(
    parent: QWidget, desk: Desk, detail: RoundDetail, done: Callable[[], object]
) -> FormDialog:
    """Ask as what the round leaves; then for the place. Rules: VOTE-25, DESK-07."""
    form = Form()
    form.choice("kind", "形式", KINDS)
    dialog = ask(
        parent,
        "归档",
        form,
        accept="选择位置…",
        act=lambda _form: None,
        done=lambda: _choose_place(parent, desk, detail, (form.string("kind"), done)),
        intro=(
            "归档内有定义、结果、按随机次序排列的选票、留痕、文书和一个核对程序：在任何装有 Python 的电脑上"
            "运行 verify.py，不需要本程序就能重新计票、核对。留痕中会记下归档的短码，请抄在报告单上。"
        ),
    )
    fit(dialog, WIDE)
    return dialog


def write(parent: QWidget, desk: Desk, detail: RoundDetail, told: tuple[str, Path]) -> bool:
    """Write it and say what was written; say whether it was."""
    kind, path = told
    try:
        if kind == RECORDS:
            archiving.export_cvr(desk, detail.row.id, path)
            text = f"选票记录已写入“{path.name}”，次序是随机的。"
        else:
            row = archiving.archive_round(desk, detail.row.id, path)
            text = (
                f"{row.papers} 张选票、{row.documents} 份文书已归档到“{path.name}”。"
                f"短码 {row.anchor}，核对时用 verify.py --anchor 输入。"
            )
    except DeskError as error:
        show_error(parent, error)
        return False
    tell(parent, "已经归档", text)
    return True


def _choose_place(
    parent: QWidget, desk: Desk, detail: RoundDetail, told: tuple[str, Callable[[], object]]
) -> None:
    kind, done = told
    name, _chosen = QFileDialog.getSaveFileName(
        parent, "归档", f"{detail.row.title}-归档{ENDING[kind]}"
    )
    if name and write(parent, desk, detail, (kind, Path(name))):
        done()
