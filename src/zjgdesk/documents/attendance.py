"""The form for the meeting: who came, how many papers went out, how many came back."""

from dataclasses import dataclass
from datetime import date

from zjgdesk.documents.blocks import Cell, Table
from zjgdesk.documents.fonts import Fonts
from zjgdesk.documents.page import Frame
from zjgdesk.documents.proof import ProofFacts
from zjgdesk.documents.proving import numbered, print_proven
from zjgdesk.documents.rows import SIZE, head_row
from zjgdesk.documents.signing import signatures
from zjgdesk.documents.worded import Filling, title_field, title_of, worded_blocks
from zjgdesk.documents.words import chinese_date, spread_name
from zjgdesk.errors import DeskError
from zjgdesk.rules.ballots import quorum_needed

KIND = "attendance"
SIGN_ROW = 9.0  # millimetres: room to sign
SIDES = 3  # members in a row


@dataclass(frozen=True, slots=True)
class PaperStock:
    """One ballot of the meeting and how many papers of it were printed."""

    title: str
    printed: int


@dataclass(frozen=True, slots=True)
class AttendanceFacts:
    """What the form says before it is filled in.

    `members` may be empty: then there are as many numbered lines as members are due.
    """

    title: str
    meeting: str
    held_on: date
    due: int
    ballots: tuple[PaperStock, ...]
    members: tuple[str, ...] = ()
    chief: str = ""
    scrutineers: tuple[str, ...] = ()
    tellers: tuple[str, ...] = ()
    foot: str = ""
    security: str = ""
    template: str = ""


def build_attendance(facts: AttendanceFacts, fonts: Fonts) -> bytes:
    """Return the form for attendance, papers handed out and papers taken back, as PDF.

    Raises:
        DeskError: `attendance.empty` without ballots or members due, `page.glyph_missing`,
            `page.proof_failed`, the `template.…` codes of a faulty text.

    Rules: VOTE-01, VOTE-03, VOTE-04, VOTE-07
    """
    if not facts.ballots or facts.due < 1:
        raise DeskError("attendance.empty", rule="VOTE-07")
    blocks = worded_blocks(KIND, facts.template, attendance_filling(facts))
    frame = Frame(title_of(blocks), facts.foot, facts.security)
    titles = (each.title for each in facts.ballots)
    proof = ProofFacts((*facts.members, *titles), rows=numbered(facts.members))
    return print_proven(blocks, frame, fonts, proof)


def attendance_filling(facts: AttendanceFacts) -> Filling:
    """Return what the text of the form may name. Rules: VOTE-01, VOTE-03, VOTE-04, VOTE-07."""
    fields = {
        "标题": title_field(facts.title),
        "会议": facts.meeting,
        "日期": chinese_date(facts.held_on),
        "应到": str(facts.due),
        "法定最少": str(quorum_needed(facts.due)),
    }
    tables = {
        "出席和领票": (_members(facts),),
        "发票和收票": (_stock(facts),),
        "签名": (signatures(facts.chief, facts.scrutineers, facts.tellers),),
    }
    return Filling(fields, tables, ("会议", "应到", "法定最少"), tuple(tables))


def _members(facts: AttendanceFacts) -> Table:
    """Set the members three to a row, each with room to sign once."""
    names = [*facts.members, *[""] * (facts.due - len(facts.members))]
    cells = [
        (Cell(str(number), least=SIGN_ROW), Cell(spread_name(name), whole=True), Cell(""))
        for number, name in enumerate(names, start=1)
    ]
    cells += [(Cell("", least=SIGN_ROW), Cell(""), Cell(""))] * (-len(cells) % SIDES)
    rows = tuple(
        tuple(cell for each in cells[at : at + SIDES] for cell in each)
        for at in range(0, len(cells), SIDES)
    )
    words = ("序号", "姓名", "签到并领票") * SIDES
    return Table((11, 18, 23) * SIDES, (head_row(words),), rows, SIZE)


def _stock(facts: AttendanceFacts) -> Table:
    told = "印制等于发出、剩余、作废之和；收回不得多于发出，也不得多于实到人数，否则重新投票。"
    words = ("表决票", "印制", "发出", "剩余", "作废", "收回")
    rows = tuple(
        (
            Cell(each.title, align="left", least=SIGN_ROW),
            Cell(str(each.printed)),
            *[Cell("")] * 4,
        )
        for each in facts.ballots
    )
    rows = (*rows, (Cell(told, span=len(words), align="left"),))
    return Table((66, 18, 18, 18, 18, 18), (head_row(words),), rows, SIZE, together=True)
