import json

import pytest
import xlsxwriter

from zjgdesk.__main__ import main
from zjgdesk.resources import resources


def run(capsys, *arguments):
    code = main(["import", *map(str, arguments)])
    told = capsys.readouterr()
    return code, [json.loads(line) for line in told.out.splitlines()], told.err


def sample(name):
    return resources() / "sample" / name


def test_one_object_a_row_then_a_summary(capsys):
    code, lines, _ = run(
        capsys, sample("好干部推荐汇总表.xlsx"), "--as", "cadres", "--preview",
        "--organisations", sample("单位名录.csv"),
    )  # fmt: skip
    assert code == 0
    *rows, summary = lines
    assert [row["row"] for row in rows] == list(range(1, 108))
    assert summary == {
        "summary": True,
        "kind": "cadres",
        "file": "好干部推荐汇总表.xlsx",
        "sheet": "干部",
        "header_row": 3,
        "rows": 107,
        "ok": 96,
        "refused": 5,
        "skipped": 6,
    }
    assert rows[102]["problems"] == [{"rule": "SCHEME-03", "code": "candidate.post_too_low"}]
    assert rows[102]["values"]["name"] == "赵然强"
    assert rows[6]["status"] == "ok"


@pytest.mark.parametrize(
    ("kind", "name", "good"),
    [
        ("organisations", "单位名录.csv", 55),
        ("units", "好单位推荐汇总表.xlsx", 49),
        ("votes", "报纸投票统计.xlsx", 48),
    ],
)
def test_every_kind_can_be_previewed_without_a_register(capsys, kind, name, good):
    code, lines, _ = run(capsys, sample(name), "--as", kind, "--preview")
    assert (code, lines[-1]["ok"]) == (0, good)


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "是空的"), (b"%PDF-1.4", "PDF"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "已损坏")],
)
def test_a_file_that_cannot_be_read_gets_a_sentence(tmp_path, capsys, content, words):
    path = tmp_path / "表.xlsx"
    path.write_bytes(content)
    code, lines, error = run(capsys, path, "--as", "cadres", "--preview")
    assert (code, lines) == (1, [])
    assert words in error
    assert "Traceback" not in error


def test_a_missing_file_gets_a_sentence(tmp_path, capsys):
    code, _, error = run(capsys, tmp_path / "没有.xlsx", "--as", "units", "--preview")
    assert code == 1
    assert "找不到文件" in error


def test_importing_is_done_in_the_window(capsys):
    code, _, error = run(capsys, sample("单位名录.csv"), "--as", "organisations")
    assert code == 2
    assert "--preview" in error


def test_sheets_that_were_not_read_are_named(tmp_path, capsys):
    path = tmp_path / "名单.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in ("区镇", "机关", "说明"):
            sheet = book.add_worksheet(name)
            sheet.write_row(
                0, 0, ["姓名", "推荐单位", "职务层次"] if name != "说明" else ["填写说明"]
            )
            sheet.write_row(1, 0, ["张三", "杨舍镇", "正科级"] if name != "说明" else ["无"])
    code, lines, _ = run(capsys, path, "--as", "cadres", "--preview")
    assert (code, lines[-1]["sheet"], lines[-1]["other_sheets"]) == (0, "区镇", "机关")
