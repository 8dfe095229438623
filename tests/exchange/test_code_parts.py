"""Parts of a whole as a scanner types them: any order, torn, glued, damaged, of another whole."""

import random
import string
from base64 import b32decode
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zjgdesk.errors import DeskError
from zjgdesk.exchange import code_parts
from zjgdesk.exchange.code_parts import (
    CHECK,
    HEAD,
    LETTERS,
    MARK,
    MOST_BYTES,
    MOST_LETTERS,
    PER_SHEET,
    Missing,
    Outcome,
    Parts,
    code_of,
    on_sheets,
    sheet_of,
    split,
)

WIDE = str.maketrans({letter: chr(ord(letter) + 0xFEE0) for letter in LETTERS + "0189"})


def noise(size, seed=1):
    """Bytes that do not get shorter, as those of an encrypted package."""
    return random.Random(seed).randbytes(size)


def outcomes(*taken):
    return [read.outcome for each in taken for read in each.reads]


def read_all(texts):
    parts = Parts()
    for text in texts:
        parts.take(text)
    return parts


@given(data=st.binary(max_size=4000), seed=st.integers(0, 99))
@settings(deadline=None, max_examples=60)
def test_any_bytes_come_back_in_any_order_however_often(data, seed):
    texts = split(data)
    mixed = texts * 2
    random.Random(seed).shuffle(mixed)
    parts = read_all(mixed)
    assert parts.complete
    assert parts.missing == ()
    assert parts.whole() == data


@pytest.mark.parametrize("size", [0, 1, 585, 586, 587, 2_000, 8_000, 60_000, MOST_BYTES])
def test_bytes_of_a_package_come_back_and_no_part_is_longer_than_a_code_holds(size):
    data = noise(size)
    texts = split(data)
    assert max(map(len, texts)) <= MOST_LETTERS
    assert max(map(len, texts)) - min(map(len, texts)) < len(texts) + 1 or len(texts) == 1
    assert read_all(reversed(texts)).whole() == data


def test_the_parts_are_only_letters_that_every_keyboard_layout_shares():
    for text in split(noise(8_000)):
        assert text.startswith(MARK)
        assert set(text[len(MARK) :]) <= set(LETTERS)
        assert set(LETTERS) <= set(string.ascii_uppercase + string.digits)


def test_what_gets_shorter_is_packed():
    data = b"candidate" * 2_000
    assert len(split(data)) == 1
    assert read_all(split(data)).whole() == data


def test_an_inspector_puts_them_together_with_base32_and_sha256_alone():
    data = noise(3_000)
    texts = split(data)
    text = "".join(text[HEAD:-CHECK] for text in texts)
    body = b32decode(text + "=" * (-len(text) % 8))
    assert body == b"\0" + data
    code = code_of(texts).replace(" ", "")
    assert b32decode(code) == sha256(body).digest()[:10]
    assert len(code_of(texts).split()) == 4


def test_more_than_is_ever_printed_is_refused():
    with pytest.raises(DeskError) as caught:
        split(bytes(MOST_BYTES + 1))
    assert (caught.value.code, caught.value.facts["size"]) == ("codes.too_large", MOST_BYTES + 1)


def test_missing_parts_are_named_with_their_sheets():
    texts = split(noise(8_000))
    assert len(texts) == 14
    assert [len(sheet) for sheet in on_sheets(texts)] == [PER_SHEET, 5]
    parts = Parts()
    assert (parts.missing, parts.count, parts.code, parts.complete) == ((), 0, "", False)
    for number, text in enumerate(texts, start=1):
        if number not in {3, 9, 10}:
            parts.take(text)
    assert parts.missing == (Missing(3, 1), Missing(9, 1), Missing(10, 2))
    assert (parts.count, parts.code, parts.complete) == (14, code_of(texts), False)
    assert parts.numbers == frozenset(range(1, 15)) - {3, 9, 10}
    with pytest.raises(DeskError) as caught:
        parts.whole()
    assert (caught.value.code, caught.value.facts) == ("codes.incomplete", {"missing": [3, 9, 10]})
    assert [sheet_of(number) for number in (1, 9, 10, 18, 19)] == [1, 1, 2, 2, 3]


def test_a_part_read_again_is_recognised():
    text = split(noise(50))[0]
    parts = Parts()
    first, second = parts.take(text), parts.take(text)
    assert outcomes(first, second) == [Outcome.NEW, Outcome.AGAIN]
    assert second.reads[0].refusal.code == "codes.again"
    assert second.reads[0].refusal.facts == {"number": "1"}


def test_a_part_of_another_whole_is_named_and_left_out():
    mine, other = split(noise(1_500)), split(noise(1_500, seed=2))
    parts = read_all(mine[:1])
    (read,) = parts.take(other[1]).reads
    assert (read.outcome, read.refusal.code) == (Outcome.OTHER, "codes.other")
    assert read.refusal.facts == {"other": code_of(other), "own": code_of(mine)}
    for text in mine[1:]:
        parts.take(text)
    assert parts.whole() == noise(1_500)


