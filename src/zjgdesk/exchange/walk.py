"""One walk over the rows of a sheet: what is no data row is shown and skipped."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from zjgdesk.exchange.cells import Cell
from zjgdesk.exchange.headers import Header, as_text, plain
from zjgdesk.exchange.rows import Reading, RowStatus, SourceRow, skipped
from zjgdesk.rules.names import compact

Understand = Callable[[dict[str, str], Sequence[Cell], Header], dict[str, str]]

TOTAL: Final = re.compile(
    r"(本页|本表|全市|区镇|机关|单位|人数|人员|干部|以上|总)?(合计|小计|总计|共计|累计|汇总)(人数|数)?[：:]?"
    r"|总(人数|数)[：:]?"
)
TOTAL_OF: Final = re.compile(
    r"(以上|全市|本页|本表)?(合计|小计|总计|共计|共|共推荐)[：:]?\d+(人|个|名|家|项|条|票)?。?"
)
LABEL: Final = (
    r"(备注|附注|附|注|说明|填表说明|填报说明|填表人|制表人|填报人|审核人|审核|联系人|联系电话|经办人|负责人签字|"
    r"单位负责人|主要负责人|填表日期|填报日期|填报时间|填报单位|填表单位|盖章|单位盖章|日期|签字|签名)"
)
NOTE: Final = re.compile(LABEL + r"[：:].*")
SHORT_NOTE: Final = re.compile(LABEL + r"([（(].*|\d+[、.．].*)|[※*＊].+")
ONLY_NOTE: Final = re.compile(
    r"(（?盖章）?|此表.*|本表.*|以上.*|注[\d一二三四五六七八九]+.*|.*(盖章|公章|签章|签字）|签字\)).*)"
)
BARE_NOTE: Final = frozenset(
    [
        "填表人",
        "制表人",
        "填报人",
        "审核人",
        "联系人",
        "经办人",
        "单位负责人",
        "主要负责人",
        "填表日期",
        "填报日期",
        "填报时间",
        "备注",
        "说明",
        "附注",
        "注",
    ]
)
NUMBERED_NOTE: Final = re.compile(r"\d{1,2}[、.．)）](?!\d).{4,}")
SECTION: Final = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．].+|[（(][一二三四五六七八九十]{1,3}[)）].+|第[一二三四五六七八九十]{1,3}(部分|组|类).*"
)
DAY: Final = re.compile(
    r"(\d{4}|_+)年(\d{1,2}|_+)?月(\d{1,2}|_+)?日?|\d{4}([./\-])\d{1,2}\4\d{1,2}|年月日"
)
SENTENCE: Final = re.compile(r"[。；：:！]")
NUMBER: Final = re.compile(r"[\d.、．]+")
FEW: Final = 3


def walk(kind: str, name: str, header: Header, understand: Understand, *, key: str) -> Reading:
    """Return the sheet with every row: those above the header, the header, data and the rest.

    Args:
        kind: what the file is read as.
        name: the file's name.
        header: where the columns are.
        understand: adds what is understood of a row's words to its values.
        key: the field that names the person or unit of a row.

    Rule: IMPORT-05
    """
    rows = tuple(_rows(header, understand, key))
    about = {"other_sheets": "、".join(header.others)} if header.others else {}
    return Reading(kind, name, header.sheet.name, header.row, rows, tuple(header.columns), about)


def as_it_is(values: dict[str, str], _cells: Sequence[Cell], _header: Header) -> dict[str, str]:
    """Take a row's words as they are."""
    return values


def _rows(header: Header, understand: Understand, key: str) -> Iterator[SourceRow]:
    for number, cells in enumerate(header.sheet.rows, start=1):
        if number < header.first:
            yield skipped(number, "title" if _any(cells) else "empty", _raw(cells))
        elif number <= header.row:
            yield skipped(number, "header", _raw(cells))
        else:
            yield _data_row(number, cells, header, (understand, key))


def _data_row(
    number: int, cells: Sequence[Cell], header: Header, reading: tuple[Understand, str]
) -> SourceRow:
    understand, key = reading
    if not _any(cells):
        return skipped(number, "empty")
    values = header.values(cells)
    why = _kind(cells, values, header, key)
    if why is not None:
        return skipped(number, why, _raw(cells))
    return SourceRow(number, RowStatus.OK, understand(values, cells, header))


def _kind(
    cells: Sequence[Cell], values: Mapping[str, str], header: Header, key: str
) -> str | None:
    if _repeats(values, header):
        return "header"
    words = [compact(as_text(cell)) for cell in cells if as_text(cell)]
    # A row that names somebody and somewhere is data, whatever its first cell says.
    named = bool(values.get(key)) and len(words) >= FEW
    if _is_total(words, named=named):
        return "total"
    if _is_note(words, named=named):
        return "note"
    why = _alone(cells, header, key) if len(words) == 1 else None
    if why is None and not any(values.values()):
        # A number that waits for somebody, or words under no heading.
        return "empty" if all(map(NUMBER.fullmatch, words)) else "note"
    return why


def _is_total(words: Sequence[str], *, named: bool) -> bool:
    if any(map(TOTAL.fullmatch, words[:2])):
        return True
    return not named and bool(
        TOTAL_OF.fullmatch(words[0]) or TOTAL_OF.fullmatch("".join(words[:2]))
    )


def _is_note(words: Sequence[str], *, named: bool) -> bool:
    first = words[0]
    if NOTE.fullmatch(first) or (first in BARE_NOTE and len(words) <= FEW * 2):
        return True
    return (
        not named
        and len(words) <= FEW
        and bool(SHORT_NOTE.fullmatch(first) or ONLY_NOTE.fullmatch(first))
    )


def _alone(cells: Sequence[Cell], header: Header, key: str) -> str | None:
    """Say what a row with a single cell is, if it is no data: a heading, a note, a day."""
    at, cell = next((at, cell) for at, cell in enumerate(cells) if as_text(cell))
    text = compact(as_text(cell))
    if SECTION.fullmatch(text):
        return "title"
    if NUMBERED_NOTE.fullmatch(text):
        return "note"
    if at == header.columns.get(key) or at == 0:
        return "note" if SENTENCE.search(text) else None
    return "note" if isinstance(cell, date) or DAY.fullmatch(text) else None


def _repeats(values: Mapping[str, str], header: Header) -> bool:
    heads = header.values(header.sheet.rows[header.row - 1])
    same = sum(plain(value) == plain(heads[field]) for field, value in values.items() if value)
    return same >= 2 and same * 2 > sum(bool(value) for value in values.values())  # noqa: PLR2004


def _any(cells: Sequence[Cell]) -> bool:
    return any(as_text(cell) for cell in cells)


def _raw(cells: Sequence[Cell]) -> dict[str, str]:
    text = " ".join(as_text(cell) for cell in cells if as_text(cell))
    return {"text": text} if text else {}
