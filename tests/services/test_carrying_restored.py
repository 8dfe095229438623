"""An office that was put back to an older copy while its ballot was at the counting machine."""

# ruff: noqa: F811 - fixtures come in by their names
import shutil

import pytest

from tests.services.conftest import meeting_of
from tests.services.test_carrying import (  # noqa: F401 - fixtures
    away,
    code,
    counted,
    found_on,
    partner,
    station,
    stations,
)
from zjgdesk.rules.vocabulary import RoundState
from zjgdesk.services import (
    bringing_back,
    handing_over,
    result_intake,
    rounds,
    taking_in,
)
from zjgdesk.services.round_detail import read_round
from zjgdesk.services.workspace import open_workspace


@pytest.fixture
def put_back(workspace, folder, machine, tmp_path):
    """Keep a copy of the office now; later, put it back and sit down again."""
    opened = [workspace]

    def keep():
        opened[-1].close()
        shutil.copytree(folder, tmp_path / "旧案卷")
        return sit()

    def back():
        opened[-1].close()
        shutil.rmtree(folder)
        shutil.copytree(tmp_path / "旧案卷", folder)
        return sit()

    def sit():
        opened.append(open_workspace(folder, machine=machine))
        return opened[-1].sign_in("经办人", "")

    yield keep, back
    opened[-1].close()


def result_of(station, disc, target):
    first, _second = counted(station, disc)
    chief = station.desk("总监票")
    meeting_id = read_round(chief, first).row.meeting_id
    bringing_back.bring_back(chief, meeting_id, target=target, medium="盘")
    return found_on(target)


def test_an_office_put_back_to_before_the_result_takes_it_in_again(
    away, station, put_back, tmp_path
):
    keep, back = put_back
    office = keep()
    found = result_of(station, away[1], tmp_path / "果")
    result_intake.take_in_result(office, found, medium="盘")
    outcome = read_round(office, away[0]).outcome
    office = back()
    assert read_round(office, away[0]).row.state is RoundState.CARRIED
    result_intake.take_in_result(office, found, medium="盘")
    assert read_round(office, away[0]).outcome == outcome


def test_an_office_put_back_to_before_the_hand_over_says_so_and_hands_over_again(
    desk, partner, new_round, station, put_back, tmp_path
):
    round_id = rounds.define_round(desk, new_round())
    rounds.freeze_round(desk, round_id)
    keep, back = put_back
    office, meeting_id = keep(), meeting_of(desk, round_id)

    def hand_over(name):
        handing_over.hand_over(office, meeting_id, partner, target=tmp_path / name, medium="盘")
        return found_on(tmp_path / name)

    chief = station.desk("总监票")
    there = taking_in.take_in(chief, hand_over("一"), medium="盘")
    for row in rounds.list_rounds(chief):
        rounds.void_round(chief, row.id, reason="改期")
    bringing_back.bring_back(chief, there, target=tmp_path / "果", medium="盘")
    office = back()
    late = (office, found_on(tmp_path / "果"))
    assert code(result_intake.take_in_result, *late, medium="盘") == "package.other_round"
    assert code(taking_in.take_in, chief, hand_over("二"), medium="盘") == "package.older"
    handing_over.recall(office, meeting_id, reason="编号与计票机读过的重复")
    assert taking_in.take_in(chief, hand_over("三"), medium="盘") != there
