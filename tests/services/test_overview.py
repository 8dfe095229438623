"""What waits for whom, and which times run."""

from datetime import date

import pytest

from tests.staging import at_stage
from zjgdesk.rules.vocabulary import OpinionGroup, Stage, Track
from zjgdesk.services import opinions
from zjgdesk.services.overview import read_overview


@pytest.mark.parametrize(
    ("passes", "waits"),
    [(0, "rounds_keying"), (1, "rounds_keying"), (2, "rounds_keyed")],
)
def test_a_round_waits_for_whoever_is_next(desk, opened_round, key_pass, passes, waits):
    round_id = opened_round()
    for pass_no in range(1, passes + 1):
        key_pass(round_id, pass_no, ["yynn"] * 8)
    told = {row.code: row.count for row in read_overview(desk).waiting}
    assert told[waits] == 1
    assert sum(told.get(kind, 0) for kind in ("rounds_open", "rounds_keying", "rounds_keyed")) == 1


def test_only_the_newest_round_of_an_addressee_is_awaited(desk, make_candidates):
    make_candidates()
    at_stage(desk, Stage.CONSULTATION)
    for round_no in (1, 2):
        opinions.send_requests(
            desk,
            opinions.NewRequests(
                OpinionGroup.TOWNS, Track.CADRE, ("杨舍镇",), date(2026, 11, 10),
                date(2026, 11, 10 + round_no), round_no,
            ),
        )  # fmt: skip
    running = [row for row in read_overview(desk).running if row.code == "reply"]
    assert [row.until for row in running] == [date(2026, 11, 12)]
