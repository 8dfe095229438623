"""The paper that a teller has in hand, and what becomes of it; no Qt."""

from collections.abc import Callable

from zjgdesk.errors import DeskError
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.shorthand import base_of, read_shorthand, write_shorthand
from zjgdesk.rules.vocabulary import Mark
from zjgdesk.services.keying import KeyedRow
from zjgdesk.ui.ballots.keying_port import KeyingPort
from zjgdesk.ui.ballots.sheet import Sheet


class InHand:
    """One paper after another; the base of the last one holds for the next."""

    def __init__(self, port: KeyingPort, tokens: Callable[[], str]) -> None:
        self.port = port
        self.number: int | None = None
        self.correcting, self.warned = False, False
        self.typing: Refusal | None = None
        self._tokens = tokens
        self.token, self._reason = "", ""
        self._base = Mark.ABSTAIN
        self._held: Sheet | None = None
        self.sheet = self._blank()
        self.take_next()

    @property
    def text(self) -> str:
        """The paper's exceptions as they would be typed."""
        return "" if self.sheet.invalid else write_shorthand(self.sheet.marks, self.sheet.base)

    def take_next(self) -> None:
        """Take the next paper that is not keyed yet."""
        self._take(self.port.next_paper())

    def correct_last(self) -> None:
        """Take the paper kept last in hand again; once more gives that up.

        Raises:
            DeskError: what the desk refuses.
        """
        last = self.port.last()
        if self.correcting:
            self.take_next()
        elif last is not None:
            self._correct(last, "")

    def go_to(self, number: int, reason: str = "") -> None:
        """Take a paper by its number: one not keyed yet, or one to be corrected.

        Raises:
            DeskError: `keying.number_impossible`, `keying.reason_needed`.
        """
        port = self.port
        if not 1 <= number <= port.total:
            raise DeskError(
                "keying.number_impossible", rule="VOTE-07", paper=number, returned=port.total
            )
        if number not in port.numbers():
            self._held = None
            self._take(number)
        elif number != port.last() and not port.test and not reason.strip():
            raise DeskError("keying.reason_needed", rule="VOTE-24", paper=number)
        else:
            self._correct(number, reason)

    def type(self, text: str) -> bool:
        """Understand exceptions as they are typed; say whether a base was chosen instead."""
        sheet = self.sheet
        base = base_of(text)
        if base is not None:
            sheet.base, text = base, ""
        read = read_shorthand(text, rows=sheet.rows, base=sheet.base)
        sheet.except_for(read.entries)
        self.typing, self.warned = read.refusal, False
        return base is not None

    def changed(self) -> None:
        """Forget what was typed and warned of: the paper was marked in another way."""
        self.typing, self.warned = None, False

    def keep(self) -> KeyedRow | None:
        """Keep the paper and take the next; None where it should be looked at once more.

        Raises:
            DeskError: what the desk or the line for exceptions refuses.
        """
        if self.number is None:
            return None
        if self.typing is not None and not self.sheet.invalid:
            self.typing.raise_()
        if self.sheet.questionable and not self.warned:
            self.warned = True
            return None
        if self.correcting:
            kept = self.port.correct(self.number, self.sheet, self._reason)
        else:
            kept = self.port.key(self.number, self.sheet, self.token)
        if not self.sheet.invalid:
            self._base = self.sheet.base
        self.take_next()
        return kept

    def _take(self, number: int | None) -> None:
        self.number = number
        self.correcting, self._reason = False, ""
        self.changed()
        self.token = self._tokens()
        self.sheet = self._held or self._blank()
        self._held = None

    def _correct(self, number: int, reason: str) -> None:
        kept = self.port.read(number)
        self._held = self.sheet if self.sheet.touched and not self.correcting else None
        self.sheet = self._blank()
        self.sheet.take_up(kept)
        self.changed()
        self.number, self.correcting, self._reason = number, True, reason

    def _blank(self) -> Sheet:
        detail = self.port.detail
        return Sheet(len(detail.entries), detail.row.places, self._base)
