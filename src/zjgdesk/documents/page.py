"""The official page: pieces onto sheets, page numbers, and the bytes of the file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from zjgdesk.documents.blocks import Block, PageBreak
from zjgdesk.documents.flow import LANDSCAPE, LEADING, PORTRAIT, Area, flow
from zjgdesk.documents.fonts import PRINTING, Face, Fonts
from zjgdesk.documents.pen import MM, Pen
from zjgdesk.documents.pieces import BreakPiece, GapPiece, Piece, RowPiece, TextPiece
from zjgdesk.documents.red_head import headed
from zjgdesk.documents.text import Line, Style, measure

PAGE_WIDTH, PAGE_HEIGHT = A4
TOP = 37 * MM
LEFT = 28 * MM
NUMBER = Style(Face.SONG, 14.0)
NUMBER_BELOW = 7 * MM
DASH_FROM_TOP = 0.46  # of the size: where the dash of the page number lies under the upper edge
WATERMARK = Style(Face.HEI, 80.0)
FOOT = Style(Face.SONG, 8.0)
FOOT_FROM_EDGE = 12 * MM
CUT = 3.5 * MM  # between the type area and the line where a coupon is cut out
TOUCH = 0.01
TALL = 0.5  # of the type area: a row taller than this is cut rather than moved


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands outside the text: the file's title, the foot, the security marking.

    The foot carries the short digest of the trail; an empty text prints nothing. The marking is
    printed when set; `cut` draws the line along which a coupon is cut out, `cover` leaves the first
    page without a number and `bare` every page, `watermark` lies in grey across all. `head` is the
    issuer's mark of a red head, "" for none. Rules: PAGE-04, PAGE-06
    """

    title: str
    foot: str = ""
    security: str = ""
    landscape: bool = False
    cut: bool = False
    cover: bool = False
    watermark: str = ""
    bare: bool = False
    head: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of paper with its type area, in points."""

    width: float
    height: float
    left: float
    top: float
    area: Area


UPRIGHT = Sheet(PAGE_WIDTH, PAGE_HEIGHT, LEFT, TOP, PORTRAIT)
TURNED = Sheet(PAGE_HEIGHT, PAGE_WIDTH, TOP, LEFT, LANDSCAPE)


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece and its distance from the top of the type area, in points."""

    piece: Piece
    top: float


def print_pages(blocks: Sequence[Block], frame: Frame, fonts: Fonts) -> bytes:
    """Return the document as PDF; the same blocks give the same bytes.

    Raises:
        DeskError: `page.glyph_missing` when no font can print a character.

    Rules: PAGE-01 to PAGE-03
    """
    return print_letters([blocks], frame, fonts)


def print_letters(
    letters: Sequence[Sequence[Block]],
    frame: Frame,
    fonts: Fonts,
    *,
    duplex: bool = False,
    counts: list[int] | None = None,
) -> bytes:
    """Return several documents in one file, each with its own page numbers.

    Args:
        letters: the blocks of each.
        frame: what stands outside their text.
        fonts: the faces to print with.
        duplex: let each begin on the front of a sheet; an empty page goes before where needed.
        counts: takes how many pages each document was laid out on.

    Raises:
        DeskError: `page.glyph_missing` when no font can print a character.

    Rules: PAGE-01 to PAGE-03
    """
    counts = [] if counts is None else counts
    with PRINTING:
        buffer = BytesIO()
        canvas = open_canvas(buffer, frame.title)
        for at, letter in enumerate(letters, start=1):
            counts.append(draw_letter(canvas, letter, frame, fonts))
            if duplex and counts[-1] % 2 and at < len(letters):
                canvas.showPage()
        canvas.save()
    return buffer.getvalue()


