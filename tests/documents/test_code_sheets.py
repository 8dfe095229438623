"""Sheets of codes: every code on the finished page is read back to the very bytes."""

import random
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pypdfium2 as pdfium
import pytest
import zxingcpp
from PIL import Image, ImageDraw, ImageFilter

from tests.documents.golden import check_golden
from zjgdesk.documents import code_sheets
from zjgdesk.documents.code_sheets import (
    COLUMNS,
    LARGEST_VERSION,
    MODULE_LEAST,
    ROWS,
    CodeSheetFacts,
    build_code_sheets,
)
from zjgdesk.documents.proof import page_texts
from zjgdesk.errors import BrokenInvariantError, DeskError
from zjgdesk.exchange.code_parts import (
    LETTERS,
    MOST_LETTERS,
    PER_SHEET,
    Outcome,
    Parts,
    code_of,
    on_sheets,
    split,
)

MM = 300 / 25.4  # dots of a page at 300 to the inch
SIZES = (1, 300, 2_000, 8_000)


def noise(size):
    return random.Random(size).randbytes(size)


def facts(size, **changes):
    parts = split(noise(size))
    made = CodeSheetFacts(
        "2026年度担当作为好干部票决（第一轮）",
        "中共张家港市委常委会2026年第21次会议",
        date(2026, 11, 8),
        code_of(parts),
        on_sheets(parts),
        foot="留痕 A1B2 C3D4 E5F6 0718",
    )
    return replace(made, **changes)


def pictures(data, dots=300):
    document = pdfium.PdfDocument(data)
    try:
        return [page.render(scale=dots / 72).to_pil().convert("L") for page in document]
    finally:
        document.close()


def decoded(picture):
    return [(each.text, each) for each in zxingcpp.read_barcodes(picture)]


@pytest.mark.parametrize("size", SIZES)
def test_all_codes_of_the_finished_pages_give_the_bytes_back(fonts, size):
    told = facts(size)
    data = build_code_sheets(told, fonts)
    assert build_code_sheets(told, fonts) == data
    parts = Parts()
    for picture, texts in zip(pictures(data), told.sheets, strict=True):
        found = decoded(picture)
        assert sorted(text for text, _code in found) == sorted(texts)
        assert {code.ec_level for _text, code in found} == {"M"}
        for text, _code in found:
            assert [read.outcome for read in parts.take(text).reads] == [Outcome.NEW]
    assert parts.whole() == noise(size)


@pytest.mark.parametrize("size", [300, 8_000])
def test_golden_text_and_places(fonts, size):
    check_golden(f"sheets/code_sheets-{size}", build_code_sheets(facts(size), fonts))


def test_a_sheet_has_room_for_the_parts_that_are_put_on_one():
    assert COLUMNS * ROWS == PER_SHEET


@pytest.mark.parametrize("version", range(1, LARGEST_VERSION + 1))
def test_every_version_is_drawn_as_a_reader_expects(version):
    """The encoder against a decoder of other people, at the fullest that a version holds."""
    letters = random.Random(version)
    text = "ZJ1"
    while code_sheets._encoder(text + "A").calculate_version() <= version:
        text += letters.choice(LETTERS)
    matrix = code_sheets._matrix(text, version)
    assert len(matrix) == 17 + 4 * version
    side = len(matrix) + 8
    picture = Image.new("L", (side, side), 255)
    for row, modules in enumerate(matrix):
        for column, dark in enumerate(modules):
            if dark:
                picture.putpixel((column + 4, row + 4), 0)
    ((read, code),) = decoded(picture.resize((side * 4, side * 4), Image.Resampling.NEAREST))
    assert (read, code.ec_level) == (text, "M")
    if version == LARGEST_VERSION:
        assert len(text) == MOST_LETTERS


@pytest.mark.parametrize("size", SIZES)
def test_modules_are_large_enough_and_the_white_around_a_code_is_wide_enough(fonts, size):
    """Measured on the picture of the page: half a millimetre, four modules of white."""
    picture = pictures(build_code_sheets(facts(size), fonts))[0]
    for _text, code in decoded(picture):
        left, top = code.position.top_left.x, code.position.top_left.y
        right, bottom = code.position.bottom_right.x + 1, code.position.bottom_right.y + 1
        module = (right - left) / (17 + 4 * int(code.extra["Version"]))
        assert module >= MODULE_LEAST * MM
        quiet = round(4 * module)
        around = picture.crop((left - quiet, top - quiet, right + quiet, bottom + quiet))
        inside = (quiet - 2, quiet - 2, quiet + right - left + 2, quiet + bottom - top + 2)
        ImageDraw.Draw(around).rectangle(inside, fill=255)
        assert around.getextrema() == (255, 255)


