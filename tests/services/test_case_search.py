"""Search in Chinese, like cases beside a new one, and figures. Rules: TOL-12, TOL-13."""

import pytest

from tests.cases import Player
from tests.conftest import trail_of
from zjgdesk.rules.vocabulary import AccountabilityKind, Measure, Result, WorkKind
from zjgdesk.services import case_figures, case_index
from zjgdesk.services.case_figures import By, End
from zjgdesk.services.case_search import departure, search_cases, similar_cases

TEXT = "2017年，王㛃𬭎在A区推进征地拆迁，补偿款（安置费）多付12户。"


@pytest.fixture
def found(desk):
    player = Player(desk, account=TEXT)
    Player(desk, person="王二", account="道路改造招标程序简化。")
    return lambda words: player.case_id in search_cases(desk, words)


@pytest.mark.parametrize(
    "words",
    ["征", "征地", "征地拆迁", "拆迁", "迁", "㛃", "㛃𬭎", "𬭎", "补偿款 安置费", "a区", "Ａ区",
     "12户", "12", "2017", "2026-001", "丁一", "款（安置费）多付", "户。"],
)  # fmt: skip
def test_every_part_of_a_text_is_found(found, words):
    assert found(words)


@pytest.mark.parametrize(
    "words", ["征拆", "地征", "款多", "拆迁补偿 没有", "招标", "", "。", '"', "征地 OR 招标", "*"]
)
def test_what_is_not_there_is_not_found(found, words):
    assert not found(words)


def test_every_two_characters_of_a_text_find_it(desk):
    player = Player(desk, account=TEXT)
    for run in case_index.runs(TEXT):
        for start in range(len(run)):
            for end in range(start + 1, min(start + 5, len(run)) + 1):
                part = run[start:end]
                if part.isascii() and start:
                    continue  # a word of letters and figures is found from its beginning
                assert player.case_id in search_cases(desk, part), part


def test_what_is_written_later_is_found_too(desk):
    player = Player(desk)
    player.apply("动机为公")
    player.step("accept")
    player.task()
    player.find()
    assert search_cases(desk, "动机为公") == {player.case_id}
    player.step("withdraw", "家属代为撤回")
    assert search_cases(desk, "代为撤回") == {player.case_id}


def filed(desk, person, account, result=Result.EXEMPT, **changes):
    player = Player(desk, person=person, account=account, **changes)
    player.to_filed(result)
    return player


@pytest.fixture
def earlier(desk):
    """Three cases about land that were exempt, and one about a road."""
    for at, told in enumerate(("三户农户补偿款多付", "两户补偿款多付", "一户补偿款少付")):
        filed(desk, f"甲{at}", f"推进征地拆迁时补偿口径不一，{told}，发现后追回。")
    filed(desk, "乙", "道路改造工程招标程序简化，未造成损失。", Result.LIGHTER,
          work=WorkKind.WORKS)  # fmt: skip


@pytest.mark.usefixtures("earlier")
def test_like_cases_come_first_and_a_departure_is_told(desk):
    new = Player(desk, person="丙", account="征地拆迁补偿口径不一，个别农户补偿款多付。")
    rows = similar_cases(desk, new.case_id)
    assert [row.number for row in rows[:3]] != []
    assert {row.number for row in rows[:3]} == {"2026-001", "2026-002", "2026-003"}
    assert all(row.likeness > 50 for row in rows[:3])
    assert all(row.likeness < 50 for row in rows[3:])
    assert departure(rows, Result.EXEMPT) is None
    told = departure(rows, Result.NOT_GRANTED)
    assert (told.usual, told.alike, told.of) == (Result.EXEMPT, 3, 3)


@pytest.mark.usefixtures("earlier")
def test_a_case_is_not_like_itself_nor_like_an_open_one(desk):
    first = Player(desk, person="丙", account="征地拆迁补偿口径不一。")
    second = Player(desk, person="丁", account="征地拆迁补偿口径不一。")
    numbers = {row.number for row in similar_cases(desk, first.case_id)}
    assert not numbers & {first.detail().row.number, second.detail().row.number}


@pytest.mark.usefixtures("earlier")
def test_names_are_not_told_to_those_who_do_not_handle(desk):
    filed(desk, "陈建国", "陈建国征地拆迁补偿口径不一，陈 建国追回。")
    new = Player(desk, person="丙", account="征地拆迁补偿口径不一。")
    (own,) = [row for row in similar_cases(desk, new.case_id) if "建国" in row.title]
    assert own.mine
    masked = similar_cases(desk, new.case_id, masked=True)
    assert not any("建国" in row.title for row in masked)
    assert any("陈某征地" in row.title for row in masked)


def test_a_case_without_words_has_none_like_it(desk):
    new = Player(desk, account="。。。")
    assert similar_cases(desk, new.case_id) == []


@pytest.fixture
def many(desk):
    for at in range(7):
        filed(desk, f"甲{at}", "征地拆迁补偿口径不一。")
    party = {"kind": AccountabilityKind.PARTY, "measure": Measure.SERIOUS_WARNING,
             "least": Measure.PARTY_WARNING, "most": Measure.SERIOUS_WARNING}  # fmt: skip
    Player(desk, person="乙", **party)


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("by", list(By))
def test_figures_add_up_and_leave_the_office_without_small_numbers(desk, by):
    inside = case_figures.read_figures(desk, by)
    assert inside.figures.total == 8
    assert inside.figures.column_sums[inside.columns.index(End.EXEMPT)] == 7
    outside = case_figures.export_figures(desk, by)
    told = [value for row in outside.figures.rows for value in row]
    assert all(value is None or value >= 5 for value in told)
    assert None in told


def test_no_cases_no_figures(desk):
    figures = case_figures.read_figures(desk, By.YEAR)
    assert (figures.rows, figures.figures.total) == ((), 0)


@pytest.mark.usefixtures("many")
def test_that_figures_left_the_office_is_on_the_trail(desk):
    case_figures.export_figures(desk, By.KIND)
    assert trail_of(desk)[0].action == "export_case_figures"
