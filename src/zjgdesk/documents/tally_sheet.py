"""The empty tally sheet: squares to write 正 in, should the papers be counted by hand."""

from dataclasses import dataclass
from datetime import date

from zjgdesk.documents.blocks import Cell, Table
from zjgdesk.documents.fonts import Face, Fonts
from zjgdesk.documents.page import Frame
from zjgdesk.documents.proof import ProofFacts
from zjgdesk.documents.proving import numbered, print_proven
from zjgdesk.documents.rows import counter, name_cell, named
from zjgdesk.documents.signing import signatures
from zjgdesk.documents.worded import Filling, title_field, title_of, worded_blocks
from zjgdesk.documents.words import MARKS, TRACKS, chinese_date
from zjgdesk.errors import DeskError
from zjgdesk.rules.ballots import COUNTED
from zjgdesk.rules.vocabulary import Track

KIND = "tally_sheet"
STROKES = 5  # a whole 正
WORDED = 3  # squares over which words find room
SQUARE = 9.0  # millimetres: a hand writes 正 into it at ease
LEAST_SQUARE = 7.0
LINE = 9.0  # millimetres a line
HIGH_LINE, LARGE_SQUARE, SMALL_SUM = 11.5, 10.5, 14.0
SIZE = 10.5
UPRIGHT, ACROSS = 156.0, 225.0
NUMBER, NAME, MARK, SUM = 11.0, 30.0, 20.0, 16.0
UNIT_NAME = 46.0


@dataclass(frozen=True, slots=True)
class TallySheetFacts:
    """What the tally sheet says; `papers` is the most that can come back."""

    title: str
    meeting: str
    held_on: date
    track: Track
    places: int
    names: tuple[str, ...]
    papers: int
    chief: str = ""
    scrutineers: tuple[str, ...] = ()
    tellers: tuple[str, ...] = ()
    foot: str = ""
    security: str = ""
    template: str = ""


def build_tally_sheet(facts: TallySheetFacts, fonts: Fonts) -> bytes:
    """Return the empty tally sheet as PDF, across where the squares need the room.

    Raises:
        DeskError: `tally_sheet.empty` without names, `tally_sheet.papers` for more papers than
            a sheet has room for, `page.glyph_missing`, `page.proof_failed`, the
            `template.…` codes of a faulty text.

    Rule: VOTE-18
    """
    if not facts.names:
        raise DeskError("tally_sheet.empty", rule="VOTE-18")
    grid = _grid_of(facts)
    blocks = worded_blocks(KIND, facts.template, tally_sheet_filling(facts))
    frame = Frame(title_of(blocks), facts.foot, facts.security, landscape=grid.landscape)
    return print_proven(blocks, frame, fonts, ProofFacts(facts.names, rows=numbered(facts.names)))


def _beside(track: Track) -> float:
    """Return the width that the squares leave to number, name, kind and sum."""
    return NUMBER + _named_cell(track) + MARK + SUM


def tally_sheet_filling(facts: TallySheetFacts) -> Filling:
    """Return what the text of the sheet may name. Rule: VOTE-18."""
    each = counter(facts.track)
    grid = _grid_of(facts)
    fields = {
        "标题": title_field(facts.title),
        "会议": facts.meeting,
        "日期": chinese_date(facts.held_on),
        "类别": TRACKS[facts.track],
        "应选数量": f"{facts.places}{each}",
        "候选数量": f"{len(facts.names)}{each}",
    }
    lines = _lines(facts, grid.squares) if grid.in_one_line else _squares(facts, grid)
    tables = {
        "选票数": (_papers(grid),),
        "计票栏": (lines,),
        "签名": (signatures(facts.chief, facts.scrutineers, facts.tellers),),
    }
    return Filling(fields, tables, ("标题", "会议", "日期"), tuple(tables))


@dataclass(frozen=True, slots=True)
class _Grid:
    """How many squares stand side by side, and how wide the sheet is for them."""

    squares: int
    in_one_line: bool
    landscape: bool

    @property
    def width(self) -> float:
        return ACROSS if self.landscape else UPRIGHT


