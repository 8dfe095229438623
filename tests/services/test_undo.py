from datetime import date, timedelta

import pytest

from tests.cases import Player
from tests.conftest import trail_of
from tests.staging import at_stage
from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import (
    ClearanceAnswer,
    ClearanceOrgan,
    OpinionAnswer,
    OpinionGroup,
    ShortlistKind,
    Stage,
    Track,
)
from zjgdesk.services import candidates, opinions, scheme, shortlists, undo
from zjgdesk.services.case_reading import read_case


@pytest.fixture
def people(make_candidates):
    return make_candidates(("丁一", "王二小", "张三"), level="正科级", post="科长")


@pytest.fixture
def request_id(desk, people):
    opinions.send_requests(
        desk,
        opinions.NewRequests(
            OpinionGroup.TOWNS, Track.CADRE, ["杨舍镇"], date(2026, 11, 1), date(2026, 11, 9)
        ),
    )
    return opinions.list_requests(desk)[0].id


def answer(desk, request_id):
    row = opinions.read_answers(desk, request_id)[0]
    return row.answer, row.text


def test_an_opinion_goes_back_to_what_it_was(desk, people, request_id):
    opinions.record_opinion(desk, request_id, people[0], OpinionAnswer.YES)
    opinions.record_opinion(desk, request_id, people[0], OpinionAnswer.NO, text="有异议")
    assert undo.last_act(desk).action == "record_opinion"
    undo.undo(desk)
    assert answer(desk, request_id) == (OpinionAnswer.YES, "")
    undo.undo(desk)
    assert answer(desk, request_id) == (None, "")
    entries = trail_of(desk)
    assert [entry.action for entry in entries[:4]] == [
        "undo",
        "undo",
        "record_opinion",
        "record_opinion",
    ]
    assert f'"undoes":{entries[3].seq}' in entries[0].facts


def test_clearance_fields_withdrawal_and_restoring_go_back(desk, people):
    def row():
        return candidates.list_candidates(desk)[0]

    opinions.record_clearance(desk, people[0], ClearanceOrgan.COURT, ClearanceAnswer.CLEAR)
    undo.undo(desk)
    assert row().clearance[ClearanceOrgan.COURT] is None
    candidates.change_candidate(desk, people[0], {"post": "局长"}, reason="更正")
    undo.undo(desk)
    assert row().post == "科长"
    candidates.withdraw_candidate(desk, people[0], reason="放弃")
    undo.undo(desk)
    assert row().state == "nominated"
    candidates.withdraw_candidate(desk, people[0], reason="放弃")
    candidates.restore_candidate(desk, people[0], reason="撤回")
    undo.undo(desk)
    assert candidates.read_candidate(desk, people[0]).withdrawn_reason == "放弃"


def test_ticks_and_reasons_of_a_shortlist_go_back(desk, people):
    at_stage(desk, Stage.INITIAL_SHORTLIST)
    kind = ShortlistKind.INITIAL

    def chosen():
        page = shortlists.read_shortlist(desk, Track.CADRE, kind)
        return {row.id for row in page.rows if row.chosen}

    shortlists.choose(desk, Track.CADRE, kind, people[:2], chosen=True)
    shortlists.choose(desk, Track.CADRE, kind, people[:1], chosen=False)
    undo.undo(desk)
    assert chosen() == set(people[:2])
    shortlists.give_reason(desk, Track.CADRE, kind, people[2], reason="说明")
    undo.undo(desk)
    rows = shortlists.read_shortlist(desk, Track.CADRE, kind).rows
    assert {row.reason for row in rows} == {""}
    undo.undo(desk)
    assert chosen() == set()


def test_what_cannot_be_undone_is_not(desk, people, request_id):
    with pytest.raises(DeskError, match=r"undo\.nothing"):
        undo.undo(desk)
    opinions.record_opinion(desk, request_id, people[0], OpinionAnswer.YES)
    scheme.change_scheme(desk, "places.cadre", "2", source="方案")
    assert undo.last_act(desk) is None


def test_nobody_undoes_what_another_did_or_changed_since(desk, sign_in, people):
    candidates.change_candidate(desk, people[0], {"post": "局长"}, reason="更正")
    other = type(desk)(
        **{f: getattr(desk, f) for f in desk.__slots__ if f != "actor"},
        actor=type(desk.actor)("另一经办人", desk.actor.role),
    )
    assert undo.last_act(other) is None
    candidates.change_candidate(other, people[0], {"post": "镇长"}, reason="再更正")
    assert undo.last_act(desk) is None
    assert undo.last_act(other) is not None


def test_an_undoing_keeps_to_the_stage(desk, people, request_id):
    opinions.record_opinion(desk, request_id, people[0], OpinionAnswer.YES)
    at_stage(desk, Stage.BALLOT)
    with pytest.raises(DeskError, match=r"stage\.too_late"):
        undo.undo(desk)
    assert answer(desk, request_id) == (OpinionAnswer.YES, "")


def test_a_block_of_clearance_is_not_undone_under_a_later_answer(desk, people):
    clear = (ClearanceAnswer.CLEAR, "")
    block = {(people[0], ClearanceOrgan.COURT): clear, (people[1], ClearanceOrgan.COURT): clear}
    opinions.record_clearances(desk, block)
    other = type(desk)(
        **{f: getattr(desk, f) for f in desk.__slots__ if f != "actor"},
        actor=type(desk.actor)("另一经办人", desk.actor.role),
    )
    opinions.record_clearance(other, people[2], ClearanceOrgan.COURT, ClearanceAnswer.CLEAR)
    assert undo.last_act(desk).action == "record_clearance"
    opinions.record_clearance(other, people[1], ClearanceOrgan.COURT, ClearanceAnswer.PENDING)
    assert undo.last_act(desk) is None


def test_a_look_into_a_file_stands_in_the_way_of_no_undoing(desk, make_candidates, clock):
    (candidate,) = make_candidates(["丁一"])
    player = Player(desk, person="王二")
    candidates.withdraw_candidate(desk, candidate, reason="误报")
    clock.now += timedelta(hours=1)
    read_case(desk, player.case_id)
    assert trail_of(desk)[0].action == "look_into_case"
    assert undo.last_act(desk).action == "withdraw_candidate"
    undo.undo(desk)
    assert candidates.list_candidates(desk)[0].state == "nominated"