def draw_letter(canvas: Any, letter: Sequence[Block], frame: Frame, fonts: Fonts) -> int:  # noqa: ANN401
    """Draw the pages of one document on an open canvas; return how many there are.

    Raises:
        DeskError: `page.glyph_missing` when no font can print a character.
    """
    pages = _lay_out(headed(letter, frame.head, frame.security), frame, fonts)
    for number, (sheet, page) in enumerate(pages, start=1):
        canvas.setPageSize((sheet.width, sheet.height))
        pen = Pen(canvas, sheet.height)
        draw_watermark(pen, frame.watermark, fonts, sheet)
        for placed in page:
            placed.piece.draw(pen, sheet.left, sheet.top + placed.top)
        _draw_edges(pen, frame, sheet)
        if not frame.bare and (number > 1 or not frame.cover):
            _draw_number(pen, number, fonts, sheet)
        draw_foot(pen, frame.foot, fonts, sheet)
        canvas.showPage()
    return len(pages)


def _lay_out(
    blocks: Sequence[Block], frame: Frame, fonts: Fonts
) -> list[tuple[Sheet, list[Placed]]]:
    """Return the pages of a document, each with its sheet."""
    return [
        (sheet, page)
        for sheet, section in _sections(blocks, landscape=frame.landscape)
        for page in paginate(flow(section, fonts, sheet.area), sheet.area)
    ]


def _sections(
    blocks: Sequence[Block], *, landscape: bool
) -> Iterator[tuple[Sheet, tuple[Block, ...]]]:
    """Cut a document where its sheets are turned."""
    section: list[Block] = []
    for block in blocks:
        if isinstance(block, PageBreak) and block.landscape not in (None, landscape):
            if section:
                yield TURNED if landscape else UPRIGHT, tuple(section)
            landscape, section = not landscape, []
        else:
            section.append(block)
    yield TURNED if landscape else UPRIGHT, tuple(section)


def count_pages(blocks: Sequence[Block], fonts: Fonts) -> int:
    """Return how many pages upright blocks fill.

    Raises:
        DeskError: `page.glyph_missing` when no font can print a character.
    """
    with PRINTING:
        return len(paginate(flow(tuple(blocks), fonts)))


class _Canvas(Canvas):  # type: ignore[misc]
    """A canvas that names a font only where letters are set.

    reportlab's begins every page with Helvetica, which no file carries: print shops refuse it.
    """

    def _make_preamble(self) -> None:
        self._preamble = "1 0 0 1 0 0 cm"


def open_canvas(buffer: BytesIO, title: str) -> Any:  # noqa: ANN401 - reportlab is not typed
    """Return a canvas that takes nothing from clock or machine."""
    rl_config.useA85 = 0  # streams as bytes: a fifth smaller, every reader and printer takes them
    canvas = _Canvas(buffer, pagesize=A4, invariant=1, pageCompression=1)
    canvas.setTitle("".join(title.splitlines()))
    canvas.setAuthor("")
    canvas.setSubject("")
    canvas.setCreator("zjgdesk")
    canvas.setProducer("zjgdesk")
    return canvas


def paginate(pieces: Sequence[Piece], area: Area = PORTRAIT) -> list[list[Placed]]:
    """Put pieces on pages; those that keep together land on one page where one page can hold them.

    Rule: PAGE-03
    """
    stack = _Stack(area.height)
    for group in _groups(pieces):
        if isinstance(group[0], BreakPiece):
            stack.turn()
            continue
        least = _reach(group, 0.0, area.height)
        # Room left free behind a full page is no reason for another one.
        seen = any(not isinstance(piece, GapPiece) for piece in group)
        if seen and not stack.holds(group) and least <= area.height:
            stack.turn()
        for piece in group:
            stack.add(piece)
    return stack.pages


def _groups(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    group: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, BreakPiece) and group:
            yield group
            group = []
        group.append(piece)
        if not piece.keep_next:
            yield group
            group = []
    if group:
        yield group


def _reach(group: Sequence[Piece], used: float, room: float) -> float:
    """Return how far a page is filled, in points, when a group has started on it."""
    for piece in group:
        used = _on_grid(piece, used) + _least(piece, room)
    return used


