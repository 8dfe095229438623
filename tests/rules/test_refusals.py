import pytest

from zjgdesk.errors import DeskError
from zjgdesk.rules.refusals import Refusal


def test_a_refusal_raises_what_it_says():
    refusal = Refusal("round.no_surplus", "SCHEME-06", {"candidates": 2, "places": 2})
    with pytest.raises(DeskError, match=r"round\.no_surplus") as caught:
        refusal.raise_()
    assert caught.value.rule == "SCHEME-06"
    assert caught.value.facts == {"candidates": 2, "places": 2}
