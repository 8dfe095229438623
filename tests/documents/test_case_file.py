"""The whole file of a case: every paper is where the contents say, whatever its form."""

import gc
import re
import time
from datetime import date
from io import BytesIO

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageDraw
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.documents.case_samples import LONG_NAME, RARE, case
from zjgdesk.digests import digest_of
from zjgdesk.documents.case_facts import CasePaperKind
from zjgdesk.documents.case_file import CaseFileFacts, FilePart, build_case_file
from zjgdesk.documents.case_papers import build_case_paper
from zjgdesk.documents.case_parts import IMAGE, MOST_PIXELS
from zjgdesk.documents.proof import page_texts
from zjgdesk.errors import DeskError
from zjgdesk.rules.names import compact

DAY = date(2017, 9, 20)
A4, TURNED = (595.28, 841.89), (841.89, 595.28)
RED, BLUE, WHITE = (255, 0, 0), (0, 0, 255), (255, 255, 255)


def facts(**changes):
    made = {
        "number": "2017-001",
        "person": "丁宁",
        "organisation": "锦丰镇店岸村",
        "issuer": "中共张家港市锦丰镇委员会",
        "first_on": date(2017, 9, 4),
        "last_on": date(2017, 11, 20),
    }
    return CaseFileFacts(**(made | changes))


def part(title, content, name="a.bin", **changes):
    return FilePart(title, name, content, DAY, **changes)


def pdf(words, *sizes, rotation=0, encrypt=None):
    """Return a PDF as others make it: one page of each size, its words on each."""
    buffer = BytesIO()
    canvas = Canvas(buffer, encrypt=encrypt)
    for size in sizes or (A4,):
        canvas.setPageSize(size)
        canvas.setPageRotation(rotation)
        canvas.drawString(20, 20, words)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def picture(kind="PNG", size=(80, 60), mode="RGB"):
    buffer = BytesIO()
    Image.new(mode, size).save(buffer, kind)
    return buffer.getvalue()


def read(content):
    return tuple(compact(text) for text in page_texts(content))


def led_to(content, title):
    """The page that the contents name for a title."""
    front = " ".join(page_texts(content)[1:4])
    return int(re.search(rf"{title}\s+{DAY:%Y%m%d}\s+(\d+)", front)[1])


def render(content, page):
    document = pdfium.PdfDocument(content)
    try:
        return document[page - 1].render(scale=1).to_pil().convert("RGB")
    finally:
        document.close()


MANY = tuple(
    part(f"第{number}号证据", pdf(f"paper {number} of forty", *[A4] * (number % 3 + 1)))
    for number in range(1, 41)
)


@pytest.fixture(scope="module")
def forty(fonts):
    return build_case_file(facts(), MANY, fonts)


def test_every_number_of_the_contents_leads_to_its_paper(forty):
    pages = read(forty)
    for number in range(1, 41):
        at = led_to(forty, f"第{number}号证据")
        assert f"paper{number}offorty" in pages[at - 1]
        assert f"paper{number}offorty" not in pages[at - 2]


def test_every_page_tells_its_number(forty):
    pages = read(forty)
    assert len(pages) == 3 + sum(number % 3 + 1 for number in range(1, 41))
    for number, text in enumerate(pages, start=1):
        assert text.count(f"第{number}页") == 1


def test_the_contents_name_whose_paper_it_is_and_its_number(fonts):
    letter = part(
        "受理通知书",
        build_case_paper(case(CasePaperKind.ACCEPTANCE), fonts),
        responsible="锦丰镇党委",
        document="锦委容〔2017〕1号",
    )
    pages = read(build_case_file(facts(), [letter], fonts))
    assert "1锦丰镇党委锦委容〔2017〕1号受理通知书201709203" in pages[1]
    assert "决定予以受理" in pages[2]


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the system has no clock to be set")
def test_the_same_facts_give_the_same_bytes_at_any_time_and_place(fonts, monkeypatch):
    parts = [*MANY[:2], part("照片", picture()), part("录音", b"ID3")]
    first = build_case_file(facts(), parts, fonts)
    time.sleep(1.1)
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    try:
        assert build_case_file(facts(), parts, fonts) == first
    finally:
        monkeypatch.undo()
        time.tzset()


