"""Which way up a photograph was taken, as its camera wrote it down."""

from typing import Final, Literal

EXIF: Final = b"Exif\x00\x00"
SEARCHED: Final = 1 << 16  # bytes: a camera writes it into the first segments
TAG: Final = 0x0112
ENTRY: Final = 12
TURNS: Final = {3: 180, 6: 90, 8: 270}

Order = Literal["little", "big"]


def turned(content: bytes) -> int:
    """Return by how many degrees clockwise a JPEG is to be turned to stand upright.

    A picture that says nothing, or something that nobody understands, stays as it is.
    """
    at = content.find(EXIF, 0, SEARCHED)
    if not content.startswith(b"\xff\xd8") or at < 0:
        return 0
    tiff = content[at + len(EXIF) : at + SEARCHED]
    orders: dict[bytes, Order] = {b"II": "little", b"MM": "big"}
    order = orders.get(tiff[:2])
    return TURNS.get(_orientation(tiff, order), 0) if order else 0


def _orientation(tiff: bytes, order: Order) -> int:
    first = int.from_bytes(tiff[4:8], order)
    count = int.from_bytes(tiff[first : first + 2], order)
    for at in range(first + 2, min(first + 2 + count * ENTRY, len(tiff)), ENTRY):
        if int.from_bytes(tiff[at : at + 2], order) == TAG:
            return int.from_bytes(tiff[at + 8 : at + 10], order)
    return 0
