"""Which fonts this machine prints with, and how a name comes out of them."""

from dataclasses import dataclass
from pathlib import Path

from zjgdesk.documents.fonts import PRINTING
from zjgdesk.documents.specimen import build_specimen, faces, taken_from, without_font
from zjgdesk.rules.refusals import Refusal
from zjgdesk.services import papers
from zjgdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class FontRow:
    """One face: the font that the standard asks for, the one that serves, and where it lies.

    `official` tells whether it is the machine's own of the standard; else a bundled one stands in.
    `passed_over` names an own font that cannot be read, `fault` is what is wrong.
    """

    face: str
    wanted: str
    used: str
    official: bool
    path: Path
    passed_over: str
    fault: Refusal | None


@dataclass(frozen=True, slots=True)
class TriedFace:
    """A face, and which font each character of the tried text comes from."""

    face: str
    used: str
    taken: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """A text tried in every face; without a page where no font has one of its characters."""

    content: bytes | None
    faces: tuple[TriedFace, ...]
    missing: tuple[str, ...]


def read_fonts(desk: Desk) -> list[FontRow]:
    """Return what serves as each face; every file is read to its end.

    Rule: PAGE-05
    """
    with PRINTING:
        report = papers.fonts_of(desk).check()
    return [
        FontRow(
            use.face.value,
            use.wanted,
            use.used,
            use.official,
            use.path,
            use.passed_over,
            use.fault,
        )
        for use in report.faces
    ]


def try_text(desk: Desk, text: str) -> Tried:
    """Return a text as every face prints it, and where each character is taken from.

    Rule: PAGE-05

    Raises:
        DeskError: `page.font_missing`, `page.font_damaged`.
    """
    fonts, plain = papers.fonts_of(desk), " ".join(text.split())
    missing = without_font(plain, fonts)
    if missing or not plain:
        return Tried(None, (), missing)
    used = {use.face: use.used for use in fonts.report.faces}
    tried = tuple(
        TriedFace(
            face.value,
            used[face],
            tuple((each.font, each.characters) for each in taken_from(plain, face, fonts)),
        )
        for face in faces()
    )
    return Tried(build_specimen(plain, fonts), tried, ())
