import csv
import io
from datetime import UTC, date, datetime

import pytest
from python_calamine import CalamineWorkbook

from zjgdesk.errors import DeskError
from zjgdesk.exchange.table_out import (
    LONGEST_CELL,
    MOST_LINES,
    formula_cells,
    read_clipboard,
    write_csv,
    write_xlsx,
)

AT = datetime(2026, 11, 18, 4, tzinfo=UTC)
RARE = "陈㛃𠮷"


def back(content):
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    (name,) = book.sheet_names
    return name, book.get_sheet_by_index(0).to_python()


def test_numbers_are_numbers_and_words_are_words():
    rows = [["001", 7, 2.5, date(2026, 11, 8), "=1+1"], [RARE, None, 0, None, "https://x"]]
    name, cells = back(write_xlsx("候选对象", list("甲乙丙丁戊"), rows, at=AT))
    assert name == "候选对象"
    assert cells[1] == ["001", 7.0, 2.5, date(2026, 11, 8), "=1+1"]
    assert cells[2] == [RARE, "", 0.0, "", "https://x"]


def test_the_same_table_is_the_same_file_and_has_its_header_frozen():
    one = write_xlsx("表", ["甲"], [["一"]], at=AT)
    assert one == write_xlsx("表", ["甲"], [["一"]], at=AT)
    import zipfile

    sheet = zipfile.ZipFile(io.BytesIO(one)).read("xl/worksheets/sheet1.xml").decode()
    assert 'state="frozen"' in sheet
    assert "<autoFilter" in sheet
    assert "<f>" not in sheet


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("一/二[三]", "一 二 三"),
        ("", "表格"),
        ("'", "表格"),
        ("好" * 40, "好" * 31),
        ("History", "表格"),
    ],
)
def test_any_title_makes_a_sheet(title, expected):
    assert back(write_xlsx(title, ["甲"], [], at=AT)) == (expected, [["甲"]])


def test_what_does_not_fit_a_sheet_is_refused_with_its_place():
    with pytest.raises(DeskError) as told:
        write_xlsx("表", ["甲", "乙"], [["", ""], ["", "长" * (LONGEST_CELL + 1)]], at=AT)
    assert (told.value.code, told.value.facts["row"]) == ("table.cell_too_long", 2)
    with pytest.raises(DeskError) as told:
        write_xlsx("表", ["甲"], [["一"]] * MOST_LINES, at=AT)
    assert told.value.code == "table.too_many_rows"


@pytest.mark.parametrize(("encoding", "read"), [("utf-8", "utf-8-sig"), ("gb18030", "gb18030")])
def test_csv_comes_back_as_it_went(encoding, read):
    rows = [["001", 7, None], [f'{RARE}\n“引,号"', "=1+1", date(2026, 1, 2)]]
    content = write_csv(["甲", "乙", "丙"], rows, encoding)
    lines = list(csv.reader(io.StringIO(content.decode(read), newline="")))
    assert lines == [
        ["甲", "乙", "丙"],
        ["001", "7", ""],
        [f'{RARE}\n“引,号"', "=1+1", "2026-01-02"],
    ]


def test_half_a_sign_is_no_problem():
    assert "\ufffd" in write_csv(["甲"], [["\ud840"]], "gb18030").decode("gb18030")
    assert back(write_xlsx("表", ["甲"], [["\ud840"]], at=AT))[1][1] == ["\ufffd"]


@pytest.mark.parametrize(
    ("word", "counted"),
    [
        ("=1+1", 1),
        ("@x", 1),
        ("-张三", 1),
        ("+86 138", 1),
        ("-3", 0),
        ("+1.5%", 0),
        ("张三", 0),
        (7, 0),
    ],
)
def test_words_that_would_be_computed_are_counted(word, counted):
    assert formula_cells([[word]]) == counted


@pytest.mark.parametrize(
    ("text", "block"),
    [
        pytest.param("同意\t\r\n不同意\t情况\r\n", [["同意", ""], ["不同意", "情况"]], id="Excel"),
        pytest.param("同意", [["同意"]], id="one cell"),
        pytest.param("", [[""]], id="nothing"),
        pytest.param("一\n\n二", [["一"], [""], ["二"]], id="an empty line between"),
        pytest.param('"上\n下"\t乙\n丙', [["上\n下", "乙"], ["丙"]], id="a cell of two lines"),
        pytest.param('"说""好"""', [['说"好"']], id="doubled quotes"),
        pytest.param('"没有收\t乙', [['"没有收', "乙"]], id="an open quote is a sign"),
        pytest.param('5" 管\t乙', [['5" 管', "乙"]], id="a quote inside"),
        pytest.param("甲\r乙", [["甲"], ["乙"]], id="old Macintosh"),
    ],
)
def test_a_block_of_the_clipboard(text, block):
    assert read_clipboard(text) == block
