"""The red head of a letter, measured on the finished page. Rule: PAGE-04."""

import io
from dataclasses import replace
from datetime import date

import docx
import pypdfium2 as pdfium
import pytest
from docx.oxml.ns import qn
from PIL import Image, ImageChops

from tests.documents.reading import MM, lines, signs
from tests.documents.test_circular import FACTS as CIRCULAR
from tests.documents.test_year_pages import REQUEST, SENDER
from zjgdesk.documents import editable
from zjgdesk.documents.blocks import DocumentNumber, PageBreak, Paragraph, Title
from zjgdesk.documents.circular import build_circular
from zjgdesk.documents.consultation import build_reminders, build_requests
from zjgdesk.documents.page import Frame, print_pages
from zjgdesk.documents.proof import page_texts
from zjgdesk.documents.request_facts import ReminderFacts

NEAR = 0.5  # millimetres, the tolerance of the standard
DPI = 600
AREA_TOP, AREA_LEFT, AREA_RIGHT = 37, 28, 184
ISSUER = "中共张家港市委组织部"
LETTER = (Title("关于某事的函"), DocumentNumber("张组函〔2026〕7号"), Paragraph("正文。" * 30))
REMINDER = ReminderFacts(
    2026, REQUEST.track, ("杨舍镇", "塘桥镇"), date(2026, 10, 12), REQUEST.due_on,
    date(2026, 10, 30), date(2026, 10, 26), SENDER,
)  # fmt: skip
HEADED = replace(SENDER, head=ISSUER)


def headed(fonts, letter=LETTER, mark=ISSUER, **frame):
    return print_pages(letter, Frame("测试", head=mark, **frame), fonts)


def inks(data, page=0):
    """Return the red ink and the black of a page, as masks of a picture."""
    document = pdfium.PdfDocument(data)
    picture = document[page].render(scale=DPI / 72).to_pil().convert("RGB")
    document.close()
    red, green, _blue = picture.split()
    bright = red.point(lambda value: 255 * (value > 150))
    return (
        ImageChops.multiply(bright, green.point(lambda value: 255 * (value < 120))),
        red.point(lambda value: 255 * (value < 100)),
    )


def box(mask, top=0.0, bottom=297.0):
    """Return what is inked between two heights: left, top, right, bottom in millimetres."""
    blank = Image.new("L", mask.size)
    part = (0, round(top * DPI / 25.4), mask.width, round(bottom * DPI / 25.4))
    blank.paste(mask.crop(part), part[:2])
    found = blank.getbbox()
    return None if found is None else [side * 25.4 / DPI for side in found]


def rule_of(red):
    """Return the box of the red line: the lowest red thing on the page."""
    bottom = box(red)[3]
    return box(red, bottom - 1.0)


@pytest.mark.parametrize(
    "mark",
    [
        "市委办",
        ISSUER,
        "张家港市担当作为工作领导小组办公室",
        "中国共产党张家港市委员会组织部干部监督与人才工作领导小组办公室",
    ],
)
def test_mark_number_line_and_title_stand_where_the_standard_has_them(fonts, mark):
    red, black = inks(headed(fonts, mark=mark))
    left, top, right, _bottom = box(red)
    assert top == pytest.approx(AREA_TOP + 35, abs=NEAR)
    rule = rule_of(red)
    assert (rule[0], rule[2]) == pytest.approx((AREA_LEFT, AREA_RIGHT), abs=NEAR)
    assert rule[3] - rule[1] == pytest.approx(1.5 / MM, abs=0.1)
    number = box(black, bottom=rule[1])
    assert rule[1] - number[3] == pytest.approx(4, abs=NEAR)
    assert (number[0] + number[2]) / 2 == pytest.approx((AREA_LEFT + AREA_RIGHT) / 2, abs=NEAR)
    above = box(red, bottom=rule[1] - 1)
    assert (above[0] + above[2]) / 2 == pytest.approx((left + right) / 2, abs=2)
    assert number[1] - above[3] > 2 * 28.95 / MM
    title = box(black, top=rule[3])
    assert title[1] - rule[3] >= 2 * 28.95 / MM - NEAR
    assert title[1] - rule[3] < 4 * 28.95 / MM


