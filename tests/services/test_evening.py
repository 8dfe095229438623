"""A whole evening of the committee, its figures worked out by hand beforehand.

Nine are due, eight are there. Units: four stand for two places. Cadres: four stand for two.

Units, by hand (papers 1-8, rows in the order of the register; paper 8 chooses three of two):
    塘桥镇  y y y y y y y    -> 7 yes
    凤凰镇  y y y y y n n    -> 5 yes, 2 no
    大新镇  n n n n n y a    -> 1 yes, 5 no, 1 abstains
    乐余镇  n n n n n n y    -> 1 yes, 6 no
Five are needed: 塘桥镇 and 凤凰镇 are elected.

Cadres (rows in the order of strokes); paper 3 is unclear for 丁一 and settled as yes, paper 5 was
keyed wrongly for 李四光 in the second pass:
    丁一    y y u y y y n n  -> 6 yes, 2 no
    王二小  y y y n n n y y  -> 5 yes, 3 no
    李四光  n n n y y y y y  -> 5 yes, 3 no
    张三    a a a a a a a a  -> 8 abstain
丁一 is elected; 王二小 and 李四光 are tied for the place that is left: a runoff, 5 against 3.
"""

import shutil
from pathlib import Path

import pytest

from tests.services.conftest import KEYS, hand_out, marks, meeting_of, take_back
from tests.services.test_proving import key_deck
from zjgdesk.documents.proof import page_texts
from zjgdesk.rules.ballots import Count
from zjgdesk.rules.outcome import NextStep
from zjgdesk.rules.rounds import HandCount
from zjgdesk.rules.vocabulary import RoundKind, RoundState, Track
from zjgdesk.services import (
    box,
    count_papers,
    counting,
    following,
    hand_count,
    issued,
    keying,
    proving,
    rounds,
    settling,
)
from zjgdesk.services.round_detail import read_round
from zjgdesk.services.trail import check_trail
from zjgdesk.services.workspace import open_workspace

UNITS = ["yynn"] * 5 + ["ynyn", "ynay", "yyya"]
CADRES = ["yyna", "yyna", "uyna", "ynya", "ynya", "ynya", "nyya", "nyya"]
SECOND = ["yyna", "yyna", "yyna", "ynya", "ynna", "ynya", "nyya", "nyya"]
RUNOFF = ["yn"] * 5 + ["ny"] * 3


@pytest.fixture
def evening(desk, new_round, make_candidates):
    """Both ballots of the sitting, printed."""
    cadres = rounds.define_round(desk, new_round())
    units = rounds.define_round(
        desk,
        new_round(
            track=Track.UNIT,
            title="2026年度担当作为好单位",
            meeting_id=meeting_of(desk, cadres),
            candidate_ids=tuple(
                make_candidates(("塘桥镇", "凤凰镇", "大新镇", "乐余镇"), Track.UNIT)
            ),
        ),
    )
    for round_id in (cadres, units):
        rounds.freeze_round(desk, round_id)
        count_papers.print_ballot(desk, round_id, copies=10)
    return cadres, units


def prove(sign_in, round_id):
    proving.record_rehearsal(sign_in("经办人"), round_id)
    proving.print_test_deck(sign_in("经办人"), round_id)
    key_deck(sign_in("计票甲"), round_id)
    assert proving.finish_test(sign_in("计票甲"), round_id).passed
    proving.print_zero_report(sign_in("总监票"), round_id)


def key(desk, round_id, pass_no, sheets, *, papers=99):
    """Key as the program asks for numbers; return how many were keyed."""
    for done in range(papers):
        number = keying.next_paper(desk, round_id, pass_no)
        if number is None:
            return done
        keying.key_paper(
            desk,
            round_id,
            pass_no=pass_no,
            paper_no=number,
            marks=marks(sheets[number - 1]),
            token=f"{round_id}-{pass_no}-{number}",
        )
    return papers


def lights_out(workspace, folder, machine):
    """Return the workspace as it lies on the disk at this moment, opened on another machine."""
    copy = shutil.copytree(
        folder, Path(folder).parent / "断电之后", ignore=shutil.ignore_patterns("*.lock")
    )
    workspace.close()
    return open_workspace(copy, machine=machine)


def text_of(desk, row):
    return "".join("".join(text.split()) for text in page_texts(issued.read_issued(desk, row.id)))


