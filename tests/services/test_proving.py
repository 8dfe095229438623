"""Before the sitting: rehearsal, test deck, zero report, tally sheet."""

import pytest

from tests.conftest import trail_of
from tests.services.conftest import KEYS, hand_out, marks, meeting_of, take_back
from zjgdesk.documents.proof import page_texts
from zjgdesk.errors import DeskError
from zjgdesk.rules.test_deck import test_deck as deck_of
from zjgdesk.rules.vocabulary import Mark, RoundState
from zjgdesk.services import box, box_papers, count_papers, issued, keying, proving, rounds
from zjgdesk.services.round_detail import read_round


@pytest.fixture
def printed_round(desk, new_round):
    round_id = rounds.define_round(desk, new_round())
    rounds.freeze_round(desk, round_id)
    count_papers.print_ballot(desk, round_id, copies=10)
    return round_id


@pytest.fixture
def rehearsed_round(desk, printed_round):
    proving.record_rehearsal(desk, printed_round)
    return printed_round


def key_deck(teller, round_id, changed=None):
    deck = deck_of(4, 2)
    for number, paper in enumerate(deck, start=1):
        held = (changed or {}).get(number, paper)
        proving.key_test_paper(
            teller,
            round_id,
            paper_no=number,
            marks=held.marks,
            invalid=held.invalid or "",
            token=f"{round_id}-{number}-{held}",
        )
    return deck


def state_of(desk, round_id):
    return read_round(desk, round_id).row.state


def test_every_class_of_outcome_is_rehearsed_for_the_real_numbers(desk, printed_round):
    cases = proving.rehearse_round(desk, printed_round)
    assert len(cases) > 8
    assert {case.outcome.next.value for case in cases} >= {"done", "runoff", "second_ballot"}
    row = proving.record_rehearsal(desk, printed_round)
    assert (row.kind, state_of(desk, printed_round)) == ("rehearsal", RoundState.REHEARSED)
    with pytest.raises(DeskError, match=r"round\.rehearse_not_now"):
        proving.record_rehearsal(desk, printed_round)


def test_the_test_deck_is_printed_keyed_compared_and_erased(desk, sign_in, rehearsed_round):
    assert proving.print_test_deck(desk, rehearsed_round).kind == "test_deck"
    teller = sign_in("计票甲")
    deck = key_deck(teller, rehearsed_round)
    assert proving.test_numbers(desk, rehearsed_round) == set(range(1, len(deck) + 1))
    assert proving.read_test_paper(teller, rehearsed_round, 1).marks == deck[0].marks
    result = proving.finish_test(teller, rehearsed_round)
    assert (result.passed, result.differences) == (True, ())
    assert proving.test_numbers(desk, rehearsed_round) == frozenset()
    assert state_of(desk, rehearsed_round) is RoundState.TESTED


def test_a_slip_in_the_test_deck_is_named_and_can_be_put_right(desk, sign_in, rehearsed_round):
    teller = sign_in("计票甲")
    first = deck_of(4, 2)[0]
    turned = tuple(Mark.VOID if mark is not Mark.VOID else Mark.NO for mark in first.marks)
    deck = key_deck(teller, rehearsed_round, {1: type(first)(turned)})
    result = proving.finish_test(teller, rehearsed_round)
    assert not result.passed
    assert [line.position for line in result.differences] == [1, 2, 3, 4]
    assert state_of(desk, rehearsed_round) is RoundState.REHEARSED
    proving.key_test_paper(teller, rehearsed_round, paper_no=1, marks=deck[0].marks, token="again")
    assert proving.finish_test(teller, rehearsed_round).passed


