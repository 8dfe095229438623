"""Ties what is on the screen to the issued paper it is, so that printing it leaves its trace."""

from pathlib import Path

from zjgdesk.rules.refusals import Refusal
from zjgdesk.services import printing
from zjgdesk.services.desk import Desk
from zjgdesk.services.printing import PaperRow, Sent


class PrintRecord:
    """One issued paper, as the person at the desk may deal with it."""

    def __init__(self, desk: Desk, document_id: int) -> None:
        self._desk, self._id = desk, document_id

    def paper(self) -> PaperRow:
        """Return the paper with how many copies were printed so far."""
        return printing.read_paper(self._desk, self._id)

    def refusal(self) -> Refusal | None:
        """Say why it may not be printed now."""
        return printing.why_not_print(self._desk, self._id)

    def record(self, sent: Sent) -> int:
        """Enter what was printed; return how many ballot papers the ledger gained.

        Raises:
            DeskError: as `printing.record_printed`.
        """
        return printing.record_printed(self._desk, self._id, sent)

    def save(self, path: Path) -> None:
        """Save the very bytes.

        Raises:
            DeskError: as `printing.export_paper`.
        """
        printing.export_paper(self._desk, self._id, path)
