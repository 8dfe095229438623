"""The papers of a tolerance case: an office's text with checked fields, and the case's tables."""

from collections.abc import Mapping

from zjgdesk.documents.blocks import Block
from zjgdesk.documents.case_facts import TITLES, CasePaperFacts, CasePaperKind
from zjgdesk.documents.case_fields import BLANK, case_fields
from zjgdesk.documents.case_tables import COVER, case_tables
from zjgdesk.documents.fonts import Fonts
from zjgdesk.documents.page import Frame
from zjgdesk.documents.proof import ProofFacts
from zjgdesk.documents.proving import print_proven
from zjgdesk.documents.templates import read_template, to_blocks
from zjgdesk.documents.worded import fill

REQUIRED: Mapping[CasePaperKind, tuple[str, ...]] = {
    CasePaperKind.ACCEPTANCE: ("案号", "申请人"),
    CasePaperKind.REFUSAL: ("案号", "申请人", "情况"),
    CasePaperKind.DETERMINATION: ("认定结果", "理由", "不符合项说明", "认定日期"),
    CasePaperKind.FEEDBACK: ("认定结果", "理由", "复核权利"),
    CasePaperKind.REVIEW: ("复核结果", "情况"),
}
"""What a paper must say, whatever else an office writes. Rules: TOL-03, TOL-06, TOL-09."""


def build_case_paper(facts: CasePaperFacts, fonts: Fonts) -> bytes:
    """Return one paper of a case as PDF.

    Raises:
        DeskError: the `template.…` codes of a faulty text, `page.glyph_missing`,
            `page.proof_failed`.

    Rules: TOL-02, TOL-03, TOL-04, TOL-06, TOL-09
    """
    blocks = case_blocks(facts)
    covered = f"【表】{COVER}" in template_of(facts)
    frame = Frame(TITLES[facts.kind], facts.foot, facts.security, cover=covered)
    return print_proven(blocks, frame, fonts, ProofFacts(_named(facts)))


def case_blocks(facts: CasePaperFacts) -> tuple[Block, ...]:
    """Return what a paper is made of, for a preview or a page.

    Raises:
        DeskError: the `template.…` codes of a faulty text.
    """
    text = render_fields(template_of(facts), case_fields(facts), facts.kind)
    return to_blocks(text, case_tables(facts))


def template_of(facts: CasePaperFacts) -> str:
    """Return the text that a paper is printed from: the office's own, else the shipped one."""
    return facts.template or read_template(f"{facts.kind}.txt")


def render_fields(template: str, fields: Mapping[str, str], kind: CasePaperKind) -> str:
    """Return the text with its fields filled; one that says nothing takes its line along.

    Raises:
        DeskError: the `template.…` codes of a faulty text.
    """
    shown = {name: "\x00" if value == BLANK else value for name, value in fields.items()}
    return fill(template, shown, REQUIRED.get(kind, ()))


def _named(facts: CasePaperFacts) -> tuple[str, ...]:
    """Whom the finished page must name: a letter to somebody else names its subject too."""
    named = {facts.person, facts.organisation}
    if facts.kind is CasePaperKind.DELIBERATION:
        named |= {member.name for member in facts.members}
    return tuple(sorted(name for name in named if name.strip()))
