"""The same blocks as a text for a word processor, to be edited further in the official faces.

Such a text is a beginning, no issued paper: it carries no foot with a digest.
"""

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.section import Section, _Footer
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from zjgdesk.documents.blocks import (
    Blank,
    Block,
    CutLine,
    DocumentNumber,
    Notes,
    PageBreak,
    Paragraph,
    Picture,
    Portrait,
    RedHead,
    SignOff,
    Table,
    Title,
)
from zjgdesk.documents.docx_head import add_red_head
from zjgdesk.documents.docx_table import add_table
from zjgdesk.documents.docx_text import (
    BODY,
    LEADING,
    TITLE_LEADING,
    TITLE_SIZE,
    dress,
    element,
    indent,
    lead,
    put,
    width_of,
)
from zjgdesk.documents.fonts import Face
from zjgdesk.documents.page import Frame
from zjgdesk.documents.red_head import headed
from zjgdesk.documents.rows import ACROSS, UPRIGHT_ROOM, notes_table

TOP, LEFT, RIGHT, BOTTOM = 37, 28, 26, 35  # millimetres; the type area is 156 by 225
FOOTER = 23
CHARACTERS, AREA = 28, 156 * 72 / 25.4
CHARACTER_GRID = round((AREA / CHARACTERS - BODY) * 4096)
NUMBER = 14.0
CUT = "\u2026" * 6
TITLE_ROOM = 18
"""Characters of a title on one line."""

HAIR = 1.0
"""Points: the height of a line that only the format asks for."""

