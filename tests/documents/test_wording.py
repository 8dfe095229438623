import pytest

from zjgdesk.documents.wording import ResultFacts, result_sentences, settlement_sentence
from zjgdesk.rules.outcome import NextStep
from zjgdesk.rules.vocabulary import Base, Track


def told(**changes):
    facts = {
        "track": Track.CADRE,
        "base": Base.DUE,
        "needed": 7,
        "elected": ("甲",),
        "tied": (),
        "places_left": 0,
        "next": NextStep.DONE,
    }
    return "".join(result_sentences(ResultFacts(**(facts | changes))))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        pytest.param({}, "甲，共1名，当选为担当作为好干部。", id="VOTE-12 elected"),
        pytest.param({"track": Track.UNIT}, "共1个，当选为担当作为好单位。", id="VOTE-12 units"),
        pytest.param({"base": Base.PRESENT}, "实到会人数半数（7票及以上）", id="VOTE-02 present"),
        pytest.param(
            {"next": NextStep.RUNOFF, "tied": ("乙", "丙"), "places_left": 1},
            "乙、丙得票相等，尚余1个名额",
            id="VOTE-13 tie",
        ),
        pytest.param(
            {"next": NextStep.SECOND_BALLOT, "places_left": 2},
            "尚缺2名，在未当选的人选中再次投票",
            id="VOTE-14 too few",
        ),
        pytest.param({"places_left": 1}, "不足应选名额，尚缺1名。", id="VOTE-14 nobody left"),
    ],
)
def test_the_result_in_words(changes, words):
    assert words in told(**changes)


def test_nobody_elected_is_not_told_as_somebody():
    assert "当选为" not in told(elected=(), next=NextStep.REVOTE)


def test_a_settled_cell_is_told_without_the_papers_number():
    people = {"people": ("总监票", "监票乙"), "how": "看过原票"}
    cell = settlement_sentence("张三", first="yes", second="no", settled="yes", **people)
    assert cell == (
        "“张三”一项，第一遍录入为“同意”，第二遍录入为“不同意”，"
        "经总监票、监票乙核对原票，认定为“同意”。（看过原票）"
    )
    whole = settlement_sentence("", first="invalid", second="valid", settled="valid", **people)
    assert whole.startswith("一张选票的效力，第一遍录入为“废票”")
