"""The whole file of a case as one document: cover, contents, every paper, a page number on each."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Final

import pypdfium2 as pdfium

from zjgdesk.documents.blocks import (
    Block,
    Cell,
    PageBreak,
    Paragraph,
    Table,
    Title,
)
from zjgdesk.documents.case_cells import cover_gap, label
from zjgdesk.documents.case_parts import FilePart, part_pages
from zjgdesk.documents.fonts import PRINTING, Face, Fonts
from zjgdesk.documents.page import Frame, open_canvas, print_pages
from zjgdesk.documents.pen import MM, Pen
from zjgdesk.documents.proof import READING, ProofFacts, prove, prove_pages
from zjgdesk.documents.text import Line, Style, measure
from zjgdesk.documents.words import chinese_date

ROW: Final = 9.5  # millimetres
SIZE: Final = 10.5
STAMP: Final = Style(Face.SONG, 10.5)
STAMP_TOP, STAMP_RIGHT = 14 * MM, 20 * MM
ABOVE, COVER_ROW = 4, 13.0  # lines and millimetres of the cover
IDENTIFIER: Final = re.compile(rb"/ID\[<[0-9A-F]{32}><[0-9A-F]{32}>\]")
CREATED: Final = re.compile(rb"/CreationDate\(D:\d{14}([+-]\d\d'\d\d')\)/Creator\(PDFium\)")
NO_TIME: Final = b"/CreationDate(D:20000101000000+00'00')/Creator(PDFium)"
IDENTIFIER_LENGTH: Final = 32
__all__ = ["CaseFileFacts", "FilePart", "build_case_file"]


@dataclass(frozen=True, slots=True)
class CaseFileFacts:
    """What the cover of a file says.

    Args:
        number: of the case.
        issuer: who keeps the file.
        first_on: the day of the first step; last_on of the newest.
    """

    number: str
    person: str
    organisation: str
    issuer: str
    first_on: date
    last_on: date
    security: str = ""
    foot: str = ""


def build_case_file(facts: CaseFileFacts, parts: Sequence[FilePart], fonts: Fonts) -> bytes:
    """Return the file as PDF; the contents lead to the page on which each paper begins.

    A PDF or a picture that is broken or locked is named on a sheet like any other file. The same
    facts give the same bytes.

    Raises:
        DeskError: `page.glyph_missing`, `page.proof_failed`.

    Rules: TOL-06, TOL-17
    """
    bodies = [part_pages(part, fonts) for part in parts]
    lengths = [_length(body) for body in bodies]
    front = _length(_front(facts, parts, [1] * len(parts), fonts))
    starts = [front + 1 + sum(lengths[:at]) for at in range(len(parts))]
    told = (facts.number, facts.person, *(part.title for part in parts))
    rows = tuple(part.title for part in parts)
    leading = prove(_front(facts, parts, starts, fonts), ProofFacts(told, pages=front, rows=rows))
    # Papers of others are put in as they are: their letters need not be readable.
    return prove_pages(_joined([leading, *bodies], fonts), front + sum(lengths))


def _front(
    facts: CaseFileFacts, parts: Sequence[FilePart], starts: Sequence[int], fonts: Fonts
) -> bytes:
    below = cover_gap(
        (facts.person, facts.organisation, facts.issuer), marked=bool(facts.security)
    )
    blocks: tuple[Block, ...] = (
        *(Paragraph("") for _ in range(ABOVE)),
        Title("容错免责案卷"),
        *(Paragraph("") for _ in range(below)),
        _about(facts),
        PageBreak(),
        Title("卷内文件目录"),
        _contents(parts, starts),
    )
    frame = Frame(f"容错免责案卷 {facts.number}", facts.foot, facts.security, bare=True)
    return print_pages(blocks, frame, fonts)


def _about(facts: CaseFileFacts) -> Table:
    told = (
        ("案号", facts.number),
        ("当事人", facts.person),
        ("单位", facts.organisation),
        ("立卷单位", facts.issuer),
        ("起止日期", f"{chinese_date(facts.first_on)}至{chinese_date(facts.last_on)}"),
    )
    rows = tuple((label(name, COVER_ROW), Cell(text)) for name, text in told if text.strip())
    return Table((40, 116), (), rows, 14.0)


def _contents(parts: Sequence[FilePart], starts: Sequence[int]) -> Table:
    words = ("序号", "责任者", "文号", "题名", "日期", "页号")
    head = tuple(Cell(word, face=Face.HEI, least=ROW) for word in words)
    rows = tuple(
        (
            Cell(str(at), least=ROW),
            Cell(part.responsible),
            Cell(part.document),
            Cell(part.title, align="left"),
            Cell(part.on.strftime("%Y%m%d")),
            Cell(str(start)),
        )
        for at, (part, start) in enumerate(zip(parts, starts, strict=True), start=1)
    )
    nothing = (Cell("没有文件", span=len(words), least=ROW),)
    return Table((11, 32, 31, 50, 19, 13), (head,), rows or (nothing,), SIZE)


def _length(content: bytes) -> int:
    with READING:
        document = pdfium.PdfDocument(content)
        try:
            return len(document)
        finally:
            document.close()


def _joined(bodies: Sequence[bytes], fonts: Fonts) -> bytes:
    """Put the papers behind one another and stamp each page with its number."""
    with READING:
        whole = pdfium.PdfDocument.new()
        try:
            for body in bodies:
                source = pdfium.PdfDocument(body)
                whole.import_pages(source)
                source.close()
            sizes = [whole.get_page_size(at) for at in range(len(whole))]
            stamps = pdfium.PdfDocument(_stamps(sizes, fonts))
            for at in range(len(whole)):
                _stamp(whole, stamps, at)
            stamps.close()
            buffer = BytesIO()
            whole.save(buffer)
        finally:
            whole.close()
    return _steady(buffer.getvalue())


def _stamps(sizes: Sequence[tuple[float, float]], fonts: Fonts) -> bytes:
    """Return as many empty pages of the same sizes, each with its number at the top right."""
    with PRINTING:
        buffer = BytesIO()
        canvas = open_canvas(buffer, "")
        for at, (width, height) in enumerate(sizes, start=1):
            canvas.setPageSize((width, height))
            line = Line(measure(f"第{at}页", STAMP, fonts))
            left = width - min(STAMP_RIGHT, width / 8) - line.width
            top = min(STAMP_TOP, height / 20)
            Pen(canvas, height).line(line, left, top, size=STAMP.size)
            canvas.showPage()
        canvas.save()
    return buffer.getvalue()


def _stamp(whole: pdfium.PdfDocument, stamps: pdfium.PdfDocument, at: int) -> None:
    """Lay the number over a page as it is seen: turned pages and shifted boxes included."""
    page = whole[at]
    mark = stamps.page_as_xobject(at, whole)
    stamped = mark.as_pageobject()
    stamped.set_matrix(_placed(page))
    page.insert_obj(stamped)
    page.gen_content()
    mark.close()
    page.close()


def _placed(page: pdfium.PdfPage) -> pdfium.PdfMatrix:
    left, bottom, right, top = page.get_cropbox()
    wide, high = right - left, top - bottom
    turned = {
        0: (1, 0, 0, 1, 0, 0),
        90: (0, 1, -1, 0, wide, 0),
        180: (-1, 0, 0, -1, wide, high),
        270: (0, -1, 1, 0, 0, high),
    }[page.get_rotation()]
    a, b, c, d, e, f = turned
    return pdfium.PdfMatrix(a, b, c, d, e + left, f + bottom)


def _steady(content: bytes) -> bytes:
    """Take out what pdfium puts in anew each time: the moment, and an identifier of its own."""
    content = CREATED.sub(NO_TIME, content, count=1)
    every = list(IDENTIFIER.finditer(content))
    if not every:
        return content
    found = every[-1]  # what stands before it belongs to the papers
    before, after = content[: found.start()], content[found.end() :]
    digest = hashlib.sha256(before + after).hexdigest()[:IDENTIFIER_LENGTH].upper().encode()
    return b"%b/ID[<%b><%b>]%b" % (before, digest, digest, after)
