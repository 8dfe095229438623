"""The test deck on paper: first what keying it must come to, then the marked papers themselves."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO

from zjgdesk.documents.ballot import define_sheets, layout_ballot, told_by
from zjgdesk.documents.ballot_facts import BallotFacts
from zjgdesk.documents.ballot_layout import Area, BallotLayout
from zjgdesk.documents.blocks import Cell, Table, said
from zjgdesk.documents.fonts import PRINTING, Face, Fonts
from zjgdesk.documents.page import (
    PAGE_HEIGHT,
    PAGE_WIDTH,
    Frame,
    draw_letter,
    draw_watermark,
    open_canvas,
)
from zjgdesk.documents.pen import MM, Pen
from zjgdesk.documents.proof import ProofFacts, prove
from zjgdesk.documents.proving import numbered
from zjgdesk.documents.rows import SIZE, head_row, name_cell, named
from zjgdesk.documents.signing import signatures
from zjgdesk.documents.text import Line, Style, measure
from zjgdesk.documents.worded import Filling, title_field, title_of, worded_blocks
from zjgdesk.documents.words import chinese_date
from zjgdesk.errors import DeskError
from zjgdesk.rules.ballots import Paper, Tally, Verdict, judge_paper
from zjgdesk.rules.vocabulary import Mark

KIND = "test_deck"
WATERMARK = "测试"
MARKED = "【测试】"
STAMP = Style(Face.HEI, 14.0)
STAMP_TOP, STAMP_HEIGHT, STAMP_RIGHT, STAMP_PADDING = 11.0, 7.5, 190.0, 2.0  # millimetres
SIGN_SHARE = 1.25  # of the box: how large a mark is drawn
RINGS = ("○", "〇")
BOXES = {
    Mark.YES: (Mark.YES,),
    Mark.NO: (Mark.NO,),
    Mark.ABSTAIN: (Mark.ABSTAIN,),
    Mark.VOID: (Mark.YES, Mark.NO),
}
"""The boxes in which a mark is drawn; two in one row void it. Rule: VOTE-06."""


@dataclass(frozen=True, slots=True)
class DeckFacts:
    """The real ballot, the marked papers in the order of their stamps, and their sums."""

    ballot: BallotFacts
    title: str
    held_on: date
    papers: tuple[Paper, ...]
    tally: Tally
    foot: str = ""
    security: str = ""
    scrutineers: tuple[str, ...] = ()
    tellers: tuple[str, ...] = ()
    chief: str = ""
    template: str = ""


def build_test_deck(facts: DeckFacts, fonts: Fonts) -> bytes:
    """Return the predicted report and the marked papers as one PDF, grey words across every page.

    Raises:
        DeskError: `test_deck.empty` without papers or entries, `page.glyph_missing`,
            `page.text_too_long`, `page.proof_failed`, the `template.…` codes of a faulty
            text.

    Rule: VOTE-21
    """
    if not facts.papers or not facts.ballot.entries:
        raise DeskError("test_deck.empty", rule="VOTE-21")
    ballot = replace(facts.ballot, title=f"{MARKED}{facts.ballot.title}")
    layout = layout_ballot(ballot, fonts)
    report = worded_blocks(KIND, facts.template, deck_filling(facts))
    frame = Frame(title_of(report), facts.foot, facts.security, watermark=WATERMARK)
    with PRINTING:
        buffer = BytesIO()
        canvas = open_canvas(buffer, frame.title)
        pages = draw_letter(canvas, report, frame, fonts)
        define_sheets(canvas, ballot, layout, fonts)
        for number, paper in enumerate(facts.papers, start=1):
            for page in range(1, layout.pages + 1):
                pen = Pen(canvas, PAGE_HEIGHT)
                canvas.setPageSize((PAGE_WIDTH, PAGE_HEIGHT))
                draw_watermark(pen, WATERMARK, fonts)
                _stamp(pen, number, fonts)
                canvas.doForm(f"sheet{page}")
                _mark(pen, paper, (ballot, layout, page), fonts)
                canvas.showPage()
        canvas.save()
    told = "\n".join((said(report), *[told_by(ballot)] * len(facts.papers)))
    proof = _proof(facts, pages + layout.pages * len(facts.papers))
    return prove(buffer.getvalue(), replace(proof, told=told))


def _proof(facts: DeckFacts, pages: int) -> ProofFacts:
    """Say that the report and every paper have each name, the papers in the order of stamps."""
    names = tuple(entry.name for entry in facts.ballot.entries)
    rows = numbered(names)
    papers = [
        text for number in range(1, len(facts.papers) + 1) for text in (_stamped(number), *rows)
    ]
    return ProofFacts(names * (len(facts.papers) + 1), pages, rows=(*rows, *papers))


def deck_filling(facts: DeckFacts) -> Filling:
    """Return what the text of the predicted report may name. Rule: VOTE-21."""
    fields = {
        "标题": title_field(f"{MARKED}{facts.title}"),
        "会议": facts.ballot.meeting,
        "日期": chinese_date(facts.held_on),
        "张数": str(len(facts.papers)),
        "有效票": str(facts.tally.valid),
        "废票": str(facts.tally.invalid),
        "特殊票": _special(facts),
    }
    tables = {
        "预计结果": (_sums(facts),),
        "签名": (signatures(facts.chief, facts.scrutineers, facts.tellers),),
    }
    return Filling(fields, tables, ("标题", "张数", "有效票", "废票"), tuple(tables))


def _special(facts: DeckFacts) -> str:
    """Name the papers that are not simply marked."""
    blank = [n for n, paper in enumerate(facts.papers, start=1) if _blank(paper)]
    judged = [judge_paper(paper, facts.ballot.places) for paper in facts.papers]
    many = [n for n, verdict in enumerate(judged, start=1) if verdict is Verdict.TOO_MANY]
    spoiled = [n for n, verdict in enumerate(judged, start=1) if verdict is Verdict.INVALID]
    told = [
        f"第{'、'.join(map(str, numbers))}号{words}"
        for numbers, words in (
            (blank, "为空白票"),
            (many, "同意多于名额"),
            (spoiled, "整张划去，为废票"),
        )
        if numbers
    ]
    return f"其中{'，'.join(told)}。" if told else ""


def _blank(paper: Paper) -> bool:
    return paper.marks is not None and set(paper.marks) == {Mark.ABSTAIN}


def _sums(facts: DeckFacts) -> Table:
    track = facts.ballot.track
    words = ("序号", named(track), "同意", "不同意", "弃权", "该项无效")
    rows = tuple(
        (
            Cell(str(number)),
            name_cell(entry.name, track),
            *(Cell(str(votes)) for votes in (line.yes, line.no, line.abstain, line.void)),
        )
        for number, (entry, line) in enumerate(
            zip(facts.ballot.entries, facts.tally.counts, strict=True), start=1
        )
    )
    return Table((14, 62, 20, 20, 20, 20), (head_row(words),), rows, SIZE)


def _stamped(number: int) -> str:
    return f"测试票第{number}号"


def _stamp(pen: Pen, number: int, fonts: Fonts) -> None:
    """Print the number as the stamp puts it on a real paper, between the corner marks."""
    line = Line(measure(_stamped(number), STAMP, fonts))
    width = line.width + 2 * STAMP_PADDING * MM
    left = STAMP_RIGHT * MM - width
    pen.box(left, STAMP_TOP * MM, width, STAMP_HEIGHT * MM, stroke=1.2)
    top = STAMP_TOP * MM + (STAMP_HEIGHT * MM - STAMP.size) / 2
    pen.line(line, left + STAMP_PADDING * MM, top, size=STAMP.size)


def _mark(
    pen: Pen, paper: Paper, sheet: tuple[BallotFacts, BallotLayout, int], fonts: Fonts
) -> None:
    """Draw the marks of a paper on one of its sheets; an invalid one is struck out."""
    ballot, layout, page = sheet
    if paper.marks is None:
        _strike(pen, [row.row for row in layout.rows if row.page == page])
        return
    if _blank(paper):
        return
    for box in layout.boxes:
        if box.page == page and box.mark in BOXES[paper.marks[box.position - 1]]:
            _sign(pen, box.area, ballot.marks.sign, fonts)


def _sign(pen: Pen, box: Area, sign: str, fonts: Fonts) -> None:
    """Draw a mark into its box, as thick as a pen does."""
    size = box.height * MM * SIGN_SHARE
    left, top = (box.left + box.width / 2) * MM, (box.top + box.height / 2) * MM
    if sign in RINGS:
        pen.ring((left, top), size / 2)
        return
    line = Line(measure(sign, Style(Face.HEI, size), fonts))
    pen.line(line, left - line.width / 2, top - size / 2, size=size)


def _strike(pen: Pen, rows: Sequence[Area]) -> None:
    left, top = min(row.left for row in rows) * MM, min(row.top for row in rows) * MM
    right = max(row.left + row.width for row in rows) * MM
    bottom = max(row.top + row.height for row in rows) * MM
    pen.stroke((left, top), (right, bottom))
    pen.stroke((left, bottom), (right, top))
