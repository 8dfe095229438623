"""Rounds that follow one another over two machines: nobody elected is lost, none counted twice."""

# ruff: noqa: F811 - fixtures come in by their names
from dataclasses import replace

from tests.conftest import PEOPLE
from tests.services.carrying import count_at
from tests.services.conftest import FRIDAY, meeting_of
from tests.services.test_carrying import (  # noqa: F401 - fixtures
    RUNOFF,
    SHEETS,
    away,
    code,
    found_on,
    partner,
    station,
    stations,
    taken_in,
)
from tests.staging import at_stage, zeroed
from zjgdesk.rules.vocabulary import RoundState, Stage
from zjgdesk.services import (
    bringing_back,
    count_papers,
    following,
    handing_over,
    issued,
    meetings,
    notices,
    result_intake,
    rounds,
    taking_in,
)
from zjgdesk.services.desk import Actor
from zjgdesk.services.round_detail import read_round


def back(station, round_id, target):
    there = station.desk("总监票")
    meeting_id = read_round(there, round_id).row.meeting_id
    bringing_back.bring_back(there, meeting_id, target=target, medium="盘")
    return found_on(target)


def test_a_void_runoff_and_the_vote_again_come_back_in_their_chain(
    desk, away, station, tmp_path, contacts
):
    there, clerk = station.desk("总监票"), station.desk("经办人")
    first = taken_in(station, away[1])
    zeroed(there, first)
    count_at(station, first, SHEETS)
    void = following.succeed_round(there, first)
    meeting_id = read_round(there, first).row.meeting_id
    early = {"target": tmp_path / "早", "medium": "盘"}
    assert code(bringing_back.bring_back, there, meeting_id, **early) == "package.count_unfinished"
    rounds.freeze_round(clerk, void)
    rounds.void_round(there, void, reason="票印错了")
    again = following.succeed_round(there, void)
    rounds.freeze_round(clerk, again)
    count_papers.print_ballot(clerk, again, copies=10)
    zeroed(there, again)
    count_at(station, again, RUNOFF)
    taken = result_intake.take_in_result(desk, back(station, again, tmp_path / "果"), medium="盘")
    mine = [read_round(desk, each).row for each in taken.rounds]
    assert [row.state for row in mine] == [RoundState.CLOSED, RoundState.VOID, RoundState.CLOSED]
    assert [row.predecessor_id for row in mine] == [None, *taken.rounds[:2]]
    at_stage(desk, Stage.NOTICE)
    notice_id = notices.draft_notice(desk, taken.rounds[2], title="公示", published_on=FRIDAY)
    assert len(notices.read_notice(desk, notice_id).entries) == 2


def test_a_second_ballot_at_another_meeting_names_all_who_were_elected_only_at_the_office(
    desk, away, partner, station, new_meeting, tmp_path
):
    """The machine does not know whom the rounds before elected; its list would leave them out."""
    there, chief = station.desk("总监票"), replace(desk, actor=Actor("总监票", PEOPLE["总监票"]))
    first = taken_in(station, away[1])
    zeroed(there, first)
    count_at(station, first, ["yyna"] * 3 + ["ynaa"] * 3 + ["nana"] * 2)
    result_intake.take_in_result(desk, back(station, first, tmp_path / "一"), medium="盘")
    later = meetings.define_meeting(desk, new_meeting(title="再次会议"))
    second = following.succeed_round(chief, away[0], meeting_id=later)
    rounds.freeze_round(desk, second)
    count_papers.print_ballot(desk, second, copies=10)
    target = tmp_path / "再"
    handing_over.hand_over(desk, meeting_of(desk, second), partner, target=target, medium="盘")
    taking_in.take_in(there, found_on(target), medium="盘")
    carried = max(row.id for row in rounds.list_rounds(there))
    zeroed(there, carried)
    count_at(station, carried, ["ynn"] * 8)
    assert code(count_papers.print_elected, there, carried) == "elected.chain_elsewhere"
    result_intake.take_in_result(desk, back(station, carried, tmp_path / "二"), medium="盘")
    row = count_papers.print_elected(chief, second)
    assert issued.read_issued(desk, row.id)
    names = {x for each in (away[0], second) for x in read_round(desk, each).outcome.elected}
    assert len(names) == 2