def _on_grid(piece: Piece, used: float) -> float:
    """Return where a piece goes: running text to the next line of the grid."""
    if isinstance(piece, TextPiece) and abs(piece.height - LEADING) < TOUCH:
        return -(-(used - TOUCH) // LEADING) * LEADING
    return used


def _least(piece: Piece, room: float) -> float:
    """Return the room a piece needs to start on a page, in points."""
    return min(piece.height, 4 * LEADING) if _tall(piece, room) else piece.height


def _tall(piece: Piece, room: float) -> bool:
    return isinstance(piece, RowPiece) and piece.height > TALL * room


class _Stack:
    """The pages so far and how far the last one is filled."""

    def __init__(self, height: float) -> None:
        self.pages: list[list[Placed]] = [[]]
        self._height = height
        self._used = 0.0

    def fits(self, height: float) -> bool:
        return self._used + height <= self._height + TOUCH

    def holds(self, group: Sequence[Piece]) -> bool:
        """Say whether a group that keeps together still fits the page."""
        return _reach(group, self._used, self._height) <= self._height + TOUCH

    def turn(self) -> None:
        if self.pages[-1]:
            self.pages.append([])
            self._used = 0.0

    def add(self, piece: Piece) -> None:
        if isinstance(piece, GapPiece) and not self.pages[-1]:
            return
        self._used = _on_grid(piece, self._used)
        if isinstance(piece, RowPiece):
            self._add_row(piece)
        elif isinstance(piece, GapPiece):
            self._place(piece)
        else:
            if not self.fits(piece.height):
                self.turn()
            self._place(piece)

    def _add_row(self, row: RowPiece) -> None:
        rest: RowPiece | None = row
        above = sum(head.height for head in row.head)
        while rest is not None:
            if not self.pages[-1]:
                for head in row.head:
                    self._place(head)
            if self.fits(rest.height):
                self._place(rest)
                return
            left, page = self._height - self._used, self._height - above
            parts = rest.split(left, page=page) if _tall(rest, self._height) else None
            if parts is not None:
                self._place(parts[0])
                rest = parts[1]
            self.turn()

    def _place(self, piece: Piece) -> None:
        self.pages[-1].append(Placed(piece, self._used))
        self._used += piece.height


def _draw_edges(pen: Pen, frame: Frame, sheet: Sheet) -> None:
    if frame.cut:
        width, height = sheet.area.width + 2 * CUT, sheet.area.height + 2 * CUT
        pen.dashes(sheet.left - CUT, sheet.top - CUT, width, height)


def _draw_number(pen: Pen, number: int, fonts: Fonts, sheet: Sheet) -> None:
    """Print `— 1 —`, outside right on odd pages and left on even ones. Rule: PAGE-02."""
    line = Line(measure(f"— {number} —", NUMBER, fonts))
    left = sheet.left + NUMBER.size
    if number % 2:
        left = sheet.left + sheet.area.width - NUMBER.size - line.width
    top = sheet.top + sheet.area.height + NUMBER_BELOW - DASH_FROM_TOP * NUMBER.size
    pen.line(line, left, top, size=NUMBER.size)


def draw_watermark(pen: Pen, text: str, fonts: Fonts, sheet: Sheet = UPRIGHT) -> None:
    """Lay a word in grey across the whole sheet, so that no part of it can be mistaken."""
    if not text:
        return
    line = Line(measure(text, WATERMARK, fonts))
    across, down = (2, 4) if sheet.height > sheet.width else (3, 3)
    for row in range(down):
        for column in range(across):
            middle = (
                sheet.width * (column + 0.5) / across,
                sheet.height * (row + 0.5) / down,
            )
            pen.aslant(line, middle, size=WATERMARK.size)


def draw_foot(pen: Pen, foot: str, fonts: Fonts, sheet: Sheet = UPRIGHT) -> None:
    """Print the foot in the middle of the lower margin."""
    if foot:
        line = Line(measure(foot, FOOT, fonts))
        left = (sheet.width - line.width) / 2
        pen.line(line, left, sheet.height - FOOT_FROM_EDGE - FOOT.size, size=FOOT.size)
