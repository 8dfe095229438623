"""The report of the count, with all figures: it stays inside the meeting."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zjgdesk.documents.blocks import Block, Cell, Paragraph, Table
from zjgdesk.documents.fonts import Face, Fonts
from zjgdesk.documents.page import Frame
from zjgdesk.documents.proof import ProofFacts
from zjgdesk.documents.proving import numbered, print_proven
from zjgdesk.documents.report_annex import HandCountFacts, KeyingLine, SettledLine, annex
from zjgdesk.documents.rows import counter
from zjgdesk.documents.signing import signatures
from zjgdesk.documents.worded import Filling, title_field, title_of, worded_blocks
from zjgdesk.documents.words import TRACKS, chinese_date, spread_name
from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import Track

KIND = "report"
NUMBERS = 4  # pairs of label and figure in a row
FIGURE_SIZE = 12.0
ROW = 9.0  # millimetres


class CountOrder(StrEnum):
    """How the counts of a report are ordered. Rule: VOTE-16."""

    VOTES = "votes"
    STROKES = "strokes"
    BALLOT = "ballot"


ORDERS = {
    CountOrder.VOTES: "按同意票多少为序",
    CountOrder.STROKES: "按姓氏笔画为序",
    CountOrder.BALLOT: "按表决票上的次序排列",
}


@dataclass(frozen=True, slots=True)
class CountLine:
    """What one candidate received. Rule: VOTE-07."""

    name: str
    yes: int
    no: int
    abstain: int
    void: int
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What the report of the count says. Rule: VOTE-16.

    Args:
        counts: in the order that is to be printed.
        result: the sentences of the result, a paragraph each.
        differences: how many cells differed between the two keyings and were settled.
        decisions: on doubtful ballots and settled differences, a paragraph each.
        order: in which the counts stand; it is told below them.
        settled: the same decisions for the annex, with who decided and who saw it.
        keying: the statistics of the two passes, for the annex.
        hand_count: the comparison with a count by hand, for the annex.
        hand_order: by whom and why the names on the ballot were put in order by hand.
        template: the office's own text; "" where the shipped one holds.
    """

    title: str
    meeting: str
    held_on: date
    track: Track
    due: int
    present: int
    printed: int
    issued: int
    left_over: int
    spoiled: int
    returned: int
    valid: int
    invalid: int
    quorum: int
    needed: int
    places: int
    counts: tuple[CountLine, ...]
    result: tuple[str, ...]
    differences: int = 0
    decisions: tuple[str, ...] = ()
    chief: str = ""
    scrutineers: tuple[str, ...] = ()
    tellers: tuple[str, ...] = ()
    foot: str = ""
    security: str = ""
    order: CountOrder | None = None
    settled: tuple[SettledLine, ...] = ()
    keying: tuple[KeyingLine, ...] = ()
    hand_count: HandCountFacts | None = None
    hand_order: str = ""
    template: str = ""


def build_report(facts: ReportFacts, fonts: Fonts) -> bytes:
    """Return the report of the count as PDF.

    Raises:
        DeskError: `page.nobody_listed`, `page.glyph_missing`, `page.proof_failed`, the
            `template.…` codes of a faulty text.

    Rules: VOTE-07, VOTE-16
    """
    if not facts.counts:
        raise DeskError("page.nobody_listed", rule="VOTE-16")
    blocks = worded_blocks(KIND, facts.template, report_filling(facts))
    frame = Frame(title_of(blocks), facts.foot, facts.security)
    names = tuple(line.name for line in facts.counts)
    return print_proven(blocks, frame, fonts, ProofFacts(names, rows=numbered(names)))


def report_filling(facts: ReportFacts) -> Filling:
    """Return what the text of the report may name. Rules: VOTE-07, VOTE-16."""
    each = counter(facts.track)
    fields = {
        "标题": title_field(facts.title),
        "会议": facts.meeting,
        "日期": chinese_date(facts.held_on),
        "类别": TRACKS[facts.track],
        "应选数量": f"{facts.places}{each}",
        "候选数量": f"{len(facts.counts)}{each}",
        "次序说明": "" if facts.order is None else f"（以上{ORDERS[facts.order]}。）",
    }
    tables: dict[str, tuple[Block, ...]] = {
        "到会和票数": (_figures(facts),),
        "得票情况": (_votes(facts),),
        "表决结果": tuple(Paragraph(text) for text in facts.result),
        "核对情况": _checks(facts),
        "签名": (signatures(facts.chief, facts.scrutineers, facts.tellers),),
        "附件": annex(
            facts.track, facts.settled, facts.keying, facts.hand_count, facts.hand_order
        ),
    }
    return Filling(fields, tables, ("会议", "日期"), tuple(tables))


def _figures(facts: ReportFacts) -> Table:
    pairs = (
        ("应到会", facts.due), ("实到会", facts.present),
        ("缺席", facts.due - facts.present), ("法定最少到会", facts.quorum),
        ("印制", facts.printed), ("发出", facts.issued),
        ("剩余", facts.left_over), ("作废", facts.spoiled),
        ("收回", facts.returned), ("有效票", facts.valid),
        ("废票", facts.invalid), ("当选所需票数", facts.needed),
    )  # fmt: skip
    rows = tuple(
        tuple(
            cell
            for label, figure in pairs[start : start + NUMBERS]
            for cell in (Cell(label, face=Face.HEI, least=ROW), Cell(str(figure)))
        )
        for start in range(0, len(pairs), NUMBERS)
    )
    return Table((22, 14, 22, 14, 22, 14, 32, 16), (), rows, FIGURE_SIZE)


def _votes(facts: ReportFacts) -> Table:
    named = "单位名称" if facts.track is Track.UNIT else "姓名"
    words = ("序号", named, "同意", "不同意", "弃权", "该项无效", "结果")
    head = tuple(Cell(word, face=Face.HEI, least=ROW) for word in words)
    rows = tuple(
        (
            Cell(str(number), least=ROW),
            Cell(spread_name(line.name), whole=True),
            *(Cell(str(votes)) for votes in (line.yes, line.no, line.abstain, line.void)),
            Cell(line.outcome),
        )
        for number, line in enumerate(facts.counts, start=1)
    )
    return Table((13, 47, 17, 18, 17, 23, 21), (head,), rows, FIGURE_SIZE)


def _checks(facts: ReportFacts) -> tuple[Block, ...]:
    settled = f"两次录入不一致{facts.differences}处，均已由监票人共同核对原票后确定。"
    if not facts.differences:
        settled = "两次录入完全一致。"
    decisions = ("逐项认定见附件。",) if facts.settled else facts.decisions
    return tuple(Paragraph(text) for text in (settled, *decisions))
