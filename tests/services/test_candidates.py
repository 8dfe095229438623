from dataclasses import replace
from datetime import date

import pytest

from tests.cases import NOTICE
from tests.conftest import trail_of
from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import (
    ClearanceAnswer,
    ClearanceOrgan,
    OpinionAnswer,
    OpinionGroup,
    Stage,
    Track,
)
from zjgdesk.services import candidates, case_intake, opinions
from zjgdesk.services.overview import read_overview


def send(desk, **changes):
    told = {
        "group": OpinionGroup.TOWNS,
        "track": Track.CADRE,
        "addressees": ["杨舍镇", "塘桥镇", "杨舍镇"],
        "sent_on": date(2026, 11, 12),
        "due_on": date(2026, 11, 20),
    }
    return opinions.send_requests(desk, opinions.NewRequests(**(told | changes)))


def test_each_addressee_is_asked_once(desk, make_candidates):
    make_candidates()
    assert send(desk) == 2
    assert send(desk) == 0
    rows = opinions.list_requests(desk)
    assert [(row.addressee, row.expected, row.days_left) for row in rows] == [
        ("杨舍镇", 7, 2),
        ("塘桥镇", 7, 2),
    ]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"addressees": [" "]}, "no_addressee"),
        ({"due_on": date(2026, 11, 1)}, "due_before_sent"),
        ({"track": Track.UNIT}, "no_candidates"),
    ],
)
def test_a_request_that_cannot_be_is_refused(desk, make_candidates, changes, code):
    make_candidates()
    with pytest.raises(DeskError, match=code):
        send(desk, **changes)
    assert opinions.list_requests(desk) == []


def test_a_later_answer_takes_the_earlier_ones_place(desk, make_candidates):
    first, *_ = make_candidates()
    send(desk)
    request = opinions.list_requests(desk)[0].id
    opinions.record_opinion(desk, request, first, OpinionAnswer.YES)
    opinions.record_opinion(desk, request, first, OpinionAnswer.NO, text="群众有反映")
    row = candidates.list_candidates(desk)[0]
    assert (row.yes, row.reserved, row.no) == (0, 0, 1)
    assert f'"before":{{"{first}":["yes",""]}}' in trail_of(desk)[0].facts
    (line,) = candidates.read_candidate(desk, first).opinions
    assert (line.addressee, line.answer, line.text, line.actor) == (
        "杨舍镇",
        OpinionAnswer.NO,
        "群众有反映",
        "经办人",
    )


@pytest.mark.parametrize("answer", [OpinionAnswer.NO, OpinionAnswer.RESERVED])
def test_doubt_needs_its_text(desk, make_candidates, answer):
    first, *_ = make_candidates()
    send(desk)
    with pytest.raises(DeskError, match=r"opinion\.text_missing"):
        opinions.record_opinion(desk, 1, first, answer)
    assert candidates.list_candidates(desk)[0].no == 0


def test_an_answer_belongs_to_a_request_and_its_track(desk, make_candidates):
    make_candidates()
    (unit,) = make_candidates(["综合科"], Track.UNIT)
    send(desk)
    with pytest.raises(DeskError, match=r"opinion\.request_unknown"):
        opinions.record_opinion(desk, 99, unit, OpinionAnswer.YES)
    with pytest.raises(DeskError, match=r"opinion\.other_track"):
        opinions.record_opinion(desk, 1, unit, OpinionAnswer.YES)
    with pytest.raises(DeskError, match=r"candidate\.unknown"):
        opinions.record_clearance(desk, 99, ClearanceOrgan.COURT, ClearanceAnswer.CLEAR)


def test_the_summary_counts_what_is_missing(desk, make_candidates):
    ids = make_candidates()
    send(desk)
    for candidate_id in ids:
        opinions.record_opinion(desk, 1, candidate_id, OpinionAnswer.YES)
        for organ in ClearanceOrgan:
            opinions.record_clearance(desk, candidate_id, organ, ClearanceAnswer.CLEAR)
    opinions.record_clearance(desk, ids[0], ClearanceOrgan.COURT, ClearanceAnswer.PENDING)
    summary = opinions.opinion_summary(desk, Track.CADRE)
    assert (summary.requests, summary.answered, summary.clearance_missing) == (2, 1, 0)
    candidates.withdraw_candidate(desk, ids[0], reason="本人放弃")
    assert len(opinions.opinion_summary(desk, Track.CADRE).rows) == 6


