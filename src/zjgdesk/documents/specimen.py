"""A name as every face prints it, and which font each of its characters comes from."""

from collections.abc import Sequence
from dataclasses import dataclass

from zjgdesk.documents.blocks import Cell, Table
from zjgdesk.documents.fonts import Face, Fonts
from zjgdesk.documents.page import Frame, print_pages
from zjgdesk.errors import DeskError

NAMES = {
    Face.FANGSONG: "仿宋",
    Face.TITLE: "小标宋",
    Face.KAI: "楷体",
    Face.HEI: "黑体",
    Face.SONG: "宋体",
    Face.LATIN: "数字和西文",
}
CHINESE = tuple(face for face in Face if face is not Face.LATIN)
WIDTHS = (26.0, 130.0)
SIZE, ROW = 16.0, 8.0


@dataclass(frozen=True, slots=True)
class Taken:
    """Characters of a text, one after the other, that one font prints."""

    font: str
    characters: str


def build_specimen(text: str, fonts: Fonts) -> bytes:
    """Return a page with the text in every Chinese face, a row each, as documents print it.

    Raises:
        DeskError: `page.glyph_missing` when no font can print a character, `page.font_missing`,
            `page.font_damaged`.
    """
    rows = tuple(
        (Cell(NAMES[face], face=Face.HEI, least=ROW), Cell(text, face=face, align="left"))
        for face in CHINESE
    )
    return print_pages([Table(WIDTHS, (), rows, SIZE)], Frame("字体样张", bare=True), fonts)


def taken_from(text: str, face: Face, fonts: Fonts) -> tuple[Taken, ...]:
    """Return which font prints which characters of a text in a face.

    Raises:
        DeskError: as `build_specimen`.
    """
    return tuple(Taken(fonts.family(run.font), run.text) for run in fonts.split(text, face))


def without_font(text: str, fonts: Fonts) -> tuple[str, ...]:
    """Return the characters that no font can print, each once, as first met."""
    return tuple(each for each in dict.fromkeys(text) if not _prints(each, fonts))


def faces() -> Sequence[Face]:
    """Return the faces that a Chinese text is set in."""
    return CHINESE


def _prints(character: str, fonts: Fonts) -> bool:
    try:
        fonts.split(character, Face.FANGSONG)
    except DeskError as error:
        if error.code != "page.glyph_missing":
            raise
        return False
    return True