def test_words_inside_a_paper_are_never_changed(fonts):
    told = f"/ID[<{'AB' * 16}><{'AB' * 16}>]"
    buffer = BytesIO()
    canvas = Canvas(buffer)
    canvas.linkURL(told, (20, 20, 200, 40))
    canvas.showPage()
    canvas.save()
    assert told.encode() in build_case_file(facts(), [part("旧件", buffer.getvalue())], fonts)


def test_pages_of_any_size_keep_it_and_show_their_number(fonts):
    sizes = (A4, TURNED, (300, 300), (2384, 3370))
    made = build_case_file(facts(), [part("图纸", pdf("plan", *sizes))], fonts)
    document = pdfium.PdfDocument(made)
    kept = [document.get_page_size(at) for at in range(2, 6)]
    document.close()
    assert kept == [pytest.approx(size, abs=0.1) for size in sizes]
    for page in range(3, 7):
        assert marked(render(made, page))


def marked(image):
    """Say whether something is printed at the top right, and nothing at the top left."""
    width, height = image.size
    depth = height // 8

    def dark(box):
        return image.crop(box).convert("L").getextrema()[0] < 128

    right, left = (width * 2 // 3, 0, width, depth), (0, 0, width // 3, depth)
    return dark(right) and not dark(left)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_the_number_stands_at_the_top_right_of_a_turned_page(fonts, rotation):
    blank = pdf("", A4, rotation=rotation)
    assert marked(render(build_case_file(facts(), [part("图", blank)], fonts), 3))


def test_a_page_cut_out_of_a_larger_one_is_stamped_inside(fonts):
    document = pdfium.PdfDocument(pdf("", (800, 1000)))
    document[0].set_cropbox(100, 200, 600, 900)
    buffer = BytesIO()
    document.save(buffer)
    document.close()
    assert marked(render(build_case_file(facts(), [part("图", buffer.getvalue())], fonts), 3))


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        pytest.param("a.pdf", b"%PDF-1.7 nothing behind it", "不能读取的PDF文件", id="broken"),
        pytest.param("a.pdf", pdf("cut")[:400], "不能读取的PDF文件", id="cut off"),
        pytest.param(
            "a.pdf",
            pdf("x", encrypt=StandardEncryption("secret", "owner")),
            "加密的PDF文件",
            id="locked",
        ),
        pytest.param("a.png", b"\x89PNG\r\n\x1a\nnothing", "不能读取的图片", id="no picture"),
        pytest.param("a.jpg", picture("JPEG", (900, 900))[:5000], "不能读取的图片", id="cut JPEG"),
        pytest.param("a.mp3", b"ID3" + bytes(5000), "MP3文件", id="a recording"),
        pytest.param("a.txt", bytes(range(256)), "TXT文件", id="no text"),
        pytest.param("a.txt", "标记\ue0ff".encode(), "TXT文件", id="a letter that nobody has"),
        pytest.param("没有后缀", b"\x01\x02", "文件", id="no suffix"),
        pytest.param("a.zip", b"", "ZIP文件", id="empty"),
    ],
)
def test_what_cannot_be_put_in_is_named_on_a_sheet(fonts, name, content, kind):
    parts = [part("谈话材料", content, name), part("其后", pdf("after"))]
    made = build_case_file(facts(), parts, fonts)
    pages = read(made)
    sheet = pages[2]
    for words in ("原件另存", "题名谈话材料", f"文件名{name}", f"种类{kind}"):
        assert words in sheet, words
    assert digest_of(content).partition(":")[2] in sheet
    assert len(pages) == 4
    assert led_to(made, "其后") == 4


def test_a_picture_too_large_to_be_opened_gets_a_sheet(fonts, monkeypatch):
    monkeypatch.setattr("zjgdesk.documents.case_parts.MOST_PIXELS", 80 * 60 - 1)
    assert MOST_PIXELS > 100_000_000
    assert "原件另存" in read(build_case_file(facts(), [part("照片", picture())], fonts))[2]


