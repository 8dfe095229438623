import sqlite3
import uuid
from contextlib import closing
from dataclasses import replace

import pytest

from tests.conftest import trail_of
from tests.services.conftest import KEYS, hand_out, marks
from tests.staging import at_stage
from zjgdesk.errors import DeskError
from zjgdesk.rules.outcome import NextStep
from zjgdesk.rules.rounds import RoundStep
from zjgdesk.rules.vocabulary import Mark, RoundKind, RoundState, Stage, Track
from zjgdesk.services import candidates, counting, following, keying, rounds, settling
from zjgdesk.services.round_detail import read_round
from zjgdesk.services.trail import check_trail

CLEAR = ["yynn"] * 5 + ["yyaa"] + ["ynna"] + [None]


def test_cadres_stand_in_the_order_of_strokes(desk, new_round):
    round_id = rounds.define_round(desk, new_round())
    assert [e.name for e in read_round(desk, round_id).entries] == [
        "丁一",
        "王二小",
        "李四光",
        "张三",
    ]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        pytest.param({"title": " "}, "round.untitled", id="VOTE-16 no title"),
        pytest.param({"places": 0}, "round.numbers_impossible", id="SCHEME-06 no places"),
        pytest.param({"tellers": ("张 三",)}, "round.officer_on_list", id="VOTE-15 on the list"),
        pytest.param({"candidate_ids": (999,)}, "candidate.unknown", id="nobody"),
    ],
)
def test_a_definition_that_cannot_be_is_refused(desk, new_round, changes, code):
    before = len(trail_of(desk))
    new = new_round(**changes)
    made = len(trail_of(desk)) - before
    with pytest.raises(DeskError, match=code.replace(".", r"\.")):
        rounds.define_round(desk, new)
    assert rounds.list_rounds(desk) == []
    assert len(trail_of(desk)) == before + made


def test_nobody_stands_twice_or_after_being_withdrawn(desk, new_round, make_candidates):
    ids = make_candidates()
    with pytest.raises(DeskError, match=r"round\.candidate_twice"):
        rounds.define_round(desk, new_round(candidate_ids=(ids[0], ids[0], ids[1])))
    with pytest.raises(DeskError, match=r"stage\.too_late"):
        candidates.withdraw_candidate(desk, ids[0], reason="本人放弃")
    at_stage(desk, Stage.SECOND_SHORTLIST)
    candidates.withdraw_candidate(desk, ids[0], reason="本人放弃")
    with pytest.raises(DeskError, match=r"round\.candidate_withdrawn"):
        rounds.define_round(desk, new_round(candidate_ids=tuple(ids[:4])))


def test_a_ballot_without_surplus_is_not_frozen(desk, new_round):
    round_id = rounds.define_round(desk, new_round(places=4))
    with pytest.raises(DeskError, match=r"round\.no_surplus") as caught:
        rounds.freeze_round(desk, round_id)
    assert caught.value.rule == "SCHEME-06"


def test_a_frozen_definition_has_a_digest_that_others_can_take_again(desk, new_round):
    round_id = rounds.define_round(desk, new_round())
    digest = rounds.freeze_round(desk, round_id)
    assert read_round(desk, round_id).definition_digest == digest
    with pytest.raises(DeskError, match=r"round\.freeze_not_now"):
        rounds.freeze_round(desk, round_id)


def test_no_quorum_no_opening(desk, sign_in, zeroed_round):
    round_id = zeroed_round()
    with pytest.raises(DeskError, match=r"round\.no_quorum") as caught:
        hand_out(sign_in("总监票"), round_id, present=5, issued=5)
    assert (caught.value.rule, caught.value.facts["needed"]) == ("VOTE-01", 6)
    assert read_round(desk, round_id).row.state is RoundState.ZEROED


def test_two_passes_that_agree_are_counted(desk, sign_in, opened_round, key_pass):
    round_id = opened_round()
    assert key_pass(round_id, 1, CLEAR) == 0
    assert key_pass(round_id, 2, CLEAR) == 0
    outcome = counting.close_round(sign_in("总监票"), round_id, keys=KEYS)
    assert (outcome.valid, outcome.invalid, outcome.needed) == (7, 1, 5)
    assert outcome.elected == ("丁一", "王二小")
    assert outcome.next is NextStep.DONE
    assert read_round(desk, round_id).outcome == outcome


def test_no_figures_before_the_round_is_closed(desk, opened_round, key_pass):
    round_id = opened_round()
    key_pass(round_id, 1, CLEAR)
    detail = read_round(desk, round_id)
    assert detail.outcome is None
    assert (detail.first_keyed, detail.second_keyed, detail.differences) == (8, 0, ())


