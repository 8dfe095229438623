"""The annex of the report: what was settled and by whom, how well was keyed, the third count."""

from collections.abc import Sequence
from dataclasses import dataclass

from zjgdesk.documents.blocks import Block, Cell, PageBreak, Paragraph, Table
from zjgdesk.documents.fonts import Face
from zjgdesk.documents.rows import ROW, SIZE, head_row, name_cell
from zjgdesk.documents.words import MARKS
from zjgdesk.rules.ballots import COUNTED, Count
from zjgdesk.rules.vocabulary import Track

PASSES = ("第一遍", "第二遍")
WHOLE = "整张选票"


@dataclass(frozen=True, slots=True)
class SettledLine:
    """One cell, or with an empty name one whole paper, that two people decided. Rule: VOTE-06.

    The readings are words of the page; the number of the paper is never told.
    """

    name: str
    first: str
    second: str
    settled: str
    actor: str
    witness: str
    how: str


@dataclass(frozen=True, slots=True)
class KeyingLine:
    """How well one pass was keyed, held against what was settled. Rule: VOTE-24."""

    teller: str
    wrong_cells: int
    cells: int
    set_aside: int
    corrected: int


@dataclass(frozen=True, slots=True)
class HandCountLine:
    """One candidate of whom the count by hand said something else. Rule: VOTE-18."""

    name: str
    counted: Count
    by_hand: Count


@dataclass(frozen=True, slots=True)
class HandCountFacts:
    """The third count: whether it agreed, where it did not, and who explained it."""

    agrees: bool
    lines: tuple[HandCountLine, ...] = ()
    reason: str = ""
    people: tuple[str, ...] = ()


def annex(
    track: Track,
    settled: Sequence[SettledLine],
    keying: Sequence[KeyingLine],
    hand_count: HandCountFacts | None,
    hand_order: str = "",
) -> tuple[Block, ...]:
    """Return the pages of the annex; nothing when there is nothing to tell.

    Rules: VOTE-06, VOTE-16, VOTE-18, ORDER-03
    """
    if not settled and not keying and hand_count is None and not hand_order:
        return ()
    parts = (
        ("核对差异及认定", _settled(track, settled)),
        ("录入情况", _keying(keying)),
        ("人工计票比对", _hand_count(track, hand_count)),
        ("票面次序", (Paragraph(f"票面次序{hand_order}。"),) if hand_order else ()),
    )
    told = [(title, blocks) for title, blocks in parts if blocks]
    headed = zip("一二三四", told, strict=False)
    return (
        PageBreak(),
        Paragraph("附件　核对、录入和比对情况", Face.HEI, indent=0, keep_next=True),
        *(
            block
            for number, (title, blocks) in headed
            for block in (Paragraph(f"{number}、{title}", Face.HEI, keep_next=True), *blocks)
        ),
    )


def _settled(track: Track, settled: Sequence[SettledLine]) -> tuple[Block, ...]:
    if not settled:
        return (Paragraph("没有需要认定的事项。"),)
    words = ("序号", "事项", "第一遍", "第二遍", "认定", "认定人", "见证人", "依据和理由")
    rows = tuple(
        (
            Cell(str(number), least=ROW),
            name_cell(line.name or WHOLE, track),
            Cell(line.first),
            Cell(line.second),
            Cell(line.settled),
            Cell(line.actor),
            Cell(line.witness),
            Cell(line.how, align="left"),
        )
        for number, line in enumerate(settled, start=1)
    )
    return (Table((11, 30, 18, 18, 18, 17, 17, 27), (head_row(words),), rows, SIZE),)


def _keying(keying: Sequence[KeyingLine]) -> tuple[Block, ...]:
    if not keying:
        return ()
    words = ("遍次", "计票人", "录入项数", "与认定不同项数", "待定项数", "录入时改正")
    rows = tuple(
        (
            Cell(name, least=ROW),
            Cell(line.teller),
            Cell(str(line.cells)),
            Cell(str(line.wrong_cells)),
            Cell(str(line.set_aside)),
            Cell(str(line.corrected)),
        )
        for name, line in zip(PASSES, keying, strict=False)
    )
    table = Table((22, 30, 26, 26, 26, 26), (head_row(words),), rows, SIZE, together=True)
    return (table,)


def _hand_count(track: Track, hand: HandCountFacts | None) -> tuple[Block, ...]:
    if hand is None:
        return ()
    if hand.agrees:
        return (Paragraph("人工计票与录入计票的结果完全一致。"),)
    kinds = [MARKS[mark].removeprefix("该项") for mark in COUNTED]
    head = (
        (
            Cell("姓名或名称", face=Face.HEI, least=ROW),
            Cell("录入计票", len(kinds), Face.HEI),
            Cell("人工计票", len(kinds), Face.HEI),
        ),
        (Cell("", least=ROW), *(Cell(kind, face=Face.HEI) for kind in (*kinds, *kinds))),
    )
    rows = tuple(
        (
            name_cell(line.name, track),
            *(
                Cell(str(votes))
                for count in (line.counted, line.by_hand)
                for votes in (count.yes, count.no, count.abstain, count.void)
            ),
        )
        for line in hand.lines
    )
    told: list[Block] = [Table((36, *(15,) * 8), head, rows, SIZE)] if rows else []
    if hand.reason:
        by = f"（说明人：{'、'.join(hand.people)}）" if hand.people else ""
        told.append(Paragraph(f"说明：{hand.reason}{by}"))
    return (Paragraph("人工计票与录入计票的结果不一致，情况如下。", keep_next=True), *told)
