"""The strips that seal the ballot box: two on a sheet, to be cut out, signed and stuck on."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO

from zjgdesk.documents.blocks import Paragraph, Title
from zjgdesk.documents.fit import Fitted, fit
from zjgdesk.documents.fonts import PRINTING, Face, Fonts
from zjgdesk.documents.page import TURNED, draw_foot, open_canvas
from zjgdesk.documents.pen import MM, Pen
from zjgdesk.documents.proof import ProofFacts, prove
from zjgdesk.documents.text import Line, Style, measure
from zjgdesk.documents.worded import Filling, worded_blocks
from zjgdesk.documents.words import chinese_date
from zjgdesk.errors import DeskError

STRIPS = 2
LEFT, WIDTH, HEIGHT = 23.5, 250.0, 80.0  # millimetres
TOPS = (20.0, 110.0)
END = 42.0  # at each side, for the large word
WORD = Style(Face.TITLE, 84.0)
HEAD_TOP, HEAD_HEIGHT = 8.0, 17.0
LINE_SIZES = (14.0, 13.0, 12.0, 11.0, 10.0, 9.0)
HEAD_SIZES = (40.0, 36.0, 32.0, 28.0, 24.0)
SUBJECT_SIZES = (20.0, 18.0, 16.0, 14.0, 12.0, 10.0)
ONE_LINE_FROM, NO_LIMIT = 16.0, 1000.0  # points; millimetres
SUBJECT_TOP, SUBJECT_HEIGHT = 27.0, 18.0
LINE_TOPS = (49.0, 59.0, 69.0)
LINE_HEIGHT = 7.0
KIND = "box_seal"


@dataclass(frozen=True, slots=True)
class BoxSealFacts:
    """What a strip says; time and signatures are written by hand."""

    title: str
    meeting: str
    held_on: date
    foot: str = ""
    template: str = ""


def build_box_seal(facts: BoxSealFacts, fonts: Fonts) -> bytes:
    """Return a sheet with two strips as PDF.

    Raises:
        DeskError: `page.glyph_missing`, `page.text_too_long`, `page.proof_failed`, the
            `template.…` codes of a faulty text.

    Rule: VOTE-15
    """
    with PRINTING:
        buffer = BytesIO()
        canvas = open_canvas(buffer, f"{facts.title}票箱封条")
        canvas.setPageSize((TURNED.width, TURNED.height))
        pen = Pen(canvas, TURNED.height)
        for top in TOPS:
            _draw_strip(pen, facts, top, fonts)
        draw_foot(pen, facts.foot, fonts, TURNED)
        canvas.showPage()
        canvas.save()
    title, subject, lines = _parts(facts)
    told = "\n".join((title, subject, *lines) * STRIPS)
    return prove(buffer.getvalue(), ProofFacts((facts.meeting,) * STRIPS, 1, told=told))


def seal_filling(facts: BoxSealFacts) -> Filling:
    """Return what the text of a strip may name. Rule: VOTE-15."""
    fields = {
        "会议": facts.meeting,
        "事项": facts.title,
        "日期": chinese_date(facts.held_on),
    }
    return Filling(fields, required=tuple(fields))


def _parts(facts: BoxSealFacts) -> tuple[str, str, tuple[str, ...]]:
    """Return title, subject and lines of a strip.

    Raises:
        DeskError: the `template.…` codes of a faulty text; `template.seal_lines` for one that is
            not a title, a subject and at most three lines.
    """
    blocks = worded_blocks(KIND, facts.template, seal_filling(facts))
    match blocks:
        case (Title(text=title), Paragraph(text=subject, align="center"), *rest):
            lines = tuple(block.text for block in rest if isinstance(block, Paragraph))
            if len(lines) == len(rest) <= len(LINE_TOPS):
                return title, subject, lines
    raise DeskError("template.seal_lines", rule="VOTE-15", most=len(LINE_TOPS))


def _draw_strip(pen: Pen, facts: BoxSealFacts, top: float, fonts: Fonts) -> None:
    title, subject, lines = _parts(facts)
    pen.dashes(LEFT * MM, top * MM, WIDTH * MM, HEIGHT * MM)
    word = Line(measure("封", WORD, fonts))
    for left in (LEFT, LEFT + WIDTH - END):
        place = (left + END / 2) * MM - word.width / 2
        pen.line(word, place, (top + HEIGHT / 2) * MM - WORD.size / 2, size=WORD.size)
    head = fit(title, Face.TITLE, sizes=HEAD_SIZES, room=_room(HEAD_HEIGHT), fonts=fonts)
    _draw_fitted(pen, head, (top + HEAD_TOP, 0.0))
    told = _subject(subject, fonts)
    _draw_fitted(pen, told, (top + SUBJECT_TOP, SUBJECT_HEIGHT))
    for text, below in zip(lines, LINE_TOPS, strict=False):
        room = _room(LINE_HEIGHT)
        line = fit(text, Face.FANGSONG, sizes=LINE_SIZES, room=room, fonts=fonts)
        _draw_fitted(pen, line, (top + below, 0.0))


def _subject(subject: str, fonts: Fonts) -> Fitted:
    """Set what is voted on in one line where that is large enough, else in two."""
    for size in (size for size in SUBJECT_SIZES if size >= ONE_LINE_FROM):
        told = fit(subject, Face.KAI, sizes=(size,), room=_room(NO_LIMIT), fonts=fonts)
        if len(told.lines) == 1:
            return told
    return fit(subject, Face.KAI, sizes=SUBJECT_SIZES, room=_room(SUBJECT_HEIGHT), fonts=fonts)


def _room(height: float) -> tuple[float, float]:
    """Return the room between the large words, in points."""
    return ((WIDTH - 2 * END) * MM, height * MM)


def _draw_fitted(pen: Pen, fitted: Fitted, place: tuple[float, float]) -> None:
    """Draw lines in the middle of a strip, from a height on, or in the middle of a room there."""
    top, room = place
    first = top * MM + (max(room * MM - fitted.height, 0.0) / 2)
    for number, line in enumerate(fitted.lines):
        left = (LEFT + WIDTH / 2) * MM - line.width / 2
        pen.line(line, left, first + number * fitted.leading, size=fitted.size)
