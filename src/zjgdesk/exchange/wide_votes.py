"""Votes whose picks lie in many columns: one pick a column, or one candidate a column to be ticked."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import Final

from zjgdesk.exchange.cells import Cell
from zjgdesk.exchange.headers import SEARCHED, as_text, plain
from zjgdesk.exchange.sheets import Sheet
from zjgdesk.exchange.ticks import NO_TICKS, TICKS
from zjgdesk.exchange.votes import VOTERS
from zjgdesk.rules.names import compact

NUMBERED: Final = re.compile(
    r"(?:所选|所投|投票|选择|选项|选|候选|编号|对象|人选|人|票|第|picks?|choice|option|candidate)*"
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:选择|选项|人选|编号|选|票|个|项|位)*"
)
SAYS_PICK: Final = re.compile(r"选|投|票|编号|pick|choice|option|candidate")
CODED: Final = re.compile(r"(\d{3})号?\D*|(\d{1,3})号\D*")
LEAST: Final = 2
HEADS: Final[Mapping[str, frozenset[str]]] = {
    column.field: frozenset(plain(alias) for alias in column.aliases) for column in VOTERS
}
GATHERED: Final = VOTERS[-1].aliases[0]


def gathered(rows: Iterable[list[str]]) -> Iterator[list[str]]:
    """Yield the rows, and behind their cells the picks that lie in several of them, as one text.

    Rows of files whose picks have a column of their own are not touched.

    Rule: PUBLIC-03
    """
    waiting = iter(rows)
    first = list(islice(waiting, SEARCHED))
    at = next((at for at, row in enumerate(first) if _columns(row)), None)
    if at is None:
        yield from chain(first, waiting)
        return
    columns, width = _columns(first[at]), len(first[at])
    yield from first[:at]
    yield [*first[at], GATHERED]
    for row in chain(first[at + 1 :], waiting):
        cells = [*row[:width], *[""] * (width - len(row))]
        # What stands beyond the last heading is judged too, not lost.
        yield [*cells, " ".join(filter(None, [*_picks(cells, columns), *row[width:]]))]


def gathered_sheet(sheet: Sheet) -> Sheet:
    """Return the sheet with its picks gathered; as it is where they have a column of their own."""
    if not any(map(_columns, sheet.rows[:SEARCHED])):
        return sheet
    texts = ([as_text(cell) for cell in row] for row in sheet.rows)
    return replace(sheet, rows=[[*row] for row in gathered(texts)])


def _columns(row: Sequence[Cell]) -> dict[int, str]:
    """Return the columns that hold picks: those of a candidate with the code, others with none."""
    heads = {at: plain(as_text(cell)) for at, cell in enumerate(row) if as_text(cell)}
    if not HEADS["voter"] & set(heads.values()) or HEADS["picks"] & set(heads.values()):
        return {}
    codes = {at: found for at, head in heads.items() if (found := CODED.fullmatch(head))}
    if len(codes) >= LEAST:
        return {at: (found[1] or found[2]).zfill(3) for at, found in codes.items()}
    slots = [
        at for at, head in heads.items() if NUMBERED.fullmatch(head) and SAYS_PICK.search(head)
    ]
    return dict.fromkeys(slots, "") if len(slots) >= LEAST else {}


def _picks(cells: Sequence[str], columns: Mapping[int, str]) -> Iterator[str]:
    for at, code in columns.items():
        if not code:
            yield cells[at]
            continue
        if cells[at] == "1":  # the most frequent sign
            yield code
            continue
        text = cells[at] if cells[at] in NO_TICKS else compact(cells[at])
        if text and text.lower() not in NO_TICKS:
            # A sign that is no tick makes no code, so that the vote is not counted by guess.
            yield code if text.lower() in TICKS or text == code else f"{code}:{text}"
