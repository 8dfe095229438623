import contextlib
import io
import random
import struct
import zipfile
from datetime import date, datetime

import pytest
import xlsxwriter

from zjgdesk.errors import DeskError
from zjgdesk.exchange.headers import as_text
from zjgdesk.exchange.sheets import ENCRYPTED, OLE, read_sheets
from zjgdesk.resources import resources


def workbook(fill):
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    fill(book)
    book.close()
    return buffer.getvalue()


def one_cell(book):
    book.add_worksheet().write(0, 0, "姓名")


def zipped(**members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


def locked_zip():
    content = bytearray(workbook(one_cell))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = content.find(mark)
        while start >= 0:
            struct.pack_into("<H", content, start + at, 1)
            start = content.find(mark, start + 4)
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(b"", "file.empty", id="nothing"),
        pytest.param(b" \r\n\t\0\0", "file.empty", id="blanks"),
        pytest.param(OLE + b"\0" * 600 + ENCRYPTED + b"\0" * 600, "file.encrypted", id="locked"),
        pytest.param(locked_zip(), "file.encrypted", id="locked zip"),
        pytest.param(OLE + b"\0" * 2000, "file.broken", id="broken xls"),
        pytest.param(workbook(one_cell)[:-300], "file.broken", id="cut off"),
        pytest.param(b"PK\x03\x04" + b"\0" * 500, "file.broken", id="no zip at all"),
        pytest.param(zipped(a="x"), "file.foreign", id="IMPORT-07 some zip"),
        pytest.param(zipped(word__document="x"), "file.foreign", id="IMPORT-07 Word"),
        pytest.param(zipped(ppt__slides="x"), "file.foreign", id="IMPORT-07 PowerPoint"),
        pytest.param(b"%PDF-1.7 ...", "file.foreign", id="IMPORT-07 PDF"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "file.foreign", id="IMPORT-07 picture"),
        pytest.param(bytes(range(256)) * 20, "file.unreadable", id="IMPORT-07 noise"),
        pytest.param(b"\xff\xfe\x00\xd8", "file.unreadable", id="IMPORT-07 broken UTF-16"),
        pytest.param('姓名,说明\n张三,"没有关上\n'.encode(), "file.broken_quote", id="quote"),
        pytest.param(
            zipped(a="\0" * 100_000_000), "file.too_large", id="a bomb of a hundred megabytes"
        ),
        pytest.param(workbook(lambda book: book.add_worksheet()), "file.no_table", id="no cells"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(content, code):
    with pytest.raises(DeskError, match=code.replace(".", r"\.")) as caught:
        read_sheets("表.xlsx", content)
    assert caught.value.facts["name"] == "表.xlsx"


def test_a_file_over_the_limit_is_not_even_looked_at():
    with pytest.raises(DeskError, match=r"file\.too_large"):
        read_sheets("大.csv", b"a" * (64 * 1024 * 1024 + 1))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_text_is_read_in_every_encoding_and_with_every_mark(encoding, mark):
    text = f"姓名{mark}单位\n陈㛃{mark}杨舍镇\n"
    (sheet,) = read_sheets("名单.txt", text.encode(encoding))
    assert sheet.rows == [["姓名", "单位"], ["陈㛃", "杨舍镇"]]


def test_what_a_file_is_its_content_says():
    content = workbook(one_cell)
    for name in ("a.xls", "a.csv", "a.et", "a"):
        assert read_sheets(name, content)[0].rows == [["姓名"]]


def test_a_web_page_that_calls_itself_a_spreadsheet():
    page = (
        "<html><body><table><tr><th>姓<br>名</th><th>单位</th></tr><tr><td>张三<td>杨舍镇</table>"
    )
    (sheet,) = read_sheets("导出.xls", page.encode("gb18030"))
    assert sheet.rows[0] == ["姓\n名", "单位"]
    assert sheet.rows[1] == ["张三", "杨舍镇"]


def test_quotes_keep_marks_and_line_breaks_together():
    (sheet,) = read_sheets("a.csv", '姓名,事迹\n张三,"一,二\n三"\n'.encode())
    assert sheet.rows[1] == ["张三", "一,二\n三"]


def test_hidden_sheets_are_passed_over():
    def fill(book):
        book.add_worksheet("看得见").write(0, 0, "姓名")
        hidden = book.add_worksheet("藏起来")
        hidden.write(0, 0, "姓名")
        hidden.hide()

    assert [sheet.name for sheet in read_sheets("a.xlsx", workbook(fill))] == ["看得见"]


def test_rows_and_columns_keep_their_places():
    def fill(book):
        sheet = book.add_worksheet()
        sheet.write(2, 2, "姓名")
        sheet.write(5, 3, 1975.1)

    (sheet,) = read_sheets("a.xlsx", workbook(fill))
    assert len(sheet.rows) == 6
    assert sheet.rows[2][2] == "姓名"
    assert sheet.rows[5][3] == 1975.1


def test_a_million_empty_rows_cost_nothing():
    def fill(book):
        sheet = book.add_worksheet()
        sheet.write(0, 0, "姓名")
        sheet.write(1_000_000, 0, "")
        sheet.write_blank(1_000_001, 0, None, book.add_format({"bold": True}))

    (sheet,) = read_sheets("a.xlsx", workbook(fill))
    assert len(sheet.rows) == 1


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (True, "是"),
        (False, "否"),
        (3.0, "3"),
        (3.5, "3.5"),
        (7, "7"),
        (date(2026, 5, 7), "2026-05-07"),
        (datetime(2026, 5, 7), "2026-05-07"),
        (datetime(2026, 5, 7, 8, 30), "2026-05-07 08:30:00"),
        ("  张　三 ", "张　三"),
    ],
)
def test_a_cell_is_shown_as_a_person_would_read_it(cell, text):
    assert as_text(cell) == text


