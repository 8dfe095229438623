"""The count beyond its plain way: sittings, figures, doubt, the count by hand, what follows."""

from datetime import date

import pytest

from tests.conftest import trail_of
from tests.services.conftest import KEYS, hand_out, marks, meeting_of, take_back
from tests.staging import zeroed
from zjgdesk.errors import DeskError
from zjgdesk.rules.ballots import Count
from zjgdesk.rules.officers import Officers
from zjgdesk.rules.outcome import NextStep
from zjgdesk.rules.rounds import HandCount, RoundStep
from zjgdesk.rules.vocabulary import Role, RoundState, Track
from zjgdesk.services import (
    box,
    count_papers,
    counting,
    following,
    hand_count,
    keying,
    meetings,
    rounds,
    scheme,
    settling,
    statistics,
)
from zjgdesk.services.accounts import NewAccount, add_account
from zjgdesk.services.locks import Key
from zjgdesk.services.round_detail import read_round

CLEAR = ["yynn"] * 5 + ["yyaa"] + ["ynna"] + [None]
SEEN = {"witness": "监票乙", "how": "当面复核"}


@pytest.fixture
def agreed_round(opened_round, key_pass):
    """A round keyed twice alike."""

    def make(sheets=CLEAR, **changes):
        round_id = opened_round(**changes)
        key_pass(round_id, 1, sheets)
        key_pass(round_id, 2, sheets)
        return round_id

    return make


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        pytest.param({"title": " "}, "meeting.untitled", id="VOTE-16 no title"),
        pytest.param({"due": 0}, "meeting.due_impossible", id="VOTE-01 nobody due"),
        pytest.param({"chief": ""}, "round.chief_missing", id="VOTE-15 no chief"),
        pytest.param({"scrutineers": ()}, "round.scrutineers_too_few", id="VOTE-15 one only"),
        pytest.param({"tellers": ("",)}, "round.no_tellers", id="VOTE-15 nobody counts"),
        pytest.param({"relatives": ("计票乙",)}, "round.officer_related", id="VOTE-15 related"),
    ],
)
def test_a_sitting_that_cannot_be_is_refused(desk, new_meeting, changes, code):
    with pytest.raises(DeskError, match=code.replace(".", r"\.")):
        meetings.define_meeting(desk, new_meeting(**changes))
    assert meetings.list_meetings(desk) == []


def test_officers_are_changed_with_a_reason_that_stays(desk, zeroed_round, sign_in):
    meeting_id = meeting_of(desk, zeroed_round())
    others = Officers("总监票", ("监票乙",), ("计票乙", "新人"))
    with pytest.raises(DeskError, match=r"reason\.missing"):
        meetings.change_officers(desk, meeting_id, others, recused=(), reason=" ")
    listed = Officers("总监票", ("监票乙",), ("张三",))
    with pytest.raises(DeskError, match=r"round\.officer_on_list"):
        meetings.change_officers(desk, meeting_id, listed, recused=(), reason="换人")
    meetings.change_officers(desk, meeting_id, others, recused=("李四光",), reason="计票甲生病")
    (row,) = meetings.list_meetings(desk)
    assert (row.officers.tellers, row.recused) == (("计票乙", "新人"), ("李四光",))
    assert "计票甲生病" in trail_of(desk)[0].facts


def test_only_a_named_teller_keys(desk, sign_in, opened_round):
    round_id = opened_round(tellers=("计票乙",))
    with pytest.raises(DeskError, match=r"round\.not_a_teller") as caught:
        keying.key_paper(
            sign_in("计票甲"), round_id, pass_no=1, paper_no=1, marks=marks("yynn"), token="t"
        )
    assert caught.value.rule == "VOTE-15"


def test_two_ballots_share_one_box(desk, sign_in, new_round, make_candidates):
    first = rounds.define_round(desk, new_round())
    meeting_id = meeting_of(desk, first)
    units = tuple(make_candidates(("塘桥镇", "凤凰镇", "大新镇"), Track.UNIT))
    second = rounds.define_round(
        desk, new_round(track=Track.UNIT, candidate_ids=units, meeting_id=meeting_id)
    )
    for round_id in (first, second):
        rounds.freeze_round(desk, round_id)
        count_papers.print_ballot(desk, round_id, copies=10)
    chief, issued = sign_in("总监票"), {first: 8, second: 8}
    with pytest.raises(DeskError, match=r"round\.open_not_now"):
        box.open_rounds(chief, meeting_id, present=8, issued=issued, keys=KEYS)
    zeroed(desk, first, second)
    with pytest.raises(DeskError, match=r"round\.none_chosen"):
        box.open_rounds(chief, meeting_id, present=8, issued={}, keys=KEYS)
    box.open_rounds(chief, meeting_id, present=8, issued=issued, keys=KEYS)
    figures = {first: box.Returned(8, 1, 1), second: box.Returned(7, 2)}
    box.take_back(chief, meeting_id, figures=figures)
    told = [read_round(desk, round_id) for round_id in (first, second)]
    assert [(row.returned, row.left_over, row.ledger) for row in told] == [(8, 1, ()), (7, 2, ())]
    assert [row.action for row in trail_of(desk)][:2] == ["take_back", "open_round"]


