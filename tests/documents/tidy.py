"""Looks a finished page over as a proof-reader would: nothing overlaps, crosses a line, leaves."""

import ctypes
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
from pypdfium2 import raw

MM = 72 / 25.4
UPRIGHT = (28.0, 37.0, 184.0, 262.0)
TURNED = (37.0, 28.0, 262.0, 182.0)
SHEET_EDGE = 8.0  # millimetres: what is not set in the type area keeps so far from the edge
CLOSE = 0.4  # millimetres that ink may pass a line or the area
SHARE = 0.2  # of the smaller sign: from here on two of them lie on one another
SQUARE = 8.0  # millimetres: neighbours are looked for in squares
DEPTH = 4
NO_INK = frozenset(range(33)) | {0xA0, 0x3000, 0xFFFE}
SURROGATES = range(0xDC00, 0xE000)
FOOT_SIZE, NUMBER_SIZE = 8.0, 14.0
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Ink:
    text: str
    box: Box
    size: float


def faults(data: bytes, *, drawn: bool = False) -> list[str]:
    """Return what is wrong with the pages; `drawn` ones need not keep to the type area."""
    document = pdfium.PdfDocument(data)
    try:
        return [
            f"{number + 1}: {fault}"
            for number in range(len(document))
            for fault in _page_faults(document[number], drawn=drawn)
        ]
    finally:
        document.close()


def _page_faults(page: pdfium.PdfPage, *, drawn: bool) -> Iterator[str]:
    width, height = (side / MM for side in page.get_size())
    area = UPRIGHT if height > width else TURNED
    if drawn:
        area = (SHEET_EDGE, SHEET_EDGE, width - SHEET_EDGE, height - SHEET_EDGE)
    inks = list(_inks(page, height))
    for ink in inks:
        if not _inside(ink, area):
            yield f"outside {ink}"
    yield from _overlaps(inks)
    yield from _crossings(inks, list(_frames(page, height)))


def _inside(ink: Ink, area: Box) -> bool:
    left, top, right, bottom = ink.box
    below = top > area[3] and ink.size in (FOOT_SIZE, NUMBER_SIZE)
    wide = left >= area[0] - CLOSE and right <= area[2] + CLOSE
    return (below and left > SHEET_EDGE) or (
        wide and top >= area[1] - 2 * CLOSE and bottom <= area[3] + CLOSE
    )


def _overlaps(inks: list[Ink]) -> Iterator[str]:
    squares: dict[tuple[int, int], list[int]] = defaultdict(list)
    for at, ink in enumerate(inks):
        for key in _squares(ink.box):
            squares[key].append(at)
    seen = set()
    for found in squares.values():
        for place, one in enumerate(found):
            for other in found[place + 1 :]:
                if (one, other) not in seen and _share(inks[one].box, inks[other].box) > SHARE:
                    seen.add((one, other))
                    yield f"{inks[one]} on {inks[other]}"


def _squares(box: Box) -> Iterator[tuple[int, int]]:
    left, top, right, bottom = (int(side / SQUARE) for side in box)
    for column in range(left, right + 1):
        for row in range(top, bottom + 1):
            yield column, row


def _share(one: Box, other: Box) -> float:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    least = min(_size(one), _size(other))
    return wide * high / least if wide > 0 and high > 0 and least > 0 else 0.0


def _size(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _crossings(inks: list[Ink], frames: list[Box]) -> Iterator[str]:
    for ink in inks:
        for frame in frames:
            if _crosses(ink.box, frame):
                yield f"{ink} over the line of {frame}"
                break


def _crosses(ink: Box, frame: Box) -> bool:
    middle = ((ink[0] + ink[2]) / 2, (ink[1] + ink[3]) / 2)
    if frame[1] < middle[1] < frame[3] and any(
        ink[0] < edge - CLOSE and ink[2] > edge + CLOSE for edge in (frame[0], frame[2])
    ):
        return True
    return frame[0] < middle[0] < frame[2] and any(
        ink[1] < edge - CLOSE and ink[3] > edge + CLOSE for edge in (frame[1], frame[3])
    )


def _frames(page: pdfium.PdfPage, height: float) -> Iterator[Box]:
    """Yield the rectangles that are drawn; filled and dashed ones and short strokes too."""
    for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=DEPTH):
        left, bottom, right, top = each.get_bounds()
        yield left / MM, height - top / MM, right / MM, height - bottom / MM


def _inks(page: pdfium.PdfPage, height: float) -> Iterator[Ink]:
    text = page.get_textpage()
    for at in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, at)
        if code in NO_INK or code in SURROGATES or raw.FPDFText_GetCharAngle(text, at) > 0.1:
            continue
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        raw.FPDFText_GetCharBox(text, at, left, right, bottom, top)
        box = (
            left.value / MM,
            height - top.value / MM,
            right.value / MM,
            height - bottom.value / MM,
        )
        yield Ink(chr(code), box, round(raw.FPDFText_GetFontSize(text, at), 1))
    text.close()
