import importlib.util
import json
import tarfile
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

TOOL = Path(__file__).parents[2] / "tools" / "stroke_table.py"
LETTERS = "abcdefghij"


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("stroke_table", TOOL)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("order", "level", "merged"),
    [
        pytest.param("abcd", "abcd", "abcd", id="ORDER-01 alike"),
        pytest.param("axbyc", "abc", "axbyc", id="ORDER-01 others stay"),
        pytest.param("abxcd", "abqcd", "abqxcd", id="ORDER-03 missing, behind its predecessor"),
        pytest.param("xab", "qab", "qxab", id="ORDER-03 missing, the first of all"),
        pytest.param("bxcdea", "abcde", "abxcde", id="ORDER-01 too late, goes before"),
        pytest.param("eaxbcd", "abcde", "axbcde", id="ORDER-01 too early, goes behind"),
        pytest.param("ax䂮", "ax", "ax䂮", id="ORDER-01 no business of this level"),
        pytest.param("axyb", "a䂮b", "axy䂮b", id="ORDER-01 first of its number of strokes"),
    ],
)
def test_placed(tool, order, level, merged):
    assert "".join(tool.placed(order, level)) == merged


@given(
    order=st.permutations(LETTERS), level=st.lists(st.sampled_from(LETTERS + "xyz"), unique=True)
)
def test_the_level_is_kept_and_the_rest_undisturbed(tool, order, level):
    level = level if set(level) & set(order) else [order[0], *level]
    merged = tool.placed(order, level)
    assert [each for each in merged if each in level] == level
    rest = [each for each in order if each not in level]
    assert [each for each in merged if each not in level] == rest


def test_build_from_packages(tool, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(tool, "LEVELS", (0, 3, 4, 5))
    wheel, tarball, out = (tmp_path / name for name in ("a.whl", "b.tgz", "table.txt"))
    rows = [
        {"chinese": each, "stroke_increment_level": at} for at, each in enumerate("A一丁十三王")
    ]
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("cn_sort/res/all_word.json", json.dumps({"all_word": rows}))
    content = "一\n十\n丁\n三\n王\n".encode()
    with tarfile.open(tarball, "w:gz") as archive:
        member = tarfile.TarInfo("package/data/characters.txt")
        member.size = len(content)
        archive.addfile(member, BytesIO(content))
    assert tool.main([str(wheel), str(tarball), str(out)]) == 0
    assert capsys.readouterr().out == "5 characters\n"
    assert out.read_text(encoding="utf-8").splitlines()[-1] == "一十丁三王"