def test_nothing_is_opened_where_one_of_two_ballots_is_refused(
    desk, sign_in, new_round, make_candidates
):
    first = rounds.define_round(desk, new_round())
    meeting_id = meeting_of(desk, first)
    rounds.freeze_round(desk, first)
    count_papers.print_ballot(desk, first, copies=10)
    zeroed(desk, first)
    other = rounds.define_round(desk, new_round())
    with pytest.raises(DeskError, match=r"round\.other_meeting"):
        box.open_rounds(
            sign_in("总监票"), meeting_id, present=8, issued={first: 8, other: 8}, keys=KEYS
        )
    assert read_round(desk, first).row.state is RoundState.ZEROED


def test_a_miscounted_pile_is_put_right_with_a_reason(desk, sign_in, zeroed_round):
    round_id, chief = zeroed_round(), sign_in("总监票")
    hand_out(chief, round_id)
    take_back(chief, round_id, left_over=0)
    (refusal,) = read_round(desk, round_id).ledger
    assert (refusal.code, refusal.rule) == ("ledger.printed", "VOTE-07")
    right = box.Figures(present=8, issued=8, returned=8, left_over=1, spoiled=1)
    with pytest.raises(DeskError, match=r"reason\.missing"):
        box.correct_figures(chief, round_id, right, reason="")
    box.correct_figures(chief, round_id, right, reason="剩余票漏数一张")
    assert read_round(desk, round_id).ledger == ()
    assert "剩余票漏数一张" in trail_of(desk)[0].facts


def test_papers_keyed_already_stay_within_those_returned(desk, sign_in, opened_round):
    round_id, chief = opened_round(), sign_in("总监票")
    keying.key_paper(
        sign_in("计票甲"), round_id, pass_no=1, paper_no=8, marks=marks("yynn"), token="t"
    )
    fewer = box.Figures(present=8, issued=8, returned=7, left_over=1, spoiled=1)
    with pytest.raises(DeskError, match=r"round\.returned_under_keyed"):
        box.correct_figures(chief, round_id, fewer, reason="重新清点")


def test_the_second_pass_goes_the_other_way(desk, sign_in, opened_round, key_pass):
    round_id = opened_round()
    assert keying.next_paper(desk, round_id, 1) == 1
    key_pass(round_id, 1, CLEAR)
    assert keying.next_paper(desk, round_id, 2) == 8
    keying.key_paper(
        sign_in("计票乙"), round_id, pass_no=2, paper_no=8, marks=marks("yynn"), token="t"
    )
    assert keying.next_paper(desk, round_id, 2) == 7
    assert keying.last_keyed(desk, round_id, 2) == 8


def test_an_earlier_paper_is_corrected_with_a_reason(desk, sign_in, opened_round):
    round_id, teller = opened_round(), sign_in("计票甲")
    for number in (1, 2):
        keying.key_paper(
            teller, round_id, pass_no=1, paper_no=number, marks=marks("yynn"), token=str(number)
        )
    keying.correct_paper(teller, round_id, pass_no=1, paper_no=2, marks=marks("ynnn"))
    with pytest.raises(DeskError, match=r"keying\.reason_needed") as caught:
        keying.correct_paper(teller, round_id, pass_no=1, paper_no=1, marks=marks("ynnn"))
    assert caught.value.facts == {"paper": 1}
    keying.correct_paper(
        teller, round_id, pass_no=1, paper_no=1, marks=marks("nnnn"), reason="看错行"
    )
    sheet = keying.read_paper(teller, round_id, 1, 1)
    assert sheet.marks == tuple(marks("nnnn"))
    with pytest.raises(DeskError, match=r"role\.denied"):
        keying.read_paper(sign_in("总监票"), round_id, 1, 1)
    with pytest.raises(DeskError, match=r"round\.other_teller"):
        keying.read_paper(sign_in("计票乙"), round_id, 1, 1)


