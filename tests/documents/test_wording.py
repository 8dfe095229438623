import pytest

from zjgdesk.documents.wording import ResultFacts, reading_word, result_sentences
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


@pytest.mark.parametrize(
    ("reading", "word"),
    [
        ("yes", "同意"),
        ("unclear", "待认定"),
        ("invalid", "废票"),
        ("doubtful", "效力存疑"),
        ("unread", "未录划票"),
        ("rekeyed", "补录划票"),
    ],
)
def test_every_reading_of_a_cell_has_its_word(reading, word):
    assert reading_word(reading) == word
