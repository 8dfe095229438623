"""Make the bundled fonts from Debian's packages.

    apt-get download fonts-noto-cjk fonts-lxgw-wenkai fonts-liberation2
    apt-get download texlive-lang-chinese unicode-data
    uv run --group fonts tools/build_fonts.py --debs FOLDER --out resources/fonts

Each face is cut to the characters that an office needs, given TrueType outlines (reportlab embeds
no CFF), renamed so that nobody takes it for the original, and written with a fixed time stamp: the
same packages give the same bytes.
"""

import argparse
import bz2
import gzip
import hashlib
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont, newTable

MAX_ERROR = 1.0  # units per em: a thousandth of a character, invisible in print
TIME_STAMP = 3_850_000_000  # seconds since 1904, any constant will do
WINDOWS = 3  # platform of a name record
HANGUL = (
    range(0x1100, 0x1200),
    range(0x3130, 0x3190),
    range(0xA960, 0xA980),
    range(0xAC00, 0xD800),
)
SYMBOLS = (
    range(0x20, 0x7F),
    range(0xA0, 0x180),
    range(0x2010, 0x2050),
    range(0x2160, 0x2180),
    range(0x2190, 0x219A),
    range(0x2252, 0x2253),  # of GB 18030, and in 楷体 alone
    range(0x2460, 0x2500),
    range(0x25A0, 0x2610),
    range(0x2610, 0x2614),
    range(0x2713, 0x2719),
    range(0x3000, 0x3020),
    range(0x3220, 0x322A),
    range(0xFE30, 0xFE50),
    range(0xFF00, 0xFF66),
    range(0xFFE0, 0xFFE7),
)
LATIN = (range(0x20, 0x7F), range(0xA0, 0x250), range(0x2010, 0x2030), range(0x20A0, 0x20B0))


@dataclass(frozen=True)
class Face:
    """One font to make: where it comes from and how it is called here."""

    target: str
    family: str
    package: str
    source: str
    member: str | None  # name inside a collection
    characters: str  # "full", "standard" or "latin"
    licence: str


FACES = (
    Face("zjgdesk-hei.ttf", "Zjgdesk Hei", "fonts-noto-cjk",
         "usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", "Noto Sans CJK SC", "full",
         "OFL-1.1"),
    Face("zjgdesk-fangsong.ttf", "Zjgdesk FangSong", "texlive-lang-chinese",
         "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/FandolFang-Regular.otf", None,
         "full", "GPL-3.0-or-later with font exception"),
    Face("zjgdesk-kai.ttf", "Zjgdesk Kai", "fonts-lxgw-wenkai",
         "usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf", None, "standard",
         "OFL-1.1"),
    Face("zjgdesk-song-bold.ttf", "Zjgdesk Song Bold", "fonts-noto-cjk",
         "usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc", "Noto Serif CJK SC", "standard",
         "OFL-1.1"),
    Face("zjgdesk-song.ttf", "Zjgdesk Song", "fonts-noto-cjk",
         "usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc", "Noto Serif CJK SC",
         "standard", "OFL-1.1"),
    Face("zjgdesk-latin.ttf", "Zjgdesk Latin", "fonts-liberation2",
         "usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf", None, "latin",
         "OFL-1.1"),
)  # fmt: skip


def gb2312() -> set[int]:
    """Return every character of GB 2312, symbols included."""
    pairs = (bytes((row, cell)) for row in range(0xA1, 0xFF) for cell in range(0xA1, 0xFF))
    found = (pair.decode("gb2312", "ignore") for pair in pairs)
    return {ord(text) for text in found if text}


def standard_list(root: Path) -> set[int]:
    """Return the 8,105 characters of the list of standard characters (Unihan kTGH)."""
    path = root / "usr/share/unicode/Unihan_OtherMappings.txt.bz2"
    lines = bz2.decompress(path.read_bytes()).decode().splitlines()
    return {int(line.split("\t")[0][2:], 16) for line in lines if "\tkTGH\t" in line}


def spans(ranges: Iterable[range]) -> set[int]:
    """Return the code points of some ranges as one set."""
    return {code for span in ranges for code in span}


def wanted(face: Face, font: TTFont, root: Path) -> set[int]:
    """Return the characters that a face keeps."""
    if face.characters == "latin":
        return spans(LATIN)
    if face.characters == "standard":
        return gb2312() | standard_list(root) | spans(SYMBOLS)
    return set(font.getBestCmap()) - spans(HANGUL)


def open_source(face: Face, root: Path) -> TTFont:
    """Open the original, the right member of it where it is a collection."""
    path = root / face.source
    if face.member is None:
        return TTFont(path, recalcTimestamp=False, lazy=False)
    for font in TTCollection(path).fonts:
        if font["name"].getDebugName(1).startswith(face.member):
            font.recalcTimestamp = False
            return font
    raise SystemExit(f"{path} holds no {face.member}")


def cut(font: TTFont, characters: set[int]) -> None:
    """Keep only the named characters, without hints, layout features or vertical metrics."""
    options = Options()
    options.layout_features = []
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "DSIG", "PfEd",
                            "FFTM", "meta", "kern"]  # fmt: skip
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)


