import re
import subprocess
import sys
from itertools import pairwise

import pypdfium2 as pdfium
import pytest

from tests.documents.reading import lines, signs
from zjgdesk.documents.blocks import (
    Cell,
    CutLine,
    PageBreak,
    Paragraph,
    SignOff,
    Table,
    Title,
)
from zjgdesk.documents.fonts import Face
from zjgdesk.documents.page import Frame, print_pages
from zjgdesk.documents.proof import page_texts
from zjgdesk.rules.names import compact

FRAME = Frame("测试")
NEAR = 0.5  # millimetres, the tolerance of the standard
LONG = Paragraph("国" * 28 * 60, indent=0)


def make(fonts, *blocks, frame=FRAME):
    return print_pages(blocks, frame, fonts)


def test_the_type_area_is_the_standards(fonts):
    rows = lines(make(fonts, LONG))
    assert len(rows) == 22
    assert {len(row) for row in rows} == {28}
    first, last = rows[0], rows[-1]
    assert first[0].x == pytest.approx(28, abs=NEAR)
    assert first[-1].x + 156 / 28 == pytest.approx(184, abs=NEAR)
    # A line's characters stand in the middle of 28.95 pt: 2.28 mm of air above and below.
    assert first[0].baseline - 0.88 * 16 * 25.4 / 72 - 2.28 == pytest.approx(37, abs=NEAR)
    assert last[0].baseline + 0.12 * 16 * 25.4 / 72 + 2.28 == pytest.approx(262, abs=NEAR)


def test_pitch_of_characters_and_lines(fonts):
    rows = lines(make(fonts, LONG))
    steps = [right.x - left.x for left, right in pairwise(rows[0])]
    assert steps == pytest.approx([156 / 28] * 27, abs=0.01)
    leads = [b[0].baseline - a[0].baseline for a, b in pairwise(rows)]
    assert leads == pytest.approx([28.95 * 25.4 / 72] * 21, abs=0.15)


def test_page_numbers_stand_outside_and_seven_millimetres_below(fonts):
    data = make(fonts, LONG)
    for page, wanted in ((1, "—1—"), (2, "—2—")):
        (row,) = lines(data, page=page, size=14)
        assert "".join(sign.text for sign in row) == wanted
        assert row[0].top - 262 == pytest.approx(7, abs=NEAR)
        if page % 2:
            assert 184 - row[-1].right == pytest.approx(14 * 25.4 / 72, abs=NEAR + 0.3)
        else:
            assert row[0].x - 28 == pytest.approx(14 * 25.4 / 72, abs=NEAR)


def test_body_is_indented_by_two_characters(fonts):
    (row, *_rest) = lines(make(fonts, Paragraph("国" * 40)))
    assert row[0].x == pytest.approx(28 + 2 * 156 / 28, abs=NEAR)


def test_the_title_is_22_points_and_centred(fonts):
    (row,) = lines(make(fonts, Title("担当作为好干部公示"), Paragraph("正文")), size=22)
    assert (row[0].x + row[-1].x + 22 * 25.4 / 72) / 2 == pytest.approx(28 + 78, abs=NEAR)


def test_issuer_and_date_without_seal(fonts):
    rows = lines(make(fonts, Paragraph("正文"), SignOff("中共张家港市委组织部", "2026年5月7日")))
    body, issuer, date = rows
    cell = 156 / 28
    assert 184 - (issuer[-1].x + cell) == pytest.approx(2 * cell, abs=NEAR)
    assert date[0].x - issuer[0].x == pytest.approx(2 * cell, abs=NEAR)
    assert issuer[0].baseline - body[0].baseline == pytest.approx(2 * 28.95 * 25.4 / 72, abs=NEAR)


def test_date_under_a_seal_is_indented_by_four(fonts):
    rows = lines(make(fonts, Paragraph("正文"), SignOff("县委", "2026年5月7日", sealed=True)))
    cell = 156 / 28
    assert 184 - (rows[2][-1].x + cell) == pytest.approx(4 * cell, abs=NEAR)


@pytest.mark.parametrize("count", range(17, 24))
def test_the_issuer_never_stands_alone(fonts, count):
    body = [Paragraph("国" * 20, indent=0) for _ in range(count)]
    pages = page_texts(make(fonts, *body, SignOff("市委组织部", "2026年5月7日")))
    with_issuer = compact(next(page for page in pages if "市委组织部" in page))
    assert "国" in with_issuer
    assert "2026年5月7日" in with_issuer


def test_a_paragraph_leaves_no_line_alone(fonts):
    fill = [Paragraph("人", indent=0) for _ in range(21)]
    pages = page_texts(make(fonts, *fill, Paragraph("国" * 28 * 5, indent=0)))
    assert "国" not in pages[0]


def test_a_heading_stays_with_its_text(fonts):
    fill = [Paragraph("人", indent=0) for _ in range(21)]
    heading = Paragraph("一、标题", Face.HEI, keep_next=True)
    pages = page_texts(make(fonts, *fill, heading, Paragraph("正文" * 20)))
    assert "标题" in pages[1]


def table(rows, *, head=True):
    cells = tuple((Cell(f"行{number:03}"), Cell("说明")) for number in range(rows))
    return Table((50, 106), ((Cell("序"), Cell("表头")),) if head else (), cells)