def test_the_number_stands_in_the_head_and_nowhere_else(fonts):
    (text,) = ["".join(each.split()) for each in page_texts(headed(fonts))]
    assert text.startswith(f"{ISSUER}张组函〔2026〕7号关于某事的函正文")
    assert text.count("〔2026〕") == 1


def test_without_a_number_its_line_is_left_to_be_written(fonts):
    told = rule_of(inks(headed(fonts))[0])
    left = headed(fonts, (LETTER[0], LETTER[2]))
    red, black = inks(left)
    assert rule_of(red) == pytest.approx(told, abs=0.1)
    assert box(black, bottom=told[1] - 1) is None


def test_the_marking_stands_above_and_moves_nothing(fonts):
    marked = headed(fonts, security="机密")
    red, black = inks(marked)
    assert box(red) == pytest.approx(box(inks(headed(fonts))[0]), abs=0.1)
    first = lines(marked)[0]
    plain = lines(print_pages(LETTER, Frame("测试", security="机密"), fonts))[0]
    assert [sign.text for sign in first] == ["机", "密"]
    assert (first[0].x, first[0].baseline) == pytest.approx(
        (plain[0].x, plain[0].baseline), abs=0.1
    )
    assert box(black, bottom=60)[0] == pytest.approx(AREA_LEFT, abs=NEAR)


def test_only_the_first_page_of_a_letter_has_one(fonts):
    data = headed(fonts, (*LETTER, PageBreak(), Paragraph("第二页。")))
    assert box(inks(data, 0)[0]) is not None
    assert box(inks(data, 1)[0]) is None


def test_the_text_below_is_on_the_grid(fonts):
    data = headed(fonts, (Title("函"), Paragraph("国" * 28 * 5, indent=0)))
    step = 28.95 / MM
    for row in lines(data):
        place = row[0].baseline - AREA_TOP - (0.88 * 16 + 6.475) / MM
        assert abs(place / step - round(place / step)) * step < 0.15


@pytest.mark.parametrize(
    ("build", "count"),
    [
        (lambda sender, fonts: build_requests(replace(REQUEST, sender=sender), fonts), 2),
        (
            lambda sender, fonts: build_requests(
                replace(REQUEST, sender=sender, clearance=True), fonts
            ),
            2,
        ),
        (lambda sender, fonts: build_reminders(replace(REMINDER, sender=sender), fonts), 2),
        (
            lambda sender, fonts: build_circular(replace(CIRCULAR, head=sender.head), fonts),
            1,
        ),
    ],
    ids=["request", "clearance", "reminder", "circular"],
)
def test_every_letter_has_one_where_it_is_wanted(fonts, build, count):
    def heads(data):
        return sum(sign.size > 24 for sign in signs(data))

    assert heads(build(SENDER, fonts)) == 0
    assert heads(build(HEADED, fonts)) == count * len(ISSUER)


def test_a_letter_for_a_word_processor_has_it_in_red(fonts):
    content = editable.write_reminders(replace(REMINDER, sender=HEADED))
    document = docx.Document(io.BytesIO(content))
    marks = [each for each in document.paragraphs if each.text == ISSUER and _red(each)]
    assert len(marks) == 2
    lined = [each for each in document.paragraphs if each._p.xpath("w:pPr/w:pBdr/w:bottom")]
    assert [each.text for each in lined] == [SENDER.document] * 2
    (line, _second) = [each._p.xpath("w:pPr/w:pBdr/w:bottom")[0] for each in lined]
    assert line.get(qn("w:color")) == "E60000"
    spacer, mark = document.paragraphs[0], document.paragraphs[1]
    size = mark.runs[0].font.size.pt
    above = spacer.paragraph_format.line_spacing.pt
    line_above = (mark.paragraph_format.line_spacing.pt - size) / 2
    assert (above + line_above) / MM == pytest.approx(35, abs=NEAR)
    assert (int(line.get(qn("w:space"))) + (28.95 - 16) / 2) / MM == pytest.approx(4, abs=NEAR)
    plain = docx.Document(io.BytesIO(editable.write_reminders(REMINDER)))
    assert not [each for each in plain.paragraphs if _red(each)]


def _red(paragraph):
    return any(str(run.font.color.rgb) == "E60000" for run in paragraph.runs)
