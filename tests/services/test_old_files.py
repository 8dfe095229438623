"""A workspace of an earlier release goes on where it stood."""

import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cases import NOTICE, Player
from tests.conftest import Clock
from tests.services.conftest import marks
from zjgdesk.errors import DeskError
from zjgdesk.rules.preconditions import Precondition
from zjgdesk.rules.vocabulary import (
    AccountabilityKind,
    CaseState,
    Finding,
    Measure,
    Result,
    RoundState,
)
from zjgdesk.services import counting, keying, rounds
from zjgdesk.services.case_intake import change_case
from zjgdesk.services.case_papers import CasePaper, print_case_paper
from zjgdesk.services.case_reading import list_cases, read_case
from zjgdesk.services.case_search import search_cases
from zjgdesk.services.desk import Machine
from zjgdesk.services.locks import Key
from zjgdesk.services.round_detail import read_round
from zjgdesk.services.trail import check_trail
from zjgdesk.services.workspace import open_workspace

OLD = Path(__file__).parents[1] / "old_files"


@pytest.fixture
def open_old(tmp_path):
    opened = []

    def make(revision):
        folder = tmp_path / revision
        folder.mkdir()
        shutil.copy(OLD / revision / "desk.db", folder / "desk.db")
        (folder / "issued").mkdir()
        workspace = open_workspace(folder, machine=Machine(Clock(), random.Random(2027)))
        opened.append(workspace)
        return workspace

    yield make
    for workspace in opened:
        workspace.close()


def test_a_round_half_keyed_in_the_second_release_is_keyed_to_its_end(open_old):
    workspace = open_old("0002")
    chief = workspace.sign_in("总监票", "")
    half = next(r for r in rounds.list_rounds(chief) if r.state is RoundState.RETURNED)
    assert keying.last_keyed(chief, half.id, 1) == 3
    for pass_no, teller in ((1, "计票甲"), (2, "计票乙")):
        desk = workspace.sign_in(teller, "")
        while (number := keying.next_paper(desk, half.id, pass_no)) is not None:
            keying.key_paper(
                desk, half.id, pass_no=pass_no, paper_no=number, marks=marks("ynya"),
                token=f"{pass_no}-{number}",
            )  # fmt: skip
        assert keying.finish_pass(desk, half.id, pass_no) == 0
    outcome = counting.close_round(chief, half.id, keys=(Key("总监票", ""), Key("监票乙", "")))
    assert (outcome.valid, outcome.counts[0].yes) == (8, 8)
    assert check_trail(workspace.folder).broken_at is None


@pytest.mark.parametrize("revision", ["0001", "0002", "0003", "0004"])
def test_closed_rounds_keep_their_outcome_and_their_sitting(open_old, revision):
    workspace = open_old(revision)
    desk = workspace.sign_in(workspace.accounts()[0].name, "")
    counted = [
        read_round(desk, row.id)
        for row in rounds.list_rounds(desk)
        if row.state in {RoundState.CLOSED, RoundState.REPORTED}
    ]
    assert counted
    for detail in counted:
        assert detail.outcome.elected
        assert detail.ledger == ()
        assert detail.officers.chief
        assert detail.row.meeting


def test_a_case_of_the_third_release_goes_on_to_its_filing(open_old):
    desk = open_old("0003").sign_in("经办人", "")
    rows = {row.person: row for row in list_cases(desk)}
    assert {person: row.state for person, row in rows.items()} == {
        "申请人甲": CaseState.APPLIED,
        "查核中乙": CaseState.ACCEPTED,
        "从轻丙": CaseState.DECIDED,
        "丁一": CaseState.DECIDED,
        "不受理丁": CaseState.REFUSED,
        "撤回戊": CaseState.WITHDRAWN,
    }
    case_id = rows["查核中乙"].id
    detail = read_case(desk, case_id)
    assert detail.threat is None
    assert detail.row.measure_words == "记过"
    assert dict(detail.preconditions)[Precondition.PROCEDURE] is Finding.NOT_MET
    player = Player.__new__(Player)
    player.desk, player.case_id, player.day = desk, case_id, detail.row.state_on
    player.task()
    player.find({"2a": "not_met"})
    player.step("report", on=player.day)
    player.sit()
    player.step("deliberate", on=player.day)
    with pytest.raises(DeskError, match=r"case\.measure_in_words"):
        player.decide(Result.LIGHTER, decided_on=player.day, breach_reason="因")
    change_case(
        desk,
        case_id,
        replace(
            NOTICE, person="查核中乙", kind=AccountabilityKind.ADMINISTRATIVE,
            measure=Measure.DEMERIT, least=Measure.WARNING, most=Measure.DEMERIT,
            notice_on=detail.row.notice_on, measure_words="记过",
        ),
    )  # fmt: skip
    player.decide(Result.LIGHTER, given=Measure.WARNING, decided_on=detail.row.state_on,
                  breach_reason="客观不能集体研究。")  # fmt: skip
    for step in ("feed_back", "execute", "file"):
        player.step(step, on=detail.row.state_on)
    for kind in (CasePaper.DETERMINATION, CasePaper.FILING):
        assert print_case_paper(desk, case_id, kind).pages
    assert search_cases(desk, "征迁补偿") == {row.id for row in rows.values()}
    old = rows["从轻丙"].id
    assert [c.what for c in read_case(desk, old).corrections] == [
        "三个月内完善补偿办法，由村委会负责。"
    ]
    assert print_case_paper(desk, old, CasePaper.DETERMINATION).pages
    assert check_trail(desk.folder).broken_at is None
