from datetime import UTC, date, datetime
from enum import StrEnum

import pytest

from zjgdesk.rules import (
    case_effect,
    duties,
    keying,
    offline,
    outcome,
    preconditions,
    register,
    roles,
    rounds,
    vocabulary,
)
from zjgdesk.rules.vocabulary import Mark, OpinionAnswer, Track
from zjgdesk.services.case_figures import By, End
from zjgdesk.services.imports import ImportKind
from zjgdesk.services.office_texts import TextGroup
from zjgdesk.ui.words import WORDS, day, fact, in_order, moment, month, word

MODULES = (
    vocabulary, rounds, outcome, keying, preconditions, case_effect, register, roles, duties,
    offline,
)  # fmt: skip
KINDS = [
    kind
    for module in MODULES
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum
] + [ImportKind, By, End, TextGroup]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_member_of_a_closed_set_has_a_word_of_its_own(kind):
    words = WORDS[kind.__name__]
    assert set(words) == {member.value for member in kind}
    assert len(set(words.values())) == len(words)


def test_the_same_value_is_said_by_its_own_set():
    assert (word(Mark.ABSTAIN), word(OpinionAnswer.RESERVED), word(None)) == ("弃权", "有保留", "")


def test_days_months_and_moments_are_written_as_people_read_them():
    assert day(date(2026, 11, 8)) == "2026年11月8日"
    assert month("1980-01") == "1980年1月"
    assert month(None) == ""
    assert len(moment(datetime(2026, 11, 8, 4, tzinfo=UTC))) == len("2026-11-08 04:00")


def test_facts_are_said_in_words_lists_too():
    assert fact([Track.UNIT, date(2026, 1, 2)]) == "好单位、2026年1月2日"
    assert fact(7) == 7


def test_long_words_come_last():
    assert in_order({"deed", "post", "name"}) == ["name", "post", "deed"]
