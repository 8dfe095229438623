"""A TrueType font whose text can be copied and searched, above U+FFFF too."""

import struct
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from reportlab.pdfbase.ttfonts import TTFError, TTFont

from zjgdesk.errors import DeskError

BLOCK = 100  # entries that a reader must accept in one list (PDF 32000-1, 9.10.3)


class SearchableFont(TTFont):  # type: ignore[misc]  # reportlab is not typed
    """Writes the map from glyphs back to text in UTF-16, as the format demands.

    reportlab writes the bare number of a character: right up to U+FFFF, five digits that no
    reader understands above. Such a name prints well and cannot be found again.
    """

    def addObjects(self, doc: Any) -> None:  # noqa: ANN401, N802
        """Add the font to the document, then put the right map in place of reportlab's."""
        state = self.state[doc]
        subsets = [tuple(subset) for subset in state.subsets]
        keys = [self.getSubsetInternalName(number, doc)[1:] for number in range(len(subsets))]
        with told_as_damaged(Path(str(self.face.filename)).name):
            super().addObjects(doc)
        fonts = doc.idToObject["BasicFonts"].dict
        for key, subset in zip(keys, subsets, strict=True):
            stream = doc.idToObject[fonts[key].ToUnicode.name]
            stream.content = to_unicode_map(subset)


@contextmanager
def told_as_damaged(name: str) -> Iterator[None]:
    """Refuse in words where a font file turns out not to hold what it says.

    Raises:
        DeskError: `page.font_damaged`.
    """
    try:
        yield
    except (TTFError, struct.error, OSError, LookupError, ValueError, OverflowError) as error:
        raise DeskError("page.font_damaged", rule="PAGE-05", file=name) from error


def to_unicode_map(subset: Sequence[int]) -> str:
    """Return the map from byte to character of one subset, surrogates included."""
    entries = [
        f"<{byte:02X}> <{chr(code).encode('utf-16-be').hex().upper()}>"
        for byte, code in enumerate(subset)
        if code
    ]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
        *_blocks(entries),
        "endcmap",
        "CMapName currentdict /CMap defineresource pop",
        "end",
        "end",
    ]
    return "\n".join(lines)


def _blocks(entries: Sequence[str]) -> Iterable[str]:
    for start in range(0, len(entries), BLOCK):
        block = entries[start : start + BLOCK]
        yield f"{len(block)} beginbfchar"
        yield from block
        yield "endbfchar"
