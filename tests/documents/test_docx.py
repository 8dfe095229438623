import io
import zipfile
from datetime import date

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from PIL import Image

from zjgdesk.documents.blocks import (
    Blank,
    Cell,
    CutLine,
    PageBreak,
    Paragraph,
    Picture,
    Portrait,
    SignOff,
    Table,
    Title,
)
from zjgdesk.documents.docx import write_letters
from zjgdesk.documents.docx_text import NAMES, width_of
from zjgdesk.documents.fonts import OFFICIAL, Face
from zjgdesk.documents.page import Frame

DAY = date(2026, 11, 18)
RARE = "陈㛃、䶮某、𬭎、𠅤"
TABLE = Table(
    (20, 40, 60),
    ((Cell("序号", face=Face.HEI, least=9), Cell("答复", span=2, face=Face.HEI)),),
    tuple((Cell(str(at)), Cell(RARE), Cell("甲\n乙", align="left")) for at in (1, 2, 3)),
)
LETTER = (
    Title("关于征求2026年度\n候选对象意见的函"),
    Paragraph("市纪委监委：", indent=0),
    Paragraph("一、基本情况", Face.HEI, keep_next=True),
    Paragraph("（一）名单", Face.KAI),
    Paragraph(f"候选对象“{RARE}”，共4名。"),
    Paragraph("1. 事项", hanging=2, indent=0),
    Blank(),
    SignOff("中共张家港市委组织部", "2026年11月18日"),
    PageBreak(landscape=True),
    Paragraph("附件", Face.HEI, indent=0),
    Title("反馈表"),
    TABLE,
)


PLAIN = Frame("征求意见函")


def written(*letters, frame=PLAIN, **told):
    return write_letters(letters or (LETTER,), frame, written_on=DAY, **told)


def opened(content):
    return docx.Document(io.BytesIO(content))


def named(document, words):
    return next(each for each in document.paragraphs if each.text.startswith(words))


def faces(run):
    fonts = run._r.rPr.rFonts
    return [fonts.get(qn(f"w:{key}")) for key in ("eastAsia", "ascii", "hint")]


def test_every_face_is_called_as_offices_call_it():
    for face, name in NAMES.items():
        assert name in OFFICIAL[face]


@pytest.mark.parametrize(
    ("words", "face", "latin", "size"),
    [
        ("关于征求", "方正小标宋简体", "方正小标宋简体", 22),
        ("一、", "黑体", "黑体", 16),
        ("（一）", "楷体_GB2312", "Times New Roman", 16),
        ("候选对象", "仿宋_GB2312", "Times New Roman", 16),
        ("附件", "黑体", "黑体", 16),
    ],
)
def test_words_stand_in_the_official_faces(words, face, latin, size):
    (run,) = named(opened(written()), words).runs
    assert faces(run) == [face, latin, "eastAsia"]
    assert run.font.size == Pt(size)


def test_what_is_typed_later_stands_in_them_too():
    normal = opened(written()).styles["Normal"]
    assert normal.element.rPr.rFonts.get(qn("w:eastAsia")) == "仿宋_GB2312"
    assert normal.font.size == Pt(16)
    assert normal.paragraph_format.line_spacing == Pt(28.95)
    assert "Theme" not in opened(written()).styles.element.xpath("w:docDefaults//w:rFonts")[0].xml


def test_the_type_area_is_the_standard_one():
    upright, across = opened(written()).sections
    assert [round(side.mm) for side in (upright.page_width, upright.page_height)] == [210, 297]
    millimetres = [
        round(side / 36000, 1)
        for side in (
            upright.top_margin,
            upright.left_margin,
            upright.page_width - upright.left_margin - upright.right_margin,
            upright.page_height - upright.top_margin - upright.bottom_margin,
        )
    ]
    assert millimetres == pytest.approx([37, 28, 156, 225], abs=0.1)
    assert [round(side.mm) for side in (across.page_width, across.page_height)] == [297, 210]
    assert round((across.page_width - across.left_margin - across.right_margin) / 36000) == 225
    (grid,) = upright._sectPr.xpath("w:docGrid")
    told = [grid.get(qn(f"w:{key}")) for key in ("type", "linePitch", "charSpace")]
    assert told[:2] == ["linesAndChars", "579"]
    assert (16 + int(told[2]) / 4096) * 28 == pytest.approx(156 / 25.4 * 72, abs=0.05)


def test_lines_are_indented_by_characters():
    document = opened(written())
    indents = {}
    for words in ("市纪委", "候选", "1. 事项"):
        (made,) = named(document, words)._p.xpath("w:pPr/w:ind") or [{}]
        indents[words] = {
            key.rpartition("}")[2]: value for key, value in dict(made.items()).items()
        }
    assert indents["市纪委"] == {}
    assert indents["候选"] == {"firstLineChars": "200", "firstLine": "640"}
    assert indents["1. 事项"]["leftChars"] == "200"
    assert indents["1. 事项"]["hangingChars"] == "200"


