import pytest

from zjgdesk.errors import DeskError
from zjgdesk.ui.printing.ranges import read_pages, write_pages


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("1", (0,)),
        ("1-3,5", (0, 1, 2, 4)),
        ("5,1-3", (0, 1, 2, 4)),
        ("1－3，5", (0, 1, 2, 4)),
        (" 1 - 3 、 5 ", (0, 1, 2, 4)),
        ("2至3;3-4", (1, 2, 3)),
        ("9-9", (8,)),
        ("1~2 4", (0, 1, 3)),
    ],
)
def test_pages_are_read_as_people_write_them(text, pages):
    assert read_pages(text, 9) == pages


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "print.pages_empty"),
        (" ,，", "print.pages_empty"),
        ("一", "print.pages_unreadable"),
        ("1-", "print.pages_unreadable"),
        ("1-2-3", "print.pages_unreadable"),
        ("-1", "print.pages_unreadable"),
        ("1.5", "print.pages_unreadable"),
        ("3-1", "print.pages_backwards"),
        ("0", "print.page_beyond"),
        ("8-10", "print.page_beyond"),
        ("1-999999", "print.page_beyond"),
        ("12345678", "print.pages_unreadable"),
    ],
)
def test_wrong_pages_are_refused(text, code):
    with pytest.raises(DeskError) as caught:
        read_pages(text, 9)
    assert caught.value.code == code


@pytest.mark.parametrize("text", ["1", "1-3", "1-3,5", "1-2,4,6-9"])
def test_pages_are_written_back(text):
    assert write_pages(read_pages(text, 9)) == text
