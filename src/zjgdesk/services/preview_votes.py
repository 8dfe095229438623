"""A file of votes previewed against a list of codes and the picks that a vote may have."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from zjgdesk.errors import DeskError
from zjgdesk.exchange.cells import Cell
from zjgdesk.exchange.headers import as_text, find_header
from zjgdesk.exchange.rejudge import again
from zjgdesk.exchange.rows import Reading, SourceRow, judged
from zjgdesk.exchange.sheets import Sheet, read_sheets
from zjgdesk.exchange.totals import CODES
from zjgdesk.exchange.votes import BETWEEN, parse_code
from zjgdesk.rules.names import compact
from zjgdesk.rules.refusals import Refusal

PICKS: Final = re.compile(r"(\d{1,3})[-–—~～至](\d{1,3})")
HEADINGS: Final = (CODES[0],)
MEANT_AS_CODE: Final = re.compile(r"[0-9A-Za-z]{1,6}号?")


@dataclass(frozen=True, slots=True)
class Picks:
    """How many a vote may pick: at least, at most."""

    least: int
    most: int


def parse_picks(text: str) -> Picks:
    """Return the bounds that `MIN-MAX` says.

    Raises:
        DeskError: `preview.picks_impossible`.

    Rule: PUBLIC-03
    """
    found = PICKS.fullmatch(compact(text))
    picks = Picks(int(found[1]), int(found[2])) if found else Picks(0, 0)
    if not 1 <= picks.least <= picks.most:
        raise DeskError("preview.picks_impossible", rule="PUBLIC-03", text=text)
    return picks


def code_list(name: str, content: bytes) -> frozenset[str]:
    """Return the codes of a list, one a row: in the column that is headed so, else in the first.

    Raises:
        DeskError: `preview.codes_none`, `preview.code_impossible`, `preview.code_repeated`, or
            what the reader refuses (`file.…`).

    Rule: PUBLIC-03
    """
    sheets = read_sheets(name, content)
    sheet, first, column = _where(name, sheets)
    seen: dict[str, int] = {}
    for number, cells in enumerate(sheet.rows[first:], start=first + 1):
        text = _cell(cells, column)
        code = parse_code(text)
        meant = bool(text) and (bool(seen) or first > 0 or bool(MEANT_AS_CODE.fullmatch(text)))
        if code is None and meant:  # else a title above a list without a heading
            raise DeskError("preview.code_impossible", rule="PUBLIC-03", row=number, text=text)
        if code in seen:
            facts = {"row": number, "number": code, "first_row": seen[code]}
            raise DeskError("preview.code_repeated", rule="PUBLIC-03", **facts)
        if code is not None:
            seen[code] = number
    if not seen:
        raise DeskError("preview.codes_none", rule="PUBLIC-03", name=name)
    return frozenset(seen)


def judge_votes(reading: Reading, codes: frozenset[str] | None, picks: Picks | None) -> Reading:
    """Return the reading of a file of votes, each row judged by the list and the bounds as well.

    Totals name one candidate a row; they have no picks to be counted.

    Rule: PUBLIC-03
    """

    def judge(row: SourceRow) -> SourceRow:
        problems = list(row.problems)
        if codes is not None:
            problems += _unknown(row, codes)
        if picks is not None and "picks" in row.values:
            kept = [each for each in problems if each.code != "vote.too_many_picks"]
            problems = [*kept, *_bounds(row.values["picks"], picks)]
        return judged(row, row.values, problems)

    return again(reading, judge)


def _unknown(row: SourceRow, codes: frozenset[str]) -> list[Refusal]:
    told = row.values.get("codes", row.values.get("code", "")).split()
    found = dict.fromkeys(code for code in map(parse_code, told) if code is not None)
    return [
        Refusal("vote.code_unlisted", "PUBLIC-03", {"number": code})
        for code in found
        if code not in codes
    ]


def _bounds(text: str, picks: Picks) -> list[Refusal]:
    count = len([word for word in BETWEEN.split(text.strip()) if word])
    if count > picks.most:
        facts = {"picks": count, "most": picks.most}
        return [Refusal("vote.too_many_picks", "PUBLIC-03", facts)]
    if 0 < count < picks.least:  # nobody at all is told apart
        facts = {"picks": count, "least": picks.least}
        return [Refusal("vote.too_few_picks", "PUBLIC-03", facts)]
    return []


def _where(name: str, sheets: Sequence[Sheet]) -> tuple[Sheet, int, int]:
    """Return the sheet, how many rows stand above its codes, and their column."""
    try:
        header = find_header(name, sheets, HEADINGS)
    except DeskError:
        return next((sheet for sheet in sheets if sheet.rows), sheets[0]), 0, 0
    return header.sheet, header.row, header.columns["code"]


def _cell(cells: Sequence[Cell], column: int) -> str:
    return compact(as_text(cells[column])) if column < len(cells) else ""
