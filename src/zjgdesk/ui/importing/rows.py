"""The rows of a file that is about to come in, as the preview shows them."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Protocol

from zjgdesk.rules.refusals import Refusal
from zjgdesk.services.imports import ImportKind, ImportPreview
from zjgdesk.ui.messages import explain
from zjgdesk.ui.table import RIGHT, Column
from zjgdesk.ui.theme import Tone
from zjgdesk.ui.words import field_word, word

OK, REFUSED, SKIPPED, LEFT_OUT = "ok", "refused", "skipped", "left_out"
TONES = {OK: Tone.GOOD, REFUSED: Tone.BAD, SKIPPED: Tone.MUTED, LEFT_OUT: Tone.WARN}
SHOWN: Mapping[ImportKind, Sequence[tuple[str, int]]] = {
    ImportKind.ORGANISATIONS: (("name", 220), ("kind", 110), ("assessed", 110)),
    ImportKind.UNITS: (("name", 230), ("organisation", 170)),
    ImportKind.CADRES: (("name", 90), ("organisation", 150), ("level", 96), ("birth", 90)),
    ImportKind.OPINIONS: (("name", 110), ("answer", 90), ("text", 200)),
    ImportKind.CLEARANCE: (
        ("name", 90),
        ("discipline", 90),
        ("police", 90),
        ("procuratorate", 90),
        ("court", 90),
    ),
}


class PreviewRow(Protocol):
    """What a row of the preview tells."""

    @property
    def row(self) -> int:
        """Its number in the sheet."""

    @property
    def status(self) -> StrEnum:
        """What becomes of it."""

    @property
    def values(self) -> Mapping[str, str]:
        """Its words by field."""

    @property
    def problems(self) -> tuple[Refusal, ...]:
        """Why it cannot come in, or why it is passed over."""


def preview_columns(kind: ImportKind) -> Sequence[Column[PreviewRow]]:
    """Return the columns of the preview of a kind of file."""
    return (
        Column("行", lambda row: str(row.row), lambda row: row.row, RIGHT, 56),
        Column(
            "状态",
            lambda row: word(row.status),
            tone=lambda row: TONES[row.status.value],
            width=104,
        ),
        *(_value(kind, field, width) for field, width in SHOWN[kind]),
        Column("问题", problems_of, width=0),
    )


def problems_of(row: PreviewRow) -> str:
    """Return the row's problems as sentences."""
    return " ".join(explain(problem) for problem in row.problems)


def count(preview: ImportPreview, status: str) -> int:
    """Return how many rows have the status."""
    return sum(row.status.value == status for row in preview.rows)


def summary(preview: ImportPreview) -> str:
    """Return the line under the preview."""
    told = [f"可以导入 {count(preview, OK)} 行"]
    for status, words in ((REFUSED, "有问题"), (LEFT_OUT, "不导入"), (SKIPPED, "跳过")):
        number = count(preview, status)
        if number:
            told.append(f"{words} {number} 行")
    reading = preview.reading
    return f"{'，'.join(told)}。（工作表“{reading.sheet}”，表头在第 {reading.header_row} 行）"


def unsettled(preview: ImportPreview) -> Refusal | None:
    """Say why the file cannot come in yet. Rule: IMPORT-06."""
    refused = [row.row for row in preview.rows if row.status.value == REFUSED]
    if refused:
        return Refusal("import.unsettled", "IMPORT-06", {"count": len(refused), "row": refused[0]})
    if not count(preview, OK):
        return Refusal("import.nothing", "IMPORT-06", {"name": preview.name})
    return None


def _value(kind: ImportKind, field: str, width: int) -> Column[PreviewRow]:
    unit = kind in {ImportKind.UNITS, ImportKind.ORGANISATIONS}
    title = field_word(field, unit=unit)
    return Column(title, lambda row: row.values.get(field, ""), width=width)
