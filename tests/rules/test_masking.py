import pytest

from zjgdesk.rules.masking import COMPOUND, mask_text, masked, masks


@pytest.mark.parametrize(
    ("name", "mask"),
    [
        pytest.param("陈建国", "陈某", id="TOL-16 the family name stays"),
        pytest.param("陈 明", "陈某", id="TOL-16 blanks go"),
        pytest.param("欧阳修远", "欧阳某", id="TOL-16 a compound family name"),
        pytest.param("欧阳", "欧某", id="TOL-16 two characters are no compound family name"),
        pytest.param("买买提·吐尔逊", "买买提某", id="TOL-16 the first part of a long name"),
        pytest.param("𬭎一", "𬭎某", id="TOL-16 a rare character stays whole"),
        pytest.param("　", "", id="TOL-16 nobody"),
    ],
)
def test_a_name_keeps_its_family(name, mask):
    assert masked(name) == mask


def test_two_of_one_family_stay_apart():
    assert masks(["陈建国", "陈建华", "陈 建国"]) == {"陈建国": "陈某", "陈建华": "陈某2"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(
            "陈建国和陈 建国都是陈建国。", "陈某和陈某都是陈某。", id="TOL-16 blanks inside"
        ),
        pytest.param("陈建国强到会", "陈某强到会", id="TOL-16 part of a longer run"),
        pytest.param("没有人", "没有人", id="TOL-16 nobody named"),
    ],
)
def test_a_text_names_nobody(text, told):
    assert mask_text(text, masks(["陈建国"])) == told


def test_the_longest_name_goes_first():
    assert mask_text("陈建国强", masks(["陈建国", "陈建国强"])) == "陈某2"


def test_without_names_a_text_stays():
    assert mask_text("陈建国", {}) == "陈建国"


def test_compound_names_are_pairs():
    assert {len(name) for name in COMPOUND} == {2}
    assert len(COMPOUND) == 58
