"""The rehearsal: every class of result that this ballot can have, before the meeting."""

from dataclasses import dataclass
from datetime import date

from zjgdesk.documents.blocks import Cell, Table
from zjgdesk.documents.fonts import Face, Fonts
from zjgdesk.documents.page import Frame
from zjgdesk.documents.proof import ProofFacts
from zjgdesk.documents.proving import print_proven
from zjgdesk.documents.rehearsal_words import CASES, figures_told, result_told
from zjgdesk.documents.rows import ACROSS, NUMBER, ROW, SIZE, counter, head_row
from zjgdesk.documents.worded import Filling, title_field, title_of, worded_blocks
from zjgdesk.documents.words import BASES, TRACKS, chinese_date, spread_name
from zjgdesk.errors import DeskError
from zjgdesk.rules.ballots import majority_needed, quorum_needed
from zjgdesk.rules.register import load_rules
from zjgdesk.rules.rehearsal import RehearsedCase
from zjgdesk.rules.vocabulary import Base, Track

KIND = "rehearsal"
WATERMARK = "演练"
NAMES_IN_ROW = {Track.CADRE: 9, Track.UNIT: 5}
CASE, SHOWN, FIGURES, RESULT = 32.0, 38.0, 52.0, 48.0
RULE_NUMBER, RULE_TITLE = 24.0, 36.0


@dataclass(frozen=True, slots=True)
class RehearsalFacts:
    """What the page of the rehearsal says; `names` in ballot order.

    Made-up votes are told of numbers on the ballot, never beside a name.
    """

    title: str
    meeting: str
    held_on: date
    track: Track
    places: int
    base: Base
    due: int
    names: tuple[str, ...]
    cases: tuple[RehearsedCase, ...]
    foot: str = ""
    security: str = ""
    template: str = ""


def build_rehearsal(facts: RehearsalFacts, fonts: Fonts) -> bytes:
    """Return the rehearsal as PDF: each class with figures, result and rule, then the rules.

    Raises:
        DeskError: `rehearsal.empty` without names or cases, `page.glyph_missing`,
            `page.proof_failed`, the `template.…` codes of a faulty text.

    Rule: VOTE-21
    """
    if not facts.names or not facts.cases:
        raise DeskError("rehearsal.empty", rule="VOTE-21")
    blocks = worded_blocks(KIND, facts.template, rehearsal_filling(facts))
    title = title_of(blocks)
    frame = Frame(title, facts.foot, facts.security, landscape=True, watermark=WATERMARK)
    names = tuple(f"{number}号{name}" for number, name in enumerate(facts.names, start=1))
    rows = (*names, *(CASES[case.kind].title for case in facts.cases))
    return print_proven(blocks, frame, fonts, ProofFacts(facts.names, rows=rows))


def rehearsal_filling(facts: RehearsalFacts) -> Filling:
    """Return what the text of the rehearsal may name. Rule: VOTE-21."""
    each = counter(facts.track)
    fields = {
        "标题": title_field(facts.title),
        "会议": facts.meeting,
        "日期": chinese_date(facts.held_on),
        "类别": TRACKS[facts.track],
        "应到": str(facts.due),
        "法定最少": str(quorum_needed(facts.due)),
        "候选数量": f"{len(facts.names)}{each}",
        "应选数量": f"{facts.places}{each}",
        "计票基数": BASES[facts.base],
        "通过票数": str(majority_needed(facts.due)),
    }
    tables = {
        "候选名单": (_names(facts),),
        "各种情形": (_cases(facts),),
        "依据的规定": (_rules(facts),),
    }
    return Filling(fields, tables, ("会议", "日期"), tuple(tables))


def _names(facts: RehearsalFacts) -> Table:
    """Set the real list with its numbers, several names to a row."""
    in_row = NAMES_IN_ROW[facts.track]
    told = [f"{number}号\n{spread_name(name)}" for number, name in enumerate(facts.names, start=1)]
    told += [""] * (-len(told) % in_row)
    rows = tuple(
        tuple(Cell(text, least=ROW) for text in told[at : at + in_row])
        for at in range(0, len(told), in_row)
    )
    return Table((ACROSS / in_row,) * in_row, (), rows, SIZE)


def _cases(facts: RehearsalFacts) -> Table:
    rules = load_rules()
    rows = tuple(
        (
            Cell(str(number), least=ROW),
            Cell(CASES[case.kind].title, face=Face.HEI, align="left"),
            Cell(CASES[case.kind].shown, align="left"),
            Cell(figures_told(case), align="left"),
            Cell(result_told(case, facts.track, facts.places), align="left"),
            Cell("\n".join(f"{rule} {rules[rule].title}" for rule in case.rules), align="left"),
        )
        for number, case in enumerate(facts.cases, start=1)
    )
    left = (NUMBER, CASE, SHOWN, FIGURES, RESULT)
    head = head_row(("序号", "情形", "要点", "设想的票数", "结果", "依据"))
    return Table((*left, ACROSS - sum(left)), (head,), rows, SIZE)


def _rules(facts: RehearsalFacts) -> Table:
    rules = load_rules()
    named = sorted({rule for case in facts.cases for rule in case.rules})
    rows = tuple(
        (
            Cell(rule, least=ROW),
            Cell(rules[rule].title),
            Cell(rules[rule].text, align="left"),
        )
        for rule in named
    )
    widths = (RULE_NUMBER, RULE_TITLE, ACROSS - RULE_NUMBER - RULE_TITLE)
    return Table(widths, (head_row(("编号", "名称", "内容")),), rows, SIZE)