def to_truetype(font: TTFont) -> None:
    """Replace cubic (CFF) outlines by quadratic ones."""
    if "glyf" in font:
        return
    outlines = font.getGlyphSet()
    order = font.getGlyphOrder()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(outlines)
        outlines[name].draw(Cu2QuPen(pen, MAX_ERROR, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder = order
    glyf.glyphs = glyphs
    del font["CFF "]
    for name in order:
        glyphs[name].recalcBounds(glyf)
        left = getattr(glyphs[name], "xMin", 0)
        font["hmtx"][name] = (font["hmtx"][name][0], left)
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for field in ("maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs",
                  "maxInstructionDefs", "maxStackElements", "maxSizeOfInstructions",
                  "maxComponentElements", "maxComponentDepth", "maxPoints", "maxContours",
                  "maxCompositePoints", "maxCompositeContours"):  # fmt: skip
        setattr(maxp, field, 1 if field == "maxZones" else 0)
    font.sfntVersion = "\x00\x01\x00\x00"


def rename(font: TTFont, face: Face) -> None:
    """Give the font its name here; copyright and licence entries stay."""
    names = font["name"]
    kept = {0, 5, 7, 8, 9, 11, 13, 14}
    names.names = [
        record for record in names.names if record.nameID in kept and record.platformID == WINDOWS
    ]
    short = face.family.replace(" ", "")
    texts = {1: face.family, 2: "Regular", 3: f"{short};converted", 4: face.family, 6: short}
    for name_id, text in texts.items():
        names.setName(text, name_id, 3, 1, 0x409)
    font["post"].formatType = 3.0
    font["head"].modified = font["head"].created = TIME_STAMP


def build(face: Face, root: Path, out: Path) -> str:
    """Make one face and return a line for the README."""
    font = open_source(face, root)
    version = font["name"].getDebugName(5)
    cut(font, wanted(face, font, root))
    to_truetype(font)
    rename(font, face)
    target = out / face.target
    font.save(target)
    data = target.read_bytes()
    digest = hashlib.sha256(data).hexdigest()[:16]
    print(f"{face.target}: {len(data):,} bytes, {len(font.getBestCmap()):,} characters")
    cells = (
        face.target, face.family, f"{Path(face.source).name} ({version})", face.package,
        f"{len(font.getBestCmap()):,}", face.licence, digest,
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


def unpack(debs: Path, root: Path) -> dict[str, str]:
    """Unpack the packages and return their versions."""
    versions = {}
    for deb in sorted(debs.glob("*.deb")):
        subprocess.run(["dpkg-deb", "-x", str(deb), str(root)], check=True)
        fields = subprocess.run(
            ["dpkg-deb", "-f", str(deb), "Package", "Version"],
            check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip
        pairs = dict(line.split(": ", 1) for line in fields.splitlines())
        versions[pairs["Package"]] = pairs["Version"]
    return versions


def licences(root: Path, out: Path) -> None:
    """Copy the licence texts that must travel with the fonts."""
    for package in ("fonts-noto-cjk", "fonts-lxgw-wenkai", "fonts-liberation2"):
        shutil.copy(root / "usr/share/doc" / package / "copyright", out / f"LICENSE-{package}.txt")
    folder = root / "usr/share/doc/texlive-doc/fonts/fandol"
    readme = (folder / "README").read_text(encoding="utf-8")
    copying = gzip.decompress((folder / "COPYING.gz").read_bytes()).decode()
    (out / "LICENSE-fandol.txt").write_text(f"{readme}\n\n{copying}", encoding="utf-8")


README = """# Bundled fonts

Made by `tools/build_fonts.py` from Debian's packages; do not edit. Each font was cut to the
characters counted below, converted to TrueType outlines (largest deviation {error} unit of 1,000)
and renamed. They stand in for the fonts of GB/T 9704, which may not be passed on (PAGE-05): 仿宋
by FandolFang, 小标宋 by Noto Serif SC Bold, 楷体 by LXGW WenKai, 黑体 by Noto Sans SC, 宋体 by
Noto Serif SC, half-width letters and figures by Liberation Serif.

| file | family | made from | package | characters | licence | SHA-256 |
|---|---|---|---|---|---|---|
{rows}

Packages: {packages}.

The licence texts stand beside the fonts (`LICENSE-*.txt`). The OFL allows changed versions under
another name; FandolFang is under the GPL with the font exception: a document that embeds it is not
affected, and the unchanged source of the outlines is the package named above.
"""


def main() -> None:
    """Build all faces."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--debs", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch, ProcessPoolExecutor(2) as pool:
        root = Path(scratch)
        versions = unpack(arguments.debs, root)
        arguments.out.mkdir(parents=True, exist_ok=True)
        jobs = [pool.submit(build, face, root, arguments.out) for face in FACES]
        rows = "\n".join(job.result() for job in jobs)
        licences(root, arguments.out)
    packages = ", ".join(f"{name} {version}" for name, version in sorted(versions.items()))
    text = README.format(error=MAX_ERROR, rows=rows, packages=packages)
    (arguments.out / "README.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
