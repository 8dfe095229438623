"""Runs and paragraphs of a .docx: official faces, indents counted in characters, exact lines."""

from unicodedata import east_asian_width

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from zjgdesk.documents.fonts import LENDS_LATIN, Face

BODY, TITLE_SIZE = 16.0, 22.0
LEADING = 28.95
TITLE_LEADING = 1.2 * LEADING
TWIPS = 20
NAMES = {
    Face.FANGSONG: "仿宋_GB2312",
    Face.TITLE: "方正小标宋简体",
    Face.KAI: "楷体_GB2312",
    Face.HEI: "黑体",
    Face.SONG: "宋体",
    Face.LATIN: "Times New Roman",
}
"""What the faces are called where the text is edited. Rule: PAGE-05."""


def dress(document: Document) -> None:
    """Let everything that is typed later stand in the official faces too. Rule: PAGE-02."""
    styles = document.styles
    for fonts in styles.element.xpath("w:docDefaults//w:rFonts"):
        for key in list(fonts.attrib):
            del fonts.attrib[key]
        _name(fonts, Face.FANGSONG)
    for language in styles.element.xpath("w:docDefaults//w:lang"):
        language.set(qn("w:eastAsia"), "zh-CN")
    normal = styles["Normal"]
    _name(normal.element.get_or_add_rPr().get_or_add_rFonts(), Face.FANGSONG)
    normal.font.size = Pt(BODY)
    spacing = normal.paragraph_format
    spacing.space_before = spacing.space_after = Pt(0)
    spacing.line_spacing_rule, spacing.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(LEADING)
    title = styles.add_style("公文标题", WD_STYLE_TYPE.PARAGRAPH)
    title.base_style = normal
    _name(title.element.get_or_add_rPr().get_or_add_rFonts(), Face.TITLE)
    title.font.size = Pt(TITLE_SIZE)


def put(paragraph: Paragraph, text: str, face: Face, size: float) -> Run:
    """Add words to a paragraph; a line break in them stays one."""
    run = paragraph.add_run(text)
    _name(run._r.get_or_add_rPr().get_or_add_rFonts(), face)  # noqa: SLF001 - w:eastAsia
    run.font.size = Pt(size)
    return run


def indent(
    paragraph: Paragraph, *, first: float = 0.0, rest: float = 0.0, right: float = 0.0
) -> None:
    """Indent by characters: the first line, the others, and from the right."""
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx counts no characters
    sides = {"left": rest, "right": right}
    sides["firstLine" if first >= rest else "hanging"] = abs(first - rest)
    for side, characters in sides.items():
        if characters:
            made = properties.get_or_add_ind()
            made.set(qn(f"w:{side}Chars"), str(round(characters * 100)))
            made.set(qn(f"w:{side}"), str(round(characters * BODY * TWIPS)))


def lead(paragraph: Paragraph, points: float, *, after: float = 0.0) -> None:
    """Set lines of an exact height, and room below them."""
    spacing = paragraph.paragraph_format
    spacing.line_spacing_rule, spacing.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(points)
    spacing.space_after = Pt(after)


def width_of(text: str) -> float:
    """Return how wide words are, in full-width characters."""
    return sum(1.0 if east_asian_width(sign) in "WFA" else 0.5 for sign in text)


def element(name: str, **told: object) -> BaseOxmlElement:
    """Return an element of the format with its values."""
    made = OxmlElement(f"w:{name}")
    for key, value in told.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def _name(fonts: BaseOxmlElement, face: Face) -> None:
    """Name the face for Chinese, and the one for letters and figures."""
    latin = NAMES[Face.LATIN] if face in LENDS_LATIN else NAMES[face]
    fonts.set(qn("w:hint"), "eastAsia")
    for key, name in (("ascii", latin), ("hAnsi", latin), ("eastAsia", NAMES[face])):
        fonts.set(qn(f"w:{key}"), name)
