from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from zjgdesk.documents.orientation import EXIF, turned


def photo(orientation, kind="JPEG"):
    exif = Image.Exif()
    if orientation:
        exif[0x0112] = orientation
    buffer = BytesIO()
    Image.new("RGB", (8, 6)).save(buffer, kind, exif=exif)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("orientation", "degrees"), [(0, 0), (1, 0), (2, 0), (3, 180), (6, 90), (8, 270)]
)
def test_a_photograph_is_turned_as_its_camera_says(orientation, degrees):
    assert turned(photo(orientation)) == degrees


@pytest.mark.parametrize(("order", "head"), [("little", b"II*\0"), ("big", b"MM\0*")])
def test_both_orders_of_bytes_are_read(order, head):
    entry = b"".join(n.to_bytes(size, order) for n, size in ((0x0112, 2), (3, 2), (1, 4), (6, 2)))
    tiff = head + (8).to_bytes(4, order) + (1).to_bytes(2, order) + entry + b"\0\0"
    assert turned(b"\xff\xd8" + EXIF + tiff) == 90


def test_another_kind_of_picture_stays_as_it_is():
    assert turned(photo(6, "PNG")) == 0


@given(st.binary(max_size=200))
def test_whatever_a_camera_wrote_nothing_breaks(rest):
    assert turned(b"\xff\xd8" + EXIF + b"II" + rest) in {0, 90, 180, 270}
