"""What consultation and clearance brought, candidate by candidate, for the committee."""

from collections.abc import Mapping
from dataclasses import dataclass

from zjgdesk.documents.blocks import Block, Cell, Paragraph, Table
from zjgdesk.documents.fonts import Face, Fonts
from zjgdesk.documents.page import Frame
from zjgdesk.documents.proof import ProofFacts
from zjgdesk.documents.proving import numbered, print_proven
from zjgdesk.documents.rows import ACROSS, ROW, SIZE, head_row, name_cell, named
from zjgdesk.documents.worded import Filling, title_of, worded_blocks
from zjgdesk.documents.words import CLEARANCE, GROUPS, OPINIONS, ORGANS, TRACKS, UNANSWERED
from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import (
    ClearanceAnswer,
    ClearanceOrgan,
    OpinionAnswer,
    OpinionGroup,
    Track,
)

# Number, name, organisation, three groups, four organs, remarks: 225 millimetres.
WIDTHS: Mapping[Track, tuple[float, ...]] = {
    Track.CADRE: (11.0, 21.0, 27.1, *(18.6,) * 4, *(15.5,) * 3, 45.0),
    Track.UNIT: (11.0, 34.0, 25.0, *(18.6,) * 4, *(15.5,) * 3, 34.1),
}
KIND = "opinion_summary"
UNWRITTEN = "未写明具体意见"
BESIDE = 80  # characters: more words than that do not stand beside a name


@dataclass(frozen=True, slots=True)
class GroupOpinions:
    """What one group said of one candidate, in answers. Rule: OPINION-01."""

    asked: int
    answered: int
    yes: int
    reserved: int
    no: int


@dataclass(frozen=True, slots=True)
class Remark:
    """What an addressee who does not simply agree wrote."""

    addressee: str
    answer: OpinionAnswer
    text: str


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """What was said of one candidate.

    Args:
        groups: one that is not among them was not asked.
        clearance: None, or no entry, where an organ has not answered. Rule: OPINION-03
        case: the mark of an open accountability case, in words. Rule: OPINION-05
    """

    name: str
    organisation: str
    groups: Mapping[OpinionGroup, GroupOpinions]
    clearance: Mapping[ClearanceOrgan, ClearanceAnswer | None]
    remarks: tuple[Remark, ...] = ()
    case: str = ""


@dataclass(frozen=True, slots=True)
class SummaryFacts:
    """The summary of one track; the lines stand in the order given."""

    year: int
    track: Track
    lines: tuple[SummaryLine, ...]
    foot: str = ""
    security: str = ""
    template: str = ""


def build_opinion_summary(facts: SummaryFacts, fonts: Fonts) -> bytes:
    """Return the summary of opinions and clearance as PDF, printed across.

    Raises:
        DeskError: `page.nobody_listed`, `page.glyph_missing`, `page.proof_failed`, the
            `template.…` codes of a faulty text.

    Rules: OPINION-01, OPINION-03, OPINION-05
    """
    if not facts.lines:
        raise DeskError("page.nobody_listed", rule="OPINION-01")
    blocks = worded_blocks(KIND, facts.template, summary_filling(facts))
    frame = Frame(title_of(blocks), facts.foot, facts.security, landscape=True)
    names = tuple(line.name for line in facts.lines)
    return print_proven(blocks, frame, fonts, ProofFacts(names, rows=numbered(names)))


def summary_filling(facts: SummaryFacts) -> Filling:
    """Return what the text of the summary may name."""
    fields = {"年度": str(facts.year), "类别": TRACKS[facts.track]}
    tables = {"汇总表": (_table(facts),), "具体意见": _annex(facts)}
    return Filling(fields, tables, kept=tuple(tables))


def _table(facts: SummaryFacts) -> Table:
    head = head_row(
        (
            "序号",
            named(facts.track),
            "推荐单位",
            *GROUPS.values(),
            *ORGANS.values(),
            "意见和案件提示",
        )
    )
    rows = tuple(
        (
            Cell(str(number), least=ROW),
            name_cell(line.name, facts.track),
            Cell(line.organisation, align="left"),
            *(_opinions(line.groups.get(group)) for group in GROUPS),
            *(_answer(line.clearance.get(organ)) for organ in ORGANS),
            Cell(_remarks(line), align="left"),
        )
        for number, line in enumerate(facts.lines, start=1)
    )
    return Table(WIDTHS[facts.track], (head,), rows, SIZE)


def _opinions(said: GroupOpinions | None) -> Cell:
    if said is None:
        return Cell("—")
    return Cell(f"{said.asked}/{said.answered}\n{said.yes}/{said.reserved}/{said.no}")


def _answer(answer: ClearanceAnswer | None) -> Cell:
    """Set what stops or delays a candidate in the heavier hand, so that nobody reads over it."""
    word = UNANSWERED if answer is None else CLEARANCE[answer].replace("情况", "\n情况")
    return Cell(word, face=Face.FANGSONG if answer is ClearanceAnswer.CLEAR else Face.HEI)


def _remarks(line: SummaryLine) -> str:
    told = [f"具体意见{len(line.remarks)}条，见后"] if _is_long(line) else _told(line)
    return "\n".join([*([f"【{line.case}】"] if line.case else []), *told])


def _told(line: SummaryLine) -> list[str]:
    return [
        f"{each.addressee}（{OPINIONS[each.answer]}）：{each.text or UNWRITTEN}"
        for each in line.remarks
    ]


def _is_long(line: SummaryLine) -> bool:
    return sum(len(text) for text in _told(line)) > BESIDE


def _annex(facts: SummaryFacts) -> tuple[Block, ...]:
    """Set long remarks over the whole width, each with the name that it is about."""
    rows = tuple(
        (
            name_cell(line.name, facts.track),
            Cell(each.addressee, align="left"),
            Cell(OPINIONS[each.answer]),
            Cell(each.text or UNWRITTEN, align="left"),
        )
        for line in facts.lines
        if _is_long(line)
        for each in line.remarks
    )
    if not rows:
        return ()
    head = head_row((named(facts.track), "反馈单位", "意见", "具体意见"))
    name = 50.0 if facts.track is Track.UNIT else 24.0
    widths = (name, 46.0, 18.0, ACROSS - name - 46.0 - 18.0)
    return (Paragraph("具体意见", Face.HEI, keep_next=True), Table(widths, (head,), rows, SIZE))
