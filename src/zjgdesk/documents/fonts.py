"""The faces of official pages: found, registered, and asked which of them can print a text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from threading import RLock
from typing import Any
from unicodedata import category

from reportlab.pdfbase import pdfmetrics

from zjgdesk.documents.searchable import SearchableFont, told_as_damaged
from zjgdesk.documents.sfnt import FontFile, find_fonts, is_sound, is_whole
from zjgdesk.errors import DeskError
from zjgdesk.resources import resources
from zjgdesk.rules.refusals import Refusal

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
LAST_RESORTS = (Face.HEI, Face.LATIN, Face.KAI)  # ≒ stands in 楷体 alone
# Beside 仿宋 a rare character of 黑体 would stand out; 楷体 has the same weight.
NEAREST: Mapping[Face, tuple[Face, ...]] = {
    Face.FANGSONG: (Face.KAI, Face.SONG),
    Face.KAI: (Face.FANGSONG, Face.SONG),
    Face.TITLE: (Face.SONG,),
}


@dataclass(frozen=True, slots=True)
class FaceUse:
    """Which font serves as a face, where it lies, and whether the standard asks for it.

    `passed_over` is the machine's own font that is there but cannot be read; `fault` is what
    is wrong with the one that serves.
    """

    face: Face
    wanted: str
    used: str
    official: bool
    path: Path
    passed_over: str = ""
    fault: Refusal | None = None


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

    def __init__(
        self, own: Mapping[Face, FontFile], families: Mapping[Face, str], bundled: Path
    ) -> None:
        self._own = dict(own)
        self._families = dict(families)
        self._bundled = bundled
        self._passed_over: dict[Face, str] = {}
        self._names: dict[str, str] = {}
        self._registered: dict[tuple[Face, bool], str] = {}
        self._known: dict[Face, dict[str, str]] = {}
        self._glyphs: dict[str, Mapping[int, int]] = {}
        self._widths: dict[str, Mapping[int, float]] = {}
        self.measured: dict[object, dict[str, Any]] = {}  # by style: `text` keeps units here

    @property
    def report(self) -> FontReport:
        """Return which font serves as each face. Rule: PAGE-05."""
        return FontReport(tuple(self._use(face) for face in Face))

    def check(self) -> FontReport:
        """Return the same after every file was read to its end and its sums were taken.

        Rule: PAGE-05
        """
        for face in list(self._own):
            self._own_font(face)
        uses = (self._use(face) for face in Face)
        return FontReport(
            tuple(replace(u, fault=fault_of(u.path, summed=not u.official)) for u in uses)
        )

    def family(self, font: str) -> str:
        """Return the family name of a font that a run names."""
        return self._names[font]

    def _use(self, face: Face) -> FaceUse:
        official = face in self._own
        return FaceUse(
            face,
            OFFICIAL[face][0],
            self._families.get(face, BUNDLED[face][1]) if official else BUNDLED[face][1],
            official,
            self._place(face, own=official)[0],
            self._passed_over.get(face, ""),
        )

    def _place(self, face: Face, *, own: bool) -> tuple[Path, int]:
        if own:
            return self._own[face].path, self._own[face].member
        return self._bundled / BUNDLED[face][0], 0

    def split(self, text: str, face: Face) -> tuple[Run, ...]:
        """Split a text into runs, each in the first font that has all of its characters.

        Raises:
            DeskError: `page.glyph_missing` when no font can print a character.

        Rule: PAGE-05
        """
        seen = text.translate(UNSEEN)
        known = self._known.setdefault(face, {})
        fonts = [known.get(each) or self._font_for(each, face) for each in seen]
        if len(set(fonts)) == 1:
            return (Run(fonts[0], seen),)
        pairs = groupby(zip(fonts, seen, strict=True), key=itemgetter(0))
        return tuple(Run(font, "".join([each for _, each in some])) for font, some in pairs)

    def width(self, run: Run, size: float) -> float:
        """Return how wide a run prints, in points, at a size in points."""
        widths = self._widths[run.font]
        return sum([widths.get(ord(each), 0.0) for each in run.text]) * size / 1000

    def _font_for(self, character: str, face: Face) -> str:
        found = self._known[face][character] = self._look_for(character, face)
        return found

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
            own = self._own_font(candidate)
            if own is not None:
                yield own
            yield self._register(candidate, own=False)

    def _own_font(self, face: Face) -> str | None:
        """Return the machine's own font of a face; one that cannot be read is passed over."""
        if face not in self._own:
            return None
        try:
            return self._register(face, own=True)
        except DeskError:
            self._passed_over[face] = self._families[face]
            del self._own[face]
            return None

    def _register(self, face: Face, *, own: bool) -> str:
        key = (face, own)
        if key not in self._registered:
            self._registered[key] = self._read(face, own=own)
        return self._registered[key]

    def _read(self, face: Face, *, own: bool) -> str:
        path, member = self._place(face, own=own)
        # reportlab prints a glyph that it cannot find in a damaged file as nothing at all.
        fault = fault_of(path, summed=not own)
        if fault is not None:
            fault.raise_()
        name = f"{face}:{path}:{member}"
        with PRINTING:
            if name not in pdfmetrics.getRegisteredFontNames():
                with told_as_damaged(path.name):
                    pdfmetrics.registerFont(SearchableFont(name, str(path), subfontIndex=member))
            font = pdfmetrics.getFont(name)
        self._names[name] = self._families[face] if own else BUNDLED[face][1]
        self._glyphs[name] = font.face.charToGlyph
        self._widths[name] = font.face.charWidths
        return name


def fault_of(path: Path, *, summed: bool) -> Refusal | None:
    """Return what is wrong with a font file; None for a sound one.

    Args:
        path: the file.
        summed: hold the sums of its tables too; fonts of others often carry wrong ones.
    """
    if not path.is_file():
        return Refusal("page.font_missing", "PAGE-05", {"file": path.name})
    if is_sound(path) if summed else is_whole(path):
        return None
    return Refusal("page.font_damaged", "PAGE-05", {"file": path.name})


@cache
def load_fonts(folders: tuple[Path, ...] = (), bundled: Path | None = None) -> Fonts:
    """Return the faces for a page, the machine's own official ones where the folders hold them.

    Args:
        folders: where the machine keeps its fonts.
        bundled: where the program keeps its own; None for the shipped folder.

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
    return Fonts(own, families, bundled or resources() / "fonts")