def _grid_of(facts: TallySheetFacts) -> _Grid:
    squares = max(-(-facts.papers // STROKES), 1)
    most = int((ACROSS - _beside(facts.track)) / LEAST_SQUARE)
    if squares > most:
        raise DeskError(
            "tally_sheet.papers", rule="VOTE-18", papers=facts.papers, most=most * STROKES
        )
    in_one_line = squares * LEAST_SQUARE <= _group(facts.track) - SMALL_SUM
    across = in_one_line or squares * LEAST_SQUARE > UPRIGHT - _beside(facts.track)
    return _Grid(squares, in_one_line, across)


def _named_cell(track: Track) -> float:
    return UNIT_NAME if track is Track.UNIT else NAME


def _group(track: Track) -> float:
    """Return the width of one kind of mark where all four stand side by side."""
    return (ACROSS - NUMBER - _named_cell(track)) / len(COUNTED)


def _papers(grid: _Grid) -> Table:
    """Count the papers themselves: valid and invalid ones."""
    squares = grid.squares
    rows = tuple(
        (Cell(word, face=Face.HEI, least=LINE), *_empty(squares), Cell(""))
        for word in ("有效票", "废票")
    )
    return Table(_widths(grid.width, (MARK,), squares), (_head(("选票",), squares),), rows, SIZE)


def _squares(facts: TallySheetFacts, grid: _Grid) -> Table:
    kinds = tuple(MARKS[mark] for mark in COUNTED)
    empty = ("",) * len(kinds)
    rows = tuple(
        (
            Cell(str(number), least=LINE * len(kinds)),
            name_cell(name, facts.track),
            Cell("", face=Face.HEI, stack=kinds),
            *(Cell("", stack=empty) for _ in range(grid.squares)),
            Cell("", stack=empty),
        )
        for number, name in enumerate(facts.names, start=1)
    )
    left = (NUMBER, _named_cell(facts.track), MARK)
    head = _head(("序号", named(facts.track), "类别"), grid.squares)
    return Table(_widths(grid.width, left, grid.squares), (head,), rows, SIZE)


def _lines(facts: TallySheetFacts, squares: int) -> Table:
    """Give each candidate one line, the four kinds side by side: for few papers."""
    words = ("序号", named(facts.track))
    head = (
        tuple(Cell(word, face=Face.HEI, least=LINE) for word in words)
        + tuple(Cell(MARKS[mark], squares + 1, Face.HEI) for mark in COUNTED),
        (Cell("", least=LINE), Cell(""))
        + (_strokes(squares), Cell("合计", face=Face.HEI)) * len(COUNTED),
    )
    rows = tuple(
        (
            Cell(str(number), least=HIGH_LINE),
            name_cell(name, facts.track),
            *_empty((squares + 1) * len(COUNTED)),
        )
        for number, name in enumerate(facts.names, start=1)
    )
    square = min((_group(facts.track) - SMALL_SUM) / squares, LARGE_SQUARE)
    group = (*(square,) * squares, _group(facts.track) - squares * square)
    widths = (NUMBER, _named_cell(facts.track), *group * len(COUNTED))
    return Table(widths, head, rows, SIZE)


def _head(words: tuple[str, ...], squares: int) -> tuple[Cell, ...]:
    left = tuple(Cell(word, face=Face.HEI, least=LINE) for word in words)
    return (*left, _strokes(squares), Cell("合计", face=Face.HEI))


def _strokes(squares: int) -> Cell:
    return Cell("画“正”字" if squares >= WORDED else "正", squares, Face.HEI)


def _empty(squares: int) -> tuple[Cell, ...]:
    return tuple(Cell("") for _ in range(squares))


def _widths(width: float, left: tuple[float, ...], squares: int) -> tuple[float, ...]:
    """Return the columns: squares as wide as they should be, the sum takes what is left of it."""
    room = width - sum(left) - SUM
    square = min(room / squares, SQUARE)
    return (*left, *(square,) * squares, SUM)
