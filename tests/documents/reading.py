"""Measures finished pages: every sign and its place, in millimetres from the upper left."""

import ctypes
from dataclasses import dataclass

import pypdfium2 as pdfium
from pypdfium2 import raw

MM = 72 / 25.4
A4_HEIGHT = 841.89


@dataclass(frozen=True)
class Sign:
    page: int
    text: str
    x: float
    baseline: float
    top: float
    right: float
    size: float


def signs(data):
    document = pdfium.PdfDocument(data)
    found = []
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        for index in range(text.count_chars()):
            code = raw.FPDFText_GetUnicode(text, index)
            if code in (13, 10, 32, 0):
                continue
            x, y = ctypes.c_double(), ctypes.c_double()
            raw.FPDFText_GetCharOrigin(text, index, x, y)
            _left, _bottom, right, top = text.get_charbox(index)
            found.append(
                Sign(
                    number + 1,
                    chr(code),
                    x.value / MM,
                    (A4_HEIGHT - y.value) / MM,
                    (A4_HEIGHT - top) / MM,
                    right / MM,
                    raw.FPDFText_GetFontSize(text, index),
                )
            )
        text.close()
        page.close()
    document.close()
    return found


def lines(data, *, page=1, size=16):
    """Group the signs of one size on a page by baseline, top to bottom."""
    rows = {}
    for sign in signs(data):
        if sign.page == page and abs(sign.size - size) < 0.1:
            rows.setdefault(round(sign.baseline, 1), []).append(sign)
    return [sorted(rows[key], key=lambda sign: sign.x) for key in sorted(rows)]
