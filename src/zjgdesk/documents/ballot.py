"""The ballot paper: every copy the same sheet, drawn once and repeated."""

from dataclasses import replace
from io import BytesIO
from typing import Any

from zjgdesk.documents.ballot_facts import BallotFacts, Tint, ballot_blocks
from zjgdesk.documents.ballot_head import HEAD_TOP, NOTE, head_lines
from zjgdesk.documents.ballot_layout import (
    BOTTOM,
    BOX_STROKE,
    COLUMNS,
    HEAD_ROW,
    LOWEST,
    LOWEST_TWO_LINES,
    PAPER_HEIGHT,
    SIDE,
    WIDTH,
    Area,
    BallotLayout,
    RowPlace,
    lay_out,
)
from zjgdesk.documents.ballot_places import prove_places
from zjgdesk.documents.blocks import said
from zjgdesk.documents.fit import fit
from zjgdesk.documents.fonts import PRINTING, Face, Fonts
from zjgdesk.documents.page import PAGE_HEIGHT, draw_foot, open_canvas
from zjgdesk.documents.pen import MM, Pen
from zjgdesk.documents.proof import ProofFacts, prove
from zjgdesk.documents.proving import numbered
from zjgdesk.documents.text import Line, Style, measure
from zjgdesk.documents.words import spread_name
from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import Track

ABOVE_HEAD = 2.0  # millimetres
NAME_SIZES = (16.0, 15.0, 14.0, 13.0, 12.0, 11.0, 10.0, 9.0, 8.0, 7.0)
NOTE_SIZES = (12.0, 11.0, 10.5, 10.0, 9.0, 8.0, 7.0, 6.0)
HEAD_SIZES = (12.0, 11.0, 10.0, 9.0, 8.0)
NUMBER_SIZES = (12.0, 10.0)
HEADS = {Track.UNIT: ("单位名称", "所属单位"), Track.CADRE: ("姓\u3000名", "单位及职务")}
INSET = 1.5  # millimetres between a cell's edge and its text
TIGHT = 0.5  # the same for figures and the words over narrow columns
LEAST_ROWS = 5
SLACK = 0.6  # millimetres that a row keeps free above and below its text
NAME_CELL = 32.0
LONG_NAME_SIZE = 12.0  # points: the name cell grows until the longest name has this size
READABLE = 10.0  # points: notes are not made smaller than this for the sake of one long one
EQUAL_NAMES = 12.0  # points: nor names than this; down to it all stand in one size
UNIT_SHARE = 0.52
ONE_LINE = 12  # characters of a name that stay legible on one line


def layout_ballot(facts: BallotFacts, fonts: Fonts) -> BallotLayout:
    """Return where every box of the ballot stands.

    Raises:
        DeskError: `ballot.head_too_long` where the words over the names leave them no room.
    """
    _, bottom = head_lines(facts, fonts)
    longest = max((len(entry.name) for entry in facts.entries), default=0)
    lowest = LOWEST_TWO_LINES if longest > ONE_LINE else LOWEST
    if BOTTOM - bottom - HEAD_ROW < LEAST_ROWS * lowest:
        raise DeskError("ballot.head_too_long", rule="VOTE-08")
    return lay_out(
        len(facts.entries),
        table_top=bottom,
        notes=any(entry.note for entry in facts.entries),
        lowest=lowest,
    )


def build_ballot(facts: BallotFacts, fonts: Fonts, *, copies: int = 1) -> bytes:
    """Return the ballot paper as PDF, the same sheets once for every copy.

    Raises:
        DeskError: `ballot.empty` without entries, `ballot.copies` for less than one copy,
            `ballot.head_too_long`, `page.glyph_missing`, `page.text_too_long`,
            `page.proof_failed`, the `template.…` codes of a faulty text.

    Rules: VOTE-08, VOTE-10, VOTE-11
    """
    if not facts.entries:
        raise DeskError("ballot.empty", rule="SCHEME-06")
    if copies < 1:
        raise DeskError("ballot.copies", rule="VOTE-07", copies=copies)
    layout = layout_ballot(facts, fonts)
    with PRINTING:
        data = _print(facts, layout, fonts, copies=copies)
    names = tuple(entry.name for entry in facts.entries)
    proof = ProofFacts(names, layout.pages * copies, copies, rows=numbered(names))
    prove(data, replace(proof, told=told_by(facts)))
    return prove_places(data, layout)


