"""Where the boxes of a ballot are: kept beside the PDF for whoever reads scanned papers, and proved.

Rules: VOTE-08, VOTE-10
"""

import json
from collections.abc import Iterator
from dataclasses import asdict

import pypdfium2 as pdfium
from pypdfium2 import raw

from zjgdesk.documents.ballot_layout import (
    BOX_STROKE,
    PAPER_HEIGHT,
    PAPER_WIDTH,
    Area,
    BallotLayout,
)
from zjgdesk.documents.pen import MM
from zjgdesk.documents.proof import READING
from zjgdesk.errors import DeskError

FORMAT = "zjgdesk-ballot-layout"
VERSION = 1
NEAR = 0.05  # millimetres
OUTLINE = 2 * BOX_STROKE / MM  # what a stroke adds to the bounds that pdfium tells
DEPTH = 3  # forms within forms
LEAST, MOST = 4.0, 6.0  # millimetres: smaller and larger squares are no boxes


def layout_file(layout: BallotLayout, code: str, pdf: str) -> bytes:
    """Return the layout as canonical JSON: millimetres from the upper left corner of each sheet.

    Args:
        layout: of the ballot.
        code: what the code on the paper says, without the page.
        pdf: the digest of the file that it belongs to.
    """
    told = {
        "format": FORMAT,
        "version": VERSION,
        "code": code,
        "pdf": pdf,
        "paper": {"width": PAPER_WIDTH, "height": PAPER_HEIGHT},
        "pages": layout.pages,
        "corners": [_rounded(corner) for corner in layout.corners],
        "codes": [_rounded(layout.code)],
        "boxes": [
            {"page": box.page, "position": box.position, "mark": box.mark.value}
            | _rounded(box.area)
            for box in layout.boxes
        ],
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def prove_places(data: bytes, layout: BallotLayout) -> bytes:
    """Return the file unchanged when corners and boxes stand where the layout says, and no others.

    The sheets of the first copy are measured; that all copies are alike is proved before.

    Raises:
        DeskError: `page.proof_failed` with what was measured and on which sheet.

    Rules: VOTE-08, VOTE-10
    """
    with READING:
        document = pdfium.PdfDocument(data)
        try:
            for number in range(1, layout.pages + 1):
                found = list(_squares(document, number - 1))
                boxes = (box.area for box in layout.boxes if box.page == number)
                corners = map(_place, layout.corners)
                wanted = [*corners, *(_place(area, OUTLINE) for area in boxes)]
                if not _alike(found, wanted):
                    raise DeskError(
                        "page.proof_failed", rule="VOTE-10", check="方框位置", subject=str(number)
                    )
        finally:
            document.close()
    return data


Place = tuple[float, float, float, float]


def _squares(document: pdfium.PdfDocument, index: int) -> Iterator[Place]:
    """Yield the squares of the size of boxes and corner marks, in millimetres."""
    page = document[index]
    high = page.get_height()
    for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=DEPTH):
        left, bottom, right, top = each.get_bounds()
        wide, tall = (right - left) / MM, (top - bottom) / MM
        if abs(wide - tall) <= NEAR and LEAST <= wide <= MOST:
            yield (left + right) / 2 / MM, (high - (top + bottom) / 2) / MM, wide, tall
    page.close()


def _place(area: Area, outline: float = 0.0) -> Place:
    middle = (area.left + area.width / 2, area.top + area.height / 2)
    return (*middle, area.width + outline, area.height + outline)


def _alike(found: list[Place], wanted: list[Place]) -> bool:
    """Say whether each wanted square was found once, and no other."""
    free = list(found)
    for place in wanted:
        near = next((each for each in free if _near(each, place)), None)
        if near is None:
            return False
        free.remove(near)
    return not free


def _near(one: Place, other: Place) -> bool:
    return all(abs(a - b) <= NEAR for a, b in zip(one, other, strict=True))


def _rounded(area: Area) -> dict[str, float]:
    return {name: round(value, 3) for name, value in asdict(area).items()}