def test_only_the_differing_cell_is_keyed_again(desk, sign_in, opened_round, key_pass):
    round_id = opened_round()
    key_pass(round_id, 1, CLEAR)
    other = ["yynn", "ynnn", *CLEAR[2:-1], "aaaa"]
    assert key_pass(round_id, 2, other) == 2
    chief = sign_in("总监票")
    cell, whole = read_round(chief, round_id).differences
    assert (cell.paper_no, cell.position, cell.first, cell.second) == (2, 2, "yes", "no")
    assert (whole.paper_no, whole.position, whole.first) == (8, 0, "invalid")
    with pytest.raises(DeskError, match=r"round\.close_not_now"):
        counting.close_round(chief, round_id, keys=KEYS)
    told = {"witness": "监票乙", "how": "当面复核"}
    settling.settle_difference(chief, round_id, paper_no=2, position=2, mark="yes", **told)
    settling.settle_difference(chief, round_id, paper_no=8, position=0, mark="valid", **told)
    (again,) = [cell for cell in read_round(chief, round_id).differences if cell.rekey]
    assert (again.paper_no, again.first, again.settled) == (8, "unread", "")
    settling.rekey_paper(chief, round_id, paper_no=8, marks=marks("aaaa"), **told)
    outcome = counting.close_round(chief, round_id, keys=KEYS)
    assert (outcome.valid, outcome.invalid) == (8, 0)
    assert outcome.counts[1].yes == 6
    detail = read_round(desk, round_id)
    assert (detail.settled, detail.differences) == (3, ())


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"paper_no": 5, "mark": "yes"}, r"keying\.difference_unknown"),
        ({"mark": "perhaps"}, r"keying\.mark_unknown"),
        ({"witness": "总监票"}, r"keying\.witness_missing"),
        ({"witness": " "}, r"keying\.witness_missing"),
        ({"how": ""}, r"reason\.missing"),
    ],
)
def test_a_cell_is_settled_by_two_people_with_a_reason(
    sign_in, opened_round, key_pass, told, code
):
    round_id = opened_round()
    key_pass(round_id, 1, CLEAR)
    key_pass(round_id, 2, ["yynn", "ynnn", *CLEAR[2:]])
    given = {"paper_no": 2, "position": 2, "mark": "no", "witness": "监票乙", "how": "看过原票"}
    with pytest.raises(DeskError, match=code):
        settling.settle_difference(sign_in("总监票"), round_id, **(given | told))


def test_the_same_person_does_not_key_both_passes(sign_in, opened_round, key_pass):
    round_id = opened_round()
    key_pass(round_id, 1, CLEAR)
    with pytest.raises(DeskError, match=r"round\.same_teller") as caught:
        keying.key_paper(
            sign_in("计票甲"), round_id, pass_no=2, paper_no=1, marks=marks("yyyy"), token="t"
        )
    assert caught.value.rule == "VOTE-24"


def test_a_retry_with_the_same_token_is_kept_once(sign_in, desk, opened_round):
    round_id = opened_round()
    teller, token = sign_in("计票甲"), str(uuid.uuid4())
    for _ in range(2):
        keying.key_paper(teller, round_id, pass_no=1, paper_no=1, marks=marks("yynn"), token=token)
    assert read_round(desk, round_id).first_keyed == 1
    assert keying.next_paper(desk, round_id, 1) == 2


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"paper_no": 0}, r"keying\.number_impossible"),
        ({"paper_no": 9}, r"keying\.number_impossible"),
        ({"paper_no": 1}, r"keying\.number_taken"),
        ({"marks": [Mark.YES]}, r"keying\.marks_wrong"),
        ({"marks": None}, r"keying\.marks_wrong"),
    ],
)
def test_a_paper_that_cannot_be_is_refused(sign_in, opened_round, told, code):
    round_id = opened_round()
    teller = sign_in("计票甲")
    keying.key_paper(teller, round_id, pass_no=1, paper_no=1, marks=marks("yynn"), token="a")
    given = {"pass_no": 1, "paper_no": 2, "marks": marks("yynn"), "token": "b"}
    with pytest.raises(DeskError, match=code):
        keying.key_paper(teller, round_id, **(given | told))


def test_an_over_marked_paper_is_told_at_once_and_counts_as_invalid(
    sign_in, opened_round, key_pass
):
    round_id = opened_round()
    teller = sign_in("计票甲")
    keyed = keying.key_paper(
        teller, round_id, pass_no=1, paper_no=1, marks=marks("yyyn"), token="a"
    )
    assert keyed.over_marked
    corrected = keying.correct_paper(teller, round_id, pass_no=1, paper_no=1, marks=marks("yynn"))
    assert not corrected.over_marked
    with pytest.raises(DeskError, match=r"keying\.number_unknown"):
        keying.correct_paper(teller, round_id, pass_no=1, paper_no=2, marks=marks("yynn"))


