"""The red head of a letter in a .docx. Rule: PAGE-04."""

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import RGBColor
from docx.text.paragraph import Paragraph

from zjgdesk.documents.blocks import RedHead
from zjgdesk.documents.docx_text import BODY, LEADING, element, lead, put, width_of
from zjgdesk.documents.fonts import Face
from zjgdesk.documents.pen import MM
from zjgdesk.documents.red_head import (
    EDGES,
    INK_ABOVE,
    LINES_BELOW,
    MARK_BELOW,
    MARK_LEADING,
    RULE_BELOW,
    SIZES,
)

RED = "E60000"
AREA = 156 * MM
RULE_EIGHTHS = 12
RULE_SPACE = round(RULE_BELOW - (LEADING - BODY) / 2)
"""Points: a line of the grid has room of its own below its figures; the rest is told here."""


def add_red_head(document: Document, block: RedHead) -> None:
    """Add mark, number and red line where a letter begins; the title follows two lines below.

    Rules: PAGE-04, PAGE-06
    """
    size = next(
        (each for each in SIZES if each * width_of(block.mark) <= AREA - EDGES * BODY), SIZES[-1]
    )
    above = MARK_BELOW - (INK_ABOVE + (MARK_LEADING - 1) / 2) * size
    if block.security:
        put(document.add_paragraph(), block.security, Face.HEI, BODY)
        above -= LEADING
    lead(document.add_paragraph(), above)
    mark = document.add_paragraph()
    mark.alignment = WD_ALIGN_PARAGRAPH.CENTER
    put(mark, block.mark, Face.TITLE, size).font.color.rgb = RGBColor.from_string(RED)
    lead(mark, size * MARK_LEADING)
    for _ in range(LINES_BELOW):
        document.add_paragraph()
    number = document.add_paragraph()
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    put(number, block.number, Face.FANGSONG, BODY)
    _rule(number)
    for _ in range(LINES_BELOW):
        document.add_paragraph()


def _rule(paragraph: Paragraph) -> None:
    """Draw the red line below a paragraph."""
    borders = element("pBdr")
    borders.append(element("bottom", val="single", sz=RULE_EIGHTHS, space=RULE_SPACE, color=RED))
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx knows no borders
    properties.insert_element_before(borders, *AFTER_BORDERS)


AFTER_BORDERS = tuple(
    f"w:{name}"
    for name in (
        "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct",
        "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid",
        "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc",
        "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle",
        "rPr", "sectPr", "pPrChange",
    )
)  # fmt: skip
"""What the format wants behind borders in the properties of a paragraph."""
