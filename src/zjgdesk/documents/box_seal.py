"""The strips that seal the ballot box: two on a sheet, to be cut out, signed and stuck on."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO

from zjgdesk.documents.fit import fit
from zjgdesk.documents.fonts import PRINTING, Face, Fonts
from zjgdesk.documents.page import TURNED, draw_foot, open_canvas
from zjgdesk.documents.pen import MM, Pen
from zjgdesk.documents.proof import ProofFacts, prove
from zjgdesk.documents.text import Line, Style, measure
from zjgdesk.documents.words import chinese_date

STRIPS = 2
LEFT, WIDTH, HEIGHT = 23.5, 250.0, 80.0  # millimetres
TOPS = (20.0, 110.0)
END = 42.0  # at each side, for the large word
WORD = Style(Face.TITLE, 84.0)
HEAD = Style(Face.TITLE, 40.0)
LINE = Style(Face.FANGSONG, 14.0)
SUBJECT_SIZES = (20.0, 18.0, 16.0, 14.0, 12.0, 10.0)
SUBJECT_TOP, SUBJECT_HEIGHT = 27.0, 18.0
LINE_TOPS = (49.0, 59.0, 69.0)


@dataclass(frozen=True, slots=True)
class BoxSealFacts:
    """What a strip says; time and signatures are written by hand."""

    title: str
    meeting: str
    held_on: date
    foot: str = ""


def build_box_seal(facts: BoxSealFacts, fonts: Fonts) -> bytes:
    """Return a sheet with two strips as PDF.

    Raises:
        DeskError: `page.glyph_missing`, `page.text_too_long`, `page.proof_failed`.

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
    return prove(buffer.getvalue(), ProofFacts((facts.meeting,) * STRIPS, 1, ordered=True))


def _draw_strip(pen: Pen, facts: BoxSealFacts, top: float, fonts: Fonts) -> None:
    pen.dashes(LEFT * MM, top * MM, WIDTH * MM, HEIGHT * MM)
    middle = (LEFT + WIDTH / 2) * MM
    word = Line(measure("封", WORD, fonts))
    for left in (LEFT, LEFT + WIDTH - END):
        place = (left + END / 2) * MM - word.width / 2
        pen.line(word, place, (top + HEIGHT / 2) * MM - WORD.size / 2, size=WORD.size)
    head = Line(measure("票\u3000箱\u3000封\u3000条", HEAD, fonts))
    pen.line(head, middle - head.width / 2, (top + 8.0) * MM, size=HEAD.size)
    _draw_subject(pen, facts, top, fonts)
    told = (
        f"投票日期：{chinese_date(facts.held_on)}\u3000\u3000封箱时间：______时______分",
        "总监票人（签名）：______________\u3000监票人（签名）：______________",
        "启封时间：______时______分\u3000启封人（签名）：______________",
    )
    for text, below in zip(told, LINE_TOPS, strict=True):
        line = Line(measure(text, LINE, fonts))
        pen.line(line, middle - line.width / 2, (top + below) * MM, size=LINE.size)


def _draw_subject(pen: Pen, facts: BoxSealFacts, top: float, fonts: Fonts) -> None:
    """Fit meeting and matter between the large words."""
    room = ((WIDTH - 2 * END) * MM, SUBJECT_HEIGHT * MM)
    text = f"{facts.meeting}\u3000{facts.title}票决"
    fitted = fit(text, Face.KAI, sizes=SUBJECT_SIZES, room=room, fonts=fonts)
    first = (top + SUBJECT_TOP) * MM + (room[1] - fitted.height) / 2
    for number, line in enumerate(fitted.lines):
        place = (LEFT + WIDTH / 2) * MM - line.width / 2
        pen.line(line, place, first + number * fitted.leading, size=fitted.size)