def test_a_table_repeats_its_head_on_every_page(fonts):
    pages = page_texts(make(fonts, table(80)))
    assert len(pages) > 2
    assert all(page.count("表头") == 1 for page in pages)
    assert [f"行{number:03}" in "".join(pages) for number in range(80)] == [True] * 80


def test_a_row_taller_than_a_page_is_cut_between_lines(fonts):
    text = "证据材料" * 400
    row = (Cell("1"), Cell(text, align="justify"))
    block = Table((20, 136), ((Cell("序"), Cell("表头")),), (row,))
    pages = page_texts(make(fonts, Paragraph("正文"), block))
    assert len(pages) > 1
    joined = compact("".join(pages))
    assert joined.count("证据材料") + joined.count("料表头") >= 398
    assert joined.count("证") == 400


def test_a_page_break_makes_one_page(fonts):
    assert (
        len(page_texts(make(fonts, Paragraph("甲"), PageBreak(), PageBreak(), Paragraph("乙"))))
        == 2
    )


def test_foot_and_security_marking(fonts):
    data = make(fonts, Paragraph("正文"), frame=Frame("题", foot="摘要 3F2A", security="秘密★1年"))
    assert "摘要3F2A" in compact(page_texts(data)[0])
    mark = lines(data)[0]
    assert "".join(sign.text for sign in mark) == "秘密★1年"
    assert mark[0].x == pytest.approx(28, abs=NEAR)


def test_an_empty_foot_prints_nothing(fonts):
    assert {sign.size for sign in signs(make(fonts, Paragraph("正文")))} == {16.0, 14.0}


PROGRAM = """
import hashlib
from zjgdesk.documents.blocks import Paragraph, Title
from zjgdesk.documents.fonts import load_fonts
from zjgdesk.documents.page import Frame, print_pages
blocks = [Title("公示"), Paragraph("丁宁、㛃、𬭎 2026年" * 30)]
print(hashlib.sha256(print_pages(blocks, Frame("题"), load_fonts())).hexdigest())
"""


def test_the_same_blocks_give_the_same_bytes_in_every_process():
    digests = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(digests) == 1


@pytest.mark.parametrize("landscape", [False, True])
def test_a_table_that_ends_with_the_page_is_followed_by_no_empty_one(fonts, landscape):
    frame = Frame("测试", landscape=landscape)
    for tenths in range(80, 120):
        row = (Cell("行", least=tenths / 10),)
        for count in (14, 15, 16, 22, 23):
            data = make(fonts, Table((100.0,), (), (row,) * count), frame=frame)
            assert all("行" in text for text in page_texts(data)), (tenths, count)


def test_sheets_are_turned_inside_a_document_and_counted_through(fonts):
    data = make(
        fonts,
        Paragraph("前"),
        PageBreak(landscape=True),
        Paragraph("横一"),
        PageBreak(),
        Paragraph("横二"),
        PageBreak(landscape=False),
        Paragraph("后"),
    )
    found = [compact(text) for text in page_texts(data)]
    assert found == ["前—1—", "横一—2—", "横二—3—", "后—4—"]
    document = pdfium.PdfDocument(data)
    across = [page.get_width() > page.get_height() for page in document]
    document.close()
    assert across == [False, True, True, False]


@pytest.mark.parametrize("count", range(20, 32))
def test_a_sum_stays_with_the_row_above_it(fonts, count):
    rows = tuple((Cell(f"第{n}行", least=9.0),) for n in range(count))
    data = make(fonts, Table((100.0,), (), (*rows, (Cell("合计", least=9.0),)), total=True))
    last = compact(page_texts(data)[-1])
    assert f"第{count - 1}行合计" in last


def test_what_keeps_together_counts_the_air_before_running_text(fonts):
    rows = tuple((Cell(str(number)),) for number in range(3))
    for many in range(1, 22):
        table = Table((156,), (), rows, together=True)
        blocks = (
            *[Paragraph("国", indent=0)] * many,
            table,
            Paragraph("一", keep_next=True),
            table,
            Paragraph("二", keep_next=True),
            table,
        )
        pages = page_texts(make(fonts, *blocks))
        for page in pages:
            figures = [word for word in compact(page.partition("—")[0]) if word in "012"]
            assert len(figures) % 3 == 0, many


def test_what_is_cut_off_stays_with_its_line_and_lets_the_letter_go(fonts):
    slip = Table(
        (156,), (), tuple((Cell(f"回执{at}", least=12),) for at in range(4)), together=True
    )
    for count in range(10, 22):
        letter = [Paragraph(f"第{at}段。") for at in range(count)]
        blocks = (*letter, SignOff("部", "2026年5月7日"), CutLine("沿线剪下"), slip)
        pages = [compact(text) for text in page_texts(make(fonts, *blocks))]
        assert "沿线剪下回执0回执1回执2回执3" in pages[-1]
        assert "2026年5月7日" in pages[0] or count > 18


def test_a_leading_row_stays_with_the_one_after_it(fonts):
    rows = tuple((Cell(f"行{at}", least=9.5),) for at in range(40))
    kept = Table((156,), (), rows, leading=frozenset(range(0, 40, 2)))
    pages = [compact(text) for text in page_texts(make(fonts, kept))]
    assert len(pages) == 2
    ends = re.search(r"行(\d+)(—1—)?$", pages[0])
    assert int(ends[1]) % 2 == 1