def test_a_pass_is_begun_again_by_another_teller(desk, sign_in, opened_round, key_pass):
    round_id, chief = opened_round(), sign_in("总监票")
    with pytest.raises(DeskError, match=r"round\.pass_not_begun"):
        keying.restart_pass(chief, round_id, reason="计票甲离席")
    key_pass(round_id, 1, CLEAR[:3], finish=False)
    keying.restart_pass(chief, round_id, reason="计票甲离席")
    detail = read_round(desk, round_id)
    assert (detail.first_keyed, detail.first_teller, detail.first_last) == (0, None, None)
    keying.key_paper(
        sign_in("计票乙"), round_id, pass_no=1, paper_no=1, marks=marks("yynn"), token="t"
    )


def test_missing_papers_are_named(opened_round, key_pass):
    round_id = opened_round()
    with pytest.raises(DeskError, match=r"keying\.papers_missing") as caught:
        key_pass(round_id, 1, CLEAR[:-2])
    assert caught.value.facts == {"numbers": "7、8"}


def test_an_unclear_cell_is_decided_by_the_chief_and_a_scrutineer(
    desk, sign_in, opened_round, key_pass
):
    round_id = opened_round()
    unclear = ["yunn", *CLEAR[1:]]
    key_pass(round_id, 1, unclear)
    assert key_pass(round_id, 2, unclear) == 1
    (cell,) = read_round(desk, round_id).differences
    assert (cell.first, cell.second, cell.doubt) == ("unclear", "unclear", True)
    told = {"paper_no": 1, "position": 2, "mark": "yes", "how": "对勾画在格外"}
    with pytest.raises(DeskError, match=r"keying\.mark_unknown"):
        settling.settle_difference(
            sign_in("总监票"), round_id, **(told | {"mark": "unclear"}), witness="监票乙"
        )
    with pytest.raises(DeskError, match=r"keying\.chief_needed") as caught:
        settling.settle_difference(sign_in("监票乙"), round_id, **told, witness="计票甲")
    assert caught.value.rule == "VOTE-06"
    settling.settle_difference(sign_in("监票乙"), round_id, **told, witness="总监票")
    assert read_round(desk, round_id).row.state is RoundState.AGREED


def test_a_doubtful_paper_settled_as_invalid_takes_its_cells_along(
    desk, sign_in, opened_round, key_pass
):
    round_id = opened_round()
    key_pass(round_id, 1, CLEAR)
    teller = sign_in("计票乙")
    keying.key_paper(
        teller, round_id, pass_no=2, paper_no=1, marks=marks("nnnn"), doubt="画有记号", token="d"
    )
    for number, letters in enumerate(CLEAR[1:], start=2):
        keying.key_paper(
            teller,
            round_id,
            pass_no=2,
            paper_no=number,
            marks=marks(letters) if letters else None,
            invalid="" if letters else "撕毁",
            token=str(number),
        )
    assert keying.finish_pass(teller, round_id, 2) == 1
    chief = sign_in("总监票")
    settling.settle_difference(chief, round_id, paper_no=1, position=0, mark="valid", **SEEN)
    assert len(read_round(desk, round_id).differences) == 3
    settling.settle_difference(chief, round_id, paper_no=1, position=0, mark="invalid", **SEEN)
    detail = read_round(desk, round_id)
    assert (len(detail.differences), detail.row.state) == (1, RoundState.AGREED)
    outcome = counting.close_round(chief, round_id, keys=KEYS)
    assert (outcome.valid, outcome.invalid) == (6, 2)


def test_the_errors_of_each_pass_are_told_at_the_end(desk, sign_in, opened_round, key_pass):
    round_id = opened_round()
    key_pass(round_id, 1, ["ynnn", "yynu", *CLEAR[2:]])
    assert read_round(desk, round_id).statistics is None
    key_pass(round_id, 2, CLEAR)
    chief = sign_in("总监票")
    for cell in read_round(chief, round_id).differences:
        settling.settle_difference(
            chief, round_id, paper_no=cell.paper_no, position=cell.position,
            mark=cell.second, **SEEN,
        )  # fmt: skip
    counting.close_round(chief, round_id, keys=KEYS)
    told = read_round(desk, round_id).statistics
    assert told == statistics.KeyingStatistics(
        8,
        32,
        2,
        (statistics.PassErrors("计票甲", 1, 1, 0), statistics.PassErrors("计票乙", 0, 0, 0)),
    )