def test_a_pass_ends_when_every_paper_was_keyed(opened_round, key_pass):
    round_id = opened_round()
    with pytest.raises(DeskError, match=r"keying\.papers_missing"):
        key_pass(round_id, 1, CLEAR[:-1])


def test_more_papers_back_than_out_is_void_and_voted_again(desk, sign_in, opened_round):
    round_id = opened_round(issued=7, returned=8)
    chief = sign_in("总监票")
    assert read_round(desk, round_id).steps[RoundStep.KEY_FIRST].code == "round.must_be_void"
    with pytest.raises(DeskError, match=r"reason\.missing"):
        rounds.void_round(chief, round_id, reason=" ")
    rounds.void_round(chief, round_id, reason="收回票数多于发出票数")
    successor = following.succeed_round(chief, round_id)
    detail = read_round(desk, successor)
    assert (detail.row.kind, detail.row.predecessor_id) == (RoundKind.REVOTE, round_id)
    assert read_round(desk, round_id).row.state is RoundState.VOID
    with pytest.raises(DeskError, match=r"round\.has_successor"):
        following.succeed_round(chief, round_id)


def test_a_tie_leads_to_a_runoff_among_the_tied(desk, sign_in, opened_round, key_pass):
    round_id = opened_round()
    sheets = ["ynyn"] * 3 + ["yyna"] * 3 + ["nyyn"] * 2
    key_pass(round_id, 1, sheets)
    key_pass(round_id, 2, sheets)
    chief = sign_in("总监票")
    outcome = counting.close_round(chief, round_id, keys=KEYS)
    assert (outcome.elected, outcome.tied, outcome.next) == (
        ("丁一",),
        ("王二小", "李四光"),
        NextStep.RUNOFF,
    )
    detail = read_round(desk, following.succeed_round(chief, round_id))
    assert (detail.row.kind, detail.row.places) == (RoundKind.RUNOFF, 1)
    assert [entry.name for entry in detail.entries] == ["王二小", "李四光"]


def test_too_few_lead_to_a_second_ballot_of_the_rest(desk, sign_in, opened_round, key_pass):
    round_id = opened_round()
    sheets = ["ynnn"] * 8
    key_pass(round_id, 1, sheets)
    key_pass(round_id, 2, sheets)
    chief = sign_in("总监票")
    assert counting.close_round(chief, round_id, keys=KEYS).next is NextStep.SECOND_BALLOT
    detail = read_round(desk, following.succeed_round(chief, round_id))
    assert (detail.row.kind, detail.row.places) == (RoundKind.SECOND_BALLOT, 1)
    assert len(detail.entries) == 3


def test_after_closing_no_number_order_or_pass_is_left(
    folder, desk, sign_in, opened_round, key_pass
):
    round_id = opened_round()
    key_pass(round_id, 1, CLEAR)
    key_pass(round_id, 2, CLEAR)
    token = "f" * 32
    counting.close_round(sign_in("总监票"), round_id, keys=KEYS)
    with closing(sqlite3.connect(folder / "desk.db")) as raw:
        assert raw.execute("SELECT count(*) FROM keyed_paper").fetchone() == (0,)
        stored = [row[0] for row in raw.execute("SELECT marks FROM ballot_paper ORDER BY rowid")]
    assert sorted(stored) == sorted(letters or "" for letters in CLEAR)
    assert (folder / "desk.db-wal").stat().st_size == 0
    assert token.encode() not in (folder / "desk.db").read_bytes()
    assert check_trail(folder).broken_at is None


def test_the_trail_never_tells_what_is_on_a_paper(desk, opened_round, key_pass):
    round_id = opened_round()
    key_pass(round_id, 1, CLEAR)
    keyed = [row.facts for row in trail_of(desk) if row.action == "key_first"]
    assert len(keyed) == 9
    assert {facts for facts in keyed if "finished" not in facts} == {
        f'{{"paper":{number},"pass":1}}' for number in range(1, 9)
    }


def test_an_unknown_round_is_refused(desk):
    with pytest.raises(DeskError, match=r"round\.unknown"):
        read_round(desk, 99)


def test_only_the_second_shortlist_is_voted_on(desk, new_round, make_candidates):
    (stranger,) = make_candidates(("外人",))
    new = new_round()
    with pytest.raises(DeskError, match=r"round\.not_shortlisted") as caught:
        rounds.define_round(desk, replace(new, candidate_ids=(*new.candidate_ids, stranger)))
    assert caught.value.facts == {"name": "外人"}
    assert stranger not in {row.id for row in rounds.list_standing(desk, Track.CADRE)}
    assert {row.id for row in rounds.list_standing(desk, Track.CADRE)} == set(new.candidate_ids)