def test_the_places_of_the_codes_on_the_page():
    for version in (1, 5, 10, LARGEST_VERSION):
        matrix = ((True,) * (17 + 4 * version),) * (17 + 4 * version)
        places = [code_sheets._place(at, matrix) for at in range(PER_SHEET)]
        module = places[0][2]
        side = module * len(matrix)
        quiet = 4 * module
        assert module >= MODULE_LEAST
        assert side <= code_sheets.SIDE + 0.001
        for (left, top, _m), (right, _top, _n) in pairwise(places[:COLUMNS]):
            assert right - left - side >= 2 * quiet
            assert top >= code_sheets.TOLD_TOP + 9.0 + quiet
        for (_left, upper, _m), (_l, lower, _n) in pairwise(places[::COLUMNS]):
            label = code_sheets.LABEL_BELOW + code_sheets.LABEL_SIZE / 72 * 25.4
            assert lower - upper - side >= label + quiet
        assert quiet <= code_sheets.LABEL_BELOW
        assert places[0][0] >= code_sheets.LEFT
        assert places[-1][0] + side <= code_sheets.LEFT + code_sheets.WIDTH + 0.001


def test_numbers_pages_and_the_whole_are_named(fonts):
    told = facts(8_000)
    first, second = ("".join(text.split()) for text in page_texts(build_code_sheets(told, fonts)))
    code = told.code.replace(" ", "")
    for text, numbers, page in ((first, range(1, 10), 1), (second, range(10, 15), 2)):
        assert f"总码：{code}" in text
        assert text.count("／共14份") == len(numbers)
        assert all(f"第{number}份／共14份" in text for number in numbers)
        assert f"第{page}页／共2页" in text
        assert all(word in text for word in ("总监票人签名", "监票人签名", "日期", told.meeting))


@pytest.mark.parametrize(
    "harm",
    [
        pytest.param(lambda picture: picture.rotate(7, fillcolor=255), id="held aslant"),
        pytest.param(lambda picture: picture.rotate(180), id="upside down"),
        pytest.param(lambda picture: picture.filter(ImageFilter.GaussianBlur(2.0)), id="blurred"),
        pytest.param(lambda picture: picture.point(lambda grey: 60 + grey // 3), id="pale"),
        pytest.param(lambda picture: picture.point(lambda grey: grey // 3), id="dark"),
    ],
)
def test_a_poor_copy_of_the_largest_codes_is_still_read(fonts, harm):
    told = facts(8_000)
    picture = harm(pictures(build_code_sheets(told, fonts))[0])
    assert {text for text, _code in decoded(picture)} == set(told.sheets[0])


def test_a_blot_over_a_code_does_not_matter(fonts):
    """Three millimetres wide, on each of nine codes: what error correction M makes up for."""
    told = facts(8_000)
    picture = pictures(build_code_sheets(told, fonts))[0]
    pen = ImageDraw.Draw(picture)
    for at in range(PER_SHEET):
        left, top, module = code_sheets._place(at, ((True,) * 97,) * 97)
        across, down = (left + 60 * module) * MM, (top + 40 * module) * MM
        pen.ellipse((across, down, across + 3 * MM, down + 3 * MM), fill=0)
        pen.line((left * MM, down, (left + 50) * MM, down), fill=255, width=4)
    assert {text for text, _code in decoded(picture)} == set(told.sheets[0])


def test_codes_are_small_vectors_in_the_file(fonts):
    few, many = (len(build_code_sheets(facts(size), fonts)) for size in (300, 8_000))
    assert (many - few) / 13 < 8_000


def test_long_and_rare_words_get_smaller_and_are_never_cut(fonts):
    title = "㛃䶮𬭎𠅤" * 20
    text = "".join(page_texts(build_code_sheets(facts(300, title=title), fonts))[0].split())
    assert f"轮次：{title}" in text
    with pytest.raises(DeskError) as caught:
        build_code_sheets(facts(300, title="长" * 200), fonts)
    assert caught.value.code == "page.text_too_long"


def test_a_marking_is_printed_where_it_is_set(fonts):
    (text,) = page_texts(build_code_sheets(facts(300, security="内部"), fonts))
    assert text.lstrip().startswith("内部")


def test_a_code_that_is_drawn_otherwise_is_seen(fonts):
    data = build_code_sheets(facts(2_000), fonts)
    sheets = code_sheets._matrices(facts(2_000).sheets)
    code_sheets._prove_codes(data, sheets)
    third = [list(row) for row in sheets[0][2]]
    third[50][50] = not third[50][50]
    sheets[0][2] = tuple(map(tuple, third))
    with pytest.raises(DeskError) as caught:
        code_sheets._prove_codes(data, sheets)
    assert (caught.value.code, caught.value.facts["subject"]) == ("page.proof_failed", "3")


def test_no_sheet_leaves_with_a_code_that_is_not_there(fonts, monkeypatch):
    monkeypatch.setattr(code_sheets, "runs", lambda _matrix: [(0, 0, 7)])
    with pytest.raises(DeskError) as caught:
        build_code_sheets(facts(300), fonts)
    assert caught.value.code == "page.proof_failed"


@pytest.mark.parametrize(
    "sheets", [(), (("ZJ1",) * (PER_SHEET + 1),), (("A" * (MOST_LETTERS + 1),),)]
)
def test_what_no_sheet_can_hold_is_a_fault_of_the_program(fonts, sheets):
    with pytest.raises(BrokenInvariantError):
        build_code_sheets(facts(1, sheets=sheets), fonts)
