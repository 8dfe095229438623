"""The proof-reader of the pages sees what it is to see."""

from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.documents.tidy import MM, faults

HEIGHT = 297 * MM


def page(draw):
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(210 * MM, HEIGHT), invariant=1)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def tidy(canvas):
    canvas.drawString(40 * MM, HEIGHT - 60 * MM, "Wang")
    canvas.rect(35 * MM, HEIGHT - 65 * MM, 40 * MM, 12 * MM)


@pytest.mark.parametrize(
    ("draw", "found"),
    [
        (lambda canvas: canvas.drawString(41 * MM, HEIGHT - 60 * MM, "Ding"), " on "),
        (lambda canvas: canvas.rect(30 * MM, HEIGHT - 65 * MM, 12 * MM, 12 * MM), "over the line"),
        (lambda canvas: canvas.rect(38 * MM, HEIGHT - 59 * MM, 30 * MM, 12 * MM), "over the line"),
        (lambda canvas: canvas.drawString(183 * MM, HEIGHT - 60 * MM, "MM"), "outside"),
        (lambda canvas: canvas.drawString(40 * MM, HEIGHT - 30 * MM, "above"), "outside"),
    ],
)
def test_what_is_wrong_is_seen(draw, found):
    def both(canvas):
        tidy(canvas)
        draw(canvas)

    assert faults(page(tidy)) == []
    assert any(found in fault for fault in faults(page(both)))
