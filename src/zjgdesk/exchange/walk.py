"""One walk over the rows of a sheet: what is no data row is shown and skipped."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from zjgdesk.exchange.cells import Cell
from zjgdesk.exchange.headers import Header, as_text, plain
from zjgdesk.exchange.rows import RowStatus, SourceRow, skipped
from zjgdesk.rules.names import compact

Understand = Callable[[dict[str, str], Sequence[Cell], Header], dict[str, str]]

TOTAL: Final = re.compile(r"(合计|小计|总计|共计|汇总)[：:]?")
TOTAL_OF: Final = re.compile(r"(合计|小计|总计|共计|共)[：:]?\d+(人|个|名|家|项|条|票)?。?")
NOTE: Final = re.compile(
    r"(备注|附注|注|说明|填表说明|填报说明|填表人|制表人|填报人|审核人|审核|联系人|联系电话|经办人|负责人签字|"
    r"单位负责人|主要负责人|填表日期|填报日期|填报单位|填表单位|盖章|单位盖章|日期|签字|签名)"
    r"([：:].*|[（(].*|\d+[、.．].*)"
)
ONLY_NOTE: Final = re.compile(
    r"(备注|说明|（?盖章）?|此表.*|本表.*|以上.*|注[\d一二三四五六七八九]+.*)"
)


def data_rows(header: Header, understand: Understand, *, key: str) -> Iterator[SourceRow]:
    """Return every row of the sheet: those above the header, the header, data and the rest.

    Args:
        header: where the columns are.
        understand: adds what is understood of a row's words to its values.
        key: the field that names the person or unit of a row.

    Rule: IMPORT-05
    """
    for number, cells in enumerate(header.sheet.rows, start=1):
        if number < header.row:
            yield skipped(number, "title" if _any(cells) else "empty", _raw(cells))
        elif number == header.row:
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
    words = [compact(as_text(cell)) for cell in cells if as_text(cell)]
    first = words[0]
    # A row that names somebody and somewhere is data, whatever its first cell says.
    named = bool(values.get(key)) and len(words) > 2  # noqa: PLR2004
    if not named and (TOTAL.fullmatch(first) or TOTAL_OF.fullmatch("".join(words[:2]))):
        return "total"
    if TOTAL.fullmatch(first) or any(TOTAL.fullmatch(word) for word in words[:2]):
        return "total"
    if len(words) <= 3 and (NOTE.fullmatch(first) or ONLY_NOTE.fullmatch(first)):  # noqa: PLR2004
        return "note"
    return "header" if _repeats(values, header) else None


def _repeats(values: Mapping[str, str], header: Header) -> bool:
    heads = header.values(header.sheet.rows[header.row - 1])
    same = sum(plain(value) == plain(heads[field]) for field, value in values.items() if value)
    return same >= 2 and same * 2 > sum(bool(value) for value in values.values())  # noqa: PLR2004


def _any(cells: Sequence[Cell]) -> bool:
    return any(as_text(cell) for cell in cells)


def _raw(cells: Sequence[Cell]) -> dict[str, str]:
    text = " ".join(as_text(cell) for cell in cells if as_text(cell))
    return {"text": text} if text else {}