def test_the_count_by_hand_stops_the_close_until_it_agrees(desk, sign_in, agreed_round):
    round_id, chief = agreed_round(), sign_in("总监票")
    own = [Count(7, 0, 0, 0), Count(6, 1, 0, 0), Count(0, 6, 1, 0), Count(0, 5, 2, 0)]
    wrong = [own[0], Count(5, 2, 0, 0), *own[2:]]
    with pytest.raises(DeskError, match=r"hand_count\.rows_wrong"):
        hand_count.record_hand_count(chief, round_id, valid=7, invalid=1, counts=own[:3])
    check = hand_count.record_hand_count(chief, round_id, valid=7, invalid=1, counts=wrong)
    assert check.state is HandCount.DIFFERS
    (line,) = check.differences
    assert (line.name, line.counted, line.by_hand) == ("王二小", (6, 1, 0, 0), (5, 2, 0, 0))
    with pytest.raises(DeskError, match=r"round\.hand_count_differs") as caught:
        counting.close_round(chief, round_id, keys=KEYS)
    assert caught.value.rule == "VOTE-18"
    hand_count.record_hand_count(chief, round_id, valid=7, invalid=1, counts=own)
    assert hand_count.check_hand_count(desk, round_id).state is HandCount.AGREES
    counting.close_round(chief, round_id, keys=KEYS)


def test_a_difference_of_the_hand_count_may_be_explained(desk, sign_in, agreed_round):
    round_id, chief = agreed_round(), sign_in("总监票")
    counts = [Count(7, 0, 0, 0), Count(6, 1, 0, 0), Count(0, 6, 1, 0), Count(0, 5, 2, 0)]
    hand_count.record_hand_count(chief, round_id, valid=6, invalid=2, counts=counts)
    with pytest.raises(DeskError, match=r"keying\.witness_missing"):
        hand_count.explain_hand_count(chief, round_id, reason="手工漏记", witness="总监票")
    hand_count.explain_hand_count(chief, round_id, reason="手工漏记", witness="监票乙")
    check = hand_count.check_hand_count(desk, round_id)
    assert (check.state, check.differences[0].position) == (HandCount.EXPLAINED, 0)
    with pytest.raises(DeskError, match=r"hand_count\.nothing_to_explain"):
        hand_count.explain_hand_count(chief, round_id, reason="再说一遍", witness="监票乙")
    counting.close_round(chief, round_id, keys=KEYS)
    assert "手工漏记" in hand_count.check_hand_count(desk, round_id).explained


def test_where_it_is_wanted_nothing_closes_without_the_count_by_hand(desk, sign_in, agreed_round):
    scheme.change_scheme(desk, "ballot.hand_count", "yes", source="会议要求")
    round_id = agreed_round()
    with pytest.raises(DeskError, match=r"round\.hand_count_missing"):
        counting.close_round(sign_in("总监票"), round_id, keys=KEYS)


def test_fewer_places_by_decision(desk, sign_in, agreed_round):
    round_id, chief = agreed_round(["ynnn"] * 8), sign_in("总监票")
    assert counting.close_round(chief, round_id, keys=KEYS).next is NextStep.SECOND_BALLOT
    following.reduce_places(chief, round_id, reason="会议决定空缺一名")
    detail = read_round(desk, round_id)
    assert (detail.outcome.next, detail.reduced_reason) == (NextStep.DONE, "会议决定空缺一名")
    with pytest.raises(DeskError, match=r"round\.nothing_follows"):
        following.succeed_round(chief, round_id)


def test_who_failed_stands_again_only_at_another_sitting_where_that_is_set(
    desk, sign_in, agreed_round, new_meeting
):
    scheme.change_scheme(desk, "ballot.again", "other_meeting", source="票决办法")
    round_id, chief = agreed_round(["ynnn"] * 8), sign_in("总监票")
    counting.close_round(chief, round_id, keys=KEYS)
    with pytest.raises(DeskError, match=r"round\.failed_here") as caught:
        following.succeed_round(chief, round_id)
    assert caught.value.rule == "VOTE-20"
    other = meetings.define_meeting(desk, new_meeting(held_on=date(2026, 12, 1)))
    successor = following.succeed_round(chief, round_id, meeting_id=other)
    assert not read_round(desk, successor).linked


