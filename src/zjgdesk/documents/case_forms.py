"""What is filled in by hand on the papers of a case: cover, receipt, signatures."""

from collections.abc import Sequence

from zjgdesk.documents.blocks import (
    Blank,
    Block,
    Cell,
    CutLine,
    PageBreak,
    Paragraph,
    Table,
    Title,
)
from zjgdesk.documents.case_cells import DATE_BLANK, SIGNED, SMALL, cover_gap, label
from zjgdesk.documents.case_facts import TITLES, CasePaperFacts, CasePaperKind
from zjgdesk.documents.fonts import Face
from zjgdesk.documents.words import chinese_date, spread_name
from zjgdesk.rules.vocabulary import Subject

ABOVE = 4  # lines of the cover
COVER_ROW, COVER_SIZE = 14.0, 14.0
SLIP, SLIP_SIGNED = 8.5, 12.0  # millimetres: a letter and its receipt share one page
WRITING = 70.0  # millimetres: what somebody writes by hand
WAYS = "□直接　□邮寄　□委托"


def cover(facts: CasePaperFacts, reason: str) -> Sequence[Block]:
    """Return a first page that says what the paper is about; it turns the page."""
    told = (
        ("案号", facts.number),
        ("案由", reason),
        ("当事人", facts.person),
        ("所在单位", facts.organisation),
        ("承办单位", facts.issuer),
        ("报告日期", chinese_date(facts.on)),
    )
    rows = tuple((label(name, COVER_ROW), Cell(text)) for name, text in told if text.strip())
    below = cover_gap([text for _name, text in told], marked=bool(facts.security))
    return (
        *(Paragraph("") for _ in range(ABOVE)),
        Title(f"容错免责{TITLES[facts.kind].removeprefix('容错免责')}"),
        *(Paragraph("") for _ in range(below)),
        Table((40, 116), (), rows, COVER_SIZE),
        PageBreak(),
    )


def receipt(facts: CasePaperFacts) -> Sequence[Block]:
    """Return the receipt that is cut off and kept: it says by itself what was handed to whom."""
    own = facts.kind is CasePaperKind.CORRECTION  # it goes to its subject and has no number
    number = f"\n{facts.document}" if facts.document.strip() and not own else ""
    paper = f"《{TITLES[facts.kind]}》{number}"
    to = facts.person if own else facts.applicant_name or facts.person
    rows = (
        (Cell("送\u3000达\u3000回\u3000证", span=4, face=Face.HEI, least=SLIP),),
        (label("送达文书", SLIP), Cell(paper), label("案号", SLIP), Cell(facts.number)),
        (label("受送达人", SLIP), Cell(spread_name(to)), label("送达方式", SLIP), Cell(WAYS)),
        (
            label("受送达人签章", SLIP_SIGNED),
            Cell(""),
            label("签收日期"),
            Cell(DATE_BLANK),
        ),
        (label("送达人签名", SLIP_SIGNED), Cell(""), label("备注"), Cell("")),
    )
    return (
        CutLine("沿虚线剪下，存入案卷"),
        Table((26, 52, 26, 52), (), rows, SMALL, together=True),
    )


def grounds_room(facts: CasePaperFacts) -> Sequence[Block]:
    """Return the grounds of the application, or room to write them."""
    parts = [part for part in facts.grounds.split("\n") if part.strip()]
    if parts:
        return tuple(Paragraph(part) for part in parts)
    return (Table((156,), (), ((Cell("", least=WRITING),),), SMALL),)


def applicant_signs(facts: CasePaperFacts) -> Sequence[Block]:
    """Return where the applicant signs; a unit does so by its head and its seal."""
    if facts.subject is Subject.UNIT:
        return Blank(), _boxes("主要负责人（签名）", "申请单位（盖章）")
    return Blank(), _boxes("申请人（签名）", "所在单位意见（盖章）")


def investigators_sign(_facts: CasePaperFacts) -> Sequence[Block]:
    """Return where those sign who looked into the case."""
    return Blank(), _signatures("调查人员\n（签名）", "负责人\n（签名）")


def members_sign(_facts: CasePaperFacts) -> Sequence[Block]:
    """Return where the chair and whoever kept the record sign."""
    return Blank(), _signatures("主持人\n（签名）", "记录人\n（签名）")


def _signatures(one: str, other: str) -> Table:
    row = (label(one, SIGNED), Cell(""), label(other, SIGNED), Cell(""))
    return Table((26, 52, 26, 52), (), (row,), SMALL, together=True)


def _boxes(one: str, other: str) -> Table:
    blank = f"\n\n{DATE_BLANK}\u3000"
    row = tuple(Cell(blank, align="right", least=20.0) for _ in (one, other))
    return Table((78, 78), (), ((label(one), label(other)), row), SMALL, together=True)
