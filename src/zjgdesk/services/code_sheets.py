"""The result on paper: bytes onto sheets of codes, and what a scanner typed back into bytes."""

from dataclasses import dataclass
from datetime import date

from zjgdesk.documents.code_sheets import CodeSheetFacts, build_code_sheets
from zjgdesk.documents.fonts import load_fonts
from zjgdesk.exchange.code_parts import (
    PER_SHEET,
    Missing,
    Outcome,
    Parts,
    Read,
    Taken,
    code_of,
    on_sheets,
    sheet_of,
    split,
)
from zjgdesk.services.desk import Machine

__all__ = [
    "PER_SHEET",
    "Missing",
    "Outcome",
    "Parts",
    "Read",
    "SheetHead",
    "Taken",
    "code_sheets",
    "sheet_of",
    "split",
]


@dataclass(frozen=True, slots=True)
class SheetHead:
    """What stands over the codes: of which round, meeting and day they are."""

    title: str
    meeting: str
    held_on: date
    foot: str = ""
    security: str = ""


def code_sheets(data: bytes, head: SheetHead, machine: Machine) -> bytes:
    """Return the sheets of a sealed package as PDF.

    Raises:
        DeskError: `codes.too_large`, what the page refuses.

    Rule: AIR-02
    """
    parts = split(data)
    facts = CodeSheetFacts(
        head.title,
        head.meeting,
        head.held_on,
        code_of(parts),
        on_sheets(parts),
        head.foot,
        head.security,
    )
    return build_code_sheets(facts, load_fonts(machine.font_folders))
