"""The recovery sheet as a page; it is printed and never kept."""

from zjgdesk.documents.fonts import load_fonts
from zjgdesk.documents.recovery_sheet import TITLE, RecoveryFacts, build_recovery_sheet
from zjgdesk.services.desk import Machine

__all__ = ["TITLE", "recovery_sheet"]


def recovery_sheet(title: str, year: int, code: str, machine: Machine) -> bytes:
    """Return the sheet of a workspace.

    Raises:
        DeskError: what the page refuses.

    Rule: DESK-08
    """
    made_on = machine.clock().astimezone().date()
    facts = RecoveryFacts(title, year, code, made_on)
    return build_recovery_sheet(facts, load_fonts(machine.font_folders))
