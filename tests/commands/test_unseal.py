"""A sealed folder is opened by the command line, or it is said why not."""

import io
import json
import random

import pytest

from zjgdesk.__main__ import main
from zjgdesk.exchange import sealed_folder
from zjgdesk.exchange.sealed_folder import Item, seal_folder

PASSPHRASE = "青山绿水长江村口"  # noqa: S105 - made up


@pytest.fixture
def sealed(tmp_path, monkeypatch):
    monkeypatch.setattr(sealed_folder, "MEMORY", 64)
    seal_folder(
        tmp_path / "案", [Item("认定书.pdf", [b"%PDF"])], PASSPHRASE,
        chance=random.Random(3).randbytes,
    )  # fmt: skip
    return tmp_path / "案"


def run(monkeypatch, sealed, out, passphrase=PASSPHRASE):
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{passphrase}\n"))
    return main(["unseal", str(sealed), "--out", str(out)])


def test_the_files_come_out(monkeypatch, sealed, tmp_path, capsys):
    assert run(monkeypatch, sealed, tmp_path / "开") == 0
    assert json.loads(capsys.readouterr().out) == {"files": 1, "out": "开"}
    assert (tmp_path / "开" / "认定书.pdf").read_bytes() == b"%PDF"


def test_a_wrong_passphrase_is_told_and_nothing_is_written(monkeypatch, sealed, tmp_path, capsys):
    assert run(monkeypatch, sealed, tmp_path / "开", "别的口令") == 1
    assert "口令不对" in capsys.readouterr().err
    assert not (tmp_path / "开").exists()


def test_the_passphrase_is_asked_unseen(monkeypatch, sealed, tmp_path):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("getpass.getpass", lambda _prompt: PASSPHRASE)
    assert main(["unseal", str(sealed), "--out", str(tmp_path / "开")]) == 0