def test_withdrawing_and_restoring_leave_their_reasons(desk, make_candidates):
    first, *_ = make_candidates()
    with pytest.raises(DeskError, match=r"reason\.missing"):
        candidates.withdraw_candidate(desk, first, reason=" ")
    with pytest.raises(DeskError, match=r"candidate\.on_list"):
        candidates.restore_candidate(desk, first, reason="恢复")
    candidates.withdraw_candidate(desk, first, reason="本人放弃")
    assert candidates.read_candidate(desk, first).withdrawn_reason == "本人放弃"
    with pytest.raises(DeskError, match=r"candidate\.withdrawn"):
        candidates.withdraw_candidate(desk, first, reason="再次")
    candidates.restore_candidate(desk, first, reason="误操作")
    assert candidates.list_candidates(desk)[0].state == "nominated"


def test_a_correction_keeps_old_and_new_on_the_trail(desk, make_candidates):
    first, *_ = make_candidates()
    candidates.change_candidate(desk, first, {"birth": "1985年3月"}, reason="按档案更正")
    assert candidates.list_candidates(desk)[0].birth_month == "1985-03"
    facts = trail_of(desk)[0].facts
    assert '"before":{"birth":"1980.01"}' in facts
    for changes, code in (({"birth": "1985.13"}, "month_impossible"), ({"name": " "}, "unnamed")):
        with pytest.raises(DeskError, match=code):
            candidates.change_candidate(desk, first, changes, reason="更正")
    assert candidates.list_candidates(desk)[0].birth_month == "1985-03"


def test_an_open_case_shows_beside_every_list(desk, make_candidates, new_round):
    ids = make_candidates()
    case_intake.open_case(
        desk,
        replace(
            NOTICE,
            person="丁一",
            organisation="杨舍镇",
            candidate_id=ids[0],
            notice_on=date(2026, 9, 1),
            account="经过",
            post="书记",
        ),
    )
    assert candidates.list_candidates(desk)[0].case.kind == "open"
    assert candidates.list_candidates(desk)[1].case is None
    assert len(candidates.read_candidate(desk, ids[0]).cases) == 1
    assert read_overview(desk).open_cases == 1


def test_the_overview_says_what_waits(desk, make_candidates):
    overview = read_overview(desk)
    assert [row.code for row in overview.waiting] == ["register_missing", "candidates_missing"]
    assert [track.stage for track in overview.tracks] == ["recommendation", "recommendation"]
    make_candidates()
    send(desk, due_on=date(2026, 11, 13))
    waiting = {row.code: row.count for row in read_overview(desk).waiting}
    assert waiting == {"candidates_missing": 1, "clearance_missing": 28, "replies_late": 2}
    cadres = read_overview(desk).tracks[1]
    assert (cadres.stage, cadres.counts[Stage.CONSULTATION], cadres.places) == (
        "consultation",
        7,
        30,
    )
    (late, _other) = read_overview(desk).running
    assert (late.code, late.left, late.title) == ("reply", -5, "杨舍镇")


def test_an_unknown_candidate_is_refused(desk):
    with pytest.raises(DeskError, match=r"candidate\.unknown"):
        candidates.read_candidate(desk, 1)


def test_the_newest_round_of_an_addressee_counts(desk, make_candidates):
    candidate = make_candidates(("张三",))[0]
    for round_no, answer in ((1, OpinionAnswer.NO), (2, OpinionAnswer.YES)):
        assert send(desk, addressees=("杨舍镇",), round_no=round_no) == 1
        request = opinions.list_requests(desk)[-1]
        assert request.round_no == round_no
        opinions.record_opinion(desk, request.id, candidate, answer, text="情况说明")
    assert (candidates.list_candidates(desk)[0].yes, candidates.list_candidates(desk)[0].no) == (
        1,
        0,
    )
    detail = candidates.read_candidate(desk, candidate)
    assert (detail.row.yes, detail.row.no, len(detail.opinions)) == (1, 0, 2)
