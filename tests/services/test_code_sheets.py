"""From the bytes of a package to paper and back, through the service alone."""

import random
from datetime import date

import pypdfium2 as pdfium
import pytest
import zxingcpp

from zjgdesk.documents.proof import page_texts
from zjgdesk.errors import DeskError
from zjgdesk.services.code_sheets import Parts, SheetHead, code_sheets

HEAD = SheetHead(
    "好干部票决", "市委常委会2026年第21次会议", date(2026, 11, 8), "留痕 A1B2", "内部"
)


def test_what_is_printed_is_read_back_from_the_paper(desk):
    data = random.Random(3).randbytes(3_000)
    pages = code_sheets(data, HEAD, desk.machine)
    assert code_sheets(data, HEAD, desk.machine) == pages
    parts = Parts()
    document = pdfium.PdfDocument(pages)
    for page in document:
        for code in zxingcpp.read_barcodes(page.render(scale=200 / 72).to_pil()):
            parts.take(code.text)
    document.close()
    assert parts.whole() == data
    (text,) = page_texts(pages)
    for words in (HEAD.title, HEAD.meeting, "2026年11月8日", parts.code, "内部", "留痕 A1B2"):
        assert words in text


def test_more_than_paper_is_meant_for_is_refused(desk):
    with pytest.raises(DeskError) as caught:
        code_sheets(bytes(70_000), HEAD, desk.machine)
    assert caught.value.code == "codes.too_large"