@pytest.mark.parametrize(
    ("told", "code"),
    [
        pytest.param({"paper_no": 99}, "keying.number_impossible", id="VOTE-21 no such paper"),
        pytest.param({"marks": [Mark.YES]}, "keying.marks_wrong", id="VOTE-21 a row too few"),
    ],
)
def test_a_test_paper_that_cannot_be_is_refused(sign_in, rehearsed_round, told, code):
    given = {"paper_no": 1, "marks": marks("yynn"), "token": "t"} | told
    with pytest.raises(DeskError, match=code.replace(".", r"\.")):
        proving.key_test_paper(sign_in("计票甲"), rehearsed_round, **given)


def test_a_test_is_not_over_before_every_paper_was_keyed(sign_in, rehearsed_round):
    proving.key_test_paper(
        sign_in("计票甲"), rehearsed_round, paper_no=1, marks=marks("yynn"), token="t"
    )
    with pytest.raises(DeskError, match=r"keying\.papers_missing") as caught:
        proving.finish_test(sign_in("计票甲"), rehearsed_round)
    assert caught.value.facts["numbers"].startswith("2、3")


def test_test_papers_cannot_get_into_a_real_round(desk, sign_in, rehearsed_round):
    teller = sign_in("计票甲")
    key_deck(teller, rehearsed_round)
    with pytest.raises(DeskError, match=r"round\.untested"):
        proving.print_zero_report(desk, rehearsed_round)
    with pytest.raises(DeskError, match=r"round\.key_not_now"):
        keying.key_paper(
            teller, rehearsed_round, pass_no=1, paper_no=1, marks=marks("yynn"), token="t"
        )
    proving.finish_test(teller, rehearsed_round)
    proving.print_zero_report(desk, rehearsed_round)
    with pytest.raises(DeskError, match=r"round\.test_not_now"):
        proving.key_test_paper(teller, rehearsed_round, paper_no=1, marks=marks("yynn"), token="u")


def test_the_zero_report_counts_the_tables_and_opens_the_way(desk, sign_in, rehearsed_round):
    key_deck(sign_in("计票甲"), rehearsed_round)
    proving.finish_test(sign_in("计票甲"), rehearsed_round)
    chief = sign_in("总监票")
    meeting_id = meeting_of(desk, rehearsed_round)
    with pytest.raises(DeskError, match=r"round\.open_not_now") as caught:
        box.open_rounds(chief, meeting_id, present=8, issued={rehearsed_round: 8}, keys=KEYS)
    assert caught.value.rule == "VOTE-22"
    assert proving.print_zero_report(chief, rehearsed_round).kind == "zero_report"
    told = trail_of(desk)[0].facts
    assert '"held":{"ballot_paper":0,"hand_line":0,"keyed_paper":0,"settlement":0,' in told
    hand_out(chief, rehearsed_round)
    take_back(chief, rehearsed_round)
    assert state_of(desk, rehearsed_round) is RoundState.RETURNED


def test_the_tally_sheet_is_there_at_any_time(desk, new_round):
    round_id = rounds.define_round(desk, new_round())
    with pytest.raises(DeskError, match=r"round\.not_frozen") as caught:
        proving.print_tally_sheet(desk, round_id)
    assert caught.value.rule == "VOTE-18"
    rounds.freeze_round(desk, round_id)
    row = proving.print_tally_sheet(desk, round_id)
    assert row in issued.list_issued(desk, f"round:{round_id}")


def test_the_forms_of_the_box_name_every_ballot_of_the_sitting(desk, printed_round):
    row = box_papers.print_attendance(desk, printed_round)
    text = "".join("".join(page_texts(issued.read_issued(desk, row.id))).split())
    assert "2026年度担当作为好干部" in text
    assert "10" in text
    seal = box_papers.print_box_seal(desk, printed_round)
    assert (row.kind, seal.kind) == ("attendance", "box_seal")
    assert "总监票" in text


@pytest.mark.parametrize("prints", [box_papers.print_attendance, box_papers.print_box_seal])
def test_there_are_no_forms_for_a_ballot_that_is_not_frozen(desk, new_round, prints):
    round_id = rounds.define_round(desk, new_round())
    with pytest.raises(DeskError, match=r"round\.not_frozen"):
        prints(desk, round_id)