def test_an_evening(workspace, folder, machine, sign_in, evening):
    cadres, units = evening
    for round_id in evening:
        prove(sign_in, round_id)
    chief = sign_in("总监票")
    meeting_id = meeting_of(chief, cadres)
    box.open_rounds(chief, meeting_id, present=8, issued={cadres: 8, units: 8}, keys=KEYS)
    figures = {cadres: box.Returned(8, 1, 1), units: box.Returned(8, 2, 0)}
    box.take_back(chief, meeting_id, figures=figures)

    for pass_no, teller in ((1, "计票甲"), (2, "计票乙")):
        assert key(sign_in(teller), units, pass_no, UNITS) == 8
        assert keying.finish_pass(sign_in(teller), units, pass_no) == 0
    outcome = counting.close_round(chief, units, keys=KEYS)
    assert (outcome.valid, outcome.invalid) == (7, 1)
    assert [(row.name, row.yes, row.no, row.abstain) for row in outcome.counts] == [
        ("塘桥镇", 7, 0, 0),
        ("凤凰镇", 5, 2, 0),
        ("大新镇", 1, 5, 1),
        ("乐余镇", 1, 6, 0),
    ]
    assert (outcome.elected, outcome.next) == (("塘桥镇", "凤凰镇"), NextStep.DONE)

    assert key(sign_in("计票甲"), cadres, 1, CADRES, papers=5) == 5
    again = lights_out(workspace, folder, machine)
    try:
        _after_the_power_cut(again, cadres)
        assert check_trail(again.folder).broken_at is None
    finally:
        again.close()


def _after_the_power_cut(workspace, cadres):
    def sign_in(name):
        return workspace.sign_in(name, "")

    chief, one, two = (sign_in(name) for name in ("总监票", "计票甲", "计票乙"))
    assert keying.last_keyed(one, cadres, 1) == 5
    assert keying.next_paper(one, cadres, 1) == 6
    assert key(one, cadres, 1, CADRES) == 3
    keying.finish_pass(one, cadres, 1)
    key(two, cadres, 2, SECOND)
    assert keying.finish_pass(two, cadres, 2) == 2
    unclear, slip = read_round(chief, cadres).differences
    assert (unclear.paper_no, unclear.doubt, slip.paper_no, slip.doubt) == (3, True, 5, False)
    for cell, mark in ((unclear, "yes"), (slip, "yes")):
        settling.settle_difference(
            chief, cadres, paper_no=cell.paper_no, position=cell.position, mark=mark,
            witness="监票乙", how="当面复核",
        )  # fmt: skip
    by_hand = [Count(6, 2, 0, 0), Count(5, 3, 0, 0), Count(5, 3, 0, 0), Count(0, 0, 8, 0)]
    check = hand_count.record_hand_count(chief, cadres, valid=8, invalid=0, counts=by_hand)
    assert (check.state, check.differences) == (HandCount.AGREES, ())
    outcome = counting.close_round(chief, cadres, keys=KEYS)
    assert (outcome.valid, outcome.invalid, outcome.needed) == (8, 0, 5)
    assert (outcome.elected, outcome.tied) == (("丁一",), ("王二小", "李四光"))
    assert outcome.next is NextStep.RUNOFF
    report = text_of(chief, count_papers.print_report(chief, cadres))
    for told in ("收回8", "有效票8", "废票0", "剩余1", "作废1", "丁一6200当选", "当面复核"):
        assert told in report, told
    _runoff(sign_in, chief, cadres)


def _runoff(sign_in, chief, cadres):
    runoff = following.succeed_round(chief, cadres)
    _hold(sign_in, runoff, RUNOFF)
    outcome = counting.close_round(chief, runoff, keys=KEYS)
    assert [(row.name, row.yes, row.no) for row in outcome.counts] == [
        ("王二小", 5, 3),
        ("李四光", 3, 5),
    ]
    assert (outcome.elected, outcome.next) == (("王二小",), NextStep.DONE)
    assert read_round(chief, runoff).row.kind is RoundKind.RUNOFF
    report = text_of(chief, count_papers.print_report(chief, runoff))
    assert "王二小5300当选" in report
    elected = text_of(chief, count_papers.print_elected(chief, runoff))
    assert "丁一" in elected
    assert "王二小" in elected
    assert "李四光" not in elected
    assert "同意" not in elected
    assert read_round(chief, runoff).row.state is RoundState.REPORTED


def _hold(sign_in, round_id, sheets):
    desk, chief = sign_in("经办人"), sign_in("总监票")
    rounds.freeze_round(desk, round_id)
    count_papers.print_ballot(desk, round_id, copies=10)
    proving.print_zero_report(chief, round_id)
    hand_out(chief, round_id)
    take_back(chief, round_id)
    for pass_no, teller in ((1, "计票甲"), (2, "计票乙")):
        key(sign_in(teller), round_id, pass_no, sheets)
        keying.finish_pass(sign_in(teller), round_id, pass_no)
