from datetime import datetime

import pytest

from zjgdesk.rules.register import load_rules
from zjgdesk.rules.scheme import BY_KEY, SETTINGS, may_be, parse_moment, parse_weights


@pytest.mark.parametrize(
    ("key", "value", "allowed"),
    [
        pytest.param("surplus", "1", True, id="SCHEME-06 one more"),
        pytest.param("surplus", "0", False, id="SCHEME-06 no surplus"),
        pytest.param("surplus", "-1", False, id="SCHEME-06 below nothing"),
        pytest.param("notice.days", "5", True, id="NOTICE-01 five days"),
        pytest.param("notice.days", "4", False, id="NOTICE-01 four days"),
        pytest.param("notice.days", "５", False, id="NOTICE-01 full-width figure"),
        pytest.param("notice.held_months", "3", True, id="NOTICE-05 three months"),
        pytest.param("notice.held_months", "4", False, id="NOTICE-05 four months"),
        pytest.param("base", "present", True, id="VOTE-02 present"),
        pytest.param("base", "all", False, id="VOTE-02 unknown base"),
        pytest.param("calendar.years", "2027 2028", True, id="NOTICE-02 two years"),
        pytest.param("calendar.years", "", True, id="NOTICE-02 no years"),
        pytest.param("calendar.years", "2027 28", False, id="NOTICE-02 a short year"),
        pytest.param("notice.phone", "0512-12380", True, id="NOTICE-04 any text"),
    ],
)
def test_may_be(key, value, allowed):
    assert may_be(BY_KEY[key], value) is allowed


def test_every_setting_starts_allowed_and_names_its_rule():
    assert len(BY_KEY) == len(SETTINGS)
    for setting in SETTINGS:
        assert may_be(setting, setting.default), setting.key
        assert load_rules()[setting.rule].changeable, setting.key


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-01 09:30", datetime(2026, 11, 1, 9, 30)),
        (" 2026-11-01 ", datetime(2026, 11, 1)),
        ("2026-02-30", None),
        ("11月1日", None),
        ("", None),
    ],
)
def test_a_moment_of_the_vote(text, moment):
    assert parse_moment(text) == moment
    assert may_be(BY_KEY["vote.opens"], text.strip()) is (moment is not None or not text)


@pytest.mark.parametrize(
    ("text", "weights"),
    [
        ("报纸=40 网站=30 微信=30", {"报纸": 40, "网站": 30, "微信": 30}),
        ("报纸：7；网站 = 3", {"报纸": 7, "网站": 3}),
        ("报纸", None),
        ("报纸=四十", None),
        ("报纸=0 网站=0", None),
        ("报纸=-1", None),
    ],
)
def test_weights_of_channels(text, weights):
    assert parse_weights(text) == weights
    assert may_be(BY_KEY["vote.weights"], text) is (weights is not None)
