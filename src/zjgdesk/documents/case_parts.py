"""One paper of a case's file as pages of its own: put in whole, set anew, or named on a sheet."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Final

import pypdfium2 as pdfium
from pypdfium2 import raw

from zjgdesk.digests import digest_of
from zjgdesk.documents.blocks import Block, Cell, Paragraph, Picture, Table, Title
from zjgdesk.documents.case_cells import label, size_of
from zjgdesk.documents.fonts import Face, Fonts
from zjgdesk.documents.orientation import turned
from zjgdesk.documents.page import Frame, print_pages
from zjgdesk.documents.pen import opened
from zjgdesk.documents.proof import READING
from zjgdesk.documents.words import chinese_date
from zjgdesk.errors import DeskError

IMAGE: Final = (156.0, 205.0)  # millimetres: the type area, a line left for the title
PICTURES: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
PDF_WITHIN: Final = 1024  # bytes: a head may have something before it
MOST_TEXT: Final = 200_000  # bytes: longer texts are no papers
MOST_PIXELS: Final = 150_000_000
CODES: Final = ("utf-8-sig", "gb18030")
LOCKED, BROKEN, SPOILT = "加密的 PDF 文件", "不能读取的 PDF 文件", "不能读取的图片"


@dataclass(frozen=True, slots=True)
class FilePart:
    """One paper of the file: a PDF, a picture or a text is put in, anything else is named.

    Args:
        name: the file's own name; content its bytes.
        responsible: whose paper it is; document its number.
    """

    title: str
    name: str
    content: bytes
    on: date
    responsible: str = ""
    document: str = ""


def part_pages(part: FilePart, fonts: Fonts) -> bytes:
    """Return a paper as a PDF whose pages can be put behind others.

    What cannot be read is named on a sheet with its digest.

    Raises:
        DeskError: `page.glyph_missing` when no font can print the title or the file's name.

    Rule: TOL-17
    """
    if part.content.startswith(PICTURES):
        return _picture(part, fonts) if _drawable(part.content) else _sheet(part, SPOILT, fonts)
    if b"%PDF-" in part.content[:PDF_WITHIN]:
        fault = _fault(part.content)
        return _sheet(part, fault, fonts) if fault else part.content
    return _text(part, fonts) or _sheet(part, _kind(part), fonts)


def _kind(part: FilePart) -> str:
    suffix = PurePath(part.name).suffix.lstrip(".").upper()
    return f"{suffix} 文件" if suffix.isascii() and suffix.isalnum() else "文件"


def _drawable(content: bytes) -> bool:
    """Say whether every line of a picture can be read; a cut one would print as nothing."""
    try:
        with opened(content) as reader:
            width, height = reader.getSize()
            if not 0 < width * height <= MOST_PIXELS:
                return False
            reader.getRGBData()
    except Exception:  # noqa: BLE001 - a reader of foreign pictures fails in its own ways
        return False
    return True


def _picture(part: FilePart, fonts: Fonts) -> bytes:
    blocks = (
        Paragraph(part.title, Face.HEI, indent=0, align="center", keep_next=True),
        Picture(part.content, *IMAGE, turn=turned(part.content)),
    )
    return print_pages(blocks, Frame(part.title, bare=True), fonts)


def _fault(content: bytes) -> str:
    """Return why the pages of a PDF cannot be put in, "" when every one of them can."""
    with READING:
        try:
            _try_pages(content)
        except pdfium.PdfiumError as error:
            return LOCKED if error.err_code == raw.FPDF_ERR_PASSWORD else BROKEN
        except ValueError:
            return BROKEN
    return ""


def _try_pages(content: bytes) -> None:
    source, trial = pdfium.PdfDocument(content), pdfium.PdfDocument.new()
    try:
        trial.import_pages(source)
        count = len(trial)
        if count == 0:
            raise ValueError
        for number in range(count):
            if min(trial.get_page_size(number)) <= 0:
                raise ValueError
            trial[number].close()
    finally:
        trial.close()
        source.close()


def _text(part: FilePart, fonts: Fonts) -> bytes:
    """Return a plain text as pages, nothing where it is none or has what no font can print."""
    if not part.name.lower().endswith(".txt") or len(part.content) > MOST_TEXT:
        return b""
    text = _decoded(part.content)
    if text is None:
        return b""
    lines = (line.replace("\t", "\u3000") for line in text.splitlines())
    blocks: Sequence[Block] = (
        Paragraph(part.title, Face.HEI, indent=0, align="center", keep_next=True),
        *(Paragraph(line, indent=0) for line in lines),
    )
    try:
        return print_pages(blocks, Frame(part.title, bare=True), fonts)
    except DeskError:
        return b""


def _decoded(content: bytes) -> str | None:
    for code in CODES:
        with suppress(UnicodeDecodeError):
            return content.decode(code)
    return None


def _sheet(part: FilePart, kind: str, fonts: Fonts) -> bytes:
    """A sheet in the place of what cannot be put in: what it is and how to know it."""
    algorithm, _, digest = digest_of(part.content).partition(":")
    told = (
        ("题名", part.title),
        ("文件名", part.name),
        ("种类", kind),
        ("责任者", part.responsible),
        ("日期", chinese_date(part.on)),
        ("大小", size_of(len(part.content))),
        ("摘要", f"{algorithm.upper()} {digest}"),
    )
    rows = tuple((label(name), Cell(text, align="left")) for name, text in told if text)
    blocks: tuple[Block, ...] = (
        Title("原件另存"),
        Paragraph("下列文件不能装订成页，原件另行保存，以本页代替其在案卷中的位置。"),
        Table((26, 130), (), rows, 12.0),
    )
    return print_pages(blocks, Frame(part.title, bare=True), fonts)
