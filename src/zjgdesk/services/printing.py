"""What becomes of issued papers: how many copies went to a printer, and which were saved."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from zjgdesk.documents import wording
from zjgdesk.documents.proof import READING
from zjgdesk.errors import DeskError
from zjgdesk.models.rounds import BallotRound
from zjgdesk.models.trail import TrailEntry
from zjgdesk.rules.ballots import papers_to_enter
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.roles import Action
from zjgdesk.rules.rounds import RoundStep, refusal, state_after
from zjgdesk.services import issued, round_facts
from zjgdesk.services.desk import Deed, Desk
from zjgdesk.services.issued import IssuedRow
from zjgdesk.services.saving import write_whole

__all__ = [
    "READING",
    "PaperRow",
    "Sent",
    "export_paper",
    "list_papers",
    "read_paper",
    "record_printed",
    "why_not_print",
]

MOST = 9_999


@dataclass(frozen=True, slots=True)
class PaperRow:
    """An issued paper and what became of it at the printer.

    `copies` lie in the file one after another, the same sheets each: many for ballot papers, one
    for everything else. `sent` copies went to a printer so far, the last of them at `sent_at`.
    """

    issued: IssuedRow
    copies: int
    sent: int
    sent_at: datetime | None

    @property
    def id(self) -> int:
        """The number of the issued paper."""
        return self.issued.id

    @property
    def ballot(self) -> bool:
        """Whether its copies are counted in the papers' ledger. Rule: VOTE-07."""
        return self.issued.kind == wording.BALLOT

    @property
    def sheets(self) -> int:
        """How many pages make one copy."""
        return max(self.issued.pages // self.copies, 1)


@dataclass(frozen=True, slots=True)
class Sent:
    """What went to the printer.

    Args:
        copies: how many came out; people count them where the paper is a ballot.
        pages: which pages, in words; empty for all of them.
        printer: what the printer is called.
        whole: False where the printing was broken off.
    """

    copies: int
    pages: str = ""
    printer: str = ""
    whole: bool = True


def list_papers(desk: Desk, subject: str | None = None) -> list[PaperRow]:
    """Return every issued paper, newest first, with how many copies were printed of each."""
    rows = issued.list_issued(desk, subject)
    with desk.reading() as session:
        return _with_prints(session, rows)


def read_paper(desk: Desk, document_id: int) -> PaperRow:
    """Return one issued paper.

    Raises:
        DeskError: `issued.unknown`.
    """
    row = issued.find_issued(desk, document_id)
    with desk.reading() as session:
        return _with_prints(session, [row])[0]


def why_not_print(desk: Desk, document_id: int) -> Refusal | None:
    """Say why a paper may not be sent to a printer now; None where it may.

    Ballot papers come out of the printer until the voting begins, and only for who prints them.

    Raises:
        DeskError: `issued.unknown`.

    Rule: DESK-04, VOTE-07, VOTE-10
    """
    row = issued.find_issued(desk, document_id)
    if row.kind != wording.BALLOT:
        return desk.may(Action.RECORD_PRINTED)
    denied = desk.may(Action.PRINT_BALLOT)
    if denied:
        return denied
    with desk.reading() as session:
        round_ = round_facts.find(session, _round_id(row))
        return refusal(RoundStep.PRINT, round_facts.facts_of(session, round_))


def record_printed(desk: Desk, document_id: int, sent: Sent) -> int:
    """Enter on the trail what was printed; return how many ballot papers the ledger gained.

    Issuing a ballot has entered its copies already: only what was printed beyond them is added.

    Raises:
        DeskError: `issued.unknown`, `print.copies`, `role.denied`, the refusal of the step.

    Rule: VOTE-07, DESK-03
    """
    paper = read_paper(desk, document_id)
    if not 0 <= sent.copies <= MOST:
        raise DeskError("print.copies", rule="DESK-05", copies=sent.copies, most=MOST)
    if paper.ballot:
        desk.need(Action.PRINT_BALLOT)
    with desk.acting(Action.RECORD_PRINTED, paper.issued.subject, copies=sent.copies) as deed:
        deed.facts.update(paper=document_id, title=paper.issued.title, whole=sent.whole)
        deed.facts.update(pages=sent.pages, printer=sent.printer, document=paper.issued.digest)
        return _enter(deed, paper, sent.copies) if paper.ballot else 0


def export_paper(desk: Desk, document_id: int, path: Path) -> None:
    """Save the very bytes that were issued to a file, and enter that on the trail.

    Raises:
        DeskError: as `issued.read_issued`; `save.full`, `save.shut`, `save.unwritable`.

    Rule: DESK-03, DESK-07
    """
    row, content = issued.find_issued(desk, document_id), issued.read_issued(desk, document_id)
    with desk.acting(Action.EXPORT_PAPER, row.subject, file=path.name) as deed:
        deed.facts.update(title=row.title, document=row.digest, size=len(content))
        write_whole(path, content)


def _enter(deed: Deed, paper: PaperRow, copies: int) -> int:
    """Add to the ledger what was printed beyond the copies it holds. Rule: VOTE-07."""
    round_: BallotRound = round_facts.allowed(
        deed.session, _round_id(paper.issued), RoundStep.PRINT
    )
    added = papers_to_enter(paper.copies, before=paper.sent, sent=copies)
    if added:
        round_.printed += added
        round_.state = state_after(RoundStep.PRINT, round_facts.facts_of(deed.session, round_))
    deed.facts["entered"] = added
    return added


def _round_id(row: IssuedRow) -> int:
    return int(row.subject.partition(":")[2])


def _with_prints(session: Session, rows: Iterable[IssuedRow]) -> list[PaperRow]:
    copies, sent, last = _told_of_copies(session), Counter[int](), {}
    query = select(TrailEntry).where(TrailEntry.action == Action.RECORD_PRINTED)
    for entry in session.scalars(query.order_by(TrailEntry.seq)):
        facts: Mapping[str, Any] = json.loads(entry.facts)
        sent[facts["paper"]] += facts["copies"]
        last[facts["paper"]] = entry.at
    return [
        PaperRow(
            row,
            _copies_in(row, copies),
            sent[row.id],
            last.get(row.id),
        )
        for row in rows
    ]


def _told_of_copies(session: Session) -> dict[str, int]:
    """How many copies each issued ballot holds, by digest: the same bytes are as many copies."""
    query = select(TrailEntry.facts).where(TrailEntry.action == Action.PRINT_BALLOT)
    told = [json.loads(facts) for facts in session.scalars(query)]
    return {facts["document"]: facts["copies"] for facts in told}


def _copies_in(row: IssuedRow, copies: Mapping[str, int]) -> int:
    return copies.get(row.digest, row.pages) if row.kind == wording.BALLOT else 1