@pytest.mark.parametrize(
    ("kind", "size", "mode"),
    [("PNG", (800, 600), "RGB"), ("JPEG", (500, 3000), "RGB"), ("PNG", (60, 60), "RGBA"),
     ("JPEG", (900, 90), "L"), ("JPEG", (50, 50), "CMYK")],
)  # fmt: skip
def test_a_picture_is_one_page_with_its_title(fonts, kind, size, mode):
    pages = read(build_case_file(facts(), [part("照片", picture(kind, size, mode))], fonts))
    assert pages[2:] == ("照片第3页",)


def test_no_unpacked_picture_is_left_behind(fonts):
    parts = [part(f"照片{number}", picture("JPEG", (300, 200))) for number in range(3)]
    gc.collect()
    gc.disable()
    try:
        build_case_file(facts(), parts, fonts)
        left = [each for each in gc.get_objects() if isinstance(each, ImageReader)]
    finally:
        gc.enable()
    assert left == []


@pytest.mark.parametrize(("orientation", "turn"), [(1, 0), (3, 180), (6, 90), (8, 270)])
def test_a_photograph_stands_as_it_was_taken(fonts, orientation, turn):
    image = Image.new("RGB", (800, 500), WHITE)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 799, 60), fill=RED)
    draw.rectangle((0, 61, 60, 499), fill=BLUE)
    exif = Image.Exif()
    exif[0x0112] = orientation
    buffer = BytesIO()
    image.rotate(turn, expand=True).save(buffer, "JPEG", exif=exif, quality=95)
    page = render(build_case_file(facts(), [part("照片", buffer.getvalue())], fonts), 3)
    width = IMAGE[0] * 72 / 25.4
    height = width * 500 / 800
    left = 28 * 72 / 25.4
    middle = 37 * 72 / 25.4 + 28.95 + IMAGE[1] * 72 / 25.4 / 2
    at_top = page.getpixel((int(left + width * 0.6), int(middle - height / 2 + 8)))
    at_left = page.getpixel((int(left + 8), int(middle + height * 0.3)))
    assert max(abs(a - b) for a, b in zip((*at_top, *at_left), (*RED, *BLUE), strict=True)) < 40


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_text_is_set_as_pages(fonts, code):
    text = f"说明\n\t{RARE}当时口径不明。\n" + "先行清表。" * 400
    made = read(build_case_file(facts(), [part("说明", text.encode(code), "a.TXT")], fonts))
    assert made[2].startswith(f"说明说明{RARE}当时口径不明。")
    assert re.sub(r"第\d+页", "", "".join(made[2:])).count("先行清表。") == 400


def test_letters_that_nobody_can_read_back_are_no_fault(fonts):
    """Scanners and old programs write pages whose text means nothing."""
    document = b"".join(
        (
            b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
            b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n",
            b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R",
            b"/Resources<</Font<</F 5 0 R>>>>>>endobj\n",
            b"4 0 obj<</Length 39>>stream\nBT /F 20 Tf 90 700 Td <FFFDFFFD>Tj ET  \nendstream endobj\n",
            b"5 0 obj<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H",
            b"/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/X",
            b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>]>>endobj\n",
            b"trailer<</Root 1 0 R>>\n",
        )
    )
    pages = read(build_case_file(facts(), [part("旧件", document)], fonts))
    assert pages[2:] == ("\ufffd\ufffd第3页",)


@pytest.mark.parametrize("security", ["", "秘密★1年"])
@pytest.mark.parametrize("organisation", ["锦丰镇店岸村", LONG_NAME])
def test_the_cover_is_one_page(fonts, security, organisation):
    told = facts(person=RARE, organisation=organisation, security=security, foot="留痕摘要")
    cover, contents = read(build_case_file(told, [], fonts))
    for words in (security, "容错免责案卷", "2017-001", RARE, organisation, "2017年9月4日至"):
        assert words in cover, words
    assert "没有文件" in contents


def test_a_title_that_no_font_can_print_is_told(fonts):
    with pytest.raises(DeskError, match=r"page\.glyph_missing"):
        build_case_file(facts(), [part("标记\ue0ff", b"x")], fonts)
