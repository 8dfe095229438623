"""The faces of official pages: found, registered, and asked which of them can print a text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from threading import RLock
from unicodedata import category

from reportlab.pdfbase import pdfmetrics

from zjgdesk.documents.searchable import SearchableFont
from zjgdesk.documents.sfnt import FontFile, find_fonts
from zjgdesk.errors import BrokenInvariantError, DeskError
from zjgdesk.resources import resources

# reportlab keeps its fonts in the process and one font serves one document at a time.
PRINTING = RLock()

LATIN_BELOW = 0x250
CONTROL = "Cc"  # some fonts draw a box for these
NO_SHAPE = "□"
CHINESE_BELOW = frozenset("·×÷°±§¨")  # in Latin-1, yet full-width signs of a Chinese text
UNSEEN = dict.fromkeys(
    (0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0xFFA0)
)
"""Signs that show nothing, the ones that turn the direction of writing among them: left out."""
BLANKS = dict.fromkeys((9, 11, 12, 13, *range(0x1C, 0x20), 0x85, 0x2028, 0x2029), " ")
"""White space that no font has: printed as a blank."""
PLAIN = {**UNSEEN, **BLANKS}


class Face(StrEnum):
    """The hands a page is written in. Rule: PAGE-02."""

    FANGSONG = "fangsong"
    TITLE = "title"
    KAI = "kai"
    HEI = "hei"
    SONG = "song"
    LATIN = "latin"


BUNDLED: Mapping[Face, tuple[str, str]] = {
    Face.FANGSONG: ("zjgdesk-fangsong.ttf", "Zjgdesk FangSong"),
    Face.TITLE: ("zjgdesk-song-bold.ttf", "Zjgdesk Song Bold"),
    Face.KAI: ("zjgdesk-kai.ttf", "Zjgdesk Kai"),
    Face.HEI: ("zjgdesk-hei.ttf", "Zjgdesk Hei"),
    Face.SONG: ("zjgdesk-song.ttf", "Zjgdesk Song"),
    Face.LATIN: ("zjgdesk-latin.ttf", "Zjgdesk Latin"),
}
OFFICIAL: Mapping[Face, tuple[str, ...]] = {
    Face.FANGSONG: ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "方正仿宋_GBK"),
    Face.TITLE: ("方正小标宋_GBK", "方正小标宋简体", "FZXiaoBiaoSong-B05", "FZXiaoBiaoSong-B05S"),
    Face.KAI: ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "方正楷体_GBK"),
    Face.HEI: ("黑体", "SimHei", "方正黑体_GBK"),
    Face.SONG: ("宋体", "SimSun", "方正书宋_GBK"),
    Face.LATIN: ("Times New Roman",),
}
# Only these hands leave half-width letters and figures to the Latin face.
LENDS_LATIN = frozenset({Face.FANGSONG, Face.KAI})

LENT = dict.fromkeys("“”‘’", Face.FANGSONG)  # half-width in the bundled 楷体
LAST_RESORTS = (Face.HEI, Face.LATIN)
# Beside 仿宋 a rare character of 黑体 would stand out; 楷体 has the same weight.
NEAREST: Mapping[Face, tuple[Face, ...]] = {
    Face.FANGSONG: (Face.KAI, Face.SONG),
    Face.KAI: (Face.FANGSONG, Face.SONG),
    Face.TITLE: (Face.SONG,),
}


@dataclass(frozen=True, slots=True)
class FaceUse:
    """Which font serves as a face, and whether it is the one the standard asks for."""

    face: Face
    wanted: str
    used: str
    official: bool


@dataclass(frozen=True, slots=True)
class FontReport:
    """Which font stands in for which. Rule: PAGE-05."""

    faces: tuple[FaceUse, ...]

    @property
    def stand_ins(self) -> tuple[FaceUse, ...]:
        """The faces that are not the official ones."""
        return tuple(use for use in self.faces if not use.official)


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text that one registered font can print."""

    font: str
    text: str


