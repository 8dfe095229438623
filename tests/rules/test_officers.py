import pytest

from zjgdesk.rules.again import may_stand_again
from zjgdesk.rules.officers import (
    Officers,
    check_officers,
    may_decide_doubt,
    may_key,
    may_oversee,
)

OFFICERS = Officers("周一", ("吴二", "冯五"), ("郑三", "王四"))


@pytest.mark.parametrize(
    ("chief", "scrutineers", "tellers", "codes"),
    [
        pytest.param("周一", ("吴二",), ("郑三", "王四"), [], id="VOTE-15 chief and one more"),
        pytest.param("周一", ("周 一", "吴二"), ("郑三",), [], id="VOTE-15 chief named twice"),
        pytest.param("周一", (), ("郑三",), ["round.scrutineers_too_few"], id="VOTE-15 alone"),
        pytest.param("周一", ("周　一",), ("郑三",), ["round.scrutineers_too_few"],
                     id="VOTE-15 the same with a blank"),
        pytest.param(" ", ("吴二", "冯五"), ("郑三",), ["round.chief_missing"],
                     id="VOTE-15 no chief"),
        pytest.param("周一", ("吴二",), (" ",), ["round.no_tellers"], id="VOTE-15 nobody counts"),
        pytest.param("周一", ("吴二",), ("吴二",), ["round.officer_twice"], id="VOTE-15 both"),
        pytest.param("周一", ("王 鑫",), ("郑三",), ["round.officer_on_list"],
                     id="VOTE-15 on the list"),
        pytest.param("周一", ("吴二",), ("王鑫", ""), ["round.officer_on_list"],
                     id="VOTE-15 teller on the list"),
        pytest.param("周一", ("吴二",), ("李妻",), ["round.officer_related"],
                     id="VOTE-15 near to somebody listed"),
    ],
)  # fmt: skip
def test_officers(chief, scrutineers, tellers, codes):
    officers = Officers(chief, scrutineers, tellers, relatives=("李　妻",))
    found = check_officers(officers, ["王　鑫", "李白"])
    assert [each.code for each in found] == codes
    assert all(each.rule == "VOTE-15" for each in found)


@pytest.mark.parametrize(
    ("asked", "name", "code"),
    [
        pytest.param(may_key, "郑 三", None, id="VOTE-15 a teller keys"),
        pytest.param(may_key, "吴二", "round.not_a_teller", id="VOTE-15 a scrutineer does not"),
        pytest.param(may_oversee, "周一", None, id="VOTE-15 the chief oversees"),
        pytest.param(may_oversee, "冯五", None, id="VOTE-15 a scrutineer oversees"),
        pytest.param(may_oversee, "郑三", "round.not_a_scrutineer", id="VOTE-15 a teller not"),
    ],
)
def test_only_those_named_for_the_sitting_act(asked, name, code):
    found = asked(OFFICERS, name)
    assert (found and found.code) == code


@pytest.mark.parametrize(
    ("one", "other", "allowed"),
    [
        pytest.param("周一", "吴二", True, id="VOTE-06 chief and scrutineer"),
        pytest.param("冯五", "周一", True, id="VOTE-06 the other way round"),
        pytest.param("吴二", "冯五", False, id="VOTE-06 without the chief"),
        pytest.param("周一", "郑三", False, id="VOTE-06 with a teller"),
        pytest.param("周一", "周 一", False, id="VOTE-06 the chief alone"),
        pytest.param("周一", "路人", False, id="VOTE-06 with a stranger"),
    ],
)
def test_doubt_is_decided_by_the_chief_and_a_scrutineer(one, other, allowed):
    found = may_decide_doubt(OFFICERS, one, other)
    assert (found is None) is allowed
    assert found is None or (found.code, found.rule) == ("keying.chief_needed", "VOTE-06")


@pytest.mark.parametrize(
    ("failed_at", "meeting", "code"),
    [
        pytest.param((), 1, None, id="VOTE-20 never failed"),
        pytest.param((1,), 2, None, id="VOTE-20 at another sitting"),
        pytest.param((1, 1), 2, None, id="VOTE-20 two rounds of one sitting fail once"),
        pytest.param((1,), 1, "round.failed_here", id="VOTE-20 at the same sitting"),
        pytest.param((1, 2), 3, "round.failed_twice", id="VOTE-20 twice failed"),
    ],
)
def test_who_may_stand_again(failed_at, meeting, code):
    found = may_stand_again(failed_at, meeting, "甲")
    assert (found and found.code) == code
