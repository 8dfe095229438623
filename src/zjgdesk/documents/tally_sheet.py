"""The empty tally sheet: squares to write 正 in, should the papers be counted by hand."""

from dataclasses import dataclass
from datetime import date

from zjgdesk.documents.blocks import Block, Cell, Paragraph, Table, Title
from zjgdesk.documents.fonts import Face, Fonts
from zjgdesk.documents.page import Frame, print_pages
from zjgdesk.documents.proof import ProofFacts, prove
from zjgdesk.documents.rows import counter, name_cell, named
from zjgdesk.documents.signing import signatures
from zjgdesk.documents.words import MARKS, TRACKS, chinese_date
from zjgdesk.errors import DeskError
from zjgdesk.rules.ballots import COUNTED
from zjgdesk.rules.vocabulary import Track

STROKES = 5  # a whole 正
WORDED = 3  # squares over which words find room
SQUARE = 9.0  # millimetres: a hand writes 正 into it at ease
LEAST_SQUARE = 7.0
LINE = 9.0  # millimetres a line
HIGH_LINE, LARGE_SQUARE, SMALL_SUM = 11.5, 10.5, 14.0
SIZE = 10.5
UPRIGHT, ACROSS = 156.0, 225.0
NUMBER, NAME, KIND, SUM = 11.0, 30.0, 20.0, 16.0
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


def build_tally_sheet(facts: TallySheetFacts, fonts: Fonts) -> bytes:
    """Return the empty tally sheet as PDF, across where the squares need the room.

    Raises:
        DeskError: `tally_sheet.empty` without names, `tally_sheet.papers` for more papers than
            a sheet has room for, `page.glyph_missing`, `page.proof_failed`.

    Rule: VOTE-18
    """
    if not facts.names:
        raise DeskError("tally_sheet.empty", rule="VOTE-18")
    squares = max(-(-facts.papers // STROKES), 1)
    most = int((ACROSS - _beside(facts.track)) / LEAST_SQUARE)
    if squares > most:
        raise DeskError(
            "tally_sheet.papers", rule="VOTE-18", papers=facts.papers, most=most * STROKES
        )
    in_one_line = squares * LEAST_SQUARE <= _group(facts.track) - SMALL_SUM
    landscape = in_one_line or squares * LEAST_SQUARE > UPRIGHT - _beside(facts.track)
    width = ACROSS if landscape else UPRIGHT
    blocks: tuple[Block, ...] = (
        Title(facts.title),
        *_opening(facts),
        _papers(squares, width),
        _lines(facts, squares) if in_one_line else _grid(facts, squares, width),
        signatures(facts.chief, facts.scrutineers, facts.tellers),
    )
    frame = Frame(facts.title, facts.foot, facts.security, landscape=landscape)
    return prove(print_pages(blocks, frame, fonts), ProofFacts(facts.names, ordered=True))


def _beside(track: Track) -> float:
    """Return the width that the squares leave to number, name, kind and sum."""
    return NUMBER + _named_cell(track) + KIND + SUM


def _opening(facts: TallySheetFacts) -> tuple[Block, ...]:
    each = counter(facts.track)
    held = f"会议：{facts.meeting}\u3000日期：{chinese_date(facts.held_on)}"
    matter = f"{TRACKS[facts.track]}票决，应选{facts.places}{each}，候选{len(facts.names)}{each}"
    return (
        Paragraph(f"{held}\u3000事项：{matter}", indent=0, align="left"),
        Paragraph(
            "先分出废票，再逐张唱票。每得一票画一笔，每格画满一个“正”字为五票；"
            "每个候选对象四项之和须等于有效票数。",
        ),
    )


def _named_cell(track: Track) -> float:
    return UNIT_NAME if track is Track.UNIT else NAME


def _group(track: Track) -> float:
    """Return the width of one kind of mark where all four stand side by side."""
    return (ACROSS - NUMBER - _named_cell(track)) / len(COUNTED)


def _papers(squares: int, width: float) -> Table:
    """Count the papers themselves: valid and invalid ones."""
    rows = tuple(
        (Cell(word, face=Face.HEI, least=LINE), *_empty(squares), Cell(""))
        for word in ("有效票", "废票")
    )
    return Table(_widths(width, (KIND,), squares), (_head(("选票",), squares),), rows, SIZE)


def _grid(facts: TallySheetFacts, squares: int, width: float) -> Table:
    kinds = tuple(MARKS[mark] for mark in COUNTED)
    empty = ("",) * len(kinds)
    rows = tuple(
        (
            Cell(str(number), least=LINE * len(kinds)),
            name_cell(name, facts.track),
            Cell("", face=Face.HEI, stack=kinds),
            *(Cell("", stack=empty) for _ in range(squares)),
            Cell("", stack=empty),
        )
        for number, name in enumerate(facts.names, start=1)
    )
    left = (NUMBER, _named_cell(facts.track), KIND)
    head = _head(("序号", named(facts.track), "类别"), squares)
    return Table(_widths(width, left, squares), (head,), rows, SIZE)


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