def test_a_runoff_of_the_same_sitting_stands_on_the_first_test(desk, sign_in, agreed_round):
    round_id, chief = agreed_round(["ynyn"] * 3 + ["yyna"] * 3 + ["nyyn"] * 2), sign_in("总监票")
    counting.close_round(chief, round_id, keys=KEYS)
    successor = following.succeed_round(chief, round_id)
    rounds.freeze_round(desk, successor)
    count_papers.print_ballot(desk, successor, copies=10)
    steps = read_round(desk, successor).steps
    assert steps[RoundStep.ZERO] is None
    assert steps[RoundStep.OPEN].code == "round.open_not_now"


def test_members_who_stay_out_get_no_paper(desk, sign_in, zeroed_round):
    scheme.change_scheme(desk, "ballot.recused", "stay_out", source="议事规则")
    round_id, chief = zeroed_round(recused=("李四光",)), sign_in("总监票")
    with pytest.raises(DeskError, match=r"round\.issued_over_voters") as caught:
        hand_out(chief, round_id, present=8, issued=8)
    assert caught.value.rule == "VOTE-19"
    hand_out(chief, round_id, present=8, issued=7)


def test_too_few_to_stay_secret(desk, sign_in, zeroed_round):
    scheme.change_scheme(desk, "ballot.least", "9", source="保密要求")
    round_id = zeroed_round()
    with pytest.raises(DeskError, match=r"round\.too_few_papers") as caught:
        hand_out(sign_in("总监票"), round_id, present=8, issued=8)
    assert caught.value.rule == "VOTE-25"


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        pytest.param((Key("总监票", ""), Key("总监票", "")), "keys.same_person", id="alone"),
        pytest.param(
            (Key("监票乙", ""), Key("计票甲", "")), "keys.stranger", id="not at the desk"
        ),
        pytest.param(
            (Key("总监票", "x"), Key("监票乙", "")), "account.wrong_passphrase", id="wrong"
        ),
        pytest.param((Key("总监票", ""), Key("路人", "")), "account.unknown", id="unknown"),
    ],
)
def test_opening_takes_two_people(sign_in, zeroed_round, keys, code):
    round_id, chief = zeroed_round(), sign_in("总监票")
    with pytest.raises(DeskError, match=code.replace(".", r"\.")) as caught:
        box.open_rounds(
            chief, meeting_of(chief, round_id), present=8, issued={round_id: 8}, keys=keys
        )
    assert caught.value.rule in {"VOTE-23", "DESK-04"}
    assert read_round(chief, round_id).row.state is RoundState.ZEROED


def test_one_of_the_two_oversees_the_sitting(desk, zeroed_round):
    round_id = zeroed_round()
    with pytest.raises(DeskError, match=r"keys\.no_scrutineer"):
        box.open_rounds(
            desk,
            meeting_of(desk, round_id),
            present=8,
            issued={round_id: 8},
            keys=(Key("经办人", ""), Key("计票甲", "")),
        )


def test_void_before_the_opening_leaves_the_round_to_a_successor(desk, sign_in, zeroed_round):
    round_id, chief = zeroed_round(), sign_in("总监票")
    rounds.void_round(chief, round_id, reason="选票印错")
    successor = read_round(desk, following.succeed_round(chief, round_id))
    assert (successor.row.kind, successor.linked) == ("revote", False)


def test_what_the_scheme_sets_at_the_freezing_holds(desk, sign_in, new_round):
    round_id = rounds.define_round(desk, new_round())
    scheme.change_scheme(desk, "surplus", "3", source="方案修订")
    with pytest.raises(DeskError, match=r"round\.no_surplus") as caught:
        rounds.freeze_round(desk, round_id)
    assert caught.value.facts["surplus"] == 3
    scheme.change_scheme(desk, "surplus", "2", source="方案修订")
    scheme.change_scheme(desk, "ballot.least", "7", source="方案修订")
    rounds.freeze_round(desk, round_id)
    assert read_round(desk, round_id).least == 7
    with pytest.raises(DeskError, match=r"scheme\."):
        scheme.change_scheme(desk, "ballot.least", "2", source="再改")


def test_one_name_written_in_two_ways_is_one_person(workspace, sign_in, opened_round, key_pass):
    add_account(sign_in("管理员"), NewAccount("计票 甲", Role.TELLER))
    round_id = opened_round(tellers=("计票甲", "计票 甲"))
    key_pass(round_id, 1, CLEAR)
    with pytest.raises(DeskError, match=r"round\.same_teller"):
        keying.key_paper(
            workspace.sign_in("计票 甲", ""), round_id, pass_no=2, paper_no=8,
            marks=marks("yynn"), token="t",
        )  # fmt: skip
