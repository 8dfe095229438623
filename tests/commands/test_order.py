import argparse
import io
import sys

import pytest

from zjgdesk.commands import order


@pytest.fixture
def run(monkeypatch, capsys):
    """Run the command on bytes; return its exit code, the lines printed and the warnings."""

    def run(content, *options):
        parser = argparse.ArgumentParser()
        order.add_parser(parser.add_subparsers())
        args = parser.parse_args(["order", *options])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
        code = args.run(args)
        printed = capsys.readouterr()
        return code, printed.out.splitlines(), printed.err

    return run


@pytest.mark.parametrize(
    ("options", "ordered"),
    [
        pytest.param([], ["丁 宁", "田富", "田大利"], id="ORDER-02 by default"),
        pytest.param(["--by", "surname"], ["丁 宁", "田富", "田大利"], id="ORDER-02 by surname"),
        pytest.param(["--by", "given"], ["丁 宁", "田大利", "田富"], id="ORDER-02 by given"),
    ],
)
def test_names_come_out_as_typed_without_blank_lines(run, options, ordered):
    content = "\ufeff田大利\n\n田富\r\n　\n丁 宁".encode()
    assert run(content, *options) == (0, ordered, "")


def test_unknown_characters_are_named_and_nothing_is_lost(run):
    code, lines, warning = run("𰻝明\n丁宁\n".encode())
    assert (code, lines) == (0, ["丁宁", "𰻝明"])
    assert "“𰻝”（U+30EDD）" in warning
    assert warning.endswith("（依据 ORDER-03）\n")
    assert len(warning.splitlines()) == 1


def test_nothing_in_nothing_out(run):
    assert run(b"") == (0, [], "")


def test_another_encoding_is_refused_with_a_sentence(run):
    code, lines, said = run("丁宁\n".encode("gb18030"))
    assert (code, lines) == (1, [])
    assert "UTF-8" in said
    assert len(said.splitlines()) == 1


def test_an_unknown_order_is_refused(run):
    with pytest.raises(SystemExit, match="2"):
        run(b"", "--by", "pinyin")
