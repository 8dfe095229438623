"""A known machine in other hands seals what it likes: every odd word is refused in a sentence."""

# ruff: noqa: F811 - fixtures come in by their names
import copy
import json
import random

import pytest

from tests.services.test_carrying import (  # noqa: F401 - fixtures
    away,
    counted,
    found_on,
    partner,
    station,
    stations,
)
from zjgdesk.errors import DeskError
from zjgdesk.exchange import carried
from zjgdesk.exchange.carried import BALLOT, RESULT
from zjgdesk.rules.vocabulary import RoundState
from zjgdesk.services import bringing_back, packages, result_intake, rounds, taking_in
from zjgdesk.services.round_detail import read_round

ODD = (
    None, "", 0, -1, 1 << 70, 1e999, [], {}, ["a"], True, "2026-13-40", "\ud800", [[1]], "n" * 5000,
)  # fmt: skip
TRIES = 150


class TakenError(Exception):
    """What was changed did not speak against it; nothing of it shall stay."""


def mutated(chance, told):
    """Change or take out one thing somewhere within."""
    told = copy.deepcopy(told)
    node = told
    while True:
        key = (
            chance.choice(sorted(node)) if isinstance(node, dict) else chance.randrange(len(node))
        )
        inner = node[key]
        if isinstance(inner, dict | list) and inner and chance.random() < 0.7:
            node = inner
            continue
        if chance.random() < 0.15:
            del node[key]
        else:
            node[key] = chance.choice(ODD)
        return told


def tried(real, which, take):
    """Take in changed contents; return the codes of the refusals."""
    chance, codes = random.Random(7), []
    for _ in range(TRIES):

        def odd(items, name):
            told = mutated(chance, json.loads(items[which]))
            return real({**items, which: json.dumps(told).encode()}, name)

        try:
            take(odd)
        except TakenError:
            codes.append("")
        except DeskError as error:
            codes.append(error.code)
    return codes


def test_a_ballot_with_odd_words_is_refused_and_leaves_nothing(away, station, monkeypatch):
    chief, found = station.desk("总监票"), found_on(away[1])
    real, lay_down = taking_in.read_ballot, taking_in._lay_down

    def laid_down(session, *told):
        lay_down(session, *told)
        session.flush()
        raise TakenError

    def take(odd):
        monkeypatch.setattr(taking_in, "read_ballot", odd)
        taking_in.take_in(chief, found, medium="盘")

    monkeypatch.setattr(taking_in, "_lay_down", laid_down)
    codes = tried(real, BALLOT, take)
    assert len(codes) == TRIES
    assert codes.count("package.unreadable") > TRIES / 2
    assert rounds.list_rounds(chief) == []
    assert packages.list_packages(chief) == []


def test_a_result_with_odd_words_is_refused_and_leaves_nothing(
    desk, away, station, tmp_path, monkeypatch
):
    first, _second = counted(station, away[1])
    chief, real = station.desk("总监票"), result_intake.read_result
    meeting_id = read_round(chief, first).row.meeting_id
    bringing_back.bring_back(chief, meeting_id, target=tmp_path / "果", medium="盘")
    found, change = found_on(tmp_path / "果"), result_intake._change_officers

    def changed(deed, *told):
        change(deed, *told)
        deed.session.flush()
        raise TakenError

    def take(odd):
        monkeypatch.setattr(result_intake, "read_result", odd)
        result_intake.take_in_result(desk, found, medium="盘")

    monkeypatch.setattr(result_intake, "_change_officers", changed)
    files = {path for path in desk.folder.rglob("*") if path.is_file()}
    codes = tried(real, RESULT, take)
    assert len(codes) == TRIES
    assert codes.count("package.unreadable") > TRIES / 2
    assert read_round(desk, away[0]).row.state is RoundState.CARRIED
    assert {path for path in desk.folder.rglob("*") if path.is_file()} == files


@pytest.mark.parametrize("which", [BALLOT, RESULT])
@pytest.mark.parametrize("content", [b"[" * 90000, b'{"version":1e999}', b'{"version":"\\ud800"}'])
def test_a_content_that_is_no_json_of_ours_is_refused(which, content):
    read = carried.read_ballot if which == BALLOT else carried.read_result
    with pytest.raises(DeskError, match=r"package\.unreadable"):
        read({which: content}, "盘")
