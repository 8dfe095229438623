"""The whole year of the samples, from the first file to the last reward, through services alone."""

import random
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from tests.conftest import Clock
from zjgdesk.rules.vocabulary import (
    ObjectionEnd,
    Result,
    RewardKind,
    RoundState,
    ShortlistKind,
    Stage,
    Track,
)
from zjgdesk.services import (
    case_reading,
    issued,
    notices,
    overview,
    rewards,
    rounds,
    sample,
    shortlists,
    stages,
    vote_file_rows,
    vote_results,
    workspace,
)
from zjgdesk.services.desk import Machine
from zjgdesk.services.sample_facts import CLERK, RARE
from zjgdesk.services.trail import check_trail


@pytest.fixture(scope="module")
def clock():
    return Clock(datetime(2026, 11, 18, 4, 0, tzinfo=UTC))


@pytest.fixture(scope="module")
def desk(tmp_path_factory, clock):
    folder = tmp_path_factory.mktemp("year") / "案卷"
    machine = Machine(clock, random.Random(7))
    sample.create_sample(folder, machine)
    opened = workspace.open_workspace(folder, machine=machine)
    yield opened.sign_in(CLERK, "")
    opened.close()


def cadres(desk):
    return stages.read_stages(desk)[list(Track).index(Track.CADRE)]


def test_every_stage_was_gone_through_in_its_order(desk):
    steps = [(c.before, c.after) for c in reversed(stages.list_changes(desk))]
    order = list(Stage)
    assert steps == list(pairwise(order[:7]))
    assert cadres(desk).stage is Stage.NOTICE
    assert [refusal.code for refusal in cadres(desk).missing] == ["stage.unconfirmed"]


def test_the_list_grows_shorter_and_never_too_short(desk):
    counts = overview.read_overview(desk).tracks[list(Track).index(Track.CADRE)].counts
    known = [count for count in counts.values() if count is not None]
    assert known == sorted(known, reverse=True)
    assert counts[Stage.SECOND_SHORTLIST] > 30
    assert counts[Stage.NOTICE] == 30


def test_what_was_known_at_each_decision_stands_beside_each_name(desk):
    page = shortlists.read_shortlist(desk, Track.CADRE, ShortlistKind.SECOND)
    assert page.state == "decided"
    assert {row.candidate.name for row in page.rows if row.chosen} >= {RARE}
    assert all(row.votes is not None for row in page.rows)
    passed_over = [row for row in page.rows if not row.chosen]
    assert passed_over
    assert not [row for row in passed_over if row.rank == 1 and not row.reason]


def test_the_vote_is_counted_with_its_correction_beside_it(desk):
    states = [f.state.value for f in vote_file_rows.list_vote_files(desk, Track.CADRE)]
    assert states == ["counted", "counted", "replaced"]
    rows = vote_results.read_results(desk, Track.CADRE)
    assert len(rows) == 49
    assert sum(row.weighted for row in rows) == 1
    assert [row.rank for row in rows] == sorted(row.rank for row in rows)


def test_everybody_elected_was_on_the_second_shortlist(desk):
    page = shortlists.read_shortlist(desk, Track.CADRE, ShortlistKind.SECOND)
    listed = {row.id for row in page.rows if row.chosen}
    notice = notices.list_notices(desk)[0]
    assert {e.candidate_id for e in notices.read_notice(desk, notice.id).entries} <= listed
    assert {r.state for r in rounds.list_rounds(desk)} == {RoundState.REPORTED}


def test_the_year_ends_with_rewards_and_the_share_of_the_promoted(desk, clock):
    notice = notices.list_notices(desk)[0]
    (objection,) = notices.read_notice(desk, notice.id).objections
    notices.settle_objection(desk, objection.id, end=ObjectionEnd.UNFOUNDED, answer="已答复")
    clock.now += timedelta(days=8)
    notices.confirm_list(desk, notice.id)
    assert cadres(desk).stage is Stage.CONFIRMED
    assert stages.go_on(desk, Track.CADRE) is Stage.REWARDS
    people = rewards.list_honours(desk)
    assert (len(people), {row.year for row in people}) == (30, {2026})
    for row in people:
        rewards.record_reward(
            desk, row.id, kind=RewardKind.REWARD, on=date(2026, 12, 20), text="一次性奖励"
        )
    for row in people[:9]:
        rewards.record_reward(
            desk, row.id, kind=RewardKind.PROMOTION, on=date(2027, 3, 1), text="提拔"
        )
    share = rewards.promotion_shares(desk)[2026]
    assert (share.numerator, share.denominator, share.per_cent) == (9, 30, 30.0)
    assert cadres(desk).step is None


def test_the_case_was_decided_and_every_paper_can_be_shown_again(desk):
    assert [case.result for case in case_reading.list_cases(desk)][-1] is Result.EXEMPT
    papers = issued.list_issued(desk)
    assert {row.kind for row in papers} >= {"ballot", "report", "elected", "notice"}
    for row in papers:
        assert issued.read_issued(desk, row.id).startswith(b"%PDF")
    assert check_trail(desk.folder).broken_at is None
