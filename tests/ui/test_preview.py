import io

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from zjgdesk.errors import DeskError
from zjgdesk.ui.preview import PdfPreview


@pytest.fixture
def content():
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    for number in (1, 2):
        canvas.drawString(100, 700, f"page {number}")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@pytest.fixture
def preview(qtbot, theme, content):
    preview = PdfPreview(None, "报告单", content)
    qtbot.addWidget(preview)
    preview.show()
    return preview


def test_pages_are_leafed_through_and_zoomed(preview):
    assert "第 1 页，共 2 页" in preview.where.text()
    preview.next_button.click()
    assert "第 2 页" in preview.where.text()
    assert not preview.next_button.isEnabled()
    before = preview.sheet.pixmap().width()
    preview.larger_button.click()
    assert preview.sheet.pixmap().width() > before


def test_the_very_bytes_are_saved(preview, content, tmp_path):
    preview.save_as(tmp_path / "报告单.pdf")
    assert (tmp_path / "报告单.pdf").read_bytes() == content
    with pytest.raises(DeskError) as caught:
        preview.save_as(tmp_path / "没有" / "报告单.pdf")
    assert caught.value.code == "preview.unwritable"


def test_every_page_is_printed(preview, tmp_path):
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    preview.print_to(printer)
    printed = pypdfium2.PdfDocument((tmp_path / "out.pdf").read_bytes())
    assert len(printed) == 2
    printed.close()
