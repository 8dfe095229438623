"""Where an attachment stands on its page, and how it is named under the letter. Rule: PAGE-04."""

from dataclasses import replace

import pytest

from tests.documents.reading import A4_HEIGHT, MM, lines, signs
from tests.documents.test_circular import FACTS as CIRCULAR
from tests.documents.test_year_pages import REQUEST
from zjgdesk.documents.attached import note
from zjgdesk.documents.blocks import Paragraph, SignOff
from zjgdesk.documents.circular import build_circular
from zjgdesk.documents.consultation import build_requests
from zjgdesk.documents.page import Frame, print_pages
from zjgdesk.documents.proof import page_texts
from zjgdesk.documents.request_facts import ListedCandidate

NEAR = 0.5  # millimetres
PLAIN = Frame("测试")
LEADING, SIZE, TITLE = 28.95 / MM, 16 / MM, 22 / MM
LONG = "张家港市年度担当作为好干部候选对象主要担当事迹和征求意见情况反馈表"


def attachments(data):
    """Return, for each page that begins with 附件, its signs by size and how it lies."""
    for number, text in enumerate(page_texts(data), start=1):
        if "".join(text.split()).startswith("附件"):
            yield [sign for sign in signs(data) if sign.page == number]


def measure(found, *, across):
    """Return the word 附件 and the first line of the title, from the upper left of the area."""
    down = (A4_HEIGHT - 595.28) / MM if across else 0.0
    left, top = (37, 28) if across else (28, 37)
    word = [sign for sign in found if abs(sign.size - 16) < 0.1][:2]
    title = [sign for sign in found if abs(sign.size - 22) < 0.1]
    first = [sign for sign in title if abs(sign.baseline - title[0].baseline) < 0.1]
    tops = [line[0].baseline - down - top - 0.88 * line[0].size / MM for line in (word, first)]
    middle = (first[0].x + first[-1].x + TITLE) / 2 - left
    return word[0].x - left, tops, middle


@pytest.mark.parametrize(
    ("data", "across", "count"),
    [
        pytest.param(lambda fonts: build_requests(REQUEST, fonts), False, 2, id="form"),
        pytest.param(
            lambda fonts: build_requests(replace(REQUEST, clearance=True), fonts), True, 2,
            id="form across",
        ),
        pytest.param(
            lambda fonts: build_requests(
                replace(REQUEST, candidates=(ListedCandidate("丁一", "某镇", deed="事" * 200),)),
                fonts,
            ),
            False,
            4,
            id="form and deeds",
        ),
        pytest.param(lambda fonts: build_circular(CIRCULAR, fonts), False, 2, id="lists"),
    ],
)  # fmt: skip
def test_the_word_stands_flush_left_and_the_title_on_line_3(fonts, data, across, count):
    pages = list(attachments(data(fonts)))
    assert len(pages) == count
    for found in pages:
        left, (word_top, title_top), middle = measure(found, across=across)
        assert left == pytest.approx(0, abs=NEAR)
        assert word_top == pytest.approx((LEADING - SIZE) / 2, abs=NEAR)
        assert 2 * LEADING <= title_top <= 3 * LEADING - TITLE + NEAR
        assert middle == pytest.approx((225 if across else 156) / 2, abs=NEAR)


@pytest.mark.parametrize("count", [1, 2])
def test_names_stand_under_one_another_and_have_no_mark_at_the_end(fonts, count):
    titles = [LONG] * count
    rows = lines(print_pages(note(titles), Frame("测试"), fonts))
    pitch = 156 / 28
    assert len(rows) == 2 * count
    assert rows[0][0].x == pytest.approx(28 + 2 * pitch, abs=NEAR)
    names = [next(sign.x for sign in row if sign.text == LONG[0]) for row in rows[::2]]
    starts = [row[0].x for row in rows[1::2]]
    assert starts == pytest.approx(names, abs=1.5)  # a number is not quite as wide as a sign
    assert starts == pytest.approx([28 + (6 if count > 1 else 5) * pitch] * count, abs=NEAR)
    assert all(row[-1].text == LONG[-1] for row in rows[1::2])


@pytest.mark.parametrize("titles", [("名单",), ("甲名单", "乙名单")])
def test_a_line_of_the_text_goes_to_the_next_page_with_note_and_signature(fonts, titles):
    letter = (
        *[Paragraph("第一段。")] * 18,
        Paragraph("最后一段。"),
        *note(titles),
        SignOff("市委组织部", "2026年5月7日"),
    )
    pages = ["".join(text.split()) for text in page_texts(print_pages(letter, PLAIN, fonts))]
    assert len(pages) == 2
    assert pages[1].startswith("最后一段。附件：")
    assert "市委组织部2026年5月7日" in pages[1]
