import json

import pytest

from tests.conftest import trail_of
from zjgdesk.digests import digest_of
from zjgdesk.errors import DeskError
from zjgdesk.services.tables_out import TableKind, export_table, read_block

HEADER, ROWS = ["姓名", "票数"], [["丁一", 7], ["=张三", 3]]


@pytest.mark.parametrize(
    ("kind", "begins", "formulas"),
    [
        (TableKind.XLSX, b"PK", 0),
        (TableKind.CSV, b"\xef\xbb\xbf", 1),
        (TableKind.CSV_GB18030, "姓名".encode("gb18030"), 1),
    ],
)
def test_a_table_is_written_and_stands_on_the_trail(desk, tmp_path, kind, begins, formulas):
    path = tmp_path / "票数表.dat"
    path.write_text("the file of last week")
    told = export_table(desk, "票数", HEADER, ROWS, path, kind=kind)
    content = path.read_bytes()
    assert content.startswith(begins)
    assert (told.rows, told.digest, told.formulas) == (2, digest_of(content), formulas)
    entry = trail_of(desk)[0]
    assert (entry.action, entry.subject) == ("export_table", "table:票数")
    assert json.loads(entry.facts) == {
        "columns": HEADER,
        "digest": told.digest,
        "file": "票数表.dat",
        "rows": 2,
        "size": len(content),
    }
    assert [each.name for each in tmp_path.glob("票数表*")] == [path.name]


def test_a_place_that_cannot_be_written_leaves_no_trace(desk, tmp_path):
    before = len(trail_of(desk))
    with pytest.raises(DeskError) as told:
        export_table(desk, "表", HEADER, ROWS, tmp_path / "没有" / "表.csv", kind=TableKind.CSV)
    assert (told.value.code, told.value.facts) == ("table.unwritable", {"name": "表.csv"})
    assert len(trail_of(desk)) == before


@pytest.mark.parametrize("name", ["计票甲", "总监票"])
def test_tables_leave_the_desk_with_those_alone_who_keep_or_check_it(sign_in, tmp_path, name):
    with pytest.raises(DeskError) as told:
        export_table(sign_in(name), "表", HEADER, ROWS, tmp_path / "表", kind=TableKind.XLSX)
    assert (told.value.code, told.value.rule) == ("role.denied", "DESK-04")
    assert not (tmp_path / "表").exists()


def test_a_block_is_read_through_the_service():
    assert read_block("一\t二\n三") == [["一", "二"], ["三"]]
