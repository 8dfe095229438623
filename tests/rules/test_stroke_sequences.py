import importlib.util
import io
import json
import tarfile
from pathlib import Path

import pytest

TOOL = Path(__file__).parents[2] / "tools" / "stroke_sequences.py"


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("stroke_sequences", TOOL)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def packed(path, script):
    with tarfile.open(path, "w:gz") as archive:
        info = tarfile.TarInfo("package/cnchar.order.min.js")
        data = script.encode()
        info.size = len(data)
        archive.addfile(info, io.BytesIO(data))
    return path


@pytest.mark.parametrize(
    ("letters", "strokes"),
    [("j", "1"), ("i", "1"), ("fg", "22"), ("skdl", "3444"), ("uhtyaz", "555555")],
)
def test_letters_become_the_five_kinds(tool, letters, strokes):
    assert tool.kinds_of(letters) == strokes


def test_what_contradicts_the_table_is_left_out(tool, tmp_path, capsys):
    letters = {"一": "j", "二": "jj", "十": "jf", "丁": "f", "三": "jjj"}
    script = f"x=JSON.parse('{json.dumps(letters, ensure_ascii=False, separators=(',', ':'))}')"
    table = tmp_path / "table.txt"
    table.write_text("# 注\n一二十丁\n三\n", encoding="utf-8")
    out = tmp_path / "out.txt"
    source = packed(tmp_path / "source.tgz", script)
    assert tool.main([str(source), str(table), str(out)]) == 0
    assert out.read_text(encoding="utf-8").splitlines()[-1] == "一1二11十12三111"
    assert capsys.readouterr().out == "4 characters, 1 left out\n"


def test_another_package_is_refused(tool, tmp_path):
    with pytest.raises(SystemExit):
        tool.read_letters(packed(tmp_path / "source.tgz", "nothing"))
