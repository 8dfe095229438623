"""What the window reads of a round beside its page: rehearsed words, decisions, totals by hand."""

import pytest

from tests.services.conftest import KEYS
from zjgdesk.errors import DeskError
from zjgdesk.rules.ballots import Count
from zjgdesk.services import counting, hand_count, rounds, settling
from zjgdesk.services.hand_totals import read_hand_totals
from zjgdesk.services.rehearsing import told_cases
from zjgdesk.services.round_detail import read_round
from zjgdesk.services.settled_cells import settled_cells

CLEAR = ["ynnn", "yynn", "yynn", "yynn", "yynn", "yynn", "yynn", "yann"]


def test_every_class_of_result_is_told_in_words(desk, new_round):
    told = told_cases(desk, rounds.define_round(desk, new_round()))
    assert len(told) == len({each.title for each in told}) >= 15
    assert all(each.figures and each.result and each.case.rules for each in told)
    with pytest.raises(DeskError, match=r"round\.unknown"):
        told_cases(desk, 99)


def test_decisions_are_told_after_the_close_alone_and_without_numbers(
    desk, sign_in, opened_round, key_pass
):
    round_id, chief = opened_round(), sign_in("总监票")
    key_pass(round_id, 1, CLEAR)
    key_pass(round_id, 2, ["ynnn", "ynnn", "ynnn", *CLEAR[3:]])
    for cell in read_round(chief, round_id).differences:
        settling.settle_difference(
            chief,
            round_id,
            paper_no=cell.paper_no,
            position=cell.position,
            mark="yes",
            witness="监票乙",
            how="以票面为准",
        )
    assert settled_cells(desk, round_id) == ()
    counting.close_round(chief, round_id, keys=KEYS)
    one, other = settled_cells(desk, round_id)
    assert one == other
    assert (one.position, one.name, one.first, one.second, one.settled) == (
        2,
        "王二小",
        "yes",
        "no",
        "yes",
    )
    assert (one.actor, one.witness, one.how) == ("总监票", "监票乙", "以票面为准")
    assert not hasattr(one, "paper_no")


def test_totals_by_hand_are_read_by_those_who_enter_them(desk, sign_in, opened_round, key_pass):
    round_id, chief = opened_round(), sign_in("总监票")
    key_pass(round_id, 1, CLEAR)
    key_pass(round_id, 2, CLEAR)
    assert read_hand_totals(chief, round_id) is None
    counts = [Count(8, 0, 0, 0), Count(6, 1, 1, 0), Count(0, 8, 0, 0), Count(0, 8, 0, 0)]
    hand_count.record_hand_count(chief, round_id, valid=8, invalid=0, counts=counts)
    held = read_hand_totals(sign_in("计票甲"), round_id)
    assert (held.valid, held.invalid, list(held.counts)) == (8, 0, counts)
    with pytest.raises(DeskError, match=r"role\.denied"):
        read_hand_totals(desk, round_id)