def small_part():
    return split(noise(1_200))[1][: HEAD + 40 + CHECK], split(noise(30))[0]


def test_every_single_wrong_letter_is_refused():
    """Whatever one letter becomes: another letter, a digit, a sign, a Chinese character."""
    _long, text = small_part()
    signs = LETTERS + "0189" + "-/.:$%*+ _=;,'\"" + "中ıſß\u200b\ue000é"
    for at, right in enumerate(text):
        for wrong in signs:
            if wrong == right:
                continue
            parts = Parts()
            taken = [parts.take(text[:at] + wrong + text[at + 1 :]), parts.end()]
            found = outcomes(*taken)
            assert found, (at, wrong)
            assert not set(found) & {Outcome.NEW, Outcome.AGAIN}, (at, wrong)
            assert all(read.refusal for each in taken for read in each.reads)
            assert parts.numbers == frozenset()


@given(data=st.binary(min_size=1, max_size=60), draw=st.data())
@settings(deadline=None, max_examples=150)
def test_letters_lost_swapped_or_added_are_refused(data, draw):
    text = split(data)[0]
    at = draw.draw(st.integers(0, len(text) - 2))
    torn = draw.draw(
        st.sampled_from(
            [
                text[:at] + text[at + 1 :],
                text[:at] + text[at + 1] + text[at] + text[at + 2 :],
                text[: at + 1] + text[at] + text[at + 1 :],
                text[: at + 1],
            ]
        )
    )
    parts = Parts()
    parts.take(torn)
    parts.end()
    # A letter doubled at the very beginning or end stands outside the part, as a scanner's own do.
    assert parts.numbers == (frozenset({1}) if text in torn else frozenset())


def test_a_damaged_part_is_named_where_its_head_can_be_read():
    text = split(noise(1_200))[1]
    parts = Parts()
    (read,) = parts.take(text[:-1] + ("A" if text[-1] != "A" else "B")).reads
    assert (read.outcome, read.number, read.refusal.code) == (Outcome.DAMAGED, 2, "codes.damaged")
    (read,) = parts.take(text[:19] + "99" + text[21:]).reads
    assert (read.outcome, read.number) == (Outcome.DAMAGED, 0)
    assert read.refusal.code == "codes.damaged_somewhere"
    (read,) = parts.take(text[:23] + "99" + text[25:]).reads
    assert read.refusal.code == "codes.damaged"


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(str.lower, id="small letters of Caps Lock"),
        pytest.param(lambda text: text.translate(WIDE), id="full-width letters of an IME"),
        pytest.param(lambda text: text.lower().swapcase(), id="case turned"),
        pytest.param(lambda text: f"  \t{text}\r\n", id="blanks and an end of line"),
        pytest.param(lambda text: f"\x02{text}\x03", id="start and end of text"),
        pytest.param(lambda text: f"]Q1{text}", id="the kind of code before it"),
        pytest.param(lambda text: f"\ufeff{text}\u3000", id="signs that nobody sees"),
        pytest.param(" ".join, id="a blank after each letter"),
        pytest.param(lambda text: f"{text[:40]}\r\n{text[40:]}", id="broken into two lines"),
    ],
)
def test_what_keyboards_and_scanners_do_to_a_part_does_no_harm(change):
    text = split(noise(100))[0]
    parts = Parts()
    taken = parts.take(change(text))
    assert outcomes(taken) == [Outcome.NEW]
    assert not taken.waiting
    assert parts.whole() == noise(100)


def test_full_width_small_letters_too():
    text = split(noise(100))[0]
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in text.lower())
    assert read_all([wide]).whole() == noise(100)


@pytest.mark.parametrize("at", [1, 2, 3, 10, HEAD - 1, HEAD, 60, -1])
def test_a_part_in_two_pieces_is_put_together(at):
    text = split(noise(100))[0]
    parts = Parts()
    first = parts.take(text[:at])
    assert (outcomes(first), first.waiting) == ([], True)
    second = parts.take(text[at:])
    assert (outcomes(second), second.waiting) == ([Outcome.NEW], False)


def test_glued_parts_are_told_apart_wherever_the_line_ends():
    texts = split(noise(2_000))
    glued = "".join(texts)
    for at in range(0, len(glued), 97):
        parts = Parts()
        taken = [parts.take(glued[:at]), parts.take(glued[at:])]
        assert outcomes(*taken) == [Outcome.NEW] * len(texts)
        assert parts.whole() == noise(2_000)


def test_no_part_ends_like_the_beginning_of_a_mark():
    """Else the end of one part would be waited on for the next."""
    assert {split(noise(20, seed))[0][-1] for seed in range(300)} == set("AIQY")


def test_a_damaged_part_does_not_spoil_the_one_glued_behind_it():
    one, two, *_rest = split(noise(2_000))
    parts = Parts()
    assert outcomes(parts.take(one[:-20] + two)) == [Outcome.CUT, Outcome.NEW]
    assert outcomes(parts.take("X" + one[1:] + two)) == [Outcome.FOREIGN, Outcome.AGAIN]
    assert outcomes(parts.take(one[:50] + "9" + one[51:] + two)) == [
        Outcome.DAMAGED,
        Outcome.AGAIN,
    ]


