"""打开加密文件夹: which folder, by which passphrase, and where the files go."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from zjgdesk.errors import DeskError
from zjgdesk.services import case_export
from zjgdesk.services.desk import Desk
from zjgdesk.ui.ballots.asking import ask, fit
from zjgdesk.ui.forms import Form, FormDialog, tell

WIDE = 560


class UnsealForm(Form):
    """The folder, the passphrase, the place; each can be typed."""

    def __init__(self) -> None:
        super().__init__()
        self.text("folder", "加密文件夹", hint="里面有 manifest.json 的文件夹")
        self.text("passphrase", "口令", secret=True)
        self.text("out", "放在哪里", hint="新的文件夹，不能已经存在")

    def unseal(self) -> int:
        """Open it; return how many files came out.

        Raises:
            DeskError: the `sealed.…` codes of the folder.
        """
        folder, out = self.string("folder"), self.string("out")
        if not (folder and out):
            raise DeskError("sealed.place_missing", rule="AIR-03")
        return case_export.unseal_case(Path(folder), self.string("passphrase"), Path(out))


def unseal_dialog(parent: QWidget, _desk: Desk) -> FormDialog:
    """Ask for a sealed folder and open it into a new one."""
    form = UnsealForm()
    counted: list[int] = []
    dialog = ask(
        parent,
        "打开加密文件夹",
        form,
        accept="打开",
        act=lambda _form: counted.append(form.unseal()),
        done=lambda: tell(parent, "已经打开", f"{counted[-1]} 个文件已写入所选的文件夹。"),
        intro="解密后的文件不再受口令保护，用完请妥善保管或者删除。",
    )
    choose_folder(form)
    fit(dialog, WIDE)
    return dialog


def choose_folder(form: Form) -> None:
    """Let the folder be chosen instead of typed; the place follows from it."""
    name = QFileDialog.getExistingDirectory(form, "选择加密文件夹")
    if name:
        folder: QWidget = form.widget("folder")
        out: QWidget = form.widget("out")
        folder.setText(name)  # type: ignore[attr-defined]
        out.setText(f"{name}-已打开")  # type: ignore[attr-defined]
