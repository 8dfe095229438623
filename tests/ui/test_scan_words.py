"""When typed letters are taken, and what is said; without a window."""

import ast
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zjgdesk.exchange import code_parts
from zjgdesk.services.code_sheets import Outcome, Parts, Read, split
from zjgdesk.ui.ballots import scan_words
from zjgdesk.ui.ballots.scan_words import Effect, Scanning, Told, in_runs, progress, say
from zjgdesk.ui.sound import Sound


def noise(size, seed=1):
    return random.Random(seed).randbytes(size)


def typed(scanning, text):
    """Type letter by letter; Enter is a line feed."""
    told = []
    for letter in text:
        answer = scanning.end_line() if letter == "\n" else scanning.type(letter)
        if answer:
            told.append(answer)
    return told


def test_the_words_need_no_window():
    names = [
        name.name if isinstance(node, ast.Import) else node.module
        for node in ast.walk(ast.parse(Path(scan_words.__file__).read_text("utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in node.names
    ]
    assert not [name for name in names if name.startswith("PySide6")]


def test_every_effect_has_its_sound():
    assert {effect.value for effect in Effect} == {sound.value for sound in Sound}


@pytest.mark.parametrize("end", ["", "\n", "\n\n", "X\n", "]C1\n"], ids=repr)
def test_parts_are_taken_with_and_without_an_end_of_line(end):
    scanning = Scanning()
    texts = split(noise(1_500))
    told = [each for text in texts for each in typed(scanning, text + end)]
    assert [each.text for each in told] == [f"第 {n} 份已读到。" for n in range(1, len(texts) + 1)]
    assert scanning.parts.whole() == noise(1_500)
    assert scanning.pause() is None


def test_a_part_in_two_lines_is_one_part():
    scanning = Scanning()
    (text,) = split(noise(100))
    assert typed(scanning, f"{text[:50]}\n{text[50:]}\n") == [
        Told("第 1 份已读到。", Effect.KEPT, 1)
    ]


def test_a_part_that_stops_is_refused_after_a_while_and_not_before():
    scanning = Scanning()
    (text,) = split(noise(100))
    assert typed(scanning, f"{text[:50]}\n") == []
    told = scanning.pause()
    assert (told.effect, told.number) == (Effect.REFUSED, 1)
    assert f"只收到 50 个字符，应当有 {len(text)} 个" in told.text
    assert scanning.pause() is None
    assert typed(scanning, text[:50]) == []
    assert scanning.pause() == told
    assert len(typed(scanning, text)) == 1


@pytest.mark.parametrize("text", ["6901234567892\n", "69\n", "abc\n"])
def test_another_kind_of_code_is_refused_even_a_short_one(text):
    (told,) = typed(Scanning(), text)
    assert told.effect is Effect.REFUSED
    assert told.text.startswith("这不是结果码，没有采用。")
    assert told.text.endswith("（依据 AIR-02）")


def test_another_kind_of_code_behind_a_part_is_refused():
    scanning = Scanning()
    typed(scanning, split(noise(100))[0] + "\n")
    (told,) = typed(scanning, "6901\n")
    assert told.effect is Effect.REFUSED


def test_a_part_read_again_is_no_refusal():
    scanning = Scanning()
    (text,) = split(noise(100))
    first, second = typed(scanning, text + "\n" + text + "\n")
    assert (first.effect, second.effect) == (Effect.KEPT, Effect.LOOK)
    assert second.text.startswith("第 1 份已经读过，不必再扫。")


def test_a_part_of_another_result_names_both():
    scanning = Scanning()
    mine, other = split(noise(100))[0], split(noise(100, 2))[0]
    (_first, told) = typed(scanning, mine + other)
    assert told.effect is Effect.REFUSED
    strange = Parts()
    strange.take(other)
    assert strange.code in told.text
    assert scanning.parts.code in told.text


def test_many_pasted_lines_are_told_of_together():
    texts = split(noise(3_000))
    scanning = Scanning()
    damaged = texts[1][:-1] + "B"
    pasted = "\n".join([texts[0], damaged, texts[2], texts[0], texts[3]])
    told = scanning.type(pasted)
    assert told.text.startswith("新读到 3 份，1 份已经读过，1 份没有采用。第 2 份没有读对")
    assert (told.effect, told.number) == (Effect.REFUSED, 2)
    told = scanning.type("\n".join(texts))
    assert (told.text, told.effect) == (
        f"新读到 {len(texts) - 3} 份，3 份已经读过。",
        Effect.KEPT,
    )
    told = scanning.type("\n".join(texts))
    assert (told.text, told.effect) == (f"{len(texts)} 份已经读过。", Effect.LOOK)


def test_a_part_cut_off_and_scanned_again_at_once_is_no_refusal():
    scanning = Scanning()
    one, two = split(noise(1_000))
    typed(scanning, one[:70] + one[71:] + "\n")
    (told,) = typed(scanning, one + "\n")
    assert (told.text, told.effect) == ("新读到 1 份。", Effect.KEPT)
    typed(scanning, two[:70] + "\n")
    (told,) = typed(scanning, one + "\n")
    assert told.text.startswith("1 份已经读过，1 份没有采用。第 2 份只收到 70 个字符")


@pytest.mark.parametrize("end", ["\n", ""], ids=["Enter", "nothing"])
@pytest.mark.parametrize("at", [5, 30, 200, -2])
def test_a_lost_letter_never_spoils_the_next_scan(end, at):
    scanning = Scanning()
    one, two = split(noise(1_000))
    torn = one[:at] + one[at + 1 :]
    typed(scanning, torn + end + two + end)
    assert scanning.parts.numbers == {2}
    typed(scanning, one + one[at] + end + one + end)
    assert scanning.parts.complete


HARMS = {
    "lost": lambda text, at, _letter: text[:at] + text[at + 1 :],
    "wrong": lambda text, at, letter: text[:at] + letter + text[at + 1 :],
    "added": lambda text, at, letter: text[:at] + letter + text[at:],
    "cut": lambda text, at, _letter: text[:at],
    "late": lambda text, at, _letter: text[at:],
    "broken": lambda text, at, _letter: f"{text[:at]}\n{text[at:]}",
    "none": lambda text, _at, _letter: text,
}


@given(st.data())
@settings(deadline=None, max_examples=80)
def test_whatever_went_wrong_before_a_right_scan_is_always_taken(draw):
    """Any number of harmed scans, with Enter or not: each intact one afterwards counts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(code_parts, "MOST_SHARE", 24)
        texts = split(noise(40))
    assert len(texts) == 3
    scanning = Scanning()
    harm = st.tuples(
        st.sampled_from(texts),
        st.sampled_from(sorted(HARMS)),
        st.integers(0, len(texts[0]) - 1),
        st.sampled_from("AZJ1九0"),
        st.sampled_from(["", "\n"]),
    )
    for text, how, at, letter, end in draw.draw(st.lists(harm, max_size=6)):
        typed(scanning, HARMS[how](text, at, letter) + end)
    for number, text in enumerate(texts, start=1):
        typed(scanning, text + draw.draw(st.sampled_from(["", "\n"])))
        assert number in scanning.parts.numbers
    assert scanning.parts.whole() == noise(40)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_of_a_scan_is_said(outcome):
    texts = split(noise(1_500))
    own = Parts()
    own.take(texts[0])
    text = {
        Outcome.NEW: texts[1],
        Outcome.AGAIN: texts[0],
        Outcome.DAMAGED: texts[1][:-1] + "B",
        Outcome.CUT: texts[1][:90],
        Outcome.OTHER: split(noise(9))[0],
        Outcome.NEWER: "ZJ9" + texts[1][3:],
        Outcome.FOREIGN: "6901234567892",
    }[outcome]
    reads = (*own.take(text).reads, *own.end().reads)
    assert reads[0].outcome is outcome
    told = say(reads)
    assert told.text.startswith(("第", "这"))
    assert (told.effect is Effect.KEPT) == (outcome is Outcome.NEW)


def test_nothing_read_is_nothing_said():
    assert say(()) is None
    assert say((Read(Outcome.NEW, 3),)) == Told("第 3 份已读到。", Effect.KEPT, 3)


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ([], ""),
        ([3], "3"),
        ([3, 6, 7], "3、6、7"),
        ([3, 4, 5], "3 至 5"),
        ([1, 2, 4, 5, 6, 9], "1、2、4 至 6、9"),
        (list(range(1, 40, 2)), "1、3、5、7、9、11、13、15、17、19、21、23…"),
    ],
)
def test_numbers_are_named_shortly(numbers, words):
    assert in_runs(numbers) == words


def test_progress_names_the_missing_parts_and_their_sheets():
    texts = split(noise(8_000))
    parts = Parts()
    assert progress(parts) == "还没有读到。请扫描结果码单上的任意一份。"
    for number in (1, 2, 4, 5, 8, 9, 10, 11, 13, 14):
        parts.take(texts[number - 1])
    assert progress(parts) == "已读 10 / 14 份，还缺第 3、6、7、12 份（第 1、2 页）"
    for text in texts:
        parts.take(text)
    assert progress(parts) == "14 份已全部读到。"
    many = Parts()
    for text in split(noise(20_000))[::2]:
        many.take(text)
    assert "23、" not in progress(many)
    assert progress(many).endswith("…等 17 份（第 1 至 4 页）")
