import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zjgdesk.errors import DeskError
from zjgdesk.rules.own_strokes import (
    MOST,
    Posts,
    bearers,
    load_posts,
    may_enter,
    moved,
    neighbours,
    own_ranks,
    parse_strokes,
    words_of,
)
from zjgdesk.rules.stroke_order import load_table, order_names, unknown_characters

FEW = Posts([(1, "1"), (2, "12"), (2, "34"), (3, "111")], ["一", "十", "人", "三"])


@pytest.mark.parametrize(
    ("text", "strokes"),
    [
        pytest.param("12345", "12345", id="ORDER-03 digits"),
        pytest.param("１２ ３,4、5", "12345", id="ORDER-03 full width, blanks, commas"),
        pytest.param("横竖撇点折", "12345", id="ORDER-03 words"),
        pytest.param("提捺", "14", id="ORDER-03 提 is 横, 捺 is 点"),
        pytest.param("一丨丿丶乙", "12345", id="ORDER-03 the strokes themselves"),
        pytest.param("1" * MOST, "1" * MOST, id="ORDER-03 as many as there may be"),
    ],
)
def test_strokes_are_read_as_typed(text, strokes):
    assert parse_strokes(text) == strokes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("", "strokes.none", id="ORDER-03 none"),
        pytest.param(" ，", "strokes.none", id="ORDER-03 commas alone"),
        pytest.param("1267", "strokes.not_strokes", id="ORDER-03 six is no stroke"),
        pytest.param("横钩", "strokes.not_strokes", id="ORDER-03 钩 is no kind"),
        pytest.param("1" * (MOST + 1), "strokes.too_many", id="ORDER-03 too many"),
    ],
)
def test_what_are_no_strokes_is_refused(text, code):
    with pytest.raises(DeskError) as caught:
        parse_strokes(text)
    assert (caught.value.code, caught.value.rule) == (code, "ORDER-03")


def test_strokes_in_words():
    assert words_of("12345") == "横竖撇点折"


@pytest.mark.parametrize(
    ("character", "code"),
    [
        pytest.param("𰻝", None, id="ORDER-03 in no table"),
        pytest.param("\ue863", None, id="ORDER-03 of a private area, as old systems have"),
        pytest.param("王", "strokes.known", id="ORDER-03 official"),
        pytest.param("㛃", "strokes.known", id="ORDER-03 official, and rare"),
        pytest.param("", "strokes.not_one_character", id="ORDER-03 nothing"),
        pytest.param("𰻝𰻝", "strokes.not_one_character", id="ORDER-03 two"),
        pytest.param("·", "strokes.not_one_character", id="ORDER-04 not compared"),
        pytest.param("1", "strokes.not_one_character", id="ORDER-03 no character"),
    ],
)
def test_only_what_the_table_does_not_place_may_be_entered(character, code):
    refusal = may_enter(character, load_table())
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(
    ("strokes", "between"),
    [
        pytest.param("1", ("一", "十"), id="ORDER-01 a tie stands behind"),
        pytest.param("11", ("一", "十"), id="ORDER-01 the number goes before the kinds"),
        pytest.param("5", ("一", "十"), id="ORDER-01 behind all of one stroke"),
        pytest.param("13", ("十", "人"), id="ORDER-01 between"),
        pytest.param("1111", ("三", ""), id="ORDER-01 the last of all"),
    ],
)
def test_neighbours(strokes, between):
    assert neighbours(strokes, FEW) == between


def test_the_first_of_all_has_nobody_before():
    only = Posts([(2, "12")], ["十"])
    assert neighbours("1", only) == ("", "十")
    assert own_ranks({"𰻝": "1"}, load_table(), only)["𰻝"] < 0


def test_entered_characters_stand_by_their_strokes():
    table = load_table()
    ranks = own_ranks({"𰻝": "1121", "𬱖": "112", "𰻞": "1121"}, table)
    names = ["丁一", "𬱖一", "王一", "𰻝一", "𰻞一", "石一"]
    assert order_names(names[::-1], table, own=ranks) == names
    assert unknown_characters(names, table, own=ranks) == ()
    assert own_ranks({}, table) == {}


def test_the_shipped_strokes_rise_with_the_table():
    posts, ranks = load_posts(), load_table().ranks
    assert len(posts.keys) == len(set(posts.characters)) == 6934
    assert all(a <= b for a, b in itertools.pairwise(posts.keys))
    places = [ranks[each] for each in posts.characters]
    assert places == sorted(places)
    told = dict(zip(posts.characters, (strokes for _, strokes in posts.keys), strict=True))
    assert (told["王"], told["丁"], told["女"]) == ("1121", "12", "531")
    assert told["狐"].startswith("353")


@pytest.mark.parametrize("character", ["陈", "徐", "鑫", "藏"])
def test_a_character_entered_with_the_strokes_of_a_known_one_stands_beside_it(character):
    posts = load_posts()
    strokes = posts.keys[posts.characters.index(character)][1]
    table = load_table()
    own = own_ranks({"𰻝": strokes}, table)
    last = max(
        table.ranks[each]
        for each, key in zip(posts.characters, posts.keys, strict=True)
        if key[1] == strokes
    )
    assert last < own["𰻝"] < last + 1


@pytest.mark.parametrize(
    ("to", "names"),
    [(0, "cabd"), (1, "acbd"), (2, "abcd"), (3, "abdc"), (9, "abdc"), (-1, "cabd")],
)
def test_moving_keeps_everybody(to, names):
    assert "".join(moved("abcd", "c", to)) == names


@given(names=st.lists(st.integers(), min_size=1, unique=True), data=st.data())
def test_the_others_keep_their_order(names, data):
    one = data.draw(st.sampled_from(names))
    after = moved(names, one, data.draw(st.integers(-2, 20)))
    assert sorted(after) == sorted(names)
    assert [n for n in after if n != one] == [n for n in names if n != one]


def test_who_bears_a_character():
    assert bearers("𰻝", ["王𰻝明", "李四", "王𰻝明", "丁（𰻝）"]) == ("王𰻝明",)
