"""What the keying page keys into: a real pass, or the test deck beside it."""

from typing import Protocol

from zjgdesk.services import keying, proving, round_detail
from zjgdesk.services.desk import Desk
from zjgdesk.services.keying import KeyedRow, KeyedSheet
from zjgdesk.services.round_detail import RoundDetail
from zjgdesk.ui.ballots.sheet import Sheet

PASSES = {1: "第一遍录入", 2: "第二遍录入"}


class KeyingPort(Protocol):
    """Papers are asked for by number, kept, corrected, and ended together."""

    detail: RoundDetail
    title: str
    total: int
    test: bool

    def next_paper(self) -> int | None:
        """Return the number to be keyed next; None when all are."""

    def last(self) -> int | None:
        """Return the number kept last."""

    def numbers(self) -> frozenset[int]:
        """Return the numbers that are keyed."""

    def read(self, number: int) -> KeyedSheet:
        """Return a paper as it was keyed."""

    def key(self, number: int, sheet: Sheet, token: str) -> KeyedRow:
        """Keep a paper."""

    def correct(self, number: int, sheet: Sheet, reason: str) -> KeyedRow:
        """Keep a paper in place of what was keyed."""

    def finish(self) -> object:
        """End the keying."""


class RealPass:
    """One of the two passes of a round."""

    test = False

    def __init__(self, desk: Desk, round_id: int, pass_no: int) -> None:
        self._desk, self._round, self._pass = desk, round_id, pass_no
        self.detail = round_detail.read_round(desk, round_id)
        self.title = PASSES[pass_no]
        self.total = self.detail.returned or 0

    def next_paper(self) -> int | None:
        """Return the number to be keyed next; None when all are."""
        return keying.next_paper(self._desk, self._round, self._pass)

    def last(self) -> int | None:
        """Return the number kept last."""
        return keying.last_keyed(self._desk, self._round, self._pass)

    def numbers(self) -> frozenset[int]:
        """Return the numbers that are keyed."""
        return keying.keyed_numbers(self._desk, self._round, self._pass)

    def read(self, number: int) -> KeyedSheet:
        """Return a paper as it was keyed."""
        return keying.read_paper(self._desk, self._round, self._pass, number)

    def key(self, number: int, sheet: Sheet, token: str) -> KeyedRow:
        """Keep a paper."""
        return keying.key_paper(
            self._desk,
            self._round,
            pass_no=self._pass,
            paper_no=number,
            marks=sheet.kept_marks,
            invalid=sheet.invalid,
            doubt=sheet.doubt,
            token=token,
        )

    def correct(self, number: int, sheet: Sheet, reason: str) -> KeyedRow:
        """Keep a paper in place of what was keyed."""
        return keying.correct_paper(
            self._desk,
            self._round,
            pass_no=self._pass,
            paper_no=number,
            marks=sheet.kept_marks,
            invalid=sheet.invalid,
            doubt=sheet.doubt,
            reason=reason,
        )

    def finish(self) -> object:
        """End the pass."""
        return keying.finish_pass(self._desk, self._round, self._pass)


class TestDeck:
    """The test deck of a round: keyed the same way, kept apart, never counted. Rule: VOTE-21."""

    __test__ = False
    test = True

    def __init__(self, desk: Desk, round_id: int) -> None:
        self._desk, self._round = desk, round_id
        self.detail = round_detail.read_round(desk, round_id)
        self.title = "测试票录入"
        self.total = proving.test_papers(desk, round_id)
        self._last: int | None = None

    def next_paper(self) -> int | None:
        """Return the number to be keyed next; None when all are."""
        done = self.numbers()
        return next((n for n in range(1, self.total + 1) if n not in done), None)

    def last(self) -> int | None:
        """Return the number kept last; after a break, the highest."""
        return self._last or max(self.numbers(), default=None)

    def numbers(self) -> frozenset[int]:
        """Return the numbers that are keyed."""
        return proving.test_numbers(self._desk, self._round)

    def read(self, number: int) -> KeyedSheet:
        """Return a paper as it was keyed."""
        return proving.read_test_paper(self._desk, self._round, number)

    def key(self, number: int, sheet: Sheet, token: str) -> KeyedRow:
        """Keep a paper; keyed again, it replaces the former."""
        kept = proving.key_test_paper(
            self._desk,
            self._round,
            paper_no=number,
            marks=sheet.kept_marks,
            invalid=sheet.invalid,
            token=token,
        )
        self._last = number
        return kept

    def correct(self, number: int, sheet: Sheet, _reason: str) -> KeyedRow:
        """Keep a paper in place of what was keyed."""
        return self.key(number, sheet, f"{self._round}-{number}-again-{len(sheet.marks)}")

    def finish(self) -> object:
        """Leave the comparison with the prediction to the round's page, which tells of it."""
        return None
