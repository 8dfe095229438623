"""Any table of the window as a file for a spreadsheet program, with its entry on the trail."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from zjgdesk.digests import digest_of
from zjgdesk.errors import DeskError
from zjgdesk.exchange import table_out
from zjgdesk.exchange.table_out import Line, Value
from zjgdesk.rules.roles import Action
from zjgdesk.services.desk import Desk
from zjgdesk.services.saving import put_whole

__all__ = ["ExportedTable", "Line", "TableKind", "Value", "export_table", "read_block"]


class TableKind(StrEnum):
    """As what kind of file a table is written."""

    XLSX = "xlsx"
    CSV = "csv"
    CSV_GB18030 = "csv_gb18030"


@dataclass(frozen=True, slots=True)
class ExportedTable:
    """What was written; `formulas` counts words that a spreadsheet would compute in a CSV."""

    name: str
    rows: int
    digest: str
    formulas: int


def export_table(
    desk: Desk,
    name: str,
    header: Sequence[str],
    rows: Sequence[Line],
    path: Path,
    *,
    kind: TableKind,
) -> ExportedTable:
    """Write a table to a file, whole or not at all, and enter it on the trail.

    Raises:
        DeskError: `role.denied`, `table.unwritable`, `table.too_many_rows`,
            `table.cell_too_long`.
    """
    with desk.acting(Action.EXPORT_TABLE, f"table:{name}", rows=len(rows)) as deed:
        if kind is TableKind.XLSX:
            content = table_out.write_xlsx(name, header, rows, at=deed.at)
        else:
            encoding = "gb18030" if kind is TableKind.CSV_GB18030 else "utf-8"
            content = table_out.write_csv(header, rows, encoding)
        formulas = 0 if kind is TableKind.XLSX else table_out.formula_cells(rows)
        digest = digest_of(content)
        deed.facts.update(columns=list(header), file=path.name)
        deed.facts.update(digest=digest, size=len(content))
        _write(path, content)
    return ExportedTable(path.name, len(rows), digest, formulas)


def read_block(text: str) -> list[list[str]]:
    """Return the cells of a block that was copied in a spreadsheet, row by row."""
    return table_out.read_clipboard(text)


def _write(path: Path, content: bytes) -> None:
    try:
        put_whole(path, content)
    except OSError as error:
        raise DeskError("table.unwritable", name=path.name) from error