def told_by(facts: BallotFacts) -> str:
    """Return all that one copy of the paper says, column heads and number of the sheet aside."""
    rows = (
        f"{number}{entry.name}{entry.note}" for number, entry in enumerate(facts.entries, start=1)
    )
    return "\n".join((said(ballot_blocks(facts)), *rows, facts.foot))


def _print(facts: BallotFacts, layout: BallotLayout, fonts: Fonts, *, copies: int) -> bytes:
    buffer = BytesIO()
    canvas = open_canvas(buffer, facts.title)
    define_sheets(canvas, facts, layout, fonts)
    for _copy in range(copies):
        for page in range(1, layout.pages + 1):
            canvas.doForm(f"sheet{page}")
            canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def define_sheets(
    canvas: Any,  # noqa: ANN401 - reportlab is not typed
    facts: BallotFacts,
    layout: BallotLayout,
    fonts: Fonts,
) -> None:
    """Draw each sheet of the paper once, as the forms `sheet1`, `sheet2` … of the canvas.

    Raises:
        DeskError: `page.glyph_missing`, `page.text_too_long`.
    """
    for page in range(1, layout.pages + 1):
        canvas.beginForm(f"sheet{page}")
        _draw_sheet(Pen(canvas, PAGE_HEIGHT), facts, layout, fonts, page=page)
        canvas.endForm()


def _draw_sheet(
    pen: Pen, facts: BallotFacts, layout: BallotLayout, fonts: Fonts, *, page: int
) -> None:
    rows = [row for row in layout.rows if row.page == page]
    if facts.tint is not None:
        _draw_tint(pen, facts.tint, layout, rows)
    for corner in layout.corners:
        pen.block(corner.left * MM, corner.top * MM, corner.width * MM, corner.height * MM)
    for head in head_lines(facts, fonts)[0]:
        pen.line(head.line, head.left, head.top, size=head.size)
    drawer = _Drawer(pen, facts, layout, fonts)
    for block in sorted({row.block for row in rows}):
        drawer.head_row(next(row for row in rows if row.block == block))
    for row in rows:
        drawer.row(row)
    for box in layout.boxes:
        if box.page == page:
            area = box.area
            sides = (area.left * MM, area.top * MM, area.width * MM, area.height * MM)
            pen.box(*sides, stroke=BOX_STROKE)
    _draw_number(pen, facts, layout, fonts, page=page)
    draw_foot(pen, facts.foot, fonts)


def _draw_tint(pen: Pen, tint: Tint, layout: BallotLayout, rows: list[RowPlace]) -> None:
    """Lay the colour under head and names; where marks are made and read the paper stays white."""
    wide = layout.number_width + layout.text_width
    areas = [Area(SIDE, HEAD_TOP - ABOVE_HEAD, WIDTH, layout.table_top - HEAD_TOP)]
    for block in sorted({row.block for row in rows}):
        own = [row.row for row in rows if row.block == block]
        top = own[0].top - HEAD_ROW
        areas.append(Area(own[0].left, top, wide, own[-1].top + own[-1].height - top))
    for area in areas:
        room = (area.width * MM, area.height * MM)
        pen.tint(area.left * MM, area.top * MM, room, (tint.red, tint.green, tint.blue))


def _draw_number(
    pen: Pen, facts: BallotFacts, layout: BallotLayout, fonts: Fonts, *, page: int
) -> None:
    """Say which sheet of the paper it is, to people and to whoever reads scanned papers."""
    if facts.code:
        code = layout.code
        pen.code(f"{facts.code}-{page}", code.left * MM, code.top * MM, code.width * MM)
    if layout.pages > 1:
        text = f"第{page}页\u3000共{layout.pages}页"
        line = Line(measure(text, NOTE, fonts))
        left = (SIDE + WIDTH / 2) * MM - line.width / 2
        pen.line(line, left, (PAPER_HEIGHT - 23.0) * MM, size=NOTE.size)