EPOCH = (1980, 1, 1, 0, 0, 0)
ALIGN = {
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


def write_letters(
    letters: Sequence[Sequence[Block]], frame: Frame, *, written_on: date, duplex: bool = False
) -> bytes:
    """Return several documents as one .docx, each with its own page numbers.

    The same blocks give the same bytes.

    Args:
        letters: the blocks of each.
        frame: its title goes into the file's head, its security marking onto each first page.
        written_on: the day that the file tells of itself.
        duplex: let each begin on the front of a sheet.

    Rules: PAGE-01 to PAGE-04
    """
    document = _blank(frame.title, written_on)
    writer = _Writer(document, frame)
    for at, letter in enumerate(letters):
        writer.begin(first=at == 0, duplex=duplex)
        for block in headed(letter, frame.head, frame.security):
            writer.add(block)
    writer.end()
    buffer = BytesIO()
    document.save(buffer)
    return _repacked(buffer.getvalue())


class _Writer:
    """Puts blocks one after another into a word processor's document."""

    def __init__(self, document: Document, frame: Frame) -> None:
        self._document, self._frame = document, frame
        self._across = frame.landscape

    def begin(self, *, first: bool, duplex: bool) -> None:
        """Begin a letter: its pages are counted from 1."""
        self._across = self._frame.landscape
        if first:
            section = self._document.sections[0]
            _number(section.footer, right=True)
            _number(section.even_page_footer, right=False)
        else:
            kind = WD_SECTION.ODD_PAGE if duplex else WD_SECTION.NEW_PAGE
            section = self._section(kind)
        _lay_out(section, across=self._across, start=True)

    def add(self, block: Block) -> None:
        """Add one block."""
        match block:
            case Title() | DocumentNumber() | RedHead():
                self._opening(block)
            case Paragraph():
                self._paragraph(block)
            case PageBreak():
                self._turn(block)
            case SignOff():
                self._sign_off(block)
            case CutLine():
                self._paragraph(Paragraph(f"{CUT}{block.text}{CUT}", indent=0, align="center"))
            case Table() | Notes():
                self._table(block)
            case Blank() | Picture() | Portrait():
                self._room(block)

    def end(self) -> None:
        """Let a line follow a table that would stand last; the format asks for one."""
        *_rest, last, _section = self._document.element.body
        if last.tag == qn("w:tbl"):
            lead(self._line(), HAIR)

    def _title(self, block: Title) -> None:
        paragraph = self._line()
        paragraph.style = self._document.styles["公文标题"]
        parts = block.text.split("\n")
        put(paragraph, block.text, Face.TITLE, TITLE_SIZE)
        lines = sum(-(-len(part) // TITLE_ROOM) for part in parts)
        used = lines * TITLE_LEADING
        whole = -(-(used + LEADING / 2) // LEADING) * LEADING
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        lead(paragraph, TITLE_LEADING, after=whole - used)
        paragraph.paragraph_format.keep_with_next = True

    def _paragraph(self, block: Paragraph) -> None:
        for part in block.text.split("\n"):
            paragraph = self._line()
            put(paragraph, part, block.face, BODY)
            paragraph.alignment = ALIGN[block.align]
            indent(paragraph, first=block.indent, rest=block.hanging)
            paragraph.paragraph_format.keep_with_next = block.keep_next or None

    def _opening(self, block: Title | DocumentNumber | RedHead) -> None:
        if isinstance(block, Title):
            self._title(block)
        elif isinstance(block, RedHead):
            add_red_head(self._document, block)
        else:
            self._paragraph(Paragraph(block.text, indent=0, align="center"))
            self._line()

    def _sign_off(self, block: SignOff) -> None:
        """Issuer and date at the right, the date two characters further in. Rule: PAGE-03."""
        issuer, on = width_of(block.issuer), width_of(block.date)
        if block.sealed:
            after_date = 4.0
            after_issuer = after_date + (on - issuer) / 2
        else:
            after_date = max(issuer - on, 2.0)
            after_issuer = max(on + 4.0 - issuer, 2.0)
        self._line().paragraph_format.keep_with_next = True
        for text, after in ((block.issuer, after_issuer), (block.date, after_date)):
            paragraph = self._line()
            put(paragraph, text, Face.FANGSONG, BODY)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            indent(paragraph, right=max(after, 0.0))
            paragraph.paragraph_format.keep_with_next = text == block.issuer

    def _room(self, block: Blank | Picture | Portrait) -> None:
        if isinstance(block, Blank):
            self._line()
        elif isinstance(block, Picture):
            self._picture(block)
        else:
            self._picture(block.picture, WD_ALIGN_PARAGRAPH.RIGHT)
            for text in block.texts:
                self._paragraph(Paragraph(text, block.face, 0, block.hanging))

    def _picture(
        self, block: Picture, align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.CENTER
    ) -> None:
        paragraph = self._document.add_paragraph()
        paragraph.alignment = align
        shape = paragraph.add_run().add_picture(BytesIO(block.data), width=Mm(block.width))
        if shape.height > Mm(block.height):
            shape.width = round(shape.width * Mm(block.height) / shape.height)
            shape.height = Mm(block.height)

    def _turn(self, block: PageBreak) -> None:
        if block.landscape in {None, self._across}:
            paragraph = self._line()
            paragraph.paragraph_format.page_break_before = True
            lead(paragraph, HAIR)
            return
        self._across = not self._across
        section = self._section(WD_SECTION.NEW_PAGE)
        _lay_out(section, across=self._across, start=False)

    def _section(self, kind: WD_SECTION) -> Section:
        """Begin a section; the line that ends the one before takes no room."""
        section: Section = self._document.add_section(kind)
        lead(self._document.paragraphs[-1], HAIR)
        return section

    def _table(self, block: Table | Notes) -> None:
        if isinstance(block, Notes):
            block = notes_table(block, ACROSS if self._across else UPRIGHT_ROOM)
        add_table(self._document, block)

    def _line(self) -> WordParagraph:
        return self._document.add_paragraph()


def _blank(title: str, written_on: date) -> Document:
    """Return an empty document in the official faces, that tells nothing of who wrote it."""
    document = docx.Document()
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[key]
    told = document.core_properties
    told.title = "".join(title.splitlines())
    told.author = told.comments = told.last_modified_by = told.keywords = ""
    told.created = told.modified = datetime(written_on.year, written_on.month, written_on.day)  # noqa: DTZ001 - the format knows no zone
    document.settings.odd_and_even_pages_header_footer = True
    dress(document)
    return document


def _lay_out(section: Section, *, across: bool, start: bool) -> None:
    """Set the official type area, the grid and the page numbers. Rules: PAGE-01, PAGE-02."""
    section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if across else (Mm(210), Mm(297))
    # A turned sheet is bound at its head: what was the head is its left side.
    top, right, bottom, left = (LEFT, BOTTOM, RIGHT, TOP) if across else (TOP, RIGHT, BOTTOM, LEFT)
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    section.footer_distance = Mm(min(FOOTER, bottom - 12))
    properties = section._sectPr  # noqa: SLF001 - python-docx knows no grid
    for old in properties.xpath("w:docGrid|w:pgNumType"):
        properties.remove(old)
    pitch = round(LEADING * 20)
    grid = element("docGrid", type="linesAndChars", linePitch=pitch, charSpace=CHARACTER_GRID)
    if start:
        numbers = element("pgNumType", start=1)
        properties.xpath("w:cols")[0].addprevious(numbers)
    properties.append(grid)


def _number(footer: _Footer, *, right: bool) -> None:
    """Put — 1 — at the outer side, one character in. Rule: PAGE-02."""
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
    lead(paragraph, NUMBER * 1.3)
    paragraph.paragraph_format.right_indent = Pt(NUMBER) if right else None
    paragraph.paragraph_format.left_indent = None if right else Pt(NUMBER)
    put(paragraph, "— ", Face.SONG, NUMBER)
    field = element("fldSimple", instr="PAGE")
    run = put(paragraph, "1", Face.SONG, NUMBER)
    paragraph._p.append(field)  # noqa: SLF001 - python-docx knows no fields
    field.append(run._r)  # noqa: SLF001
    put(paragraph, " —", Face.SONG, NUMBER)


def _repacked(content: bytes) -> bytes:
    """Return the file without the time of its packing, so that like blocks give like bytes."""
    buffer = BytesIO()
    with ZipFile(BytesIO(content)) as packed, ZipFile(buffer, "w") as anew:
        for name in packed.namelist():
            entry = ZipInfo(name, EPOCH)
            entry.compress_type = ZIP_DEFLATED
            anew.writestr(entry, packed.read(name))
    return buffer.getvalue()