@pytest.mark.parametrize(
    ("issuer", "sealed", "after"),
    [
        pytest.param("中共张家港市委组织部", False, (200, 300), id="PAGE-03 date two further in"),
        pytest.param("组织部", False, (800, 200), id="PAGE-03 a short issuer"),
        pytest.param("中共张家港市委组织部", True, (250, 400), id="PAGE-03 sealed"),
    ],
)
def test_issuer_and_date_stand_as_the_standard_says(issuer, sealed, after):
    document = opened(written([SignOff(issuer, "2026年11月18日", sealed=sealed)]))
    blank, first, second = document.paragraphs
    assert blank.text == ""
    found = []
    for paragraph in (first, second):
        assert paragraph.alignment == WD_ALIGN_PARAGRAPH.RIGHT
        (made,) = paragraph._p.xpath("w:pPr/w:ind")
        found.append(int(made.get(qn("w:rightChars"))))
    assert tuple(found) == after
    assert first.paragraph_format.keep_with_next


def test_a_table_is_ruled_and_repeats_its_head():
    (table,) = opened(written()).tables
    assert [column.width for column in table.columns] == pytest.approx(
        [Mm(20), Mm(40), Mm(60)], abs=500
    )
    assert [cell.text for cell in table.rows[1].cells] == ["1", RARE, "甲\n乙"]
    assert table.rows[0].cells[1]._tc is table.rows[0].cells[2]._tc
    assert len(table._tbl.xpath("w:tblPr/w:tblBorders/*")) == 6
    assert [bool(row._tr.xpath("w:trPr/w:tblHeader")) for row in table.rows] == [
        True,
        *[False] * 3,
    ]
    assert table.rows[0].height == pytest.approx(Mm(9), abs=500)


def test_a_table_that_sums_up_keeps_its_last_rows_together():
    told = Table((50,), (), tuple((Cell(str(at)),) for at in range(4)), total=True)
    (table,) = opened(written([told])).tables
    held = [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in table.rows]
    assert held == [False, False, True, False]


def test_each_letter_counts_its_own_pages_and_begins_on_a_front():
    document = opened(written(LETTER, LETTER, frame=Frame("函", security="秘密"), duplex=True))
    told = [each._sectPr for each in document.sections]
    begins = [(each.xpath("w:type/@w:val"), bool(each.xpath("w:pgNumType"))) for each in told]
    assert begins == [([], True), ([], False), (["oddPage"], True), ([], False)]
    assert [each.text for each in document.paragraphs].count("秘密") == 2


def test_pages_are_numbered_at_their_outer_side():
    document = opened(written())
    first = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer
    sides = (
        (first.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (first.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    )
    for footer, side in sides:
        (paragraph,) = footer.paragraphs
        assert paragraph.alignment == side
        words = paragraph._p.xpath("string(.)")
        assert words == "— 1 —"
        assert paragraph._p.xpath("w:fldSimple/@w:instr") == ["PAGE"]
        assert faces(paragraph.runs[0])[0] == "宋体"


def picture():
    buffer = io.BytesIO()
    Image.new("RGB", (30, 60), "grey").save(buffer, "PNG")
    return buffer.getvalue()


def test_pictures_keep_their_shape():
    told = Portrait(Picture(picture(), 30, 40), ("姓名：陈㛃", "单位：杨舍镇"))
    document = opened(written([Picture(picture(), 30, 40), told]))
    assert [(round(s.width.mm), round(s.height.mm)) for s in document.inline_shapes] == [
        (20, 40)
    ] * 2
    assert named(document, "单位").text == "单位：杨舍镇"


def test_like_blocks_give_like_bytes_that_tell_of_nobody():
    content = written()
    assert content == written()
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in packed.namelist() if "thumbnail" in name]
        core = packed.read("docProps/core.xml").decode()
    assert "python" not in core
    assert "2026-11-18" in core
    told = opened(content).core_properties
    assert (told.title, told.author, told.comments) == ("征求意见函", "", "")


def test_a_table_at_the_end_is_followed_by_a_line():
    body = opened(written([TABLE])).element.body
    assert [each.tag.rpartition("}")[2] for each in body] == ["tbl", "p", "sectPr"]


@pytest.mark.parametrize(("text", "wide"), [("2026年11月18日", 7.0), ("组织部", 3.0), ("", 0.0)])
def test_words_are_measured_in_characters(text, wide):
    assert width_of(text) == wide


def test_a_line_to_cut_along_is_told():
    document = opened(written((*LETTER, CutLine("沿线剪下"))))
    assert "沿线剪下" in document.paragraphs[-1].text
    assert document.paragraphs[-1].alignment == WD_ALIGN_PARAGRAPH.CENTER
