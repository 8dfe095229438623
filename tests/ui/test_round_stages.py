"""The stages of a round: how each stands, what is next, what the rules keep from being done."""

import pytest

from tests.staging import zeroed
from tests.ui.making import (
    KEYS,
    WON,
    closed_round,
    defined_round,
    keyed_round,
    meeting_of,
    opened_round,
    printed_round,
    returned_round,
    zeroed_round,
)
from zjgdesk.rules.ballots import Count
from zjgdesk.rules.test_deck import test_deck as deck_of
from zjgdesk.rules.vocabulary import RoundState
from zjgdesk.services import (
    count_papers,
    counting,
    following,
    hand_count,
    proving,
    rounds,
    scheme,
)
from zjgdesk.services.round_detail import read_round
from zjgdesk.ui.ballots.stage_words import stages
from zjgdesk.ui.ballots.stages import PHASES, REACHED, TITLES, Stage, Standing, standings

TIE = ["ynyn"] * 3 + ["yyna"] * 3 + ["nyyn"] * 2


def next_of(detail):
    return next((stage for stage, found in standings(detail).items() if found == "next"), None)


def test_the_phases_hold_every_stage_once_and_in_order():
    assert tuple(stage for several in PHASES.values() for stage in several) == tuple(Stage)
    assert set(TITLES) == set(Stage)
    assert set(REACHED) == set(RoundState) - {RoundState.VOID, RoundState.CARRIED}


def test_each_step_before_the_sitting_leads_to_the_next(desk, sign_in):
    chief, teller = sign_in("总监票"), sign_in("计票甲")
    round_id = defined_round(desk)
    seen = []

    def look():
        seen.append(next_of(read_round(desk, round_id)))

    look()
    rounds.freeze_round(desk, round_id)
    look()
    count_papers.print_ballot(desk, round_id, copies=10)
    look()
    proving.record_rehearsal(chief, round_id)
    look()
    for number, paper in enumerate(deck_of(4, 2), start=1):
        proving.key_test_paper(
            teller,
            round_id,
            paper_no=number,
            marks=paper.marks,
            invalid=paper.invalid or "",
            token=str(number),
        )
    assert proving.finish_test(teller, round_id).passed
    look()
    proving.print_zero_report(chief, round_id)
    look()
    assert seen == [
        Stage.FREEZE,
        Stage.PRINT,
        Stage.REHEARSE,
        Stage.TEST,
        Stage.ZERO,
        Stage.OPEN,
    ]


def test_each_step_of_the_count_leads_to_the_next(desk, sign_in):
    assert next_of(read_round(desk, opened_round(sign_in))) is Stage.TAKE_BACK
    assert next_of(read_round(desk, returned_round(sign_in))) is Stage.KEY_FIRST
    differs = keyed_round(sign_in, WON, ("aaaa", *WON[1:]))
    assert next_of(read_round(desk, differs)) is Stage.SETTLE
    assert next_of(read_round(desk, keyed_round(sign_in))) is Stage.CLOSE
    closed = closed_round(sign_in)
    assert next_of(read_round(desk, closed)) is Stage.REPORT
    count_papers.print_report(sign_in("总监票"), closed)
    detail = read_round(desk, closed)
    assert next_of(detail) is None
    assert standings(detail)[Stage.CALL] is Standing.OPTIONAL


def test_the_count_by_hand_is_next_only_where_it_is_wanted_or_differs(desk, sign_in):
    plain = keyed_round(sign_in)
    assert standings(read_round(desk, plain))[Stage.HAND_COUNT] is Standing.OPTIONAL
    hand_count.record_hand_count(
        sign_in("总监票"), plain, valid=8, invalid=0, counts=[Count(8, 0, 0, 0)] * 4
    )
    detail = read_round(desk, plain)
    assert next_of(detail) is Stage.HAND_COUNT
    told = {view.stage: view.told for view in stages(desk, detail)}
    assert "VOTE-18" in told[Stage.HAND_COUNT]
    assert "张三" in told[Stage.HAND_COUNT]
    hand_count.explain_hand_count(sign_in("总监票"), plain, reason="漏画", witness="监票乙")
    detail = read_round(desk, plain)
    assert (next_of(detail), standings(detail)[Stage.HAND_COUNT]) == (Stage.CLOSE, "done")


def test_where_the_scheme_wants_it_the_count_by_hand_stands_in_the_way(desk, sign_in):
    scheme.change_scheme(desk, "ballot.hand_count", "yes", source="会议要求")
    detail = read_round(desk, keyed_round(sign_in))
    assert next_of(detail) is Stage.HAND_COUNT
    close = next(view for view in stages(sign_in("总监票"), detail) if view.stage is Stage.CLOSE)
    assert close.refusal.rule == "VOTE-18"


def test_a_linked_round_stands_on_the_first_rehearsal_and_test(desk, sign_in):
    first, chief = keyed_round(sign_in, TIE), sign_in("总监票")
    counting.close_round(chief, first, keys=KEYS)
    linked = following.succeed_round(chief, first)
    detail = read_round(desk, linked)
    found = standings(detail)
    assert (found[Stage.REHEARSE], found[Stage.TEST]) == ("inherited", "inherited")
    told = {view.stage: view.told for view in stages(desk, detail)}
    assert "沿用首轮" in told[Stage.TEST]
    rounds.freeze_round(desk, linked)
    count_papers.print_ballot(desk, linked, copies=10)
    assert next_of(read_round(desk, linked)) is Stage.ZERO


@pytest.mark.parametrize(
    ("make", "reached"),
    [
        (printed_round, Stage.PRINT),
        (zeroed_round, Stage.PRINT),
    ],
)
def test_a_void_round_tells_how_far_it_came_by_its_figures(desk, sign_in, make, reached):
    round_id = make(desk)
    rounds.void_round(sign_in("总监票"), round_id, reason="选票印错")
    found = standings(read_round(desk, round_id))
    assert Standing.NEXT not in found.values()
    assert [stage for stage, how in found.items() if how == "done"][-1] is reached


def test_a_round_voided_after_its_first_pass_keeps_what_was_done(desk, sign_in):
    round_id = returned_round(sign_in)
    rounds.void_round(sign_in("总监票"), round_id, reason="票箱破损")
    found = standings(read_round(desk, round_id))
    assert (found[Stage.TAKE_BACK], found[Stage.KEY_FIRST]) == ("done", "later")


def test_another_sitting_is_proved_anew(desk, sign_in):
    first, chief = keyed_round(sign_in, TIE), sign_in("总监票")
    counting.close_round(chief, first, keys=KEYS)
    other = read_round(desk, defined_round(desk)).row.meeting_id
    detail = read_round(desk, following.succeed_round(chief, first, meeting_id=other))
    assert standings(detail)[Stage.TEST] is Standing.LATER


def test_members_who_stay_out_are_told_before_the_papers_go_out(desk):
    scheme.change_scheme(desk, "ballot.recused", "stay_out", source="议事规则")
    round_id = printed_round(desk, recused=("李四光",))
    zeroed(desk, round_id)
    told = {view.stage: view.told for view in stages(desk, read_round(desk, round_id))}
    assert "1 名成员回避" in told[Stage.OPEN]
    assert meeting_of(desk, round_id)
