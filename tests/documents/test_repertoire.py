"""Every character of GB 18030-2022, levels 1 and 2, has a glyph, prints, and is found again.

Level 1 is derived from Python's own codec: what two bytes can say, but for the user-defined area,
and of the four-byte part 扩充 A and the ideographs that were added behind U+9FA5. Level 2 adds the
196 characters of 通用规范汉字表 beyond U+FFFF; that table stands in `standard_characters.txt`.
"""

import random
from pathlib import Path

import pytest

from zjgdesk.documents.blocks import Paragraph
from zjgdesk.documents.fonts import Face
from zjgdesk.documents.page import Frame, print_pages
from zjgdesk.documents.proof import page_texts
from zjgdesk.errors import DeskError
from zjgdesk.rules.names import compact

STANDARD = Path(__file__).parent / "standard_characters.txt"
USER_DEFINED = range(0xE000, 0xF900)
FOUR_BYTES = (range(0x3400, 0x4DB6), range(0x9FA6, 0x9FF0))
RARE = "㛃䶮𬭎𠅤𬎆㑇𫍯"
HAN_FACES = [face for face in Face if face is not Face.LATIN]
SAMPLE = 600


def standard():
    text = STANDARD.read_text(encoding="utf-8")
    return "".join(line for line in text.splitlines() if not line.startswith("#"))


def two_bytes():
    pairs = (
        bytes((lead, trail))
        for lead in range(0x81, 0xFF)
        for trail in range(0x40, 0xFF)
        if trail != 0x7F
    )
    told = (pair.decode("gb18030", "ignore") for pair in pairs)
    return [each for each in told if each and ord(each) not in USER_DEFINED]


def level_one():
    listed = (chr(code) for span in FOUR_BYTES for code in span)
    return list(dict.fromkeys([*two_bytes(), *listed]))


def level_two():
    return list(dict.fromkeys([*level_one(), *standard()]))


def found_again(characters, face, fonts):
    """Print characters in a running text and return what a reader copies out of the file."""
    data = print_pages([Paragraph("".join(characters), face)], Frame("字符"), fonts)
    pages = (text.rsplit("—", 2)[0] for text in page_texts(data))  # without the page's number
    return compact("".join(pages))


def han(characters):
    return [each for each in characters if "\u3400" <= each <= "\u9fff" or each > "\uffff"]


def test_the_levels_are_as_large_as_the_standard_says():
    assert len(standard()) == len(set(standard())) == 8105
    assert len(two_bytes()) == 21872
    assert len(han(level_one())) == 20902 + 6582 + 74
    assert len(level_two()) - len(level_one()) == 196
    assert all(each > "\uffff" for each in set(level_two()) - set(level_one()))
    assert set("㛃䶮𬭎𠅤㑇𫍯") <= set(level_two())


@pytest.mark.parametrize("face", HAN_FACES)
def test_every_character_has_a_glyph_in_every_face(fonts, face):
    missing = []
    for character in level_two():
        try:
            fonts.split(character, face)
        except DeskError:
            missing.append(character)
    assert missing == []


def test_every_standard_character_prints_and_is_found_again(fonts):
    told = found_again(standard(), Face.FANGSONG, fonts)
    assert told == standard()


@pytest.mark.parametrize("face", HAN_FACES)
def test_a_sample_of_both_levels_is_found_again_in_every_face(fonts, face):
    chance = random.Random(f"{face} 2026")
    beyond = [each for each in standard() if each > "\uffff"]
    sample = [*chance.sample(han(level_one()), SAMPLE), *beyond, *RARE]
    assert found_again(sample, face, fonts) == "".join(sample)


def test_a_rare_name_is_searched_for_as_it_is_written(fonts):
    names = [f"欧阳{each}" for each in RARE]
    data = print_pages([Paragraph(name) for name in names], Frame("名单"), fonts)
    text = page_texts(data)[0]
    assert all(name in text for name in names)
