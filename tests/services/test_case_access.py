"""A file is open to its handlers and the auditor; each look is on the trail. Rule: TOL-14."""

from datetime import timedelta

import pytest

from tests.cases import Player
from tests.conftest import trail_of
from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import Role
from zjgdesk.services import accounts, candidates, case_access, case_export, case_papers, issued
from zjgdesk.services import search as everywhere
from zjgdesk.services.accounts import NewAccount
from zjgdesk.services.case_papers import CasePaper
from zjgdesk.services.case_reading import list_cases, read_case
from zjgdesk.services.case_search import search_cases, similar_cases
from zjgdesk.services.overview import read_overview


@pytest.fixture
def other(desk, sign_in):
    """Another clerk, who handles nothing yet."""
    accounts.add_account(sign_in("管理员"), NewAccount("经办乙", Role.CLERK, ""))
    return sign_in("经办乙")


@pytest.fixture
def player(desk, make_candidates):
    (candidate,) = make_candidates(["丁一"])
    return Player(desk, candidate_id=candidate)


def looks(desk):
    return [row for row in trail_of(desk) if row.action == "look_into_case"]


def test_whoever_enters_a_case_handles_it(player):
    assert player.detail().handlers == ("经办人",)


@pytest.mark.parametrize("who", ["管理员", "计票甲", "总监票"])
def test_others_see_neither_list_nor_file(player, sign_in, who):
    desk = sign_in(who)
    assert list_cases(desk) == []
    with pytest.raises(DeskError, match=r"case\.not_handler|role\.denied"):
        read_case(desk, player.case_id)


def test_another_clerk_sees_the_mark_and_nothing_else(player, other, tmp_path):
    player.apply()
    row = case_papers.print_case_paper(player.desk, player.case_id, CasePaper.APPLICATION)
    assert list_cases(other) == []
    assert search_cases(other, "征迁补偿") == set()
    assert everywhere.search(other, "征迁补偿", limit=5) == []
    assert everywhere.search(player.desk, "征迁补偿", limit=5)
    assert issued.list_issued(other) == []
    assert read_overview(other).open_cases == 0
    for refused in (
        lambda: read_case(other, player.case_id),
        lambda: similar_cases(other, player.case_id),
        lambda: issued.read_issued(other, row.id),
        lambda: case_export.seal_case(other, player.case_id, tmp_path / "x", "长长的口令很安全"),
    ):
        with pytest.raises(DeskError, match=r"case\.not_handler"):
            refused()
    (candidate,) = candidates.list_candidates(other)
    assert candidate.case.kind == "open"
    assert [line.number for line in candidates.read_candidate(other, candidate.id).cases] == [
        "2026-001"
    ]


def test_the_auditor_sees_all_and_changes_nothing(player, sign_in):
    auditor = sign_in("督查员")
    assert len(list_cases(auditor)) == 1
    assert read_case(auditor, player.case_id).row.person == "丁一"
    with pytest.raises(DeskError, match=r"role\.denied"):
        case_access.change_handlers(auditor, player.case_id, ["经办人"])


def test_the_administrator_assigns_without_seeing(player, other, sign_in):
    administrator = sign_in("管理员")
    (row,) = case_access.list_handled(administrator)
    assert (row.number, row.handlers) == ("2026-001", ("经办人",))
    case_access.change_handlers(administrator, row.id, ["经办乙"])
    assert [case.person for case in list_cases(other)] == ["丁一"]
    assert list_cases(player.desk) == []


@pytest.mark.parametrize(
    ("names", "code"),
    [([], "no_handler"), (["督查员"], "handler_unfit"), (["谁"], "handler_unfit")],
)
def test_there_is_always_a_clerk_who_handles_it(player, names, code):
    with pytest.raises(DeskError, match=rf"case\.{code}"):
        case_access.change_handlers(player.desk, player.case_id, names)
    assert player.detail().handlers == ("经办人",)


def test_each_look_is_on_the_trail_once(player, sign_in, clock):
    auditor = sign_in("督查员")
    read_case(auditor, player.case_id)
    read_case(auditor, player.case_id)
    assert [(row.actor, row.subject) for row in looks(auditor)] == [("督查员", "case:1")]
    read_case(player.desk, player.case_id)
    read_case(auditor, player.case_id)
    assert [row.actor for row in looks(auditor)] == ["督查员", "经办人", "督查员"]
    clock.now += timedelta(minutes=16)
    read_case(auditor, player.case_id)
    assert len(looks(auditor)) == 4


def test_the_trail_names_nobody_of_a_case(player):
    player.to_deliberated()
    player.decide()
    told = "\n".join(row.facts for row in trail_of(player.desk) if row.subject == "case:1")
    assert "丁一" not in told
    assert "征迁" not in told
