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


HEAD = "渠道,投票人标识,所选编号"
VOTES = (
    "网站,a,001 002",
    "网站,b,001 009 008",
    "网站,c,001",
    "网站,d,1 2 3",
    "网站,e,001 002 003 004",
    "网站,f,",
)


@pytest.fixture
def votes(tmp_path):
    path = tmp_path / "明细.csv"
    path.write_text("\n".join([HEAD, *VOTES]) + "\n", "utf-8")
    return path


def a_list(tmp_path, kind):
    if kind == "xlsx":
        path = tmp_path / "编号.xlsx"
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, ["好干部候选编号表"])
            sheet.write_row(1, 0, ["姓名", "编号"])
            for number in range(1, 5):
                sheet.write_row(1 + number, 0, [f"张{number}", number])
        return path
    text = {
        "txt": "001\n002\n003\n004\n",
        "headed.txt": "编号\n001\n002\n003\n004\n",
        "titled.txt": "好干部\n001\n\n002\n003\n004\n",
        "csv": "编号,姓名\n001,张三\n002,李四\n003,王五\n004,赵六\n",
        "unheaded.csv": "001,张三\n002,李四\n003,王五\n004,赵六\n",
        "gb.csv": "编号,姓名\n001,张三\n002,李四\n003,王五\n004,赵六\n",
    }[kind]
    path = tmp_path / f"编号.{kind}"
    path.write_bytes(text.encode("gb18030" if kind == "gb.csv" else "utf-8"))
    return path


def problems_of(lines):
    return [[problem["code"] for problem in line["problems"]] for line in lines[1:-1]]


@pytest.mark.parametrize(
    "kind", ["txt", "headed.txt", "titled.txt", "csv", "unheaded.csv", "gb.csv", "xlsx"]
)
def test_codes_that_are_not_on_the_list_are_told(tmp_path, capsys, votes, kind):
    code, lines, _ = run(
        capsys, votes, "--as", "votes", "--preview", "--codes", a_list(tmp_path, kind)
    )
    assert code == 0
    unlisted = ["vote.code_unlisted"] * 2
    assert problems_of(lines) == [[], unlisted, [], [], [], ["vote.nobody_picked"]]
    assert (lines[-1]["ok"], lines[-1]["refused"]) == (4, 2)


@pytest.mark.parametrize(
    ("picks", "refused"),
    [
        pytest.param("1-30", {}, id="PUBLIC-03 all within"),
        pytest.param("2-3", {3: "too_few", 5: "too_many"}, id="PUBLIC-03 both bounds"),
        pytest.param("1-3", {5: "too_many"}, id="PUBLIC-03 one too many"),
        pytest.param("3-3", {1: "too_few", 3: "too_few", 5: "too_many"}, id="PUBLIC-03 exactly"),
        pytest.param("2 至 4", {3: "too_few"}, id="PUBLIC-03 one too few"),
    ],
)
def test_picks_outside_the_bounds_are_told(capsys, votes, picks, refused):
    _, lines, _ = run(capsys, votes, "--as", "votes", "--preview", "--picks", picks)
    nobody = {6: ["vote.nobody_picked"]}
    expected = {row: [f"vote.{why}_picks"] for row, why in refused.items()} | nobody
    assert dict(enumerate(problems_of(lines), start=1)) == {
        row: expected.get(row, []) for row in range(1, 7)
    }


def test_bounds_above_the_usual_most_hold(tmp_path, capsys):
    path = tmp_path / "明细.csv"
    picks = [" ".join(f"{n:03d}" for n in range(1, count + 1)) for count in (35, 41)]
    path.write_text("\n".join([HEAD, f"网站,a,{picks[0]}", f"网站,b,{picks[1]}"]), "utf-8")
    _, lines, _ = run(capsys, path, "--as", "votes", "--preview", "--picks", "1-40")
    assert problems_of(lines) == [[], ["vote.too_many_picks"]]
    _, lines, _ = run(capsys, path, "--as", "votes", "--preview")
    assert problems_of(lines) == [["vote.too_many_picks"]] * 2


def test_totals_are_judged_by_the_list_and_have_no_picks(tmp_path, capsys):
    path = tmp_path / "汇总.csv"
    path.write_text("编号,姓名,票数\n001,张三,5\n009,李四,6\n", "utf-8")
    _, lines, _ = run(
        capsys, path, "--as", "votes", "--preview", "--codes", a_list(tmp_path, "txt"),
        "--picks", "2-3",
    )  # fmt: skip
    assert problems_of(lines) == [[], ["vote.code_unlisted"]]


def test_the_samples_agree_with_their_list(capsys):
    code, lines, _ = run(
        capsys, sample("报纸投票统计.xlsx"), "--as", "votes", "--preview",
        "--codes", sample("候选编号.csv"), "--picks", "1-30",
    )  # fmt: skip
    assert (code, lines[-1]["ok"]) == (0, 48)


@pytest.mark.parametrize(
    ("kind", "options", "words"),
    [
        ("votes", ("--picks", "30"), "最少-最多"),
        ("votes", ("--picks", "5-3"), "不大于最多"),
        ("votes", ("--picks", "0-3"), "最少为 1"),
        ("votes", ("--picks", "一-三"), "看不出"),
        ("votes", ("--picks", ""), "看不出"),
        ("cadres", ("--picks", "1-3"), "只用于投票数据"),
        ("units", ("--codes", "编号.csv"), "只用于投票数据"),
    ],
)
def test_what_was_asked_wrongly_gets_a_sentence(capsys, votes, kind, options, words):
    code, lines, error = run(capsys, votes, "--as", kind, "--preview", *options)
    assert (code, lines) == (2, [])
    assert words in error


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param("001\n002\n001\n", "第 3 行的编号 001 与第 1 行重复", id="a code twice"),
        pytest.param("编号\n001\n甲\n", "第 3 行“甲”", id="a row that is no code"),
        pytest.param("O01\n002\n", "第 1 行“O01”", id="a letter for a nought"),
        pytest.param("甲\n乙\n", "没有三位数编号", id="no code at all"),
        pytest.param("", "是空的", id="an empty file"),
    ],
)
def test_a_list_that_is_none_gets_a_sentence(tmp_path, capsys, votes, content, words):
    path = tmp_path / "编号.csv"
    path.write_text(content, "utf-8")
    code, lines, error = run(capsys, votes, "--as", "votes", "--preview", "--codes", path)
    assert (code, lines) == (1, [])
    assert words in error


def test_a_missing_list_gets_a_sentence(tmp_path, capsys, votes):
    missing = tmp_path / "没有.csv"
    code, lines, error = run(capsys, votes, "--as", "votes", "--preview", "--codes", missing)
    assert (code, lines) == (1, [])
    assert "没有.csv" in error
