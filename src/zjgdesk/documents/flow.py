"""Blocks into pieces: every line broken, nothing yet on a page."""

from dataclasses import dataclass, replace
from itertools import accumulate

from zjgdesk.documents.blocks import (
    Blank,
    Block,
    Cell,
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
from zjgdesk.documents.fonts import Face, Fonts
from zjgdesk.documents.pen import MM
from zjgdesk.documents.pieces import (
    PADDING,
    BreakPiece,
    CutPiece,
    GapPiece,
    PicturePiece,
    Piece,
    PlacedCell,
    PortraitPiece,
    RowPiece,
    TextPiece,
)
from zjgdesk.documents.red_head import head_piece
from zjgdesk.documents.rows import notes_table
from zjgdesk.documents.text import Line, Style, balance, break_cell, break_lines, measure

# Rule: PAGE-01. 28 characters of 16 pt are wider than 156 mm: the pitch gives way, not the area.
AREA_WIDTH = 156 * MM
LINES = 22
LEADING = 28.95
AREA_HEIGHT = LINES * LEADING
PITCH = AREA_WIDTH / 28
BODY = 16.0
TITLE = Style(Face.TITLE, 22.0)
CUT, CUT_HEIGHT = Style(Face.SONG, 9.0), LEADING / 2
TITLE_LEADING = 1.2 * LEADING
SHORT = 3  # lines: a paragraph of so few is not divided
AROUND_TABLE = LEADING / 4
CELL_LEADING = 1.5  # times the size of the text
BESIDE_PICTURE = 6 * MM
MOST_BESIDE = 11  # lines


@dataclass(frozen=True, slots=True)
class Area:
    """The type area of a page, in points. Rule: PAGE-01."""

    width: float
    height: float


PORTRAIT = Area(AREA_WIDTH, AREA_HEIGHT)
# The same sheet turned: what was its height is its width, 15 lines of the grid.
LANDSCAPE = Area(225 * MM, 15 * LEADING)


def flow(blocks: tuple[Block, ...], fonts: Fonts, area: Area = PORTRAIT) -> list[Piece]:
    """Return the pieces of a document in order.

    Raises:
        DeskError: `page.glyph_missing` when no font can print a character.
    """
    pieces: list[Piece] = []
    for block in blocks:
        if (
            isinstance(block, SignOff)
            or (isinstance(block, Table) and block.together)
            or (isinstance(block, Paragraph) and block.keep_before)
        ):
            _hold_last_lines(pieces)
        pieces.extend(_pieces(block, fonts, area.width))
    return pieces


def _pieces(block: Block, fonts: Fonts, width: float) -> list[Piece]:  # noqa: PLR0911
    match block:
        case Title():
            return _title(block, fonts, width)
        case Paragraph():
            return _paragraph(block, fonts, width)
        case DocumentNumber() | RedHead():
            return _numbered(block, fonts, width)
        case Blank() | PageBreak() | CutLine():
            return _parting(block, fonts, width)
        case SignOff():
            return _sign_off(block, fonts, width)
        case Picture() | Portrait():
            return _picture(block, fonts, width)
        case Table() | Notes():
            return _table(block, fonts, width)


def _title(block: Title, fonts: Fonts, width: float) -> list[Piece]:
    lines = balance(block.text, TITLE, fonts, width - 2 * TITLE.size)
    pieces: list[Piece] = [
        TextPiece(line, (width - line.width) / 2, TITLE.size, TITLE_LEADING, keep_next=True)
        for line in lines
    ]
    used = len(lines) * TITLE_LEADING
    # The body goes on with a line of the grid, at least half a line below the title.
    whole = -(-(used + LEADING / 2) // LEADING) * LEADING
    return [*pieces, GapPiece(whole - used, keep_next=True)]


def _paragraph(block: Paragraph, fonts: Fonts, width: float) -> list[Piece]:
    style = Style(block.face, BODY, PITCH)
    pieces: list[Piece] = []
    for part in block.text.split("\n"):
        units = measure(part, style, fonts, room=width)
        lines = break_lines(
            units, width, indent=block.indent * PITCH, hanging=block.hanging * PITCH
        )
        pieces.extend(
            TextPiece(
                line, _left(line, block, width), BODY, LEADING, keep_next=block.keep_next or held
            )
            for line, held in zip(lines, _held(len(lines)), strict=True)
        )
    return pieces


def _numbered(block: DocumentNumber | RedHead, fonts: Fonts, width: float) -> list[Piece]:
    if isinstance(block, RedHead):
        return [head_piece(block, fonts, width, size=BODY, leading=LEADING)]
    number = Paragraph(block.text, indent=0, align="center")
    return [*_paragraph(number, fonts, width), GapPiece(LEADING)]


def _picture(block: Picture | Portrait, fonts: Fonts, width: float) -> list[Piece]:
    """Set a text left of its picture; one too long for that goes below it."""
    picture = block.picture if isinstance(block, Portrait) else block
    box = (picture.width * MM, picture.height * MM)
    alone = PicturePiece(picture.data, width, *box, turn=picture.turn)
    if isinstance(block, Picture):
        return [alone]
    room = width - box[0] - BESIDE_PICTURE
    style = Style(block.face, BODY, PITCH)
    lines = tuple(
        line
        for text in block.texts
        for line in break_lines(
            measure(text, style, fonts, room=room), room, hanging=block.hanging * PITCH
        )
    )
    if len(lines) > MOST_BESIDE:
        below = (Paragraph(t, block.face, 0, block.hanging) for t in block.texts)
        rest = [piece for each in below for piece in _paragraph(each, fonts, width)]
        return [alone, GapPiece(LEADING / 2), *rest]
    whole = -(-max(len(lines) * LEADING, box[1]) // LEADING) * LEADING
    return [PortraitPiece(picture.data, box, lines, width, BODY, LEADING, whole)]


def _held(count: int) -> list[bool]:
    """Say which lines keep the next one: no line of a paragraph stands alone on a page."""
    ends = {0, count - 2} if count > SHORT else set(range(count - 1))
    return [number in ends for number in range(count)]


def _left(line: Line, block: Paragraph, width: float) -> float:
    spare = width - line.indent - line.width
    if block.align == "center":
        return spare / 2
    return spare if block.align == "right" else 0.0


def _sign_off(block: SignOff, fonts: Fonts, width: float) -> list[Piece]:
    style = Style(Face.FANGSONG, BODY, PITCH)
    units = measure(block.issuer, style, fonts, room=width)
    *above, issuer = break_lines(units, width - 4 * PITCH)
    date = Line(measure(block.date, style, fonts))
    if block.sealed:
        date_left = width - 4 * PITCH - date.width
        issuer_left = date_left + (date.width - issuer.width) / 2
    else:
        issuer_left = width - 2 * PITCH - issuer.width
        date_left = issuer_left + 2 * PITCH
    # A date longer than its issuer would pass the edge: then the date is what stands 2 inside.
    date_left = min(date_left, width - 2 * PITCH - date.width)
    if not block.sealed:
        issuer_left = min(issuer_left, date_left - 2 * PITCH)
    return [
        GapPiece(LEADING, keep_next=True),
        *(TextPiece(line, 2 * PITCH, BODY, LEADING, keep_next=True) for line in above),
        TextPiece(issuer, max(issuer_left, 0.0), BODY, LEADING, keep_next=True),
        TextPiece(date, date_left, BODY, LEADING),
    ]


def _parting(block: Blank | PageBreak | CutLine, fonts: Fonts, width: float) -> list[Piece]:
    if isinstance(block, Blank):
        return [GapPiece(LEADING)]
    if isinstance(block, PageBreak):
        return [BreakPiece()]
    line = Line(measure(block.text, CUT, fonts, room=width))
    return [
        GapPiece(LEADING / 2, keep_next=True),
        CutPiece(line, width, CUT.size, CUT_HEIGHT, keep_next=True),
    ]


def _hold_last_lines(pieces: list[Piece]) -> None:
    """Keep the last two lines with what follows, so that no signature stands alone."""
    for place in range(max(len(pieces) - 2, 0), len(pieces)):
        piece = pieces[place]
        if not isinstance(piece, BreakPiece):
            pieces[place] = replace(piece, keep_next=True)


def _table(block: Table | Notes, fonts: Fonts, width: float) -> list[Piece]:
    if isinstance(block, Notes):
        block = notes_table(block, width / MM)
    rows = _Rows(block, fonts)
    head = tuple(rows.piece(row, keep_next=True) for row in block.head)
    summed = len(block.rows) - 2 if block.total else -1
    body = [
        rows.piece(row, head, keep_next=block.together or at == summed or at in block.leading)
        for at, row in enumerate(block.rows)
    ]
    return [GapPiece(AROUND_TABLE, keep_next=True), *head, *body, GapPiece(AROUND_TABLE)]


class _Rows:
    """The rows of one table; cells that say the same in the same column are set once."""

    def __init__(self, table: Table, fonts: Fonts) -> None:
        self._fonts, self._size = fonts, table.size
        self._edges = [0.0, *accumulate(width * MM for width in table.widths)]
        self._placed: dict[tuple[object, ...], PlacedCell] = {}

    def piece(
        self, row: tuple[Cell, ...], head: tuple[RowPiece, ...] = (), *, keep_next: bool
    ) -> RowPiece:
        """Return a row with its lines broken."""
        cells, column = [], 0
        for cell in row:
            # By the number of the face: an enumeration's own hash is a call of Python.
            key = (
                *(column, cell.text, cell.span, id(cell.face), cell.align),
                cell.least,
                cell.stack,
                cell.whole,
            )
            placed = self._placed.get(key)
            if placed is None:
                left, right = self._edges[column], self._edges[column + cell.span]
                placed = self._placed[key] = self._cell(cell, left, right - left)
            cells.append(placed)
            column += cell.span
        return RowPiece(tuple(cells), self._size, self._size * CELL_LEADING, head, keep_next)

    def _cell(self, cell: Cell, left: float, width: float) -> PlacedCell:
        room = width - 2 * PADDING
        if not cell.stack:
            lines = self._lines(cell, cell.text, room)
            return PlacedCell(left, width, lines, cell.align, cell.least * MM, (), cell.whole)
        parts = tuple(
            PlacedCell(left, width, self._lines(cell, text, room), cell.align, 0.0)
            for text in cell.stack
        )
        return PlacedCell(left, width, (), cell.align, cell.least * MM, parts, cell.whole)

    def _lines(self, cell: Cell, text: str, room: float) -> tuple[Line, ...]:
        style = Style(cell.face, self._size)
        loose = cell.align != "justify"
        lines: list[Line] = []
        for part in text.split("\n"):
            units = measure(part, style, self._fonts, room=room)
            broken = break_cell(units, room)
            lines += [replace(line, gap=0.0) if loose and line.gap else line for line in broken]
        return tuple(lines)
