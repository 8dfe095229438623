"""The zero report: before the first paper is handed out, nothing of the round is in the file."""

from dataclasses import dataclass
from datetime import date, datetime

from zjgdesk.documents.blocks import Cell, Table
from zjgdesk.documents.fonts import Face, Fonts
from zjgdesk.documents.page import Frame
from zjgdesk.documents.proof import ProofFacts
from zjgdesk.documents.proving import numbered, print_proven
from zjgdesk.documents.rows import ROW, SIZE, head_row, name_cell, named
from zjgdesk.documents.signing import signatures
from zjgdesk.documents.worded import Filling, title_field, title_of, worded_blocks
from zjgdesk.documents.words import TRACKS, chinese_date
from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import Track

KIND = "zero_report"
TABLES_IN_ROW = 3


@dataclass(frozen=True, slots=True)
class ZeroTable:
    """One table of the file in words, and how many rows of the round stand in it."""

    words: str
    rows: int


@dataclass(frozen=True, slots=True)
class ZeroFacts:
    """What the zero report says.

    Args:
        made_at: the local time at which the tables were counted.
        made_by: who had them counted.
        digest: the short digest of the frozen definition, as at the foot of the papers.
        printed: how many papers were printed.
    """

    title: str
    meeting: str
    held_on: date
    track: Track
    made_at: datetime
    made_by: str
    names: tuple[str, ...]
    tables: tuple[ZeroTable, ...]
    digest: str
    printed: int
    chief: str = ""
    scrutineers: tuple[str, ...] = ()
    tellers: tuple[str, ...] = ()
    foot: str = ""
    security: str = ""
    template: str = ""


def build_zero_report(facts: ZeroFacts, fonts: Fonts) -> bytes:
    """Return the zero report as PDF.

    Raises:
        DeskError: `zero_report.not_empty` when something is counted, `page.nobody_listed`,
            `page.glyph_missing`, `page.proof_failed`, the `template.…` codes of a faulty text.

    Rule: VOTE-22
    """
    for table in facts.tables:
        if table.rows:
            raise DeskError(
                "zero_report.not_empty", rule="VOTE-22", words=table.words, rows=table.rows
            )
    if not facts.names:
        raise DeskError("page.nobody_listed", rule="VOTE-22")
    blocks = worded_blocks(KIND, facts.template, zero_filling(facts))
    frame = Frame(title_of(blocks), facts.foot, facts.security)
    proof = ProofFacts(facts.names, rows=numbered(facts.names))
    return print_proven(blocks, frame, fonts, proof)


def zero_filling(facts: ZeroFacts) -> Filling:
    """Return what the text of the zero report may name. Rule: VOTE-22."""
    fields = {
        "标题": title_field(facts.title),
        "会议": facts.meeting,
        "日期": chinese_date(facts.held_on),
        "类别": TRACKS[facts.track],
        "印制数": str(facts.printed),
        "清点时间": f"{chinese_date(facts.made_at.date())}{facts.made_at:%H:%M:%S}",
        "清点人": facts.made_by,
        "定义摘要": facts.digest,
    }
    tables = {
        "案卷记录": (_tables(facts),),
        "票数": (_votes(facts),),
        "签名": (signatures(facts.chief, facts.scrutineers, facts.tellers),),
    }
    return Filling(fields, tables, ("会议", "清点时间", "定义摘要"), tuple(tables))


def _tables(facts: ZeroFacts) -> Table:
    cells = [
        (Cell(table.words, face=Face.HEI, least=ROW), Cell(str(table.rows)))
        for table in facts.tables
    ]
    cells += [(Cell(""), Cell(""))] * (-len(cells) % TABLES_IN_ROW)
    rows = tuple(
        tuple(cell for pair in cells[at : at + TABLES_IN_ROW] for cell in pair)
        for at in range(0, len(cells), TABLES_IN_ROW)
    )
    return Table((36, 16) * TABLES_IN_ROW, (), rows, SIZE)


def _votes(facts: ZeroFacts) -> Table:
    """Print a nought in every cell where votes will stand."""
    words = ("序号", named(facts.track), "同意", "不同意", "弃权", "该项无效")
    rows = tuple(
        (Cell(str(number)), name_cell(name, facts.track), *[Cell("0")] * 4)
        for number, name in enumerate(facts.names, start=1)
    )
    return Table((14, 62, 20, 20, 20, 20), (head_row(words),), rows, SIZE)