class _Drawer:
    """Draws the rows of one sheet."""

    def __init__(self, pen: Pen, facts: BallotFacts, layout: BallotLayout, fonts: Fonts) -> None:
        self._pen = pen
        self._facts = facts
        self._fonts = fonts
        texts = _text_cells(facts, layout, fonts)
        self._noted = len(texts) > 1
        boxes = [layout.column_width] * len(COLUMNS)
        self._widths = [layout.number_width, *texts, *boxes]
        height = layout.pitch - SLACK
        self._name_sizes = self._equal_names(texts[0] - 2 * INSET, height)
        self._note_sizes: tuple[float, ...] = NOTE_SIZES
        if self._noted:
            self._note_sizes = self._common(texts[1] - 2 * INSET, height)

    def head_row(self, first: RowPlace) -> None:
        """Print the names of the columns over a block."""
        named, noted = self._facts.heads or HEADS[self._facts.track]
        words = [named, noted] if self._noted else [named]
        left = first.row.left
        texts = ["序号", *words, *self._facts.marks.columns]
        for width, text in zip(self._widths, texts, strict=True):
            area = Area(left, first.row.top - HEAD_ROW, width, HEAD_ROW)
            self._cell(area, text, Face.HEI, HEAD_SIZES, inset=TIGHT)
            left += width

    def row(self, place: RowPlace) -> None:
        """Print number, name and note of one entry, and the cells of its boxes."""
        entry = self._facts.entries[place.position - 1]
        long_names = self._facts.track is Track.UNIT
        cells = [self._area(place, column) for column in range(len(self._widths))]
        self._cell(cells[0], str(place.position), Face.FANGSONG, NUMBER_SIZES, inset=TIGHT)
        name, sizes = spread_name(entry.name), self._name_sizes
        self._cell(cells[1], name, Face.KAI, sizes, align_left=long_names)
        if self._noted:
            self._cell(cells[2], entry.note, Face.FANGSONG, self._note_sizes, align_left=True)
        for cell in cells[-len(COLUMNS) :]:
            self._outline(cell)

    def _area(self, place: RowPlace, column: int) -> Area:
        left = place.row.left + sum(self._widths[:column])
        return Area(left, place.row.top, self._widths[column], place.row.height)

    def _equal_names(self, width: float, height: float) -> tuple[float, ...]:
        """Return the sizes that names may have: nobody's is set larger than another's.

        Only a name that would have to be smaller than all others can bear is set in its own size.
        """
        room = (width * MM, height * MM)
        names = {spread_name(entry.name) for entry in self._facts.entries}
        used = [
            fit(name, Face.KAI, sizes=NAME_SIZES, room=room, fonts=self._fonts).size
            for name in names
        ]
        least = min((size for size in used if size >= EQUAL_NAMES), default=NAME_SIZES[0])
        return tuple(size for size in NAME_SIZES if size <= least)

    def _common(self, width: float, height: float) -> tuple[float, ...]:
        """Return the sizes that notes may have: one for all where none gets too small by it."""
        room = (width * MM, height * MM)
        used = [
            fit(entry.note, Face.FANGSONG, sizes=NOTE_SIZES, room=room, fonts=self._fonts).size
            for entry in self._facts.entries
        ]
        least = min(used)
        if least < READABLE:
            return NOTE_SIZES
        return tuple(size for size in NOTE_SIZES if size <= least)

    def _outline(self, area: Area) -> None:
        sides = (area.left * MM, area.top * MM, area.width * MM, area.height * MM)
        self._pen.box(*sides, stroke=0.4)

    def _cell(
        self,
        area: Area,
        text: str,
        face: Face,
        sizes: tuple[float, ...],
        *,
        align_left: bool = False,
        inset: float = INSET,
    ) -> None:
        self._outline(area)
        room = ((area.width - 2 * inset) * MM, (area.height - SLACK) * MM)
        fitted = fit(text, face, sizes=sizes, room=room, fonts=self._fonts)
        first = area.top * MM + (area.height * MM - fitted.height) / 2
        for number, line in enumerate(fitted.lines):
            place = (area.left + inset) * MM
            if not align_left:
                place = (area.left + area.width / 2) * MM - line.width / 2
            top = first + number * fitted.leading + (fitted.leading - fitted.size) / 2
            self._pen.line(line, place, top, size=fitted.size)


def _text_cells(facts: BallotFacts, layout: BallotLayout, fonts: Fonts) -> tuple[float, ...]:
    """Divide the room for text between name and note, in millimetres."""
    room = layout.text_width
    if not any(entry.note for entry in facts.entries):
        return (room,)
    if facts.track is Track.UNIT:
        return (room * UNIT_SHARE, room * (1 - UNIT_SHARE))
    style = Style(Face.KAI, LONG_NAME_SIZE)
    widest = max(
        sum(unit.advance for unit in measure(spread_name(entry.name), style, fonts))
        for entry in facts.entries
    )
    name = min(max(NAME_CELL, widest / MM + 2 * INSET + 0.1), room / 2)
    return (name, room - name)
