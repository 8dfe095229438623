"""The words over the names of a ballot paper, broken into lines."""

from collections.abc import Iterator
from dataclasses import dataclass

from zjgdesk.documents.ballot_facts import BallotFacts, ballot_blocks
from zjgdesk.documents.ballot_layout import SIDE, WIDTH
from zjgdesk.documents.blocks import Notes, Paragraph, Title
from zjgdesk.documents.fonts import Face, Fonts
from zjgdesk.documents.pen import MM
from zjgdesk.documents.text import Line, Style, balance, break_lines, measure

HEAD_TOP = 20.0  # millimetres
ABOVE_NOTES, NOTE_LEADING = 5.0, 18.0  # points
BELOW_HEAD = 2.5  # millimetres
TITLE = Style(Face.TITLE, 22.0)
SUBTITLE = Style(Face.KAI, 16.0)
NOTE = Style(Face.FANGSONG, 12.0)


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A line over the names, its place in points from the upper left corner."""

    line: Line
    left: float
    top: float
    size: float


def head_lines(facts: BallotFacts, fonts: Fonts) -> tuple[list[HeadLine], float]:
    """Break the head into lines; return them and the millimetre at which the table starts."""
    lines: list[HeadLine] = []
    top = HEAD_TOP * MM
    noted = False
    for block in ballot_blocks(facts):
        if not noted and not _centred(block):
            top += ABOVE_NOTES
            noted = True
        for line, style, leading in _broken(block, fonts):
            left = SIDE * MM + ((WIDTH * MM - line.width) / 2 if _centred(block) else 0.0)
            lines.append(HeadLine(line, left, top, style.size))
            top += leading
    return lines, top / MM + BELOW_HEAD


def _centred(block: Title | Paragraph | Notes) -> bool:
    return isinstance(block, Title) or (isinstance(block, Paragraph) and block.align == "center")


def _broken(block: Title | Paragraph | Notes, fonts: Fonts) -> Iterator[tuple[Line, Style, float]]:
    """Break one block of the head into lines, each with its style and leading in points."""
    width = WIDTH * MM
    if isinstance(block, Notes):
        for number, text in enumerate(block.texts, start=1):
            label = "说明：" if number == 1 else "\u3000\u3000\u3000"
            units = measure(f"{label}{number}.{text}", NOTE, fonts, room=width)
            hanging = sum(unit.advance for unit in measure("说明：1.", NOTE, fonts))
            for line in break_lines(units, width, hanging=hanging):
                yield line, NOTE, NOTE_LEADING
    elif _centred(block):
        style, leading = (TITLE, 32.0) if isinstance(block, Title) else (SUBTITLE, 26.0)
        for line in balance(block.text, style, fonts, width):
            yield line, style, leading
    else:
        units = measure(block.text, NOTE, fonts, room=width)
        for line in break_lines(units, width, indent=2 * NOTE.size):
            yield line, NOTE, NOTE_LEADING
