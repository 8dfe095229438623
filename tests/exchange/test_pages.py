import pytest

from zjgdesk.errors import DeskError
from zjgdesk.exchange.sheets import read_sheets

XML = (
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">{}</Workbook>'
)


def page(rows):
    (sheet,) = read_sheets("导出.xls", f"<html><table>{rows}</table></html>".encode("gb18030"))
    return sheet.rows


def test_a_cell_over_several_rows_holds_for_each_of_them():
    rows = page(
        "<tr><th>姓名<th>单位<th>级别</tr><tr><td>张三<td rowspan=3>杨舍镇<td>正科级</tr>"
        "<tr><td>李四<td>副科级</tr><tr><td>王五<td>科员</tr><tr><td>赵六<td>塘桥镇<td>科员</tr>"
    )
    assert rows[1:] == [
        ["张三", "杨舍镇", "正科级"],
        ["李四", "杨舍镇", "副科级"],
        ["王五", "杨舍镇", "科员"],
        ["赵六", "塘桥镇", "科员"],
    ]


def test_a_cell_over_several_columns_keeps_the_others_in_their_places():
    assert page("<tr><td colspan=2>题<td>三</tr><tr><td>一<td>二<td>三") == [
        ["题", "", "三"],
        ["一", "二", "三"],
    ]


def test_a_cell_at_the_end_of_a_row_may_hold_for_the_next():
    assert page("<tr><td>一<td rowspan=2>二</tr><tr><td>三</tr>") == [["一", "二"], ["三", "二"]]


def test_what_is_not_seen_is_not_read_and_blanks_are_one():
    rows = page("<tr><td>张&nbsp;\n  三<style>b{}</style><td>一<br>二<script>x</script></tr>")
    assert rows == [["张 三", "一\n二"]]


def test_cells_without_a_row_and_spans_that_are_none():
    assert page("<td rowspan=x colspan=0>一<td>二") == [["一", "二"]]


def test_an_xml_spreadsheet_is_read_with_its_gaps():
    rows = (
        '<Row><Cell ss:MergeAcross="1"><Data ss:Type="String">题</Data></Cell><Cell/></Row>'
        '<Row ss:Index="3"><Cell><Data ss:Type="String">张三</Data></Cell>'
        '<Cell ss:Index="3"><Data ss:Type="Number">1975.1</Data></Cell>'
        '<Cell><Data ss:Type="Number">x</Data></Cell></Row>'
    )
    text = XML.format(f'<Worksheet ss:Name="干部"><Table>{rows}</Table></Worksheet>')
    (sheet,) = read_sheets("导出.xls", text.encode())
    assert (sheet.name, sheet.rows) == (
        "干部", [["题", "", ""], [], ["张三", "", 1975.1, "x"]]
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        XML.format("<Worksheet>"),
        '<!DOCTYPE x [<!ENTITY a "b">]>' + XML.format("")[21:],
    ],
    ids=["not closed", "definitions of its own"],
)
def test_xml_that_is_none_or_brings_definitions_is_broken(text):
    with pytest.raises(DeskError, match=r"file\.broken"):
        read_sheets("导出.xls", text.encode())


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"<html><table>" + b"<tr><td colspan=400>" * 5_000, id="cells across"),
        pytest.param(b"a,b\n" * 1_000_000, id="rows of a text"),
        pytest.param(b"a" + b"," * 1_000_001, id="one endless line"),
        pytest.param(
            XML.format(
                "<Worksheet><Table>"
                + '<Row><Cell ss:Index="400"/></Row>' * 5_000
                + "</Table></Worksheet>"
            ).encode(),
            id="gaps of an XML spreadsheet",
        ),
    ],
)
def test_a_small_text_that_would_need_much_room_is_refused(content):
    with pytest.raises(DeskError, match=r"file\.too_large"):
        read_sheets("表.xls", content)