class Fonts:
    """The faces of one set of folders; a font file is read when its face is first used."""

    def __init__(self, own: Mapping[Face, FontFile], families: Mapping[Face, str]) -> None:
        self._own = own
        self._families = families
        self._registered: dict[tuple[Face, bool], str] = {}
        self._known: dict[tuple[str, Face], str] = {}
        self._glyphs: dict[str, Mapping[int, int]] = {}
        self._widths: dict[str, Mapping[int, float]] = {}

    @property
    def report(self) -> FontReport:
        """Return which font serves as each face. Rule: PAGE-05."""
        return FontReport(
            tuple(
                FaceUse(
                    face,
                    OFFICIAL[face][0],
                    self._families.get(face, BUNDLED[face][1]),
                    face in self._own,
                )
                for face in Face
            )
        )

    def split(self, text: str, face: Face) -> tuple[Run, ...]:
        """Split a text into runs, each in the first font that has all of its characters.

        Raises:
            DeskError: `page.glyph_missing` when no font can print a character.

        Rule: PAGE-05
        """
        runs: list[Run] = []
        for character in text.translate(UNSEEN):
            font = self._font_for(character, face)
            if runs and runs[-1].font == font:
                runs[-1] = Run(font, runs[-1].text + character)
            else:
                runs.append(Run(font, character))
        return tuple(runs)

    def width(self, run: Run, size: float) -> float:
        """Return how wide a run prints, in points, at a size in points."""
        widths = self._widths[run.font]
        return sum(widths.get(ord(character), 0.0) for character in run.text) * size / 1000

    def _font_for(self, character: str, face: Face) -> str:
        key = (character, face)
        if key not in self._known:
            self._known[key] = self._look_for(character, face)
        return self._known[key]

    def _look_for(self, character: str, face: Face) -> str:
        code = ord(character)
        for font in () if category(character) == CONTROL else self._chain(character, face):
            if code in self._glyphs[font]:
                return font
        shown = character if character.isprintable() else NO_SHAPE
        raise DeskError(
            "page.glyph_missing", rule="PAGE-05", character=shown, codepoint=f"U+{code:04X}"
        )

    def _chain(self, character: str, face: Face) -> Iterator[str]:
        """Name the fonts to ask, reading each only when it is asked."""
        latin = ord(character) < LATIN_BELOW and character not in CHINESE_BELOW
        first = LENT.get(character) if face is Face.KAI else None
        if latin and face in LENDS_LATIN:
            first = Face.LATIN
        for candidate in (first or face, face, *NEAREST.get(face, ()), *LAST_RESORTS):
            if candidate in self._own:
                yield self._register(candidate, own=True)
            yield self._register(candidate, own=False)

    def _register(self, face: Face, *, own: bool) -> str:
        key = (face, own)
        if key not in self._registered:
            self._registered[key] = self._read(face, own=own)
        return self._registered[key]

    def _read(self, face: Face, *, own: bool) -> str:
        path = resources() / "fonts" / BUNDLED[face][0]
        member = 0
        if own:
            path, member = self._own[face].path, self._own[face].member
        if not path.is_file():
            raise BrokenInvariantError(f"the bundled font {path.name} is missing")
        name = f"{face}:{path}:{member}"
        with PRINTING:
            if name not in pdfmetrics.getRegisteredFontNames():
                pdfmetrics.registerFont(SearchableFont(name, str(path), subfontIndex=member))
            font = pdfmetrics.getFont(name)
        self._glyphs[name] = font.face.charToGlyph
        self._widths[name] = font.face.charWidths
        return name


@cache
def load_fonts(folders: tuple[Path, ...] = ()) -> Fonts:
    """Return the faces for a page, the machine's own official ones where the folders hold them.

    Rule: PAGE-05
    """
    found = find_fonts(folders)
    own: dict[Face, FontFile] = {}
    families: dict[Face, str] = {}
    for face, names in OFFICIAL.items():
        for name in names:
            match = next((font for font in found if name in font.families), None)
            if match is not None:
                own[face], families[face] = match, name
                break
    return Fonts(own, families)
