"""Golden pages: what a document says and where it stands, kept as text beside the tests.

`GOLDEN=write` writes them anew: look at what changed before it is committed.
"""

import os
from pathlib import Path

import pypdfium2 as pdfium

from zjgdesk.documents.pen import MM

FOLDER = Path(__file__).parents[1] / "golden"
WRITE = os.environ.get("GOLDEN") == "write"
BLANK = 0.2  # of a millimetre: places are told no finer


def check_golden(name: str, data: bytes) -> None:
    """Hold a finished file against the golden page of this name."""
    told = describe(data)
    path = FOLDER / f"{name}.txt"
    if WRITE:
        path.write_text(told, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == told


def describe(data: bytes) -> str:
    """Return each page: its size, the box that its ink fills, its lines with their places."""
    document = pdfium.PdfDocument(data)
    try:
        return "".join(_page(document, number) for number in range(len(document)))
    finally:
        document.close()


def _page(document: pdfium.PdfDocument, number: int) -> str:
    page = document[number]
    width, height = page.get_size()
    text = page.get_textpage()
    lines = [
        (
            _told((left, height - top, right, height - bottom)),
            " ".join(text.get_text_bounded(*box).split()),
        )
        for box in (text.get_rect(at) for at in range(text.count_rects()))
        for left, bottom, right, top in (box,)
    ]
    head = f"== 第{number + 1}页 {_mm(width)} x {_mm(height)} mm\n"
    return head + "".join(f"{place}\t{words}\n" for place, words in lines if words)


def _told(box: tuple[float, float, float, float]) -> str:
    return " ".join(_mm(side) for side in box)


def _mm(points: float) -> str:
    return f"{round(points / MM / BLANK) * BLANK:.1f}"
