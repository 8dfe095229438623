import random
import time

import pytest

from zjgdesk.resources import resources
from zjgdesk.rules.stroke_order import load_table, order_names, unknown_characters

# The opening of a published list of delegates.
OFFICIAL = [
    "丁宁", "丁纯", "丁炜", "丁铭", "丁小强", "丁中平", "丁仁彧", "丁月牙",
    "丁向群", "丁兴农", "丁赤飚", "丁学东", "丁荣浩", "丁海燕", "丁绣峰", "丁雄军",
    "丁薛祥", "于波", "于洋", "于勇", "于川雅", "于立军", "于吉红", "于江涛",
    "于秀明", "于绍良", "于砚华", "于洪涛", "才让太", "万伟", "万敏", "万立骏",
    "万芝利", "万相兰", "万超岐", "么永波",
]  # fmt: skip
SURNAMES = list("丁王毛方孔石田白冯孙李杨吴宋张陈赵徐黄薛魏")


def shuffled(names, seed):
    mixed = list(names)
    random.Random(seed).shuffle(mixed)
    return mixed


@pytest.mark.parametrize("seed", range(5))
def test_an_official_list_comes_out_exactly(seed):
    assert order_names(shuffled(OFFICIAL, seed), load_table()) == OFFICIAL


@pytest.mark.parametrize("seed", range(5))
def test_surnames_by_their_strokes(seed):
    assert order_names(shuffled(SURNAMES, seed), load_table()) == SURNAMES


@pytest.mark.parametrize(
    ("given", "ordered"),
    [
        pytest.param(False, ["田富", "田大利"], id="ORDER-02 empty middle cell first"),
        pytest.param(True, ["田大利", "田富"], id="ORDER-02 real second character"),
    ],
)
def test_two_characters(given, ordered):
    assert order_names(ordered, load_table(), given=given) == ordered
    assert order_names(ordered[::-1], load_table(), given=given) == ordered


@pytest.mark.parametrize(
    "ordered",
    [
        pytest.param(["丁一", "王一", "欧阳一"], id="ORDER-01 fewer strokes first"),
        pytest.param(["上官云", "王海", "欧阳震", "欧阳震华"], id="ORDER-01 compound surnames"),
        pytest.param(
            ["司马光", "司徒雷", "欧阳一一", "郑一一"], id="ORDER-01 character by character"
        ),
        pytest.param(["十一二", "丁一二", "厂一二"], id="ORDER-01 official order of ties"),
        pytest.param(["王小明", "王小明明"], id="ORDER-01 the shorter first"),
        pytest.param(["阿不都", "阿不·都热", "阿里木"], id="ORDER-04 the dot is not compared"),
        pytest.param(["丁宁（女，回族）", "丁小强"], id="ORDER-04 a note is not compared"),
        pytest.param(["于　波", "于川雅"], id="ORDER-04 the blank is not compared"),
        pytest.param(["王䶮", "王鑫"], id="ORDER-03 䶮 has a place"),
        pytest.param(["丁㛃丁", "丁𬭎丁"], id="ORDER-03 㛃 and 𬭎 have places"),
    ],
)
def test_order(ordered):
    assert order_names(ordered, load_table()) == ordered
    assert order_names(ordered[::-1], load_table()) == ordered


def test_equal_names_keep_their_places():
    names = ["于 波", "于波", "于　波"]
    assert order_names(names, load_table()) == names


def test_unknown_characters_are_named_once_and_stand_last():
    names = ["王𰻝明", "𰻝A", "李𬱖", "丁宁"]
    assert unknown_characters(names, load_table()) == ("𰻝", "A")
    assert order_names(names, load_table()) == ["丁宁", "王𰻝明", "李𬱖", "𰻝A"]


def test_the_clerks_own_place_wins():
    table = load_table()
    own = {"𰻝": table.ranks["丁"] + 0.5, "王": 0}
    names = ["王一一", "丁一一", "𰻝一一", "于一一"]
    assert order_names(names[::-1], table, own=own) == names
    assert unknown_characters(names, table, own=own) == ()


def test_the_shipped_table():
    ranks = load_table().ranks
    text = (resources() / "stroke" / "table.txt").read_text(encoding="utf-8")
    characters = "".join(line for line in text.splitlines() if not line.startswith("#"))
    assert len(ranks) == len(characters) == 21173
    assert sorted(characters, key=ranks.__getitem__) == list(characters)


def test_forty_names_at_once():
    table, names = load_table(), shuffled(OFFICIAL + SURNAMES, 7)[:40]
    fastest = min(timed(names, table) for _ in range(5))
    assert fastest < 0.005


def timed(names, table):
    start = time.perf_counter()
    order_names(names, table)
    return time.perf_counter() - start
