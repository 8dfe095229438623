"""The signed result as sheets of codes, for a scanner that types them on another machine."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO

import pypdfium2 as pdfium
from reportlab.graphics.barcode.qrencoder import QRAlphaNum, QRCode, QRErrorCorrectLevel

from zjgdesk.documents.fit import fit
from zjgdesk.documents.fonts import PRINTING, Face, Fonts
from zjgdesk.documents.page import PAGE_HEIGHT, draw_foot, open_canvas
from zjgdesk.documents.pen import MM, Pen, runs
from zjgdesk.documents.proof import READING, ProofFacts, prove
from zjgdesk.documents.words import chinese_date
from zjgdesk.errors import BrokenInvariantError, DeskError

TITLE = "票决结果码单"
LARGEST_VERSION = 20
COLUMNS, ROWS = 3, 3
# Millimetres. A code of the largest version has modules of 0.515, of a small one 0.8 at most: the
# white around it is then never less than the four modules that a reader needs.
LEFT, WIDTH = 20.0, 170.0
SIDE, MODULE_MOST, MODULE_LEAST = 50.0, 0.8, 0.5
GRID_TOP, ROW_PITCH = 69.0, 61.5
COLUMN_PITCH = (WIDTH - SIDE) / (COLUMNS - 1)
LABEL_BELOW, LABEL_SIZE = 3.5, 11.0
TITLE_TOP, TITLE_SIZE = 14.0, 22.0
SECURITY_TOP, SECURITY_SIZE = 8.0, 14.0
LINE_TOPS, LINE_HEIGHT, LINE_SIZES = (26.0, 32.5, 39.0), 6.0, (12.0, 11.0, 10.0, 9.0, 8.0, 7.0)
CODE_TOP, CODE_SIZE = 47.0, 16.0
TOLD_TOP, TOLD_HEIGHT, TOLD_SIZES = 55.5, 10.0, (10.5, 10.0)
SIGN_TOP, SIGN_SIZE = 258.0, 12.0
SIGN_COLUMNS = ((20.0, 80.0), (86.0, 143.0), (149.0, 190.0))
SIGN_WORDS = ("总监票人签名", "监票人签名", "日期")
NUMBER_TOP, NUMBER_SIZE = 271.0, 12.0
TOLD = (
    "在办公电脑的“票决”页点“读入结果”，改用扫描枪逐个扫描各页的方形码，先后不限，重复无妨。"
    "读入前核对窗口中的总码与本页相同。各页须齐全；码上不盖章、不折叠、不涂写。"
)
DOTS = 200  # to the inch, at which the finished codes are looked at again
DARK = 128
INCH = 25.4

Matrix = tuple[tuple[bool, ...], ...]


@dataclass(frozen=True, slots=True)
class CodeSheetFacts:
    """What the sheets say.

    Args:
        title: of the round.
        meeting: at which it was held.
        held_on: the day of the meeting.
        code: the short digest of the whole, in groups.
        sheets: the text of each code, by sheets; at most nine on one.
    """

    title: str
    meeting: str
    held_on: date
    code: str
    sheets: tuple[tuple[str, ...], ...]
    foot: str = ""
    security: str = ""

    @property
    def count(self) -> int:
        """Return how many codes there are."""
        return sum(map(len, self.sheets))


def build_code_sheets(facts: CodeSheetFacts, fonts: Fonts) -> bytes:
    """Return the sheets as PDF, every code looked at again on the finished page.

    Raises:
        DeskError: `page.glyph_missing`, `page.text_too_long`, `page.proof_failed`.

    Rules: AIR-02, PAGE-05
    """
    sheets = _matrices(facts.sheets)
    with PRINTING:
        buffer = BytesIO()
        canvas = open_canvas(buffer, f"{facts.title}结果码单")
        pen = Pen(canvas, PAGE_HEIGHT)
        first = 1
        for number, codes in enumerate(sheets, start=1):
            _draw_head(pen, facts, fonts)
            _draw_codes(pen, codes, (first, facts.count), fonts)
            _draw_end(pen, (number, len(sheets)), fonts)
            draw_foot(pen, facts.foot, fonts)
            canvas.showPage()
            first += len(codes)
        canvas.save()
    data = prove(buffer.getvalue(), ProofFacts(_said(facts), len(sheets), ordered=True))
    _prove_codes(data, sheets)
    return data


def _said(facts: CodeSheetFacts) -> tuple[str, ...]:
    """Return what must stand on the sheets, in order."""
    said: list[str] = []
    first = 1
    for number, texts in enumerate(facts.sheets, start=1):
        said += [facts.meeting, facts.title, facts.code]
        said += [_label(first + at, facts.count) for at in range(len(texts))]
        said.append(_page_words(number, len(facts.sheets)))
        first += len(texts)
    return tuple(said)


def _label(number: int, count: int) -> str:
    return f"第 {number} 份／共 {count} 份"


def _page_words(number: int, count: int) -> str:
    return f"第 {number} 页／共 {count} 页"


def _matrices(sheets: tuple[tuple[str, ...], ...]) -> list[list[Matrix]]:
    """Return the modules of each code, all of one version."""
    if not sheets or max(map(len, sheets)) > COLUMNS * ROWS:
        raise BrokenInvariantError("no codes, or more than a sheet has room for")
    longest = max((text for texts in sheets for text in texts), key=len)
    version = _encoder(longest).calculate_version()
    if version > LARGEST_VERSION:
        raise BrokenInvariantError("a code is too long to be read from paper")
    return [[_matrix(text, version) for text in texts] for texts in sheets]


def _encoder(text: str, version: int | None = None) -> QRCode:
    encoder = QRCode(version, QRErrorCorrectLevel.M)
    encoder.addData(QRAlphaNum(text))
    return encoder


def _matrix(text: str, version: int) -> Matrix:
    encoder = _encoder(text, version)
    encoder.make()
    return tuple(tuple(map(bool, row)) for row in encoder.modules)


def _place(at: int, matrix: Matrix) -> tuple[float, float, float]:
    """Return left and top of a code and the size of its modules, in millimetres."""
    row, column = divmod(at, COLUMNS)
    module = min(SIDE / len(matrix), MODULE_MOST)
    inset = SIDE - module * len(matrix)
    left, top = LEFT + column * COLUMN_PITCH, GRID_TOP + row * ROW_PITCH
    return left + inset / 2, top + inset, module


def _draw_codes(pen: Pen, codes: list[Matrix], told: tuple[int, int], fonts: Fonts) -> None:
    """Draw the codes of a sheet, row by row, each with its number under it."""
    first, count = told
    for at, matrix in enumerate(codes):
        left, top, module = _place(at, matrix)
        pen.modules(runs(matrix), left * MM, top * MM, module * MM)
        row, column = divmod(at, COLUMNS)
        below = GRID_TOP + row * ROW_PITCH + SIDE + LABEL_BELOW
        middle = LEFT + column * COLUMN_PITCH + SIDE / 2
        label = _label(first + at, count)
        _centre(pen, label, (middle, below), (Face.HEI, LABEL_SIZE), fonts)


def _draw_head(pen: Pen, facts: CodeSheetFacts, fonts: Fonts) -> None:
    if facts.security:
        _left(pen, facts.security, (LEFT, SECURITY_TOP), (Face.HEI, SECURITY_SIZE), fonts)
    middle = LEFT + WIDTH / 2
    _centre(pen, TITLE, (middle, TITLE_TOP), (Face.TITLE, TITLE_SIZE), fonts)
    lines = (
        f"会议：{facts.meeting}",
        f"轮次：{facts.title}",
        f"日期：{chinese_date(facts.held_on)}",
    )
    for text, top in zip(lines, LINE_TOPS, strict=True):
        _fitted(pen, text, (top, LINE_HEIGHT), (Face.FANGSONG, LINE_SIZES), fonts)
    told = f"总码：{facts.code}"
    _left(pen, told, (LEFT, CODE_TOP), (Face.HEI, CODE_SIZE), fonts)
    _fitted(pen, TOLD, (TOLD_TOP, TOLD_HEIGHT), (Face.KAI, TOLD_SIZES), fonts)


def _draw_end(pen: Pen, page: tuple[int, int], fonts: Fonts) -> None:
    for words, (left, right) in zip(SIGN_WORDS, SIGN_COLUMNS, strict=True):
        end = _left(pen, words, (left, SIGN_TOP), (Face.FANGSONG, SIGN_SIZE), fonts)
        line = SIGN_TOP * MM + SIGN_SIZE * 1.1
        pen.stroke((end + MM, line), (right * MM, line), width=0.6)
    place = (LEFT + WIDTH / 2, NUMBER_TOP)
    _centre(pen, _page_words(*page), place, (Face.SONG, NUMBER_SIZE), fonts)


def _left(
    pen: Pen, text: str, place: tuple[float, float], style: tuple[Face, float], fonts: Fonts
) -> float:
    """Print a line from a place on; return where it ends, in points."""
    face, size = style
    line = fit(text, face, sizes=(size,), room=(WIDTH * MM, 2 * size), fonts=fonts).lines[0]
    pen.line(line, place[0] * MM, place[1] * MM, size=size)
    return place[0] * MM + line.width


def _centre(
    pen: Pen, text: str, place: tuple[float, float], style: tuple[Face, float], fonts: Fonts
) -> None:
    face, size = style
    line = fit(text, face, sizes=(size,), room=(WIDTH * MM, 2 * size), fonts=fonts).lines[0]
    pen.line(line, place[0] * MM - line.width / 2, place[1] * MM, size=size)


def _fitted(
    pen: Pen,
    text: str,
    room: tuple[float, float],
    style: tuple[Face, tuple[float, ...]],
    fonts: Fonts,
) -> None:
    """Print a text over the whole width, in the first size at which it fits the height."""
    (top, height), (face, sizes) = room, style
    fitted = fit(text, face, sizes=sizes, room=(WIDTH * MM, height * MM), fonts=fonts)
    for at, line in enumerate(fitted.lines):
        pen.line(line, LEFT * MM, top * MM + at * fitted.leading, size=fitted.size)


def _prove_codes(data: bytes, sheets: list[list[Matrix]]) -> None:
    """Hold every module on the finished page against what was to be drawn.

    Raises:
        DeskError: `page.proof_failed` with the number of the code that is drawn otherwise.
    """
    number = 0
    with READING:
        document = pdfium.PdfDocument(data)
        try:
            for page, codes in zip(document, sheets, strict=True):
                picture = page.render(scale=DOTS / 72, grayscale=True)
                grey, stride = bytes(picture.buffer), picture.stride
                picture.close()
                page.close()
                for at, matrix in enumerate(codes):
                    number += 1
                    if _seen(grey, stride, at, matrix) != matrix:
                        facts = {"check": "结果码", "subject": str(number)}
                        raise DeskError("page.proof_failed", rule="PAGE-05", **facts)
        finally:
            document.close()


def _seen(grey: bytes, stride: int, at: int, matrix: Matrix) -> Matrix:
    """Return the modules of a code as they show on the page, each at its middle."""
    left, top, module = _place(at, matrix)
    places = [(place + 0.5) * module for place in range(len(matrix))]
    columns = [int((left + place) * DOTS / INCH) for place in places]
    rows = [int((top + place) * DOTS / INCH) * stride for place in places]
    return tuple(tuple(grey[row + column] < DARK for column in columns) for row in rows)
