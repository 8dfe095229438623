import json
import sqlite3
from contextlib import closing

from zjgdesk.__main__ import main


def test_a_whole_trail_is_told_as_json(folder, capsys):
    assert main(["trail", "check", str(folder)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["entries"], told["intact"], told["broken_at"]) == (1, True, None)
    assert len(told["short"]) == 23


def test_a_broken_trail_names_its_first_broken_entry(folder, capsys):
    with closing(sqlite3.connect(folder / "desk.db")) as raw:
        raw.execute("UPDATE trail_entry SET actor = '别人'")
        raw.commit()
    assert main(["trail", "check", str(folder)]) == 1
    told = capsys.readouterr()
    assert json.loads(told.out)["broken_at"] == 1
    assert "第 1 条" in told.err
    assert "DESK-03" in told.err


def test_what_is_no_workspace_gets_a_sentence(tmp_path, capsys):
    assert main(["trail", "check", str(tmp_path)]) == 1
    assert "找不到案卷" in capsys.readouterr().err
