"""What cases leave beside every list that names a person or a unit. Rules: OPINION-05, TOL-08."""

from datetime import date, timedelta

import pytest

from tests.cases import GIVEN, Player
from zjgdesk.rules.vocabulary import Measure, Result, Subject, Track
from zjgdesk.services import candidates
from zjgdesk.ui.marks import case_hint, case_line_words

UNTIL = date(2027, 6, 30)


@pytest.fixture
def people(make_candidates):
    return dict(zip(("丁一", "王二小"), make_candidates(["丁一", "王二小"]), strict=True))


def marks(desk, track=Track.CADRE):
    return {
        row.name: row.case.kind if row.case else None
        for row in candidates.list_candidates(desk, track)
    }


@pytest.mark.usefixtures("people")
def test_a_case_entered_before_the_list_goes_by_name_and_place(desk):
    Player(desk, person="丁 一", organisation="杨舍镇农联村")
    Player(desk, person="王二小", organisation="金港街道")
    assert marks(desk) == {"丁一": "open", "王二小": "namesake"}


def test_the_same_name_in_another_place_is_asked_about_not_held_against(desk, people):
    Player(desk, person="丁一", organisation="金港街道").to_filed(Result.NOT_GRANTED)
    row = candidates.read_candidate(desk, people["丁一"])
    assert row.row.case.kind == "namesake"
    assert "请核对是否本人" in case_line_words(row.cases[0])
    assert "请核对是否本人" in case_hint(row.row.case)


def test_a_unit_goes_by_its_own_name(desk, make_candidates):
    make_candidates(["农联村"], Track.UNIT)
    unit = {"subject": Subject.UNIT, "person": "农联村", "least": Measure.INSPECTION,
            "measure": Measure.CIRCULAR, "most": Measure.CIRCULAR}  # fmt: skip
    player = Player(desk, **unit)
    Player(desk, person="农联村")  # a person of that name is no unit
    assert marks(desk, Track.UNIT) == {"农联村": "open"}
    player.to_deliberated()
    player.decide(Result.EXEMPT)
    assert marks(desk, Track.UNIT) == {"农联村": None}


def test_an_exemption_clears_the_mark_and_says_what_it_means(desk, people):
    Player(desk, candidate_id=people["丁一"]).to_filed()
    detail = candidates.read_candidate(desk, people["丁一"])
    assert detail.row.case is None
    assert "不受影响" in case_line_words(detail.cases[0])


@pytest.mark.parametrize("result", [Result.LIGHTER, Result.MITIGATED])
def test_a_period_shows_until_its_last_day(desk, people, clock, result):
    Player(desk, candidate_id=people["丁一"]).to_filed(
        result, given=GIVEN[result], effect_until=UNTIL
    )
    (row, _other) = candidates.list_candidates(desk)
    assert (row.case.kind, row.case.until) == ("effect", UNTIL)
    assert "2027年6月30日" in case_hint(row.case)
    line = candidates.read_candidate(desk, people["丁一"]).cases[0]
    assert "期满后合理使用" in case_line_words(line)
    clock.now += timedelta(days=225)
    assert desk.today() > UNTIL
    assert candidates.list_candidates(desk)[0].case is None
    line = candidates.read_candidate(desk, people["丁一"]).cases[0]
    assert "已经期满" in case_line_words(line)


def test_what_was_not_granted_stays(desk, people):
    Player(desk, candidate_id=people["丁一"]).to_filed(Result.NOT_GRANTED)
    mark = candidates.list_candidates(desk)[0].case
    assert mark.kind == "not_granted"
    assert "不予容错" in case_hint(mark)


def test_an_open_case_goes_before_a_decided_one(desk, people):
    Player(desk, candidate_id=people["丁一"]).to_filed(Result.LIGHTER, effect_until=UNTIL)
    Player(desk, candidate_id=people["丁一"])
    assert marks(desk)["丁一"] == "open"
    assert [line.number for line in candidates.read_candidate(desk, people["丁一"]).cases] == [
        "2026-002", "2026-001",
    ]  # fmt: skip


def test_a_refused_or_withdrawn_case_leaves_a_line_and_no_mark(desk, people):
    player = Player(desk, candidate_id=people["丁一"])
    player.apply()
    player.step("refuse", "不属于工作中的失误。")
    detail = candidates.read_candidate(desk, people["丁一"])
    assert detail.row.case is None
    assert case_line_words(detail.cases[0]) == "容错案件 2026-001 不予受理。"
