"""Who stands: the register of candidates, and what is known of each on one list."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from zjgdesk.documents.blocks import Cell, Table
from zjgdesk.documents.fonts import Face, Fonts
from zjgdesk.documents.page import Frame
from zjgdesk.documents.proof import ProofFacts
from zjgdesk.documents.proving import numbered, print_proven
from zjgdesk.documents.rows import (
    ACROSS,
    NUMBER,
    ROW,
    SIZE,
    clearance_cell,
    counter,
    head_row,
    name_cell,
    named,
)
from zjgdesk.documents.worded import Filling, title_of, worded_blocks
from zjgdesk.documents.words import TRACKS
from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import ClearanceAnswer, ClearanceOrgan, Track

REGISTER, OVERVIEW = "candidate_register", "candidate_overview"
NAMES = {Track.CADRE: 24.0, Track.UNIT: 50.0}  # millimetres
COLUMNS: Mapping[Track, tuple[tuple[str, str, float], ...]] = {
    Track.CADRE: (
        ("gender", "性别", 12.0),
        ("ethnicity", "民族", 18.0),
        ("birth", "出生年月", 21.0),
        ("education", "学历", 20.0),
        ("politics", "政治面貌", 24.0),
        ("organisation", "推荐单位", 38.0),
        ("post", "现任职务", 57.0),
    ),
    Track.UNIT: (
        ("organisation", "推荐单位", 50.0),
        ("nature", "单位性质", 32.0),
        ("head", "负责人", 30.0),
        ("headcount", "人数", 20.0),
        ("phone", "联系电话", 32.0),
    ),
}
LEFT = frozenset({"organisation", "post", "nature"})
WHERE, KIND, SAID, CLEARED, MARKED = 44.0, 20.0, 20.0, 30.0, 24.0
NO_DEEDS = "（未报送事迹材料）"


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One candidate.

    Args:
        fields: what the department wrote, by the names of its columns.
        opinions: how many said 同意, 有保留 and 不同意.
        case: the mark of an open accountability case, in words. Rule: OPINION-05
    """

    name: str
    fields: Mapping[str, str]
    opinions: tuple[int, int, int] = (0, 0, 0)
    clearance: Mapping[ClearanceOrgan, ClearanceAnswer | None] = field(default_factory=dict)
    case: str = ""


@dataclass(frozen=True, slots=True)
class RegisterFacts:
    """The candidates of a track; the lines stand in the order given. Rule: SCHEME-04."""

    year: int
    track: Track
    lines: tuple[RegisterLine, ...]
    foot: str = ""
    security: str = ""
    template: str = ""


def build_register(facts: RegisterFacts, fonts: Fonts) -> bytes:
    """Return the register of candidates as PDF, printed across.

    Raises:
        DeskError: `page.nobody_listed`, `page.glyph_missing`, `page.proof_failed`, the
            `template.…` codes of a faulty text.

    Rule: SCHEME-04
    """
    return _build(facts, fonts, REGISTER, register_filling(facts))


def build_overview(facts: RegisterFacts, fonts: Fonts) -> bytes:
    """Return all that is known of each candidate as PDF, printed across; it stays inside.

    Raises:
        DeskError: `page.nobody_listed`, `page.glyph_missing`, `page.proof_failed`, the
            `template.…` codes of a faulty text.

    Rules: SCHEME-04, OPINION-05
    """
    return _build(facts, fonts, OVERVIEW, overview_filling(facts))


def register_filling(facts: RegisterFacts) -> Filling:
    """Return what the text of the register may name."""
    return Filling(_fields(facts), {"名册": (_register(facts),)}, kept=("名册",))


def overview_filling(facts: RegisterFacts) -> Filling:
    """Return what the text of the list of facts may name."""
    return Filling(_fields(facts), {"一览表": (_overview(facts),)}, kept=("一览表",))


def _build(facts: RegisterFacts, fonts: Fonts, kind: str, filling: Filling) -> bytes:
    if not facts.lines:
        raise DeskError("page.nobody_listed", rule="SCHEME-04")
    blocks = worded_blocks(kind, facts.template, filling)
    frame = Frame(title_of(blocks), facts.foot, facts.security, landscape=True)
    names = tuple(line.name for line in facts.lines)
    return print_proven(blocks, frame, fonts, ProofFacts(names, rows=numbered(names)))


def _fields(facts: RegisterFacts) -> dict[str, str]:
    unit = facts.track is Track.UNIT
    return {
        "年度": str(facts.year),
        "类别": TRACKS[facts.track],
        "数量": f"{len(facts.lines)}{counter(facts.track)}",
        "排列次序": "按单位名录顺序排列" if unit else "按姓氏笔画为序",
    }


def _register(facts: RegisterFacts) -> Table:
    """Give each thing that somebody told a column; what nobody told takes none."""
    told = [each for each in COLUMNS[facts.track] if _anybody(facts, each[0])]
    spare = ACROSS - NUMBER - NAMES[facts.track] - sum(width for *_, width in told)
    share = spare / max(len(told), 1)
    widths = (NUMBER, NAMES[facts.track], *(width + share for *_, width in told))
    head = head_row(("序号", named(facts.track), *(word for _, word, _ in told)))
    rows = tuple(
        (
            Cell(str(number), least=ROW),
            name_cell(line.name, facts.track),
            *(
                Cell(line.fields.get(key, ""), align="left" if key in LEFT else "center")
                for key, *_ in told
            ),
        )
        for number, line in enumerate(facts.lines, start=1)
    )
    return Table(widths, (head,), rows, SIZE)


def _anybody(facts: RegisterFacts, key: str) -> bool:
    return any(line.fields.get(key, "").strip() for line in facts.lines)


def _overview(facts: RegisterFacts) -> Table:
    name = NAMES[facts.track]
    used = NUMBER + name + WHERE + KIND + SAID + CLEARED + MARKED
    where = "推荐单位" if facts.track is Track.UNIT else "单位及职务"
    head = head_row(
        (
            "序号", named(facts.track), where, "事项类别", "主要担当事迹",
            "同意/\n有保留/\n不同意", "纪公检法", "案件提示",
        )
    )  # fmt: skip
    rows = tuple(
        (
            Cell(str(number), least=ROW),
            name_cell(line.name, facts.track),
            Cell(_where(line, facts.track), align="left"),
            Cell(line.fields.get("deed_kind", "")),
            Cell(line.fields.get("deed", "").strip() or NO_DEEDS, align="left"),
            Cell("/".join(str(count) for count in line.opinions)),
            clearance_cell(line.clearance),
            Cell(line.case, face=Face.HEI),
        )
        for number, line in enumerate(facts.lines, start=1)
    )
    widths = (NUMBER, name, WHERE, KIND, ACROSS - used, SAID, CLEARED, MARKED)
    return Table(widths, (head,), rows, SIZE)


def _where(line: RegisterLine, track: Track) -> str:
    """Return organisation and post; a post that begins with the organisation says both."""
    organisation = line.fields.get("organisation", "")
    post = "" if track is Track.UNIT else line.fields.get("post", "")
    return post if organisation and post.startswith(organisation) else f"{organisation}{post}"