def test_the_samples_are_read():
    for path in sorted((resources() / "sample").glob("*.xlsx")):
        assert read_sheets(path.name, path.read_bytes())[0].rows


def test_a_quote_closed_by_chance_would_swallow_people():
    text = '姓名,事迹\n张三,"一\n李四,二\n王五,"三\n'
    with pytest.raises(DeskError, match=r"file\.broken_quote") as caught:
        read_sheets("a.csv", text.encode())
    assert caught.value.facts["row"] == 2


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ('姓名,事迹\n张三,5"管\n', ["张三", '5"管']),
        ('姓名,事迹\n张三, "一,二"\n', ["张三", "一,二"]),
        ("姓名,事迹\n张三,一，二，三，四\n", ["张三", "一，二，三，四"]),
        ("姓名;事迹\n张三;一,二,三\n", ["张三", "一,二,三"]),
        ("姓名|事迹\n张三|一,二\n", ["张三", "一,二"]),
        ("姓名，事迹\n张三，一\n", ["张三", "一"]),
        ("姓名\n张三\n", ["张三"]),
    ],
)
def test_the_mark_between_cells_is_told_from_marks_within_words(text, cells):
    assert read_sheets("a.csv", text.encode())[0].rows[1] == cells


def test_what_stands_in_merged_cells_holds_for_each_of_their_rows():
    def fill(book):
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, 1, "名单")
        sheet.write_column(1, 0, ["张三", "李四", "王五"])
        sheet.merge_range(1, 1, 2, 1, "杨舍镇")
        sheet.write(3, 1, "塘桥镇")

    (sheet,) = read_sheets("a.xlsx", workbook(fill))
    assert sheet.rows == [["名单", ""], ["张三", "杨舍镇"], ["李四", "杨舍镇"], ["王五", "塘桥镇"]]


def test_sheets_of_charts_are_passed_over():
    def fill(book):
        book.add_worksheet("数据").write(0, 0, "姓名")
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=数据!$A$1:$A$1"})
        book.add_chartsheet("图").set_chart(chart)

    assert [sheet.name for sheet in read_sheets("a.xlsx", workbook(fill))] == ["数据"]


def test_cells_too_far_apart_are_refused_before_the_reader_makes_room_for_them():
    def fill(book):
        sheet = book.add_worksheet()
        sheet.write(0, 0, "姓名")
        sheet.write(1_048_575, 16_383, "x")

    with pytest.raises(DeskError, match=r"file\.too_large"):
        read_sheets("a.xlsx", workbook(fill))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"BM" + b"\1\2\3\4" + b"\0\0\0\0rest", "BMP"),
        (b"II*\0rest", "TIFF"),
        (b"RIFF\1\2\3\4WEBP", "WebP"),
        (zipped(**{"OFD.xml": "x"}), "OFD"),
        (zipped(a="x"), "ZIP"),
    ],
)
def test_what_is_no_table_is_called_by_its_name(content, kind):
    with pytest.raises(DeskError, match=r"file\.foreign") as caught:
        read_sheets("表.xlsx", content)
    assert caught.value.facts["kind"] == kind


def test_a_table_may_begin_with_the_letters_of_a_picture():
    assert read_sheets("a.csv", "BM,姓名\n1,张三\n".encode())[0].rows[1] == ["1", "张三"]


@pytest.mark.parametrize("seed", range(40))
def test_no_broken_workbook_ends_in_anything_but_a_sentence(seed):
    content = bytearray((resources() / "sample" / "纪公检法反馈.xlsx").read_bytes())
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 8)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    with contextlib.suppress(DeskError):
        assert read_sheets("a.xlsx", bytes(content))


def test_a_million_rows_of_empty_formatted_cells_cost_little():
    def fill(book):
        book.add_worksheet().write_column(0, 0, ["姓名", "张三"])

    content = workbook(fill)
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", 8) as new:
        for part in old.namelist():
            data = old.read(part)
            if part == "xl/worksheets/sheet1.xml":
                rows = b"".join(
                    b'<row r="%d"><c r="A%d" s="0"/></row>' % (n, n) for n in range(3, 1_000_001)
                )
                data = data.replace(b"</sheetData>", rows + b"</sheetData>")
            new.writestr(part, data)
    (sheet,) = read_sheets("a.xlsx", target.getvalue())
    assert sheet.rows == [["姓名"], ["张三"]]
