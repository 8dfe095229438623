"""Another year's scheme beside this year's: what differs, and what of it is taken over."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QListWidget, QListWidgetItem, QWidget

from zjgdesk.errors import DeskError
from zjgdesk.services import scheme_file
from zjgdesk.services.desk import Desk
from zjgdesk.services.saving import put_whole
from zjgdesk.services.scheme_file import SchemeDifference, SchemeFile
from zjgdesk.ui.ballots.asking import ask
from zjgdesk.ui.forms import Form, FormDialog, show_error, tell
from zjgdesk.ui.scheme_words import CHOICES, SETTINGS
from zjgdesk.ui.shortlists.files import read_file

FILES = "方案文件 (*.json)"
HIGH, WIDE = 320, 720


def save_scheme(parent: QWidget, desk: Desk) -> None:
    """Ask where this year's scheme goes as a file, and write it."""
    name, _kind = QFileDialog.getSaveFileName(parent, "导出方案", f"方案{desk.year}.json", FILES)
    if not name:
        return
    try:
        put_whole(Path(name), scheme_file.export_scheme(desk))
    except OSError:
        show_error(parent, DeskError("table.unwritable", name=Path(name).name))
        return
    tell(parent, "导出完成", f"方案已写入：{Path(name).name}。明年新建案卷后可以读入。")


def ask_file(parent: QWidget, desk: Desk, done: Callable[[], object]) -> None:
    """Ask for another year's scheme and what of it is taken over."""
    name, _kind = QFileDialog.getOpenFileName(parent, "读入往年方案", "", FILES)
    if not name:
        return
    try:
        compare_dialog(parent, desk, Path(name), done)
    except DeskError as error:
        show_error(parent, error)


class CompareForm(Form):
    """Every setting that differs, to tick; fixed ones are shown but cannot be ticked."""

    def __init__(self, file: SchemeFile) -> None:
        super().__init__()
        self.list = QListWidget()
        self.list.setAccessibleName("不同的参数")
        self.list.setMinimumHeight(HIGH)
        for each in file.differing:
            item = QListWidgetItem(line_of(each))
            item.setData(Qt.ItemDataRole.UserRole, each.key)
            if each.usable:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Checked)
            else:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        self.rows.addRow(self.list)
        if file.days:
            self.check("days", f"采用自行填写的工作日历（{file.days} 天）")
        if file.unknown:
            self.note(
                f"有 {len(file.unknown)} 项参数本程序不认识，不读入：{'、'.join(file.unknown)}。"
            )

    def keys(self) -> list[str]:
        """Return the ticked settings."""
        items = [self.list.item(at) for at in range(self.list.count())]
        return [
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() == Qt.CheckState.Checked and item.flags()
        ]


def compare_dialog(
    parent: QWidget, desk: Desk, path: Path, done: Callable[[], object]
) -> FormDialog:
    """Show what differs and ask what is taken over.

    Raises:
        DeskError: `scheme.file_foreign`, `file.missing`.
    """
    content = read_file(path)
    file = scheme_file.compare_scheme(desk, path.name, content)
    form = CompareForm(file)
    dialog = ask(
        parent,
        "读入往年方案",
        form,
        accept="采用勾选的参数",
        act=lambda given: scheme_file.take_over(
            desk,
            path.name,
            content,
            form.keys(),
            days=bool(file.days) and bool(given.value("days")),
        ),
        done=done,
        intro=(
            f"{file.year} 年度方案与本年度有 {len(file.differing)} 项不同，"
            f"其余 {len(file.settings) - len(file.differing)} 项相同。已锁定的参数不能采用（依据 SCHEME-09）。"
        ),
    )
    dialog.resize(WIDE, dialog.sizeHint().height())
    return dialog


def line_of(each: SchemeDifference) -> str:
    """Return one differing setting in words: here, there, and where it comes from."""
    words = CHOICES.get(each.key, {})
    here, there = (words.get(value, value) or "（空）" for value in (each.here, each.there))
    source = f"　依据：{each.source}" if each.source else ""
    locked = "" if each.usable else "　（已锁定）"
    return f"{SETTINGS[each.key]}：本年度 {here} → 往年 {there}{source}{locked}"
