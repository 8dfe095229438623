"""Where everything on a ballot paper stands, in millimetres from the upper left corner."""

from dataclasses import dataclass

from zjgdesk.rules.vocabulary import Mark

PAPER_WIDTH = 210.0
PAPER_HEIGHT = 297.0
MARK_FROM_EDGE = 12.0  # nearer, and a crooked scan cuts it off
MARK_SIZE = 5.0
SIDE = 20.0
CODE_SIZE, CODE_LEFT = 13.0, 22.0  # beside the lower left mark, under the table
WIDTH = PAPER_WIDTH - 2 * SIDE
BOTTOM = PAPER_HEIGHT - 26.0
HEAD_ROW = 9.0
BLOCK_GAP = 4.0
ONE_BLOCK = 25  # names that stand well in one column
HIGHEST = 12.5
LOWEST = 6.6
LOWEST_TWO_LINES = 9.5
BOX_LARGE = 5.0
BOX_SMALL = 4.5
ROOM_FOR_LARGE = 9.0
BOX_STROKE = 0.9  # points
COLUMNS = (Mark.YES, Mark.NO, Mark.ABSTAIN)


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle in millimetres."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class BoxPlace:
    """One box: its page from 1, the entry's position from 1, its column and where it is."""

    page: int
    position: int
    mark: Mark
    area: Area


@dataclass(frozen=True, slots=True)
class RowPlace:
    """One entry: where number, name and note may stand, and its row."""

    page: int
    position: int
    block: int
    row: Area


@dataclass(frozen=True, slots=True)
class BallotLayout:
    """The geometry of a ballot paper, the same for every copy. Rule: VOTE-10."""

    pages: int
    blocks: int
    block_width: float
    number_width: float
    column_width: float
    table_top: float
    pitch: float
    corners: tuple[Area, ...]
    code: Area
    rows: tuple[RowPlace, ...]
    boxes: tuple[BoxPlace, ...]

    @property
    def text_width(self) -> float:
        """Return the room between the number and the first column."""
        return self.block_width - self.number_width - len(COLUMNS) * self.column_width


def lay_out(
    entries: int, *, table_top: float, notes: bool, lowest: float = LOWEST
) -> BallotLayout:
    """Place the entries: one column while they have notes or are few, else two, then more pages.

    Rules: VOTE-08, VOTE-10
    """
    blocks = 1 if notes or entries <= ONE_BLOCK else 2
    room = BOTTOM - table_top - HEAD_ROW
    per_page = max(int(room / lowest), 1) * blocks
    pages = max(-(-entries // per_page), 1)
    on_page = -(-entries // pages)
    in_block = max(-(-on_page // blocks), 1)
    pitch = min(HIGHEST, room / in_block)
    width = (WIDTH - (blocks - 1) * BLOCK_GAP) / blocks
    rows = tuple(
        _row(index, on_page, in_block, (table_top + HEAD_ROW, pitch, width))
        for index in range(entries)
    )
    column = 18.0 if blocks == 1 else 12.0
    return BallotLayout(
        pages=pages,
        blocks=blocks,
        block_width=width,
        number_width=12.0 if blocks == 1 else 10.0,
        column_width=column,
        table_top=table_top,
        pitch=pitch,
        corners=_corners(),
        code=Area(CODE_LEFT, PAPER_HEIGHT - MARK_FROM_EDGE - CODE_SIZE, CODE_SIZE, CODE_SIZE),
        rows=rows,
        boxes=tuple(box for row in rows for box in _boxes(row, column)),
    )


def _row(
    index: int, on_page: int, in_block: int, geometry: tuple[float, float, float]
) -> RowPlace:
    first, pitch, width = geometry
    page, place = divmod(index, on_page)
    block, line = divmod(place, in_block)
    left = SIDE + block * (width + BLOCK_GAP)
    return RowPlace(page + 1, index + 1, block, Area(left, first + line * pitch, width, pitch))


def _boxes(row: RowPlace, column: float) -> tuple[BoxPlace, ...]:
    size = BOX_LARGE if row.row.height >= ROOM_FOR_LARGE else BOX_SMALL
    first = row.row.left + row.row.width - len(COLUMNS) * column
    top = row.row.top + (row.row.height - size) / 2
    return tuple(
        BoxPlace(
            row.page,
            row.position,
            mark,
            Area(first + number * column + (column - size) / 2, top, size, size),
        )
        for number, mark in enumerate(COLUMNS)
    )


def _corners() -> tuple[Area, ...]:
    far_left = PAPER_WIDTH - MARK_FROM_EDGE - MARK_SIZE
    far_top = PAPER_HEIGHT - MARK_FROM_EDGE - MARK_SIZE
    return tuple(
        Area(left, top, MARK_SIZE, MARK_SIZE)
        for top in (MARK_FROM_EDGE, far_top)
        for left in (MARK_FROM_EDGE, far_left)
    )
