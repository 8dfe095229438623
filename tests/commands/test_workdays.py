import argparse
import json

import pytest

from zjgdesk.commands import workdays


@pytest.fixture
def run(capsys):
    """Run the command; return its exit code, what it printed and what it said."""

    def run(*arguments):
        parser = argparse.ArgumentParser()
        workdays.add_parser(parser.add_subparsers())
        args = parser.parse_args(["workdays", *arguments])
        code = args.run(args)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def test_the_worked_case(run):
    code, printed, said = run("2022-05-07", "5")
    assert (code, said, len(printed.splitlines())) == (0, "", 1)
    days = ["2022-05-07", "2022-05-09", "2022-05-10", "2022-05-11", "2022-05-12"]
    assert json.loads(printed) == {"first": days[0], "last": days[-1], "days": days}


def test_published_on_a_day_off(run):
    _, printed, _ = run("2024-10-01", "1")
    assert json.loads(printed) == {
        "first": "2024-10-08",
        "last": "2024-10-08",
        "days": ["2024-10-08"],
    }


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(("2003-05-07", "5"), ["2003 年", "NOTICE-02"], id="NOTICE-02 too early"),
        pytest.param(("2099-05-07", "5"), ["2099 年", "NOTICE-02"], id="NOTICE-02 too late"),
        pytest.param(("2022-02-30", "5"), ["2022-02-30"], id="NOTICE-01 no such day"),
        pytest.param(("明天", "5"), ["明天"], id="NOTICE-01 no date"),
        pytest.param(("2022-05-07", "five"), ["five"], id="NOTICE-01 no number"),
        pytest.param(("2022-05-07", "0"), ["0", "NOTICE-01"], id="NOTICE-01 none"),
        pytest.param(("2022-05-07", "-3"), ["-3", "NOTICE-01"], id="NOTICE-01 below none"),
    ],
)
def test_what_cannot_be_told_gets_a_sentence(run, arguments, words):
    code, printed, said = run(*arguments)
    assert (code, printed) == (1, "")
    assert len(said.splitlines()) == 1
    assert all(word in said for word in words)
