from datetime import date

import pytest

from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import OpinionAnswer, OpinionGroup, Track
from zjgdesk.services import candidates, opinions
from zjgdesk.services.opinion_rounds import offer_rounds

TODAY, PAST = date(2026, 11, 18), date(2026, 11, 17)
TOWNS, CADRE = OpinionGroup.TOWNS, Track.CADRE


def send(desk, names=("杨舍镇", "塘桥镇"), *, round_no=1, due_on=TODAY, group=TOWNS):
    new = opinions.NewRequests(group, CADRE, names, date(2026, 11, 2), due_on, round_no)
    return opinions.send_requests(desk, new)


def answer_all(desk, request_id):
    for row in opinions.read_answers(desk, request_id):
        opinions.record_opinion(desk, request_id, row.candidate_id, OpinionAnswer.YES)


def offered(desk, group=TOWNS, track=CADRE):
    offer = offer_rounds(desk, group, track)
    return offer.rounds, offer.due


def test_who_was_never_asked_begins_with_the_first_round(desk, make_candidates):
    make_candidates()
    assert offered(desk) == ((1,), 1)
    send(desk)
    assert offered(desk, group=OpinionGroup.LEADERS) == ((1,), 1)
    assert offered(desk, track=Track.UNIT) == ((1,), 1)


def test_the_round_goes_on_while_somebody_may_still_answer(desk, make_candidates):
    make_candidates()
    send(desk)
    assert offered(desk) == ((1, 2), 1)
    answer_all(desk, 1)
    assert offered(desk) == ((1, 2), 1)


def test_a_further_round_is_due_when_all_have_answered(desk, make_candidates):
    make_candidates()
    send(desk)
    answer_all(desk, 1)
    answer_all(desk, 2)
    assert offered(desk) == ((1, 2), 2)


@pytest.mark.parametrize(
    ("due_on", "due"),
    [
        pytest.param(PAST, 2, id="OPINION-01 the last day was yesterday"),
        pytest.param(TODAY, 1, id="OPINION-01 the last day is today"),
    ],
)
def test_a_further_round_is_due_when_the_last_day_has_passed(desk, make_candidates, due_on, due):
    make_candidates()
    send(desk, due_on=due_on)
    assert offered(desk) == ((1, 2), due)


def test_an_earlier_round_that_was_never_answered_holds_nothing_up(desk, make_candidates):
    make_candidates()
    send(desk)
    send(desk, ("塘桥镇",), round_no=2, due_on=PAST)
    assert offered(desk) == ((2, 3), 3)
    assert offer_rounds(desk, TOWNS, CADRE).asked == {1: ("杨舍镇", "塘桥镇"), 2: ("塘桥镇",)}


@pytest.mark.parametrize("round_no", [-1, 0, 3])
def test_no_round_is_left_out(desk, make_candidates, round_no):
    make_candidates()
    send(desk)
    with pytest.raises(DeskError, match=r"opinion\.round_unknown") as refused:
        send(desk, round_no=round_no)
    assert refused.value.rule == "OPINION-01"
    assert refused.value.facts == {"round": round_no, "most": 2}
    assert len(opinions.list_requests(desk)) == 2
    with pytest.raises(DeskError, match=r"opinion\.round_unknown"):
        send(desk, round_no=2, group=OpinionGroup.LEADERS)


def test_a_candidates_page_tells_the_round_of_each_answer(desk, make_candidates):
    candidate = make_candidates(("张三",))[0]
    for round_no in (1, 2):
        send(desk, ("杨舍镇",), round_no=round_no)
        opinions.record_opinion(desk, round_no, candidate, OpinionAnswer.YES)
    said = candidates.read_candidate(desk, candidate).opinions
    assert [(line.addressee, line.round_no) for line in said] == [("杨舍镇", 1), ("杨舍镇", 2)]