def test_a_part_cut_off_is_refused_at_the_end_or_at_the_next_mark():
    one, two, *_rest = split(noise(2_000))
    parts = Parts()
    assert parts.take(one[:100]).waiting
    (read,) = parts.end().reads
    assert (read.outcome, read.number, read.refusal.code) == (Outcome.CUT, 1, "codes.cut")
    assert read.refusal.facts == {"number": "1", "got": "100", "length": str(len(one))}
    assert parts.end().reads == ()
    parts.take(one[:10])
    assert [read.refusal.code for read in parts.end().reads] == ["codes.cut_somewhere"]
    parts.take(one[:100])
    assert outcomes(parts.take(two)) == [Outcome.CUT, Outcome.NEW]


@pytest.mark.parametrize(
    "text", ["6901234567892", "6", "https://example.org/a", "结果", "XJ1ABCDEF", "ZK1"]
)
def test_what_is_no_part_is_called_so(text):
    parts = Parts()
    (read,) = parts.take(text).reads
    assert (read.outcome, read.refusal.code) == (Outcome.FOREIGN, "codes.foreign")
    assert not parts.waiting


@pytest.mark.parametrize("text", ["", " ", "\r\n", "\t", "\u200b"])
def test_nothing_is_nothing(text):
    parts = Parts()
    assert parts.take(text) == code_parts.Taken((), waiting=False)


@pytest.mark.parametrize("figure", "089")
def test_a_later_form_is_named(figure):
    text = split(noise(50))[0]
    (read,) = Parts().take(f"ZJ{figure}{text[3:]}").reads
    assert (read.outcome, read.refusal.code) == (Outcome.NEWER, "codes.newer")


def test_the_end_of_a_part_is_known_without_an_end_of_line():
    text = split(noise(100))[0]
    parts = Parts()
    assert [parts.finishes(text[:size]) for size in range(len(text) + 1)] == [
        *[False] * len(text),
        True,
    ]
    assert not parts.finishes(text + "A")
    assert not parts.finishes(text[:40] + text[41:] + "Z")
    parts.take(text[:30])
    assert parts.finishes(text[30:])
    assert parts.finishes(f"{text}]Q1{text}".lower())


def forged(text, share=None, **figures):
    """A part whose check is right and whose content is not."""
    fields = {"number": text[19:21], "count": text[21:23], **figures}
    share = text[HEAD:-CHECK] if share is None else share
    head = text[:19] + fields["number"] + fields["count"] + code_parts._figure(len(share)) + share
    return head + code_parts._check(head)


def test_parts_that_do_not_make_up_their_whole_are_refused():
    one, two = split(noise(1_000))
    for wrong in (two[HEAD:-CHECK][:-8] + "A" * 8, "A" * 9, ""):
        parts = read_all([one, forged(two, wrong)])
        assert parts.complete
        with pytest.raises(DeskError) as caught:
            parts.whole()
        assert (caught.value.code, caught.value.facts) == (
            "codes.differs",
            {"whole": code_of([one])},
        )


def test_two_parts_with_one_number_or_another_count_are_not_both_believed():
    one, two = split(noise(1_000))
    parts = read_all([one])
    assert outcomes(parts.take(forged(one, "A" * 20))) == [Outcome.DAMAGED]
    assert outcomes(parts.take(forged(two, count="AD"))) == [Outcome.DAMAGED]
    for number, count in (("AA", "AC"), ("AD", "AC"), ("AA", "AA")):
        assert outcomes(parts.take(forged(two, number=number, count=count))) == [Outcome.DAMAGED]
    assert outcomes(parts.take(two)) == [Outcome.NEW]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="nothing at all"),
        pytest.param(b"\2abc", id="an unknown way of packing"),
        pytest.param(b"\1abc", id="not packed"),
        pytest.param(
            b"\1" + code_parts.zlib.compress(bytes(50 * MOST_BYTES), 9), id="unpacks without end"
        ),
        pytest.param(b"\1" + code_parts.zlib.compress(b"abc" * 99)[:-6], id="cut off"),
    ],
)
def test_a_whole_that_was_never_split_is_refused(body):
    text = code_parts.b32encode(body).decode().rstrip("=")
    shares = [text[at : at + 900] for at in range(0, len(text), 900)] or [""]
    parts = Parts()
    for number, share in enumerate(shares, start=1):
        head = (
            MARK
            + code_parts._code(body)
            + "".join(map(code_parts._figure, (number, len(shares), len(share))))
            + share
        )
        parts.take(head + code_parts._check(head))
    assert parts.complete
    with pytest.raises(DeskError) as caught:
        parts.whole()
    assert caught.value.code == "codes.differs"


@given(text=st.text(max_size=300))
@settings(deadline=None, max_examples=200)
def test_no_text_whatever_breaks_the_reading(text):
    parts = Parts()
    parts.take(text)
    parts.take(MARK + text)
    parts.finishes(text)
    parts.end()
    assert parts.numbers == frozenset()
