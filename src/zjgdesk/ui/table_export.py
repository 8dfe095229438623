"""Asking what of a table goes into a file, and of which kind."""

from collections.abc import Sequence
from pathlib import Path
from typing import Generic

from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from zjgdesk.errors import DeskError
from zjgdesk.rules.roles import Action
from zjgdesk.services.desk import Desk
from zjgdesk.services.tables_out import ExportedTable, Line, TableKind, export_table
from zjgdesk.ui.forms import Form, FormDialog, confirm, show_error, tell
from zjgdesk.ui.table import Column, Row, value_of

KINDS = (
    (TableKind.XLSX, "Excel 工作簿（.xlsx）"),
    (TableKind.CSV, "CSV 文本，UTF-8 编码"),
    (TableKind.CSV_GB18030, "CSV 文本，GB18030 编码"),
)


class ExportDialog(FormDialog, Generic[Row]):
    """Which rows, which kind of file; then the place."""

    def __init__(
        self,
        parent: QWidget,
        name: str,
        columns: Sequence[Column[Row]],
        *,
        shown: Sequence[Row],
        chosen: Sequence[Row],
    ) -> None:
        form = Form()
        some = len(chosen) > 1
        options = [(shown, f"当前显示的 {len(shown)} 行")]
        options += [(chosen, f"选中的 {len(chosen)} 行")] if some else []
        form.choice("rows", "范围", options, chosen if some else shown)
        form.choice("kind", "格式", KINDS)
        form.note("只导出当前显示的列。每次导出都记入留痕。")
        self._columns = columns
        super().__init__(parent, f"导出“{name}”", form, accept="选择位置…", act=lambda _form: None)

    def kind(self) -> TableKind:
        """Return the kind of file that was chosen."""
        value = self.form.value("kind")
        assert isinstance(value, TableKind)  # noqa: S101 - the options are nothing else
        return value

    def lines(self) -> list[Line]:
        """Return the cells of the rows that were chosen."""
        rows = self.form.value("rows")
        assert isinstance(rows, Sequence)  # noqa: S101 - the options are nothing else
        return [[value_of(column, row) for column in self._columns] for row in rows]


def ask_export(dialog: ExportDialog[Row], desk: Desk, name: str, header: list[str]) -> bool:
    """Ask, write, and say what was written."""
    window = dialog.parentWidget()
    refusal = desk.may(Action.EXPORT_TABLE)
    if refusal:
        show_error(window, refusal)
        return False
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return False
    path = _place(window, f"{name} {desk.today():%Y%m%d}", dialog.kind())
    if path is None:
        return False
    try:
        told = export_table(desk, name, header, dialog.lines(), path, kind=dialog.kind())
    except DeskError as error:
        show_error(window, error)
        return False
    tell(window, "导出完成", said_of(told))
    return True


def save_table(
    window: QWidget, desk: Desk, name: str, header: Sequence[str], rows: Sequence[Line]
) -> bool:
    """Ask for a place, write a table that no view holds as a workbook, and say so."""
    path = _place(window, f"{name} {desk.today():%Y%m%d}", TableKind.XLSX)
    if path is None:
        return False
    try:
        told = export_table(desk, name, header, rows, path, kind=TableKind.XLSX)
    except DeskError as error:
        show_error(window, error)
        return False
    tell(window, "导出完成", said_of(told))
    return True


def said_of(told: ExportedTable) -> str:
    """Say what was written, and what a spreadsheet might make of it."""
    said = f"已导出 {told.rows} 行：{told.name}"
    if told.formulas:
        said += (
            f"\n\n有 {told.formulas} 格以 =、+、- 或者 @ 开头，文件中照原样保留；"
            "用表格软件直接打开 CSV 会被当作公式。请改用 .xlsx，或者以“导入文本”的方式打开。"
        )
    return said


def _place(parent: QWidget, name: str, kind: TableKind) -> Path | None:
    ending = "xlsx" if kind is TableKind.XLSX else "csv"
    clean = "".join(" " if sign in '\\/:*?"<>|' else sign for sign in name)
    chosen, _filter = QFileDialog.getSaveFileName(
        parent, "导出到", f"{clean}.{ending}", f"*.{ending}"
    )
    if not chosen:
        return None
    path = Path(chosen)
    if path.suffix.lower() == f".{ending}":
        return path
    path = path.with_name(f"{path.name}.{ending}")
    text = f"“{path.name}”已经有了，导出会取代它。"
    if path.exists() and not confirm(parent, "取代原有的文件", text, yes="取代"):
        return None
    return path
