from pathlib import Path

import pytest

from zjgdesk import settings
from zjgdesk.settings import KEPT, Settings, TableLayout


@pytest.fixture
def make(tmp_path):
    def folder(name):
        path = tmp_path / name
        path.mkdir()
        (path / "desk.db").touch()
        return path

    return folder


def test_the_newest_stands_first_and_once(tmp_path, make):
    kept = Settings(tmp_path / "deep" / "settings.json")
    one, two = make("一"), make("二")
    for path in (one, two, one):
        kept.remember(path)
    assert kept.recent() == [one, two]


def test_only_a_few_are_kept_and_only_those_that_exist(tmp_path, make):
    kept = Settings(tmp_path / "settings.json")
    folders = [make(str(number)) for number in range(KEPT + 2)]
    for path in folders:
        kept.remember(path)
    (folders[-1] / "desk.db").unlink()
    assert kept.recent() == folders[-2 : -KEPT - 1 : -1]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"recent": 3}', "not json"])
def test_a_broken_file_is_an_empty_one(tmp_path, text):
    path = tmp_path / "settings.json"
    path.write_text(text)
    assert Settings(path).recent() == []


def test_a_disk_that_refuses_is_no_reason_to_stop(tmp_path, make):
    (tmp_path / "file").write_text("x")
    kept = Settings(tmp_path / "file" / "settings.json")
    kept.remember(make("一"))
    assert kept.recent() == []


def test_settings_lie_where_the_platform_keeps_them(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(settings.sys, "platform", "linux")
    assert settings.user_folder() == tmp_path / "zjgdesk"
    monkeypatch.setattr(settings.sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    assert settings.user_folder() == tmp_path / "local" / "zjgdesk"
    assert Path(settings.user_folder()).name == "zjgdesk"


def test_layouts_and_workspaces_do_not_forget_each_other(tmp_path, make):
    kept = Settings(tmp_path / "settings.json")
    layout = TableLayout(("乙", "甲"), frozenset({"丙"}), {"甲": 90})
    kept.keep_layout("名单", layout)
    kept.remember(make("一"))
    kept.keep_layout("另一表", TableLayout())
    assert kept.layout("名单") == layout
    assert kept.layout("另一表") == TableLayout() == kept.layout("没有")
    assert len(kept.recent()) == 1
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize(
    "text",
    [
        '{"tables": 3}',
        '{"tables": {"名单": []}}',
        '{"tables": {"名单": {"order": 1, "widths": {"甲": "x"}}}}',
    ],
)
def test_a_broken_layout_is_none(tmp_path, text):
    path = tmp_path / "settings.json"
    path.write_text(text, "utf-8")
    assert Settings(path).layout("名单") == TableLayout()
